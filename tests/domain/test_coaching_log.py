"""The coaching log: what counts, hours, totals and thresholds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.cadence import SessionKind, SessionState
from coachtui.domain.coaching_log import (
    Credential,
    LoggedSession,
    LogTotals,
    coaching_log,
    counts,
    hours,
    log_rows,
    recent_since,
    standing,
    totals,
)
from coachtui.domain.drafts import Invalid
from coachtui.domain.engagement import CoachingForm

TODAY = date(2026, 11, 21)
TRAINING = date(2024, 1, 15)
ONE = LoggedSession(
    client_id="a",
    client_name="Ana Ruiz",
    contact="ana.ruiz@initech.example",
    consented=True,
    form=CoachingForm.INDIVIDUAL,
    group_size=None,
    kind=SessionKind.COACHING,
    state=SessionState.HELD,
    held_on=date(2026, 9, 1),
    minutes=45,
    paid=True,
)


def test_hours_are_prorated() -> None:
    assert hours(45) == 0.75


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"held_on": TRAINING}, True),
        ({"held_on": TRAINING - timedelta(days=1)}, False),
        *(({"kind": kind}, False) for kind in SessionKind if kind is not SessionKind.COACHING),
        *(({"state": state}, False) for state in SessionState if state is not SessionState.HELD),
    ],
)
def test_what_counts(change: dict[str, object], expected: bool) -> None:
    assert counts(replace(ONE, **change), TRAINING) is expected  # type: ignore[arg-type]  # fields by name


def test_one_row_for_each_client_relationship() -> None:
    rows = log_rows(
        [
            ONE,
            replace(ONE, held_on=date(2025, 2, 3), minutes=60),
            replace(ONE, held_on=date(2026, 10, 1), paid=False, minutes=90),
            replace(ONE, form=CoachingForm.GROUP, group_size=12),
            replace(ONE, client_id="b", client_name="Ken Sato"),
        ],
        TRAINING,
        TODAY,
    )
    assert len(rows) == 3
    first = rows[0]
    assert (first.starts_on, first.ends_on) == (date(2025, 2, 3), date(2026, 10, 1))
    assert (hours(first.paid_minutes), hours(first.pro_bono_minutes), hours(first.recent_minutes)) == (1.75, 1.5, 2.25)
    assert first.group_size is None


@pytest.mark.parametrize(("size", "counted"), [(2, 2), (15, 15), (22, 15), (None, 1)])
def test_groups_count_up_to_fifteen(size: int | None, counted: int) -> None:
    (row,) = log_rows([replace(ONE, form=CoachingForm.GROUP, group_size=size)], TRAINING, TODAY)
    assert row.group_size == row.people == counted
    assert hours(row.paid_minutes) == 0.75


def test_those_who_did_not_consent_are_left_off() -> None:
    log = coaching_log([ONE, replace(ONE, client_id="b", consented=False, minutes=60)], TRAINING, TODAY)
    assert [row.client_id for row in log.rows] == ["a"]
    assert log.named == LogTotals(1, 45, 0, 45)
    assert log.left_off == LogTotals(1, 60, 0, 60)


def test_without_the_start_of_training_nothing_can_be_counted() -> None:
    with pytest.raises(Invalid, match="training began"):
        coaching_log([ONE], None, TODAY)


def test_the_last_eighteen_months() -> None:
    assert recent_since(TODAY) == date(2025, 5, 21)
    assert recent_since(date(2026, 8, 31)) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("credential", "enough"),
    [
        (Credential.ACC, LogTotals(8, 75 * 60, 25 * 60, 25 * 60)),
        (Credential.PCC, LogTotals(25, 450 * 60, 50 * 60, 50 * 60)),
        (Credential.MCC, LogTotals(35, 2_250 * 60, 250 * 60, 0)),
    ],
)
def test_thresholds(credential: Credential, enough: LogTotals) -> None:
    assert standing(credential, enough).met
    assert not standing(credential, replace(enough, clients=enough.clients - 1)).met
    assert not standing(credential, replace(enough, pro_bono_minutes=enough.pro_bono_minutes - 1)).met
    unpaid = replace(enough, paid_minutes=enough.paid_minutes - 60, pro_bono_minutes=enough.pro_bono_minutes + 60)
    assert standing(credential, unpaid).missing == ("1 more paid hours",)


def test_what_is_missing() -> None:
    assert standing(Credential.ACC, LogTotals(7, 60 * 60, 0, 20 * 60)).missing == (
        "40 more hours",
        "15 more paid hours",
        "5 more hours in the last 18 months",
        "1 more client",
    )


@st.composite
def sessions(draw: st.DrawFn) -> LoggedSession:
    form = draw(st.sampled_from(CoachingForm))
    return replace(
        ONE,
        client_id=draw(st.sampled_from("abcd")),
        form=form,
        group_size=8 if form is CoachingForm.GROUP else None,
        kind=draw(st.sampled_from(SessionKind)),
        state=draw(st.sampled_from([SessionState.HELD, SessionState.NO_SHOW])),
        held_on=TODAY - timedelta(days=draw(st.integers(0, 2_000))),
        minutes=draw(st.integers(1, 300)),
        paid=draw(st.booleans()),
    )


@given(st.lists(sessions()), st.lists(sessions()))
def test_minutes_add_up(first: list[LoggedSession], second: list[LoggedSession]) -> None:
    def minutes(of: list[LoggedSession]) -> LogTotals:
        return replace(totals(log_rows(of, TRAINING, TODAY)), clients=0)

    assert minutes(first + second) == minutes(first) + minutes(second)
    assert minutes(first).minutes == sum(one.minutes for one in first if counts(one, TRAINING))


@given(st.lists(sessions(), max_size=12), st.randoms())
def test_the_order_of_sessions_does_not_matter(listed: list[LoggedSession], random: object) -> None:
    shuffled = sorted(listed, key=lambda _: random.random())  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert log_rows(listed, TRAINING, TODAY) == log_rows(shuffled, TRAINING, TODAY)
