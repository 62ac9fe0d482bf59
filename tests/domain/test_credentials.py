"""Thresholds of the credentials: met since when, until when, and what is missing."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given

from coachtui.domain.coaching_log import CoachingLog, Stint, coaching_log, recent_since
from coachtui.domain.credentials import THRESHOLDS, Credential, Kind, Measure, Standing, standings
from coachtui.reports.coaching_log import standing_words
from tests.domain.test_coaching_log import STINTS, TODAY, TRAINING, former, held, log

ACC = Credential.ACC


def standing(credential: Credential, found: CoachingLog) -> Standing:
    return standings(found)[credential]


def measure(found: CoachingLog, kind: Kind, credential: Credential = ACC) -> Measure:
    return next(one for one in standing(credential, found).measures if one.kind is kind)


def many(count: int, minutes: int, start: date, *, clients: int = 8, paid: bool = True) -> list[Stint]:
    """Sessions day after day with clients in turn."""
    return [held(start + timedelta(days=day), minutes, f"Client {day % clients}", paid=paid) for day in range(count)]


def test_the_numbers_of_the_credentialing_body() -> None:
    assert [tuple(THRESHOLDS[one]) for one in Credential] == [
        (100, 75, 8, 25),
        (500, 450, 25, 50),
        (2_500, 2_250, 35, 0),
    ]
    assert [one.kind for one in standing(Credential.MCC, log()).measures] == [Kind.HOURS, Kind.PAID, Kind.CLIENTS]


def test_each_threshold_is_met_on_the_day_that_reaches_it() -> None:
    start = date(2026, 6, 1)
    found = log(*many(75, 60, start), *many(25, 60, start + timedelta(days=75), paid=False))
    days = {one.kind: one.met_on for one in standing(ACC, found).measures}
    assert days == {
        Kind.HOURS: start + timedelta(days=99),
        Kind.PAID: start + timedelta(days=74),
        Kind.CLIENTS: start + timedelta(days=7),
        Kind.RECENT: start + timedelta(days=24),
    }
    assert standing(ACC, found).met_on == start + timedelta(days=99)
    assert measure(found, Kind.RECENT).falls_on == date(2028, 2, 16)


def test_one_minute_short_is_short() -> None:
    start = date(2026, 6, 1)
    found = log(*many(99, 60, start), held(start, 59, "Client 1"))
    assert (measure(found, Kind.HOURS).missing, measure(found, Kind.HOURS).met_on) == (Fraction(1, 60), None)
    assert not standing(ACC, found).met
    assert standing(ACC, found).met_on is None


def test_what_is_missing_is_rounded_up() -> None:
    found = standing(ACC, log(held(TODAY, 20), held(TODAY, 20)))
    assert standing_words(found) == "missing 99.34 hours, 74.34 paid, 7 clients, 24.34 in 18 months"


def test_recent_hours_that_lapsed_are_missing_and_met_again_later() -> None:
    old, new = many(30, 60, date(2024, 2, 1)), many(30, 60, date(2026, 9, 1))
    assert measure(log(*old), Kind.RECENT).missing == 25
    assert measure(log(*old, *new), Kind.RECENT).met_on == date(2026, 9, 25)


def test_hours_by_letter_count_and_are_told_apart() -> None:
    found = log(held(TODAY, 600), held(TODAY, 300, "Ken Sato")._replace(consented=False))
    assert (measure(found, Kind.HOURS).reached, measure(found, Kind.HOURS).named) == (15, 10)
    assert (measure(found, Kind.CLIENTS).reached, measure(found, Kind.CLIENTS).named) == (2, 1)


def test_a_former_row_counts_as_recent_while_all_of_it_is() -> None:
    within = former(date(2025, 5, 21), date(2025, 9, 1), 30)
    found = log(within)
    assert (measure(found, Kind.RECENT).met_on, measure(found, Kind.RECENT).falls_on) == (
        date(2025, 9, 1),
        date(2026, 11, 22),
    )
    assert measure(log(within._replace(first=date(2025, 5, 20))), Kind.RECENT).reached == 0
    assert measure(log(within._replace(first=date(2025, 5, 20))), Kind.HOURS).reached == 30


def test_a_group_counts_its_people_once() -> None:
    found = log(held(date(2026, 1, 5), people=5), held(date(2026, 2, 5), people=8), held(date(2026, 3, 5), people=6))
    assert (measure(found, Kind.CLIENTS).reached, measure(found, Kind.CLIENTS).met_on) == (8, date(2026, 2, 5))


@given(STINTS.map(lambda stints: [one._replace(paid=one.paid * 8, pro_bono=one.pro_bono * 8) for one in stints]))
@pytest.mark.parametrize("kind", [Kind.HOURS, Kind.RECENT])
def test_the_days_are_those_that_counting_day_by_day_finds(kind: Kind, stints: list[Stint]) -> None:
    found = log(*stints)
    told = measure(found, kind)

    def on(day: date) -> Fraction:
        there = coaching_log([one for _, one in found.stints], TRAINING, day)
        kept = [one for _, one in there.stints if kind is Kind.HOURS or one.first >= recent_since(day)]
        return sum((one.hours for one in kept), Fraction(0))

    assert told.reached == on(TODAY)
    if told.met_on:
        assert on(told.met_on) >= told.asked
        assert on(told.met_on - timedelta(days=1)) < told.asked
    else:
        assert told.missing
    if told.falls_on:
        later = [one for _, one in found.stints if one.first >= recent_since(told.falls_on)]
        assert sum(one.hours for one in later) < told.asked
        still = [one for _, one in found.stints if one.first >= recent_since(told.falls_on - timedelta(days=1))]
        assert sum(one.hours for one in still) >= told.asked
