"""The brief before a session: last time's essence, what is open, where the goals stand. Private to the coach."""

from __future__ import annotations

from datetime import date, datetime

from coachtui.domain.assessment import Insight, Relation
from coachtui.domain.cadence import CommitmentState, SessionKind, overdue_days
from coachtui.domain.goals import t_change, trend, weight
from coachtui.domain.people import Party
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.today import Brief, BriefCommitment, BriefFeedforward, BriefGoal
from coachtui.store import errors
from coachtui.store.driver import Connection
from coachtui.store.reads.columns import day, utc
from coachtui.store.reads.facts import goal_standings, here, standings
from coachtui.store.reads.feedback import rounds

ESSENCE = 600
"""How many characters of the last session's text are read for the brief."""

_NEXT = """
SELECT id, starts_utc, kind FROM session
WHERE engagement_id = :engagement AND deleted_at IS NULL AND (id = :session OR :session IS NULL AND state = 'planned'
    AND strftime('%Y-%m-%dT%H:%M:%SZ', starts_utc, '+' || minutes || ' minutes') > :now)
ORDER BY starts_utc LIMIT 1
"""
_LAST = """
SELECT s.starts_local, substr(coalesce(nullif(m.body, ''), n.body, ''), 1, :essence) FROM session s
LEFT JOIN session_summary m ON m.id = s.id AND m.deleted_at IS NULL
LEFT JOIN session_note n ON n.id = s.id AND n.deleted_at IS NULL
WHERE s.engagement_id = :engagement AND s.state = 'held' AND s.kind <> 'check_in' AND s.deleted_at IS NULL
ORDER BY s.starts_utc DESC LIMIT 1
"""
_COMMITMENTS = """
SELECT id, owner, body, due_on FROM commitment
WHERE engagement_id = ? AND state = 'open' AND deleted_at IS NULL
ORDER BY coalesce(due_on, '9999'), made_on, id LIMIT 12
"""
_GOALS = """
SELECT id, title, baseline, importance, difficulty FROM goal
WHERE engagement_id = ? AND deleted_at IS NULL AND state = 'agreed' ORDER BY position, id LIMIT 12
"""
_PROGRESS = """
SELECT level, percent FROM progress WHERE goal_id = ? AND deleted_at IS NULL ORDER BY noted_on DESC, id DESC LIMIT 24
"""
_FEEDFORWARD = """
SELECT f.id, f.body, f.given_on, f.relation, f.relation = 'manager' OR EXISTS (
    SELECT 1 FROM pulse_round r JOIN pulse_rater a ON a.round_id = r.id
    WHERE r.engagement_id = f.engagement_id AND a.relation = f.relation AND a.answered_on IS NOT NULL
        AND r.deleted_at IS NULL AND a.deleted_at IS NULL
    GROUP BY r.id HAVING count(*) >= max(r.threshold, ?))
FROM feedforward f WHERE f.engagement_id = ? AND f.used_on IS NULL AND f.deleted_at IS NULL
ORDER BY f.given_on DESC, f.id LIMIT 3
"""
_THEMES = """
SELECT t.word FROM theme t JOIN session s ON s.id = t.session_id
WHERE s.engagement_id = ? AND t.deleted_at IS NULL AND s.deleted_at IS NULL
GROUP BY t.word HAVING count(*) > 1 ORDER BY count(*) DESC, max(s.starts_utc) DESC LIMIT 4
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
    values = {"engagement": engagement_id, "session": session_id, "now": utc(now), "essence": ESSENCE}
    upcoming = db.execute(_NEXT, values).fetchone()
    last = db.execute(_LAST, values).fetchone()
    goals = _goals(db, engagement_id, rules)
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
        last_time=_essence(last[1]) if last else "",
        commitments=tuple(
            BriefCommitment(
                row[0],
                Party(row[1]),
                row[2],
                day(row[3]),
                overdue_days(CommitmentState.OPEN, day(row[3]), place.today, span),
            )
            for row in db.execute(_COMMITMENTS, (engagement_id,))
        ),
        goals=goals,
        t_baseline=change.baseline,
        t_now=change.achieved,
        feedforward=tuple(
            BriefFeedforward(
                row[0], row[1], Relation(row[3]) if row[3] and row[4] else None, date.fromisoformat(row[2])
            )
            for row in db.execute(_FEEDFORWARD, (rules.anonymity, engagement_id))
        ),
        blind_spot=blind_spot[0] if blind_spot else None,
        blind_spot_difference=blind_spot[1] if blind_spot else None,
        pace=card.pace,
        three_way_on=card.three_way_on,
        three_way_stage=card.three_way_stage,
        three_way_planned=card.three_way_planned,
        themes=tuple(row[0] for row in db.execute(_THEMES, (engagement_id,))),
    )


def _goals(db: Connection, engagement_id: str, rules: Rules) -> tuple[BriefGoal, ...]:
    goals = []
    for goal_id, title, baseline, importance, difficulty in db.execute(_GOALS, (engagement_id,)).fetchall():
        entries = db.execute(_PROGRESS, (goal_id,)).fetchall()[::-1]
        levels = tuple(level for level, _ in entries if level is not None)
        percents = [percent for _, percent in entries if percent is not None]
        goals.append(
            BriefGoal(
                goal_id=goal_id,
                title=title,
                baseline=baseline,
                levels=levels,
                percent=percents[-1] if percents else None,
                trend=trend([baseline, *levels], rules=rules),
                weight=weight(importance, difficulty),
            )
        )
    return tuple(goals)


def _blind_spot(db: Connection, engagement_id: str, rules: Rules) -> tuple[str, float] | None:
    """Return the competency in which others fall furthest short of the client's own view, if it is a blind spot."""
    for one in rounds(db, engagement_id, rules, closed=True, limit=1):
        for widest in one.pairs[:1]:
            if widest.insight is Insight.BLIND_SPOT:
                return one.names[widest.competency_id], widest.difference
    return None


def _essence(text: str) -> str:
    """Return the first paragraph that is no heading, as one line."""
    for line in text.splitlines():
        words = line.strip()
        if words and not words.startswith("#"):
            return words
    return ""
