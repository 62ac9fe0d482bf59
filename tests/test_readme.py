"""Every command of the README, run as it stands there; those that open screens, on a pseudo-terminal."""

from __future__ import annotations

import os
import pty
import re
import select
import shlex
import shutil
import sys
import time
from pathlib import Path

import pytest

from coachtui.__main__ import main
from coachtui.paths import find

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.M | re.S)
LINES = [line for block in BLOCKS for line in block.splitlines()]
INSTALLING = ("python3 -m venv", "pipx")
CLIENTS = "client,email,organisation\nAda Quist,ada@example.com,Northwind\n"
LOG = """Client Name,Individual/Group,Start Date,End Date,Paid Hours,Pro-bono Hours
Ida,Individual,2025-02-03,2025-07-28,9,0
"""
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//a test//EN
BEGIN:VEVENT
UID:1@example.com
DTSTAMP:20261101T090000Z
DTSTART:20261124T090000Z
SUMMARY:Lunch
END:VEVENT
END:VCALENDAR
"""


def test_the_two_commands_that_set_up_stand_alone() -> None:
    first, tests = [line for line in LINES if line.startswith("python3 -m venv")]
    assert first == "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/coachtui demo"
    assert tests == "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/pytest"
    assert re.search(r"^<!-- tests -->\n```sh\n" + re.escape(tests), README, re.M)


def test_every_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COACHTUI_NOW", "2026-11-21")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clients.csv").write_text(CLIENTS)
    (tmp_path / "old-log.csv").write_text(LOG)
    (tmp_path / "coaching.ics").write_text(CALENDAR)

    def run(line: str) -> None:
        assert main(shlex.split(line)[1:]) == 0, f"{line}: {capsys.readouterr().err}"

    run("coachtui new --coach 'Robin Keller' --time-zone Europe/Zurich")
    commands = [line for line in LINES if not line.startswith(INSTALLING) and line != "coachtui"]
    assert len(commands) > 12
    run("coachtui import clients clients.csv")
    run("coachtui undo")
    folder = tmp_path / "Dropbox" / "coaching"
    folder.mkdir(parents=True)
    shutil.copyfile(find().practice, "copy.coach")
    for line in commands:
        line = line.replace(" dana", " ada").replace("~", str(tmp_path))
        with monkeypatch.context() as machine:
            if line.startswith("coachtui join"):
                machine.setenv("COACHTUI_HOME", str(tmp_path / "another machine"))
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
