"""What the writes about goals share: finding an open goal, places in an order, words about a goal."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement
from sqlmodel import Session as Db
from sqlmodel import col, func, select

from coachtui.domain.drafts import Problem, refuse
from coachtui.domain.goals import GoalState
from coachtui.store.practice import Practice
from coachtui.store.reads.facts import here
from coachtui.store.tables.goals import Goal, Milestone
from coachtui.store.writes.rows import live, say

TOLD = 60
"""Characters of a title in the words of an action."""

Placed = TypeVar("Placed", Goal, Milestone)


def open_goal(db: Db, goal_id: str) -> Goal:
    """Return a goal that may be worked on. Raises Invalid when it is closed, NotFound."""
    goal = live(db, Goal, goal_id)
    if goal.state == GoalState.CLOSED:
        refuse((Problem("state", "This goal is closed. Reopen it first."),))
    return goal


def move(db: Db, table: type[Placed], among: ColumnElement[bool], moved: Placed, by: int) -> None:
    """Move a row by one place among those of its parent, and number them all from 0 without gaps."""
    rows = list(
        db.exec(
            select(table).where(among, col(table.deleted_at).is_(None)).order_by(col(table.position), col(table.id))
        )
    )
    rows.remove(moved)
    before = sum((row.position, row.id) < (moved.position, moved.id) for row in rows)
    rows.insert(min(len(rows), max(0, before + (1 if by > 0 else -1))), moved)
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position


def next_place(db: Db, table: type[Placed], among: ColumnElement[bool]) -> int:
    """Return the place behind the last of those of a parent."""
    last = db.exec(select(func.max(table.position)).where(among, col(table.deleted_at).is_(None))).one()
    return 0 if last is None else last + 1


def say_of(db: Db, goal_id: str, before: str, after: str = "") -> None:
    """Give the action its words, around the goal's title."""
    goal = live(db, Goal, goal_id)
    say(db, " ".join(filter(None, (before, told(goal.title), after))), about=goal.engagement_id)


def told(title: str) -> str:
    """Return a title for the words of an action: in one line, and not too long."""
    flat = " ".join(title.split())
    return flat if len(flat) <= TOLD else f"{flat[: TOLD - 1].rstrip()}…"


def today_of(practice: Practice) -> date:
    """Return the day that it is for the coach."""
    return here(practice.db, practice.clock()).today
