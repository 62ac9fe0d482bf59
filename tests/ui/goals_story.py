"""Goals for the story: Dana's, in each state a goal can be in, and ways to get at them by pilot."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

import pytest

from coachtui.domain.assessment import RatingDraft, Stage
from coachtui.domain.goal_page import GoalLine, GoalsPage
from coachtui.domain.goals import GoalDraft, ProgressDraft, RevisionDraft
from coachtui.domain.people import Party
from coachtui.paths import Paths
from coachtui.store import writes
from coachtui.store.practice import Practice
from coachtui.store.reads import goals as reads
from coachtui.store.writes import competency_model
from coachtui.ui.app import CoachApp
from coachtui.ui.screens.goals import GoalsScreen
from tests.conftest import copy_of, written
from tests.ui.conftest import Coach, press, settled
from tests.ui.test_cadence import engagement_of
from tests.ui.test_hostile_text import HOSTILE, storable

TODAY = date(2026, 11, 21)
LEVELS = {
    -2: "Every decision of the plan passes Dana's desk.",
    -1: "Priya prepares, and Dana decides with her.",
    0: "Priya decides alone; Dana hears of it in the weekly note.",
    1: "Two more outcomes are owned by direct reports, without a review meeting.",
    2: "The direct reports hand outcomes on to their own people.",
}
C, M, K = Party.CLIENT, Party.MANAGER, Party.COACH


def tell(practice: Practice) -> None:
    """Write Dana's goals: one agreed and well under way, one in draft, one followed in per cent."""
    dana = engagement_of(practice, "Dana Okafor")
    goals = writes.goals
    model_id = competency_model.ensure_shipped(practice)
    writes.assessment.choose_model(practice, dana, model_id)
    served = reads.competencies(practice.db, dana)
    organisation = reads.goals(practice.db, dana, practice.clock()).organisation
    assert organisation is not None
    objective = goals.add_objective(practice, organisation.id, "Run the business through the second line")
    draft = GoalDraft(
        dana, "Delegate outcomes, not tasks", "Outcomes that stay with their new owner for four weeks", True, objective,
        (served[0].id, served[1].id), date(2027, 2, 19), importance=3, difficulty=2, levels=LEVELS,
    )  # fmt: skip
    delegate = goals.add(practice, draft)
    goals.agree(practice, delegate, date(2026, 9, 1))
    entries = (
        (9, 17, K, -1, "", None),
        (9, 30, M, -1, "still in every meeting", 3),
        (10, 8, C, 0, "Priya took the staffing decision alone.", 4),
        (11, 5, K, 0, "Heard of the hiring stop from the note, and let it stand.", 5),
    )
    for month, day, party, level, evidence, sure in entries:
        goals.note(practice, ProgressDraft(delegate, date(2026, month, day), party, level, None, evidence, sure))
    done = goals.add_milestone(practice, delegate, "The outcomes that leave Dana's desk are named", date(2026, 9, 30))
    goals.tick(practice, done, date(2026, 10, 2))
    goals.add_milestone(practice, delegate, "Priya runs the plan alone", date(2026, 11, 13))
    goals.add_milestone(practice, delegate, "A month without a review meeting", date(2027, 1, 15))
    goals.reflect(practice, delegate, "I had thought I was helping. I was checking.", date(2026, 10, 8))
    moved = draft._replace(due_on=date(2027, 2, 12), measure="Outcomes still with their owner after four weeks")
    reason = RevisionDraft(delegate, "The board moved its date forward.", (C, M), date(2026, 10, 20))
    goals.edit(practice, delegate, moved, reason)
    goals.add(practice, GoalDraft(dana, "Board presence", levels={0: "Speaks first on the numbers."}, difficulty=3))
    followed = goals.add(practice, GoalDraft(dana, "Let go of the old role", "Hours a week", True, importance=0))
    for month, day, percent in ((9, 3, 10), (10, 1, 40), (11, 3, 60)):
        goals.note(practice, ProgressDraft(followed, date(2026, month, day), C, None, percent))
    rate = RatingDraft(served[0].id, 2, 4, 3)
    writes.assessment.rate(practice, dana, Stage.START, rate)


