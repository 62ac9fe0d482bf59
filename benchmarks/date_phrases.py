"""How well our reader of dates, and libraries that are installed, do by the table tests/fixtures/date_phrases.csv.

For each: the phrases read right, read as another day or time (wrong), not read (missed), and read although they mean
no day (guessed); then what the import costs a fresh interpreter, and the median of one phrase. A library reads with
its own settings for a day to come, a fixed today, and the order of digits. Libraries that are not there are left out.
Run: python benchmarks/date_phrases.py [--each]   (--each also lists what was not read right)
"""

from __future__ import annotations

import csv
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parent.parent / "tests" / "fixtures" / "date_phrases.csv"
WRITTEN = "%Y-%m-%d %H:%M"
Reader = Callable[[str, date, str, str], datetime | None]
"""What reads a phrase: seen from a day, with an order of digits, in a language."""


class Library(NamedTuple):
    """A way of reading dates: the package that holds it (ours: none), what is imported, and how a reader is made."""

    name: str
    package: str
    module: str
    reader: Callable[[], Reader]


def ours() -> Reader:
    """The reader of this program."""
    from coachtui.config import Settings, manner
    from coachtui.domain.dates import read_moment
    from coachtui.domain.manner import speak

    def read(phrase: str, today: date, order: str, language: str) -> datetime | None:
        speak(manner(Settings(locale=language, date_order=order))[0])
        day, at = read_moment(phrase, today)
        return datetime.combine(day, at or datetime.min.time())

    return read


def dateparser(*, strict: bool) -> Reader:
    """Dateparser; strict: only with a day, a month and a year, given or relative."""
    import dateparser

    def read(phrase: str, today: date, order: str, language: str) -> datetime | None:
        return dateparser.parse(
            phrase,
            languages=[language],
            settings={
                "RELATIVE_BASE": midnight(today),
                "PREFER_DATES_FROM": "future",
                "DATE_ORDER": "".join(part[0].upper() for part in order.split("-")),
                "STRICT_PARSING": strict,
                "RETURN_AS_TIMEZONE_AWARE": False,
            },
        )

    return read


def dateutil() -> Reader:
    """The parser of python-dateutil."""
    from dateutil.parser import parse

    def read(phrase: str, today: date, order: str, language: str) -> datetime | None:
        return parse(phrase, default=midnight(today), dayfirst=order == "day-month-year", ignoretz=True)

    return read


def parsedatetime() -> Reader:
    """Parsedatetime."""
    import parsedatetime as library

    def read(phrase: str, today: date, order: str, language: str) -> datetime | None:
        constants = library.Constants("en_US", usePyICU=False)
        constants.DateSep = ["/", "."]
        constants.dp_order = [part[0] for part in order.split("-")]
        found, how = library.Calendar(constants).parseDT(phrase, sourceTime=midnight(today))
        return found if how else None

    return read


def recurrent() -> Reader:
    """Recurrent, which asks parsedatetime."""
    from recurrent.event_parser import RecurringEvent

    def read(phrase: str, today: date, order: str, language: str) -> datetime | None:
        found = RecurringEvent(now_date=midnight(today)).parse(phrase)
        return found if isinstance(found, datetime) else None

    return read


def ctparse() -> Reader:
    """Ctparse."""
    from ctparse import ctparse as parse

    def read(phrase: str, today: date, order: str, language: str) -> datetime | None:
        found = parse(phrase, ts=midnight(today), latent_time=False)
        resolution = found and found.resolution
        return getattr(resolution, "dt", None) if resolution is not None else None

    return read


def timefhuman() -> Reader:
    """Timefhuman."""
    from timefhuman import tfhConfig
    from timefhuman import timefhuman as parse

    def read(phrase: str, today: date, order: str, language: str) -> datetime | None:
        found = parse(phrase, config=tfhConfig(now=midnight(today)))
        found = found[0] if isinstance(found, list) and len(found) == 1 else found
        return found if isinstance(found, datetime) else midnight(found) if isinstance(found, date) else None

    return read


LIBRARIES = (
    Library("ours", "", "coachtui.domain.dates", ours),
    Library("dateparser", "dateparser", "dateparser", lambda: dateparser(strict=False)),
    Library("dateparser, strict", "dateparser", "dateparser", lambda: dateparser(strict=True)),
    Library("dateutil.parser", "python-dateutil", "dateutil.parser", dateutil),
    Library("parsedatetime", "parsedatetime", "parsedatetime", parsedatetime),
    Library("recurrent", "recurrent", "recurrent", recurrent),
    Library("ctparse", "ctparse", "ctparse", ctparse),
    Library("timefhuman", "timefhuman", "timefhuman", timefhuman),
)


def main() -> None:
    """Print one line for each reader: first of English, then of the other languages."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for name, some in (("English", True), ("other languages", False)):
        chosen = [row for row in rows if (row["language"] == "en") is some]
        meant = sum(bool(row["meant"]) for row in chosen)
        print(f"{name}: {meant} phrases that mean a day, {len(chosen) - meant} that mean none")
        print(f"{'':20}{'version':14}{'right':>6}{'wrong':>6}{'missed':>7}{'guessed':>8}{'import':>9}{'phrase':>10}")
        for library in LIBRARIES if some else LIBRARIES[:3]:
            show(library, chosen)


def show(library: Library, rows: list[dict[str, str]]) -> None:
    """Print how a library reads the rows."""
    try:
        number = version(library.package) if library.package else "this"
    except PackageNotFoundError:
        print(f"{library.name:20}not installed")
        return
    judged, seconds = judge(library.reader(), rows)
    counted = Counter(verdict for _, verdict, _ in judged)
    spent = statistics.median(imported(library.module) for _ in range(5))
    widths = {"right": 6, "wrong": 6, "missed": 7, "guessed": 8}
    figures = "".join(f"{counted[verdict]:{width}}" for verdict, width in widths.items())
    print(f"{library.name:20}{number:14}{figures}{spent * 1e3:6.0f} ms{statistics.median(seconds) * 1e6:7.0f} µs")
    for row, verdict, got in judged if "--each" in sys.argv else []:
        if verdict != "right":
            print(f"    {verdict:8} {row['phrase']!r} on {row['today']}: {got}, meant {row['meant'] or 'none'}")


def judge(read: Reader, rows: list[dict[str, str]]) -> tuple[list[tuple[dict[str, str], str, str]], list[float]]:
    """Return for each row its verdict and what was read, and the seconds that each took."""
    judged, seconds = [], []
    for row in rows:
        began = time.perf_counter()
        try:
            found = read(row["phrase"], date.fromisoformat(row["today"]), row["order"], row["language"])
        except Exception:
            # Libraries refuse with exceptions of many kinds; all of them are a refusal.
            found = None
        seconds.append(time.perf_counter() - began)
        # A day without a time is right at any time of that day.
        got = f"{found:{WRITTEN}}"[: len(row["meant"]) or None] if found else ""
        verdict = "right" if got == row["meant"] else "guessed" if not row["meant"] else "wrong" if got else "missed"
        judged.append((row, verdict, got))
    return judged, seconds


def imported(module: str) -> float:
    """Return the seconds that a fresh interpreter takes to import the module, less those it takes anyway."""
    code = (
        f"import datetime, re, time; began = time.perf_counter(); import {module}; print(time.perf_counter() - began)"
    )
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


def midnight(day: date) -> datetime:
    """Return the beginning of a day."""
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001  # wall time carries no zone


if __name__ == "__main__":
    main()
