"""Nothing typed is lost: a form gives back what was typed after it was closed, and after the program was killed."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coachtui.paths import Paths
from coachtui.store import drafts, driver
from coachtui.store.driver import Connection
from coachtui.ui.app import CoachApp
from tests.ui.conftest import WIDE, MakeApp, press, seen, settled
from tests.ui.filling import field, pick, write
from tests.ui.test_engagement_form import opened, query

SOURCES = Path(__file__).parents[2] / "src"


async def test_what_is_typed_is_there_again_after_closing(app: CoachApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await opened(coach)
        await pick(coach, "client_id", "Somebody New")
        await write(coach, "email", "new@x.example")
        await write(coach, "context", "private [/b] words")
        await press(coach, "escape", "escape")
        assert "What you typed is kept" in seen(coach)
        await press(coach, "n")
        assert "Your unsaved text is back" in seen(coach)
        assert field(coach, "client_id").value == "new:Somebody New"
        assert field(coach, "email").display
        assert field(coach, "context").value == "private [/b] words"
        await press(coach, "ctrl+r", "ctrl+r")
        assert field(coach, "client_id").value == ""
        assert not field(coach, "email").display
        assert coach.app.focused is field(coach, "client_id").query_one(".control")


async def test_what_is_typed_is_there_again_after_a_crash(
    make_app: MakeApp, storied: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachtui.ui.forms.form.DRAFT_SECONDS", 0.01)
    app = make_app(storied)
    async with app.run_test(size=WIDE) as coach:
        await opened(coach)
        await write(coach, "role_title", "half a wo")
        await coach.pause(0.1)
        await settled(coach)
        # No leaving, no saving: what a killed program leaves behind is what the file holds now.
        db: Connection = driver.connect(storied, read_only=True)
        kept = drafts.load(db, "intake", "")
        db.close()
        assert kept is not None
        assert kept["role_title"] == "half a wo"
    again = make_app(storied)
    async with again.run_test(size=WIDE) as coach:
        await opened(coach)
        assert field(coach, "role_title").value == "half a wo"


def test_what_is_typed_survives_the_killing_of_the_program(fresh: Path) -> None:
    with in_a_terminal() as (program, keys, until):
        until("Today")
        keys("e")
        until("No engagement yet")
        keys("n")
        until("line manager")
        keys("Ana Ru")
        deadline = time.monotonic() + 20
        while not query(fresh, "SELECT 1 FROM draft WHERE body LIKE '%Ana Ru%'") and time.monotonic() < deadline:
            time.sleep(0.05)
        program.kill()
    assert query(fresh, "SELECT count(*) FROM draft WHERE body LIKE '%Ana Ru%'") == [(1,)]


@contextmanager
def in_a_terminal() -> Iterator[tuple[subprocess.Popen[bytes], Callable[[str], None], Callable[[str], None]]]:
    """Run the program as a person would; yield it, what types keys, and what waits for words on the screen."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (36, 120))
    environment = {**os.environ, "PYTHONPATH": str(SOURCES), "COACHTUI_NOW": "2026-11-21", "TERM": "xterm-256color"}
    program = subprocess.Popen(
        [sys.executable, "-m", "coachtui"], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    )

    def until(words: str) -> None:
        seen, deadline = b"", time.monotonic() + 30
        while words.encode() not in seen:
            assert time.monotonic() < deadline, seen[-2_000:]
            if select.select([ours], [], [], 0.1)[0]:
                seen += os.read(ours, 1 << 16)

    try:
        yield program, lambda text: os.write(ours, text.encode()) and None, until
    finally:
        program.kill()
        program.wait()
        os.close(ours)
        os.close(theirs)


async def test_a_saved_form_leaves_no_draft(fresh_app: CoachApp, fresh: Path) -> None:
    async with fresh_app.run_test(size=WIDE) as coach:
        await opened(coach)
        await pick(coach, "client_id", "Ana")
        await press(coach, "escape", "escape", "n", "ctrl+l")
    assert query(fresh, "SELECT count(*) FROM draft") == [(0,)]
