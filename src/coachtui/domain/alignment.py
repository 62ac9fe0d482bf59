"""Alignment: what client and manager agreed, expect and see. Who may see what is in `disclosure.py`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from coachtui.domain.assessment import Stage
from coachtui.domain.people import Party
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.span import Span
from coachtui.domain.words import plural


class Audience(StrEnum):
    """Who a report can be made for."""

    CLIENT = "client"
    MANAGER = "manager"
    SPONSOR = "sponsor"
    LEAD = "lead"


class AgreementItem(StrEnum):
    """What an agreement grants or withholds, row by row of design section 7."""

    GOALS = "goals"
    PROCESS = "process"
    PROGRESS = "progress"
    PRIVATE_NOTES = "private_notes"
    SHARED_SUMMARIES = "shared_summaries"
    ASSESSMENTS = "assessments"
    PULSE = "pulse"


class ExpectationKind(StrEnum):
    """What a party brings to the three-way table."""

    EXPECTATION = "expectation"
    SUCCESS_MEASURE = "success_measure"
    SUPPORT = "support"


class OutcomeKind(StrEnum):
    """What a three-way meeting leaves behind besides its follow-ups."""

    AGREED = "agreed"
    DECISION = "decision"


RATERS = (Party.CLIENT, Party.MANAGER)
"""Who rates a goal, each without seeing the other's."""


def unaligned(coaching_held: int, three_ways_held: int, *, rules: Rules = DEFAULT) -> bool:
    """Whether the third coaching session was held without any three-way before or since."""
    return three_ways_held == 0 and coaching_held >= rules.unaligned_after


def unaligned_words(coaching_held: int, three_ways_held: int, *, running: bool = True, rules: Rules = DEFAULT) -> str:
    """Return the arithmetic behind `unaligned` in words, whichever way it goes.

    `running` tells whether the engagement is active; the rule asks nothing of one that is not.
    """
    held = f"{plural(coaching_held, 'coaching session')} and {plural(three_ways_held, 'three-way')} held"
    if three_ways_held:
        return f"Aligned: {held}."
    if not running:
        return f"{held}; the engagement is not active, so no three-way is asked for."
    word = "Unaligned" if unaligned(coaching_held, three_ways_held, rules=rules) else "Not unaligned yet"
    return f"{word}: {held}; a three-way is needed by session {rules.unaligned_after}."


class PartyRating(NamedTuple):
    """One party's own rating of a goal (level −2…+2), given without seeing the other's."""

    party: Party
    rated_on: date
    level: int


class JointView(NamedTuple):
    """The ratings of both sides in the last round that is over, and their difference; an open gap needs a meeting."""

    client: PartyRating
    manager: PartyRating
    open_gap: bool

    @property
    def difference(self) -> int:
        """Levels between the two, 0 to 4."""
        return abs(self.client.level - self.manager.level)

    @property
    def rated_on(self) -> date:
        """The day from which both ratings stood."""
        return max(self.client.rated_on, self.manager.rated_on)


class RatingRounds(NamedTuple):
    """The ratings of a goal by rounds; a round is over once both sides have rated since the one before.

    `over` holds the pairs (client, manager) of the rounds that are over, oldest first. `pending` is the rating of a
    round that only one side has entered: it must stay out of the other's sight.
    """

    over: tuple[tuple[PartyRating, PartyRating], ...] = ()
    pending: PartyRating | None = None


def rating_rounds(ratings: Iterable[PartyRating]) -> RatingRounds:
    """Return where the rounds of one goal stand.

    Args:
        ratings: all ratings of the goal, in any order; of several by one party on one day the last given counts.
    """
    over, since = list[tuple[PartyRating, PartyRating]](), dict[Party, PartyRating]()
    for _, of_day in groupby(sorted(ratings, key=_rated_on), key=_rated_on):
        # Within a day it is not known who was first, so the day counts as a whole.
        since |= {rating.party: rating for rating in of_day if rating.party in RATERS}
        if len(since) == len(RATERS):
            over.append((since[Party.CLIENT], since[Party.MANAGER]))
            since = {}
    return RatingRounds(tuple(over), next(iter(since.values()), None))


