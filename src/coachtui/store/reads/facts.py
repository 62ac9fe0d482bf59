"""The sums over sessions, commitments and goals that every rule about an engagement stands on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from coachtui.domain.alignment import (
    PartyRating,
    StageCoverage,
    ThreeWay,
    coverage,
    joint_view,
    next_three_way,
)
from coachtui.domain.assessment import Stage
from coachtui.domain.attention import EngagementFacts, GoalGap, pace_of
from coachtui.domain.cadence import SessionKind
from coachtui.domain.engagement import AllocationUnit, EngagementState
from coachtui.domain.goals import GoalStanding
from coachtui.domain.pace import stalled
from coachtui.domain.people import Party
from coachtui.domain.rules import Rules
from coachtui.domain.span import Pause, Span
from coachtui.domain.today import EngagementCard
from coachtui.domain.wall_time import to_wall
from coachtui.store.driver import Connection
from coachtui.store.reads.columns import day, utc
from coachtui.store.reads.people import owner

# An engagement is chosen by id; each sum then touches its own rows only, by index.
_FACTS = """
WITH chosen(id) AS (VALUES {places}),
sessions AS (
    SELECT engagement_id,
        sum(coaching AND state = 'held') AS held,
        sum(CASE WHEN coaching AND state = 'held' THEN coalesce(held_minutes, minutes) ELSE 0 END) AS held_minutes,
        sum(coaching AND state IN ('late_cancelled', 'no_show')) AS missed,
        sum(CASE WHEN coaching AND state IN ('late_cancelled', 'no_show') THEN minutes ELSE 0 END) AS missed_minutes,
        sum(ahead) AS ahead,
        sum(coaching AND ahead) AS coaching_ahead,
        group_concat(CASE WHEN state = 'planned' AND NOT ahead THEN substr(starts_local, 1, 10) END) AS unclosed_on,
        max(CASE WHEN state = 'held' THEN substr(starts_local, 1, 10) END) AS last_held_on,
        min(CASE WHEN ahead THEN starts_utc || ' ' || kind END) AS next_session,
        group_concat(CASE WHEN kind = 'three_way' AND state IN ('planned', 'held')
            THEN stage || ' ' || substr(starts_local, 1, 10) || ' ' || state END) AS three_ways
    FROM (
        SELECT engagement_id, kind, stage, state, starts_local, starts_utc, minutes, held_minutes,
            kind = 'coaching' AS coaching,
            state = 'planned'
                AND strftime('%Y-%m-%dT%H:%M:%SZ', starts_utc, '+' || minutes || ' minutes') > :now AS ahead
        FROM session WHERE deleted_at IS NULL AND engagement_id IN (SELECT id FROM chosen)
    ) GROUP BY engagement_id
),
overdue AS (
    SELECT engagement_id, count(*) AS number, min(due_on) AS oldest_on FROM commitment
    WHERE deleted_at IS NULL AND state = 'open' AND due_on < :today AND engagement_id IN (SELECT id FROM chosen)
    GROUP BY engagement_id
),
pauses AS (
    SELECT engagement_id, group_concat(from_on || '/' || coalesce(until_on, '')) AS stretches FROM pause
    WHERE deleted_at IS NULL AND engagement_id IN (SELECT id FROM chosen) GROUP BY engagement_id
)
SELECT e.id, e.code, e.client_id, client.name AS client, e.role_from, e.role_title, o.name AS organisation,
    p.name AS programme, c.name AS coach, e.state, e.starts_on, e.ends_on, e.allocation, e.unit, e.session_minutes,
    e.notice_counts, s.held, s.held_minutes, s.missed, s.missed_minutes, s.ahead,
    s.coaching_ahead, s.unclosed_on, s.last_held_on,
    s.next_session, s.three_ways, v.number AS overdue, v.oldest_on, u.stretches,
    (SELECT (stamp >> 16) / 1000 FROM birth WHERE tbl = 'engagement' AND row = e.id) AS born
FROM chosen JOIN engagement e ON e.id = chosen.id
JOIN person client ON client.id = e.client_id
JOIN coach c ON c.id = e.coach_id
LEFT JOIN organisation o ON o.id = e.organisation_id
LEFT JOIN programme p ON p.id = e.programme_id
LEFT JOIN sessions s ON s.engagement_id = e.id
LEFT JOIN overdue v ON v.engagement_id = e.id
LEFT JOIN pauses u ON u.engagement_id = e.id
"""

_RATINGS = """
SELECT g.engagement_id, g.id, g.title, r.party, r.rated_on, r.level,
    (SELECT max(substr(s.starts_local, 1, 10)) FROM meeting_outcome m JOIN session s ON s.id = m.session_id
        WHERE m.goal_id = g.id AND m.deleted_at IS NULL AND s.deleted_at IS NULL AND s.state = 'held')
