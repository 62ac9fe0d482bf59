"""What is unusual about sessions that are planned together: told once for all of them, and never forbidden."""

from __future__ import annotations

from collections.abc import Iterable

from coachtui.domain.cadence import SessionDraft
from coachtui.domain.drafts import Problem
from coachtui.domain.line import SessionLine
from coachtui.domain.proposal import Around, objections
from coachtui.domain.wall_time import ends_at
from coachtui.domain.words import day, plural

NAMED = 3
"""Dates that are named; of more their number is told."""

_ANYWAY = "Save anyway if this is meant."


def unusual(
    drafts: Iterable[SessionDraft], around: Around, *, instead_of: Iterable[SessionLine] = (), field: str = "dates"
) -> tuple[Problem, ...]:
    """Return what speaks against sessions that are planned together: who else is there, days off, pauses, the end.

    `instead_of` are the sessions that these take the place of: nobody is in their way.
    """
    gone = {(one.starts_utc, ends_at(one.starts_local, one.time_zone, one.minutes)) for one in instead_of}
    free = around._replace(busy=tuple(one for one in around.busy if (one.starts_utc, one.ends_utc) not in gone))
    found: dict[str, list[str]] = {}
    skipped = []
    for draft in drafts:
        told = [one.message for one in draft.warnings(span=around.span)]
        skipped += [one for one in told if "skip" in one]
        outside = next((one for one in told if "skip" not in one), "")
        against = next(objections(draft.settled(), free), "") or outside.removesuffix(_ANYWAY).strip(" .").lower()
        if draft.starts_utc() <= around.now:
            against = against or "that time has passed"
        if against:
            found.setdefault(against, []).append(day(draft.starts_local.date(), around.today))
    problems = [Problem(field, one) for one in skipped[:1]]
    if found:
        problems.append(Problem(field, f"{'; '.join(_dated(days, why) for why, days in found.items())}. {_ANYWAY}"))
    return tuple(problems)


def _dated(days: list[str], why: str) -> str:
    more = f" and {plural(len(days) - NAMED, 'other date')}" if len(days) > NAMED else ""
    return f"{', '.join(days[:NAMED])}{more}: {why}"


def merged(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return one problem for each field, in their order, with all that is told of it."""
    told: dict[str, list[str]] = {}
    for problem in problems:
        told.setdefault(problem.field, []).append(problem.message)
    return tuple(Problem(field, " ".join(dict.fromkeys(messages))) for field, messages in told.items())
