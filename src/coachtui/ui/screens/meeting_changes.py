"""Planning, moving, correcting, cancelling and binning meetings: what Sessions does with its lists and forms."""

from __future__ import annotations

from coachtui.domain.cadence import SessionState, check_session_move
from coachtui.domain.line import SessionLine
from coachtui.domain.series import Scope, can_reach_more
from coachtui.domain.words import day, label
from coachtui.store import writes
from coachtui.ui.screens.around import AroundEngagement
from coachtui.ui.screens.session_page import Page
from coachtui.ui.text import STRONG, joined
from coachtui.ui.widgets import session_rows

OTHERS = {Scope.ONE: "", Scope.FOLLOWING: " and what follows", Scope.ALL: " and all of its series"}
"""How far it went, behind the name of a meeting."""


class ChangesOfMeetings(AroundEngagement):
    """A screen over the meetings of the engagement in hand, one of which may be under its cursor."""

    page: Page | None = None

    @property
    def meeting(self) -> SessionLine | None:
        """The meeting under the cursor."""
        raise NotImplementedError

    def go_to(self, session_id: str | None) -> None:
        """Put the cursor on a meeting, now or when it has been read."""
        raise NotImplementedError

    def action_plan(self) -> None:
        from coachtui.ui.forms.session_form import PlanForm

        if self.page:
            self.app.push_screen(PlanForm(self.desk, self.page), self.go_to)

    def action_plan_series(self) -> None:
        from coachtui.ui.forms.series_form import SeriesForm

        if self.page:
            self.app.push_screen(SeriesForm(self.desk, self.page), self.go_to)

    def action_move(self) -> None:
        if self.meeting:
            self.move(self.meeting)

    def move(self, meeting: SessionLine) -> None:
        """Ask where a meeting is moved to."""
        from coachtui.ui.forms.session_form import SessionMoveForm

        if self.page:
            self.app.push_screen(SessionMoveForm(self.desk, self.page, meeting), self.go_to)

    def action_edit(self) -> None:
        from coachtui.ui.forms.session_form import EditForm

        meeting = self.meeting
        if meeting is None or self.page is None:
            return
        if meeting.state is SessionState.RESCHEDULED:
            self.refused(meeting, SessionState.HELD)
        else:
            self.app.push_screen(EditForm(self.desk, self.page, meeting), self.go_to)

    def action_cancel(self) -> None:
        from coachtui.ui.screens import series_scope, session_cancel

        meeting, page, now = self.meeting, self.page, self.desk.now()
        if meeting is None or page is None:
            return

        def cancel(far: Scope | None) -> None:
            if far:
                said = f"Cancelled: {self.named(meeting)}{OTHERS[far]}"
                self.write(lambda practice: writes.series.cancel(practice, meeting.id, far, now), said)

        def answered(answer: bool | SessionState | None) -> None:
            # A moment is known only for what lies ahead: it is cancelled now.
            if isinstance(answer, SessionState):
                said = f"{label(answer).capitalize()}: {self.named(meeting)}"
                self.write(lambda practice: writes.cadence.correct(practice, meeting.id, answer), said)
            elif answer:
                said = f"{label(became).capitalize()}: {self.named(meeting)}"
                self.write(lambda practice: writes.cadence.cancel(practice, meeting.id, now), said)

        if self._is_one_of_many(meeting):
            self.app.push_screen(series_scope.cancelling(page, meeting, now), cancel)
        else:
            dialog, became = session_cancel.dialog(meeting, self.named(meeting), page.terms, page.coach_zone, now)
            self.app.push_screen(dialog, answered)

    def action_remove(self) -> None:
        from coachtui.ui.screens import series_scope
        from coachtui.ui.screens.confirm import Confirm

        meeting, page = self.meeting, self.page
        if meeting is None or page is None:
            return

        def remove(far: Scope | None) -> None:
            if far:
                said = f"In the bin: {self.named(meeting)}{OTHERS[far]}"
                self.write(lambda practice: writes.series.remove(practice, meeting.id, far), said)

        if self._is_one_of_many(meeting):
            self.app.push_screen(series_scope.binning(page, meeting, self.desk.now()), remove)
            return
        told = "As if it had never been planned; u brings it back. A meeting that was planned and fell through is "
        question = joined((self.named(meeting), STRONG), f"\n\n{told}cancelled, with ", ("x", STRONG), ".")
        self.app.push_screen(
            Confirm("Put this meeting in the bin?", question), lambda yes: remove(Scope.ONE if yes else None)
        )

    def refused(self, meeting: SessionLine, to: SessionState) -> bool:
        """Say why a meeting can't become something; whether there was a reason."""
        problem = check_session_move(meeting.state, to, starts_utc=meeting.starts_utc, now=self.desk.now())
        if problem:
            self.post_message(self.Failed(problem.message))
        return problem is not None

    def called(self, meeting: SessionLine) -> str:
        """Return what a meeting is."""
        return session_rows.what(meeting, None)

    def named(self, meeting: SessionLine) -> str:
        """Return what a meeting is, and its day."""
        today = self.page.today if self.page else self.desk.today()
        return f"{self.called(meeting)}, {day(meeting.starts_local.date(), today)}"

    def _is_one_of_many(self, meeting: SessionLine) -> bool:
        of = self.page.series_of(meeting) if self.page else None
        return (
            of is not None and self.page is not None and can_reach_more(self.page.members(of), meeting, self.desk.now())
        )
