"""What one leadership topic holds: goals, notes, commitments and evidence that belong together.

Every text is a template for `str.format_map`; the slots are those of `SLOTS`. `{project}` is a noun phrase that begins
with a small letter or a proper name, so no sentence begins with it.
"""

from __future__ import annotations

from dataclasses import dataclass

SLOTS = frozenset({"client", "manager", "report", "other", "peer", "project", "weekday", "count"})


@dataclass(frozen=True, slots=True)
class GoalText:
    """A goal as it is agreed: its title, the specific text, the measure, five written levels and milestones.

    `levels` go from −2 (much less than expected) over 0 (the expected outcome) to +2 (much better).
    """

    title: str
    text: str
    measure: str
    levels: tuple[str, str, str, str, str]
    milestones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of leadership and everything that is said and written about it. `competency` is a key of the model.

    Private to the coach: `aims`, `reality`, `options`, `will`, `questions`, `hypotheses`, `journal`. In the client's
    words: `reflections`, `client_expectations`, `client_measures`, `support_asked`. In the manager's words:
    `manager_expectations`, `manager_measures`, `support_promised`. From the 360: `strengths`, `wishes`, `feedforward`.
    """

    key: str
    name: str
    competency: str
    themes: tuple[str, ...]
    objectives: tuple[str, ...]
    goals: tuple[GoalText, ...]
    aims: tuple[str, ...]
    reality: tuple[str, ...]
    options: tuple[str, ...]
    will: tuple[str, ...]
    questions: tuple[str, ...]
    summaries: tuple[str, ...]
    client_commitments: tuple[str, ...]
    manager_commitments: tuple[str, ...]
    coach_commitments: tuple[str, ...]
    evidence: tuple[str, ...]
    setbacks: tuple[str, ...]
    reflections: tuple[str, ...]
    feedforward: tuple[str, ...]
    strengths: tuple[str, ...]
    wishes: tuple[str, ...]
    client_expectations: tuple[str, ...]
    manager_expectations: tuple[str, ...]
    client_measures: tuple[str, ...]
    manager_measures: tuple[str, ...]
    support_asked: tuple[str, ...]
    support_promised: tuple[str, ...]
    outcomes: tuple[str, ...]
    decisions: tuple[str, ...]
    moved: tuple[str, ...]
    next_steps: tuple[str, ...]
    hypotheses: tuple[str, ...]
    journal: tuple[str, ...]
    execution: tuple[str, ...]
    leadership: tuple[str, ...]
    low_signs: tuple[str, ...]
    high_signs: tuple[str, ...]


def lines(block: str) -> tuple[str, ...]:
    """The non-empty lines of a text block, blanks collapsed: prose is written here one text to a line."""
    return tuple(" ".join(line.split()) for line in block.splitlines() if line.strip())


def goal(title: str, text: str, measure: str, levels: str, milestones: str) -> GoalText:
    """A goal from two blocks: exactly five levels (−2 first) and any number of milestones."""
    minus_two, minus_one, expected, plus_one, plus_two = lines(levels)
    return GoalText(title, text, measure, (minus_two, minus_one, expected, plus_one, plus_two), lines(milestones))
