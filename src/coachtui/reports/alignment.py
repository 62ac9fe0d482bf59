"""Client and manager on one path: what each says, the meetings between them, the agreement; text, data and a table.

A rating that the other side has not answered yet is in none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from coachtui.domain import words
from coachtui.domain.alignment import OVER, AgreementItem, Audience, ExpectationKind, StageCoverage
from coachtui.domain.alignment_page import (
    AgreementLine,
    AlignmentPage,
    CheckInLine,
    GoalRatings,
    MeetingLine,
    OutcomeLine,
)
from coachtui.domain.disclosure import ruling
from coachtui.domain.engagement import RUNNING, EngagementState
from coachtui.domain.line import CommitmentLine
from coachtui.domain.people import Party
from coachtui.domain.wall_time import to_wall
from coachtui.reports.text import as_data, dated, flat, joined
from coachtui.store.reads.facts import Here

SAID = {
    ExpectationKind.EXPECTATION: "Expectations",
    ExpectationKind.SUCCESS_MEASURE: "Measures of success",
    ExpectationKind.SUPPORT: "Support",
}
"""The heads over what each side says."""

NOT_HELD = "not held"
"""How a stage stands whose time went by without a three-way."""

COLUMNS = (
    "part", "stage", "date", "who", "what", "state", "goal", "text", "client_level", "manager_level", "difference"
)  # fmt: skip
"""The columns of the table; what does not belong to a part is empty."""


def lines(page: AlignmentPage, here: Here) -> list[str]:
    """Return alignment as lines of text, times by the coach's clock."""
    return list(_lines(page, here))


def data(page: AlignmentPage) -> dict[str, Any]:
    """Return alignment as plain data, with what is reckoned from it; grants by item, then by audience."""
    plain: dict[str, Any] = as_data(page._replace(agreement=None, goals=(), next_due=None))
    return plain | {
        "goals": [_goal_data(goal) for goal in page.goals],
        "gaps": [goal.goal_id for goal in page.gaps],
        "agreement": _agreement_data(page.agreement) if page.agreement else None,
        "parties": as_data(page.parties),
        "consents_missing": as_data(page.consents_missing),
        "next_due": as_data(page.next_due) | {"expected_on": page.next_due.expected_on.isoformat()}
        if page.next_due
        else None,
    }


def rows(page: AlignmentPage, here: Here) -> Iterator[tuple[str | int, ...]]:
    """Return the table's rows under `COLUMNS`, in the order of the text; days are ISO dates."""
    for one in page.expectations:
        yield _row("says", who=one.party, what=one.kind, text=one.body)
    for goal in page.goals:
        yield _rating_row(goal)
    for stage in page.stages:
        on = stage.held_on or stage.expected_on
        yield _row("three-way due", stage=stage.stage, date=on, state=_stands(stage, page, here.today))
    for meeting in page.meetings:
        yield from _meeting_rows(meeting)
    for check_in in page.check_ins:
        on, state = check_in.starts_local, _state(check_in)
        for what, text in (("moved", check_in.moved), ("next", check_in.next_step)):
            if text:
                yield _row("check-in", date=on, what=what, state=state, text=text)
        for text in check_in.feedforward:
            yield _row("check-in", date=on, what="feedforward", state=state, text=text)
    if page.agreement is not None:
        yield from _agreement_rows(page.agreement, page)


def _lines(page: AlignmentPage, here: Here) -> Iterator[str]:
    manager = flat(page.manager) or "no line manager named"
    yield f"Alignment: {flat(page.client)} and {manager}"
    yield page.why
    if page.next_due is not None:
        yield f"Next three-way, {words.label(page.next_due.stage)}: {_when(page.next_due, page, here.today)}."
    elif page.state is EngagementState.DRAFT:
        yield "Three-ways fall due once the engagement has begun."
    else:
        yield "No further three-way is due."
    for kind, title in SAID.items():
        said = [one for one in page.expectations if one.kind is kind]
        found = (f"{words.label(party)}: {flat(one.body)}" for party in Party for one in said if one.party is party)
        yield from _listed(title, found, "Nothing noted yet.")
    yield from _listed("Goals, by both sides", (_goal(goal, here.today) for goal in page.goals), "No goals yet.")
    yield from ("", "Three-way meetings:")
    yield from (f"  {words.label(stage.stage)}: {_when(stage, page, here.today)}" for stage in page.stages)
    for meeting in page.meetings:
        yield from (f"  {line}" for line in _meeting(meeting, here))
    if page.check_ins:
        yield from ("", "Check-ins:")
        for check_in in page.check_ins:
            yield from (f"  {line}" for line in _check_in(check_in, here))
    yield ""
    if page.agreement is None:
        yield "Agreement: none yet; the defaults hold."
    else:
        yield from _agreement(page.agreement, page, here.today)


