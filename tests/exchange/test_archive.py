"""An archive loses nothing, is private, and is read as a whole or not at all."""

from __future__ import annotations

import csv
import json
import math
import os
import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachtui.exchange.archive import decoded, encoded, shapes
from coachtui.exchange.archive_reading import import_archive
from coachtui.exchange.archive_writing import export, for_spreadsheet
from coachtui.paths import Paths
from coachtui.store import doctor, drafts, errors, search_queue, undo, versions
from coachtui.store.practice import Practice, open_practice
from coachtui.store.reads.search import search as look
from tests.conftest import THOROUGH, StandingClock
from tests.exchange.conftest import Reading, filled
from tests.store.rows import content, everything

OF_ONE_DEVICE = {"local", "device", "seen", "draft", *search_queue.OWN_TABLES}


def carried(db: Any) -> dict[str, list[Any]]:
    """All that an archive must carry: everything but what belongs to one device."""
    return {table: rows for table, rows in everything(db).items() if table not in OF_ONE_DEVICE}


def test_every_record_and_the_whole_history_come_back(origin: Practice, archive: Path, reading: Reading) -> None:
    with reading(archive) as copy:
        assert carried(copy.db) == carried(origin.db)
        assert copy.db_id == origin.db_id
        assert set(everything(origin.db)["seen"]) <= set(everything(copy.db)["seen"])
        assert doctor.is_well(doctor.examine(copy))


def test_the_copy_writes_under_a_site_of_its_own_and_goes_on_in_time(
    origin: Practice, archive: Path, reading: Reading
) -> None:
    with reading(archive) as copy:
        (site, stamp), (old_site, old_stamp) = (
            one.db.execute("SELECT site, stamp FROM local").fetchone() for one in (copy, origin)
        )
        assert site != old_site
        assert stamp >= old_stamp
        with copy.raw_action("wrote on") as db:
            db.execute("UPDATE person SET name = 'Nina'")
        assert undo.undo(copy).words == "wrote on"
        assert content(copy.db) == content(origin.db)


def test_what_was_being_typed_goes_on(practice: Practice, tmp_path: Path, reading: Reading) -> None:
    drafts.save(practice, "person", "", {"name": "half a na"})
    export(practice, tmp_path / "archive")
    with reading(tmp_path / "archive") as copy:
        assert drafts.load(copy.db, "person", "") == {"name": "half a na"}


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)


@settings(max_examples=200 if THOROUGH else 5)
@given(st.data())
def test_any_content_comes_back(
    opening: Callable[[], Practice], paths: Paths, clock: StandingClock, tmp_path_factory: Any, data: st.DataObject
) -> None:
    directory: Path = tmp_path_factory.mktemp("any")
    with opening() as practice:
        if practice.db.execute("SELECT count(*) FROM person").fetchone() == (0,):
            filled(practice)
        for table, column in (("person", "name"), ("session_note", "body"), ("commitment", "body"), ("goal", "title")):
            with practice.raw_action(data.draw(TEXTS)) as db:
                db.execute(f"UPDATE {table} SET {column} = ?", (data.draw(TEXTS),))
        with practice.raw_action("numbers") as db:
            db.execute("UPDATE engagement SET allocation = ?", (data.draw(st.floats(min_value=1e-300)),))
        export(practice, directory / "archive")
        before = carried(practice.db)
    import_archive(directory / "archive", directory / "copy.coach", paths, clock=clock)
    with open_practice(directory / "copy.coach", paths, clock=clock) as copy:
        assert carried(copy.db) == before
        export(copy, directory / "again")
    for file in sorted((directory / "archive" / "records").iterdir()):
        assert file.read_bytes() == (directory / "again" / "records" / file.name).read_bytes()


VALUES = st.one_of(st.none(), TEXTS, st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False))


@given(st.dictionaries(TEXTS, VALUES))
def test_a_row_and_its_line_say_the_same(row: dict[str, Any]) -> None:
    line = encoded(row)
    assert "\n" not in line
    back = decoded(line)
    assert back == row
    assert [type(value) for value in back.values()] == [type(value) for value in row.values()]


def test_every_table_is_there_with_its_digest(origin: Practice, archive: Path) -> None:
    manifest = json.loads((archive / "manifest.json").read_text())
    assert set(manifest["files"]) == {shape.file for shape in shapes(origin.db)}
    for name, about in manifest["files"].items():
        data = (archive / name).read_bytes()
        assert (about["rows"], about["sha256"]) == (data.count(b"\n"), sha256(data).hexdigest())
    for table in content(origin.db):
        assert (archive / "csv" / f"{table}.csv").is_file()


