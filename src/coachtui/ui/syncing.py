"""The part of the application that keeps in step: with the other devices, with other programs on the same file, and
with a file that was replaced under it."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING

from textual import on, work

from coachtui.store.errors import PracticeError, ReplacedPractice, Stopped
from coachtui.store.gateway import LongWork
from coachtui.ui import sync_jobs as jobs
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.screens.frame import Frame
from coachtui.ui.standing import Standing, told
from coachtui.ui.taking_in import TakingIn
from coachtui.ui.widgets.header import Header

if TYPE_CHECKING:
    from coachtui.store.keys import Key
    from coachtui.ui.screens.sync import SyncDialog

WATCH_S = 2.0
"""Seconds between two looks at whether another program has written, or it is time to publish."""
SOON_S = 1.0
"""Seconds after the start before the folder is looked at: the first frame does not wait for it."""
ROUND_S = 60.0
"""Seconds between two looks into the folder."""
TELL_S = 0.7
"""Seconds after which the coach who leaves is told what is waited for."""
LEAVE_S = 8.0
"""Seconds that publishing may hold up the coach who leaves; what was not published is so after the next start."""

MENDED = "The file was replaced by another copy; both were brought together, nothing was lost."


class Syncing(TakingIn):
    """An app whose practice lies on several devices. Nothing of it is imported, or done, while no folder is set."""

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self._pulse: jobs.Pulse | None = None
        self._looking = False
        self._replaced = False
        self._exchange: LongWork[jobs.Exchange] | None = None
        self._changed_at: datetime | None = None
        self._leaving = False
        self._keys: list[Key] = []
        """What opens files with other passphrases; forgotten when the practice is locked, and with the program."""

    def keep_in_step(self) -> None:
        """Begin: called once the first frame is drawn."""
        self.desk.gateway.rescue_by(jobs.rescue, self._mended)
        self.set_interval(WATCH_S, self._watch)
        self.set_timer(SOON_S, self._look_into_folder)
        self.set_interval(ROUND_S, self._look_into_folder)

    @property
    def in_session(self) -> bool:
        """Whether the coach is with a client, or writes the notes of a session: nothing is published meanwhile."""
        return self.is_screen_installed(Place.COCKPIT) or any(
            isinstance(screen, Commanding) and screen.PLACE is Place.NOTES for screen in self.screen_stack
        )

    def renew(self) -> None:
        """Read anew what was changed underneath: the screen in sight, and the dialog over it."""
        self.keep_up()
        for screen in self.screen_stack:
            if isinstance(screen, Dialog):
                screen.renew()

    # Other programs on the same file

    @work(group="watch")
    async def _watch(self) -> None:
        """Look whether something was written; a look that waits for its turn is not joined by another."""
        while self._keys and self.desk.gateway.is_shut:
            self._keys.pop().forget()
        if self._looking or not self.writable or self.desk.gateway.is_shut:
            return
        self._looking = True
        before, replaced = self._pulse, self._replaced
        try:
            pulse, self._replaced = await self.desk.gateway.write(
                lambda practice: jobs.look(practice, before, was_replaced=replaced)
            )
        except PracticeError as error:
            # It is told by the read or write that the coach asks for; here only what has just been found out.
            if isinstance(error, ReplacedPractice) or replaced:
                self._replaced = False
                self.say(str(error), wrong=True)
            return
        finally:
            self._looking = False
        self._pulse = pulse
        if before is not None and pulse.stamp != before.stamp:
            self._changed_at = self.desk.now()
        if before is not None and pulse.others != before.others:
            self.renew()
        self._publish_if_due()

    def _mended(self) -> None:
        self._pulse = None
        self.say(MENDED, stays=True)
        self.renew()

    # Other devices

    @property
    def _meets_others(self) -> bool:
        return self.writable and any((self.desk.paths.state / "sync").glob("*.json"))

    def _look_into_folder(self) -> None:
        if self._meets_others:
            if not self.desk.standing.is_on:
                # What was not published when the program ended last goes out with the first rest.
                self._changed_at = self.desk.now()
            self._meet(collect=True)

    def _publish_if_due(self) -> None:
        if self.desk.standing.status is None or not self.desk.standing.is_on:
            return
        from coachtui.domain.syncing import publish_due

        published_at = self.desk.standing.status.published_at
        if publish_due(self._changed_at, published_at, self.desk.now(), self.in_session):
            self._meet(publish=True)

    @work(group="sync")
    async def _meet(self, *, collect: bool = False, publish: bool = False, asked: bool = False) -> None:
        """Exchange with the folder, unless that is under way; what the coach `asked` for is told whatever comes."""
        if self._exchange is not None or self._leaving or self.desk.gateway.is_shut:
            return
        changed_at = self._changed_at
        self._stand(self.desk.standing._replace(doing="looking into the folder…"))
        self._exchange = self._exchanging(collect=collect, publish=publish)
        try:
            exchange = await self._exchange
        except Stopped:
            self._stand(self.desk.standing._replace(doing=""))
        except PracticeError as error:
            self._stand_after(None, str(error), asked=asked)
        else:
            if publish and exchange.trouble:
                # Not at once again, but after another rest.
                self._changed_at = self.desk.now()
            elif publish and self._changed_at == changed_at:
                self._changed_at = None
            self._stand_after(exchange, exchange.trouble, asked=asked)
        finally:
            self._exchange = None

    def _exchanging(self, *, collect: bool, publish: bool) -> LongWork[jobs.Exchange]:
        keys = tuple(self._keys)
        return self.desk.gateway.long(
            lambda practice, task: jobs.exchange(practice, task, keys, collect=collect, publish=publish),
            self._progress,
            aside=True,
        )

    def _progress(self, done: int, total: int) -> None:
        if total and self.desk.standing.doing:
            self._stand(self.desk.standing._replace(doing=f"bringing together… {done * 100 // total} %"))

    def _stand_after(self, exchange: jobs.Exchange | None, trouble: str, *, asked: bool) -> None:
        before = self.desk.standing
        merged = exchange.merged if exchange else ()
        came = told(merged)
        stands = before._replace(status=exchange.status if exchange else before.status, doing="", trouble=trouble)
        if came:
            stands = stands._replace(came_in=tuple(merged), came_at=self.desk.now())
        self._stand(stands)
        if trouble and (asked or trouble != before.trouble):
            self.say(trouble, wrong=True)
        if came:
            self.say(came, stays=True)
            self.renew()
        elif asked and exchange and not trouble:
            self.say("Published to the folder." if exchange.published else "Nothing new, here or there.")

    def _stand(self, standing: Standing) -> None:
        """Hold how things stand, and let the screens show it."""
        self.desk.standing = standing
        # There is none any more when the folder answers while the application leaves.
        for screen in self.screen_stack:
            if isinstance(screen, Dialog):
                screen.stand(standing)
            for header in screen.query(Header):
                header.standing = standing

    # What the coach asks for

    @on(Header.Asked)
    def action_sync(self) -> None:
        from coachtui.ui.screens.sync import SyncDialog

        if isinstance(self.screen, Frame):
            self.push_screen(SyncDialog(self.desk))

    def on_sync_dialog_now(self) -> None:
        """Exchange because the coach asks for it; named, not declared, so that the dialog is imported when wanted."""
        if self._exchange is not None:
            self.say("An exchange is under way already.")
        else:
            self._meet(collect=True, publish=True, asked=True)

    def on_sync_dialog_folder(self, event: SyncDialog.Folder) -> None:
        """Meet the other devices in this folder from now on; with an empty one nowhere any more."""
        self._meet_in(event.folder, event.dialog)

    @work(exclusive=True, group="folder")
    async def _meet_in(self, folder: str, dialog: SyncDialog) -> None:
        try:
            status = await self.desk.gateway.long(lambda practice, _: jobs.set_folder(practice, folder), aside=True)
        except PracticeError as error:
            if dialog.is_attached:
                dialog.refuse(str(error))
            return
        self._stand(Standing(status))
        if self.desk.standing.is_on:
            self._changed_at = self.desk.now()
            self._meet(collect=True, publish=True, asked=True)
        else:
            self.say("Other devices are not met any more. What lies in the folder stays there.")

    @work(exclusive=True, group="folder")
    async def on_sync_dialog_passphrase(self, event: SyncDialog.Passphrase) -> None:
        """Take the file in that has another passphrase."""
        passphrase = event.passphrase
        try:
            self._keys.append(
                await self.desk.gateway.long(lambda practice, _: jobs.key(practice, passphrase), aside=True)
            )
        except PracticeError as error:
            if event.dialog.is_attached:
                event.dialog.refuse(str(error))
        else:
            self._meet(collect=True, asked=True)

    # Leaving

    async def action_quit(self) -> None:
        if self._leaving or not self.desk.standing.is_on or self.desk.gateway.is_shut:
            self.exit()
        else:
            self._leaving = True
            self._publish_and_leave()

    @work(group="leave")
    async def _publish_and_leave(self) -> None:
        """Publish what is not published yet, for no longer than a coach on the go waits."""
        if self._exchange is not None:
            self._exchange.stop()
        for screen in self.screen_stack:
            if isinstance(screen, Dialog):
                screen.keep_typed()
        work = self._exchanging(collect=False, publish=True)
        done, _ = await asyncio.wait([work.result], timeout=TELL_S)
        if not done:
            self.say("Publishing to the folder before you leave; ^q again leaves at once.")
            done, _ = await asyncio.wait([work.result], timeout=LEAVE_S)
        if not done:
            work.stop()
        self.exit()
