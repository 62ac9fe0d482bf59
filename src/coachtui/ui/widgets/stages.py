"""Start, middle and end side by side: each competency's level and target then, and what changed."""

from __future__ import annotations

from textual.content import Content

from coachtui.domain.assessment import Stage
from coachtui.domain.intake import Intake, RatedCompetency, Rating
from coachtui.domain.words import day, label
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, joined, plain
from coachtui.ui.widgets import gaps
from coachtui.ui.widgets.rows import Column, Row

KEY = f"bold {NEEDS}"


COLUMNS = (
    Column("level → target", most=60, grows=True),
    *(Column(label(stage), most=8) for stage in Stage),
    Column("change", most=6, right=True),
)


def title(intake: Intake) -> Content:
    """Return when the stages were held."""
    held = " → ".join(day(one.held_on, intake.today) for one in intake.stages)
    return joined("Start to end", f" · {held}" if held else "")


def rows(found: tuple[RatedCompetency, ...], latest: Stage | None) -> list[Row]:
    """Return a row for each competency that was rated."""
    return [
        Row(
            one.competency_id,
            (
                plain(one.name, VALUE),
                *(_then(one.rating(stage), bold=stage is latest) for stage in Stage),
                gaps.change(one.change(latest)),
            ),
        )
        for one in found
        if one.ratings
    ]


def empty(intake: Intake) -> Content:
    """Return what is told before there is anything to compare."""
    if not intake.stages:
        told = "Once something is rated, start, middle and end stand here side by side."
        return joined((told, LABEL))
    following = intake.next_stage
    begun = intake.stages[0]
    only = (f"Only the {label(begun.stage)} so far. ", LABEL)
    return joined(only, *((("b", KEY), (f" begins the {label(following)}.", LABEL)) if following else ()))


def _then(rating: Rating | None, *, bold: bool) -> Content:
    if rating is None:
        return Content("")
    now = "–" if rating.current is None else str(rating.current)
    target = "–" if rating.target is None else str(rating.target)
    return joined((now, STRONG if bold else VALUE), (f" → {target}", LABEL))
