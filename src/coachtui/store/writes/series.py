"""Writes about series: planning one, and changing, cancelling or binning one session, this and following, or all."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session as Db
from sqlmodel import col, select

from coachtui.domain.cadence import SessionDraft, SessionState, cancelled_state, check_session_move
from coachtui.domain.drafts import Problem, gather, refuse
from coachtui.domain.line import SessionLine
from coachtui.domain.recurrence import Recurrence, before
from coachtui.domain.series import Reach, Scope, Series, SeriesChange, change, reach, series, without
from coachtui.domain.words import clock, exact, plural
from coachtui.store import errors
from coachtui.store.practice import Practice
from coachtui.store.reads import cadence as reads
from coachtui.store.reads import series as series_reads
from coachtui.store.tables.cadence import Session, SessionSeries
from coachtui.store.tables.engagement import Engagement
from coachtui.store.writes import cadence
from coachtui.store.writes.rows import bin_row, live, say


class Cancelled(NamedTuple):
    """How many sessions were cancelled, and how many of these late."""

    sessions: int
    late: int


def plan(practice: Practice, draft: SessionDraft, rule: Recurrence) -> list[str]:
    """Store the sessions of a series and return their ids. Raises Invalid."""
    with practice.action("", about=draft.engagement_id) as db:
        planned = make(practice, db, draft, rule)
        say(db, f"planned {plural(len(planned), 'session')} with {cadence.client_of(db, draft.engagement_id)}")
        return planned


def make(practice: Practice, db: Db, draft: SessionDraft, rule: Recurrence) -> list[str]:
    """Store the sessions of a series within an open action and return their ids. Raises Invalid."""
    drafts = series(draft, rule)
    row = _make_rule(practice, db, draft.engagement_id, rule, drafts[0].starts_local, draft.time_zone)
    sessions = [cadence.planned(practice, one, row.id) for one in drafts]
    db.add_all(sessions)
    db.flush()
    return [session.id for session in sessions]


def alter(practice: Practice, session_id: str, draft: SessionDraft, scope: Scope) -> int:
    """Let a session become the draft, and others of its series with it, in place: no slot is left behind.

    Returns how many sessions changed. Raises Invalid when the session is not planned any more or the draft is wrong,
    NotFound.
    """
    refuse(draft.problems())
    with practice.action("", about=draft.engagement_id) as db:
        chosen, members, of = _members(practice, db, session_id)
        planned = change(of, members, chosen, draft, scope, practice.clock())
        for one, new in planned.touched:
            cadence.put_columns(live(db, Session, one.id), new)
        _put_rule(practice, db, of, planned)
        these = _these(db, draft.engagement_id, [one for one, _ in planned.touched])
        moved = [new for one, new in planned.touched if new.starts_utc() != one.starts_utc]
        if moved:
            first = moved[0].starts_local
            say(db, f"moved {these}, {'the first ' if len(moved) > 1 else ''}to {exact(first.date())} {clock(first)}")
        else:
            say(db, f"changed {these}")
        return len(planned.touched)


def cancel(practice: Practice, session_id: str, scope: Scope, at: datetime) -> Cancelled:
    """Cancel a session at a moment, and others of its series; each is late or in time by the notice agreed.

    Raises Invalid, NotFound.
    """
    with practice.action("") as db:
        chosen, members, _ = _members(practice, db, session_id)
        touched = reach(members, chosen, scope, practice.clock()).touched
        notice = live(db, Engagement, chosen.engagement_id).notice_hours
        late = 0
        for one in touched:
            row = live(db, Session, one.id)
            row.state = cancelled_state(at, one.starts_utc, notice)
            row.cancelled_at = at
            late += row.state == SessionState.LATE_CANCELLED
        told = f", {late} of them late" if late and len(touched) > 1 else " late" if late else ""
        say(db, f"cancelled {_these(db, chosen.engagement_id, touched)}{told}", about=chosen.engagement_id)
        return Cancelled(len(touched), late)


def remove(practice: Practice, session_id: str, scope: Scope = Scope.ONE) -> int:
    """Put a planned session in the bin, and others of its series, as if they had never been planned.

    The slots they were moved from go with them. Returns how many sessions went. Raises Invalid when the session is
    not planned any more; Refused while a commitment names one of them; NotFound.
    """
    with practice.action("") as db:
        row = live(db, Session, session_id)
        members, found, of = _to_remove(practice, db, row, scope)
        words = _these(db, row.engagement_id, found.touched)
        if of is not None:
            left = without(of, found.touched, members)
            gone = {one.id for one in found.touched}
            rule = live(db, SessionSeries, of.id)
            rule.rule = left.stored() or rule.rule
            if all(one.id in gone or one.state is SessionState.RESCHEDULED for one in members):
                rule.deleted_at = practice.clock()
        for one in found.touched:
            _bin(practice, db, one.id)
        say(db, f"put {words} in the bin", about=row.engagement_id)
        return len(found.touched)


def _to_remove(
    practice: Practice, db: Db, row: Session, scope: Scope
) -> tuple[list[SessionLine], Reach, Series | None]:
    if row.series_id is None:
        chosen = reads.session(practice.db, row.id)
        refuse(_not_planned(chosen))
        return [chosen], Reach((chosen,), ()), None
    chosen, members, of = _members(practice, db, row.id)
    return members, reach(members, chosen, scope, practice.clock()), of


def _bin(practice: Practice, db: Db, session_id: str) -> None:
    """Put a session in the bin, after the slots that were moved to it."""
    slots = select(Session.id).where(col(Session.moved_to_id) == session_id, col(Session.deleted_at).is_(None))
    for slot in db.exec(slots).all():
        _bin(practice, db, slot)
    bin_row(practice, db, Session, session_id)
    db.flush()


def _members(practice: Practice, db: Db, session_id: str) -> tuple[SessionLine, list[SessionLine], Series]:
    """Return a planned session, all of its series, and the rule. Raises Invalid, NotFound, Refused."""
    row = live(db, Session, session_id)
    if row.series_id is None:
        raise errors.Refused("This session is part of no series. Nothing was changed; change it alone.")
    line = reads.line(practice.db, row.engagement_id)
    chosen = next((one for one in line if one.id == session_id), None)
    if chosen is None:
        raise errors.NotFound("That session is not there any more.")
    refuse(_not_planned(chosen))
    members = [one for one in line if one.series_id == row.series_id]
    return chosen, members, series_reads.series(practice.db, row.series_id)


def _not_planned(chosen: SessionLine) -> tuple[Problem, ...]:
    is_planned = chosen.state is SessionState.PLANNED
    return () if is_planned else gather(check_session_move(chosen.state, SessionState.PLANNED))


def _put_rule(practice: Practice, db: Db, of: Series, planned: SeriesChange) -> None:
    row = live(db, SessionSeries, of.id)
    if not planned.splits:
        row.rule = planned.rule.stored() or row.rule
        row.starts_local, row.time_zone = planned.starts_local, planned.time_zone
        return
    later = _make_rule(practice, db, of.engagement_id, planned.rule, planned.starts_local, planned.time_zone)
    row.rule = before(of.recurrence(), planned.from_on).stored() or row.rule
    for one in (*(one for one, _ in planned.touched), *planned.kept):
        live(db, Session, one.id).series_id = later.id


def _make_rule(
    practice: Practice, db: Db, engagement_id: str, rule: Recurrence, starts: datetime, zone: str
) -> SessionSeries:
    row = SessionSeries(
        id=practice.new_id(), engagement_id=engagement_id, rule=rule.stored(), starts_local=starts, time_zone=zone
    )
    db.add(row)
    db.flush()
    return row


def _these(db: Db, engagement_id: str, sessions: tuple[SessionLine, ...] | list[SessionLine]) -> str:
    """Return sessions in words for the log: "5 sessions with Dana Okafor from Tue 24 Nov 2026 on"."""
    client = cadence.client_of(db, engagement_id)
    if not sessions:
        return f"a session with {client}"
    first = exact(min(one.starts_local for one in sessions).date())
    if len(sessions) == 1:
        return f"the session with {client} on {first}"
    return f"{len(sessions)} sessions with {client} from {first} on"
