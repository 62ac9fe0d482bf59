"""The layouts of goal tables that are known, and how their rows are understood.

A scale belongs to a layout and is never guessed from a value: Culture Amp writes 0 to 1, the others 0 to 100.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from coachtui.domain.goals import LEVELS
from coachtui.domain.words import folded
from coachtui.exchange.cells import header_key, quoted
from coachtui.exchange.goal_cells import (
    DROPPED,
    NOT_BEGUN,
    OVER,
    UNDER_WAY,
    GoalCells,
    Step,
    UnderstoodGoals,
    WantedGoal,
    WantedStep,
)
from coachtui.exchange.tables import Row, Table, TableError

OWN = {
    "client": "the client's name; this or the e-mail must be there",
    "email": "the client's, by which they are known first",
    "engagement": "its code, like P-0142, where a client has several",
    "goal": "its title; by it the goal is known again",
    "measure": "how anyone could tell",
    "due": "2027-02-28 or 28.02.2027",
    "importance": "0 to 3",
    "difficulty": "0 to 3",
    "baseline": "-1 or -2",
    "level_-2 … level_2": "the five written levels, a column each",
    "progress": "0 to 100 percent",
    "level": "the level reached, -2 to 2, instead of progress",
    "as_of": "the day of progress or level; empty: the day of the file",
    "agreed": "the day it was agreed; empty: it is a draft",
    "objective": "what the organisation wants, which the goal serves",
    "competency": "competencies of the engagement's model, separated by ;",
    "milestones": "separated by ;",
}
"""The columns of our own layout, in any order, with what they hold."""

_ALIASES = {"name": "client", "e_mail": "email", "title": "goal", "due_on": "due", "due_date": "due",
            "milestone": "milestones", "competencies": "competency", "percent": "progress"}  # fmt: skip
_OWN_READ = {*OWN, *(f"level_{number}" for number in LEVELS)}
_AMP_READ = {"email", "name", "description", "due_at", "status", "completion", "engagement"}
_FRAPPE_READ = {
    "id", "goal_name", "is_group", "parent_goal", "progress", "status", "employee", "employee_name", "end_date",
    "kra", "description", "engagement",
}  # fmt: skip
_FRAPPE_ALIASES = {"goal": "goal_name", "name": "id"}
_KEY_RESULT = re.compile(r"key_result_(\d+)_(title|completion)")

_YES, _NO = {"1", "yes", "true", "y"}, {"", "0", "no", "false", "n"}


_Read = WantedGoal | WantedStep


def understand(table: Table) -> UnderstoodGoals:
    """Recognise the layout by its headers and read every row. Raises TableError for a layout that isn't known."""
    layout, keys, known, reader = _recognised(table)
    for key in known:
        same = [head for head in table.headers if keys[head] == key]
        if len(same) > 1:
            raise TableError(f"The columns {' and '.join(same)} both mean {key}. Remove or rename one of them.")
    heads = {key: head for head, key in keys.items()}
    named = {_CANONICAL[layout].get(key, key): head for key, head in heads.items()}
    read: list[_Read] = []
    faults = list(table.faults)
    names = _frappe_names(table, heads) if layout == "Frappe" else {}
    for row in table.rows:
        cells = GoalCells(row, heads, names)
        found = reader(cells)
        if cells.faults:
            faults += cells.faults
        else:
            read.append(found)
    return UnderstoodGoals(
        layout,
        tuple(_with_steps_told(read)),
        tuple(one for one in read if isinstance(one, WantedStep)),
        tuple(sorted(faults, key=lambda fault: fault.row)),
        tuple(head for head, key in keys.items() if key not in known and not _is_key_result(layout, key)),
        named,
        {row.number: (_line(row, named, "client", "email"), _line(row, named, "title")) for row in table.rows},
    )


_CANONICAL = {
    "coachtui": {"goal": "title"},
    "Culture Amp": {"name": "title", "description": "measure", "due_at": "due", "completion": "progress"},
    "Frappe": {"goal_name": "title", "description": "measure", "end_date": "due", "employee": "client",
               "employee_name": "client", "kra": "competency", "parent_goal": "of"},
}  # fmt: skip


def _recognised(table: Table) -> tuple[str, dict[str, str], set[str], Callable[[GoalCells], _Read]]:
    keys = {head: _key(head) for head in table.headers}
    there = set(keys.values())
    if there.issuperset({"email", "name", "completion"}):
        return "Culture Amp", keys, _AMP_READ, _culture_amp
    if there.intersection({"employee", "employee_name"}) and there.intersection({"goal", "goal_name"}):
        return "Frappe", {head: _FRAPPE_ALIASES.get(key, key) for head, key in keys.items()}, _FRAPPE_READ, _frappe
    keys = {head: _ALIASES.get(key, key) for head, key in keys.items()}
    there = set(keys.values())
    if "goal" in there and there.intersection({"client", "email"}):
        return "coachtui", keys, _OWN_READ, _own
    raise TableError(
        "No layout of goals has these columns: "
        f"{', '.join(table.headers) or 'none'}. Name them goal and client or email in the first row; "
        "`coachtui import goals --help` lists the others, and the layouts that are known."
    )


