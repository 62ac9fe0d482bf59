"""The ladder of a goal: five levels from the top down, how far it was climbed, and who sees it where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.content import Content

from coachtui.domain.goal_page import GoalLine
from coachtui.domain.goals import LEVELS, GoalState
from coachtui.domain.people import Party
from coachtui.domain.words import level
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, STRONG, VALUE, joined, paragraph
from coachtui.ui.widgets.items import NOTHING, Item
from coachtui.ui.widgets.sparkline import LETTERS, Point, chart

NAMES = {-2: "much less", -1: "less", 0: "expected", 1: "better", 2: "much better"}
"""What each level says against the expected outcome."""

PARTIES = (Party.CLIENT, Party.MANAGER, Party.COACH)


def ladder(goal: GoalLine, client: str) -> Iterator[Item]:
    """Yield the levels, the best on top, and whom each letter means; none of a goal followed in per cent alone."""
    if goal.in_percent and not goal.levels:
        yield Item(joined(("Followed in per cent: no level is written, and none was noted.", LABEL)))
        return
    top, bottom = max(goal.now, goal.baseline), min(goal.now, goal.baseline)
    for number in reversed(LEVELS):
        yield _level(goal, number, climbed=bottom <= number <= top)
    yield NOTHING
    yield Item(_legend(goal, client))


def progress(goal: GoalLine) -> Iterator[Item]:
    """Yield the entries on their scale; nothing before the first."""
    points = _points(goal)
    if points:
        more = goal.entry_count - len(goal.entries)
        told = f"  the latest {len(goal.entries)} of {goal.entry_count}" if more > 0 else ""
        yield Item(joined(("Way so far", STRONG), (told, LABEL)))
        baseline = None if goal.in_percent else goal.baseline
        yield Item(Content(""), drawn=lambda width: chart(points, width, baseline=baseline))


def called(client: str) -> Mapping[Party, str]:
    """Return how the parties are called: the client by first name, the coach "you"."""
    return {Party.CLIENT: client.split(" ")[0], Party.MANAGER: "manager", Party.COACH: "you"}


def _level(goal: GoalLine, number: int, *, climbed: bool) -> Item:
    here, began = number == goal.now and not goal.in_percent, number == goal.baseline
    parties = "".join(LETTERS[party] for party in PARTIES if party in goal.latest_levels
                      and goal.latest_levels[party].level == number)  # fmt: skip
    mark = marks.HELD if here else marks.PLANNED if began else "┃" if climbed else "│"
    tone = STRONG if here else DATA if climbed else LABEL
    below = "┃" if climbed and number > min(goal.now, goal.baseline) else "│"
    rail = joined((below, DATA if below == "┃" else LABEL)) if number > LEVELS[0] else joined(" ")
    name = level(number)
    before = (
        joined((f"{name:>3}  ", STRONG if here else VALUE), (mark, tone), (f" {parties:<3} ", f"bold {DATA}")),
        joined("     ", rail, "     "),
    )
    written = goal.levels.get(number)
    if written:
        body = paragraph(written, STRONG if here else VALUE if number == 0 else LABEL)
    else:
        closed = goal.state is GoalState.CLOSED
        body = joined((f"{NAMES[number]}: not written", LABEL if closed else NEEDS))
    return Item(body, before)


def _legend(goal: GoalLine, client: str) -> Content:
    names = called(client)
    parties = [f"{LETTERS[party]} {names[party]}" for party in PARTIES]
    if not goal.latest_levels:
        return joined(
            (f"{marks.PLANNED if goal.in_percent else marks.HELD} baseline  nobody has noted a level yet", LABEL)
        )
    return joined((f"{marks.PLANNED} baseline  {marks.HELD} now  {'  '.join(parties)}", LABEL))


def _points(goal: GoalLine) -> list[Point]:
    if goal.in_percent:
        return [Point(one.noted_on, one.party, one.percent) for one in goal.entries if one.percent is not None]
    return [Point(one.noted_on, one.party, one.level) for one in goal.entries if one.level is not None]