FROM goal g JOIN joint_rating r ON r.goal_id = g.id
WHERE g.engagement_id IN ({places}) AND g.deleted_at IS NULL AND g.state <> 'closed' AND r.deleted_at IS NULL
ORDER BY g.engagement_id, g.position, g.id, r.rated_on
"""


CONTRACTED = "(state = 'agreed' OR state = 'closed' AND agreed_on IS NOT NULL)"
"""The goals that count in T: `domain.goals.contracted` in SQL."""
_GOAL_STANDINGS = f"""
SELECT importance * difficulty, baseline, (
    SELECT level FROM progress
    WHERE goal_id = goal.id AND deleted_at IS NULL AND level IS NOT NULL ORDER BY noted_on DESC, id DESC LIMIT 1)
FROM goal WHERE engagement_id = ? AND deleted_at IS NULL AND {CONTRACTED} ORDER BY position, id LIMIT 200
"""


class Here(NamedTuple):
    """A moment where the owner coach is: times and days on the coach's own screen are told by the coach's clock."""

    now: datetime
    zone: str

    @property
    def today(self) -> date:
        """The day that it is for the coach."""
        return to_wall(self.now, self.zone).date()

    def wall(self, utc: str) -> datetime:
        """Return what the coach's clock shows at a moment that a column holds."""
        return to_wall(datetime.fromisoformat(utc), self.zone)


def goal_standings(db: Connection, engagement_id: str) -> list[GoalStanding]:
    """Return where the goals of an engagement stand that count in T, those closed since they were agreed included."""
    return [GoalStanding(*row) for row in db.execute(_GOAL_STANDINGS, (engagement_id,))]


def here(db: Connection, now: datetime) -> Here:
    """Return the moment `now` where the owner coach is."""
    return Here(now, owner(db).detail)


class Standing:
    """One engagement with its sums, as the rules and the screens want it."""

    def __init__(self, row: dict[str, Any], gaps: tuple[GoalGap, ...], here: Here, rules: Rules):
        self._row, self._here, self._rules = row, here, rules
        starts_on, ends_on = day(row["starts_on"]), day(row["ends_on"])
        self.span = Span(starts_on, ends_on, _pauses(row["stretches"])) if starts_on and ends_on else None
        self.stages = coverage(self.span, _three_ways(row["three_ways"]), rules=rules) if self.span else ()
        unit = AllocationUnit(row["unit"])
        in_sessions = unit is AllocationUnit.SESSIONS
        held = float(row["held"] or 0) if in_sessions else (row["held_minutes"] or 0) / 60
        missed = float(row["missed"] or 0) if in_sessions else (row["missed_minutes"] or 0) / 60
        due = self.next_three_way
        self.facts = EngagementFacts(
            engagement_id=row["id"],
            client=row["client"],
            state=EngagementState(row["state"]),
            span=self.span,
            created_on=datetime.fromtimestamp(row["born"], UTC).date() if row["born"] else None,
            allocation=row["allocation"],
            unit=unit,
            session_minutes=row["session_minutes"],
            held=held,
            used=held + (missed if row["notice_counts"] else 0.0),
            coaching_held=row["held"] or 0,
            three_ways_held=sum(stage.covered for stage in self.stages),
            last_held_on=day(row["last_held_on"]),
            planned_ahead=row["ahead"] or 0,
            three_way_due_on=due.due_on if due and due.planned_on is None else None,
            unclosed_on=tuple(date.fromisoformat(text) for text in _parts(row["unclosed_on"])),
            gaps=gaps,
            overdue=row["overdue"] or 0,
            oldest_due_on=day(row["oldest_on"]),
        )

    @property
    def next_three_way(self) -> StageCoverage | None:
        """The stage whose three-way comes next."""
        return next_three_way(self.stages)

    def card(self) -> EngagementCard:
        """Return what the status strip and the lists show."""
        row, facts, today = self._row, self.facts, self._here.today
        running = facts.state is EngagementState.ACTIVE and self.span is not None
        reading = pace_of(facts, today, rules=self._rules) if running else None
        month, months = self.span.month(today) if self.span else (None, None)
        next_utc, _, next_kind = (row["next_session"] or "").partition(" ")
        three_way = self.next_three_way if facts.state is not EngagementState.DRAFT else None
        return EngagementCard(
            id=facts.engagement_id,
            code=row["code"],
            client_id=row["client_id"],
            client=facts.client,
            role_from=row["role_from"],
            role_title=row["role_title"],
            organisation=row["organisation"],
            programme=row["programme"],
            coach=row["coach"],
            state=facts.state,
            starts_on=day(row["starts_on"]),
            ends_on=day(row["ends_on"]),
            month=month,
            months=months,
            allocation=facts.allocation,
            unit=facts.unit,
            held=facts.held,
            used=facts.used,
            planned=row["coaching_ahead"] or 0,
            pace=reading.pace if reading else None,
            stalled=running
            and self.span is not None
            and stalled(self.span, facts.last_held_on, facts.planned_ahead, today, rules=self._rules),
            unaligned=running and facts.coaching_held >= self._rules.unaligned_after and facts.three_ways_held == 0,
            last_held_on=facts.last_held_on,
            next_session_on=self._here.wall(next_utc) if next_utc else None,
            next_session_kind=SessionKind(next_kind) if next_kind else None,
            three_way_on=three_way.expected_on if three_way else None,
            three_way_stage=three_way.stage if three_way else None,
            three_way_planned=bool(three_way and three_way.planned_on),
        )


