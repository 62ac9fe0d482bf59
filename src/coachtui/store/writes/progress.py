"""Writes about progress: where a goal stood on a day, and what shows it."""

from __future__ import annotations

from sqlmodel import Session as Db

from coachtui.domain.drafts import Problem, refuse
from coachtui.domain.goals import ProgressDraft
from coachtui.domain.words import level as said_level
from coachtui.store.practice import Practice
from coachtui.store.tables.cadence import Session
from coachtui.store.tables.goals import Goal, Progress, ProgressEvidence
from coachtui.store.writes.goal_rows import open_goal, today_of, told
from coachtui.store.writes.rows import bin_row, live, put, say


def note(practice: Practice, draft: ProgressDraft) -> str:
    """Store where a goal stood and return the entry's id. Raises Invalid, also when the goal is closed; NotFound."""
    with practice.action("") as db:
        goal = open_goal(db, draft.goal_id)
        entry_id, said = make_entry(practice, db, goal, draft)
        say(db, f"noted progress on {told(goal.title)}: {said}", about=goal.engagement_id)
        return entry_id


def edit_entry(practice: Practice, entry_id: str, draft: ProgressDraft) -> None:
    """Store what changed about a progress entry; it stays with its goal. Raises Invalid, NotFound."""
    with practice.action("") as db:
        entry = live(db, Progress, entry_id)
        goal = open_goal(db, entry.goal_id)
        said = write_entry(practice, db, goal, entry, draft)
        say(db, f"edited progress on {told(goal.title)}: {said}", about=goal.engagement_id)


def remove_entry(practice: Practice, entry_id: str) -> None:
    """Put a progress entry in the bin with its evidence. Raises Invalid when its goal is closed, NotFound."""
    with practice.action("") as db:
        entry = live(db, Progress, entry_id)
        goal = open_goal(db, entry.goal_id)
        bin_row(practice, db, Progress, entry_id)
        say(db, f"put progress on {told(goal.title)} in the bin: {_said(entry)}", about=goal.engagement_id)


def make_entry(practice: Practice, db: Db, goal: Goal, draft: ProgressDraft, *, key: str = "") -> tuple[str, str]:
    """Store an entry within an open action; return its id, `key` if given, and the level or percentage in words."""
    entry = Progress(id=key or practice.new_id(), goal_id=goal.id, noted_on=draft.noted_on, party=draft.party)
    return entry.id, write_entry(practice, db, goal, entry, draft._replace(goal_id=goal.id))


def write_entry(practice: Practice, db: Db, goal: Goal, entry: Progress, draft: ProgressDraft) -> str:
    """Write a draft into an entry of an open goal, new or not, and return the level or percentage in words."""
    refuse(draft.problems(today_of(practice)))
    if draft.session_id and live(db, Session, draft.session_id).engagement_id != goal.engagement_id:
        refuse((Problem("session_id", "That session belongs to another engagement. Choose one of this one."),))
    entry.noted_on, entry.party, entry.session_id = draft.noted_on, draft.party, draft.session_id
    entry.level, entry.percent, entry.confidence = draft.level, draft.percent, draft.confidence
    db.add(entry)
    db.flush()
    if draft.evidence.strip():
        put(db, ProgressEvidence, entry.id, body=draft.evidence)
    elif evidence := db.get(ProgressEvidence, entry.id):
        evidence.deleted_at = evidence.deleted_at or practice.clock()
    return _said(entry)


def _said(entry: Progress) -> str:
    return said_level(entry.level) if entry.level is not None else f"{entry.percent} %"
