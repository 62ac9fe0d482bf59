"""A person's text on a terminal: control characters become visible symbols, so that none can act."""

from __future__ import annotations

import json
import re
from itertools import chain

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_TURN = "\N{RIGHTWARDS ARROW OVER LEFTWARDS ARROW}"
_TURNS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))

# C0 controls have pictures of their own; what has none gets the replacement character.
_CONTROLS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
    **dict.fromkeys(chain(range(0xFFF9, 0xFFFC), (0xFEFF, 0x00AD, 0x200B)), _REPLACEMENT),
    **dict.fromkeys(_TURNS, _TURN),
}
_TO_ONE_LINE = {**_CONTROLS, **dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"), " ")}
_TO_LINES = {**_CONTROLS, ord("\t"): "    ", ord("\n"): "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff" + "".join(map(chr, _TURNS)) + "]")


def line(text: str) -> str:
    """Return a text for one line: breaks become blanks, control characters visible symbols."""
    return text if text.isprintable() else text.replace("\r\n", "\n").translate(_TO_ONE_LINE)


def lines(text: str) -> str:
    """Return a text for several lines: its breaks stay, control characters become visible symbols."""
    return text if text.isprintable() else text.replace("\r\n", "\n").translate(_TO_LINES)


def as_json(value: object) -> str:
    """Return JSON that loses nothing and that a terminal can print: what could act there is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
