"""Importing a calendar: 10 years of weekly meetings, against `recurring-ical-events` alone on the same file.

    python benchmarks/calendars.py [--large]

Ten series of 500 meetings make 5,000 occurrences, 40 of which are those of a client; the same again as 5,000 single
events, as some programs export them. Ours reads the file, finds whose each event is, works the series out and compares
them with the practice; the other parses the file and works all series out. With `--large`, a calendar of 50 MB is read
as well, and how much memory that takes is measured.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

import icalendar
import recurring_ical_events

from coachtui.domain.engagement import EngagementDraft, EngagementState
from coachtui.domain.people import PersonDraft
from coachtui.exchange import calendar
from coachtui.paths import Paths
from coachtui.store import writes
from coachtui.store.practice import Practice, create

ROUNDS = 7
YEARS = date(2017, 1, 1), date(2027, 12, 31)
MATCHING = 40
OURS_FROM = datetime.fromisoformat("2026-03-02T09:00")
AIM = 1.5
HEAD = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//benchmark//EN
BEGIN:VTIMEZONE
TZID:Europe/Zurich
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def event(number: int, starts: datetime, who: str, rule: str = "", description: str = "Agenda and dial-in.") -> str:
    """Return an event as the large producers write them."""
    return f"""BEGIN:VEVENT
DTSTART;TZID=Europe/Zurich:{starts:%Y%m%dT%H%M%S}
DTEND;TZID=Europe/Zurich:{starts + timedelta(hours=1):%Y%m%dT%H%M%S}
{rule}DTSTAMP:20260820T081512Z
ORGANIZER;CN=Robin Keller:mailto:robin@keller.example
UID:{number}@benchmark
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:{who}
CREATED:20260820T081300Z
DESCRIPTION:{description}
LAST-MODIFIED:20260820T081512Z
SEQUENCE:0
STATUS:CONFIRMED
SUMMARY:Weekly {number % 10}
END:VEVENT
"""


def as_series() -> str:
    """Return ten series of 500 weekly meetings; 40 of them are a client's, the last of its series."""
    first = datetime.fromisoformat("2017-06-05T08:00")
    rest = [
        event(n, first + timedelta(days=n % 5, hours=n), f"colleague{n}@firm.example", "RRULE:FREQ=WEEKLY;COUNT=500\n")
        for n in range(9)
    ]
    before = event(9, first, "colleague9@firm.example", "RRULE:FREQ=WEEKLY;COUNT=460\n")
    ours = event(10, OURS_FROM, "dana@northwind.example", f"RRULE:FREQ=WEEKLY;COUNT={MATCHING}\n")
    return f"{HEAD}{''.join(rest)}{before}{ours}END:VCALENDAR\n"


def as_events(count: int = 5_000, description: str = "Agenda and dial-in.") -> str:
    """Return single meetings, ten a week; 40 of them are a client's."""
    first = datetime.fromisoformat("2017-06-05T08:00")
    ours = {count - 1 - 10 * n for n in range(MATCHING)}
    events = (
        event(
            n,
            OURS_FROM + timedelta(weeks=(count - 1 - n) // 10) if n in ours
            else first + timedelta(weeks=n // 10 % 500, days=n % 5, hours=n % 9),
            "dana@northwind.example" if n in ours else f"colleague{n % 10}@firm.example",
            description=description,
        )
        for n in range(count)
    )  # fmt: skip
    return f"{HEAD}{''.join(events)}END:VCALENDAR\n"


def alone(file: Path) -> int:
    """Parse the file and work all of it out, and nothing else."""
    parsed = icalendar.Calendar.from_ical(file.read_bytes())
    return len(recurring_ical_events.of(parsed).between(*YEARS))


def ours(practice: Practice, file: Path) -> int:
    """Read the file, and compare it with the practice."""
    return len(calendar.begin(practice, file).preview().steps)


def timed(job: Callable[[], int]) -> tuple[float, int]:
    """Return how long a job took, in seconds, and what it returned."""
    began = perf_counter()
    found = job()
    return perf_counter() - began, found


def compare(practice: Practice, name: str, file: Path) -> None:
    """Time both in turn, and say how they compare."""
    by_us, by_them = [], []
    for _ in range(ROUNDS):
        seconds, steps = timed(lambda: ours(practice, file))
        assert steps == MATCHING, steps
        by_us.append(seconds)
        seconds, found = timed(lambda: alone(file))
        by_them.append(seconds)
    ratio = statistics.median(by_us) / statistics.median(by_them)
    print(
        f"{name}: {found:,} occurrences, {MATCHING} matching: ours {statistics.median(by_us):.3f} s, "
        f"recurring-ical-events alone {statistics.median(by_them):.3f} s, ratio {ratio:.2f} (aim ≤ {AIM})"
    )


def large(practice: Practice, directory: Path) -> None:
    """Read a calendar of 50 MB in a process of its own, and say how long it took and how much memory."""
    text = as_events(20_000, description="x" * 2_200)
    file = directory / "large.ics"
    file.write_text(text)
    child = os.fork()
    if child == 0:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        seconds, steps = timed(lambda: ours(practice, file))
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(
            f"{file.stat().st_size / 1e6:.0f} MB in 20,000 events, {steps} matching: {seconds:.1f} s, "
            f"{(after - before) / 1024:.0f} MB of memory more",
            flush=True,
        )
        os._exit(0)
    os.waitpid(child, 0)


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true", help="read a calendar of 50 MB too")
    wants_large = parser.parse_args().large
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        paths = Paths(directory / "data", directory / "config", directory / "state")
        with create(
            paths.practice, paths, name="Benchmark", coach="Robin Keller", time_zone="Europe/Zurich", random=Random(1)
        ) as practice:
            coach_id = practice.db.execute("SELECT id FROM coach").fetchone()[0]
            client_id = writes.people.add_person(practice, PersonDraft("Dana Okafor", "dana@northwind.example"))
            span = {"starts_on": date(2026, 1, 5), "ends_on": date(2027, 6, 30)}
            draft = EngagementDraft(client_id, coach_id, "Europe/Zurich", **span)
            writes.engagement.start(practice, draft, EngagementState.ACTIVE)
            for kind, text in (("series", as_series()), ("single events", as_events())):
                file = directory / "calendar.ics"
                file.write_text(text)
                compare(practice, kind, file)
            if wants_large:
                large(practice, directory)


if __name__ == "__main__":
    main()
