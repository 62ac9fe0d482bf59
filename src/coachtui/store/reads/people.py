"""Reads of people, organisations, coaches and programmes."""

from __future__ import annotations

from coachtui.domain.engagement import EngagementState
from coachtui.domain.line import Named, OrganisationRow, PartIn, PersonRow, Standing
from coachtui.domain.people import OrganisationDraft, PersonDraft
from coachtui.domain.words import folded
from coachtui.store import errors
from coachtui.store.driver import Connection
from coachtui.store.reads.columns import day

MOST_WORDS = 12
"""Words that are looked for; a text of more is no search, and no query takes hundreds."""

_PARTS = """
SELECT e.id, c.name, {part}, e.role_title, e.state, e.starts_on, e.ends_on
FROM engagement e JOIN person c ON c.id = e.client_id
WHERE e.deleted_at IS NULL AND {condition}
ORDER BY e.state NOT IN ('active', 'paused', 'draft'), c.folded, e.starts_on LIMIT :limit
"""
_PART = "CASE :id WHEN e.client_id THEN 'client' WHEN e.manager_id THEN 'line manager' ELSE 'sponsor' END"


def owner(db: Connection) -> Named:
    """Return the coach who owns the practice. Raises NotFound for a practice without one."""
    row = db.execute(
        "SELECT c.id, c.name, c.time_zone FROM practice p JOIN coach c ON c.id = p.owner_coach_id LIMIT 1"
    ).fetchone()
    if row is None:
        raise errors.NotFound("This practice has no owner coach.")
    return Named(*row)


def people(db: Connection, words: str = "", limit: int = 50, offset: int = 0) -> list[PersonRow]:
    """Return people whose name, organisation or e-mail holds every word, by name."""
    condition, values = _holding(words, "p.folded || ' ' || coalesce(o.folded, '') || ' ' || coalesce(p.email, '')")
    rows = db.execute(
        f"""
        SELECT p.id, p.name, coalesce(p.email, ''), coalesce(p.role_title, ''), coalesce(o.name, ''),
            (SELECT count(*) FROM engagement e WHERE e.client_id = p.id AND e.deleted_at IS NULL)
        FROM person p LEFT JOIN organisation o ON o.id = p.organisation_id
        WHERE p.deleted_at IS NULL AND {condition} ORDER BY p.folded, p.id LIMIT ? OFFSET ?
        """,
        (*values, limit, offset),
    )
    return [PersonRow(*row) for row in rows]


def organisations(db: Connection, words: str = "", limit: int = 50, offset: int = 0) -> list[OrganisationRow]:
    """Return organisations whose name holds every word, by name."""
    condition, values = _holding(words, "o.folded")
    rows = db.execute(
        f"""
        SELECT o.id, o.name,
            (SELECT count(*) FROM person p WHERE p.organisation_id = o.id AND p.deleted_at IS NULL),
            (SELECT count(*) FROM engagement e WHERE e.organisation_id = o.id AND e.deleted_at IS NULL)
        FROM organisation o WHERE o.deleted_at IS NULL AND {condition} ORDER BY o.folded, o.id LIMIT ? OFFSET ?
        """,
        (*values, limit, offset),
    )
    return [OrganisationRow(*row) for row in rows]


def standing(db: Connection, record_id: str) -> Standing:
    """Return a live person's or organisation's name and place in its list, from 0. Raises NotFound."""
    for table in ("person", "organisation"):
        row = db.execute(
            f"""
            SELECT name, (
                SELECT count(*) FROM {table} b WHERE b.deleted_at IS NULL AND (b.folded, b.id) < (t.folded, t.id)
            ) FROM {table} t WHERE id = ? AND deleted_at IS NULL
            """,
            (record_id,),
        ).fetchone()
        if row is not None:
            return Standing(row[0], row[1], table == "person")
    raise errors.NotFound("That person or organisation is not there any more.")


def coaches(db: Connection, words: str = "", limit: int = 50) -> list[Named]:
    """Return coaches whose name holds every word, the owner first."""
    condition, values = _holding(words, "folded")
    rows = db.execute(
        f"SELECT id, name, time_zone FROM coach WHERE deleted_at IS NULL AND {condition} "
        "ORDER BY id <> (SELECT owner_coach_id FROM practice), folded LIMIT ?",
        (*values, limit),
    )
    return [Named(*row) for row in rows]


def programmes(db: Connection, words: str = "", limit: int = 50) -> list[Named]:
    """Return programmes whose name holds every word, by name."""
    condition, values = _holding(words, "folded")
    rows = db.execute(
        f"SELECT id, name, kind FROM programme WHERE deleted_at IS NULL AND {condition} ORDER BY folded LIMIT ?",
        (*values, limit),
    )
    return [Named(*row) for row in rows]


