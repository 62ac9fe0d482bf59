"""The notes of one meeting: private ones, and apart from them the summary shared with the client."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Container, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static, TextArea

from coachtui import config
from coachtui.domain.cadence import SessionNoteDraft
from coachtui.domain.drafts import Invalid
from coachtui.domain.underneath import Change, quoted
from coachtui.store import drafts, writes
from coachtui.store.driver import Connection
from coachtui.store.errors import PracticeError
from coachtui.store.practice import Practice
from coachtui.store.reads import cadence as reads
from coachtui.store.reads import underneath
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens import session_editor as outside
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.screens.frame import Frame
from coachtui.ui.text import DATA, LABEL, NEEDS, STRONG, WRONG, joined, plain
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.notes_area import NotesArea

KEEP_SECONDS = 1.0
"""How long after a change the draft is stored; that much typing a crash can cost at most."""

SEEN = " seen"
"""Stands in the draft for how far the practice had come when the notes were opened."""

_KEY = f"bold {NEEDS}"
_TEXTS = {"session_note": "private", "session_summary": "shared"}
"""The area of each table's text."""


class Texts(NamedTuple):
    """What is stored of a meeting, what was typed and not saved, if anything was, and how far that had read."""

    notes: str
    summary: str
    released: bool
    draft: dict[str, str] | None
    seen: underneath.Seen

    @classmethod
    def read(cls, db: Connection, session_id: str) -> Texts:
        """Read the texts of a meeting whole."""
        summary = reads.summary(db, session_id)
        kept = drafts.load(db, reads.NOTES_DRAFT, session_id)
        seen = json.loads((kept or {}).pop(SEEN, "null")) or underneath.seen(db)
        return cls(reads.note(db, session_id), summary.body, summary.released, kept, seen)


