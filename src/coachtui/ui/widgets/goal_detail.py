"""The goal in hand, part by part: what it is judged by, milestones, progress, reflections, changes, the pulse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from coachtui.domain.assessment import RoundState
from coachtui.domain.goal_page import (
    GoalLine,
    GoalsPage,
    MilestoneLine,
    ProgressLine,
    PulseGoal,
    PulseLine,
    RevisionLine,
)
from coachtui.domain.goals import GoalState
from coachtui.domain.people import Party
from coachtui.domain.words import day, distance, due, label, level, number, plural
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, STRONG, VALUE, WRONG, cell, joined, line, paragraph, plain
from coachtui.ui.widgets import ladder
from coachtui.ui.widgets.goal_rows import state
from coachtui.ui.widgets.items import NOTHING, Item
from coachtui.ui.widgets.session_rows import short

LABELS = 13
"""Cells of the labels at the left."""

_KEY = f"bold {NEEDS}"
_BLANK = Content(" " * LABELS)


def title(goal: GoalLine, at: int, count: int) -> Content:
    """Return which goal it is, of how many."""
    return joined(f"Goal {at} of {count} · ", state(goal))


def head(goal: GoalLine) -> Iterator[Item]:
    """Yield the goal's own words."""
    yield Item(plain(goal.title, STRONG))


def ways(goal: GoalLine, client: str) -> Iterator[Item]:
    """Yield the goal, its ladder and its way so far."""
    yield from head(goal)
    yield NOTHING
    yield from ladder.ladder(goal, client)
    yield NOTHING
    yield from ladder.progress(goal)


def parts(goal: GoalLine, page: GoalsPage, entries: Sequence[ProgressLine], *, writable: bool) -> Iterator[Item]:
    """Yield all that belongs to a goal besides its ladder; keys of what is missing only where it can be written.

    `entries` are those of its entries that have been read, the latest first.
    """
    sections = (
        _judged_by(goal, page, writable=writable),
        _milestones(goal, page.today),
        _entries(goal, page, entries),
        _reflections(goal, page),
        _revisions(goal, page),
        _pulse(goal, page),
    )
    keys = (("E", ""), ("m", "adds a milestone"), ("+ − v", "notes progress"), ("r", "notes what the client says"))
    for at, section in enumerate(sections):
        items = list(section)
        if at and items:
            yield NOTHING
        yield from items
        key, does = keys[at] if at < len(keys) else ("", "")
        if len(items) == 1 and does and writable:
            yield _labelled("", joined((key, _KEY), (f" {does}", LABEL)))


def _judged_by(goal: GoalLine, page: GoalsPage, *, writable: bool) -> Iterator[Item]:
    names = ladder.called(page.client)
    yield _labelled("measure", paragraph(goal.measure, VALUE) if goal.measure else joined(("none", LABEL)))
    yield _labelled("due", _due(goal, page))
    objective = plain(goal.objective.name, VALUE) if goal.objective else joined(("no objective", LABEL))
    yield _labelled("objective", objective)
    for at, one in enumerate(goal.competencies):
        yield _labelled("" if at else "competency", plain(one.name, VALUE))
    if not goal.competencies:
        yield _labelled("competency", joined(("none", LABEL)))
    yield _labelled("weight", _weight(goal))
    agreed = f", agreed {day(goal.agreed_on, page.today)}" if goal.agreed_on else ""
    author = "you" if goal.author is Party.COACH else names.get(goal.author, label(goal.author))
    yet = joined((", not agreed yet", NEEDS), *((("   a", _KEY), (" agrees it", LABEL)) if writable else ()))
    yield _labelled("written by", joined((author, VALUE), joined((agreed, LABEL)) if agreed else yet))
    if not goal.smart:
        yield _labelled("SMART", joined((f"{marks.FINE} nothing is missing", RIGHT)))
    for at, gap in enumerate(goal.smart):
        # What is missing of a closed goal needs nobody.
        tone = LABEL if goal.state is GoalState.CLOSED else NEEDS
        reason = joined((gap.letter.value[0].upper(), f"bold {tone}"), (f"  {gap.reason}", VALUE))
        yield _labelled("" if at else "SMART lacks", reason)


def _due(goal: GoalLine, page: GoalsPage) -> Content:
    if goal.due_on is None:
        return joined(("no date", LABEL))
    late = goal.due_on < page.today and goal.state is GoalState.AGREED
    away = distance(goal.due_on, page.today)
    told = f"  {away}" if away != day(goal.due_on, page.today) else ""
    beyond = f"  after the end, {day(page.ends_on, page.today)}" if page.ends_on and goal.due_on > page.ends_on else ""
    return joined((day(goal.due_on, page.today), VALUE), (told, WRONG if late else LABEL), (beyond, NEEDS))


def _weight(goal: GoalLine) -> Content:
    sum_ = f"  importance {goal.importance} × difficulty {goal.difficulty}"
    if goal.weight:
        return joined((str(goal.weight), VALUE), (sum_, LABEL))
    return joined(("0", NEEDS), (f"{sum_}: it does not count in T", LABEL))


def _milestones(goal: GoalLine, today: date) -> Iterator[Item]:
    done = sum(one.done_on is not None for one in goal.milestones)
    late = sum(_overdue(one, today) for one in goal.milestones)
    told = f"  {done} of {len(goal.milestones)} done" if goal.milestones else "  none"
    yield _heading("Milestones", told, f", {late} overdue" if late else "")
    for one in goal.milestones:
        mark, tone = (marks.DONE, RIGHT) if one.done_on else (marks.OPEN, VALUE)
        before = (joined((f"{mark} ", tone)), Content("  "))
        text = plain(one.title, LABEL if one.done_on else VALUE)
        yield Item(text, before, f"milestone:{one.id}", _when(one, today))


