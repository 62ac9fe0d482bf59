"""Taking a client in with all who come along, moving an engagement, and the bin, through a real practice file."""

from __future__ import annotations

from datetime import date

import pytest

from coachtui.domain.drafts import Invalid
from coachtui.domain.engagement import EngagementDraft, EngagementState
from coachtui.domain.people import OrganisationDraft, PersonDraft, ProgrammeDraft
from coachtui.store import errors, undo
from coachtui.store.practice import Practice
from coachtui.store.reads import cadence, people
from coachtui.store.reads import engagement as reads
from coachtui.store.writes import engagement as writes
from coachtui.store.writes import people as people_writes
from tests.conftest import NOW

NEWCOMERS = {
    "ana": PersonDraft("Ana Ruiz", "ana@banco.example", organisation_id="banco"),
    "luz": PersonDraft("Luz Vega", organisation_id="banco"),
    "banco": OrganisationDraft("Banco Mirador"),
    "cohort": ProgrammeDraft("Cohort 2026"),
}


def draft(practice: Practice, client: str = "ana", **other: object) -> EngagementDraft:
    values = {"starts_on": date(2026, 11, 21), "ends_on": date(2027, 5, 20), "organisation_id": "banco"} | other
    owner = people.owner(practice.db)
    return EngagementDraft(client, owner.id, "Europe/Zurich", **values)  # type: ignore[arg-type]  # by name


def counts(practice: Practice) -> list[int]:
    tables = ("person", "organisation", "programme", "engagement", "person_note", "engagement_private")
    return [practice.db.execute(f"SELECT count(*) FROM {t} WHERE deleted_at IS NULL").fetchone()[0] for t in tables]


def whole(practice: Practice) -> EngagementDraft:
    return draft(practice, manager_id="luz", sponsor_id="luz", programme_id="cohort")


def test_all_is_one_action_with_the_words_of_the_coach(practice: Practice) -> None:
    engagement_id = writes.take_in(practice, whole(practice), NEWCOMERS, EngagementState.ACTIVE)
    assert counts(practice) == [2, 1, 1, 1, 2, 1]
    step = undo.next_undo(practice.db)
    assert step is not None
    assert (step.words, step.about) == ("began with Ana Ruiz", engagement_id)
    stored = reads.draft(practice.db, engagement_id)
    assert stored.manager_id == stored.sponsor_id
    assert people.person_draft(practice.db, stored.client_id).organisation_id == stored.organisation_id
    assert reads.names(practice.db, engagement_id) == {
        "client_id": "Ana Ruiz",
        "coach_id": "Ada Quist",
        "organisation_id": "Banco Mirador",
        "manager_id": "Luz Vega",
        "sponsor_id": "Luz Vega",
        "programme_id": "Cohort 2026",
    }
    undo.undo(practice)
    assert counts(practice) == [0] * 6
    undo.redo(practice)
    assert counts(practice) == [2, 1, 1, 1, 2, 1]


def test_an_organisation_or_programme_of_that_name_is_taken_and_not_doubled(practice: Practice) -> None:
    known = people_writes.add_organisation(practice, OrganisationDraft("BANCO MIRADOR"))
    engagement_id = writes.take_in(practice, whole(practice), NEWCOMERS)
    assert reads.draft(practice.db, engagement_id).organisation_id == known
    assert counts(practice)[1] == 1
    newcomers = {**NEWCOMERS, "ana": PersonDraft("Ben Ito"), "luz": PersonDraft("Kim Oh")}
    writes.take_in(practice, whole(practice), newcomers)
    assert counts(practice)[:3] == [4, 1, 1]


@pytest.mark.parametrize(
    ("known", "field"),
    [
        (PersonDraft("ANA RUIZ"), "client_id"),
        (PersonDraft("Someone", "Ana@Banco.example"), "email"),
        (PersonDraft("Luz Vega"), "manager_id"),
    ],
)
def test_somebody_who_is_here_is_refused_at_the_field_and_nothing_is_written(
    practice: Practice, known: PersonDraft, field: str
) -> None:
    people_writes.add_person(practice, known)
    before = counts(practice)
    with pytest.raises(Invalid) as refused:
        writes.take_in(practice, whole(practice), NEWCOMERS)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert counts(practice) == before


def test_newcomers_may_come_with_a_change_too(practice: Practice) -> None:
    engagement_id = writes.take_in(practice, whole(practice), NEWCOMERS)
    stored = reads.draft(practice.db, engagement_id)
    changed = draft(practice, stored.client_id, organisation_id=stored.organisation_id, manager_id="kim")
    writes.edit(practice, engagement_id, changed, {"kim": PersonDraft("Kim Oh")})
    assert reads.names(practice.db, engagement_id)["manager_id"] == "Kim Oh"
    undo.undo(practice)
    assert reads.draft(practice.db, engagement_id) == stored
    assert people.called(practice.db, "Kim Oh") == []