def _rated_on(rating: PartyRating) -> date:
    return rating.rated_on


def joint_view(
    ratings: Iterable[PartyRating], closed_on: date | None = None, *, rules: Rules = DEFAULT
) -> JointView | None:
    """Return the latest pair of ratings of one goal that both sides have completed, or None if there is none.

    A rating that the other side has not answered yet changes nothing here, since it would be told by the difference.

    Args:
        ratings: all ratings of the goal; of several by one party on one day the last given counts.
        closed_on: the day of the latest meeting that closed a gap on this goal. It closes pairs that stood by that
            day; a later pair that is apart again opens a new gap.
    """
    over = rating_rounds(ratings).over
    if not over:
        return None
    client, manager = over[-1]
    apart = abs(client.level - manager.level) >= rules.alignment_gap
    closed = closed_on is not None and closed_on >= max(client.rated_on, manager.rated_on)
    return JointView(client, manager, open_gap=apart and not closed)


OVER = "over, not closed"
"""What is said of a three-way whose day has passed while it is still planned."""


class ThreeWay(NamedTuple):
    """A three-way meeting of a stage, held or planned; one that is over and not closed yet is still planned."""

    stage: Stage
    starts_on: date
    held: bool


class StageCoverage(NamedTuple):
    """How one stage stands: when its three-way is due, was held, or is planned; what is over may wait to be closed."""

    stage: Stage
    due_on: date
    held_on: date | None = None
    planned_on: date | None = None

    @property
    def covered(self) -> bool:
        """Whether the three-way of this stage was held."""
        return self.held_on is not None

    @property
    def expected_on(self) -> date:
        """The planned day if there is one, otherwise the due day."""
        return self.planned_on or self.due_on

    def unclosed(self, today: date) -> bool:
        """Whether the day of its three-way is over, and nobody has said yet what became of it."""
        return not self.covered and self.planned_on is not None and self.planned_on < today

    def overdue(self, today: date) -> bool:
        """Whether it should have been held and has no day yet."""
        return not self.covered and self.planned_on is None and self.due_on < today


def due_days(span: Span, *, rules: Rules = DEFAULT) -> dict[Stage, date]:
    """Return when each three-way is due: soon after the start, at half the active span, shortly before the end.

    In a span too short for that the three keep their order.
    """
    start = min(span.after(span.starts_on, rules.three_way_start_days), span.ends_on)
    end = max(span.ends_on - timedelta(days=rules.three_way_end_days), start)
    return {Stage.START: start, Stage.MIDDLE: min(max(span.day_at(0.5), start), end), Stage.END: end}


def coverage(span: Span, meetings: Sequence[ThreeWay], *, rules: Rules = DEFAULT) -> tuple[StageCoverage, ...]:
    """Return how start, middle and end stand; of several held in a stage the first counts, of planned the next."""
    return tuple(
        StageCoverage(
            stage,
            due_on,
            min((meeting.starts_on for meeting in meetings if meeting.stage is stage and meeting.held), default=None),
            min(
                (meeting.starts_on for meeting in meetings if meeting.stage is stage and not meeting.held), default=None
            ),
        )
        for stage, due_on in due_days(span, rules=rules).items()
    )


def next_three_way(stages: Sequence[StageCoverage]) -> StageCoverage | None:
    """Return the stage whose three-way comes next (or is overdue); None if all that can still be held were held.

    A stage that was passed over counts as done once a later one was held.
    """
    last_covered = max((index for index, stage in enumerate(stages) if stage.covered), default=-1)
    open_stages = stages[last_covered + 1 :]
    return min(open_stages, key=lambda stage: stage.expected_on, default=None)