def tell_many(practice: Practice) -> None:
    """Write 40 goals with 30 entries each for Mei."""
    mei = engagement_of(practice, "Mei Tan")
    for number in range(1, 41):
        goal_id = writes.goals.add(practice, GoalDraft(mei, f"Goal number {number:02} of a great many", levels=LEVELS))
        with practice.raw_action("filled in by a test") as db:
            for at in range(30):
                on = date(2026, 7, 9) + timedelta(days=4 * at)
                values = (practice.new_id(), goal_id, on.isoformat(), min(2, at // 8 - 2), ("coach", "client")[at % 2])
                db.execute("INSERT INTO progress (id, goal_id, noted_on, level, party) VALUES (?, ?, ?, ?, ?)", values)


def tell_hostile(practice: Practice) -> None:
    """Write goals of Mei's, a different hostile text in each place: each text is a title, and much else."""
    mei = engagement_of(practice, "Mei Tan")
    goals = writes.goals
    kinds = [storable(words) for words in HOSTILE.values()]
    for first in range(0, len(kinds), 2):
        words = cycle(kinds[first:] + kinds[:first])
        # The former title is told with the revision.
        former, title = next(words), next(words)
        goal_id = goals.add(practice, GoalDraft(mei, former, next(words), levels={0: next(words), 1: next(words)}))
        goals.agree(practice, goal_id, TODAY)
        goals.note(practice, ProgressDraft(goal_id, TODAY, K, 0, None, next(words)))
        goals.add_milestone(practice, goal_id, next(words), TODAY)
        goals.reflect(practice, goal_id, next(words), TODAY)
        changed = GoalDraft(mei, f"{title[:900]} {first}", "other")
        goals.edit(practice, goal_id, changed, RevisionDraft(goal_id, next(words), (C,)))


@pytest.fixture(scope="session")
def told_goals(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story with Dana's goals, written once."""
    return written(told, tmp_path_factory.mktemp("goals"), tell)


@pytest.fixture(scope="session")
def told_many(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story with a great many goals of Mei's, written once."""
    return written(told, tmp_path_factory.mktemp("many"), tell_many)


@pytest.fixture(scope="session")
def told_hostile(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story with goals of Mei's in hostile words, written once."""
    return written(told, tmp_path_factory.mktemp("hostile"), tell_hostile)


@pytest.fixture
def with_goals(told_goals: Path, paths: Paths) -> Path:
    """A copy of the story with Dana's goals, at the usual place."""
    return copy_of(told_goals, paths.practice, paths)


@pytest.fixture
def with_many(told_many: Path, paths: Paths) -> Path:
    """A copy of the story with a great many goals of Mei's, at the usual place."""
    return copy_of(told_many, paths.practice, paths)


@pytest.fixture
def with_hostile(told_hostile: Path, paths: Paths) -> Path:
    """A copy of the story with hostile goals of Mei's, at the usual place."""
    return copy_of(told_hostile, paths.practice, paths)


async def take(coach: Coach, letters: str = "da") -> GoalsScreen:
    """Take an engagement in hand, and go to its goals."""
    await settled(coach)
    await press(coach, "o", *letters, "enter", "5")
    screen = coach.app.screen
    assert isinstance(screen, GoalsScreen)
    return screen


async def stored(coach: Coach) -> GoalsPage:
    """Return what is stored of the goals of the engagement in hand."""
    app = coach.app
    assert isinstance(app, CoachApp)
    assert app.in_hand is not None
    page = await app.desk.gateway.read(reads.goals, app.in_hand.id, app.desk.now())
    # What an undo did is stored by now; what it lets be read anew is waited for here.
    await settled(coach)
    return page


async def first(coach: Coach) -> GoalLine:
    """Return what is stored of the first goal."""
    return (await stored(coach)).goals[0]
