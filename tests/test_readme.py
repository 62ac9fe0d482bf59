"""Every command of the README, run as it stands there; those that open screens, on a pseudo-terminal."""

from __future__ import annotations

import os
import pty
import re
import select
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.M | re.S)
LINES = [line for block in BLOCKS for line in block.splitlines()]
INSTALLING = ("python3 -m venv", "pipx")
CLIENTS = "client,email,organisation\nAda Quist,ada@example.com,Northwind\n"


def test_the_two_commands_that_set_up_stand_alone() -> None:
    first, tests = [line for line in LINES if line.startswith("python3 -m venv")]
    assert first == "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/coachtui demo"
    assert tests == "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/pytest"
    assert re.search(r"^<!-- tests -->\n```sh\n" + re.escape(tests), README, re.M)


def test_every_command_runs(tmp_path: Path, home: Path) -> None:
    environment = os.environ | {"COACHTUI_NOW": "2026-11-21", "PYTHONPATH": str(ROOT / "src")}
    (tmp_path / "clients.csv").write_text(CLIENTS)

    def run(line: str) -> None:
        command = [sys.executable, "-m", "coachtui", *shlex.split(line)[1:]]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, f"{line}: {done.stderr}"

    run("coachtui new --coach 'Robin Keller' --time-zone Europe/Zurich")
    commands = [line for line in LINES if not line.startswith(INSTALLING) and line != "coachtui"]
    assert len(commands) > 12
    run("coachtui import clients clients.csv")
    run("coachtui undo")
    for line in commands:
        if " dana" in line:
            line = line.replace(" dana", " ada")
        run(line)
        if line == "coachtui undo":
            # What was taken back is wanted by the commands that follow.
            run("coachtui undo --redo")


@pytest.mark.parametrize("line", ["coachtui demo", "coachtui"])
def test_what_opens_screens_opens_them(line: str, tmp_path: Path, home: Path) -> None:
    environment = {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "120", "LINES": "36"}
    pid, fd = pty.fork()
    if pid == 0:
        os.execve(
            sys.executable,
            [sys.executable, "-m", "coachtui", *shlex.split(line)[1:]],
            {**os.environ, **environment},
        )
    expected = b"Needs you" if line == "coachtui demo" else b"time zone"
    seen, end, asked = b"", time.monotonic() + 30, False
    while time.monotonic() < end:
        if select.select([fd], [], [], 0.1)[0]:
            try:
                seen += os.read(fd, 1 << 16)
            except OSError:
                break
        if expected in seen and not asked:
            os.write(fd, b"\x11")
            asked = True
    assert expected in seen, seen[-2000:]
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_pictures_are_there_and_fetch_nothing() -> None:
    for name in re.findall(r"\]\((docs/[\w.]+)\)", README):
        drawn = (ROOT / name).read_text()
        assert "@font-face" not in drawn
        assert "<script" not in drawn
