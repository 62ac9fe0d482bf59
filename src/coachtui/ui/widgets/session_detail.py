"""The meeting under the cursor: when, what became of it, what was written and promised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from textual.content import Content

from coachtui.domain.cadence import SessionState, is_unclosed
from coachtui.domain.line import CommitmentLine, SessionLine, Summary
from coachtui.domain.pace import Usage
from coachtui.domain.words import clock, distance, duration, exact, label
from coachtui.ui import marks
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, joined, paragraph
from coachtui.ui.widgets.commitments import line as commitment_line
from coachtui.ui.widgets.session_rows import differs, what, yours
from coachtui.ui.widgets.sheet import BLANK, Entry


class Detail(NamedTuple):
    """All that is shown of one meeting. `note` and `summary` are how the texts begin."""

    meeting: SessionLine
    usage: Usage | None
    coach_zone: str
    client: str
    note: str
    summary: Summary
    promised: Sequence[CommitmentLine]
    series: str = ""
    """How the series recurs that it is part of."""


def title(detail: Detail) -> Content:
    """Return which meeting it is."""
    return joined(exact(detail.meeting.starts_local.date()), " · ", what(detail.meeting, detail.usage))


def entries(detail: Detail, now: datetime, today: date) -> list[Entry]:
    """Return the lines of a meeting, with a blank between its parts."""
    found: list[Entry] = []
    for part in (_when(detail, now, today), _written(detail), _promised(detail, today)):
        found += [BLANK, *part] if found and part else part
    return found


def _when(detail: Detail, now: datetime, today: date) -> list[Entry]:
    meeting = detail.meeting
    start = meeting.starts_local
    until = clock(start + timedelta(minutes=meeting.minutes))
    time = [joined((f"{clock(start)}–{until}", STRONG)), joined((distance(start.date(), today), VALUE))]
    if differs(meeting, detail.coach_zone):
        time += [joined(("yours ", LABEL), (yours(meeting, detail.coach_zone), VALUE))]
    time += [joined((meeting.time_zone, LABEL))]
    found = [Entry("When", tuple(time), most=3), Entry("State", _state(meeting, now), most=2), *_counts(meeting)]
    return [*found, Entry("Series", joined((detail.series, VALUE)), most=2)] if detail.series else found


def _state(meeting: SessionLine, now: datetime) -> Content:
    if is_unclosed(meeting.state, meeting.starts_utc, meeting.minutes, now):
        return joined(
            (f"{marks.NEEDS_YOU} its time has passed: ", NEEDS),
            *_keys(("h", "held"), ("X", "no-show"), ("x", "cancelled"), ("m", "moved")),
        )
    mark, tone = marks.SESSIONS[meeting.state]
    words = f"{mark} {label(meeting.state)}"
    if meeting.state is SessionState.RESCHEDULED and meeting.moved_to:
        return joined((words, tone), (f" to {exact(meeting.moved_to.date())}, {clock(meeting.moved_to)}", VALUE))
    if meeting.state is SessionState.HELD and meeting.held_minutes not in (None, meeting.minutes):
        took, planned = duration(meeting.held_minutes or 0), duration(meeting.minutes)
        return joined((words, tone), (f" for {took}", VALUE), (f", planned {planned}", LABEL))
    return joined((words, tone), (f", {duration(meeting.minutes)}", LABEL))


def _counts(meeting: SessionLine) -> list[Entry]:
    """Return how the meeting counts in the coaching log, if that is otherwise than its engagement."""
    told = []
    if meeting.paid is not None:
        told.append(joined(("paid" if meeting.paid else "pro bono", VALUE)))
    if meeting.group_size is not None:
        told.append(joined((f"a group of {meeting.group_size}", VALUE)))
    return [Entry("In the log", tuple(told))] if told else []


def _keys(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, words in pairs:
        found += [(key, f"bold {NEEDS}"), (f" {words}  ", VALUE)]
    return found


def _written(detail: Detail) -> list[Entry]:
    summary, note = detail.summary.body.strip(), detail.note.strip()
    if not summary and not note:
        return [Entry("Notes", joined(("nothing written yet; ", LABEL), *_keys(("⏎", "opens the notes"))))]
    found = []
    if summary:
        found.append(Entry("Shared", paragraph(summary, VALUE), most=8))
        if detail.summary.released:
            found.append(Entry("", joined(("released to manager and sponsor", LABEL))))
    if note:
        found.append(
            Entry("Notes", joined((f"{marks.NOTE} private  ", LABEL)) + paragraph(_flowing(note), VALUE), most=8)
        )
    return found


def _flowing(text: str) -> str:
    """Return a text without its blank lines, so that its beginning tells more."""
    return "\n".join(row for row in text.splitlines() if row.strip())


def _promised(detail: Detail, today: date) -> list[Entry]:
    return [
        Entry("" if index else "Promised", commitment_line(one, detail.client, today), most=2)
        for index, one in enumerate(detail.promised)
    ]
