"""The layouts of client tables that are known, and how their rows are understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from coachtui.domain import drafts
from coachtui.domain.drafts import Problem
from coachtui.domain.engagement import AllocationUnit, EngagementDraft
from coachtui.domain.people import PersonDraft
from coachtui.domain.words import folded
from coachtui.exchange.cells import Cells, header_key, quoted
from coachtui.exchange.tables import Fault, Table, TableError

OWN = {
    "client": "the client's name; the only column that must be there",
    "email": "by which the client is known again",
    "organisation": "the client organisation",
    "role": "the client's role",
    "manager": "the line manager's name",
    "manager_email": "by which the manager is known again",
    "sponsor": "the sponsor's name",
    "coach": "name or e-mail of the coach; empty: you",
    "starts": "2026-11-21 or 21.11.2026",
    "ends": "likewise",
    "allocation": "how much is agreed: 8, or 7.5 hours",
    "unit": "sessions or hours",
    "interval_weeks": "weeks between sessions",
    "time_zone": "the client's: Europe/Zurich",
    "programme": "the set of engagements it belongs to",
    "note": "kept as your private note about the client",
}
"""The columns of our own layout, in any order, with what they hold."""

_ALIASES = {"organization": "organisation", "company": "organisation", "program": "programme", "name": "client"}
_ACCOUNTABLE = ("firstname", "lastname", "email")
_ACCOUNTABLE_READ = (*_ACCOUNTABLE, "company", "profilenote", "group", "group2", "course", "primarycoach")
_PERSON_FIELDS = {"name": "client", "role_title": "role"}
_ENGAGEMENT_FIELDS = {"starts_on": "starts", "ends_on": "ends", "role_title": "role"}


@dataclass(frozen=True)
class Wanted:
    """One client as a row asks for them; what a row leaves empty is empty or None here."""

    row: int
    client: str
    email: str = ""
    organisation: str = ""
    role: str = ""
    manager: str = ""
    manager_email: str = ""
    sponsor: str = ""
    coach: str = ""
    starts: date | None = None
    ends: date | None = None
    allocation: float | None = None
    unit: AllocationUnit | None = None
    interval_weeks: int | None = None
    time_zone: str = ""
    programme: str = ""
    note: str = ""


@dataclass(frozen=True)
class Understood:
    """A table's rows as clients: in each row either what it asks for or what is wrong with it."""

    layout: str
    wanted: tuple[Wanted, ...]
    faults: tuple[Fault, ...]
    unread: tuple[str, ...]


def understand(table: Table) -> Understood:
    """Recognise the layout by its headers and read every row. Raises TableError for a layout that isn't known."""
    keys = {head: header_key(head) for head in table.headers}
    plain = {key.replace("_", "") for key in keys.values()}
    reader: Callable[[_Cells], Wanted]
    if plain.issuperset(_ACCOUNTABLE):
        layout, reader, known = "CoachAccountable", _accountable, set(_ACCOUNTABLE_READ)
        keys = {head: key.replace("_", "") for head, key in keys.items()}
    else:
        keys = {head: _ALIASES.get(key, key) for head, key in keys.items()}
        layout, reader, known = "coachtui", _own, set(OWN)
        if "client" not in keys.values():
            raise TableError(
                f"No column is called client, and none firstName, lastName and email; there are: "
                f"{', '.join(table.headers) or 'none'}. Name the columns in the first row; "
                "`coachtui import clients --help` lists them."
            )
        for key in OWN:
            same = [head for head in table.headers if keys[head] == key]
            if len(same) > 1:
                raise TableError(f"The columns {' and '.join(same)} both mean {key}. Remove or rename one of them.")
    heads = {key: head for head, key in keys.items()}
    wanted, faults = [], list(table.faults)
    for row in table.rows:
        cells = _Cells(row, heads)
        found = reader(cells)
        cells.check(found)
        if cells.faults:
            faults += cells.faults
        else:
            wanted.append(found)
    faults.sort(key=lambda fault: fault.row)
    unread = tuple(head for head, key in keys.items() if key not in known)
    return Understood(layout, tuple(wanted), tuple(faults), unread)


