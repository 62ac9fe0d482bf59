"""How what was typed of a cohort is read: the programme, the organisation and the people that are new in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coachtui.domain.cohort import Member, read_member
from coachtui.domain.people import OrganisationDraft, PersonDraft, ProgrammeDraft
from coachtui.domain.words import folded
from coachtui.ui.forms.engagement_reading import Newcomer
from coachtui.ui.forms.find import NEW


def key(value: str) -> str | None:
    """Return the id, or the key of a newcomer, that a field holds."""
    return value or None


def named(values: dict[str, str], starts_on: date) -> dict[str, Newcomer]:
    """Return the programme and the organisation that are new, by what stands in their fields."""
    found: dict[str, Newcomer] = {}
    organisation, programme = values["organisation_id"], values["programme_id"]
    if programme.startswith(NEW):
        name = programme.removeprefix(NEW)
        found[programme] = ProgrammeDraft(name, organisation_id=key(organisation), starts_on=starts_on)
    if organisation.startswith(NEW):
        found[organisation] = OrganisationDraft(organisation.removeprefix(NEW))
    return found


def members(rows: Sequence[str], organisation: str) -> tuple[dict[str, Newcomer], list[Member]]:
    """Return the rows as members, each named by a key; who is known is found when they are stored."""
    newcomers: dict[str, Newcomer] = {}
    found = []
    for typed in map(read_member, rows):
        client = f"person {typed.email.lower() or folded(typed.name)}"
        newcomers.setdefault(
            client,
            PersonDraft(
                typed.name, typed.email, role_title=typed.role, organisation_id=key(organisation),
                time_zone=typed.time_zone or None,
            ),
        )  # fmt: skip
        manager = f"person {folded(typed.manager)}" if typed.manager else None
        if manager:
            newcomers.setdefault(manager, PersonDraft(typed.manager, organisation_id=key(organisation)))
        found.append(Member(client, typed.role, manager, None, typed.time_zone))
    return newcomers, found
