"""Taking goals in from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coachtui.domain.words import plural
from coachtui.exchange import goal_layouts, goals, tables
from coachtui.exchange.goals import GoalPreview
from coachtui.exchange.preview import Line
from coachtui.ui.screens.importing import ImportDialog
from coachtui.ui.widgets.rows import Column

if TYPE_CHECKING:
    from coachtui.store.gateway import Task
    from coachtui.store.practice import Practice


class ImportGoals(ImportDialog[GoalPreview]):
    """Asks for a file of goals, shows what it would do, and takes it in."""

    KIND = "goals"
    ABOUT = (Column("client", most=16), Column("goal", most=28))
    EXPLAINED = (
        "A CSV file whose first row names the columns: client or email, goal, measure, due, progress, milestones, …, "
        "or the layout of Culture Amp or Frappe. A goal is known again by client and title; what you changed here "
        "stays, and so does what was agreed."
    )

    def plan(self, practice: Practice, task: Task, path: Path) -> GoalPreview:
        understood = goal_layouts.understand(tables.read(path))
        task.step()
        return goals.preview(practice, understood, day=goals.day_of(path, practice))

    def apply(self, practice: Practice, planned: GoalPreview, source: str) -> str:
        return plural(goals.apply(practice, planned, source), "goal")

    def about(self, line: Line) -> tuple[str, ...]:
        return (line.client, line.goal)
