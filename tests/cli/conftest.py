"""The command line in this process: what it prints, and its exit code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from coachtui.__main__ import main


@dataclass(frozen=True)
class Ran:
    """What one command came to."""

    code: int
    out: str
    err: str


Cli = Callable[..., Ran]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Run one command at the moment at which every test begins."""
    monkeypatch.setenv("COACHTUI_NOW", "2026-11-21T09:00+00:00")
    monkeypatch.setenv("COACHTUI_DEBUG", "1")

    def ran(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return ran


@pytest.fixture
def clients(fresh: Path, cli: Cli, tmp_path: Path) -> Path:
    """A practice with three clients from a file, one of them with dates."""
    table = tmp_path / "clients.csv"
    table.write_text(
        "client,email,organisation,role,manager,starts,ends,programme\n"
        "Dana Okafor,dana@northwind.example,Northwind,COO,Marc Held,2026-09-01,2027-02-28,Northwind 2026\n"
        "Mei Tan,mei@globex.example,Globex,,,,,Globex bench\n"
        "Luis Prado,luis@globex.example,Globex,,,,,Globex bench\n",
        encoding="utf-8",
    )
    assert cli("import", "clients", table).code == 0
    return fresh
