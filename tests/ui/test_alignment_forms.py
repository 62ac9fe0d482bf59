"""The forms of Alignment by pilot: recording three-ways and check-ins, planning them, agreement, consents."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from coachtui.domain.alignment import AgreementItem, Audience, OutcomeKind
from coachtui.domain.alignment_page import MeetingLine
from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import SessionKind, SessionState
from coachtui.domain.people import Party
from coachtui.store.reads import cadence as cadence_reads
from coachtui.ui.app import CoachApp
from coachtui.ui.screens.alignment import AlignmentScreen
from coachtui.ui.widgets.rows import Rows
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, press, seen
from tests.ui.filling import choose, field, told, write, wrong
from tests.ui.test_alignment import aligned, page, take, toasted, told_aligned, undo

assert aligned  # a fixture
assert told_aligned  # another


async def of_stage(coach: Coach, stage: Stage) -> MeetingLine:
    """Return what is stored of a stage's three-way."""
    return next(one for one in (await page(coach)).meetings if one.stage is stage)


async def test_a_three_way_is_recorded_in_one_go_closes_the_gap_and_is_undone_in_one(
    make_app: MakeApp, aligned: Path
) -> None:
    async with make_app(aligned).run_test(size=WIDE, notifications=True) as coach:
        await take(coach, "mei")
        # Both rate, apart; the meeting of today then agrees on it.
        for keys in (("r", "c", "2", "ctrl+g", "escape"), ("r", "m", "minus", "1", "ctrl+g", "escape")):
            await press(coach, *keys)
        assert (await page(coach)).gaps
        await press(coach, "m")
        shown = seen(coach)
        assert "Record the three-way, middle, today" in shown
        assert "☑ Mei" in shown
        assert field(coach, "minutes").value == "60"
        await write(coach, "agreed", "#1 hand over the plan for good\nkeep the Tuesday review\n#7 what")
        assert "on “Delegate outcomes, not tasks”, closes its gap" in told(coach, "agreed")
        assert "there is no goal 7" in told(coach, "agreed")
        await write(coach, "agreed", "#1 hand over the plan for good\nkeep the Tuesday review")
        await write(coach, "decided", "Priya signs [/b]")
        await write(coach, "followups", "@marc fri send the list\nwho knows")
        assert "☐ Marc  send the list  due Fri" in told(coach, "followups")
        assert "who does it? Begin with one of @Mei, @Marc, @you" in told(coach, "followups")
        await press(coach, "ctrl+g")
        assert "Line 2: who does it?" in wrong(coach)["followups"]
        await write(coach, "followups", "@marc fri send the list\n@me 3 dec ask how it went")
        # Who came is asked with boxes; without the manager it is no three-way.
        field(coach, "attended").take_focus()
        await press(coach, "m", "space", "ctrl+g")
        assert "A three-way needs client and manager" in wrong(coach)["attended"]
        await press(coach, "space", "ctrl+g")
        assert await toasted(coach, "Recorded: three-way, middle, today")
        meeting = await of_stage(coach, Stage.MIDDLE)
        assert (meeting.state, meeting.held_minutes) == (SessionState.HELD, 60)
        assert meeting.attended == {Party.CLIENT: True, Party.MANAGER: True, Party.COACH: True}
        assert [(one.kind, one.body) for one in meeting.outcomes] == [
            (OutcomeKind.AGREED, "hand over the plan for good"),
            (OutcomeKind.AGREED, "keep the Tuesday review"),
            (OutcomeKind.DECISION, "Priya signs [/b]"),
        ]
        assert [(one.owner, one.body, one.due_on) for one in meeting.followups] == [
            (Party.MANAGER, "send the list", date(2026, 11, 27)),
            (Party.COACH, "ask how it went", date(2026, 12, 3)),
        ]
        assert not (await page(coach)).gaps
        assert "gap 3 · closed by the three-way, middle of today" in seen(coach)
        # Again: what stayed keeps its identity, what was taken out is gone; nothing changed is not saved.
        before = [one.id for one in (*meeting.outcomes, *meeting.followups)]
        await press(coach, "m", "ctrl+g")
        assert "Nothing was changed yet" in seen(coach)
        assert field(coach, "agreed").value.startswith("#1 hand over")
        await write(coach, "agreed", "keep the Tuesday review, shorter")
        await press(coach, "ctrl+g")
        meeting = await of_stage(coach, Stage.MIDDLE)
        assert [one.id for one in (*meeting.outcomes, *meeting.followups)] == [before[0], *before[2:]]
        await undo(coach)
        await undo(coach)
        meeting = await of_stage(coach, Stage.MIDDLE)
        assert (meeting.state, meeting.outcomes, meeting.followups) == (SessionState.PLANNED, (), ())


async def test_what_cannot_be_recorded_says_why(make_app: MakeApp, aligned: Path) -> None:
    async with make_app(aligned).run_test(size=WIDE, notifications=True) as coach:
        screen = await take(coach)
        await press(coach, "tab", "G")
        assert isinstance(screen.meeting, MeetingLine)
        await press(coach, "m")
        assert await toasted(coach, "The three-way, middle lies ahead (Fri). Record it")
        assert coach.app.screen is screen


