"""`coachtui search` and `coachtui doctor --repair`: what they say, to whom, and their exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coachtui.cli import outline
from coachtui.store import driver
from coachtui.store.practice import Practice
from tests.cli.conftest import Cli
from tests.cli.test_hostile_text import ACTS, HOSTILE, poured


def noted(file: Path) -> None:
    """Write a private note about the first engagement, past the screens."""
    db = driver.connect(file)
    db.execute(
        "INSERT INTO coach_note (id, engagement_id, kind, written_on, body) SELECT 'n', id, 'journal', '2026-11-05', "
        "'Dana wants the capacity plan back, I think.' FROM engagement WHERE code = 'P-00001'"
    )
    db.close()


def test_what_is_found_is_told_a_line_each(cli: Cli, clients: Path) -> None:
    noted(clients)
    ran = cli("search", "capac")
    assert (ran.code, ran.err) == (0, "")
    line = "coach note, private  Dana Okafor, Thu 5 Nov 2026: Dana wants the capacity plan back, I think.\n"
    assert ran.out == line
    assert cli("search", "OKAFOR", "plan").out == line, "a client's name narrows the rest"
    lines = cli("search", "dana").out.splitlines()
    assert lines[0].startswith("person  Northwind: Dana Okafor · COO")
    assert lines[-1] == line.rstrip()
    assert cli("search", "dana", "--limit", "1").out.splitlines() == lines[:1]
    assert "best of" in cli("search", "dana", "--limit", "1").err


def test_as_json(cli: Cli, clients: Path) -> None:
    noted(clients)
    (hit,) = json.loads(cli("search", "capacity", "--json").out)
    begin, end = hit["marks"][0]
    assert hit["excerpt"][begin:end] == "capacity"
    assert (hit["kind"], hit["whose"], hit["on"], hit["private"]) == ("coach_note", "Dana Okafor", "2026-11-05", True)


def test_nothing_found_has_a_code_of_its_own(cli: Cli, clients: Path) -> None:
    for words in ("xyzzy", "'\"*(", "\udcff", " "):
        ran = cli("search", words)
        assert (ran.code, ran.out) == (outline.NOT_FOUND, "")
        assert ran.err.startswith("Nothing holds “")
    ran = cli("search", "xyzzy", "--json")
    assert (ran.code, ran.out) == (outline.NOT_FOUND, "[]\n")
    assert cli("search").code == outline.USAGE


def test_matches_stand_out_on_a_terminal_alone(cli: Cli, clients: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted(clients)
    assert "\x1b" not in cli("search", "capacity").out
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)
    assert "the \x1b[1mcapacity\x1b[22m plan" in cli("search", "capacity").out
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in cli("search", "capacity").out


def test_whatever_is_found_does_nothing_on_a_terminal(cli: Cli, opening: Callable[[], Practice], fresh: Path) -> None:
    with opening() as practice:
        poured(practice, " ".join(HOSTILE.values()))
    for text in HOSTILE.values():
        words = "".join(mark if mark.isalnum() else " " for mark in text).split()
        if not words:
            continue  # there is nothing to search for
        word = words[0][:40]
        ran = cli("search", word)
        assert ran.code == 0, ran.err
        assert not ACTS.search(ran.out)
        assert json.loads(cli("search", word, "--json").out)


def test_a_damaged_index_is_repaired(cli: Cli, clients: Path) -> None:
    db = driver.connect(clients)
    db.execute("DELETE FROM search_words_data")
    db.close()
    ran = cli("search", "dana")
    assert (ran.code, ran.out) == (outline.FAILED, "")
    assert "coachtui doctor --repair" in ran.err
    assert cli("doctor").code == outline.UNSOUND
    ran = cli("doctor", "--repair")
    assert ran.code == 0
    assert "fault" not in ran.out
    assert "kept in" in ran.err
    assert cli("search", "dana").code == 0
