"""The brief before a session: readable in a minute, private to the coach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coachtui.domain import words
from coachtui.domain.alignment import OVER
from coachtui.domain.today import Brief, BriefCommitment, BriefGoal
from coachtui.reports.goals import TRENDS
from coachtui.reports.text import flat


def lines(brief: Brief, today: date) -> list[str]:
    """Return the brief as lines of text."""
    return [f"Brief: {flat(brief.client)}", *_lines(brief, today)]


def _lines(brief: Brief, today: date) -> Iterator[str]:
    if brief.starts_local is None:
        yield "Next: nothing planned."
    else:
        when = words.moment(brief.starts_local, today)
        yield f"Next: {words.label(brief.kind)}, {when}, {brief.time_zone}."
    if brief.last_held_on is not None:
        said = flat(brief.last_time) or "nothing was written down."
        yield f"Last time, {words.distance(brief.last_held_on, today)}: {said}"
    if brief.pace is not None:
        yield f"Pace: {words.label(brief.pace)}."
    if brief.three_way_on is not None and brief.three_way_stage is not None:
        booked = "booked" if brief.three_way_planned else "due, nothing booked"
        if brief.three_way_planned and brief.three_way_on < today:
            booked = OVER
        yield (
            f"Three-way, {words.label(brief.three_way_stage)}: {words.distance(brief.three_way_on, today)}, {booked}."
        )
    if brief.commitments:
        yield "Open commitments:"
        yield from (f"  {_commitment(one, today)}" for one in brief.commitments)
    if brief.goals:
        yield "Goals:"
        yield from (f"  {_goal(one)}" for one in brief.goals)
        if brief.t_now.value is not None:
            yield f"  T from {words.t(brief.t_baseline.value)} to {words.t(brief.t_now.value)}."
    if brief.feedforward:
        yield "Feedforward not used yet:"
        for one in brief.feedforward:
            by = f" ({words.label(one.relation)})" if one.relation else ""
            yield f"  “{flat(one.text)}”{by}"
    if brief.blind_spot is not None and brief.blind_spot_difference is not None:
        yield f"Widest blind spot: {flat(brief.blind_spot)}, {words.level(brief.blind_spot_difference)}."
    if brief.themes:
        yield f"Themes that come back: {', '.join(map(flat, brief.themes))}."


def _commitment(one: BriefCommitment, today: date) -> str:
    due = f", {words.due(one.due_on, today)}" if one.due_on else ""
    return f"{words.label(one.owner)}: {flat(one.text)}{due}"


def _goal(goal: BriefGoal) -> str:
    way = f"{words.level(goal.baseline)} to {words.level(goal.now)}" if goal.levels else f"at {words.level(goal.now)}"
    percent = f", {goal.percent} %" if goal.percent is not None else ""
    trend = f", {TRENDS[goal.trend]}" if goal.trend and goal.levels else ""
    return f"{flat(goal.title)}: {way}{percent}{trend}"
