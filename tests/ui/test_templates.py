"""Templates on the screens: saving one, the list, changing and binning, and a cohort from the first key to the undo."""

from __future__ import annotations

from pathlib import Path

from textual import events

from coachtui.domain.goals import GoalDraft
from coachtui.domain.template import TemplateDraft
from coachtui.paths import Paths
from coachtui.store import driver, writes
from coachtui.store.practice import open_practice
from coachtui.store.reads import templates as reads
from coachtui.ui.app import CoachApp
from coachtui.ui.forms.cohort_form import CohortForm
from coachtui.ui.forms.members import AddInput
from coachtui.ui.forms.template_form import TemplateForm
from coachtui.ui.screens.engagements import EngagementsScreen
from coachtui.ui.screens.frame import Frame
from coachtui.ui.screens.templates import Templates
from tests.conftest import StandingClock
from tests.store.rows import content
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, press, seen, settled
from tests.ui.filling import choose, field, pick, write, wrong
from tests.ui.test_hostile_text import TOGETHER, keeps_its_shape, storable

PASTED = "Ana Ruiz, ana@banco.example, CFO, Luz Vega\n\nKen Sato; ; Head of risk; ; Asia/Tokyo"


def stored(file: Path) -> dict[str, list[object]]:
    """Return what the practice file holds."""
    db = driver.connect(file, read_only=True)
    found = content(db)
    db.close()
    return found


def saved(file: Path) -> list[TemplateDraft]:
    """Return the templates of the practice file."""
    db = driver.connect(file, read_only=True)
    found = [reads.template(db, one.id).draft for one in reads.templates(db)]
    db.close()
    return found


def with_template(file: Path, paths: Paths, clock: StandingClock, name: str = "Six months") -> str:
    """Save Dana's engagement, with two goals, as a template."""
    with open_practice(file, paths, clock=clock) as practice:
        row = practice.db.execute(
            "SELECT e.id FROM engagement e JOIN person p ON p.id = e.client_id WHERE p.name = 'Dana Okafor'"
        ).fetchone()
        writes.goals.add(practice, GoalDraft(row[0], "Delegate outcomes", "Nobody waits", levels={0: "stays out"}))
        writes.goals.add(practice, GoalDraft(row[0], "Let Dana speak early"))
        return writes.templates.save_from(practice, row[0], name)


async def by_name(coach: Coach, name: str) -> None:
    """Give a command by the palette."""
    await press(coach, "ctrl+p", *name)
    await press(coach, "enter")


async def test_an_engagement_is_saved_as_a_template_with_each_text_seen_first(
    make_app: MakeApp, storied: Path, paths: Paths, clock: StandingClock
) -> None:
    with_template(storied, paths, clock, "Other")
    before = saved(storied)
    app = make_app(storied)
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await settled(coach)
        await press(coach, "o", *"dana", "enter")
        await by_name(coach, "save as template")
        assert isinstance(app.screen, TemplateForm)
        assert "nobody's name go in" in " ".join(seen(coach).replace("│", " ").split())
        await press(coach, "ctrl+g")
        assert wrong(coach) == {"name": "The name is missing. Type it."}
        await write(coach, "name", "other")
        await write(coach, "span_days", "ten")
        await press(coach, "ctrl+g")
        assert wrong(coach).keys() == {"span_days"}
        await write(coach, "span_days", "100")
        await press(coach, "ctrl+g")
        assert wrong(coach).keys() == {"end"}  # it would be held after the last day
        await write(coach, "end", "95")
        # A goal that names the client is told once; put into other words it is not told.
        await press(coach, "ctrl+g")
        assert "Goal 2 names Dana Okafor" in wrong(coach)["goal_2"]
        await press(coach, "ctrl+g")
        assert "A template of this name is here already" in wrong(coach)["name"]
        await write(coach, "name", "Short one")
        await write(coach, "goal_2", "Speak early\nmeasure: asked first\n+1: asks")
        field(coach, "goal_1_in").take_focus()
        await press(coach, "space")
        assert not field(coach, "goal_1").display
        await press(coach, "ctrl+g")
        assert "Saved the template Short one · u takes it back" in seen(coach)
        _, short = saved(storied)
        assert (short.name, short.span_days, short.meetings[-1].day) == ("Short one", 100, 94)
        (goal,) = short.goals
        assert (goal.title, goal.measure, goal.levels) == ("Speak early", "asked first", {1: "asks"})
        await press(coach, "u")
        assert saved(storied) == before


async def test_the_list_changes_and_bins_and_says_what_to_do_when_it_is_empty(
    make_app: MakeApp, storied: Path, paths: Paths, clock: StandingClock
) -> None:
    with_template(storied, paths, clock)
    app = make_app(storied)
    async with app.run_test(size=NARROW, notifications=True) as coach:
        await settled(coach)
        await by_name(coach, "start from a template")
        assert isinstance(app.screen, Templates)
        for words in ("Six months", "26 weeks", "Delegate outcomes"):
            assert words in seen(coach)
        await press(coach, "E")
        assert isinstance(app.screen, TemplateForm)
        await write(coach, "name", "Half a year")
        await write(coach, "roles", "Nobody else knows")
        await press(coach, "ctrl+g")
        assert [(one.name, one.roles) for one in saved(storied)] == [("Half a year", "Nobody else knows")]
        await press(coach, "e", "t", "d")
        assert "again puts “Half a year” in the bin" in seen(coach)
        assert len(saved(storied)) == 1
        await press(coach, "d")
        assert saved(storied) == []
        assert "save as template" in seen(coach)
        await press(coach, "enter", "E", "d", "escape")
        assert isinstance(app.screen, EngagementsScreen)
        await press(coach, "u", "y")
        assert len(saved(storied)) == 1


