"""Takes goals in from a table: what each row would do is planned first, then all of it is one undoable action.

Whose goal it is, is known by e-mail, else by name; it goes to the engagement that runs, else to the one in draft. A
goal is known again by its title within the engagement, also after the coach gave it another title here. What is empty
here is filled, new milestones are added, and progress is noted when the file says something else than the client said
last by its day; what the practice says differently stays unless the file is to win.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from coachtui.domain.goal_import import GoalChange
from coachtui.domain.words import exact, folded, plural
from coachtui.exchange.cells import quoted
from coachtui.exchange.goal_cells import UnderstoodGoals, WantedGoal, WantedStep
from coachtui.exchange.goal_planning import GoalPlan
from coachtui.exchange.goal_roster import Engaged, GoalRoster
from coachtui.exchange.preview import Line, Preview, RowError, Status, faulty, unread_note
from coachtui.exchange.tables import Fault
from coachtui.store import writes
from coachtui.store.practice import Practice
from coachtui.store.reads.facts import here

BORN = 12
"""Hex digits with which a new id tells the moment it was made in."""

W = TypeVar("W", WantedGoal, WantedStep)


@dataclass(frozen=True)
class GoalPreview(Preview):
    """What an import of goals would do; `changes` are what it would write."""

    changes: tuple[GoalChange, ...]

    @property
    def writes(self) -> bool:
        return bool(self.changes)


def day_of(path: Path, practice: Practice) -> date:
    """Return the day on which a file was last changed, by the coach's clock; today, if that is not known or later."""
    today = here(practice.db, practice.clock()).today
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return min(today, here(practice.db, changed).today)
    except (OSError, ValueError, OverflowError):
        return today


def preview(
    practice: Practice, understood: UnderstoodGoals, *, day: date | None = None, update: bool = False
) -> GoalPreview:
    """Plan the import without writing; with `update` the file wins where it says something else than the practice.

    `day` is that of progress that has no day of its own: today, unless it is given.
    """
    today = here(practice.db, practice.clock()).today
    planning = _Planning(practice, understood, day or today, today, update)
    lines = [*faulty(understood.faults, understood.about), *planning.goals(), *planning.steps()]
    lines.sort(key=lambda line: line.row)
    noted = any(one.as_of is None and (one.percent, one.level) != (None, None) for one in understood.wanted)
    dated = (f"Progress without a day of its own is noted as the client's, on {exact(day or today)}.",) if noted else ()
    changes = tuple(plan.change for plan in planning.plans.values() if plan.writes)
    return GoalPreview(understood.layout, tuple(lines), (*dated, *unread_note(understood.unread)), changes)


def apply(practice: Practice, planned: GoalPreview, source: str) -> int:
    """Write what was planned as one action; return how many goals are new or changed. Raises a PracticeError."""
    if planned.changes:
        words = f"imported {plural(len(planned.changes), 'goal')} from {source}"
        writes.goal_import.take_in(practice, planned.changes, words)
    return len(planned.changes)


