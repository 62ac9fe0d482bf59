"""Today by pilot: agenda, week, what needs the coach, and the brief of what is highlighted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, cast

import pytest

from coachtui.domain.assessment import Stage
from coachtui.domain.attention import Attention, Mark, Need
from coachtui.domain.brief import Brief, BriefCommitment, BriefFeedforward, BriefGoal, BriefTheme
from coachtui.domain.cadence import SessionKind, SessionState
from coachtui.domain.goals import TScore
from coachtui.domain.people import Party
from coachtui.domain.today import AgendaItem, Counts, Today, WeekDay
from coachtui.paths import Paths
from coachtui.store.errors import DamagedPractice
from coachtui.store.gateway import Gateway
from coachtui.store.reads import brief as brief_reads
from coachtui.store.reads import today as today_reads
from coachtui.ui.app import CoachApp
from coachtui.ui.commands import Place
from coachtui.ui.screens.frame import Frame
from tests.conftest import StandingClock
from tests.ui.answers import Answers
from tests.ui.conftest import NARROW, WIDE, press, seen, settled

DAY = date(2026, 11, 21)


def item(key: str, client: str, hour: int, **other: Any) -> AgendaItem:
    """A session of the day."""
    return AgendaItem(
        session_id=key,
        engagement_id=f"engagement {key}",
        client=client,
        starts_local=datetime(2026, 11, 21, hour),
        time_zone="UTC",
        starts_utc=datetime(2026, 11, 21, hour, tzinfo=UTC),
        minutes=60,
        kind=SessionKind.COACHING,
        state=SessionState.PLANNED,
        number=5,
        allocation=8.0,
    )._replace(**other)


def brief_of(client: str) -> Brief:
    """All that a brief can say."""
    return Brief(
        engagement_id="engagement b",
        client=client,
        session_id="b",
        starts_local=datetime(2026, 11, 21, 11),
        time_zone="UTC",
        last_held_on=date(2026, 11, 7),
        last_time="Hand the capacity plan to Priya for good; she was relieved, Dana was not.",
        commitments=(
            BriefCommitment("1", Party.CLIENT, "tell Marc what stops", date(2026, 11, 20), overdue_days=1),
            BriefCommitment("2", Party.COACH, "send the listening-tour questions", None),
        ),
        goals=(
            BriefGoal("1", "Delegate outcomes", -1, (-1, 0, 0), number=1),
            BriefGoal("2", "Board presence", -2, (-2, -1), number=2),
        ),
        t_baseline=TScore(31.4),
        t_now=TScore(43.8),
        feedforward=(BriefFeedforward("1", "ask one question before giving a view", None, date(2026, 11, 1)),),
        blind_spot="works across functions and includes people",
        blind_spot_difference=-1.6,
        themes=(BriefTheme("letting-go", 3),),
    )


PICTURE = Today(
    date=DAY,
    coach_id="coach",
    coach="Ada Quist",
    agenda=(
        item("a", "Dana Okafor", 7, state=SessionState.HELD),
        item("c", "Ana Ruiz", 7),
        item("b", "Mei Tan", 11, kind=SessionKind.THREE_WAY, stage=Stage.MIDDLE, number=None),
        item("d", "Sam Hart", 15, number=2, allocation=6.0),
    ),
    week=(
        WeekDay(date(2026, 11, 24), ("Ana Ruiz",)),
        WeekDay(date(2026, 11, 26), ("Ken Sato", "Bo Lind"), more=2),
    ),
    needs=(
        Attention(Need.STALLED, Mark.NEEDS, "stalled", "34 days quiet, nothing booked", "Luis Prado", "luis", 34),
        Attention(Need.UNALIGNED, Mark.NEEDS, "unaligned", "3 sessions held, no three-way", "Iris Novák", "iris", 3),
        Attention(Need.GAP, Mark.GAP, "gap 2", "“Delegate outcomes, not tasks”", "Dana Okafor", "dana", 2),
        Attention(Need.OVERDUE, Mark.NEEDS, "overdue", "2 commitments, oldest 9 days", "Sam Hart", "sam", 9),
        Attention(Need.DRAFT, Mark.WAITING, "draft", "begun 41 days ago, not started", "Ravi Shah", "ravi", 41),
    ),
    needs_more=12,
    brief=brief_of("Mei Tan"),
    counts=Counts(active=5),
)


@dataclass
class Shown:
    """An application that shows what a test laid out."""

    app: CoachApp
    answers: Answers


@pytest.fixture
def shown(paths: Paths, clock: StandingClock) -> Shown:
    answers = Answers({today_reads.today: PICTURE, brief_reads.brief: _brief})
    return Shown(CoachApp(cast(Gateway, answers), paths, clock), answers)


def _brief(engagement_id: str, *_: Any, **__: Any) -> Brief:
    return brief_of(f"client of {engagement_id}")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_everything_that_needs_the_coach_is_in_sight(shown: Shown, size: tuple[int, int]) -> None:
    async with shown.app.run_test(size=size) as coach:
        await settled(coach)
        text = seen(coach)
        for words in (
            "11:00  Mei Tan",
            "three-way, middle",
            "● held · 5 of 8",
            "▲ to close · 5 of 8",
            "session 2 of 6",
            "Tue",
            "Ken Sato",
            "▲ stalled",
            "34 days quiet, nothing booked",
            "◆ gap 2",
            "Needs you · 17",
            "Brief · Mei Tan, 11:00",
            "14 days ago: Hand the capacity plan",
            "tell Marc what stops  due yesterday",
            "Delegate outcomes  ▂▂▄▄  −1 → 0",
            "T 31.4 → 43.8",
        ):
            assert words in text, words


async def test_the_cursor_begins_on_the_next_session_and_the_brief_follows_it(shown: Shown) -> None:
    async with shown.app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "j")
        assert "Brief · client of engagement d" in seen(coach)
        await press(coach, "k")
        assert "Brief · client of engagement b" in seen(coach)


async def test_tab_goes_through_the_panes_and_the_brief_follows_what_waits(shown: Shown) -> None:
    async with shown.app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "tab", "tab", "j")
        assert "Brief · client of iris" in seen(coach)
        await press(coach, "G")
        assert "and 12 more" in seen(coach)
        assert "Brief · client of ravi" in seen(coach)


@pytest.mark.parametrize(
    ("keys", "place", "engagement_id"),
    [
        ((), Place.CADENCE, "engagement b"),
        (("tab", "tab"), Place.CADENCE, "luis"),
        (("tab", "tab", "j", "j"), Place.ALIGNMENT, "dana"),
        (("tab", "tab", "G"), Place.ENGAGEMENTS, "ravi"),
    ],
)
async def test_enter_opens_the_row_where_it_can_be_acted_on(
    shown: Shown, keys: tuple[str, ...], place: Place, engagement_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[tuple[str, Place | None]] = []
    monkeypatch.setattr(
        shown.app, "take", lambda engagement_id, place=None, record="": taken.append((engagement_id, place))
    )
    async with shown.app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, *keys, "enter")
        assert taken == [(engagement_id, place)]


async def test_an_error_is_told_in_place_of_the_screen_and_goes_when_it_is_over(shown: Shown) -> None:
    shown.answers.answers[today_reads.today] = DamagedPractice("The file [/] is damaged. Restore a backup.")
    async with shown.app.run_test(size=WIDE) as coach:
        await settled(coach)
        assert "This can't be shown now." in seen(coach)
        assert "The file [/] is damaged. Restore a backup." in seen(coach)
        shown.answers.answers[today_reads.today] = PICTURE
        frame = coach.app.screen
        assert isinstance(frame, Frame)
        frame.reload()
        await settled(coach)
        assert "Mei Tan" in seen(coach)
        assert "can't be shown" not in seen(coach)


async def test_a_fresh_practice_says_what_belongs_here_and_how_to_begin(fresh_app: CoachApp) -> None:
    async with fresh_app.run_test(size=NARROW) as coach:
        await settled(coach)
        text = seen(coach)
        assert "Nothing planned today." in text
        assert "Nobody waits for you." in text
        assert "This practice has no engagement yet." in text


async def test_what_was_written_elsewhere_is_there_when_the_coach_comes_back(shown: Shown) -> None:
    async with shown.app.run_test(size=WIDE) as coach:
        await settled(coach)
        shown.answers.answers[today_reads.today] = Today(DAY, "coach", "Ada Quist")
        await press(coach, "question_mark", "escape")
        assert "Nothing planned today." in seen(coach)
