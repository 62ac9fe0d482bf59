"""The lines of the rollup as rows: figures with their bars, the cells of a cut, and what to look at next."""

from __future__ import annotations

from textual.content import Content

from coachtui.domain.rollup import (
    GROUPS,
    OUTCOMES,
    TREND_DAYS,
    Cell,
    Cut,
    Figure,
    Group,
    Look,
    Rollup,
    Withheld,
    nameless,
    said,
)
from coachtui.domain.words import number, percent, plural, t
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, STRONG, VALUE, WRONG, joined, plain
from coachtui.ui.widgets.rows import Column, Row

ROOMY = 66
"""Cells from which on a list of figures has room for the long bars."""
LONG, SHORT = 24, 12
"""Cells of a bar."""
FULL, HALF, AXIS = "█", "▌", "─"

FIGURES = (
    Column("", most=8),
    Column("", most=18),
    Column("now", most=7, right=True),
    Column("share", most=LONG, from_width=ROOMY),
    Column("share", most=SHORT, below=ROOMY),
    Column("", most=7, right=True),
    Column(f"{TREND_DAYS} d ago", most=8, right=True),
)
LOOKS = (
    Column("", most=3, right=True),
    Column("code", most=9),
    Column("coach", most=24, grows=True),
    Column("why", most=21, below=ROOMY),
    Column("why", most=18, from_width=ROOMY),
    Column("and", most=60, from_width=ROOMY),
)

_TONES = {Figure.ON: RIGHT, Figure.SLIPPING: NEEDS, Figure.BEHIND: WRONG}
_FEW: dict[Withheld, str] = {
    Withheld.NONE: "none yet",
    Withheld.FEW: "too few",
    Withheld.SUBTRACTION: "withheld",
    Withheld.FILTERED: "whole only",
}
"""In two words why there is no outcome; enter tells it in full."""
_NARROW = 96


def cell_columns(cut: Cut) -> tuple[Column, ...]:
    """Return the columns of a cut; a narrow list keeps what is looked at most."""
    return (
        Column(cut.value, most=60, grows=True),
        Column("all", most=6, right=True),
        Column("active", most=6, right=True),
        Column("on pace", most=7, right=True, from_width=_NARROW),
        Column("slipping", most=8, right=True),
        Column("behind", most=6, right=True),
        *(Column(stage.value, most=6, right=True, from_width=_NARROW) for stage in GROUPS[Group.ALIGNED]),
        Column("T", most=11, right=True),
        Column("reached", most=8, right=True, from_width=_NARROW),
        Column("n", most=5, right=True, from_width=_NARROW),
    )


def title(rollup: Rollup) -> Content:
    """Return what the figures are about, and how that grew."""
    total = rollup.total
    counts = (
        plural(total.engagements, "engagement"),
        plural(rollup.coaches, "coach", "coaches"),
        plural(rollup.programmes, "programme"),
    )
    return joined(" · ".join(counts), *(" with “", rollup.words, "”") if rollup.words else ())


def growth(rollup: Rollup) -> Content:
    """Return how many more run than four weeks ago."""
    if rollup.growth is None:
        return Content("")
    sign = "+" if rollup.growth > 0 else "±" if rollup.growth == 0 else ""
    return joined((f"running {sign}{percent(rollup.growth)} in {TREND_DAYS} days", LABEL))


def figure_rows(cell: Cell) -> list[Row]:
    """Return one row for each figure."""
    return [
        Row(figure.value, _figure(group, place, figure, cell))
        for group, figures in GROUPS.items()
        for place, figure in enumerate(figures)
    ]


def cell_rows(rollup: Rollup, cut: Cut) -> list[Row]:
    """Return one row for each cell of a cut."""
    return [Row(key_of(cut, cell), _cell(cut, cell)) for cell in rollup.cuts[cut]]


def key_of(cut: Cut, cell: Cell) -> str:
    """Return what the row of a cell goes by."""
    return f"{cut.value}:{cell.key}"


def called(cut: Cut, cell: Cell) -> Content:
    """Return the name of a cell, or that it has none."""
    return plain(cell.name, VALUE) if cell.name else plain(nameless(cut), LABEL)


def look_rows(rollup: Rollup) -> list[Row]:
    """Return the engagements to look at next, and how many there are beyond."""
    rows = [Row(look.engagement_id, _look(place, look)) for place, look in enumerate(rollup.looks, 1)]
    beyond = rollup.looks_in_all - len(rows)
    return [*rows, Row("", (plain(f"and {beyond:,} more", LABEL),))] if beyond > 0 else rows


