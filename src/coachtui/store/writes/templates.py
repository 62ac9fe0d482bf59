"""Writes about templates: taking one from an engagement, changing it, and starting the engagements of a cohort."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session as Db
from sqlmodel import col, select

from coachtui.domain import cohort
from coachtui.domain.cohort import CohortDraft, Member
from coachtui.domain.drafts import Invalid, Problem, refuse
from coachtui.domain.ids import natural_id
from coachtui.domain.people import OrganisationDraft, PersonDraft, ProgrammeDraft
from coachtui.domain.recurrence import weekly
from coachtui.domain.template import Template, TemplateDraft, TemplateGoal
from coachtui.domain.words import folded, plural
from coachtui.store.practice import Practice
from coachtui.store.reads import people as people_reads
from coachtui.store.reads import templates as reads
from coachtui.store.reads.facts import here
from coachtui.store.tables.assessment import Competency, CompetencyModel
from coachtui.store.tables.people import Coach, Person
from coachtui.store.tables.templates import (
    EngagementTemplate,
    TemplateGoalCompetency,
    TemplateGoalLevel,
    TemplateGrant,
    TemplateMeeting,
)
from coachtui.store.tables.templates import TemplateGoal as GoalRow
from coachtui.store.writes import agreement, cadence, engagement, goals, people, series
from coachtui.store.writes.rows import R, bin_row, live, put, say

TOLD = 60
"""Characters of a name in the words of an action."""


def save_from(practice: Practice, engagement_id: str, name: str, draft: TemplateDraft | None = None) -> str:
    """Store the shape of an engagement as a template and return its id; with a `draft`, as the coach has edited it.

    Raises Invalid, also when another template has the name; NotFound.
    """
    shape = reads.shape(practice.db, engagement_id, practice.clock(), name)
    draft = shape.draft if draft is None else draft._replace(name=name)
    refuse((*draft.problems(), *_another(practice, name)))
    template_id = practice.new_id()
    with practice.action(f"saved the template {_told(name)}", about=engagement_id) as db:
        _fill(practice, db, template_id, draft)
    return template_id


def edit(practice: Practice, template_id: str, draft: TemplateDraft) -> None:
    """Store what changed about a template; engagements that were started from it stay as they are.

    Raises Invalid, also when another template has the name; NotFound.
    """
    refuse((*draft.problems(), *_another(practice, draft.name, besides=template_id)))
    with practice.action("") as db:
        former = live(db, EngagementTemplate, template_id).name
        _fill(practice, db, template_id, draft)
        renamed = f" to {_told(draft.name)}" if former != draft.name else ""
        say(db, f"{'renamed' if renamed else 'edited'} the template {_told(former)}{renamed}")


def remove(practice: Practice, template_id: str) -> None:
    """Put a template in the bin; engagements that were started from it stay. Raises NotFound."""
    with practice.action("") as db:
        name = live(db, EngagementTemplate, template_id).name
        bin_row(practice, db, EngagementTemplate, template_id)
        say(db, f"put the template {_told(name)} in the bin")


def start_cohort(practice: Practice, template_id: str, draft: CohortDraft) -> list[str]:
    """Start an engagement for each member as one action, with all that the template holds; return their ids in order.

    Each begins with version 1 of the agreement, consented to by nobody yet; its goals are drafts; its three-ways are
    planned. Whoever is known already is never stored twice. Raises Invalid (fields as `CohortDraft.problems` has
    them), also for a member with an open engagement in that programme unless the draft accepts it; NotFound.
    """
    template = reads.template(practice.db, template_id)
    refuse(template.problems())
    refuse(draft.problems(template.draft))
    with practice.action("") as db:
        start = _Start(practice, db, template, draft)
        ids = start.all()
        words = f"started {plural(len(ids), 'engagement')} from {_told(template.draft.name)}"
        say(db, words, about=ids[0] if len(ids) == 1 else None)
    return ids


class _Start:
    """One start of a cohort, within an open action."""

    def __init__(self, practice: Practice, db: Db, template: Template, draft: CohortDraft) -> None:
        self.practice, self.db, self.template, self.draft = practice, db, template.draft, draft
        self.today = here(practice.db, practice.clock()).today
        self.known: dict[str, str] = {}

    def all(self) -> list[str]:
        """Store all of it and return the engagements' ids."""
        members = [self._settled(number, one) for number, one in enumerate(self.draft.members, start=1)]
        self._refuse_twice(members)
        return [self._engagement(number, one) for number, one in enumerate(members, start=1)]

    def _settled(self, number: int, member: Member) -> Member:
        """Return the member with ids only, storing who and what is new."""
        organisation_id = self._organisation(member.organisation_id or self.draft.organisation_id)
        programme_id = self._programme(member.programme_id or self.draft.programme_id)
        fields = {"client_id": member.client_id, "manager_id": member.manager_id, "sponsor_id": member.sponsor_id}
        ids = {name: self._person(f"members.{number}.{name}", key) for name, key in fields.items()}
        client_id = ids["client_id"] or member.client_id
        if client_id in (ids["manager_id"], ids["sponsor_id"]):
            told = "The manager is the client. Name somebody else, or nobody."
            refuse([Problem(f"members.{number}.manager_id", told)])
        return member._replace(
            client_id=client_id,
            manager_id=ids["manager_id"],
            sponsor_id=ids["sponsor_id"],
            organisation_id=organisation_id,
            programme_id=programme_id,
        )

    def _refuse_twice(self, members: list[Member]) -> None:
        problems = []
        for number, member in enumerate(members, start=1):
            same = [one for one in members[: number - 1] if _place(one) == _place(member)]
            if same:
                told = (
                    f"{live(self.db, Person, member.client_id).name} is in the list already. Take one of the two out."
                )
                problems.append(Problem(f"members.{number}.client_id", told))
        refuse(problems)
        if not self.draft.again:
            refuse(self._running(members))

    def _running(self, members: list[Member]) -> list[Problem]:
        found = []
        for number, member in enumerate(members, start=1):
            of_theirs = reads.running_in(self.practice.db, member.programme_id, [member.client_id])
            if member.programme_id and of_theirs:
                name = live(self.db, Person, member.client_id).name
                told = f"{name} has an open engagement in this programme ({of_theirs[member.client_id].name})."
                found.append(Problem(f"members.{number}.client_id", f"{told} Leave them out, or confirm a second one."))
        return found

    def _engagement(self, number: int, member: Member) -> str:
        practice, db, draft = self.practice, self.db, self.draft
        client = live(db, Person, member.client_id)
        coach = live(db, Coach, member.coach_id or draft.coach_id)
        engagement_id = practice.new_id()
        planned = cohort.engagement(self.template, draft, member, client.time_zone or coach.time_zone)
        planned = planned._replace(
            role_title=planned.role_title or client.role_title or "",
            organisation_id=planned.organisation_id or client.organisation_id,
        )
        try:
            refuse(planned.problems(draft.state))
        except Invalid as invalid:
            refuse(problem._replace(field=f"members.{number}.{problem.field}") for problem in invalid.problems)
        engagement.make(practice, db, engagement_id, planned, engagement.NOBODY, draft.state)
        agreement.make_version(practice, db, engagement_id, cohort.agreement(self.template, self.today))
        for goal in cohort.goals(self.template, engagement_id, draft.starts_on):
            goals.make(practice, db, goal)
        plans = cohort.meetings(self.template, draft.starts_on, draft.three_ways_at, self.today)
        for meeting in cohort.three_ways(plans, engagement_id, planned.time_zone):
            cadence.make(practice, db, meeting)
        run = cohort.sessions(self.template, draft.starts_on, draft.rhythm, self.today)
        if run:
            first = cohort.first_session(self.template, run, engagement_id, planned.time_zone)
            series.make(practice, db, first, weekly(run.interval_weeks, count=run.planned))
        return engagement_id

    def _organisation(self, key: str | None) -> str | None:
        one = self.draft.newcomers.get(key) if key else None
        if key and key not in self.known and isinstance(one, OrganisationDraft):
            there = people_reads.find_organisation(self.practice.db, one.name)
            self.known[key] = there or people.make_organisation(self.practice, self.db, one)
        return self.known.get(key, key) if key else None

    def _programme(self, key: str | None) -> str | None:
        one = self.draft.newcomers.get(key) if key else None
        if key and key not in self.known and isinstance(one, ProgrammeDraft):
            there = people_reads.find_programme(self.practice.db, one.name)
            made = one._replace(organisation_id=self._organisation(one.organisation_id))
            self.known[key] = there or people.make_programme(self.practice, self.db, made)
        return self.known.get(key, key) if key else None

    def _person(self, field: str, key: str | None) -> str | None:
        one = self.draft.newcomers.get(key) if key else None
        if key and key not in self.known and isinstance(one, PersonDraft):
            one = one._replace(organisation_id=self._organisation(one.organisation_id))
            there = reads.recognise(self.practice.db, one.name, one.email, one.organisation_id)
            if len(there) > 1:
                refuse([Problem(field, f"{one.name} could be {len(there)} people. Give the e-mail address.")])
            self.known[key] = there[0].id if there else people.make_person(self.practice, self.db, one)
        return self.known.get(key, key) if key else None


