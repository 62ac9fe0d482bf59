"""Writes about milestones: the steps on the way to a goal."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session as Db
from sqlmodel import col

from coachtui.domain.drafts import gather, refuse
from coachtui.domain.goal_parts import MilestoneDraft
from coachtui.domain.goals import past
from coachtui.store.practice import Practice
from coachtui.store.tables.goals import Goal, Milestone
from coachtui.store.writes.goal_rows import move, next_place, say_of, today_of, told
from coachtui.store.writes.rows import bin_row, live


def add_milestone(practice: Practice, goal_id: str, title: str, due_on: date | None) -> str:
    """Store a milestone, last among its goal's, and return its id. Raises Invalid, NotFound."""
    with practice.action("") as db:
        milestone_id = make_milestone(practice, db, MilestoneDraft(goal_id, title, due_on))
        say_of(db, goal_id, f"added the milestone {told(title)} to")
        return milestone_id


def make_milestone(
    practice: Practice, db: Db, draft: MilestoneDraft, done_on: date | None = None, *, key: str = ""
) -> str:
    """Store a milestone within an open action and return its id, `key` if given. Raises Invalid, NotFound."""
    refuse(draft.problems())
    live(db, Goal, draft.goal_id)
    milestone = Milestone(
        id=key or practice.new_id(),
        goal_id=draft.goal_id,
        position=next_place(db, Milestone, col(Milestone.goal_id) == draft.goal_id),
        title=draft.title,
        due_on=draft.due_on,
        done_on=done_on,
    )
    db.add(milestone)
    db.flush()
    return milestone.id


def edit_milestone(practice: Practice, milestone_id: str, title: str, due_on: date | None) -> None:
    """Store what changed about a milestone. Raises Invalid, NotFound."""
    with practice.action("") as db:
        milestone = live(db, Milestone, milestone_id)
        refuse(MilestoneDraft(milestone.goal_id, title, due_on).problems())
        milestone.title, milestone.due_on = title, due_on
        say_of(db, milestone.goal_id, f"edited the milestone {told(title)} of")


def tick(practice: Practice, milestone_id: str, on: date | None) -> None:
    """Record the day on which a milestone was reached, or with None that it wasn't. Raises Invalid, NotFound."""
    with practice.action("") as db:
        milestone = live(db, Milestone, milestone_id)
        refuse(gather(past("done_on", on, today_of(practice), "The day it was reached")))
        milestone.done_on = on
        verb = "reached" if on else "reopened"
        say_of(db, milestone.goal_id, f"{verb} the milestone {told(milestone.title)} of")


def move_milestone(practice: Practice, milestone_id: str, by: int) -> None:
    """Move a milestone up (`by` −1) or down (1) among its goal's; at either end it stays. Raises NotFound."""
    with practice.action("") as db:
        milestone = live(db, Milestone, milestone_id)
        move(db, Milestone, col(Milestone.goal_id) == milestone.goal_id, milestone, by)
        which = f"moved the milestone {told(milestone.title)} of"
        say_of(db, milestone.goal_id, which, "up" if by < 0 else "down")


def remove_milestone(practice: Practice, milestone_id: str) -> None:
    """Put a milestone in the bin. Raises NotFound."""
    with practice.action("") as db:
        milestone = live(db, Milestone, milestone_id)
        bin_row(practice, db, Milestone, milestone_id)
        say_of(db, milestone.goal_id, f"put the milestone {told(milestone.title)} of", "in the bin")
