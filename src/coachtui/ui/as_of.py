"""The part of the application that looks back: every screen then shows the practice as it stood at a moment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from textual import on, work

from coachtui.domain.as_of import end_of, not_before
from coachtui.domain.today import EngagementCard
from coachtui.domain.words import exact, plural
from coachtui.store import as_of
from coachtui.store.errors import NotFound, PracticeError
from coachtui.store.gateway import Gateway, LongWork, Progress, Task
from coachtui.store.practice import Practice
from coachtui.store.reads import engagement as reads
from coachtui.ui.commands import Need
from coachtui.ui.desk import Desk
from coachtui.ui.holding import Holding
from coachtui.ui.telling import told
from coachtui.ui.widgets.as_of_bar import AsOfBar
from coachtui.ui.widgets.header import Header

T = TypeVar("T")
WEEK = timedelta(weeks=1)


class GatewayThen(Gateway):
    """A gateway to the practice as it stood; before each job it looks whether the file was written meanwhile."""

    def write(self, job: Callable[[Practice], T]) -> asyncio.Future[T]:
        return super().write(lambda practice: job(_kept_up(practice)))

    def long(
        self, job: Callable[[Practice, Task], T], progress: Progress | None = None, *, aside: bool = False
    ) -> LongWork[T]:
        return super().long(lambda practice, task: job(_kept_up(practice), task), progress, aside=aside)


def _kept_up(practice: Practice) -> Practice:
    assert isinstance(practice, as_of.PracticeThen)
    practice.keep_up()
    return practice


class LookingBack(Holding):
    """An app with an as-of mode: nothing can be written in it, and nothing comes in from other devices meanwhile."""

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self._present = desk.gateway
        self._may_write = False
        self._held: EngagementCard | None = None
        """What was in hand before, when it was not there yet at the moment in sight."""

    def having(self) -> set[Need]:
        return super().having() | {Need.PRESENT if self.desk.then is None else Need.THEN}

    @work(exclusive=True, group="as of")
    async def action_as_of(self) -> None:
        """Ask for a day, and look back at it."""
        from coachtui.ui.screens.as_of import AsOfDialog

        with told(self):
            began = await self._present.read(as_of.began)
            self.push_screen(AsOfDialog(self.desk, began), self._day_given)

    def _day_given(self, moment: datetime | None) -> None:
        if moment is not None:
            self.look_back(moment)

    @work(exclusive=True, group="as of")
    async def look_back(self, moment: datetime) -> None:
        """Show every screen as it stood at a moment."""
        await self._look_back(moment)

    @work(exclusive=True, group="as of")
    async def action_as_of_step(self, weeks: int) -> None:
        """Look at the end of the same day some weeks earlier or later; past the present is the present."""
        if self.desk.then is None:
            return
        now = self.desk.present_now()
        day = self.desk.then.date() + weeks * WEEK
        if day >= now.date():
            self.action_come_back()
            return
        try:
            began = (await self._present.read(as_of.began)).astimezone(now.tzinfo)
            moment = not_before(end_of(day, now), began)
        except (ValueError, PracticeError) as error:
            self.say(str(error), wrong=True)
        else:
            await self._look_back(moment)

    @on(AsOfBar.Pressed)
    def action_come_back(self) -> None:
        """Show the present again."""
        if self._leave():
            self.keep_up()
            self._show_moment()

    def action_lock(self) -> None:
        """Let go of the past too: it holds what the practice holds."""
        self._leave()
        super().action_lock()  # type: ignore[misc]  # of the part that locks, which comes after this one

    async def action_quit(self) -> None:
        self._leave()
        await super().action_quit()

    def on_unmount(self) -> None:
        if self.desk.gateway is not self._present:
            self.desk.gateway.close()

    async def _look_back(self, moment: datetime) -> None:
        then = GatewayThen(self._present.opening_as(lambda practice: as_of.PracticeThen(practice, moment)))
        then.hear(lambda error: self.say(str(error), wrong=True))
        headers = self.frame_in_sight().query(Header)
        for header in headers:
            header.busy = "going back…"
        try:
            then.start()
            removed = await then.read(as_of.removed_since, moment)
        except PracticeError as error:
            self.say(str(error), wrong=True)
            self._close(then)
            return
        finally:
            for header in headers:
                header.busy = ""
        if self.desk.then is None:
            self._may_write = self.writable
        else:
            self._close(self.desk.gateway)
        self.desk.gateway, self.desk.then, self.writable = then, moment.astimezone(self.desk.zone), False
        if removed:
            self.say(f"{plural(removed, 'record')} removed for good since then can't be shown.")
        await self._keep_in_hand()
        self._show_moment()

    async def _keep_in_hand(self) -> None:
        """Read how the engagement in hand stood; one that was not there yet is held for when it is."""
        card = self.in_hand or self._held
        if card is None:
            return
        assert self.desk.then is not None
        try:
            self.in_hand, self._held = await self.desk.gateway.read(reads.card, card.id, self.desk.now()), None
        except NotFound:
            self.in_hand, self._held = None, card
            self.say(f"{card.client} was not there on {exact(self.desk.then.date())}.")
        except PracticeError as error:
            self.say(str(error), wrong=True)

    def _leave(self) -> bool:
        """Turn to the present; return whether the past was in sight."""
        if self.desk.then is None:
            return False
        self._close(self.desk.gateway)
        self.desk.gateway, self.desk.then, self.writable = self._present, None, self._may_write
        if self._held is not None:
            self.in_hand, self._held = self._held, None
        return True

    def _show_moment(self) -> None:
        frame = self.frame_in_sight()
        if frame.is_mounted:
            frame.on_screen_resume()
        self.refresh_bindings()

    @work(thread=True, group="as of, closing", exit_on_error=False)
    def _close(self, gateway: Gateway) -> None:
        gateway.close()
