"""What is here when a file of goals is planned: whose engagements there are, and which goals stand in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import NamedTuple

from coachtui.domain.engagement import RUNNING, EngagementState
from coachtui.domain.goals import GoalDraft, GoalState
from coachtui.domain.ids import natural_id
from coachtui.domain.people import Party
from coachtui.domain.words import folded
from coachtui.exchange.cells import quoted
from coachtui.exchange.preview import RowError
from coachtui.store.driver import Connection
from coachtui.store.reads import goals as reads
from coachtui.store.reads.columns import day

_ENGAGED = """
SELECT e.id, e.code, e.state, e.starts_on, coalesce(e.organisation_id, p.organisation_id), p.id, p.name,
    coalesce(p.email, '')
FROM engagement e JOIN person p ON p.id = e.client_id WHERE e.deleted_at IS NULL AND p.deleted_at IS NULL
ORDER BY e.code, e.id LIMIT 1000000
"""
_GOALS = "SELECT id, title, deleted_at IS NULL FROM goal WHERE engagement_id = ? ORDER BY position, id LIMIT 100000"
_STANDS = """
SELECT g.state, g.agreed_on, coalesce(o.title, '') FROM goal g
LEFT JOIN objective o ON o.id = g.objective_id AND o.deleted_at IS NULL WHERE g.id = ?
"""
_MILESTONES = """
SELECT id, title, due_on, done_on, deleted_at IS NULL FROM milestone WHERE goal_id = ? ORDER BY position, id
LIMIT 100000
"""
_ENTRIES = """
SELECT id, noted_on, party, level, percent FROM progress WHERE goal_id = ?
AND deleted_at IS NULL ORDER BY noted_on, id LIMIT 100000
"""


class Engaged(NamedTuple):
    """An engagement, with its client."""

    id: str
    code: str
    state: EngagementState
    starts_on: date | None
    organisation_id: str | None
    person_id: str
    client: str
    email: str


class MilestoneNow(NamedTuple):
    """A milestone that is here."""

    id: str
    title: str
    due_on: date | None
    done_on: date | None


class EntryNow(NamedTuple):
    """A progress entry that is here."""

    id: str
    noted_on: date
    party: Party
    level: int | None
    percent: int | None


class GoalNow(NamedTuple):
    """A goal that is here, and what hangs on it. `ids` tells of every milestone it ever had if that is live."""

    draft: GoalDraft
    state: GoalState
    agreed_on: date | None
    objective: str
    milestones: tuple[MilestoneNow, ...]
    entries: tuple[EntryNow, ...]
    ids: Mapping[str, bool]


class GoalRoster:
    """Reads what is here, each thing once."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._by_name: dict[str, list[Engaged]] = {}
        self._by_email: dict[str, list[Engaged]] = {}
        self._goals: dict[str, tuple[dict[str, list[str]], dict[str, bool]]] = {}
        self._competencies: dict[str, dict[str, str]] = {}
        for row in db.execute(_ENGAGED):
            one = Engaged(row[0], row[1], EngagementState(row[2]), day(row[3]), *row[4:])
            self._by_name.setdefault(_plain(one.client), []).append(one)
            if one.email:
                self._by_email.setdefault(one.email.lower(), []).append(one)

    def engaged(self, name: str, email: str, code: str) -> Engaged:
        """Return the engagement that a row speaks of: that of the code, the one that runs, else the one in draft.

        The client is known by e-mail, else by name; who has another address is somebody else. Raises RowError.
        """
        field, shown = ("email", email) if email else ("client", quoted(name))
        theirs = self._by_email.get(email.lower(), []) if email else []
        if not theirs and name:
            theirs = [one for one in self._by_name.get(_plain(name), []) if not (email and one.email)]
        people = {one.person_id for one in theirs}
        if not people:
            has = f"has the address {email}" if email else f"is called {quoted(name)}"
            raise RowError(field, f"No client here {has}. Take the client in first, or correct one of the two.")
        if len(people) > 1:
            raise RowError(field, f"{len(people)} clients here answer to {shown}. Tell them apart by e-mail.")
        if code:
            found = [one for one in theirs if one.code.casefold() == code.casefold()]
            if not found:
                codes = ", ".join(one.code for one in theirs)
                raise RowError("engagement", f"{theirs[0].client} has no engagement {quoted(code)}. There is: {codes}.")
            return found[0]
        running = [one for one in theirs if one.state in RUNNING]
        found = running or [one for one in theirs if one.state is EngagementState.DRAFT]
        if len(found) > 1:
            which = "that run" if running else "in draft"
            codes = ", ".join(one.code for one in found)
            raise RowError(
                field,
                f"{found[0].client} has {len(found)} engagements {which} ({codes}). "
                "Say which, by its code in a column called engagement.",
            )
        if not found:
            raise RowError(
                field,
                f"{theirs[0].client} has no engagement that runs or is in draft. Begin one, or give the code of "
                f"another in a column called engagement ({', '.join(one.code for one in theirs)}).",
            )
        return found[0]

    def goal_id(self, engagement_id: str, title: str, field: str = "title") -> tuple[str, bool]:
        """Return the id of an engagement's goal of this title, or of the one that was made from it; and if it is live.

        One that isn't gets the id that any device would give it. Raises RowError when several are called so.
        """
        titles, ids = self._of(engagement_id)
        same = titles.get(_plain(title), [])
        if len(same) > 1:
            raise RowError(field, f"{len(same)} goals here are called {quoted(title)}. Give one another title first.")
        return (same[0], True) if same else key_of(ids, "imported goal", engagement_id, _plain(title))

    def goal(self, goal_id: str) -> GoalNow:
        """Return a live goal."""
        state, agreed_on, objective = self._db.execute(_STANDS, (goal_id,)).fetchone()
        milestones = self._db.execute(_MILESTONES, (goal_id,)).fetchall()
        entries = self._db.execute(_ENTRIES, (goal_id,)).fetchall()
        return GoalNow(
            reads.draft(self._db, goal_id),
            GoalState(state),
            day(agreed_on),
            objective,
            tuple(MilestoneNow(row[0], row[1], day(row[2]), day(row[3])) for row in milestones if row[4]),
            tuple(EntryNow(row[0], date.fromisoformat(row[1]), Party(row[2]), row[3], row[4]) for row in entries),
            {row[0]: bool(row[4]) for row in milestones},
        )

    def competencies(self, engagement_id: str) -> Mapping[str, str]:
        """Return the ids of the competencies of an engagement's model, by name, folded."""
        if engagement_id not in self._competencies:
            found = reads.competencies(self._db, engagement_id, limit=1000)
            self._competencies[engagement_id] = {_plain(one.name): one.id for one in found}
        return self._competencies[engagement_id]

    def _of(self, engagement_id: str) -> tuple[dict[str, list[str]], dict[str, bool]]:
        if engagement_id not in self._goals:
            rows = self._db.execute(_GOALS, (engagement_id,)).fetchall()
            titles: dict[str, list[str]] = {}
            for key, title, live in rows:
                if live:
                    titles.setdefault(_plain(title), []).append(key)
            self._goals[engagement_id] = titles, {key: bool(live) for key, _, live in rows}
        return self._goals[engagement_id]


def key_of(ids: Mapping[str, bool], *parts: str | int) -> tuple[str, bool]:
    """Return the natural id of something imported, and if it is live; one in the bin stays there, and is made anew."""
    for number in count():
        key = natural_id(*parts, number)
        if ids.get(key, True):
            return key, key in ids
    raise AssertionError


def _plain(text: str) -> str:
    return " ".join(folded(text).split())
