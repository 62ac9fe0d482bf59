"""Taking a client in by the wizard: by keys alone, in a hurry, with mistakes, left and resumed."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from textual.widgets import Input

from coachtui.domain.assessment import Stage
from coachtui.domain.engagement import EngagementState
from coachtui.domain.goals import GoalState
from coachtui.store import drafts, driver, writes
from coachtui.ui.app import CoachApp
from coachtui.ui.commands import Place
from coachtui.ui.forms.intake_wizard import IntakeWizard
from coachtui.ui.screens.assessment import IntakeScreen
from coachtui.ui.screens.frame import Frame
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, press, seen, settled
from tests.ui.filling import choose, field, pick, write, wrong
from tests.ui.intake_story import stored
from tests.ui.test_engagement_form import live, query
from tests.ui.test_hostile_text import TOGETHER, keeps_its_shape, storable
from tests.ui.test_intake import until

TABLES = ("person", "organisation", "engagement", "competency_model", "assessment", "competency_rating", "goal")


async def opened(coach: Coach) -> IntakeWizard:
    """Open the wizard on the list of engagements."""
    await settled(coach)
    await press(coach, "e", "n")
    return wizard(coach)


def wizard(coach: Coach) -> IntakeWizard:
    """Return the wizard that is open."""
    assert isinstance(coach.app.screen, IntakeWizard)
    return coach.app.screen


def step(coach: Coach) -> str:
    """Return the step in sight."""
    return field(coach, "step").value


def told(coach: Coach) -> str:
    """Return what is seen without frames and breaks."""
    return " ".join(seen(coach).replace("│", " ").split())


async def test_a_client_is_taken_in_by_keys_alone_as_one_action(fresh_app: CoachApp, fresh: Path) -> None:
    async with fresh_app.run_test(size=NARROW, notifications=True) as coach:
        await opened(coach)
        await press(coach, *"Ana Ruiz", "enter", "tab", *"Banco", "enter", "ctrl+g")
        await press(coach, *"VP", "enter", *"CFO", "enter", "a", "ctrl+g", "ctrl+g")
        assert step(coach) == "model"
        assert "Inspires and retains a strong team · Decides" in told(coach)
        await press(coach, "enter", "enter")
        assert step(coach) == "ratings"
        assert "1–5 set the level now" in seen(coach)
        await press(coach, "3", "enter", "2", "right", "left")
        assert "now 2 Decides familiar matters well" in told(coach)
        await press(coach, "space", "4", "space", "3", "enter", "space", "5", "9")
        assert "Levels run from 1 to 5." in seen(coach)
        await press(coach, "ctrl+g")
        assert step(coach) == "goals"
        assert "Decides well under pressure, 2 → 4" in told(coach)
        await press(coach, "tab", "ctrl+u", "ctrl+k", *"People stay")
        await write(coach, "goal_2", "People stay")
        await press(coach, "ctrl+g")
        shown = told(coach)
        for words in ("client Ana Ruiz", "VP → CFO, promotion", "Banco", "begins now", "3 of 10 competencies, 2 gaps",
                      "Seeks the strongest objection", "· People stay", "begin with Ana Ruiz"):  # fmt: skip
            assert words in shown, words
        assert live(fresh, *TABLES) == (0,) * 7
        await press(coach, "enter")
        assert isinstance(coach.app.screen, IntakeScreen)
        assert fresh_app.in_hand is not None
        assert fresh_app.in_hand.client == "Ana Ruiz"
        assert "Began with Ana Ruiz · u takes it back" in told(coach)
        found = stored(fresh, "Ana Ruiz")
        assert [one.ratings[Stage.START][1:4] for one in found.competencies[:3]] == [(3, 4, 1), (2, 4, 3), (5, 5, 1)]
        assert live(fresh, *TABLES) == (1, 1, 1, 1, 1, 3, 2)
        goals = query(fresh, "SELECT title, state, due_on FROM goal ORDER BY position")
        assert goals[1] == ("People stay", GoalState.DRAFT, "2027-05-20")
        assert query(fresh, "SELECT state, role_from FROM engagement") == [(EngagementState.ACTIVE, "VP")]
        assert query(fresh, "SELECT count(*) FROM action WHERE kind = 'do'") == [(2,)]
        assert query(fresh, "SELECT count(*) FROM draft") == [(0,)]
        await press(coach, "u")
        await until(coach, lambda: live(fresh, *TABLES) == (0,) * 7)


async def test_in_a_hurry_one_key_begins_and_the_rest_waits(
    app: CoachApp, storied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in = writes.assessment.take_in

    def slowly(*given: object) -> str:
        time.sleep(0.2)
        return take_in(*given)  # type: ignore[arg-type]

    async with app.run_test(size=WIDE, notifications=True) as coach:
        await opened(coach)
        await press(coach, "ctrl+l")
        assert wrong(coach) == {"client_id": "The client is missing. Choose one."}
        await pick(coach, "client_id", "Nora Berg")
        await press(coach, "ctrl+g", "ctrl+g")
        await write(coach, "allocation", "eight")
        await press(coach, "ctrl+o", "ctrl+l")
        assert step(coach) == "span"
        assert "is no number" in wrong(coach)["allocation"]
        # A draft that would be kept while this is stored does not outlive it.
        monkeypatch.setattr("coachtui.ui.forms.form.DRAFT_SECONDS", 0.05)
        monkeypatch.setattr(writes.assessment, "take_in", slowly)
        field(coach, "allocation").query_one(Input).value = "8"
        await coach.pause()
        await press(coach, "ctrl+l")
        assert query(storied, "SELECT count(*) FROM draft") == [(0,)]
        assert isinstance(coach.app.screen, Frame)
        assert coach.app.screen.PLACE is Place.ASSESSMENT
        assert "Leads self" in seen(coach)
    assert live(storied, "engagement", "assessment", "goal") == (8, 0, 0)
    assert stored(storied, "Nora Berg").model == "Leadership in practice"


async def test_each_step_says_what_is_wrong_when_it_is_left(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE) as coach:
        await opened(coach)
        await write(coach, "client_id", "Dana Oka")
        await press(coach, "ctrl+g")
        assert "is not chosen yet" in wrong(coach)["client_id"]
        assert (step(coach), coach.app.focused) == ("people", field(coach, "client_id").query_one(".control"))
        await pick(coach, "client_id", "dana")
        await press(coach, "ctrl+g")
        assert "already has 1 running engagement" in wrong(coach)["client_id"]
        assert step(coach) == "people"
        await press(coach, "ctrl+g")
        await choose(coach, "form", "group")
        await press(coach, "ctrl+g")
        assert set(wrong(coach)) == {"group_size"}
        await choose(coach, "form", "individual")
        await press(coach, "ctrl+g")
        for name, text in (("starts_on", "31.2.2027"), ("ends_on", ""), ("interval_weeks", "0")):
            await write(coach, name, text)
        await press(coach, "ctrl+g")
        assert set(wrong(coach)) == {"starts_on", "ends_on", "interval_weeks"}
        await write(coach, "starts_on", "1.1.2027")
        await write(coach, "ends_on", "1.7.2027")
        await write(coach, "interval_weeks", "5")
        await write(coach, "allocation", "20")
        await press(coach, "ctrl+g")
        assert "only 6 sessions fit" in wrong(coach)["interval_weeks"]
        await press(coach, "ctrl+g")
        assert step(coach) == "model"
        await press(coach, "down", "ctrl+g")
        assert "No model is chosen, so there is nothing to rate yet." in told(coach)
        await press(coach, "enter")
        assert "No gap was rated, so no goal is proposed." in told(coach)
        await press(coach, "enter", "ctrl+o", "ctrl+o", "ctrl+o", "up", "ctrl+g", "ctrl+g", "ctrl+g")
        assert step(coach) == "summary"
        # What was unusual was seen, and is not asked about again.
        await press(coach, "enter")
        assert isinstance(coach.app.screen, IntakeScreen)
    assert live(storied, "engagement") == (8,)


async def test_it_is_found_again_at_the_step_where_it_was_left(
    make_app: MakeApp, storied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachtui.ui.forms.form.DRAFT_SECONDS", 0.05)

    def kept() -> str:
        found = query(storied, "SELECT body FROM draft WHERE form = 'intake'")
        return json.loads(str(found[0][0]))["step"] if found else ""

    async with make_app(storied).run_test(size=WIDE, notifications=True) as coach:
        await opened(coach)
        await pick(coach, "client_id", "Nora Berg")
        await press(coach, "ctrl+g", "ctrl+g", "ctrl+g", "ctrl+g", "down", "2")
        # It is in the file while it is typed, step and all: should the program be killed, it is there.
        await until(coach, lambda: kept() == "ratings")
        await press(coach, "escape", "escape")
        assert "What you typed is kept" in seen(coach)
        await press(coach, "n")
        assert "Your unsaved text is back" in seen(coach)
        assert step(coach) == "ratings"
        assert "✓ people   ✓ role   ✓ span   ✓ model   ● ratings" in seen(coach)
        assert json.loads(field(coach, "ratings").value).popitem()[1] == [2, 3, 1]
        await press(coach, "ctrl+g")
        await write(coach, "goal_1", "Decide on the date")
        # The wording is the coach's now; going back and on leaves it alone.
        await press(coach, "ctrl+o", "ctrl+g")
        assert field(coach, "goal_1").value == "Decide on the date"
        await press(coach, "escape", "escape", "n", "ctrl+r", "ctrl+r")
        assert (step(coach), field(coach, "client_id").value) == ("people", "")
        assert coach.app.focused is field(coach, "client_id").query_one(".control")


async def test_whatever_is_typed_is_drawn_as_text(fresh_app: CoachApp, fresh: Path) -> None:
    async with fresh_app.run_test(size=NARROW, notifications=True) as coach:
        await opened(coach)
        kinds = [storable(words) for words in TOGETHER]
        for first in range(0, len(kinds), 4):
            # Four kinds at once, each in a field of its own.
            client, *others = (kinds[at % len(kinds)] for at in range(first, first + 4))
            for name, words in zip(("role_from", "role_title", "context"), others, strict=True):
                field(coach, name).give_back(words)
            await pick(coach, "client_id", client)
            keeps_its_shape(coach)
            await press(coach, "ctrl+g")
            keeps_its_shape(coach)
            await press(coach, "ctrl+o")
        await press(coach, "ctrl+r", "ctrl+r")
        # A model of somebody's own, with such words in it, through the last steps.
        db = driver.connect(fresh)
        db.execute("INSERT INTO competency_model (id, name, version) VALUES ('m', '[b]x', '[/')")
        for place, words in enumerate(kinds[::2]):
            db.execute(
                "INSERT INTO competency (id, model_id, position, name, description, kpi) VALUES (?, 'm', ?, ?, '', 0)",
                (f"c{place}", place, f"{words}{place}"),
            )
            db.execute(
                "INSERT INTO competency_level VALUES (?, NULL, ?, 2, ?)",
                (f"l{place}", f"c{place}", kinds[2 * place - 1]),
            )
        db.close()
        await press(coach, "escape", "escape", "n")
        await pick(coach, "client_id", "Ana")
        await press(coach, "ctrl+g", "ctrl+g", "ctrl+g", "up", "ctrl+g")
        for _ in kinds[::2]:
            await coach.press("2", "enter")
            keeps_its_shape(coach)
        for _ in range(3):
            await press(coach, "ctrl+g")
            keeps_its_shape(coach)
    assert fresh_app.return_code in (None, 0)


async def test_a_draft_of_another_shape_is_taken_as_far_as_it_goes(make_app: MakeApp, storied: Path) -> None:
    app = make_app(storied)
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        kept = {"step": "nowhere", "ratings": "{}", "model_id": "gone", "goal_9": "x", "role_title": "COO"}
        await app.desk.gateway.write(lambda practice: drafts.save(practice, "intake", "", kept))
        # The wizard opens from the palette of any screen.
        await press(coach, "5", "ctrl+p", *"new eng", "enter")
        wizard(coach)
        assert (step(coach), field(coach, "role_title").value) == ("people", "COO")
