"""How an engagement's sessions stand against what was agreed: three lines of figures, each with its arithmetic."""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from coachtui.domain.engagement import AllocationUnit, EngagementState
from coachtui.domain.line import Cadence
from coachtui.domain.pace import Forecast, PaceReading, Usage
from coachtui.domain.words import day, label, number, plural
from coachtui.ui import marks
from coachtui.ui.text import LABEL, RIGHT, STRONG, VALUE, WRONG, fitted, joined

GAP = 4
LABELS = 12
"""Cells of the labels at the left."""

Ways = list[Content]


class SessionFigures(Widget):
    """Allocation and interval, pace and quiet days, the forecast of the end; one line each."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    SessionFigures { height: 3; padding: 0 2; }
    """

    cadence: reactive[Cadence | None] = reactive(None)
    state: reactive[EngagementState] = reactive(EngagementState.ACTIVE)
    today: reactive[date | None] = reactive(None)

    def render(self) -> Content:
        if self.cadence is None or self.today is None:
            return Content("")
        width = self.content_size.width - LABELS
        found = self.cadence
        lines = (
            ("allocation", _usage(found.usage), _interval(found)),
            ("pace", _pace(found.pace, found.usage, self.state), _quiet(found)),
            ("end", _end(found, self.today), [Content("")]),
        )
        return Content("\n").join(
            joined((name.ljust(LABELS), LABEL), Content(" " * GAP).join(fitted(width, ways, (1, 0, 1, 0, 1), GAP)))
            for name, *ways in lines
        )


def amount(value: float, unit: AllocationUnit) -> str:
    """Return an amount in the unit of the allocation: "4", "5.5 h"."""
    return f"{number(value, 1)} h" if unit is AllocationUnit.HOURS else number(value, 1)


def _usage(usage: Usage) -> Ways:
    unit = usage.unit
    of = f" of {amount(usage.agreed, unit)}{' sessions' if unit is AllocationUnit.SESSIONS else ''} "
    missed = usage.used - usage.held
    parts: list[tuple[str, str]] = [(amount(usage.held, unit), STRONG), (f"{of}held", LABEL)]
    if missed > 0:
        parts += [(f", {amount(missed, unit)}", VALUE), (" missed", LABEL)]
    short = [*parts]
    parts += [(f" · {amount(usage.planned, unit)}", VALUE), (" planned", LABEL)]
    if usage.left < 0:
        over = (f" · {amount(-usage.left, unit)} more than agreed", WRONG)
        return [joined(*parts, over), joined(*short, over)]
    left = ((f" · {amount(usage.left, unit)}", VALUE), (" left", LABEL))
    undated = ((f", {amount(usage.unplanned, unit)}", VALUE), (" without a date", LABEL)) if usage.unplanned else ()
    return [joined(*parts, *left, *undated), joined(*parts, *left), joined(*short, *left)]


def _interval(found: Cadence) -> Ways:
    agreed = f"every {plural(found.interval_weeks, 'week')}" if found.interval_weeks > 1 else "every week"
    if found.actual_interval is None:
        return [joined(("agreed ", LABEL), (agreed, VALUE)), joined((agreed, VALUE))]
    actual = number(found.actual_interval / 7, 1)
    if actual == str(found.interval_weeks):
        kept = joined((agreed, VALUE), (", as agreed", LABEL))
        return [kept, kept, joined((agreed, VALUE))]
    return [
        joined(("agreed ", LABEL), (agreed, VALUE), (", in fact every ", LABEL), (actual, VALUE)),
        joined((agreed, VALUE), (f", in fact {actual}", LABEL)),
        joined((agreed, VALUE)),
    ]


def _pace(reading: PaceReading | None, usage: Usage, state: EngagementState) -> Ways:
    if reading is None:
        paused = state is EngagementState.PAUSED
        words = "the clocks stand still while it is paused" if paused else f"none: the engagement is {label(state)}"
        return [joined((words, LABEL))]
    expected = amount(reading.expected, usage.unit)
    if reading.pace is None or reading.ratio is None:
        return [joined((f"not stated before one session is expected; by now it is {expected}", LABEL))]
    mark, tone = marks.PACES[reading.pace]
    word = (f"{mark} {label(reading.pace)}", tone)
    held, ratio = amount(reading.held, usage.unit), number(reading.ratio)
    share = f"{number(reading.expected / usage.agreed * 100, 0)} %" if usage.agreed else ""
    agreed = amount(usage.agreed, usage.unit)
    sum_ = ((f"  {held} held ÷ {expected} expected by now", VALUE), (f" = {ratio}", STRONG))
    return [
        joined(word, *sum_, (f"  ({agreed} × {share} of the time)", LABEL)),
        joined(word, *sum_),
        joined(word, (f"  {held} ÷ {expected} = {ratio}", VALUE)),
    ]


def _quiet(found: Cadence) -> Ways:
    if found.quiet_days is None:
        return [Content("")]
    if found.stalled:
        words = f"{marks.NEEDS_YOU} stalled: {found.quiet_days} days quiet"
        return [joined((f"{words}, nothing planned", WRONG)), joined((words, WRONG))]
    if found.quiet_days == 0:
        return [joined(("last met ", LABEL), ("today", VALUE))]
    return [
        joined((plural(found.quiet_days, "day"), VALUE), (" since you last met", LABEL)),
        joined((plural(found.quiet_days, "day"), VALUE), (" quiet", LABEL)),
    ]


def _end(found: Cadence, today: date) -> Ways:
    agreed = found.ends_on
    if found.forecast is None or agreed is None:
        told = "all that was agreed is used" if found.usage.left <= 0 else ""
        words = f"agreed for {day(agreed, today)}" if agreed else "no end is agreed yet"
        return [joined((words, VALUE), (f"; {told}" if told else "", LABEL))]
    return _forecast(found.forecast, agreed, today)


def _forecast(forecast: Forecast, agreed: date, today: date) -> Ways:
    late = (forecast.ends_on - agreed).days
    verdict = (f"{_span(late)} late", WRONG) if late > 0 else (f"{marks.FINE} in time", RIGHT)
    pace = "at this interval" if forecast.from_held else "at the agreed interval"
    last, end = day(forecast.ends_on, today), day(agreed, today)
    return [
        joined((f"{pace} the last session falls on ", LABEL), (last, VALUE), (", agreed is ", LABEL), (end, VALUE),
               (": ", LABEL), verdict),
        joined(("forecast ", LABEL), (last, VALUE), (", agreed ", LABEL), (end, VALUE), (": ", LABEL), verdict),
        joined(("forecast ", LABEL), (last, VALUE), (", ", LABEL), verdict),
    ]  # fmt: skip


def _span(days: int) -> str:
    return plural(days, "day") if days < 14 else plural(round(days / 7), "week")
