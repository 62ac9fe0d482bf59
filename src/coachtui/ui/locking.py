"""The part of the application that locks: a cover over everything, the practice let go of, its key wiped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from textual import events, work
from textual.await_complete import AwaitComplete
from textual.notifications import Notify
from textual.screen import Screen
from textual.widget import AwaitMount
from textual.worker import Worker

from coachtui.store.errors import PracticeError, WrongKey
from coachtui.ui.desk import Desk
from coachtui.ui.holding import Holding
from coachtui.ui.screens.dialog import Dialog

if TYPE_CHECKING:
    from coachtui.store.door import Door
    from coachtui.ui.screens.lock import HiddenScreen, LockScreen

LOOK_S = 5.0
"""Seconds between two looks whether the coach has been away for long."""
ALLOWED = frozenset({"quit", "help_quit"})
"""What can still be done while the practice is covered."""


class Locking(Holding):
    """An app that can be covered. What other parts do to the screens meanwhile is done when the cover is gone.

    Everything on the screens, what is typed too, stays where it was: the cover lies on top of it.
    """

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.door: Door | None = None
        """How the practice is opened; without it nothing can be locked, only hidden."""
        self.lock_after = timedelta()
        """For how long the coach may be away before an encrypted practice is locked; zero is for ever."""
        self._cover: LockScreen | HiddenScreen | None = None
        self._letting_go: Worker[None] | None = None
        self._later: list[Callable[[], object]] = []
        self._seen_at = desk.clock()

    @property
    def is_covered(self) -> bool:
        """Whether the practice is locked, or hidden."""
        return self._cover is not None

    def begin_locking(self) -> None:
        """Ask for the passphrase, if that is still to be given; and lock when the coach has been away for long."""
        if self.door is not None and self.door.is_locked:
            from coachtui.ui.screens.lock import LockScreen

            self._cover_with(LockScreen(str(self.door.path)))
            self._letting_go = self._let_go()
        if self.lock_after:
            self.set_interval(LOOK_S, self.look_for_coach)

    def look_for_coach(self) -> None:
        """Lock when nothing was typed and the mouse not moved for as long as the settings say."""
        is_open = self.door is not None and self.door.is_encrypted and not self.is_covered
        if is_open and self.lock_after and self.desk.clock() - self._seen_at >= self.lock_after:
            self.action_lock()

    def action_lock(self) -> None:
        """Cover the screen at once; an encrypted practice is let go of, and its key wiped, when all is stored."""
        if self.is_covered:
            return
        from coachtui.ui.screens.lock import HiddenScreen, LockScreen

        for screen in self.screen_stack:
            if isinstance(screen, Dialog):
                screen.keep_typed()
        is_locked = self.door is not None and self.door.is_encrypted
        self._cover_with(LockScreen() if is_locked else HiddenScreen())
        self.clear_notifications()
        if is_locked:
            self._letting_go = self._let_go()

    def _cover_with(self, cover: LockScreen | HiddenScreen) -> None:
        self.push_screen(cover)
        self._cover = cover

    @work(exclusive=True, group="lock", exit_on_error=False)
    async def _let_go(self) -> None:
        """Let go of the practice when all that was asked is done, then wipe the key."""
        assert self.door is not None
        await self.desk.gateway.shut()
        self.door.lock()

    def on_lock_screen_given(self, event: LockScreen.Given) -> None:
        """Try a passphrase; named, not declared, so that the screen is imported when wanted."""
        self._unlock(event.passphrase)

    @work(group="unlock")
    async def _unlock(self, passphrase: str) -> None:
        from coachtui.ui.screens.lock import LockScreen

        cover, door = self._cover, self.door
        assert isinstance(cover, LockScreen)
        assert door is not None
        try:
            if self._letting_go is not None:  # a key that is taken before would be wiped
                await self._letting_go.wait()
            await asyncio.to_thread(door.unlock, passphrase)
            await self.desk.gateway.reopen()
            self.desk.gateway.start()
        except WrongKey:
            cover.wrong()
        except PracticeError as error:
            door.lock()
            cover.trouble(str(error))
        else:
            self._uncover()

    def on_hidden_screen_revealed(self) -> None:
        """Show again what was covered."""
        self._uncover()

    def _uncover(self) -> None:
        """Take the cover away, then do what waited for that, in its order."""
        self._cover = None
        self._seen_at = self.desk.clock()
        self.pop_screen()
        later, self._later = self._later, []
        for do in later:
            do()
        self.refresh_bindings()
        self.keep_up()

    # What waits while the screen is covered

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.is_covered and action not in ALLOWED:
            return False
        return super().check_action(action, parameters)

    def on_notify(self, event: Notify) -> None:
        """Hold a toast back: it may name a client."""
        if self.is_covered:
            event.prevent_default()
            one = event.notification
            self._later.append(lambda: self.notify(one.message, severity=one.severity, markup=one.markup))

    def push_screen(self, screen: Any, callback: Any = None, wait_for_dismiss: bool = False, **options: Any) -> Any:
        if not self.is_covered:
            push: Any = super().push_screen
            return push(screen, callback, wait_for_dismiss, **options)
        if not wait_for_dismiss:
            self._later.append(lambda: self.push_screen(screen, callback, **options))
            return AwaitMount(self.screen, [])
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._later.append(lambda: self.push_screen(screen, answer.set_result, **options))
        return answer

    def pop_screen(self) -> AwaitComplete:
        if not self.is_covered:
            return super().pop_screen()
        self._later.append(self.pop_screen)
        return AwaitComplete()

    def switch_screen(self, screen: Screen[Any] | str) -> AwaitComplete:
        if not self.is_covered:
            return super().switch_screen(screen)
        # The cover counts as a screen: without it the one to be left may be the lowest, which is never left.
        self._later.append(lambda: (self.push_screen if len(self.screen_stack) == 1 else self.switch_screen)(screen))
        return AwaitComplete()

    # When the coach was last seen

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self._seen_at = self.desk.clock()
        await super().on_event(event)