def _own(cells: GoalCells) -> WantedGoal:
    client, email = cells.line("client"), cells.line("email")
    if not client and not email:
        cells.fault("client" if "client" in cells.heads else "email", "is missing. Write whose goal it is.")
    percent, level = cells.out_of("progress", 100), cells.small("level", -2, 2)
    if percent is not None and level is not None:
        cells.fault("level", "stands beside progress. Give one of the two.")
    as_of = cells.day("as_of")
    return WantedGoal(
        row=cells.row.number,
        title=cells.title("goal"),
        client=client,
        email=email,
        engagement=cells.line("engagement"),
        measure=cells.text("measure"),
        due=cells.day("due"),
        importance=cells.small("importance", 0, 3),
        difficulty=cells.small("difficulty", 0, 3),
        baseline=cells.small("baseline", -2, -1),
        levels={number: words for number in LEVELS if (words := cells.text(f"level_{number}"))},
        percent=percent,
        level=level,
        as_of=as_of,
        agreed=cells.day("agreed"),
        objective=cells.line("objective"),
        competencies=cells.parts("competency"),
        steps=tuple(Step(title) for title in cells.parts("milestones")),
    )


def _culture_amp(cells: GoalCells) -> WantedGoal:
    if not cells.line("email"):
        cells.fault("email", "is missing. Write the address of whose goal it is.")
    percent, status = cells.out_of("completion", 1), cells.line("status")
    steps: dict[str, Step] = {}
    numbers = sorted({int(found[1]) for key in cells.heads if (found := _KEY_RESULT.fullmatch(key))})
    for number in numbers:
        title = cells.line(f"key_result_{number}_title")
        share = cells.out_of(f"key_result_{number}_completion", 1)
        if title:
            steps.setdefault(folded(title), Step(title, share, done=share == 100))
        elif share:
            cells.fault(f"key_result_{number}_title", "is missing, and its completion is there. Write what it is.")
    return _of_program(
        WantedGoal(
            row=cells.row.number,
            title=cells.title("name"),
            email=cells.line("email"),
            engagement=cells.line("engagement"),
            measure=cells.text("description"),
            due=cells.day("due_at"),
            percent=percent,
            steps=tuple(steps.values()),
        ),
        status,
    )


def _frappe(cells: GoalCells) -> _Read:
    client = cells.line("employee_name") or cells.line("employee")
    if not client:
        cells.fault("employee", "is missing. Write the name of whose goal it is.")
    group, parent = folded(cells.text("is_group")), cells.line("parent_goal")
    if group not in _YES | _NO:
        cells.fault("is_group", f"{quoted(cells.text('is_group'))} is neither 1 nor 0. Write one of the two.")
    title, percent, status = cells.title("goal_name"), cells.out_of("progress", 100), cells.line("status")
    due, row = cells.day("end_date"), cells.row.number
    if parent and group in _NO:
        done = percent == 100 or folded(status) in OVER
        of = cells.names.get(folded(parent), parent)
        return WantedStep(row, Step(title, percent, due, done), of, client, engagement=cells.line("engagement"))
    wanted = WantedGoal(
        row=row,
        title=title,
        client=client,
        engagement=cells.line("engagement"),
        measure=cells.text("description"),
        due=due,
        percent=percent,
        competencies=tuple(filter(None, (cells.line("kra"),))),
    )
    return _of_program(wanted, status)


def _of_program(wanted: WantedGoal, status: str) -> WantedGoal:
    """Add what a goal program's word for the state of a goal says; one that nothing is known of is evidence."""
    word = folded(status)
    return replace(
        wanted,
        percent=100 if word in OVER and wanted.percent is None else wanted.percent,
        evidence="" if word in OVER | DROPPED | NOT_BEGUN | UNDER_WAY else status,
        begun=word not in NOT_BEGUN,
        over=status if word in OVER | DROPPED else "",
    )


def _with_steps_told(read: list[_Read]) -> Iterator[WantedGoal]:
    """Yield the goals, with how far their milestones are as evidence, be these in the same row or in others."""
    steps: dict[tuple[str, str], list[Step]] = {}
    for one in read:
        if isinstance(one, WantedStep):
            steps.setdefault((folded(one.client), folded(one.of)), []).append(one.step)
    for one in read:
        if isinstance(one, WantedGoal):
            theirs = (*one.steps, *steps.get((folded(one.client), folded(one.title)), ()))
            shares = sorted({f"{step.title} {step.percent} %" for step in theirs if step.percent is not None})
            yield replace(one, evidence="; ".join(filter(None, (one.evidence, *shares))))


def _frappe_names(table: Table, heads: dict[str, str]) -> dict[str, str]:
    """Return the title of each goal by its id and by itself, folded."""
    names = {}
    for row in table.rows:
        title = " ".join(row.cells.get(heads.get("goal_name", ""), "").split())
        for other in (row.cells.get(heads.get("id", ""), ""), title):
            if other:
                names[folded(other)] = title
    return names


def _line(row: Row, heads: Mapping[str, str], *keys: str) -> str:
    """Return the first of these cells that says something, in one line."""
    return next((words for key in keys if (words := " ".join(row.cells.get(heads.get(key, ""), "").split()))), "")


def _is_key_result(layout: str, key: str) -> bool:
    return layout == "Culture Amp" and _KEY_RESULT.fullmatch(key) is not None


def _key(head: str) -> str:
    level = re.fullmatch(r"level[\s_]*([-−+]?[0-2])", folded(head).strip())
    if level:
        return f"level_{int(level[1].replace('−', '-'))}"
    return header_key(head)
