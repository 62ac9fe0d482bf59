"""A brief as labelled lines: what to know before a session, readable in a minute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from coachtui.domain.people import Party
from coachtui.domain.today import Brief, BriefCommitment, BriefGoal
from coachtui.domain.words import clock, day, distance, due, label, level, number, t
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, STRONG, VALUE, WRONG, joined
from coachtui.ui.widgets.sheet import BLANK, Entry


def title(brief: Brief, today: date) -> Content:
    """Return whose brief it is, and before which meeting."""
    if brief.starts_local is None:
        return joined("Brief · ", brief.client)
    when = brief.starts_local
    day_words = "" if when.date() == today else f"{day(when.date(), today)} "
    return joined("Brief · ", brief.client, f", {day_words}{clock(when)}")


def entries(brief: Brief, today: date) -> list[Entry]:
    """Return the lines of a brief."""
    parts = [part for part in (_last(brief, today), _course(brief), _unused(brief)) if part]
    if not parts:
        return [Entry("", joined(("Nothing is known yet. The brief grows with the first session.", LABEL)))]
    found: list[Entry] = []
    for part in parts:
        if found:
            found.append(BLANK)
        found += part
    return found


def _last(brief: Brief, today: date) -> list[Entry]:
    if brief.last_held_on is None:
        return []
    ago = f"{distance(brief.last_held_on, today)}{': ' if brief.last_time else ''}"
    found = [Entry("Last time", joined((ago, LABEL), (brief.last_time, VALUE)), most=2)]
    open_ = tuple(_commitment(one, brief.client, today) for one in brief.commitments)
    return [*found, Entry("Open", open_, most=3)] if open_ else found


def _course(brief: Brief) -> list[Entry]:
    goals = [_goal(goal) for goal in brief.goals]
    if brief.t_now.value is not None:
        goals.append(joined(("T ", LABEL), (f"{t(brief.t_baseline.value)} → ", VALUE), (t(brief.t_now.value), STRONG)))
    return [Entry("Goals", tuple(goals), most=3)] if goals else []


def _unused(brief: Brief) -> list[Entry]:
    found = []
    for index, one in enumerate(brief.feedforward[:2]):
        whose = f"  feedforward, {label(one.relation)}" if one.relation else "  feedforward"
        found.append(Entry("" if index else "Not used", joined((f"“{one.text}”", VALUE), (whose, LABEL)), most=1))
    if brief.blind_spot is not None:
        difference = brief.blind_spot_difference
        shown = "" if difference is None else number(difference, 1)
        found.append(Entry("Blind spot", joined((brief.blind_spot, VALUE), (f"  {shown}", WRONG)), most=1))
    if brief.themes:
        found.append(Entry("Themes", joined((" · ".join(brief.themes), VALUE)), most=1))
    return found


def _commitment(one: BriefCommitment, client: str, today: date) -> Content:
    return joined(*_commitment_parts(one, client, today))


def _commitment_parts(one: BriefCommitment, client: str, today: date) -> Iterator[tuple[str, str]]:
    who = {Party.CLIENT: client.split(" ")[0], Party.COACH: "you"}.get(one.owner, label(one.owner))
    yield f"{marks.OPEN} ", LABEL
    yield f"{who}  ", LABEL
    yield one.text, VALUE
    if one.due_on:
        late = one.overdue_days > 0
        yield f"  {due(one.due_on, today)}", WRONG if late else NEEDS if one.due_on <= today else LABEL


def _goal(goal: BriefGoal) -> Content:
    drawn = marks.spark((goal.baseline, *goal.levels[-7:])) if goal.levels else ""
    if goal.percent is not None and not goal.levels:
        return joined((goal.title, VALUE), (f"  {goal.percent} %", STRONG))
    return joined(
        (goal.title, VALUE),
        (f"  {drawn}" if drawn else "", DATA),
        (f"  {level(goal.baseline)} → ", LABEL),
        (level(goal.now) if goal.levels else "no entry yet", STRONG if goal.levels else LABEL),
    )
