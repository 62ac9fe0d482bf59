"""What hangs on a goal: the form that changes it, what a key does to it, what is asked before it goes into the bin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from coachtui.domain.goal_page import GoalLine, GoalsPage, ProgressLine
from coachtui.domain.words import day, level, plural
from coachtui.store import writes
from coachtui.store.reads import goals as reads
from coachtui.ui.text import LABEL, STRONG, VALUE, cut, joined, plain
from coachtui.ui.widgets.ladder import called

if TYPE_CHECKING:
    from coachtui.store.practice import Practice
    from coachtui.ui.desk import Desk
    from coachtui.ui.forms.form import Form

SHOWN = 160
"""Characters of a text that a question repeats."""


class Doomed(NamedTuple):
    """What is asked before something goes into the bin, what is told after, and what puts it there."""

    title: str
    question: Content
    said: str
    remove: Callable[[Practice], None]


class Change(NamedTuple):
    """What a key does to an item, and how it is told."""

    said: str
    write: Callable[[Practice], None]


async def form_of(desk: Desk, page: GoalsPage, goal: GoalLine, kind: str, item_id: str) -> Form[str]:
    """Return the form that changes an item, with the whole of its text. Raises a PracticeError."""
    from coachtui.ui.forms.milestone_form import MilestoneForm
    from coachtui.ui.forms.progress_form import ProgressForm
    from coachtui.ui.forms.reflection_form import ReflectionForm

    read = desk.gateway.read
    if kind == "milestone":
        return MilestoneForm(desk, page, goal, item_id, await read(reads.milestone_draft, item_id))
    if kind == "entry":
        entry = await read(reads.entry_draft, item_id)
        return ProgressForm(desk, page, goal, entry.party, item_id, entry)
    return ReflectionForm(desk, page, goal, item_id, await read(reads.reflection_draft, item_id))


def change(what: str, milestone_id: str, goal: GoalLine, page: GoalsPage) -> Change | None:
    """Return what ticks a milestone, or moves it `earlier` or `later`; None if it is not there any more."""
    one = next((one for one in goal.milestones if one.id == milestone_id), None)
    if one is None:
        return None
    title = one.title[:60]
    if what == "tick":
        on = None if one.done_on else page.today
        said = f"{'Done' if on else 'Open again'}: {title}"
        return Change(said, lambda practice: writes.goals.tick(practice, milestone_id, on))
    by = -1 if what == "earlier" else 1
    said = f"Moved {'up' if by < 0 else 'down'}: {title}"
    return Change(said, lambda practice: writes.goals.move_milestone(practice, milestone_id, by))


def doomed(goal: GoalLine) -> Content:
    """Return what goes into the bin with a goal."""
    counts = (
        (goal.entry_count, "progress entry", "progress entries"),
        (len(goal.milestones), "milestone", "milestones"),
        (len(goal.reflections), "reflection", "reflections"),
        (len(goal.revisions), "revision", "revisions"),
    )
    with_it = ", ".join(plural(count, one, many) for count, one, many in counts if count)
    told = f"\nWith it: {with_it}." if with_it else ""
    return joined((goal.title[:SHOWN], STRONG)) + Content.styled(f"{told}\nu brings it back.", LABEL)


def about(kind: str, item_id: str, goal: GoalLine, entries: Sequence[ProgressLine], page: GoalsPage) -> Doomed | None:
    """Return what is to be known before an item goes into the bin; None if it is not there any more."""
    if kind == "milestone":
        milestone = next((one for one in goal.milestones if one.id == item_id), None)
        return milestone and Doomed(
            "Put the milestone in the bin?",
            _question(milestone.title),
            milestone.title[:60],
            lambda practice: writes.goals.remove_milestone(practice, item_id),
        )
    if kind == "entry":
        entry = next((one for one in entries if one.id == item_id), None)
        return entry and Doomed(
            "Put the entry in the bin?",
            _question(f"{_said(entry, page)}  {entry.evidence}"),
            _said(entry, page),
            lambda practice: writes.goals.remove_entry(practice, item_id),
        )
    reflection = next((one for one in goal.reflections if one.id == item_id), None)
    return reflection and Doomed(
        "Put the reflection in the bin?",
        _question(reflection.body),
        f"a reflection of {day(reflection.written_on, page.today)}",
        lambda practice: writes.goals.remove_reflection(practice, item_id),
    )


def _said(entry: ProgressLine, page: GoalsPage) -> str:
    value = level(entry.level) if entry.level is not None else f"{entry.percent} %"
    return f"{value} by {called(page.client)[entry.party]}, {day(entry.noted_on, page.today)}"


def _question(words: str) -> Content:
    return cut(plain(words, VALUE), SHOWN) + Content.styled("\nu brings it back.", LABEL)
