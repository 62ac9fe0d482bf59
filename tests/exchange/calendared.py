"""A practice with clients for calendars to speak of, and calendars made of a few lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from coachtui.domain.engagement import EngagementDraft, EngagementState
from coachtui.domain.people import PersonDraft
from coachtui.exchange import calendar
from coachtui.exchange.calendar import Preview
from coachtui.store import writes
from coachtui.store.practice import Practice

CALENDARS = Path(__file__).parents[1] / "fixtures" / "calendars"
ZONE = "Europe/Zurich"
PEOPLE = {
    "Dana Okafor": "dana.okafor@northwind.example",
    "Mei Tan": "mei.tan@globex.example",
    "Zoë Ćosić": "",
    "Marc Vogel": "marc.vogel@northwind.example",
}
SPAN = date(2026, 8, 3), date(2027, 2, 26)


def tell(practice: Practice) -> dict[str, str]:
    """Write three clients with an engagement each, and Dana's manager; return the engagements by client."""
    coach_id = practice.db.execute("SELECT id FROM coach").fetchone()[0]
    people = {name: writes.people.add_person(practice, PersonDraft(name, email)) for name, email in PEOPLE.items()}
    return {
        name: writes.engagement.start(
            practice,
            EngagementDraft(
                client_id=people[name],
                coach_id=coach_id,
                time_zone=ZONE,
                manager_id=people["Marc Vogel"] if name == "Dana Okafor" else None,
                starts_on=SPAN[0],
                ends_on=SPAN[1],
            ),
            EngagementState.ACTIVE,
        )
        for name in PEOPLE
        if name != "Marc Vogel"
    }


def event(*lines: str, uid: str = "a@x", title: str = "Coaching", who: str = PEOPLE["Dana Okafor"]) -> str:
    """Return an event with these lines."""
    people = [f"ATTENDEE:mailto:{who}"] if who else []
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *people, *lines, "END:VEVENT", ""))


def calendar_of(*events: str, head: str = "") -> bytes:
    """Return a calendar with these events."""
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{''.join(events)}END:VCALENDAR\r\n".encode()


def take_in(practice: Practice, path: Path, **answers: str | None) -> Preview:
    """Take a file in, with answers by title, and return what was written."""
    coming = calendar.begin(practice, path)
    for title, engagement_id in answers.items():
        coming.answer(title, engagement_id)
    return calendar.apply(practice, coming)


def sessions(practice: Practice) -> list[tuple[str, ...]]:
    """Return all live sessions: client, wall time, zone, length, kind, state."""
    rows = practice.db.execute(
        "SELECT c.name, s.starts_local, s.time_zone, s.minutes, s.kind || coalesce(' ' || s.stage, ''), s.state "
        "FROM session s JOIN engagement e ON e.id = s.engagement_id JOIN person c ON c.id = e.client_id "
        "WHERE s.deleted_at IS NULL ORDER BY s.starts_utc, s.id"
    )
    return [tuple(map(str, row)) for row in rows]


def starts(practice: Practice, state: str = "planned") -> list[str]:
    """Return when the sessions in a state are."""
    return [when for _, when, _, _, _, became in sessions(practice) if became == state]


def content(practice: Practice) -> list[list[tuple[object, ...]]]:
    """Return what an import writes, and the last action."""
    tables = ("session", "calendar_event", "calendar_match", "action")
    return [practice.db.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables]