class NotesScreen(Dialog[bool]):
    """Two texts side by side. They are kept as they are typed; `^g` makes them the session's notes."""

    PLACE = Place.NOTES
    BINDINGS = bindings(Place.NOTES)
    HORIZONTAL_BREAKPOINTS = Frame.HORIZONTAL_BREAKPOINTS

    def __init__(self, desk: Desk, session_id: str, client: str, named: str, texts: Texts, *, writable: bool):
        super().__init__()
        self._desk = desk
        self.session_id = session_id
        self._client = client
        self._named = named
        self._stored = texts
        self._released = (texts.draft or {}).get("released", str(texts.released)) == "True"
        kept, read_only = texts.draft or {}, not writable
        self._areas = {
            "private": NotesArea(kept.get("notes", texts.notes), id="private", read_only=read_only),
            "shared": NotesArea(kept.get("summary", texts.summary), id="shared", read_only=read_only),
        }
        self._writable = writable
        self._timer: Timer | None = None
        self._touched = False
        self._last = "private"
        self._saving = False
        self._seen = texts.seen
        self._theirs: dict[str, Change] = {}
        """What was written elsewhere meanwhile, and differs from what was typed, by table."""

    def compose(self) -> ComposeResult:
        with Vertical(id="notes"):
            yield Static(self._heading(), id="heading")
            yield Static(id="told")
            with Container(id="texts"):
                yield from self._areas.values()
            yield Footer()

    def on_mount(self) -> None:
        self._areas["private"].border_title = "Notes · private"
        self._areas["shared"].border_title = "Shared summary"
        self._show_release()
        if self._stored.draft:
            self._tell(joined(("What you typed and did not save is back. ", DATA), ("^r starts over.", LABEL)))
        elif not self._writable:
            self._tell(plain("This practice file is read-only, so nothing can be written here.", NEEDS))
        self._areas["private"].focus()
        if self._stored.draft:
            self.renew()

    # Changed underneath

    def renew(self) -> None:
        self._look_underneath()

    @work(exclusive=True, group="underneath")
    async def _look_underneath(self) -> None:
        try:
            await self._meet_changes()
        except PracticeError as error:
            self._tell(plain(str(error), WRONG))

    def keep_typed(self) -> None:
        if self._timer is not None:
            self._stop_timer()
            self._store_draft()

    async def _meet_changes(self) -> bool:
        """Show what was written elsewhere where nothing was typed, and tell the rest; return whether any of it is new.

        What is typed stays as it is. Saving keeps the other's text too, as a conflict for the merge desk.
        """

        def read(db: Connection) -> tuple[list[Change], Texts]:
            return underneath.changed(db, self.session_id, self._seen), Texts.read(db, self.session_id)

        changes, now = await self._desk.gateway.read(read)
        before, self._stored = self._stored, now._replace(draft=self._stored.draft)
        if self._released == before.released:
            self._released = now.released
            self._show_release()
        known, self._theirs = self._theirs, {}
        told = []
        for change in changes:
            if change.column not in ("", "body") or change.table not in _TEXTS:
                continue
            area = self._areas[_TEXTS[change.table]]
            text, was = (now.notes, before.notes) if area.id == "private" else (now.summary, before.summary)
            if area.body == text:
                continue
            if area.body in (was, change.before or "") and change.table not in known:
                with self.prevent(TextArea.Changed):
                    area.set_body(text)
                told.append(f"What was written {change.where} stands here now.")
            else:
                self._theirs[change.table] = change._replace(column="body", after=text)
                if change.table not in known or known[change.table].after != text:
                    told.append(f"Changed {change.where}: {quoted(text)}.")
        if self._theirs and told:
            told.append("What you typed stays; saving keeps both, for the merge desk.")
        if told:
            self._tell(plain(" ".join(dict.fromkeys(told)), NEEDS))
        return bool(self._theirs and told)

    @property
    def changed(self) -> bool:
        """Whether something differs from what is stored."""
        return (self._typed(), self._released) != (
            SessionNoteDraft(self._stored.notes, self._stored.summary),
            self._stored.released,
        )

    # Typing

    @on(TextArea.Changed)
    def _edited(self) -> None:
        self._touched = True
        if self._timer is None:
            self._timer = self.set_timer(KEEP_SECONDS, self._keep)

    def on_descendant_focus(self) -> None:
        if isinstance(self.focused, NotesArea):
            self._last = self.focused.id or "private"
        self.refresh_bindings()

    def action_turn(self) -> None:
        other = "shared" if isinstance(self.focused, NotesArea) and self.focused.id == "private" else "private"
        self._areas[other].focus()

    def action_write_on(self) -> None:
        self._areas[self._last].focus()

    def action_release(self) -> None:
        self._released = not self._released
        self._show_release()
        self._edited()

    def action_leave(self) -> None:
        if isinstance(self.focused, NotesArea):
            self.set_focus(None)
            self.refresh_bindings()
            self._tell(joined(("⏎", _KEY), (" goes on writing, ", LABEL), ("esc", _KEY), (" leaves the notes.", LABEL)))
            return
        if self._touched and self.changed:
            self._keep()
            self.app.post_message(Frame.Told("What you typed is kept: open the notes again to go on."))
        elif self._touched:
            self._forget()
        self.dismiss(False)

    def on_unmount(self) -> None:
        # However the screen ends, what was typed a moment ago is on its way to the file.
        self.keep_typed()

    def action_forget(self) -> None:
        """Forget what was not saved and show what is stored."""
        self._forget()
        self._released = self._stored.released
        with self.prevent(TextArea.Changed):
            self._areas["private"].set_body(self._stored.notes)
            self._areas["shared"].set_body(self._stored.summary)
        self._show_release()
        self._tell(plain("This is what was saved last.", LABEL))

    @work(group="keep")
    async def _keep(self) -> None:
        """Store the draft; the write is queued before anything is awaited."""
        self._stop_timer()
        future = self._desk.gateway.write(self._storing())
        problems = self._typed().problems()
        try:
            await asyncio.shield(future)
        except PracticeError as error:
            self._tell(plain(f"What you typed could not be kept: {error}", WRONG))
        else:
            self._tell(plain(problems[0].message, WRONG) if problems else self._kept())

    def _store_draft(self) -> None:
        """Store what is typed now, without waiting for it."""
        self._desk.gateway.leave(self._storing())

    def _storing(self) -> Callable[[Practice], None]:
        """Return the job that stores what is typed now."""
        typed = self._typed()
        values = {"notes": typed.notes, "summary": typed.summary, "released": str(self._released)}
        values[SEEN] = json.dumps(self._seen)
        return lambda practice: drafts.save(practice, reads.NOTES_DRAFT, self.session_id, values)

    def _forget(self) -> None:
        self._stop_timer()
        self._touched = False
        self._desk.gateway.leave(lambda practice: drafts.discard(practice, reads.NOTES_DRAFT, self.session_id))

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    # Saving

    def action_save(self) -> None:
        if not self._saving:
            self._saving = True
            self._save()

    @work(group="save")
    async def _save(self) -> None:
        try:
            if await self._meet_changes():
                # Told once; saving again is the answer.
                return
            texts, released, theirs = self._typed(), self._released, tuple(self._theirs.values())
            if not self.changed:
                self._forget()
                self.app.post_message(Frame.Told("Nothing was changed."))
                self.dismiss(False)
                return
            self._stop_timer()
            future = self._desk.gateway.write(
                lambda practice: writes.cadence.write_texts(
                    practice, self.session_id, texts, released=released, theirs=theirs
                )
            )
            await asyncio.shield(future)
        except Invalid as invalid:
            self._not_saved(" ".join(problem.message for problem in invalid.problems))
        except PracticeError as error:
            self._not_saved(str(error))
        else:
            self.app.post_message(Frame.Wrote(f"Saved the notes of {self._named}"))
            self.dismiss(True)
        finally:
            self._saving = False

    def _not_saved(self, reason: str) -> None:
        self._store_draft()
        self._tell(plain(reason, WRONG))

    # The coach's own editor

    def action_editor(self) -> None:
        area = self._areas[self._last]
        if not config.load(self._desk.paths.settings)[0].editor:
            self._tell(plain(outside.how_to_allow(self._desk.paths.settings), NEEDS))
            return
        self._stop_timer()
        self._store_draft()
        try:
            text = outside.edit_outside(self.app, area.body, self._desk.paths.state / "editing")
        except SuspendNotSupported:
            self._tell(plain("Your editor can't be opened from here, so write in this field.", NEEDS))
        except outside.EditorError as problem:
            self._tell(plain(str(problem), WRONG))
        else:
            area.replace_body(text)
            self.app.refresh()
        area.focus()

    # What is shown

    def _typed(self) -> SessionNoteDraft:
        return SessionNoteDraft(self._areas["private"].body, self._areas["shared"].body)

    def _heading(self) -> Content:
        return joined((self._client, STRONG), (f"  {self._named}", LABEL))

    def _show_release(self) -> None:
        shared = self._areas["shared"]
        who = "manager and sponsor" if self._released else "the client alone"
        shared.border_subtitle = f"read by {'the client, ' if self._released else ''}{who}"

    def _kept(self) -> Content:
        if not self.changed:
            return joined(("As it was saved.", LABEL))
        if self._theirs:
            theirs = [(f"Changed {one.where}: {quoted(str(one.after))}. ", NEEDS) for one in self._theirs.values()]
            return joined(*theirs, ("^g", _KEY), (" saves yours and keeps both, for the merge desk.", LABEL))
        return joined(("Kept as a draft; ", LABEL), ("^g", _KEY), (" saves it.", LABEL))

    def _tell(self, told: Content) -> None:
        # What is kept when the screen is left is told to nobody.
        for line in self.query("#told").results(Static):
            line.update(told)
