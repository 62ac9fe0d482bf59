"""One competency in words: what its levels look like, which of them is reached and wanted, evidence, goals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content

from coachtui.domain.assessment import Stage
from coachtui.domain.intake import RatedCompetency
from coachtui.domain.words import label
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, STRONG, VALUE, joined, paragraph, plain
from coachtui.ui.widgets.ratings import Marks, Setting
from coachtui.ui.widgets.sheet import BLANK, Entry

KEY = f"bold {NEEDS}"
MUCH = 40
"""Lines of an evidence that are shown; its form shows all."""


def title(one: RatedCompetency) -> Content:
    """Return which competency it is."""
    return joined(one.name)


def entries(one: RatedCompetency, stage: Stage, marked: Marks, *, brief: bool = False) -> list[Entry]:
    """Return the lines of a competency at a stage. In `brief`, the levels that matter come first."""
    parts = [list(_levels(one.levels, marked, brief=brief)), [_evidence(one, stage)], list(_goals(one, marked))]
    if brief:
        rest = [level for level in range(1, len(one.levels) + 1) if level not in (marked.current, marked.target)]
        parts.append([_level(one.levels, level, marked) for level in rest])
    meant = " ".join(("A leadership KPI." if one.kpi else "", one.description)).strip()
    if meant:
        parts.append([Entry("Meant", paragraph(meant, LABEL), most=4)])
    found: list[Entry] = []
    for part in parts:
        found += [BLANK, *part] if found and part else part
    return found


def reading(levels: tuple[str, ...], marked: Marks, setting: Setting) -> Content:
    """Return what the value that digits set now looks like, in one line."""
    if setting is Setting.IMPORTANCE:
        return joined((f"importance {marked.importance}", STRONG), (" of 3, for the role and the date", LABEL))
    value = marked.value(setting)
    name = "now" if setting is Setting.CURRENT else "target"
    if value is None:
        return joined((f"{name}: not rated yet", LABEL))
    return joined((f"{name} {value}  ", STRONG), (_words(levels, value), VALUE))


def _levels(levels: tuple[str, ...], marked: Marks, *, brief: bool) -> Iterator[Entry]:
    numbers: Iterable[int] = range(1, len(levels) + 1)
    if brief:
        numbers = dict.fromkeys(level for level in (marked.current, marked.target) if level)
    for number in numbers:
        yield _level(levels, number, marked)


def _level(levels: tuple[str, ...], number: int, marked: Marks) -> Entry:
    words = _words(levels, number)
    if number == marked.current == marked.target:
        return Entry(joined((f"{marks.REACHED} {number} reached", RIGHT)), plain(words, VALUE), most=4)
    if number == marked.current:
        return Entry(joined((f"{marks.HELD} {number} now", DATA)), plain(words, VALUE), most=4)
    if number == marked.target:
        return Entry(joined((f"{marks.TARGET} {number} target", NEEDS)), plain(words, VALUE), most=4)
    return Entry(joined((f"  {number}", LABEL)), plain(words, LABEL), most=4)


def _words(levels: tuple[str, ...], number: int) -> str:
    return levels[number - 1].strip() or "not described in the model"


def _evidence(one: RatedCompetency, stage: Stage) -> Entry:
    rating = one.rating(stage)
    if rating is None or not rating.evidence.strip():
        return Entry(
            "Evidence", joined((f"none at the {label(stage)} yet; ", LABEL), ("E", KEY), (" writes it", LABEL))
        )
    told = joined((f"{marks.NOTE} private  ", LABEL)) + paragraph(rating.evidence.strip(), VALUE)
    return Entry("Evidence", told, most=MUCH)


def _goals(one: RatedCompetency, marked: Marks) -> Iterator[Entry]:
    told = [plain(words, VALUE) for words in one.goals]
    told += [joined(("closed  ", LABEL), (words, LABEL)) for words in one.closed_goals]
    if not told and (marked.gap or 0) > 0 and marked.importance:
        told = [joined((f"{marks.NEEDS_YOU} no goal serves this gap; ", NEEDS), ("n", KEY), (" makes one", VALUE))]
    for index, words in enumerate(told or [plain("none", LABEL)]):
        yield Entry("" if index else "Goals", words, most=2)
