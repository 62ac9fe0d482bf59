"""What the rollup counts, one row for each engagement, worked out for all of them at once in temporary tables.

The rules are those of `domain/span.py`, `pace.py`, `alignment.py`, `cadence.py` and `goals.py`, said over sets; a test
holds the two against each other. Only columns that say how work goes are read, and of people nothing but their key.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from math import sqrt

from coachtui.domain.rollup import TREND_DAYS
from coachtui.domain.rules import Rules
from coachtui.store.driver import Connection
from coachtui.store.reads.columns import utc
from coachtui.store.reads.facts import Here

Step = Callable[[int, int], None]
"""Told how many of how many steps are done; it may raise to stop."""

FOREVER = "'9999-12-31'"

TABLES = ("rollup_built", "rollup_session", "rollup_late", "rollup_goal", "rollup_pause", "rollup_fact")


def _day(date: str) -> str:
    """Return SQL for the number of a day, so that days can be counted."""
    return f"CAST(julianday({date}) + 0.5 AS INTEGER)"


_SESSIONS = f"""
INSERT INTO temp.rollup_session
SELECT engagement_id, sum(coaching AND held), sum(CASE WHEN coaching AND held THEN length ELSE 0 END),
    sum(coaching AND held AND day <= :then),
    sum(CASE WHEN coaching AND held AND day <= :then THEN length ELSE 0 END),
    sum(ahead), {_day("max(CASE WHEN held THEN day END)")},
    min(CASE WHEN held AND stage = 'start' THEN day END), min(CASE WHEN held AND stage = 'middle' THEN day END),
    min(CASE WHEN held AND stage = 'end' THEN day END)
FROM (
    SELECT engagement_id, stage, kind = 'coaching' AS coaching, state = 'held' AS held,
        coalesce(held_minutes, minutes) AS length, substr(starts_local, 1, 10) AS day,
        CASE WHEN state = 'planned'
            THEN strftime('%Y-%m-%dT%H:%M:%SZ', starts_utc, '+' || minutes || ' minutes') > :now ELSE 0 END AS ahead
    FROM session WHERE deleted_at IS NULL
) GROUP BY engagement_id
"""

_LATE = f"""
INSERT INTO temp.rollup_late
SELECT engagement_id, count(*), {_day("min(due_on)")} FROM commitment
WHERE deleted_at IS NULL AND state = 'open' AND due_on < :today GROUP BY engagement_id
"""

# SQLite takes the other columns from the row of the maximum (sqlite.org/lang_select.html, "bare columns").
_GOALS = """
INSERT INTO temp.rollup_goal
WITH latest AS (
    SELECT goal_id, level, max(noted_on || id) FROM progress WHERE level IS NOT NULL AND deleted_at IS NULL
    GROUP BY goal_id
), weighed AS (
    SELECT engagement_id, importance * difficulty AS weight, baseline, latest.level AS noted,
        coalesce(latest.level, baseline) AS level
    FROM goal LEFT JOIN latest ON latest.goal_id = goal.id
    WHERE deleted_at IS NULL AND (state = 'agreed' OR state = 'closed' AND agreed_on IS NOT NULL)
), summed AS (
    SELECT engagement_id, count(*) AS goals, sum(level >= 0) AS reached, sum(weight * baseline) AS base,
        sum(weight * level) AS achieved, sum(weight) AS weights, sum(weight * weight) AS squares
    FROM weighed GROUP BY engagement_id HAVING sum(weight) > 0 AND count(noted) > 0
)
SELECT engagement_id, goals, reached,
    50 + 10 * base / square_root((1 - :rho) * squares + :rho * weights * weights),
    50 + 10 * achieved / square_root((1 - :rho) * squares + :rho * weights * weights)
