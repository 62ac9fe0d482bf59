"""Drafts of alignment: what each side says, what a meeting brought, and the agreement, as typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from typing import NamedTuple

from coachtui.domain.alignment import RATERS, AgreementItem, Audience, ExpectationKind, OutcomeKind
from coachtui.domain.assessment import Relation
from coachtui.domain.disclosure import check_grant
from coachtui.domain.drafts import Problem, chosen, gather, ordered, plausible, required, text, within
from coachtui.domain.people import Party
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.words import exact, label

OWNERS = (Party.CLIENT, Party.MANAGER, Party.COACH)
"""Who may own a follow-up."""
OPEN_RELATIONS = (Relation.SELF, Relation.MANAGER)
"""Whose suggestion may carry their relation; everybody else is anonymous."""

Grants = Mapping[tuple[AgreementItem, Audience], bool]
"""What an agreement grants (True) or withholds (False); on what is missing it says nothing."""


class ExpectationDraft(NamedTuple):
    """What a party says, as typed; `session_id` is the meeting in which it was said, if any."""

    engagement_id: str
    party: Party
    kind: ExpectationKind
    body: str
    session_id: str | None = None

    def problems(self, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before it can be saved."""
        names = {
            ExpectationKind.EXPECTATION: "What is expected",
            ExpectationKind.SUCCESS_MEASURE: "What success is measured by",
            ExpectationKind.SUPPORT: "What is promised in support",
        }
        return gather(
            chosen("engagement_id", self.engagement_id, "The engagement"),
            required("body", self.body, names[self.kind], limit=rules.text_limit),
        )


