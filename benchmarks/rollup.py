"""The rollup against the same question in plain SQL on the same file, on *lead* and on *practice*.

Plain SQL asks for the same figures as one would in the database's shell: what each engagement comes to, now and 28 days
ago, into a temporary table, then the sums of the whole and of each cut, and the ranking; pauses simply added up,
nothing withheld, nothing made of the rows. Run: python benchmarks/rollup.py [ROUNDS [SIZE …]]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from coachtui.domain.rollup import Figure
from coachtui.store import driver
from coachtui.store.driver import Connection
from coachtui.store.reads import rollup as reads
from practices import NOW, practice

FACTS = """
CREATE TEMP TABLE plain_fact AS
WITH s AS (
    SELECT engagement_id,
        sum(kind = 'coaching' AND state = 'held') AS coaching,
        sum(CASE WHEN kind = 'coaching' AND state = 'held' THEN coalesce(held_minutes, minutes) END) AS minutes,
        sum(kind = 'coaching' AND state = 'held' AND starts_local < :then) AS coaching_then,
        sum(CASE WHEN kind = 'coaching' AND state = 'held' AND starts_local < :then
            THEN coalesce(held_minutes, minutes) END) AS minutes_then,
        max(CASE WHEN state = 'held' THEN starts_local END) AS last_held,
        sum(state = 'planned' AND starts_utc > :now) AS ahead,
        min(CASE WHEN state = 'held' AND stage = 'start' THEN starts_local END) AS start_on,
        min(CASE WHEN state = 'held' AND stage = 'middle' THEN starts_local END) AS middle_on,
        min(CASE WHEN state = 'held' AND stage = 'end' THEN starts_local END) AS end_on
    FROM session WHERE deleted_at IS NULL GROUP BY engagement_id
), c AS (
    SELECT engagement_id, count(*) AS late, min(due_on) AS oldest FROM commitment
    WHERE deleted_at IS NULL AND state = 'open' AND due_on < :now GROUP BY engagement_id
), x AS (
    SELECT engagement_id, sum(julianday(min(coalesce(until_on, :now), :now)) - julianday(from_on)) AS days,
        max(until_on IS NULL) AS open
    FROM pause WHERE deleted_at IS NULL AND from_on <= :now GROUP BY engagement_id
), r AS (
    SELECT goal_id, level, row_number() OVER (PARTITION BY goal_id ORDER BY noted_on DESC, id DESC) AS place
    FROM progress WHERE deleted_at IS NULL AND level IS NOT NULL
), g AS (
    SELECT engagement_id, count(*) AS goals, sum(coalesce(level, baseline) >= 0) AS reached,
        sum(importance * difficulty * baseline) AS base,
        sum(importance * difficulty * coalesce(level, baseline)) AS achieved,
        sum(importance * difficulty) AS weights, count(level) AS noted
    FROM goal LEFT JOIN r ON r.goal_id = goal.id AND r.place = 1
    WHERE deleted_at IS NULL AND (state = 'agreed' OR state = 'closed' AND agreed_on IS NOT NULL)
    GROUP BY engagement_id
)
SELECT e.id, e.code, e.client_id, e.coach_id, e.programme_id, e.organisation_id, substr(e.starts_on, 1, 7) AS month,
    e.state, e.starts_on, e.ends_on, e.ended_on, e.allocation, s.*, c.late, c.oldest, g.*,
    max(0, min(1, (julianday(:now) - julianday(e.starts_on) - coalesce(x.days, 0))
        / (julianday(e.ends_on) + 1 - julianday(e.starts_on) - coalesce(x.days, 0)))) AS elapsed,
    max(0, min(1, (julianday(:then) - julianday(e.starts_on) - coalesce(x.days, 0))
        / (julianday(e.ends_on) + 1 - julianday(e.starts_on) - coalesce(x.days, 0)))) AS elapsed_then,
    CASE e.unit WHEN 'hours' THEN s.minutes / 60.0 ELSE s.coaching END AS held,
    CASE e.unit WHEN 'hours' THEN s.minutes_then / 60.0 ELSE s.coaching_then END AS held_then
