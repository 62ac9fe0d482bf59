"""The coaching log in the store: what is read for it, and what is written about it, each taken back by one undo."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from coachtui.domain.coaching_log import Stint, totals
from coachtui.domain.drafts import Invalid
from coachtui.domain.log_entry import LogEntryDraft
from coachtui.store import errors, undo, writes
from coachtui.store.practice import Practice
from coachtui.store.reads import log as reads
from tests.cli.test_log import coach
from tests.conftest import NOW, StandingClock

ENTRY = LogEntryDraft("Inés Ferrer", date(2026, 3, 10), None, 6, 1.5)


def stints(practice: Practice) -> dict[str, Stint]:
    """Return what is counted, by client; of several sessions the last."""
    return {one.client_name: one for one in reads.log(practice.db, practice.clock()).stints}


def test_only_the_owners_live_sessions_of_coaching_are_read(practice: Practice) -> None:
    held = coach(practice, "Ana Ruiz", 45, 60)
    found = reads.log(practice.db, NOW).stints
    assert [(one.first, one.paid, one.people) for one in found] == [
        (date(2026, 9, 2), Fraction(3, 4), None),
        (date(2026, 9, 3), Fraction(1), None),
    ]
    with practice.raw_action("put in the bin") as db:
        db.execute("UPDATE session SET deleted_at = '2026-11-21T09:00:00Z' WHERE id = ?", held[:1])
    assert len(reads.log(practice.db, NOW).stints) == 1
    with practice.raw_action("gave it to another") as db:
        db.execute("INSERT INTO coach (id, name, folded, time_zone) VALUES ('other', 'Bo', 'bo', 'UTC')")
        db.execute("UPDATE engagement SET coach_id = 'other'")
    assert not reads.log(practice.db, NOW).stints


def test_a_session_counts_otherwise_than_its_engagement(practice: Practice) -> None:
    (session,) = coach(practice, "Ana Ruiz", 60)
    writes.log.count(practice, session, False, 6)
    one = stints(practice)["Ana Ruiz"]
    assert (one.paid, one.pro_bono, one.people) == (0, 1, 6)
    with pytest.raises(Invalid, match="outside its scale"):
        writes.log.count(practice, session, None, 16)
    assert undo.undo(practice).words == "noted how the session with Ana Ruiz on Wed 2 Sep 2026 counts in the log"
    assert (stints(practice)["Ana Ruiz"].paid, stints(practice)["Ana Ruiz"].people) == (1, None)


def test_a_row_without_an_end_holds_nothing_after_the_day_on_which_its_hours_were_noted(
    practice: Practice, clock: StandingClock
) -> None:
    coach_id, _ = reads.coach(practice.db)
    key = ENTRY.key(coach_id)
    writes.log.take_in(practice, [(key, ENTRY)], "took in a log")
    clock.forward(days=3)
    assert (stints(practice)["Inés Ferrer"].last, stints(practice)["Inés Ferrer"].ongoing) == (NOW.date(), True)
    writes.log.edit_entry(practice, key, ENTRY._replace(contact="ines@halden.example"))
    assert stints(practice)["Inés Ferrer"].last == NOW.date()
    writes.log.edit_entry(practice, key, ENTRY._replace(paid_hours=8))
    assert stints(practice)["Inés Ferrer"].last == date(2026, 11, 24)
    writes.log.edit_entry(practice, key, ENTRY._replace(ends_on=date(2026, 5, 1)))
    assert stints(practice)["Inés Ferrer"].last == date(2026, 5, 1)


def test_consent_of_a_person_and_the_rows_joined_is_one_action(practice: Practice) -> None:
    writes.log.training_began(practice, date(2024, 3, 1))
    coach_id, _ = reads.coach(practice.db)
    coach(practice, "Ana Ruiz", 60, named=False)
    entry = ENTRY._replace(client_name="Ana Ruiz", ends_on=date(2026, 5, 1))
    writes.log.take_in(practice, [(entry.key(coach_id), entry)], "took in a log")
    (row,) = reads.log(practice.db, NOW).counted().left_off
    words = writes.log.consent(practice, row.client_name, row.client_id, row.entries, named=True)
    (row,) = reads.log(practice.db, NOW).counted().named
    assert totals([row]).hours == Fraction("8.5")
    assert undo.undo(practice).words == words == "noted that Ana Ruiz may be named in the coaching log"
    assert not reads.log(practice.db, NOW).counted().named


def test_the_coach_s_own_particulars(practice: Practice) -> None:
    _, before = reads.coach(practice.db)
    draft = before._replace(email="ada@quist.example", training_started_on=date(2024, 3, 1))
    writes.log.edit_coach(practice, draft)
    assert reads.coach(practice.db)[1] == draft
    with pytest.raises(Invalid, match="name is missing"):
        writes.log.edit_coach(practice, draft._replace(name=" "))
    undo.undo(practice)
    assert reads.coach(practice.db)[1] == before


def test_a_row_goes_into_the_bin_and_comes_back(practice: Practice) -> None:
    coach_id, _ = reads.coach(practice.db)
    key = ENTRY.key(coach_id)
    writes.log.take_in(practice, [(key, ENTRY)], "took in a log")
    assert writes.log.remove_entry(practice, key) == "put the former log of Inés Ferrer in the bin"
    assert not reads.entries(practice.db, coach_id)
    with pytest.raises(errors.NotFound):
        reads.entry(practice.db, key)
    undo.undo(practice)
    assert reads.entry(practice.db, key) == ENTRY
    with pytest.raises(Invalid, match="no hours"):
        writes.log.take_in(practice, [(key, ENTRY._replace(paid_hours=0, pro_bono_hours=0))], "took in a log")
