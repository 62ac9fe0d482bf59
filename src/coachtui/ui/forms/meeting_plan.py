"""Planning a three-way or a check-in from Alignment: the form of Sessions, with what is known filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from coachtui.domain.alignment import StageCoverage
from coachtui.domain.cadence import SessionKind
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import ChoiceField, FormField
from coachtui.ui.forms.session_form import KINDS, PlanForm, proposed
from coachtui.ui.screens.session_page import Page

AHEAD = timedelta(weeks=1)
"""How soon a meeting is proposed that is due or overdue: diaries of three are not free tomorrow."""
CHECK_IN_MINUTES = 20
FRIDAY = 4


class MeetingPlan(PlanForm):
    """Plans a three-way of the stage that comes next, on the day when it is due; or a check-in before long."""

    FORM = "meeting plan"

    def __init__(self, desk: Desk, page: Page, kind: SessionKind, stages: Sequence[StageCoverage] = ()):
        super().__init__(desk, page)
        self.record = f"{page.engagement_id} {kind}"
        self._kind = kind
        self._due = to_plan(stages)

    def heading(self) -> str:
        return "Plan a three-way" if self._kind is SessionKind.THREE_WAY else "Plan a check-in"

    def fields(self) -> Iterator[FormField]:
        terms, today = self.page.terms, self.page.today
        at = proposed(self.page, today).time()
        on, minutes, kind = today + AHEAD, CHECK_IN_MINUTES, str(self._kind)
        if self._kind is SessionKind.THREE_WAY:
            minutes = terms.session_minutes
            due = self._due
            kind = f"{self._kind} {due.stage}" if due else next(key for key, _ in KINDS if key.startswith(self._kind))
            on = max(on, due.due_on) if due else on
        yield ChoiceField("kind", "what", KINDS, kind)
        yield from self.when(datetime.combine(_weekday(on), at), terms.time_zone, minutes)


def to_plan(stages: Sequence[StageCoverage]) -> StageCoverage | None:
    """Return the stage whose three-way is the next without a day, none that was passed over; None if all have one."""
    last = max((index for index, stage in enumerate(stages) if stage.covered), default=-1)
    return next((stage for stage in stages[last + 1 :] if stage.planned_on is None), None)


def _weekday(on: date) -> date:
    """Return the day, or the Monday after it at a weekend."""
    return on + timedelta(days=max(0, 7 - on.weekday()) if on.weekday() > FRIDAY else 0)
