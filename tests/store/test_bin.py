"""The bin: what lies in it and how it comes back."""

from __future__ import annotations

from datetime import datetime

import pytest

from coachtui.domain.cadence import CommitmentDraft, SessionDraft, SessionNoteDraft
from coachtui.domain.conflicts import BinLine, Restored
from coachtui.domain.engagement import EngagementDraft
from coachtui.domain.people import OrganisationDraft, Party, PersonDraft
from coachtui.store import errors, undo, writes
from coachtui.store.practice import Practice
from coachtui.store.reads import bin as reads
from coachtui.store.reads import conflicts, people
from coachtui.store.reads.record_words import WAYS
from coachtui.store.writes.bin import bring_back, restore
from tests.conftest import NOW, StandingClock
from tests.store.conflicted import edited_in_the_bin, name_devices
from tests.store.rows import add_one_of_each, content, everything


def lines(practice: Practice, typed: str = "") -> list[BinLine]:
    return reads.binned(practice.db, practice.clock(), typed=typed)


@pytest.fixture
def engagement(practice: Practice) -> str:
    name_devices(practice)
    person = writes.people.add_person(practice, PersonDraft("Dana Okafor"))
    return writes.engagement.start(practice, EngagementDraft(person, people.owner(practice.db).id, "UTC"))


def test_every_table_can_lie_in_the_bin_and_come_back(practice: Practice) -> None:
    with practice.raw_action("added one of each") as db:
        ids = add_one_of_each(practice, db)
    before = content(practice.db)
    with practice.raw_action("binned all") as db:
        for table in ids:
            db.execute(f"UPDATE \"{table}\" SET deleted_at = '2026-11-21T09:00:00Z'")
    told = lines(practice)
    assert {one.table for one in told} == set(WAYS) - reads.UNTOLD
    assert reads.count(practice.db) == len(told)
    with practice.raw_action("took out") as db:
        for table, row in ids.items():
            if db.execute(f'SELECT 1 FROM "{table}" WHERE id = ? AND deleted_at IS NOT NULL', (row,)).fetchone():
                bring_back(practice, db, table, row)
    assert content(practice.db) == before


def test_the_bin_tells_when_by_whom_how_and_with_what(
    practice: Practice, engagement: str, clock: StandingClock
) -> None:
    session = writes.cadence.plan(practice, SessionDraft(engagement, datetime(2026, 11, 24, 9), "UTC"))
    texts = SessionNoteDraft("mine", "shared")
    writes.cadence.write_texts(practice, session, texts, released=False)
    for text in ("call Marc", "call Priya"):
        writes.cadence.commit(practice, CommitmentDraft(engagement, Party.CLIENT, text, session))
    clock.forward(minutes=1)
    writes.people.remove_person(practice, writes.people.add_person(practice, PersonDraft("Ådne Ø [/b]")))
    clock.forward(minutes=1)
    writes.engagement.remove(practice, engagement)
    first, second = lines(practice)
    assert (first.what, first.client, first.device) == ("engagement P-00001, Dana Okafor", "Dana Okafor", "laptop")
    assert first.binned_at == clock()
    assert first.words.startswith("put")
    assert first.along == "2 commitments, 1 session"
    assert second.what == "person Ådne Ø [/b]"
    assert lines(practice, "adne o") == [second]
    assert lines(practice, "adne dana") == []
    assert len(reads.binned(practice.db, NOW, limit=1)) == 1


def test_what_a_record_lies_under_comes_with_it(practice: Practice, engagement: str) -> None:
    session = writes.cadence.plan(practice, SessionDraft(engagement, datetime(2026, 11, 24, 9), "UTC"))
    with practice.raw_action("binned") as db:
        for table in ("session", "engagement", "person"):
            db.execute(f"UPDATE {table} SET deleted_at = '2026-11-21T09:00:00Z'")
    edited_in_the_bin(practice, "session", session)
    assert restore(practice, "session", session) == Restored(
        "session of 24 Nov, Dana Okafor", ("engagement P-00001, Dana Okafor", "person Dana Okafor")
    )
    assert lines(practice) == []
    assert conflicts.count(practice.db) == 0
    assert undo.undo(practice).words == "took session of 24 Nov, Dana Okafor out of the bin"
    assert len(lines(practice)) == 3
    assert lines(practice)[0].words.startswith("took back: took session")


def test_a_taken_name_keeps_a_record_in_the_bin(practice: Practice) -> None:
    add = writes.people.add_organisation
    former = add(practice, OrganisationDraft("Acme"))
    writes.people.remove_organisation(practice, former)
    add(practice, OrganisationDraft("ACME"))
    before = everything(practice.db)
    with pytest.raises(errors.Refused, match="another organisation has its place or its name"):
        restore(practice, "organisation", former)
    assert everything(practice.db) == before


def test_what_is_not_in_the_bin_is_said_so(practice: Practice, engagement: str) -> None:
    with pytest.raises(errors.NotFound, match="is not in the bin"):
        restore(practice, "engagement", engagement)
    with pytest.raises(errors.NotFound, match="can't come back"):
        restore(practice, "engagement", "nothing")
