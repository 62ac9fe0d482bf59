"""The real program in a real terminal, killed or closed in the middle of a session: the cockpit reopens as it was."""

from __future__ import annotations

import json
import time
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("pty")

from coachtui.domain.cadence import CommitmentDraft, SessionDraft
from coachtui.domain.cockpit import FORM
from coachtui.domain.engagement import EngagementDraft, EngagementState
from coachtui.domain.people import Party, PersonDraft
from coachtui.paths import Paths
from coachtui.store import doctor, driver, writes
from coachtui.store.practice import open_practice
from tests.conftest import THOROUGH, StandingClock, copy_of
from tests.terminal import LIMIT, Terminal
from tests.test_played_through import environment

ZONE = "Europe/Amsterdam"
NOW = "2026-11-21T10:00"
TYPED = "## Reality\r!do @dana fri call Marc\r~letting-go\rshe waits"
TEXT = TYPED.replace("\r", "\n")


@pytest.fixture
def home_of_a_coach(template: Path, tmp_path: Path) -> Path:
    """A home with a practice of one client, who comes today."""
    home = tmp_path / "coach"
    paths = Paths(home / "data", home / "config", home / "state")
    copy_of(template, paths.practice, paths)
    with open_practice(paths.practice, paths, clock=StandingClock(), random=Random(7)) as practice:
        (coach_id,) = practice.db.execute("SELECT id FROM coach").fetchone()
        dana = writes.people.add_person(practice, PersonDraft("Dana Okafor"))
        draft = EngagementDraft(dana, coach_id, ZONE, starts_on=date(2026, 8, 24), ends_on=date(2027, 2, 21))
        engagement = writes.engagement.start(practice, draft, EngagementState.ACTIVE)
        writes.cadence.plan(practice, SessionDraft(engagement, datetime(2026, 11, 21, 11), ZONE))
        writes.cadence.commit(practice, CommitmentDraft(engagement, Party.CLIENT, "tell Marc what stops"))
    return home


def stored(home: Path) -> tuple[str, str | None]:
    """Return the text of the session under way, and the lane in which its clock runs, as they lie in the file."""
    with closing(driver.connect(home / "data" / "practice.coach", read_only=True)) as db:
        row = db.execute("SELECT body FROM draft WHERE form = ?", (FORM,)).fetchone()
    values = json.loads(row[0]) if row else {"text": "", "clock": '{"lane": null}'}
    return values["text"], json.loads(values["clock"])["lane"]


def until_stored(home: Path, text: str, lane: str) -> None:
    """Wait until this is in the file."""
    deadline = time.monotonic() + LIMIT
    while stored(home) != (text, lane):
        assert time.monotonic() < deadline, stored(home)
        time.sleep(0.02)


def begin(terminal: Terminal) -> None:
    """Begin the session of today, or go on with it."""
    terminal.until("Needs you", "Dana Okafor", "s session")
    terminal.keys("s")
    terminal.until("Notes · private", "^g end")


def well(home: Path) -> bool:
    """Whether the doctor finds nothing wrong with the file."""
    paths = Paths(home / "data", home / "config", home / "state")
    with open_practice(paths.practice, paths) as practice:
        return doctor.is_well(doctor.examine(practice))


def test_a_program_that_is_killed_gives_the_session_back(home_of_a_coach: Path) -> None:
    home, moments = home_of_a_coach, Random()
    with Terminal(environment(home, NOW)) as terminal:
        begin(terminal)
        terminal._type(TYPED)
        terminal.until("she waits", "~ letting-go", "Dana · Fri 27 Nov", "R 0:00")
        terminal.keys("ctrl+n")
        until_stored(home, TEXT, "options")
        terminal.kill()
    for round in range(25 if THOROUGH else 1):
        with Terminal(environment(home, NOW)) as terminal:
            terminal.until("session with Dana Okafor is still open")
            begin(terminal)
            terminal.until("she waits", "~ letting-go", "Dana · Fri 27 Nov", "goes on as it was left", "O 0:00")
            before, _ = stored(home)
            terminal._type(f" {round}")
            if THOROUGH:
                time.sleep(moments.uniform(0, 1.5))
                terminal.kill()
                assert stored(home)[0] in (before, f"{before} {round}")
            else:
                # A terminal that is closed loses nothing at all, however soon.
                terminal.until("she waits 0")
                terminal.hang_up()
                assert stored(home)[0] == f"{before} 0"
        assert well(home)
