"""A fault of coachtui's own: the terminal goes back to the shell, and no client's words are on it."""

from __future__ import annotations

import os
import pty
import select
import sys
import time
from pathlib import Path

from coachtui.paths import Paths
from coachtui.store.practice import Practice

SECRET = "Zerubbabel"
BREAK = """
import sys
from coachtui.ui.screens.today import TodayScreen

def broken(self):
    words = {secret!r}
    raise KeyError(words)

TodayScreen.on_screen_resume = broken
from coachtui.__main__ import main
sys.exit(main(["--db", {path!r}]))
"""


def test_nothing_private_is_left_on_the_terminal(practice: Practice, paths: Paths, home: Path) -> None:
    path = str(practice.path)
    practice.close()
    pid, fd = pty.fork()
    if pid == 0:
        os.execve(
            sys.executable,
            [sys.executable, "-c", BREAK.format(secret=SECRET, path=path)],
            {**os.environ, "TERM": "xterm-256color"},
        )
    seen, end = b"", time.monotonic() + 20
    while time.monotonic() < end:
        if select.select([fd], [], [], 0.1)[0]:
            try:
                seen += os.read(fd, 1 << 16)
            except OSError:
                break
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 1
    assert b"a fault of its own (ScreenFaultError)" in seen
    assert SECRET.encode() not in seen
