"""Writes a whole file of goals as one action: goals made and changed, with their milestones and progress."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session as Db

from coachtui.domain.goal_import import EntryChange, GoalChange, MilestoneChange
from coachtui.domain.goal_parts import MilestoneDraft
from coachtui.domain.goals import GoalState, contracted, revised
from coachtui.store import errors
from coachtui.store.practice import Practice
from coachtui.store.reads import goals as reads
from coachtui.store.tables.goals import Goal, Milestone, Progress
from coachtui.store.writes.goal_rows import told
from coachtui.store.writes.goal_texts import fill
from coachtui.store.writes.goals import make
from coachtui.store.writes.milestones import make_milestone
from coachtui.store.writes.progress import make_entry, write_entry
from coachtui.store.writes.rows import live


def take_in(practice: Practice, changes: Sequence[GoalChange], words: str) -> None:
    """Write what a file comes to, all of it or nothing. Raises Invalid, NotFound.

    Refused when a goal was made, agreed or closed since the file was read, so that it would change unasked.
    """
    about = {change.engagement_id for change in changes}
    with practice.action(words, about=about.pop() if len(about) == 1 else None) as db:
        for change in changes:
            goal = _goal(practice, db, change)
            for milestone in change.milestones:
                _write_milestone(practice, db, goal, milestone)
            if change.entry:
                _write_entry(practice, db, goal, change.entry)
            if change.agreed_on:
                goal.state, goal.agreed_on, goal.achievable = GoalState.AGREED, change.agreed_on, True
            if change.closes:
                goal.state = GoalState.CLOSED
            db.flush()


def _goal(practice: Practice, db: Db, change: GoalChange) -> Goal:
    if change.new:
        if db.get(Goal, change.goal_id) is not None:
            raise _meanwhile("made already")
        assert change.draft is not None
        return live(db, Goal, make(practice, db, change.draft, change.objective, key=change.goal_id))
    goal = live(db, Goal, change.goal_id)
    if goal.state == GoalState.CLOSED:
        raise _meanwhile(f"closed: {told(goal.title)}")
    if change.draft is not None:
        before = reads.draft(practice.db, goal.id)
        if contracted(GoalState(goal.state), goal.agreed_on) and revised(before, change.draft):
            raise _meanwhile(f"agreed: {told(goal.title)}")
        fill(practice, db, goal, change.draft, change.objective)
    return goal


def _write_milestone(practice: Practice, db: Db, goal: Goal, change: MilestoneChange) -> None:
    if change.new:
        draft = MilestoneDraft(goal.id, change.title, change.due_on)
        make_milestone(practice, db, draft, change.done_on, key=change.key)
    else:
        milestone = live(db, Milestone, change.key)
        milestone.title, milestone.due_on, milestone.done_on = change.title, change.due_on, change.done_on


def _write_entry(practice: Practice, db: Db, goal: Goal, change: EntryChange) -> None:
    if change.new:
        make_entry(practice, db, goal, change.draft, key=change.key)
    else:
        # Only where it stood: what shows it, and how sure that is, the coach may have written meanwhile.
        before = reads.entry_draft(practice.db, change.key)
        draft = before._replace(level=change.draft.level, percent=change.draft.percent)
        write_entry(practice, db, goal, live(db, Progress, change.key), draft)


def _meanwhile(what: str) -> errors.Refused:
    return errors.Refused(
        f"Since the file was read, one of its goals was {what}. Nothing was changed. Read the file again."
    )
