"""A coaching log kept elsewhere: how it writes dates and hours, its totals, what is refused, twice is once, undo."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from coachtui.domain.engagement import CoachingForm
from coachtui.domain.log_entry import LogEntryDraft
from coachtui.domain.manner import DateOrder, Manner, speak
from coachtui.exchange import log_layout, logs, tables, workbooks
from coachtui.exchange.logs import LogPreview
from coachtui.exchange.preview import Status
from coachtui.reports.coaching_log import COLUMNS
from coachtui.store import undo, writes
from coachtui.store.practice import Practice
from coachtui.store.reads import log as reads

FILES = Path(__file__).parent.parent / "fixtures" / "log"
HEADS = ",".join(COLUMNS)
GROUP = CoachingForm.GROUP


def read(data: str | bytes | Path, order: DateOrder | None = None) -> log_layout.UnderstoodLog:
    if isinstance(data, Path):
        table = tables.read(data, begins=log_layout.begins)
    else:
        table = tables.parse(data.encode() if isinstance(data, str) else data, "log", begins=log_layout.begins)
    return log_layout.understand(table, order)


def take_in(practice: Practice, data: str | bytes | Path, **how: Any) -> LogPreview:
    planned = logs.preview(practice, read(data), **how)
    logs.apply(practice, planned, "log.csv")
    return planned


def rows_of(*rows: str) -> str:
    return "\n".join((HEADS, *rows)) + "\n"


def entries(practice: Practice) -> list[LogEntryDraft]:
    return [draft for _, draft in reads.entries(practice.db, reads.coach(practice.db)[0])]


def told(planned: LogPreview) -> str:
    return " ".join(line.said for line in planned.lines if line.faults)


def test_semicolons_decimal_commas_a_total_and_a_group_too_large(practice: Practice) -> None:
    planned = take_in(practice, FILES / "semicolons.csv")
    assert [line.status.value for line in planned.lines] == ["new", "new", "new", "error"]
    assert planned.lines[3].faults[0].row == 5
    assert "A group of 22 does not count: groups count up to 15" in told(planned)
    assert entries(practice) == [
        LogEntryDraft("Inés Ferrer", date(2025, 2, 3), date(2025, 7, 28), 9.75, contact="ines.ferrer@halden.example"),
        LogEntryDraft("Oskar Lindqvist", date(2025, 3, 10), None, 6, 1.5, contact="oskar@halden.example"),
        LogEntryDraft("Halden shift leads", date(2025, 9, 1), date(2025, 12, 1), 8, 0, GROUP, 12, "hr@halden.example"),
    ]
    assert any("day first, as 28/07/2025 in row 2" in note for note in planned.notes)
    assert any("The total in row 6 matches" in note for note in planned.notes)
    assert any("left off the log until you do" in note for note in planned.notes)
    again = take_in(practice, FILES / "semicolons.csv")
    assert (again.count(Status.SAME), again.writes) == (3, False)
    assert undo.undo(practice).words == "imported 3 rows of a coaching log from log.csv"
    assert entries(practice) == []
    assert take_in(practice, FILES / "semicolons.csv").count(Status.NEW) == 3, "out of the bin again"


def test_moved_columns_a_title_months_first_thousands_serial_days_and_consent(practice: Practice) -> None:
    planned = take_in(practice, FILES / "month_first_moved.csv")
    assert not told(planned)
    assert entries(practice) == [
        LogEntryDraft(
            "Inés Ferrer", date(2015, 2, 3), date(2024, 12, 31), 1234.5, 0, contact="ines.ferrer@halden.example",
            consented=True,
        ),
        LogEntryDraft("Oskar Lindqvist", date(2025, 3, 10), None, 6, 1.5, contact="oskar@halden.example"),
        LogEntryDraft(
            "Halden shift leads", date(2025, 9, 1), date(2025, 9, 30), 7.75, 0, GROUP, 12, "hr@halden.example", True
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Mei Tan,Individual,,,2025-03-01,2025-02-01,4,0", "before the start"),
        ("Mei Tan,Individual,,,2025-01-01,,-4,0", "outside its scale"),
        ("Mei Tan,Individual,,,2025-01-01,,0,0", "no hours"),
        ("Mei Tan,Individual,,,2025-01-01,2025-01-02,49,0", "do not fit into 48"),
        ("Mei Tan,Individual,,,2026-12-01,,4,0", "lies ahead"),
        ("Mei Tan,Individual,,,1925-01-01,,4,0", "year 1925"),
        ("Mei Tan,Individual,7,,2025-01-01,,4,0", "yet the group has 7"),
        ("Mei Tan,Group,,,2025-01-01,,4,0", "How many were in the group"),
        ("Mei Tan,Group,1,,2025-01-01,,4,0", "outside its scale"),
        ("Mei Tan,Group,16,,2025-01-01,,4,0", "does not count"),
        ("Mei Tan,Couple,,,2025-01-01,,4,0", "neither Individual nor Group"),
        (",Individual,,,2025-01-01,,4,0", "Write whom you coached"),
        ("Mei Tan,Individual,,,,,4,0", "Write when the coaching began"),
        ("Mei Tan,Individual,,,2025-02-30,,4,0", "no date"),
        ("Mei Tan,Individual,,,last summer,,4,0", "no date"),
        ("Mei Tan,Individual,,,2025-01-01,,a few,0", "is no number"),
        ('Mei Tan,Individual,,,2025-01-01,,"1,234",0', "thousands or decimals"),
        ('Mei Tan,Individual,,,2025-01-01,,"1,2,3",0', "is no number"),
    ],
)
def test_a_row_that_is_wrong_is_refused_with_its_reason_and_the_others_are_taken(
    practice: Practice, row: str, why: str
) -> None:
    planned = take_in(practice, rows_of("Ana Ruiz,Individual,,,2025-01-01,2025-02-01,4,1", row))
    assert (planned.count(Status.NEW), planned.count(Status.ERROR)) == (1, 1)
    assert {fault.row for line in planned.lines for fault in line.faults} == {3}
    assert why in told(planned)


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("9,75", 9.75), ("9.75", 9.75), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1'234.5", 1234.5), ("8 h", 8),
        ("1 234,25", 1234.25), ("7:45", 7.75), ("–", 0), ("", 0), ("1,234,567.5", 1234567.5), ("12", 12),
    ],
)  # fmt: skip
def test_hours_as_they_are_written(cell: str, hours: float) -> None:
    (found,) = read(rows_of(f'Mei Tan,Individual,,,1990-01-01,,"{cell}",1')).wanted
    assert found.draft.paid_hours == hours


def test_one_number_tells_how_the_others_are_written() -> None:
    found = read(rows_of('A,I,,,1990-01-01,,"1.234",0', 'B,I,,,1990-01-01,,"1,5",0')).wanted
    assert [one.draft.paid_hours for one in found] == [1234, 1.5]


def test_between_semicolons_the_comma_is_the_decimal_one() -> None:
    (found,) = read(rows_of("A,I,,,1990-01-01,,1 250,0").replace(",", ";").replace("1 250", "1,250")).wanted
    assert found.draft.paid_hours == 1.25


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2025-02-03", date(2025, 2, 3)), ("03/02/2025", date(2025, 2, 3)), ("3.2.25", date(2025, 2, 3)),
        ("2025-02-03 00:00:00", date(2025, 2, 3)), ("45691", date(2025, 2, 3)), ("3 Feb 2025", date(2025, 2, 3)),
    ],
)  # fmt: skip
def test_dates_as_they_are_written(cell: str, day: date) -> None:
    (found,) = read(rows_of(f"Mei Tan,Individual,,,{cell},,1,0")).wanted
    assert found.draft.starts_on == day


def test_the_order_of_dates_is_shown_set_or_asked_for() -> None:
    def starts(order: DateOrder | None = None, end: str = "") -> date:
        return read(rows_of(f"Mei Tan,Individual,,,02/03/2025,{end},1,0"), order).wanted[0].draft.starts_on

    assert starts() == date(2025, 3, 2)
    assert starts(end="03/13/2025") == date(2025, 2, 3)
    assert starts(DateOrder.MONTH_FIRST) == date(2025, 2, 3)
    speak(Manner(order=DateOrder.MONTH_FIRST))
    try:
        assert starts() == date(2025, 2, 3)
        assert starts(end="13/03/2025") == date(2025, 3, 2)
    finally:
        speak(Manner())
    mixed = rows_of("A,I,,,13/02/2025,,1,0", "B,I,,,02/13/2025,,1,0")
    with pytest.raises(tables.TableError, match=r"Row 2 writes the day first .* row 3 the month"):
        read(mixed)
    assert [one.row for one in read(mixed, DateOrder.DAY_FIRST).wanted] == [2]


@pytest.mark.parametrize(
    ("totals", "told_about"),
    [
        ("Total,,,,,,5,0", ""),
        ("Total,,,,,,6,0", "rows above come to 5"),
        (",,,,,TOTAL:,5,1", "A row is missing"),
        ("Total,,,,,,five,0", "is no number"),
    ],
)
def test_a_total_is_no_client_and_must_match(practice: Practice, totals: str, told_about: str) -> None:
    planned = take_in(practice, rows_of("Ana Ruiz,I,,,2025-01-01,,2,0", "Mei Tan,I,,,2025-01-01,,3,0", totals))
    assert planned.count(Status.NEW) == len(entries(practice)) == 2
    assert told_about in told(planned)
    assert bool(told_about) == bool(planned.count(Status.ERROR))


def test_a_total_over_a_row_that_cannot_be_read_is_not_blamed(practice: Practice) -> None:
    planned = take_in(
        practice, rows_of("Ana Ruiz,I,,,2025-01-01,,2,0", "Mei Tan,I,,,2025-01-01,,x,0", "Total,,,,,,5,0")
    )
    assert [fault.row for line in planned.lines for fault in line.faults] == [3]
    assert any("The total in row 4 can't be checked" in note for note in planned.notes)


def test_columns_that_are_missing_or_doubled_are_named() -> None:
    with pytest.raises(tables.TableError, match="No column is called Start Date or Paid Hours; there are: Client Name"):
        read("Client Name,Contact Info,End Date,Pro-bono Hours\nA,,2025-01-01,1\n")
    with pytest.raises(tables.TableError, match="both mean Paid Hours"):
        read("Client Name,Start Date,Paid Hours,Paid,Pro-bono Hours\nA,2025-01-01,1,2,1\n")


def test_rows_of_one_client_and_day_are_one_or_refused(practice: Practice) -> None:
    same = "Ana Ruiz,I,,,2025-01-01,,2,0"
    planned = take_in(practice, rows_of(same, same, "Mei Tan,I,,,2025-01-01,,3,0", "MEI TAN,I,,,2025-01-01,,4,0"))
    assert [line.status.value for line in planned.lines] == ["new", "same", "error", "error"]
    assert "rows 4, 5 are of the same client" in told(planned)
    assert len(entries(practice)) == 1


def test_what_the_practice_says_stays_unless_the_file_is_to_win(practice: Practice) -> None:
    take_in(practice, rows_of("Ana Ruiz,I,,,2025-01-01,,2,0"))
    later = rows_of("Ana Ruiz,I,,ana@initech.example,2025-01-01,2025-06-01,5,0")
    (line,) = take_in(practice, later).lines
    assert line.changes == ("contact ana@initech.example", "end 1 Jun 2025")
    assert line.kept == ("paid hours stays 2 (the file says 5)",)
    assert entries(practice)[0].paid_hours == 2
    (line,) = take_in(practice, later, update=True).lines
    assert line.changes == ("paid hours 2 → 5",)
    (line,) = take_in(practice, later, consented=True).lines
    assert line.changes == ("agreed to be named",)
    entry_id = entries(practice)[0].key(reads.coach(practice.db)[0])
    writes.log.edit_entry(practice, entry_id, entries(practice)[0]._replace(starts_on=date(2025, 1, 8)))
    (line,) = take_in(practice, later).lines
    assert (line.status, len(entries(practice))) == (Status.SAME, 1), "known again though its start was changed here"


def workbook(rows: list[list[Any]], *, above: int = 0) -> bytes:
    book = Workbook()
    book.create_sheet("Notes", 0).append(["nothing here"])
    sheet = book["Sheet"]
    for row in [["Coaching log"]] * above + rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read_like_a_table(practice: Practice) -> None:
    data = workbook(
        [
            HEADS.split(","),
            ["Inés Ferrer", "Individual", None, None, date(2025, 2, 3), date(2025, 7, 28), 1.125, 0],
            ["Halden shift leads", "Group", 12, "hr@halden.example", 45901, None, 8, None],
            ["Total", None, None, None, None, None, 9.125, 0],
        ],
        above=2,
    )
    planned = take_in(practice, data)
    assert [(line.row, line.status.value) for line in planned.lines] == [(4, "new"), (5, "new")]
    assert [(one.starts_on, one.paid_hours) for one in entries(practice)] == [
        (date(2025, 2, 3), 1.125),
        (date(2025, 9, 1), 8),
    ]


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 and nothing", workbook([["x"]])[:900], b"", b"\xd0\xcf\x11\xe0 old"],
    ids=["no workbook", "half a workbook", "empty", "an old workbook"],
)
def test_what_is_no_log_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(tables.TableError):
        read(data)


@pytest.mark.parametrize(
    ("limit", "told_about"), [("LARGEST_UNPACKED", "unpacks to more"), ("LONGEST", "more than 2 rows")]
)
def test_a_workbook_that_would_fill_the_memory_is_refused(
    limit: str, told_about: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, limit, 2)
    with pytest.raises(tables.TableError, match=told_about):
        read(workbook([["x"], ["y"], ["z"]]))


def test_a_formula_that_was_never_worked_out_is_not_read_as_nothing() -> None:
    row = ["Inés Ferrer", "Individual", None, None, date(2025, 2, 3), None, "=1+1", 0]
    with pytest.raises(tables.TableError, match=r"the formula in G2 has no result.*save it again"):
        read(workbook([HEADS.split(","), row]))
    with pytest.raises(tables.TableError, match="no result"):
        _worked_out(b'<c r="A1" s="2"><f>1+1</f></c>')
    for fine in (
        b'<c r="A1"><f>1+1</f><v>2</v></c>',
        b'<c r="A1" t="str"><f>IF(B1="","","x")</f><v></v></c>',
        b'<c r="A1"><v/></c><c r="B1"><f t="shared" si="0"/><v>3</v></c>',
    ):
        _worked_out(fine)


def _worked_out(cells: bytes) -> None:
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"<row>" + cells + b"</row>")
    with ZipFile(out) as packed:
        workbooks.worked_out(packed, "log.xlsx")


CELLS = st.text(alphabet="0123456789.,/-:' abTotalhGI\n\"=;é", max_size=12)


@given(st.lists(st.lists(CELLS, min_size=8, max_size=8), max_size=6), st.sampled_from(",;\t"))
def test_whatever_stands_in_the_cells_is_taken_or_told(rows: list[list[str]], mark: str) -> None:
    lines = [
        HEADS.replace(",", mark),
        *(mark.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows),
    ]
    try:
        found = read("\n".join(lines))
    except tables.TableError:
        return
    for one in found.wanted:
        one.draft.problems(date(2026, 11, 21))
    clients = {row for row, (name, _) in found.about.items() if "total" not in name.lower()}
    assert clients <= {one.row for one in found.wanted} | {fault.row for fault in found.faults}


DRAFTS = st.tuples(
    st.sampled_from(["Ana Ruiz", "=cmd", "Łucja, Żak", 'Say "x"', "-5"]),
    st.integers(30, 4_000).map(lambda days: date(2026, 11, 21) - timedelta(days=days)),
    st.none(),
    st.integers(1, 60_000).map(lambda cents: cents / 100),
    st.integers(0, 60_000).map(lambda cents: cents / 100),
).map(lambda parts: LogEntryDraft(*parts))


@given(
    st.lists(DRAFTS, min_size=1, max_size=6),
    st.sampled_from([("%d/%m/%Y", None), ("%m/%d/%Y", DateOrder.MONTH_FIRST), ("%Y-%m-%d", None), ("%d.%m.%y", None)]),
    st.sampled_from([",", "."]),
)
def test_any_way_of_writing_is_read_back(
    drafts: list[LogEntryDraft], days: tuple[str, DateOrder | None], decimal: str
) -> None:
    thousands = "." if decimal == "," else ","

    def hours(value: float) -> str:
        return f"{value:,.2f}".translate({ord(","): thousands, ord("."): decimal})

    rows = [
        ";".join(
            f'"{cell}"'
            for cell in (
                one.client_name.replace('"', '""'), "I", "", "", one.starts_on.strftime(days[0]), "",
                hours(one.paid_hours), hours(one.pro_bono_hours),
            )
        )
        for one in drafts
    ]  # fmt: skip
    found = read("\n".join((HEADS.replace(",", ";"), *rows)), days[1] or DateOrder.DAY_FIRST)
    assert not found.faults
    assert [one.draft for one in found.wanted] == drafts