async def test_a_cohort_from_the_first_key_to_the_undo(
    make_app: MakeApp, storied: Path, paths: Paths, clock: StandingClock
) -> None:
    with_template(storied, paths, clock)
    before = stored(storied)
    app = make_app(storied)
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await settled(coach)
        await press(coach, "e", "t", "enter")
        assert isinstance(app.screen, CohortForm)
        await pick(coach, "programme_id", "Wave 1")
        await pick(coach, "organisation_id", "Banco")
        await write(coach, "starts_on", "nonsense")
        await press(coach, "ctrl+g")
        assert wrong(coach).keys() == {"starts_on"}
        await write(coach, "starts_on", "11 jan 2027")
        await choose(coach, "sessions", "now")
        await write(coach, "first_on", "18 jan 2027 8:30")
        assert field(coach, "first_at").value == "08:30"
        await press(coach, "ctrl+g", "ctrl+g")
        assert "Nobody takes part yet" in wrong(coach)["members"]
        # One who is here, one who is new, and a list that is pasted.
        await pick(coach, "add", "dana")
        await pick(coach, "add", "Zora Neal")
        field(coach, "add").query_one(AddInput).post_message(events.Paste(PASTED))
        await settled(coach)
        shown = seen(coach)
        for words in ("✓ Dana Okafor  known", "+ Zora Neal  new", "+ Ana Ruiz  new  CFO  manager Luz Vega (new)",
                      "Asia/Tokyo"):  # fmt: skip
            assert words in shown
        # What was typed is kept over leaving, the step with it.
        await press(coach, "escape", "escape", "e", "t", "enter")
        assert "● members" in seen(coach)
        assert "+ Zora Neal" in seen(coach)
        await press(coach, "ctrl+g")
        for words in ("4 engagements", "Wave 1", "Mon 11 Jan 2027 to", "8 planned", "start 4 engagements", "version 1"):
            assert words in seen(coach)
        assert stored(storied) == before
        await press(coach, "ctrl+g")
        assert "Started 4 engagements from Six months · u takes it back" in seen(coach)
        assert isinstance(app.screen, EngagementsScreen)
        after = stored(storied)
        assert {table: len(after[table]) - len(before[table]) for table in ("person", "engagement", "goal")} == {
            "person": 4, "engagement": 4, "goal": 8,
        }  # fmt: skip
        # Once more: who is in it already is told once, at the list, and nothing is lost.
        await press(coach, "t", "enter")
        await pick(coach, "programme_id", "Wave 1")
        await press(coach, "ctrl+g")
        await write(coach, "members", "Zora Neal")
        await press(coach, "ctrl+g")
        assert "Zora Neal runs P-" in wrong(coach)["members"]
        await press(coach, "ctrl+o", "escape", "escape")
        assert isinstance(app.screen, Frame)
        await press(coach, "u", "y")
        assert stored(storied) == before


async def test_whatever_people_write_is_drawn_as_text(
    make_app: MakeApp, storied: Path, paths: Paths, clock: StandingClock
) -> None:
    kinds = [storable(words) for words in TOGETHER]
    # A template for each kind, and that kind in all that its engagements would get.
    with_template(storied, paths, clock)
    with open_practice(storied, paths, clock=clock) as practice:
        (key,) = practice.db.execute("SELECT DISTINCT engagement_id FROM goal").fetchone()
        for number in range(1, len(kinds)):
            writes.templates.save_from(practice, key, f"Template {number}")
    db = driver.connect(storied)
    for table, *columns in (("engagement_template", "name", "roles"), ("template_goal", "title", "measure")):
        for number, (key,) in enumerate(db.execute(f"SELECT id FROM {table} ORDER BY id").fetchall()):
            for column in columns:
                db.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (kinds[number % len(kinds)], key))
    db.close()
    app = make_app(storied)
    async with app.run_test(size=NARROW) as coach:
        await settled(coach)
        await by_name(coach, "start from a template")
        assert isinstance(app.screen, Templates)
        for _ in kinds:
            keeps_its_shape(coach)
            await press(coach, "j")
        await press(coach, "enter")
        assert isinstance(app.screen, CohortForm)
        keeps_its_shape(coach)
        await press(coach, "ctrl+g")
        await write(coach, "members", "\n".join(kinds))
        keeps_its_shape(coach)
        await press(coach, "ctrl+g")
        keeps_its_shape(coach)
        await press(coach, "ctrl+r", "ctrl+r", "escape", "escape")
        while not isinstance(app.screen, Frame):
            await press(coach, "escape")


async def test_a_template_that_can_start_nothing_says_why(
    make_app: MakeApp, storied: Path, paths: Paths, clock: StandingClock
) -> None:
    with_template(storied, paths, clock)
    with open_practice(storied, paths, clock=clock) as practice:
        model_id = writes.assessment.ensure_shipped(practice)
        with practice.raw_action("filled in by a test") as db:
            db.execute("UPDATE engagement_template SET model_id = ?", (model_id,))
            db.execute("UPDATE competency_model SET deleted_at = '2026-11-21T09:00:00Z'")
    app: CoachApp = make_app(storied)
    async with app.run_test(size=NARROW) as coach:
        await settled(coach)
        await by_name(coach, "start from a template")
        assert "▲ model" in seen(coach)
        await press(coach, "enter")
        assert "choose another model, or none" in " ".join(seen(coach).replace("│", " ").split())
        await press(coach, "E", "ctrl+g")
        assert saved(storied)[0].model_id is None
