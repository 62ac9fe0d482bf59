"""The credentialing body's form of a coaching log: its columns by their names, its rows, its totals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from coachtui.domain.engagement import CoachingForm
from coachtui.domain.log_entry import LogEntryDraft
from coachtui.domain.manner import DateOrder
from coachtui.domain.words import folded, number
from coachtui.exchange.cells import quoted
from coachtui.exchange.log_cells import GROUPS, INDIVIDUALS, LogCells, writing
from coachtui.exchange.tables import Fault, Table, TableError

OWN = {
    "Client Name": "whom you coached, or what the group is called",
    "Individual/Group": "which of the two; empty: as the next column says",
    "No. of individuals in Group": "2 to 15 for a group; empty for one person",
    "Contact Info": "an address by which the client can be reached",
    "Start Date": "of the coaching relationship",
    "End Date": "likewise; empty while it goes on",
    "Paid Hours": "clock hours: 9.75 or 9,75",
    "Pro-bono Hours": "likewise",
    "Consent": "yes, if the client agreed to be named in your log",
}
"""The columns, in any order, with what they hold."""

_NAMES = {
    "client": ("clientname", "client", "name", "nameofclient", "clientorgroupname"),
    "form": ("individualgroup", "individualorgroup", "groupindividual", "grouporindividual", "type", "form"),
    "size": (
        "noofindividualsingroup", "numberofindividualsingroup", "ofindividualsingroup", "noingroup", "numberingroup",
        "groupsize", "people",
    ),
    "contact": ("contactinfo", "contactinformation", "contact", "contactdetails", "email", "clientemail"),
    "starts": ("startdate", "start", "starts", "from", "datestarted"),
    "ends": ("enddate", "end", "ends", "to", "until", "dateended"),
    "paid": ("paidhours", "paid", "hourspaid", "paidhrs", "paidcoachinghours"),
    "pro_bono": ("probonohours", "probono", "hoursprobono", "probonohrs", "unpaidhours", "unpaid"),
    "consent": ("consent", "consented", "consenttobenamed", "clientconsent"),
    "row": ("srno", "sno", "no", "nr", "number", ""),
}  # fmt: skip
"""What each column may be called; what is not a letter or a digit doesn't count."""

_TITLES = dict(zip(_NAMES, (*OWN, "the row"), strict=True))
_NEEDED = ("client", "starts", "paid", "pro_bono")
_TOTAL = re.compile(r"(grand |sub ?-?)?(totals?|summe|gesamt|sum|totale|totaal|somme)( hours)?:?")
_PROBLEMS = {
    "client_name": "client",
    "group_size": "size",
    "starts_on": "starts",
    "ends_on": "ends",
    "paid_hours": "paid",
    "pro_bono_hours": "pro_bono",
}


@dataclass(frozen=True)
class WantedEntry:
    """One row of the log as it stands there; whether the client consented, if the row says so."""

    row: int
    draft: LogEntryDraft
    consented: bool | None = None


@dataclass(frozen=True)
class UnderstoodLog:
    """A table's rows as rows of a log, and what is wrong with the rest. `heads` names the column of each problem."""

    layout: str
    wanted: tuple[WantedEntry, ...]
    faults: tuple[Fault, ...]
    unread: tuple[str, ...]
    heads: Mapping[str, str]
    about: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def says_consent(self) -> bool:
        """Whether a column says who agreed to be named."""
        return any(one.consented is not None for one in self.wanted)


@dataclass
class _Sum:
    """What the rows have come to so far, those that are refused included: the file's own total counts them too."""

    paid: float = 0
    pro_bono: float = 0
    rows: int = 0
    known: bool = True

    def add(self, paid: float | None, pro_bono: float | None) -> None:
        if paid is None or pro_bono is None:
            self.known = False
        else:
            self.paid, self.pro_bono, self.rows = self.paid + paid, self.pro_bono + pro_bono, self.rows + 1

    def comes_to(self, paid: float, pro_bono: float) -> bool:
        # Each row, and the total, may have been rounded to two decimals.
        slack = 0.005 * (self.rows + 1) + 1e-9
        return abs(self.paid - paid) <= slack and abs(self.pro_bono - pro_bono) <= slack


def begins(cells: list[str]) -> bool:
    """Whether a row names the columns of a log."""
    keys = [*_keys(cells).values()]
    return "client" in keys and len({"starts", "ends", "paid", "pro_bono"}.intersection(keys)) >= 2