def _when(stage: StageCoverage, page: AlignmentPage, today: date) -> str:
    stands = _stands(stage, page, today)
    if stage.held_on is not None:
        return f"held {dated(stage.held_on, today)}"
    if stands == NOT_HELD:
        return NOT_HELD
    if stands == OVER:
        return f"{OVER}, {dated(stage.expected_on, today)}"
    away = f", {words.distance(stage.expected_on, today)}" if page.state is EngagementState.ACTIVE else ""
    booked = "" if stage.planned_on is not None else ", nothing booked"
    paused = "; paused, so nothing is late" if page.state is EngagementState.PAUSED and booked else ""
    return f"{stands} {dated(stage.expected_on, today)}{away}{booked}{paused}"


def _stands(stage: StageCoverage, page: AlignmentPage, today: date) -> str:
    if stage.covered:
        return "held"
    if page.state not in (*RUNNING, EngagementState.DRAFT):
        return NOT_HELD
    if stage.unclosed(today):
        return OVER
    if stage.planned_on is not None:
        return "planned"
    # A pause stops the clock of what is due, and a draft's has not begun.
    return "overdue" if page.state is EngagementState.ACTIVE and stage.overdue(today) else "due"


def _goal(goal: GoalRatings, today: date) -> str:
    said = "not rated by both yet"
    if goal.view is not None:
        view = goal.view
        apart = f"{words.plural(view.difference, 'level')} apart" if view.difference else "the same"
        said = joined(
            f"client {words.level(view.client.level)}",
            f"manager {words.level(view.manager.level)}",
            f"{apart}{' (open gap)' if view.open_gap else ''}",
            words.distance(view.rated_on, today),
        )
    waits = ""
    if goal.hidden is not None and goal.hidden_on is not None and goal.waits_for is not None:
        turn = f"it is kept out of sight until the {words.label(goal.waits_for)} rates too"
        waits = f"; the {words.label(goal.hidden)} rated {words.distance(goal.hidden_on, today)}, {turn}"
    return f"{flat(goal.title)}: {said}{waits}"


def _meeting(meeting: MeetingLine, here: Here) -> Iterator[str]:
    yield joined(
        _moment(meeting.starts_utc, meeting.starts_local, meeting.time_zone, here.zone),
        words.label(meeting.stage) if meeting.stage else "",
        _state(meeting),
    )
    for word, there in (("There", True), ("Not there", False)):
        parties = [words.label(party) for party in Party if meeting.attended.get(party) is there]
        if parties:
            yield f"  {word}: {joined(*parties)}"
    yield from (f"  Agreed: {_outcome(one)}" for one in meeting.agreed)
    yield from (f"  Decided: {_outcome(one)}" for one in meeting.decisions)
    yield from (f"  Follow-up: {_followup(one, here.today)}" for one in meeting.followups)


def _outcome(one: OutcomeLine) -> str:
    on = f" (on “{flat(one.goal)}”)" if one.goal else ""
    return f"{flat(one.body)}{on}"


def _followup(one: CommitmentLine, today: date) -> str:
    due = f", {words.due(one.due_on, today)}" if one.due_on and one.state == "open" else ""
    return f"{words.label(one.owner)}, {flat(one.body)}{due} ({words.label(one.state)})"


def _check_in(one: CheckInLine, here: Here) -> Iterator[str]:
    yield joined(_moment(one.starts_utc, one.starts_local, one.time_zone, here.zone), _state(one))
    if one.moved:
        yield f"  Moved: {flat(one.moved)}"
    if one.next_step:
        yield f"  Next: {flat(one.next_step)}"
    yield from (f"  Feedforward: {flat(body)}" for body in one.feedforward)


