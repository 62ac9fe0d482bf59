"""The merge desk without its screen: what is in conflict, and what each choice does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from coachtui.domain.cadence import CommitmentDraft, SessionDraft, SessionNoteDraft
from coachtui.domain.conflicts import ConflictKind, ConflictLine, Resolution
from coachtui.domain.engagement import EngagementDraft, EngagementState
from coachtui.domain.people import OrganisationDraft, Party, PersonDraft
from coachtui.store import errors, undo, writes
from coachtui.store.practice import Practice
from coachtui.store.reads import conflicts as reads
from coachtui.store.reads import people
from coachtui.store.writes.conflicts import resolve, resolve_all
from tests.conftest import StandingClock
from tests.store.conflicted import edited_in_the_bin, edited_on_both, name_devices, removed
from tests.store.rows import everything

R = Resolution
HOSTILE = "note [/b] \x1b]52;c;aGk=\x07 \u202e漢字 ไทย"


@dataclass
class Told:
    """One client with a session."""

    practice: Practice
    person: str
    engagement: str
    session: str

    def value(self, table: str, column: str, row: str) -> object:
        return reads.standing(self.practice.db, table, row, column)

    def lines(self) -> list[ConflictLine]:
        return reads.open_conflicts(self.practice.db, self.practice.clock())


@pytest.fixture
def told(practice: Practice) -> Told:
    name_devices(practice)
    person = writes.people.add_person(practice, PersonDraft("Dana Okafor"))
    dates = {"starts_on": date(2026, 9, 1), "ends_on": date(2027, 2, 28)}
    draft = EngagementDraft(person, people.owner(practice.db).id, "Europe/Zurich", **dates)
    engagement = writes.engagement.start(practice, draft, EngagementState.ACTIVE)
    session = writes.cadence.plan(practice, SessionDraft(engagement, datetime(2026, 11, 24, 9), "Europe/Zurich"))
    texts = SessionNoteDraft("what I wrote", "shared")
    writes.cadence.write_texts(practice, session, texts, released=False)
    return Told(practice, person, engagement, session)


def test_a_conflict_names_record_devices_and_what_stands(told: Told) -> None:
    edited_on_both(told.practice, "session_note", told.session, "body", "what the desktop wrote", kept=False)
    (line,) = told.lines()
    assert line.what == "notes of the session of 24 Nov, Dana Okafor"
    assert (line.field, line.client, line.engagement_id) == ("private notes", "Dana Okafor", told.engagement)
    assert (line.mine, line.mine_device) == ("what I wrote", "laptop")
    assert (line.theirs, line.theirs_device) == ("what the desktop wrote", "desktop")
    assert not line.kept_is_mine
    assert line.ours
    assert not line.changed_since
    assert line.choices == (R.MINE, R.THEIRS, R.BOTH, R.LEFT)
    assert reads.count(told.practice.db) == 1
    assert reads.of_records(told.practice.db, "session_note", [told.session, "x"]) == {told.session}


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize(("choice", "stands"), [(R.MINE, "what I wrote"), (R.THEIRS, HOSTILE)])
def test_keeping_a_version_is_one_action_that_undo_takes_back(
    told: Told, kept: bool, choice: Resolution, stands: str
) -> None:
    conflict = edited_on_both(told.practice, "session_note", told.session, "body", HOSTILE, kept=kept)
    before = told.value("session_note", "body", told.session)
    words = resolve(told.practice, conflict, choice)
    device = "laptop" if choice is R.MINE else "desktop"
    assert words == f"kept the version of {device}: notes of the session of 24 Nov, Dana Okafor"
    assert told.value("session_note", "body", told.session) == stands
    assert told.lines() == []
    (settled,) = reads.settled(told.practice.db, told.practice.clock())
    assert (settled.resolution, settled.settled, settled.choices) == (choice, f"{words} (laptop)", ())
    assert undo.undo(told.practice).words == words
    assert told.value("session_note", "body", told.session) == before
    assert len(told.lines()) == 1


def test_both_texts_are_joined_with_a_line_between(told: Told) -> None:
    conflict = edited_on_both(told.practice, "session_note", told.session, "body", "theirs\n")
    resolve(told.practice, conflict, R.BOTH)
    assert told.value("session_note", "body", told.session) == (
        "what I wrote\n\n――― desktop, 21 Nov 2026 09:59 ―――\n\ntheirs\n"
    )


def test_both_stay_within_the_limit_of_the_field(told: Told) -> None:
    conflict = edited_on_both(told.practice, "session_note", told.session, "body", "x" * 999_990)
    before = everything(told.practice.db)
    with pytest.raises(errors.Refused, match=r"1,000,0.. characters, and the private notes may have 1,000,000"):
        resolve(told.practice, conflict, R.BOTH)
    assert everything(told.practice.db) == before
    commitment = writes.cadence.commit(told.practice, CommitmentDraft(told.engagement, Party.CLIENT, "call Marc"))
    conflict = edited_on_both(told.practice, "commitment", commitment, "body", "call Priya")
    resolve(told.practice, conflict, R.BOTH)
    assert told.value("commitment", "body", commitment) == "call Marc / call Priya"


def test_what_follows_from_a_field_follows_its_choice(told: Told) -> None:
    practice = told.practice
    name = edited_on_both(practice, "person", told.person, "name", "Dåna Okafor")
    assert told.lines()[0].choices == (R.MINE, R.THEIRS, R.LEFT)
    resolve(practice, name, R.THEIRS)
    assert told.value("person", "folded", told.person) == "dana okafor"
    moved = edited_on_both(practice, "session", told.session, "starts_local", "2026-12-01T10:30")
    resolve(practice, moved, R.THEIRS)
    assert told.value("session", "starts_utc", told.session) == "2026-12-01T09:30:00Z"


def test_a_rule_refuses_a_value_and_nothing_changes(told: Told) -> None:
    practice = told.practice
    acme = writes.people.add_organisation(practice, OrganisationDraft("Acme"))
    writes.people.add_organisation(practice, OrganisationDraft("Umami"))
    conflict = edited_on_both(practice, "organisation", acme, "name", "Umami")
    before = everything(practice.db)
    with pytest.raises(errors.Refused, match="organisation Acme: that version is taken by another record"):
        resolve(practice, conflict, R.THEIRS)
    assert everything(practice.db) == before


def test_fields_that_hang_together_go_together(told: Told) -> None:
    practice = told.practice
    commitment = writes.cadence.commit(practice, CommitmentDraft(told.engagement, Party.CLIENT, "call Marc"))
    state = edited_on_both(practice, "commitment", commitment, "state", "done")
    with pytest.raises(errors.Refused, match="does not go with the other fields"):
        resolve(practice, state, R.THEIRS)
    edited_on_both(practice, "commitment", commitment, "closed_on", "2026-11-20")
    resolve(practice, state, R.THEIRS)
    assert told.value("commitment", "closed_on", commitment) == "2026-11-20"
    assert told.lines() == []
    assert undo.undo(practice).left == 0
    assert len(told.lines()) == 2


def test_a_field_edited_since_is_said_so_and_can_still_be_chosen(told: Told, clock: StandingClock) -> None:
    conflict = edited_on_both(told.practice, "session_note", told.session, "body", "theirs")
    clock.forward(minutes=5)
    texts = SessionNoteDraft("what I wrote since", "shared")
    writes.cadence.write_texts(told.practice, told.session, texts, released=False)
    (line,) = told.lines()
    assert line.changed_since
    assert reads.versions(told.practice.db, conflict, clock()).mine == "what I wrote since"
    resolve(told.practice, conflict, R.BOTH)
    assert str(told.value("session_note", "body", told.session)).startswith("what I wrote since\n")


def test_a_conflict_between_others_names_both_devices(told: Told) -> None:
    conflict = edited_on_both(told.practice, "person", told.person, "email", "dana@example.org")
    with told.practice.raw_action("merged") as db:
        db.execute("UPDATE conflict SET kept_site = 8")
    (line,) = told.lines()
    assert not line.ours
    assert (line.mine_device, line.theirs_device, line.kept_is_mine) == ("phone", "desktop", True)
    resolve(told.practice, conflict, R.THEIRS)
    assert told.value("person", "email", told.person) == "dana@example.org"


def test_a_binned_record_with_an_edit_comes_back(told: Told) -> None:
    practice = told.practice
    commitment = writes.cadence.commit(practice, CommitmentDraft(told.engagement, Party.CLIENT, "call Marc"))
    with practice.raw_action("put a commitment in the bin") as db:
        db.execute("UPDATE commitment SET deleted_at = '2026-11-21T09:00:00Z'")
    edited_in_the_bin(practice, "commitment", commitment)
    (line,) = told.lines()
    assert (line.kind, line.choices) == (ConflictKind.BINNED, (R.RESTORED, R.LEFT))
    assert resolve(practice, line.id, R.RESTORED) == "took commitment call Marc, Dana Okafor out of the bin"
    assert told.value("commitment", "deleted_at", commitment) is None
    assert reads.count(practice.db) == 0
    undo.undo(practice)
    resolve(practice, line.id, R.LEFT)
    assert told.value("commitment", "deleted_at", commitment) is not None
    assert reads.count(practice.db) == 0


def test_what_was_removed_comes_back_as_a_new_record(told: Told) -> None:
    practice = told.practice
    commitment = writes.cadence.commit(practice, CommitmentDraft(told.engagement, Party.CLIENT, HOSTILE))
    conflict = removed(practice, "commitment", commitment)
    (line,) = told.lines()
    assert (line.what, line.engagement_id) == (f"commitment {HOSTILE}, Dana Okafor", told.engagement)
    assert HOSTILE in reads.versions(practice.db, conflict, practice.clock()).theirs
    assert resolve(practice, conflict, R.RESTORED) == f"put {line.what} back as a new record"
    ((row, body),) = practice.db.execute("SELECT id, body FROM commitment").fetchall()
    assert row != commitment
    undo.undo(practice)
    writes.engagement.remove(practice, told.engagement)
    resolve(practice, conflict, R.RESTORED)
    assert told.value("engagement", "deleted_at", told.engagement) is None
    assert body == HOSTILE


def test_a_text_whose_place_is_gone_becomes_a_journal_entry(told: Told) -> None:
    conflict = removed(told.practice, "session_note", told.session, "orphan")
    with told.practice.raw_action("removed") as db:
        db.execute("DELETE FROM session")
    with pytest.raises(errors.Refused, match="its engagement is in the bin or gone"):
        resolve(told.practice, conflict, R.RESTORED)
    with told.practice.raw_action("merged") as db:
        (stamp, site) = db.execute("SELECT lost_stamp, lost_site FROM conflict").fetchone()
        db.execute(
            "INSERT INTO action (stamp, site, words, about) VALUES (?, ?, 'wrote', ?)", (stamp, site, told.engagement)
        )
    words = resolve(told.practice, conflict, R.RESTORED)
    assert words == "kept the text of note of a session, Dana Okafor as a journal entry"
    (body,) = told.practice.db.execute("SELECT body FROM coach_note").fetchone()
    assert body == "note of a session, written on desktop on 21 Nov 2026\n\nwhat I wrote"


def test_many_are_settled_in_one_action(told: Told) -> None:
    practice = told.practice
    ids = [
        edited_on_both(practice, "person", told.person, "email", "dana@example.org"),
        edited_on_both(practice, "person", told.person, "phone", "123"),
        edited_on_both(practice, "session_note", told.session, "body", "theirs"),
    ]
    assert resolve_all(practice, ids, R.LEFT) == "left as they stand: 3 conflicts"
    undo.undo(practice)
    assert resolve_all(practice, ids, R.THEIRS) == "kept theirs in 3 conflicts"
    assert told.value("person", "phone", told.person) == "123"
    with pytest.raises(errors.Refused, match="settled already"):
        resolve(practice, ids[0], R.MINE)
    undo.undo(practice)
    assert len(told.lines()) == 3
    with pytest.raises(errors.Refused, match="no choice here"):
        resolve(practice, ids[0], R.BOTH)
    with pytest.raises(errors.NotFound):
        resolve(practice, "nothing", R.MINE)


def test_a_record_is_marked_with_all_that_it_is_a_part_of(told: Told) -> None:
    practice = told.practice
    assert reads.marked(practice.db) == frozenset()
    conflict = edited_on_both(practice, "session_note", told.session, "body", "theirs")
    assert {told.session, told.engagement} <= reads.marked(practice.db)
    assert told.person not in reads.marked(practice.db)
    resolve(practice, conflict, R.MINE)
    assert reads.marked(practice.db) == frozenset()


def test_values_are_told_in_words_and_texts_in_whole(told: Told) -> None:
    long = "a long text " * 50_000
    conflicts = {
        "manager_id": edited_on_both(told.practice, "engagement", told.engagement, "manager_id", None),
        "ends_on": edited_on_both(told.practice, "engagement", told.engagement, "ends_on", "2027-03-31"),
        "body": edited_on_both(told.practice, "session_note", told.session, "body", long),
    }
    both = {
        column: reads.versions(told.practice.db, conflict, told.practice.clock())
        for column, conflict in conflicts.items()
    }
    assert (both["ends_on"].mine, both["ends_on"].theirs) == ("28 Feb 2027", "31 Mar 2027")
    assert both["manager_id"].theirs == "nothing"
    assert both["body"].theirs == long
    assert len(str(both["body"].line.theirs)) == 300
