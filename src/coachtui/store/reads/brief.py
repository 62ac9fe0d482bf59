"""The brief before a session: last time's essence, what is open, where the goals stand. Private to the coach."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from coachtui.domain.alignment import ExpectationKind
from coachtui.domain.assessment import Insight, Relation
from coachtui.domain.brief import (
    Brief,
    BriefCommitment,
    BriefExpectation,
    BriefFeedforward,
    BriefGoal,
    BriefTheme,
    LeftOut,
)
from coachtui.domain.cadence import CommitmentState, SessionKind, overdue_days
from coachtui.domain.engagement import EngagementState
from coachtui.domain.essence import essence
from coachtui.domain.goals import t_change, trend, weight
from coachtui.domain.people import Party
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.span import Span
from coachtui.store import errors
from coachtui.store.driver import Connection
from coachtui.store.reads import themes
from coachtui.store.reads.columns import day, utc
from coachtui.store.reads.facts import Here, goal_standings, here, standings
from coachtui.store.reads.feedback import rounds

EXCERPT = 20_000
"""Characters of the last session's notes from which its essence is read."""
LISTED = 20
"""How many of each kind are read; besides them it is only known how many there are."""

_NEXT = """
SELECT id, starts_utc, kind FROM session
WHERE engagement_id = :engagement AND deleted_at IS NULL AND (id = :session OR :session IS NULL AND state = 'planned'
    AND strftime('%Y-%m-%dT%H:%M:%SZ', starts_utc, '+' || minutes || ' minutes') > :now)
ORDER BY starts_utc LIMIT 1
"""
_LAST = """
SELECT s.starts_local, substr(coalesce(m.body, ''), 1, :excerpt), substr(coalesce(n.body, ''), 1, :excerpt)
FROM session s
LEFT JOIN session_summary m ON m.id = s.id AND m.deleted_at IS NULL
LEFT JOIN session_note n ON n.id = s.id AND n.deleted_at IS NULL
WHERE s.engagement_id = :engagement AND s.state = 'held' AND s.kind <> 'check_in' AND s.deleted_at IS NULL
    AND s.id IS NOT :session
ORDER BY s.starts_utc DESC LIMIT 1
"""
_WHO = """
SELECT e.ended_on, coalesce(p.name, '') FROM engagement e
LEFT JOIN person p ON p.id = e.manager_id AND p.deleted_at IS NULL WHERE e.id = ?
"""
# What is late comes first, then what has been open for longest.
_COMMITMENTS = """
SELECT id, owner, body, due_on, made_on, count(*) OVER () FROM commitment
WHERE engagement_id = :engagement AND state = 'open' AND deleted_at IS NULL
ORDER BY CASE WHEN due_on < :today THEN due_on ELSE '9999' END, made_on, coalesce(due_on, '9999'), id LIMIT :listed
"""
_GOALS = """
SELECT id, title, baseline, importance, difficulty, number, state = 'agreed', count(*) OVER () FROM (
    SELECT *, row_number() OVER (ORDER BY position, id) AS number FROM goal
    WHERE engagement_id = :engagement AND deleted_at IS NULL
) WHERE state <> 'closed' ORDER BY state <> 'agreed', number LIMIT :listed
"""
_PROGRESS = """
SELECT level, percent FROM progress WHERE goal_id = ? AND deleted_at IS NULL ORDER BY noted_on DESC, id DESC LIMIT 24
"""
_FEEDFORWARD = """
SELECT f.id, f.body, f.given_on, f.relation, f.relation = 'manager' OR f.person_id IS NOT NULL OR EXISTS (
    SELECT 1 FROM pulse_round r JOIN pulse_rater a ON a.round_id = r.id
    WHERE r.engagement_id = f.engagement_id AND a.relation = f.relation AND a.answered_on IS NOT NULL
        AND r.deleted_at IS NULL AND a.deleted_at IS NULL
    GROUP BY r.id HAVING count(*) >= max(r.threshold, :anonymity)), coalesce(p.name, ''), count(*) OVER ()
FROM feedforward f LEFT JOIN person p ON p.id = f.person_id AND p.deleted_at IS NULL
WHERE f.engagement_id = :engagement AND f.used_on IS NULL AND f.deleted_at IS NULL
ORDER BY f.given_on DESC, f.id LIMIT :listed
"""
_EXPECTATIONS = """
SELECT x.id, x.kind, x.body, coalesce(
    substr(s.starts_local, 1, 10),
    (SELECT date((stamp >> 16) / 1000, 'unixepoch') FROM birth WHERE tbl = 'expectation' AND row = x.id)) AS said_on,
    count(*) OVER ()
FROM expectation x LEFT JOIN session s ON s.id = x.session_id AND s.deleted_at IS NULL
WHERE x.engagement_id = :engagement AND x.party = 'manager' AND x.kind <> 'support' AND x.deleted_at IS NULL
ORDER BY said_on DESC, x.kind = 'success_measure', x.position, x.id LIMIT :listed
"""


