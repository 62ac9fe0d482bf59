"""What was written is found by its words; what is gone is not; and the index is what the rows make it."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from coachtui.domain.search import Hit, Kind, Spot, spaced
from coachtui.store import doctor, errors, search, search_queue, undo
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice
from coachtui.store.reads.search import LOOKED_AT
from coachtui.store.reads.search import search as look
from tests.conftest import written
from tests.store.rows import add_one_of_each
from tests.store.scripts import Coach
from tests.store.test_bad_files import read_only
from tests.store.test_undo_property import STEP

PRIVATE = {
    Kind.NOTE, Kind.DEBRIEF, Kind.COACH_NOTE, Kind.CONTEXT, Kind.PROGRESS, Kind.RATING, Kind.OBSERVATION,
    Kind.PERSON_NOTE,
}  # fmt: skip
WORDS = st.text(
    "abcdefXYZ éÅßøıŁñ-'\n.,’漢字中文カナがハングルไทย한국어👍ﬁ²Σς٣אבمرحبا", min_size=1, max_size=60
) | st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=60)


OneOfEach = tuple[Path, dict[str, str]]


@pytest.fixture
def filled(practice: Practice) -> dict[str, str]:
    """A practice with a row in every table; the ids by table."""
    with practice.raw_action("began") as db:
        return add_one_of_each(practice, db)


@pytest.fixture(scope="session")
def one_of_each(template: Path, tmp_path_factory: pytest.TempPathFactory) -> OneOfEach:
    """A file with a row in every table, written once; the ids by table."""
    ids: dict[str, str] = {}

    def write(practice: Practice) -> None:
        with practice.raw_action("began") as db:
            ids.update(add_one_of_each(practice, db))

    return written(template, tmp_path_factory.mktemp("each"), write), ids


def found(practice: Practice, words: str, limit: int = 100) -> list[Hit]:
    return list(look(practice.db, words, limit).hits)


def kinds(practice: Practice, words: str) -> set[Kind]:
    return {hit.kind for hit in found(practice, words)}


def put(practice: Practice, table: str, row: str, column: str, text: str) -> None:
    with practice.raw_action("wrote") as db:
        db.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE id = ?', (text, row))


def held(db: Connection) -> set[tuple[Any, ...]]:
    """Return every word of the index by row, column and place."""
    db.execute("CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, search_words, instance)")
    rows = db.execute("SELECT term, doc, col, offset FROM temp.word").fetchall()
    db.execute("DROP TABLE temp.word")
    entries = dict(db.execute("SELECT id, row FROM search_entry").fetchall())
    tables = {doc: search.source(search.number_of(doc)).table for doc in entries}
    return {(term, tables[doc], entries[doc], col, place) for term, doc, col, place in rows}


def rebuilt(practice: Practice) -> set[tuple[Any, ...]]:
    with practice.transaction() as db:
        search.rebuild(db)
    return held(practice.db)


def test_every_kind_of_text_is_found_and_says_what_it_is(practice: Practice, filled: dict[str, str]) -> None:
    hits = found(practice, "漢字 word")
    assert {hit.kind for hit in hits} == set(Kind)
    assert len(hits) == len(Kind)
    assert {hit.kind for hit in hits if hit.private} == PRIVATE
    for hit in hits:
        assert [hit.excerpt[a:b] for a, b in hit.marks][:2] == ["word", "漢字"]
        assert bool(hit.engagement_id) is (hit.spot is not Spot.PEOPLE)
        assert hit.whose or hit.kind is Kind.ORGANISATION
        if hit.engagement_id:
            assert hit.engagement_id == filled["engagement"]
    by_kind = {hit.kind: hit for hit in hits}
    for kind in (Kind.NOTE, Kind.SUMMARY, Kind.COMMITMENT, Kind.THEME, Kind.OUTCOME, Kind.CHECK_IN):
        assert by_kind[kind].record == filled["session"]
    for kind in (Kind.GOAL, Kind.GOAL_LEVEL, Kind.MILESTONE, Kind.PROGRESS, Kind.REFLECTION, Kind.REVISION):
        assert by_kind[kind].record == filled["goal"]
    assert by_kind[Kind.PERSON].record == by_kind[Kind.PERSON_NOTE].record == filled["person"]
    assert by_kind[Kind.RATING].record == filled["competency"]


def test_what_raters_said_is_not_found_nor_what_is_a_draft(practice: Practice, filled: dict[str, str]) -> None:
    from coachtui.store import drafts

    put(practice, "rater_comment", filled["rater_comment"], "body", "Quetzalcoatl")
    put(practice, "round_item", filled["round_item"], "wording", "Quetzalcoatl")
    drafts.save(practice, "note", "", {"body": "Quetzalcoatl"})
    assert found(practice, "quetzalcoatl") == []


@given(text=WORDS, pick=st.integers(0, 1_000), data=st.data())
def test_what_was_written_is_found_by_any_of_its_words(
    another: Callable[..., Practice], one_of_each: OneOfEach, text: str, pick: int, data: st.DataObject
) -> None:
    words = [word for word in text.split() if spaced(word).strip() and any(map(str.isalnum, word))]
    assume(words)
    file, ids = one_of_each
    practice = another(file)
    source = search.SOURCES[pick % len(search.SOURCES)]
    event(source.table)
    column = data.draw(st.sampled_from(source.columns))
    put(practice, source.table, ids[source.table], column, text)
    word = data.draw(st.sampled_from(words))
    long = len(spaced(word).strip()) > 1 or column in source.title
    if long:
        assert source.kind in kinds(practice, word)
        assert source.kind in kinds(practice, f"  {word.upper()}  ")
        assert source.kind in kinds(practice, unicodedata.normalize("NFD", word))
        assert source.kind in kinds(practice, " ".join(words[:16]))
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", word) if not unicodedata.combining(mark))
    if long and spaced(bare).strip():
        assert source.kind in kinds(practice, bare), "without its accents"
    begun = word[: data.draw(st.integers(1, len(word)))]
    if len(spaced(begun).strip()) > 1:
        assert source.kind in kinds(practice, begun), "only begun"
    undo.undo(practice)
    here = [hit for hit in found(practice, word) if hit.kind is source.kind]
    assert not here or word in "word (“[/b]” 漢字)" or spaced(word).split()[0] in spaced("word [/b] 漢字 P-1")


@given(text=st.text("漢字中文李小龍田さんカタがกไทຍ한국", min_size=2, max_size=30), at=st.integers(0, 100))
def test_two_characters_are_found_inside_a_sentence(
    another: Callable[..., Practice], one_of_each: OneOfEach, text: str, at: int
) -> None:
    file, ids = one_of_each
    practice = another(file)
    put(practice, "session_note", ids["session_note"], "body", f"昨日は{text}と話した。")
    pair = text[at % (len(text) - 1) :][:2]
    hits = [hit for hit in found(practice, pair) if hit.kind is Kind.NOTE]
    assert hits
    assert (
        spaced(hits[0].excerpt[slice(*hits[0].marks[0])]).split()[: len(spaced(pair).split())] == spaced(pair).split()
    )


@given(st.text() | st.text("\"'*()^:+-{}NEARANDOR\0 ab\ud800", max_size=30))
def test_no_question_is_ever_an_error(told_practice: Practice, words: str) -> None:
    result = look(told_practice.db, words)
    assert result.total >= len(result.hits)


@pytest.fixture(scope="module")
def told_practice(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    from coachtui.paths import Paths
    from coachtui.store.practice import open_practice
    from tests.conftest import StandingClock, copy_of

    directory = tmp_path_factory.mktemp("searched")
    paths = Paths(directory / "data", directory / "config", directory / "state")
    copy_of(template, paths.practice, paths)
    with open_practice(paths.practice, paths, clock=StandingClock()) as practice:
        with practice.raw_action("began") as db:
            add_one_of_each(practice, db)
        yield practice


NOTES = st.one_of(
    st.tuples(st.just("note"), st.text("abc 漢é", min_size=1, max_size=12)),
    st.tuples(st.just("purge"), st.sampled_from(["theme", "session", "organisation", "goal"]), st.integers(0, 5)),
    STEP,
)


class Writer(Coach):
    """The coach of the other tests, who also writes notes, and purges."""

    def note(self, text: str) -> None:
        put(self.practice, "session_note", self.ids["session"], "body", text)

    def purge(self, table: str, pick: int) -> None:
        with self.practice.raw_action("removed for good") as db:
            db.execute(f'DELETE FROM "{table}" WHERE id = ?', (self._one(table, pick),))


@given(steps=st.lists(NOTES, max_size=10))
def test_after_any_history_the_index_is_what_the_rows_make_it(
    another: Callable[[], Practice], steps: list[tuple[Any, ...]]
) -> None:
    practice = another()
    writer = Writer(practice)
    writer.begin()
    for name, *arguments in steps:
        try:
            getattr(writer, name)(*arguments)
        except (errors.Refused, errors.NotFound, errors.NothingToUndo) as error:
            event(f"{name}: {type(error).__name__}")
        except ValueError:
            pass
    if search_queue.is_behind(practice.db):  # only what was written outside an action waits
        assert any(step[0] == "outside" for step in steps)
        with practice.transaction():
            pass
    before = held(practice.db)
    assert [finding for finding in doctor.examine(practice) if finding.level is doctor.Level.FAULT] == []
    assert rebuilt(practice) == before


GONE = {
    "the row itself": ("session_note", "session_note"),
    "its session": ("session_note", "session"),
    "its engagement": ("session_note", "engagement"),
    "its goal": ("milestone", "goal"),
    "its entry": ("progress_evidence", "progress"),
    "its rating": ("rating_evidence", "competency_rating"),
    "its assessment": ("rating_evidence", "assessment"),
    "its person": ("person_note", "person"),
    "its organisation": ("desired_behaviour", "organisation"),
    "its behaviour": ("behaviour_observation", "desired_behaviour"),
}


@pytest.mark.parametrize("gone", GONE)
def test_what_is_in_the_bin_or_under_something_in_it_is_not_found(
    practice: Practice, filled: dict[str, str], gone: str
) -> None:
    table, parent = GONE[gone]
    column = next(source for source in search.SOURCES if source.table == table).columns[0]
    put(practice, table, filled[table], column, "quetzal")
    assert len(found(practice, "quetzal")) == 1
    put(practice, parent, filled[parent], "deleted_at", "2026-11-21T09:00:00Z")
    assert found(practice, "quetzal") == []
    undo.undo(practice)
    assert len(found(practice, "quetzal")) == 1
    undo.redo(practice)
    assert found(practice, "quetzal") == []


def test_what_was_removed_for_good_leaves_no_word_in_the_file(practice: Practice, filled: dict[str, str]) -> None:
    with practice.raw_action("wrote") as db:
        db.execute("DELETE FROM session_note")
        db.execute(
            "INSERT INTO session SELECT ?, deleted_at, engagement_id, NULL, kind, state, stage, starts_local, "
            "time_zone, starts_utc, minutes, held_minutes, cancelled_at, NULL, NULL, NULL FROM session",
            ("new",),
        )
        db.execute("INSERT INTO session_note (id, body) VALUES ('new', ?)", ("ZYXWVUTSRQ secret " * 300,))
    for text in ("first words", "second words"):  # so that the index has parts to merge
        put(practice, "goal", filled["goal"], "title", text)
    assert [hit.kind for hit in found(practice, "zyxwvutsrq")] == [Kind.NOTE]
    file = practice.path.read_bytes()
    assert b"ZYXWVUTSRQ" in file
    assert b"zyxwvutsrq" in file
    with practice.raw_action("removed for good") as db:
        db.execute("DELETE FROM session WHERE id = 'new'")
    file = practice.path.read_bytes()
    assert b"ZYXWVUTSRQ" not in file
    assert b"zyxwvutsrq" not in file
    assert found(practice, "zyxwvutsrq") == []


def test_what_another_program_writes_is_found_at_once(opening: Callable[[], Practice], fresh: Path) -> None:
    with opening() as practice:
        with practice.raw_action("began") as db:
            ids = add_one_of_each(practice, db)
        put(practice, "goal", ids["goal"], "title", "a goal with oldword")
        put(practice, "session_summary", ids["session"], "body", "a summary with oldword")
        with closing(sqlite3.connect(practice.path)) as other, other:
            other.execute("UPDATE goal SET title = 'a goal with quetzal'")
            other.execute("UPDATE session_note SET body = 'a note with quetzal'")
            other.execute("INSERT INTO person (id, name, folded, named_in_log) VALUES ('b', 'Quetzal', 'quetzal', 0)")
        assert kinds(practice, "quetzal") == {Kind.GOAL, Kind.PERSON, Kind.NOTE}
        assert kinds(practice, "oldword") == {Kind.SUMMARY}
    with read_only(fresh), opening() as practice:
        assert kinds(practice, "quetzal") == {Kind.GOAL, Kind.PERSON, Kind.NOTE}
        assert kinds(practice, "oldword") == {Kind.SUMMARY}
        assert search_queue.is_behind(practice.db)
    with opening() as practice:
        assert not search_queue.is_behind(practice.db), "opening brings it up to date"
        assert kinds(practice, "quetzal") == {Kind.GOAL, Kind.PERSON, Kind.NOTE}
        assert held(practice.db) == rebuilt(practice)


def test_the_best_come_first(practice: Practice, filled: dict[str, str]) -> None:
    with practice.raw_action("wrote") as db:
        db.execute("UPDATE goal SET title = 'Quetzal', measure = ''")
        db.execute("UPDATE organisation SET name = 'Quetzal'")
        db.execute("UPDATE person SET role_title = 'Keeper of quetzal birds, and much else besides'")
        db.execute("UPDATE session_note SET body = ?", ("of this and of that " * 50 + "quetzal",))
        db.execute("UPDATE coach_note SET body = ?", ("quetzal " * 3,))
    hits = found(practice, "quetz")
    assert [hit.kind for hit in hits][:2] == [Kind.ORGANISATION, Kind.GOAL]
    assert hits[-1].kind is Kind.NOTE
    with practice.raw_action("wrote") as db:
        for number, day in enumerate(("2026-01-01", "2026-03-01", "2026-02-01")):
            db.execute(
                "INSERT INTO commitment (id, engagement_id, owner, body, made_on, state) "
                "SELECT ?, id, 'client', 'send the osprey list', ?, 'open' FROM engagement",
                (f"c{number}", day),
            )
    assert [str(hit.on) for hit in found(practice, "osprey")] == ["2026-03-01", "2026-02-01", "2026-01-01"]


def test_a_clients_name_narrows_the_other_words(practice: Practice, filled: dict[str, str]) -> None:
    put(practice, "person", filled["person"], "name", "Dana Okafor")
    put(practice, "session_note", filled["session_note"], "body", "the capacity plan")
    assert [hit.kind for hit in found(practice, "okafor capac")] == [Kind.NOTE]
    assert [hit.kind for hit in found(practice, "capacity da")] == [Kind.NOTE]
    assert found(practice, "okafor nowhere") == []
    assert found(practice, "nobody capacity") == []


def test_a_letter_alone_is_sought_in_names_and_titles(practice: Practice, filled: dict[str, str]) -> None:
    put(practice, "person", filled["person"], "name", "Quincy")
    put(practice, "session_note", filled["session_note"], "body", "quetzal q")
    assert kinds(practice, "q") == {Kind.PERSON}


def test_of_very_many_it_says_that_there_are_more(practice: Practice, filled: dict[str, str]) -> None:
    with practice.raw_action("wrote") as db:
        for number in range(LOOKED_AT + 50):
            db.execute(
                "INSERT INTO commitment (id, engagement_id, owner, body, made_on, state, deleted_at) "
                "SELECT ?, id, 'client', 'send the osprey list', '2026-01-01', 'open', NULL FROM engagement",
                (f"c{number}",),
            )
    result = look(practice.db, "osprey", 10)
    assert (len(result.hits), result.more) == (10, True)
    assert result.total >= LOOKED_AT
    with practice.raw_action("binned") as db:  # all but the last are out of reach, one by one
        db.execute(
            "UPDATE commitment SET deleted_at = '2026-01-01T00:00:00Z' WHERE body LIKE '%osprey%' AND id <> 'c9'"
        )
    result = look(practice.db, "osprey", 10)
    assert ([hit.id for hit in result.hits], result.total, result.more) == (["c9"], 1, False)


def test_hits_out_of_reach_do_not_stand_in_the_way(practice: Practice, filled: dict[str, str]) -> None:
    with practice.raw_action("wrote") as db:
        db.execute("UPDATE goal SET deleted_at = '2026-01-01T00:00:00Z'")
        for number in range(LOOKED_AT + 50):
            db.execute(
                "INSERT INTO milestone (id, goal_id, position, title) SELECT ?, id, 0, 'osprey' FROM goal",
                (f"m{number}",),
            )
        db.execute("UPDATE session_note SET body = ?", ("so much about so little, and then " * 9 + "an osprey",))
    result = look(practice.db, "osprey", 10)
    assert ([hit.kind for hit in result.hits], result.total, result.more) == ([Kind.NOTE], 1, False)


DAMAGE = {
    "leaves": "UPDATE search_words_data SET block = x'00ff00ff' WHERE id > 10",
    "structure": "DELETE FROM search_words_data",
    "sizes": "DELETE FROM search_words_docsize",
    "no index": "DROP TABLE search_words",
    "no entries": "DROP TABLE search_entry",
    "a part missing": "DROP TABLE search_words_data",
    "an entry missing": "DELETE FROM search_entry WHERE row = (SELECT id FROM goal)",
    "other words": "UPDATE search_entry SET digest = 7",
    "no trigger": "DROP TRIGGER search_goal_changed; UPDATE goal SET title = 'kept from the index'",
    "words of another row": "DELETE FROM search_words WHERE rowid = (SELECT max(id) FROM search_entry); "
    "INSERT INTO search_words (rowid, title, body) SELECT max(id), '', 'made up words' FROM search_entry",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_index_is_told_stops_no_write_and_is_made_anew(
    practice: Practice, filled: dict[str, str], damage: str
) -> None:
    from coachtui.store.repair import repair

    practice.db.executescript(DAMAGE[damage])
    told = [finding for finding in doctor.examine(practice) if finding.level is doctor.Level.FAULT]
    assert told
    assert all("--repair" in finding.todo for finding in told), told
    with practice.raw_action("wrote") as db:
        db.execute("UPDATE person SET name = 'Quetzal'")
    with suppress(errors.Failed):  # in words, if it can't be asked
        found(practice, "quetzal")
    made = repair(practice)
    assert made.reason == "repair"
    assert doctor.is_well(doctor.examine(practice))
    assert Kind.PERSON in kinds(practice, "quetzal")
    assert held(practice.db) == rebuilt(practice)


def test_a_search_that_can_not_be_made_says_what_to_do(practice: Practice, filled: dict[str, str]) -> None:
    practice.db.execute("DROP TABLE search_words")
    with pytest.raises(errors.Failed, match="--repair"):
        found(practice, "word")
