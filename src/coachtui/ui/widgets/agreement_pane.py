"""The agreement: who may see what, in which version, what changed, what else was agreed, and who consented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from coachtui.domain.alignment_page import AgreementLine, AlignmentPage
from coachtui.domain.people import Party
from coachtui.domain.words import day, plural
from coachtui.ui import marks
from coachtui.ui.bindings import bindings
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Need, Place
from coachtui.ui.text import LABEL, NEEDS, RIGHT, STRONG, VALUE, joined, paragraph, plain
from coachtui.ui.widgets.agreement_table import AUDIENCES, ITEMS, AgreementTable, is_given
from coachtui.ui.widgets.alignment_words import called
from coachtui.ui.widgets.rows import Column, Row, Rows
from coachtui.ui.widgets.sheet import BLANK, Entry, Sheet

COLUMNS = (Column(most=3), Column(most=15), Column(most=30, grows=True))
MOST = 12
"""Lines of one text."""


class AgreementPane(Commanding, Container):
    """The table on top; under it the versions, and the one under the cursor in words."""

    PLACE = Place.AGREEMENT
    BINDINGS = bindings(Place.AGREEMENT)

    @dataclass
    class Change(Message):
        """The agreement is to be changed, or drawn up."""

    @dataclass
    class Consent(Message):
        """A consent is to be noted."""

    @dataclass
    class Left(Message):
        """The coach goes back."""

    def __init__(self, id: str | None = None):
        super().__init__(id=id)
        self._page: AlignmentPage | None = None
        self._versions: dict[str, AgreementLine] = {}
        self._today: date | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="grants"):
            yield AgreementTable()
            yield Static(id="grant-why")
        with Container(id="agreed"):
            yield Rows(COLUMNS, title="Versions", empty=plain("none is drawn up yet", LABEL), id="versions",
                       classes="-led")  # fmt: skip
            yield Sheet(id="agreement-text")

    @property
    def chosen(self) -> AgreementLine | None:
        """The version under the cursor."""
        return self._versions.get(self.query_one("#versions", Rows).key or "")

    def having(self) -> set[Need]:
        return {Need.AGREED} if self._versions else set()

    def show(self, page: AlignmentPage, versions: Sequence[AgreementLine], today: date) -> None:
        """Show the agreement of an engagement in all its versions, newest first."""
        another = self._page is None or self._page.engagement_id != page.engagement_id
        newest = versions[0].id if versions else None
        drawn_up = newest is not None and newest not in self._versions
        self._page, self._today = page, today
        self._versions = {one.id: one for one in versions}
        rows = self.query_one("#versions", Rows)
        rows.set_rows([Row(one.id, self._cells(one)) for one in versions], newest if another or drawn_up else None)
        rows.border_title = plain(f"Versions · {len(versions)}" if versions else "Versions")
        self._show_chosen()

    def choose(self, version_id: str) -> bool:
        """Put the cursor on a version; whether there is such a one."""
        if version_id not in self._versions:
            return False
        rows = self.query_one("#versions", Rows)
        rows.set_rows([Row(one.id, self._cells(one)) for one in self._versions.values()], version_id)
        self._show_chosen()
        return True

    def action_change(self) -> None:
        self.post_message(self.Change())

    def action_consent(self) -> None:
        self.post_message(self.Consent())

    def action_leave(self) -> None:
        self.post_message(self.Left())

    @on(Rows.Moved)
    def _another(self, event: Rows.Moved) -> None:
        event.stop()
        self._show_chosen()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        event.stop()

    @on(AgreementTable.Moved)
    def _show_why(self) -> None:
        table = self.query_one(AgreementTable)
        item, to = table.here
        about = (f"{ITEMS[item]} → {AUDIENCES[to]}  ", LABEL)
        self.query_one("#grant-why", Static).update(joined(about, (table.why, VALUE)))

    def _show_chosen(self) -> None:
        if self._page is None or self._today is None:
            return
        chosen, before = self.chosen, self._before(self.chosen)
        agrees = chosen is not None and chosen.consented(Party.CLIENT) is not None
        table = self.query_one(AgreementTable)
        table.show(chosen.grants if chosen else {}, client_agrees=agrees, before=before.grants if before else None)
        grants = self.query_one("#grants")
        grants.border_title = joined("Who may see what", (self._heading(chosen), LABEL))
        self._show_why()
        sheet = self.query_one("#agreement-text", Sheet)
        sheet.border_title = plain(f"Version {chosen.number} of {len(self._versions)}" if chosen else "The agreement")
        sheet.set_entries(list(self._entries(chosen, before)))

    def _before(self, chosen: AgreementLine | None) -> AgreementLine | None:
        """Return the version before."""
        earlier = [one for one in self._versions.values() if chosen and one.number < chosen.number]
        return max(earlier, key=lambda one: one.number, default=None)

    def _heading(self, chosen: AgreementLine | None) -> str:
        if chosen is None:
            return " · what holds while no agreement is drawn up"
        standing = chosen is next(iter(self._versions.values()))
        return "" if standing else f" · version {chosen.number}, replaced"

    def _cells(self, one: AgreementLine) -> tuple[Content, ...]:
        assert self._page is not None
        assert self._today is not None
        missing = [party for party in self._page.parties if one.consented(party) is None]
        standing = one is next(iter(self._versions.values()))
        if not missing:
            told = joined((f"{marks.FINE} ", RIGHT), ("all consented", LABEL))
        elif standing:
            told = joined((f"{marks.NEEDS_YOU} {plural(len(missing), 'consent')} missing", NEEDS))
        else:
            told = joined((f"{plural(len(missing), 'consent')} never given", LABEL))
        return plain(f"v{one.number}", STRONG), plain(day(one.drawn_up_on, self._today), VALUE), told

    def _entries(self, one: AgreementLine | None, before: AgreementLine | None) -> Iterator[Entry]:
        assert self._page is not None
        assert self._today is not None
        if one is None:
            yield Entry("", joined(("No agreement is drawn up yet; until then the table holds. ", VALUE),
                                   ("E", f"bold {NEEDS}"), (" draws it up with roles, logistics and notice; ", LABEL),
                                   ("c", f"bold {NEEDS}"), (" then notes who consented.", LABEL)), MOST)  # fmt: skip
            return
        yield Entry("consents", tuple(self._consent(party, one) for party in self._page.parties), MOST)
        changes = _changes(one, before)
        if before is not None:
            yield BLANK
            name = f"since v{before.number}"
            for index, change in enumerate(changes or [plain("only the day is another", LABEL)]):
                yield Entry("" if index else name, change, MOST)
        yield BLANK
        yield Entry("roles", _text(one.roles), MOST)
        yield Entry("logistics", _text(one.logistics), MOST)
        if one.notice_hours is not None:
            yield Entry("notice", plain(f"{plural(one.notice_hours, 'hour')} before a session", VALUE))

    def _consent(self, party: Party, one: AgreementLine) -> Content:
        assert self._page is not None
        assert self._today is not None
        name, on_day = called(party, self._page), one.consented(party)
        if on_day is None:
            return joined((f"{marks.PLANNED} ", NEEDS), (name, VALUE), (" not yet", LABEL))
        return joined((f"{marks.FINE} ", RIGHT), (name, VALUE), (f" {day(on_day, self._today)}", LABEL))


def _text(body: str) -> Content:
    return paragraph(body, VALUE) if body.strip() else plain("nothing written", LABEL)


def _changes(one: AgreementLine, before: AgreementLine | None) -> list[Content]:
    """Return what is otherwise than in the version before, a line each."""
    if before is None:
        return []
    found = []
    for item, words in ITEMS.items():
        for to, who in AUDIENCES.items():
            was, now = is_given(item, to, before.grants), is_given(item, to, one.grants)
            if was != now:
                became = ("given", RIGHT) if now else ("withheld", NEEDS)
                found.append(
                    joined((f"{words} → {who}: ", VALUE), ("withheld" if now else "given", LABEL), " → ", became)
                )
    for name, former, present in (("roles", before.roles, one.roles), ("logistics", before.logistics, one.logistics)):
        if former != present:
            found.append(
                joined((f"{name}, formerly: ", LABEL), paragraph(former, LABEL) if former else ("nothing", LABEL))
            )
    return found
