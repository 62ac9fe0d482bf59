"""The floors, and what a cheap command must not load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("textual", "rich", "sqlmodel", "sqlalchemy", "alembic", "pydantic")


def test_contracts_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("command", [["--version"], ["--help"], ["locate"], ["today", "--help"]])
def test_cheap_commands_load_nothing_heavy(command: list[str]) -> None:
    code = (
        "import sys; from coachtui.__main__ import main\n"
        f"sys.argv = ['coachtui', *{command!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip().endswith("[]"), done.stderr


@pytest.mark.parametrize("module", ["coachtui.store.gateway", "coachtui.store.reads.today", "coachtui.ui.app"])
def test_the_first_screen_loads_no_tables(module: str) -> None:
    code = f"import {module}, sys; print([n for n in ('sqlmodel', 'sqlalchemy', 'alembic') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
