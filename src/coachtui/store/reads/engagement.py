"""Reads of engagements: the list, the one in hand, the form."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from coachtui.domain.engagement import (
    AllocationUnit,
    CoachingForm,
    EngagementDraft,
    EngagementState,
    RoleChange,
)
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.today import EngagementCard
from coachtui.domain.words import folded
from coachtui.store import errors
from coachtui.store.driver import Connection
from coachtui.store.reads.columns import day, utc
from coachtui.store.reads.facts import here, standings
from coachtui.store.reads.people import MOST_WORDS

# The owner's own come first, running ones before the rest, so that a page is found without reading the others.
_OWN = """
SELECT e.id FROM engagement e JOIN person p ON p.id = e.client_id
LEFT JOIN organisation o ON o.id = e.organisation_id
LEFT JOIN programme g ON g.id = e.programme_id
WHERE e.deleted_at IS NULL AND e.coach_id {side} (SELECT owner_coach_id FROM practice) AND {matches}
"""
_ORDER = "ORDER BY e.state NOT IN ('active', 'paused', 'draft'), p.folded, e.id"
_HAYSTACK = "p.folded || ' ' || coalesce(o.folded, '') || ' ' || coalesce(g.folded, '') || ' ' || lower(e.code)"


def cards(
    db: Connection,
    now: datetime,
    *,
    words: str = "",
    coach_id: str | None = None,
    limit: int = 50,
    offset: int = 0,
    rules: Rules = DEFAULT,
) -> list[EngagementCard]:
    """Return a page of engagements whose client, organisation, programme or code hold every word.

    The owner's come first, in order of name with running ones before ended ones; then all others by code.
    """
    ids = _page(db, words, coach_id, limit, offset)
    return [one.card() for one in standings(db, ids, here(db, now), rules)]


def card(db: Connection, engagement_id: str, now: datetime, *, rules: Rules = DEFAULT) -> EngagementCard:
    """Return one engagement. Raises NotFound."""
    _must_live(db, engagement_id)
    return standings(db, [engagement_id], here(db, now), rules)[0].card()


def step(db: Connection, engagement_id: str | None, by: Literal[-1, 1]) -> str | None:
    """Return the engagement after (or before) this one among the owner's running ones, around the ends."""
    ids: list[str] = [
        row[0] for row in db.execute(_OWN.format(side="=", matches="e.state IN ('active', 'paused')") + _ORDER)
    ]
    if not ids:
        return None
    if engagement_id not in ids:
        return ids[0 if by > 0 else -1]
    return ids[(ids.index(engagement_id) + by) % len(ids)]


def draft(db: Connection, engagement_id: str) -> EngagementDraft:
    """Return an engagement as its form edits it. Raises NotFound."""
    _must_live(db, engagement_id)
    cursor = db.execute(
        """
        SELECT e.client_id, e.coach_id, e.time_zone, e.organisation_id, e.manager_id, e.sponsor_id, e.programme_id,
            e.model_id, e.role_title, e.role_from, e.role_change, e.form, e.group_size, e.starts_on, e.ends_on,
            e.allocation, e.unit, e.interval_weeks, e.session_minutes, e.notice_hours, e.notice_counts, e.paid,
            coalesce(x.context, '') AS context
        FROM engagement e LEFT JOIN engagement_private x ON x.id = e.id AND x.deleted_at IS NULL WHERE e.id = ?
        """,
        (engagement_id,),
    )
    values = dict(zip((column[0] for column in cursor.description), cursor.fetchone(), strict=True))
    values |= {
        "role_change": RoleChange(values["role_change"]),
        "form": CoachingForm(values["form"]),
        "unit": AllocationUnit(values["unit"]),
        "starts_on": day(values["starts_on"]),
        "ends_on": day(values["ends_on"]),
        "notice_counts": bool(values["notice_counts"]),
        "paid": bool(values["paid"]),
    }
    return EngagementDraft(**values)