def _when(one: MilestoneLine, today: date) -> Content:
    if one.done_on:
        late = max(0, (one.done_on - one.due_on).days) if one.due_on else 0
        told = f", {plural(late, 'day')} late" if late else ""
        return joined((f"done {day(one.done_on, today)}{told}", LABEL))
    if one.due_on is None:
        return joined(("no date", LABEL))
    if _overdue(one, today):
        return joined((f"{plural((today - one.due_on).days, 'day')} overdue", WRONG))
    return joined((due(one.due_on, today), NEEDS if one.due_on == today else LABEL))


def _overdue(one: MilestoneLine, today: date) -> bool:
    return one.done_on is None and one.due_on is not None and one.due_on < today


def _entries(goal: GoalLine, page: GoalsPage, entries: Sequence[ProgressLine]) -> Iterator[Item]:
    told = f"  {plural(goal.entry_count, 'entry', 'entries')}, latest first" if entries else "  none yet"
    private = " · evidence is private" if any(one.evidence for one in entries) else ""
    yield _heading("Progress", told + private)
    yield from (_entry(one, page) for one in entries)
    earlier = goal.entry_count - len(entries)
    if earlier > 0:
        yield Item(joined((f"and {plural(earlier, 'earlier entry', 'earlier entries')}", LABEL)))


def _entry(one: ProgressLine, page: GoalsPage) -> Item:
    value = level(one.level) if one.level is not None else f"{one.percent} %"
    name = ladder.called(page.client)[one.party]
    before = (
        cell(plain(short(one.noted_on, page.today), LABEL), LABELS - 1)
        + cell(plain(value, STRONG), 6, right=True)
        + "  ",
        Content(" " * (LABELS + 7)),
    )
    sure = f", sure {one.confidence}/5" if one.confidence is not None else ""
    evidence = paragraph(one.evidence, VALUE) if one.evidence else joined(("no evidence", LABEL))
    return Item(joined((f"{name}{sure}  ", LABEL), evidence), before, f"entry:{one.id}")


def _reflections(goal: GoalLine, page: GoalsPage) -> Iterator[Item]:
    name = ladder.called(page.client)[Party.CLIENT]
    yield _heading(f"What {line(name)} says", "" if goal.reflections else "  nothing yet")
    for one in goal.reflections:
        before = (cell(plain(short(one.written_on, page.today), LABEL), LABELS - 1) + " ", _BLANK)
        yield Item(paragraph(one.body, VALUE), before, f"reflection:{one.id}")


def _revisions(goal: GoalLine, page: GoalsPage) -> Iterator[Item]:
    if not goal.revisions:
        return
    yield _heading("Changed since it was agreed", f"  {plural(len(goal.revisions), 'time')}")
    for one in goal.revisions:
        yield _labelled(short(one.revised_on, page.today), _revision(one, goal, page))


def _revision(one: RevisionLine, goal: GoalLine, page: GoalsPage) -> Content:
    names = ladder.called(page.client)
    agreed = ", ".join(names.get(party, label(party)) for party in one.agreed_by) or "nobody"
    found = [paragraph(one.reason, VALUE), joined((f"agreed by {agreed}", LABEL))]
    if one.former_title != goal.title:
        found.append(joined(("was: ", LABEL), plain(one.former_title, LABEL)))
    if one.former_measure and one.former_measure != goal.measure:
        found.append(joined(("measured by: ", LABEL), plain(one.former_measure, LABEL)))
    return Content("\n").join(found)


def _pulse(goal: GoalLine, page: GoalsPage) -> Iterator[Item]:
    rounds = [(round_, one) for round_ in page.pulse for one in round_.goals if one.goal_id == goal.id]
    if not rounds:
        return
    yield _heading("What others notice", "  −3 to +3, aim above +1")
    for round_, one in rounds:
        when = short(round_.held_on, page.today)
        if one.mean is None:
            told = joined(("no mean", VALUE))
        else:
            verdict = (f"  {marks.FINE} above the aim", RIGHT) if one.reached else ("  not above the aim", LABEL)
            mean = f"+{number(one.mean)}" if one.mean > 0 else number(one.mean)
            told = joined((mean, STRONG), verdict)
        still = "  still open" if round_.state is RoundState.OPEN else ""
        asked = joined((f"round {round_.number}{still}{_answered(round_, one)}", LABEL))
        lines = [joined(told, "  ", asked)]
        if one.withheld:
            lines.append(plain(one.withheld, LABEL))
        yield _labelled(when, Content("\n").join(lines))


def _answered(round_: PulseLine, one: PulseGoal) -> str:
    asked, answered = sum(round_.asked.values()), sum(round_.answered.values())
    of = f", mean of {one.answers}" if one.mean is not None and one.answers != answered else ""
    return f", {answered} of {asked} answered{of}" if asked else ""


def _heading(words: str, told: str = "", wrong: str = "") -> Item:
    return Item(joined((words, f"bold {DATA}"), (told, LABEL), (wrong, WRONG)))


def _labelled(name: str, value: Content) -> Item:
    return Item(value, (cell(plain(name, LABEL), LABELS), _BLANK))
