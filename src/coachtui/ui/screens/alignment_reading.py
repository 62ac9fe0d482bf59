"""What the Alignment screen shows of the engagement in hand, read in one go."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from coachtui.domain.alignment_page import AgreementLine, AlignmentPage
from coachtui.store.driver import Connection
from coachtui.store.reads import alignment as reads
from coachtui.store.reads.facts import here
from coachtui.ui.widgets.meeting_rows import Meeting, in_order


class Reading(NamedTuple):
    """How client and manager stand, every version of the agreement (newest first), and the coach's own day."""

    page: AlignmentPage
    versions: tuple[AgreementLine, ...]
    today: date

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """Three-ways and check-ins, in their order."""
        return in_order(self.page)

    def meeting(self, session_id: str | None) -> Meeting | None:
        """Return one of the meetings."""
        return next((one for one in self.meetings if one.session_id == session_id), None)

    def meeting_of(self, record: str | None) -> str | None:
        """Return the meeting that is, or that brought, a record: the meeting itself or one of its outcomes."""
        for one in self.page.meetings:
            if any(outcome.id == record for outcome in one.outcomes):
                return one.session_id
        found = self.meeting(record)
        return found.session_id if found else None


def read(db: Connection, engagement_id: str, now: datetime) -> Reading:
    """Read the alignment of an engagement. Raises NotFound."""
    return Reading(
        reads.alignment(db, engagement_id, now),
        tuple(reads.agreements(db, engagement_id)),
        here(db, now).today,
    )
