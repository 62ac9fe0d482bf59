"""Conflicts as real merges make them, settled on two devices that don't know of each other's choice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import product
from pathlib import Path

import pytest

from coachtui.domain.cadence import CommitmentDraft, SessionDraft, SessionNoteDraft
from coachtui.domain.conflicts import ConflictKind, ConflictLine, Resolution
from coachtui.domain.engagement import EngagementDraft, EngagementState
from coachtui.domain.people import OrganisationDraft, Party, PersonDraft
from coachtui.store import undo, writes
from coachtui.store.practice import Practice
from coachtui.store.reads import conflicts as reads
from coachtui.store.reads import people
from coachtui.store.writes.conflicts import resolve
from tests.conftest import THOROUGH
from tests.store.replicas import Replica, state

R = Resolution


class Pair:
    """A laptop and a desktop with one session, in step."""

    def __init__(self, template: Path, directory: Path):
        self.laptop = Replica(template, directory / "laptop", "laptop")
        practice = self.laptop.practice
        client = writes.people.add_person(practice, PersonDraft("Dana Okafor"))
        dates = {"starts_on": date(2026, 9, 1), "ends_on": date(2027, 2, 28)}
        draft = EngagementDraft(client, people.owner(practice.db).id, "UTC", **dates)
        self.engagement = writes.engagement.start(practice, draft, EngagementState.ACTIVE)
        planned = SessionDraft(self.engagement, datetime(2026, 11, 24, 9), "UTC")
        self.session = writes.cadence.plan(practice, planned)
        self.commitment = writes.cadence.commit(practice, CommitmentDraft(self.engagement, Party.CLIENT, "call Marc"))
        self.write(self.laptop, "before")
        self.desktop = self.laptop.twin("desktop")
        self.both = (self.laptop, self.desktop)

    def write(self, device: Replica, text: str) -> None:
        """Write the notes of the session."""
        device.clock.forward(seconds=1)
        texts = SessionNoteDraft(text, "")
        writes.cadence.write_texts(device.practice, self.session, texts, released=False)

    def meet(self) -> None:
        """Let both merge the other's copy, as a folder would, until neither brings anything."""
        for _ in range(4):
            came = [one.merge(other) for one, other in (self.both, self.both[::-1])]
            if all(merged.nothing for merged in came):
                return
        raise AssertionError("they never come to rest")

    def settle(self, device: Replica, conflict: str, choice: Resolution) -> None:
        device.clock.forward(seconds=1)
        resolve(device.practice, conflict, choice)

    def notes(self) -> list[str]:
        """What the notes say, on each device."""
        return [reads.standing(one.db, "session_note", self.session, "body") for one in self.both]


def lines(practice: Practice) -> list[ConflictLine]:
    return reads.open_conflicts(practice.db, practice.clock())


@pytest.fixture
def pair(template: Path, tmp_path: Path) -> Iterator[Pair]:
    pair = Pair(template, tmp_path)
    yield pair
    for one in pair.both:
        one.close()


def test_each_device_calls_its_own_version_mine(pair: Pair) -> None:
    pair.write(pair.laptop, "from the laptop")
    pair.write(pair.desktop, "from the desktop")
    pair.write(pair.desktop, "from the desktop, later")
    pair.meet()
    ((here,), (there,)) = (lines(one.practice) for one in pair.both)
    assert here.id == there.id
    assert (here.mine, here.theirs) == (there.theirs, there.mine) == ("from the laptop", "from the desktop, later")
    assert (here.mine_device, here.theirs_device) == (there.theirs_device, there.mine_device) == ("laptop", "desktop")
    assert (here.kept_is_mine, there.kept_is_mine) == (False, True)
    pair.settle(pair.laptop, here.id, R.MINE)
    undo.undo(pair.laptop.practice)
    (again,) = lines(pair.laptop.practice)
    assert not again.changed_since
    pair.settle(pair.laptop, here.id, R.MINE)
    pair.meet()
    assert pair.notes() == ["from the laptop"] * 2
    assert [lines(one.practice) for one in pair.both] == [[], []]
    (settled,) = reads.settled(pair.desktop.db, pair.desktop.clock())
    assert settled.settled.startswith("kept the version of laptop: notes of the session")
    assert settled.settled.endswith("(laptop)")


