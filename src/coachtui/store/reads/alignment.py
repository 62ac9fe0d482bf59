"""Reads of alignment: what each side says, the meetings between them, the agreement and its consents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

from coachtui.domain.alignment import (
    AgreementItem,
    Audience,
    ExpectationKind,
    JointView,
    OutcomeKind,
    joint_view,
    rating_rounds,
    unaligned_words,
)
from coachtui.domain.alignment_drafts import (
    AgreementDraft,
    CheckInDraft,
    ExpectationDraft,
    FollowUpDraft,
    MeetingDraft,
    OutcomeDraft,
)
from coachtui.domain.alignment_page import (
    AgreementLine,
    AlignmentPage,
    CheckInLine,
    ConsentLine,
    ExpectationLine,
    GoalRatings,
    MeetingLine,
    OutcomeLine,
)
from coachtui.domain.cadence import SessionKind, SessionState, is_unclosed
from coachtui.domain.engagement import RUNNING, EngagementState
from coachtui.domain.line import SessionLine
from coachtui.domain.people import Party
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.store import errors
from coachtui.store.driver import Connection
from coachtui.store.reads import cadence, engagement
from coachtui.store.reads.facts import GoalSaid, here, joint_ratings, standings

T = TypeVar("T")

_EXPECTATIONS = """
SELECT id, party, kind, body, position, session_id FROM expectation
WHERE engagement_id = ? AND deleted_at IS NULL
ORDER BY CASE kind WHEN 'expectation' THEN 0 WHEN 'success_measure' THEN 1 ELSE 2 END, position, party, id LIMIT 500
"""
_GOALS = """
SELECT id, title FROM goal WHERE engagement_id = ? AND deleted_at IS NULL AND state <> 'closed'
ORDER BY position, id LIMIT 200
"""
_IN_MEETINGS = "session_id IN (SELECT id FROM session WHERE engagement_id = ? AND kind = ? AND deleted_at IS NULL)"
_ATTENDANCE = f"""
SELECT session_id, party, attended FROM attendance WHERE deleted_at IS NULL AND {_IN_MEETINGS} LIMIT 2000
"""
_OUTCOME = """
SELECT session_id, id, kind, body, goal_id, coalesce((SELECT title FROM goal g WHERE g.id = goal_id), '')
FROM meeting_outcome WHERE deleted_at IS NULL AND"""
_OUTCOMES = f"{_OUTCOME} {_IN_MEETINGS} ORDER BY position, id LIMIT 2000"
_CHECK_INS = """
SELECT c.id, c.moved, c.next_step FROM check_in c JOIN session s ON s.id = c.id
WHERE s.engagement_id = ? AND c.deleted_at IS NULL AND s.deleted_at IS NULL LIMIT 500
"""
_SUGGESTION = "SELECT session_id, id, body FROM feedforward WHERE deleted_at IS NULL AND"
_SUGGESTIONS = f"{_SUGGESTION} {_IN_MEETINGS} ORDER BY given_on, id LIMIT 2000"
_VERSIONS = """
SELECT v.id, v.number, v.drawn_up_on, v.roles, v.logistics, e.notice_hours
FROM agreement_version v JOIN engagement e ON e.id = v.engagement_id
WHERE v.engagement_id = ? AND v.deleted_at IS NULL ORDER BY v.number DESC LIMIT ?
"""


def alignment(db: Connection, engagement_id: str, now: datetime, rules: Rules = DEFAULT) -> AlignmentPage:
    """Return how client and manager stand together in an engagement. Raises NotFound."""
    names = engagement.names(db, engagement_id)
    standing = standings(db, [engagement_id], here(db, now), rules)[0]
    facts, versions = standing.facts, _agreements(db, engagement_id, 1)
    meetings = cadence.line(db, engagement_id)
    return AlignmentPage(
        engagement_id=engagement_id,
        client=names["client_id"],
        manager=names["manager_id"],
        sponsor=names["sponsor_id"],
        expectations=tuple(_expectation(row) for row in db.execute(_EXPECTATIONS, (engagement_id,))),
        goals=_goals(db, engagement_id, rules),
        stages=standing.stages,
        meetings=_meetings(db, engagement_id, meetings, now),
        check_ins=_check_ins(db, engagement_id, meetings, now),
        agreement=versions[0] if versions else None,
        versions=_count(db, engagement_id),
        unaligned=standing.card().unaligned,
        why=unaligned_words(
            facts.coaching_held, facts.three_ways_held, running=facts.state is EngagementState.ACTIVE, rules=rules
        ),
        next_due=standing.next_three_way if facts.state in RUNNING else None,
        state=facts.state,
    )


def agreements(db: Connection, engagement_id: str) -> list[AgreementLine]:
    """Return the versions of an engagement's agreement, newest first: the first one stands."""
    return _agreements(db, engagement_id, 200)


