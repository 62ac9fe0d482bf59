"""Writes of alignment: what each side says of the work and of its goals; and what `meetings` and `agreement` write."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session as Db
from sqlmodel import col, func, select

from coachtui.domain.alignment_drafts import ExpectationDraft, JointRatingDraft
from coachtui.domain.drafts import Problem, gather, refuse
from coachtui.domain.goals import GoalState
from coachtui.domain.ids import natural_id
from coachtui.domain.people import Party
from coachtui.domain.words import label, plural
from coachtui.store import errors
from coachtui.store.practice import Practice
from coachtui.store.reads.facts import here
from coachtui.store.tables.alignment import Expectation, JointRating
from coachtui.store.tables.cadence import Session
from coachtui.store.tables.engagement import Engagement
from coachtui.store.tables.goals import Goal
from coachtui.store.tables.people import Person
from coachtui.store.writes.agreement import consent, draw_up, withdraw_consent
from coachtui.store.writes.meetings import record_check_in, record_meeting
from coachtui.store.writes.rows import bin_row, live, put, say

__all__ = [
    "consent",
    "draw_up",
    "edit_expectation",
    "expect",
    "rate",
    "rate_all",
    "record_check_in",
    "record_meeting",
    "remove_expectation",
    "withdraw_consent",
    "withdraw_rating",
]

_STRANGE_GOAL = Problem("goal_id", "That goal belongs to another engagement. Save its rating apart.")
TOLD = 60
"""The most characters of a goal's title in the words of an action."""


def expect(practice: Practice, draft: ExpectationDraft) -> str:
    """Store what a party says, last among what it says of that kind; return its id. Raises Invalid, NotFound."""
    refuse(draft.problems())
    with practice.action("", about=draft.engagement_id) as db:
        client = _client(db, draft.engagement_id)
        refuse(_stray_meeting(db, draft.session_id, draft.engagement_id))
        row = Expectation(
            id=practice.new_id(),
            engagement_id=draft.engagement_id,
            session_id=draft.session_id,
            party=draft.party,
            kind=draft.kind,
            position=_last(db, draft) + 1,
            body=draft.body,
        )
        db.add(row)
        db.flush()
        say(db, f"noted what the {label(draft.party)} says, with {client}")
        return row.id


def edit_expectation(practice: Practice, expectation_id: str, draft: ExpectationDraft) -> None:
    """Store what changed about what a party says; of another kind or party it comes last. Raises Invalid, NotFound."""
    refuse(draft.problems())
    with practice.action("") as db:
        row = live(db, Expectation, expectation_id)
        client = _client(db, row.engagement_id)
        refuse(_stray_meeting(db, draft.session_id, row.engagement_id))
        if (row.party, row.kind) != (draft.party, draft.kind):
            row.position = _last(db, draft) + 1
        row.party, row.kind, row.body, row.session_id = draft.party, draft.kind, draft.body, draft.session_id
        say(db, f"edited what the {label(draft.party)} says, with {client}", about=row.engagement_id)


def remove_expectation(practice: Practice, expectation_id: str) -> None:
    """Put what a party says in the bin. Raises NotFound."""
    with practice.action("") as db:
        row = live(db, Expectation, expectation_id)
        bin_row(practice, db, Expectation, expectation_id)
        words = f"put what the {label(Party(row.party))} says in the bin, with {_client(db, row.engagement_id)}"
        say(db, words, about=row.engagement_id)


def rate(practice: Practice, draft: JointRatingDraft) -> str:
    """Store a party's own rating of a goal, in place of one of the same day; return its id. Raises Invalid, NotFound.

    The words of the action leave the level out, so that neither a toast nor the history tells it to the other side.
    """
    return rate_all(practice, (draft,))[0]


