"""The marks and lines of the screens in ASCII, for terminals that lack them: the last step before painting."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_INSTEAD = {
    "●○◌✕∅◆▲·✓☐☑✎»◎◉≠": "*o~x0#!.+_vn>O@%",
    "▁▂▃▄▅▆▇█": "._-=+*%#",
    "╭╮╰╯┌┐└┘├┤┬┴┼┝┥╱": "++++++++++++++++",
    "─━┄═╌": "-----",
    "\N{NO-BREAK SPACE}": " ",
    "│┃║▏▎▐▌": "|||||||",
    "→←↑↓⏎…−×÷–—“”‘’": "><^v<~-x/--\"\"''",
    "‹›―": "[]-",
}
TABLE = {ord(mark): letter for marks, letters in _INSTEAD.items() for mark, letter in zip(marks, letters, strict=True)}
"""One cell for one cell, so that nothing moves."""


class AsciiMarks(LineFilter):
    """Puts an ASCII character in the place of each mark; a person's letters stay what they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(text.translate(TABLE), style, control) for text, style, control in segments]
