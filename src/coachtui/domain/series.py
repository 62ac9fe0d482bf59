"""A series of sessions by interval (the recurrence rules of RFC 5545), at the same wall time throughout."""

from __future__ import annotations

from datetime import date, datetime, time

from coachtui.domain.cadence import SessionDraft
from coachtui.domain.drafts import Problem, gather, refuse, within
from coachtui.domain.rules import DEFAULT, Rules


def series(
    draft: SessionDraft,
    *,
    interval_weeks: int,
    count: int | None = None,
    until: date | None = None,
    rules: Rules = DEFAULT,
) -> tuple[SessionDraft, ...]:
    """Return the sessions of a series, the draft itself first: `count` of them, or all up to and on `until`.

    A session at 09:00 stays at 09:00 over a clock change; one whose hour is skipped by it is moved forward.

    Raises:
        Invalid: the draft, the interval or the end of the series is wrong, or nothing would be planned.
    """
    refuse(
        (*draft.problems(rules=rules), *_end_problems(draft, interval_weeks, count, until, rules)),
    )
    # Here, not above: the first screen imports this floor and needs no recurrence rules.
    from dateutil.rrule import WEEKLY, rrule, rruleset

    walls = rruleset()
    last = None if until is None else datetime.combine(until, time.max)
    walls.rrule(rrule(WEEKLY, dtstart=draft.starts_local, interval=interval_weeks, count=count, until=last))
    return tuple(draft._replace(starts_local=wall).settled() for wall in walls if wall.year <= rules.last_year)


def rule_text(interval_weeks: int, *, count: int | None = None, until: date | None = None) -> str:
    """Return the series as an RFC 5545 rule; its end is a local date-time, as its times are wall times."""
    end = f";COUNT={count}" if count is not None else ""
    if until is not None:
        end = f";UNTIL={until:%Y%m%d}T235959"
    return f"FREQ=WEEKLY;INTERVAL={interval_weeks}{end}"


def _end_problems(
    draft: SessionDraft, interval_weeks: int, count: int | None, until: date | None, rules: Rules
) -> tuple[Problem, ...]:
    interval = within("interval_weeks", interval_weeks, 1, rules.interval_limit, "The interval", "weeks")
    if (count is None) == (until is None):
        return gather(interval, Problem("count", "Give either how many sessions or the last day, not both."))
    if count is not None:
        return gather(interval, within("count", count, 1, rules.series_limit, "The number of sessions"))
    assert until is not None
    first = draft.starts_local.date()
    if until < first:
        return gather(interval, Problem("until", f"The last day ({until}) is before the first session ({first})."))
    if interval is None and (until - first).days // (7 * interval_weeks) + 1 > rules.series_limit:
        return (Problem("until", f"That is more than {rules.series_limit} sessions. Choose an earlier last day."),)
    return gather(interval)
