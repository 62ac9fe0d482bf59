"""coachtui rollup"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from coachtui.exchange.written import ThereAlready, csv_text, save
from coachtui.store.errors import Refused
from tests.cli.conftest import Cli


@pytest.fixture
def demo(cli: Cli, tmp_path: Path) -> Path:
    """A coach's demo practice."""
    path = tmp_path / "demo.coach"
    assert cli("demo", "--size", "coach", "--db", path, "--no-open").code == 0
    return path


def test_text_json_and_csv_say_the_same(cli: Cli, demo: Path) -> None:
    text = cli("--db", demo, "rollup", "--by", "organisation")
    assert text.code == 0
    data = json.loads(cli("--db", demo, "rollup", "--json", "--by", "organisation").out)
    whole = dict(list(csv.reader(io.StringIO(cli("--db", demo, "rollup", "--csv").out)))[n][1:3] for n in range(1, 8))
    table = list(csv.DictReader(io.StringIO(cli("--db", demo, "rollup", "--csv", "--by", "organisation").out)))
    active = data["total"]["now"]["active"]
    assert f"  active              {active:>7}" in text.out
    assert whole["active"] == table[0]["active"] == str(active)
    assert sum(int(row["active"]) for row in table[1:]) == active
    assert {row["organisation"] for row in table[1:]} == {cell["name"] for cell in data["cells"]}
    assert f"Next to look at ({data['look_at_in_all']:,}):" in text.out
    assert data["look_at"][0]["code"] in text.out


def test_no_client_is_named(cli: Cli, demo: Path) -> None:
    clients = {card["client"] for card in json.loads(cli("--db", demo, "engagements", "--json").out)}
    assert len(clients) > 3
    for options in ([], ["--json"], ["--csv"]):
        for by in ("coach", "programme", "organisation", "month"):
            out = cli("--db", demo, "rollup", "--by", by, *options).out
            assert not [client for client in clients if client in out]


def test_a_filter_narrows_and_says_when_nothing_is_left(cli: Cli, demo: Path) -> None:
    found = json.loads(cli("--db", demo, "rollup", "--json", "--filter", "active").out)
    assert found["total"]["engagements"] == found["total"]["now"]["active"] > 0
    assert found["total"]["outcome"]["withheld"] == "filtered"
    assert found["total"]["outcome"]["t_achieved"] is None
    nothing = cli("--db", demo, "rollup", "--filter", "no such \udc80 thing")
    assert nothing.code == 0
    assert "No engagement is like that." in nothing.err


def test_json_and_csv_exclude_each_other(cli: Cli, demo: Path) -> None:
    ran = cli("--db", demo, "rollup", "--json", "--csv")
    assert ran.code == 2
    assert "not both" in ran.err
    assert cli("--db", demo, "rollup", "--by", "client").code == 2


def test_an_empty_practice_has_an_empty_rollup(cli: Cli, fresh: Path) -> None:
    assert cli("rollup").out.startswith("0 engagements, 0 coaches, 0 programmes, 0 organisations; Sat 21 Nov 2026\n")


def test_a_file_is_written_whole_for_its_owner_and_never_over_another_unasked(tmp_path: Path) -> None:
    path = tmp_path / "rollup.csv"
    save(path, "one\n")
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(ThereAlready, match="left as it is"):
        save(path, "two\n")
    assert path.read_text() == "one\n"
    save(path, "two\n", replacing=True)
    assert path.read_text() == "two\n"
    assert path.stat().st_mode & 0o777 == 0o600
    for impossible, why in ((tmp_path, "is a directory"), (tmp_path / "no" / "x.csv", "There is no directory")):
        with pytest.raises(Refused, match=why):
            save(impossible, "")
    with pytest.raises(Refused, match="no ordinary file"):
        save(Path("/dev/null"), "", replacing=True)
    assert [found.name for found in tmp_path.iterdir() if found.suffix] == ["rollup.csv"]


def test_cells_that_begin_like_formulas_are_text() -> None:
    assert csv_text([["=1+1", -5, 'a "b", c', None]]) == '\'=1+1,-5,"a ""b"", c",\n'
