"""Reads for the end of a session: what is recorded is shown before it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from coachtui.domain.cadence import SessionKind, SessionState
from coachtui.domain.cockpit import Meeting
from coachtui.domain.ending import Page, Underneath
from coachtui.domain.public_holidays import Where
from coachtui.domain.rules import DEFAULT
from coachtui.domain.underneath import Change
from coachtui.store import drafts, errors
from coachtui.store.driver import Connection
from coachtui.store.reads import cadence, proposal, themes
from coachtui.store.reads.underneath import changed, seen

_MEETING = """
SELECT s.engagement_id, s.kind, s.state, s.starts_local, s.time_zone, s.minutes, s.starts_utc,
    s.deleted_at IS NOT NULL, e.deleted_at IS NOT NULL
FROM session s JOIN engagement e ON e.id = s.engagement_id WHERE s.id = ?
"""


def page(
    db: Connection, session_id: str, now: datetime, started: datetime, notes: str, places: Sequence[Where] = ()
) -> Page:
    """Return what the dialog that ends a session shows, of which these are the notes.

    Raises NotFound when there is nothing to hold any more.
    """
    row = db.execute(_MEETING, (session_id,)).fetchone()
    if row is None:
        raise errors.NotFound("This session was removed for good. Copy what you need of your notes.")
    engagement_id, kind, state, starts_local, zone, minutes, starts_utc, is_binned, is_gone = row
    if is_gone:
        raise errors.NotFound(
            "The engagement was put in the bin meanwhile. Take it out again, and end the session then; "
            "what you typed is kept."
        )
    numbers = {one.id: one.number for one in cadence.line(db, engagement_id)}
    promised = cadence.commitments(db, engagement_id, open_only=True)
    return Page(
        meeting=Meeting(
            id=session_id,
            engagement_id=engagement_id,
            kind=SessionKind(kind),
            state=SessionState(state),
            starts_local=datetime.fromisoformat(starts_local),
            time_zone=zone,
            minutes=minutes,
            number=numbers.get(session_id),
        ),
        underneath=underneath(SessionState(state), datetime.fromisoformat(starts_utc), bool(is_binned), now),
        summary=cadence.summary(db, session_id),
        commitments=tuple(one for one in promised if one.session_id != session_id),
        themes=themes.counts(db, engagement_id, before=session_id),
        around=proposal.around(db, engagement_id, now, places, session_id),
        theirs=theirs(db, session_id, started, notes),
    )


def underneath(state: SessionState, starts_utc: datetime, is_binned: bool, now: datetime) -> Underneath:
    """Return what became of a session that is about to be recorded as held (both moments aware)."""
    if is_binned:
        return Underneath.BINNED
    if state is SessionState.HELD:
        return Underneath.HELD
    is_ahead = starts_utc - now > timedelta(hours=DEFAULT.early_hours)
    if state is SessionState.PLANNED:
        return Underneath.AHEAD if is_ahead else Underneath.PLANNED
    return Underneath.MOVED if is_ahead or state is SessionState.RESCHEDULED else Underneath.CLOSED


def theirs(db: Connection, session_id: str, started: datetime, notes: str) -> tuple[Change, ...]:
    """Return what was written in a session's notes since it began (aware), unless all of it is in the text anyway."""
    written = cadence.note(db, session_id)
    if not written.strip() or written.strip() in notes:
        return ()
    since = dict.fromkeys(seen(db), (int(started.timestamp() * 1000) << 16) - 1)
    found = (
        one for one in changed(db, session_id, since) if one.table == "session_note" and one.column in ("", "body")
    )
    return tuple(one._replace(column="body", after=written) for one in found)[:1]


def kept(db: Connection, session_id: str) -> dict[str, str] | None:
    """Return what was typed in a session that was ended on this device, once that was undone; else None."""
    row = db.execute("SELECT state FROM session WHERE id = ?", (session_id,)).fetchone()
    return drafts.load(db, drafts.ENDED, session_id) if row and row[0] == SessionState.PLANNED else None
