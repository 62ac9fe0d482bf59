"""The form that all forms are made of: drafts as typed, problems under their fields, one way to save."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from coachtui.domain.drafts import Invalid, Problem, refuse
from coachtui.store import drafts
from coachtui.store.driver import Connection
from coachtui.store.errors import PracticeError
from coachtui.store.practice import Practice
from coachtui.store.reads import underneath as reads
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.desk import Desk
from coachtui.ui.forms import underneath
from coachtui.ui.forms.fields import FormField
from coachtui.ui.forms.find import UNCHOSEN, FindField
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.screens.frame import Frame
from coachtui.ui.telling import told
from coachtui.ui.text import DATA, LABEL, NEEDS, WRONG, joined, plain
from coachtui.ui.widgets.footer import Footer

S = TypeVar("S")
T = TypeVar("T")
DRAFT_SECONDS = 0.8
"""How long after the last key a draft is stored."""
SEEN = " seen"
"""Stands in a draft for how far the practice had come when its form was opened; no field has such a name."""


class SaveLine(Widget, can_focus=True):
    """The last stop of a form: `enter` or a click saves."""

    BINDINGS = bindings(Place.SAVE)

    @dataclass
    class Pressed(Message):
        """Save now."""

    def render(self) -> Content:
        return Content("save")

    def action_press(self) -> None:
        self.post_message(self.Pressed())

    def on_click(self) -> None:
        self.action_press()


class Form(Dialog[T]):
    """A subclass names `FORM` and `TITLE`, yields its `fields`, and `save`s; it returns what `save` returned."""

    PLACE = Place.FORM
    BINDINGS = bindings(Place.FORM)
    FORM: ClassVar[str]
    TITLE_WORDS: ClassVar[str] = ""
    PARTS: ClassVar[Sequence[reads.Part]] = ()
    """Whose rows the form writes too, beside those of its record."""

    def __init__(self, desk: Desk, record: str = ""):
        super().__init__()
        self.desk = desk
        self.record = record
        self._timer: Timer | None = None
        self._accepted: frozenset[str] = frozenset()
        self._saving = False
        self._sure = False
        self._given_back = False
        self._kept = False
        self._opened: reads.Seen = {}
        self._seen: reads.Seen = {}
        self._collided: Sequence[Problem] = ()

    @property
    def row(self) -> str:
        """The id of what the form changes, or of what it makes something new for; empty when it is neither."""
        return self.record

    def heading(self) -> str:
        """Return the title of the box."""
        return self.TITLE_WORDS

    def fields(self) -> Iterable[FormField]:
        """Yield the fields from top to bottom."""
        raise NotImplementedError

    async def save(self, values: dict[str, str]) -> T:
        """Write what was typed with `store`, and return the result. Raises Invalid with the problems of the fields."""
        raise NotImplementedError

    async def warnings(self, values: dict[str, str]) -> Sequence[Problem]:
        """Return what is unusual but allowed: it is shown once, and saving again accepts it."""
        return ()

    def said(self, result: T, values: dict[str, str]) -> str:
        """Return what was done with these values, in the past tense, for the toast."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = plain(self.heading())
            yield Static(id="form-told")
            with VerticalScroll(can_focus=False):
                yield from self.fields()
                yield SaveLine()
            yield Footer()

    @property
    def values(self) -> dict[str, str]:
        """What the fields hold now, by name."""
        return {field.field: field.value for field in self.query(FormField)}

    async def on_mount(self) -> None:
        kept = None
        with told(self):
            kept, self._opened = await self.desk.gateway.read(self._begin)
            self._seen = json.loads((kept or {}).pop(SEEN, "null")) or self._opened
        for field in self.query(FormField):
            if kept and field.field in kept:
                field.give_back(kept[field.field])
        if kept:
            self._given_back = True
            self._tell(joined(("Your unsaved text is back. ", DATA), ("^r starts over.", LABEL)))
        self.query(FormField).first().take_focus()
        if self._seen != self._opened:
            self.renew()

    def _begin(self, db: Connection) -> tuple[dict[str, str] | None, reads.Seen]:
        return drafts.load(db, self.FORM, self.record), reads.seen(db)

    def renew(self) -> None:
        self._look_underneath()

    @work(exclusive=True, group="underneath")
    async def _look_underneath(self) -> None:
        with told(self):
            await self._meet_changes()

    async def _meet_changes(self) -> None:
        """Take in what was changed underneath since the form was opened, where nothing was typed; tell the rest."""
        if not self.row:
            return
        changes = await self.desk.gateway.read(reads.changed, self.row, self._seen, self.PARTS)
        fields = {field.field: field for field in self.query(FormField)}
        followed, collided = underneath.met(fields, changes, self.row)
        new = [problem for problem in collided if problem not in self._collided]
        self._collided = collided
        for problem in new:
            if problem.field in fields:
                fields[problem.field].show(problem.message, warning=True)
        if new:
            followed.append("What you typed stays, and what was written elsewhere stays in the history.")
        whole = [problem.message for problem in new if problem.field not in fields]
        if followed:
            self._tell(plain(" ".join([*whole, *followed]), NEEDS))

    @on(FormField.Edited)
    def _keep_soon(self) -> None:
        self._sure = False
        # A running timer is left alone: whoever types without a pause is stored all the same.
        if self._timer is None:
            self._timer = self.set_timer(DRAFT_SECONDS, self._keep_now)

    def on_unmount(self) -> None:
        self.keep_typed()

    @on(FormField.Done)
    def _next(self) -> None:
        self.focus_next()

    @on(SaveLine.Pressed)
    def action_save(self) -> None:
        """Save; nothing typed is lost whatever comes of it."""
        if not self._saving:
            self._saving = True
            self._store()

    async def action_start_over(self) -> None:
        """Forget the draft and show the form as it was; asked for twice, since nothing brings it back."""
        if not self._sure and (self._given_back or any(f.has_class("-touched") for f in self.query(FormField))):
            self._sure = True
            self._tell(plain("Press ^r again to forget all that you typed here.", NEEDS))
            return
        self._sure = self._kept = False
        self._stop_timer()
        self._accepted = frozenset()
        with told(self):
            await self.desk.gateway.write(lambda practice: drafts.discard(practice, self.FORM, self.record))
        self._seen, self._collided = self._opened, ()
        await self.recompose()
        self.query(FormField).first().take_focus()
        self.renew()

    def action_close(self) -> None:
        """Leave the form; nothing typed is lost."""
        self._leave()

    @work(exclusive=True, group="save")
    async def _leave(self) -> None:
        if self._timer or self._kept:
            with told(self):
                if self._timer:
                    await self.keep()
                self.app.post_message(Frame.Told("What you typed is kept: open the form again to go on."))
        self.dismiss(None)

    @work(exclusive=True, group="save")
    async def _store(self) -> None:
        for field in self.query(FormField):
            field.show(None)
        try:
            await self._meet_changes()
            values = self.values
            self._refuse_unchosen()
            if not await self._warned(values):
                return
            result = await self.save(values)
        except Invalid as invalid:
            self._show(invalid.problems)
        except PracticeError as error:
            self._tell(plain(str(error), WRONG))
        else:
            self._stop_timer()
            self.app.post_message(Frame.Wrote(self.said(result, values)))
            self.dismiss(result)
        finally:
            self._saving = False

    async def _warned(self, values: dict[str, str]) -> bool:
        """Whether to go on: there is nothing unusual, or it was shown and saved again all the same."""
        found = [*await self.warnings(values), *self._collided]
        told = frozenset(problem.message for problem in found)
        if told <= self._accepted:
            return True
        self._accepted = told
        self._show(found, warning=True)
        whole = [problem.message for problem in self._collided if not problem.field]
        self._tell(plain(" ".join([*whole, "Please look at what is marked; saving again keeps it as it is."]), NEEDS))
        return False

    def _refuse_unchosen(self) -> None:
        refuse(
            Problem(field.field, f"“{field.value[1:]}” is not chosen yet. {field.hint_to_choose}")
            for field in self.query(FindField)
            if field.value.startswith(UNCHOSEN)
        )

    def _show(self, problems: Sequence[Problem], *, warning: bool = False) -> None:
        """Show each problem under its field, those of no field on top, and go to the first."""
        fields = {field.field: field for field in self.query(FormField)}
        for problem in problems:
            if problem.field in fields:
                fields[problem.field].show(problem.message, warning=warning)
        elsewhere = [problem.message for problem in problems if problem.field not in fields]
        self._tell(plain(" ".join(elsewhere), WRONG) if elsewhere else None)
        first = next((field for field in fields.values() if field.field in {p.field for p in problems}), None)
        if first and not warning:
            first.take_focus()
            first.scroll_visible(animate=False)

    def keep(self) -> Awaitable[None]:
        """Store the draft and return what to await; the write is queued before this returns."""
        return self.desk.gateway.write(self._keeping())

    def keep_typed(self) -> None:
        if self._timer:
            self.desk.gateway.leave(self._keeping())

    def _keeping(self) -> Callable[[Practice], None]:
        """Return the job that stores the draft as it is now."""
        self._stop_timer()
        self._kept = True
        kept = {field.field: field.kept for field in self.query(FormField)} | {SEEN: json.dumps(self._seen)}
        return lambda practice: drafts.save(practice, self.FORM, self.record, kept)

    @work(group="drafts")
    async def _keep_now(self) -> None:
        with told(self):
            await self.keep()

    async def store(self, job: Callable[[Practice], S]) -> S:
        """Write what was typed, and let go of its draft with it: no cancellation comes between the two."""

        def stored(practice: Practice) -> S:
            result = job(practice)
            with suppress(PracticeError):
                drafts.discard(practice, self.FORM, self.record)
            return result

        # A draft that is kept meanwhile would outlive what it became.
        self._stop_timer()
        try:
            return await asyncio.shield(self.desk.gateway.write(stored))
        except (Invalid, PracticeError):
            self._keep_soon()
            raise

    def _stop_timer(self) -> None:
        if self._timer:
            self._timer.stop()
            self._timer = None

    def _tell(self, told: Content | None) -> None:
        line = self.query_one("#form-told", Static)
        line.update(told or Content(""))
        line.set_class(told is not None, "-shown")
