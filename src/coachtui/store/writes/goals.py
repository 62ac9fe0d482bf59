"""Writes about goals: their texts and agreement, reflections, objectives; progress and milestones are beside it."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session as Db
from sqlmodel import col, select

from coachtui.domain.drafts import Problem, gather, refuse
from coachtui.domain.goal_parts import ObjectiveDraft, ReflectionDraft
from coachtui.domain.goals import REVISED, GoalDraft, GoalState, ProgressDraft, RevisionDraft, contracted, past, revised
from coachtui.store import errors
from coachtui.store.practice import Practice
from coachtui.store.reads import goals as reads
from coachtui.store.tables.alignment import MeetingOutcome
from coachtui.store.tables.engagement import Engagement
from coachtui.store.tables.goals import Goal, GoalRevision, Reflection
from coachtui.store.writes.goal_rows import move, next_place, open_goal, say_of, today_of, told
from coachtui.store.writes.goal_texts import fill, make_objective
from coachtui.store.writes.milestones import (
    add_milestone,
    edit_milestone,
    make_milestone,
    move_milestone,
    remove_milestone,
    tick,
)
from coachtui.store.writes.progress import edit_entry, make_entry, note, remove_entry
from coachtui.store.writes.rows import bin_row, live, say

__all__ = [
    "add", "add_milestone", "add_objective", "agree", "close", "edit", "edit_entry", "edit_milestone",
    "edit_reflection", "make", "make_entry", "make_milestone", "move_milestone", "note", "reflect", "remove",
    "remove_entry", "remove_milestone", "remove_reflection", "reopen", "reorder", "tick",
]  # fmt: skip


def add(practice: Practice, draft: GoalDraft, objective: ObjectiveDraft | None = None) -> str:
    """Store a new goal as a draft, last among its engagement's, and return its id. Raises Invalid, NotFound.

    `objective` is a new one of the organisation that the goal serves; where it is known already, that one is taken.
    """
    with practice.action("", about=draft.engagement_id) as db:
        goal_id = make(practice, db, draft, objective)
        say(db, f"added the goal {told(draft.title)}")
        return goal_id


def make(
    practice: Practice, db: Db, draft: GoalDraft, objective: ObjectiveDraft | None = None, *, key: str = ""
) -> str:
    """Store a goal as a draft within an open action and return its id, `key` if given. Raises Invalid, NotFound."""
    engagement = live(db, Engagement, draft.engagement_id)
    refuse((*draft.problems(starts_on=engagement.starts_on), *(objective.problems() if objective else ())))
    goal = Goal(
        id=key or practice.new_id(),
        engagement_id=draft.engagement_id,
        position=next_place(db, Goal, col(Goal.engagement_id) == draft.engagement_id),
        title=draft.title,
    )
    fill(practice, db, goal, draft, objective)
    return goal.id


def edit(
    practice: Practice,
    goal_id: str,
    draft: GoalDraft,
    revision: RevisionDraft | None = None,
    objective: ObjectiveDraft | None = None,
) -> None:
    """Store what changed about a goal. Raises Invalid, NotFound.

    A goal that was agreed changes only with a reason in what it is judged by (`domain.goals.REVISED`): its former
    title and measure are kept then, with the reason, who agreed and when.
    """
    with practice.action("") as db:
        goal = live(db, Goal, goal_id)
        engagement = live(db, Engagement, goal.engagement_id)
        refuse((*draft.problems(starts_on=engagement.starts_on), *(objective.problems() if objective else ())))
        changed = revised(reads.draft(practice.db, goal_id), draft)
        if revision is None and changed and contracted(GoalState(goal.state), goal.agreed_on):
            names = ", ".join(REVISED[name] for name in changed)
            why = f"It was agreed, so changing it ({names}) needs a reason. Write why, and who agreed."
            refuse((Problem("reason", why),))
        if revision is not None:
            today = today_of(practice)
            refuse(revision.problems(today))
            db.add(
                GoalRevision(
                    id=practice.new_id(),
                    goal_id=goal_id,
                    revised_on=revision.revised_on or today,
                    former_title=goal.title,
                    former_measure=goal.measure,
                    reason=revision.reason,
                    agreed_by=",".join(dict.fromkeys(revision.agreed_by)),
                )
            )
        fill(practice, db, goal, draft, objective)
        say(db, f"{'revised' if revision else 'edited'} the goal {told(goal.title)}", about=goal.engagement_id)


def agree(practice: Practice, goal_id: str, on: date) -> None:
    """Record that a goal was agreed on a day, and with that as achievable; again to put the day right.

    Raises Invalid when it is closed or the day is still to come, NotFound.
    """
    with practice.action("") as db:
        goal = open_goal(db, goal_id)
        refuse(gather(past("agreed_on", on, today_of(practice), "The day it was agreed")))
        goal.state, goal.agreed_on, goal.achievable = GoalState.AGREED, on, True
        say(db, f"agreed the goal {told(goal.title)}", about=goal.engagement_id)


def close(practice: Practice, goal_id: str, final: ProgressDraft | None = None) -> None:
    """Close a goal, with where it stood in the end if that is told. Raises Invalid, NotFound."""
    with practice.action("") as db:
        goal = open_goal(db, goal_id)
        said = f" at {make_entry(practice, db, goal, final)[1]}" if final else ""
        goal.state = GoalState.CLOSED
        say(db, f"closed the goal {told(goal.title)}{said}", about=goal.engagement_id)


def reopen(practice: Practice, goal_id: str) -> None:
    """Open a closed goal again, agreed if it ever was. Raises Invalid when it is not closed, NotFound."""
    with practice.action("") as db:
        goal = live(db, Goal, goal_id)
        if goal.state != GoalState.CLOSED:
            refuse((Problem("state", "This goal is open already."),))
        goal.state = GoalState.AGREED if goal.agreed_on else GoalState.DRAFT
        say(db, f"reopened the goal {told(goal.title)}", about=goal.engagement_id)


def remove(practice: Practice, goal_id: str) -> None:
    """Put a goal in the bin with all that hangs on it. Raises NotFound; Refused while a meeting's outcome names it."""
    with practice.action("") as db:
        goal = live(db, Goal, goal_id)
        named = select(MeetingOutcome.id).where(
            col(MeetingOutcome.goal_id) == goal_id, col(MeetingOutcome.deleted_at).is_(None)
        )
        if db.exec(named.limit(1)).first():
            raise errors.Refused(f"{told(goal.title)} stays, since a three-way meeting agreed on it. Close it instead.")
        bin_row(practice, db, Goal, goal_id)
        say(db, f"put the goal {told(goal.title)} in the bin", about=goal.engagement_id)


