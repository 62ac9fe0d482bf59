"""What all screens share: header, status strip, a body, footer; reading without waiting; writing without losing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.css.query import NoMatches
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from coachtui.domain.drafts import Invalid
from coachtui.domain.today import EngagementCard
from coachtui.store.errors import PracticeError
from coachtui.ui import commands
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Place
from coachtui.ui.desk import Desk
from coachtui.ui.text import LABEL, STRONG, WRONG, joined, paragraph
from coachtui.ui.widgets.as_of_bar import AsOfBar
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.header import Header
from coachtui.ui.widgets.rows import Rows
from coachtui.ui.widgets.strip import StatusStrip

if TYPE_CHECKING:
    from coachtui.store.practice import Practice

T = TypeVar("T")

NOTICED = 0.3
"""Seconds after which the coach is told that something is waited for."""


class Frame(Commanding, Screen[None]):
    """A screen under the header. A subclass names its `PLACE`, yields its `body` and reads in `load`."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  (Textual's own class variable)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012  (Textual's own class variable)

    ANSWERS_WHILE_READING = False
    """Whether keys do something before the screen is read for the first time; else they wait until it is."""
    done_here: frozenset[str] = frozenset()
    """What was done on a screen about the whole practice, in the words of the log; undoing it there asks nothing."""
    in_hand: reactive[EngagementCard | None] = reactive(None, init=False)
    """The engagement in hand, set by the app; the screen is read anew when it changes."""

    @dataclass
    class Go(Message):
        """Another screen is wanted, with the cursor on a record of it, if one is named."""

        place: Place
        record: str = ""

    @dataclass
    class Take(Message):
        """An engagement is to be taken in hand, and a screen shown with it, the cursor on a record if one is named."""

        engagement_id: str
        place: Place | None = None
        record: str = ""

    @dataclass
    class Begin(Message):
        """A session is to begin with a client, the one named if it is; or the one under way is to go on."""

        engagement_id: str
        session_id: str | None = None

    @dataclass
    class Over(Message):
        """The session under way is over; its cockpit closes, and the sessions are shown."""

        session_id: str

    @dataclass
    class Wrote(Message):
        """Something was stored; `said` tells what, in the past tense, unless the screen shows it (`quiet`)."""

        said: str
        quiet: bool = False

    @dataclass
    class Told(Message):
        """Something that the coach should know, though nothing was stored."""

        words: str

    @dataclass
    class Failed(Message):
        """Something could not be done, and why."""

        reason: str

    def __init__(self, desk: Desk, in_hand: EngagementCard | None = None):
        super().__init__()
        self.desk = desk
        self._held: list[str] | None = None if self.ANSWERS_WHILE_READING else []
        """The keys that wait until the screen is read for the first time; None once it was."""
        self.set_reactive(Frame.in_hand, in_hand)

    def compose(self) -> ComposeResult:
        yield Header(self.PLACE, self.desk.today(), self.desk.standing)
        yield AsOfBar(self.desk)
        yield StatusStrip(self.in_hand, self.desk.today())
        with Vertical(id="body"):
            yield from self.body()
        yield Footer()

    def body(self) -> ComposeResult:
        """Yield what stands between the status strip and the footer."""
        yield from ()

    async def load(self) -> None:
        """Read what the screen shows and show it. A PracticeError is told in place of the body."""

    def seek(self, record: str) -> None:
        """Put the cursor on a record of the screen, at the next reading if it isn't read yet.

        Which id that is, `domain.search.Hit` says by screen. A screen that doesn't show such a record stays as it is.
        """

    @work(exclusive=True, group="load")
    async def reload(self) -> None:
        """Read the screen anew; a newer call takes the place of one that still runs."""
        try:
            with self._waiting("reading…"):
                await self.load()
                await self._tell_conflicts()
        except PracticeError as error:
            self.tell_trouble(str(error))
        except NoMatches:
            # The application leaves, and what would show it has gone before.
            if self.query(Header):
                raise
        else:
            self._end_trouble()
        self.call_after_refresh(self._press_held)

    def on_key(self, event: events.Key) -> None:
        """Keep a key of the screen, and all after it, until the screen has been read for the first time."""
        if self._held is not None and (self._held or self._is_ours(event.key)):
            event.stop()
            self._held.append(event.key)

    def _is_ours(self, key: str) -> bool:
        inwards = (self.focused or self).ancestors_with_self
        places = [node.PLACE for node in inwards if isinstance(node, Commanding)]
        ours = (commands.at(place) for place in places if place is not Place.EVERYWHERE)
        return any(key in command.keys for found in ours for command in found)

    def _press_held(self) -> None:
        held, self._held = self._held, None
        for key in held or ():
            self.app.simulate_key(key)

    async def _tell_conflicts(self) -> None:
        """Let every list say which of its records two devices wrote."""
        from coachtui.store.reads.conflicts import marked

        found = await self.desk.gateway.read(marked)
        for rows in self.query(Rows):
            rows.in_conflict = found

    def write(self, job: Callable[[Practice], T], said: str, *, quiet: bool = False) -> asyncio.Future[T]:
        """Queue a write at once; when it is stored, `said` is told, unless `quiet`, and every screen is read anew.

        What goes wrong is told too. A form that shows `Invalid` problems at its fields awaits
        `desk.gateway.write(…)` itself and posts `Wrote`.
        """
        future = self.desk.gateway.write(job)
        self._follow(future, said, quiet=quiet)
        return future

    def tell_trouble(self, reason: str) -> None:
        """Show what went wrong in place of the body."""
        trouble = self.query("#trouble")
        told = joined(("This can't be shown now.", STRONG))
        told = told + "\n\n" + paragraph(reason, WRONG) + "\n\n" + joined(("Nothing was changed.", LABEL))
        if trouble:
            trouble.first(Static).update(told)
        else:
            self.mount(Static(told, id="trouble"), before=self.query_one(Footer))
        self.query_one("#body").display = False

    def watch_in_hand(self, card: EngagementCard | None) -> None:
        if self.is_mounted:
            self.query_one(StatusStrip).card = card
            self.refresh_bindings()
            if self.is_current:
                self.reload()

    def on_screen_resume(self) -> None:
        today = self.desk.today()
        header = self.query_one(Header)
        header.today, header.standing = today, self.desk.standing
        self.query_one(StatusStrip).today = today
        self.query_one(AsOfBar).follow()
        self.reload()

    @work(group="writes")
    async def _follow(self, future: asyncio.Future[T], said: str, *, quiet: bool) -> None:
        try:
            with self._waiting("saving…"):
                await asyncio.shield(future)
        except Invalid as invalid:
            self.post_message(self.Failed(" ".join(problem.message for problem in invalid.problems)))
        except PracticeError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.post_message(self.Wrote(said, quiet))

    @contextmanager
    def _waiting(self, what: str) -> Iterator[None]:
        """Say in the header what is waited for, if it takes longer than one notices."""
        if not self.query(Header):
            # The application leaves, and the header has gone before.
            yield
            return
        header = self.query_one(Header)
        timer = self.set_timer(NOTICED, lambda: setattr(header, "busy", what))
        try:
            yield
        finally:
            timer.stop()
            header.busy = ""

    def _end_trouble(self) -> None:
        if self.query("#trouble"):
            self.query("#trouble").remove()
            self.query_one("#body").display = True