def test_a_draft_begins_with_new_dates_and_one_that_never_got_going_ends_before_its_start(practice: Practice) -> None:
    begun = writes.take_in(practice, draft(practice, starts_on=None, ends_on=None), NEWCOMERS)
    on, end = date(2026, 12, 1), date(2027, 6, 1)
    with pytest.raises(Invalid, match="before the start"):
        writes.move(practice, begun, EngagementState.ACTIVE, on=on, starts_on=on, ends_on=date(2026, 11, 1))
    writes.move(practice, begun, EngagementState.ACTIVE, on=on, starts_on=on, ends_on=end)
    card = reads.card(practice.db, begun, NOW)
    assert (card.state, card.starts_on, card.ends_on) == ("active", on, end)
    client = people_writes.add_person(practice, PersonDraft("Ben Ito"))
    never = writes.start(practice, draft(practice, client, organisation_id=None, starts_on=date(2027, 3, 1)))
    writes.move(practice, never, EngagementState.CANCELLED, on=NOW.date())
    assert reads.state(practice.db, never) == EngagementState.CANCELLED


def test_a_pause_ends_no_earlier_than_it_began_and_the_end_moves_with_it(practice: Practice) -> None:
    engagement_id = writes.take_in(practice, whole(practice), NEWCOMERS, EngagementState.ACTIVE)
    writes.move(practice, engagement_id, EngagementState.PAUSED, on=date(2026, 12, 1))
    with pytest.raises(Invalid, match="before the start of the pause"):
        writes.move(practice, engagement_id, EngagementState.ACTIVE, on=date(2026, 11, 25))
    span = cadence.span(practice.db, engagement_id)
    assert span is not None
    on = date(2027, 1, 10)
    writes.move(practice, engagement_id, EngagementState.ACTIVE, on=on, ends_on=span.end_after_pause(on))
    assert reads.card(practice.db, engagement_id, NOW).ends_on == date(2027, 6, 29)
    undo.undo(practice)
    assert cadence.span(practice.db, engagement_id) == span


def test_the_bin_takes_an_engagement_and_frees_its_people(practice: Practice) -> None:
    engagement_id = writes.take_in(practice, whole(practice), NEWCOMERS, EngagementState.ACTIVE)
    stored = reads.draft(practice.db, engagement_id)
    assert stored.manager_id
    assert stored.organisation_id
    with pytest.raises(errors.Refused, match="since the engagement with Ana Ruiz has them as line manager"):
        people_writes.remove_person(practice, stored.manager_id)
    with pytest.raises(errors.Refused, match="Ana Ruiz stays, since an engagement has them as its client"):
        people_writes.remove_person(practice, stored.client_id)
    with pytest.raises(errors.Refused, match="since 2 people and 1 engagement belong to it"):
        people_writes.remove_organisation(practice, stored.organisation_id)
    writes.remove(practice, engagement_id)
    with pytest.raises(errors.NotFound):
        reads.card(practice.db, engagement_id, NOW)
    people_writes.remove_person(practice, stored.manager_id)
    step = undo.next_undo(practice.db)
    assert step is not None
    assert step.words == "put Luz Vega in the bin"
    undo.undo(practice)
    undo.undo(practice)
    assert reads.draft(practice.db, engagement_id) == stored


def test_what_somebody_takes_part_in(practice: Practice) -> None:
    engagement_id = writes.take_in(practice, whole(practice), NEWCOMERS, EngagementState.ACTIVE)
    stored = reads.draft(practice.db, engagement_id)
    assert stored.manager_id
    assert stored.organisation_id
    (part,) = people.engagements_of(practice.db, stored.client_id)
    assert (part.part, part.client, part.state, part.engagement_id) == ("client", "Ana Ruiz", "active", engagement_id)
    (part,) = people.engagements_of(practice.db, stored.manager_id)
    assert part.part == "line manager"
    (part,) = people.engagements_at(practice.db, stored.organisation_id)
    assert part.client == "Ana Ruiz"
    assert people.belonging(practice.db, stored.organisation_id) == (2, 1)


def test_a_search_for_a_whole_page_of_words_is_answered(practice: Practice) -> None:
    words = "word " * 3_000
    assert reads.cards(practice.db, NOW, words=words) == []
    assert people.people(practice.db, words) == []
