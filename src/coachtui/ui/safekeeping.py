"""The part of the application that keeps backups, and goes back to one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work

from coachtui.domain.words import clock, exact
from coachtui.store.errors import PracticeError
from coachtui.ui.holding import Holding
from coachtui.ui.screens.frame import Frame
from coachtui.ui.text import NEEDS, VALUE, joined

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from coachtui.domain.backups import Backup, Returned
    from coachtui.store.gateway import Task
    from coachtui.store.keys import Key
    from coachtui.store.practice import Practice
    from coachtui.ui.screens.backups import Chosen

SETTLED_S = 10.0
"""Seconds after the start before the backup of the day is made, beside the screens."""
AGAIN_S = 600.0
"""Seconds between looks whether there is one: a program may stay open over days, or begin locked."""


class Safekeeping(Holding):
    """An app that backs its practice up once a day of use, and can go back to a backup."""

    def keep_safe(self) -> None:
        """Begin: called once the first frame is drawn."""
        self.set_timer(SETTLED_S, self._back_up)
        self.set_interval(AGAIN_S, self._back_up)

    @work(group="backup")
    async def _back_up(self) -> None:
        if not self.writable or self.desk.gateway.is_shut:
            return
        try:
            await self.desk.gateway.long(_daily, aside=True)
        except PracticeError as error:
            self.say(f"There is no backup of today yet: {error}", wrong=True)

    def action_backups(self) -> None:
        from coachtui.ui.screens.backups import BackupsDialog

        def chosen(found: Chosen | None) -> None:
            if found:
                self._go_back(found)

        if isinstance(self.screen, Frame):
            self.push_screen(BackupsDialog(self.desk), chosen)

    @work(exclusive=True, group="go back")
    async def _go_back(self, found: Chosen) -> None:
        when = found.backup.made_at.astimezone(self.desk.now().tzinfo)
        made = f"{exact(when.date())} {clock(when)}"
        try:
            if not found.whole:
                done = await self.desk.gateway.long(lambda practice, task: _by_edits(practice, task, found.backup))
                if done.nothing:
                    self.say(f"Everything is as it was {made}.")
                else:
                    self.say(f"Back to {made}: {done.words()}. u takes it back.", stays=True)
            elif await self._agreed_to_replace(made):
                was = await self._replace(found.backup)
                self.say(f"The file of {made} is in place. As it was before, it is kept as {was}.", stays=True)
        except PracticeError as error:
            self.say(str(error), wrong=True)
        self.keep_up()

    async def _agreed_to_replace(self, made: str) -> bool:
        from coachtui.ui.screens.confirm import Confirm

        again = (
            "\nYour other devices' newer edits come in again. To go back on all of them, go back by edits."
            if self.desk.standing.is_on
            else ""
        )
        question = joined(
            (f"The file of {made} takes the place of the present one, which becomes a backup before.", VALUE),
            (again, NEEDS),
        )
        agreed: bool = await self.push_screen_wait(Confirm("Go back to the whole file?", question))
        return agreed

    async def _replace(self, backup: Backup) -> str:
        """Let go of the practice, put the backup in its place, and open it again; return what became of the file."""
        gateway = self.desk.gateway
        path, key = await gateway.write(lambda practice: (practice.path, practice.db.key))
        now = self.desk.clock()
        await gateway.shut()
        try:
            return await asyncio.to_thread(self._put_in_place, path, backup, now, key)
        finally:
            await gateway.reopen()

    def _put_in_place(self, path: Path, backup: Backup, now: datetime, key: Key | None) -> str:
        from coachtui.store.restore import restore

        was = restore(path, self.desk.paths, backup, now, key=key, backup_key=key if backup.encrypted else None)
        return was.name if was else "nothing"


def _daily(practice: Practice, task: Task) -> None:
    from coachtui.store import backups

    backups.daily(practice.db, practice.path, practice.paths.backups, practice.clock())


def _by_edits(practice: Practice, task: Task, backup: Backup) -> Returned:
    from coachtui.store.restore_edits import restore_as_edits

    return restore_as_edits(practice, backup, key=practice.db.key if backup.encrypted else None, step=task.step)
