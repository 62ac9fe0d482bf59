"""The goals of an engagement: as lines of text that read well aloud, and as the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from coachtui.domain import words
from coachtui.domain.assessment import RoundState
from coachtui.domain.goal_page import GoalLine, GoalsPage, MilestoneLine, ProgressLine, PulseLine
from coachtui.domain.goals import LEVELS, GoalState, TChange, Trend
from coachtui.domain.people import Party
from coachtui.reports.text import dated, flat, joined

TRENDS = {Trend.UP: "rising", Trend.LEVEL: "level", Trend.DOWN: "falling"}
PARTIES = (Party.CLIENT, Party.MANAGER, Party.COACH)
"""Those who say where a goal stands."""
COLUMNS = (
    "goal", "state", "author", "agreed_on", "due_on", "importance", "difficulty", "weight", "baseline", "now",
    "change", "percent", "trend", "client", "manager", "coach", "entries", "measure", "objective", "competencies",
    *(f"level_{level}" for level in LEVELS), "smart_missing", "milestones", "milestones_done", "revisions",
    "t_baseline", "t_now", "t_change",
)  # fmt: skip
"""The columns of the table; T, of the whole engagement, stands in every row."""


def lines(page: GoalsPage) -> list[str]:
    """Return the goals of an engagement as lines of text, the evidence of progress among them, which is private."""
    return [f"Goals of {flat(page.client)}", *_lines(page)]


def t_words(change: TChange) -> str:
    """Return T with its change: "T 31.4 → 43.8 (+12.4)", or why there is none."""
    if change.change is None:
        return f"No T: {change.achieved.reason}"
    sign = "+" if change.change > 0 else ""
    return f"T {words.t(change.baseline.value)} → {words.t(change.achieved.value)} ({sign}{words.t(change.change)})"


def change_words(mean: float) -> str:
    """Return a mean change with its sign and two decimals: "+0.25"."""
    return f"{'+' if mean > 0 else ''}{words.number(mean)}"


def rows(page: GoalsPage) -> Iterator[tuple[str | int | float, ...]]:
    """Return the table's rows, one for each goal, without private evidence; "" stands for what is not there."""
    t = (page.change.baseline.value, page.change.achieved.value, page.change.change)
    for goal in page.goals:
        yield (
            flat(goal.title),
            goal.state,
            goal.author,
            _iso(goal.agreed_on),
            _iso(goal.due_on),
            goal.importance,
            goal.difficulty,
            goal.weight,
            goal.baseline,
            goal.now,
            goal.change,
            "" if goal.percent is None else goal.percent,
            TRENDS[goal.trend] if goal.trend else "",
            *(_figure(goal.seen_by(party)) for party in PARTIES),
            goal.entry_count,
            flat(goal.measure),
            flat(goal.objective.name) if goal.objective else "",
            "; ".join(flat(one.name) for one in goal.competencies),
            *(flat(goal.levels.get(level, "")) for level in LEVELS),
            "; ".join(gap.letter for gap in goal.smart),
            len(goal.milestones),
            sum(one.done_on is not None for one in goal.milestones),
            len(goal.revisions),
            *("" if value is None else round(value, 2) for value in t),
        )


def _lines(page: GoalsPage) -> Iterator[str]:
    if not page.goals:
        yield "No goals yet."
        return
    drafts = sum(not goal.counts for goal in page.goals)
    apart = f", {drafts} of them not agreed" if drafts else ""
    yield f"{words.plural(len(page.goals), 'goal')}{apart}. {t_words(page.change)}"
    for number, goal in enumerate(page.goals, start=1):
        yield ""
        yield f"{number}. {flat(goal.title)}"
        yield from (f"   {line}" for line in _goal(goal, page.today))
    if page.pulse:
        yield ""
        yield "Perceived change, from −3 to +3:"
        for round_ in page.pulse:
            yield from (f"  {line}" for line in _pulse(round_, page.today))


