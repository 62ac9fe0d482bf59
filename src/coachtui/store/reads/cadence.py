"""Reads of an engagement's line: sessions, their texts, commitments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from coachtui.domain.assessment import Stage
from coachtui.domain.attention import pace_of
from coachtui.domain.cadence import CommitmentState, SessionKind, SessionState
from coachtui.domain.engagement import EngagementState
from coachtui.domain.line import Cadence, CommitmentLine, SessionLine, Summary
from coachtui.domain.pace import (
    Slot,
    actual_interval,
    allocation,
    forecast_end,
    one_session,
    quiet_days,
    tally,
)
from coachtui.domain.people import Party
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.span import Pause, Span
from coachtui.store import errors
from coachtui.store.driver import Connection
from coachtui.store.reads.columns import day
from coachtui.store.reads.facts import Here, standings

NOTES_DRAFT = "session notes"
"""The form under which what is typed in a session's notes is kept until it is saved; its record is the session."""

NO_SUMMARY = Summary("", False)
"""The shared summary of a session that has none."""

_LINE = """
SELECT s.id, s.engagement_id, s.kind, s.state, s.stage,
    CASE WHEN s.kind = 'coaching' AND (s.state IN ('held', 'planned')
        OR (s.state IN ('late_cancelled', 'no_show') AND e.notice_counts))
    THEN sum(s.kind = 'coaching' AND (s.state IN ('held', 'planned')
        OR (s.state IN ('late_cancelled', 'no_show') AND e.notice_counts))) OVER (ORDER BY s.starts_utc, s.id) END,
    s.starts_local, s.time_zone, s.starts_utc, s.minutes, s.held_minutes, s.series_id,
    (SELECT m.starts_local FROM session m WHERE m.id = s.moved_to_id),
    EXISTS (SELECT 1 FROM session_note n WHERE n.id = s.id AND n.deleted_at IS NULL AND n.body <> ''),
    EXISTS (SELECT 1 FROM session_summary m WHERE m.id = s.id AND m.deleted_at IS NULL AND m.body <> ''),
    (SELECT count(*) FROM commitment c WHERE c.session_id = s.id AND c.deleted_at IS NULL), s.paid, s.group_size
FROM session s JOIN engagement e ON e.id = s.engagement_id
WHERE s.engagement_id = ? AND s.deleted_at IS NULL
ORDER BY s.starts_utc DESC, s.id DESC LIMIT 500
"""

_COMMITMENT = "SELECT id, engagement_id, session_id, owner, body, made_on, due_on, state, closed_on FROM commitment"


def line(db: Connection, engagement_id: str) -> list[SessionLine]:
    """Return the sessions of an engagement, in order of time; of very many, the latest 500."""
    return [_session(row) for row in db.execute(_LINE, (engagement_id,))][::-1]


def session(db: Connection, session_id: str) -> SessionLine:
    """Return one session. Raises NotFound."""
    row = db.execute("SELECT engagement_id FROM session WHERE id = ? AND deleted_at IS NULL", (session_id,)).fetchone()
    for found in line(db, row[0]) if row else ():
        if found.id == session_id:
            return found
    raise errors.NotFound("That session is not there any more.")


def cadence(
    db: Connection, engagement_id: str, place: Here, meetings: Sequence[SessionLine], rules: Rules = DEFAULT
) -> Cadence:
    """Return how an engagement stands, whose line is `meetings`: allocation, pace, stall, forecast of the end.

    Raises NotFound.
    """
    now, today = place.now, place.today
    found = standings(db, [engagement_id], place, rules)
    if not found:
        raise errors.NotFound("That engagement is not there any more.")
    facts, span = found[0].facts, found[0].span
    counted = tally((Slot(s.kind, s.state, s.starts_utc, s.held_minutes or s.minutes) for s in meetings), now)
    interval, missed_count = db.execute(
        "SELECT interval_weeks, notice_counts FROM engagement WHERE id = ?", (engagement_id,)
    ).fetchone()
    usage = allocation(facts.unit, facts.allocation, counted, missed_count=bool(missed_count))
    held_on = [
        s.starts_local.date() for s in meetings if s.state is SessionState.HELD and s.kind is SessionKind.COACHING
    ]
    running = facts.state is EngagementState.ACTIVE
    return Cadence(
        usage=usage,
        interval_weeks=interval,
        actual_interval=actual_interval(held_on, span) if span else None,
        pace=pace_of(facts, today, rules=rules) if running else None,
        quiet_days=quiet_days(span, facts.last_held_on, today) if running and span else None,
        stalled=found[0].card().stalled,
        forecast=forecast_end(
            usage,
            held_on,
            span,
            today,
            interval_weeks=interval,
            one_session=one_session(facts.unit, facts.session_minutes),
        )
        if running and span
        else None,
        ends_on=span.ends_on if span else None,
    )


