"""The only way a person's text becomes something drawn: plain `Content`, never markup, nothing hidden in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from rich.cells import cell_len
from textual.content import Content

from coachtui.domain.words import folded

LONGEST = 2_000
"""Characters of a one-line text that are looked at; no terminal shows more of it."""

# Tones: style strings made of theme tokens, so that a theme change redraws them.
LABEL = "$label"
"""What only names a value: half strength."""
VALUE = "$foreground"
STRONG = "bold $foreground"
DATA = "$data"
"""Drawn data and what has the focus."""
NEEDS = "$needs"
"""What waits for the coach."""
WRONG = "$bad"
RIGHT = "$good"

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_TURN = "\N{RIGHTWARDS ARROW OVER LEFTWARDS ARROW}"

# C0 controls have pictures of their own; what has none gets the replacement character.
_CONTROLS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
    # Surrogates can't be written to a terminal.
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
    **dict.fromkeys(chain(range(0xFFF9, 0xFFFC), (0xFEFF, 0x00AD, 0x200B)), _REPLACEMENT),
    # These would turn the rest of the line around.
    **dict.fromkeys(chain((0x061C, 0x200E, 0x200F), range(0x202A, 0x202F), range(0x2066, 0x206A)), _TURN),
}
_TO_ONE_LINE = {**_CONTROLS, **dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"), " ")}
_TO_LINES = {**_CONTROLS, ord("\t"): "    ", ord("\n"): "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}


def line(text: str) -> str:
    """Return a text for one line: breaks become blanks, control characters visible symbols."""
    if text.isprintable() and len(text) <= LONGEST:
        return text
    return text[:LONGEST].replace("\r\n", "\n").translate(_TO_ONE_LINE)


def lines(text: str) -> str:
    """Return a text for several lines: its breaks stay, control characters become visible symbols."""
    return text.replace("\r\n", "\n").translate(_TO_LINES)


def symbols(text: str) -> str:
    """Return a text of the same length in which control characters are visible: what a field draws of its value."""
    return text if text.isprintable() else text.translate(_TO_ONE_LINE)


def plain(text: str, tone: str = "") -> Content:
    """Return a person's text as one line in one tone."""
    shown = line(text)
    return Content.styled(shown, tone) if tone else Content(shown, strip_control_codes=False)


def paragraph(text: str, tone: str = "") -> Content:
    """Return a person's text with its line breaks, in one tone."""
    shown = lines(text)
    return Content.styled(shown, tone) if tone else Content(shown, strip_control_codes=False)


def joined(*parts: Content | tuple[str, str] | str) -> Content:
    """Return one line from parts: drawn contents, (text, tone) pairs and texts; each text is made plain."""
    return Content("").join(
        part if isinstance(part, Content) else plain(*part) if isinstance(part, tuple) else plain(part)
        for part in parts
        if part
    )


def marked(text: str, words: str, tone: str = f"bold {NEEDS}") -> Content:
    """Return one line with every occurrence of the typed `words` marked; accents and case don't matter."""
    content = plain(text)
    shown = content.plain
    # Folding may change the length, so each folded character remembers where it came from.
    pairs = [(letter, index) for index, mark in enumerate(shown) for letter in folded(mark)]
    haystack = "".join(letter for letter, _ in pairs)
    for word in folded(words).split():
        start = haystack.find(word)
        while start >= 0:
            end = start + len(word)
            content = content.stylize(tone, pairs[start][1], pairs[end - 1][1] + 1)
            start = haystack.find(word, end)
    return content


def cut(content: Content, width: int) -> Content:
    """Return a line of at most `width` cells; what doesn't fit is replaced by an ellipsis."""
    if width <= 0:
        return Content("")
    return content.truncate(width, ellipsis=True)


def cell(content: Content, width: int, *, right: bool = False) -> Content:
    """Return a line of exactly `width` cells, flush left or right."""
    shown = cut(content, width)
    blanks = max(0, width - cell_len(shown.plain))
    return shown.pad_left(blanks) if right else shown.pad_right(blanks)


def fitted(width: int, parts: Sequence[Sequence[Content]], order: Iterable[int], gap: int) -> list[Content]:
    """Choose how each part is written, so that all stand in one line of `width` cells with `gap` between them.

    A part is its ways of writing, longest first; an empty one leaves it out. Each entry of `order` lets one part give
    way by one step, the first when it gets too narrow; a part may give way several times.
    """
    chosen = [0] * len(parts)

    def now() -> list[Content]:
        return [ways[at] for ways, at in zip(parts, chosen, strict=True) if ways[at]]

    for index in order:
        written = now()
        if sum(cell_len(content.plain) for content in written) + gap * (len(written) - 1) <= width:
            break
        chosen[index] = min(chosen[index] + 1, len(parts[index]) - 1)
    return now()
