"""The cockpit: the hour with the client. Brief, notes, clock and what was captured; nothing typed is lost."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset

from coachtui import config
from coachtui.domain.cadence import SessionState
from coachtui.domain.cockpit import Cockpit, Page
from coachtui.domain.today import EngagementCard
from coachtui.domain.words import clock, label
from coachtui.store.errors import NotFound
from coachtui.store.reads import cockpit as reads
from coachtui.ui import marks
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens import session_editor as outside
from coachtui.ui.screens.cockpit_ending import Ending
from coachtui.ui.text import LABEL, NEEDS, VALUE, WRONG, joined, plain
from coachtui.ui.widgets.brief_pane import BriefPane
from coachtui.ui.widgets.capture_area import CaptureArea
from coachtui.ui.widgets.capture_pane import CapturePane
from coachtui.ui.widgets.captured_words import Telling
from coachtui.ui.widgets.cockpit_bar import CockpitBar
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.offers import Offers
from coachtui.ui.widgets.session_clock import Lanes

PARTS = ("brief", "notes", "captured")
_KEY = f"bold {NEEDS}"


class CockpitScreen(Ending):
    """A session under way. It stays open, and its clock runs, while other screens are looked at."""

    PLACE = Place.COCKPIT
    BINDINGS = bindings(Place.COCKPIT)
    CSS_PATH = "../styles/cockpit.tcss"
    AUTO_FOCUS = "CaptureArea"
    ANSWERS_WHILE_READING = True

    def __init__(self, desk: Desk, in_hand: EngagementCard | None, page: Page, cockpit: Cockpit, told: Content | None):
        super().__init__(desk, in_hand if in_hand and in_hand.id == page.meeting.engagement_id else None)
        self.gateway = desk.gateway
        self.session_id = page.meeting.id
        self.page = page
        self.opened = cockpit
        self.answers = dict(cockpit.answers)
        self.clock = cockpit.clock
        self.minutes = page.meeting.minutes
        self.marked = config.session_marks(config.load(desk.paths.settings)[0])
        self.area = CaptureArea(cockpit.text, page.around, id="private")
        self._told = told
        self._reason = ""
        self._row = cockpit.cursor[0]
        self._drawn: object = None
        self._telling = Telling(page.around, page.themes)
        self._stored_at = desk.present_now()

    def body(self) -> ComposeResult:
        yield BriefPane()
        yield self.area
        with Vertical(id="right"):
            yield Lanes()
            yield CapturePane()
        yield Offers()

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            if isinstance(widget, Footer):
                yield CockpitBar()
            yield widget

    def on_mount(self) -> None:
        self.area.border_title = "Notes · private"
        self.area.follower = self._typed
        self.area.go_to(*self.opened.cursor)
        self.follow_headings(self.area.capture.lines, self._row, at_first=True)
        self._show_part("notes")
        self.show_page()
        self.begin_timing()
        self.touch()

    async def load(self) -> None:
        """Read anew what stands beside the notes, and tell what became of the session meanwhile."""
        if self.desk.then is not None:
            return
        now = self.desk.present_now()
        try:
            page = await self.gateway.read(reads.page, self.session_id, now, self.opened.started)
        except NotFound:
            page = self.page._replace(is_there=False)
        before, self.page = self.page, page
        self.minutes = page.meeting.minutes
        if not page.is_there and before.is_there:
            self.tell(plain("This session was put in the bin meanwhile. What you type here is kept.", WRONG))
        elif page.meeting.state is not before.meeting.state and page.meeting.state is not SessionState.PLANNED:
            state = label(page.meeting.state)
            self.tell(plain(f"This session was recorded as {state} meanwhile. What you type here is kept.", WRONG))
        elif page.note != before.note:
            self.tell(plain("Notes of this session were written elsewhere meanwhile. What you type stays.", NEEDS))
        self.area.set_around(page.around)
        self.show_page()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        engagement_id = self.page.meeting.engagement_id
        if self.in_hand is None or self.in_hand.id != engagement_id:
            self.post_message(self.Take(engagement_id))

    def watch_in_hand(self, card: EngagementCard | None) -> None:
        """Follow the client of this session; who is taken in hand instead is looked at on the sessions' screen."""
        if card is not None and card.id == self.page.meeting.engagement_id:
            super().watch_in_hand(card)
        elif card is not None and self.is_current:
            self.post_message(self.Go(Place.CADENCE))

    def on_resize(self) -> None:
        self.show_clock()

    def on_unmount(self) -> None:
        self.keep_typed()

    # What is kept

    def values(self) -> dict[str, str]:
        return self.cockpit.values()

    @property
    def cockpit(self) -> Cockpit:
        return self.opened._replace(
            text=self.area.body,
            clock=self.clock.counted(self.desk.present_now()),
            answers=self.answers,
            cursor=self.area.cursor_location,
        )

    def resting(self) -> None:
        self.follow_headings(self.area.capture.lines, self._row)
        self._follow_text(rested=True)

    def kept(self) -> None:
        if not self.trouble:
            self._stored_at = self.desk.present_now()
        since = f"{marks.NEEDS_YOU} not saved since {clock(self._stored_at)}"
        told = plain(since, WRONG) if self.trouble else plain("saved")
        if str(self.area.border_subtitle) != told.plain:
            self.area.border_subtitle = told
            self._show_told()

    # Typing

    def _typed(self) -> None:
        self.touch()
        self._told = None
        self._follow_text()

    @on(CaptureArea.Moved)
    def _cursor_moved(self) -> None:
        area = self.area
        offers = area.offers.offers if area.has_focus else ()
        begins = Offset(area.offers.start - area.cursor_location[1], 0)
        self.query_one(Offers).show(offers, area.chosen, area.cursor_screen_offset + begins)
        if area.cursor_location[0] != self._row:
            self._follow_text(rested=True)

    @on(Offers.Taken)
    def _offer_taken(self, event: Offers.Taken) -> None:
        self.area.take(event.index)

    def _follow_text(self, *, rested: bool = False) -> None:
        """Let what stands beside the notes follow the text; what is being typed in a line is not found fault with."""
        area, row = self.area, self.area.cursor_location[0]
        same_row, self._row = row == self._row, row
        reason = area.line_here.reason
        self._reason = reason if rested or (same_row and self._reason) else ""
        marked = tuple(index for index in area.capture.marked if index != row or self._reason)
        now = area.capture.items, marked
        if now != self._drawn:
            self._drawn = now
            capture = area.capture._replace(marked=marked)
            self.query_one(CapturePane).follow(tuple(self._telling.rows(capture)), row)
        self._show_told()

    # The parts of the screen

    def on_descendant_focus(self) -> None:
        self.refresh_bindings()

    def action_captured(self) -> None:
        self.go("captured")

    def action_brief(self) -> None:
        self.go("brief")

    def action_write_on(self) -> None:
        self.go("notes")

    def action_leave_field(self) -> None:
        self.set_focus(None)
        self.refresh_bindings()
        self.tell(joined(("⏎", _KEY), (" goes on writing. The session goes on, whatever screen you look at.", LABEL)))

    @on(BriefPane.Go)
    @on(CapturePane.Go)
    def _part_wanted(self, event: BriefPane.Go | CapturePane.Go) -> None:
        self.go(event.part)

    @on(BriefPane.Answered)
    def _answered(self, event: BriefPane.Answered) -> None:
        self.answers[event.commitment_id] = event.state
        self.touch()
        self.show_page()

    @on(CapturePane.Jump)
    def _jump(self, event: CapturePane.Jump) -> None:
        self.go("notes")
        self.area.go_to(event.line)

    @on(CapturePane.Opened, "#captured")
    def _opened(self) -> None:
        self.query_one(CapturePane).action_jump()

    @on(CapturePane.Remove)
    def _remove(self, event: CapturePane.Remove) -> None:
        self.area.remove_line(event.line)
        self.tell(joined(("Its line is taken out; ", LABEL), ("^z", _KEY), (" in the notes brings it back.", LABEL)))

    def go(self, part: str) -> None:
        self._show_part(part)
        widget = {"brief": BriefPane, "captured": CapturePane}.get(part, CaptureArea)
        # On a narrow screen a part can have the focus once it is there.
        self.call_after_refresh(self.query_one(widget).focus)

    def _show_part(self, part: str) -> None:
        for one in PARTS:
            self.set_class(one == part, f"-on-{one}")

    # The coach's own editor

    def action_editor(self) -> None:
        if not config.load(self.desk.paths.settings)[0].editor:
            self.post_message(self.Told(outside.how_to_allow(self.desk.paths.settings)))
            return
        self.keep_typed()
        try:
            text = outside.edit_outside(self.app, self.area.body, self.desk.paths.state / "editing")
        except SuspendNotSupported:
            self.post_message(self.Told("Your editor can't be opened from here, so write in this field."))
        except outside.EditorError as problem:
            self.post_message(self.Failed(str(problem)))
        else:
            self.area.replace_body(text)
            self.app.refresh()
        self.tick()
        self.go("notes")

    # What is shown

    def show_page(self) -> None:
        if self.is_mounted:
            self.query_one(BriefPane).show(self.page.brief, self.answers, self.page.around.today)
            self._telling = Telling(self.page.around, self.page.themes)
            self._drawn = None
            self._follow_text()
            self.show_clock()

    def tell(self, told: Content | None) -> None:
        self._told = told
        self._show_told()

    def _show_told(self) -> None:
        if self.trouble:
            told = plain(f"Your text stays here. {self.trouble}", WRONG)
        elif self._told is not None:
            told = self._told
        else:
            told = joined((f"{marks.NEEDS_YOU} ", WRONG), (self._reason, VALUE)) if self._reason else Content("")
        for bar in self.query(CockpitBar):
            bar.told = told
