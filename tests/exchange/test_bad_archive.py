"""An archive that doesn't hold together is refused by file and line, and nothing is made."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from coachtui.exchange.archive_reading import ArchiveError
from coachtui.store import errors
from tests.exchange.conftest import Reading


def nothing_made(tmp_path: Path) -> bool:
    return not (tmp_path / "elsewhere").exists() or not any((tmp_path / "elsewhere").iterdir())


def resign(archive: Path, name: str) -> None:
    """Let the manifest agree with a file that was changed."""
    path = archive / "manifest.json"
    manifest, data = json.loads(path.read_text()), (archive / name).read_bytes()
    manifest["files"][name] = {"rows": len(data.splitlines()), "sha256": sha256(data).hexdigest()}
    path.write_text(json.dumps(manifest))


PERSON = "records/person.jsonl"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "line 2: is not JSON"),
        ("[1]", "line 2: is no object"),
        ("[" * 100_000, "line 2: is"),
        ('{"id": "x", "name": ["n"]}', "line 2: has a value for name that is neither"),
        ('{"id": "x", "name": true}', "line 2: has a value for name that is neither"),
        ('{"id": "x", "name": 1e999}', "line 2: has a number for name that is none"),
        ('{"id": "x", "name": 99999999999999999999}', "line 2: has a number for name that is too large"),
        ('{"id": "x", "name": "a\\u0000b"}', "line 2: has a NUL character in name"),
        ('{"id": "x", "name": "a\\ud800b"}', "line 2: has half of a character in name"),
        ('{"id": "x", "shoe": 1}', "line 2: has a value for 'shoe', which is no column"),
        ('{"id": "x"}', "line 2: breaks a rule"),
        ('{"id": "x", "name": "", "folded": "", "named_in_log": 0}', "line 2: breaks a rule"),
        (
            '{"id": "x", "name": "n", "folded": "n", "named_in_log": 0, "organisation_id": "nowhere"}',
            "the person x belongs to a organisation that is not there",
        ),
        ("\udcff", "line 2: is not UTF-8"),
    ],
)
def test_what_does_not_hold_together_is_told_by_file_and_line(
    archive: Path, reading: Reading, tmp_path: Path, line: str, words: str
) -> None:
    with (archive / PERSON).open("ab") as file:
        file.write(line.encode(errors="surrogateescape") + b"\n")
    resign(archive, PERSON)
    with pytest.raises(ArchiveError, match=re.escape(words)):
        reading(archive)
    assert nothing_made(tmp_path)


def test_a_changed_byte_is_noticed(archive: Path, reading: Reading, tmp_path: Path) -> None:
    path = archive / "records" / "organisation.jsonl"
    path.write_bytes(path.read_bytes().replace(b"word", b"w0rd", 1))
    with pytest.raises(ArchiveError, match="not as it was written"):
        reading(archive)
    assert nothing_made(tmp_path)


def test_a_missing_line_or_file_is_noticed(archive: Path, reading: Reading, tmp_path: Path) -> None:
    (archive / "log" / "action.jsonl").write_text("")
    with pytest.raises(ArchiveError, match="not as it was written"):
        reading(archive)
    (archive / "log" / "action.jsonl").unlink()
    with pytest.raises(ArchiveError, match="is not there"):
        reading(archive)
    assert nothing_made(tmp_path)


@pytest.mark.parametrize("name", ["../person.jsonl", "/etc/passwd", "records/../../x.jsonl", "records/x/y.jsonl"])
def test_a_path_out_of_the_archive_is_refused(archive: Path, reading: Reading, tmp_path: Path, name: str) -> None:
    path = archive / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["files"][name] = {"rows": 0, "sha256": sha256(b"").hexdigest()}
    path.write_text(json.dumps(manifest))
    with pytest.raises(ArchiveError, match="no place in an archive"):
        reading(archive)
    assert nothing_made(tmp_path)


def test_a_link_out_of_the_archive_is_refused(archive: Path, reading: Reading, tmp_path: Path) -> None:
    (archive / PERSON).rename(tmp_path / "outside.jsonl")
    (archive / PERSON).symlink_to(tmp_path / "outside.jsonl")
    with pytest.raises(ArchiveError, match="or is no file"):
        reading(archive)
    assert nothing_made(tmp_path)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"version": 2}, errors.NewerPractice),
        ({"schema": "9999"}, errors.NewerPractice),
        ({"format": "something else"}, ArchiveError),
        ({"files": []}, ArchiveError),
        ({"files": {}}, ArchiveError),
        ({"files": {"records/unheard_of.jsonl": {"rows": 0, "sha256": ""}}}, ArchiveError),
        ({"practice": "another"}, ArchiveError),
        ({"site": "x"}, ArchiveError),
    ],
)
def test_a_manifest_that_says_something_else_is_refused(
    archive: Path,
    reading: Reading,
    tmp_path: Path,
    change: dict[str, Any],
    error: type[errors.PracticeError],
) -> None:
    path = archive / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(error):
        reading(archive)
    assert nothing_made(tmp_path)


def test_what_is_no_archive_is_refused(reading: Reading, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="is no archive"):
        reading(tmp_path)
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(ArchiveError, match="can't be understood"):
        reading(tmp_path)


def test_a_change_from_the_far_future_is_refused(archive: Path, reading: Reading, tmp_path: Path) -> None:
    with (archive / "log" / "seen.jsonl").open("a") as file:
        file.write(json.dumps({"site": 5, "stamp": 2**62}) + "\n")
    resign(archive, "log/seen.jsonl")
    with pytest.raises(ArchiveError, match="beyond the year"):
        reading(archive)
    assert nothing_made(tmp_path)
