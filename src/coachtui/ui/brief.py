"""A brief as it is drawn: what to know before a session, readable in a minute.

`entries` are for a pane of the screen's width, `groups` for a narrow one beside the notes; both say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from textual.content import Content

from coachtui.domain import brief_words as said
from coachtui.domain.brief import Brief, BriefCommitment, BriefExpectation, BriefFeedforward, BriefGoal
from coachtui.domain.words import clock, day, distance, due, label, level, number, t
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, STRONG, VALUE, WRONG, joined, plain
from coachtui.ui.widgets.sheet import BLANK, Entry

SHARING = 56
"""Cells up to which things share a line with others; longer ones wrap in lines of their own."""
KEY = f"bold {NEEDS}"
EMPTY = joined(("Nothing is known yet. The brief grows with the first session.", LABEL))
BEGINS = joined(
    ("4 ", KEY), ("n ", KEY), ("plans it; ", LABEL),
    ("5 ", KEY), ("n ", KEY), ("writes a first goal; ", LABEL),
    ("3 ", KEY), ("n ", KEY), ("notes what the manager expects.", LABEL),
)  # fmt: skip


def title(brief: Brief, today: date) -> Content:
    """Return whose brief it is, and before which meeting."""
    if brief.starts_local is None:
        return joined("Brief · ", brief.client)
    when = brief.starts_local
    day_words = "" if when.date() == today else f"{day(when.date(), today)} "
    return joined("Brief · ", brief.client, f", {day_words}{clock(when)}")


def standing(brief: Brief, today: date) -> Content:
    """Return how the engagement stands, for a line below the brief: state or pace, and the next three-way."""
    return Content("  ").join(_standing(brief, today))


def entries(brief: Brief, today: date) -> list[Entry]:
    """Return the lines of a brief."""
    short = said.within(brief, today)
    if brief.is_empty:
        return [Entry("", one, most=5) for one in _nothing(brief)]
    found: list[Entry] = []
    for part in (_last(short, today), _goals(short), _around(short, today)):
        if part:
            found += [BLANK, *part] if found else part
    return found


class Thing(NamedTuple):
    """One thing of a group, to be wrapped beside its mark, or on one line with its `figure` at the right.

    The `key` is that of an open commitment, else empty.
    """

    mark: str
    what: Content
    key: str = ""
    figure: Content | None = None


class Group(NamedTuple):
    """What stands under one heading; without a heading it is what ends the brief. `more` tells what was left out."""

    heading: str
    things: tuple[Thing, ...]
    more: str = ""


def groups(brief: Brief, today: date) -> list[Group]:
    """Return the brief by headings, for a pane of 24 columns or more: what is open first, how it stands last."""
    short = said.within(brief, today)
    if brief.is_empty:
        return [Group("", tuple(Thing("", one) for one in (EMPTY, *_standing(short, today))))]
    return [group for group in _groups(short, today) if group.things or group.more]


def _nothing(brief: Brief) -> list[Content]:
    return [EMPTY] if brief.is_over else [EMPTY, BEGINS]


# In a pane of the screen's width


def _last(brief: Brief, today: date) -> list[Entry]:
    found = []
    if brief.last_held_on is not None:
        ago = f"{distance(brief.last_held_on, today)}{': ' if brief.last_time else ''}"
        found = [Entry("Last time", joined((ago, LABEL), (brief.last_time, VALUE)), most=3)]
    open_ = [joined((f"{marks.OPEN} ", LABEL), _commitment(one, brief, today)) for one in brief.commitments]
    title = "Left open" if brief.is_over else "Open"
    return [*found, *_listed(title, open_, said.more("commitments", brief))]


def _goals(brief: Brief) -> list[Entry]:
    goals = [joined((f"{goal.number} ", LABEL), _goal(goal)) for goal in brief.goals]
    if t_words := _t(brief):
        goals.append(t_words)
    return _listed("Goals", goals, said.more("goals", brief))


def _around(brief: Brief, today: date) -> list[Entry]:
    unused = [_feedforward(one) for one in brief.feedforward]
    found = _listed("Not used", unused, said.more("feedforward", brief))
    if (blind_spot := _blind_spot(brief)) is not None:
        found.append(Entry("Blind spot", blind_spot, most=2))
    found += _listed("Themes", [*_themes(brief)], said.more("themes", brief))
    expected = [_expectation(one, today) for one in brief.expectations]
    return [*found, *_listed("Manager", expected, said.more("expectations", brief))]


def _listed(title: str, items: list[Content], more: str) -> list[Entry]:
    found: list[Entry] = []
    told = [*items, *([joined((f"and {more}", LABEL))] if more else [])]
    for is_short, some in groupby(told, key=lambda one: one.cell_length <= SHARING):
        run = tuple(some)
        found += [Entry("", run, most=len(run))] if is_short else [Entry("", one, most=5) for one in run]
    return [found[0]._replace(label=title), *found[1:]] if found else []


# In a narrow pane


def _groups(brief: Brief, today: date) -> Iterator[Group]:
    promised = tuple(
        Thing(marks.OPEN, _commitment(one, brief, today, who_first=False), one.commitment_id)
        for one in brief.commitments
    )
    yield Group("Left open" if brief.is_over else "Open", promised, said.more("commitments", brief))
    goals = [Thing(str(goal.number), plain(goal.title, VALUE), figure=_figure(goal)) for goal in brief.goals]
    if t_words := _t(brief):
        goals.append(Thing("", t_words))
    yield Group("Goals", tuple(goals), said.more("goals", brief))
    unused = (Thing(marks.NOTE, _feedforward(one)) for one in brief.feedforward)
    yield Group("Feedforward not used", tuple(unused), said.more("feedforward", brief))
    if brief.last_held_on is not None:
        words = (brief.last_time, VALUE) if brief.last_time else ("nothing was written down", LABEL)
        yield Group(f"Last time, {distance(brief.last_held_on, today)}", (Thing("", joined(words)),))
    if (blind_spot := _blind_spot(brief)) is not None:
        yield Group("Widest blind spot", (Thing("", blind_spot),))
    yield Group("Themes", tuple(Thing("~", one) for one in _themes(brief)), said.more("themes", brief))
    expected = (Thing(marks.WAITING, _expectation(one, today)) for one in brief.expectations)
    yield Group(_expects(brief), tuple(expected), said.more("expectations", brief))
    yield Group("", tuple(Thing("", one) for one in _standing(brief, today)))


# The things themselves


def _commitment(one: BriefCommitment, brief: Brief, today: date, *, who_first: bool = True) -> Content:
    who, text, when = (said.owner(one.owner, brief), LABEL), (one.text, VALUE), _due(one, today)
    ordered = (who, text) if who_first else (text, who)
    return Content("  ").join(joined(part) for part in (*ordered, when) if part[0])


def _due(one: BriefCommitment, today: date) -> tuple[str, str]:
    if one.due_on is None:
        return said.age(one.made_on, today), LABEL
    tone = WRONG if one.overdue_days > 0 else NEEDS if one.due_on <= today else LABEL
    return due(one.due_on, today), tone


def _figure(goal: BriefGoal) -> Content:
    if not goal.agreed and not goal.levels:
        return joined(("draft", NEEDS))
    stands = f"{goal.percent} %" if goal.in_percent else level(goal.now)
    return joined((stands, STRONG), _heading(goal))


def _heading(goal: BriefGoal) -> tuple[str, str]:
    mark, _, tone = marks.TRENDS[goal.trend] if goal.trend else ("", "", LABEL)
    return (f" {mark}" if mark and (goal.levels or goal.in_percent) else "", tone)


def _goal(goal: BriefGoal) -> Content:
    draft, heading = ("" if goal.agreed else "  draft", NEEDS), _heading(goal)
    if goal.in_percent:
        return joined((goal.title, VALUE), (f"  {goal.percent} %", STRONG), heading, draft)
    if not goal.levels:
        return joined((goal.title, VALUE), (f"  {level(goal.baseline)} → ", LABEL), ("no entry yet", LABEL), draft)
    drawn = marks.spark((goal.baseline, *goal.levels[-7:]))
    return joined(
        (goal.title, VALUE), (f"  {drawn}", DATA), (f"  {level(goal.baseline)} → ", LABEL), (level(goal.now), STRONG),
        heading, draft,
    )  # fmt: skip


def _t(brief: Brief) -> Content | None:
    if brief.t_now.value is None:
        return None
    return joined(("T ", LABEL), (f"{t(brief.t_baseline.value)} → ", VALUE), (t(brief.t_now.value), STRONG))


def _expects(brief: Brief) -> str:
    return f"{said.first(brief.manager) or 'Manager'} expects"


def _expectation(one: BriefExpectation, today: date) -> Content:
    on = said.age(one.said_on, today)
    return joined((one.text, VALUE), (f"  {on}" if on else "", LABEL))


def _feedforward(one: BriefFeedforward) -> Content:
    whose = said.whose(one)
    return joined((f"“{one.text}”", VALUE), (f"  {whose}" if whose else "", LABEL))


def _blind_spot(brief: Brief) -> Content | None:
    if brief.blind_spot is None:
        return None
    difference = brief.blind_spot_difference
    return joined((brief.blind_spot, VALUE), ("" if difference is None else f"  {number(difference, 1)}", WRONG))


def _themes(brief: Brief) -> Iterator[Content]:
    for theme in brief.themes:
        yield joined((theme.word, VALUE), (f" {said.often(theme)}", LABEL))


def _standing(brief: Brief, today: date) -> Iterator[Content]:
    if state := said.standing(brief):
        yield joined((f"{marks.STATE_MARKS[brief.state]} {state}", marks.STATES.get(brief.state, LABEL)))
    elif brief.stalled:
        yield joined((f"{marks.NEEDS_YOU} stalled", WRONG))
    elif brief.pace is not None:
        mark, tone = marks.PACES[brief.pace]
        yield joined((f"{mark} {label(brief.pace)}", tone))
    if when := said.three_way(brief, today):
        late = brief.three_way_on is not None and brief.three_way_on < today
        yield joined((f"{marks.THREE_WAY} three-way {when}", WRONG if late else NEEDS))