def reorder(practice: Practice, goal_id: str, by: int) -> None:
    """Move a goal up (`by` −1) or down (1) among its engagement's; at either end it stays. Raises NotFound."""
    with practice.action("") as db:
        goal = live(db, Goal, goal_id)
        move(db, Goal, col(Goal.engagement_id) == goal.engagement_id, goal, by)
        say(db, f"moved the goal {told(goal.title)} {'up' if by < 0 else 'down'}", about=goal.engagement_id)


def reflect(practice: Practice, goal_id: str, body: str, on: date) -> str:
    """Store the client's own view of a goal on a day and return its id. Raises Invalid, NotFound."""
    refuse(ReflectionDraft(goal_id, body, on).problems(today_of(practice)))
    with practice.action("") as db:
        goal = live(db, Goal, goal_id)
        reflection = Reflection(id=practice.new_id(), goal_id=goal_id, written_on=on, body=body)
        db.add(reflection)
        say(db, f"noted the client's reflection on {told(goal.title)}", about=goal.engagement_id)
        return reflection.id


def edit_reflection(practice: Practice, reflection_id: str, body: str, on: date) -> None:
    """Store what changed about a reflection. Raises Invalid, NotFound."""
    with practice.action("") as db:
        reflection = live(db, Reflection, reflection_id)
        refuse(ReflectionDraft(reflection.goal_id, body, on).problems(today_of(practice)))
        reflection.body, reflection.written_on = body, on
        say_of(db, reflection.goal_id, "edited the client's reflection on")


def remove_reflection(practice: Practice, reflection_id: str) -> None:
    """Put a reflection in the bin. Raises NotFound."""
    with practice.action("") as db:
        goal_id = live(db, Reflection, reflection_id).goal_id
        bin_row(practice, db, Reflection, reflection_id)
        say_of(db, goal_id, "put a reflection on", "in the bin")


def add_objective(practice: Practice, organisation_id: str, title: str, due_on: date | None = None) -> str:
    """Store an objective of an organisation and return its id; one that it has already is taken. Raises Invalid."""
    draft = ObjectiveDraft(organisation_id, title, due_on)
    refuse(draft.problems())
    with practice.action(f"added the objective {told(title)}") as db:
        return make_objective(practice, db, draft)
