"""`coachtui templates` and `coachtui template`: what they say, what they store, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coachtui.cli import outline
from coachtui.domain.cohort import CohortDraft, Member
from coachtui.domain.goals import GoalDraft
from coachtui.domain.people import PersonDraft
from coachtui.store import driver, writes
from coachtui.store.practice import Practice
from coachtui.store.reads import people
from tests.cli.conftest import Cli
from tests.cli.test_hostile_text import ACTS, HOSTILE
from tests.store.rows import content
from tests.store.test_templates import TODAY, whole

ROWS = (
    "client,email,role,manager,organisation,allocation\n"
    "Ana Ruiz,ana@banco.example,CFO,Luz Vega,Banco,12\n"
    "Kim Oh,kim at x,,,Banco,\n"
    "Ken Sato,,,Luz Vega,Banco,\n"
    "Ken Sato,,,,Banco,\n"
)


@pytest.fixture
def cohort(tmp_path: Path) -> Path:
    """A file with two good rows, one that isn't, and one that is there twice."""
    file = tmp_path / "cohort.csv"
    file.write_text(ROWS)
    return file


def stored(file: Path) -> dict[str, list[object]]:
    """Return what a practice file holds."""
    db = driver.connect(file, read_only=True)
    found = content(db)
    db.close()
    return found


def test_from_an_engagement_to_a_cohort_and_back(practice: Practice, cli: Cli, cohort: Path) -> None:
    whole(practice)
    ran = cli("templates")
    assert (ran.code, ran.out) == (0, "")
    assert "There are no templates yet" in ran.err
    ran = cli("template", "save", "dana", "Six months")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "Six months",
        "",
        "length:     26 weeks (182 days)",
        "sessions:   8 sessions every 3 weeks, 1 h, paid",
        "notice:     48 hours, late cancellations and no-shows count",
        "model:      Leadership in practice 1.0",
        "three-ways: start on day 15 (60 min); middle on day 86 (90 min); end on day 168 (60 min)",
        "agreement:  manager: goals, process; sponsor: not progress",
        "roles:      The coach keeps notes",
        "logistics:  Online",
        "",
        "1. Delegate outcomes, not tasks",
        "   weight 6, baseline −2, due on day 151",
        *[line for line in ran.out.splitlines() if line.startswith("   serves ")],
        "   measure: Nobody waits",
        "   −1: sits in",
        "   0: stays out",
        "   +2: is asked",
        "",
        "2. Speak early in the board",
        "   weight 1, baseline −1",
    ]
    assert cli("templates", "six").out == (
        "Six months: 26 weeks, 8 sessions every 3 weeks, 3 three-ways, 2 goals, Leadership in practice 1.0\n"
    )
    assert json.loads(cli("templates", "--json").out)[0]["span_days"] == 182
    shown = json.loads(cli("template", "show", "six", "--json").out)
    assert (shown["name"], len(shown["goals"]), len(shown["grants"])) == ("Six months", 2, 3)
    assert cli("template", "show", "six").out == ran.out

    before = stored(practice.path)
    start = ("template", "start", "SIX months", cohort, "--starts", "2027-01-11", "--programme", "Wave 1")
    dry = cli(*start, "--dry-run")
    assert dry.code == outline.IN_PART
    assert "row 2: new: Ana Ruiz: new organisation Banco; new client Ana Ruiz; new manager Luz Vega" in dry.out
    assert "row 3: error: email: This isn't an e-mail address" in dry.err
    assert "row 5: same: Ken Sato: is in it already" in dry.out
    assert "Not read, since the template and --starts say it: allocation." in dry.err
    assert "Three-way at the end: Mon 28 Jun 2027 10:00, off the weekend." in dry.err
    assert "Coaching sessions are not planned yet." in dry.err
    assert stored(practice.path) == before

    ran = cli(*start, "--sessions-from", "18 jan 8:30")
    assert ran.code == outline.IN_PART
    assert ran.out == dry.out
    assert "8 coaching sessions, the first on Mon 18 Jan 2027 08:30, one every 3 weeks." in ran.err
    after = stored(practice.path)
    grown = {table: len(after[table]) - len(before[table]) for table in ("person", "engagement", "session", "goal")}
    assert grown == {"person": 3, "engagement": 2, "session": 22, "goal": 4}
    again = cli(*start)
    assert "0 new, 0 changed, 3 same, 1 error" in again.err
    assert stored(practice.path) == after
    assert "Took back: started 2 engagements from Six months" in cli("undo").out
    assert stored(practice.path) == before

    assert cli("template", "remove", "six").code == outline.NOT_FOUND
    assert cli("template", "remove", "six months").code == 0
    assert cli("templates").out == ""
    assert cli("template", "show", "six").code == outline.NOT_FOUND


def test_what_can_not_be_done_is_refused_in_words(practice: Practice, cli: Cli, cohort: Path, tmp_path: Path) -> None:
    key = whole(practice)
    writes.goals.add(practice, GoalDraft(key, "Let Marc run the plan"))
    before = stored(practice.path)
    ran = cli("template", "save", "dana", "Six months")
    assert ran.code == outline.FAILED
    assert "Goal 3 names Marc Held" in ran.err
    assert "Nothing was saved" in ran.err
    assert cli("template", "save", "dana", " ").code == outline.FAILED
    assert cli("template", "save", "nobody", "x").code == outline.NOT_FOUND
    assert stored(practice.path) == before
    assert cli("template", "save", "dana", "One", "--without-goals", "--without-texts").code == 0
    assert cli("template", "save", "dana", "one", "--with-names").code == outline.FAILED
    assert cli("template", "save", "dana", "One more", "--with-names").code == 0
    before = stored(practice.path)
    start = ("template", "start", "One", cohort)
    assert "could be one of these" in cli("template", "start", "on", cohort, "--starts", "mon").err
    assert cli(*start, "--starts", "someday").code == outline.USAGE
    assert cli(*start, "--starts", "2027-01-11", "--three-ways-at", "25:00").code == outline.USAGE
    assert cli(*start, "--starts", "9999-12-31").code == outline.FAILED
    assert cli("template", "start", "One", tmp_path / "none.csv", "--starts", "mon").code == outline.FAILED
    assert stored(practice.path) == before


def test_nothing_that_people_wrote_acts_on_a_terminal(practice: Practice, cli: Cli) -> None:
    key = whole(practice)
    writes.goals.add(practice, GoalDraft(key, "another"))
    writes.templates.save_from(practice, key, "One")
    owner = people.owner(practice.db).id
    for number, words in enumerate(HOSTILE.values()):
        with practice.raw_action("filled in by a test") as db:
            db.execute("UPDATE engagement_template SET name = ?, roles = ?, logistics = ?", (words,) * 3)
            db.execute("UPDATE template_goal SET title = ?, measure = ?", (words, words))
            db.execute("UPDATE template_goal_level SET description = ? || level", (words,))
        for ran in (cli("templates"), cli("template", "show", words), cli("templates", "--json")):
            assert ran.code in (0, outline.NOT_FOUND)
            assert not ACTS.search(ran.out.replace("\n", "") + ran.err.replace("\n", ""))
        template_id = practice.db.execute("SELECT id FROM engagement_template").fetchone()[0]
        draft = CohortDraft(owner, TODAY, (Member("new"),), newcomers={"new": PersonDraft(f"Nobody {number}")})
        assert writes.templates.start_cohort(practice, template_id, draft)
