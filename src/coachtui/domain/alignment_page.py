"""Read models of alignment: what each side says, the meetings between them, and the agreement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from coachtui.domain.alignment import (
    AgreementItem,
    Audience,
    ExpectationKind,
    JointView,
    OutcomeKind,
    PartyRating,
    StageCoverage,
)
from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import SessionState
from coachtui.domain.engagement import EngagementState
from coachtui.domain.line import CommitmentLine
from coachtui.domain.people import Party


class ExpectationLine(NamedTuple):
    """What a party expects, measures success by, or promises in support."""

    id: str
    party: Party
    kind: ExpectationKind
    body: str
    position: int
    session_id: str | None = None


class GoalRatings(NamedTuple):
    """What client and manager say of a goal.

    `client`, `manager` and `view` are of the last round that both have rated, so the level of a round that is still
    open is not in here: `hidden` is then the party who has rated it, on `hidden_on`, and the other's turn has come.
    `closed_on` is the day of the latest meeting held with an outcome on the goal; `earlier` holds the pairs of the
    rounds before, oldest first.
    """

    goal_id: str
    title: str
    view: JointView | None = None
    client: PartyRating | None = None
    manager: PartyRating | None = None
    hidden: Party | None = None
    hidden_on: date | None = None
    closed_on: date | None = None
    earlier: tuple[JointView, ...] = ()

    @property
    def waits_for(self) -> Party | None:
        """Whose rating the open round still lacks; None while no round is open."""
        if self.hidden is None:
            return None
        return Party.MANAGER if self.hidden is Party.CLIENT else Party.CLIENT


class OutcomeLine(NamedTuple):
    """What a meeting agreed or decided, on a goal (`goal` is its title) or as a whole."""

    id: str
    kind: OutcomeKind
    body: str
    goal_id: str | None = None
    goal: str = ""


class MeetingLine(NamedTuple):
    """A three-way meeting; slots that were moved away from are left out. `attended` holds who is on record."""

    session_id: str
    stage: Stage | None
    starts_local: datetime
    time_zone: str
    starts_utc: datetime
    minutes: int
    held_minutes: int | None
    state: SessionState
    unclosed: bool
    attended: Mapping[Party, bool]
    outcomes: tuple[OutcomeLine, ...] = ()
    followups: tuple[CommitmentLine, ...] = ()
    has_note: bool = False

    @property
    def agreed(self) -> tuple[OutcomeLine, ...]:
        """What was agreed, without the decisions."""
        return tuple(outcome for outcome in self.outcomes if outcome.kind is OutcomeKind.AGREED)

    @property
    def decisions(self) -> tuple[OutcomeLine, ...]:
        """What was decided."""
        return tuple(outcome for outcome in self.outcomes if outcome.kind is OutcomeKind.DECISION)


class CheckInLine(NamedTuple):
    """A check-in between the meetings: what moved, what comes next, suggestions for the future."""

    session_id: str
    starts_local: datetime
    time_zone: str
    starts_utc: datetime
    minutes: int
    state: SessionState
    unclosed: bool
    moved: str = ""
    next_step: str = ""
    feedforward: tuple[str, ...] = ()


class ConsentLine(NamedTuple):
    """A party's consent to a version of the agreement."""

    party: Party
    given_on: date


class AgreementLine(NamedTuple):
    """A version of the agreement. An entry missing from `grants` means that it says nothing of it.

    `notice_hours` is the engagement's present one; None in a version that was replaced, which keeps none of its own.
    """

    id: str
    number: int
    drawn_up_on: date
    roles: str
    logistics: str
    notice_hours: int | None
    grants: Mapping[tuple[AgreementItem, Audience], bool]
    consents: tuple[ConsentLine, ...] = ()

    def consented(self, party: Party) -> date | None:
        """Return the day on which a party consented to this version, or None."""
        return next((consent.given_on for consent in self.consents if consent.party is party), None)


class AlignmentPage(NamedTuple):
    """Alignment of one engagement. `manager` and `sponsor` are "" if it names none; `versions` counts agreements.

    `unaligned` is by the rule, and `why` says the arithmetic behind it, whichever way it goes. `next_due` is the stage
    whose three-way comes next while the engagement runs; `stages` is empty while it has no dates.
    """

    engagement_id: str
    client: str
    manager: str
    sponsor: str
    expectations: tuple[ExpectationLine, ...]
    goals: tuple[GoalRatings, ...]
    stages: tuple[StageCoverage, ...]
    meetings: tuple[MeetingLine, ...]
    check_ins: tuple[CheckInLine, ...]
    agreement: AgreementLine | None
    versions: int
    unaligned: bool
    why: str
    next_due: StageCoverage | None
    state: EngagementState = EngagementState.ACTIVE

    @property
    def gaps(self) -> tuple[GoalRatings, ...]:
        """The goals on which client and manager are apart and no meeting has talked about it since."""
        return tuple(goal for goal in self.goals if goal.view is not None and goal.view.open_gap)

    @property
    def parties(self) -> tuple[Party, ...]:
        """Who takes part, and so is to consent to the agreement."""
        named = {Party.MANAGER: self.manager, Party.SPONSOR: self.sponsor}
        return tuple(party for party in Party if named.get(party, "named"))

    @property
    def consents_missing(self) -> tuple[Party, ...]:
        """Who has yet to consent to the version that stands; empty while there is none."""
        standing = self.agreement
        if standing is None:
            return ()
        return tuple(party for party in self.parties if standing.consented(party) is None)
