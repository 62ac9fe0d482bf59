"""Every command: what it says, where it says it, and its exit code."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from coachtui.cli import outline
from coachtui.paths import Paths
from tests.cli.conftest import Cli

FILES = Path(__file__).parent.parent / "fixtures" / "clients"


def test_the_help_names_every_command_and_exit_code(cli: Cli) -> None:
    ran = cli("--help")
    assert ran.code == 0
    assert ran.err == ""
    for name in (*outline.COMMANDS, *outline.OPTIONS, *map(str, outline.EXIT_CODES)):
        assert f"  {name}" in ran.out


def test_the_help_is_the_same_by_every_way(cli: Cli) -> None:
    assert cli("--help").out == cli("-h").out == cli("--db", "x", "--help").out


def test_the_version(cli: Cli) -> None:
    assert cli("--version").out == cli("--db", "x", "--version").out == "coachtui 0.1.0\n"


@pytest.mark.parametrize(
    "command",
    [(name,) for name in outline.COMMANDS]
    + [(group, name) for group, names in outline.GROUPS.items() for name in names],
)
def test_every_command_has_its_help(cli: Cli, command: tuple[str, ...]) -> None:
    ran = cli(*command, "--help")
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.startswith(f"Usage: coachtui {' '.join(command)}")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("toady",), "Did you mean today?"),
        (("xyzzy",), "There are: today"),
        (("show",), "Missing argument"),
        (("today", "--yaml"), "No such option"),
        (("engagements", "--limit", "0"), "not in the range"),
        (("import", "people"), "There are: clients, "),
        (("completion", "tcsh"), "is not one of"),
    ],
)
def test_what_is_not_understood_is_told_with_the_code_for_usage(
    cli: Cli, arguments: tuple[str, ...], words: str
) -> None:
    ran = cli(*arguments)
    assert (ran.code, ran.out) == (outline.USAGE, "")
    assert words in ran.err


def test_a_moment_that_is_none_is_told(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACHTUI_NOW", "2026-02-30")
    ran = cli("today")
    assert ran.code == outline.USAGE
    assert "2026-02-30" in ran.err


def test_a_practice_is_begun_without_screens(cli: Cli, paths: Paths) -> None:
    ran = cli("new", "--coach", "  Ada   Quist ", "--time-zone", "Europe/Amsterdam")
    assert (ran.code, ran.out) == (0, f"{paths.practice}\n")
    assert cli("today").out.startswith("Sat 21 Nov 2026, Ada Quist\n")
    again = cli("new", "--coach", "Bea")
    assert (again.code, again.out) == (outline.FAILED, "")
    assert "already" in again.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--coach", " "), "--coach: The coach's name is missing"),
        (("--coach", "A", "--time-zone", "Mars"), "--time-zone: No time zone"),
        (("--coach", "A", "--name", " "), "--name: The practice's name is missing"),
    ],
)
def test_a_practice_with_a_wrong_field_is_not_begun(
    cli: Cli, paths: Paths, arguments: tuple[str, ...], words: str
) -> None:
    ran = cli("new", *arguments)
    assert ran.code == outline.USAGE
    assert words in ran.err
    assert not paths.practice.exists()


@pytest.mark.parametrize("how", ["option", "variable"])
def test_another_file_is_named(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    other = tmp_path / "other.coach"
    option: tuple[str, ...] = ("--db", str(other)) if how == "option" else ()
    if how == "variable":
        monkeypatch.setenv("COACHTUI_DB", str(other))
    assert cli(*option, "new", "--coach", "Bea").out == f"{other}\n"
    assert "Bea" in cli(*option, "today").out
    # What stands behind the command counts more, at whatever depth that command is.
    fallback = tmp_path / "third.coach"
    assert cli(*option, "new", "--coach", "Cyd", "--db", fallback).out == f"{fallback}\n"
    assert "Cyd" in cli(*option, "today", "--db", fallback).out
    table = tmp_path / "clients.csv"
    table.write_text("client,email\nDana Okafor,dana@northwind.example\n")
    assert cli(*option, "import", "clients", table, "--db", fallback).code == 0
    assert cli(*option, "show", "dana", f"--db={fallback}").out.startswith("Dana Okafor")
    assert cli(*option, "show", "dana").code == outline.NOT_FOUND


def test_today_with_nothing_in_it(cli: Cli, fresh: Path) -> None:
    ran = cli("today")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[2:] == [
        "Agenda:", "  Nothing today.", "",
        "Week ahead:", "  Nothing in the next seven days.", "",
        "Needs you:", "  Nothing.",
    ]  # fmt: skip
    data = json.loads(cli("today", "--json").out)
    assert (data["date"], data["coach"], data["agenda"]) == ("2026-11-21", "Ada Quist", [])


def test_engagements(cli: Cli, clients: Path) -> None:
    assert cli("engagements").out.splitlines() == [
        "P-00001  Dana Okafor, Northwind, draft, 0 of 8 sessions held",
        "P-00003  Luis Prado, Globex, draft, 0 of 8 sessions held",
        "P-00002  Mei Tan, Globex, draft, 0 of 8 sessions held",
    ]
    assert [one["client"] for one in json.loads(cli("engagements", "--json").out)] == [
        "Dana Okafor", "Luis Prado", "Mei Tan",
    ]  # fmt: skip
    assert len(cli("engagements", "GLOBEX", "mei").out.splitlines()) == 1
    assert len(cli("engagements", "--limit", "2").out.splitlines()) == 2
    none = cli("engagements", "nobody")
    assert (none.code, none.out) == (0, "")
    assert "No engagement" in none.err
    assert json.loads(cli("engagements", "nobody", "--json").out) == []


def test_show(cli: Cli, clients: Path) -> None:
    lines = cli("show", "dana").out.splitlines()
    assert lines == [
        "Dana Okafor, COO, Northwind",
        "P-00001, draft, coach Ada Quist, programme Northwind 2026",
        "Manager: Marc Held",
        "From Tue 1 Sep (2026-09-01) to Sun 28 Feb 2027, month 3 of 6",
        "Held 0 of 8 sessions, used 0, 0 sessions planned",
    ]
    data = json.loads(cli("show", "dana", "--json").out)
    assert (data["client"], data["manager"], data["sponsor"]) == ("Dana Okafor", "Marc Held", None)
    assert (data["starts_on"], data["sessions"], data["commitments"]) == ("2026-09-01", [], [])


def test_brief(cli: Cli, clients: Path) -> None:
    assert cli("brief", "dana").out.splitlines()[:2] == ["Brief: Dana Okafor", "Next: nothing planned."]
    assert json.loads(cli("brief", "dana", "--json").out)["client"] == "Dana Okafor"


def test_history_knows_the_import_too(cli: Cli, clients: Path) -> None:
    assert "imported 3 clients from clients.csv" in cli("history", "dana").out
    (event,) = json.loads(cli("history", "dana", "--json").out)
    assert (event["at"], event["kind"]) == ("2026-11-21T09:00:00+00:00", "do")


@pytest.mark.parametrize("command", ["show", "brief", "history"])
def test_a_client_who_is_not_there_or_could_be_several(cli: Cli, clients: Path, command: str) -> None:
    nobody = cli(command, "nobody")
    assert (nobody.code, nobody.out) == (outline.NOT_FOUND, "")
    assert "“nobody”" in nobody.err
    several = cli(command, "globex")
    assert (several.code, several.out) == (outline.NOT_FOUND, "")
    assert "Mei Tan" in several.err
    assert "Luis Prado" in several.err
    assert cli(command, " ").code == outline.NOT_FOUND
    assert cli(command, "mei globex").code == cli(command, "p-00002").code == cli(command, "MEI TAN").code == 0


def test_a_word_of_a_name_counts_for_more_than_letters(cli: Cli, clients: Path, tmp_path: Path) -> None:
    table = tmp_path / "more.csv"
    table.write_text("client,organisation\nMeiko Sato,Meiji\n")
    assert cli("import", "clients", table).code == 0
    assert cli("show", "MEI").out.startswith("Mei Tan")
    assert cli("show", "me").code == outline.NOT_FOUND


def test_of_two_engagements_with_a_client_the_open_one_is_meant(cli: Cli, clients: Path) -> None:
    db = sqlite3.connect(clients)
    db.execute("DROP TRIGGER engagement_edited")
    db.execute("UPDATE engagement SET state = 'cancelled' WHERE code = 'P-00001'")
    db.commit()
    db.close()
    table = clients.parent / "more.csv"
    table.write_text("client,email,starts\nDana Okafor,dana@northwind.example,2027-03-01\n")
    cli("import", "clients", table)
    assert cli("show", "dana").out.splitlines()[1].startswith("P-00004, draft")
    assert cli("show", "p-00001").out.splitlines()[1].startswith("P-00001, cancelled")


def test_undo_and_redo(cli: Cli, clients: Path) -> None:
    words = "imported 3 clients from clients.csv"
    assert cli("undo", "--dry-run").out == f"Would take back: {words}\n"
    assert cli("undo").out == f"Took back: {words}\n"
    assert cli("engagements").out == ""
    nothing = cli("undo")
    assert (nothing.code, nothing.out, nothing.err) == (outline.FAILED, "", "There is nothing to undo.\n")
    assert cli("undo", "--redo").out == f"Did again: {words}\n"
    assert cli("undo", "--redo").code == outline.FAILED
    assert len(cli("engagements").out.splitlines()) == 3


def test_an_import_with_errors_stores_the_rest_and_says_so(cli: Cli, fresh: Path) -> None:
    ran = cli("import", "clients", FILES / "accountable.csv")
    assert ran.code == outline.IN_PART
    assert [line.split(":")[:2] for line in ran.out.splitlines()] == [
        ["row 2", " new"], ["row 3", " new"], ["row 4", " new"],
    ]  # fmt: skip
    assert "row 5: error: firstName: is missing" in ran.err
    assert "row 6: error: email: This isn't an e-mail address" in ran.err
    assert "3 new, 0 changed, 0 same, 2 error" in ran.err
    again = cli("import", "clients", FILES / "accountable.csv", "--json")
    assert [row["status"] for row in json.loads(again.out)] == ["same", "same", "same", "error", "error"]


def test_a_dry_run_writes_nothing(cli: Cli, fresh: Path) -> None:
    before = fresh.read_bytes()
    ran = cli("import", "clients", FILES / "own_cp1252_semicolon.csv", "--dry-run")
    assert ran.code == 0
    assert "row 2: new: Jörg Ebner" in ran.out
    assert "Nothing was written." in ran.err
    assert fresh.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--encoding", "cp1252", "--delimiter", "semicolon"), 0),
        (("--encoding", "klingon"), outline.FAILED),
        (("--encoding", "utf-8"), outline.FAILED),
        (("--delimiter", "comma"), outline.FAILED),
        (("--delimiter", "spaces"), outline.USAGE),
    ],
)
def test_how_a_table_is_read_can_be_said(cli: Cli, fresh: Path, options: tuple[str, ...], code: int) -> None:
    ran = cli("import", "clients", FILES / "own_cp1252_semicolon.csv", *options)
    assert ran.code == code
    assert bool(ran.out) == (code == 0)


def test_a_table_that_is_not_there_is_told(cli: Cli, fresh: Path, tmp_path: Path) -> None:
    ran = cli("import", "clients", tmp_path / "none.csv")
    assert (ran.code, ran.out) == (outline.FAILED, "")
    assert "none.csv can't be read" in ran.err


def test_a_practice_goes_out_and_comes_in(cli: Cli, clients: Path, tmp_path: Path) -> None:
    out = cli("export", tmp_path / "archive")
    assert (out.code, out.out) == (0, f"{tmp_path / 'archive'}\n")
    assert "not encrypted" in out.err
    copy = tmp_path / "copy.coach"
    assert cli("--db", copy, "import", "archive", tmp_path / "archive").code == 0
    for command in (("engagements",), ("show", "dana"), ("history", "dana")):
        assert cli("--db", copy, *command).out == cli(*command).out
    assert cli("--db", copy, "doctor").code == 0
    full = cli("export", tmp_path / "archive")
    assert full.code == outline.FAILED
    assert "is not empty" in full.err
    there = cli("--db", copy, "import", "archive", tmp_path / "archive")
    assert there.code == outline.FAILED
    assert "already" in there.err
    none = cli("--db", tmp_path / "new.coach", "import", "archive", tmp_path / "nothing")
    assert none.code == outline.FAILED
    assert not (tmp_path / "new.coach").exists()


def test_backups_are_made_and_listed(cli: Cli, fresh: Path, paths: Paths) -> None:
    none = cli("backup", "--list")
    assert (none.code, none.out) == (0, "")
    assert "no backups" in none.err
    made = cli("backup").out.strip()
    assert Path(made).is_file()
    name = Path(made).name
    assert cli("backup", "--list").out.startswith(f"{name}  Sat 21 Nov 2026 ")
    assert "good" not in cli("backup", "--list").out
    assert cli("backup", "--verify").out.endswith(", not encrypted, good\n")
    (one,) = json.loads(cli("backup", "--list", "--json").out)
    assert (one["path"], one["name"], one["made_at"]) == (made, name, "2026-11-21T09:00:00+00:00")
    Path(made).write_bytes(b"")
    (one,) = json.loads(cli("backup", "--verify", "--json").out)
    assert (one["reason"], one["encrypted"], one["condition"]) == ("asked", False, "not good")
    assert "1 of 1 changed on the disk" in cli("backup", "--verify").err


def test_the_doctor_is_content(cli: Cli, clients: Path) -> None:
    ran = cli("doctor")
    assert ran.code == 0
    assert "ok: the file holds together" in ran.out
    assert {one["level"] for one in json.loads(cli("doctor", "--json").out)} == {"ok"}


def test_the_doctor_finds_what_was_done_behind_the_change_logs_back(cli: Cli, clients: Path) -> None:
    db = sqlite3.connect(clients)
    db.execute("DELETE FROM record")
    db.commit()
    db.close()
    assert cli("doctor").code == outline.UNSOUND


def test_keys_are_those_of_the_screens(cli: Cli) -> None:
    out = cli("keys").out
    assert "  u: undo. " in out
    listed = json.loads(cli("keys", "--json").out)
    assert {"place", "id", "keys", "label", "help"} == set(listed[0])


def test_locate(cli: Cli, fresh: Path, paths: Paths) -> None:
    assert f"practice:  {fresh}\n" in cli("locate").out
    assert json.loads(cli("locate", "--json").out)["practice"] == {"path": str(fresh), "exists": True}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(cli: Cli, shell: str) -> None:
    assert "_COACHTUI_COMPLETE" in cli("completion", shell).out


def test_the_screens_want_a_terminal(cli: Cli, fresh: Path) -> None:
    ran = cli()
    assert (ran.code, ran.out) == (outline.USAGE, "")
    assert "need a terminal" in ran.err


def test_the_demo_is_a_file_of_its_own(cli: Cli, fresh: Path, paths: Paths, tmp_path: Path) -> None:
    before = fresh.read_bytes()
    ran = cli("demo", "--no-open")
    assert (ran.code, ran.out) == (0, f"{paths.demo}\n")
    assert len(json.loads(cli("--db", paths.demo, "engagements", "--json").out)) == 15
    for command in (("today",), ("show", "dana"), ("brief", "dana"), ("history", "dana"), ("doctor",)):
        assert cli("--db", paths.demo, *command).code == 0
    assert cli("demo", "--no-open").code == 0
    assert cli("demo", "--no-open", "--seed", "2").code == outline.FAILED
    assert cli("demo", "--no-open", "--db", fresh).code == outline.FAILED
    assert cli("--db", fresh, "demo", "--no-open", "--fresh").code == outline.FAILED
    assert fresh.read_bytes() == before