def agreement_draft(db: Connection, engagement_id: str, now: datetime) -> AgreementDraft:
    """Return the agreement that stands as its form edits it, drawn up today; else a first one. Raises NotFound."""
    names, today = engagement.names(db, engagement_id), here(db, now).today
    standing = next(iter(_agreements(db, engagement_id, 1)), None)
    notice = engagement.draft(db, engagement_id).notice_hours
    if standing is not None:
        return AgreementDraft(today, standing.roles, standing.logistics, notice, standing.grants)
    parts = {"Client": "client_id", "line manager": "manager_id", "sponsor": "sponsor_id", "coach": "coach_id"}
    roles = "; ".join(f"{part} {names[field]}" for part, field in parts.items() if names[field])
    return AgreementDraft(today, f"{roles}.", "", notice, {})


def expectation_draft(db: Connection, expectation_id: str) -> ExpectationDraft:
    """Return what a party says as its form edits it. Raises NotFound."""
    row = db.execute(
        "SELECT engagement_id, party, kind, body, session_id FROM expectation WHERE id = ? AND deleted_at IS NULL",
        (expectation_id,),
    ).fetchone()
    if row is None:
        raise errors.NotFound("That expectation is not there any more.")
    return ExpectationDraft(row[0], Party(row[1]), ExpectationKind(row[2]), row[3], row[4])


def meeting_draft(db: Connection, session_id: str) -> MeetingDraft:
    """Return what a three-way brought, as its form edits it; whoever is expected is ticked. Raises NotFound."""
    engagement_id = _meeting_of(db, session_id, SessionKind.THREE_WAY, "three-way")
    names = engagement.names(db, engagement_id)
    attended = {Party.CLIENT: True, Party.COACH: True}
    if names["manager_id"]:
        attended[Party.MANAGER] = True
    if names["sponsor_id"]:
        # Usually a three-way: the sponsor comes to some of them only.
        attended[Party.SPONSOR] = False
    on_record = db.execute(
        "SELECT party, attended FROM attendance WHERE session_id = ? AND deleted_at IS NULL LIMIT 20", (session_id,)
    )
    attended |= {Party(party): bool(there) for party, there in on_record}
    rows = db.execute(f"{_OUTCOME} session_id = ? ORDER BY position, id LIMIT 500", (session_id,))
    outcomes = tuple(OutcomeDraft(row[1], OutcomeKind(row[2]), row[3], row[4]) for row in rows)
    promised = cadence.promised_in(db, engagement_id, SessionKind.THREE_WAY)
    followups = tuple(
        FollowUpDraft(one.owner, one.body, one.due_on, one.id) for one in promised if one.session_id == session_id
    )
    began_with = (*(one.id for one in outcomes), *(one.id for one in followups))
    return MeetingDraft(attended, outcomes, followups, began_with)


def check_in_draft(db: Connection, session_id: str) -> CheckInDraft:
    """Return what a check-in brought, as its form edits it. Raises NotFound."""
    _meeting_of(db, session_id, SessionKind.CHECK_IN, "check-in")
    row = db.execute(
        "SELECT moved, next_step FROM check_in WHERE id = ? AND deleted_at IS NULL", (session_id,)
    ).fetchone()
    moved, next_step = row or ("", "")
    given = db.execute(f"{_SUGGESTION} session_id = ? ORDER BY given_on, id LIMIT 500", (session_id,)).fetchall()
    bodies, ids = tuple(body for _, _, body in given), tuple(key for _, key, _ in given)
    return CheckInDraft(moved, next_step, bodies, None, ids)


def _goals(db: Connection, engagement_id: str, rules: Rules) -> tuple[GoalRatings, ...]:
    said = {one.goal_id: one for one in joint_ratings(db, [engagement_id])}
    return tuple(
        _ratings(said.get(goal_id) or GoalSaid(engagement_id, goal_id, title, (), None), rules)
        for goal_id, title in db.execute(_GOALS, (engagement_id,)).fetchall()
    )


def _ratings(said: GoalSaid, rules: Rules) -> GoalRatings:
    rounds, view = rating_rounds(said.ratings), joint_view(said.ratings, said.closed_on, rules=rules)
    return GoalRatings(
        goal_id=said.goal_id,
        title=said.title,
        view=view,
        client=view.client if view else None,
        manager=view.manager if view else None,
        hidden=rounds.pending.party if rounds.pending else None,
        hidden_on=rounds.pending.rated_on if rounds.pending else None,
        closed_on=said.closed_on,
        earlier=tuple(JointView(client, manager, open_gap=False) for client, manager in rounds.over[:-1]),
    )


