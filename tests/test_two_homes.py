"""Two machines, as a second user would have them: the real program in two homes, one folder, the same note on both."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("pty")

from coachtui.__main__ import main
from coachtui.domain.cadence import SessionDraft
from coachtui.domain.engagement import EngagementDraft, EngagementState
from coachtui.domain.people import PersonDraft
from coachtui.paths import Paths
from coachtui.store import driver, writes
from coachtui.store.practice import open_practice
from tests.conftest import StandingClock, copy_of
from tests.terminal import Terminal
from tests.test_played_through import environment

MORNING, LATER = "2026-11-21T12:30", "2026-11-21T12:40"
ZONE = "Europe/Amsterdam"
AT_HOME, ON_THE_TRAIN = "Marc called at home", "Marc wrote on the train"


def run(monkeypatch: pytest.MonkeyPatch, home: Path, *arguments: str) -> None:
    """Run a command in a home."""
    with monkeypatch.context() as machine:
        for name, value in environment(home, MORNING).items():
            machine.setenv(name, value)
        assert main([*arguments]) == 0


def begun(template: Path, home: Path) -> None:
    """Write a practice with one client, and a session today, into a home."""
    paths = Paths(home / "data", home / "config", home / "state")
    copy_of(template, paths.practice, paths)
    with open_practice(paths.practice, paths, clock=StandingClock(), random=Random(7)) as practice:
        (coach_id,) = practice.db.execute("SELECT id FROM coach").fetchone()
        dana = writes.people.add_person(practice, PersonDraft("Dana Okafor"))
        draft = EngagementDraft(dana, coach_id, ZONE, starts_on=date(2026, 8, 24), ends_on=date(2027, 2, 21))
        engagement = writes.engagement.start(practice, draft, EngagementState.ACTIVE)
        writes.cadence.plan(practice, SessionDraft(engagement, datetime(2026, 11, 21, 11), ZONE))


def write_note(terminal: Terminal, words: str) -> None:
    """Take Dana in hand, and write the notes of the session of today."""
    terminal.until("Needs you ·", "Dana Okafor")
    terminal.keys("o")
    terminal.until("take in hand")
    terminal.text("dana")
    terminal.keys("enter")
    terminal.until("0/8")
    terminal.keys("4")
    terminal.until("session 1 of 8", "0 of 8 sessions held")
    terminal.keys("enter")
    terminal.until("Notes · private")
    terminal.text(words)
    terminal.keys("ctrl+g")
    terminal.until("Saved the notes", without=("Notes · private",))


def exchange(terminal: Terminal, *shown: str) -> None:
    """Look into the folder now, and wait until these words are there."""
    terminal.keys("S")
    terminal.until("Other devices", "n now")
    terminal.keys("n")
    terminal.until(*shown)


def leave(terminal: Terminal) -> None:
    """Leave; what was changed is published on the way."""
    terminal.keys("ctrl+q")
    assert terminal.ended() == 0


def stored(home: Path) -> tuple[str, list[str]]:
    """Return the note in a home's file, and how the conflicts about it were settled."""
    with closing(driver.connect(home / "data" / "practice.coach", read_only=True)) as db:
        (body,) = db.execute("SELECT body FROM session_note WHERE body LIKE 'Marc%'").fetchone()
        return body, [resolution for (resolution,) in db.execute("SELECT resolution FROM conflict")]


def test_the_same_note_on_two_machines(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desktop, laptop, folder = tmp_path / "desktop", tmp_path / "laptop", tmp_path / "Dropbox"
    folder.mkdir()
    begun(template, desktop)
    run(monkeypatch, desktop, "sync", str(folder))
    run(monkeypatch, laptop, "join", str(folder))
    with Terminal(environment(desktop, MORNING)) as here, Terminal(environment(laptop, LATER)) as there:
        write_note(here, AT_HOME)
        write_note(there, ON_THE_TRAIN)
        exchange(here, "Published to the folder.")
        exchange(there, "1 conflict", "Dana Okafor")
        there.keys("M")
        there.until("called at home", "wrote on the train", "keep mine")
        there.keys("m")
        there.until(without=("keep mine",))
        leave(there)
        here.keys("esc")
        here.until(AT_HOME, without=("n now",))
        exchange(here, "came in From")
        here.keys("esc")
        here.until(ON_THE_TRAIN, without=("n now",))
        leave(here)
    assert stored(desktop) == stored(laptop) == (ON_THE_TRAIN, ["mine"])
