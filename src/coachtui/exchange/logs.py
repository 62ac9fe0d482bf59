"""Takes a coaching log in that was kept elsewhere: what each row would do is planned first, then all is one action.

A row is known again by client, individual or group, and start, so that a second run changes nothing. What is empty
here is filled; what the practice says differently stays, unless the file is to win. Nobody is named in the log who has
not agreed: where neither the file nor the coach says that a client did, the row is left off the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from coachtui.domain.coaching_log import NO_TRAINING, Stint, coaching_log
from coachtui.domain.engagement import CoachingForm
from coachtui.domain.log_entry import LogEntryDraft
from coachtui.domain.log_words import aside_words
from coachtui.domain.words import day_and_year, folded, number, plural
from coachtui.exchange.log_layout import UnderstoodLog, WantedEntry
from coachtui.exchange.preview import Line, Preview, Status, faulty, unread_note
from coachtui.exchange.tables import Fault
from coachtui.store import writes
from coachtui.store.practice import Practice
from coachtui.store.reads import log as reads

TOLD = 3
"""Rows that will not be counted of which the preview tells why; a file that holds nothing else would bury the rest."""

_SHOWN = {
    "client_name": "client",
    "contact": "contact",
    "starts_on": "start",
    "ends_on": "end",
    "group_size": "people",
    "paid_hours": "paid hours",
    "pro_bono_hours": "pro-bono hours",
}


@dataclass(frozen=True)
class LogPreview(Preview):
    """What an import of a coaching log would do; `entries` are the rows that it would write, by their ids."""

    entries: tuple[tuple[str, LogEntryDraft], ...]

    @property
    def writes(self) -> bool:
        return bool(self.entries)


def preview(
    practice: Practice, understood: UnderstoodLog, *, consented: bool = False, update: bool = False
) -> LogPreview:
    """Plan the import without writing; with `update` the file wins where it says something else than the practice.

    With `consented` the clients agreed to be named of whom the file does not say whether they did.
    """
    found = reads.log(practice.db, practice.clock())
    planning = _Planning(found.coach_id, reads.entries(practice.db, found.coach_id), consented, update)
    faults = [*understood.faults]
    rows: dict[str, list[WantedEntry]] = {}
    for wanted in understood.wanted:
        if problems := wanted.draft.problems(found.today):
            faults += (
                Fault(wanted.row, understood.heads.get(problem.field, problem.field), problem.message)
                for problem in problems
            )
        else:
            rows.setdefault(planning.id_of(wanted.draft), []).append(wanted)
    lines = faulty(faults, understood.about)
    for entry_id, alike in rows.items():
        lines += planning.lines(entry_id, alike)
    lines.sort(key=lambda line: line.row)
    notes = (
        *understood.notes,
        *_consent_notes(understood, planning, consented),
        *_log_notes(found, planning.writes),
        *unread_note(understood.unread),
    )
    return LogPreview(understood.layout, tuple(lines), notes, tuple(planning.writes.items()))


def apply(practice: Practice, planned: LogPreview, source: str) -> int:
    """Write what was planned as one action; return how many rows are new or changed. Raises a PracticeError."""
    if planned.entries:
        words = f"imported {plural(len(planned.entries), 'row')} of a coaching log from {source}"
        writes.log.take_in(practice, planned.entries, words)
    return len(planned.entries)


class _Planning:
    """What becomes of the rows: the drafts to write by their ids."""

    def __init__(self, coach_id: str, here: Iterable[tuple[str, LogEntryDraft]], consented: bool, update: bool) -> None:
        self._coach_id, self._consented, self._update = coach_id, consented, update
        self._here = dict(here)
        self._by_row = {_row_key(draft): entry_id for entry_id, draft in self._here.items()}
        self.writes: dict[str, LogEntryDraft] = {}

    def id_of(self, draft: LogEntryDraft) -> str:
        """Return the id of a row: of one that says the same client, form and start here, else its natural one."""
        return self._by_row.get(_row_key(draft)) or draft.key(self._coach_id)

    def lines(self, entry_id: str, alike: Sequence[WantedEntry]) -> list[Line]:
        """Plan the rows of the file that are one row of the log: they must say the same."""
        first, name = alike[0], alike[0].draft.client_name
        if len({(one.draft, one.consented) for one in alike}) > 1:
            numbers = ", ".join(str(one.row) for one in alike)
            words = f"The rows {numbers} are of the same client from the same day, and differ. Keep one of them."
            return [Line(one.row, Status.ERROR, name, faults=(Fault(one.row, "", words),)) for one in alike]
        again = (f"said in row {first.row} already",)
        return [
            self._line(entry_id, first),
            *(Line(one.row, Status.SAME, name, kept=again) for one in alike[1:]),
        ]

    def _line(self, entry_id: str, wanted: WantedEntry) -> Line:
        draft, before = wanted.draft, self._here.get(entry_id)
        if before is None:
            agreed = self._consented if wanted.consented is None else wanted.consented
            self.writes[entry_id] = draft._replace(consented=agreed)
            return Line(wanted.row, Status.NEW, draft.client_name, (_new_words(draft, agreed),))
        after, changes, kept = before, [], []
        for field, shown in _SHOWN.items():
            here, there = getattr(before, field), getattr(draft, field)
            if there in (None, "") or here == there or (field == "client_name" and folded(here) == folded(there)):
                continue
            if here in (None, "") or self._update:
                after = after._replace(**{field: there})
                changes.append(f"{shown} {_said(there)}" if here in (None, "") else
                               f"{shown} {_said(here)} → {_said(there)}")  # fmt: skip
            else:
                kept.append(f"{shown} stays {_said(here)} (the file says {_said(there)})")
        agreed = wanted.consented if wanted.consented is not None and self._update else before.consented
        # What the coach says with the import is said now, and counts.
        agreed = agreed or (wanted.consented is None and self._consented)
        if agreed != before.consented:
            changes.append("agreed to be named" if agreed else "left off")
            after = after._replace(consented=agreed)
        elif wanted.consented is not None and wanted.consented != agreed:
            kept.append("consent stays as it is (the file says something else)")
        if after != before:
            self.writes[entry_id] = after
        return Line(
            wanted.row, Status.CHANGED if changes else Status.SAME, draft.client_name, tuple(changes), tuple(kept)
        )


def _consent_notes(understood: UnderstoodLog, planning: _Planning, consented: bool) -> Iterable[str]:
    left_off = sum(not draft.consented for draft in planning.writes.values())
    if understood.says_consent or not planning.writes:
        return
    if consented:
        yield "All of them are noted as having agreed to be named, as you say."
    elif left_off:
        yield (
            "The file does not say who agreed to be named, so these rows are left off the log until you do: with "
            "--consented for all, or c in the log for each."
        )


def _log_notes(found: reads.Log, new: dict[str, LogEntryDraft]) -> Iterable[str]:
    """Tell which of the rows will not be counted, since the sessions here may be in them."""
    training = found.coach.training_started_on
    if not new:
        return
    if training is None:
        yield NO_TRAINING
        return
    others = (stint for stint in found.stints if stint.entry_id not in new)
    log = coaching_log(
        [*others, *(_stint(key, draft, found.today) for key, draft in new.items())], training, found.today
    )
    asides = [aside for aside in log.asides if aside.stint.entry_id in new]
    yield from (aside_words(aside, log) for aside in asides[:TOLD])
    if len(asides) > TOLD:
        yield f"{plural(len(asides) - TOLD, 'more row')} will not be counted; the log tells why."


def _stint(entry_id: str, draft: LogEntryDraft, today: date) -> Stint:
    return Stint(
        "", draft.client_name, draft.contact, draft.consented, draft.group_size,
        draft.starts_on, draft.ends_on or today,
        Fraction(str(draft.paid_hours)), Fraction(str(draft.pro_bono_hours)), entry_id, draft.ends_on is None,
    )  # fmt: skip


def _row_key(draft: LogEntryDraft) -> tuple[str, CoachingForm, date]:
    return folded(draft.client_name), draft.form, draft.starts_on


def _new_words(draft: LogEntryDraft, agreed: bool) -> str:
    who = "one person" if draft.group_size is None else f"a group of {draft.group_size}"
    until = f"to {day_and_year(draft.ends_on)}" if draft.ends_on else "on"
    paid, pro_bono = number(draft.paid_hours), number(draft.pro_bono_hours)
    named = "" if agreed else "; left off"
    return f"{who}, from {day_and_year(draft.starts_on)} {until}: {paid} h paid, {pro_bono} pro bono{named}"


def _said(value: object) -> str:
    if isinstance(value, date):
        return day_and_year(value)
    return number(value) if isinstance(value, int | float) else str(value)
