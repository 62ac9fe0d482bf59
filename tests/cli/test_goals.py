"""`coachtui goals` and `coachtui plan`: what they say of an engagement, in every form."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from coachtui.cli import outline
from coachtui.domain.goals import ProgressDraft, RevisionDraft
from coachtui.domain.people import Party
from coachtui.reports.development_plan import WIDTH
from coachtui.store.practice import Practice
from coachtui.store.reads import goals as reads
from coachtui.store.reads.goals import EXCERPT
from coachtui.store.writes import goals as writes
from tests.cli.conftest import Cli
from tests.cli.test_hostile_text import ACTS, HOSTILE, poured
from tests.store.goals import TODAY, begin, drafted


@pytest.fixture
def story(practice: Practice) -> Practice:
    """An agreed goal that was revised and is under way, a draft, and a gap that nothing serves."""
    engagement = begin(practice)
    goal_id = writes.add(practice, drafted(engagement, importance=3, difficulty=2))
    writes.agree(practice, goal_id, date(2026, 9, 9))
    changed = reads.draft(practice.db, goal_id)._replace(measure="=Priya runs *it*")
    writes.edit(practice, goal_id, changed, RevisionDraft(goal_id, "The merger", (Party.CLIENT, Party.MANAGER), TODAY))
    for party, day, level in ((Party.CLIENT, 2, -2), (Party.COACH, 7, 0), (Party.MANAGER, 9, 1)):
        note = ProgressDraft(goal_id, date(2026, 11, day), party, level, evidence=f"seen on {day}", confidence=4)
        writes.note(practice, note)
    writes.tick(practice, writes.add_milestone(practice, goal_id, "Handed over", None), date(2026, 11, 3))
    writes.add_milestone(practice, goal_id, "Left alone", date(2026, 12, 4))
    writes.reflect(practice, goal_id, "I let go", date(2026, 11, 5))
    writes.add(practice, drafted(engagement, title="Presence", measure="", due_on=None, levels={}, competency_ids=()))
    with practice.raw_action("filled in by a test") as db:
        db.execute("UPDATE engagement SET code = 'X-1'")
        db.execute(
            "INSERT INTO assessment (id, engagement_id, stage, held_on) VALUES ('a', ?, 'start', '2026-09-01')",
            (engagement,),
        )
        for key, current, target in (("c0", 2, 4), ("c2", 3, 4)):
            db.execute(
                "INSERT INTO competency_rating (id, assessment_id, competency_id, current, target, importance) "
                "VALUES (?, 'a', ?, ?, ?, 2)",
                (key, key, current, target),
            )
    return practice


def test_goals_as_text(story: Practice, cli: Cli) -> None:
    ran = cli("goals", "dana")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "Goals of Dana Okafor",
        "2 goals, 1 of them not agreed. T 40.0 → 60.0 (+20.0)",
        "",
        "1. Delegate outcomes, not tasks",
        "   agreed Wed 9 Sep (2026-09-09), written by the client, due Sun 28 Feb 2027, "
        "weight 6 (importance 3 × difficulty 2)",
        "   Measure: =Priya runs *it*",
        "   Competencies: Delegates outcomes",
        "   Stands at +1, from −1 (+2), rising, 3 entries",
        "     +2  (not written)",
        "     +1  (not written) [now, says the manager]",
        "      0  stays out [says the coach]",
        "     −1  sits in [baseline]",
        "     −2  (not written) [says the client]",
        "   SMART, missing:",
        "     relevant: It is not linked to an objective of the organisation.",
        "   Said last:",
        "     manager +1, 12 days ago, confidence 4 of 5. Evidence (private): seen on 9",
        "     coach 0, 14 days ago, confidence 4 of 5. Evidence (private): seen on 7",
        "     client −2, 19 days ago, confidence 4 of 5. Evidence (private): seen on 2",
        "   Milestones:",
        "     done Tue 3 Nov (2026-11-03): Handed over",
        "     open, due Fri 4 Dec (2026-12-04): Left alone",
        "   Revised today (2026-11-21), agreed by client, manager: The merger",
        "     Before: Delegate outcomes, not tasks, Priya runs the plan alone",
        "   The client on Thu 5 Nov (2026-11-05): I let go",
        "",
        "2. Presence",
        "   draft, written by the client, no date, weight 1 (importance 1 × difficulty 1)",
        "   Stands at −1, the baseline; no progress noted yet",
        "     +2  (not written)",
        "     +1  (not written)",
        "      0  (not written)",
        "     −1  (not written) [baseline]",
        "     −2  (not written)",
        "   SMART, missing:",
        "     specific: It names a topic. Say what will be different.",
        "     measurable: It has no measure. Say how anyone could tell.",
        "     achievable: Nobody has agreed yet that it can be achieved.",
        "     relevant: It is not linked to an objective of the organisation or to a competency.",
        "     timed: It has no date.",
    ]


def test_goals_as_a_table_and_as_data(story: Practice, cli: Cli) -> None:
    table = cli("goals", "dana", "--csv").out
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(row["goal"], row["state"], row["now"], row["client"], row["coach"]) for row in rows] == [
        ("Delegate outcomes, not tasks", "agreed", "1", "-2", "0"),
        ("Presence", "draft", "-1", "", ""),
    ]
    # No spreadsheet takes it for a formula, and what is private stays here.
    assert rows[0]["measure"] == "'=Priya runs *it*"
    assert (rows[0]["milestones_done"], rows[0]["t_baseline"], rows[0]["t_change"]) == ("1", "40.0", "20.0")
    assert "seen on" not in table
    data = json.loads(cli("goals", "dana", "--json").out)
    assert (data["client"], data["t_change"]) == ("Dana Okafor", 20.0)
    assert data["goals"][0]["latest"]["manager"]["evidence"] == "seen on 9"
    assert [gap["letter"] for gap in data["goals"][0]["smart"]] == ["relevant"]
    both = cli("goals", "dana", "--csv", "--json")
    assert (both.code, both.out) == (outline.USAGE, "")


def test_the_plan_is_one_page_without_anything_private(story: Practice, cli: Cli) -> None:
    ran = cli("plan", "dana")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "Development plan: Dana Okafor",
        "VP → COO, Northwind, coach Ada Quist, Tue 1 Sep 2026 to Sun 28 Feb 2027, as of",
        "  Sat 21 Nov 2026",
        "",
        "Delegates outcomes: level 2, target 4, gap 2, importance 2",
        "  Goal     Delegate outcomes, not tasks (by Sun 28 Feb 2027)",
        "  Measure  =Priya runs *it*",
        "  Actions  [x] Handed over (done Tue 3 Nov 2026)",
        "           [ ] Left alone (by Fri 4 Dec 2026)",
        "  Effect   level −1 → +1 (+2), rising",
        "",
        "Goals that serve no competency",
        "  Goal     Presence (draft)",
        "  Effect   no progress noted yet",
        "",
        "Gaps that no goal serves: Includes people (1)",
        "",
        "T 40.0 → 60.0 (+20.0)",
    ]
    assert "seen on" not in cli("plan", "dana", "--format", "json").out
    assert json.loads(cli("plan", "dana", "--format", "json").out)["rows"][0]["gap"] == 2


def test_the_plan_as_markdown_takes_no_text_for_marks(story: Practice, cli: Cli) -> None:
    assert cli("plan", "dana", "--format", "markdown").out.splitlines() == [
        "# Development plan: Dana Okafor",
        "",
        "VP → COO, Northwind, coach Ada Quist, Tue 1 Sep 2026 to Sun 28 Feb 2027, as of Sat 21 Nov 2026",
        "",
        "## Delegates outcomes: level 2, target 4, gap 2, importance 2",
        "",
        "**Goal:** Delegate outcomes, not tasks (by Sun 28 Feb 2027)",
        "",
        r"**Measure:** =Priya runs \*it\*",
        "",
        "- [x] Handed over (done Tue 3 Nov 2026)",
        "- [ ] Left alone (by Fri 4 Dec 2026)",
        "",
        "**Effect:** level −1 → +1 (+2), rising",
        "",
        "## Goals that serve no competency",
        "",
        "**Goal:** Presence (draft)",
        "",
        "**Effect:** no progress noted yet",
        "",
        "**Gaps that no goal serves:** Includes people (1)",
        "",
        "T 40.0 → 60.0 (+20.0)",
    ]


def test_an_engagement_without_goals(clients: object, cli: Cli) -> None:
    assert cli("goals", "dana").out == "Goals of Dana Okafor\nNo goals yet.\n"
    assert cli("goals", "dana", "--csv").out.count("\n") == 1
    assert "No T: " in cli("plan", "dana").out


@pytest.mark.parametrize(
    "text", [" ".join(text for kind, text in HOSTILE.items() if kind != "long"), HOSTILE["long"]], ids=["all", "long"]
)
def test_hostile_text_does_nothing(practice: Practice, cli: Cli, text: str) -> None:
    poured(practice, text)
    for command in (
        ("goals",), ("goals", "--json"), ("goals", "--csv"),
        ("plan",), ("plan", "--format", "markdown"), ("plan", "--format", "json"),
    ):  # fmt: skip
        ran = cli(command[0], "X-1", *command[1:])
        assert (ran.code, ran.err) == (0, "")
        assert not ACTS.search(ran.out)
        if command[-1].endswith("json"):
            # What JSON says is what was written, long texts as far as they are shown.
            assert json.dumps(text[:EXCERPT])[:-1] in json.dumps(json.loads(ran.out))
    assert all(len(line) <= WIDTH for line in cli("plan", "X-1").out.splitlines())
