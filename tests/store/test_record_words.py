"""Records in words: every table, whose record it is, and records that are gone."""

from __future__ import annotations

from datetime import date

from coachtui.domain import record_names
from coachtui.domain.record_words import RecordWords
from coachtui.store.practice import Practice
from coachtui.store.reads.record_words import WAYS, Cell, values, words
from coachtui.store.schema import logged_columns
from tests.store.rows import add_one_of_each

TODAY = date(2026, 11, 21)


def test_every_table_and_every_field_has_words() -> None:
    tables = logged_columns()
    assert set(WAYS) == set(tables) == set(record_names.NOUNS)
    columns = {column for table, listed in tables.items() if table != "conflict" for column in listed}
    assert set(record_names.FIELDS) >= columns
    assert {column for column in record_names.FIELDS if column not in columns} == set()


def test_a_row_of_every_table_is_told(practice: Practice) -> None:
    with practice.raw_action("added one of each") as db:
        ids = add_one_of_each(practice, db)
    asked = [*ids.items()]
    said = words(practice.db, asked)
    assert set(said) == set(asked)
    for (table, _), one in said.items():
        assert not one.gone, table
        assert "\n" not in one.what
        assert "–" not in one.bare, (table, one)
        assert one.what.startswith(one.bare)
    engaged = {table for (table, _), one in said.items() if one.engagement_id == ids["engagement"]}
    assert {"session", "session_note", "goal", "progress_evidence", "rating_evidence", "item_answer"} <= engaged
    assert said["session", ids["session"]].what == "session of 29 Mar 2026, word (“[/b]” 漢字)"


def test_binned_rows_are_told_and_unknown_ones_are_gone(practice: Practice) -> None:
    with practice.raw_action("added one of each") as db:
        ids = add_one_of_each(practice, db)
        db.execute("UPDATE session SET deleted_at = '2026-11-21T09:00:00Z'")
    pairs = [("session", ids["session"]), ("session", "nobody"), ("goal", ids["session"]), ("no_such_table", "x")]
    said = words(practice.db, pairs, today=TODAY)
    assert said[pairs[0]].bare == "session of 29 Mar"
    assert said[pairs[1]] == RecordWords("a session that is gone", None, "", "a session that is gone", gone=True)
    assert said[pairs[2]].gone
    assert said[pairs[3]].what == "a no such table that is gone"


def test_one_query_for_each_table(practice: Practice) -> None:
    with practice.raw_action("added one of each") as db:
        ids = add_one_of_each(practice, db)
    asked: list[str] = []
    practice.db.set_trace_callback(asked.append)
    words(practice.db, [("goal", ids["goal"]), ("goal", "x"), ("session", ids["session"]), ("session", "y")])
    practice.db.set_trace_callback(None)
    assert len(asked) == 2


def test_a_long_text_is_cut_to_a_line(practice: Practice) -> None:
    with practice.raw_action("added one of each") as db:
        ids = add_one_of_each(practice, db)
        db.execute("UPDATE commitment SET body = ?", ("send the plan\nto {body} everybody " * 20_000,))
    (said,) = words(practice.db, [("commitment", ids["commitment"])]).values()
    assert said.bare.startswith("commitment send the plan to {body} everybody")
    assert said.bare.endswith("…")
    assert len(said.bare) < 70


def test_values_are_told_in_words(practice: Practice) -> None:
    with practice.raw_action("added one of each") as db:
        ids = add_one_of_each(practice, db)
    cells: dict[Cell, str] = {
        ("engagement", "client_id", ids["person"]): "person word (“[/b]” 漢字)",
        ("session_note", "id", ids["session"]): "session of 29 Mar",
        ("engagement", "manager_id", None): "nothing",
        ("session", "stage", ""): "nothing",
        ("session", "state", "no_show"): "no-show",
        ("session", "starts_local", "2026-03-29T03:30"): "29 Mar 03:30",
        ("session", "cancelled_at", "2025-03-29T03:30:00Z"): "29 Mar 2025 03:30 UTC",
        ("goal", "due_on", "2027-01-02"): "2 Jan 2027",
        ("goal", "achievable", 0): "no",
        ("goal_level", "level", -1): "−1",
        ("session_note", "body", "one\n\ntwo"): "one two",
    }
    assert values(practice.db, cells, today=TODAY) == cells
