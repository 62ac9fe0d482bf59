"""Who may see what: the defaults, what an agreement may grant, and what nothing can grant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coachtui.domain.alignment import AgreementItem, Audience
from coachtui.domain.drafts import Problem
from coachtui.domain.words import label


class Disclosure(StrEnum):
    """What holds for an item and an audience when the agreement says nothing, and what it may change."""

    YES = "yes"
    IF_AGREED = "if_agreed"
    IF_AGREED_WITH_CLIENT = "if_agreed_with_client"
    TITLES_IF_AGREED = "titles_if_agreed"
    LEVEL_ONLY = "level_only"
    IF_RELEASED = "if_released"
    POOLED = "pooled"
    NEVER = "never"


class Extent(StrEnum):
    """How much of an item a party is given; what is not given is not in their file."""

    NOTHING = "nothing"
    LEVELS = "levels"
    TITLES_AND_LEVELS = "titles_and_levels"
    RELEASED = "released"
    POOLED = "pooled"
    ALL = "all"


_Item, _To, _D = AgreementItem, Audience, Disclosure

DEFAULTS: dict[AgreementItem, dict[Audience, Disclosure]] = {
    _Item.GOALS: {
        _To.CLIENT: _D.YES,
        _To.MANAGER: _D.IF_AGREED,
        _To.SPONSOR: _D.IF_AGREED,
        _To.LEAD: _D.TITLES_IF_AGREED,
    },
    _Item.PROCESS: {
        _To.CLIENT: _D.YES,
        _To.MANAGER: _D.IF_AGREED,
        _To.SPONSOR: _D.IF_AGREED,
        _To.LEAD: _D.YES,
    },
    _Item.PROGRESS: {
        _To.CLIENT: _D.YES,
        _To.MANAGER: _D.IF_AGREED_WITH_CLIENT,
        _To.SPONSOR: _D.IF_AGREED_WITH_CLIENT,
        _To.LEAD: _D.LEVEL_ONLY,
    },
    _Item.PRIVATE_NOTES: {
        _To.CLIENT: _D.NEVER,
        _To.MANAGER: _D.NEVER,
        _To.SPONSOR: _D.NEVER,
        _To.LEAD: _D.NEVER,
    },
    _Item.SHARED_SUMMARIES: {
        _To.CLIENT: _D.YES,
        _To.MANAGER: _D.IF_RELEASED,
        _To.SPONSOR: _D.IF_RELEASED,
        _To.LEAD: _D.NEVER,
    },
    _Item.ASSESSMENTS: {
        _To.CLIENT: _D.YES,
        _To.MANAGER: _D.IF_RELEASED,
        _To.SPONSOR: _D.IF_RELEASED,
        _To.LEAD: _D.POOLED,
    },
    _Item.PULSE: {
        _To.CLIENT: _D.YES,
        _To.MANAGER: _D.IF_AGREED,
        _To.SPONSOR: _D.IF_AGREED,
        _To.LEAD: _D.POOLED,
    },
}
"""Design section 7, row by row. Private notes are the coach's own: the client is given shared summaries instead."""

UNGRANTABLE = (Disclosure.NEVER, Disclosure.POOLED)
"""What no agreement can widen."""


@dataclass(frozen=True)
class Ruling:
    """How much of an item an audience is given, and why, in words for the coach."""

    extent: Extent
    why: str


def check_grant(item: AgreementItem, audience: Audience) -> Problem | None:
    """Say why an agreement can't grant this, or None if it can."""
    default = DEFAULTS[item][audience]
    if default not in UNGRANTABLE:
        return None
    if default is Disclosure.POOLED:
        message = f"The coaching lead is given the {label(item)} pooled over several people only. Leave it ungranted."
    else:
        message = (
            f"{label(item).capitalize()} never go to the {_named(audience)}, whatever is agreed. Leave it ungranted."
        )
    return Problem(f"{item}.{audience}", message)


def ruling(
    item: AgreementItem,
    audience: Audience,
    grants: Mapping[tuple[AgreementItem, Audience], bool],
    *,
    client_agrees: bool = False,
) -> Ruling:
    """Return what an audience is given of an item under an agreement.

    Args:
        grants: what the agreement says; a missing entry means that it says nothing. False withholds also what the
            default would give, except from the client, whose own record it is.
        client_agrees: whether the client consented to this version; a manager's progress view needs it.
    """
    default = DEFAULTS[item][audience]
    granted = grants.get((item, audience))
    if default is Disclosure.NEVER:
        return Ruling(Extent.NOTHING, f"{label(item).capitalize()} never go to the {_named(audience)}.")
    if audience is Audience.CLIENT:
        return Ruling(Extent.ALL, "It is the client's own record.")
    if granted is False:
        return Ruling(Extent.NOTHING, f"The agreement withholds it from the {_named(audience)}.")
    if default is Disclosure.YES:
        return Ruling(Extent.ALL, f"The {_named(audience)} sees it unless the agreement withholds it.")
    if default is Disclosure.LEVEL_ONLY:
        return Ruling(Extent.LEVELS, f"The {_named(audience)} is given levels only.")
    if default is Disclosure.POOLED:
        return Ruling(Extent.POOLED, f"The {_named(audience)} is given figures over several people only.")
    if default is Disclosure.IF_RELEASED:
        return Ruling(Extent.RELEASED, "Only what the client has released.")
    if granted is None:
        return Ruling(Extent.NOTHING, f"The agreement says nothing about it for the {_named(audience)}.")
    if default is Disclosure.IF_AGREED_WITH_CLIENT and not client_agrees:
        return Ruling(Extent.NOTHING, "The client has not consented to this version of the agreement.")
    extent = Extent.TITLES_AND_LEVELS if default is Disclosure.TITLES_IF_AGREED else Extent.ALL
    return Ruling(extent, f"The agreement grants it to the {_named(audience)}.")


def _named(audience: Audience) -> str:
    return {Audience.MANAGER: "line manager", Audience.LEAD: "coaching lead"}.get(audience, audience.value)
