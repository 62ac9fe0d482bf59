"""The development plan of an engagement, drawn: gap, goal, action and effect side by side, or one under the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from textual.content import Content

from coachtui.domain.goal_page import DevelopmentPlan, MilestoneLine, PlanGoal, PlanRow
from coachtui.domain.goals import GoalState
from coachtui.domain.words import day, due, label, level, plural, t
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, STRONG, VALUE, WRONG, cell, joined, plain
from coachtui.ui.widgets import commitments
from coachtui.ui.widgets.items import NOTHING, Item

TITLES = ("Gap", "Goal", "Action", "Effect")
SHARES = (24, 32, 28, 16)
"""Per cent of the width that each column takes."""
GAP = 3
SIDE_BY_SIDE = 92
"""Cells from which the four stand side by side."""
INDENT = 10
"""Cells of the titles at the left where they stand one under the other."""

Lines = list[Content]


def items(plan: DevelopmentPlan) -> Iterator[Item]:
    """Yield the plan from top to bottom."""
    yield Item(_whose(plan))
    yield Item(_when(plan))
    yield NOTHING
    if not plan.rows:
        yield Item(joined(("Nothing is on the plan yet: no competency is rated, and there is no goal.", LABEL)))
    else:
        yield Item(Content(""), drawn=_titles)
    for row in plan.rows:
        yield NOTHING
        gap = _gap(row)
        goals = [_goal(goal, plan.today) for goal in row.goals] or [_unaddressed(row)]
        for at, (words, actions, effect) in enumerate(goals):
            first = not at
            effects = [*effect, *_rated(row)] if first else effect
            yield Item(Content(""), drawn=partial(_drawn, (gap if first else [], words, actions, effects)))
    yield from _promised(plan)


def title(plan: DevelopmentPlan) -> Content:
    """Return whose plan it is."""
    return joined("Development plan · ", plan.client)


def _whose(plan: DevelopmentPlan) -> Content:
    role = " → ".join(part for part in (plan.role_from, plan.role_title) if part)
    rest = " · ".join(part for part in (role, plan.organisation) if part)
    return joined((plan.client, STRONG), (f"  {rest}" if rest else "", LABEL))


def _when(plan: DevelopmentPlan) -> Content:
    today = plan.today
    span = f"{day(plan.starts_on, today)} to {day(plan.ends_on, today)}" if plan.starts_on and plan.ends_on else ""
    began, now, change = plan.change.baseline.value, plan.change.achieved.value, plan.change.change
    if began is None or now is None or change is None:
        score = joined(("T ", LABEL), ("none yet: ", VALUE), (plan.change.baseline.reason, LABEL))
    else:
        tone = RIGHT if change > 0 else WRONG if change < 0 else LABEL
        score = joined(("T ", LABEL), (f"{t(began)} → ", VALUE), (t(now), STRONG), (f"  {level(change)}", tone))
    return joined((f"{span}   " if span else "", LABEL), ("coach ", LABEL), (f"{plan.coach}   ", VALUE), score)


def _titles(width: int) -> Lines:
    if width < SIDE_BY_SIDE:
        return [joined((" → ".join(title.lower() for title in TITLES), LABEL))]
    return _beside([[joined((title, f"bold {DATA}"))] for title in TITLES], width)


def _gap(row: PlanRow) -> Lines:
    if row.competency is None:
        return [joined(("serves no competency", LABEL))]
    lines = [plain(row.competency.name, STRONG)]
    if row.current is None and row.target is None:
        return [*lines, joined(("not rated", LABEL))]
    current, target = (str(one) if one is not None else "–" for one in (row.current, row.target))
    gap = f"   gap {row.gap}" if row.gap is not None and row.gap > 0 else "   closed" if row.gap is not None else ""
    tone = RIGHT if gap.endswith("closed") else NEEDS if row.unaddressed else VALUE
    lines.append(joined((f"{current} → {target}", VALUE), (gap, tone)))
    lines.append(joined((f"importance {row.importance} of 3", LABEL)))
    return lines


def _goal(goal: PlanGoal, today: date) -> tuple[Lines, Lines, Lines]:
    closed = goal.state is GoalState.CLOSED
    mark, tone = marks.GOALS[goal.state]
    when = f", {due(goal.due_on, today)}" if goal.due_on and not closed else ""
    words = [
        plain(goal.title, LABEL if closed else VALUE),
        joined((f"{mark} {label(goal.state)}", tone), (when, LABEL)),
    ]
    if goal.measure:
        words.append(plain(goal.measure, LABEL))
    actions = [_action(one, today) for one in goal.actions] or [joined(("none", LABEL))]
    return words, actions, _effect(goal)


def _action(one: MilestoneLine, today: date) -> Content:
    if one.done_on:
        return joined((f"{marks.DONE} ", RIGHT), (one.title, LABEL), (f"  {day(one.done_on, today)}", LABEL))
    late = one.due_on is not None and one.due_on < today
    when = f"  {due(one.due_on, today)}" if one.due_on else ""
    return joined((f"{marks.OPEN} ", VALUE), (one.title, VALUE), (when, WRONG if late else LABEL))


def _effect(goal: PlanGoal) -> Lines:
    if goal.effect is None:
        return [joined(("no entry yet", LABEL))]
    if goal.percent is not None and not goal.effect and goal.now == goal.baseline:
        lines = [joined((f"{goal.percent} %", STRONG))]
    else:
        tone = RIGHT if goal.effect > 0 else WRONG if goal.effect < 0 else LABEL
        way = ((f"{level(goal.baseline)} → ", LABEL), (level(goal.now), STRONG))
        lines = [joined(*way, (f"   {level(goal.effect)}", tone))]
    if goal.trend is not None:
        mark, word, tone = marks.TRENDS[goal.trend]
        lines.append(joined((f"{mark} {word}", tone)))
    return lines


def _rated(row: PlanRow) -> Lines:
    """Return how the rating of a competency moved, once it was rated again."""
    if row.effect is None:
        return []
    tone = RIGHT if row.effect > 0 else WRONG if row.effect < 0 else LABEL
    return [joined((f"rating {row.began} → {row.current}  ", LABEL), (level(row.effect), tone))]


def _unaddressed(row: PlanRow) -> tuple[Lines, Lines, Lines]:
    if not row.unaddressed:
        return [joined(("no goal", LABEL))], [], []
    return [joined((f"{marks.NEEDS_YOU} no goal serves it", NEEDS))], [], []


def _promised(plan: DevelopmentPlan) -> Iterator[Item]:
    if plan.promised:
        yield NOTHING
        yield Item(joined(("Promised", f"bold {DATA}"), (f"  {plural(len(plan.promised), 'open commitment')}", LABEL)))
        yield from (Item(commitments.line(one, plan.client, plan.today)) for one in plan.promised)


def _drawn(columns: Sequence[Lines], width: int) -> Lines:
    if width >= SIDE_BY_SIDE:
        return _beside(columns, width)
    found: Lines = []
    for at, (name, column) in enumerate(zip(TITLES, columns, strict=True)):
        for number, line in enumerate(_wrapped(column, max(1, width - (INDENT if at else 0)))):
            found.append(line if not at else cell(plain("" if number else name.lower(), LABEL), INDENT) + line)
    return found


def _beside(columns: Sequence[Lines], width: int) -> Lines:
    room = width - GAP * (len(SHARES) - 1)
    widths = [room * share // 100 for share in SHARES]
    wrapped = [_wrapped(column, wide) for column, wide in zip(columns, widths, strict=True)]
    return [
        Content(" " * GAP).join(
            cell(column[at] if at < len(column) else Content(""), wide)
            for column, wide in zip(wrapped, widths, strict=True)
        )
        for at in range(max(map(len, wrapped)))
    ]


def _wrapped(column: Lines, width: int) -> Lines:
    """Wrap each line under itself; what follows a mark keeps its indent."""
    found: Lines = []
    for line in column:
        indent = 2 if line.plain[:2] in (f"{marks.OPEN} ", f"{marks.DONE} ") else 0
        parts = line[indent:].wrap(max(1, width - indent)) or [Content("")]
        found += [(line[:indent] if not at else Content(" " * indent)) + part for at, part in enumerate(parts)]
    return found