EVERY = [*product((R.MINE, R.THEIRS, R.BOTH, R.LEFT), repeat=2)]
SOME = [(R.THEIRS, R.BOTH)]


@pytest.mark.parametrize(("here", "there"), EVERY if THOROUGH else SOME)
def test_two_choices_for_one_conflict_come_to_rest(pair: Pair, here: Resolution, there: Resolution) -> None:
    pair.write(pair.desktop, "from the desktop")
    pair.write(pair.laptop, "from the laptop")
    pair.meet()
    ((conflict,), _) = (lines(one.practice) for one in pair.both)
    pair.settle(pair.desktop, conflict.id, there)
    pair.settle(pair.laptop, conflict.id, here)
    pair.meet()
    assert state(pair.laptop.db) == state(pair.desktop.db)
    assert len({*pair.notes()}) == 1
    again = lines(pair.laptop.practice)
    # Only when both wrote something else there is a new question, and the first one is not asked again.
    assert len(again) <= 1
    assert conflict.id not in {one.id for one in again}
    for one in again:
        pair.settle(pair.laptop, one.id, R.LEFT)
    pair.meet()
    assert [lines(one.practice) for one in pair.both] == [[], []]


def test_edits_against_the_bin_and_names_that_gave_way(pair: Pair) -> None:
    for one in pair.both:
        one.clock.forward(seconds=1)
        writes.people.add_organisation(one.practice, OrganisationDraft("Northwind"))
    with pair.laptop.practice.raw_action("dropped a commitment with Dana Okafor") as db:
        db.execute("UPDATE commitment SET deleted_at = '2026-11-21T09:00:00Z'")
    draft = CommitmentDraft(pair.engagement, Party.CLIENT, "call Marc\nand Priya", due_on=date(2026, 12, 1))
    pair.desktop.clock.forward(seconds=1)
    writes.cadence.edit_commitment(pair.desktop.practice, pair.commitment, draft)
    pair.meet()
    for one in pair.both:
        (line,) = (found for found in lines(one.practice) if found.table == "commitment")
        assert line.in_bin
        assert line.choices == (R.RESTORED, R.LEFT)
        found = reads.versions(one.db, line.id, one.clock())
        told = {found.line.mine_device: found.mine, found.line.theirs_device: found.theirs}
        assert told["laptop"] == "dropped a commitment with Dana Okafor"
        assert told["desktop"] == "text:\ncall Marc\nand Priya\ndue date: 1 Dec"
    pair.settle(pair.desktop, line.id, R.RESTORED)
    (line,) = (one for one in lines(pair.desktop.practice) if one.table == "organisation")
    assert (line.kind, line.column) == (ConflictKind.UNIQUE, "name")
    assert not line.changed_since
    kept = reads.standing(pair.desktop.db, "organisation", line.row, "name")
    assert kept == "Northwind (2)"
    (other,) = pair.desktop.db.execute("SELECT id FROM organisation WHERE id <> ?", (line.row,)).fetchone()
    writes.people.edit_organisation(pair.desktop.practice, other, OrganisationDraft("Northwind Europe"))
    lost = R.THEIRS if line.kept_is_mine else R.MINE
    pair.settle(pair.desktop, line.id, lost)
    pair.meet()
    assert reads.standing(pair.laptop.db, "organisation", line.row, "name") == "Northwind"
    assert reads.standing(pair.laptop.db, "organisation", line.row, "folded") == "northwind"
    assert [lines(one.practice) for one in pair.both] == [[], []]
    assert reads.standing(pair.laptop.db, "commitment", pair.commitment, "deleted_at") is None
