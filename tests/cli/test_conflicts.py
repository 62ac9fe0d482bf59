"""`coachtui conflicts` and `coachtui bin`: what a script and a screen reader get."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coachtui.cli import outline
from coachtui.domain.people import PersonDraft
from coachtui.paths import Paths
from coachtui.store import writes
from coachtui.store.practice import open_practice
from tests.cli.conftest import Cli
from tests.conftest import StandingClock
from tests.store.conflicted import edited_on_both, name_devices

HOSTILE = "Dåna [/b] \x1b[31m\u202e 漢字"


@pytest.fixture
def conflicted(clients: Path, paths: Paths, clock: StandingClock) -> Path:
    """Two conflicts about Dana, and somebody in the bin."""
    with open_practice(clients, paths, clock=clock) as practice:
        name_devices(practice)
        (dana,) = practice.db.execute("SELECT id FROM person WHERE name LIKE 'Dana%'").fetchone()
        edited_on_both(practice, "person", dana, "name", HOSTILE, kept=False)
        with practice.raw_action("wrote") as db:
            db.execute("INSERT INTO person_note (id, body) VALUES (?, 'She likes to sit.')", (dana,))
        edited_on_both(practice, "person_note", dana, "body", "She likes to walk.\nIn the rain too.")
        ada = writes.people.add_person(practice, PersonDraft("Ada"))
        writes.people.remove_person(practice, ada)
    return clients


def test_conflicts_are_listed_shown_and_settled(cli: Cli, conflicted: Path) -> None:
    ran = cli("conflicts")
    assert (ran.code, ran.err) == (0, "")
    first, second = ran.out.splitlines()
    assert first.startswith("  1  note about Dåna [/b]")
    assert "\x1b" not in ran.out
    assert "laptop, Sat 21 Nov 2026 10:00 stands; desktop, Sat 21 Nov 2026 09:59" in first
    assert second.startswith("  2  name of person")
    data = json.loads(cli("conflicts", "--json").out)
    assert [(one["kind"], one["column"]) for one in data] == [("edit", "body"), ("edit", "name")]
    shown = cli("conflicts", "show", "1").out
    assert "She likes to [-sit-]{+walk.\nIn the rain too+}." in shown
    assert json.loads(cli("conflicts", "show", data[0]["id"], "--json").out)["theirs"].endswith("rain too.")
    kept = cli("conflicts", "keep", "2", "mine")
    assert (kept.code, kept.out) == (0, "")
    assert kept.err.startswith("Kept the version of laptop: name of person")
    assert "Dana Okafor" in cli("search", "okafor").out
    assert len(cli("conflicts").out.splitlines()) == 1
    assert "kept the version of laptop" in cli("conflicts", "--settled").out
    assert cli("undo").code == 0
    assert len(cli("conflicts").out.splitlines()) == 2


def test_what_can_not_be_chosen_is_said(cli: Cli, conflicted: Path) -> None:
    assert cli("conflicts", "keep", "2", "both").code == outline.FAILED
    for named in ("3", "0", "abc", "99999999999999999999", "²"):
        ran = cli("conflicts", "keep", named, "mine")
        assert ran.code == outline.NOT_FOUND
        assert "Traceback" not in ran.err
    assert cli("conflicts", "keep", "1", "neither").code == outline.USAGE
    assert len(cli("conflicts").out.splitlines()) == 2


def test_the_bin_is_listed_and_gives_back(cli: Cli, conflicted: Path) -> None:
    ran = cli("bin")
    assert ran.out == "  1  person Ada, Sat 21 Nov 2026 10:00 on laptop: put Ada in the bin\n"
    (one,) = json.loads(cli("bin", "--json").out)
    assert cli("bin", "restore", "2").code == outline.NOT_FOUND
    assert cli("bin", "restore", one["row"]).err.startswith("Out of the bin: person Ada.")
    assert (cli("bin").out, cli("bin").err) == ("", "The bin is empty.\n")
    assert cli("undo").code == 0
    assert cli("bin", "restore", "1").code == 0


def test_nothing_in_conflict_is_said(cli: Cli, fresh: Path) -> None:
    assert cli("conflicts").err == "No conflict: your machines wrote nothing twice.\n"
    assert cli("conflicts", "--json").out.strip() == "[]"
    assert cli("conflicts", "--settled").err == "Nothing was settled yet.\n"
