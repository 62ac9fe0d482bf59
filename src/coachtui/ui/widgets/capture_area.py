"""The notes of a session as they are typed: what a line says is marked in it, names and goals are completed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.message import Message
from textual.widgets import TextArea

from coachtui.domain.capture import Reader, read_line
from coachtui.domain.capture_completion import completions
from coachtui.domain.captured import Around, Capture, Completions, Line, Part
from coachtui.ui.widgets.notes_area import NotesArea

NOTHING = Completions(0, ())
PARTS = {part: f"capture--{part}" for part in Part}
UNREAD = "capture--unread"
NAMED = frozenset({"slash", "question_mark", "plus", "minus", "comma", "full_stop", "space"})
"""Keys that type a character though they are called by a name."""
KNOWN = 4_096
"""How many lines that were drawn are remembered as they were read; far more than a screen shows."""


class CaptureArea(NotesArea):
    """A text that is read line by line; a key costs next to nothing, whatever the length of the text."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*PARTS.values(), UNREAD}
    DEFAULT_CSS = """
    CaptureArea .capture--mark { color: $needs; text-style: bold; }
    CaptureArea .capture--who { color: $data; }
    CaptureArea .capture--when { color: $needs; }
    CaptureArea .capture--goal { color: $needs; text-style: bold; }
    CaptureArea .capture--level { color: $data; text-style: bold; }
    CaptureArea .capture--word { color: $data; }
    CaptureArea .capture--heading { text-style: bold; }
    CaptureArea .capture--unread { color: $bad; text-style: underline; }
    """

    follower: Callable[[], None] | None = None
    """Called when the text was changed and read again: what follows it is then drawn with it, in one go."""
    _reader: Reader | None = None

    @dataclass
    class Moved(Message):
        """The cursor stands elsewhere, or other things can be completed where it stands."""

        area: CaptureArea

    def __init__(self, body: str, around: Around, *, id: str, read_only: bool = False):
        super().__init__(body, id=id, read_only=read_only)
        self.chosen = 0
        """Which of the offers the keys would take."""
        self.offers = NOTHING
        """What can be completed at the cursor; empty when nothing is begun there, or esc was pressed."""
        self._unwanted: tuple[int, int] | None = None
        """Line and column of the word for which the coach wants no offers."""
        self._take_in(around)

    def set_around(self, around: Around) -> None:
        """Read the text against other surroundings."""
        if around != self._around:
            self._take_in(around)
            self.notify_style_update()
            self.refresh()

    @property
    def line_here(self) -> Line:
        """What the line says on which the cursor stands."""
        row, lines = self.cursor_location[0], self.capture.lines
        return lines[row] if row < len(lines) else Line("")

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        said = self._line(line.plain)
        for span in said.spans:
            line.stylize(self.get_component_rich_style(PARTS[span.part], partial=True), span.start, span.end)
        # What is still being typed is not found fault with.
        if said.reason and line_index != self.cursor_location[0]:
            begun = len(line.plain) - len(line.plain.lstrip())
            word = len(line.plain.lstrip().split(" ", 1)[0])
            line.stylize(self.get_component_rich_style(UNREAD, partial=True), begun, begun + word)
        return line

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        return key in NAMED or super().check_consume_key(key, character)

    def remove_line(self, index: int) -> None:
        """Take a line out of the text, as a change that ctrl+z takes back."""
        if index >= self.document.line_count:
            return
        last = index == self.document.line_count - 1
        if last and index:
            start, end = (index - 1, len(self.document.get_line(index - 1))), self.document.end
        else:
            start, end = (index, 0), ((index + 1, 0) if not last else self.document.end)
        self.delete(start, end, maintain_selection_offset=True)

    def go_to(self, row: int, column: int | None = None) -> None:
        """Put the cursor on a line, at its end if no column is named, and show it."""
        row = min(row, self.document.line_count - 1)
        length = len(self.document.get_line(row))
        self.move_cursor((row, length if column is None else min(column, length)), center=True)

    # Completing

    def on_key(self, event: events.Key) -> None:
        """Take the keys of the offers, before the text gets them, while there are any."""
        if not self.offers.offers:
            return
        if event.key in ("tab", "enter"):
            self.take(self.chosen)
        elif event.key in ("up", "down"):
            self.chosen = (self.chosen + (1 if event.key == "down" else -1)) % len(self.offers.offers)
            self.post_message(self.Moved(self))
        elif event.key == "escape":
            self._unwanted = (self.cursor_location[0], self.offers.start)
            self._offer(NOTHING)
        else:
            return
        event.stop()
        event.prevent_default()

    def take(self, index: int) -> None:
        """Put what is offered in the place of what was begun."""
        row, column = self.cursor_location
        start, offer = self.offers.start, self.offers.offers[index]
        follows = self.document.get_line(row)[column : column + 1]
        self._unwanted = (row, start)
        self._offer(NOTHING)
        self.insert(offer.text if follows == " " else f"{offer.text} ", (row, column)) if start == column else (
            self.replace(offer.text if follows == " " else f"{offer.text} ", (row, start), (row, column))
        )

    def on_blur(self) -> None:
        self._offer(NOTHING)

    @on(TextArea.SelectionChanged)
    def _moved(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        if self.offers.offers and self.cursor_location[0] != self._row:
            self._offer(NOTHING)
        self.post_message(self.Moved(self))

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()

    def update_suggestion(self) -> None:
        """Read the text anew; TextArea calls this at each change of it, before anything is drawn."""
        if self._reader is not None:
            self._read()
            self._complete()
            if self.follower is not None:
                self.follower()

    def _complete(self) -> None:
        row, column = self.cursor_location
        found = NOTHING
        if self.has_focus and self.selection.is_empty and row < self.document.line_count:
            line = self.document.get_line(row)
            found = completions(line, column, self._around)
            if not found.offers:
                self._unwanted = None
            elif self._unwanted == (row, found.start) or any(
                offer.text == line[found.start : column] for offer in found.offers
            ):
                found = NOTHING
        self._row = row
        self._offer(found)

    def _offer(self, found: Completions) -> None:
        if found != self.offers:
            self.offers, self.chosen = found, 0
            self.post_message(self.Moved(self))

    def _take_in(self, around: Around) -> None:
        self._around = around
        self._reader = Reader(around)
        self._line = lru_cache(KNOWN)(lambda text: read_line(text, around))
        self._row = 0
        self._read()

    def _read(self) -> None:
        assert self._reader is not None
        self.capture: Capture = self._reader.read(self.document.lines)
        """What the text says now."""
