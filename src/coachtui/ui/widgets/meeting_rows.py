"""The three-ways and the check-ins between them: as rows of a list, and one of them told in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from textual.content import Content

from coachtui.domain.alignment_page import AlignmentPage, CheckInLine, MeetingLine, OutcomeLine
from coachtui.domain.cadence import CommitmentState, SessionState
from coachtui.domain.people import Party
from coachtui.domain.words import clock, day, distance, duration, exact, label, plural
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, STRONG, VALUE, WRONG, joined, plain
from coachtui.ui.widgets import commitments
from coachtui.ui.widgets.alignment_words import called, named
from coachtui.ui.widgets.rows import Column, Row
from coachtui.ui.widgets.sheet import BLANK, Entry

Meeting = MeetingLine | CheckInLine

COLUMNS = (
    Column(most=1),
    Column(most=15),
    Column(most=5, from_width=60),
    Column(most=30, grows=True),
    Column(most=22, right=True),
)

EMPTY = joined(
    ("No three-way has a date yet. ", LABEL), ("t", f"bold {NEEDS}"), (" plans one, ", LABEL),
    ("i", f"bold {NEEDS}"), (" plans a check-in.", LABEL),
)  # fmt: skip
MOST = 6
"""Lines of one text in the sheet."""


def in_order(page: AlignmentPage) -> tuple[Meeting, ...]:
    """Return three-ways and check-ins together, in their order."""
    both: list[Meeting] = [*page.meetings, *page.check_ins]
    return tuple(sorted(both, key=lambda one: one.starts_utc))


def first_to_see(meetings: Sequence[Meeting], now: datetime) -> str | None:
    """Return the meeting to begin with: one to close, else the next three-way, else the last that was held."""
    to_close = (one for one in meetings if one.unclosed)
    ahead = (one for one in meetings if isinstance(one, MeetingLine) and one.starts_utc >= now)
    found = next(to_close, None) or next(ahead, None) or (meetings[-1] if meetings else None)
    return found.session_id if found else None


def rows(meetings: Sequence[Meeting], today: date) -> list[Row]:
    """Return the meetings as rows."""
    return [Row(one.session_id, _cells(one, today)) for one in meetings]


def _cells(one: Meeting, today: date) -> tuple[Content, ...]:
    mark, tone = _mark(one)
    on = one.starts_local
    return (
        plain(mark, tone),
        plain(day(on.date(), today), VALUE),
        plain(clock(on), LABEL),
        plain(named(one), VALUE if isinstance(one, CheckInLine) else STRONG),
        _became(one),
    )


def _mark(one: Meeting) -> tuple[str, str]:
    """Return a meeting's mark and tone, as the strip of Sessions draws it."""
    if one.unclosed:
        return marks.NEEDS_YOU, f"bold {NEEDS}"
    if isinstance(one, MeetingLine) and one.state in (SessionState.HELD, SessionState.PLANNED):
        return marks.THREE_WAY, DATA if one.state is SessionState.HELD else STRONG
    return marks.SESSIONS[one.state]


def _became(one: Meeting) -> Content:
    if one.unclosed:
        return plain("over: record it", NEEDS)
    if one.state is not SessionState.HELD:
        return plain(label(one.state), WRONG if one.state is SessionState.NO_SHOW else LABEL)
    if isinstance(one, CheckInLine):
        return plain("held" if one.moved or one.next_step or one.feedforward else "nothing recorded", LABEL)
    if not one.outcomes and not one.followups:
        return plain("nothing recorded", LABEL)
    waiting = sum(found.state is CommitmentState.OPEN for found in one.followups)
    told = [plural(len(one.outcomes), "outcome")] if one.outcomes else []
    told += [f"{marks.OPEN}{waiting}"] if waiting else []
    return plain("  ".join(told) or "held", LABEL)


# One meeting


def title(one: Meeting | None, today: date) -> Content:
    """Return the title of the sheet."""
    if one is None:
        return plain("Meeting")
    return plain(f"{named(one).capitalize()} · {exact(one.starts_local.date())}")


def entries(one: Meeting | None, page: AlignmentPage, today: date) -> list[Entry]:
    """Return all that is on record of a meeting, and what can be done with it."""
    if one is None:
        return []
    return list(_three_way(one, page, today) if isinstance(one, MeetingLine) else _check_in(one, today))


def _when(one: Meeting, today: date) -> Entry:
    mark, tone = _mark(one)
    state = "over, and still planned" if one.unclosed else label(one.state)
    taken = one.held_minutes if isinstance(one, MeetingLine) and one.held_minutes else one.minutes
    return Entry(
        "state",
        joined((f"{mark} ", tone), (state, VALUE), (f"  {distance(one.starts_local.date(), today)}", LABEL),
               (f"  {clock(one.starts_local)}, {duration(taken)}", LABEL)),
    )  # fmt: skip


def _three_way(one: MeetingLine, page: AlignmentPage, today: date) -> Iterator[Entry]:
    yield _when(one, today)
    if one.attended:
        yield Entry("there", tuple(_attended(party, there, page) for party, there in one.attended.items()))
    if not (one.attended or one.outcomes or one.followups):
        verb = "records it when it is held" if one.state is SessionState.PLANNED and not one.unclosed else "records it"
        yield Entry("", joined(("m", f"bold {NEEDS}"), (f" {verb}: who came, what was agreed, who does what", LABEL)))
        return
    titles = {goal.goal_id: goal.title for goal in page.goals}
    for name, outcomes in (("agreed", one.agreed), ("decided", one.decisions)):
        if outcomes:
            yield BLANK
        for index, outcome in enumerate(outcomes):
            yield Entry("" if index else name, _outcome(outcome, titles), MOST)
    if one.followups:
        yield BLANK
    for index, promised in enumerate(one.followups):
        # As on Sessions, so that the coach knows it again.
        yield Entry("" if index else "follow-ups", commitments.line(promised, page.client, today), MOST)


def _attended(party: Party, there: bool, page: AlignmentPage) -> Content:
    name = called(party, page)
    return (
        joined((f"{marks.FINE} ", RIGHT), (name, VALUE)) if there else joined(("– ", LABEL), (f"{name} was not", LABEL))
    )


def _outcome(outcome: OutcomeLine, titles: dict[str, str]) -> Content:
    goal = titles.get(outcome.goal_id or "")
    return joined((outcome.body, VALUE), (f"  {marks.THREE_WAY} on “{goal}”" if goal else "", LABEL))


def _check_in(one: CheckInLine, today: date) -> Iterator[Entry]:
    yield _when(one, today)
    if not (one.moved or one.next_step or one.feedforward):
        yield Entry(
            "", joined(("i", f"bold {NEEDS}"), (" records what moved, what comes next, and feedforward", LABEL))
        )
    if one.moved:
        yield Entry("moved", plain(one.moved, VALUE), MOST)
    if one.next_step:
        yield Entry("next", plain(one.next_step, VALUE), MOST)
    for index, body in enumerate(one.feedforward):
        yield Entry("" if index else "feedforward", joined(("“", LABEL), (body, VALUE), ("”", LABEL)), MOST)


def summary(meetings: Sequence[Meeting]) -> str:
    """Return how many there are, in words."""
    three_ways = sum(isinstance(one, MeetingLine) for one in meetings)
    check_ins = len(meetings) - three_ways
    parts = [plural(three_ways, "three-way")] * bool(three_ways) + [plural(check_ins, "check-in")] * bool(check_ins)
    return ", ".join(parts)
