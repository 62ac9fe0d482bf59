"""Writes about the coach's own days off."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session as Db
from sqlmodel import col, select

from coachtui.domain.drafts import Problem, refuse
from coachtui.domain.time_off import TimeOffDraft
from coachtui.domain.words import exact
from coachtui.store.practice import Practice
from coachtui.store.reads.people import owner
from coachtui.store.tables.calendar import TimeOff
from coachtui.store.writes.rows import live, say


def add(practice: Practice, draft: TimeOffDraft) -> str:
    """Store days off of the coach who owns the practice and return their id. Raises Invalid."""
    refuse(draft.problems())
    with practice.action(f"took {draft.days} off") as db:
        coach_id = owner(practice.db).id
        _refuse_second(db, coach_id, draft.from_on)
        row = TimeOff(id=practice.new_id(), coach_id=coach_id, **draft._asdict())
        db.add(row)
        return row.id


def change(practice: Practice, time_off_id: str, draft: TimeOffDraft) -> None:
    """Store what changed about days off. Raises Invalid, NotFound."""
    refuse(draft.problems())
    with practice.action(f"took {draft.days} off instead") as db:
        row = live(db, TimeOff, time_off_id)
        _refuse_second(db, row.coach_id, draft.from_on, but=time_off_id)
        row.from_on, row.until_on, row.words = draft


def remove(practice: Practice, time_off_id: str) -> None:
    """Put days off in the bin: sessions are proposed on them again. Raises NotFound."""
    with practice.action("") as db:
        row = live(db, TimeOff, time_off_id)
        row.deleted_at = practice.clock()
        say(db, f"no longer took {TimeOffDraft(row.from_on, row.until_on).days} off")


def _refuse_second(db: Db, coach_id: str, from_on: date, but: str = "") -> None:
    there = select(TimeOff).where(
        col(TimeOff.coach_id) == coach_id, col(TimeOff.from_on) == from_on, col(TimeOff.deleted_at).is_(None)
    )
    if any(row.id != but for row in db.exec(there)):
        refuse((Problem("from_on", f"Days off that begin on {exact(from_on)} are there already. Remove those first."),))
