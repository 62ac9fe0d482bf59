"""Writes about the coaching log: the coach's own particulars, consents, and the rows of a former log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from coachtui.domain.drafts import gather, refuse, within
from coachtui.domain.log_entry import LogEntryDraft
from coachtui.domain.people import CoachDraft
from coachtui.domain.rules import DEFAULT
from coachtui.domain.words import folded
from coachtui.store.practice import Practice
from coachtui.store.reads import log as reads
from coachtui.store.reads.facts import here
from coachtui.store.tables.cadence import Session
from coachtui.store.tables.engagement import LogEntry
from coachtui.store.tables.people import Coach, Person
from coachtui.store.writes.cadence import what
from coachtui.store.writes.rows import bin_row, live, put, say


def edit_coach(practice: Practice, draft: CoachDraft) -> None:
    """Store what changed about the owner of the practice. Raises Invalid, NotFound."""
    refuse(draft.problems())
    coach_id, _ = reads.coach(practice.db)
    with practice.action("edited your own particulars") as session:
        coach = live(session, Coach, coach_id)
        coach.name, coach.folded = draft.name, folded(draft.name)
        coach.email, coach.time_zone = draft.email or None, draft.time_zone
        coach.training_started_on = draft.training_started_on


def training_began(practice: Practice, day: date) -> None:
    """Store the first day of the owner's training, from which on sessions count. Raises Invalid, NotFound."""
    coach_id, draft = reads.coach(practice.db)
    refuse(draft._replace(training_started_on=day).problems())
    with practice.action("noted when your training began") as session:
        live(session, Coach, coach_id).training_started_on = day


def consent(practice: Practice, name: str, person_id: str, entry_ids: Sequence[str], *, named: bool) -> str:
    """Note whether a client may be named in the log, as a person and in rows of a former log; return the words.

    Raises NotFound.
    """
    words = f"noted that {name} {'may be named in' if named else 'is left off'} the coaching log"
    with practice.action(words) as session:
        if person_id:
            live(session, Person, person_id).named_in_log = named
        for entry_id in entry_ids:
            live(session, LogEntry, entry_id).consented = named
    return words


def count(practice: Practice, session_id: str, paid: bool | None, people: int | None) -> None:
    """Store how a session counts where it is otherwise than its engagement; None is the same. Raises Invalid, NotFound.

    `people` is how many came to a group, 2 to 15.
    """
    refuse(gather(within("group_size", people, 2, DEFAULT.group_people, "The size of the group", "people")))
    with practice.action("") as session:
        meeting = live(session, Session, session_id)
        meeting.paid, meeting.group_size = paid, people
        say(session, f"noted how the {what(session, meeting)} counts in the log", about=meeting.engagement_id)


def take_in(practice: Practice, entries: Iterable[tuple[str, LogEntryDraft]], words: str) -> None:
    """Store rows of a former log by their ids, as one action; those in the bin come back. Raises Invalid."""
    listed, today = [*entries], here(practice.db, practice.clock()).today
    refuse(problem for _, draft in listed for problem in draft.problems(today))
    coach_id, _ = reads.coach(practice.db)
    with practice.action(words) as session:
        for entry_id, draft in listed:
            put(session, LogEntry, entry_id, coach_id=coach_id, **_columns(draft))


def edit_entry(practice: Practice, entry_id: str, draft: LogEntryDraft) -> None:
    """Store what changed about a row of a former log. Raises Invalid, NotFound."""
    refuse(draft.problems(here(practice.db, practice.clock()).today))
    with practice.action(f"edited the former log of {draft.client_name}") as session:
        row = live(session, LogEntry, entry_id)
        for name, value in _columns(draft).items():
            setattr(row, name, value)


def remove_entry(practice: Practice, entry_id: str) -> str:
    """Put a row of a former log in the bin; return the words of it. Raises NotFound."""
    with practice.action("") as session:
        name = live(session, LogEntry, entry_id).client_name
        bin_row(practice, session, LogEntry, entry_id)
        words = f"put the former log of {name} in the bin"
        say(session, words)
    return words


def _columns(draft: LogEntryDraft) -> dict[str, object]:
    return draft._asdict() | {"form": draft.form.value}
