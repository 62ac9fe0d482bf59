"""People and organisations: addresses, the engagements in which they take part, the coach's own notes."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container

from coachtui.domain.line import OrganisationRow, PartIn, PersonRow
from coachtui.store import writes
from coachtui.store.driver import Connection
from coachtui.store.errors import PracticeError
from coachtui.store.reads import people as reads
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.frame import Frame
from coachtui.ui.showing import shown_if
from coachtui.ui.text import LABEL, STRONG, joined
from coachtui.ui.widgets import people as lists
from coachtui.ui.widgets.field import Field
from coachtui.ui.widgets.people import Known, PagedRows
from coachtui.ui.widgets.rows import Rows
from coachtui.ui.widgets.sheet import Sheet

FARTHEST = 500
"""The place in a list from which on the list is not read that far to show one row."""


class PeopleScreen(Frame):
    """Two lists, and below them what is known about the one under the cursor."""

    PLACE = Place.PEOPLE
    BINDINGS = bindings(Place.PEOPLE)
    CSS_PATH = "../styles/people.tcss"

    _parts: Sequence[PartIn] = ()
    """The engagements in which the person under the cursor takes part."""
    _wanted: tuple[str, str] = ("", "")
    """The list and the row to which the cursor goes at the next reading."""
    _sought: str = ""
    """A person or organisation to be led to at the next reading."""

    def body(self) -> ComposeResult:
        field = Field(placeholder="a few letters of name, organisation or e-mail", id="filter")
        shown_if(False, field)
        yield field
        with Container(id="both"):
            yield PagedRows(self.desk, lists.PEOPLE, page=_people, name="People", empty=lists.NO_ONE, id="people")
            yield PagedRows(
                self.desk,
                lists.ORGANISATIONS,
                page=_organisations,
                name="Organisations",
                empty=lists.NOWHERE,
                id="organisations",
            )
        yield Sheet(id="one")

    def on_mount(self) -> None:
        self.query_one("#people").focus()
        self._lead(self.query_one("#people", PagedRows))

    @property
    def led(self) -> PagedRows:
        """The list in which the coach is: what is done is done to its row."""
        return self.query_one("PagedRows.-led", PagedRows)

    @property
    def among_people(self) -> bool:
        """Whether the coach is among the people rather than the organisations."""
        return self.led.id == "people"

    def having(self) -> set[Need]:
        found = {Need.ROW} if self.query(".-led") and self.led.record else set[Need]()
        return found | ({Need.TAKING_PART} if found and self._parts and self.among_people else set())

    async def load(self) -> None:
        if self._sought:
            await self._lead_to(self._sought)
        words = self.query_one(Field).value
        wanted = self._wanted
        for rows in self.query(PagedRows):
            await rows.refill(words, wanted[1] if rows.id == wanted[0] else None)
        if self._wanted == wanted:
            # Not before: a reading that a newer one overtakes leads the cursor nowhere.
            self._wanted = ("", "")
        self._tell_about()
        self.refresh_bindings()

    def seek(self, record: str) -> None:
        self._sought = record
        if self.is_mounted:
            self.reload()

    async def _lead_to(self, record: str) -> None:
        """Lead to a person or organisation; one far down a long list is shown by its name alone."""
        standing = await self.desk.gateway.read(reads.standing, record)
        far = standing.place >= FARTHEST
        field = self.query_one(Field)
        with field.prevent(Field.Changed):
            field.value = standing.name if far else ""
        shown_if(far, field)
        rows = self.query_one("#people" if standing.is_person else "#organisations", PagedRows)
        rows.least = 0 if far else standing.place + 1
        rows.focus()
        self._wanted, self._sought = (rows.id or "", record), ""

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._tell_about()

    @on(Rows.Opened)
    def _opened(self) -> None:
        self.action_open_row()

    def on_descendant_focus(self) -> None:
        if isinstance(self.focused, PagedRows) and not self.focused.has_class("-led"):
            self._lead(self.focused)
            self._tell_about()

    def _lead(self, led: PagedRows) -> None:
        for rows in self.query(PagedRows):
            rows.set_class(rows is led, "-led")

    def action_turn(self) -> None:
        other = next(rows for rows in self.query(PagedRows) if rows is not self.led or rows is not self.focused)
        other.focus()

    def action_filter(self) -> None:
        field = self.query_one(Field)
        shown_if(True, field)
        field.focus()

    @on(Field.Changed)
    def _narrowed(self) -> None:
        self.reload()

    @on(Field.Submitted)
    def _submitted(self) -> None:
        self.led.focus()

    @on(Field.Blurred)
    def _left(self) -> None:
        field = self.query_one(Field)
        shown_if(bool(field.value), field)

    def action_open_row(self) -> None:
        record = self.led.record
        if record:
            self._edit(record)

    @work(exclusive=True, group="open")
    async def _edit(self, record: PersonRow | OrganisationRow) -> None:
        from coachtui.ui.forms.organisation_form import OrganisationForm
        from coachtui.ui.forms.person_form import PersonForm, read_known

        read = self.desk.gateway.read
        try:
            if isinstance(record, PersonRow):
                form = PersonForm(self.desk, record.id, await read(read_known, record.id))
                self.app.push_screen(form, self._go_to)
            else:
                draft = await read(reads.organisation_draft, record.id)
                self.app.push_screen(OrganisationForm(self.desk, record.id, draft), self._go_to)
        except PracticeError as error:
            self.post_message(self.Failed(str(error)))

    def action_new(self) -> None:
        from coachtui.ui.forms.organisation_form import OrganisationForm
        from coachtui.ui.forms.person_form import PersonForm

        form = PersonForm(self.desk) if self.among_people else OrganisationForm(self.desk)
        self.app.push_screen(form, self._go_to)

    def action_remove(self) -> None:
        from coachtui.ui.screens.confirm import Confirm

        record = self.led.record
        if record is None:
            return

        def answered(agreed: bool | None) -> None:
            if agreed:
                self._remove(record)

        named = bool(self._parts) or (isinstance(record, OrganisationRow) and bool(record.people or record.engagements))
        what = "person" if isinstance(record, PersonRow) else "organisation"
        question = joined((record.name, STRONG)) + "\n\n" + joined(("u takes it back.", LABEL))
        if named:
            # It is refused, with the reason, so there is nothing to ask.
            self._remove(record)
        else:
            self.app.push_screen(Confirm(f"Put this {what} in the bin?", question), answered)

    def _remove(self, record: PersonRow | OrganisationRow) -> None:
        remove = writes.people.remove_person if isinstance(record, PersonRow) else writes.people.remove_organisation
        self.write(lambda practice: remove(practice, record.id), f"In the bin: {record.name}")

    def action_take_theirs(self) -> None:
        if self._parts:
            self.post_message(self.Take(self._parts[0].engagement_id, Place.CADENCE))

    def _go_to(self, key: str | None) -> None:
        """Put the cursor on what was saved."""
        if key:
            self._wanted = (self.led.id or "", key)
            self.reload()

    @work(exclusive=True, group="about")
    async def _tell_about(self) -> None:
        """Show what is known about the row under the cursor."""
        record, sheet = self.led.record, self.query_one(Sheet)
        today = self.desk.today()
        if record is None:
            self._parts = ()
            sheet.border_title = ""
            sheet.set_entries([])
            self.refresh_bindings()
            return
        try:
            if isinstance(record, PersonRow):
                known = await self.desk.gateway.read(_known, record)
                self._parts, entries = known.parts, lists.about_person(known, today)
            else:
                parts = await self.desk.gateway.read(reads.engagements_at, record.id)
                self._parts, entries = parts, lists.about_organisation(record, parts, today)
        except PracticeError as error:
            self._parts, entries = (), lists.in_trouble(str(error))
        sheet.border_title = joined(record.name)
        sheet.set_entries(entries)
        self.refresh_bindings()


def _people(desk: Desk, words: str, limit: int, offset: int) -> Awaitable[Sequence[PersonRow]]:
    return desk.gateway.read(reads.people, words, limit, offset)


def _organisations(desk: Desk, words: str, limit: int, offset: int) -> Awaitable[Sequence[OrganisationRow]]:
    return desk.gateway.read(reads.organisations, words, limit, offset)


def _known(db: Connection, row: PersonRow) -> Known:
    return Known(reads.person_draft(db, row.id), row.organisation, reads.engagements_of(db, row.id))
