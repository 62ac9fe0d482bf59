"""What the history tells of an action: every record and field in words, before and after."""

from __future__ import annotations

from coachtui.domain.history import Way
from coachtui.store import history
from coachtui.store.practice import Practice
from tests.conftest import NOW, StandingClock
from tests.store.scripts import Coach


def test_an_action_is_told_record_by_record(practice: Practice, clock: StandingClock) -> None:
    coach = Coach(practice)
    coach.begin()
    note = coach.live("session_note")[0]
    with practice.raw_action("changed much") as db:
        db.execute("UPDATE session_note SET body = 'said yes'")
        db.execute("UPDATE session SET deleted_at = '2026-11-21T09:00:00Z' WHERE id = ?", (note,))
        db.execute("UPDATE person SET phone = NULL, folded = 'x'")
        db.execute("UPDATE item_answer SET value = 3")
        db.execute("DELETE FROM theme")
    clock.forward(minutes=1)
    with practice.raw_action("fetched it back") as db:
        db.execute("UPDATE session SET deleted_at = NULL")

    back, much, made = history.of_row(practice.db, note)
    assert (back.words, much.words, made.words) == ("fetched it back", "changed much", "began")
    assert much.at == NOW
    told = {(change.table, change.column): change for change in history.changes(practice.db, much.action)}
    assert set(told) == {
        ("session_note", "body"), ("session", ""), ("person", "phone"), ("item_answer", "value"), ("theme", ""),
    }  # fmt: skip
    text = told["session_note", "body"]
    assert (text.field, text.before, text.after) == ("private notes", "word (“[/b]” 漢字)", "said yes")
    assert text.private
    assert text.is_text
    phone = told["person", "phone"]
    assert (phone.field, phone.before, phone.after, phone.private) == ("phone", "word (“[/b]” 漢字)", "nothing", False)
    answer = told["item_answer", "value"]
    assert answer.withheld
    assert (answer.before, answer.after) == ("", "")
    assert told["theme", ""].way is Way.REMOVED
    assert told["session", ""].way is Way.BINNED
    # Of one record only what is its own, with the texts under its key.
    own = history.changes(practice.db, much.action, row=note)
    assert {change.table for change in own} == {"session", "session_note"}
    assert [change.way for change in history.changes(practice.db, back.action)] == [Way.RESTORED]
    assert {change.way for change in history.changes(practice.db, made.action)} == {Way.MADE}


def test_a_record_is_named_before_the_texts_under_its_key(practice: Practice) -> None:
    coach = Coach(practice)
    coach.begin()
    assert history.named(practice.db, coach.live("session")[0]).startswith("session of ")
    assert history.named(practice.db, "no such key") == ""
    assert len(history.of_row(practice.db, coach.live("session")[0], limit=1, offset=1)) == 0
