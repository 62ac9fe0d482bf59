"""Writes about themes: how one is spelt in all the sessions of an engagement."""

from __future__ import annotations

from sqlmodel import Session as Db
from sqlmodel import col, select

from coachtui.domain.drafts import refuse
from coachtui.domain.ids import natural_id
from coachtui.domain.themes import ThemeDraft, key
from coachtui.store import errors
from coachtui.store.practice import Practice
from coachtui.store.tables.cadence import Session, Theme
from coachtui.store.tables.engagement import Engagement
from coachtui.store.tables.people import Person
from coachtui.store.writes.rows import live, put, say


def rename(practice: Practice, engagement_id: str, word: str, draft: ThemeDraft) -> int:
    """Spell a theme otherwise in every session of an engagement, and return in how many it came up then.

    If the new spelling is that of another theme, both become one. The notes stay as they were written. Raises Invalid,
    NotFound when the theme is not there.
    """
    refuse(draft.problems())
    to = " ".join(draft.word.split())
    with practice.action("", about=engagement_id) as db:
        client = live(db, Person, live(db, Engagement, engagement_id).client_id).name
        rows = [row for row in _of(db, engagement_id) if key(row.word) in (key(word), key(to))]
        if not any(key(row.word) == key(word) for row in rows):
            raise errors.NotFound("That theme is not there any more.")
        is_joined = key(word) != key(to) and any(key(row.word) == key(to) for row in rows)
        spelt = {row.session_id for row in rows if row.word == to}
        for row in rows:
            if row.word != to:
                row.deleted_at = practice.clock()
        # What steps aside does so before its place is taken.
        db.flush()
        sessions = {row.session_id for row in rows}
        for session_id in sorted(sessions - spelt):
            put(db, Theme, natural_id("theme", session_id, to), session_id=session_id, word=to)
        said = "joined the theme" if is_joined else "renamed the theme"
        say(db, f"{said} {word} {'with' if is_joined else 'to'} {to}, {client}")
    return len(sessions)


def _of(db: Db, engagement_id: str) -> list[Theme]:
    """Return the live themes of an engagement, session by session."""
    found = db.exec(
        select(Theme)
        .join(Session, col(Session.id) == col(Theme.session_id))
        .where(col(Session.engagement_id) == engagement_id)
        .where(col(Session.deleted_at).is_(None), col(Theme.deleted_at).is_(None))
        .order_by(col(Theme.session_id), col(Theme.id))
    )
    return list(found)
