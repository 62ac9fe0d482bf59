"""Writes about people, organisations and programmes."""

from __future__ import annotations

from coachtui.domain.drafts import refuse
from coachtui.domain.people import OrganisationDraft, PersonDraft, ProgrammeDraft
from coachtui.domain.words import folded
from coachtui.store.practice import Practice
from coachtui.store.tables.people import Organisation, Person, PersonNote, Programme
from coachtui.store.writes.rows import bin_row, live, put


def add_person(practice: Practice, draft: PersonDraft) -> str:
    """Store a new person and return its id. Raises Invalid."""
    refuse(draft.problems())
    with practice.action(f"added {draft.name}") as session:
        person = Person(id=practice.new_id(), name=draft.name)
        _fill_person(person, draft)
        session.add(person)
        session.flush()
        put(session, PersonNote, person.id, body=draft.note)
        return person.id


def edit_person(practice: Practice, person_id: str, draft: PersonDraft) -> None:
    """Store what changed about a person. Raises Invalid, NotFound."""
    refuse(draft.problems())
    with practice.action(f"edited {draft.name}") as session:
        _fill_person(live(session, Person, person_id), draft)
        put(session, PersonNote, person_id, body=draft.note)


def add_organisation(practice: Practice, draft: OrganisationDraft) -> str:
    """Store a new organisation and return its id. Raises Invalid; Refused when one of that name exists."""
    refuse(draft.problems())
    with practice.action(f"added {draft.name}") as session:
        organisation = Organisation(id=practice.new_id(), name=draft.name, folded=folded(draft.name))
        session.add(organisation)
        session.flush()
        return organisation.id


def edit_organisation(practice: Practice, organisation_id: str, draft: OrganisationDraft) -> None:
    """Store an organisation's new name. Raises Invalid, NotFound; Refused when another has it."""
    refuse(draft.problems())
    with practice.action(f"edited {draft.name}") as session:
        organisation = live(session, Organisation, organisation_id)
        organisation.name, organisation.folded = draft.name, folded(draft.name)


def add_programme(practice: Practice, draft: ProgrammeDraft) -> str:
    """Store a new programme and return its id. Raises Invalid; Refused when one of that name exists."""
    refuse(draft.problems())
    with practice.action(f"added the programme {draft.name}") as session:
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


def remove_person(practice: Practice, person_id: str) -> None:
    """Put a person in the bin. Raises NotFound; Refused while an engagement names them."""
    with practice.action("removed a person") as session:
        bin_row(practice, session, Person, person_id)


def remove_organisation(practice: Practice, organisation_id: str) -> None:
    """Put an organisation in the bin. Raises NotFound; Refused while people or engagements belong to it."""
    with practice.action("removed an organisation") as session:
        bin_row(practice, session, Organisation, organisation_id)


def _fill_person(person: Person, draft: PersonDraft) -> None:
    person.name, person.folded = draft.name, folded(draft.name)
    person.email = draft.email or None
    person.phone = draft.phone or None
    person.role_title = draft.role_title or None
    person.time_zone = draft.time_zone or None
    person.organisation_id = draft.organisation_id
    person.named_in_log = draft.named_in_log