def _fill(practice: Practice, db: Db, template_id: str, draft: TemplateDraft) -> None:
    """Write a valid draft into a template's rows, new or not; what it doesn't hold goes to the bin."""
    if draft.model_id:
        live(db, CompetencyModel, draft.model_id)
    put(
        db,
        EngagementTemplate,
        template_id,
        name=draft.name,
        folded=folded(draft.name.strip()),
        model_id=draft.model_id,
        form=draft.form,
        span_days=draft.span_days,
        allocation=draft.allocation,
        unit=draft.unit,
        interval_weeks=draft.interval_weeks,
        session_minutes=draft.session_minutes,
        notice_hours=draft.notice_hours,
        notice_counts=draft.notice_counts,
        paid=draft.paid,
        roles=draft.roles,
        logistics=draft.logistics,
    )
    kept = set()
    for meeting in draft.meetings:
        key = natural_id("template_meeting", template_id, meeting.stage)
        values = {"stage": meeting.stage, "day": meeting.day, "minutes": meeting.minutes}
        kept.add(put(db, TemplateMeeting, key, template_id=template_id, **values).id)
    for (item, audience), granted in draft.grants.items():
        key = natural_id("template_grant", template_id, item.value, audience.value)
        kept.add(put(db, TemplateGrant, key, template_id=template_id, item=item, audience=audience, granted=granted).id)
    for position, goal in enumerate(draft.goals):
        key = natural_id("template_goal", template_id, position)
        kept |= {key, *_fill_goal(db, template_id, key, position, goal, draft.model_id)}
    db.flush()
    _bin_but(practice, db, TemplateMeeting, template_id, kept)
    _bin_but(practice, db, TemplateGrant, template_id, kept)
    for row in db.exec(
        select(GoalRow).where(col(GoalRow.template_id) == template_id, col(GoalRow.deleted_at).is_(None))
    ):
        _bin_parts(practice, db, row.id, kept)
        if row.id not in kept:
            row.deleted_at = practice.clock()


