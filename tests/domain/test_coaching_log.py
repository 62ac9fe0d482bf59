"""The coaching log: what counts, one row for each relationship, former logs, periods."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.coaching_log import (
    CoachingLog,
    LogTotals,
    Stint,
    Why,
    coaching_log,
    hours,
    lapses_on,
    recent_since,
    rounded,
    totals,
)
from coachtui.domain.drafts import Invalid
from coachtui.domain.log_period import read_period

TODAY = date(2026, 11, 21)
TRAINING = date(2024, 1, 15)


def held(
    on: date, minutes: int = 60, client: str = "Ana Ruiz", *, paid: bool = True, people: int | None = None
) -> Stint:
    length = hours(minutes)
    name = client.lower().replace(" ", ".")
    return Stint(
        name, client, f"{name}@initech.example", True, people, on, on,
        length if paid else Fraction(0), Fraction(0) if paid else length,
    )  # fmt: skip


def former(first: date, last: date, paid: float = 6, client: str = "Ana Ruiz", **also: object) -> Stint:
    return Stint("", client, "", True, None, first, last, Fraction(str(paid)), entry_id=f"{client}{first}")._replace(
        **also  # type: ignore[arg-type]  # fields by name
    )


def log(*stints: Stint, first: date | None = None, last: date | None = None) -> CoachingLog:
    return coaching_log(stints, TRAINING, TODAY, first=first, last=last)


def test_hours_are_prorated_and_rounded_at_the_end() -> None:
    assert hours(45) == Fraction(3, 4)
    thirds = log(*(held(TODAY - timedelta(days=day), 20) for day in range(3)))
    assert rounded(thirds.rows[0].paid) == 1.0
    assert [rounded(Fraction(one)) for one in ("0.005", "1.005", "2.674", "2.675")] == [0.01, 1.01, 2.67, 2.68]


def test_one_row_for_each_client_and_form() -> None:
    found = log(
        held(date(2025, 2, 3)),
        held(date(2026, 9, 1), 45),
        held(date(2026, 10, 1), 90, paid=False),
        held(date(2026, 3, 1), people=6),
        held(date(2026, 4, 1), people=9),
        held(date(2026, 5, 1), people=7),
        held(date(2025, 3, 1), client="Ken Sato"),
    )
    ana, ken, group = found.rows
    assert (ana.starts_on, ana.ends_on, ana.sessions) == (date(2025, 2, 3), date(2026, 10, 1), 3)
    assert (ana.paid, ana.pro_bono, ana.recent) == (Fraction("1.75"), Fraction("1.5"), Fraction("2.25"))
    assert (ana.people, ken.people, ken.clients) == (None, None, 1)
    assert (group.people, group.clients, group.sessions) == (9, 9, 3), "of a group that changed, the largest size"
    assert totals(found.rows) == LogTotals(11, Fraction("5.75"), Fraction("1.5"), Fraction("5.25"), 3)


@pytest.mark.parametrize(("days", "counted"), [(-1, 0), (0, 1), (1, 1)])
def test_only_what_came_after_the_training_began(days: int, counted: int) -> None:
    found = log(held(TRAINING + timedelta(days=days)))
    assert (len(found.rows), found.too_early) == (counted, 1 - counted)


def test_without_the_start_of_training_nothing_can_be_counted() -> None:
    with pytest.raises(Invalid, match="--training-began"):
        coaching_log([held(TODAY)], None, TODAY)


def test_those_who_did_not_consent_are_left_off_all_of_them() -> None:
    found = log(
        held(TODAY, 45),
        held(TODAY, 60, "Ken Sato")._replace(consented=False),
        former(date(2025, 1, 1), date(2025, 2, 1), client="Mei Tan"),
        former(date(2025, 3, 1), date(2025, 4, 1), client="Mei Tan", consented=False),
    )
    assert [row.client_name for row in found.named] == ["Ana Ruiz"]
    assert [row.client_name for row in found.left_off] == ["Mei Tan", "Ken Sato"]
    assert totals(found.left_off).hours == 13


def test_a_former_row_is_joined_with_the_sessions_here() -> None:
    found = log(
        held(date(2026, 9, 1)),
        former(date(2025, 3, 10), date(2025, 9, 10), 6, "ANA RUÍZ", contact="+41 44, ana.ruiz@initech.example"),
        former(date(2026, 10, 1), date(2026, 10, 3), 2, contact="Ana.Ruiz@initech.example", ongoing=True),
        former(date(2025, 1, 1), date(2025, 2, 1), 4, "Ana Ruiz", people=5),
        former(date(2025, 1, 1), date(2025, 2, 1), 8, "Ana Ruiz", contact="another.ana@initech.example", entry_id="x"),
    )
    joined, other, group = (
        next(row for row in found.rows if row.paid == paid) for paid in (Fraction(9), Fraction(8), Fraction(4))
    )
    assert (joined.starts_on, joined.ends_on, joined.sessions, len(joined.entries)) == (date(2025, 3, 10), None, 1, 2)
    assert joined.contact == "ana.ruiz@initech.example"
    assert (other.client_id, other.contact) == ("", "another.ana@initech.example")
    assert group.people == 5
    assert not found.asides


def test_of_two_clients_of_one_name_no_guess_is_made() -> None:
    same = held(date(2026, 9, 1))
    other = same._replace(client_id="other", contact="ana@other.example")
    assert len(log(same, other, former(date(2025, 3, 10), date(2025, 9, 10))).rows) == 3


def test_what_may_hold_the_same_hours_is_not_counted_twice() -> None:
    doubtful = former(date(2026, 8, 1), date(2026, 9, 30))
    found = log(held(date(2026, 9, 1)), held(date(2026, 9, 15)), held(date(2026, 10, 15)), doubtful)
    assert [(aside.stint, aside.why, aside.sessions) for aside in found.asides] == [(doubtful, Why.OVERLAP, 2)]
    assert totals(found.rows).hours == 3
    around = doubtful._replace(last=date(2026, 8, 31))
    assert totals(log(held(date(2026, 9, 1)), around).rows).hours == 7
    elsewhere = doubtful._replace(client_name="Ken Sato")
    assert not log(held(date(2026, 9, 1)), elsewhere).asides


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (TRAINING - timedelta(days=9), TRAINING - timedelta(days=1), Why.TRAINING),
        (TRAINING - timedelta(days=1), TRAINING + timedelta(days=30), Why.TRAINING),
        (date(2025, 12, 1), date(2026, 2, 1), Why.PERIOD),
        (date(2026, 6, 1), date(2026, 8, 1), Why.PERIOD),
        (date(2026, 2, 1), date(2026, 3, 1), None),
        (date(2025, 2, 1), date(2025, 3, 1), "outside"),
    ],
)
def test_a_former_row_counts_only_when_all_of_it_lies_within(first: date, last: date, why: Why | str | None) -> None:
    found = log(former(first, last), first=date(2026, 1, 1), last=date(2026, 6, 30))
    assert [aside.why for aside in found.asides] == ([why] if isinstance(why, Why) else [])
    assert len(found.rows) == (why is None)


def test_a_period_ends_after_it_begins() -> None:
    with pytest.raises(Invalid, match="before it begins"):
        log(first=date(2026, 2, 1), last=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("day", "lapses"),
    [
        (date(2025, 5, 20), date(2026, 11, 21)),
        (date(2025, 2, 28), date(2026, 9, 1)),
        (date(2024, 2, 29), date(2025, 9, 1)),
        (date(2025, 8, 31), date(2027, 3, 1)),
    ],
)
def test_recent_hours_lapse_after_eighteen_months(day: date, lapses: date) -> None:
    assert lapses_on(day) == lapses
    assert recent_since(lapses - timedelta(days=1)) <= day < recent_since(lapses)


DAYS = st.integers(0, 1_500).map(lambda days: TODAY - timedelta(days=days))
NAMES = st.sampled_from(["Ana Ruiz", "Ken Sato", "Mei Tan"])
SESSIONS = st.builds(
    held, DAYS, st.integers(1, 300), NAMES, paid=st.booleans(), people=st.sampled_from([None, None, 6, 9])
)


@st.composite
def formers(draw: st.DrawFn) -> Stint:
    first = draw(DAYS)
    last = min(TODAY, first + timedelta(days=draw(st.integers(0, 200))))
    number = draw(st.integers(0, 1_000_000))
    return former(first, last, draw(st.integers(1, 4_000)) / 100, draw(NAMES), entry_id=f"entry {number}")


STINTS = st.lists(SESSIONS | formers(), max_size=25, unique_by=lambda one: one.entry_id or object())


@given(STINTS)
def test_every_hour_is_in_one_row_or_set_aside(stints: list[Stint]) -> None:
    found = log(*stints)
    summed = totals(found.rows)
    early = sum((one.hours for one in stints if one.first < TRAINING and not one.entry_id), Fraction(0))
    assert summed.hours + sum(aside.stint.hours for aside in found.asides) + early == sum(one.hours for one in stints)
    assert summed.paid + summed.pro_bono == summed.hours
    assert totals(found.named).hours + totals(found.left_off).hours == summed.hours
    assert len({row.key for row in found.rows}) == len(found.rows)
    window = [one for _, one in found.stints if one.first >= recent_since(TODAY)]
    assert summed.recent == sum(one.hours for one in window)


@given(STINTS, st.integers())
def test_the_order_does_not_matter(stints: list[Stint], seed: int) -> None:
    shuffled = [*stints]
    Random(seed).shuffle(shuffled)
    assert log(*stints)._replace(stints=()) == log(*shuffled)._replace(stints=())


@given(st.lists(SESSIONS, max_size=20), DAYS)
def test_two_periods_come_to_the_whole(stints: list[Stint], cut: date) -> None:
    before, after = log(*stints, last=cut), log(*stints, first=cut + timedelta(days=1))
    assert totals(before.rows).hours + totals(after.rows).hours == totals(log(*stints).rows).hours


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("", (None, None)),
        ("2025", (date(2025, 1, 1), date(2025, 12, 31))),
        ("1 jan 2025 – 30 jun 2025", (date(2025, 1, 1), date(2025, 6, 30))),
        ("2025-01-01 to 2025-06-30", (date(2025, 1, 1), date(2025, 6, 30))),
        ("from 3 oct", (date(2026, 10, 3), None)),
        ("3 oct 2025 -", (date(2025, 10, 3), None)),
        ("until 31 dec 2025", (None, date(2025, 12, 31))),
    ],
)
def test_a_period_is_typed_in_one_line(typed: str, period: tuple[date | None, date | None]) -> None:
    assert read_period(typed, TODAY) == period


def test_what_is_no_period_is_told() -> None:
    with pytest.raises(ValueError, match="can't be read as a date"):
        read_period("last summer", TODAY)
