"""The fields of an engagement in groups, and how some of them follow others: shared by the form and the wizard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from textual import on, work

from coachtui.domain.dates import read_day
from coachtui.domain.drafts import Problem, refuse
from coachtui.domain.engagement import AllocationUnit, CoachingForm, EngagementDraft, EngagementState, RoleChange
from coachtui.domain.words import exact, label, number
from coachtui.store.errors import PracticeError
from coachtui.store.reads import engagement as reads
from coachtui.store.reads import people as people_reads
from coachtui.ui.desk import Desk
from coachtui.ui.forms import engagement_reading, finding
from coachtui.ui.forms.engagement_reading import USUAL, Newcomer, Start, Typed
from coachtui.ui.forms.fields import YES_NO, ChoiceField, DayField, FormField, LongField, TextField
from coachtui.ui.forms.find import NEW, UNCHOSEN, Find, FindField
from coachtui.ui.forms.form import Form
from coachtui.ui.screens.frame import Frame
from coachtui.ui.showing import shown_if

T = TypeVar("T")

CHANGES = (
    (RoleChange.NONE, "nothing"),
    (RoleChange.PROMOTION, "a promotion"),
    (RoleChange.TEAM_CHANGE, "a change in the team"),
)
FORMS = ((CoachingForm.INDIVIDUAL, "one leader"), (CoachingForm.GROUP, "a group"))
UNITS = tuple((unit, label(unit)) for unit in AllocationUnit)
BEGINNINGS = ((EngagementState.ACTIVE, "begin now"), (EngagementState.DRAFT, "keep as a draft"))


class ShortField(TextField):
    """A field for a few digits; what they count stands beside it."""


class EngagementFields(Form[T]):
    """A form with the fields of an engagement. Whoever isn't known yet is typed into it, and stored with it."""

    CSS_PATH = ["../styles/people.tcss"]  # noqa: RUF012  (Textual's own class variable)
    HORIZONTAL_BREAKPOINTS = Frame.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = Frame.VERTICAL_BREAKPOINTS

    def __init__(self, desk: Desk, start: Start, record: str = ""):
        super().__init__(desk, record)
        self.start = start
        self._proposed_end = exact(start.draft.ends_on) if start.state is None and start.draft.ends_on else ""

    # The groups

    def people_fields(self) -> Iterator[FormField]:
        """Yield who takes part."""
        desk = self.desk
        yield self._found("client_id", "client", finding.people(desk), "a new client")
        yield shown_if(False, TextField("email", "their e-mail", hint="May stay empty; an import knows people by it."))
        yield self._found("organisation_id", "organisation", finding.organisations(desk), "a new organisation")
        yield self._found("manager_id", "line manager", finding.people(desk), "somebody new")
        yield self._found("sponsor_id", "sponsor", finding.people(desk), "somebody new")
        yield self._found("programme_id", "programme", finding.programmes(desk), "a new programme")
        if self.start.several_coaches:
            yield self._found("coach_id", "coach", finding.coaches(desk))

    def role_fields(self) -> Iterator[FormField]:
        """Yield the role and what changed about it."""
        draft = self.start.draft
        yield TextField("role_from", "role before", draft.role_from)
        yield TextField("role_title", "role", draft.role_title)
        yield ChoiceField("role_change", "what changed", CHANGES, draft.role_change)
        yield ChoiceField("form", "coached is", FORMS, draft.form)
        size = ShortField("group_size", "of", "" if draft.group_size is None else str(draft.group_size), "people")
        yield shown_if(draft.form is CoachingForm.GROUP, size)

    def span_fields(self) -> Iterator[FormField]:
        """Yield from when to when, how much, and how often."""
        draft = self.start.draft
        yield DayField("starts_on", "start", self.start.today, draft.starts_on)
        yield DayField("ends_on", "end", self.start.today, draft.ends_on)
        yield ShortField("allocation", "agreed", number(draft.allocation))
        yield ChoiceField("unit", "counted in", UNITS, draft.unit)
        yield ShortField("interval_weeks", "one every", str(draft.interval_weeks), "weeks")
        yield ShortField("session_minutes", "of", str(draft.session_minutes), "minutes")

    def terms_fields(self) -> Iterator[FormField]:
        """Yield what was agreed about time and money."""
        draft = self.start.draft
        zones = finding.zones(self.desk.clock)
        yield FindField("time_zone", "time zone", zones, value=draft.time_zone, shown=draft.time_zone,
                        hint="Where the client is.")  # fmt: skip
        yield ShortField("notice_hours", "notice", str(draft.notice_hours), "hours before a session")
        counts = (("yes", "use up a session"), ("no", "don't count"))
        yield ChoiceField("notice_counts", "late and no-show", counts, _yes(draft.notice_counts))
        yield ChoiceField("paid", "paid", YES_NO, _yes(draft.paid))

    def context_field(self) -> FormField:
        """Return the field for the coach's own words about it."""
        return LongField("context", "context · private", self.start.draft.context)

    def state_field(self) -> FormField:
        """Return whether a new one begins now."""
        return ChoiceField("state", "then", BEGINNINGS)

    # Reading

    def typed(self, values: dict[str, str]) -> Typed:
        """Return the engagement as typed, with what is wrong about it."""
        return engagement_reading.read(values, self.start)

    def read(self, values: dict[str, str]) -> tuple[EngagementDraft, dict[str, Newcomer]]:
        """Return what was typed, and who is new in it. Raises Invalid with all that is wrong."""
        draft, newcomers, problems = self.typed(values)
        refuse(problems)
        return draft, newcomers

    async def warnings(self, values: dict[str, str]) -> Sequence[Problem]:
        draft, newcomers = self.read(values)
        found = draft.warnings(other_active=await self._running_with(draft, newcomers))
        if self.start.state is None:
            return found
        # What was so before is no news.
        before = self.start.draft
        same = (draft.client_id, draft.coach_id) == (before.client_id, before.coach_id)
        others = await self._running_with(before, {}) if same else 0
        return [problem for problem in found if problem not in before.warnings(other_active=others)]

    def shown(self, name: str, values: dict[str, str]) -> str:
        """Return the name that stands in a field."""
        if values[name].startswith(NEW):
            return values[name].removeprefix(NEW)
        return self.field(name).kept.partition("\t")[2].strip()

    def field(self, name: str) -> FormField:
        """Return a field by its name."""
        return self.query_one(f"#field-{name.replace('_', '-')}", FormField)

    async def _running_with(self, draft: EngagementDraft, newcomers: dict[str, Newcomer]) -> int:
        """Return how many engagements of the same two are running, this one left out."""
        if not draft.client_id or draft.client_id in newcomers:
            return 0
        besides = self.record or None
        return await self.desk.gateway.read(reads.running_with, draft.client_id, draft.coach_id, besides=besides)

    # Following

    def on_show(self) -> None:
        # Later: what was kept of an earlier try is given back first.
        self.call_later(self.fit)

    @on(FormField.Edited)
    def _changed(self, event: FormField.Edited) -> None:
        self.fit()
        if event.field.field == "client_id":
            self._follow_client(event.field.value)
        elif event.field.field == "starts_on":
            self._follow_start(event.field.value)

    def fit(self) -> None:
        """Show the fields that are wanted only now and then."""
        shown_if(self.field("client_id").value.startswith(NEW), self.field("email"))
        shown_if(self.field("form").value == CoachingForm.GROUP, self.field("group_size"))

    def _follow_start(self, typed: str) -> None:
        """Keep the usual length while nobody has typed an end."""
        end = self.field("ends_on")
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
        organisation, zone = self.field("organisation_id"), self.field("time_zone")
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

    def _found(self, name: str, label: str, find: Find, new: str = "") -> FindField:
        value = getattr(self.start.draft, name) or ""
        return FindField(name, label, find, value=value, shown=self.start.names.get(name, ""), new=new)


def _yes(value: bool) -> str:
    return "yes" if value else "no"
