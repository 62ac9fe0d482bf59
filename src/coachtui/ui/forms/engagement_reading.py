"""What a form of an engagement begins with, and how what was typed into it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from coachtui.domain.drafts import Problem
from coachtui.domain.engagement import AllocationUnit, CoachingForm, EngagementDraft, EngagementState, RoleChange
from coachtui.domain.people import OrganisationDraft, PersonDraft, ProgrammeDraft
from coachtui.domain.words import folded
from coachtui.store.driver import Connection
from coachtui.store.reads import engagement as reads
from coachtui.store.reads import people as people_reads
from coachtui.store.reads.facts import here
from coachtui.ui.forms.find import NEW
from coachtui.ui.forms.reading import Reading

USUAL = relativedelta(months=6, days=-1)
"""From the first to the last day of the usual engagement."""

Newcomer = PersonDraft | OrganisationDraft | ProgrammeDraft


class Start(NamedTuple):
    """What the form begins with: an engagement, or what is usual for a new one."""

    draft: EngagementDraft
    names: dict[str, str]
    state: EngagementState | None
    """None: it is a new one."""
    several_coaches: bool
    today: date


def read_start(db: Connection, engagement_id: str | None, now: datetime) -> Start:
    """Read what the form begins with; without an engagement, the usual for a new one. Raises NotFound."""
    today = here(db, now).today
    several = len(people_reads.coaches(db, limit=2)) > 1
    if engagement_id:
        draft, names = reads.draft(db, engagement_id), reads.names(db, engagement_id)
        return Start(draft, names, reads.state(db, engagement_id), several, today)
    owner = people_reads.owner(db)
    draft = EngagementDraft("", owner.id, owner.detail, starts_on=today, ends_on=today + USUAL)
    return Start(draft, {"coach_id": owner.name}, None, several, today)


class Typed(NamedTuple):
    """An engagement as typed: who is new in it, by the key that stands in the draft, and what is wrong."""

    draft: EngagementDraft
    newcomers: dict[str, Newcomer]
    problems: tuple[Problem, ...]


def read(values: Mapping[str, str], start: Start) -> Typed:
    """Return what was typed into the fields of an engagement; it never raises."""
    reading = Reading(values, start.today)
    group = values["form"] == CoachingForm.GROUP
    before = start.draft
    draft = EngagementDraft(
        client_id=key("client_id", values),
        coach_id=values.get("coach_id", before.coach_id),
        time_zone=values["time_zone"],
        organisation_id=key("organisation_id", values) or None,
        manager_id=key("manager_id", values) or None,
        sponsor_id=key("sponsor_id", values) or None,
        programme_id=key("programme_id", values) or None,
        model_id=before.model_id,
        role_title=reading.text("role_title"),
        role_from=reading.text("role_from"),
        role_change=RoleChange(values["role_change"]),
        form=CoachingForm(values["form"]),
        group_size=reading.optional_whole("group_size") if group else None,
        starts_on=reading.day("starts_on"),
        ends_on=reading.day("ends_on"),
        allocation=reading.number("allocation", before.allocation),
        unit=AllocationUnit(values["unit"]),
        interval_weeks=reading.whole("interval_weeks", before.interval_weeks),
        session_minutes=reading.whole("session_minutes", before.session_minutes),
        notice_hours=reading.whole("notice_hours", before.notice_hours),
        notice_counts=reading.yes("notice_counts"),
        paid=reading.yes("paid"),
        context=values["context"],
    )
    newcomers = dict(_newcomers(values))
    state = start.state or EngagementState(values["state"])
    unread = {problem.field for problem in reading.problems}
    more = (*_about(newcomers, values), *draft.problems(state))
    return Typed(draft, newcomers, (*reading.problems, *(one for one in more if one.field not in unread)))


def key(name: str, values: Mapping[str, str]) -> str:
    """Return the id chosen, or the key of a newcomer: the same for the same name, however it is written."""
    chosen = values[name]
    if not chosen.startswith(NEW):
        return chosen
    kind = "person" if name in ("client_id", "manager_id", "sponsor_id") else name
    return f"{NEW}{kind} {folded(chosen.removeprefix(NEW).strip())}"


def _newcomers(values: Mapping[str, str]) -> Iterator[tuple[str, Newcomer]]:
    """Yield who is new, by the key that stands in the draft for them; of one name there is one only."""
    organisation_id = key("organisation_id", values) or None
    for name in ("organisation_id", "programme_id", "sponsor_id", "manager_id", "client_id"):
        typed = values[name].removeprefix(NEW)
        if typed == values[name]:
            continue
        one: Newcomer
        if name == "organisation_id":
            one = OrganisationDraft(typed)
        elif name == "programme_id":
            one = ProgrammeDraft(typed, organisation_id=None)
        elif name == "client_id":
            one = PersonDraft(typed, values["email"].strip(), role_title=values["role_title"].strip(),
                              organisation_id=organisation_id)  # fmt: skip
        else:
            one = PersonDraft(typed, organisation_id=organisation_id)
        yield key(name, values), one


def _about(newcomers: Mapping[str, Newcomer], values: Mapping[str, str]) -> Iterator[Problem]:
    for name in ("client_id", "organisation_id", "manager_id", "sponsor_id", "programme_id"):
        one = newcomers.get(key(name, values))
        for problem in one.problems() if one else ():
            if problem.field == "name":
                yield Problem(name, problem.message)
            elif problem.field == "email" and name == "client_id":
                yield problem
