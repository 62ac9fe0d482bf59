"""coachtui schedule"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place

if TYPE_CHECKING:
    from coachtui.domain.cadence import SessionDraft
    from coachtui.domain.recurrence import Recurrence

OPTIONS = {"every": "--every", "count": "--times", "until": "--until", "without": "--except", "time_zone": "--zone",
           "minutes": "--minutes"}  # fmt: skip
"""Which option a field of the series is on the command line."""


@click.command("schedule")
@click.argument("client")
@click.argument("when")
@click.option("--every", "--rule", "every", metavar="RHYTHM", help='"2w", "tue and thu", "second tuesday", "FREQ=…".')
@click.option("--times", type=int, help="How many sessions.")
@click.option("--until", metavar="DAY", help="The last day, in place of --times.")
@click.option("--except", "without", metavar="DAYS", default="", help="Days to leave out, with commas between.")
@click.option("--minutes", type=int, help="How long; as agreed unless given.")
@click.option("--zone", metavar="ZONE", help="On whose clock; on the client's unless given.")
@click.option("--dry-run", is_flag=True, help="Only say what would be planned.")
@pass_place
def command(
    place: Place,
    client: str,
    when: str,
    every: str | None,
    times: int | None,
    until: str | None,
    without: str,
    minutes: int | None,
    zone: str | None,
    dry_run: bool,
) -> None:
    """Plan a session with CLIENT, or a series: coachtui schedule dana "tue 09:00" --every 2w --times 8

    WHEN is a day and a time, on the client's clock: "tue 09:00", "3 dec 14:00", "tomorrow 9:30". A series stays at its
    time when clocks change. What is unusual (someone else is there, a pause, a day off) is told, and planned all the
    same. One undo takes all of it back.
    """
    from coachtui import config
    from coachtui.cli.client import find
    from coachtui.domain.cadence import SessionDraft
    from coachtui.domain.drafts import Invalid
    from coachtui.domain.recurrence import Recurrence, in_words
    from coachtui.domain.series import series
    from coachtui.domain.unusual import unusual
    from coachtui.store import writes
    from coachtui.store.reads import engagement, proposal

    if every is None and (times is not None or until is not None or without):
        raise click.UsageError("--times, --until and --except belong to a series. Give its rhythm with --every.")
    places = config.holiday_places(config.load(place.paths.settings)[0])[0]
    with place.open() as practice:
        found = find(practice.db, client, place.now)
        here = place.here(practice)
        terms = engagement.draft(practice.db, found.id)
        minutes = terms.session_minutes if minutes is None else minutes
        draft = SessionDraft(found.id, _moment(when, here.today), zone or terms.time_zone, minutes=minutes)
        try:
            rule = _rule(every, times, until, without, draft, here.today) if every is not None else None
            drafts = series(draft, rule or Recurrence("", (), (draft.starts_local,)))
        except Invalid as invalid:
            problem = invalid.problems[0]
            raise click.BadParameter(problem.message, param_hint=OPTIONS.get(problem.field, "WHEN")) from None
        told = unusual(drafts, proposal.around(practice.db, found.id, place.now, places))
        if not dry_run:
            if rule is None:
                writes.cadence.plan(practice, draft)
            else:
                writes.series.plan(practice, draft, rule)
    would = "Would plan" if dry_run else "Planned"
    rhythm = f", {in_words(rule, drafts[0].starts_local)}" if rule else ""
    streams.say(f"{would} with {found.client}{rhythm}:")
    for one in drafts:
        streams.say(f"  {_line(one, here.zone)}")
    for problem in told:
        streams.tell(problem.message.removesuffix(" Save anyway if this is meant."))


def _moment(typed: str, today: date) -> datetime:
    from coachtui.domain.dates import read_moment

    try:
        on, at = read_moment(typed, today)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="WHEN") from None
    if at is None:
        raise click.BadParameter(f"“{typed}” has no time. Write it like “{typed} 9:30”.", param_hint="WHEN")
    return datetime.combine(on, at)


def _rule(
    every: str, times: int | None, until: str | None, without: str, draft: SessionDraft, today: date
) -> Recurrence:
    from coachtui.domain.dates import read_day
    from coachtui.domain.drafts import Invalid, Problem
    from coachtui.domain.every import read_recurrence

    try:
        last = read_day(until, today) if until is not None else None
    except ValueError as error:
        raise Invalid([Problem("until", str(error))]) from None
    return read_recurrence(every, times, last, without, draft.starts_local, today)


def _line(one: SessionDraft, own_zone: str) -> str:
    """Return when a session is: "Tue 24 Nov 2026 09:00 Zurich · 15:00 yours"."""
    from coachtui.domain.wall_time import city, to_wall
    from coachtui.domain.words import clock, exact, weekday

    starts, own = one.starts_local, to_wall(one.starts_utc(), own_zone)
    said = f"{exact(starts.date())} {clock(starts)}"
    if own == starts:
        return said
    day = "" if own.date() == starts.date() else f"{weekday(own)} "
    return f"{said} {city(one.time_zone)} · {day}{clock(own)} yours"