def standings(db: Connection, engagement_ids: Sequence[str], here: Here, rules: Rules) -> list[Standing]:
    """Return the sums of these engagements, in the order given; those that are gone are left out."""
    if not engagement_ids:
        return []
    places = {f"id{n}": engagement_id for n, engagement_id in enumerate(engagement_ids)}
    sql = _FACTS.format(places=", ".join(f"(:{name})" for name in places))
    cursor = db.execute(sql, {**places, "now": utc(here.now), "today": here.today.isoformat()})
    names = [column[0] for column in cursor.description]
    rows = {row[0]: dict(zip(names, row, strict=True)) for row in cursor}
    gaps = _gaps(db, list(rows), rules)
    return [Standing(rows[i], gaps.get(i, ()), here, rules) for i in engagement_ids if i in rows]


class GoalSaid(NamedTuple):
    """All that both sides have said of one goal, and the day of the latest meeting held with an outcome on it."""

    engagement_id: str
    goal_id: str
    title: str
    ratings: tuple[PartyRating, ...]
    closed_on: date | None


def joint_ratings(db: Connection, engagement_ids: Sequence[str]) -> list[GoalSaid]:
    """Return the joint ratings of each rated goal of these engagements that is not closed, in the order of the goals.

    Levels of rounds that are still open are among them: only the rules may look at those.
    """
    by_goal: dict[tuple[str, str, str, str | None], list[PartyRating]] = {}
    sql = _RATINGS.format(places=", ".join("?" * len(engagement_ids)))
    for engagement_id, goal_id, title, party, rated_on, level, closed_on in db.execute(sql, engagement_ids):
        ratings = by_goal.setdefault((engagement_id, goal_id, title, closed_on), [])
        ratings.append(PartyRating(Party(party), date.fromisoformat(rated_on), level))
    return [
        GoalSaid(engagement_id, goal_id, title, tuple(ratings), day(closed_on))
        for (engagement_id, goal_id, title, closed_on), ratings in by_goal.items()
    ]


def _gaps(db: Connection, engagement_ids: list[str], rules: Rules) -> dict[str, tuple[GoalGap, ...]]:
    found: dict[str, tuple[GoalGap, ...]] = {}
    for said in joint_ratings(db, engagement_ids):
        view = joint_view(said.ratings, said.closed_on, rules=rules)
        if view and view.open_gap:
            found[said.engagement_id] = (*found.get(said.engagement_id, ()), GoalGap(said.title, view.difference))
    return found


def _parts(text: str | None) -> list[str]:
    return text.split(",") if text else []


def _pauses(text: str | None) -> tuple[Pause, ...]:
    pairs = (stretch.split("/") for stretch in _parts(text))
    return tuple(Pause(date.fromisoformat(first), day(until)) for first, until in pairs)


def _three_ways(text: str | None) -> list[ThreeWay]:
    triples = (meeting.split(" ") for meeting in _parts(text))
    return [ThreeWay(Stage(stage), date.fromisoformat(on), state == "held") for stage, on, state in triples]