def _fill_goal(
    db: Db, template_id: str, key: str, position: int, goal: TemplateGoal, model_id: str | None
) -> Iterable[str]:
    put(
        db,
        GoalRow,
        key,
        template_id=template_id,
        position=position,
        title=goal.title,
        measure=goal.measure,
        importance=goal.importance,
        difficulty=goal.difficulty,
        baseline=goal.baseline,
        due_day=goal.due_day,
    )
    for level, words in goal.levels.items():
        if words.strip():
            row = natural_id("template_goal_level", key, level)
            yield put(db, TemplateGoalLevel, row, goal_id=key, level=level, description=words).id
    for competency_id in dict.fromkeys(goal.competency_ids):
        competency = db.get(Competency, competency_id)
        # A goal serves competencies of the template's own model: of another one there is nothing to rate them by.
        if competency is not None and competency.deleted_at is None and competency.model_id == model_id:
            row = natural_id("template_goal_competency", key, competency_id)
            yield put(db, TemplateGoalCompetency, row, goal_id=key, competency_id=competency_id).id


def _bin_but(practice: Practice, db: Db, table: type[R], template_id: str, kept: set[str]) -> None:
    rows = db.exec(select(table).where(table.template_id == template_id, col(table.deleted_at).is_(None)))  # type: ignore[attr-defined]  # each of these has it
    for row in rows:
        if row.id not in kept:
            row.deleted_at = practice.clock()


def _bin_parts(practice: Practice, db: Db, goal_id: str, kept: set[str]) -> None:
    for table in (TemplateGoalLevel, TemplateGoalCompetency):
        for row in db.exec(select(table).where(col(table.goal_id) == goal_id, col(table.deleted_at).is_(None))):
            if row.id not in kept:
                row.deleted_at = practice.clock()


def _another(practice: Practice, name: str, besides: str = "") -> list[Problem]:
    """Say that another template has this name."""
    known = reads.named(practice.db, name) if name.strip() else None
    if known is None or known == besides:
        return []
    return [Problem("name", "A template of this name is here already. Give another name, or remove that one.")]


def _place(member: Member) -> tuple[str, str | None]:
    return member.client_id, member.programme_id


def _told(name: str) -> str:
    flat = " ".join(name.split())
    return flat if len(flat) <= TOLD else f"{flat[: TOLD - 1].rstrip()}…"
