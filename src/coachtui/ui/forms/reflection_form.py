"""What the client says of a goal, in the client's own words."""

from __future__ import annotations

from collections.abc import Iterator

from coachtui.domain.goal_page import GoalLine, GoalsPage
from coachtui.domain.goal_parts import ReflectionDraft
from coachtui.store import writes
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import DayField, FormField, LongField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.reading import Reading


class ReflectionForm(Form[str]):
    """Notes a reflection, or changes one; returns its id."""

    FORM = "reflection"

    def __init__(
        self,
        desk: Desk,
        page: GoalsPage,
        goal: GoalLine,
        reflection_id: str = "",
        draft: ReflectionDraft | None = None,
    ):
        super().__init__(desk, reflection_id or goal.id)
        self._page = page
        self._goal = goal
        self._reflection_id = reflection_id
        self._draft = draft or ReflectionDraft(goal.id, "", page.today)

    def heading(self) -> str:
        return f"What {self._page.client.split(' ')[0]} says · {self._goal.title}"

    def fields(self) -> Iterator[FormField]:
        yield LongField("body", "in own words", self._draft.body)
        yield DayField("written_on", "on", self._page.today, self._draft.written_on)

    async def save(self, values: dict[str, str]) -> str:
        read, today, reflection_id = Reading(values, self._page.today), self._page.today, self._reflection_id
        draft = ReflectionDraft(self._goal.id, read.text("body"), read.day("written_on") or today)
        read.check(*draft.problems(today))
        if not reflection_id:
            return await self.store(
                lambda practice: writes.goals.reflect(practice, draft.goal_id, draft.body, draft.written_on)
            )
        await self.store(
            lambda practice: writes.goals.edit_reflection(practice, reflection_id, draft.body, draft.written_on)
        )
        return reflection_id

    def said(self, result: str, values: dict[str, str]) -> str:
        return f"Noted what {self._page.client.split(' ')[0]} says: {' '.join(values['body'].split())[:50]}"