def _agreement(agreement: AgreementLine, page: AlignmentPage, today: date) -> Iterator[str]:
    of = f" of {page.versions}" if page.versions > 1 else ""
    yield f"Agreement: version {agreement.number}{of}, drawn up {dated(agreement.drawn_up_on, today)}"
    if agreement.roles:
        yield f"  Roles: {flat(agreement.roles)}"
    if agreement.logistics:
        yield f"  Logistics: {flat(agreement.logistics)}"
    if agreement.notice_hours is not None:
        yield f"  Notice: {words.plural(agreement.notice_hours, 'hour')}"
    yield "  Who may see what:"
    agrees = agreement.consented(Party.CLIENT) is not None
    for item in AgreementItem:
        given = {to: ruling(item, to, agreement.grants, client_agrees=agrees).extent for to in Audience}
        yield f"    {words.label(item)}: {joined(*(f'{words.label(to)} {words.label(given[to])}' for to in given))}"
    consents = [f"{words.label(one.party)} {dated(one.given_on, today)}" for one in agreement.consents]
    yield f"  Consents: {joined(*consents) or 'none yet'}"
    if page.consents_missing:
        yield f"  Consent missing: {joined(*map(words.label, page.consents_missing))}"


def _state(meeting: MeetingLine | CheckInLine) -> str:
    return "unclosed" if meeting.unclosed else words.label(meeting.state)


def _moment(utc: datetime, local: datetime, time_zone: str, zone: str) -> str:
    mine = to_wall(utc, zone)
    there = "" if mine == local else f" ({words.clock(local)} {time_zone})"
    return f"{words.exact(mine.date())} {words.clock(mine)}{there}"


def _listed(title: str, found: Iterable[str], empty: str) -> list[str]:
    return ["", f"{title}:", *(f"  {line}" for line in list(found) or [empty])]


def _goal_data(goal: GoalRatings) -> dict[str, Any]:
    difference = goal.view.difference if goal.view else None
    plain: dict[str, Any] = as_data(goal)
    return plain | {"difference": difference, "waits_for": as_data(goal.waits_for)}


def _agreement_data(agreement: AgreementLine) -> dict[str, Any]:
    grants: dict[str, dict[str, bool]] = {}
    for (item, audience), granted in agreement.grants.items():
        grants.setdefault(item.value, {})[audience.value] = granted
    plain: dict[str, Any] = as_data(agreement._replace(grants={}))
    return plain | {"grants": grants}


def _row(part: str, **values: str | int | date | None) -> tuple[str | int, ...]:
    return (part, *(_cell(values.get(column)) for column in COLUMNS[1:]))


def _cell(value: str | int | date | None) -> str | int:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    return flat(value) if isinstance(value, str) else "" if value is None else value


def _rating_row(goal: GoalRatings) -> tuple[str | int, ...]:
    if goal.view is None:
        state = f"waits for the {goal.waits_for}" if goal.waits_for else "not rated by both"
        return _row("rating", goal=goal.title, state=state)
    view = goal.view
    return _row(
        "rating",
        date=view.rated_on,
        goal=goal.title,
        state="open gap" if view.open_gap else "rated by both",
        client_level=view.client.level,
        manager_level=view.manager.level,
        difference=view.difference,
    )


def _meeting_rows(meeting: MeetingLine) -> Iterator[tuple[str | int, ...]]:
    on, stage = meeting.starts_local, meeting.stage
    yield _row("meeting", stage=stage, date=on, state=_state(meeting))
    for party, there in meeting.attended.items():
        yield _row("attendance", stage=stage, date=on, who=party, state="there" if there else "not there")
    for one in meeting.outcomes:
        yield _row("outcome", stage=stage, date=on, what=one.kind, goal=one.goal, text=one.body)
    for promise in meeting.followups:
        yield _row(
            "follow-up", stage=stage, date=promise.due_on, who=promise.owner, state=promise.state, text=promise.body
        )


def _agreement_rows(agreement: AgreementLine, page: AlignmentPage) -> Iterator[tuple[str | int, ...]]:
    on, state = agreement.drawn_up_on, f"version {agreement.number}"
    for what, text in (
        ("roles", agreement.roles),
        ("logistics", agreement.logistics),
        ("notice hours", "" if agreement.notice_hours is None else str(agreement.notice_hours)),
    ):
        if text:
            yield _row("agreement", date=on, what=what, state=state, text=text)
    for (item, audience), granted in agreement.grants.items():
        yield _row("grant", who=audience, what=item, state="granted" if granted else "withheld")
    for one in agreement.consents:
        yield _row("consent", date=one.given_on, who=one.party, state="given")
    for party in page.consents_missing:
        yield _row("consent", who=party, state="missing")
