"""The part of the application that holds an engagement: taking in hand, letting go, stepping, keeping up."""

from __future__ import annotations

import re
from time import monotonic
from typing import TYPE_CHECKING, Literal

from textual import on, work
from textual.app import App
from textual.notifications import Notify, SeverityLevel
from textual.reactive import reactive

from coachtui.domain.today import EngagementCard
from coachtui.store.errors import NotFound, PracticeError
from coachtui.store.reads import engagement as reads
from coachtui.ui import text
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.frame import Frame
from coachtui.ui.telling import told
from coachtui.ui.widgets.strip import StatusStrip

if TYPE_CHECKING:
    from coachtui.domain.search import Hit
    from coachtui.store.undo import Step

RECORD = re.compile(r"[0-9a-f]{32}")
"""The key of a record."""


class Holding(Commanding, App[None]):
    """An app with at most one engagement in hand, which every screen follows."""

    in_hand: reactive[EngagementCard | None] = reactive(None, init=False)
    """The engagement in hand."""

    def __init__(self, desk: Desk):
        super().__init__()
        self.desk = desk
        self.writable = False
        """Whether the practice file can be written; not known before it is open."""
        self.steps: tuple[Step | None, Step | None] = (None, None)
        """What can be undone, and done again."""
        self._to_stay: set[str] = set()
        self._staying: dict[str, tuple[SeverityLevel, float]] = {}
        """The toasts that no other takes the place of: how each is shown, and until when, by the monotonic clock."""

    def having(self) -> set[Need]:
        there = {
            Need.IN_HAND: self.in_hand is not None,
            Need.RECORD: self.in_hand is not None or bool(self.record_in_sight()),
            Need.WRITABLE: self.writable,
            Need.UNDO: self.steps[0] is not None,
            Need.REDO: self.steps[1] is not None,
        }
        return {need for need, is_there in there.items() if is_there}

    def say(self, words: str, *, wrong: bool = False, stays: bool = False) -> None:
        """Tell the coach something in a toast, never as markup.

        It takes the place of the one before; what went `wrong`, and what else `stays`, is shown for its whole time.
        """
        told = text.lines(words)
        if wrong or stays:
            self._to_stay.add(told)
        self.notify(told, severity="error" if wrong else "information", markup=False)

    def on_notify(self, event: Notify) -> None:
        """Take away what this toast takes the place of, before it is shown."""
        now, told = monotonic(), event.notification.message
        self._staying = {one: how for one, how in self._staying.items() if how[1] > now}
        if told in self._to_stay:
            self._to_stay.remove(told)
            self._staying[told] = event.notification.severity, now + self.NOTIFICATION_TIMEOUT
        elif told not in self._staying:
            self.clear_notifications()
            for one, (severity, until) in self._staying.items():
                self.notify(one, severity=severity, markup=False, timeout=until - now)

    def action_show(self, place: str) -> None:
        """Show a screen."""
        raise NotImplementedError

    def show(self, place: Place, record: str = "") -> None:
        """Show a screen, with the cursor on a record of it if one is named."""
        self.action_show(place)
        if record:
            self.frame_in_sight().seek(record)

    def frame_in_sight(self) -> Frame:
        """Return the screen that is seen, or that stands behind a dialog."""
        return next(screen for screen in reversed(self.screen_stack) if isinstance(screen, Frame))

    def record_in_sight(self) -> str:
        """Return the key of the record under the cursor, empty if none is; Today's rows stand for engagements."""
        if not isinstance(self.screen, Frame) or self.screen.PLACE is Place.TODAY:
            return ""
        # A row's key is that of its record, after its kind where a list has several.
        found = RECORD.search(getattr(self.screen.focused, "key", None) or "")
        return found[0] if found and found[0] != (self.in_hand and self.in_hand.id) else ""

    def action_take(self) -> None:
        from coachtui.ui.screens.switcher import Switcher

        def taken(engagement_id: str | None) -> None:
            if engagement_id:
                self.take(engagement_id)

        self.push_screen(Switcher(self.desk, self.in_hand.id if self.in_hand else None), taken)

    def action_search(self) -> None:
        from coachtui.ui.screens.search import Search
        from coachtui.ui.widgets.hits import PLACES

        def chosen(hit: Hit | None) -> None:
            if hit and hit.engagement_id:
                self.take(hit.engagement_id, PLACES[hit.spot], hit.record)
            elif hit:
                self.show(PLACES[hit.spot], hit.record)

        self.push_screen(Search(self.desk), chosen)

    def action_let_go(self) -> None:
        self.in_hand = None

    @work(exclusive=True, group="hand")
    async def action_step(self, by: Literal[-1, 1]) -> None:
        now_in_hand = self.in_hand.id if self.in_hand else None
        try:
            engagement_id = await self.desk.gateway.read(reads.step, now_in_hand, by)
        except PracticeError as error:
            self.say(str(error), wrong=True)
            return
        if engagement_id is None:
            self.say("There is no running engagement to step to.")
        else:
            await self.read_card(engagement_id)

    @work(exclusive=True, group="hand")
    async def take(self, engagement_id: str, place: Place | None = None, record: str = "") -> None:
        """Take an engagement in hand, and show a screen with it, the cursor on a record if one is named."""
        await self.read_card(engagement_id)
        if place and self.in_hand and self.in_hand.id == engagement_id:
            self.show(place, record)

    async def read_card(self, engagement_id: str) -> None:
        """Read how an engagement stands, and hold it; one that is gone is let go."""
        desk = self.desk
        try:
            self.in_hand = await desk.gateway.read(reads.card, engagement_id, desk.now())
        except NotFound as error:
            self.in_hand = None
            self.say(str(error))
        except PracticeError as error:
            self.say(str(error), wrong=True)

    @work(exclusive=True, group="keep up")
    async def keep_up(self) -> None:
        """Read anew what a write may have changed: what can be undone, the engagement in hand, the screen."""
        with told(self):
            await self.read_steps()
        if self.in_hand:
            await self.read_card(self.in_hand.id)
        frame = self.frame_in_sight()
        # One that is only just being made reads what it shows by itself.
        if frame.is_mounted:
            frame.reload()

    async def read_steps(self) -> None:
        """Read what can be undone and done again."""
        from coachtui.store import undo

        self.steps = await self.desk.gateway.write(undo.steps)
        self.refresh_bindings()

    def on_app_focus(self) -> None:
        """Show what was done meanwhile on the command line, once the coach comes back to the screens."""
        self.keep_up()

    @on(Frame.Take)
    def _take_wanted(self, event: Frame.Take) -> None:
        self.take(event.engagement_id, event.place, event.record)

    @on(StatusStrip.Pressed)
    def _strip_pressed(self) -> None:
        self.action_take()

    @on(Frame.Wrote)
    def _wrote(self, event: Frame.Wrote) -> None:
        if not event.quiet:
            self.say(f"{event.said} · u takes it back")
        self.keep_up()

    @on(Frame.Told)
    def _told(self, event: Frame.Told) -> None:
        self.say(event.words)

    @on(Frame.Failed)
    def _failed(self, event: Frame.Failed) -> None:
        self.say(event.reason, wrong=True)