FROM engagement e LEFT JOIN s ON s.engagement_id = e.id LEFT JOIN c ON c.engagement_id = e.id
LEFT JOIN x ON x.engagement_id = e.id LEFT JOIN g ON g.engagement_id = e.id WHERE e.deleted_at IS NULL
"""
PACE = "state = 'active' AND allocation * elapsed >= 1 AND held / (allocation * elapsed)"
PACE_THEN = "starts_on <= :then AND allocation * elapsed_then >= 1 AND held_then / (allocation * elapsed_then)"
SUMS = f"""
count(*), sum(state = 'active'), sum(state = 'paused'), sum(state = 'completed'), sum(state = 'discontinued'),
sum(state = 'draft'), sum(state = 'cancelled'), sum(starts_on <= :then), sum(starts_on <= :then AND ended_on <= :then),
sum({PACE} >= 0.9), sum({PACE} BETWEEN 0.7 AND 0.9), sum({PACE} < 0.7),
sum({PACE_THEN} >= 0.9), sum({PACE_THEN} BETWEEN 0.7 AND 0.9), sum({PACE_THEN} < 0.7),
sum(date(starts_on, '+14 days') <= :now), sum(date(starts_on, '+14 days') <= :now AND start_on IS NOT NULL),
sum(elapsed >= 0.5), sum(elapsed >= 0.5 AND middle_on IS NOT NULL),
sum(date(ends_on, '-14 days') <= :now), sum(date(ends_on, '-14 days') <= :now AND end_on IS NOT NULL),
sum(date(starts_on, '+14 days') <= :then), sum(date(starts_on, '+14 days') <= :then AND start_on <= :then),
sum(elapsed_then >= 0.5), sum(elapsed_then >= 0.5 AND middle_on <= :then),
sum(date(ends_on, '-14 days') <= :then), sum(date(ends_on, '-14 days') <= :then AND end_on <= :then),
avg(CASE WHEN noted THEN 50 + 10.0 * base / weights END), avg(CASE WHEN noted THEN 50 + 10.0 * achieved / weights END),
sum(CASE WHEN noted THEN goals END), sum(CASE WHEN noted THEN reached END),
count(DISTINCT CASE WHEN noted THEN client_id END)
"""
RANKING = """
SELECT code, n.name, stalled + unaligned + behind + overdue AS met, * FROM (
    SELECT *, ahead = 0 AND julianday(:now) - julianday(coalesce(last_held, starts_on)) >= 30 AS stalled,
        coaching >= 3 AND start_on IS NULL AND middle_on IS NULL AND end_on IS NULL AS unaligned,
        held < 0.7 * allocation * elapsed AND allocation * elapsed - held >= 1 AS behind, late > 0 AS overdue
    FROM plain_fact WHERE state = 'active'
) f JOIN coach n ON n.id = f.coach_id WHERE met > 0 ORDER BY met DESC, stalled DESC, last_held LIMIT 200
"""


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    sizes = sys.argv[2:] or ["lead", "practice"]
    medians = {size: measure(size, rounds) for size in sizes}
    if {"lead", "practice"} <= set(sizes):
        print(f"lead to practice, 100 times the engagements: {medians['practice'] / medians['lead']:.0f} times as long")


def measure(size: str, rounds: int) -> float:
    """Print the line of a practice, and return the median of its rollup in seconds."""
    now, path = datetime.fromisoformat(NOW), practice(size)
    db, beside = driver.connect(path, read_only=True), driver.connect(path, read_only=True)
    # Another moment each time: the rows worked out before don't serve again. The first round warms the caches.
    moments = [now + timedelta(seconds=n) for n in range(rounds + 1)]
    times = [(timed(partial(reads.rollup, db, moment)), timed(partial(ask, beside, now))) for moment in moments]
    page = timed(partial(reads.members, db, moments[-1], Figure.BEHIND))
    engagements = reads.rollup(db, moments[-1]).total.engagements
    ours, plain = (statistics.median(spent) for spent in zip(*times[1:], strict=True))
    print(
        f"{size:9} {engagements:6,} engagements  rollup {ours * 1000:6.0f} ms  plain SQL {plain * 1000:6.0f} ms  "
        f"{ours / plain:5.2f}×   first time {times[0][0] * 1000:.0f} ms, a page behind a figure {page * 1000:.1f} ms",
        flush=True,
    )
    return ours


def ask(db: Connection, now: datetime) -> None:
    """Ask for the figures in plain SQL."""
    values = {"now": now.date().isoformat(), "then": (now.date() - timedelta(days=28)).isoformat()}
    db.execute("DROP TABLE IF EXISTS plain_fact")
    db.execute(FACTS, values)
    db.execute(f"SELECT {SUMS} FROM plain_fact", values).fetchall()
    for key in ("coach_id", "programme_id", "organisation_id", "month"):
        db.execute(f"SELECT {key}, {SUMS} FROM plain_fact GROUP BY {key}", values).fetchall()
    db.execute(RANKING, values).fetchall()


def timed(job: Callable[[], object]) -> float:
    """Return the seconds that a job takes."""
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
