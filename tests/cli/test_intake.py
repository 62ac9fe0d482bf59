"""Models from a file, their list, and where a leader stands, on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from coachtui.cli import outline
from coachtui.clock import from_environment
from coachtui.domain.assessment import RatingDraft, Stage
from coachtui.paths import Paths
from coachtui.store.practice import open_practice
from coachtui.store.reads import assessment as reads
from coachtui.store.reads.engagement import cards
from coachtui.store.writes import assessment as writes
from tests.cli.conftest import Cli
from tests.conftest import NOW


@pytest.fixture
def own(cli: Cli, tmp_path: Path) -> Path:
    """The example as a coach saves it."""
    ran = cli("import", "model", "--example")
    assert ran.code == 0
    file = tmp_path / "own.toml"
    file.write_text(ran.out, encoding="utf-8")
    return file


@pytest.fixture
def rated(clients: Path, cli: Cli, own: Path, paths: Paths) -> Path:
    """Dana, rated twice by the example's model."""
    assert cli("import", "model", own).code == 0
    with open_practice(clients, paths, clock=from_environment()) as practice:
        dana = cards(practice.db, NOW, words="dana")[0].id
        model_id = reads.models(practice.db)[0].id
        writes.choose_model(practice, dana, model_id)
        hands, hears = (one.id for one in reads.model(practice.db, model_id).competencies)
        writes.begin(practice, dana, Stage.START, NOW.date())
        writes.rate(practice, dana, Stage.START, RatingDraft(hands, 2, 3, 1))
        writes.rate(practice, dana, Stage.START, RatingDraft(hears, 1, 4, 3, "Nobody\ntold her. \x1b[2J"))
        writes.rate(practice, dana, Stage.MIDDLE, RatingDraft(hears, 3, 4, 3))
    return clients


def test_a_model_is_taken_in_once(cli: Cli, clients: Path, own: Path) -> None:
    dry = cli("import", "model", own, "--dry-run")
    assert dry.out.splitlines() == [
        "Leading at Northwind 2026: new, 2 competencies, 1 of them a leadership KPI.",
        "Northwind: 2 desired behaviours, 2 of them new.",
    ]
    assert dry.err.splitlines() == ["Hears bad news early: no words for 2 levels: 2, 4.", "Nothing was written."]
    assert "no competency models" in cli("models").err
    assert cli("import", "model", own).out == dry.out
    again = cli("import", "model", own)
    assert (again.code, again.out.splitlines()[0].split(", ")[0]) == (0, "Leading at Northwind 2026: here already")
    assert "Nothing was written" in again.err
    assert cli("models").out == "Leading at Northwind 2026, 2 competencies, 0 engagements\n"
    assert json.loads(cli("models", "north", "--json").out)[0]["version"] == "2026"
    assert "No model is like that" in cli("models", "xyz").err
    assert cli("undo").out.startswith("Took back: added the competency model Leading at Northwind 2026 and 2 desired")


def test_a_model_of_other_content_is_refused(cli: Cli, clients: Path, own: Path) -> None:
    assert cli("import", "model", own).code == 0
    before = clients.read_bytes()
    own.write_text(own.read_text().replace("Learns of trouble last.", "Is told nothing."))
    for ran in (cli("import", "model", own), cli("import", "model", own, "--dry-run")):
        assert (ran.code, ran.out) == (outline.FAILED, "")
        assert f"{own}: version = “2026”: " in ran.err
        assert "“Hears bad news early”" in ran.err
    assert clients.read_bytes() == before


def test_what_is_wrong_with_a_file_is_told_and_the_practice_is_as_it_was(
    cli: Cli, clients: Path, tmp_path: Path
) -> None:
    before = clients.read_bytes()
    file = tmp_path / "bad.toml"
    file.write_text('name = "A\\u001b[2J"\n[[competency]]\nname = "B"\n[competency.levels]\n6 = "x"\n')
    ran = cli("import", "model", file)
    assert (ran.code, ran.out) == (outline.FAILED, "")
    assert ran.err.splitlines() == [
        f"{file}: name = “A␛[2J”: The model's name holds the control character U+001B. Take it out.",
        f"{file}: version: The version is missing. Type it.",
        f"{file}: competency[1].levels.6 = “x”: There is no level 6. Levels run from 1 to 5.",
        "Nothing was changed.",
    ]
    assert cli("import", "model", tmp_path / "none").code == outline.FAILED
    assert cli("import", "model").code == outline.USAGE
    assert clients.read_bytes() == before


