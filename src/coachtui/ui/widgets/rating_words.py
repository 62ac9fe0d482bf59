"""What the joint rating shows: who may rate, one goal's levels in words, how far it is, and how the two compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content

from coachtui.domain.alignment import RATERS
from coachtui.domain.alignment_page import AlignmentPage, GoalRatings
from coachtui.domain.goals import LEVELS
from coachtui.domain.people import Party
from coachtui.domain.words import day, distance
from coachtui.domain.words import level as signed
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, STRONG, VALUE, cell, cut, joined, plain
from coachtui.ui.widgets.alignment_words import called, named
from coachtui.ui.widgets.joint_ladder import MEANINGS
from coachtui.ui.widgets.meeting_rows import Meeting

KEY = f"bold {NEEDS}"
BLANK = Content("")
INDENT = 9
"""Cells before a written level: the mark, the level's number and blanks."""


def asked(page: AlignmentPage, today: date, meeting: Meeting | None, width: int, *, in_meeting: bool) -> list[Content]:
    """Return the question who rates, and as of when."""
    lines = [joined(("Who rates now?", STRONG)), BLANK]
    names = {Party.CLIENT: page.client, Party.MANAGER: page.manager or "the manager"}
    for party, key in zip(RATERS, ("c", "m"), strict=True):
        lines.append(
            joined((f"  {key}  ", KEY), cell(plain(names[party], VALUE), 26), (_state(party, page, today), LABEL))
        )
    on = f"today, {day(today, today)}" if not in_meeting else ""
    if meeting is None:
        on = "today"
    elif in_meeting:
        on = f"the {named(meeting)}, {day(meeting.starts_local.date(), today)}"
    else:
        on = "today, between meetings"
    lines += [BLANK, joined(("  as of  ", LABEL), (on, VALUE), ("    d" if meeting else "", KEY),
                            (" changes it" if meeting else "", LABEL)), BLANK]  # fmt: skip
    rule = "Each rates alone: a level is shown to nobody, on no screen, before both sides are in."
    return lines + list(plain(rule, LABEL).wrap(max(1, width)))


def _state(party: Party, page: AlignmentPage, today: date) -> str:
    """Return what a side has to do, in words."""
    waiting = sum(goal.waits_for is party for goal in page.goals)
    hidden = [goal.hidden_on for goal in page.goals if goal.hidden is party and goal.hidden_on]
    if waiting:
        return "the other side is in and waits"
    if hidden:
        return f"rated {distance(max(hidden), today)}, waits for the other side"
    both = [goal.view.rated_on for goal in page.goals if goal.view]
    return f"last round {distance(max(both), today)}" if both else "not rated yet"


def ladder(
    goal: GoalRatings,
    party: Party,
    levels: Mapping[int, str],
    given: int | None,
    today: date,
    width: int,
    *,
    short: bool,
) -> list[Content]:
    """Return a goal with its written levels, the best on top, and the one that is given marked."""
    lines = [*cut(plain(goal.title, STRONG), width * 2).wrap(max(1, width)), BLANK]
    most = 2 if short else 4
    for number in reversed(LEVELS):
        here = number == given
        written = levels.get(number, "").strip()
        text = plain(written or MEANINGS[number], (STRONG if here else VALUE) if written else LABEL)
        room = max(1, width - INDENT)
        wrapped = cut(text, room * most).wrap(room)[:most] or [BLANK]
        mark = joined(
            (f" {marks.HELD} " if here else "   ", DATA), (f"{signed(number):>3}   ", STRONG if here else NEEDS)
        )
        lines += [mark + wrapped[0], *(line.pad_left(INDENT) for line in wrapped[1:])]
    own = goal.client if party is Party.CLIENT else goal.manager
    if own is not None:
        lines += [BLANK, joined(("   last time  ", LABEL), (signed(own.level), VALUE),
                                (f", {distance(own.rated_on, today)}", LABEL))]  # fmt: skip
    return lines


def progress(
    goals: Sequence[GoalRatings], here: GoalRatings, given: Mapping[str, int], width: int, *, minus: bool
) -> list[Content]:
    """Return how far the rating is, with a level or a blank for each goal, and how the next one is given."""
    rated = len([goal for goal in goals if goal.goal_id in given])
    parts = [
        joined((f"{index} ", LABEL), (signed(given[goal.goal_id]) if goal.goal_id in given else marks.WAITING,
                                      STRONG if goal is here else VALUE))
        for index, goal in enumerate(goals, 1)
    ]  # fmt: skip
    row = joined(("   rated  ", LABEL), (f"{rated} of {len(goals)}", VALUE), "    ") + Content("   ").join(parts)
    last = goals[-1] is here
    if minus:
        how = joined(("   −", KEY), (" and now ", LABEL), ("1", KEY), (" or ", LABEL), ("2", KEY))
    else:
        ends = " saves" if last else " goes on"
        how = joined(
            ("   Type a level's number, or go with ", LABEL), ("↑ ↓", KEY), ("; ", LABEL), ("⏎", KEY), (ends, LABEL)
        )
    return [BLANK, cut(row, width), cut(how, width)]


def outcome(page: AlignmentPage, rated: Party, waited: Party | None, width: int) -> list[Content]:
    """Return what came of it: the differences, or whose turn it is."""
    if waited is not None:
        name, key = called(waited, page), "c" if waited is Party.CLIENT else "m"
        return [
            joined((f"{marks.FINE} The ratings of {called(rated, page)} are in", RIGHT), (", and stay closed.", LABEL)),
            BLANK,
            joined(("  ", ""), (key, KEY), (f"  {name} rates now, without seeing them", VALUE)),
            joined(("  esc", KEY), ("  leave it for another day", VALUE)),
        ]
    column = 8
    room = max(10, width - 2 * column - 14)
    head = cell(BLANK, room) + cell(plain(called(Party.CLIENT, page), LABEL), column, right=True)
    head += cell(plain(called(Party.MANAGER, page), LABEL), column, right=True)
    lines = [joined(("Both sides are in.", STRONG)), BLANK, head]
    for goal in page.goals:
        if goal.view is None:
            continue
        gap = goal.view.difference
        told = (
            joined((f"  {marks.THREE_WAY} gap {gap}", f"bold {NEEDS}"))
            if goal.view.open_gap
            else joined((f"  {marks.FINE} they agree" if not gap else f"  {gap} apart", RIGHT if not gap else LABEL))
        )
        levels = [
            cell(plain(signed(side.level), STRONG), column, right=True)
            for side in (goal.view.client, goal.view.manager)
        ]
        lines.append(cell(plain(goal.title, VALUE), room) + levels[0] + levels[1] + told)
    if page.gaps:
        rule = "Talk about the gap first. What the meeting then agrees on that goal (m records it) closes the gap."
        lines += [BLANK, *plain(rule, LABEL).wrap(max(1, width))]
    return lines
