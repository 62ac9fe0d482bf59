"""Planning from the command line, and the calendar file that is written there."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachtui.cli import passphrases
from tests.cli.conftest import Cli


@pytest.fixture(autouse=True)
def in_a_directory_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_series_is_planned_by_a_rule_and_said_in_words(cli: Cli, clients: Path) -> None:
    planning = ("schedule", "dana", "tue 09:00", "--every", "2w", "--times", "3", "--zone", "America/New_York")
    would = cli(*planning, "--dry-run")
    assert would.out.splitlines() == [
        "Would plan with Dana Okafor, every 2 weeks on Tue at 09:00, 3 times:",
        "  Tue 24 Nov 2026 09:00 New York · 15:00 yours",
        "  Tue 8 Dec 2026 09:00 New York · 15:00 yours",
        "  Tue 22 Dec 2026 09:00 New York · 15:00 yours",
    ]
    assert cli("history", "dana").out.count("planned") == 0
    assert cli(*planning).out == would.out.replace("Would plan", "Planned")
    # A second series runs into the first, which is told; both are planned.
    again = cli("schedule", "dana", "24 nov 9:30", "--rule", "FREQ=WEEKLY;COUNT=3", "--zone", "America/New_York")
    assert again.code == 0
    assert "Tue: you are with Dana Okafor on Tue 15:00" in again.err
    assert cli("undo").out == "Took back: planned 3 sessions with Dana Okafor\n"
    one = cli("schedule", "dana", "2026-12-03T14:00")
    assert one.out.splitlines() == ["Planned with Dana Okafor:", "  Thu 3 Dec 2026 14:00"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("tue",), "has no time"),
        (("soon",), "can't be read as a date"),
        (("tue 9:00", "--times", "3"), "Give its rhythm"),
        (("tue 9:00", "--every", "xx", "--times", "3"), "--every"),
        (("tue 9:00", "--every", "2w"), "Give either how many"),
        (("tue 9:00", "--every", "2w", "--until", "31 feb"), "--until"),
        (("tue 9:00", "--zone", "Nowhere"), "--zone"),
        (("tue 9:00", "--minutes", "0"), "--minutes"),
    ],
)
def test_what_cannot_be_planned_is_said_and_nothing_is_planned(
    cli: Cli, clients: Path, arguments: tuple[str, ...], told: str
) -> None:
    ran = cli("schedule", "dana", *arguments)
    assert ran.code == 2
    assert told in ran.err
    assert cli("export", "calendar", "-o", "-").err.startswith("0 events")


def test_a_calendar_is_written_for_the_coach_alone_and_never_over_another(
    cli: Cli, clients: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("schedule", "dana", "tue 09:00", "--every", "2w", "--times", "3")
    cli("schedule", "mei", "wed 09:00")
    written = cli("export", "calendar")
    file = Path("coachtui.ics")
    assert (written.code, written.out) == (0, f"{file.absolute()}\n")
    assert written.err == "4 events written. The titles say “Coaching”.\n"
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_bytes()
    assert before.count(b"BEGIN:VEVENT") == 4
    assert b"Dana" not in before
    refused = cli("export", "calendar", "mei")
    assert refused.code == 1
    assert "--replace" in refused.err
    assert file.read_bytes() == before
    monkeypatch.setattr(passphrases, "consented", lambda _: True)
    assert cli("export", "calendar", "mei").code == 0
    assert file.read_bytes().count(b"BEGIN:VEVENT") == 1
    assert cli("export", "calendar", "--replace", "--from", "1 dec", "--to", "15 dec").err.startswith("1 event ")
    assert cli("export", "calendar", "--from", "1 dec", "--to", "soon").code == 2
    assert cli("export", "calendar", "nobody").code == 6
    assert cli("export", "calendar", "-o", "-").out.splitlines() == before.decode().splitlines()


def test_the_settings_say_what_the_title_reveals_and_when_it_rings(cli: Cli, clients: Path, home: Path) -> None:
    cli("schedule", "dana", "tue 09:00")
    settings = home / "config" / "config.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('calendar_title = "client"\ncalendar_alarm = 30\n')
    written = cli("export", "calendar", "-o", "-")
    assert "SUMMARY:Coaching Dana Okafor" in written.out
    assert "TRIGGER:-PT30M" in written.out
    assert written.err.endswith("The titles say “Coaching” and the client.\n")


def test_a_bare_directory_is_still_an_archive(cli: Cli, clients: Path) -> None:
    assert cli("export", "all").code == 0
    assert Path("all", "records").is_dir()
    assert cli("export", "--plain", "more").code == 0
    assert cli("export").code == 2
    assert "calendar" in cli("export", "--help").out