def understand(table: Table, order: DateOrder | None = None) -> UnderstoodLog:
    """Recognise the columns by their names, and read every row. Raises TableError for what is no coaching log.

    `order` is that of dates in digits, where the coach says so.
    """
    heads = _heads(table)
    written = writing(
        ((row.number, row.cells[heads[key]]) for row in table.rows for key in ("starts", "ends") if key in heads),
        (row.cells[heads[key]] for row in table.rows for key in ("paid", "pro_bono")),
        table.delimiter,
        order,
    )
    wanted, faults, about, notes = [], [*table.faults], {}, [written.told] if written.told else []
    in_all, since_total = _Sum(known=not table.faults), _Sum(known=not table.faults)
    for row in table.rows:
        cells = LogCells(row, heads, written)
        if total := _total_label(cells):
            about[row.number] = (total, "")
            if note := _check_total(cells, in_all, since_total):
                notes.append(note)
            since_total = _Sum()
        else:
            about[row.number] = (_name(cells), "")
            found = _entry(cells)
            hours = found.draft.paid_hours, found.draft.pro_bono_hours
            unread = {heads["paid"], heads["pro_bono"]} & {fault.field for fault in cells.faults}
            for so_far in (in_all, since_total):
                so_far.add(*((None, None) if unread else hours))
            if not cells.faults:
                wanted.append(found)
        faults += cells.faults
    known = set(heads.values())
    return UnderstoodLog(
        "Coaching log",
        tuple(wanted),
        tuple(sorted(faults, key=lambda fault: fault.row)),
        tuple(head for head in table.headers if head not in known),
        heads | {problem: heads[key] for problem, key in _PROBLEMS.items() if key in heads},
        about,
        tuple(notes),
    )


def _heads(table: Table) -> dict[str, str]:
    keys = _keys(table.headers)
    heads: dict[str, str] = {}
    for head, key in keys.items():
        if key in heads and key != "row":
            raise TableError(f"The columns {heads[key]} and {head} both mean {_TITLES[key]}. Remove or rename one.")
        heads.setdefault(key, head)
    missing = [_TITLES[key] for key in _NEEDED if key not in heads]
    if missing:
        raise TableError(
            f"No column is called {' or '.join(missing)}; there are: {', '.join(table.headers) or 'none'}. Nothing was "
            "taken. Name the columns as in the form; `coachtui import log --help` lists them."
        )
    return heads


def _keys(headers: list[str] | tuple[str, ...]) -> dict[str, str]:
    found = {}
    for head in headers:
        plain = re.sub(r"[^a-z0-9]", "", folded(head))
        key = next((key for key, names in _NAMES.items() if plain in names), None)
        if key:
            found[head] = key
    return found


def _total_label(cells: LogCells) -> str:
    """Return what a row of totals is called, or "" for the row of a client."""
    if cells.text("starts"):
        return ""
    texts = (cells.line(key) for key in ("client", "row", "form", "size", "contact", "ends"))
    return next((text for text in texts if _TOTAL.fullmatch(folded(text))), "")


def _check_total(cells: LogCells, in_all: _Sum, since_total: _Sum) -> str:
    """Hold the file's own total against its rows; return what to tell when it can't be, or when it matches."""
    paid, pro_bono = cells.hours("paid"), cells.hours("pro_bono")
    if paid is None or pro_bono is None:
        return ""
    said = f"{number(paid)} paid and {number(pro_bono)} pro-bono hours"
    row = cells.row.number
    if not in_all.known:
        return f"The total in row {row} can't be checked, since not every row above it can be read."
    if in_all.comes_to(paid, pro_bono) or (since_total.known and since_total.comes_to(paid, pro_bono)):
        return f"The total in row {row} matches the rows above it: {said}."
    cells.fault(
        "paid",
        f"The total says {said}, and the rows above come to {number(in_all.paid)} and {number(in_all.pro_bono)}. "
        "A row is missing, or a number was changed: check them.",
    )
    return ""


def _entry(cells: LogCells) -> WantedEntry:
    if not _name(cells):
        cells.fault("client", "is missing. Write whom you coached.")
    starts = cells.day("starts")
    if not cells.text("starts"):
        cells.fault("starts", "is missing. Write when the coaching began.")
    form, size = _form(cells)
    paid, pro_bono = cells.hours("paid"), cells.hours("pro_bono")
    draft = LogEntryDraft(
        client_name=_name(cells),
        starts_on=starts or date.min,  # then the row is refused anyway
        ends_on=cells.end("ends"),
        paid_hours=paid or 0.0,
        pro_bono_hours=pro_bono or 0.0,
        form=form,
        group_size=size,
        contact=_unquoted(cells.line("contact")),
    )
    return WantedEntry(cells.row.number, draft, cells.yes("consent") if "consent" in cells.heads else None)


def _form(cells: LogCells) -> tuple[CoachingForm, int | None]:
    said, text = folded(cells.line("form")), cells.text("size")
    size = None if text in ("", "-", "–", "n/a", "N/A") else cells.whole("size")
    if said in GROUPS or (not said and (size or 1) > 1):
        return CoachingForm.GROUP, size
    if said and said not in INDIVIDUALS:
        cells.fault("form", f"{quoted(cells.text('form'))} is neither Individual nor Group. Write one of the two.")
    # One person may be counted as one.
    return CoachingForm.INDIVIDUAL, None if size in (0, 1) else size


def _name(cells: LogCells) -> str:
    return _unquoted(cells.line("client"))


def _unquoted(text: str) -> str:
    """Return a text without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return text[1:] if re.match(r"'[=+\-@]", text) else text
