"""What ties sessions to the events of the coach's calendars, and the days on which no session is planned."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field

from coachtui.store.tables.base import Row, check, filled, limited, link, unique_live


class CalendarEvent(Row, table=True):
    """The event of a calendar that a session was taken from."""

    __table_args__ = (
        filled("source"),
        filled("uid"),
        limited("recurrence"),
        check("sequence_positive", "sequence >= 0"),
        filled("digest"),
        unique_live("calendar_event_once", "source", "uid", "recurrence"),
    )

    session_id: str = link("session")
    source: str = Field(description="which calendar: its name")
    uid: str
    recurrence: str = Field(default="", description="the RECURRENCE-ID in a series; empty: the event as a whole")
    sequence: int = 0
    digest: str = Field(description="of what the calendar said last")
    kept: bool = Field(default=False, description="it vanished from the calendar, and the coach keeps the session")


class CalendarMatch(Row, table=True):
    """Whose engagement the events with a title or an address are, as the coach answered."""

    __table_args__ = (
        filled("digest"),
        limited("words"),
        check("nobody_has_no_words", "engagement_id IS NOT NULL OR words = ''"),
        unique_live("calendar_match_once", "digest"),
    )

    engagement_id: str | None = link("engagement", optional=True)
    digest: str = Field(description="of the title or address, keyed by the practice")
    words: str = Field(default="", description="the title or address; empty when it is nobody's engagement")


class TimeOff(Row, table=True):
    """Days on which the coach holds no sessions."""

    __table_args__ = (
        check("time_off_span", "until_on >= from_on"),
        limited("words"),
        unique_live("time_off_start", "coach_id", "from_on"),
    )

    coach_id: str = link("coach")
    from_on: date
    until_on: date = Field(description="the last day")
    words: str = ""
