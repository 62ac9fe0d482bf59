"""A milestone of a goal: what is reached, by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coachtui.domain.drafts import Problem
from coachtui.domain.goal_page import GoalLine, GoalsPage
from coachtui.domain.goal_parts import MilestoneDraft
from coachtui.store import writes
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import DayField, FormField, TextField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.reading import Reading


class MilestoneForm(Form[str]):
    """Adds a milestone, or changes one; returns its id."""

    FORM = "milestone"

    def __init__(
        self,
        desk: Desk,
        page: GoalsPage,
        goal: GoalLine,
        milestone_id: str = "",
        draft: MilestoneDraft | None = None,
    ):
        super().__init__(desk, milestone_id or goal.id)
        self._page = page
        self._goal = goal
        self._milestone_id = milestone_id
        self._draft = draft or MilestoneDraft(goal.id, "")

    def heading(self) -> str:
        return f"{'Change a milestone' if self._milestone_id else 'New milestone'} · {self._goal.title}"

    def fields(self) -> Iterator[FormField]:
        yield TextField("title", "what is reached", self._draft.title)
        yield DayField("due_on", "due", self._page.today, self._draft.due_on, "May stay empty.")

    async def warnings(self, values: dict[str, str]) -> Sequence[Problem]:
        return self._read(values).warnings(goal_due_on=self._goal.due_on, ends_on=self._page.ends_on)

    async def save(self, values: dict[str, str]) -> str:
        draft, milestone_id = self._read(values), self._milestone_id
        if not milestone_id:
            return await self.store(
                lambda practice: writes.goals.add_milestone(practice, draft.goal_id, draft.title, draft.due_on)
            )
        await self.store(
            lambda practice: writes.goals.edit_milestone(practice, milestone_id, draft.title, draft.due_on)
        )
        return milestone_id

    def said(self, result: str, values: dict[str, str]) -> str:
        return f"{'Changed' if self._milestone_id else 'Added'} the milestone: {values['title'].strip()[:60]}"

    def _read(self, values: dict[str, str]) -> MilestoneDraft:
        read = Reading(values, self._page.today)
        draft = MilestoneDraft(self._goal.id, read.text("title"), read.day("due_on"))
        read.check(*draft.problems())
        return draft
