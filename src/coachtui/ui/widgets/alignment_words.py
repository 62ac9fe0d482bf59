"""How those who take part, and their meetings, are called around alignment."""

from __future__ import annotations

from coachtui.domain.alignment_page import AlignmentPage, CheckInLine, MeetingLine
from coachtui.domain.people import Party, first_name
from coachtui.domain.words import label


def called(party: Party, page: AlignmentPage) -> str:
    """Return how a party is called: by first name; "the manager" where none is named; "you"."""
    if party is Party.COACH:
        return "you"
    names = {Party.CLIENT: page.client, Party.MANAGER: page.manager, Party.SPONSOR: page.sponsor}
    return first_name(names[party]) or f"the {label(party)}"


def named(meeting: MeetingLine | CheckInLine) -> str:
    """Return what a meeting is called: "three-way, middle", "check-in"."""
    if isinstance(meeting, CheckInLine):
        return "check-in"
    return f"three-way, {label(meeting.stage)}" if meeting.stage else "three-way"
