"""The clock of a session: what it counts, whatever happens to the machine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.lanes import SILENCE, Clock, Lane

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def after(**by: float) -> datetime:
    return START + timedelta(**by)


def test_each_lane_has_its_time_and_the_session_has_all_of_it() -> None:
    clock = Clock.started(START).switched(Lane.GOAL, after(minutes=2)).switched(Lane.REALITY, after(minutes=14))
    assert clock.elapsed(after(minutes=25, seconds=10)) == {Lane.GOAL: 720, Lane.REALITY: 670}
    assert clock.total(after(minutes=25, seconds=10)) == 25 * 60 + 10


def test_a_pause_counts_nothing() -> None:
    clock = Clock.started(START).switched(Lane.WILL, START).paused(after(minutes=5))
    assert clock.is_paused
    assert clock.total(after(hours=2)) == 300
    going = clock.resumed(after(hours=2))
    assert going.resumed(after(hours=3)) == going
    assert going.total(after(hours=2, minutes=1)) == 360


def test_a_lane_can_be_switched_while_the_clock_stands() -> None:
    clock = Clock.started(START).paused(after(minutes=1)).switched(Lane.OPTIONS, after(minutes=9))
    assert clock.is_paused
    assert clock.resumed(after(minutes=9)).elapsed(after(minutes=10)) == {Lane.OPTIONS: 60}


@pytest.mark.parametrize(
    ("gap", "counted"),
    [
        (timedelta(minutes=3), 180),
        (SILENCE, 900),
        (SILENCE + timedelta(seconds=1), 0),
        (timedelta(days=9), 0),
        (timedelta(minutes=-30), 0),
    ],
)
def test_a_gap_counts_only_while_the_talk_may_have_gone_on(gap: timedelta, counted: int) -> None:
    clock = Clock.started(START)
    assert clock.total(START + gap) == counted
    assert (clock.slept(START + gap) is not None) == (gap > SILENCE)


def test_a_clock_set_back_goes_on_from_there() -> None:
    clock = Clock.started(START).counted(after(minutes=5)).counted(after(minutes=-60))
    assert clock.total(after(minutes=-58)) == 7 * 60


REFUSED = "clock|lane|isoformat|JSON|Expecting|Extra data|Invalid|float|Lane"
MOMENTS = st.integers(-10_000_000, 10_000_000).map(lambda seconds: START + timedelta(seconds=seconds / 7))
STEPS = st.lists(st.tuples(st.sampled_from(["pause", "resume", "count", *Lane, None]), MOMENTS), max_size=20)


@given(STEPS, MOMENTS)
def test_whatever_happens_times_are_sane_and_survive_being_written(
    steps: list[tuple[str | None, datetime]], now: datetime
) -> None:
    clock, before, last, most = Clock.started(START), 0.0, START, 0.0
    for step, at in steps:
        most += max(0.0, min(SILENCE, at - last).total_seconds())
        last = at
        if step == "pause":
            clock = clock.paused(at)
        elif step == "resume":
            clock = clock.resumed(at)
        elif step == "count":
            clock = clock.counted(at)
        else:
            clock = clock.switched(Lane(step) if step else None, at)
        assert before <= sum(clock.seconds) <= clock.total(at) + 1 <= most + 2
        before = sum(clock.seconds)
        assert Clock.from_json(clock.json) == clock
    assert clock.total(now) >= int(before)
    assert sum(clock.elapsed(now).values()) <= clock.total(now)
    assert all(seconds > 0 for seconds in clock.elapsed(now).values())


@given(st.text() | st.sampled_from(["{}", "[]", "null", '{"seconds": [1], "lane": null, "running_since": null}']))
def test_what_is_no_clock_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=REFUSED):
        Clock.from_json(text)


@pytest.mark.parametrize(
    "written",
    [
        '{"seconds": [-1, 0, 0, 0, 0], "lane": null, "running_since": null}',
        '{"seconds": [NaN, 0, 0, 0, 0], "lane": null, "running_since": null}',
        '{"seconds": [1e999, 0, 0, 0, 0], "lane": null, "running_since": null}',
        '{"seconds": [0, 0, 0, 0, 0], "lane": "x", "running_since": null}',
        '{"seconds": [0, 0, 0, 0, 0], "lane": null, "running_since": "2026-11-21T09:00:00"}',
    ],
)
def test_absurd_times_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match=REFUSED):
        Clock.from_json(written)
