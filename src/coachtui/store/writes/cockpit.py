"""Writes about a session under way that is not held after all."""

from __future__ import annotations

from coachtui.domain.cadence import SessionNoteDraft
from coachtui.domain.cockpit import FORM
from coachtui.store import drafts
from coachtui.store.practice import Practice
from coachtui.store.reads import cadence as reads
from coachtui.store.writes import cadence


def set_aside(practice: Practice, session_id: str, text: str) -> None:
    """Forget a session under way; its text becomes the session's notes, if it is another. Raises Invalid, NotFound."""
    if text != reads.note(practice.db, session_id):
        summary = reads.summary(practice.db, session_id)
        texts = SessionNoteDraft(text, summary.body)
        cadence.write_texts(practice, session_id, texts, released=summary.released)
    drafts.discard(practice, FORM, session_id)
