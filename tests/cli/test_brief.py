"""`brief` and `themes`: text that is read in a minute, Markdown, data by documented keys."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from random import Random

import pytest

from coachtui.cli import outline
from coachtui.paths import Paths
from coachtui.reports import brief as report
from coachtui.reports import themes as themes_report
from coachtui.store.practice import open_practice
from tests.cli.conftest import Cli
from tests.conftest import StandingClock
from tests.store.test_brief import held


@pytest.fixture
def met(clients: Path, paths: Paths, clock: StandingClock) -> Path:
    """Three clients; two sessions were held with Dana, and a theme came back."""
    with open_practice(clients, paths, clock=clock, random=Random(5)) as practice:
        (dana,) = practice.db.execute(
            "SELECT e.id FROM engagement e JOIN person p ON p.id = client_id WHERE p.name = 'Dana Okafor'"
        ).fetchone()
        with practice.raw_action("began") as db:
            db.execute("UPDATE engagement SET state = 'active' WHERE id = ?", (dana,))
        held(practice, dana, 1, "", "The [/b] plan *goes* on.", "=letting-go", "control")
        held(practice, dana, 8, "~letting-go\nPriya runs the plan.", "", "=letting-go")
    return clients


def test_a_brief_says_what_was_said_last_and_what_comes_back(met: Path, cli: Cli) -> None:
    assert cli("brief", "dana").out.splitlines() == [
        "Brief: Dana Okafor",
        "Next: nothing planned.",
        "Pace: stalled.",
        "Three-way, start: 67 days ago, due, nothing booked.",
        "",
        "Last time, 74 days ago:",
        "  Priya runs the plan.",
        "",
        "Themes that come back:",
        "  =letting-go, 2 times",
    ]
    page = cli("brief", "dana", "--markdown").out
    assert page.startswith("# Brief: Dana Okafor\n\nNext: nothing planned. Pace: stalled.")
    assert "## Themes that come back\n\n- =letting-go, 2 times" in page
    refused = cli("brief", "dana", "--markdown", "--json")
    assert (refused.code, refused.out) == (outline.USAGE, "")


def test_the_keys_of_the_data_are_documented_in_the_help(met: Path, cli: Cli) -> None:
    data = json.loads(cli("brief", "dana", "--json").out)
    assert set(data) == set(report.KEYS)
    assert data["themes"] == [{"word": "=letting-go", "times": 2, "last_on": "2026-09-08"}]
    told = cli("brief", "--help").out
    assert all(key in told for key in report.KEYS)


def test_an_empty_brief_says_how_it_begins(met: Path, cli: Cli) -> None:
    text = " ".join(cli("brief", "mei").out.split())
    assert "Draft, not begun yet." in text
    assert "4 and n plan the first session" in text
    assert report.EMPTY in cli("brief", "mei", "--markdown").out


def test_themes_of_one_and_of_all(met: Path, cli: Cli) -> None:
    assert cli("themes", "dana").out.splitlines() == [
        "Themes of Dana Okafor, 2 sessions",
        "  =letting-go  2 of 2, first 1 Sep, last 8 Sep  ●●",
        "  control      1 of 2, 1 Sep  ●·",
    ]
    assert cli("themes").out.splitlines() == [
        "Themes of Dana Okafor, 2 sessions",
        "  =letting-go  2 of 2, first 1 Sep, last 8 Sep  ●●",
    ]
    assert themes_report.NONE_YET in cli("themes", "mei").out
    (one,) = json.loads(cli("themes", "--json").out)
    assert one == json.loads(cli("themes", "dana", "--json").out)
    assert [(each["theme"], each["sessions"], each["came_up_in"]) for each in one["themes"]] == [
        ("=letting-go", 2, [0, 1]),
        ("control", 1, [0]),
    ]
    titles, *rows = csv.reader(StringIO(cli("themes", "dana", "--csv").out))
    assert tuple(titles) == themes_report.COLUMNS
    assert rows[0][2:8] == ["'=letting-go", "2", "2", "2026-09-01", "2026-09-08", "1 2"]
    assert cli("themes", "dana", "--csv", "--json").code == outline.USAGE
    assert cli("themes", "nobody").code == outline.NOT_FOUND


def test_without_any_theme_that_is_said(clients: Path, cli: Cli) -> None:
    told = cli("themes")
    assert (told.code, told.out, told.err) == (0, "", "No theme came up in two sessions of an engagement yet.\n")
    assert cli("themes", "--json").out == "[]\n"
