"""What a file of goals comes to, before it is written: goals to make or change, with what hangs on them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from coachtui.domain.goal_parts import ObjectiveDraft
from coachtui.domain.goals import GoalDraft, ProgressDraft


class MilestoneChange(NamedTuple):
    """A milestone as it is to stand; `key` is its id, also of one that is to be made."""

    key: str
    title: str
    due_on: date | None = None
    done_on: date | None = None
    new: bool = False


class EntryChange(NamedTuple):
    """A progress entry as it is to stand; `key` is its id, also of one that is to be made."""

    key: str
    draft: ProgressDraft
    new: bool = True


class GoalChange(NamedTuple):
    """A goal to make (`new`) or to change; what is None or empty stays as it is.

    `agreed_on` agrees it on that day, and `closes` closes it, after all else.
    """

    goal_id: str
    engagement_id: str
    new: bool = False
    draft: GoalDraft | None = None
    objective: ObjectiveDraft | None = None
    milestones: tuple[MilestoneChange, ...] = ()
    entry: EntryChange | None = None
    agreed_on: date | None = None
    closes: bool = False
