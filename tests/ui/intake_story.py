"""Assessments for the story: Dana's at the start and in the middle, with a 360; Mei has a model, and no rating."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest

from coachtui.domain.assessment import RatingDraft, Stage
from coachtui.domain.goals import GoalDraft
from coachtui.domain.intake import Intake
from coachtui.paths import Paths
from coachtui.store import driver, writes
from coachtui.store.practice import Practice, open_practice
from coachtui.store.reads import assessment as reads
from coachtui.ui.app import CoachApp
from coachtui.ui.screens.assessment import IntakeScreen
from tests.conftest import NOW, StandingClock, copy_of
from tests.ui.conftest import Coach, press, settled
from tests.ui.test_cadence import engagement_of

DANA, MEI, NOBODY = "da", "mei", "sam"
"""Letters that find: who is assessed twice, who has a model only, who has neither."""

START = ((2, 4, 3), (3, 4, 2), (2, 3, 1), (4, 4, 2), (3, 5, 0), (2, 3, 3))
"""Current, target and importance at the start, of the first competencies of the model; the others are not rated."""
MIDDLE = (3, 3, 3, 4)
"""Current in the middle, of the first four."""
ANSWERS = {
    "self": ((5, 3, 2),),
    "manager": ((3, 3, 3),),
    "peer": ((3, 3, 4), (4, 4, 3), (3, 3, 4), None),
    "direct_report": ((2, 3, 3), (3, 4, 4)),
    "other": (None, None),
}
"""What each rater of a relation answered on the first three competencies; None: not at all."""


def tell(practice: Practice) -> None:
    """Write Dana's two assessments with evidence, her round, and a goal for the widest gap."""
    dana, mei = engagement_of(practice, "Dana Okafor"), engagement_of(practice, "Mei Tan")
    model_id = writes.assessment.ensure_shipped(practice)
    for engagement_id in (dana, mei):
        writes.assessment.choose_model(practice, engagement_id, model_id)
    served = [one.id for one in reads.model(practice.db, model_id).competencies]
    writes.assessment.begin(practice, dana, Stage.START, date(2026, 9, 1))
    for key, (current, target, importance) in zip(served, START, strict=False):
        evidence = "Two people left within a year, and Dana learned it from HR." if key == served[0] else ""
        draft = RatingDraft(key, current, target, importance, evidence)
        writes.assessment.rate(practice, dana, Stage.START, draft)
    writes.assessment.begin(practice, dana, Stage.MIDDLE, date(2026, 11, 18))
    for key, current, (_, target, importance) in zip(served, MIDDLE, START, strict=False):
        writes.assessment.rate(practice, dana, Stage.MIDDLE, RatingDraft(key, current, target, importance))
    writes.goals.add(practice, GoalDraft(dana, "People stay, and say why", competency_ids=(served[0],)))
    ask(practice, dana, served)


def ask(practice: Practice, engagement_id: str, served: list[str]) -> None:
    """Write a closed 360 round; the groups of direct reports and others are too small to be shown."""
    round_id = practice.new_id()
    with practice.raw_action("filled in by a test") as db:
        db.execute(
            "INSERT INTO feedback_round (id, engagement_id, name, state, opened_on, closed_on, scale_low, scale_high, "
            "threshold) VALUES (?, ?, 'Survey of autumn', 'closed', '2026-09-02', '2026-09-16', 1, 5, 3)",
            (round_id, engagement_id),
        )
        items = []
        for place, competency_id in enumerate(served[:3], start=1):
            items.append(practice.new_id())
            db.execute(
                "INSERT INTO round_item (id, round_id, competency_id, position, wording) VALUES (?, ?, ?, ?, 'How?')",
                (items[-1], round_id, competency_id, place),
            )
        for relation, raters in ANSWERS.items():
            for answers in raters:
                rater_id = practice.new_id()
                db.execute(
                    "INSERT INTO rater (id, round_id, relation, answered_on) VALUES (?, ?, ?, ?)",
                    (rater_id, round_id, relation, "2026-09-10" if answers else None),
                )
                for item_id, value in zip(items, answers or (), strict=False):
                    db.execute(
                        "INSERT INTO item_answer (id, rater_id, item_id, value) VALUES (?, ?, ?, ?)",
                        (practice.new_id(), rater_id, item_id, value),
                    )


@pytest.fixture(scope="session")
def told_intake(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story with assessments, written once."""
    directory = tmp_path_factory.mktemp("intake")
    paths = Paths(directory / "data", directory / "config", directory / "state")
    copy_of(told, paths.practice, paths)
    with open_practice(paths.practice, paths, clock=StandingClock(), random=Random(8)) as practice:
        practice.db.execute("PRAGMA synchronous = OFF")
        tell(practice)
    return paths.practice


@pytest.fixture
def assessed(told_intake: Path, paths: Paths) -> Path:
    """A copy of the practice with assessments, at the usual place."""
    return copy_of(told_intake, paths.practice, paths)


async def take(coach: Coach, letters: str = DANA) -> IntakeScreen:
    """Take an engagement in hand, and go to Intake."""
    await settled(coach)
    await press(coach, "o", *letters, "enter", "2")
    return screen(coach.app)


def screen(app: object) -> IntakeScreen:
    """Return the Intake screen of an app."""
    assert isinstance(app, CoachApp)
    assert isinstance(app.screen, IntakeScreen)
    return app.screen


def stored(file: Path, client: str = "Dana Okafor") -> Intake:
    """Return what the practice file holds now of somebody's assessment."""
    db = driver.connect(file, read_only=True)
    engagement_id = db.execute(
        "SELECT e.id FROM engagement e JOIN person p ON p.id = e.client_id WHERE p.name = ? AND e.deleted_at IS NULL",
        (client,),
    ).fetchone()[0]
    intake = reads.intake(db, engagement_id, NOW)
    db.close()
    return intake
