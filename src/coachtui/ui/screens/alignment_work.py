"""What is done on Alignment: the forms and dialogs that its keys open, and what they are opened with."""

from __future__ import annotations

from textual import on, work

from coachtui.domain.alignment import ExpectationKind
from coachtui.domain.alignment_page import CheckInLine, MeetingLine
from coachtui.domain.cadence import SessionKind, SessionState, check_outcome
from coachtui.domain.people import Party
from coachtui.domain.words import day, label
from coachtui.store import writes
from coachtui.store.reads import alignment as reads
from coachtui.store.reads import goals as goal_reads
from coachtui.ui.screens import session_page
from coachtui.ui.screens.alignment_reading import Reading
from coachtui.ui.screens.around import AroundEngagement
from coachtui.ui.screens.confirm import Confirm
from coachtui.ui.telling import told
from coachtui.ui.text import LABEL, VALUE, joined, plain
from coachtui.ui.widgets.agreement_pane import AgreementPane
from coachtui.ui.widgets.alignment_rows import Target
from coachtui.ui.widgets.alignment_words import named
from coachtui.ui.widgets.meeting_rows import Meeting


class AlignmentWork(AroundEngagement):
    """Carries out the commands of Alignment; the screen says what they are about."""

    reading: Reading | None = None
    """What was read last."""

    @property
    def target(self) -> Target | None:
        """What the words under the cursor stand for."""
        raise NotImplementedError

    @property
    def meeting(self) -> Meeting | None:
        """The meeting under the cursor."""
        raise NotImplementedError

    @property
    def among_words(self) -> bool:
        """Whether the coach is at what each side says."""
        raise NotImplementedError

    @property
    def at_agreement(self) -> bool:
        """Whether the agreement is in front."""
        raise NotImplementedError

    def go_to(self, record: str | None) -> None:
        """Put the cursor on what was written or planned, when it has been read."""
        raise NotImplementedError

    # What each side says

    def action_open_row(self) -> None:
        target = self.target
        if self.at_agreement:
            self._open_agreement()
        elif not self.among_words or target is None:
            self._record(self.meeting)
        elif target.goal is not None:
            self.action_rate()
        else:
            self._open_expectation(target)

    def action_expect(self) -> None:
        target = self.target
        kind = (target.kind if target else None) or ExpectationKind.EXPECTATION
        self._open_expectation(Target(target.party if target else Party.CLIENT, kind))

    def action_edit(self) -> None:
        target = self.target
        if self.among_words and target and target.goal is None:
            self._open_expectation(target)
        else:
            self.action_open_row()

    def _open_expectation(self, target: Target) -> None:
        from coachtui.ui.forms.expectation_form import ExpectationForm

        if self.reading:
            self.app.push_screen(ExpectationForm(self.desk, self.reading.page, target), self.go_to)

    def action_bin(self) -> None:
        target = self.target
        one = target.expectation if target else None
        if one is None or self.reading is None:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                said = f"In the bin: {one.body[:60]}"
                self.write(lambda practice: writes.alignment.remove_expectation(practice, one.id), said)

        question = joined(("Put these words in the bin?\n\n", VALUE)) + plain(f"“{one.body[:200]}”", LABEL)
        self.app.push_screen(Confirm("Bin", question), answered)

    def action_rate(self) -> None:
        self._rate()

    @work(exclusive=True, group="open")
    async def _rate(self) -> None:
        from coachtui.ui.screens.joint_rating import JointRating

        if self.reading is None:
            return
        with told(self):
            goals = await self.desk.gateway.read(goal_reads.goals, self.reading.page.engagement_id, self.desk.now())
            levels = {goal.id: goal.levels for goal in goals.goals}
            meeting = self.meeting if self.meeting and self._begun(self.meeting) else None
            self.app.push_screen(JointRating(self.desk, self.reading, levels, meeting))

    # Meetings

    def action_record(self) -> None:
        meeting = self.meeting
        if not isinstance(meeting, MeetingLine):
            # The one that waits to be recorded, else the latest that has begun.
            begun = [one for one in (self.reading.page.meetings if self.reading else ()) if self._begun(one)]
            meeting = next((one for one in begun if one.unclosed), begun[-1] if begun else None)
        if meeting is None:
            self.post_message(self.Failed("There is no three-way to record yet. t plans one, today if it was today."))
        else:
            self._record(meeting)

    def action_check_in(self) -> None:
        meeting = self.meeting
        if isinstance(meeting, CheckInLine) and self._begun(meeting) and not self.among_words:
            self._record(meeting)
        else:
            self._plan(SessionKind.CHECK_IN)

    def action_three_way(self) -> None:
        self._plan(SessionKind.THREE_WAY)

    def _begun(self, meeting: Meeting) -> bool:
        """Whether a meeting was held, or is planned and its time has come."""
        if meeting.state is not SessionState.PLANNED:
            return meeting.state is SessionState.HELD
        return check_outcome(SessionState.HELD, meeting.starts_utc, self.desk.now()) is None

    def _record(self, meeting: Meeting | None) -> None:
        if meeting is None:
            return
        if self._begun(meeting):
            self._open_record(meeting)
        elif meeting.state is SessionState.PLANNED:
            when = day(meeting.starts_local.date(), self.desk.today())
            self.post_message(self.Failed(f"The {named(meeting)} lies ahead ({when}). Record it when it is held."))
        else:
            why = f"The {named(meeting)} was {label(meeting.state)}, so there is nothing to record. t plans another."
            self.post_message(self.Failed(why))

    @work(exclusive=True, group="open")
    async def _open_record(self, meeting: Meeting) -> None:
        from coachtui.ui.forms.check_in_form import CheckInForm
        from coachtui.ui.forms.meeting_form import MeetingForm

        if self.reading is None:
            return
        page, today = self.reading.page, self.reading.today
        with told(self):
            if isinstance(meeting, MeetingLine):
                brought = await self.desk.gateway.read(reads.meeting_draft, meeting.session_id)
                self.app.push_screen(MeetingForm(self.desk, page, meeting, brought, today), self.go_to)
            else:
                moved = await self.desk.gateway.read(reads.check_in_draft, meeting.session_id)
                self.app.push_screen(CheckInForm(self.desk, meeting, moved, today), self.go_to)

    @work(exclusive=True, group="open")
    async def _plan(self, kind: SessionKind) -> None:
        from coachtui.ui.forms.meeting_plan import MeetingPlan

        if self.reading is None:
            return
        with told(self):
            line = await self.desk.gateway.read(session_page.read, self.reading.page.engagement_id, self.desk.now())
            self.app.push_screen(MeetingPlan(self.desk, line, kind, self.reading.page.stages), self.go_to)

    # The agreement

    @on(AgreementPane.Change)
    def _change_agreement(self) -> None:
        self._open_agreement()

    @work(exclusive=True, group="open")
    async def _open_agreement(self) -> None:
        from coachtui.ui.forms.agreement_form import AgreementForm

        if self.reading is None:
            return
        page = self.reading.page
        with told(self):
            draft = await self.desk.gateway.read(reads.agreement_draft, page.engagement_id, self.desk.now())
            self.app.push_screen(AgreementForm(self.desk, page, draft, self.reading.today))

    @on(AgreementPane.Consent)
    def _note_consent(self) -> None:
        from coachtui.ui.forms.consent_form import ConsentForm

        if self.reading and self.reading.page.agreement:
            self.app.push_screen(ConsentForm(self.desk, self.reading.page, self.reading.today))
