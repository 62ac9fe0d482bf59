"""Series: their rules as typed, in words and in dates, and what changing one, this and following, or all does."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.cadence import SessionDraft, SessionKind, SessionState
from coachtui.domain.drafts import Invalid
from coachtui.domain.every import read_every, read_recurrence
from coachtui.domain.line import SessionLine
from coachtui.domain.recurrence import Recurrence, before, ending, in_words, recurrence, weekly
from coachtui.domain.series import Scope, Series, SeriesChange, can_reach_more, change, reach, series, without
from coachtui.domain.wall_time import existing, exists

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
FIRST = datetime(2026, 11, 24, 9)
ZONE = "Europe/Zurich"
ZONES = ("Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")
DRAFT = SessionDraft("e", FIRST, ZONE)


def drafts(rule: Recurrence, of: Series) -> tuple[SessionDraft, ...]:
    return series(SessionDraft(of.engagement_id, of.starts_local, of.time_zone), rule)


def stored(rule: Recurrence, starts: datetime = FIRST, zone: str = ZONE) -> tuple[Series, list[SessionLine]]:
    """Return a series as the store gives it, with its planned sessions."""
    planned = series(SessionDraft("e", starts, zone), rule)
    of = Series("s", "e", rule.stored(), planned[0].starts_local, zone)
    return of, [drawn(draft, f"{number:03}") for number, draft in enumerate(planned)]


def drawn(draft: SessionDraft, key: str, state: SessionState = SessionState.PLANNED) -> SessionLine:
    starts = draft.starts_utc()
    return SessionLine(
        key, "e", draft.kind, state, None, 1, draft.starts_local, draft.time_zone, starts, draft.minutes, None, "s",
        None, False, False, 0,
    )  # fmt: skip


def moved(one: SessionLine, to: datetime) -> SessionDraft:
    return SessionDraft("e", to, one.time_zone, one.kind, one.minutes)


def days(planned: SeriesChange) -> list[str]:
    return [f"{new.starts_local:%a %d %b %H:%M}" for _, new in planned.touched]


# Rules as typed


@pytest.mark.parametrize(
    ("typed", "rule", "said"),
    [
        ("2", "FREQ=WEEKLY;INTERVAL=2", "every 2 weeks on Tue at 09:00, 4 times"),
        ("2w", "FREQ=WEEKLY;INTERVAL=2", "every 2 weeks on Tue at 09:00, 4 times"),
        ("every other week", "FREQ=WEEKLY;INTERVAL=2", "every 2 weeks on Tue at 09:00, 4 times"),
        ("Fortnightly", "FREQ=WEEKLY;INTERVAL=2", "every 2 weeks on Tue at 09:00, 4 times"),
        ("week", "FREQ=WEEKLY;INTERVAL=1", "every week on Tue at 09:00, 4 times"),
        ("thu and tue", "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU,TH", "every week on Tue and Thu at 09:00, 4 times"),
        ("3 weeks on fri", "FREQ=WEEKLY;INTERVAL=3;BYDAY=FR", "every 3 weeks on Fri at 09:00, 4 times"),
        ("month", "FREQ=MONTHLY;INTERVAL=1", "every month on the 24th at 09:00, 4 times"),
        ("2 months on the 1st", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1", "every 2 months on the 1st at 09:00, 4 times"),
        ("month on the last day", "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-1",
         "every month on the last day at 09:00, 4 times"),
        ("second Tuesday", "FREQ=MONTHLY;INTERVAL=1;BYDAY=2TU", "every month on the second Tue at 09:00, 4 times"),
        ("last fri of the month", "FREQ=MONTHLY;INTERVAL=1;BYDAY=-1FR",
         "every month on the last Fri at 09:00, 4 times"),
        ("10 days", "FREQ=DAILY;INTERVAL=10", "every 10 days at 09:00, 4 times"),
        ("rrule: freq=weekly; byday=mo,we", "FREQ=WEEKLY;BYDAY=MO,WE", "every week on Mon and Wed at 09:00, 4 times"),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
         "by the rule FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1;COUNT=4 at 09:00"),
    ],
)  # fmt: skip
def test_a_rhythm_as_it_is_typed(typed: str, rule: str, said: str) -> None:
    assert read_every(typed) == rule
    assert in_words(Recurrence(ending(rule, count=4)), FIRST) == said


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "can't be read as a rhythm"),
        ("fifth tue", "can't be read as a rhythm"),
        ("tue and never", "can't be read as a rhythm"),
        ("month on the 32nd", "can't be read as a rhythm"),
        ("0 weeks", "no rhythm"),
        ("27 weeks", "more than 26 weeks"),
        ("FREQ=YEARLY", "days, weeks or months"),
        ("BYDAY=TU", "days, weeks or months"),
        ("FREQ=WEEKLY;BYHOUR=9", "BYHOUR can't stand"),
        ("FREQ=WEEKLY;FREQ=DAILY", "stands twice"),
        ("FREQ=WEEKLY;COUNT", "NAME=VALUE"),
        ("FREQ=WEEKLY;COUNT=-1", "COUNT is a whole number"),
        ("FREQ=WEEKLY;COUNT=2;UNTIL=20270101", "both COUNT and UNTIL"),
        ("FREQ=WEEKLY;UNTIL=20270230", "no day"),
        ("FREQ=WEEKLY;BYDAY=2TU", "needs FREQ=MONTHLY"),
        ("FREQ=WEEKLY;BYDAY=XX", "no weekday"),
        ("FREQ=DAILY;BYDAY=TU", "needs FREQ=WEEKLY"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "needs FREQ=MONTHLY"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "neither between"),
        ("FREQ=MONTHLY;BYSETPOS=1", "chooses among"),
        ("FREQ=WEEKLY;WKST=9", "no weekday"),
    ],
)
def test_a_rhythm_that_cannot_be(typed: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_every(typed)


def test_the_fields_of_a_series_are_told_one_by_one() -> None:
    rule = read_recurrence("2w", 3, None, "8 dec, 8.12.", FIRST, TODAY)
    assert in_words(rule, FIRST) == "every 2 weeks on Tue at 09:00, 3 times, without 8 Dec"
    assert [one.day for one in rule.dates(FIRST)] == [24, 22]
    with pytest.raises(Invalid) as caught:
        read_recurrence("FREQ=WEEKLY;COUNT=2", 3, None, "31 feb", FIRST, TODAY)
    assert [problem.field for problem in caught.value.problems] == ["count", "without"]


@given(st.text(alphabet="FREQ=WKLYUNTIABMOS;0123456789,-+ 2weksontuh", max_size=40) | st.text(max_size=30))
def test_whatever_is_typed_is_a_rule_or_refused_in_words(typed: str) -> None:
    with suppress(ValueError):
        rule = read_every(typed)
        assert recurrence(Recurrence(rule).stored()) == Recurrence(rule)
        assert in_words(Recurrence(rule), FIRST)


# Dates


def test_a_series_stays_at_nine_over_the_clock_change() -> None:
    planned = series(DRAFT._replace(starts_local=datetime(2026, 10, 12, 9)), weekly(2, count=3))
    assert [draft.starts_local.hour for draft in planned] == [9, 9, 9]
    assert [draft.starts_utc().hour for draft in planned] == [7, 8, 8]


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),
    st.sampled_from(ZONES),
    st.integers(1, 26),
    st.integers(1, 30),
)
def test_a_series_keeps_wall_time_and_interval(clock: datetime, zone: str, weeks: int, count: int) -> None:
    clock = clock.replace(second=0, microsecond=0)
    planned = series(DRAFT._replace(starts_local=clock, time_zone=zone), weekly(weeks, count=count))
    assert len(planned) == count
    for number, draft in enumerate(planned):
        meant = clock + timedelta(weeks=weeks * number)
        assert draft.starts_local == existing(meant, zone)
        assert not exists(meant, zone) or draft.starts_local == meant


def test_only_the_session_whose_hour_is_skipped_moves() -> None:
    planned = series(DRAFT._replace(starts_local=datetime(2026, 3, 22, 2, 30)), weekly(1, count=3))
    assert [draft.starts_local.hour for draft in planned] == [2, 3, 2]


@given(st.integers(0, 700), st.integers(1, 26))
def test_a_series_until_a_day_includes_it_and_nothing_later(length: int, weeks: int) -> None:
    until = FIRST.date() + timedelta(days=length)
    planned = series(DRAFT, weekly(weeks, until=until))
    assert planned[-1].starts_local.date() <= until
    assert planned[-1].starts_local.date() + timedelta(weeks=weeks) > until
    assert {draft.starts_local.time() for draft in planned} == {time(9)}


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (weekly(27, count=3), "every"),
        (weekly(2), "count"),
        (weekly(2, count=2, until=TODAY), "count"),
        (weekly(2, count=0), "count"),
        (weekly(2, count=105), "count"),
        (weekly(2, until=date(2026, 11, 23)), "until"),
        (weekly(1, until=date(2099, 1, 1)), "until"),
        (Recurrence("FREQ=WEEKLY;COUNT=1", without=(FIRST,)), "every"),
    ],
)
def test_a_series_that_cannot_be(rule: Recurrence, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        series(DRAFT, rule)
    assert [problem.field for problem in caught.value.problems] == [field]


def test_a_series_checks_its_draft() -> None:
    with pytest.raises(Invalid, match="time zone"):
        series(DRAFT._replace(time_zone="Nowhere/Here"), weekly(2, count=2))


def test_the_second_tuesday_begins_with_the_next_one() -> None:
    planned = series(DRAFT, Recurrence("FREQ=MONTHLY;BYDAY=2TU;COUNT=3"))
    assert [draft.starts_local.date() for draft in planned] == [
        date(2026, 12, 8), date(2027, 1, 12), date(2027, 2, 9)
    ]  # fmt: skip


# Changes


def test_this_and_following_takes_the_weekday_and_the_hour_along() -> None:
    of, members = stored(weekly(1, count=5))
    planned = change(of, members, members[2], moved(members[2], datetime(2026, 12, 10, 14)), Scope.FOLLOWING, NOW)
    assert days(planned) == ["Thu 10 Dec 14:00", "Thu 17 Dec 14:00", "Thu 24 Dec 14:00"]
    assert planned.splits
    assert in_words(planned.rule, planned.starts_local) == "every week on Thu at 14:00, 3 times"
    assert in_words(before(of.recurrence(), planned.from_on), FIRST) == (
        "every week on Tue at 09:00, until Mon 7 Dec 2026"
    )


def test_from_the_first_one_on_this_and_following_is_all() -> None:
    of, members = stored(weekly(2, until=date(2027, 1, 10)))
    to = moved(members[0], datetime(2026, 11, 25, 9))
    following, all_ = (change(of, members, members[0], to, scope, NOW) for scope in (Scope.FOLLOWING, Scope.ALL))
    assert following == all_
    assert not following.splits
    assert in_words(following.rule, following.starts_local) == "every 2 weeks on Wed at 09:00, until Wed 6 Jan 2027"


def test_each_of_a_monthly_series_keeps_to_its_month() -> None:
    of, members = stored(Recurrence("FREQ=MONTHLY;BYDAY=2TU;COUNT=4"))
    planned = change(of, members, members[0], moved(members[0], datetime(2026, 12, 10, 9)), Scope.ALL, NOW)
    assert days(planned) == ["Thu 10 Dec 09:00", "Thu 14 Jan 09:00", "Thu 11 Feb 09:00", "Thu 11 Mar 09:00"]
    assert in_words(planned.rule, planned.starts_local) == "every month on the second Thu at 09:00, 4 times"
    of, members = stored(Recurrence("FREQ=MONTHLY;BYMONTHDAY=15;COUNT=3"))
    planned = change(of, members, members[0], moved(members[0], datetime(2026, 12, 31, 9)), Scope.ALL, NOW)
    assert days(planned) == ["Thu 31 Dec 09:00", "Sun 31 Jan 09:00", "Sun 28 Feb 09:00"]
    assert in_words(planned.rule, planned.starts_local) == "on 3 days of their own at 09:00"
    planned = change(of, members, members[0], moved(members[0], datetime(2027, 1, 14, 9)), Scope.ALL, NOW)
    assert days(planned) == ["Thu 14 Jan 09:00", "Sun 14 Feb 09:00", "Wed 17 Mar 09:00"]


@pytest.mark.parametrize(
    ("rule", "to", "said"),
    [
        # Pairs of days stay together, though the second lies in another week now.
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;COUNT=6", 1, "every 2 weeks on Mon and Sun at 09:00, 6 times"),
        # A fifth Tuesday there is not in each month; it is the last.
        ("FREQ=MONTHLY;BYDAY=2TU;COUNT=3", 21, "every month on the last Tue at 09:00, 3 times"),
        ("FREQ=DAILY;INTERVAL=10;UNTIL=20270101T235959", 2, "every 10 days at 09:00, until Sat 26 Dec 2026"),
    ],
)
def test_the_rule_of_what_was_moved_is_a_rule_again(rule: str, to: int, said: str) -> None:
    of, members = stored(Recurrence(rule))
    later = members[0].starts_local + timedelta(days=to)
    planned = change(of, members, members[0], moved(members[0], later), Scope.ALL, NOW)
    assert in_words(planned.rule, planned.starts_local) == said


def test_dates_that_were_left_out_stay_left_out() -> None:
    of, members = stored(weekly(1, count=5)._replace(without=(datetime(2026, 12, 8, 9),)))
    planned = change(of, members, members[0], moved(members[0], datetime(2026, 11, 26, 10)), Scope.ALL, NOW)
    assert in_words(planned.rule, planned.starts_local) == "every week on Thu at 10:00, 5 times, without 10 Dec"
    assert days(planned) == ["Thu 26 Nov 10:00", "Thu 03 Dec 10:00", "Thu 17 Dec 10:00", "Thu 24 Dec 10:00"]


def test_an_hour_that_clocks_skip_is_moved_forward_for_that_session_alone() -> None:
    of, members = stored(weekly(1, count=3), datetime(2027, 3, 20, 9))
    planned = change(of, members, members[0], moved(members[0], datetime(2027, 3, 21, 2, 30)), Scope.ALL, NOW)
    assert days(planned) == ["Sun 21 Mar 02:30", "Sun 28 Mar 03:30", "Sun 04 Apr 02:30"]
    assert in_words(planned.rule, planned.starts_local) == "every week on Sun at 02:30, 3 times"


def test_held_begun_and_moved_sessions_stay_and_are_told() -> None:
    of, members = stored(weekly(1, count=6), datetime(2026, 11, 10, 9))
    by_hand = drawn(moved(members[3], datetime(2026, 12, 2, 11)), "hand")
    members[3] = members[3]._replace(state=SessionState.RESCHEDULED)
    members[0] = members[0]._replace(state=SessionState.HELD)
    members = [*members, by_hand]
    planned = change(of, members, members[4], moved(members[4], datetime(2026, 12, 10, 9)), Scope.ALL, NOW)
    assert [one.id for one, _ in planned.touched] == ["002", "004", "005"]
    assert [(stay.session.id, stay.why) for stay in planned.stays] == [
        ("000", "held"), ("001", "to close"), ("hand", "moved by hand")
    ]  # fmt: skip
    longer = change(
        of, members, members[4], moved(members[4], members[4].starts_local)._replace(minutes=90), Scope.ALL, NOW
    )
    assert [one.id for one, _ in longer.touched] == ["002", "hand", "004", "005"]
    assert longer.rule == of.recurrence()
    assert not can_reach_more(members, members[1], NOW)
    assert can_reach_more(members, members[2], NOW)
    assert [one.id for one in reach(members, members[4], Scope.ONE, NOW).touched] == ["004"]


def test_what_the_chosen_one_keeps_the_others_keep_too() -> None:
    of, members = stored(weekly(1, count=3))
    members[2] = members[2]._replace(minutes=30, kind=SessionKind.DEBRIEF)
    planned = change(of, members, members[0], moved(members[0], datetime(2026, 11, 24, 10)), Scope.ALL, NOW)
    assert [(new.kind, new.minutes) for _, new in planned.touched] == [
        ("coaching", 60),
        ("coaching", 60),
        ("debrief", 30),
    ]


def test_a_date_taken_out_is_left_out_and_an_end_taken_off_ends_earlier() -> None:
    of, members = stored(weekly(1, count=4))
    assert in_words(without(of, members[1:2], members), FIRST).endswith("4 times, without 1 Dec")
    assert in_words(without(of, members[2:], members), FIRST) == "every week on Tue at 09:00, until Mon 7 Dec 2026"


RULES = st.one_of(
    st.builds(
        lambda interval, on, week, count: Recurrence(
            f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={','.join(sorted(on))};WKST={week};COUNT={count}"
        ),
        st.integers(1, 4),
        st.sets(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=3),
        st.sampled_from(["MO", "SU"]),
        st.integers(2, 12),
    ),
    st.builds(
        lambda on, count: Recurrence(f"FREQ=MONTHLY;{on};COUNT={count}"),
        st.sampled_from(["BYDAY=2TU", "BYDAY=-1FR", "BYDAY=1MO,3MO", "BYMONTHDAY=15", "BYMONTHDAY=31"]),
        st.integers(2, 12),
    ),
    st.builds(lambda weeks, days_: weekly(weeks, until=FIRST.date() + timedelta(days=days_)), st.integers(1, 4),
              st.integers(40, 200)),
    st.just(Recurrence("FREQ=DAILY;INTERVAL=3;COUNT=7")),
)  # fmt: skip


@given(
    RULES,
    st.integers(0, 11),
    st.integers(-20, 40),
    st.integers(0, 23),
    st.sampled_from(Scope),
    st.sampled_from(ZONES),
    st.sets(st.integers(0, 11), max_size=3),
    st.integers(-60, 10),
)
def test_whatever_is_changed(
    rule: Recurrence, at: int, by: int, hour: int, scope: Scope, zone: str, left_out: set[int], start: int
) -> None:
    starts = FIRST + timedelta(days=start)
    places = rule.dates(starts)
    rule = rule._replace(without=tuple(places[number] for number in sorted(left_out) if 0 < number < len(places) - 1))
    of, members = stored(rule, starts, zone)
    chosen = members[at % len(members)]
    to = (chosen.starts_local + timedelta(days=by)).replace(hour=hour)
    planned = change(of, members, chosen, moved(chosen, to), scope, NOW)
    new = {one.id: draft for one, draft in planned.touched}
    # Those that are over are untouched, and so are those outside the scope.
    for one in members:
        if one.id != chosen.id and (one.starts_utc <= NOW or scope is Scope.ONE):
            assert one.id not in new
        if scope is Scope.FOLLOWING and one.starts_utc < chosen.starts_utc:
            assert one.id not in new
    # All that are reached move together: their order is kept, and they keep one hour on the clock there.
    reached = reach(members, chosen, scope, NOW).touched
    after = [new[one.id].starts_local if one.id in new else one.starts_local for one in reached]
    assert after == sorted(after)
    assert len(set(after)) == len(after)
    for wall in after:
        assert wall.time() == to.time() or not exists(datetime.combine(wall.date(), to.time()), zone)
    # The rule that is kept tells them again.
    if scope is not Scope.ONE and new:
        found = {existing(one, zone) for one in planned.rule.dates(planned.starts_local)}
        assert set(after) <= found
        assert recurrence(planned.rule.stored()) == planned.rule