class JointRatingDraft(NamedTuple):
    """A party's own rating of a goal, −2 to +2, on a day; a second one on that day takes the place of the first."""

    goal_id: str
    party: Party
    level: int
    rated_on: date
    session_id: str | None = None

    def problems(self, *, today: date | None = None, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before the rating can be saved; with `today`, none lies ahead of it."""
        return gather(
            chosen("goal_id", self.goal_id, "The goal"),
            None
            if self.party in RATERS
            else Problem("party", "A goal is rated by the client and by the manager. Choose one of the two."),
            within("level", self.level, -2, 2, "The level"),
            plausible("rated_on", self.rated_on, "The day", rules=rules)
            or _ahead("rated_on", self.rated_on, "The day of the rating", today),
        )


class OutcomeDraft(NamedTuple):
    """What a meeting agreed or decided, as typed; `id` is "" for a new one. One on a goal closes its gap."""

    id: str
    kind: OutcomeKind
    body: str
    goal_id: str | None = None


class FollowUpDraft(NamedTuple):
    """What someone promised in a meeting, as typed; `id` is that of the commitment, "" for a new one."""

    owner: Party
    text: str
    due_on: date | None = None
    id: str = ""


class MeetingDraft(NamedTuple):
    """What a three-way meeting brought, as typed: who was there, outcomes in their order, follow-ups.

    `began_with` holds the ids of the outcomes and follow-ups that stood when the draft was begun: those of them that
    it no longer holds are taken out, and what it never knew of is left alone.
    """

    attended: Mapping[Party, bool]
    outcomes: tuple[OutcomeDraft, ...] = ()
    followups: tuple[FollowUpDraft, ...] = ()
    began_with: tuple[str, ...] = ()

    def problems(self, *, held: bool = True, manager_named: bool = True, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before it can be saved, by "attended", "outcomes.0", "followups.0".

        Args:
            held: whether the meeting took place, or is closed as held by this.
            manager_named: whether the engagement names a line manager.
        """
        return gather(
            self._absent(manager_named) if held else None,
            *chain.from_iterable(_outcome(index, one, rules) for index, one in enumerate(self.outcomes)),
            *chain.from_iterable(_followup(index, one, rules) for index, one in enumerate(self.followups)),
            *_twice("outcomes", [one.id for one in self.outcomes], "outcome"),
            *_twice("followups", [one.id for one in self.followups], "follow-up"),
        )

    def _absent(self, manager_named: bool) -> Problem | None:
        away = [label(party) for party in RATERS if not self.attended.get(party, False)]
        if not away:
            return None
        if away == [Party.MANAGER] and not manager_named:
            told = "The engagement names no line manager yet. Name one there, then record the meeting."
            return Problem("attended", f"A three-way needs the manager. {told}")
        verb = "was" if len(away) == 1 else "were"
        return Problem(
            "attended",
            f"A three-way needs client and manager, and the {' and the '.join(away)} {verb} not there. Tick who was; "
            "or make it a check-in or a no-show, under Sessions.",
        )


class CheckInDraft(NamedTuple):
    """What a check-in brought, as typed. `given_by` tells whose the new suggestions are; None leaves it untold.

    `began_with` holds the ids of the suggestions that stood when the draft was begun, as in `MeetingDraft`.
    """

    moved: str = ""
    next_step: str = ""
    feedforward: tuple[str, ...] = ()
    given_by: Relation | None = None
    began_with: tuple[str, ...] = ()

    def problems(self, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before it can be saved."""
        return gather(
            text("moved", self.moved, "What moved", limit=rules.text_limit),
            text("next_step", self.next_step, "What comes next", limit=rules.text_limit),
            *(
                required(f"feedforward.{index}", one, f"Suggestion {index + 1}", limit=rules.text_limit)
                for index, one in enumerate(self.feedforward)
            ),
            None
            if self.given_by is None or self.given_by in OPEN_RELATIONS
            else Problem(
                "given_by", "Only the client's or the manager's suggestions carry who gave them. Leave it empty."
            ),
        )


class AgreementDraft(NamedTuple):
    """An agreement as typed; `notice_hours` becomes the engagement's. Stored, it is a new version if it says anew."""

    drawn_up_on: date
    roles: str = ""
    logistics: str = ""
    notice_hours: int = DEFAULT.notice_hours
    grants: Grants = {}  # noqa: RUF012  # never changed in place: drafts are replaced

    def problems(self, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before it can be saved; a grant's field is "item.audience"."""
        return gather(
            plausible("drawn_up_on", self.drawn_up_on, "The day", rules=rules),
            text("roles", self.roles, "The roles", limit=rules.text_limit),
            text("logistics", self.logistics, "The logistics", limit=rules.text_limit),
            within("notice_hours", self.notice_hours, 0, rules.notice_limit, "The notice", "hours"),
            *(check_grant(item, audience) for (item, audience), granted in self.grants.items() if granted),
        )


class ConsentDraft(NamedTuple):
    """A party's consent to a version of the agreement, as typed."""

    version_id: str
    party: Party
    given_on: date

    def problems(
        self,
        *,
        drawn_up_on: date | None = None,
        parties: Iterable[Party] = tuple(Party),
        today: date | None = None,
        rules: Rules = DEFAULT,
    ) -> tuple[Problem, ...]:
        """Return what must be put right before it can be saved.

        Args:
            drawn_up_on: the day of the version; nobody consents before it.
            parties: who takes part in the engagement.
            today: a consent does not lie ahead of it.
        """
        stranger = None
        if self.party not in set(parties):
            stranger = Problem("party", f"The engagement names no {label(self.party)}. Name one there first.")
        return gather(
            chosen("version_id", self.version_id, "The version"),
            stranger,
            plausible("given_on", self.given_on, "The day", rules=rules)
            or ordered("given_on", drawn_up_on, self.given_on, "The consent", "the day the version was drawn up")
            or _ahead("given_on", self.given_on, "The day of the consent", today),
        )


def _outcome(index: int, one: OutcomeDraft, rules: Rules) -> tuple[Problem, ...]:
    return gather(required(f"outcomes.{index}", one.body, f"Outcome {index + 1}", limit=rules.text_limit))


def _followup(index: int, one: FollowUpDraft, rules: Rules) -> tuple[Problem, ...]:
    field, name = f"followups.{index}", f"Follow-up {index + 1}"
    return gather(
        None
        if one.owner in OWNERS
        else Problem(field, f"{name} belongs to the client, the manager or the coach. Choose one of them."),
        required(field, one.text, name, limit=rules.text_limit),
        plausible(field, one.due_on, f"The date of follow-up {index + 1}", rules=rules),
    )


def _twice(field: str, ids: list[str], name: str) -> tuple[Problem, ...]:
    return tuple(
        Problem(f"{field}.{index}", f"This {name} is in the list already. Take one of the two out.")
        for index, one in enumerate(ids)
        if one and one in ids[:index]
    )


def _ahead(field: str, day: date, name: str, today: date | None) -> Problem | None:
    if today is None or day <= today:
        return None
    return Problem(field, f"{name} lies ahead ({exact(day)}). Give the day on which it was.")
