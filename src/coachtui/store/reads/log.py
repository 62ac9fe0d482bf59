"""Reads of the coaching log: what the owner coached here, and the rows of a former log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import NamedTuple

from coachtui.domain.coaching_log import NONE, CoachingLog, Stint, coaching_log, hours
from coachtui.domain.engagement import CoachingForm
from coachtui.domain.log_entry import LogEntryDraft
from coachtui.domain.people import CoachDraft
from coachtui.domain.wall_time import to_wall
from coachtui.store import errors
from coachtui.store.driver import Connection
from coachtui.store.reads.columns import day
from coachtui.store.reads.facts import here

MOST = 50_000
"""Sessions, and rows of a former log, that one log counts: more than a coach can hold in a lifetime."""

_SESSIONS = """
SELECT c.id, c.name, coalesce(nullif(c.email, ''), c.phone, ''), c.named_in_log, coalesce(s.group_size, e.group_size),
    substr(s.starts_local, 1, 10), coalesce(s.held_minutes, s.minutes), coalesce(s.paid, e.paid)
FROM session s JOIN engagement e ON e.id = s.engagement_id JOIN person c ON c.id = e.client_id
WHERE e.coach_id = ? AND s.kind = 'coaching' AND s.state = 'held' AND s.deleted_at IS NULL AND e.deleted_at IS NULL
LIMIT ?
"""
_ENTRIES = """
SELECT id, client_name, contact, consented, group_size, starts_on, ends_on, paid_hours, pro_bono_hours,
    max(
        coalesce((SELECT max(stamp) FROM birth WHERE tbl = 'log_entry' AND row = l.id), 0),
        coalesce((SELECT max(stamp) FROM edit WHERE tbl = 'log_entry' AND row = l.id
            AND col IN ('paid_hours', 'pro_bono_hours')), 0)
    )
FROM log_entry l WHERE coach_id = ? AND deleted_at IS NULL ORDER BY starts_on, id LIMIT ?
"""


class Log(NamedTuple):
    """What a log is counted from: the coach, what was coached, and the day that it is for the coach."""

    coach_id: str
    coach: CoachDraft
    stints: tuple[Stint, ...]
    today: date

    def counted(self, first: date | None = None, last: date | None = None) -> CoachingLog:
        """Return the log of a period. Raises Invalid when the start of the training is not known."""
        return coaching_log(self.stints, self.coach.training_started_on, self.today, first=first, last=last)


def log(db: Connection, now: datetime) -> Log:
    """Return all that the owner's log is counted from. Raises Refused when that is more than can be counted."""
    present = here(db, now)
    coach_id, draft = coach(db)
    sessions = db.execute(_SESSIONS, (coach_id, MOST + 1)).fetchall()
    entries = db.execute(_ENTRIES, (coach_id, MOST + 1)).fetchall()
    if max(len(sessions), len(entries)) > MOST:
        raise errors.Refused(f"There are more than {MOST:,} sessions, so the log would be wrong. Nothing was counted.")
    stints = (*map(_session, sessions), *_formers(entries, present.zone))
    return Log(coach_id, draft, stints, present.today)


def coach(db: Connection) -> tuple[str, CoachDraft]:
    """Return the owner, as a form edits them. Raises NotFound for a practice without one."""
    row = db.execute(
        "SELECT c.id, c.name, c.time_zone, coalesce(c.email, ''), c.training_started_on "
        "FROM practice p JOIN coach c ON c.id = p.owner_coach_id WHERE c.deleted_at IS NULL LIMIT 1"
    ).fetchone()
    if row is None:
        raise errors.NotFound("This practice has no owner coach.")
    coach_id, name, zone, email, training = row
    return coach_id, CoachDraft(name, zone, email, day(training))


def entries(db: Connection, coach_id: str) -> list[tuple[str, LogEntryDraft]]:
    """Return the rows of the former log by their ids, the earliest first."""
    rows = db.execute(
        "SELECT id, client_name, group_size, contact, starts_on, ends_on, paid_hours, pro_bono_hours, consented "
        "FROM log_entry WHERE coach_id = ? AND deleted_at IS NULL ORDER BY starts_on, id LIMIT ?",
        (coach_id, MOST),
    )
    return [(row[0], _draft(*row[1:])) for row in rows]


def entry(db: Connection, entry_id: str) -> LogEntryDraft:
    """Return a row of the former log as a form edits it. Raises NotFound."""
    row = db.execute(
        "SELECT client_name, group_size, contact, starts_on, ends_on, paid_hours, pro_bono_hours, consented "
        "FROM log_entry WHERE id = ? AND deleted_at IS NULL",
        (entry_id,),
    ).fetchone()
    if row is None:
        raise errors.NotFound("That row of the former log is not there any more.")
    return _draft(*row)


def engagement_with(db: Connection, coach_id: str, client_id: str) -> str | None:
    """Return the coach's engagement with a client, the one that runs or the latest; None if there is none."""
    row = db.execute(
        "SELECT id FROM engagement WHERE coach_id = ? AND client_id = ? AND deleted_at IS NULL "
        "ORDER BY state NOT IN ('active', 'paused'), starts_on DESC LIMIT 1",
        (coach_id, client_id),
    ).fetchone()
    return row[0] if row else None


def _draft(
    name: str, size: int | None, contact: str, starts: str, ends: str | None, paid: float, free: float, consented: int
) -> LogEntryDraft:
    form = CoachingForm.INDIVIDUAL if size is None else CoachingForm.GROUP
    first = date.fromisoformat(starts)
    return LogEntryDraft(name, first, day(ends), paid, free, form, size, contact, bool(consented))


def _session(row: tuple[str, str, str, int, int | None, str, int, int]) -> Stint:
    client_id, name, contact, consented, people, held_on, minutes, paid = row
    on, length = date.fromisoformat(held_on), hours(minutes)
    return Stint(
        client_id, name, contact, bool(consented), people, on, on,
        paid=length if paid else NONE, pro_bono=NONE if paid else length,
    )  # fmt: skip


def _formers(
    rows: list[tuple[str, str, str, int, int | None, str, str | None, float, float, int]], zone: str
) -> Iterator[Stint]:
    for entry_id, name, contact, consented, people, starts, ends, paid, pro_bono, stamp in rows:
        first = date.fromisoformat(starts)
        noted = to_wall(datetime.fromtimestamp((stamp >> 16) / 1000, UTC), zone).date()
        yield Stint(
            "", name, contact, bool(consented), people, first, day(ends) or max(first, noted),
            # As it was written: 0.1 hours are a tenth.
            paid=Fraction(str(paid)), pro_bono=Fraction(str(pro_bono)), entry_id=entry_id, ongoing=ends is None,
        )  # fmt: skip
