"""Clients from a table: what each row makes, idempotence, errors by row and field, one undo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.exchange import clients, layouts, tables
from coachtui.exchange.preview import Line, Status
from coachtui.store import undo
from coachtui.store.practice import Practice
from tests.store.rows import content

FILES = Path(__file__).parent.parent / "fixtures" / "clients"


def take_in(practice: Practice, data: str | bytes | Path, *, update: bool = False) -> list[Line]:
    if isinstance(data, Path):
        table = tables.read(data)
    else:
        table = tables.parse(data.encode() if isinstance(data, str) else data, "list")
    planned = clients.preview(practice, layouts.understand(table), update=update)
    clients.apply(practice, planned, "list.csv")
    return list(planned.lines)


def statuses(lines: list[Line]) -> list[str]:
    return [line.status.value for line in lines]


def rows(practice: Practice, query: str) -> list[Any]:
    return practice.db.execute(query).fetchall()


def test_a_row_of_coachaccountable_makes_person_organisation_programme_draft_and_note(practice: Practice) -> None:
    lines = take_in(practice, FILES / "accountable.csv")
    assert statuses(lines) == ["new", "new", "new", "error", "error"]
    assert rows(
        practice,
        "SELECT p.name, p.email, o.name, g.name, e.state, c.name, n.body FROM engagement e "
        "JOIN person p ON p.id = e.client_id JOIN organisation o ON o.id = e.organisation_id "
        "JOIN programme g ON g.id = e.programme_id JOIN coach c ON c.id = e.coach_id "
        "LEFT JOIN person_note n ON n.id = p.id ORDER BY e.code",
    ) == [
        (
            "Nadia Benali", "nadia.benali@orrin.example", "Orrin Foods", "Orrin 2026", "draft", "Ada Quist",
            "Promoted to COO, starts 1 September",
        ),
        (
            "Tomás Ferreira", "tomas.ferreira@halden.example", "Halden", "Halden bench", "draft", "Ada Quist",
            "Group: Cohort A",
        ),
        (
            "Li Wen", "li.wen@halden.example", "Halden", "Halden bench", "draft", "Ada Quist",
            'Says "fine" a lot\nGroup: Cohort A\nCourse: First 90 days',
        ),
    ]  # fmt: skip


def test_errors_are_told_by_row_and_field_and_nothing_of_those_rows_is_stored(practice: Practice) -> None:
    lines = take_in(practice, FILES / "accountable.csv")
    told = [(fault.row, fault.field) for line in lines for fault in line.faults]
    assert told == [(5, "firstName"), (6, "email")]
    assert rows(practice, "SELECT count(*) FROM organisation WHERE name = 'Skerry'") == [(0,)]


def test_our_own_layout_fills_everything(practice: Practice) -> None:
    assert statuses(take_in(practice, FILES / "own_cp1252_semicolon.csv")) == ["new", "new"]
    first, second = rows(
        practice,
        "SELECT p.name, e.role_title, m.name, m.email, s.name, e.starts_on, e.ends_on, e.allocation, e.unit, "
        "e.interval_weeks, e.time_zone, g.name FROM engagement e JOIN person p ON p.id = e.client_id "
        "JOIN programme g ON g.id = e.programme_id JOIN person m ON m.id = e.manager_id "
        "LEFT JOIN person s ON s.id = e.sponsor_id ORDER BY e.code",
    )
    assert first == (
        "Jörg Ebner", "Werkleiter", "Petra Uhl", "petra@weser.example", "Kai Brandt",
        "2026-09-01", "2027-02-28", 7.5, "hours", 2, "Europe/Berlin", "Weser 26",
    )  # fmt: skip
    assert second[:4] == ("Renée Dufour", "", "Petra Uhl", "petra@weser.example")
    assert second[7:11] == (8.0, "sessions", 3, "Europe/Amsterdam")
    assert rows(practice, "SELECT body FROM person_note") == [("Erste Zeile\r\nzweite Zeile",)]
    assert rows(practice, "SELECT count(*) FROM person") == [(4,)]


@pytest.mark.parametrize("name", ["accountable.csv", "own_cp1252_semicolon.csv"])
def test_running_it_again_changes_nothing(practice: Practice, name: str) -> None:
    take_in(practice, FILES / name)
    before, steps = content(practice.db), rows(practice, "SELECT count(*) FROM action")
    again = take_in(practice, FILES / name)
    assert set(statuses(again)) <= {"same", "error"}
    assert content(practice.db) == before
    assert rows(practice, "SELECT count(*) FROM action") == steps


def test_one_undo_takes_all_of_it_back_and_the_import_can_be_done_again(practice: Practice) -> None:
    before = content(practice.db)
    take_in(practice, FILES / "accountable.csv")
    taken = content(practice.db)
    assert undo.undo(practice).words == "imported 3 clients from list.csv"
    assert content(practice.db) == before
    undo.redo(practice)
    assert content(practice.db) == taken
    undo.undo(practice)
    assert statuses(take_in(practice, FILES / "accountable.csv"))[:3] == ["new"] * 3


def test_a_preview_writes_nothing(practice: Practice) -> None:
    before = practice.path.read_bytes()
    clients.preview(practice, layouts.understand(tables.read(FILES / "accountable.csv")))
    assert practice.path.read_bytes() == before


def test_empty_cells_erase_nothing_and_what_is_lacking_is_filled(practice: Practice) -> None:
    take_in(practice, "client,email,role\nAna Ruiz,ana@x.example,CFO\n")
    (line,) = take_in(practice, "client,email,role,starts,ends\nAna Ruiz,ana@x.example,,2026-12-01,2027-05-31\n")
    assert line.status is Status.CHANGED
    assert line.changes == ("starts 2026-12-01", "ends 2027-05-31")
    assert rows(practice, "SELECT role_title, starts_on FROM engagement") == [("CFO", "2026-12-01")]


def test_what_the_practice_says_differently_stays_unless_the_file_is_to_win(practice: Practice) -> None:
    take_in(practice, "client,email,role,allocation\nAna Ruiz,ana@x.example,CFO,8\n")
    other = "client,email,role,allocation\nAna Ruiz,ana@x.example,COO,12\n"
    (line,) = take_in(practice, other)
    assert line.status is Status.SAME
    assert line.kept == ("role stays CFO (the file says COO)", "allocation stays 8 (the file says 12)")
    (line,) = take_in(practice, other, update=True)
    assert line.status is Status.CHANGED
    assert rows(practice, "SELECT role_title, allocation FROM engagement") == [("COO", 12.0)]
    assert statuses(take_in(practice, other, update=True)) == ["same"]


def test_the_coachs_own_note_is_added_to_and_never_replaced(practice: Practice) -> None:
    take_in(practice, "client,email,note\nAna,ana@x.example,first\n")
    take_in(practice, "client,email,note\nAna,ana@x.example,second\n", update=True)
    assert rows(practice, "SELECT body FROM person_note") == [("first\n\nsecond",)]


def test_without_an_address_name_and_organisation_tell_who_it_is(practice: Practice) -> None:
    take_in(practice, "client,organisation\nWei Chen,Globex\nWei Chen,Initech\n")
    again = take_in(practice, "client,organisation\nWEI  CHEN,globex\nWei Chen,Initech\nWei Chen,Acme\n")
    assert statuses(again) == ["same", "same", "new"]
    assert rows(practice, "SELECT count(*) FROM person") == [(3,)]


def test_people_of_one_name_with_two_addresses_are_two(practice: Practice) -> None:
    table = "client,email,organisation\nWei Chen,a@x.example,Globex\nWei Chen,b@x.example,Globex\n"
    assert statuses(take_in(practice, table)) == ["new", "new"]
    assert statuses(take_in(practice, table)) == ["same", "same"]
    (line,) = take_in(practice, "client,organisation\nWei Chen,Globex\n")
    assert line.faults[0].words.startswith("could be 2 people called Wei Chen")


def test_the_same_client_twice_in_a_file_is_one(practice: Practice) -> None:
    lines = take_in(practice, "client,email,role\nAna,ana@x.example,CFO\nAna,ANA@x.example,\nAna,ana@x.example,COO\n")
    assert statuses(lines) == ["new", "same", "same"]
    assert lines[2].kept == ("role stays CFO (the file says COO)",)
    assert rows(practice, "SELECT count(*) FROM engagement") == [(1,)]


def test_a_later_start_after_an_ended_engagement_is_a_new_engagement(practice: Practice) -> None:
    take_in(practice, "client,starts,ends\nAna,2025-01-01,2025-06-30\n")
    with practice.raw_action("completed it") as db:
        db.execute("UPDATE engagement SET state = 'completed', ended_on = '2025-06-30'")
    assert statuses(take_in(practice, "client,starts,ends\nAna,2025-01-01,2025-06-30\n")) == ["same"]
    assert statuses(take_in(practice, "client,starts,ends\nAna,2026-01-01,2026-06-30\n")) == ["new"]
    assert rows(practice, "SELECT count(*) FROM engagement") == [(2,)]


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ("client=", "client", "The name is missing"),
        ("email=ana@@x", "email", "isn't an e-mail address"),
        ("starts=2026-02-30", "starts", "is no date"),
        ("starts=03/04/2026", "starts", "is no date"),
        ("starts=2026-05-01,ends=2026-04-01", "ends", "is before the start"),
        ("allocation=0", "allocation", "The allocation is 0"),
        ("allocation=inf", "allocation", "is no number"),
        ("allocation=7.5", "allocation", "counted whole"),
        ("unit=days", "unit", "neither sessions nor hours"),
        ("interval_weeks=99", "interval_weeks", "outside its scale"),
        ("interval_weeks=2.5", "interval_weeks", "no whole number"),
        ("time_zone=Mars/Base", "time_zone", "No time zone"),
        ("manager=Ana", "manager", "is the client"),
        ("sponsor=Ana", "sponsor", "is the client"),
        ("manager_email=who@x.example", "manager", "Write the name too"),
    ],
)
def test_what_is_wrong_in_a_row_is_told_and_nothing_is_written(
    practice: Practice, row: str, field: str, words: str
) -> None:
    before = content(practice.db)
    cells = {"client": "Ana", "organisation": "Nowhere"} | dict(cell.split("=") for cell in row.split(","))
    (line,) = take_in(practice, f"{','.join(cells)}\n{','.join(cells.values())}\n")
    assert line.status is Status.ERROR
    assert [fault.field for fault in line.faults] == [field]
    assert words in line.faults[0].words
    assert content(practice.db) == before


def test_a_new_end_is_held_against_the_start_that_is_there(practice: Practice) -> None:
    take_in(practice, "client,starts\nAna,2026-05-01\n")
    (line,) = take_in(practice, "client,ends\nAna,2026-04-01\n")
    assert line.status is Status.ERROR
    assert rows(practice, "SELECT ends_on FROM engagement") == [(None,)]


def test_several_unknown_coaches_become_coaches(practice: Practice) -> None:
    take_in(practice, "client,coach\nAna,Ada Quist\nBo,bea@house.example\nCy,Dov Katz\n")
    found = rows(
        practice,
        "SELECT p.name, c.name FROM engagement e JOIN person p ON p.id = e.client_id "
        "JOIN coach c ON c.id = e.coach_id ORDER BY 1",
    )
    assert found == [("Ana", "Ada Quist"), ("Bo", "bea@house.example"), ("Cy", "Dov Katz")]
    again = take_in(practice, "client,coach\nAna,Ada Quist\nBo,bea@house.example\nCy,Dov Katz\n")
    assert statuses(again) == ["same"] * 3


def test_a_programme_over_several_organisations_belongs_to_none(practice: Practice) -> None:
    take_in(practice, "client,organisation,programme\nAna,A,P\nBo,B,P\nCy,C,Q\n")
    assert rows(practice, "SELECT name, organisation_id IS NULL FROM programme ORDER BY 1") == [("P", 1), ("Q", 0)]


@pytest.mark.parametrize("header", ["name of client,mail", "client,program,Programme"])
def test_a_layout_that_is_not_known_is_refused_in_words(header: str) -> None:
    with pytest.raises(tables.TableError):
        layouts.understand(tables.parse(f"{header}\na,b,c\n".encode(), "list"))


def test_columns_that_are_not_known_are_told(practice: Practice) -> None:
    understood = layouts.understand(tables.parse(b"client,shoe size\nAna,44\n", "list"))
    assert understood.unread == ("shoe size",)


HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE, HOSTILE), max_size=5))
def test_any_text_is_stored_or_told_and_the_second_run_changes_nothing(
    practice: Practice, cells: list[tuple[str, str, str, str]]
) -> None:
    table = tables.Table(
        ("client", "organisation", "manager", "note"),
        tuple(
            tables.Row(number, dict(zip(("client", "organisation", "manager", "note"), row, strict=True)))
            for number, row in enumerate(cells, 2)
        ),
        (), "utf-8", ",",
    )  # fmt: skip
    clients.apply(practice, clients.preview(practice, layouts.understand(table)), "list.csv")
    before = content(practice.db)
    again = clients.preview(practice, layouts.understand(table))
    assert not again.writes
    assert content(practice.db) == before
