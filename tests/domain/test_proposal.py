"""When the next session is proposed: never on a holiday, a day off, in a pause or beside somebody else."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.proposal import HORIZON_DAYS, Around, Busy, next_session, objections, unusual, warnings
from coachtui.domain.span import Pause, Span
from coachtui.domain.time_off import TimeOff
from coachtui.domain.wall_time import exists, to_utc, to_wall
from coachtui.domain.words import moment

ZURICH, NEW_YORK = "Europe/Zurich", "America/New_York"
NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
LAST = datetime(2026, 11, 26, 9)
"""A Thursday."""


def around(**other: Any) -> Around:
    values = {"last": LAST, "time_zone": ZURICH, "own_zone": ZURICH, "minutes": 60, "interval_weeks": 3}
    return Around("e", other.pop("now", NOW), **values | other)


def off(first: date, last: date, words: str = "") -> TimeOff:
    return TimeOff("t", first, last, words)


def busy(day: int, hour: int, minutes: int = 60, month: int = 12) -> Busy:
    starts = datetime(2026, month, day, hour, tzinfo=UTC)
    return Busy(starts, starts + timedelta(minutes=minutes), "Mei Tan")


CHRISTMAS = {date(2026, 12, 25): "Christmas Day (CH-ZH)", date(2026, 12, 26): "Saint Stephen's Day (CH-ZH)"}
TABLE = [
    ({}, "Thu 17 Dec 09:00", "3 weeks on"),
    (
        {"holidays": {date(2026, 12, 17): "Thorsday (CH-ZH)"}},
        "Fri 18 Dec 09:00",
        "3 weeks on; Thu 17 Dec is Thorsday (CH-ZH), so Fri 18 Dec",
    ),
    (
        {"last": datetime(2026, 11, 20, 9), "interval_weeks": 5, "holidays": CHRISTMAS},
        "Mon 28 Dec 09:00",
        "5 weeks on; Fri 25 Dec is Christmas Day (CH-ZH), so Mon 28 Dec",
    ),
    (
        {"time_off": (off(date(2026, 12, 14), date(2027, 1, 2), "skiing"),), "holidays": CHRISTMAS},
        "Mon 4 Jan 2027 09:00",
        "3 weeks on; you are off until Sat 2 Jan 2027 (skiing), so Mon 4 Jan 2027",
    ),
    (
        {"busy": (busy(17, 8, 30),)},
        "Fri 18 Dec 09:00",
        "3 weeks on; you are with Mei Tan on Thu 17 Dec 09:00, so Fri 18 Dec",
    ),
    ({"busy": (busy(17, 7), busy(17, 9))}, "Thu 17 Dec 09:00", "3 weeks on"),
    (
        {"span": Span(date(2026, 9, 1), date(2027, 2, 28), (Pause(date(2026, 12, 15), date(2026, 12, 22)),))},
        "Tue 22 Dec 09:00",
        "3 weeks on; the engagement is paused until Tue 22 Dec, so Tue 22 Dec",
    ),
    (
        {"last": datetime(2026, 11, 21, 14, 22)},
        "Mon 14 Dec 14:15",
        "3 weeks on; Sat 12 Dec is at the weekend, so Mon 14 Dec",
    ),
    ({"last": datetime(2026, 11, 21, 14), "usual": frozenset({5})}, "Sat 12 Dec 14:00", "3 weeks on"),
    ({"last": datetime(2026, 10, 1, 9)}, "Thu 3 Dec 09:00", "9 weeks on"),
    ({"planned": datetime(2026, 12, 3, 9)}, None, "next: Thu 3 Dec 09:00, planned"),
    (
        {"left": 0, "agreed": "8 sessions", "due": "the three-way at the end is due Fri 12 Feb 2027"},
        None,
        "all that was agreed is held or planned: 8 sessions; the three-way at the end is due Fri 12 Feb 2027",
    ),
    ({"over": "completed"}, None, "the engagement is completed"),
    (
        {"span": Span(date(2026, 9, 1), date(2027, 2, 28), (Pause(date(2026, 11, 20)),))},
        None,
        "paused since Fri 20 Nov: no next one until it goes on",
    ),
    (
        {"span": Span(date(2026, 9, 1), date(2026, 12, 16))},
        None,
        "3 weeks on is after the end, Wed 16 Dec 2026",
    ),
    (
        {
            "span": Span(date(2026, 9, 1), date(2026, 12, 18)),
            "time_off": (off(date(2026, 12, 10), date(2026, 12, 30)),),
        },
        None,
        "3 weeks on; you are off until Wed 30 Dec; no free day until Fri 18 Dec",
    ),
]


@pytest.mark.parametrize(("setting", "expected", "why"), TABLE)
def test_the_next_session(setting: dict[str, Any], expected: str | None, why: str) -> None:
    found = next_session(around(**setting))
    assert (moment(found.draft.starts_local, NOW.date()) if found.draft else None, found.words) == (expected, why)


def test_a_holiday_where_the_coach_is_counts_on_the_coachs_own_day() -> None:
    evening = around(last=datetime(2026, 11, 26, 20), time_zone=NEW_YORK, holidays={date(2026, 12, 18): "Friday off"})
    found = next_session(evening)
    assert found.draft is not None
    assert found.draft.starts_local == datetime(2026, 12, 21, 20), (
        "20:00 there is 02:00 on Friday here; nor on Saturday"
    )


def test_one_planned_by_hand_is_warned_about_once_in_words() -> None:
    setting = around(busy=(busy(17, 8),), time_off=(off(date(2026, 12, 17), date(2026, 12, 17)),))
    (told,) = warnings(setting.draft(datetime(2026, 12, 17, 9)), setting)
    assert told.message == (
        "You are off on Thu 17 Dec; you are with Mei Tan on Thu 17 Dec 09:00. Save anyway if this is meant."
    )
    assert not warnings(setting.draft(datetime(2026, 12, 18, 9)), setting)


def test_what_is_unusual_about_one_that_was_typed() -> None:
    setting = around(span=Span(date(2026, 9, 1), date(2027, 2, 28)))
    assert unusual(setting.draft(datetime(2027, 3, 28, 2, 30)), setting) == (
        "that is after the end, Sun 28 Feb 2027; clocks in Europe/Zurich skip 02:30 on that day"
    )
    assert not unusual(setting.draft(datetime(2027, 2, 28, 2, 30)), setting)


walls = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda one: one.replace(second=0, microsecond=0))
zones = st.sampled_from([ZURICH, NEW_YORK, "Asia/Kathmandu", "Pacific/Auckland", "America/St_Johns", "UTC"])


@st.composite
def surroundings(draw: st.DrawFn) -> Around:
    last, zone, own = draw(walls), draw(zones), draw(zones)
    now = to_utc(last, zone) + timedelta(days=draw(st.integers(0, 60)), minutes=draw(st.integers(1, 1_440)))
    first = now.date()
    ahead = st.integers(0, 90).map(lambda by: first + timedelta(days=by))
    stretches = st.tuples(ahead, st.integers(0, 40))
    starts = st.tuples(ahead, st.integers(0, 1_439), st.integers(5, 600))
    pauses = [Pause(on, on + timedelta(days=by + 1)) for on, by in draw(st.lists(stretches, max_size=2))]
    span = Span(first - timedelta(days=30), first + timedelta(days=draw(st.integers(0, 300))), tuple(pauses))
    return Around(
        "e",
        now,
        last,
        zone,
        own,
        draw(st.sampled_from([30, 60, 90, 480])),
        draw(st.integers(1, 26)),
        span=draw(st.none() | st.just(span)),
        usual=frozenset(draw(st.sets(st.integers(0, 6), max_size=2))),
        busy=tuple(_busy(*one) for one in draw(st.lists(starts, max_size=12))),
        time_off=tuple(off(on, on + timedelta(days=by)) for on, by in draw(st.lists(stretches, max_size=3))),
        holidays=dict.fromkeys(draw(st.sets(ahead, max_size=20)), "Holiday"),
    )


def _busy(on: date, at: int, minutes: int) -> Busy:
    starts = datetime.combine(on, time(), UTC) + timedelta(minutes=at)
    return Busy(starts, starts + timedelta(minutes=minutes), "Mei Tan")


def test_what_is_planned_after_all_is_over_is_told_and_what_took_place_before_is_not() -> None:
    setting = around(over="cancelled")
    assert list(objections(setting.draft(LAST + timedelta(days=7)), setting)) == ["the engagement is cancelled"]
    assert not list(objections(setting.draft(LAST - timedelta(days=7)), setting))


@given(surroundings())
def test_what_is_proposed_is_free(setting: Around) -> None:
    found = next_session(setting)
    assert found.why
    if found.draft is None:
        return
    draft = found.draft
    on, ours = draft.starts_local.date(), to_wall(draft.starts_utc(), setting.own_zone).date()
    assert not list(objections(draft, setting))
    assert not {on, ours} & setting.holidays.keys()
    assert not any(one.holds(on) or one.holds(ours) for one in setting.time_off)
    assert not any(one.starts_utc < draft.ends_utc() and draft.starts_utc() < one.ends_utc for one in setting.busy)
    assert draft.starts_utc() > setting.now
    assert setting.span is None or (on <= setting.span.ends_on and not setting.span.paused_on(on))
    assert draft.starts_local.weekday() in {0, 1, 2, 3, 4, *setting.usual}
    assert not draft.problems()
    earliest = (setting.last + timedelta(weeks=setting.interval_weeks)).date()
    assert on >= earliest
    assert (on - max(earliest, setting.today)).days <= HORIZON_DAYS + 9


@given(st.integers(0, 52), zones, st.integers(0, 23), st.sampled_from([0, 30, 45]))
def test_the_wall_time_stays_over_a_clock_change(week: int, zone: str, hour: int, minute: int) -> None:
    last = datetime(2026, 1, 8, hour, minute) + timedelta(weeks=week)
    found = next_session(around(last=last, time_zone=zone, now=to_utc(last, zone) + timedelta(hours=1))).draft
    assert found is not None
    assert found.time_zone == zone
    wanted = last + timedelta(weeks=3)
    assert found.starts_local == wanted or not exists(wanted, zone)
    assert found.starts_utc().astimezone(ZoneInfo(zone)).replace(tzinfo=None) == found.starts_local
