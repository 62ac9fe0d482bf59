"""What client and manager say, as the rows of two sides: ratings of goals, expectations, measures, support."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from textual.content import Content

from coachtui.domain.alignment import ExpectationKind, PartyRating
from coachtui.domain.alignment_page import AlignmentPage, ExpectationLine, GoalRatings
from coachtui.domain.people import Party
from coachtui.domain.rules import DEFAULT
from coachtui.domain.words import day, distance, label, plural
from coachtui.ui import marks
from coachtui.ui.text import LABEL, NEEDS, RIGHT, STRONG, VALUE, cut, joined, plain
from coachtui.ui.widgets.alignment_words import called, named
from coachtui.ui.widgets.joint_ladder import ladder, ways
from coachtui.ui.widgets.two_sides import Heading, Pair, Said, Written

MOST = 12
"""Lines of one text; a longer one is read in its form."""

HANGING = 2
"""Cells by which the further lines of a text stand in, so that each text is seen to begin."""

KINDS = {
    ExpectationKind.EXPECTATION: "expectations",
    ExpectationKind.SUCCESS_MEASURE: "success is measured by",
    ExpectationKind.SUPPORT: "support, asked for and promised",
}
"""The kinds in their order, as headings."""


class Target(NamedTuple):
    """What a row of the two sides stands for: an expectation, the want of one, or a goal."""

    party: Party
    kind: ExpectationKind | None = None
    expectation: ExpectationLine | None = None
    goal: GoalRatings | None = None


class Drawn(NamedTuple):
    """The rows, and what each key in them stands for."""

    titles: tuple[Content, Content]
    rows: tuple[Pair | Heading, ...]
    targets: dict[str, Target]


def drawn(page: AlignmentPage, today: date) -> Drawn:
    """Return the rows of an engagement."""
    targets: dict[str, Target] = {}
    rows: list[Pair | Heading] = []
    if page.goals:
        rows.append(_heading("goals, as each side rates them"))
        rows += [_goal(goal, page, today, targets) for goal in page.goals]
    for kind, words in KINDS.items():
        rows.append(_heading(words))
        rows += _said(kind, page, targets)
    return Drawn(_titles(page), tuple(rows), targets)


def _titles(page: AlignmentPage) -> tuple[Content, Content]:
    client = joined((page.client, STRONG), (" says", LABEL))
    if not page.manager:
        return client, joined(("the manager says  ", LABEL), ("none is named yet", LABEL))
    return client, joined((page.manager, STRONG), (", manager, says", LABEL))


def _heading(words: str) -> Heading:
    return Heading(plain(words, LABEL))


# What was said


def _said(kind: ExpectationKind, page: AlignmentPage, targets: dict[str, Target]) -> Iterator[Pair]:
    found = [one for one in page.expectations if one.kind is kind]
    sides = [[one for one in found if one.party is party] for party in (Party.CLIENT, Party.MANAGER)]
    # One row at least, so that there is a place to begin.
    for left, right in zip_longest(*sides) if any(sides) else [(None, None)]:
        yield Pair(_words(left, Party.CLIENT, kind, targets), _words(right, Party.MANAGER, kind, targets))
    for one in found:
        if one.party not in (Party.CLIENT, Party.MANAGER):
            targets[one.id] = Target(one.party, kind, one)
            yield Pair(Said(one.id, _wrapped(one.body, _who(one.party, page))))


def _who(party: Party, page: AlignmentPage) -> str:
    name = page.sponsor if party is Party.SPONSOR else ""
    return f"{name}, {label(party)}" if name else {Party.COACH: "you"}.get(party, label(party))


def _words(one: ExpectationLine | None, party: Party, kind: ExpectationKind, targets: dict[str, Target]) -> Said:
    if one is not None:
        targets[one.id] = Target(party, kind, one)
        return Said(one.id, _wrapped(one.body))
    key = f"{party} {kind}"
    targets.setdefault(key, Target(party, kind))
    return Said(key, lambda width: [joined(("nothing yet  ", LABEL), ("n", f"bold {NEEDS}"), (" notes it", LABEL))])


def _wrapped(body: str, who: str = "") -> Written:
    def written(width: int) -> Sequence[Content]:
        before = joined((f"{who}:  ", LABEL)) if who else Content("")
        # More text than fits can't be seen, so it isn't wrapped either.
        text = before + cut(plain(body, VALUE), width * MOST + 1)
        first, *rest = text.wrap(max(1, width - HANGING)) or [Content("")]
        lines = [first, *(line.pad_left(HANGING) for line in rest)]
        return lines if len(lines) <= MOST else [*lines[: MOST - 1], cut(lines[MOST - 1] + "…", width)]

    return written


# What was rated


def _goal(goal: GoalRatings, page: AlignmentPage, today: date, targets: dict[str, Target]) -> Pair:
    sides = []
    for party, rating in ((Party.CLIENT, goal.client), (Party.MANAGER, goal.manager)):
        key = f"{goal.goal_id} {party}"
        targets[key] = Target(party, goal=goal)
        sides.append(Said(key, _rated(party, rating, goal, page, today)))

    def head(width: int) -> Sequence[Content]:
        verdict = _verdict(goal, page, today)
        width -= 1
        shown = next((way for way in verdict if way.cell_length + 24 <= width), verdict[-1])
        title = cut(plain(goal.title, STRONG), max(0, width - shown.cell_length - 2))
        return [title.pad_right(max(0, width - title.cell_length - shown.cell_length)) + shown]

    return Pair(sides[0], sides[1], head)


def _rated(party: Party, rating: PartyRating | None, goal: GoalRatings, page: AlignmentPage, today: date) -> Written:
    lines: list[list[Content]] = []
    if rating is not None:
        lines.append(ways(rating.level, distance(rating.rated_on, today)))
    if goal.hidden is party:
        waits = f"rated {distance(goal.hidden_on, today)}" if goal.hidden_on else "rated"
        other = called(goal.waits_for or party, page)
        lines.append([joined((f"{marks.WAITING} {waits}", VALUE), (f" · waits for {other}", LABEL)),
                      joined((f"{marks.WAITING} rated", VALUE), (f" · waits for {other}", LABEL))])  # fmt: skip
    elif goal.waits_for is party:
        lines.append([joined((f"{marks.NEEDS_YOU} to rate now  ", NEEDS), ("r", f"bold {NEEDS}"), (" rates", LABEL))])
    elif rating is None:
        lines.append([joined(ladder(None), ("  not rated yet", LABEL))])

    def written(width: int) -> Sequence[Content]:
        return [next((way for way in line if way.cell_length <= width), line[-1]) for line in lines]

    return written


def _verdict(goal: GoalRatings, page: AlignmentPage, today: date) -> list[Content]:
    """Return how far the two are apart, in the ways it can be written, longest first."""
    view = goal.view
    if view is None:
        return [Content("")]
    apart = view.difference
    if view.open_gap:
        gap = f"{marks.THREE_WAY} gap {apart}"
        return [joined((gap, f"bold {NEEDS}"), (" · open until a meeting agrees on it", LABEL)),
                joined((gap, f"bold {NEEDS}"), (" · open", LABEL))]  # fmt: skip
    if apart == 0:
        return [joined((f"{marks.FINE} ", RIGHT), ("they agree", LABEL))]
    closing = _closing(goal, page, today)
    if closing:
        long, short = closing
        return [joined((f"{marks.FINE} ", RIGHT), (f"gap {apart}", VALUE), (f" · closed by the {long}", LABEL)),
                joined((f"{marks.FINE} ", RIGHT), (f"gap {apart}", VALUE), (f" · closed {short}", LABEL))]  # fmt: skip
    return [joined((f"{plural(apart, 'level')} apart", LABEL))]


def _closing(goal: GoalRatings, page: AlignmentPage, today: date) -> tuple[str, str] | None:
    """Return which meeting closed a gap, in long and in short, or None if none did (or there was none to close)."""
    view = goal.view
    if (
        view is None
        or goal.closed_on is None
        or goal.closed_on < view.rated_on
        or view.difference < DEFAULT.alignment_gap
    ):
        return None
    when = day(goal.closed_on, today)
    meeting = next((one for one in page.meetings if one.starts_local.date() == goal.closed_on), None)
    return (f"{named(meeting)} of {when}" if meeting else f"meeting of {when}"), when