class _Cells(Cells):
    """A row of clients."""

    def unit(self, key: str) -> AllocationUnit | None:
        """The unit of the allocation."""
        text = folded(self.text(key))
        if not text:
            return None
        for unit in AllocationUnit:
            if text.rstrip("s") == unit.value.rstrip("s"):
                return unit
        self.fault(key, f"{quoted(self.text(key))} is neither sessions nor hours. Write one of the two.")
        return None

    def check(self, wanted: Wanted) -> None:
        """Hold the row against the rules that the forms keep too."""
        told = {fault.field for fault in self.faults}
        person = PersonDraft(
            wanted.client, wanted.email, role_title=wanted.role, time_zone=wanted.time_zone, note=wanted.note
        )
        extra = drafts.gather(
            drafts.email("manager_email", wanted.manager_email),
            drafts.line("manager", wanted.manager, "The manager's name"),
            drafts.line("sponsor", wanted.sponsor, "The sponsor's name"),
            drafts.line("organisation", wanted.organisation, "The organisation's name"),
            drafts.line("programme", wanted.programme, "The programme's name"),
            drafts.line("coach", wanted.coach, "The coach's name"),
        )
        for problem in (*_renamed(person.problems(), _PERSON_FIELDS), *extra, *self._engagement_problems(wanted)):
            field = self.heads.get(problem.field, problem.field)
            if field not in told:
                told.add(field)
                self.faults.append(Fault(self.row.number, field, problem.message))

    def _engagement_problems(self, wanted: Wanted) -> list[Problem]:
        given = {
            "allocation": wanted.allocation,
            "unit": wanted.unit,
            "interval_weeks": wanted.interval_weeks,
        }
        draft = EngagementDraft(
            client_id="client",
            coach_id="coach",
            time_zone=wanted.time_zone or "UTC",
            starts_on=wanted.starts,
            ends_on=wanted.ends,
            **{key: value for key, value in given.items() if value is not None},  # type: ignore[arg-type]  # each has its field's type
        )
        return _renamed(draft.problems(), _ENGAGEMENT_FIELDS)


def _own(cells: _Cells) -> Wanted:
    return Wanted(
        row=cells.row.number,
        client=cells.line("client"),
        email=cells.line("email"),
        organisation=cells.line("organisation"),
        role=cells.line("role"),
        manager=cells.line("manager"),
        manager_email=cells.line("manager_email"),
        sponsor=cells.line("sponsor"),
        coach=cells.line("coach"),
        starts=cells.day("starts"),
        ends=cells.day("ends"),
        allocation=cells.number("allocation"),
        unit=cells.unit("unit"),
        interval_weeks=cells.whole("interval_weeks"),
        time_zone=cells.line("time_zone"),
        programme=cells.line("programme"),
        note=cells.text("note"),
    )


def _accountable(cells: _Cells) -> Wanted:
    first, last = cells.line("firstname"), cells.line("lastname")
    if not first:
        cells.fault("firstname", "is missing. Every client has a first name there; write it.")
    # An engagement belongs to one programme: the first group. What else the row says is kept in the note.
    group, more, course = cells.line("group"), cells.line("group2"), cells.line("course")
    programme, other = (group, more) if group else (more, "")
    note = [cells.text("profilenote"), f"Group: {other}" if other else "", f"Course: {course}" if course else ""]
    return Wanted(
        row=cells.row.number,
        client=f"{first} {last}".strip(),
        email=cells.line("email"),
        organisation=cells.line("company"),
        coach=cells.line("primarycoach"),
        programme=programme,
        note="\n".join(part for part in note if part),
    )


def _renamed(problems: tuple[Problem, ...], names: dict[str, str]) -> list[Problem]:
    return [Problem(names.get(problem.field, problem.field), problem.message) for problem in problems]
