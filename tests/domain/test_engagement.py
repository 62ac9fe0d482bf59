"""Engagements, people and the checks that drafts share."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from coachtui.domain.drafts import Invalid, Problem, email, gather, refuse, within
from coachtui.domain.engagement import (
    MOVES,
    AllocationUnit,
    CoachingForm,
    EngagementDraft,
    EngagementState,
    check_move,
)
from coachtui.domain.people import CoachDraft, OrganisationDraft, PersonDraft, ProgrammeDraft

State = EngagementState
DRAFT = EngagementDraft("c", "k", "Europe/Zurich", starts_on=date(2026, 9, 1), ends_on=date(2027, 2, 28))


def test_every_move_is_allowed_or_refused_in_words() -> None:
    for old, new in product(State, State):
        problem = check_move(old, new, reason="the role was cut")
        assert (problem is None) == (new in MOVES[old])
        if problem is not None:
            assert problem.message.endswith(".")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (State.ACTIVE, State.DRAFT, "Nothing returns to draft"),
        (State.COMPLETED, State.DRAFT, "Nothing returns to draft"),
        (State.ACTIVE, State.CANCELLED, "End it early"),
        (State.PAUSED, State.CANCELLED, "End it early"),
        (State.DRAFT, State.COMPLETED, "Start it first"),
        (State.COMPLETED, State.PAUSED, "Reopen it first"),
        (State.CANCELLED, State.ACTIVE, "final"),
        (State.DISCONTINUED, State.ACTIVE, "final"),
        (State.ACTIVE, State.ACTIVE, "already"),
    ],
)
def test_refusals(old: EngagementState, new: EngagementState, words: str) -> None:
    problem = check_move(old, new)
    assert problem is not None
    assert words in problem.message


def test_ending_early_needs_a_reason() -> None:
    problem = check_move(State.ACTIVE, State.DISCONTINUED, reason="  ")
    assert problem is not None
    assert problem.field == "reason"
    assert check_move(State.PAUSED, State.DISCONTINUED, reason="left the firm") is None
    assert check_move(State.ACTIVE, State.DISCONTINUED, reason="a\0") is not None


def test_nothing_returns_to_draft_by_any_way() -> None:
    assert all(State.DRAFT not in moves for moves in MOVES.values())


def test_a_draft_that_is_fine() -> None:
    for state in State:
        assert DRAFT.problems(state) == ()
    assert DRAFT.warnings() == ()


def test_only_drafts_and_cancelled_ones_may_lack_dates() -> None:
    undated = DRAFT._replace(starts_on=None, ends_on=None)
    for state in State:
        fields = [problem.field for problem in undated.problems(state)]
        assert fields == ([] if state in (State.DRAFT, State.CANCELLED) else ["starts_on", "ends_on"])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"client_id": ""}, "client_id"),
        ({"coach_id": ""}, "coach_id"),
        ({"manager_id": "c"}, "manager_id"),
        ({"sponsor_id": "c"}, "sponsor_id"),
        ({"ends_on": date(2026, 8, 31)}, "ends_on"),
        ({"starts_on": date(226, 9, 1)}, "starts_on"),
        ({"allocation": 0}, "allocation"),
        ({"allocation": -1}, "allocation"),
        ({"allocation": 7.5}, "allocation"),
        ({"allocation": float("nan")}, "allocation"),
        ({"allocation": float("inf")}, "allocation"),
        ({"allocation": 1_001}, "allocation"),
        ({"interval_weeks": 0}, "interval_weeks"),
        ({"interval_weeks": 27}, "interval_weeks"),
        ({"session_minutes": 14}, "session_minutes"),
        ({"session_minutes": 481}, "session_minutes"),
        ({"notice_hours": -1}, "notice_hours"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"form": CoachingForm.GROUP}, "group_size"),
        ({"form": CoachingForm.GROUP, "group_size": 1}, "group_size"),
        ({"form": CoachingForm.GROUP, "group_size": 16}, "group_size"),
        ({"group_size": 3}, "group_size"),
        ({"role_title": "x" * 5_001}, "role_title"),
        ({"context": "\0"}, "context"),
    ],
)
def test_engagement_problems(change: dict[str, object], field: str) -> None:
    draft = DRAFT._replace(**change)  # type: ignore[arg-type]  # fields by name
    problems = draft.problems(State.ACTIVE)
    assert [problem.field for problem in problems] == [field]
    assert problems[0].message[-1] in ".?"


def test_every_problem_is_told_at_once() -> None:
    draft = DRAFT._replace(allocation=0, interval_weeks=0, time_zone="")
    assert [problem.field for problem in draft.problems()] == ["allocation", "interval_weeks", "time_zone"]


def test_group_and_hours_that_are_fine() -> None:
    assert DRAFT._replace(form=CoachingForm.GROUP, group_size=15).problems(State.ACTIVE) == ()
    assert DRAFT._replace(allocation=7.5, unit=AllocationUnit.HOURS).problems(State.ACTIVE) == ()
    assert DRAFT._replace(starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 1)).problems(State.ACTIVE) == ()


def test_a_second_engagement_is_allowed_after_a_warning() -> None:
    (warning,) = DRAFT.warnings(other_active=1)
    assert warning.field == "client_id"
    assert "1 running engagement " in warning.message
    assert DRAFT.problems(State.ACTIVE) == ()


def test_a_plan_that_does_not_fit_is_warned_about() -> None:
    (warning,) = DRAFT._replace(allocation=12, interval_weeks=3).warnings()
    assert "only 9 sessions fit" in warning.message
    assert DRAFT._replace(allocation=9, interval_weeks=3).warnings() == ()


@pytest.mark.parametrize(
    "address", ["a@b", "dana.okafor@northwind.example", "o'neil+x@ex-ample.co.uk", "名@例え.jp", ""]
)
def test_addresses_that_pass(address: str) -> None:
    assert email("email", address) is None


@pytest.mark.parametrize(
    "address", ["dana", "@b.c", "a@", "a b@c.d", "a@b@c", "a@b..c", "a@b.", "x" * 250 + "@b.ch", "<a@b.c>"]
)
def test_addresses_that_do_not(address: str) -> None:
    assert email("email", address) is not None


@pytest.mark.parametrize(
    "name", ["[/]", "[@click=app.quit]x[/]", "\x1b[31mred", "عَبْد", "👩‍👩‍👧", "x" * 5_000, "O'Neil; DROP"]
)
def test_strange_names_are_names(name: str) -> None:
    assert PersonDraft(name).problems() == ()


def test_people_problems() -> None:
    assert [p.field for p in PersonDraft(" ", email="x", time_zone="y", note="\0").problems()] == [
        "name", "email", "time_zone", "note",
    ]  # fmt: skip
    assert [p.field for p in OrganisationDraft("").problems()] == ["name"]
    assert [p.field for p in CoachDraft("Robin", "").problems()] == ["time_zone"]
    assert [
        p.field for p in ProgrammeDraft("2026", starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1)).problems()
    ] == ["ends_on"]


def test_refuse_raises_with_all_problems() -> None:
    refuse(())
    found = gather(None, Problem("a", "A."), None, Problem("b", "B."))
    with pytest.raises(Invalid, match=r"A\.; B\.") as caught:
        refuse(found)
    assert caught.value.problems == found


def test_a_range_is_told_with_real_minus_signs() -> None:
    problem = within("level", -3, -2, 2, "The level")
    assert problem is not None
    assert problem.message == "The level is −3, outside its scale. Give −2 to 2."
    assert within("level", float("nan"), -2, 2, "The level") is not None