def test_where_a_leader_stands(cli: Cli, rated: Path) -> None:
    ran = cli("intake", "dana")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "Intake: Dana Okafor",
        "Model: Leading at Northwind 2026",
        "Assessed at the start: today (2026-11-21)",
        "Assessed at the middle: today (2026-11-21)",
        "",
        "Competencies, widest gap × importance at the middle first:",
        "  Hears bad news early (gap with no goal yet)",
        "    start: now 1, target 4, gap 3, importance 3",
        "      Level 1: Learns of trouble last.",
        "      Evidence (private): Nobody told her. ␛[2J",
        "    middle: now 3, target 4, gap 1, importance 3, +2 since the start",
        "      Level 3: People say within days what goes wrong.",
        "  Hands over outcomes (leadership KPI)",
        "    start: now 2, target 3, gap 1, importance 1",
        "      Level 2: Hands over tasks, and takes them back at the first slip.",
        "    middle: now not rated, target 3, importance 1",
    ]
    start = cli("intake", "dana", "--stage", "start").out
    assert "middle" not in start
    assert "Hands over outcomes (leadership KPI, gap with no goal yet)" in start
    assert "Nothing was assessed at the end." in cli("intake", "dana", "--stage", "end").out
    assert "No competency model chosen yet.\nNothing was assessed yet." in cli("intake", "mei").out


def test_where_a_leader_stands_as_data(cli: Cli, rated: Path) -> None:
    data = json.loads(cli("intake", "dana", "--json").out)
    assert [one["stage"] for one in data["stages"]] == ["start", "middle"]
    first = data["competencies"][0]
    assert (first["name"], first["unaddressed"], first["levels"][1]) == ("Hears bad news early", True, "")
    assert first["ratings"]["middle"] == {
        "rating_id": first["ratings"]["middle"]["rating_id"],
        "current": 3, "target": 4, "importance": 3, "evidence": "", "gap": 1, "change": 2,
    }  # fmt: skip
    table = list(csv.DictReader(io.StringIO(cli("intake", "dana", "--csv").out)))
    assert [row["competency"] for row in table] == ["Hears bad news early", "Hands over outcomes"]
    assert (table[0]["start_gap"], table[0]["middle_change"], table[1]["middle_current"]) == ("3", "2", "")
    assert "Nobody" not in cli("intake", "dana", "--csv").out
    assert cli("intake", "dana", "--csv", "--json").code == outline.USAGE
    assert cli("intake", "nobody").code == outline.NOT_FOUND


def test_of_a_360_only_what_the_threshold_allows_is_told(cli: Cli, fresh: Path, tmp_path: Path) -> None:
    demo = tmp_path / "demo.coach"
    assert cli("demo", "--db", demo, "--no-open").code == 0
    told = cli("--db", demo, "intake", "dana").out
    assert "Answered: self 1 of 1, manager 1 of 1, peer 4 of 4, direct report 6 of 6, other 2 of 2" in told
    assert "Other: left out; 2 answered, 3 are needed." in told
    assert "(blind spot)" in told
    assert ", other " not in told.split("Other: left out")[1]
    (found,) = json.loads(cli("--db", demo, "intake", "dana", "--json").out)["rounds"]
    assert [group["relation"] for group in found["result"]["groups"]] == ["self", "manager", "peer", "direct_report"]
    assert found["result"]["omitted"] == [{"relation": "other", "responses": 2}]
    rows = csv.DictReader(io.StringIO(cli("--db", demo, "intake", "dana", "--csv").out))
    assert {row["360_other"] for row in rows} == {""}
