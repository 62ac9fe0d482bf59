"""Starting the engagements of a cohort from a template: who takes part, and what is made for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from math import ceil
from types import MappingProxyType
from typing import NamedTuple

from coachtui.domain.alignment_drafts import AgreementDraft
from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import SessionDraft, SessionKind
from coachtui.domain.drafts import Problem, chosen, gather, known_zone, line, plausible, within
from coachtui.domain.engagement import CoachingForm, EngagementDraft, EngagementState
from coachtui.domain.goals import GoalDraft
from coachtui.domain.pace import one_session
from coachtui.domain.people import OrganisationDraft, PersonDraft, ProgrammeDraft
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.template import TemplateDraft, goal_draft
from coachtui.domain.words import label

Newcomers = Mapping[str, PersonDraft | OrganisationDraft | ProgrammeDraft]
"""Whom a cohort names and the practice may not have yet, by the key that stands in the draft in place of an id."""
STATES = (EngagementState.ACTIVE, EngagementState.DRAFT)
"""The states in which the engagements of a cohort may begin."""
_SATURDAY, _SUNDAY = 5, 6


class Member(NamedTuple):
    """One who takes part. What is empty is as the cohort or the person has it; ids may be keys of newcomers."""

    client_id: str
    role_title: str = ""
    manager_id: str | None = None
    sponsor_id: str | None = None
    time_zone: str = ""
    organisation_id: str | None = None
    programme_id: str | None = None
    coach_id: str = ""


class Rhythm(NamedTuple):
    """The coaching sessions to be planned: the first on this day (0 is that of the start), at an hour of the client."""

    first_day: int
    at: time


class CohortDraft(NamedTuple):
    """A cohort as typed. `rhythm` None plans no coaching sessions; `again` accepts who is in the programme already.

    Three-ways are planned at `three_ways_at` on each client's own clock.
    """

    coach_id: str
    starts_on: date
    members: tuple[Member, ...]
    programme_id: str | None = None
    organisation_id: str | None = None
    newcomers: Newcomers = MappingProxyType({})
    state: EngagementState = EngagementState.ACTIVE
    three_ways_at: time = time(DEFAULT.usual_hour)
    rhythm: Rhythm | None = None
    group_size: int | None = None
    again: bool = False

    def problems(self, template: TemplateDraft, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before it can be started; a member's field is "members.1.x", from 1."""
        return gather(
            *template.problems(rules=rules),
            chosen("coach_id", self.coach_id, "The coach"),
            plausible("starts_on", self.starts_on, "The start", rules=rules),
            None if self.members else Problem("members", "Nobody takes part yet. Name at least one."),
            None
            if len(self.members) <= rules.cohort_members
            else Problem(
                "members",
                f"These are {len(self.members)} people; {rules.cohort_members} is the most at once. Leave some out.",
            ),
            self._group_problem(template, rules),
            None
            if self.rhythm is None
            else within("first_day", self.rhythm.first_day, 0, template.span_days - 1, "The first session", "days in"),
            *self._member_problems(rules),
        )

    def _group_problem(self, template: TemplateDraft, rules: Rules) -> Problem | None:
        if template.form is CoachingForm.INDIVIDUAL:
            return None
        if self.group_size is None:
            return Problem("group_size", f"How many people are in each group? Give 2 to {rules.group_people}.")
        return within("group_size", self.group_size, 2, rules.group_people, "The group", "people")

    def _member_problems(self, rules: Rules) -> Iterator[Problem | None]:
        for key, one in self.newcomers.items():
            for problem in one.problems():
                yield problem._replace(field=self._place_of(key) or problem.field)
        seen = set[tuple[str, str | None]]()
        for number, member in enumerate(self.members, start=1):
            field = f"members.{number}"
            yield chosen(f"{field}.client_id", member.client_id, "Who takes part")
            yield line(f"{field}.role_title", member.role_title, "The role", rules=rules)
            if member.client_id in (member.manager_id, member.sponsor_id):
                yield Problem(f"{field}.manager_id", "The manager is the client. Name somebody else, or nobody.")
            if member.time_zone and not known_zone(member.time_zone):
                yield Problem(f"{field}.time_zone", f"No time zone is called “{member.time_zone[:40]}”.")
            twice = (member.client_id, member.programme_id or self.programme_id)
            if twice in seen:
                yield Problem(f"{field}.client_id", "This person is in the list already. Take one of the two out.")
            seen.add(twice)

    def _place_of(self, key: str) -> str:
        """Return the field in which a newcomer is named."""
        for number, member in enumerate(self.members, start=1):
            if key in (member.client_id, member.manager_id, member.sponsor_id):
                return f"members.{number}.{'client_id' if key == member.client_id else 'manager_id'}"
        return "programme_id" if key == self.programme_id else "organisation_id" if key == self.organisation_id else ""


