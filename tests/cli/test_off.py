"""`coachtui off`, and the setting that names whose public holidays count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coachtui.cli import outline
from coachtui.paths import Paths
from tests.cli.conftest import Cli


def test_days_off_are_listed_added_and_taken_back(fresh: Path, cli: Cli) -> None:
    assert cli("off").out == "No days off are ahead.\n"
    ran = cli("off", "24", "dec", "-", "2", "jan", "Christmas")
    assert (ran.code, ran.err) == (
        outline.OK,
        "Off: Thu 24 Dec 2026 to Sat 2 Jan 2027, Christmas. `coachtui undo` takes it back.\n",
    )
    assert cli("off", "mon").code == outline.OK
    assert cli("off").out == "Mon 23 Nov 2026\nThu 24 Dec 2026 to Sat 2 Jan 2027, Christmas\n"
    listed = json.loads(cli("off", "--json").out)
    assert [(one["from_on"], one["until_on"], one["words"]) for one in listed] == [
        ("2026-11-23", "2026-11-23", ""),
        ("2026-12-24", "2027-01-02", "Christmas"),
    ]
    assert "Thu 24 Dec 2026 to Sat 2 Jan 2027" in cli("off", "--remove", "28 dec").err, "any of its days names it"
    assert cli("undo").code == outline.OK
    assert "Christmas" in cli("off").out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("soon",), outline.USAGE, "“soon” is no day"),
        (("24 dec - 20 dec 2025",), outline.USAGE, "is before"),
        (("1 jan 2027 - 1 mar 2028",), outline.USAGE, "Check the years"),
        (("--remove",), outline.USAGE, "Name a day"),
        (("--remove", "24 dec"), outline.NOT_FOUND, "No days off are known"),
        (("24 dec \udce9",), outline.OK, ""),
    ],
)
def test_what_is_refused(fresh: Path, cli: Cli, arguments: tuple[str, ...], code: int, words: str) -> None:
    ran = cli("off", *arguments)
    assert (ran.code, words in ran.err) == (code, True)


def test_holidays_of_a_place_nobody_knows_are_told_with_their_line(paths: Paths, cli: Cli) -> None:
    paths.settings.parent.mkdir(parents=True, exist_ok=True)
    paths.settings.write_text('clock = "24h"\nholidays = "CH-XX"\n')
    ran = cli("config")
    assert ran.code == outline.FAILED
    assert f"{paths.settings}, line 2: holidays: CH has no part 'XX'. There are: AG" in ran.err
    paths.settings.write_text('holidays = "CH-ZH, DE-BE"\n')
    ran = cli("config")
    assert (ran.code, "holidays = CH-ZH, DE-BE  (yours)" in ran.out) == (outline.OK, True)
