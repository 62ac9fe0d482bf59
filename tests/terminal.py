"""A program in a real pseudo-terminal: what it draws is read from a screen, what it hears are the bytes of keys."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

import pyte

LIMIT = 30.0
"""Seconds that words may take to be drawn; only a failure ever takes as long."""

PAUSE = 0.02
"""Seconds without a byte after which the program has drawn what it had to draw."""

KEYS = {
    "enter": "\r", "esc": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "backspace": "\x7f",
    "delete": "\x1b[3~", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H",
    "end": "\x1b[F",
}  # fmt: skip

_INK = Path(__file__).parent.parent / "themes" / "ink.toml"
FOCUSED = tomllib.loads(_INK.read_text(encoding="utf-8"))["colours"]["data"].removeprefix("#")
"""The colour that the label of a field has in the usual theme while one types there."""

_PRIVATE = re.compile(rb"\x1b\[[<>=][\d;]*[a-zA-Z]")
"""Settings of the keyboard, which pyte would draw as text."""
_FRAMES = str.maketrans(dict.fromkeys("│╭╮╰╯─┃", " "))


class Terminal:
    """Runs coachtui as a process of its own in a terminal of `columns` × `lines`, with `environment` as a whole.

    Nothing waits for a time: `until` waits for words, for up to `LIMIT` seconds, and raises AssertionError with what
    is on the screen instead.
    """

    def __init__(self, environment: Mapping[str, str], *arguments: str, columns: int = 120, lines: int = 36):
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        settings = {
            **environment,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "COLUMNS": str(columns),
            "LINES": str(lines),
        }
        command = [sys.executable, "-m", "coachtui", *arguments]
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
                os.execvpe(command[0], command, settings)
            finally:
                os._exit(127)
        self.code: int | None = None
        """With what the program ended, once it has."""

    @property
    def drawn(self) -> str:
        """What is on the screen, line by line."""
        return "\n".join(line.rstrip() for line in self._lines())

    @property
    def words(self) -> str:
        """What is on the screen as one text, without frames and breaks."""
        return " ".join(self.drawn.translate(_FRAMES).split())

    def keys(self, *names: str) -> None:
        """Press keys by name: one character, ctrl+g, or one of `KEYS`."""
        for name in names:
            if name.startswith("ctrl+"):
                self._type(chr(ord(name[-1].upper()) & 0x1F))
            else:
                self._type(KEYS.get(name, name))

    def text(self, words: str) -> None:
        """Type words, and wait until they stand there."""
        self._type(words)
        self.until(words)

    def until(self, *words: str, without: tuple[str, ...] = ()) -> None:
        """Wait until all these words are drawn, and none of `without`."""
        told = f"never drawn: {', '.join(map(repr, words))}" + (f" without {without}" if without else "")

        def is_so() -> bool:
            shown = self.words
            return all(one in shown for one in words) and not any(one in shown for one in without)

        self._wait(is_so, told)

    def at(self, label: str) -> None:
        """Wait until the field of this label has the focus, which its colour shows."""
        self._wait(lambda: self._stands(label) is not None, f"the focus never came to {label!r}")

    def fill(self, label: str, words: str, *then: str) -> None:
        """Wait for the focus to be in a field of one line, take out what stands there, type, and press keys."""
        self.at(label)
        # A letter typed at once would overtake keys that are no letters.
        self.keys("end", *["backspace"] * len(self._stands(label) or ""))
        self._wait(lambda: self._stands(label) == "", f"{label!r} was not emptied")
        self.text(words)
        self.keys(*then)

    def ended(self) -> int:
        """Wait until the program has ended, and return its exit code."""
        self._wait(lambda: self.code is not None, "it did not end")
        assert self.code is not None
        return self.code

    def kill(self) -> None:
        """End the program as a power cut does."""
        os.kill(self._pid, signal.SIGKILL)
        self._reap()

    def hang_up(self) -> None:
        """Tell the program that its terminal is closed, and wait until it has ended."""
        os.kill(self._pid, signal.SIGHUP)
        self.ended()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.code is None:
            os.kill(self._pid, signal.SIGKILL)
            self._reap()
        os.close(self._terminal)

    def _stands(self, label: str) -> str | None:
        """Return what stands in the field that has the focus, behind its label; None while it has no focus."""
        for line, drawn in enumerate(self._lines()):
            for found in re.finditer(rf"(?<!\S){re.escape(label)}(?! ?\S)", drawn):
                if self._screen.buffer[line][found.start()].fg == FOCUSED:
                    return drawn[found.end() :].partition("│")[0].strip()
        return None

    def _lines(self) -> list[str]:
        # As pyte's own `display`, which measures each character, and takes a third of the time of such a test.
        columns = range(self._screen.columns)
        return [
            "".join([line[x].data for x in columns])
            for line in map(self._screen.buffer.__getitem__, range(self._screen.lines))
        ]

    def _type(self, characters: str) -> None:
        os.write(self._terminal, characters.encode())

    def _wait(self, is_so: Callable[[], bool], told: str) -> None:
        deadline = time.monotonic() + LIMIT
        while not is_so():
            left = deadline - time.monotonic()
            assert left > 0, f"{told}, but:\n{self.drawn}"
            alive = self._read(left)
            while alive and self._is_drawing():
                alive = self._read(left)
            assert alive or is_so(), f"{told}; the program ended with {self.code}, on the screen:\n{self.drawn}"

    def _is_drawing(self) -> bool:
        """Tell whether more comes at once; what is half drawn need not be looked at."""
        return bool(select.select([self._terminal], [], [], PAUSE)[0])

    def _read(self, seconds: float) -> bool:
        """Draw what comes within this time; return False once nothing will come any more."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError:  # on Linux, a terminal that nobody writes to any more
            data = b""
        if not data:
            if self.code is None:
                self._reap()
            return False
        self._stream.feed(_PRIVATE.sub(b"", data))
        return True

    def _reap(self) -> None:
        self.code = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