def bar(fraction: float, width: int, tone: str = DATA) -> Content:
    """Return a fraction (0.0 to 1.0) as a bar on an axis of so many cells; what is not nothing shows."""
    halves = round(fraction * width * 2)
    halves = max(halves, 1) if fraction > 0 else 0
    drawn = FULL * (halves // 2) + HALF * (halves % 2)
    return joined((drawn, tone), (AXIS * (width - len(drawn)), "$line"))


def _figure(group: Group, place: int, figure: Figure, cell: Cell) -> tuple[Content, ...]:
    name = plain(group.value if place == 0 else "", LABEL)
    if figure in OUTCOMES:
        return name, plain(said(figure), VALUE), *_outcome(figure, cell)
    share, before = cell.share(figure), cell.before(figure)
    fraction = share.fraction
    tone = _TONES.get(figure, DATA)
    if fraction is None:
        nothing = plain("none due" if group is Group.ALIGNED else "", LABEL)
        drawn = (nothing, nothing, Content(""))
    else:
        drawn = (bar(fraction, LONG, tone), bar(fraction, SHORT, tone), plain(percent(fraction), VALUE))
    past = ""
    if before is not None:
        in_parts = group is not Group.STATE
        past = (percent(before.fraction) if before.fraction is not None else "–") if in_parts else f"{before.counted:,}"
    return name, plain(said(figure), VALUE), plain(f"{share.counted:,}", STRONG), *drawn, plain(past, LABEL)


def _outcome(figure: Figure, cell: Cell) -> tuple[Content, ...]:
    outcome = cell.outcome
    blank = Content("")
    if outcome.withheld is not None:
        why = plain(_FEW[outcome.withheld], LABEL)
        return plain("–", LABEL), why, why, blank, blank
    if figure is Figure.T:
        way = joined((f"{t(outcome.t_baseline)} → ", LABEL), (t(outcome.t_achieved), STRONG))
        change = number(outcome.change or 0, 1)
        gained = plain(f"{'+' if (outcome.change or 0) > 0 else ''}{change}", VALUE)
        return (
            plain(t(outcome.t_achieved), STRONG),
            way + "   " + gained,
            way,
            plain(f"n {outcome.engagements:,}", LABEL),
            blank,
        )
    share = cell.share(figure)
    fraction = share.fraction or 0
    return (
        plain(f"{share.counted:,}", STRONG),
        bar(fraction, LONG),
        bar(fraction, SHORT),
        plain(percent(fraction), VALUE),
        blank,
    )


def _cell(cut: Cut, cell: Cell) -> tuple[Content, ...]:
    now, outcome = cell.now, cell.outcome
    counts = (cell.engagements, now.active, now.on, now.slipping, now.behind)
    tones = (STRONG, VALUE, RIGHT, NEEDS, WRONG)
    fractions = [cell.share(stage).fraction for stage in GROUPS[Group.ALIGNED]]
    if outcome.withheld is not None:
        brought = (plain(_FEW[outcome.withheld], LABEL), plain("–", LABEL))
    else:
        brought = (
            plain(f"{t(outcome.t_baseline)} → {t(outcome.t_achieved)}", VALUE),
            plain(percent(cell.share(Figure.REACHED).fraction or 0), VALUE),
        )
    return (
        called(cut, cell),
        *(plain(f"{count:,}", tone if count else LABEL) for count, tone in zip(counts, tones, strict=True)),
        *(plain("–" if fraction is None else percent(fraction), LABEL if fraction is None else VALUE)
          for fraction in fractions),
        *brought,
        plain(f"{outcome.engagements:,}", LABEL),
    )  # fmt: skip


def _look(place: int, look: Look) -> tuple[Content, ...]:
    words = [
        (f"{marks.NEEDS_YOU} stalled {look.quiet_days} d", WRONG, look.stalled),
        (f"{marks.NEEDS_YOU} unaligned {marks.HELD}{look.coaching_held}", NEEDS, look.unaligned),
        (f"{marks.NEEDS_YOU} behind {number(look.ratio or 0)}", WRONG, look.behind),
        (f"{marks.NEEDS_YOU} overdue {look.overdue_days} d", NEEDS, look.overdue > 0),
    ]
    first, *others = [plain(text, tone) for text, tone, holds in words if holds]
    more = joined((f" +{len(others)}" if others else "", LABEL))
    return (
        plain(str(place), LABEL),
        plain(look.code, VALUE),
        plain(look.coach, LABEL),
        first + more,
        first,
        Content("  ").join(others),
    )
