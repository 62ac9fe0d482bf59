"""The lists of people and of organisations, and what is known about the one under the cursor."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import NamedTuple

from textual import on, work
from textual.content import Content

from coachtui.domain.engagement import EngagementState
from coachtui.domain.line import OrganisationRow, PartIn, PersonRow
from coachtui.domain.people import PersonDraft
from coachtui.domain.words import day, label, plural
from coachtui.store.errors import PracticeError
from coachtui.ui import marks
from coachtui.ui.desk import Desk
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, WRONG, joined, marked, paragraph, plain
from coachtui.ui.widgets.rows import Column, Row, Rows
from coachtui.ui.widgets.sheet import Entry

PAGE = 50

PEOPLE = (
    Column("name", most=30),
    Column("role", most=40, grows=True, from_width=50),
    Column("organisation", most=24),
    Column("client in", most=9, right=True, from_width=64),
)
ORGANISATIONS = (
    Column("name", most=40, grows=True),
    Column("people", most=6, right=True),
    Column("engaged", most=7, right=True),
)
NO_ONE = joined(("Nobody yet.", STRONG)) + "\n\n" + joined(
    ("Clients, managers and sponsors come here with their engagements; ", LABEL), ("n", f"bold {NEEDS}"),
    (" adds one beforehand.", LABEL),
)  # fmt: skip
NOWHERE = joined(("No organisation yet.", STRONG)) + "\n\n" + joined(("n", f"bold {NEEDS}"), (" adds one.", LABEL))


class Known(NamedTuple):
    """What is known about a person, with the engagements in which they take part."""

    draft: PersonDraft
    organisation: str
    parts: Sequence[PartIn]


Page = Callable[[Desk, str, int, int], Awaitable[Sequence[PersonRow | OrganisationRow]]]


class PagedRows(Rows):
    """Rows that are read page by page, narrowed by words."""

    def __init__(self, desk: Desk, columns: Sequence[Column], *, page: Page, name: str, empty: Content, id: str):
        super().__init__(columns, title=name, empty=empty, id=id)
        self._desk = desk
        self._page_of = page
        self._called = name
        self._nothing_there = empty
        self._words = ""
        self._records: dict[str, PersonRow | OrganisationRow] = {}
        self._all_read = False
        self.least = 0
        """How many rows are read at least."""

    @property
    def record(self) -> PersonRow | OrganisationRow | None:
        """What stands under the cursor."""
        return self._records.get(self.key or "")

    async def refill(self, words: str, key: str | None = None) -> None:
        """Read the list anew, and put the cursor on `key` or leave it where it is. Raises PracticeError."""
        wanted = max(PAGE, self.least, len(self._records) if words == self._words else 0)
        found = await self._page_of(self._desk, words, wanted, 0)
        self._words, self._records = words, {one.id: one for one in found}
        self._all_read = len(found) < wanted
        self.empty = nothing_with(words) if words else self._nothing_there
        self.set_rows([self._row(one) for one in found], key)
        self._count()

    @on(Rows.NearEnd)
    def _near_end(self, event: Rows.NearEnd) -> None:
        event.stop()
        if not self._all_read:
            self._read_more()

    @work(exclusive=True, group="more")
    async def _read_more(self) -> None:
        words, known = self._words, len(self._records)
        try:
            found = await self._page_of(self._desk, words, PAGE, known)
        except PracticeError:
            return  # the next reload says so
        if (words, known) == (self._words, len(self._records)):
            self._records |= {one.id: one for one in found}
            self._all_read = len(found) < PAGE
            self.add_rows([self._row(one) for one in found])
            self._count()

    def _row(self, one: PersonRow | OrganisationRow) -> Row:
        return Row(one.id, _person(one, self._words) if isinstance(one, PersonRow) else _organisation(one, self._words))

    def _count(self) -> None:
        count = f"{len(self._records)}{'' if self._all_read else '+'}"
        self.border_title = joined(f"{self._called} · {count}", *(" with “", self._words, "”") if self._words else ())


def nothing_with(words: str) -> Content:
    """Return what stands in a list that holds nothing with these words."""
    return joined(("Nothing matches “", LABEL), (words, VALUE), ("”.", LABEL))


def _person(one: PersonRow, words: str) -> tuple[Content, ...]:
    return (
        marked(one.name, words),
        plain(one.role_title, LABEL),
        marked(one.organisation, words),
        plain(str(one.engagements) if one.engagements else "", VALUE),
    )


def _organisation(one: OrganisationRow, words: str) -> tuple[Content, ...]:
    return (
        marked(one.name, words),
        plain(str(one.people) if one.people else "", VALUE),
        plain(str(one.engagements) if one.engagements else "", VALUE),
    )


def about_person(known: Known, today: date) -> list[Entry]:
    """Return what is known about a person."""
    draft = known.draft
    found = [Entry("Role", joined((draft.role_title or "–", VALUE), (f"  {known.organisation}", LABEL)))]
    reached = tuple(joined((text, VALUE)) for text in (draft.email, draft.phone, draft.time_zone or "") if text)
    found.append(Entry("Reached at", reached or joined(("no address yet", LABEL))))
    found.append(Entry("Takes part", _parts(known.parts, today), most=6))
    named = draft.named_in_log
    consent = "may be named there" if named else "has not agreed to be named there, and is left off"
    found.append(Entry("Coaching log", joined((consent, VALUE if named else LABEL))))
    if draft.note:
        found.append(Entry("Note · private", paragraph(draft.note, VALUE), most=8))
    return found


def about_organisation(one: OrganisationRow, parts: Sequence[PartIn], today: date) -> list[Entry]:
    """Return what is known about an organisation."""
    return [
        Entry("People", joined((plural(one.people, "person", "people"), VALUE))),
        Entry("Engagements", _parts(parts, today, named=True), most=8),
    ]


def in_trouble(reason: str) -> list[Entry]:
    """Return why nothing can be shown."""
    return [Entry("", paragraph(reason, WRONG))]


def _parts(parts: Sequence[PartIn], today: date, *, named: bool = False) -> tuple[Content, ...]:
    if not parts:
        return (joined(("in no engagement", LABEL)),)
    return tuple(_part(one, today, named) for one in parts)


def _part(one: PartIn, today: date, named: bool) -> Content:
    open_ = one.state in (EngagementState.ACTIVE, EngagementState.PAUSED, EngagementState.DRAFT)
    tone = VALUE if open_ else LABEL
    whose = one.client if named else "client" if one.part == "client" else f"{one.part} of {one.client}"
    until = f", until {day(one.ends_on, today)}" if one.ends_on and open_ else ""
    return joined((whose, tone), (f"  {label(one.state)}", marks.STATES.get(one.state, LABEL)), (until, LABEL))