def names(db: Connection, engagement_id: str) -> dict[str, str]:
    """Return whom and what an engagement names, by the field of its draft; "" for nobody. Raises NotFound."""
    _must_live(db, engagement_id)
    cursor = db.execute(
        """
        SELECT c.name AS client_id, h.name AS coach_id, o.name AS organisation_id, m.name AS manager_id,
            s.name AS sponsor_id, g.name AS programme_id
        FROM engagement e JOIN person c ON c.id = e.client_id JOIN coach h ON h.id = e.coach_id
        LEFT JOIN organisation o ON o.id = e.organisation_id LEFT JOIN person m ON m.id = e.manager_id
        LEFT JOIN person s ON s.id = e.sponsor_id LEFT JOIN programme g ON g.id = e.programme_id WHERE e.id = ?
        """,
        (engagement_id,),
    )
    found = zip((column[0] for column in cursor.description), cursor.fetchone(), strict=True)
    return {field: name or "" for field, name in found}


def state(db: Connection, engagement_id: str) -> EngagementState:
    """Return the state of an engagement. Raises NotFound."""
    _must_live(db, engagement_id)
    found = db.execute("SELECT state FROM engagement WHERE id = ?", (engagement_id,)).fetchone()[0]
    return EngagementState(found)


def code(number: int) -> str:
    """Return the code of the engagement of this number: what a lead may know it by."""
    return f"P-{number:05d}"


def last_number(db: Connection) -> int:
    """Return the highest number among the codes of engagements, binned ones too; 0 when there is none."""
    highest = db.execute("SELECT max(CAST(substr(code, 3) AS INTEGER)) FROM engagement WHERE code GLOB 'P-[0-9]*'")
    return int(highest.fetchone()[0] or 0)


def running_with(db: Connection, client_id: str, coach_id: str, *, besides: str | None = None) -> int:
    """Return how many running engagements this client has with this coach, leaving out `besides`."""
    (count,) = db.execute(
        "SELECT count(*) FROM engagement WHERE client_id = ? AND coach_id = ? AND state IN ('active', 'paused') "
        "AND deleted_at IS NULL AND id IS NOT ?",
        (client_id, coach_id, besides),
    ).fetchone()
    return int(count)


def meetings_ahead(db: Connection, engagement_id: str, now: datetime) -> int:
    """Return how many meetings of an engagement, of all kinds, are planned after `now`."""
    (count,) = db.execute(
        "SELECT count(*) FROM session WHERE engagement_id = ? AND state = 'planned' AND starts_utc > ? "
        "AND deleted_at IS NULL",
        (engagement_id, utc(now)),
    ).fetchone()
    return int(count)


def _page(db: Connection, words: str, coach_id: str | None, limit: int, offset: int) -> list[str]:
    parts = folded(words).split()[:MOST_WORDS]
    matches = " AND ".join(["true", *[f"instr({_HAYSTACK}, ?) > 0"] * len(parts)])
    if coach_id is not None:
        sql = _OWN.format(side="=", matches=matches).replace("(SELECT owner_coach_id FROM practice)", "?") + _ORDER
        return [row[0] for row in db.execute(f"{sql} LIMIT ? OFFSET ?", (coach_id, *parts, limit, offset))]
    own = [row[0] for row in db.execute(_OWN.format(side="=", matches=matches) + _ORDER, parts)]
    page = own[offset : offset + limit]
    if len(page) < limit:
        sql = _OWN.format(side="<>", matches=matches) + "ORDER BY e.code LIMIT ? OFFSET ?"
        rest = (limit - len(page), max(0, offset - len(own)))
        page += [row[0] for row in db.execute(sql, (*parts, *rest))]
    return page


def _must_live(db: Connection, engagement_id: str) -> None:
    if not db.execute("SELECT 1 FROM engagement WHERE id = ? AND deleted_at IS NULL", (engagement_id,)).fetchone():
        raise errors.NotFound("That engagement is not there any more.")