def brief(
    db: Connection,
    engagement_id: str,
    now: datetime,
    rules: Rules = DEFAULT,
    *,
    session_id: str | None = None,
) -> Brief:
    """Return what to know before a session: the one named, else the engagement's next. Raises NotFound."""
    place = here(db, now)
    found = standings(db, [engagement_id], place, rules)
    if not found:
        raise errors.NotFound("That engagement is not there any more.")
    card, span = found[0].card(), found[0].span
    values = {
        "engagement": engagement_id,
        "session": session_id,
        "now": utc(now),
        "today": place.today.isoformat(),
        "excerpt": EXCERPT,
        "listed": LISTED,
        "anonymity": rules.anonymity,
    }

    def rows(sql: str) -> list[Any]:
        return db.execute(sql, values).fetchall()

    upcoming, last = next(iter(rows(_NEXT)), None), next(iter(rows(_LAST)), None)
    commitments, goals, feedforward, expectations = map(rows, (_COMMITMENTS, _GOALS, _FEEDFORWARD, _EXPECTATIONS))
    ended_on, manager = db.execute(_WHO, (engagement_id,)).fetchone()
    back = themes.recurring(db, engagement_id)
    change = t_change(goal_standings(db, engagement_id), rules.gas_rho)
    blind_spot = _blind_spot(db, engagement_id, rules)
    return Brief(
        engagement_id=engagement_id,
        client=card.client,
        session_id=upcoming[0] if upcoming else None,
        starts_local=place.wall(upcoming[1]) if upcoming else None,
        time_zone=place.zone if upcoming else "",
        kind=SessionKind(upcoming[2]) if upcoming else SessionKind.COACHING,
        last_held_on=day(last[0][:10]) if last else None,
        last_time=essence(last[1], last[2], place.today) if last else "",
        commitments=tuple(_commitment(row, place, span) for row in commitments),
        goals=tuple(_goal(db, row, rules) for row in goals),
        t_baseline=change.baseline,
        t_now=change.achieved,
        feedforward=tuple(
            BriefFeedforward(row[0], row[1], Relation(row[3]) if row[3] and row[4] else None, _date(row[2]), row[5])
            for row in feedforward
        ),
        blind_spot=blind_spot[0] if blind_spot else None,
        blind_spot_difference=blind_spot[1] if blind_spot else None,
        pace=card.pace,
        three_way_on=card.three_way_on,
        three_way_stage=card.three_way_stage,
        three_way_planned=card.three_way_planned,
        themes=tuple(BriefTheme(theme.word, theme.times, theme.last_on) for theme in back[:LISTED]),
        expectations=tuple(
            BriefExpectation(row[0], ExpectationKind(row[1]), row[2], day(row[3])) for row in expectations
        ),
        manager=manager,
        state=card.state,
        since=_since(card.state, span, day(ended_on)),
        stalled=card.stalled,
        left_out=LeftOut(
            commitments=_beyond(commitments),
            goals=_beyond(goals),
            expectations=_beyond(expectations),
            feedforward=_beyond(feedforward),
            themes=max(0, len(back) - LISTED),
        ),
    )


def _date(text: str) -> date:
    return date.fromisoformat(text)


def _beyond(rows: list[Any]) -> int:
    """Return how many there are besides the rows read; each ends with the number of all."""
    return rows[0][-1] - len(rows) if rows else 0


def _since(state: EngagementState, span: Span | None, ended_on: date | None) -> date | None:
    if state is EngagementState.PAUSED and span is not None:
        return next((pause.from_on for pause in reversed(span.pauses) if pause.until_on is None), None)
    return ended_on


def _commitment(row: tuple[Any, ...], place: Here, span: Span | None) -> BriefCommitment:
    due_on = day(row[3])
    late = overdue_days(CommitmentState.OPEN, due_on, place.today, span)
    return BriefCommitment(row[0], Party(row[1]), row[2], due_on, late, day(row[4]))


def _goal(db: Connection, row: tuple[Any, ...], rules: Rules) -> BriefGoal:
    goal_id, title, baseline, importance, difficulty, number, agreed, _ = row
    entries = db.execute(_PROGRESS, (goal_id,)).fetchall()[::-1]
    levels = tuple(level for level, _ in entries if level is not None)
    percents = [percent for _, percent in entries if percent is not None]
    return BriefGoal(
        goal_id=goal_id,
        title=title,
        baseline=baseline,
        levels=levels,
        percent=percents[-1] if percents else None,
        trend=trend([baseline, *levels], rules=rules) if levels else trend(percents, rules=rules),
        weight=weight(importance, difficulty),
        number=number,
        agreed=bool(agreed),
    )


def _blind_spot(db: Connection, engagement_id: str, rules: Rules) -> tuple[str, float] | None:
    """Return the competency in which others fall furthest short of the client's own view, if it is a blind spot."""
    for one in rounds(db, engagement_id, rules, closed=True, limit=1):
        for widest in one.pairs[:1]:
            if widest.insight is Insight.BLIND_SPOT:
                return one.names[widest.competency_id], widest.difference
    return None
