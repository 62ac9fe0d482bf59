"""The status strip: the engagement in hand in one line, the same on every screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from coachtui.domain.alignment import OVER
from coachtui.domain.engagement import AllocationUnit, EngagementState
from coachtui.domain.today import EngagementCard
from coachtui.domain.words import distance, label, number
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, VALUE, WRONG, cut, fitted, joined, plain
from coachtui.ui.widgets.oneline import OneLine, Part

DOTS = 14
"""Allocations up to this many sessions are drawn as dots; longer ones as their numbers only."""
GAP = 3
LEAST_ROLE = 10
"""Cells below which a cut role says nothing."""


class StatusStrip(OneLine):
    """Client, role, month, sessions, pace and next three-way; a click opens the switcher."""

    DEFAULT_CSS = """
    StatusStrip { background: $panel; padding: 0 1; }
    """

    card: reactive[EngagementCard | None] = reactive(None)
    today: reactive[date | None] = reactive(None)

    @dataclass
    class Pressed(Message):
        """The strip was clicked."""

    def __init__(self, card: EngagementCard | None, today: date):
        super().__init__()
        self.set_reactive(StatusStrip.card, card)
        self.set_reactive(StatusStrip.today, today)

    def parts(self, width: int) -> Sequence[Part]:
        if self.card is None or self.today is None:
            hint = joined(
                ("no engagement in hand", LABEL), ("   o ", f"bold {NEEDS}"), ("take one", LABEL),
                ("   e ", f"bold {NEEDS}"), ("all engagements", LABEL),
            )  # fmt: skip
            return [Part(hint, self.Pressed())]
        ways = _ways(self.card, self.today)
        written = fitted(width, ways, order=(2, 4, 0, 1, 0, 0, 2, 1, 4, 2, 3), gap=GAP)
        left = width - sum(part.cell_length for part in written) - GAP * (len(written) - 1)
        if written[0] == ways[0][-1] and left > LEAST_ROLE:
            written[0] += cut(plain(f"  {self.card.role_title}", LABEL), left)
        return [Part(Content(" " * GAP).join(written), self.Pressed())]


def _ways(card: EngagementCard, today: date) -> list[list[Content]]:
    """Return each part of the strip in the ways it can be written, longest first."""
    role = f"{card.role_from} → {card.role_title}" if card.role_from and card.role_title else card.role_title
    about = [text for text in (role, card.organisation) if text]
    return [
        [_who(card, about), _who(card, about[:1]), _who(card, [card.role_title]), _who(card, [])],
        _months(card),
        _sessions(card),
        _pace(card),
        _three_way(card, today),
    ]


def _who(card: EngagementCard, about: Sequence[str]) -> Content:
    return joined((card.client, f"bold {VALUE}"), (f"  {' · '.join(about)}" if any(about) else "", LABEL))


def _months(card: EngagementCard) -> list[Content]:
    if card.month is None or card.months is None:
        return [Content("")]
    count = f"{card.month}/{card.months}"
    return [joined(("month ", LABEL), (count, VALUE)), joined(("m ", LABEL), (count, VALUE)), Content("")]


def _sessions(card: EngagementCard) -> list[Content]:
    unit = f"{label(card.unit)} "
    count = (f"{number(card.held, 1)}/{number(card.allocation, 1)}", VALUE)
    short = joined((unit, LABEL), count)
    if card.unit is AllocationUnit.HOURS or not 0 < card.allocation <= DOTS:
        return [short, Content("")]
    held = min(int(card.held), int(card.allocation))
    dots = ((marks.HELD * held, DATA), (marks.PLANNED * (int(card.allocation) - held), LABEL), (" ", ""))
    return [joined((unit, LABEL), *dots, count), joined(*dots, count), short, Content("")]


def _pace(card: EngagementCard) -> list[Content]:
    if card.state is not EngagementState.ACTIVE:
        return [plain(label(card.state), marks.STATES.get(card.state, LABEL)), Content("")]
    if card.stalled:
        return [plain(f"{marks.NEEDS_YOU} stalled", WRONG), Content("")]
    if card.pace is None:
        return [Content("")]
    mark, tone = marks.PACES[card.pace]
    return [plain(f"{mark} {label(card.pace)}", tone), Content("")]


def _three_way(card: EngagementCard, today: date) -> list[Content]:
    if card.three_way_on is None or card.state is not EngagementState.ACTIVE:
        return [Content("")]
    when = distance(card.three_way_on, today)
    overdue = not card.three_way_planned and card.three_way_on < today
    booked = "three-way" if card.three_way_planned else "three-way due"
    if card.three_way_planned and card.three_way_on < today:
        return [
            plain(f"{marks.THREE_WAY} three-way {OVER}", NEEDS),
            plain(f"{marks.THREE_WAY} {OVER}", NEEDS),
            Content(""),
        ]
    return [
        plain(f"{marks.THREE_WAY} {booked} {when}", WRONG if overdue else NEEDS),
        plain(f"{marks.THREE_WAY} {'overdue' if overdue else when}", WRONG if overdue else NEEDS),
        Content(""),
    ]
