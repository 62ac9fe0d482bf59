"""Sessions: the engagement's line of meetings, how it stands, and what was promised."""

from __future__ import annotations

from datetime import timedelta

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container

from coachtui.domain.cadence import CommitmentState, SessionState, check_session_move
from coachtui.domain.line import CommitmentLine, SessionLine, Summary
from coachtui.domain.recurrence import in_words
from coachtui.domain.today import EngagementCard
from coachtui.store import writes
from coachtui.store.errors import PracticeError
from coachtui.store.reads import cadence as reads
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.screens import session_page
from coachtui.ui.screens.meeting_changes import ChangesOfMeetings
from coachtui.ui.text import WRONG, joined, paragraph
from coachtui.ui.widgets import session_detail, session_rows
from coachtui.ui.widgets.calendar_strip import CalendarStrip, Picture
from coachtui.ui.widgets.commitments import Commitments
from coachtui.ui.widgets.rows import Rows
from coachtui.ui.widgets.session_detail import Detail
from coachtui.ui.widgets.session_figures import SessionFigures
from coachtui.ui.widgets.session_length import LengthQuestion
from coachtui.ui.widgets.sheet import Entry, Sheet


class CadenceScreen(ChangesOfMeetings):
    """The sessions of the engagement in hand."""

    PLACE = Place.CADENCE
    BINDINGS = bindings(Place.CADENCE)
    CSS_PATH = "../styles/cadence.tcss"

    _wanted: str | None = None

    def content(self) -> ComposeResult:
        yield CalendarStrip()
        yield SessionFigures()
        with Container(id="line"):
            yield Rows((), title="Meetings", empty=session_rows.EMPTY, id="meetings", classes="-led")
            yield Sheet(id="session")
        yield Commitments(id="commitments")
        yield LengthQuestion()

    def having(self) -> set[Need]:
        meeting, found = self.meeting, set[Need]()
        if self.page and self.page.unclosed(self.desk.now()):
            found.add(Need.UNCLOSED)
        if meeting is not None and not self.query_one(Commitments).has_pseudo_class("focus-within"):
            found.add(Need.MEETING)
            if meeting.state is SessionState.PLANNED:
                found.add(Need.PLANNED)
                if not check_session_move(
                    meeting.state, SessionState.HELD, starts_utc=meeting.starts_utc, now=self.desk.now()
                ):
                    found.add(Need.BEGUN)
        return found

    @property
    def meeting(self) -> SessionLine | None:
        """The meeting under the cursor."""
        return self.page.meeting(self.query_one("#meetings", Rows).key) if self.page and self.in_hand else None

    async def load_content(self, card: EngagementCard) -> None:
        now = self.desk.now()
        page = await self.desk.gateway.read(session_page.read, card.id, now)
        another = self.page is None or self.page.engagement_id != card.id
        self.page = page
        rows = self.query_one("#meetings", Rows)
        rows.columns = session_rows.columns(page.meetings, page.coach_zone)
        drawn = session_rows.rows(page.meetings, page.cadence.usage, page.coach_zone, now, page.today)
        rows.set_rows(drawn, self._wanted or (page.first_to_see(now) if another else None))
        self._wanted = None
        unclosed = len(page.unclosed(now))
        rows.border_title = f"Meetings · {len(drawn)}" if drawn else "Meetings"
        rows.border_subtitle = joined((f"{unclosed} to close · c", "$accent")) if unclosed else ""
        figures = self.query_one(SessionFigures)
        figures.state, figures.today, figures.cadence = card.state, page.today, page.cadence
        self.query_one(Commitments).show(page.commitments, card.client, page.today, page.span)
        self._show_meeting()
        self.refresh_bindings()

    # The meeting under the cursor

    @on(Rows.Moved, "#meetings")
    def _moved(self) -> None:
        self._show_meeting()
        self.refresh_bindings()

    @on(Rows.Opened, "#meetings")
    def _opened(self) -> None:
        self.action_open_notes()

    @on(CalendarStrip.Chosen)
    def _chosen(self, event: CalendarStrip.Chosen) -> None:
        self.go_to(event.session_id)

    def on_descendant_focus(self) -> None:
        # A short screen gives the room of the meeting to the commitments while they are worked on.
        self.set_class(self.query_one(Commitments).has_pseudo_class("focus-within"), "-settling")
        self.refresh_bindings()

    def _show_meeting(self) -> None:
        if self.page is None:
            return
        meeting = self.meeting
        picture = Picture(
            self.page.meetings,
            self.page.span,
            self.desk.now(),
            self.page.today,
            meeting.id if meeting else None,
            self.page.time_off,
        )
        self.query_one(CalendarStrip).picture = picture
        if meeting is None:
            sheet = self.query_one("#session", Sheet)
            sheet.border_title = "Meeting"
            sheet.set_entries([])
        elif meeting.has_note or meeting.has_summary:
            self._read_texts(meeting)
        else:
            self._show_detail(self._detail(meeting))

    @work(exclusive=True, group="texts")
    async def _read_texts(self, meeting: SessionLine) -> None:
        """Read how the texts of a meeting begin, and show it when they are there: drawing it once is calmer."""
        try:
            note, summary = await self.desk.gateway.read(reads.texts, meeting.id)
        except PracticeError as error:
            self.query_one("#session", Sheet).set_entries([Entry("", paragraph(str(error), WRONG))])
        else:
            self._show_detail(self._detail(meeting, note, summary))

    def _detail(self, meeting: SessionLine, note: str = "", summary: Summary = reads.NO_SUMMARY) -> Detail:
        assert self.page is not None
        client = self.in_hand.client if self.in_hand else ""
        promised = self.page.promised_in(meeting.id)
        of = self.page.series_of(meeting)
        series = in_words(of.recurrence(), of.starts_local) if of else ""
        return Detail(meeting, self.page.cadence.usage, self.page.coach_zone, client, note, summary, promised, series)

    def _show_detail(self, detail: Detail) -> None:
        if self.page is None or detail.meeting != self.meeting:
            return
        sheet = self.query_one("#session", Sheet)
        sheet.border_title = session_detail.title(detail)
        sheet.set_entries(session_detail.entries(detail, self.desk.now(), self.page.today))

    def seek(self, record: str) -> None:
        self._wanted = record
        if self.is_mounted:
            self.reload()

    def go_to(self, session_id: str | None) -> None:
        """Put the cursor on a meeting, now or when it has been read."""
        if session_id:
            self.seek(session_id)

    # The session

    def action_session(self) -> None:
        if self.in_hand:
            meeting = self.meeting
            planned = meeting is not None and meeting.state is SessionState.PLANNED
            self.post_message(self.Begin(self.in_hand.id, meeting.id if meeting and planned else None))

    # Notes

    def action_open_notes(self) -> None:
        if self.meeting:
            self._open_notes(self.meeting)

    @work(exclusive=True, group="open")
    async def _open_notes(self, meeting: SessionLine) -> None:
        from coachtui.store.reads.under_way import open_here
        from coachtui.ui.screens.session_notes import NotesScreen, Texts

        try:
            under_way = await self.desk.gateway.read(open_here)
            if under_way is not None and under_way.session_id == meeting.id:
                self.post_message(self.Begin(meeting.engagement_id, meeting.id))
                return
            texts = await self.desk.gateway.read(Texts.read, meeting.id)
        except PracticeError as error:
            self.post_message(self.Failed(str(error)))
        else:
            client = self.in_hand.client if self.in_hand else ""
            writable = Need.WRITABLE in self.having_all()
            self.app.push_screen(
                NotesScreen(self.desk, meeting.id, client, self.named(meeting), texts, writable=writable)
            )

    # What became of it

    def action_hold(self) -> None:
        meeting = self.meeting
        if meeting and not self.refused(meeting, SessionState.HELD):
            self.query_one(LengthQuestion).ask(meeting.id, self.called(meeting), meeting.minutes)

    @on(LengthQuestion.Answered)
    def _answered(self, event: LengthQuestion.Answered) -> None:
        meeting = self.page.meeting(event.session_id) if self.page else None
        if meeting:
            said = f"Held: {self.named(meeting)}, {event.minutes} min"
            self.write(lambda practice: writes.cadence.hold(practice, event.session_id, event.minutes), said)
        self.query_one("#meetings", Rows).focus()

    @on(LengthQuestion.Left)
    def _question_left(self) -> None:
        self.query_one("#meetings", Rows).focus()

    def action_no_show(self) -> None:
        meeting = self.meeting
        if meeting and not self.refused(meeting, SessionState.NO_SHOW):
            said = f"No-show: {self.named(meeting)}"
            self.write(lambda practice: writes.cadence.no_show(practice, meeting.id), said)

    def action_count(self) -> None:
        from coachtui.ui.forms.session_log_form import SessionLogForm

        if self.page and self.meeting:
            self.app.push_screen(
                SessionLogForm(self.desk, self.meeting, self.page.terms, self.named(self.meeting)), self.go_to
            )

    def action_close_over(self) -> None:
        from coachtui.ui.screens.session_closing import Closing

        if self.page and self.page.unclosed(self.desk.now()):
            self.app.push_screen(Closing(self.desk, self.page), self._closing_left)

    def _closing_left(self, to_move: str | None) -> None:
        meeting = self.page.meeting(to_move) if self.page and to_move else None
        if meeting:
            self.move(meeting)

    # Commitments

    def action_promise(self) -> None:
        from coachtui.ui.forms.commitment_form import CommitmentForm

        if self.page and self.in_hand:
            self.app.push_screen(CommitmentForm(self.desk, self.in_hand, self.page.today, session_id=self._made_in()))

    @on(Commitments.Edit)
    def _edit_commitment(self, event: Commitments.Edit) -> None:
        from coachtui.ui.forms.commitment_form import CommitmentForm

        if self.page and self.in_hand:
            self.app.push_screen(CommitmentForm(self.desk, self.in_hand, self.page.today, event.commitment))

    @on(Commitments.Settle)
    def _settle(self, event: Commitments.Settle) -> None:
        one: CommitmentLine = event.commitment
        verb = {CommitmentState.OPEN: "Open again", CommitmentState.DONE: "Done"}.get(event.to, "Dropped")
        self.write(lambda practice: writes.cadence.settle(practice, one.id, event.to), f"{verb}: {one.body[:60]}")

    def _made_in(self) -> str | None:
        """Return the meeting in which a commitment is made now: the one under the cursor, unless it lies ahead."""
        meeting = self.meeting
        begun = meeting is not None and meeting.starts_utc - timedelta(hours=1) <= self.desk.now()
        return meeting.id if meeting is not None and begun else None

    # Days off

    def action_time_off(self) -> None:
        from coachtui.ui.screens.time_off import TimeOffDialog

        self.app.push_screen(TimeOffDialog(self.desk))

    # Themes

    def action_themes(self) -> None:
        from coachtui.ui.screens.themes import ThemesDialog

        if self.in_hand:
            self.app.push_screen(ThemesDialog(self.desk, self.in_hand.id, self.in_hand.client), self.go_to)
