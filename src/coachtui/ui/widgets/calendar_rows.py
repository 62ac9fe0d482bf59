"""The rows of a calendar that is taken in: what is asked, what is wrong, and what each event comes to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from textual.content import Content

from coachtui.domain.cadence import SessionKind
from coachtui.domain.calendar import Engaged, Question, Step, StepKind
from coachtui.domain.words import clock, day, label, plural, prime
from coachtui.exchange.calendar import NAMES, Preview
from coachtui.exchange.calendar_lines import Fault
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, STRONG, VALUE, WRONG, joined, plain
from coachtui.ui.widgets.rows import Column, Row

COLUMNS = (
    Column("", most=16),
    Column("client", most=22),
    Column("when", most=36),
    Column("", most=16, from_width=90),
    Column("", most=80, grows=True),
)
SHOWN = 1_000
"""Rows of each part that are shown."""

KINDS = {
    StepKind.NEW: ("+", DATA),
    StepKind.LINKED: (marks.FINE, RIGHT),
    StepKind.MOVED: (marks.MOVED, NEEDS),
    StepKind.LENGTH: ("~", NEEDS),
    StepKind.CANCELLED: (marks.MOVED, WRONG),
    StepKind.DECLINED: (marks.NEEDS_YOU, NEEDS),
    StepKind.GONE: (marks.NEEDS_YOU, NEEDS),
    StepKind.KEPT: (marks.FINE, RIGHT),
    StepKind.SAME: (marks.FINE, LABEL),
    StepKind.STAYS: (marks.WAITING, LABEL),
    StepKind.LEFT: (marks.WAITING, LABEL),
}
"""Mark and tone of what an event comes to, always with its word."""


class Asked(NamedTuple):
    """Something that is asked: an event (`question`), or a session whose event vanished (`step`), and the answers.

    An answer is a value and how it is said; the first is "not now". `chosen` is which of them is given.
    """

    question: Question | None
    step: Step | None
    answers: tuple[tuple[str | bool | None, str], ...]
    chosen: int = 0


NOT_NOW = "not now"
NOBODY = ""
"""The value of the answer that an event is nobody's engagement."""


def asked_event(question: Question) -> Asked:
    """Return the question whose an event is, with its answers."""
    candidates = ((one.id, f"{one.client} ({one.code})") for one in question.candidates)
    return Asked(question, None, ((None, NOT_NOW), *candidates, (NOBODY, "nobody's engagement")))


def asked_gone(step: Step) -> Asked:
    """Return the question what becomes of a session whose event vanished."""
    return Asked(None, step, ((None, NOT_NOW), (True, "keep it"), (False, "cancel it")))


def rows(preview: Preview, asked: Sequence[Asked], today: date) -> list[Row]:
    """Return all rows: what is asked first, then what is wrong, then what is done, and last what stays as it is."""
    found = []
    if asked:
        found.append(_heading(f"{plural(len(asked), 'question')}", "space turns to the next answer"))
        found += [Row(f"ask {place}", _asked(one, today, preview.zone)) for place, one in enumerate(asked[:SHOWN])]
    if preview.faults:
        found.append(_heading("Not understood", ""))
        found += [Row(f"fault {place}", _fault(fault)) for place, fault in enumerate(preview.faults[:SHOWN])]
    still = (StepKind.SAME, StepKind.LEFT, StepKind.STAYS)
    for title, kinds in (("Sessions", [kind for kind in StepKind if kind not in still]), ("As they are", still)):
        steps = [
            (place, step)
            for place, step in enumerate(preview.steps)
            if step.kind in kinds and step.kind is not StepKind.GONE
        ]
        if steps:
            found.append(_heading(title, ""))
            found += [Row(f"step {place}", _step(step, today, preview.zone)) for place, step in steps[:SHOWN]]
    return found


def line(preview: Preview, asked: Sequence[Asked], key: str | None) -> Content:
    """Return the whole of what the row under the cursor says."""
    kind, _, place = (key or "").partition(" ")
    if kind == "ask":
        one = asked[int(place)]
        if one.question is None:
            return joined(("The event is in the calendar no more. Nothing is cancelled unless you say so.", LABEL))
        where = f"line {', '.join(map(str, one.question.lines[:5]))}: "
        return joined((where, LABEL), (one.question.title, STRONG), (f"  {one.question.why}.", LABEL))
    if kind == "fault":
        fault = preview.faults[int(place)]
        return joined((f"line {fault.line}: {fault.words}.", WRONG))
    if kind == "step":
        step = preview.steps[int(place)]
        return joined((f"line {step.line}: ", LABEL), (step.words or NAMES[step.kind], VALUE))
    return Content("")


def _heading(title: str, hint: str) -> Row:
    return Row("", (joined((title, STRONG), (f"  {hint}" if hint else "", LABEL)),))


def _asked(one: Asked, today: date, zone: str) -> tuple[Content, ...]:
    said = one.answers[one.chosen][1]
    mark, tone = (marks.FINE, RIGHT) if one.chosen else (marks.NEEDS_YOU, NEEDS)
    answer = joined((said, STRONG if one.chosen else NEEDS))
    if one.question is not None:
        days = [day(on, today) for on in one.question.days[:2]]
        more = " …" if len(one.question.days) > 2 else ""
        return (
            joined((f"{mark} whose?", tone)),
            _candidates(one.question.candidates),
            joined((", ".join(days) + more, VALUE)),
            Content(""),
            joined(answer, ("  ", LABEL), (one.question.title, LABEL)),
        )
    assert one.step is not None
    return (
        joined((f"{mark} vanished", tone)),
        plain(one.step.client, VALUE),
        joined((_when(one.step, today, zone), VALUE)),
        Content(""),
        answer,
    )


def _candidates(candidates: Sequence[Engaged]) -> Content:
    names = list(dict.fromkeys(one.client for one in candidates))
    return plain(f"{names[0]}?" if len(names) == 1 else f"one of {len(names)}", VALUE)


def _fault(fault: Fault) -> tuple[Content, ...]:
    mark = joined((f"{marks.NEEDS_YOU} error", WRONG))
    return mark, Content(""), joined((f"line {fault.line}", LABEL)), Content(""), plain(fault.words, WRONG)


def _step(step: Step, today: date, zone: str) -> tuple[Content, ...]:
    mark, tone = KINDS[step.kind]
    return (
        joined((f"{mark} {NAMES[step.kind]}", tone)),
        plain(step.client, VALUE),
        joined((_when(step, today, zone), VALUE)),
        joined((_what(step), LABEL)),
        plain(step.words, LABEL),
    )


def _what(step: Step) -> str:
    if step.draft is None:
        return ""
    kind = "" if step.draft.kind is SessionKind.COACHING else label(step.draft.kind)
    return f"{prime(step.draft.minutes)} {kind}{f', {step.draft.stage}' if step.draft.stage else ''}".strip()


def _when(step: Step, today: date, zone: str) -> str:
    on = day(step.starts_local.date(), today)
    own = step.beside(zone)
    return on if step.whole_day else f"{on} {clock(step.starts_local)}" + (f" · {own}" if own else "")
