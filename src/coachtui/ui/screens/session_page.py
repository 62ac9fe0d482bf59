"""What the Sessions screen shows of the engagement in hand, read in one go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from coachtui.domain.cadence import is_unclosed
from coachtui.domain.engagement import EngagementDraft
from coachtui.domain.line import Cadence, CommitmentLine, SessionLine
from coachtui.domain.series import Series
from coachtui.domain.span import Span
from coachtui.domain.time_off import TimeOff
from coachtui.store.driver import Connection
from coachtui.store.reads import cadence as reads
from coachtui.store.reads import engagement as engagement_reads
from coachtui.store.reads import series as series_reads
from coachtui.store.reads import time_off
from coachtui.store.reads.facts import here


class Page(NamedTuple):
    """The line of an engagement, how it stands, what was agreed, and the coach's own zone and day."""

    engagement_id: str
    meetings: tuple[SessionLine, ...]
    cadence: Cadence
    commitments: tuple[CommitmentLine, ...]
    span: Span | None
    terms: EngagementDraft
    coach_zone: str
    today: date
    series: tuple[Series, ...] = ()
    time_off: tuple[TimeOff, ...] = ()

    def meeting(self, session_id: str | None) -> SessionLine | None:
        """Return one of the meetings."""
        return next((one for one in self.meetings if one.id == session_id), None)

    def series_of(self, meeting: SessionLine | None) -> Series | None:
        """Return the rule of the series that a meeting is part of."""
        return next((one for one in self.series if meeting and one.id == meeting.series_id), None)

    def members(self, of: Series) -> tuple[SessionLine, ...]:
        """Return the meetings of a series."""
        return tuple(one for one in self.meetings if one.series_id == of.id)

    def unclosed(self, now: datetime) -> tuple[SessionLine, ...]:
        """Return the meetings that are over and still planned."""
        return tuple(one for one in self.meetings if is_unclosed(one.state, one.starts_utc, one.minutes, now))

    def promised_in(self, session_id: str) -> tuple[CommitmentLine, ...]:
        """Return what was promised in one meeting."""
        return tuple(one for one in self.commitments if one.session_id == session_id)

    def first_to_see(self, now: datetime) -> str | None:
        """Return the meeting to begin with: what waits to be closed, else the next one, else the last."""
        ahead = (one for one in self.meetings if one.state == "planned" and one.starts_utc >= now)
        return _first(self.unclosed(now)) or _first(ahead) or _first(reversed(self.meetings))


def read(db: Connection, engagement_id: str, now: datetime) -> Page:
    """Read the page of an engagement. Raises NotFound."""
    place = here(db, now)
    meetings = tuple(reads.line(db, engagement_id))
    return Page(
        engagement_id=engagement_id,
        meetings=meetings,
        cadence=reads.cadence(db, engagement_id, place, meetings),
        commitments=tuple(reads.commitments(db, engagement_id)),
        span=reads.span(db, engagement_id),
        terms=engagement_reads.draft(db, engagement_id),
        coach_zone=place.zone,
        today=place.today,
        series=tuple(series_reads.of_engagement(db, engagement_id)) if any(one.series_id for one in meetings) else (),
        time_off=time_off.own(db, now),
    )


def _first(meetings: Iterable[SessionLine]) -> str | None:
    return next((one.id for one in meetings), None)
