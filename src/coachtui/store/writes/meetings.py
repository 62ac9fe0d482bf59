"""Writes about what a three-way meeting or a check-in brought."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, Protocol, TypeVar

from sqlmodel import Session as Db
from sqlmodel import col, select

from coachtui.domain.alignment_drafts import CheckInDraft, FollowUpDraft, MeetingDraft, OutcomeDraft
from coachtui.domain.cadence import SessionKind, SessionState, check_outcome
from coachtui.domain.drafts import Problem, gather, refuse
from coachtui.domain.ids import natural_id
from coachtui.domain.people import Party
from coachtui.domain.words import label
from coachtui.store.practice import Practice
from coachtui.store.reads.facts import here
from coachtui.store.tables.alignment import Attendance, CheckIn, MeetingOutcome
from coachtui.store.tables.cadence import Commitment, Session
from coachtui.store.tables.engagement import Engagement
from coachtui.store.tables.goals import Feedforward, Goal
from coachtui.store.writes.cadence import close_as_held, what
from coachtui.store.writes.rows import bin_row, live, put, say


class _Wanted(Protocol):
    @property
    def id(self) -> str: ...


class _Suggestion(NamedTuple):
    """A suggestion as the drafts of other parts have it: with the id of its row, "" while it is not known."""

    body: str
    id: str = ""


W = TypeVar("W", bound=_Wanted)
Brought = TypeVar("Brought", MeetingOutcome, Commitment, Feedforward)


def record_meeting(practice: Practice, session_id: str, draft: MeetingDraft, held_minutes: int | None = None) -> None:
    """Store what a three-way brought, as one action: who was there, outcomes, follow-ups as commitments made in it.

    `held_minutes` closes it as held for so long as well; without it, it stays as it is, and a meeting that was called
    off is refused. The same draft twice is once. Raises Invalid, NotFound.
    """
    with practice.action("") as db:
        meeting = _meeting(db, session_id, SessionKind.THREE_WAY)
        engagement = live(db, Engagement, meeting.engagement_id)
        held = held_minutes is not None or meeting.state == SessionState.HELD
        refuse(
            (
                *draft.problems(held=held, manager_named=engagement.manager_id is not None),
                *_strange_goals(db, draft.outcomes, engagement.id),
            )
        )
        _hold(practice, meeting, held_minutes)
        for party, there in draft.attended.items():
            _attend(db, session_id, party, there)
        _put_outcomes(practice, db, session_id, draft)
        _put_followups(practice, db, meeting, draft)
        say(db, f"recorded the {what(db, meeting)}", about=engagement.id)


def record_check_in(practice: Practice, session_id: str, draft: CheckInDraft, held_minutes: int | None = None) -> None:
    """Store what a check-in brought, as one action; its suggestions become feedforward for the brief.

    `held_minutes` closes it as held for so long as well. The same draft twice is once. Raises Invalid, NotFound.
    """
    refuse(draft.problems())
    with practice.action("") as db:
        meeting = _meeting(db, session_id, SessionKind.CHECK_IN)
        _hold(practice, meeting, held_minutes)
        if draft.moved or draft.next_step or db.get(CheckIn, session_id) is not None:
            put(db, CheckIn, session_id, moved=draft.moved, next_step=draft.next_step)
        _put_suggestions(practice, db, meeting, draft)
        say(db, f"recorded the {what(db, meeting)}", about=meeting.engagement_id)


def _meeting(db: Db, session_id: str, kind: SessionKind) -> Session:
    meeting = live(db, Session, session_id)
    if meeting.kind != kind:
        told = f"This is a {label(SessionKind(meeting.kind))}, not a {label(kind)}. Choose another, or change its kind."
        refuse((Problem("session", told),))
    return meeting


def _hold(practice: Practice, meeting: Session, minutes: int | None) -> None:
    """Close a meeting as held, or see that it can have brought something as it stands. Raises Invalid."""
    state = SessionState(meeting.state)
    if minutes is not None:
        close_as_held(practice, meeting, minutes)
    elif state is SessionState.PLANNED:
        refuse(gather(check_outcome(SessionState.HELD, meeting.starts_utc, practice.clock())))
    elif state is not SessionState.HELD:
        told = f"This meeting is {label(state)}, so it brought nothing. Say how long it was held, or record another."
        refuse((Problem("state", told),))


def _attend(db: Db, session_id: str, party: Party, there: bool) -> None:
    rows = select(Attendance).where(
        col(Attendance.session_id) == session_id, col(Attendance.party) == party, col(Attendance.deleted_at).is_(None)
    )
    known = db.exec(rows).first()
    key = known.id if known else natural_id("attendance", session_id, party.value)
    put(db, Attendance, key, session_id=session_id, party=party, attended=there)


def _put_outcomes(practice: Practice, db: Db, session_id: str, draft: MeetingDraft) -> None:
    def same(row: MeetingOutcome, one: OutcomeDraft) -> bool:
        return (row.kind, row.body, row.goal_id) == (one.kind, one.body, one.goal_id)

    matched, left = _matched(_of_session(db, MeetingOutcome, session_id), draft.outcomes, same)
    for position, (row, one) in enumerate(zip(matched, draft.outcomes, strict=True)):
        put(
            db,
            MeetingOutcome,
            row.id if row else practice.new_id(),
            session_id=session_id,
            goal_id=one.goal_id,
            kind=one.kind,
            position=position,
            body=one.body,
        )
    _take_out(practice, db, MeetingOutcome, left, draft.began_with)


def _put_followups(practice: Practice, db: Db, meeting: Session, draft: MeetingDraft) -> None:
    def same(row: Commitment, one: FollowUpDraft) -> bool:
        return (row.owner, row.body, row.due_on) == (one.owner, one.text, one.due_on)

    matched, left = _matched(_of_session(db, Commitment, meeting.id), draft.followups, same)
    fresh = _new_ids(practice, matched)
    for row, one in zip(matched, draft.followups, strict=True):
        if row is not None:
            put(db, Commitment, row.id, owner=one.owner, body=one.text, due_on=one.due_on)
            continue
        put(
            db,
            Commitment,
            next(fresh),
            engagement_id=meeting.engagement_id,
            session_id=meeting.id,
            owner=one.owner,
            body=one.text,
            made_on=_day_of(practice, meeting),
            due_on=one.due_on,
        )
    _take_out(practice, db, Commitment, left, draft.began_with)


def _put_suggestions(practice: Practice, db: Db, meeting: Session, draft: CheckInDraft) -> None:
    wanted = [_Suggestion(body) for body in draft.feedforward]
    matched, left = _matched(
        _of_session(db, Feedforward, meeting.id), wanted, lambda row, one: bool(row.body == one.body)
    )
    gone = [row for row in left if row.id in draft.began_with]
    if len(gone) == 1 and matched.count(None) == 1:
        # One went and one came: it was reworded, and stays used or unused, and whose it was.
        matched[matched.index(None)] = gone[0]
        left.remove(gone[0])
    fresh = _new_ids(practice, matched)
    for row, one in zip(matched, wanted, strict=True):
        if row is not None:
            put(db, Feedforward, row.id, body=one.body)
            continue
        put(
            db,
            Feedforward,
            next(fresh),
            engagement_id=meeting.engagement_id,
            session_id=meeting.id,
            relation=draft.given_by,
            given_on=_day_of(practice, meeting),
            body=one.body,
        )
    _take_out(practice, db, Feedforward, left, draft.began_with)


def _of_session(db: Db, table: type[Brought], session_id: str) -> list[Brought]:
    rows = select(table).where(col(table.session_id) == session_id, col(table.deleted_at).is_(None))
    return list(db.exec(rows.order_by(col(table.id))))


def _matched(
    rows: Sequence[Brought], wanted: Sequence[W], same: Callable[[Brought, W], bool]
) -> tuple[list[Brought | None], list[Brought]]:
    """Return for each of `wanted` the row that it is, None for a new one, and the rows that nobody wanted.

    A row is known by its id; what has none, or one that is gone, is the first free row that says the same.
    """
    free = {row.id: row for row in rows}
    found = [free.pop(one.id, None) for one in wanted]
    for index, one in enumerate(wanted):
        if found[index] is None:
            likeness = next((row for row in free.values() if same(row, one)), None)
            found[index] = free.pop(likeness.id) if likeness else None
    return found, list(free.values())


def _take_out(
    practice: Practice, db: Db, table: type[Brought], rows: Sequence[Brought], began_with: Sequence[str]
) -> None:
    """Bin the rows that a draft knew of and no longer holds."""
    for row in rows:
        if row.id in began_with:
            bin_row(practice, db, table, row.id)


def _new_ids(practice: Practice, matched: Sequence[object]) -> Iterator[str]:
    """Return ids for what is new, in rising order: rows that have no position are read in the order of their ids."""
    return iter(sorted(practice.new_id() for row in matched if row is None))


def _strange_goals(db: Db, outcomes: Sequence[OutcomeDraft], engagement_id: str) -> list[Problem]:
    own = select(Goal.id).where(col(Goal.engagement_id) == engagement_id, col(Goal.deleted_at).is_(None))
    known = {None, *db.exec(own)}
    return [
        Problem(f"outcomes.{index}", f"The goal of outcome {index + 1} is not one of this engagement. Choose another.")
        for index, one in enumerate(outcomes)
        if one.goal_id not in known
    ]


def _day_of(practice: Practice, meeting: Session) -> date:
    """Return the day of a meeting, or today if it is held earlier than it was planned."""
    return min(meeting.starts_local.date(), here(practice.db, practice.clock()).today)
