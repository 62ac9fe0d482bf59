"""Lists by pilot: paging, the cursor, columns in a narrow place; and what is waited for is said."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, cast

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from coachtui.domain.engagement import AllocationUnit, EngagementState
from coachtui.domain.pace import Pace
from coachtui.domain.today import EngagementCard
from coachtui.paths import Paths
from coachtui.store.gateway import Gateway
from coachtui.store.reads import engagement as reads
from coachtui.store.reads import today as today_reads
from coachtui.ui import themes
from coachtui.ui.app import CoachApp
from coachtui.ui.screens import frame
from coachtui.ui.text import plain
from coachtui.ui.widgets.rows import Column, Row, Rows
from tests.conftest import StandingClock
from tests.ui.answers import Answers
from tests.ui.conftest import NARROW, WIDE, press, seen, settled
from tests.ui.test_today import PICTURE


def card(number: int) -> EngagementCard:
    """One of many engagements."""
    return EngagementCard(
        id=f"{number:032x}",
        code=f"P-{number:05d}",
        client_id="client",
        client=f"Client {number:03d}",
        role_from="",
        role_title="Head of something",
        organisation="Northwind",
        programme=None,
        coach="Ada Quist",
        state=EngagementState.ACTIVE,
        starts_on=date(2026, 8, 1),
        ends_on=date(2027, 1, 31),
        month=4,
        months=6,
        allocation=8,
        unit=AllocationUnit.SESSIONS,
        held=4,
        used=4,
        planned=1,
        pace=Pace.ON,
        stalled=False,
        unaligned=False,
        last_held_on=date(2026, 11, 5),
        next_session_on=datetime(2026, 11, 26, 9),
        next_session_kind=None,
        three_way_on=None,
        three_way_stage=None,
        three_way_planned=False,
    )


MANY = [card(number) for number in range(120)]


def page(*_: Any, limit: int = 50, offset: int = 0, words: str = "", **__: Any) -> list[EngagementCard]:
    """Answer `cards` as the store does."""
    return [one for one in MANY if words.lower() in one.client.lower()][offset : offset + limit]


@pytest.fixture
def answers() -> Answers:
    return Answers({today_reads.today: PICTURE, reads.cards: page})


@pytest.fixture
def many(answers: Answers, paths: Paths, clock: StandingClock) -> CoachApp:
    return CoachApp(cast(Gateway, answers), paths, clock)


async def test_the_list_reads_on_when_the_cursor_comes_near_its_end(many: CoachApp) -> None:
    async with many.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "e")
        assert "Engagements · 50+" in seen(coach)
        await press(coach, "G")
        assert "Engagements · 100+" in seen(coach)
        await press(coach, "G")
        assert "Engagements · 120" in seen(coach)
        await press(coach, "G")
        assert "Client 119" in seen(coach)
        await press(coach, "g")
        assert "Client 000" in seen(coach)


async def test_what_was_read_on_stays_when_the_list_is_read_anew(many: CoachApp) -> None:
    async with many.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "e", "G", "G", "1", "e")
        assert "Client 099" in seen(coach)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_every_column_is_whole_in_both_sizes(many: CoachApp, size: tuple[int, int]) -> None:
    async with many.run_test(size=size) as coach:
        await settled(coach)
        await press(coach, "e")
        row = next(line for line in seen(coach).splitlines() if "Client 000" in line)
        for words in ("Northwind", "4/6", "4/8", "✓ on pace", "Thu 09:00"):
            assert words in row
        assert ("Head of something" in row) is (size == WIDE)
        assert ("active" in row) is (size == WIDE)


async def test_what_takes_long_is_said_and_then_no_more(
    many: CoachApp, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame, "NOTICED", 0.01)
    async with many.run_test(size=WIDE) as coach:
        await settled(coach)
        slow: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        read = answers.read
        monkeypatch.setattr(
            answers, "read", lambda asked, *given: slow if asked is today_reads.today else read(asked, *given)
        )
        shown = coach.app.screen
        assert isinstance(shown, frame.Frame)
        shown.reload()
        await coach.pause(0.05)
        assert seen(coach).splitlines()[0].endswith("reading…")
        slow.set_result(PICTURE)
        await settled(coach)
        assert "Sat 21 Nov 2026" in seen(coach).splitlines()[0]


class Listing(App[None]):
    """A list by itself."""

    def __init__(self, rows: list[Row]):
        super().__init__()
        self._rows = rows

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.TERMINAL_TOKENS

    def compose(self) -> ComposeResult:
        yield Rows((Column(most=20), Column(grows=True)), empty=Content("Nothing here."))

    def on_mount(self) -> None:
        self.query_one(Rows).set_rows(self._rows)


def some(*keys: str) -> Iterator[Row]:
    """Yield rows; a key in brackets is a heading."""
    for key in keys:
        heading = key.startswith("(")
        yield Row("" if heading else key, (plain(key),) if heading else (plain(key), plain("value")))


async def test_the_cursor_steps_over_headings_and_stays_within() -> None:
    app = Listing(list(some("(first)", "a", "b", "(second)", "c", "(end)")))
    async with app.run_test(size=(30, 4)) as coach:
        rows = app.query_one(Rows)
        rows.focus()
        met = [rows.key]
        for key in ("j", "j", "j", "k", "G", "g", "k", "pagedown", "pageup"):
            await coach.press(key)
            met.append(rows.key)
        assert met == ["a", "b", "c", "c", "b", "c", "a", "a", "c", "a"]


async def test_the_cursor_stays_on_its_row_when_the_rows_change() -> None:
    app = Listing(list(some("a", "b", "c")))
    async with app.run_test(size=(30, 4)):
        rows = app.query_one(Rows)
        rows.cursor = 1
        rows.set_rows(list(some("x", "a", "b")))
        assert rows.key == "b"
        rows.set_rows(list(some("x", "a")))
        assert rows.key == "x"
        rows.set_rows([])
        assert rows.key is None
        assert rows.count == 0
