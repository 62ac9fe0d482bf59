"""Reads of themes: what came back in the sessions of an engagement, and what was said where it did."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from coachtui.domain.cadence import SessionKind, SessionState
from coachtui.domain.essence import essence
from coachtui.domain.line import SessionLine
from coachtui.domain.themes import Mention, Met, Said, Theme, Themes, gathered, key, passage
from coachtui.domain.words import label
from coachtui.store import errors
from coachtui.store.driver import Connection
from coachtui.store.reads import cadence

MOST = 10_000
"""Mentions that are counted, the latest ones; more than a practice of one coach holds."""
ENGAGEMENTS = 1_000
"""Engagements whose themes are listed at once."""
EXCERPT = 20_000
"""Characters of a session's notes in which the words of a theme are looked for."""

_MENTIONS = """
SELECT t.session_id, t.word, substr(s.starts_local, 1, 10) FROM theme t JOIN session s ON s.id = t.session_id
WHERE s.engagement_id = :engagement AND t.deleted_at IS NULL AND s.deleted_at IS NULL
    AND (:before IS NULL OR s.id <> :before
        AND s.starts_utc <= (SELECT starts_utc FROM session WHERE id = :before))
ORDER BY s.starts_utc DESC, t.id DESC LIMIT :most
"""
_WHOSE = """
SELECT e.id, e.code, p.name FROM engagement e JOIN person p ON p.id = e.client_id WHERE e.deleted_at IS NULL AND {}
"""
_WITH_THEMES = """
e.coach_id = (SELECT owner_coach_id FROM practice) AND EXISTS (
    SELECT 1 FROM session s JOIN theme t ON t.session_id = s.id
    WHERE s.engagement_id = e.id AND s.deleted_at IS NULL AND t.deleted_at IS NULL)
ORDER BY p.folded, e.id LIMIT ?
"""
_TEXTS = """
SELECT substr(coalesce(n.body, ''), 1, :excerpt), substr(coalesce(m.body, ''), 1, :excerpt) FROM session s
LEFT JOIN session_note n ON n.id = s.id AND n.deleted_at IS NULL
LEFT JOIN session_summary m ON m.id = s.id AND m.deleted_at IS NULL WHERE s.id = :session
"""


def themes(db: Connection, engagement_id: str) -> Themes:
    """Return the themes of an engagement over its sessions. Raises NotFound."""
    row = db.execute(_WHOSE.format("e.id = ?"), (engagement_id,)).fetchone()
    if row is None:
        raise errors.NotFound("That engagement is not there any more.")
    return _themes(db, row)


def of_all(db: Connection) -> list[Themes]:
    """Return the themes of each engagement of the owner in which any came up, by name of the client."""
    return [_themes(db, row) for row in db.execute(_WHOSE.format(_WITH_THEMES), (ENGAGEMENTS,)).fetchall()]


def counts(db: Connection, engagement_id: str, before: str | None = None) -> dict[str, int]:
    """Return in how many sessions of an engagement each theme came up, by `domain.themes.key` of its word.

    With `before`, a session's id, only those count that begin before it: one more is what it says in that session.
    """
    found: dict[str, set[str]] = {}
    for session_id, word, _ in _mentions(db, engagement_id, before):
        found.setdefault(key(word), set()).add(session_id)
    return {folds: len(sessions) for folds, sessions in found.items()}


def recurring(db: Connection, engagement_id: str) -> tuple[Theme, ...]:
    """Return the themes that came up in two sessions or more, the most frequent first; places are not told by it."""
    mentions = _mentions(db, engagement_id)
    days = {session_id: date.fromisoformat(on) for session_id, _, on in reversed(mentions)}
    sessions = tuple(Met(session_id, on, "") for session_id, on in days.items())
    found = gathered(sessions, (Mention(*mention[:2]) for mention in mentions))
    return tuple(theme for theme in found if theme.times > 1)


def said(db: Connection, found: Themes, theme: Theme, most: int = 50) -> list[Said]:
    """Return what was said in the sessions in which a theme came up, the latest first. Private to the coach.

    Where no line tells of the theme, it is what the session was about.
    """
    told = []
    for place in theme.places[: -most - 1 : -1]:
        met = found.sessions[place]
        values = {"excerpt": EXCERPT, "session": met.session_id}
        notes, summary = db.execute(_TEXTS, values).fetchone() or ("", "")
        told.append(Said(met, passage(theme, notes, summary) or essence(summary, notes, met.on)))
    return told


def _themes(db: Connection, row: tuple[str, str, str]) -> Themes:
    engagement_id = row[0]
    mentions = [Mention(*found[:2]) for found in _mentions(db, engagement_id)]
    sessions = tuple(_met(cadence.line(db, engagement_id), {mention.session_id for mention in mentions}))
    return Themes(*row, sessions, gathered(sessions, mentions))


def _mentions(db: Connection, engagement_id: str, before: str | None = None) -> list[Any]:
    return db.execute(_MENTIONS, {"engagement": engagement_id, "before": before, "most": MOST}).fetchall()


def _met(line: Iterable[SessionLine], mentioned: set[str]) -> Iterable[Met]:
    for one in line:
        met = one.state is SessionState.HELD and one.kind is not SessionKind.CHECK_IN
        if met or one.id in mentioned:
            yield Met(one.id, one.starts_local.date(), _called(one))


def _called(one: SessionLine) -> str:
    if one.kind is SessionKind.COACHING:
        return f"session {one.number}" if one.number else "session"
    return f"{label(one.kind)}, {label(one.stage)}" if one.stage else label(one.kind)
