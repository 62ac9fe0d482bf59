"""A whole engagement played through by keys alone in a real pseudo-terminal, then read back by the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pty")

from tests.conftest import THOROUGH
from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(not THOROUGH, reason="takes twenty seconds: COACHTUI_TESTS=thorough runs it")

SOURCES = Path(__file__).parent.parent / "src"
FIRST_DAY, A_WEEK_LATER = "2026-11-20T08:30", "2026-11-27T11:30"
GOAL = "Others come to learn how the team was built"
STEP, MILESTONE = "Two asked to stay", "Name two successors"
EVIDENCE, NOTE = "Three of five left within a year", "The zebrafish meeting went well"
SAVE = "^g save"
"""Stands at the foot of every form."""


def environment(home: Path, now: str) -> dict[str, str]:
    """Return what a coach's shell says, and nothing of the shell that runs the tests."""
    return {
        "PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "TZ": "UTC", "PYTHONPATH": str(SOURCES),
        "COACHTUI_HOME": str(home), "COACHTUI_NOW": now,
    }  # fmt: skip


def printed(home: Path, *arguments: str) -> str:
    """Return what a command prints."""
    command = [sys.executable, "-m", "coachtui", *arguments]
    done = subprocess.run(command, capture_output=True, env=environment(home, A_WEEK_LATER), timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def told(home: Path, *arguments: str) -> Any:
    """Return what a command prints as JSON."""
    return json.loads(printed(home, *arguments, "--json"))


def save(terminal: Terminal, *shown: str) -> None:
    """Save the form in sight, and wait until it is gone and these words are there."""
    terminal.keys("ctrl+g")
    terminal.until(*shown, without=(SAVE,))


def take_in(terminal: Terminal) -> None:
    """The first start, and the wizard from the client to the summary."""
    terminal.until("Nothing is written yet")
    terminal.fill("your name", "Ada Coach", "ctrl+g")
    terminal.until("How do you want to begin?")
    terminal.keys("n")
    terminal.until("step 1 of 7")
    people = {"client": "Ana Ruiz", "their e-mail": "ana@banco.example", "organisation": "Banco Azul"}
    for label, name in (people | {"line manager": "Marta Vidal"}).items():
        terminal.at(label)
        terminal.text(name)
        terminal.keys("enter")
    terminal.at("sponsor")
    terminal.keys("ctrl+g")
    terminal.fill("role before", "VP Sales", "enter")
    terminal.fill("role", "CCO", "enter")
    terminal.at("what changed")
    terminal.keys("a")
    terminal.until("● a promotion")
    for step in ("step 3 of 7", "step 4 of 7", "step 5 of 7"):
        terminal.keys("ctrl+g")
        terminal.until(step)
    terminal.keys("2")
    terminal.until("now 2 Keeps people")
    terminal.keys("space", "5")
    terminal.until("target 5 Others come")
    terminal.keys("space", "3")
    terminal.until("importance 3 of 3")
    terminal.keys("ctrl+g")
    terminal.until("step 6 of 7", GOAL)
    terminal.keys("ctrl+g")
    terminal.until("step 7 of 7", "VP Sales → CCO, promotion", "1 of 10 competencies, 1 gap")
    terminal.keys("ctrl+g")
    terminal.until("Start to end", "3 × 3 ✓ 1 goal", "three-way due in 14 d")


def write_evidence(terminal: Terminal) -> None:
    """Screen 2: what the rating rests on."""
    terminal.keys("E")
    terminal.at("evidence · private")
    terminal.text(EVIDENCE)
    save(terminal, "✎ private Three of five left")


def align(terminal: Terminal) -> None:
    """Screen 3: expectations of both sides, the agreement with its consents, and ratings that lie apart."""
    terminal.keys("3")
    terminal.until("0 three-ways held", "Ana Ruiz says", "nothing yet")
    for words, who in (("A team that stays", "Ana"), ("Fewer escalations to me", "Marta")):
        terminal.keys("n")
        terminal.at("words")
        terminal.text(words)
        terminal.keys("tab")
        terminal.at("who")
        terminal.keys(who[0].lower())
        terminal.until(f"● {who}")
        save(terminal, words)
    terminal.keys("a")
    terminal.until("none is drawn up yet")
    terminal.keys("E")
    terminal.until("Draw up the agreement", SAVE)
    save(terminal, "3 consents missing")
    for who, left in (("Ana", "2 consents missing"), ("Marta", "1 consent missing"), ("you", "all have consented")):
        terminal.keys("c")
        terminal.until("Consent to version 1", f"● {who}")
        save(terminal, left)
    terminal.keys("esc")
    terminal.until("Ana Ruiz says", without=("Who may see what",))
    terminal.keys("r")
    terminal.until("Who rates now?")
    for key, who, level, stands in (("c", "Ana", "1", "1 +1"), ("m", "Marta", "-1", "1 −1")):
        terminal.keys(key)
        terminal.until(f"{who} rates", "rated 0 of 1", "0–2 level")
        terminal.keys(*level)
        terminal.until(stands)
        terminal.keys("enter")
        terminal.until(without=(f"{who} rates",))
    terminal.until("Both sides are in.")
    terminal.keys("esc")
    terminal.until("gap 2 · open", "1 gap open", without=("Joint rating",))


def plan(terminal: Terminal) -> None:
    """Screen 4: a session in a week, and the first three-way before it."""
    terminal.keys("4")
    terminal.until("0 of 8 sessions held")
    terminal.keys("n")
    terminal.until("Plan a meeting", "● session", SAVE)
    save(terminal, "1 planned")
    terminal.keys("n")
    terminal.until("Plan a meeting")
    terminal.at("what")
    terminal.keys("right")
    terminal.until("● three-way, start")
    terminal.keys("enter")
    terminal.fill("date", "24 nov")
    save(terminal, "Tue 24 Nov", "three-way, start")


def meet(terminal: Terminal) -> None:
    """A week later: what the three-way agreed closes the gap; the session was held, and noted."""
    terminal.until("Needs you")
    terminal.keys("3")
    terminal.until("Engagements · 1", "Ana Ruiz")
    terminal.keys("enter")
    terminal.until("1 gap open", "over: record it")
    terminal.keys("m")
    terminal.at("who came")
    terminal.keys("enter")
    terminal.at("minutes")
    terminal.keys("enter")
    terminal.at("agreed")
    terminal.text("#1 Both say 0 by May")
    terminal.keys("ctrl+g")
    terminal.until("1 three-way held", "1 outcome", without=(SAVE, "gap open"))
    terminal.keys("4")
    terminal.until("0 of 8 sessions held", "to close")
    terminal.keys("h")
    terminal.until("How long did session 1 take?")
    terminal.keys("enter")
    terminal.until("1 of 8 sessions held")
    terminal.keys("enter")
    terminal.until("Notes · private", "Shared summary")
    terminal.text(NOTE)
    save(terminal, "1 of 8 sessions held", "✎ private The zebrafish")


def progress(terminal: Terminal) -> None:
    """Screen 5: the goal is agreed, moves one step, and its milestone is reached."""
    terminal.keys("5")
    terminal.until("Goals · 1", GOAL)
    terminal.keys("a")
    terminal.until("agreed on", SAVE)
    terminal.keys("ctrl+g")
    terminal.until("saving again keeps it as it is")
    save(terminal, "● agreed")
    terminal.keys("+")
    terminal.at("what shows it")
    terminal.text(STEP)
    terminal.keys("enter")
    terminal.until(STEP, without=(SAVE,))
    terminal.keys("m")
    terminal.at("what is reached")
    terminal.text(MILESTONE)
    save(terminal, MILESTONE)
    terminal.keys("enter")
    terminal.until("esc goals")
    terminal.keys("space")
    terminal.until(f"☑ {MILESTONE}")


def look(terminal: Terminal) -> None:
    """Search finds the note's word and goes there; what was done is taken back, and done again."""
    terminal.keys("/")
    terminal.until("Search", "esc close")
    terminal.text("zebra")
    terminal.until("meeting went well")
    terminal.keys("enter")
    terminal.until("1 of 8 sessions held", "The zebrafish", without=("esc close",))
    terminal.keys("5")
    terminal.until(f"☑ {MILESTONE}")
    terminal.keys("u")
    terminal.until(f"☐ {MILESTONE}")
    terminal.keys("U")
    terminal.until(f"☑ {MILESTONE}")
    terminal.keys("ctrl+q")
    assert terminal.ended() == 0


def read_back(home: Path) -> None:
    """The command line tells all of it."""
    shown = told(home, "show", "Ana")
    facts = ("code", "role_from", "role_title", "organisation", "manager", "state", "ends_on", "held", "unaligned")
    expected = ("P-00001", "VP Sales", "CCO", "Banco Azul", "Marta Vidal", "active", "2027-05-19", 1, False)
    assert tuple(shown[fact] for fact in facts) == expected
    assert [(one["kind"], one["stage"], one["state"]) for one in shown["sessions"]] == [
        ("three_way", "start", "held"),
        ("coaching", None, "held"),
    ]
    (rated,) = (one for one in told(home, "intake", "Ana")["competencies"] if one["ratings"])
    rating = rated["ratings"]["start"]
    assert [rating[name] for name in ("current", "target", "importance", "gap")] == [2, 5, 3, 3]
    assert (rating["evidence"], rated["goals"]) == (EVIDENCE, [GOAL])
    page = told(home, "alignment", "Ana")
    assert [(one["party"], one["body"]) for one in page["expectations"]] == [
        ("client", "A team that stays"),
        ("manager", "Fewer escalations to me"),
    ]
    (joint,) = page["goals"]
    levels = joint["client"]["level"], joint["manager"]["level"], joint["difference"]
    assert (*levels, joint["closed_on"]) == (1, -1, 2, "2026-11-24")
    (meeting,) = page["meetings"]
    assert meeting["attended"] == {"client": True, "coach": True, "manager": True}
    assert [(one["body"], one["goal"]) for one in meeting["outcomes"]] == [("Both say 0 by May", GOAL)]
    assert {one["party"] for one in page["agreement"]["consents"]} == {"client", "manager", "coach"}
    (goal,) = told(home, "goals", "Ana")["goals"]
    assert (goal["title"], goal["state"], goal["agreed_on"]) == (GOAL, "agreed", "2026-11-27")
    assert [(one["party"], one["level"], one["evidence"]) for one in goal["entries"]] == [("coach", 0, STEP)]
    assert [(one["title"], one["done_on"]) for one in goal["milestones"]] == [(MILESTONE, "2026-11-27")]
    drawn = printed(home, "plan", "Ana")
    assert GOAL in drawn
    assert MILESTONE in drawn
    total = told(home, "rollup")["total"]
    assert (total["engagements"], total["now"]["active"], total["unaligned"]) == (1, 1, 0)
    assert total["outcome"]["withheld"], "one engagement alone tells no outcome"
    (hit,) = told(home, "search", "zebra")
    assert (hit["kind"], hit["whose"], hit["excerpt"], hit["private"]) == ("session_note", "Ana Ruiz", NOTE, True)
    history = told(home, "history", "Ana")
    assert [one["kind"] for one in history[:3]] == ["redo", "undo", "do"]
    assert history[-1]["words"] == "began with Ana Ruiz"


def test_a_whole_engagement_by_keys_alone(tmp_path: Path) -> None:
    with Terminal(environment(tmp_path, FIRST_DAY)) as terminal:
        take_in(terminal)
        write_evidence(terminal)
        align(terminal)
        plan(terminal)
        terminal.keys("ctrl+q")
        assert terminal.ended() == 0
    with Terminal(environment(tmp_path, A_WEEK_LATER)) as terminal:
        meet(terminal)
        progress(terminal)
        look(terminal)
    read_back(tmp_path)