def _meetings(
    db: Connection, engagement_id: str, line: Iterable[SessionLine], now: datetime
) -> tuple[MeetingLine, ...]:
    of_kind = (engagement_id, SessionKind.THREE_WAY)
    attended = _grouped((row[0], (Party(row[1]), bool(row[2]))) for row in db.execute(_ATTENDANCE, of_kind))
    outcomes = _grouped(
        (row[0], OutcomeLine(row[1], OutcomeKind(row[2]), *row[3:])) for row in db.execute(_OUTCOMES, of_kind)
    )
    promised = cadence.promised_in(db, engagement_id, SessionKind.THREE_WAY)
    followups = _grouped((one.session_id or "", one) for one in promised)
    return tuple(
        MeetingLine(
            session_id=one.id,
            stage=one.stage,
            starts_local=one.starts_local,
            time_zone=one.time_zone,
            starts_utc=one.starts_utc,
            minutes=one.minutes,
            held_minutes=one.held_minutes,
            state=one.state,
            unclosed=is_unclosed(one.state, one.starts_utc, one.minutes, now),
            attended=dict(attended.get(one.id, ())),
            outcomes=tuple(outcomes.get(one.id, ())),
            followups=tuple(followups.get(one.id, ())),
            has_note=one.has_note,
        )
        for one in _kept(line, SessionKind.THREE_WAY)
    )


def _check_ins(
    db: Connection, engagement_id: str, line: Iterable[SessionLine], now: datetime
) -> tuple[CheckInLine, ...]:
    brought = {row[0]: (row[1], row[2]) for row in db.execute(_CHECK_INS, (engagement_id,))}
    rows = db.execute(_SUGGESTIONS, (engagement_id, SessionKind.CHECK_IN))
    suggestions = _grouped((row[0], row[2]) for row in rows)
    return tuple(
        CheckInLine(
            one.id,
            one.starts_local,
            one.time_zone,
            one.starts_utc,
            one.minutes,
            one.state,
            is_unclosed(one.state, one.starts_utc, one.minutes, now),
            *brought.get(one.id, ("", "")),
            tuple(suggestions.get(one.id, ())),
        )
        for one in _kept(line, SessionKind.CHECK_IN)
    )


def _kept(line: Iterable[SessionLine], kind: SessionKind) -> list[SessionLine]:
    """Return the meetings of a kind, without the slots that were moved away from."""
    return [one for one in line if one.kind is kind and one.state is not SessionState.RESCHEDULED]


def _agreements(db: Connection, engagement_id: str, most: int) -> list[AgreementLine]:
    versions = db.execute(_VERSIONS, (engagement_id, most)).fetchall()
    ids = [row[0] for row in versions]
    among = f"version_id IN ({', '.join('?' * len(ids))}) AND deleted_at IS NULL"
    grants = _grouped(
        (row[0], ((AgreementItem(row[1]), Audience(row[2])), bool(row[3])))
        for row in db.execute(
            f"SELECT version_id, item, audience, granted FROM agreement_grant WHERE {among} ORDER BY item, audience "
            "LIMIT 10000",
            ids,
        )
    )
    consents = _grouped(
        (row[0], ConsentLine(Party(row[1]), date.fromisoformat(row[2])))
        for row in db.execute(
            f"SELECT version_id, party, given_on FROM consent WHERE {among} ORDER BY given_on, party LIMIT 10000", ids
        )
    )
    return [
        AgreementLine(
            id=version_id,
            number=number,
            drawn_up_on=date.fromisoformat(drawn_up_on),
            roles=roles,
            logistics=logistics,
            notice_hours=notice if index == 0 else None,
            grants=dict(grants.get(version_id, ())),
            consents=tuple(consents.get(version_id, ())),
        )
        for index, (version_id, number, drawn_up_on, roles, logistics, notice) in enumerate(versions)
    ]


def _count(db: Connection, engagement_id: str) -> int:
    (count,) = db.execute(
        "SELECT count(*) FROM agreement_version WHERE engagement_id = ? AND deleted_at IS NULL", (engagement_id,)
    ).fetchone()
    return int(count)


def _expectation(row: tuple[str, str, str, str, int, str | None]) -> ExpectationLine:
    return ExpectationLine(row[0], Party(row[1]), ExpectationKind(row[2]), *row[3:])


def _meeting_of(db: Connection, session_id: str, kind: SessionKind, name: str) -> str:
    """Return the engagement of a meeting of this kind. Raises NotFound."""
    row = db.execute(
        "SELECT engagement_id FROM session WHERE id = ? AND kind = ? AND deleted_at IS NULL", (session_id, kind)
    ).fetchone()
    if row is None:
        raise errors.NotFound(f"That {name} is not there any more.")
    return str(row[0])


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
