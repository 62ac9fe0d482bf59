"""The part of the application that begins sessions, goes back to the one under way, and closes its cockpit."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from textual import on, work

from coachtui.domain.cadence import SessionDraft, SessionState
from coachtui.domain.wall_time import to_wall
from coachtui.domain.words import clock, day, exact, label
from coachtui.store.errors import PracticeError, ReadOnlyPractice
from coachtui.store.reads.under_way import open_here
from coachtui.ui.commands import Place
from coachtui.ui.holding import Holding
from coachtui.ui.screens.frame import Frame
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, joined

if TYPE_CHECKING:
    from textual.content import Content

    from coachtui.domain.cockpit import Beginning
    from coachtui.ui.screens.cockpit import CockpitScreen


class InSession(Holding):
    """An app with at most one session under way, whose cockpit stays open behind the other screens."""

    _lock: ExitStack | None = None
    """Holds the session under way against other programs of this device, which would write the same draft."""

    @property
    def cockpit(self) -> CockpitScreen | None:
        """The cockpit of the session under way, if it is open."""
        if not self.is_screen_installed(Place.COCKPIT):
            return None
        from coachtui.ui.screens.cockpit import CockpitScreen

        found = self.get_screen(Place.COCKPIT)
        assert isinstance(found, CockpitScreen)
        return found

    def on_mount(self) -> None:
        # A terminal that is closed ends the program; what was typed a moment ago is stored before.
        with suppress(NotImplementedError, RuntimeError, ValueError, AttributeError):
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._hang_up)

    def _hang_up(self) -> None:
        self.keep_session()
        if (cockpit := self.cockpit) is not None:
            cockpit.gateway.close()
        self.desk.gateway.close()
        os._exit(128 + signal.SIGHUP)

    def keep_session(self) -> None:
        """Store what was typed in the cockpit and not stored yet, now."""
        if (cockpit := self.cockpit) is not None:
            cockpit.keep_typed()

    def action_lock(self) -> None:
        """Store first: nothing can be while the practice is locked."""
        self.keep_session()
        super().action_lock()  # type: ignore[misc]  # of the part that locks, which comes after this one

    async def action_quit(self) -> None:
        self.keep_session()
        await super().action_quit()

    @on(Frame.Begin)
    def _begin_wanted(self, event: Frame.Begin) -> None:
        self.begin_session(event.engagement_id, event.session_id)

    @work(exclusive=True, group="begin session")
    async def begin_session(self, engagement_id: str, session_id: str | None) -> None:
        """Show the session that is under way, or begin one with a client: the one named, a planned, or a new one."""
        if (cockpit := self.cockpit) is not None:
            self._tell_open(cockpit.page.client, cockpit.page.meeting.engagement_id, engagement_id)
            self.show(Place.COCKPIT)
            return
        from coachtui.store.reads import cockpit as reads

        desk = self.desk
        try:
            waiting = await desk.gateway.read(open_here)
            if waiting is not None:
                self._tell_open(waiting.client, waiting.engagement_id, engagement_id)
                await self._open(waiting.session_id)
                return
            if not engagement_id:
                return
            found = await desk.gateway.read(reads.beginning, engagement_id, desk.now(), session_id)
            chosen = await self._chosen(found)
            if chosen is not None:
                await self._open(chosen)
        except PracticeError as error:
            self.say(str(error), wrong=True)

    def _tell_open(self, client: str, engagement_id: str, wanted: str) -> None:
        if wanted and wanted != engagement_id:
            self.say(f"The session with {client} is still open: end it, or set it aside, before another begins.")

    async def _chosen(self, found: Beginning) -> str | None:
        """Return the session to begin, asking where that is not plain; a new one is planned for now."""
        from coachtui.domain.cockpit import KINDS
        from coachtui.ui.screens.confirm import Confirm
        from coachtui.ui.screens.session_start import SessionStart, Which

        meeting = found.meeting
        if meeting is not None and meeting.kind not in KINDS:
            self.say(f"A {label(meeting.kind)} has a form of its own: enter opens its notes, h says it was held.")
            return None
        if meeting is not None and meeting.state is not SessionState.PLANNED:
            self.say(
                f"This {label(meeting.kind)} session is {label(meeting.state)}. Enter on Sessions opens its notes."
            )
            return None
        if meeting is None:
            question = joined(
                (f"No session is planned with {found.client}. ", VALUE),
                (f"Begin one now, for {found.minutes} minutes?", STRONG),
            )
            agreed = await self.push_screen_wait(Confirm("Begin a session", question))
            return await self._plan(found) if agreed else None
        if found.elsewhere:
            where = ", ".join(found.elsewhere)
            question = joined(
                (f"This session is under way on {where}. What is typed there is not here. ", NEEDS),
                ("Open it here too?", STRONG),
            )
            if not await self.push_screen_wait(Confirm("Under way on another device", question)):
                return None
        if self._is_today(found):
            return meeting.id
        which = await self.push_screen_wait(SessionStart(_which_question(found)))
        if which is Which.NEW:
            return await self._plan(found)
        return meeting.id if which else None

    def _is_today(self, found: Beginning) -> bool:
        assert found.meeting is not None
        return found.meeting.starts_utc.astimezone(self.desk.now().tzinfo).date() == found.today

    async def _plan(self, found: Beginning) -> str:
        from coachtui.store import writes

        now = to_wall(self.desk.now(), found.time_zone).replace(second=0, microsecond=0)
        draft = SessionDraft(found.engagement_id, now, found.time_zone, minutes=found.minutes)
        return await self.desk.gateway.write(lambda practice: writes.cadence.plan(practice, draft))

    async def _open(self, session_id: str) -> None:
        """Open the cockpit of a session, as it was left if it was open before."""
        from coachtui.domain.cockpit import begun, gone_on
        from coachtui.store.reads import cockpit as reads
        from coachtui.ui.screens.cockpit import CockpitScreen
        from coachtui.ui.screens.cockpit_clock import stood_still

        if not await self._holds_session():
            self.say(
                "A session is open in another coachtui on this machine: go on there, or end that program first. "
                "What both wrote could not be kept."
            )
            return
        desk = self.desk
        now = desk.present_now()
        page = await desk.gateway.read(reads.page, session_id, now, now)
        told: Content | None = None
        if page.draft is None:
            state = begun(page, now)
        else:
            state, stood = gone_on(page.draft, now)
            told = stood_still(stood) if stood else joined(("The session goes on as it was left.", LABEL))
            page = await desk.gateway.read(reads.page, session_id, now, state.started)
        if self.cockpit is None:
            self.install_screen(CockpitScreen(desk, self.in_hand, page, state, told), Place.COCKPIT)
        self.show(Place.COCKPIT)

    async def _holds_session(self) -> bool:
        """Let no other program of this device open a cockpit on the practice file; False if one has."""
        if self._lock is not None:
            return True
        from coachtui.store.sync import memory
        from coachtui.store.sync.turns import turn

        lock = await self.desk.gateway.write(memory.session_lock_file)
        held = ExitStack()
        # Where nothing can be noted about it, the session is held all the same.
        with suppress(ReadOnlyPractice):
            if not held.enter_context(turn(lock)):
                held.close()
                return False
        self._lock = held
        return True

    def on_unmount(self) -> None:
        self._let_session_go()

    def _let_session_go(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @on(Frame.Over)
    def _over(self, event: Frame.Over) -> None:
        """Close the cockpit, and show the sessions with the cursor on the one that it was about."""
        cockpit = self.cockpit
        if cockpit is None:
            return
        self.show(Place.CADENCE, event.session_id)
        self.uninstall_screen(Place.COCKPIT)
        cockpit.remove()
        self._let_session_go()
        self.keep_up()


def _which_question(found: Beginning) -> Content:
    assert found.meeting is not None
    meeting = found.meeting
    on = meeting.starts_local.date()
    when = f"{day(on, found.today) if on > found.today else exact(on)} {clock(meeting.starts_local)}"
    return joined(
        (f"The session with {found.client} that is planned is that of {when}. ", VALUE),
        ("Is it this one that begins now", STRONG),
        (", before its day, or another one?" if on > found.today else ", or another one?", STRONG),
    )
