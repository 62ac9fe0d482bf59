"""The story, after the laptop and the desktop wrote at the same time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from coachtui.domain.cadence import CommitmentDraft
from coachtui.domain.goals import GoalDraft
from coachtui.domain.people import Party, PersonDraft
from coachtui.paths import Paths
from coachtui.store import writes
from coachtui.store.practice import Practice, open_practice
from tests.conftest import NOW, StandingClock, copy_of
from tests.store.conflicted import edited_in_the_bin, edited_on_both, merging, name_devices, removed

NOTES = """## Reality
Priya runs the plan, and Dana still sits in. She says she only listens; Marc says she answers first.

We spoke about the board: what it asks of her, and what it could ask of Priya. 3 things stay with Dana until March.

## Will
Hand the capacity plan over by Friday.
She will not sit in on the review of 27 November.
"""
ON_THE_DESKTOP = (
    NOTES.replace("only listens", "mostly listens").replace("3 things", "Two things").replace("by Friday", "in a month")
    + "Ask Marc in a fortnight.\n"
)


def tell(practice: Practice, clock: StandingClock) -> None:
    """Write conflicts of every kind, and put something in the bin."""
    name_devices(practice)

    def one(sql: str, *values: str) -> str:
        (found,) = practice.db.execute(sql, values).fetchone()
        return str(found)

    of_client = "SELECT e.id FROM engagement e JOIN person p ON p.id = e.client_id WHERE p.name = ?"
    dana, mei, iris = (one(of_client, name) for name in ("Dana Okafor", "Mei Tan", "Iris Novák"))
    last = "SELECT n.id FROM session_note n JOIN session s ON s.id = n.id WHERE s.engagement_id = ? ORDER BY s.id DESC"
    notes, person = one(last, dana), one("SELECT client_id FROM engagement WHERE id = ?", dana)
    with merging(practice) as db:
        db.execute("UPDATE session_note SET body = ? WHERE id = ?", (NOTES, notes))
    edited_on_both(practice, "session_note", notes, "body", ON_THE_DESKTOP, kept=False)
    edited_on_both(practice, "person", person, "role_title", "VP Operations [/b] \x1b[31m\u202e 漢字 ไทย")
    edited_on_both(practice, "engagement", dana, "ends_on", "2027-03-31")
    goal = writes.goals.add(practice, GoalDraft(dana, "Delegate outcomes, not tasks"))
    edited_on_both(practice, "goal", goal, "title", "Delegate outcomes and their numbers")
    said = [writes.cadence.commit(practice, CommitmentDraft(mei, Party.CLIENT, text)) for text in ("a brief", "a walk")]
    clock.forward(minutes=1)
    with practice.raw_action("dropped a commitment", about=mei) as db:
        db.execute("UPDATE commitment SET deleted_at = '2026-11-21T08:01:00Z' WHERE id = ?", (said[0],))
    edited_in_the_bin(practice, "commitment", said[0])
    removed(practice, "commitment", said[1])
    writes.people.remove_person(practice, writes.people.add_person(practice, PersonDraft("Ådne Ø [/b]")))
    clock.forward(minutes=1)
    writes.engagement.remove(practice, iris)


@pytest.fixture(scope="session")
def told_conflicts(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice file with the story and its conflicts, written once and copied for each test."""
    directory = tmp_path_factory.mktemp("conflicts")
    paths = Paths(directory / "data", directory / "config", directory / "state")
    copy_of(told, paths.practice, paths)
    clock = StandingClock(NOW - timedelta(hours=1))
    with open_practice(paths.practice, paths, clock=clock, random=Random(7)) as practice:
        practice.db.execute("PRAGMA synchronous = OFF")
        tell(practice, clock)
    return paths.practice


@pytest.fixture
def with_conflicts(told_conflicts: Path, paths: Paths) -> Path:
    """A copy of the practice with conflicts, at the usual place."""
    return copy_of(told_conflicts, paths.practice, paths)
