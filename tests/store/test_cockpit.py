"""What a session under way is read with: who and what can be captured, what can begin, what is set aside."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from coachtui.domain.assessment import Relation
from coachtui.domain.cadence import SessionDraft, SessionKind, SessionNoteDraft
from coachtui.domain.captured import Goal, Person
from coachtui.domain.cockpit import FORM, begun
from coachtui.domain.engagement import EngagementDraft, EngagementState
from coachtui.domain.goals import GoalDraft
from coachtui.domain.people import Party, PersonDraft
from coachtui.store import drafts, errors, writes
from coachtui.store.practice import Practice
from coachtui.store.reads import cadence, cockpit
from coachtui.store.reads.under_way import open_here
from tests.conftest import NOW

ZONE = "Europe/Amsterdam"


@pytest.fixture
def engagement(practice: Practice) -> str:
    """Dana's engagement, with Marc as her manager and Ines as sponsor."""
    (coach_id,) = practice.db.execute("SELECT id FROM coach").fetchone()
    dana, marc, ines = (
        writes.people.add_person(practice, PersonDraft(name)) for name in ("Dana Okafor", "Marc Lind", "Ines Roth")
    )
    draft = EngagementDraft(
        dana, coach_id, ZONE, manager_id=marc, sponsor_id=ines, starts_on=date(2026, 8, 24), ends_on=date(2027, 2, 21)
    )
    return writes.engagement.start(practice, draft, EngagementState.ACTIVE)


def plan(practice: Practice, engagement: str, when: datetime, kind: SessionKind = SessionKind.COACHING) -> str:
    """Plan a session."""
    return writes.cadence.plan(practice, SessionDraft(engagement, when, ZONE, kind))


def test_what_lines_are_read_against(practice: Practice, engagement: str) -> None:
    session = plan(practice, engagement, datetime(2026, 11, 21, 11))
    first, second = (writes.goals.add(practice, GoalDraft(engagement, title)) for title in ("Delegate", "Speak up"))
    around = cockpit.page(practice.db, session, NOW, NOW).around
    assert [(one.name, one.party, one.relation) for one in around.people] == [
        ("Dana Okafor", Party.CLIENT, Relation.SELF),
        ("Ines Roth", Party.SPONSOR, None),
        ("Marc Lind", Party.MANAGER, Relation.MANAGER),
        ("Ada Quist", Party.COACH, None),
    ]
    assert around.people[-1] == Person("", "Ada Quist", Party.COACH)
    assert around.goals == (Goal(first, "Delegate", 1, -1), Goal(second, "Speak up", 2, -1))
    assert around.today == date(2026, 11, 21)


def test_which_session_begins(practice: Practice, engagement: str) -> None:
    def which() -> str | None:
        found = cockpit.beginning(practice.db, engagement, NOW).meeting
        return found.id if found else None

    assert which() is None
    ahead = plan(practice, engagement, datetime(2026, 11, 26, 9))
    assert which() == ahead
    over = plan(practice, engagement, datetime(2026, 11, 12, 9))
    assert which() == over
    today = plan(practice, engagement, datetime(2026, 11, 21, 20))
    assert which() == today
    with pytest.raises(errors.NotFound):
        cockpit.beginning(practice.db, "nobody", NOW)


def test_what_was_written_before_comes_along_and_goes_back(practice: Practice, engagement: str) -> None:
    session = plan(practice, engagement, datetime(2026, 11, 21, 11))
    writes.cadence.write_texts(practice, session, SessionNoteDraft("Ask about Marc.", ""), released=False)
    drafts.save(practice, cadence.NOTES_DRAFT, session, {"notes": "Ask about Ines.", "summary": "She decides."})
    state = begun(cockpit.page(practice.db, session, NOW, NOW), NOW)
    assert state.text == "Ask about Ines.\n\n>> She decides."
    assert open_here(practice.db) is None
    drafts.save(practice, FORM, session, state.values())
    found = open_here(practice.db)
    assert found is not None
    assert (found.session_id, found.client) == (session, "Dana Okafor")
    writes.cockpit.set_aside(practice, session, state.text)
    assert open_here(practice.db) is None
    assert cadence.note(practice.db, session) == state.text


def test_a_session_in_the_bin_still_shows_its_text(practice: Practice, engagement: str) -> None:
    session = plan(practice, engagement, datetime(2026, 11, 21, 11))
    state = begun(cockpit.page(practice.db, session, NOW, NOW), NOW)._replace(text="kept")
    drafts.save(practice, FORM, session, state.values())
    with practice.raw_action("removed the session") as db:
        db.execute("UPDATE session SET deleted_at = ? WHERE id = ?", ((NOW - timedelta(1)).isoformat(), session))
    page = cockpit.page(practice.db, session, NOW, NOW)
    assert not page.is_there
    assert page.draft is not None
    assert page.draft["text"] == "kept"