def _goal(goal: GoalLine, today: date) -> Iterator[str]:
    agreed = f" {dated(goal.agreed_on, today)}" if goal.agreed_on and goal.state is GoalState.AGREED else ""
    yield joined(
        f"{words.label(goal.state)}{agreed}",
        f"written by the {words.label(goal.author)}",
        f"due {dated(goal.due_on, today)}" if goal.due_on else "no date",
        f"weight {goal.weight} (importance {goal.importance} × difficulty {goal.difficulty})",
    )
    if goal.measure:
        yield f"Measure: {flat(goal.measure)}"
    if goal.objective:
        yield f"Objective: {flat(goal.objective.name)}"
    if goal.competencies:
        yield f"Competencies: {joined(*(flat(one.name) for one in goal.competencies))}"
    yield f"Stands at {_standing(goal)}"
    for level in reversed(LEVELS):
        yield f"  {words.level(level):>2}  {_rung(goal, level)}"
    yield from _listed("SMART, missing", (f"{words.label(gap.letter)}: {gap.reason}" for gap in goal.smart))
    yield from _listed("Said last", (_said(one, today) for one in _latest(goal)))
    yield from _listed("Milestones", (_milestone(one, today) for one in goal.milestones))
    for one in goal.revisions:
        by = f", agreed by {joined(*map(words.label, one.agreed_by))}" if one.agreed_by else ""
        yield f"Revised {dated(one.revised_on, today)}{by}: {flat(one.reason)}"
        yield f"  Before: {joined(flat(one.former_title), flat(one.former_measure))}"
    for reflection in goal.reflections:
        yield f"The client on {dated(reflection.written_on, today)}: {flat(reflection.body)}"


def _standing(goal: GoalLine) -> str:
    if not goal.entry_count:
        return f"{words.level(goal.baseline)}, the baseline; no progress noted yet"
    where = f"{words.level(goal.now)}, from {words.level(goal.baseline)} ({words.level(goal.change)})"
    if goal.in_percent:
        where = f"{goal.percent} %"
    elif goal.percent is not None:
        where += f", {goal.percent} %"
    trend = TRENDS[goal.trend] if goal.trend else ""
    return joined(where, trend, words.plural(goal.entry_count, "entry", "entries"))


def _rung(goal: GoalLine, level: int) -> str:
    seen = [party for party in PARTIES if (one := goal.latest_levels.get(party)) and one.level == level]
    signs = joined(
        "now" if goal.reached == level else "",
        "baseline" if goal.baseline == level else "",
        *(f"says the {words.label(party)}" for party in seen),
    )
    return f"{flat(goal.levels.get(level, '')) or '(not written)'}{f' [{signs}]' if signs else ''}"


def _latest(goal: GoalLine) -> list[ProgressLine]:
    return sorted(goal.latest.values(), key=lambda one: (one.noted_on, one.id), reverse=True)


def _said(one: ProgressLine, today: date) -> str:
    sure = f"confidence {one.confidence} of 5" if one.confidence else ""
    evidence = f" Evidence (private): {flat(one.evidence)}" if one.evidence else ""
    return f"{joined(f'{words.label(one.party)} {_seen(one)}', words.distance(one.noted_on, today), sure)}.{evidence}"


def _milestone(one: MilestoneLine, today: date) -> str:
    if one.done_on:
        return f"done {dated(one.done_on, today)}: {flat(one.title)}"
    # A pause, or the end, stops the clock, so this tells the date and doesn't call it late.
    was = "was due" if one.due_on and one.due_on < today else "due"
    due = f", {was} {dated(one.due_on, today)}" if one.due_on else ""
    return f"open{due}: {flat(one.title)}"


def _pulse(one: PulseLine, today: date) -> Iterator[str]:
    answered, asked = sum(one.answered.values()), sum(one.asked.values())
    state = "" if one.state is RoundState.CLOSED else f", {words.label(one.state)}"
    yield f"Round {one.number}, {dated(one.held_on, today)}{state}: {answered} of {asked} answered"
    for goal in one.goals:
        mean = "not shown" if goal.mean is None else f"{change_words(goal.mean)} from {goal.answers}"
        yield f"  {flat(goal.title)}: {mean}.{f' {goal.withheld}' if goal.withheld else ''}"


def _seen(one: ProgressLine) -> str:
    return words.level(one.level) if one.level is not None else f"{one.percent} %"


def _figure(one: ProgressLine | None) -> str | int:
    figure = one and (one.percent if one.level is None else one.level)
    return "" if figure is None else figure


def _listed(title: str, found: Iterable[str]) -> list[str]:
    listed = list(found)
    return [f"{title}:", *(f"  {line}" for line in listed)] if listed else []


def _iso(when: date | None) -> str:
    return when.isoformat() if when else ""
