"""Today: what needs the coach. Agenda, this week, "needs you", and the brief of what is highlighted."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from datetime import datetime, timedelta

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from coachtui.domain.attention import Attention, Mark
from coachtui.domain.attention import Need as Why
from coachtui.domain.brief import Brief
from coachtui.domain.cadence import SessionKind, SessionState
from coachtui.domain.today import AgendaItem, Today, WeekDay
from coachtui.domain.under_way import Open
from coachtui.domain.words import clock, coming, label, number, prime
from coachtui.store.errors import PracticeError
from coachtui.store.reads import brief as brief_reads
from coachtui.store.reads import today as reads
from coachtui.store.reads.under_way import open_here
from coachtui.ui import brief as briefs
from coachtui.ui import marks
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.frame import Frame
from coachtui.ui.text import LABEL, NEEDS, RIGHT, STRONG, VALUE, WRONG, joined, paragraph, plain
from coachtui.ui.widgets.rows import Column, Row, Rows
from coachtui.ui.widgets.sheet import Entry, Sheet

AGENDA = (Column(most=5), Column(most=24), Column(most=28, grows=True), Column(most=4, right=True))
AGENDA_ABROAD = (*AGENDA[:3], Column(most=20, from_width=66), AGENDA[3])
"""With the time on the client's clock, where that shows another."""
NEEDS_YOU = (Column(most=14), Column(most=22), Column(most=60, grows=True))

WHERE = {
    Why.GAP: Place.ALIGNMENT,
    Why.OVER_END: Place.ENGAGEMENTS,
    Why.ENDS_SOON: Place.ENGAGEMENTS,
    Why.DRAFT: Place.ENGAGEMENTS,
}
"""Where a line of "Needs you" can be acted on, if not among the sessions."""

PRESSING = frozenset({Why.UNCLOSED, Why.STALLED, Why.UNALIGNED, Why.BEHIND})

NO_SESSION = joined(("Nothing planned today.", LABEL))
NOTHING_NEEDED = joined((f"{marks.FINE} ", RIGHT), ("Nobody waits for you.", LABEL))
NO_BRIEF = joined(
    ("The brief of your next session will stand here: what was said last, what is open, how the goals move.", LABEL)
)
FRESH = joined(
    ("This practice has no engagement yet. ", VALUE),
    ("e", f"bold {NEEDS}"),
    (" opens their list, where one begins; ", LABEL),
    ("coachtui import clients FILE", VALUE),
    (" brings many in at once.", LABEL),
)


