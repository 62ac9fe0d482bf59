"""The day on which a goal was agreed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from coachtui.domain.drafts import Problem
from coachtui.domain.goal_page import GoalLine
from coachtui.domain.goals import Smart
from coachtui.domain.words import level
from coachtui.store import writes
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import DayField, FormField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.reading import Reading


class AgreeForm(Form[str]):
    """Agrees a goal on a day, or puts that day right; what it still misses is asked about once."""

    FORM = "goal agreed"

    def __init__(self, desk: Desk, goal: GoalLine, today: date):
        super().__init__(desk, goal.id)
        self._goal = goal
        self._today = today

    def heading(self) -> str:
        return f"Agreed · {self._goal.title}"

    def fields(self) -> Iterator[FormField]:
        hint = "From then on a change of it needs a reason, and the former text is kept."
        yield DayField("agreed_on", "agreed on", self._today, self._goal.agreed_on or self._today, hint)

    async def warnings(self, values: dict[str, str]) -> Sequence[Problem]:
        if self._goal.agreed_on:
            return ()
        # That it can be achieved is what agreeing says.
        missing = [gap.reason for gap in self._goal.smart if gap.letter is not Smart.ACHIEVABLE]
        if self._goal.unwritten:
            levels = ", ".join(level(number) for number in self._goal.unwritten)
            missing.append(f"These levels are not written: {levels}.")
        return [Problem("agreed_on", " ".join(missing))] if missing else ()

    async def save(self, values: dict[str, str]) -> str:
        read, goal_id = Reading(values, self._today), self._goal.id
        on = read.day("agreed_on")
        read.check(*([] if on else [Problem("agreed_on", "The day is missing. Type it.")]))
        await self.store(lambda practice: writes.goals.agree(practice, goal_id, on or self._today))
        return goal_id

    def said(self, result: str, values: dict[str, str]) -> str:
        return f"Agreed: {self._goal.title[:60]}"