class MeetingPlan(NamedTuple):
    """When a three-way is planned, on the client's clock. `off_weekend`: its day was a Saturday or a Sunday."""

    stage: Stage
    starts_local: datetime
    minutes: int
    off_weekend: bool
    past: bool


class MemberTyped(NamedTuple):
    """A row as typed: "name, e-mail, role, manager, time zone", what is missing empty."""

    name: str
    email: str = ""
    role: str = ""
    manager: str = ""
    time_zone: str = ""


def ends_on(template: TemplateDraft, starts_on: date) -> date:
    """Return the last day of an engagement that begins then."""
    return starts_on + timedelta(days=template.span_days - 1)


def engagement(template: TemplateDraft, cohort: CohortDraft, member: Member, time_zone: str) -> EngagementDraft:
    """Return the engagement of a member; names in it may still be keys of newcomers."""
    return EngagementDraft(
        client_id=member.client_id,
        coach_id=member.coach_id or cohort.coach_id,
        time_zone=member.time_zone or time_zone,
        organisation_id=member.organisation_id or cohort.organisation_id,
        manager_id=member.manager_id,
        sponsor_id=member.sponsor_id,
        programme_id=member.programme_id or cohort.programme_id,
        model_id=template.model_id,
        role_title=member.role_title,
        form=template.form,
        group_size=cohort.group_size if template.form is CoachingForm.GROUP else None,
        starts_on=cohort.starts_on,
        ends_on=ends_on(template, cohort.starts_on),
        allocation=template.allocation,
        unit=template.unit,
        interval_weeks=template.interval_weeks,
        session_minutes=template.session_minutes,
        notice_hours=template.notice_hours,
        notice_counts=template.notice_counts,
        paid=template.paid,
    )


def agreement(template: TemplateDraft, drawn_up_on: date) -> AgreementDraft:
    """Return the first version of the agreement, to be consented to by everybody yet."""
    return AgreementDraft(drawn_up_on, template.roles, template.logistics, template.notice_hours, template.grants)


def goals(template: TemplateDraft, engagement_id: str, starts_on: date) -> tuple[GoalDraft, ...]:
    """Return the goals as drafts, each due as many days after the start as the template says."""
    return tuple(
        goal_draft(goal, engagement_id, None if goal.due_day is None else starts_on + timedelta(days=goal.due_day))
        for goal in template.goals
    )


def meetings(template: TemplateDraft, starts_on: date, at: time, today: date) -> tuple[MeetingPlan, ...]:
    """Return when the three-ways are held; one whose day is over by `today` is marked, and is not to be planned.

    One on a Saturday goes to the Friday before, one on a Sunday to the Monday after, unless the span forbids it.
    """
    last = ends_on(template, starts_on)
    found = []
    for meeting in template.meetings:
        day = starts_on + timedelta(days=meeting.day)
        moved = off_weekend(day, starts_on, last)
        found.append(
            MeetingPlan(meeting.stage, datetime.combine(moved, at), meeting.minutes, moved != day, moved < today)
        )
    return tuple(found)