class _Planning:
    """The plans of a file's goals, by their ids."""

    def __init__(self, practice: Practice, understood: UnderstoodGoals, day: date, today: date, update: bool) -> None:
        self.roster, self.understood = GoalRoster(practice.db), understood
        self.born = practice.new_id()[:BORN]
        self.day, self.today, self.update = day, today, update
        self.plans: dict[str, GoalPlan] = {}
        self._left_out: dict[str, int] = {}

    def goals(self) -> Iterable[Line]:
        """Plan the rows that are goals."""
        rows: dict[str, list[tuple[Engaged, WantedGoal]]] = {}
        for wanted in self.understood.wanted:
            try:
                engaged = self.roster.engaged(wanted.client, wanted.email, wanted.engagement)
                goal_id, _ = self.roster.goal_id(engaged.id, wanted.title)
            except RowError as wrong:
                yield self._refused(wanted, wanted.title, wrong)
            else:
                rows.setdefault(goal_id, []).append((engaged, wanted))
        for goal_id, found in rows.items():
            engaged, first = found[0]
            plan = self._plan(engaged, goal_id, first.title)
            if _agree(wanted for _, wanted in found):
                lines = [plan.goal(first)]
                lines += (self._again(wanted, wanted.title, first.row, engaged) for _, wanted in found[1:])
            else:
                lines = self._apart([wanted for _, wanted in found], first.title, engaged)
            if lines[0].faults:
                self._left_out[goal_id] = first.row
            else:
                self.plans[goal_id] = plan
            yield from lines

    def steps(self) -> Iterable[Line]:
        """Plan the rows that are milestones of a goal, in the file or here."""
        rows: dict[tuple[str, str], list[tuple[Engaged, WantedStep]]] = {}
        for wanted in self.understood.steps:
            try:
                engaged = self.roster.engaged(wanted.client, wanted.email, wanted.engagement)
                goal_id = self._goal_of(wanted, engaged)
            except RowError as wrong:
                yield self._refused(wanted, wanted.step.title, wrong)
            else:
                rows.setdefault((goal_id, folded(wanted.step.title)), []).append((engaged, wanted))
        for (goal_id, _), found in rows.items():
            engaged, first = found[0]
            if _agree(wanted for _, wanted in found):
                if goal_id not in self.plans:
                    self.plans[goal_id] = self._plan(engaged, goal_id, first.of)
                yield self.plans[goal_id].step(first.row, first.step)
                yield from (self._again(wanted, wanted.step.title, first.row, engaged) for _, wanted in found[1:])
            else:
                yield from self._apart([wanted for _, wanted in found], first.step.title, engaged)

    def _plan(self, engaged: Engaged, goal_id: str, title: str) -> GoalPlan:
        _, live = self.roster.goal_id(engaged.id, title)
        return GoalPlan(
            engaged,
            goal_id,
            self.roster.goal(goal_id) if live else None,
            competencies=self.roster.competencies(engaged.id),
            heads=self.understood.heads,
            day=self.day,
            today=self.today,
            born=self.born,
            update=self.update,
        )

    def _goal_of(self, wanted: WantedStep, engaged: Engaged) -> str:
        goal_id, live = self.roster.goal_id(engaged.id, wanted.of, "of")
        if goal_id in self._left_out:
            raise RowError("of", f"Its goal, row {self._left_out[goal_id]}, is left out. Put that row right first.")
        if not live and goal_id not in self.plans:
            raise RowError(
                "of",
                f"No goal of {engaged.client}'s is called {quoted(wanted.of)}, here or in a good row of the file. "
                "Add its row, or empty this cell to make it a goal of its own.",
            )
        return goal_id

    def _refused(self, wanted: WantedGoal | WantedStep, title: str, wrong: RowError) -> Line:
        fault = Fault(wanted.row, self.understood.heads.get(wrong.field, wrong.field), wrong.words)
        return Line(wanted.row, Status.ERROR, wanted.client or wanted.email, faults=(fault,), goal=title)

    def _again(self, wanted: WantedGoal | WantedStep, title: str, row: int, engaged: Engaged) -> Line:
        return Line(wanted.row, Status.SAME, engaged.client, kept=(f"said in row {row} already",), goal=title)

    def _apart(self, rows: list[W], title: str, engaged: Engaged) -> list[Line]:
        """Refuse rows that say different things of the same goal or milestone: only a person knows which is right."""
        head = self.understood.heads.get("title", "goal")
        numbers = ", ".join(str(one.row) for one in sorted(rows, key=lambda one: one.row))
        words = f"The rows {numbers} say different things of the same one. Keep one of them."
        return [
            Line(one.row, Status.ERROR, engaged.client, faults=(Fault(one.row, head, words),), goal=title)
            for one in rows
        ]


def _agree(rows: Iterable[Hashable]) -> bool:
    """Whether rows say the same."""
    return len({repr(replace(one, row=0)) for one in rows}) == 1  # type: ignore[type-var]  # all are rows of goals
