"""A person: a client, line manager, sponsor or stakeholder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coachtui.domain.drafts import Problem, gather
from coachtui.domain.line import Named
from coachtui.domain.people import OrganisationDraft, PersonDraft
from coachtui.store import writes
from coachtui.store.driver import Connection
from coachtui.store.reads import people as reads
from coachtui.ui.desk import Desk
from coachtui.ui.forms import finding
from coachtui.ui.forms.fields import ChoiceField, FormField, LongField, TextField
from coachtui.ui.forms.find import NEW, FindField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.reading import Reading

CONSENT = "In the log of hours for your credential; else left off."
CONSENTS = (("no", "has not agreed"), ("yes", "has agreed to be named"))


class Known(NamedTuple):
    """What the form begins with."""

    draft: PersonDraft = PersonDraft("")
    organisation: str = ""


def read_known(db: Connection, person_id: str) -> Known:
    """Read a person for the form. Raises NotFound."""
    draft = reads.person_draft(db, person_id)
    at = draft.organisation_id
    return Known(draft, reads.organisation_draft(db, at).name if at else "")


class PersonForm(Form[str]):
    """Adds a person, or changes one; returns the person's id."""

    FORM = "person"

    def __init__(self, desk: Desk, person_id: str = "", known: Known | None = None):
        super().__init__(desk, person_id)
        self.known = known or Known()

    def heading(self) -> str:
        return self.known.draft.name or "New person"

    def fields(self) -> Iterator[FormField]:
        draft, desk = self.known.draft, self.desk
        zone = draft.time_zone or ""
        yield TextField("name", "name", draft.name)
        yield TextField("email", "e-mail", draft.email)
        yield TextField("phone", "phone", draft.phone)
        yield TextField("role_title", "role", draft.role_title)
        yield FindField("organisation_id", "organisation", finding.organisations(desk),
                        value=draft.organisation_id or "", shown=self.known.organisation,
                        new="a new organisation")  # fmt: skip
        yield FindField("time_zone", "time zone", finding.zones(desk.clock), value=zone, shown=zone,
                        hint="Empty: the same as yours.")  # fmt: skip
        yield ChoiceField("named_in_log", "coaching log", CONSENTS, "yes" if draft.named_in_log else "no", CONSENT)
        yield LongField("note", "note · private", draft.note)

    async def warnings(self, values: dict[str, str]) -> Sequence[Problem]:
        draft, _ = self.read(values)
        namesakes, same_address = await self.desk.gateway.read(_alike, draft, self.record)
        return gather(_namesake(draft, namesakes, self.known.draft), _sharing(draft, same_address, self.known.draft))

    async def save(self, values: dict[str, str]) -> str:
        draft, organisation = self.read(values)
        write, record = self.store, self.record
        if not record:
            return await write(lambda practice: writes.people.take_person_in(practice, draft, organisation))
        await write(lambda practice: writes.people.edit_person(practice, record, draft, organisation))
        return record

    def said(self, result: str, values: dict[str, str]) -> str:
        name = values["name"].strip()
        return f"Changed {name}" if self.record else f"Added {name}"

    def read(self, values: dict[str, str]) -> tuple[PersonDraft, OrganisationDraft | None]:
        """Return what was typed, and the organisation that is new. Raises Invalid with all that is wrong."""
        read = Reading(values, self.desk.today())
        at = values["organisation_id"]
        organisation = OrganisationDraft(at.removeprefix(NEW)) if at.startswith(NEW) else None
        draft = PersonDraft(
            name=read.text("name"),
            email=read.text("email"),
            phone=read.text("phone"),
            role_title=read.text("role_title"),
            organisation_id=None if organisation else read.optional_id("organisation_id"),
            time_zone=read.optional_id("time_zone"),
            named_in_log=read.yes("named_in_log"),
            note=values["note"],
        )
        of_organisation = organisation.problems() if organisation else ()
        read.check(*draft.problems(), *(Problem("organisation_id", found.message) for found in of_organisation))
        return draft, organisation


def _alike(db: Connection, draft: PersonDraft, besides: str) -> tuple[list[Named], Named | None]:
    """Return the others of the same name, and one with the same address."""
    same_address = reads.with_email(db, draft.email, besides=besides) if draft.email else None
    return reads.called(db, draft.name, besides=besides), same_address


def _namesake(draft: PersonDraft, namesakes: Sequence[Named], before: PersonDraft) -> Problem | None:
    if not namesakes or draft.name == before.name:
        return None
    who = f" ({namesakes[0].detail})" if namesakes[0].detail else ""
    return Problem("name", f"{namesakes[0].name}{who} is here already. Save anyway if this is somebody else.")


def _sharing(draft: PersonDraft, other: Named | None, before: PersonDraft) -> Problem | None:
    if other is None or draft.email == before.email:
        return None
    return Problem("email", f"{other.name} has this address already. Save anyway if they share it.")
