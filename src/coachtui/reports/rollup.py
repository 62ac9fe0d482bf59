"""The rollup as text, as rows for a table, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coachtui.domain.rollup import GROUPS, OUTCOMES, TREND_DAYS, Cell, Cut, Figure, Group, Rollup, nameless, said
from coachtui.domain.words import exact, percent, plural, t
from coachtui.reports.rollup_why import finding, outcome_words
from coachtui.reports.text import as_data, flat

LISTED = 10
"""Engagements of "next to look at" that the text names."""

_COUNTED = (Figure.ENGAGEMENTS, *GROUPS[Group.STATE], *GROUPS[Group.PACE])


def lines(rollup: Rollup, cut: Cut | None = None) -> list[str]:
    """Return the rollup as lines of text, with one cut of it if wanted."""
    return [*_head(rollup), *_figures(rollup.total), *_looks(rollup), *(_cut(rollup, cut) if cut else ())]


def rows(rollup: Rollup, cut: Cut | None = None) -> list[list[Any]]:
    """Return the figures of the whole, one a row, or with a cut one row for each of its cells; titles first."""
    return list(_figure_rows(rollup.total) if cut is None else _cell_rows(rollup, cut))


def data(rollup: Rollup, cut: Cut | None = None) -> dict[str, Any]:
    """Return the rollup as dictionaries, lists, numbers and text."""
    found: dict[str, Any] = {
        "today": rollup.today.isoformat(),
        "then": rollup.then_on.isoformat(),
        "filter": rollup.words,
        "coaches": rollup.coaches,
        "programmes": rollup.programmes,
        "organisations": rollup.organisations,
        "total": _cell_data(rollup.total),
        "look_at": [as_data(look._replace(engagement_id="")) for look in rollup.looks],
        "look_at_in_all": rollup.looks_in_all,
    }
    for look in found["look_at"]:
        del look["engagement_id"]
    if cut:
        found["by"] = cut.value
        found["cells"] = [{"name": called(cut, cell), **_cell_data(cell)} for cell in rollup.cuts[cut]]
    return found


def called(cut: Cut, cell: Cell) -> str:
    """Return the name of a cell."""
    return flat(cell.name) or nameless(cut)


def _head(rollup: Rollup) -> Iterator[str]:
    counted = (
        plural(rollup.total.engagements, "engagement"),
        plural(rollup.coaches, "coach", "coaches"),
        plural(rollup.programmes, "programme"),
        plural(rollup.organisations, "organisation"),
    )
    yield f"{', '.join(counted)}; {exact(rollup.today)}"
    if rollup.words:
        yield f"Only what holds “{flat(rollup.words)}” in coach, programme, organisation, code or state"
    if rollup.growth is not None:
        sign = "+" if rollup.growth > 0 else ""
        yield f"Running: {sign}{percent(rollup.growth)} in {TREND_DAYS} days"


def _figures(cell: Cell) -> Iterator[str]:
    for group, figures in GROUPS.items():
        yield ""
        yield f"{group.value.capitalize()}:"
        for figure in figures:
            yield f"  {said(figure):20}{_value(figure, cell)}"


def _value(figure: Figure, cell: Cell) -> str:
    if figure in OUTCOMES and cell.outcome.withheld is not None:
        return outcome_words(cell.outcome)
    if figure is Figure.T:
        outcome = cell.outcome
        return f"{t(outcome.t_baseline)} → {t(outcome.t_achieved)}, n = {outcome.engagements}"
    share, before = cell.share(figure), cell.before(figure)
    part = "" if share.fraction is None else f"  {percent(share.fraction):>5} of {share.among:,}"
    ago = "" if before is None else f"  ({before.counted:,} of {before.among:,} {TREND_DAYS} days ago)"
    return f"{share.counted:>7,}{part}{ago}"


def _looks(rollup: Rollup) -> Iterator[str]:
    if rollup.looks:
        yield ""
        yield f"Next to look at ({rollup.looks_in_all:,}):"
        for place, look in enumerate(rollup.looks[:LISTED], 1):
            yield f"  {place:>2}  {look.code}  coach {flat(look.coach)}: {finding(look)}"


def _cut(rollup: Rollup, cut: Cut) -> Iterator[str]:
    yield ""
    yield f"By {cut.value}:"
    for cell in rollup.cuts[cut]:
        now = cell.now
        stages = " ".join(
            f"{said(stage)} {percent(fraction)}"
            for stage in GROUPS[Group.ALIGNED]
            if (fraction := cell.share(stage).fraction) is not None
        )
        pace = f"on pace {now.on}, slipping {now.slipping}, behind {now.behind}"
        yield (
            f"  {called(cut, cell)}: {plural(cell.engagements, 'engagement')}, {now.active} active; {pace}; "
            + (f"three-ways {stages}; " if stages else "")
            + outcome_words(cell.outcome)
        )


def _figure_rows(cell: Cell) -> Iterator[list[Any]]:
    ago = f"{TREND_DAYS} days ago"
    yield ["group", "figure", "value", "of", "share", ago, f"of, {ago}", "withheld"]
    for group, figures in GROUPS.items():
        for figure in figures:
            if figure in OUTCOMES:
                yield from ([group.value, *row] for row in _outcome_rows(figure, cell))
                continue
            share, before = cell.share(figure), cell.before(figure)
            past = ["", ""] if before is None else [before.counted, before.among]
            yield [group.value, said(figure), share.counted, share.among, _rounded(share.fraction, 4), *past, ""]


def _outcome_rows(figure: Figure, cell: Cell) -> Iterator[list[Any]]:
    outcome = cell.outcome
    withheld = outcome.withheld.value if outcome.withheld else ""
    if figure is Figure.T:
        for name, value in (("T at the baseline", outcome.t_baseline), ("T achieved", outcome.t_achieved)):
            yield [name, _rounded(value, 1), outcome.engagements, "", "", "", withheld]
    else:
        share = cell.share(figure)
        reached = "" if outcome.reached is None else outcome.reached
        yield [said(figure), reached, outcome.goals, _rounded(share.fraction, 4), "", "", withheld]


def _cell_rows(rollup: Rollup, cut: Cut) -> Iterator[list[Any]]:
    stages = [f"{said(stage)} three-way {word}" for stage in GROUPS[Group.ALIGNED] for word in ("due", "held")]
    yield [
        cut.value, *map(said, _COUNTED), *stages, "stalled", "unaligned", "overdue",
        f"begun {TREND_DAYS} days ago", "engagements with progress", "goals", "T at the baseline", "T achieved",
        said(Figure.REACHED), "withheld",
    ]  # fmt: skip
    for name, cell in [("all", rollup.total), *((called(cut, cell), cell) for cell in rollup.cuts[cut])]:
        shares = [cell.share(stage) for stage in GROUPS[Group.ALIGNED]]
        outcome = cell.outcome
        yield [
            name, *(cell.share(figure).counted for figure in _COUNTED),
            *(value for share in shares for value in (share.among, share.counted)),
            cell.stalled, cell.unaligned, cell.overdue, cell.then.begun, outcome.engagements, outcome.goals,
            _rounded(outcome.t_baseline, 1), _rounded(outcome.t_achieved, 1),
            "" if outcome.reached is None else outcome.reached, outcome.withheld.value if outcome.withheld else "",
        ]  # fmt: skip


def _cell_data(cell: Cell) -> dict[str, Any]:
    outcome = cell.outcome
    scores = (outcome.t_baseline, outcome.t_achieved)
    before, after = (None if score is None else round(score, 1) for score in scores)
    rounded = outcome._replace(t_baseline=before, t_achieved=after)
    found: dict[str, Any] = as_data(cell._replace(outcome=rounded))
    del found["key"], found["name"]
    for moment, process in (("now", cell.now), ("then", cell.then)):
        found[moment] |= {"begun": process.begun, "unstated": process.unstated}
    return found


def _rounded(value: float | None, places: int) -> float | str:
    return "" if value is None else round(value, places)
