"""`--as-of` and `history`: what a command tells of the past, and what was changed since."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from coachtui.paths import Paths
from coachtui.store.practice import open_practice
from tests.cli.conftest import Cli
from tests.conftest import StandingClock


@pytest.fixture
def later(clients: Path, cli: Cli, paths: Paths, clock: StandingClock, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three clients of 21 November; two weeks later Dana has another role, and a private note was written."""
    clock.forward(days=14)
    with open_practice(clients, paths, clock=clock, random=Random(5)) as practice:
        db = practice.db
        (engagement, person) = db.execute(
            "SELECT e.id, p.id FROM engagement e JOIN person p ON p.id = client_id WHERE p.name = 'Dana Okafor'"
        ).fetchone()
        with practice.raw_action("changed the role of Dana Okafor", about=engagement) as db:
            db.execute("UPDATE engagement SET role_title = 'CEO', ends_on = '2027-03-31' WHERE id = ?", (engagement,))
        with practice.raw_action("wrote the context of Dana Okafor", about=engagement) as db:
            db.execute("UPDATE engagement_private SET context = 'New board.' WHERE id = ?", (engagement,))
        clock.forward(days=1)
        with practice.raw_action("wrote the context of Dana Okafor", about=engagement) as db:
            text = "New board, old \x1b[31mrules."
            db.execute("UPDATE engagement_private SET context = ? WHERE id = ?", (text, engagement))
            db.execute("UPDATE person SET phone = '1' WHERE id = ?", (person,))
    monkeypatch.setenv("COACHTUI_NOW", "2026-12-12T09:00+00:00")
    return clients


def test_a_command_tells_of_the_day_that_is_asked_for(later: Path, cli: Cli) -> None:
    assert "COO → CEO" not in cli("show", "dana").out
    now, then = cli("show", "dana"), cli("show", "dana", "--as-of", "21 nov")
    assert "CEO" in now.out
    assert then.out.startswith("as of Sat 21 Nov 2026, 21 days ago\n\nDana Okafor, COO")
    assert "CEO" not in then.out
    assert "to Sun 28 Feb 2027" in then.out
    for command in ("intake", "alignment", "goals", "plan", "brief", "history"):
        told = cli(command, "dana", "--as-of", "3 weeks ago")
        assert told.code == 0
        assert "as of Sat 21 Nov 2026" in told.out, command
    for command in ("today", "engagements", "rollup"):
        assert "as of Sat 21 Nov 2026" in cli(command, "--as-of", "2026-11-21 23:00").out, command


def test_data_stays_data(later: Path, cli: Cli) -> None:
    told = cli("show", "dana", "--json", "--as-of", "21 nov")
    assert json.loads(told.out)["role_title"] == "COO"
    assert told.err == "as of Sat 21 Nov 2026, 21 days ago\n"
    told = cli("rollup", "--csv", "--as-of", "21 nov")
    assert told.out.startswith("group,figure,")
    assert told.err == "as of Sat 21 Nov 2026, 21 days ago\n"


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("tomorrow", "is still to come. Give a day of the past."),
        ("2026-11-20", "The practice began on Sat 21 Nov 2026; there is nothing before."),
        ("\x1b[2Jsoon", "can't be read as a date"),
    ],
)
def test_a_day_that_is_none_is_refused_in_words(later: Path, cli: Cli, asked: str, why: str) -> None:
    told = cli("show", "dana", "--as-of", asked)
    assert told.code == 2
    assert why in told.err
    assert "\x1b" not in told.err
    assert told.out == ""


def test_what_was_removed_for_good_since_is_told(later: Path, cli: Cli, paths: Paths, clock: StandingClock) -> None:
    with open_practice(later, paths, clock=clock) as practice, practice.raw_action("removed a context") as db:
        db.execute("DELETE FROM engagement_private WHERE context <> ''")
    assert "1 record removed for good since then can't be shown." in cli("show", "dana", "--as-of", "5 dec").err


def test_history_in_full_tells_what_each_changed(later: Path, cli: Cli) -> None:
    assert "CEO" not in cli("history", "dana").out
    told = cli("history", "dana", "--full").out.splitlines()
    assert any(line.endswith("role: COO → CEO") for line in told)
    assert any(line.endswith("last day: 28 Feb 2027 → 31 Mar 2027") for line in told)
    assert any("context (private): New board. → New board, old ␛[31mrules." in line for line in told)
    assert any(line.endswith("context (private): nothing → New board.") for line in told)
    narrowed = cli("history", "dana", "--record", "context").out
    assert "New board" in narrowed
    assert "CEO" not in narrowed
    assert "No such record was touched." in cli("history", "dana", "--record", "zzz").err
    found = json.loads(cli("history", "dana", "--full", "--json").out)
    assert [change["private"] for change in found[0]["changes"] if change["column"] == "context"] == [True]
    # As of the day before, neither the second edit nor the phone is known.
    assert "rules" not in cli("history", "dana", "--full", "--as-of", "5 dec").out
