"""The arithmetic behind the figures of the rollup: what is counted, by which rule, and what four weeks ago means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coachtui.domain.engagement import AllocationUnit
from coachtui.domain.rollup import (
    GROUPS,
    OUTCOMES,
    TREND_DAYS,
    WITHHELD,
    Cell,
    Figure,
    Group,
    Look,
    Outcome,
    Rollup,
    Withheld,
    said,
)
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.words import exact, number, percent, plural, t


class Term(NamedTuple):
    """One line of an arithmetic: what it is, and what it comes to."""

    name: str
    words: str


PAST = (
    "Known from the dates in the records as they stand now: starts, ends, pauses, meetings held. What was booked, due "
    "or agreed then is not known, nor what was removed since."
)
_STATES = {
    Figure.ACTIVE: "Engagements that run.",
    Figure.PAUSED: "Engagements that are paused: all their clocks stand still.",
    Figure.COMPLETED: "Engagements whose work is done.",
    Figure.ENDED_EARLY: "Engagements that ended before the work was done.",
    Figure.DRAFT: "Engagements taken in and not begun.",
    Figure.CANCELLED: "Engagements that never got going.",
    Figure.ENGAGEMENTS: "All engagements in the file, those that are over too.",
}
_STAGES = {Figure.START: "first", Figure.MIDDLE: "middle", Figure.END: "last"}


def why(figure: Figure, cell: Cell, rollup: Rollup, *, rules: Rules = DEFAULT) -> list[Term]:
    """Return the arithmetic of one figure of the whole, or of one cell."""
    return [*_count(figure, cell), *_then(figure, cell, rollup), *_rule(figure, cell, rules)]


def why_cell(cell: Cell, rollup: Rollup) -> list[Term]:
    """Return every figure of a cell, with what it is counted among."""
    stages = (
        f"{said(stage)} {share.counted:,} of {share.among:,}" if share.among else f"{said(stage)} none due"
        for stage in GROUPS[Group.ALIGNED]
        for share in (cell.share(stage),)
    )
    goals = _REASONS[cell.outcome.withheld] if cell.outcome.withheld else outcome_words(cell.outcome)
    return [
        Term("state", f"{_counts(GROUPS[Group.STATE], cell)}: {cell.engagements:,} in all"),
        Term("pace", f"{_counts(GROUPS[Group.PACE], cell)}: {cell.now.active:,} active"),
        Term("three-ways", f"{', '.join(stages)} held"),
        Term("to look at", _counts((Figure.STALLED, Figure.UNALIGNED, Figure.BEHIND, Figure.OVERDUE), cell)),
        Term("goals", goals),
        *_then(Figure.ENGAGEMENTS, cell, rollup),
    ]


def _counts(figures: Sequence[Figure], cell: Cell) -> str:
    return ", ".join(f"{cell.share(figure).counted:,} {said(figure)}" for figure in figures)


def why_look(look: Look, place: int, *, rules: Rules = DEFAULT) -> list[Term]:
    """Return why an engagement stands at its place (from 1) in the ranking."""
    met = [
        (look.stalled, "stalled", f"{plural(look.quiet_days, 'active day')} without a meeting held, {rules.stall_days} "
         "are enough, and nothing is booked"),
        (look.unaligned, "unaligned", f"{plural(look.coaching_held, 'coaching session')} held and no three-way, "
         f"{rules.unaligned_after} are enough"),
        (look.behind, "behind", f"{pace_words(look)}, less than {number(rules.pace_slipping)} and short by a whole "
         "session"),
        (look.overdue > 0, "overdue", f"{plural(look.overdue, 'open commitment')} past the due day, the oldest by "
         f"{plural(look.overdue_days, 'active day')}"),
    ]  # fmt: skip
    terms = [Term(name, words) for holds, name, words in met if holds]
    terms += [Term("·", f"{name}: no") for holds, name, _ in met if not holds]
    agreed = (
        f"{_amount(look.allocation, look.unit)}{' sessions' if look.unit is AllocationUnit.SESSIONS else ''} agreed"
    )
    terms.append(
        Term(
            "held", f"{_amount(look.held, look.unit)} of {agreed}, {_amount(look.expected, look.unit)} expected by now"
        )
    )
    ranking = (
        f"Place {place}: {look.rules_met} of 4 rules met. First come those that meet most; among equals the stalled, "
        "longest quiet first, then the unaligned by sessions held, the behind by what is short, the overdue by days."
    )
    return [*terms, Term("ranking", ranking)]


def finding(look: Look) -> str:
    """Return what an engagement is listed for, in a line."""
    parts = [
        f"stalled {look.quiet_days} d" if look.stalled else "",
        f"unaligned, {look.coaching_held} held" if look.unaligned else "",
        f"behind {number(look.ratio or 0)}" if look.behind else "",
        f"overdue {look.overdue_days} d" if look.overdue else "",
    ]
    return " · ".join(filter(None, parts))


def outcome_words(outcome: Outcome) -> str:
    """Return the pooled outcomes of some engagements in a line, or why there are none."""
    if outcome.withheld is not None:
        return WITHHELD[outcome.withheld]
    share = outcome.reached / outcome.goals if outcome.reached is not None and outcome.goals else 0
    return (
        f"T {t(outcome.t_baseline)} → {t(outcome.t_achieved)}, {plural(outcome.engagements, 'engagement')}; "
        f"{percent(share)} of {plural(outcome.goals, 'goal')} reached"
    )


def pace_words(one: Look) -> str:
    """Return the sum behind a pace."""
    return (
        f"{_amount(one.held, one.unit)} held ÷ {_amount(one.expected, one.unit)} expected by now "
        f"= {number(one.ratio or 0)}"
    )


_REASONS = {
    Withheld.NONE: "No engagement here has an agreed goal with weight on which progress was noted.",
    Withheld.FEW: "Withheld: outcomes are given out over 3 people and 3 engagements or more.",
    Withheld.SUBTRACTION: (
        "Withheld, though there are enough people: with it, the outcome of fewer than 3 could be found by subtracting "
        "figures that are given out."
    ),
    Withheld.FILTERED: (
        "Withheld while a filter is on: two parts subtracted could tell of fewer than 3 people. Take the filter off, "
        "and look at the cut by coach, programme, organisation or month."
    ),
}


def _amount(value: float, unit: AllocationUnit) -> str:
    return f"{number(value, 1)} h" if unit is AllocationUnit.HOURS else number(value, 1)


def _rule(figure: Figure, cell: Cell, rules: Rules) -> Iterator[Term]:
    if figure in _STATES:
        yield Term("counted", _STATES[figure])
    elif figure in GROUPS[Group.PACE]:
        words = {
            Figure.ON: f"{number(rules.pace_on)} or more",
            Figure.SLIPPING: f"from {number(rules.pace_slipping)} to {number(rules.pace_on)}, or short by less than a "
            "whole session",
            Figure.BEHIND: f"below {number(rules.pace_slipping)}, and short by a whole session or more",
            Figure.UNSTATED: "no session is expected yet, or the clock stands still",
        }
        yield Term("formula", "pace = held ÷ (allocation × elapsed part of the active span)")
        yield Term(said(figure), words[figure])
    elif figure in _STAGES:
        yield Term(
            "counted",
            f"Begun engagements whose {_STAGES[figure]} three-way is due, and how many of them held it. It is due "
            + {
                Figure.START: f"{rules.three_way_start_days} active days after the start",
                Figure.MIDDLE: "at half of the active span",
                Figure.END: f"{rules.three_way_end_days} days before the end",
            }[figure]
            + "; what ended before that day is not counted.",
        )
    elif figure in OUTCOMES:
        yield from _outcome_rule(figure, cell.outcome, rules)


def _outcome_rule(figure: Figure, outcome: Outcome, rules: Rules) -> Iterator[Term]:
    if figure is Figure.T:
        rho = number(rules.gas_rho)
        yield Term("formula", f"T = 50 + 10·Σ(wx) ÷ √((1−ρ)·Σw² + ρ·(Σw)²), ρ = {rho}, for each engagement")
        yield Term("pooled", "the mean over engagements; w is importance × difficulty, x the level")
    else:
        yield Term(
            "counted",
            "Goals at the expected level (0) or above by their latest entry, among all of the engagements counted.",
        )
    yield Term(
        "who counts",
        "Begun engagements in which progress on an agreed goal was noted; a goal without an entry stands at its "
        "baseline.",
    )
    yield Term(
        "given out",
        f"over {rules.outcome_people} people and {rules.outcome_engagements} engagements or more, and not where "
        "subtracting within a cut, from the whole, or between two cuts would tell of fewer. Not kept from: three cuts "
        "combined, an earlier day's figures.",
    )


def _count(figure: Figure, cell: Cell) -> Iterator[Term]:
    outcome = cell.outcome
    if figure in OUTCOMES and outcome.withheld is not None:
        yield Term("now", _REASONS[outcome.withheld])
        yield Term("n", f"{plural(outcome.engagements, 'engagement')} of {plural(outcome.people, 'person', 'people')}")
    elif figure is Figure.T:
        change = f", change {number(outcome.change or 0, 1)}"
        yield Term("now", f"{t(outcome.t_baseline)} at the baseline → {t(outcome.t_achieved)} achieved{change}")
        yield Term("n", f"{plural(outcome.engagements, 'engagement')} of {plural(outcome.people, 'person', 'people')}")
    else:
        yield Term("now", _short(figure, cell).removeprefix(f"{said(figure)} "))


def _short(figure: Figure, cell: Cell) -> str:
    share = cell.share(figure)
    fraction = share.fraction
    if fraction is None:
        return f"{said(figure)} {share.counted if figure not in _STAGES else 'none due'}"
    return f"{said(figure)} {share.counted:,} of {share.among:,} = {percent(fraction)}"


def _then(figure: Figure, cell: Cell, rollup: Rollup) -> Iterator[Term]:
    name = f"{TREND_DAYS} days ago"
    if figure in OUTCOMES:
        yield Term(name, "Not given out: subtracting it would tell of the few who moved since.")
        return
    before = cell.before(figure)
    if before is None:
        yield Term(name, "Not known: no date in the records tells since when it is so.")
        return
    words = f"{before.counted:,}"
    if before.fraction is not None and figure is not Figure.ENGAGEMENTS:
        words = f"{before.counted:,} of {before.among:,} = {percent(before.fraction)}"
    elif figure is Figure.ENGAGEMENTS:
        words += " begun"
    yield Term(name, f"{words}, on {exact(rollup.then_on)}")
    yield Term("", PAST)
