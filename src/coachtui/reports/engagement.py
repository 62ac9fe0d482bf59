"""One engagement, and a list of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from coachtui.domain import words
from coachtui.domain.alignment import OVER
from coachtui.domain.line import CommitmentLine, SessionLine
from coachtui.domain.today import EngagementCard
from coachtui.domain.wall_time import to_wall
from coachtui.reports.text import dated, flat, joined
from coachtui.store.reads.facts import Here


def one_line(card: EngagementCard) -> str:
    """Return an engagement as one line of a list."""
    signs = [name for name, shown in (("stalled", card.stalled), ("unaligned", card.unaligned)) if shown]
    return joined(
        f"{card.code}  {flat(card.client)}",
        flat(card.organisation or ""),
        words.label(card.state),
        f"{words.number(card.held)} of {words.number(card.allocation)} {words.label(card.unit)} held",
        words.label(card.pace) if card.pace else "",
        *signs,
    )


def lines(
    card: EngagementCard,
    sessions: Iterable[SessionLine],
    commitments: Iterable[CommitmentLine],
    people: Mapping[str, str],
    here: Here,
) -> list[str]:
    """Return an engagement as lines of text, by the coach's clock; `people` names manager and sponsor, by role."""
    return [
        *_head(card, people, here.today),
        *_listed("Sessions", (_session(session, here.zone) for session in sessions)),
        *_listed("Commitments", (_commitment(one, here.today) for one in commitments)),
    ]


def _head(card: EngagementCard, people: Mapping[str, str], today: date) -> Iterator[str]:
    role = f"{flat(card.role_from)} → {flat(card.role_title)}" if card.role_from else flat(card.role_title)
    yield joined(flat(card.client), role, flat(card.organisation or ""))
    yield joined(card.code, words.label(card.state), f"coach {flat(card.coach)}", _programme(card))
    for who, name in people.items():
        yield f"{who}: {flat(name)}"
    month = f", month {card.month} of {card.months}" if card.month and card.months else ""
    if card.starts_on or card.ends_on:
        yield f"From {dated(card.starts_on, today)} to {dated(card.ends_on, today)}{month}"
    else:
        yield "No dates yet"
    unit = words.label(card.unit)
    yield joined(
        f"Held {words.number(card.held)} of {words.number(card.allocation)} {unit}",
        f"used {words.number(card.used)}",
        f"{words.plural(card.planned, 'session')} planned",
        words.label(card.pace) if card.pace else "",
        "stalled" if card.stalled else "",
        "unaligned" if card.unaligned else "",
    )
    if card.last_held_on:
        yield f"Last session: {words.distance(card.last_held_on, today)}"
    if card.next_session_on and card.next_session_kind:
        yield f"Next: {words.label(card.next_session_kind)}, {words.moment(card.next_session_on, today)}"
    if card.three_way_on and card.three_way_stage:
        booked = "booked" if card.three_way_planned else "due, nothing booked"
        if card.three_way_planned and card.three_way_on < today:
            booked = OVER
        stage = words.label(card.three_way_stage)
        yield f"Three-way, {stage}: {words.distance(card.three_way_on, today)}, {booked}"


def _programme(card: EngagementCard) -> str:
    return f"programme {flat(card.programme)}" if card.programme else ""


def _listed(title: str, rows: Iterable[str]) -> list[str]:
    found = list(rows)
    return ["", f"{title}:", *(f"  {row}" for row in found)] if found else []


def _session(session: SessionLine, zone: str) -> str:
    mine = to_wall(session.starts_utc, zone)
    when = f"{words.exact(mine.date())} {words.clock(mine)}"
    if mine != session.starts_local:
        when += f" ({words.clock(session.starts_local)} {session.time_zone})"
    moved = ""
    if session.moved_to:
        moved = f" to {words.exact(session.moved_to.date())} {words.clock(session.moved_to)}"
    return joined(
        when,
        f"{words.label(session.kind)}{f' {session.number}' if session.number else ''}",
        words.label(session.stage) if session.stage else "",
        f"{words.label(session.state)}{moved}",
        words.duration(session.held_minutes or session.minutes),
        "note" if session.has_note else "",
        "shared summary" if session.has_summary else "",
    )


def _commitment(one: CommitmentLine, today: date) -> str:
    due = f", {words.due(one.due_on, today)}" if one.due_on and one.state == "open" else ""
    return f"{words.label(one.state)}: {words.label(one.owner)}, {flat(one.body)}{due}"
