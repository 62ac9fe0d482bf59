"""The program's own streams: data on stdout, words about it on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TextIO

from coachtui.cli import plain


def prepare() -> None:
    """Let a terminal that lacks a character show a substitute, rather than fail."""
    _heads.clear()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


_heads: list[str] = []


def head(words: str) -> None:
    """Put a line above the text that is said next; above JSON and CSV it is told instead."""
    _heads.append(words)


def say(text: str) -> None:
    """Print data."""
    while _heads:
        print(plain.line(_heads.pop()), end="\n\n")
    print(plain.lines(text))


def say_parts(parts: Iterable[tuple[str, bool]]) -> None:
    """Print one line of data from parts; those that are marked stand out on a terminal, and are like the rest else."""
    bold = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    drawn = ((plain.line(text), marked and bold) for text, marked in parts)
    print("".join(f"\x1b[1m{text}\x1b[22m" if marked else text for text, marked in drawn))


def say_json(value: object) -> None:
    """Print data as JSON."""
    _tell_heads()
    print(plain.as_json(value))


def say_bytes(content: bytes) -> None:
    """Write data as it is, byte for byte."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def say_csv(columns: Iterable[str], rows: Iterable[Iterable[str | int | float]]) -> None:
    """Print data as CSV, safe to open in a spreadsheet."""
    import csv
    from io import StringIO

    from coachtui.exchange.archive_writing import for_spreadsheet

    table = StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([for_spreadsheet(value) for value in row] for row in rows)
    _tell_heads()
    say(table.getvalue().removesuffix("\n"))


def tell(text: str) -> None:
    """Print words about the data, for the person at the terminal."""
    print(plain.lines(text), file=sys.stderr)


def _tell_heads() -> None:
    while _heads:
        tell(_heads.pop())


def let_go(stream: TextIO | None = None) -> None:
    """Stop writing to a reader that went away, and keep Python from complaining about it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), (stream or sys.stdout).fileno())


def is_terminal() -> bool:
    """Whether someone watches what is told."""
    return sys.stderr.isatty()


def progress(text: str) -> None:
    """Show how far long work has come, on one line of a terminal; an empty text clears it."""
    if is_terminal():
        sys.stderr.write(f"\r\x1b[K{plain.line(text)}")
        sys.stderr.flush()
