"""A text of many lines to write in, in our look; what it shows never moves the terminal."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from coachtui.ui.text import lines

LONGEST_LINE = 50_000
"""Characters of a line that is still wrapped; wrapping a longer one anew at each key can be felt."""


class NotesArea(TextArea):
    """Soft-wrapped; `tab` leaves it, control characters are shown as symbols."""

    DEFAULT_CSS = """
    NotesArea {
        border: round $line;
        border-title-color: $label;
        border-subtitle-color: $label;
        padding: 0 1;
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 1;
    }
    NotesArea:focus {
        border: round $data;
        border-title-color: $data;
        border-title-style: bold;
        border-subtitle-color: $data;
    }
    NotesArea .text-area--cursor-line { background: $background; }
    NotesArea .text-area--cursor { color: $background; background: $foreground; }
    NotesArea .text-area--selection { background: $cursor; }
    """

    def __init__(self, body: str, *, id: str, read_only: bool = False):
        self._body = body
        self._shown = lines(body)
        super().__init__(
            self._shown,
            id=id,
            soft_wrap=_wraps(self._shown),
            read_only=read_only,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
        )

    @property
    def body(self) -> str:
        """What is to be stored: the text as it came, unless something was typed."""
        return self._body if self.text == self._shown else self.text

    def set_body(self, body: str) -> None:
        """Show another text."""
        self._body, self._shown = body, lines(body)
        self.soft_wrap = _wraps(self._shown)
        self.text = self._shown

    def replace_body(self, text: str) -> None:
        """Put another text in place of what is written, as a change that ctrl+z takes back."""
        self.replace(lines(text), (0, 0), self.document.end)

    def on_paste(self, event: events.Paste) -> None:
        # Before TextArea takes it in.
        event.text = lines(event.text)


def _wraps(text: str) -> bool:
    return len(text) <= LONGEST_LINE or max(map(len, text.split("\n"))) <= LONGEST_LINE
