"""Writes about people, organisations and programmes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from coachtui.domain.drafts import Problem, refuse
from coachtui.domain.line import PartIn
from coachtui.domain.people import OrganisationDraft, PersonDraft, ProgrammeDraft
from coachtui.domain.words import folded, plural
from coachtui.store import errors
from coachtui.store.practice import Practice
from coachtui.store.reads import people as reads
from coachtui.store.tables.people import Organisation, Person, PersonNote, Programme
from coachtui.store.writes.rows import bin_row, live, put, say


def add_person(practice: Practice, draft: PersonDraft) -> str:
    """Store a new person and return its id. Raises Invalid."""
    refuse(draft.problems())
    with practice.action(f"added {draft.name}") as session:
        return make_person(practice, session, draft)


def take_person_in(practice: Practice, draft: PersonDraft, organisation: OrganisationDraft | None) -> str:
    """Store a new person with the organisation that comes with them, as one action; return the person's id.

    Without an organisation the one in the draft stands; one of that name is taken for it. Raises Invalid.
    """
    refuse((*draft.problems(), *_of_organisation(organisation)))
    with practice.action(f"added {draft.name}") as session:
        return make_person(practice, session, _belonging(practice, session, draft, organisation))


def edit_person(
    practice: Practice, person_id: str, draft: PersonDraft, organisation: OrganisationDraft | None = None
) -> None:
    """Store what changed about a person, and an organisation that comes with it. Raises Invalid, NotFound."""
    refuse((*draft.problems(), *_of_organisation(organisation)))
    with practice.action(f"edited {draft.name}") as session:
        _fill_person(live(session, Person, person_id), _belonging(practice, session, draft, organisation))
        put(session, PersonNote, person_id, body=draft.note)


def add_organisation(practice: Practice, draft: OrganisationDraft) -> str:
    """Store a new organisation and return its id. Raises Invalid, also when one of that name exists."""
    refuse((*draft.problems(), *_another(practice, draft)))
    with practice.action(f"added {draft.name}") as session:
        return make_organisation(practice, session, draft)


def edit_organisation(practice: Practice, organisation_id: str, draft: OrganisationDraft) -> None:
    """Store an organisation's new name. Raises Invalid, also when another has it; NotFound."""
    refuse((*draft.problems(), *_another(practice, draft, organisation_id)))
    with practice.action(f"edited {draft.name}") as session:
        organisation = live(session, Organisation, organisation_id)
        organisation.name, organisation.folded = draft.name, folded(draft.name)


def remove_person(practice: Practice, person_id: str) -> None:
    """Put a person in the bin. Raises NotFound; Refused while an engagement names them."""
    with practice.action("") as session:
        name = live(session, Person, person_id).name
        named = reads.engagements_of(practice.db, person_id)
        if named:
            raise errors.Refused(f"{name} stays, since {_named_as(named)}. Choose someone else there first.")
        bin_row(practice, session, Person, person_id)
        say(session, f"put {name} in the bin")


def remove_organisation(practice: Practice, organisation_id: str) -> None:
    """Put an organisation in the bin. Raises NotFound; Refused while people or engagements belong to it."""
    with practice.action("") as session:
        name = live(session, Organisation, organisation_id).name
        people, engagements = reads.belonging(practice.db, organisation_id)
        if people or engagements:
            parts = [plural(people, "person", "people")] if people else []
            parts += [plural(engagements, "engagement")] if engagements else []
            verb = "belongs" if people + engagements == 1 else "belong"
            raise errors.Refused(f"{name} stays, since {' and '.join(parts)} {verb} to it. Change that first.")
        bin_row(practice, session, Organisation, organisation_id)
        say(session, f"put {name} in the bin")


def make_person(practice: Practice, session: Session, draft: PersonDraft) -> str:
    """Store a person within an open action and return its id."""
    person = Person(id=practice.new_id(), name=draft.name)
    _fill_person(person, draft)
    session.add(person)
    session.flush()
    put(session, PersonNote, person.id, body=draft.note)
    return person.id


def make_organisation(practice: Practice, session: Session, draft: OrganisationDraft) -> str:
    """Store an organisation within an open action and return its id."""
    organisation = Organisation(id=practice.new_id(), name=draft.name, folded=folded(draft.name))
    session.add(organisation)
    session.flush()
    return organisation.id


def make_programme(practice: Practice, session: Session, draft: ProgrammeDraft) -> str:
    """Store a programme within an open action and return its id."""
    programme = Programme(
        id=practice.new_id(),
        name=draft.name,
        folded=folded(draft.name),
        kind=draft.kind,
        organisation_id=draft.organisation_id,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
    )
    session.add(programme)
    session.flush()
    return programme.id


def _belonging(
    practice: Practice, session: Session, draft: PersonDraft, organisation: OrganisationDraft | None
) -> PersonDraft:
    """Return the draft with the organisation that comes with it."""
    if organisation is None:
        return draft
    known = reads.find_organisation(practice.db, organisation.name)
    return draft._replace(organisation_id=known or make_organisation(practice, session, organisation))


def _of_organisation(organisation: OrganisationDraft | None) -> list[Problem]:
    problems = organisation.problems() if organisation else ()
    return [Problem("organisation_id", problem.message) for problem in problems]


def _another(practice: Practice, draft: OrganisationDraft, besides: str = "") -> list[Problem]:
    """Say that another organisation has this name."""
    known = reads.find_organisation(practice.db, draft.name)
    if known is None or known == besides:
        return []
    return [Problem("name", "An organisation of this name is here already. Give another name, or leave this.")]


def _named_as(named: Sequence[PartIn]) -> str:
    first, more = named[0], len(named) - 1
    whose = "an engagement has them as its client"
    if first.part != "client":
        whose = f"the engagement with {first.client} has them as {first.part}"
    return f"{whose}{f', and {more} more name them' if more > 1 else ', and another names them' if more else ''}"


def _fill_person(person: Person, draft: PersonDraft) -> None:
    person.name, person.folded = draft.name, folded(draft.name)
    person.email = draft.email or None
    person.phone = draft.phone or None
    person.role_title = draft.role_title or None
    person.time_zone = draft.time_zone or None
    person.organisation_id = draft.organisation_id
    person.named_in_log = draft.named_in_log
