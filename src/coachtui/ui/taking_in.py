"""The part of the application that takes clients in, one by one or from a file, and tells what happened around one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from coachtui.domain.drafts import Invalid
from coachtui.store.errors import PracticeError
from coachtui.ui.commands import Place
from coachtui.ui.screens.frame import Frame
from coachtui.ui.undoing import Undoing

if TYPE_CHECKING:
    from coachtui.domain.template import Template


class TakingIn(Undoing):
    """An app in which a new engagement, an import and a history can be opened from every screen."""

    @work(exclusive=True, group="open")
    async def action_new_engagement(self) -> None:
        from coachtui.ui.forms.intake_wizard import IntakeWizard, read_opening

        def taken_in(engagement_id: str | None) -> None:
            if engagement_id:
                self.take(engagement_id, Place.ASSESSMENT)

        try:
            opening = await self.desk.gateway.read(read_opening, self.desk.now())
        except PracticeError as error:
            self.say(str(error), wrong=True)
        else:
            self.push_screen(IntakeWizard(self.desk, opening), taken_in)

    def action_templates(self) -> None:
        from coachtui.ui.screens.templates import Chosen, Templates

        def chosen(found: Chosen | None) -> None:
            if found:
                self._open_template(found.template, edit=found.edit)

        self.push_screen(Templates(self.desk), chosen)

    @work(exclusive=True, group="open")
    async def _open_template(self, template: Template, *, edit: bool) -> None:
        """Open the form that changes a template, or the one that starts engagements from it."""
        from coachtui.ui.forms.cohort_form import CohortForm, read_opening
        from coachtui.ui.forms.template_form import TemplateForm

        if edit:
            self.push_screen(TemplateForm(self.desk, template, self.desk.today()))
            return
        try:
            opening = await self.desk.gateway.read(read_opening, template, self.desk.today())
        except PracticeError as error:
            self.say(str(error), wrong=True)
        else:
            self.push_screen(CohortForm(self.desk, opening), self._started)

    def _started(self, engagement_ids: list[str] | None) -> None:
        """Show what was started: the one engagement, or all in the list."""
        if engagement_ids and len(engagement_ids) == 1:
            self.take(engagement_ids[0], Place.CADENCE)
        elif engagement_ids:
            self.show(Place.ENGAGEMENTS)

    @work(exclusive=True, group="open")
    async def action_save_as_template(self) -> None:
        from coachtui.domain.template import Template
        from coachtui.store.reads import templates
        from coachtui.ui.forms.template_form import TemplateForm

        if self.in_hand is None:
            return
        try:
            shape = await self.desk.gateway.read(templates.shape, self.in_hand.id, self.desk.now())
        except Invalid as invalid:
            self.say(" ".join(problem.message for problem in invalid.problems), wrong=True)
        except PracticeError as error:
            self.say(str(error), wrong=True)
        else:
            form = TemplateForm(
                self.desk, Template("", shape.draft, shape.model), self.desk.today(),
                source=shape.engagement_id, client=shape.client, people=shape.people,
            )  # fmt: skip
            self.push_screen(form)

    def action_import_clients(self) -> None:
        from coachtui.ui.screens.import_clients import ImportClients

        self.push_screen(ImportClients(self.desk))

    def action_import_goals(self) -> None:
        from coachtui.ui.screens.import_goals import ImportGoals

        self.push_screen(ImportGoals(self.desk))

    def action_import_log(self) -> None:
        from coachtui.ui.screens.import_log import ImportLog

        self.push_screen(ImportLog(self.desk))

    @work(exclusive=True, group="open")
    async def action_about_you(self) -> None:
        from coachtui.store.reads import log
        from coachtui.ui.forms.coach_form import CoachForm

        try:
            coach_id, draft = await self.desk.gateway.read(log.coach)
        except PracticeError as error:
            self.say(str(error), wrong=True)
        else:
            self.push_screen(CoachForm(self.desk, coach_id, draft))

    def action_import_calendar(self) -> None:
        from coachtui.ui.screens.import_calendar import ImportCalendar

        self.push_screen(ImportCalendar(self.desk))

    @work(exclusive=True, group="open")
    async def action_export_calendar(self) -> None:
        from coachtui import config
        from coachtui.domain.calendar_out import Title
        from coachtui.store.reads import calendar_out
        from coachtui.store.reads.facts import here
        from coachtui.ui.screens.export_calendar import ExportCalendar

        def written(path: str | None) -> None:
            if path:
                self.say(f"Wrote {path}")

        settings = config.load(self.desk.paths.settings)[0]
        try:
            place = await self.desk.gateway.read(here, self.desk.now())
            outgoing = await self.desk.gateway.read(calendar_out.outgoing, place.today)
            encrypted = await self.desk.gateway.read(lambda db: db.key is not None)
        except PracticeError as error:
            self.say(str(error), wrong=True)
        else:
            title, alarm = Title(settings.calendar_title), settings.calendar_alarm
            dialog = ExportCalendar(outgoing, place.zone, title, alarm, encrypted=encrypted)
            self.push_screen(dialog, written)

    def action_history(self) -> None:
        from coachtui.ui.screens.history import History

        if isinstance(self.screen, Frame):
            card, record = self.in_hand, self.record_in_sight()
            if card or record:
                self.push_screen(History(self.desk, card.id if card else "", card.client if card else "", record))
