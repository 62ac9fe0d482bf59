"""The development plan of an engagement on one page, to be printed: gap → goal → action → effect.

Nothing private is on it: no evidence, no notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from textwrap import wrap

from coachtui.domain import words
from coachtui.domain.goal_page import DevelopmentPlan, MilestoneLine, PlanGoal, PlanRow
from coachtui.domain.goals import GoalState
from coachtui.domain.line import CommitmentLine
from coachtui.reports.goals import TRENDS, t_words
from coachtui.reports.text import bare, flat, joined

WIDTH = 80
"""Characters in a line of the page."""
_LABEL, _BOX = 9, 4


def lines(plan: DevelopmentPlan) -> list[str]:
    """Return the plan as a page of text, wrapped at `WIDTH`."""
    return [
        *_wrapped(f"Development plan: {flat(plan.client)}"),
        *_wrapped(_about(plan, flat)),
        *_body(plan),
        "",
        *_wrapped(t_words(plan.change)),
    ]


def markdown(plan: DevelopmentPlan) -> list[str]:
    """Return the plan as Markdown; what people wrote is never taken for marks."""
    page = [f"# Development plan: {bare(plan.client)}", "", _about(plan, bare)]
    shown: set[str] = set()
    for row in plan.rows:
        if row.unaddressed:
            continue
        page += ["", f"## {_gap(row, bare)}"]
        for goal in row.goals:
            if goal.goal_id in shown:
                page += ["", f"**Goal:** {_with(bare(goal.title), 'see above')}"]
                continue
            shown.add(goal.goal_id)
            page += ["", f"**Goal:** {_goal(goal, bare)}"]
            page += ["", f"**Measure:** {bare(goal.measure)}"] if goal.measure else []
            page += [""] if goal.actions else []
            page += [f"- {_action(one, bare)}" for one in goal.actions]
            page += ["", f"**Effect:** {_effect(goal, row)}"]
    missing = _missing(plan, bare)
    page += ["", f"**Gaps that no goal serves:** {missing}"] if missing else []
    if plan.promised:
        page += ["", "## Also promised", "", *(f"- [ ] {_promise(one, bare)}" for one in plan.promised)]
    return [*page, "", t_words(plan.change)]


def _body(plan: DevelopmentPlan) -> Iterator[str]:
    shown: set[str] = set()
    for row in plan.rows:
        if row.unaddressed:
            continue
        yield ""
        yield from _wrapped(_gap(row, flat))
        for goal in row.goals:
            if goal.goal_id in shown:
                yield from _labelled("Goal", _with(flat(goal.title), "see above"))
                continue
            shown.add(goal.goal_id)
            yield from _labelled("Goal", _goal(goal, flat))
            if goal.measure:
                yield from _labelled("Measure", flat(goal.measure))
            for number, one in enumerate(goal.actions):
                yield from _labelled("" if number else "Actions", _action(one, flat), hanging=_BOX)
            yield from _labelled("Effect", _effect(goal, row))
    missing = _missing(plan, flat)
    if missing:
        yield ""
        yield from _wrapped(f"Gaps that no goal serves: {missing}")
    if plan.promised:
        yield ""
        yield "Also promised"
        for promise in plan.promised:
            yield from _labelled("", f"[ ] {_promise(promise, flat)}", hanging=_BOX)


Said = Callable[[str], str]
"""How a person's text is put on the page."""


def _about(plan: DevelopmentPlan, said: Said) -> str:
    role = " → ".join(said(part) for part in (plan.role_from, plan.role_title) if part)
    span = " to ".join(words.exact(day) for day in (plan.starts_on, plan.ends_on) if day)
    return joined(role, said(plan.organisation), f"coach {said(plan.coach)}", span, f"as of {words.exact(plan.today)}")


def _gap(row: PlanRow, said: Said) -> str:
    if row.competency is None:
        return "Goals that serve no competency"
    if row.gap is None:
        rated = f"level {row.current}" if row.current is not None else "not rated"
        return f"{said(row.competency.name)}: {rated}"
    at = f"level {row.current}, target {row.target}"
    return f"{said(row.competency.name)}: {at}, gap {words.number(row.gap)}, importance {row.importance}"


def _goal(goal: PlanGoal, said: Said) -> str:
    state = "" if goal.state is GoalState.AGREED else words.label(goal.state)
    return _with(said(goal.title), state, _by(goal.due_on))


def _action(one: MilestoneLine, said: Said) -> str:
    done = f"done {words.exact(one.done_on)}" if one.done_on else _by(one.due_on)
    return f"[{'x' if one.done_on else ' '}] {_with(said(one.title), done)}"


def _effect(goal: PlanGoal, row: PlanRow) -> str:
    rating = ""
    if row.effect is not None:
        rating = f"rating {row.began} → {row.current} ({words.level(row.effect)})"
    if goal.effect is None:
        return joined("no progress noted yet", rating)
    level = f"level {words.level(goal.baseline)} → {words.level(goal.now)} ({words.level(goal.effect)})"
    percent = f"{goal.percent} %" if goal.percent is not None else ""
    return joined(level, percent, TRENDS[goal.trend] if goal.trend else "", rating)


def _missing(plan: DevelopmentPlan, said: Said) -> str:
    return joined(
        *(f"{said(row.competency.name)} ({row.gap})" for row in plan.rows if row.unaddressed and row.competency)
    )


def _promise(one: CommitmentLine, said: Said) -> str:
    return _with(f"{words.label(one.owner)}: {said(one.body)}", _by(one.due_on))


def _with(text: str, *asides: str) -> str:
    aside = joined(*asides)
    return f"{text} ({aside})" if aside else text


def _by(when: date | None) -> str:
    return f"by {words.exact(when)}" if when else ""


def _labelled(label: str, text: str, *, hanging: int = 0) -> Iterable[str]:
    indent = " " * (2 + _LABEL + hanging)
    return wrap(text, WIDTH, initial_indent=f"  {label:{_LABEL}}", subsequent_indent=indent)


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDTH, subsequent_indent="  ")
