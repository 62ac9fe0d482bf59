"""Intake: where the leader is today, by competency, by the people around, and from start to end."""

from __future__ import annotations

import asyncio

from textual import on, work

from coachtui.domain.assessment import RatingDraft, Stage
from coachtui.domain.goals import GoalDraft
from coachtui.domain.intake import suggested_goals
from coachtui.domain.words import day, label
from coachtui.store import writes
from coachtui.store.errors import PracticeError
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.screens.assessment_page import KEY, AssessmentPage
from coachtui.ui.text import LABEL, STRONG, VALUE, joined
from coachtui.ui.widgets.ratings import Ratings


class IntakeScreen(AssessmentPage):
    """The assessment of the engagement in hand."""

    PLACE = Place.ASSESSMENT
    BINDINGS = bindings(Place.ASSESSMENT)
    CSS_PATH = "../styles/assessment.tcss"

    def seek(self, record: str) -> None:
        self.sought = record
        if self.is_mounted:
            self.reload()

    # Rating

    @on(Ratings.Opened, "#ratings")
    def action_rate(self) -> None:
        self.ratings.focus()
        self.ratings.rating = True

    @on(Ratings.Done)
    def _all_rated(self) -> None:
        self.ratings.rating = False

    @on(Ratings.Refused)
    def _refused(self, event: Ratings.Refused) -> None:
        self.post_message(self.Told(event.reason))

    @on(Ratings.Rated)
    def _rated(self, event: Ratings.Rated) -> None:
        # By its key: the cursor may have gone on meanwhile.
        one = self.known(event.key)
        if one is None or self.in_hand is None:
            return
        current, target, importance = event.marks
        evidence = one.as_draft(self.stage).evidence
        self._store(RatingDraft(event.key, current, target, importance, evidence), f"Rated {one.name}")
        self.show_competency()
        value = event.marks.value(event.setting)
        self.ratings.border_subtitle = joined(
            self.ratings.told(),
            (f" · {'cleared' if value is None else value}, ", VALUE),
            ("u", KEY),
            (" takes it back", LABEL),
        )

    def _store(self, draft: RatingDraft, said: str) -> None:
        """Store a rating at once; while one is on its way, what is read is older than what is seen."""
        assert self.in_hand is not None
        engagement_id, stage = self.in_hand.id, self.stage

        def stored(future: asyncio.Future[None]) -> None:
            self.unstored -= 1
            if future.exception():
                self.reload()  # what is stored is shown again

        self.unstored += 1
        future = self.write(
            lambda practice: writes.assessment.rate(practice, engagement_id, stage, draft), said, quiet=True
        )
        future.add_done_callback(stored)

    # Evidence, stages, model, goals

    def action_write_evidence(self) -> None:
        from coachtui.ui.forms.evidence_form import EvidenceForm

        one = self.competency
        if one and self.in_hand:
            self.app.push_screen(EvidenceForm(self.desk, self.in_hand.id, one, self.stage))

    def action_begin_stage(self) -> None:
        from coachtui.ui.forms.stage_form import StageForm

        if self.intake is None:
            return
        if self.intake.next_stage is None and len(self.intake.stages) == len(Stage):
            self.post_message(self.Failed("Start, middle and end were all begun. s goes from one to the next."))
        else:
            self.app.push_screen(StageForm(self.desk, self.intake), self._begun)

    def _begun(self, stage: Stage | None) -> None:
        if stage:
            self.wanted = stage
            self.reload()

    def action_remove_stage(self) -> None:
        from coachtui.ui.screens.confirm import Confirm

        line = next((one for one in self.intake.stages if one.stage is self.stage), None) if self.intake else None
        if line is None or self.intake is None:
            return

        def answered(agreed: bool | None) -> None:
            if agreed:
                said = f"In the bin: the assessment at the {label(line.stage)}"
                self.write(lambda practice: writes.assessment.remove_stage(practice, line.assessment_id), said)

        held = day(line.held_on, self.intake.today)
        what = joined((f"The assessment at the {label(line.stage)}", STRONG), (f"  {held}", LABEL))
        told = joined(("Its ratings and their evidence go with it. u takes all of it back.", LABEL))
        self.app.push_screen(Confirm("Put this assessment in the bin?", what + "\n\n" + told), answered)

    def action_choose_model(self) -> None:
        if self.in_hand:
            self._choose_model(self.in_hand.id)

    @work(exclusive=True, group="open")
    async def _choose_model(self, engagement_id: str) -> None:
        from coachtui.ui.forms.model_form import ModelForm, read_choice

        try:
            choice = await self.desk.gateway.read(read_choice, self.intake.model_id if self.intake else None)
        except PracticeError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.app.push_screen(ModelForm(self.desk, engagement_id, choice))

    def action_set_goal(self) -> None:
        from coachtui.ui.forms.goal_form import GoalForm

        one, card = self.competency, self.in_hand
        if one is None or card is None or self.intake is None:
            return
        suggested = suggested_goals([one], [one.as_draft(self.stage)])
        draft = (
            suggested[0].draft(card.id, card.ends_on)
            if suggested
            else GoalDraft(card.id, "", competency_ids=(one.competency_id,), due_on=card.ends_on)
        )
        self.app.push_screen(GoalForm(self.desk, card.id, self.intake.today, suggestion=draft))
