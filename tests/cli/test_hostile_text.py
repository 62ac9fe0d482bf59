"""A person's text does nothing on a terminal and loses nothing in JSON, whatever it holds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from coachtui.cli import plain
from coachtui.store.errors import Refused
from coachtui.store.practice import Practice
from tests.cli.conftest import Cli
from tests.conftest import THOROUGH
from tests.store.rows import add_one_of_each

HOSTILE = {
    "markup": "[/] [@click=app.quit]x[/] [b",
    "escapes": "\x1b[31mred\x1b[2J\x1b]52;c;aGk=\x07\x9b1m\x90",
    "lines": "one\r\ntwo\ttabbed\x0bthree\u2028four\x85five",
    "directions": "\u202eevil\u202c \u2066x\u2069 \u200fאבג",
    "letters": "漢字 👩‍👩‍👧‍👦 e\u0301 Ŝébastien",
    "format": "%s {client} %(x)d \\n $HOME `id`",
    "long": "x" * 5_000,
    "delete": "\x7f\x08\x08",
}
TOGETHER = (
    HOSTILE
    if THOROUGH
    else {
        kinds: " ".join(HOSTILE[kind] for kind in kinds.split(", "))
        for kinds in ("markup, format, letters", "escapes, delete", "lines, directions", "long")
    }
)
"""The kinds for what runs many commands for each: several in one text, and only thoroughly one by one."""
ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
COMMANDS = [
    ("today",), ("engagements",), ("show", "X-1"), ("brief", "X-1"), ("intake", "X-1"), ("models",), ("history", "X-1"),
    ("undo", "--dry-run"), ("brief", "X-1", "--markdown"), ("themes", "X-1"), ("themes", "X-1", "--csv"),
    ("backup", "--list"), ("doctor",),
]  # fmt: skip
JSON = [("today",), ("engagements",), ("show", "X-1"), ("brief", "X-1"), ("intake", "X-1"), ("history", "X-1"),
        ("themes", "X-1")]  # fmt: skip


def poured(practice: Practice, text: str) -> None:
    """Write the text wherever a person's text can stand."""
    with practice.raw_action(text) as db:
        ids = add_one_of_each(practice, db)
    tables = [name for (name,) in practice.db.execute("SELECT DISTINCT tbl FROM record")]
    for table in tables:
        for column, kind in practice.db.execute("SELECT name, type FROM pragma_table_info(?)", (table,)).fetchall():
            if "CHAR" not in kind or column == "id" or column.endswith(("_id", "_at", "_on", "_utc", "_local", "zone")):
                continue
            # What a rule of the column refuses can't be shown either.
            with suppress(Refused), practice.transaction() as db:
                db.execute(f'UPDATE "{table}" SET "{column}" = ?', (text,))
    with practice.raw_action(text, about=ids["engagement"]) as db:
        db.execute(
            "UPDATE engagement SET code = 'X-1', state = 'active', starts_on = '2026-09-01', ends_on = '2027-03-01', "
            "coach_id = (SELECT owner_coach_id FROM practice)"
        )
        db.execute(
            "UPDATE session SET state = 'planned', kind = 'coaching', stage = NULL, moved_to_id = NULL, "
            "starts_local = '2026-11-21T15:00', starts_utc = '2026-11-21T14:00:00Z', time_zone = 'Europe/Amsterdam'"
        )
        db.execute("UPDATE goal SET state = 'agreed'")


@pytest.mark.parametrize("text", TOGETHER.values(), ids=TOGETHER.keys())
def test_it_passes_through_every_command(opening: Callable[[], Practice], cli: Cli, text: str, tmp_path: Path) -> None:
    with opening() as practice:
        poured(practice, text)
    for command in COMMANDS:
        ran = cli(*command)
        assert (ran.code, ran.err if command[0] != "backup" else "") == (0, "")
        assert not ACTS.search(ran.out + ran.err)
    for command in JSON:
        ran = cli(*command, "--json")
        assert ran.code == 0
        assert not ACTS.search(ran.out)
        # What JSON says is what was written.
        assert json.dumps(text) in json.dumps(json.loads(ran.out))
    assert cli("export", tmp_path / "archive").code == 0
    copy = tmp_path / "copy.coach"
    assert cli("--db", copy, "import", "archive", tmp_path / "archive").code == 0
    assert cli("--db", copy, "show", "X-1").out == cli("show", "X-1").out


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_it_is_searched_for_and_named_in_errors(fresh: Path, cli: Cli, text: str) -> None:
    for command in (("show", text), ("engagements", text), (text,), ("import", "clients", text), ("export", "x", text)):
        ran = cli(*command)
        assert not ACTS.search(ran.out + ran.err)
        assert "Traceback" not in ran.err


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_it_comes_in_by_a_table(fresh: Path, cli: Cli, text: str, tmp_path: Path) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    (tmp_path / "c.csv").write_text(f"client,organisation,note\n{quoted},{quoted},{quoted}\n", "utf-8", newline="")
    ran = cli("import", "clients", tmp_path / "c.csv")
    assert ran.code == 0
    assert not ACTS.search(ran.out + ran.err)
    again = cli("import", "clients", tmp_path / "c.csv")
    assert again.out.startswith("row 2: same: ")
    assert not ACTS.search(cli("engagements").out)


def test_a_long_note_comes_in_and_goes_out(fresh: Path, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(f"client,note\nAna,{'n' * 1_000_000}\nBo,{'n' * 1_000_001}\n")
    ran = cli("import", "clients", tmp_path / "c.csv")
    assert ran.code == 7
    assert "row 3: error: note: " in ran.err
    assert cli("export", tmp_path / "archive").code == 0


@pytest.mark.parametrize(
    ("text", "line", "lines"),
    [
        ("a\x1b[0m", "a␛[0m", "a␛[0m"),
        ("a\r\nb\tc", "a b c", "a\nb    c"),
        ("\x9b\ud800", "��", "��"),
        ("\u202ex", "⇄x", "⇄x"),
        ("\x7f\x00", "␡␀", "␡␀"),
    ],
)
def test_controls_are_shown_as_symbols(text: str, line: str, lines: str) -> None:
    assert (plain.line(text), plain.lines(text)) == (line, lines)
    assert json.loads(plain.as_json({"text": text})) == {"text": text}
    assert not ACTS.search(plain.as_json(text))
