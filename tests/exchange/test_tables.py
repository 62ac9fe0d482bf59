"""Tables are read whoever wrote them, and what is wrong is told by row."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.exchange.tables import TableError, parse, read

LINES = "client,email\nZoë Marák,zoe@skerry.example\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (LINES.encode(), "utf-8"),
        (LINES.encode("utf-8-sig"), "utf-8-sig"),
        (LINES.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + LINES.encode("utf-16-be"), "utf-16"),
        (LINES.encode("utf-16-le"), "utf-16-le"),
        (LINES.encode("utf-16-be"), "utf-16-be"),
        ("client,email\nZoë,zoe@skerry.example\n".encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_is_found_out(data: bytes, encoding: str) -> None:
    table = parse(data, "list")
    assert table.encoding == encoding
    assert table.headers == ("client", "email")
    assert table.rows[0].cells["client"].startswith("Zoë")


@pytest.mark.parametrize("delimiter", ",;\t|")
def test_the_delimiter_is_found_out(delimiter: str) -> None:
    table = parse(f'"client, or; leader"{delimiter}email\n"a{delimiter}b"{delimiter}c\n'.encode(), "list")
    assert table.delimiter == delimiter
    assert table.rows[0].cells["email"] == "c"


def test_the_first_line_of_excel_says_the_delimiter() -> None:
    assert parse(b"sep=;\r\nclient;email\r\nAna;\r\n", "list").rows[0].cells == {"client": "Ana", "email": ""}


def test_a_single_column_is_a_table() -> None:
    assert [row.cells for row in parse(b"client\nAna\n", "list").rows] == [{"client": "Ana"}]


def test_headers_that_occur_twice_are_kept_apart() -> None:
    table = parse(b"Group,Group,,Group,,\na,b,c,d,,\n", "list")
    assert table.headers == ("Group", "Group 2", "column 3", "Group 3")
    assert table.rows[0].cells["Group 2"] == "b"


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    table = parse(b'client,note\n\nAna,"two\nlines"\n,\nBo,x\n', "list")
    assert [row.number for row in table.rows] == [3, 5]


@pytest.mark.parametrize(
    ("row", "words"),
    [("a,b,c", "has 3 cells where the header has 2"), ("a", "has only 1 of 2 cells"), ("a,b\0", "NUL")],
)
def test_a_row_that_does_not_fit_is_told_and_the_others_are_read(row: str, words: str) -> None:
    table = parse(f"client,email\n{row}\nBo,\n".encode(), "list", encoding="utf-8")
    assert [(fault.row, words in fault.words) for fault in table.faults] == [(2, True)]
    assert [found.number for found in table.rows] == [3]


def test_empty_cells_beyond_the_header_are_no_matter() -> None:
    assert not parse(b"client,email\nAna,,,\n", "list").faults


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b'client\n"Ana\nBo', "line 2: the quotation marks"),
        (b"\x81\x8d\n\xff", "can't be read as"),
    ],
)
def test_what_is_no_table_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(TableError, match=words):
        parse(data, "list")


def test_an_encoding_that_does_not_exist_is_told() -> None:
    with pytest.raises(TableError, match="no encoding called 'klingon'"):
        parse(b"client", "list", encoding="klingon")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="can't be read"):
        read(tmp_path / "none.csv")
    with pytest.raises(TableError, match="can't be read"):
        read(tmp_path)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_refused_in_words(data: bytes) -> None:
    try:
        table = parse(data, "list")
    except TableError:
        return
    assert all(len(row.cells) == len(table.headers) for row in table.rows)