FROM summed
"""

# Overlapping pauses are one: of each only what lies beyond all before it counts. `closed` leaves open pauses out.
# A stage's day moves by each pause that begins before so many active days have passed.
_PAUSES = f"""
INSERT INTO temp.rollup_pause
WITH opened AS (
    SELECT engagement_id,
        {_day("min(CASE WHEN until_on IS NULL AND from_on <= :today THEN from_on END)")} AS clock,
        {_day("min(CASE WHEN until_on IS NULL AND from_on <= :then THEN from_on END)")} AS clock_then,
        max(from_on <= :today AND (until_on IS NULL OR :today < until_on)) AS stands,
        max(from_on <= :then AND (until_on IS NULL OR :then < until_on)) AS stands_then
    FROM pause WHERE deleted_at IS NULL GROUP BY engagement_id
), span AS (
    SELECT id, {_day("starts_on")} AS starts, {_day("ends_on")} + 1 AS over, opened.*,
        min(coalesce(clock, {_day(":today")}), {_day("ends_on")} + 1) AS seen,
        min(coalesce(clock_then, {_day(":then")}), {_day("ends_on")} + 1) AS seen_then
    FROM opened JOIN engagement ON id = engagement_id
    WHERE deleted_at IS NULL AND starts_on IS NOT NULL AND ends_on IS NOT NULL
), closed AS (
    SELECT engagement_id AS id, {_day("until_on")} AS until,
        max({_day("from_on")}, coalesce(max({_day("until_on")}) OVER before, 0)) AS begins
    FROM pause WHERE deleted_at IS NULL AND until_on IS NOT NULL
    WINDOW before AS (PARTITION BY engagement_id ORDER BY from_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), clipped AS (
    SELECT closed.id, max(begins, starts) AS begins, until, starts, over, seen, seen_then
    FROM closed JOIN span ON span.id = closed.id WHERE until > max(begins, starts)
), counted AS (
    SELECT id, until - begins AS days, begins - starts
            - coalesce(sum(until - begins) OVER (PARTITION BY id ORDER BY begins
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS run,
        over - starts - sum(max(0, min(until, over) - begins)) OVER (PARTITION BY id) AS length,
        max(0, min(until, over) - begins) AS within, max(0, min(until, seen) - begins) AS gone,
        max(0, min(until, seen_then) - begins) AS gone_then
    FROM clipped
), moved AS (
    SELECT id, sum(within) AS within, sum(gone) AS gone, sum(gone_then) AS gone_then,
        sum(CASE WHEN run < :start_days THEN days ELSE 0 END) AS by_start,
        sum(CASE WHEN run < (length + 1) / 2 THEN days ELSE 0 END) AS by_middle
    FROM counted GROUP BY id
), every AS (
    SELECT engagement_id AS id, {_day(f"coalesce(until_on, {FOREVER})")} AS until,
        max({_day("from_on")}, coalesce(max({_day(f"coalesce(until_on, {FOREVER})")}) OVER before, 0)) AS begins
    FROM pause WHERE deleted_at IS NULL
    WINDOW before AS (PARTITION BY engagement_id ORDER BY from_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), still AS (
    SELECT every.id, sum(max(0, min(until, {_day(":today")})
            - max(begins, coalesce(session.last_held, {_day("starts_on")})))) AS quiet,
        sum(max(0, min(until, {_day(":today")}) - max(begins, coalesce(late.oldest, {_day(":today")})))) AS late
    FROM every JOIN engagement ON engagement.id = every.id
    LEFT JOIN temp.rollup_session session ON session.id = every.id
    LEFT JOIN temp.rollup_late late ON late.id = every.id
    WHERE until > begins GROUP BY every.id
)
SELECT span.id, clock, clock_then, stands, stands_then, coalesce(within, 0), coalesce(gone, 0), coalesce(gone_then, 0),
    coalesce(by_start, 0), coalesce(by_middle, 0), coalesce(quiet, 0), coalesce(late, 0)
FROM span LEFT JOIN moved ON moved.id = span.id LEFT JOIN still ON still.id = span.id
"""

# Ratios are rounded as the domain rounds them. `begun` and what follows from dates hold for what has a span only.
# What is used again and again is materialized, so that it is not worked out at each use.
_FACTS = f"""
INSERT INTO temp.rollup_fact
WITH spanned AS (
    SELECT e.id, e.code, e.client_id, e.coach_id, coalesce(e.programme_id, '') AS programme_id,
        coalesce(e.organisation_id, '') AS organisation_id, coalesce(substr(e.starts_on, 1, 7), '') AS month,
        e.state, e.allocation, e.unit = 'hours' AS hours,
        CASE e.unit WHEN 'hours' THEN e.session_minutes / 60.0 ELSE 1.0 END AS one,
        e.state IN ('active', 'paused', 'completed', 'discontinued') AS begun,
        e.starts_on <= :then AS begun_then,
        CASE WHEN e.state IN ('completed', 'discontinued') THEN {_day("coalesce(e.ended_on, e.ends_on)")} END AS ended,
        {_day("e.starts_on")} AS starts, {_day("e.ends_on")} AS ends,
        {_day("e.ends_on")} + 1 - {_day("e.starts_on")} - coalesce(p.within, 0) AS length,
        coalesce(p.clock, {_day(":today")}) AS clock, coalesce(p.clock_then, {_day(":then")}) AS clock_then,
        coalesce(p.stands, 0) AS stands, coalesce(p.stands_then, 0) AS stands_then,
        coalesce(p.gone, 0) AS gone, coalesce(p.gone_then, 0) AS gone_then,
        coalesce(p.by_start, 0) AS by_start, coalesce(p.by_middle, 0) AS by_middle,
        coalesce(p.quiet, 0) AS quiet_paused, coalesce(p.late, 0) AS late_paused,
        coalesce(s.coaching, 0) AS coaching,
        CASE e.unit WHEN 'hours' THEN coalesce(s.minutes, 0) / 60.0 ELSE coalesce(s.coaching, 0) * 1.0 END AS held,
        CASE e.unit WHEN 'hours' THEN coalesce(s.minutes_then, 0) / 60.0
            ELSE coalesce(s.coaching_then, 0) * 1.0 END AS held_then,
        coalesce(s.ahead, 0) AS ahead, s.last_held, s.start_on, s.middle_on, s.end_on,
        coalesce(l.number, 0) AS late, l.oldest, g.goals, g.reached, g.t_baseline, g.t_achieved
    FROM engagement e
    LEFT JOIN temp.rollup_session s ON s.id = e.id
    LEFT JOIN temp.rollup_late l ON l.id = e.id
    LEFT JOIN temp.rollup_goal g ON g.id = e.id
    LEFT JOIN temp.rollup_pause p ON p.id = e.id
    WHERE e.deleted_at IS NULL
), clocked AS MATERIALIZED (
    SELECT *, min(starts + :start_days + by_start, ends) AS due_start,
        starts + (length + 1) / 2 + by_middle AS half,
        CASE length WHEN 0 THEN clock > ends
            ELSE max(0, min(clock, ends + 1) - starts - gone) * 1.0 / length END AS elapsed,
        CASE length WHEN 0 THEN clock_then > ends
            ELSE max(0, min(clock_then, ends + 1) - starts - gone_then) * 1.0 / length END AS elapsed_then,
        min(clock, coalesce(ended, clock)) AS seen, min(clock_then, coalesce(ended, clock_then)) AS seen_then,
        CASE WHEN begun AND begun_then THEN CASE WHEN ended <= {_day(":then")} THEN state
            WHEN stands_then THEN 'paused' ELSE 'active' END ELSE '' END AS state_then
    FROM spanned
), expecting AS (
    SELECT *, max(ends - :end_days, due_start) AS due_end,
        round(allocation * elapsed, 9) AS expected, round(allocation * elapsed_then, 9) AS expected_then,
        state = 'active' AND starts IS NOT NULL AND ends IS NOT NULL AND NOT stands AS running
    FROM clocked
), stated AS MATERIALIZED (
    SELECT *, min(max(half, due_start), due_end) AS due_middle,
        CASE WHEN running AND expected >= round(one, 9) AND expected > 0 THEN round(held / expected, 9) END AS ratio,
        CASE WHEN state_then = 'active' AND expected_then >= round(one, 9) AND expected_then > 0
            THEN round(held_then / expected_then, 9) END AS ratio_then,
        max(0, {_day(":today")} - coalesce(last_held, starts) - quiet_paused) AS quiet,
        CASE WHEN late THEN max(0, {_day(":today")} - oldest - late_paused) ELSE 0 END AS late_days
    FROM expecting
), judged AS (
    SELECT *, CASE WHEN ratio >= :pace_on THEN 'on'
            WHEN ratio >= :pace_slipping OR round(expected - held, 9) < round(one, 9) THEN 'slipping' ELSE 'behind' END
            AS stated,
        CASE WHEN ratio_then >= :pace_on THEN 'on'
            WHEN ratio_then >= :pace_slipping OR round(expected_then - held_then, 9) < round(one, 9) THEN 'slipping'
            ELSE 'behind' END AS stated_then
    FROM stated
)
SELECT f.id, f.code, f.client_id, f.coach_id, f.programme_id, f.organisation_id, f.month, c.name,
    c.folded || ' ' || coalesce(r.folded, '') || ' ' || coalesce(o.folded, '') || ' ' || lower(f.code) || ' '
        || CASE f.state WHEN 'discontinued' THEN 'ended early' ELSE f.state END,
    f.state, f.state_then, CASE WHEN ratio IS NOT NULL THEN stated END,
    CASE WHEN ratio_then IS NOT NULL THEN stated_then END,
    held, allocation, hours, CASE WHEN running THEN expected END, ratio,
    begun AND due_start <= seen, start_on IS NOT NULL,
    begun AND due_middle <= seen, middle_on IS NOT NULL,
    begun AND due_end <= seen, end_on IS NOT NULL,
    state_then <> '' AND due_start <= seen_then, coalesce(start_on <= :then, 0),
    state_then <> '' AND due_middle <= seen_then, coalesce(middle_on <= :then, 0),
    state_then <> '' AND due_end <= seen_then, coalesce(end_on <= :then, 0),
    coaching, quiet, running AND ahead = 0 AND quiet >= :stall_days,
    running AND coaching >= :unaligned_after AND start_on IS NULL AND middle_on IS NULL AND end_on IS NULL,
    running AND ratio IS NOT NULL AND stated = 'behind', CASE WHEN running THEN late ELSE 0 END, late_days,
    CASE WHEN begun THEN goals END, reached, t_baseline, t_achieved
FROM judged f JOIN coach c ON c.id = f.coach_id
LEFT JOIN programme r ON r.id = nullif(f.programme_id, '')
LEFT JOIN organisation o ON o.id = nullif(f.organisation_id, '')
"""

_MADE = """
CREATE TABLE temp.rollup_session (id TEXT PRIMARY KEY, coaching, minutes, coaching_then, minutes_then, ahead,
    last_held, start_on, middle_on, end_on) WITHOUT ROWID;
CREATE TABLE temp.rollup_late (id TEXT PRIMARY KEY, number, oldest) WITHOUT ROWID;
CREATE TABLE temp.rollup_goal (id TEXT PRIMARY KEY, goals, reached, t_baseline, t_achieved) WITHOUT ROWID;
CREATE TABLE temp.rollup_pause (id TEXT PRIMARY KEY, clock, clock_then, stands, stands_then, within, gone, gone_then,
    by_start, by_middle, quiet, late) WITHOUT ROWID;
CREATE TABLE temp.rollup_fact (id TEXT PRIMARY KEY, code, client_id, coach_id, programme_id, organisation_id, month,
    coach, words, state, state_then, pace, pace_then, held, allocation, hours, expected, ratio,
    due_start, met_start, due_middle, met_middle, due_end, met_end,
    due_start_then, met_start_then, due_middle_then, met_middle_then, due_end_then, met_end_then,
    coaching, quiet, stalled, unaligned, behind, late, late_days, goals, reached, t_baseline, t_achieved);
CREATE TABLE temp.rollup_built (mark TEXT);
"""

STEPS = {
    "sessions": _SESSIONS,
    "commitments": _LATE,
    "goals": _GOALS,
    "pauses": _PAUSES,
    "engagements": _FACTS,
}
"""What is worked out one after the other."""


def build(db: Connection, here: Here, rules: Rules, step: Step | None = None) -> None:
    """Work the rows out for this moment into `temp.rollup_fact`, unless they are there and nothing has changed.

    Inside a transaction of the caller, so that all of them are of one moment.
    """
    if _is_built(db, here, rules):
        return
    for table in TABLES:
        db.execute(f"DROP TABLE IF EXISTS temp.{table}")
    db.create_function("square_root", 1, sqrt, deterministic=True)
    for statement in _MADE.split(";"):
        db.execute(statement)
    values = {
        "now": utc(here.now),
        "today": here.today.isoformat(),
        "then": (here.today - timedelta(days=TREND_DAYS)).isoformat(),
        "rho": rules.gas_rho,
        "start_days": rules.three_way_start_days,
        "end_days": rules.three_way_end_days,
        "pace_on": rules.pace_on,
        "pace_slipping": rules.pace_slipping,
        "stall_days": rules.stall_days,
        "unaligned_after": rules.unaligned_after,
    }
    for done, statement in enumerate(STEPS.values()):
        if step:
            step(done, len(STEPS) + 1)
        db.execute(statement, {name: value for name, value in values.items() if f":{name}" in statement})
    db.execute("INSERT INTO temp.rollup_built VALUES (?)", (_mark(db, here, rules, ahead=1),))


def _is_built(db: Connection, here: Here, rules: Rules) -> bool:
    found = db.execute("SELECT 1 FROM sqlite_temp_master WHERE name = 'rollup_built'").fetchone()
    if not found:
        return False
    return bool(db.execute("SELECT 1 FROM temp.rollup_built WHERE mark = ?", (_mark(db, here, rules),)).fetchone())


def _mark(db: Connection, here: Here, rules: Rules, *, ahead: int = 0) -> str:
    """Return what differs when the moment, the rules or the records do: changes by others, and by this connection."""
    (others,) = db.execute("PRAGMA main.data_version").fetchone()
    (own,) = db.execute("SELECT total_changes()").fetchone()
    return f"{utc(here.now)} {here.zone} {others} {own + ahead} {hash(rules)}"