def rate_all(practice: Practice, drafts: Sequence[JointRatingDraft]) -> list[str]:
    """Store several ratings of one engagement's goals as one action; return their ids. Raises Invalid, NotFound."""
    today = here(practice.db, practice.clock()).today
    refuse(problem for draft in drafts for problem in draft.problems(today=today))
    if not drafts:
        return []
    with practice.action("") as db:
        goals = [live(db, Goal, draft.goal_id) for draft in drafts]
        about = goals[0].engagement_id
        refuse(problem for goal, draft in zip(goals, drafts, strict=True) for problem in _unratable(db, goal, draft))
        refuse(gather(None if all(goal.engagement_id == about for goal in goals) else _STRANGE_GOAL))
        ids = [_rated(db, draft) for draft in drafts]
        say(db, f"noted {_whose(drafts)} of {_of_what(goals)}", about=about)
        return ids


def withdraw_rating(practice: Practice, goal_id: str, party: Party) -> None:
    """Take back the latest rating that a party gave of a goal. Raises NotFound."""
    with practice.action("") as db:
        goal = live(db, Goal, goal_id)
        latest = db.exec(
            select(JointRating)
            .where(
                col(JointRating.goal_id) == goal_id,
                col(JointRating.party) == party,
                col(JointRating.deleted_at).is_(None),
            )
            .order_by(col(JointRating.rated_on).desc())
            .limit(1)
        ).first()
        if latest is None:
            raise errors.NotFound(f"The {label(party)} has not rated this goal.")
        latest.deleted_at = practice.clock()
        say(db, f"took back the {label(party)}'s rating of {_told(goal)}", about=goal.engagement_id)


def _unratable(db: Db, goal: Goal, draft: JointRatingDraft) -> tuple[Problem, ...]:
    closed = None
    if goal.state == GoalState.CLOSED:
        closed = Problem("goal_id", "This goal is closed. Open it again, or rate another.")
    return gather(closed, *_stray_meeting(db, draft.session_id, goal.engagement_id))


def _rated(db: Db, draft: JointRatingDraft) -> str:
    known = db.exec(
        select(JointRating).where(
            col(JointRating.goal_id) == draft.goal_id,
            col(JointRating.party) == draft.party,
            col(JointRating.rated_on) == draft.rated_on,
            col(JointRating.deleted_at).is_(None),
        )
    ).first()
    parts = (draft.goal_id, draft.party.value, draft.rated_on.isoformat())
    key = known.id if known else natural_id("joint_rating", *parts)
    put(
        db,
        JointRating,
        key,
        goal_id=draft.goal_id,
        session_id=draft.session_id,
        party=draft.party,
        rated_on=draft.rated_on,
        level=draft.level,
    )
    return key


def _stray_meeting(db: Db, session_id: str | None, engagement_id: str) -> tuple[Problem, ...]:
    """Say so if the meeting in which something was said is another engagement's. Raises NotFound."""
    if session_id is None or live(db, Session, session_id).engagement_id == engagement_id:
        return ()
    return (Problem("session_id", "That meeting belongs to another engagement. Choose one of this engagement."),)


def _last(db: Db, draft: ExpectationDraft) -> int:
    """Return the last position among what a party says of a kind; −1 if there is nothing yet."""
    last = db.exec(
        select(func.max(Expectation.position)).where(
            col(Expectation.engagement_id) == draft.engagement_id,
            col(Expectation.party) == draft.party,
            col(Expectation.kind) == draft.kind,
            col(Expectation.deleted_at).is_(None),
        )
    ).one()
    return -1 if last is None else int(last)


def _whose(drafts: Sequence[JointRatingDraft]) -> str:
    parties = {draft.party for draft in drafts}
    whose = f"the {label(drafts[0].party)}'s " if len(parties) == 1 else ""
    return f"{whose}{'rating' if len(drafts) == 1 else 'ratings'}"


def _of_what(goals: Sequence[Goal]) -> str:
    return _told(goals[0]) if len(goals) == 1 else plural(len({goal.id for goal in goals}), "goal")


def _told(goal: Goal) -> str:
    title = " ".join(goal.title.split())
    return title if len(title) <= TOLD else f"{title[: TOLD - 1].rstrip()}…"


def _client(db: Db, engagement_id: str) -> str:
    return live(db, Person, live(db, Engagement, engagement_id).client_id).name