class TodayScreen(Frame):
    """Reads one picture of the day. `first` is that picture, asked for before Textual was there."""

    PLACE = Place.TODAY
    BINDINGS = bindings(Place.TODAY)

    def __init__(self, desk: Desk, first: Future[Today] | None = None):
        super().__init__(desk)
        self._first = first
        self._today: Today | None = None
        self._needs: dict[str, Attention] = {}
        self._agenda: dict[str, AgendaItem] = {}
        self._subject: tuple[str, str | None] | None = None
        self._open: Open | None = None
        """The session that is under way."""

    def body(self) -> ComposeResult:
        yield Static(id="open")
        with Container(id="top"):
            with Container(id="left"):
                yield Rows(AGENDA, title="Today", id="agenda", empty=NO_SESSION)
                yield Sheet(title="Week ahead", id="week")
            yield Rows(NEEDS_YOU, title="Needs you", id="needs", empty=NOTHING_NEEDED)
        yield Sheet(title="Brief", id="brief")

    def on_mount(self) -> None:
        if self._first is not None and self._first.done() and self._first.exception() is None:
            self._show(self._first.result())

    def having(self) -> set[Need]:
        having = {Need.ROW, Need.SESSION} if isinstance(self.focused, Rows) and self.focused.key else set[Need]()
        return having | {Need.SESSION} if self._open else having

    async def load(self) -> None:
        first, self._first = self._first, None
        if first is None or self._today is None:
            asked = (
                self.desk.gateway.read(reads.today, self.desk.now()) if first is None else asyncio.wrap_future(first)
            )
            self._show(await asked)
            if self._subject:
                self._read_brief(*self._subject)
        await self._tell_open()

    async def _tell_open(self) -> None:
        """Tell of a session under way, whose cockpit may have been left by a crash."""
        self._open = await self.desk.gateway.read(open_here)
        told = self.query_one("#open", Static)
        told.display = self._open is not None
        if self._open is not None:
            told.update(
                joined(
                    (f"{marks.NEEDS_YOU} ", NEEDS),
                    (f"session with {self._open.client} is still open: ", VALUE),
                    ("s", f"bold {NEEDS}"),
                    (" goes on", LABEL),
                )
            )
        self.refresh_bindings()

    def action_open_row(self) -> None:
        rows = self.focused
        if not isinstance(rows, Rows) or not rows.key:
            return
        if rows.id == "agenda":
            self.post_message(self.Take(self._agenda[rows.key].engagement_id, Place.CADENCE))
        else:
            line = self._needs[rows.key]
            self.post_message(self.Take(line.engagement_id, WHERE.get(line.need, Place.CADENCE)))

    def action_session(self) -> None:
        """Go back to the session under way, or begin one with the client of the row."""
        key = self.focused.key if isinstance(self.focused, Rows) else None
        if key in self._agenda:
            item = self._agenda[key]
            self.post_message(self.Begin(item.engagement_id, item.session_id))
        else:
            self.post_message(self.Begin(self._needs[key].engagement_id if key else ""))

    @on(Rows.Opened)
    def _opened(self) -> None:
        self.action_open_row()

    @on(Rows.Moved)
    def _moved(self, event: Rows.Moved) -> None:
        if event.rows.id == "agenda":
            item = self._agenda[event.key]
            self._subject = (item.engagement_id, item.session_id)
        else:
            self._subject = (self._needs[event.key].engagement_id, None)
        self._read_brief(*self._subject)

    @work(exclusive=True, group="brief")
    async def _read_brief(self, engagement_id: str, session_id: str | None) -> None:
        try:
            brief = await self.desk.gateway.read(
                brief_reads.brief, engagement_id, self.desk.now(), session_id=session_id
            )
        except PracticeError as error:
            self.query_one("#brief", Sheet).set_entries([Entry("", paragraph(str(error), WRONG))])
        else:
            self._show_brief(brief)

    def _show(self, picture: Today) -> None:
        self._today = picture
        self._agenda = {item.session_id: item for item in picture.agenda}
        self._needs = {f"{line.need}:{line.engagement_id}:{line.text}": line for line in picture.needs}
        now = self.desk.now()
        agenda, needs = self.query_one("#agenda", Rows), self.query_one("#needs", Rows)
        ahead = next((key for key, item in self._agenda.items() if _ends(item) > now), None)
        abroad = any(item.there for item in picture.agenda)
        agenda.columns = AGENDA_ABROAD if abroad else AGENDA
        rows = [Row(key, _agenda_cells(item, now, abroad)) for key, item in self._agenda.items()]
        agenda.set_rows(rows, agenda.key or ahead)
        agenda.border_title = f"Today · {len(self._agenda)}" if self._agenda else "Today"
        lines = [Row(key, _need_cells(line)) for key, line in self._needs.items()]
        if picture.needs_more:
            lines.append(Row("", (plain(f"and {picture.needs_more:,} more", LABEL),)))
        needs.set_rows(lines)
        needed = len(self._needs) + picture.needs_more
        needs.border_title = f"Needs you · {needed:,}" if needed else "Needs you"
        self.query_one("#week", Sheet).set_entries(_week(picture))
        if not self._agenda and self._needs and self.focused is agenda:
            needs.focus()
        if self._subject is None:
            self._show_brief(picture.brief)

    def _show_brief(self, brief: Brief | None) -> None:
        sheet = self.query_one("#brief", Sheet)
        if brief is None:
            fresh = self._today is not None and not self._today.counts.engagements
            sheet.border_title, sheet.border_subtitle = "Brief", ""
            sheet.set_entries([Entry("", FRESH if fresh else NO_BRIEF)])
        else:
            today = self._today.date if self._today else self.desk.today()
            item = self._agenda.get(brief.session_id or "")
            sheet.border_title = briefs.title(brief, today) + plain(f" · {item.there}" if item and item.there else "")
            sheet.border_subtitle = briefs.standing(brief, today)
            sheet.set_entries(briefs.entries(brief, today))


def _ends(item: AgendaItem) -> datetime:
    return item.starts_utc + timedelta(minutes=item.minutes)


def _agenda_cells(item: AgendaItem, now: datetime, abroad: bool) -> tuple[Content, ...]:
    over = _ends(item) <= now
    value = LABEL if over else VALUE
    return (
        plain(clock(item.starts_local), LABEL if over else STRONG),
        plain(item.client, value),
        _what(item, value, to_close=over and item.state is SessionState.PLANNED),
        *([plain(item.there, LABEL)] if abroad else []),
        plain(prime(item.minutes), LABEL),
    )


def _what(item: AgendaItem, tone: str, *, to_close: bool) -> Content:
    """Return what a meeting is; what became of it, or is still to be said about it, comes first."""
    if item.kind is SessionKind.COACHING:
        agreed = f" of {number(item.allocation, 0)}" if item.allocation and item.unit.value == "sessions" else ""
        count = f"{item.number}{agreed}" if item.number else "session"
        words = f"session {count}" if item.number else count
    else:
        count = words = f"{label(item.kind)}, {label(item.stage)}" if item.stage else label(item.kind)
    if to_close:
        return joined((f"{marks.NEEDS_YOU} to close", NEEDS), (f" · {count}", tone))
    if item.state is not SessionState.PLANNED:
        mark, colour = marks.SESSIONS[item.state]
        return joined((f"{mark} {label(item.state)}", colour), (f" · {count}", tone))
    return plain(words, tone)


def _need_cells(line: Attention) -> tuple[Content, ...]:
    tone = WRONG if line.need in PRESSING else LABEL if line.mark is Mark.WAITING else NEEDS
    return (
        plain(f"{line.mark} {line.word}", tone),
        plain(line.client, VALUE),
        plain(line.text, LABEL if line.mark is Mark.WAITING else VALUE),
    )


def _week(picture: Today) -> list[Entry]:
    found = [Entry(coming(one.day, picture.date), _names(one), most=2) for one in picture.week]
    return found or [Entry("", joined(("No session in the next seven days.", LABEL)))]


def _names(one: WeekDay) -> tuple[Content, ...]:
    names = tuple(plain(name, VALUE) for name in one.clients)
    return (*names, plain(f"+{one.more}", LABEL)) if one.more else names
