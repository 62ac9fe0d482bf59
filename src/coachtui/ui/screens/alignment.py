"""Alignment: what client and manager each say, the meetings between them, and what was agreed on."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget

from coachtui.domain.alignment_page import MeetingLine
from coachtui.domain.cadence import SessionState
from coachtui.domain.engagement import EngagementState
from coachtui.domain.today import EngagementCard
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.screens import alignment_reading
from coachtui.ui.screens.alignment_work import AlignmentWork
from coachtui.ui.showing import shown_if
from coachtui.ui.text import plain
from coachtui.ui.widgets import alignment_rows, meeting_rows
from coachtui.ui.widgets.agreement_pane import AgreementPane
from coachtui.ui.widgets.alignment_figures import AlignmentFigures
from coachtui.ui.widgets.alignment_rows import Target
from coachtui.ui.widgets.meeting_rows import Meeting
from coachtui.ui.widgets.pane_names import AGREEMENT, MET, SIDES, PaneNames
from coachtui.ui.widgets.rows import Rows
from coachtui.ui.widgets.sheet import Sheet
from coachtui.ui.widgets.three_way_line import Stations, ThreeWayLine
from coachtui.ui.widgets.two_sides import TwoSides

TALL = 30
"""Lines of a terminal from which both panes are in sight at once."""


class AlignmentScreen(AlignmentWork):
    """The alignment of the engagement in hand: two sides over their meetings, or the agreement in place of both."""

    PLACE = Place.ALIGNMENT
    BINDINGS = bindings(Place.ALIGNMENT)
    CSS_PATH = "../styles/alignment.tcss"

    _targets: dict[str, Target]
    _front = SIDES
    _wanted: str | None = None
    _sought = False

    def content(self) -> ComposeResult:
        yield AlignmentFigures()
        yield ThreeWayLine()
        yield PaneNames()
        yield TwoSides(id=SIDES)
        with Container(id=MET):
            yield Rows(meeting_rows.COLUMNS, title="Meetings", empty=meeting_rows.EMPTY, id="meetings", classes="-led")
            yield Sheet(id="meeting")
        yield shown_if(False, AgreementPane(id=AGREEMENT))

    def having(self) -> set[Need]:
        found = set[Need]()
        if self.reading is None or self.in_hand is None:
            return found
        target = self.target
        if target and target.expectation and self.among_words:
            found.add(Need.SAID)
        if self.reading.page.goals:
            found.add(Need.RATABLE)
        return found | self.query_one(AgreementPane).having()

    @property
    def target(self) -> Target | None:
        return self._targets.get(self.query_one(TwoSides).key or "") if self.reading else None

    @property
    def meeting(self) -> Meeting | None:
        return self.reading.meeting(self.query_one("#meetings", Rows).key) if self.reading and self.in_hand else None

    @property
    def among_words(self) -> bool:
        return self.query_one(TwoSides).has_focus

    @property
    def at_agreement(self) -> bool:
        return self._front == AGREEMENT

    async def load_content(self, card: EngagementCard) -> None:
        now = self.desk.now()
        reading = await self.desk.gateway.read(alignment_reading.read, card.id, now)
        another = self.reading is None or self.reading.page.engagement_id != card.id
        self.reading = reading
        page, today = reading.page, reading.today
        figures = self.query_one(AlignmentFigures)
        figures.page, figures.today = page, today
        drawn = alignment_rows.drawn(page, today)
        self._targets = drawn.targets
        self.query_one(TwoSides).set_rows(drawn.titles, drawn.rows, self._wanted, anew=another)
        sought = reading.meeting_of(self._wanted)
        first = meeting_rows.first_to_see(reading.meetings, now) if another else None
        rows = self.query_one("#meetings", Rows)
        rows.set_rows(meeting_rows.rows(reading.meetings, today), sought or first)
        rows.border_title = plain(f"Meetings · {meeting_rows.summary(reading.meetings)}" if rows.count else "Meetings")
        self.query_one(AgreementPane).show(page, reading.versions, today)
        self._show_meeting()
        self._arrange()
        self._bring_forward(sought)

    # Panes

    def on_resize(self) -> None:
        self._arrange()

    def on_descendant_focus(self) -> None:
        self.refresh_bindings()

    def action_turn(self, by: int) -> None:
        stops = self._stops()
        if self.in_hand is None or not stops:
            self.focus_next()
            return
        at = next((index for index, stop in enumerate(stops) if stop.has_focus), -by)
        stop = stops[(at + by) % len(stops)]
        if self._front != AGREEMENT:
            self._front = SIDES if stop is self.query_one(TwoSides) else MET
        self._arrange()
        stop.focus()

    def action_agreement(self) -> None:
        self._front = SIDES if self._front == AGREEMENT else AGREEMENT
        self._arrange()
        self._focus_front()

    @on(PaneNames.Pressed)
    def _pane_pressed(self, event: PaneNames.Pressed) -> None:
        self._front = event.pane
        self._arrange()
        self._focus_front()

    @on(AgreementPane.Left)
    def _left_agreement(self) -> None:
        self.action_agreement()

    def _focus_front(self) -> None:
        next((stop for stop in self._stops() if stop.focusable), self).focus()

    def _stops(self) -> list[Widget]:
        """Return where the focus may stand, in order: in every pane, also in one that is behind another."""
        if self._front == AGREEMENT:
            return [*self.query("AgreementTable, #versions, #agreement-text").results(Widget)]
        return [self.query_one(TwoSides), self.query_one("#meetings"), self.query_one("#meeting")]

    def _arrange(self) -> None:
        """Show the agreement, or both other panes, or in a low terminal the one in front."""
        if not self.is_mounted or not self.query(AgreementPane):
            return
        both = self.size.height >= TALL
        for name in (SIDES, MET):
            wanted = self._front != AGREEMENT and (both or self._front == name)
            shown_if(wanted, self.query_one(f"#{name}"))
        shown_if(self._front == AGREEMENT, self.query_one(AgreementPane))
        names = self.query_one(PaneNames)
        names.display, names.front = not both, self._front
        # In a low terminal the agreement needs the lines of what stands above it.
        for widget in (self.query_one(AlignmentFigures), self.query_one(ThreeWayLine)):
            widget.display = both or self._front != AGREEMENT
        if self.in_hand is not None and self.focused is None:
            self._focus_front()
        self.refresh_bindings()

    # The meeting under the cursor

    @on(Rows.Moved, "#meetings")
    def _moved(self) -> None:
        self._show_meeting()
        self.refresh_bindings()

    @on(TwoSides.Moved)
    def _moved_between(self) -> None:
        self.refresh_bindings()

    @on(Rows.Opened, "#meetings")
    @on(TwoSides.Opened)
    def _opened(self) -> None:
        self.action_open_row()

    @on(ThreeWayLine.Chosen)
    def _chosen(self, event: ThreeWayLine.Chosen) -> None:
        meetings = self.reading.page.meetings if self.reading else ()
        found = next((one for one in meetings if one.stage is event.stage), None)
        if found and self.reading:
            self._front = MET
            self._arrange()
            rows = self.query_one("#meetings", Rows)
            rows.set_rows(meeting_rows.rows(self.reading.meetings, self.reading.today), found.session_id)
            rows.focus()
            self._show_meeting()

    def _show_meeting(self) -> None:
        if self.reading is None or self.in_hand is None:
            return
        page, today, meeting = self.reading.page, self.reading.today, self.meeting
        self.query_one(ThreeWayLine).stations = Stations(
            page.stages,
            tuple(one.starts_local.date() for one in page.check_ins
                  if one.state in (SessionState.HELD, SessionState.PLANNED)),
            today,
            running=self.in_hand.state is EngagementState.ACTIVE,
            chosen=meeting.stage if isinstance(meeting, MeetingLine) else None,
        )  # fmt: skip
        sheet = self.query_one("#meeting", Sheet)
        sheet.border_title = meeting_rows.title(meeting, today)
        sheet.set_entries(meeting_rows.entries(meeting, page, today))

    # Where the cursor goes

    def seek(self, record: str) -> None:
        self._sought = True
        self.go_to(record)

    def go_to(self, record: str | None) -> None:
        if record:
            self._wanted = record
            if self.is_mounted:
                self.reload()

    def _bring_forward(self, meeting: str | None) -> None:
        """Show the pane in which the record stands that was looked for from elsewhere."""
        if self._sought and self._wanted:
            agreed = self.query_one(AgreementPane).choose(self._wanted)
            fronts = {MET: meeting is not None, AGREEMENT: agreed, SIDES: self._wanted in self._targets}
            front = next((name for name, found in fronts.items() if found), None)
            if front is not None:
                self._front = front
                self._arrange()
                self._stops()[0 if front == SIDES else 1].focus()
        self._wanted, self._sought = None, False
