"""A new engagement with all who come with it, and the same form for changing one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from dateutil.relativedelta import relativedelta
from textual import on, work

from coachtui.domain.dates import read_day
from coachtui.domain.drafts import Problem
from coachtui.domain.engagement import AllocationUnit, CoachingForm, EngagementDraft, EngagementState, RoleChange
from coachtui.domain.people import OrganisationDraft, PersonDraft, ProgrammeDraft
from coachtui.domain.words import exact, folded, label, number
from coachtui.store import writes
from coachtui.store.driver import Connection
from coachtui.store.errors import PracticeError
from coachtui.store.reads import engagement as reads
from coachtui.store.reads import people as people_reads
from coachtui.store.reads.facts import here
from coachtui.ui.desk import Desk
from coachtui.ui.forms import finding
from coachtui.ui.forms.fields import YES_NO, ChoiceField, DayField, FormField, LongField, TextField
from coachtui.ui.forms.find import NEW, UNCHOSEN, Find, FindField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.reading import Reading
from coachtui.ui.screens.frame import Frame
from coachtui.ui.showing import shown_if

USUAL = relativedelta(months=6, days=-1)
"""From the first to the last day of the usual engagement."""

CHANGES = (
    (RoleChange.NONE, "nothing"),
    (RoleChange.PROMOTION, "a promotion"),
    (RoleChange.TEAM_CHANGE, "a change in the team"),
)
FORMS = ((CoachingForm.INDIVIDUAL, "one leader"), (CoachingForm.GROUP, "a group"))
UNITS = tuple((unit, label(unit)) for unit in AllocationUnit)
BEGINNINGS = ((EngagementState.ACTIVE, "begin now"), (EngagementState.DRAFT, "keep as a draft"))

Newcomer = PersonDraft | OrganisationDraft | ProgrammeDraft


class ShortField(TextField):
    """A field for a few digits; what they count stands beside it."""


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


class EngagementForm(Form[str]):
    """Takes a client in, or changes an engagement; returns the engagement's id.

    Whoever isn't known yet is typed into the same form, and stored with the engagement as one action.
    """

    FORM = "engagement"
    CSS_PATH = "../styles/people.tcss"
    HORIZONTAL_BREAKPOINTS = Frame.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = Frame.VERTICAL_BREAKPOINTS

    def __init__(self, desk: Desk, start: Start, engagement_id: str = ""):
        super().__init__(desk, engagement_id)
        self.start = start
        self._proposed_end = exact(start.draft.ends_on) if start.state is None and start.draft.ends_on else ""
        self._told = ""

    def heading(self) -> str:
        return "New engagement" if self.start.state is None else f"Engagement with {self.start.names['client_id']}"

    def fields(self) -> Iterator[FormField]:
        yield from self._people()
        yield from self._role()
        yield from self._span()
        yield from self._terms()

    def _people(self) -> Iterator[FormField]:
        desk = self.desk
        yield self._found("client_id", "client", finding.people(desk), "a new client")
        yield shown_if(False, TextField("email", "their e-mail", hint="May stay empty; an import knows people by it."))
        yield self._found("organisation_id", "organisation", finding.organisations(desk), "a new organisation")
        yield self._found("manager_id", "line manager", finding.people(desk), "somebody new")
        yield self._found("sponsor_id", "sponsor", finding.people(desk), "somebody new")
        yield self._found("programme_id", "programme", finding.programmes(desk), "a new programme")
        if self.start.several_coaches:
            yield self._found("coach_id", "coach", finding.coaches(desk))

    def _role(self) -> Iterator[FormField]:
        draft = self.start.draft
        yield TextField("role_from", "role before", draft.role_from)
        yield TextField("role_title", "role", draft.role_title)
        yield ChoiceField("role_change", "what changed", CHANGES, draft.role_change)
        yield ChoiceField("form", "coached is", FORMS, draft.form)
        size = ShortField("group_size", "of", "" if draft.group_size is None else str(draft.group_size), "people")
        yield shown_if(draft.form is CoachingForm.GROUP, size)

    def _span(self) -> Iterator[FormField]:
        draft = self.start.draft
        yield DayField("starts_on", "start", self.start.today, draft.starts_on)
        yield DayField("ends_on", "end", self.start.today, draft.ends_on)
        yield ShortField("allocation", "agreed", number(draft.allocation))
        yield ChoiceField("unit", "counted in", UNITS, draft.unit)
        yield ShortField("interval_weeks", "one every", str(draft.interval_weeks), "weeks")
        yield ShortField("session_minutes", "of", str(draft.session_minutes), "minutes")

    def _terms(self) -> Iterator[FormField]:
        draft = self.start.draft
        zones = finding.zones(self.desk.clock)
        yield FindField("time_zone", "time zone", zones, value=draft.time_zone, shown=draft.time_zone,
                        hint="Where the client is.")  # fmt: skip
        yield ShortField("notice_hours", "notice", str(draft.notice_hours), "hours before a session")
        counts = (("yes", "use up a session"), ("no", "don't count"))
        yield ChoiceField("notice_counts", "late and no-show", counts, _yes(draft.notice_counts))
        yield ChoiceField("paid", "paid", YES_NO, _yes(draft.paid))
        yield LongField("context", "context · private", draft.context)
        if self.start.state is None:
            yield ChoiceField("state", "then", BEGINNINGS)

    async def warnings(self, values: dict[str, str]) -> Sequence[Problem]:
        draft, newcomers = self.read(values)
        others = 0
        if draft.client_id not in newcomers:
            others = await self.desk.gateway.read(
                reads.running_with, draft.client_id, draft.coach_id, besides=self.record or None
            )
        found = draft.warnings(other_active=others)
        if self.start.state is None:
            return found
        # What was so before is no news.
        same = (draft.client_id, draft.coach_id) == (self.start.draft.client_id, self.start.draft.coach_id)
        before = self.start.draft.warnings(other_active=others if same else 0)
        return [problem for problem in found if problem not in before]

    async def save(self, values: dict[str, str]) -> str:
        draft, newcomers = self.read(values)
        name = self._shown("client_id", values)
        write, record = self.store, self.record
        if self.start.state is not None:
            await write(lambda practice: writes.engagement.edit(practice, record, draft, newcomers))
            self._told = f"Changed the engagement with {name}"
            return record
        state = EngagementState(values["state"])
        self._told = f"Began with {name}" if state is EngagementState.ACTIVE else f"Took {name} in, as a draft"
        return await write(lambda practice: writes.engagement.take_in(practice, draft, newcomers, state))

    def said(self, result: str, values: dict[str, str]) -> str:
        return self._told

    def read(self, values: dict[str, str]) -> tuple[EngagementDraft, dict[str, Newcomer]]:
        """Return what was typed, and who is new in it. Raises Invalid with all that is wrong."""
        read = Reading(values, self.start.today)
        group = values["form"] == CoachingForm.GROUP
        before = self.start.draft
        draft = EngagementDraft(
            client_id=_key("client_id", values),
            coach_id=values.get("coach_id", before.coach_id),
            time_zone=values["time_zone"],
            organisation_id=_key("organisation_id", values) or None,
            manager_id=_key("manager_id", values) or None,
            sponsor_id=_key("sponsor_id", values) or None,
            programme_id=_key("programme_id", values) or None,
            model_id=before.model_id,
            role_title=read.text("role_title"),
            role_from=read.text("role_from"),
            role_change=RoleChange(values["role_change"]),
            form=CoachingForm(values["form"]),
            group_size=read.optional_whole("group_size") if group else None,
            starts_on=read.day("starts_on"),
            ends_on=read.day("ends_on"),
            allocation=read.number("allocation", before.allocation),
            unit=AllocationUnit(values["unit"]),
            interval_weeks=read.whole("interval_weeks", before.interval_weeks),
            session_minutes=read.whole("session_minutes", before.session_minutes),
            notice_hours=read.whole("notice_hours", before.notice_hours),
            notice_counts=read.yes("notice_counts"),
            paid=read.yes("paid"),
            context=values["context"],
        )
        newcomers = dict(_newcomers(values))
        state = self.start.state or EngagementState(values["state"])
        read.check(*_about_newcomers(values, newcomers), *draft.problems(state))
        return draft, newcomers

    def on_show(self) -> None:
        # Later: what was kept of an earlier try is given back first.
        self.call_later(self._fit)

    @on(FormField.Edited)
    def _changed(self, event: FormField.Edited) -> None:
        self._fit()
        if event.field.field == "client_id":
            self._follow_client(event.field.value)
        elif event.field.field == "starts_on":
            self._follow_start(event.field.value)

    def _fit(self) -> None:
        """Show the fields that are wanted only now and then."""
        values = self.values
        shown_if(values["client_id"].startswith(NEW), self._field("email"))
        shown_if(values["form"] == CoachingForm.GROUP, self._field("group_size"))

    def _follow_start(self, typed: str) -> None:
        """Keep the usual length while nobody has typed an end."""
        end = self._field("ends_on")
        if not self._proposed_end or end.value != self._proposed_end:
            return
        try:
            proposed = exact(read_day(typed, self.start.today) + USUAL)
        except (ValueError, OverflowError):
            return
        self._proposed_end = proposed
        end.give_back(proposed)

    @work(exclusive=True, group="follow")
    async def _follow_client(self, client_id: str) -> None:
        """Take organisation and time zone from the client, where nothing was chosen yet."""
        organisation, zone = self._field("organisation_id"), self._field("time_zone")
        if not client_id or client_id.startswith((NEW, UNCHOSEN)) or self.start.state is not None:
            return
        try:
            person = await self.desk.gateway.read(people_reads.person_draft, client_id)
            theirs = person.organisation_id
            name = theirs and (await self.desk.gateway.read(people_reads.organisation_draft, theirs)).name
        except PracticeError:
            return  # saving says what is wrong with the client
        if theirs and not organisation.value:
            organisation.give_back(f"{theirs}\t{name}")
        if person.time_zone and zone.value == self.start.draft.time_zone:
            zone.give_back(f"{person.time_zone}\t{person.time_zone}")

    def _field(self, name: str) -> FormField:
        return next(field for field in self.query(FormField) if field.field == name)

    def _found(self, name: str, label: str, find: Find, new: str = "") -> FindField:
        value = getattr(self.start.draft, name) or ""
        return FindField(name, label, find, value=value, shown=self.start.names.get(name, ""), new=new)

    def _shown(self, name: str, values: dict[str, str]) -> str:
        """Return the name that stands in a field."""
        if values[name].startswith(NEW):
            return values[name].removeprefix(NEW)
        return self._field(name).kept.partition("\t")[2].strip()


def _newcomers(values: dict[str, str]) -> Iterator[tuple[str, Newcomer]]:
    """Yield who is new, by the key that stands in the draft for them; of one name there is one only."""
    organisation_id = _key("organisation_id", values) or None
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
        yield _key(name, values), one


def _about_newcomers(values: dict[str, str], newcomers: dict[str, Newcomer]) -> Iterator[Problem]:
    for name in ("client_id", "organisation_id", "manager_id", "sponsor_id", "programme_id"):
        one = newcomers.get(_key(name, values))
        for problem in one.problems() if one else ():
            if problem.field == "name":
                yield Problem(name, problem.message)
            elif problem.field == "email" and name == "client_id":
                yield problem


def _key(name: str, values: dict[str, str]) -> str:
    """Return the id chosen, or the key of a newcomer: the same for the same name, however it is written."""
    chosen = values[name]
    if not chosen.startswith(NEW):
        return chosen
    kind = "person" if name in ("client_id", "manager_id", "sponsor_id") else name
    return f"{NEW}{kind} {folded(chosen.removeprefix(NEW).strip())}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
