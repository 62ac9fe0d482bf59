"""From a row that was found to what is shown of it, for those rows alone that are in reach.

A row in the bin, or under something in the bin, is out of reach, whatever the index still holds of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from coachtui.store.driver import Connection
from coachtui.store.search import SOURCES, Source

_ENGAGED = "JOIN engagement e ON e.id = {} AND e.deleted_at IS NULL JOIN person c ON c.id = e.client_id"
_OF_ENGAGEMENT = _ENGAGED.format("t.engagement_id")
_IN_SESSION = f"JOIN session s ON s.id = {{}} AND s.deleted_at IS NULL {_ENGAGED.format('s.engagement_id')}"
_OF_GOAL = f"JOIN goal g ON g.id = {{}} AND g.deleted_at IS NULL {_ENGAGED.format('g.engagement_id')}"
_OF_ORGANISATION = "JOIN organisation o ON o.id = t.organisation_id AND o.deleted_at IS NULL"
_AT_ORGANISATION = f"LEFT {_OF_ORGANISATION}"
_NAME = "coalesce(o.name, '')"


class Way(NamedTuple):
    """From a row to what is shown of it: whose, which engagement, which record on its spot, which day, as SQL."""

    joins: str
    record: str
    on: str = "NULL"
    whose: str = "c.name"
    engagement: str = "e.id"


def _held_in(session: str) -> Way:
    return Way(_IN_SESSION.format(session), "s.id", "substr(s.starts_local, 1, 10)")


_SESSION_ID = "coalesce((SELECT s.id FROM session s WHERE s.id = t.session_id AND s.deleted_at IS NULL), '')"
WAYS = {
    "person": Way(_AT_ORGANISATION, "t.id", whose=_NAME, engagement="NULL"),
    "organisation": Way("", "t.id", whose="''", engagement="NULL"),
    "programme": Way(_AT_ORGANISATION, "coalesce(o.id, '')", "t.starts_on", _NAME, "NULL"),
    "engagement": Way(_ENGAGED.format("t.id"), "e.id", "e.starts_on"),
    "goal": Way(_OF_ENGAGEMENT, "t.id", "t.agreed_on"),
    "milestone": Way(_OF_GOAL.format("t.goal_id"), "g.id", "coalesce(t.done_on, t.due_on)"),
    "objective": Way(_OF_ORGANISATION, "o.id", "t.due_on", "o.name", "NULL"),
    "commitment": Way(_OF_ENGAGEMENT, _SESSION_ID, "t.made_on"),
    "theme": _held_in("t.session_id"),
    "session_summary": _held_in("t.id"),
    "meeting_outcome": _held_in("t.session_id"),
    "expectation": Way(_OF_ENGAGEMENT, "t.id"),
    "check_in": _held_in("t.id"),
    "agreement_version": Way(_OF_ENGAGEMENT, "t.id", "t.drawn_up_on"),
    "goal_level": Way(_OF_GOAL.format("t.goal_id"), "g.id"),
    "goal_revision": Way(_OF_GOAL.format("t.goal_id"), "g.id", "t.revised_on"),
    "reflection": Way(_OF_GOAL.format("t.goal_id"), "g.id", "t.written_on"),
    "feedforward": Way(_OF_ENGAGEMENT, _SESSION_ID, "t.given_on"),
    "desired_behaviour": Way(_OF_ORGANISATION, "o.id", whose="o.name", engagement="NULL"),
    "session_note": _held_in("t.id"),
    "debrief": _held_in("t.session_id"),
    "coach_note": Way(_OF_ENGAGEMENT, "''", "t.written_on"),
    "engagement_private": Way(_ENGAGED.format("t.id"), "''"),
    "progress_evidence": Way(
        f"JOIN progress p ON p.id = t.id AND p.deleted_at IS NULL {_OF_GOAL.format('p.goal_id')}", "g.id", "p.noted_on"
    ),
    "rating_evidence": Way(
        "JOIN competency_rating r ON r.id = t.id AND r.deleted_at IS NULL "
        f"JOIN assessment a ON a.id = r.assessment_id AND a.deleted_at IS NULL {_ENGAGED.format('a.engagement_id')}",
        "r.competency_id",
        "a.held_on",
    ),
    "behaviour_observation": Way(
        f"JOIN desired_behaviour b ON b.id = t.behaviour_id AND b.deleted_at IS NULL {_OF_ENGAGEMENT}",
        "b.id",
        "t.observed_on",
    ),
    "person_note": Way("JOIN person c ON c.id = t.id AND c.deleted_at IS NULL", "c.id", engagement="NULL"),
}
"""By table."""


class Row(NamedTuple):
    """A row in reach."""

    source: Source
    id: str
    whose: str
    engagement_id: str | None
    record: str
    on: date | None
    text: str


def told(db: Connection, source: Source, ids: Iterable[str]) -> Iterator[Row]:
    """Return what there is to say of these rows of a source, as far as they are in reach."""
    return _read(db, source, "t.id", ids)


def of_engagements(db: Connection, ids: Iterable[str]) -> Iterator[Row]:
    """Return every row of these engagements that can be found."""
    listed = [*ids]
    for source in SOURCES:
        way = WAYS[source.table]
        if way.engagement != "NULL":
            yield from _read(db, source, way.engagement, listed)


def _read(db: Connection, source: Source, key: str, ids: Iterable[str]) -> Iterator[Row]:
    way = WAYS[source.table]
    texts = ", ".join(f't."{column}"' for column in source.columns)
    rows = db.execute(
        f'SELECT t.id, {way.whose}, {way.engagement}, {way.record}, {way.on}, {texts} FROM "{source.table}" t '
        f"{way.joins} WHERE t.deleted_at IS NULL AND {key} IN (SELECT value FROM json_each(?))",
        (json.dumps([*ids]),),
    )
    for row_id, whose, engagement_id, record, on, *said in rows:
        day = date.fromisoformat(on) if on else None
        yield Row(source, row_id, whose, engagement_id, record, day, " · ".join(filter(None, said)))