@pytest.mark.skipif(os.name == "nt", reason="modes say nothing there")
def test_only_the_owner_can_read_it(archive: Path) -> None:
    for path in (archive, *archive.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_a_spreadsheet_takes_nothing_for_a_formula(practice: Practice, tmp_path: Path) -> None:
    filled(practice)
    with practice.raw_action("typed a formula") as db:
        db.execute("UPDATE person SET name = '=HYPERLINK(\"http://x\")', phone = '+41 44 555', email = '-5'")
        db.execute("UPDATE joint_rating SET level = -2")
    export(practice, tmp_path / "archive")
    with (tmp_path / "archive/csv/person.csv").open(encoding="utf-8-sig", newline="") as file:
        (person,) = csv.DictReader(file)
    assert (person["name"], person["phone"], person["email"]) == ('\'=HYPERLINK("http://x")', "'+41 44 555", "-5")
    with (tmp_path / "archive/csv/joint_rating.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["level"] == "-2"


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_each_mark_that_begins_a_formula_is_prefixed(mark: str) -> None:
    assert for_spreadsheet(f"{mark}x") == f"'{mark}x"


def test_a_directory_with_anything_in_it_is_left_as_it_is(practice: Practice, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear")
    with pytest.raises(errors.Refused, match="is not empty"):
        export(practice, tmp_path / "full")
    with pytest.raises(errors.Refused, match="not a directory"):
        export(practice, tmp_path / "full" / "letter.txt")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]


def test_an_empty_directory_is_taken(practice: Practice, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir(mode=0o755)
    export(practice, tmp_path / "empty")
    assert sorted(path.name for path in (tmp_path / "empty").iterdir()) == ["csv", "log", "manifest.json", "records"]
    assert stat.S_IMODE((tmp_path / "empty").stat().st_mode) == 0o700


def test_an_export_that_fails_leaves_nothing_behind(practice: Practice, tmp_path: Path) -> None:
    def stop(table: str, rows: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(errors.ReadOnlyPractice, match="No space left"):
        export(practice, tmp_path / "sub" / "archive", stop)
    assert not list((tmp_path / "sub").iterdir())
    assert not practice.db.in_transaction


def test_a_read_only_practice_can_be_exported(fresh: Path, paths: Paths, clock: StandingClock, tmp_path: Path) -> None:
    fresh.chmod(0o400)
    with open_practice(fresh, paths, clock=clock) as practice:
        assert not practice.writable
        export(practice, tmp_path / "archive")
    assert (tmp_path / "archive" / "manifest.json").is_file()


def test_a_file_that_is_there_already_is_left_as_it_is(
    practice: Practice, archive: Path, paths: Paths, clock: StandingClock
) -> None:
    before = everything(practice.db)
    with pytest.raises(errors.Refused, match="already"):
        import_archive(archive, practice.path, paths, clock=clock)
    assert everything(practice.db) == before


def test_numbers_without_an_end_survive() -> None:
    assert decoded(encoded({"allocation": math.inf, "low": -math.inf})) == {"allocation": math.inf, "low": -math.inf}


FORMER = {
    "action": "SELECT stamp, site, kind, words, about, of_stamp, of_site FROM action",
    "change": "SELECT stamp, site, tbl, row, col, before, after FROM edit",
    "cell": """
        SELECT tbl, row, '' AS col, stamp, site FROM birth
        UNION ALL SELECT tbl, row, col, max(stamp), site FROM edit GROUP BY tbl, row, col""",
    "tombstone": "SELECT tbl, row, stamp, site, erase FROM tombstone JOIN action ON n = action",
}
"""The tables of the change log before schema 0003, as the present one tells them."""


def listed(found: Any) -> list[list[Any]]:
    """Return the names of the columns, and then every row."""
    return [[name for name, *_ in found.description], *map(list, found)]


def test_an_archive_of_an_older_schema_is_read(practice: Practice, tmp_path: Path, reading: Reading) -> None:
    with practice.raw_action("added a client") as db:
        db.execute("INSERT INTO person (id, name, folded, named_in_log) VALUES ('b', 'Łucja', 'lucja', 0)")
        db.execute("INSERT INTO person (id, name, folded, named_in_log) VALUES ('c', 'Jan', 'jan', 0)")
    with practice.raw_action("edited a client") as db:
        db.execute("UPDATE person SET phone = '12' WHERE id = 'b'")
        db.execute("DELETE FROM person WHERE id = 'c'")
    archive = tmp_path / "archive"
    export(practice, archive)
    manifest = json.loads((archive / "manifest.json").read_text())
    manifest["schema"] = "0001"
    del manifest["files"]["log/record.jsonl"]
    for table, sql in FORMER.items():
        columns, *lines = listed(practice.db.execute(sql))
        text = "".join(encoded(dict(zip(columns, line, strict=True))) + "\n" for line in lines)
        (archive / "log" / f"{table}.jsonl").write_text(text)
        manifest["files"][f"log/{table}.jsonl"] = {"rows": len(lines), "sha256": sha256(text.encode()).hexdigest()}
    for table in frozenset().union(*versions.TABLES_SINCE.values()):
        del manifest["files"][f"records/{table}.jsonl"]
        (archive / "records" / f"{table}.jsonl").unlink()
    (archive / "manifest.json").write_text(json.dumps(manifest))
    with reading(archive) as copy:
        assert carried(copy.db) == carried(practice.db)
        assert doctor.is_well(doctor.examine(copy))
        assert [hit.id for hit in look(copy.db, "lucja").hits] == ["b"]