def span(db: Connection, engagement_id: str) -> Span | None:
    """Return the agreed days of an engagement with its pauses; None while a draft has no dates."""
    row = db.execute("SELECT starts_on, ends_on FROM engagement WHERE id = ?", (engagement_id,)).fetchone()
    starts_on, ends_on = (day(row[0]), day(row[1])) if row else (None, None)
    if starts_on is None or ends_on is None:
        return None
    pauses = db.execute(
        "SELECT from_on, until_on FROM pause WHERE engagement_id = ? AND deleted_at IS NULL ORDER BY from_on LIMIT 200",
        (engagement_id,),
    )
    return Span(starts_on, ends_on, tuple(Pause(date.fromisoformat(first), day(last)) for first, last in pauses))


def note(db: Connection, session_id: str) -> str:
    """Return the private notes of a session; empty when there are none."""
    row = db.execute("SELECT body FROM session_note WHERE id = ? AND deleted_at IS NULL", (session_id,)).fetchone()
    return row[0] if row else ""


def summary(db: Connection, session_id: str) -> Summary:
    """Return the shared summary of a session; empty when there is none."""
    row = db.execute(
        "SELECT body, released FROM session_summary WHERE id = ? AND deleted_at IS NULL", (session_id,)
    ).fetchone()
    return Summary(row[0], bool(row[1])) if row else NO_SUMMARY


def texts(db: Connection, session_id: str, most: int = 2_000) -> tuple[str, Summary]:
    """Return how the private notes and the shared summary of a session begin: `most` characters of each."""
    row = db.execute(
        "SELECT substr(n.body, 1, ?), substr(m.body, 1, ?), m.released FROM session s "
        "LEFT JOIN session_note n ON n.id = s.id AND n.deleted_at IS NULL "
        "LEFT JOIN session_summary m ON m.id = s.id AND m.deleted_at IS NULL WHERE s.id = ?",
        (most, most, session_id),
    ).fetchone()
    note_body, summary_body, released = row or (None, None, False)
    return note_body or "", Summary(summary_body or "", bool(released))


def commitments(db: Connection, engagement_id: str, *, open_only: bool = False) -> list[CommitmentLine]:
    """Return an engagement's commitments: open ones first, by due date, then the latest closed."""
    rows = db.execute(
        f"{_COMMITMENT} WHERE engagement_id = ? AND deleted_at IS NULL {'AND state = ?' if open_only else ''} "
        "ORDER BY state <> 'open', CASE WHEN state = 'open' THEN coalesce(due_on, '9999') END, closed_on DESC, "
        "made_on, id LIMIT 200",
        (engagement_id, "open") if open_only else (engagement_id,),
    )
    return [_commitment(row) for row in rows]


def promised_in(db: Connection, engagement_id: str, kind: SessionKind) -> list[CommitmentLine]:
    """Return the commitments made in an engagement's meetings of one kind, in the order in which they were made."""
    rows = db.execute(
        f"{_COMMITMENT} WHERE engagement_id = ? AND deleted_at IS NULL "
        "AND session_id IN (SELECT id FROM session WHERE engagement_id = ? AND kind = ? AND deleted_at IS NULL) "
        "ORDER BY made_on, id LIMIT 500",
        (engagement_id, engagement_id, kind),
    )
    return [_commitment(row) for row in rows]


def commitment(db: Connection, commitment_id: str) -> CommitmentLine:
    """Return one commitment. Raises NotFound."""
    row = db.execute(f"{_COMMITMENT} WHERE id = ? AND deleted_at IS NULL", (commitment_id,)).fetchone()
    if row is None:
        raise errors.NotFound("That commitment is not there any more.")
    return _commitment(row)


def _session(row: tuple[Any, ...]) -> SessionLine:
    return SessionLine(
        id=row[0],
        engagement_id=row[1],
        kind=SessionKind(row[2]),
        state=SessionState(row[3]),
        stage=Stage(row[4]) if row[4] else None,
        number=row[5],
        starts_local=datetime.fromisoformat(row[6]),
        time_zone=row[7],
        starts_utc=datetime.fromisoformat(row[8]),
        minutes=row[9],
        held_minutes=row[10],
        series_id=row[11],
        moved_to=datetime.fromisoformat(row[12]) if row[12] else None,
        has_note=bool(row[13]),
        has_summary=bool(row[14]),
        commitments=row[15],
        paid=None if row[16] is None else bool(row[16]),
        group_size=row[17],
    )


def _commitment(row: tuple[Any, ...]) -> CommitmentLine:
    return CommitmentLine(
        id=row[0],
        engagement_id=row[1],
        session_id=row[2],
        owner=Party(row[3]),
        body=row[4],
        made_on=date.fromisoformat(row[5]),
        due_on=day(row[6]),
        state=CommitmentState(row[7]),
        closed_on=day(row[8]),
    )
