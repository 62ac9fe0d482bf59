"""Beginning an assessment: at the start, again in the middle, and at the end."""

from __future__ import annotations

from collections.abc import Iterator

from coachtui.domain.assessment import Stage
from coachtui.domain.intake import Intake
from coachtui.domain.words import label
from coachtui.store import writes
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import ChoiceField, DayField, FormField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.reading import Reading


class StageForm(Form[Stage]):
    """Which stage, and on what day; returns the stage."""

    FORM = "stage"
    TITLE_WORDS = "Begin an assessment"

    def __init__(self, desk: Desk, intake: Intake):
        super().__init__(desk, intake.engagement_id)
        self._intake = intake

    def fields(self) -> Iterator[FormField]:
        intake = self._intake
        begun = [one.stage for one in intake.stages]
        open_ = [stage for stage in Stage if stage not in begun]
        proposed = intake.next_stage if intake.next_stage in open_ else open_[0]
        hint = "Targets and importance are taken from the stage before; levels are rated anew." if begun else ""
        yield ChoiceField("stage", "at the", [(stage, label(stage)) for stage in open_], proposed, hint)
        yield DayField("held_on", "on", intake.today, intake.today)

    async def save(self, values: dict[str, str]) -> Stage:
        read = Reading(values, self._intake.today)
        held_on = read.day("held_on") or self._intake.today
        read.check()
        stage = Stage(values["stage"])
        engagement_id = self._intake.engagement_id
        await self.store(lambda practice: writes.assessment.begin(practice, engagement_id, stage, held_on))
        return stage

    def said(self, result: Stage, values: dict[str, str]) -> str:
        return f"Began the assessment at the {label(result)}"