def person_draft(db: Connection, person_id: str) -> PersonDraft:
    """Return a person as a form edits them. Raises NotFound."""
    row = db.execute(
        """
        SELECT name, coalesce(email, ''), coalesce(phone, ''), coalesce(role_title, ''), organisation_id, time_zone,
            named_in_log, coalesce((SELECT body FROM person_note n WHERE n.id = p.id AND n.deleted_at IS NULL), '')
        FROM person p WHERE id = ? AND deleted_at IS NULL
        """,
        (person_id,),
    ).fetchone()
    if row is None:
        raise errors.NotFound("That person is not there any more.")
    name, email, phone, role_title, organisation_id, time_zone, named, note = row
    return PersonDraft(name, email, phone, role_title, organisation_id, time_zone, bool(named), note)


def organisation_draft(db: Connection, organisation_id: str) -> OrganisationDraft:
    """Return an organisation as a form edits it. Raises NotFound."""
    row = db.execute("SELECT name FROM organisation WHERE id = ? AND deleted_at IS NULL", (organisation_id,)).fetchone()
    if row is None:
        raise errors.NotFound("That organisation is not there any more.")
    return OrganisationDraft(row[0])


def find_organisation(db: Connection, name: str) -> str | None:
    """Return the id of the live organisation of this name (accents and case apart), or None."""
    row = db.execute(
        "SELECT id FROM organisation WHERE folded = ? AND deleted_at IS NULL", (folded(name.strip()),)
    ).fetchone()
    return row[0] if row else None


def find_programme(db: Connection, name: str) -> str | None:
    """Return the id of the live programme of this name (accents and case apart), or None."""
    row = db.execute(
        "SELECT id FROM programme WHERE folded = ? AND deleted_at IS NULL", (folded(name.strip()),)
    ).fetchone()
    return row[0] if row else None


def called(db: Connection, name: str, *, besides: str = "") -> list[Named]:
    """Return the live people of exactly this name (accents and case apart), leaving out one."""
    return _named(db, "p.folded = ?", folded(name.strip()), besides)


def with_email(db: Connection, email: str, *, besides: str = "") -> Named | None:
    """Return a live person with this address, whatever its case, leaving out one; None if nobody has it."""
    return next(iter(_named(db, "lower(p.email) = ?", email.strip().lower(), besides)), None)


def engagements_of(db: Connection, person_id: str, limit: int = 20) -> list[PartIn]:
    """Return the live engagements in which somebody takes part, and as what; the open ones first."""
    condition = ":id IN (e.client_id, e.manager_id, e.sponsor_id)"
    return _parts(db, _PARTS.format(part=_PART, condition=condition), person_id, limit)


def engagements_at(db: Connection, organisation_id: str, limit: int = 20) -> list[PartIn]:
    """Return the live engagements of an organisation by their clients, the open ones first."""
    return _parts(db, _PARTS.format(part="'client'", condition="e.organisation_id = :id"), organisation_id, limit)


def belonging(db: Connection, organisation_id: str) -> tuple[int, int]:
    """Return how many live people and engagements belong to an organisation."""
    row = db.execute(
        "SELECT (SELECT count(*) FROM person WHERE organisation_id = :id AND deleted_at IS NULL), "
        "(SELECT count(*) FROM engagement WHERE organisation_id = :id AND deleted_at IS NULL)",
        {"id": organisation_id},
    ).fetchone()
    return int(row[0]), int(row[1])


def _parts(db: Connection, sql: str, record_id: str, limit: int) -> list[PartIn]:
    rows = db.execute(sql, {"id": record_id, "limit": limit})
    return [
        PartIn(engagement_id, client, part, role, EngagementState(state), day(starts), day(ends))
        for engagement_id, client, part, role, state, starts, ends in rows
    ]


def _named(db: Connection, condition: str, value: str, besides: str) -> list[Named]:
    rows = db.execute(
        "SELECT p.id, p.name, coalesce(p.role_title, ''), coalesce(o.name, '') FROM person p "
        f"LEFT JOIN organisation o ON o.id = p.organisation_id WHERE {condition} AND p.deleted_at IS NULL "
        "AND p.id <> ? ORDER BY p.id LIMIT 6",
        (value, besides),
    )
    return [Named(key, name, ", ".join(filter(None, (role, organisation)))) for key, name, role, organisation in rows]


def _holding(words: str, expression: str) -> tuple[str, list[str]]:
    parts = folded(words).split()[:MOST_WORDS]
    return " AND ".join(["true", *[f"instr({expression}, ?) > 0"] * len(parts)]), parts