async def test_a_check_in_is_recorded_and_kept_while_it_is_typed(make_app: MakeApp, aligned: Path) -> None:
    async with make_app(aligned).run_test(size=NARROW, notifications=True) as coach:
        screen = await take(coach)
        # The cursor stands on what waits to be recorded.
        await press(coach, "tab", "i", *"one page", "escape", "escape")
        await press(coach, "i")
        assert "Your unsaved text is back" in seen(coach)
        assert field(coach, "moved").value == "one page"
        await write(coach, "next_step", "say it first")
        await write(coach, "feedforward", "Ask one question.\nWait.")
        await choose(coach, "given_by", "manager")
        await press(coach, "ctrl+g")
        brought = (await page(coach)).check_ins[-1]
        assert (brought.state, brought.moved, brought.next_step) == (SessionState.HELD, "one page", "say it first")
        assert set(brought.feedforward) == {"Ask one question.", "Wait."}
        assert "“Ask one question.”" in seen(coach)
        await undo(coach)
        assert (await page(coach)).check_ins[-1].state is SessionState.PLANNED
        # From elsewhere the key plans one.
        await press(coach, "shift+tab", "i")
        assert "Plan a check-in" in seen(coach)
        assert field(coach, "minutes").value == "20"
        await press(coach, "ctrl+g")
        assert (await page(coach)).check_ins[-1].starts_local.date() == date(2026, 11, 30)
        assert isinstance(coach.app.screen, AlignmentScreen)
        assert screen.meeting is not None
        assert screen.meeting.starts_local.date() == date(2026, 11, 30)


async def test_the_next_three_way_is_planned_with_its_stage_on_its_due_day(make_app: MakeApp, aligned: Path) -> None:
    async with make_app(aligned).run_test(size=WIDE, notifications=True) as coach:
        screen = await take(coach)
        await press(coach, "t")
        # The middle one has its day already.
        assert "● three-way, end" in seen(coach)
        await press(coach, "ctrl+g")
        app = coach.app
        assert isinstance(app, CoachApp)
        assert app.in_hand is not None
        line = await app.desk.gateway.read(cadence_reads.line, app.in_hand.id)
        assert (line[-1].kind, line[-1].stage, line[-1].starts_local) == (
            SessionKind.THREE_WAY, Stage.END, datetime(2027, 2, 8, 11)
        )  # fmt: skip
        assert screen.query_one("#meetings", Rows).key == line[-1].id
        assert "planned Mon 8 Feb 2027" in seen(coach)


async def test_the_agreement_is_changed_as_a_new_version_and_consented_anew(make_app: MakeApp, aligned: Path) -> None:
    async with make_app(aligned).run_test(size=WIDE, notifications=True) as coach:
        await take(coach)
        await press(coach, "a", "E", "ctrl+g")
        assert "Nothing differs from version 2 yet" in seen(coach)
        # Progress to the manager, given; then twice what can't be changed, and once there and back.
        await press(coach, "g", "l", "j", "j", "space")
        assert "✓ yes *" in seen(coach)
        await press(coach, "j", "space")
        assert "This can't be changed." in told(coach, "grants")
        await press(coach, "j", "j", "space", "space")
        await write(coach, "notice_hours", "x")
        await press(coach, "ctrl+g")
        assert "is no number" in wrong(coach)["notice_hours"]
        await write(coach, "notice_hours", "48")
        await press(coach, "escape", "escape", "E")
        # Kept while it was closed.
        assert "Your unsaved text is back" in seen(coach)
        await press(coach, "ctrl+g")
        standing = (await page(coach)).agreement
        assert standing is not None
        assert (standing.number, standing.notice_hours) == (3, 48)
        assert standing.grants[AgreementItem.PROGRESS, Audience.MANAGER]
        assert (AgreementItem.ASSESSMENTS, Audience.MANAGER) not in standing.grants
        assert "· if client consents" in seen(coach)
        await press(coach, "c", "enter", "ctrl+g")
        standing = (await page(coach)).agreement
        assert standing is not None
        assert standing.consented(Party.CLIENT) == date(2026, 11, 21)
        assert "if client consents" not in seen(coach)
        # Taken back by an empty day; a consent before the version is refused.
        await press(coach, "c")
        await choose(coach, "party", "client")
        assert "Consented on Sat 21 Nov 2026" in told(coach, "given_on") or field(coach, "given_on").value
        await write(coach, "given_on", "2 nov 2026")
        await press(coach, "ctrl+g")
        assert wrong(coach)["given_on"]
        await write(coach, "given_on", "")
        await press(coach, "ctrl+g")
        standing = (await page(coach)).agreement
        assert standing is not None
        assert standing.consented(Party.CLIENT) is None


async def test_a_first_agreement_is_drawn_up_from_nothing(app: CoachApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await take(coach, "iris")
        await press(coach, "a", "E")
        assert "Draw up the agreement" in seen(coach)
        assert "Client Iris Novák" in seen(coach)
        await press(coach, "ctrl+g")
        standing = (await page(coach)).agreement
        assert standing is not None
        assert (standing.number, standing.grants) == (1, {})
        await undo(coach)
        assert (await page(coach)).agreement is None
