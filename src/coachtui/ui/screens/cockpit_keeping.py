"""Keeping what is typed: it is on its way to the file a second after a key, whether or not the coach goes on typing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work
from textual.dom import DOMNode
from textual.timer import Timer

from coachtui.domain.cockpit import FORM
from coachtui.store import drafts
from coachtui.store.errors import PracticeError
from coachtui.store.reads.cadence import NOTES_DRAFT

if TYPE_CHECKING:
    from coachtui.store.gateway import Gateway
    from coachtui.store.practice import Practice

    _Base = DOMNode
else:
    _Base = object

KEEP_S = 1.0
"""Seconds from the first change that is not stored yet until it is; typing on does not put it off."""
AGAIN_S = 2.0
"""Seconds after which storing that failed is tried again."""


class Keeping(_Base):
    """Mixed into the screen whose `values()` are kept. One write is under way at a time; the next has all that came."""

    gateway: Gateway
    """The way to the practice as it is now, whatever moment the screens show."""
    session_id: str
    """The session that is under way."""
    _timer: Timer | None = None
    _writing = False
    _changed = False
    _forgotten = False
    trouble = ""
    """Why what was typed could not be stored, while that is so."""

    def values(self) -> dict[str, str]:
        """Return the fields of the draft."""
        raise NotImplementedError

    def kept(self) -> None:
        """Show how it stands: called after each attempt to store."""

    def resting(self) -> None:
        """Called each time before what was typed is stored."""

    def touch(self) -> None:
        """Something is to be stored, soon."""
        self._changed = True
        if self._timer is None and not self._writing:
            self._timer = self.set_timer(KEEP_S, self._keep)

    def keep_typed(self) -> None:
        """Queue what is not stored yet at once: the coach leaves, or the practice is locked."""
        if self._changed and not self._forgotten:
            self._stop_timer()
            self.store_at_once()

    def store_at_once(self) -> None:
        """Queue what there is to store, without waiting for it."""
        self._store().add_done_callback(self._stored_at_once)

    def _stored_at_once(self, done: asyncio.Future[None]) -> None:
        # Nobody waits for it; what could not be stored is tried again with what is typed next.
        if not done.cancelled() and done.exception() is not None:
            self._changed = True

    def forget_typed(self) -> None:
        """Store nothing any more: the session was recorded."""
        self._stop_timer()
        self._forgotten = True

    def keep_again(self) -> None:
        """Go on storing: the session is not over after all."""
        self._forgotten = False
        self.touch()

    def _store(self) -> asyncio.Future[None]:
        self._changed = False
        session_id, values = self.session_id, self.values()

        def job(practice: Practice) -> None:
            drafts.save(practice, FORM, session_id, values)
            # What was typed before the session is in the text from its beginning.
            if drafts.load(practice.db, NOTES_DRAFT, session_id) is not None:
                drafts.discard(practice, NOTES_DRAFT, session_id)

        return self.gateway.write(job)

    @work(group="keep")
    async def _keep(self) -> None:
        self._stop_timer()
        if self._forgotten:
            return
        self.resting()
        self._writing = True
        try:
            await asyncio.shield(self._store())
        except PracticeError as error:
            self._changed = True
            self.trouble = str(error)
        else:
            self.trouble = ""
        finally:
            self._writing = False
        self.kept()
        if self._changed and self._timer is None and not self._forgotten:
            self._timer = self.set_timer(AGAIN_S if self.trouble else KEEP_S, self._keep)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