def off_weekend(day: date, first: date, last: date) -> date:
    """Return the working day next to one on a weekend, within `first` and `last` if there is one; else the day."""
    by = {_SATURDAY: (-1, 2), _SUNDAY: (1, -2)}.get(day.weekday(), (0,))
    return next((near for days in by if first <= (near := day + timedelta(days=days)) <= last), day)


def three_ways(plans: tuple[MeetingPlan, ...], engagement_id: str, time_zone: str) -> tuple[SessionDraft, ...]:
    """Return the three-ways as planned sessions, without those whose day is over."""
    return tuple(
        SessionDraft(engagement_id, one.starts_local, time_zone, SessionKind.THREE_WAY, one.minutes, one.stage)
        for one in plans
        if not one.past
    )


class SessionsPlan(NamedTuple):
    """The coaching sessions: when the first is, how many are planned of how many that are agreed, weeks between."""

    first: datetime
    planned: int
    agreed: int
    interval_weeks: int


def sessions(
    template: TemplateDraft, starts_on: date, rhythm: Rhythm | None, today: date, *, rules: Rules = DEFAULT
) -> SessionsPlan | None:
    """Return the run of coaching sessions, of which only those are planned that fit before the end; None for none.

    Of a start that lies back the sessions begin with the first that is not over yet.
    """
    if rhythm is None:
        return None
    agreed = max(1, ceil(round(template.allocation / one_session(template.unit, template.session_minutes), 9)))
    step = timedelta(weeks=template.interval_weeks)
    day, count = starts_on + timedelta(days=rhythm.first_day), agreed
    while day < today and count > 0:
        day, count = day + step, count - 1
    room = (ends_on(template, starts_on) - day) // step + 1 if day <= ends_on(template, starts_on) else 0
    fitting = min(count, room, rules.series_limit)
    if fitting <= 0:
        return None
    return SessionsPlan(datetime.combine(day, rhythm.at), fitting, agreed, template.interval_weeks)


def read_member(typed: str) -> MemberTyped:
    """Return a row as typed or pasted: parts between tabs, semicolons or commas.

    An e-mail address and a time zone are known wherever they stand; the rest is name, role and manager, in this order.

    >>> read_member("Ana Ruiz, ana@banco.example, CFO, Luz Vega")
    MemberTyped(name='Ana Ruiz', email='ana@banco.example', role='CFO', manager='Luz Vega', time_zone='')
    """
    mark = next((mark for mark in "\t;" if mark in typed), ",")
    email = zone = ""
    rest = []
    for part in (" ".join(part.split()) for part in typed.split(mark)):
        if not email and "@" in part:
            found = re.fullmatch(r"(?P<name>.*?)\s*<(?P<email>[^<>]+)>", part)
            email = found["email"] if found else part
            rest += [found["name"]] if found and found["name"] else []
        elif not zone and "/" in part and known_zone(part):
            zone = part
        else:
            rest.append(part)
    if not email and len(rest) > 2 and not rest[1]:
        del rest[1]  # the cell of an address that isn't known
    name, role, manager = (*rest, "", "", "")[:3]
    return MemberTyped(name, email, role, manager, zone)


def told_state(state: EngagementState) -> str:
    """Return in which state the engagements begin, in words."""
    return "active at once" if state is EngagementState.ACTIVE else f"kept as {label(state)}s"


def first_session(template: TemplateDraft, run: SessionsPlan, engagement_id: str, time_zone: str) -> SessionDraft:
    """Return the first coaching session of a run, from which the others are counted."""
    return SessionDraft(engagement_id, run.first, time_zone, minutes=template.session_minutes)


def member_line(name: str, email: str = "", role: str = "") -> str:
    """Return a row that `read_member` reads as these."""
    parts = [" ".join(part.split()) for part in (name, email, role)]
    mark = next((mark for mark in (",", ";") if not any(mark in part for part in parts)), "\t")
    return f"{mark} ".join(filter(None, parts)) if mark != "\t" else "\t".join(filter(None, parts))
