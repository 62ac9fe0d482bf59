"""Engagements and people through a real practice file: written, read back, moved, refused."""

from __future__ import annotations

from datetime import date

import pytest

from coachtui.domain.drafts import Invalid
from coachtui.domain.engagement import EngagementDraft, EngagementState
from coachtui.domain.people import OrganisationDraft, PersonDraft
from coachtui.store import errors, history, undo
from coachtui.store.practice import Practice
from coachtui.store.reads import engagement as reads
from coachtui.store.reads import people
from coachtui.store.writes import engagement as writes
from coachtui.store.writes import people as people_writes
from tests.conftest import NOW


def draft(practice: Practice, client: str, **other: object) -> EngagementDraft:
    values = {"starts_on": date(2026, 9, 1), "ends_on": date(2027, 2, 28)} | other
    return EngagementDraft(client, people.owner(practice.db).id, "Europe/Zurich", **values)  # type: ignore[arg-type]  # by name


@pytest.fixture
def client(practice: Practice) -> str:
    return people_writes.add_person(practice, PersonDraft("Zoë Ångström", email="zoe@example.com"))


def test_what_is_written_is_read_back(practice: Practice, client: str) -> None:
    typed = draft(practice, client, role_title="COO", role_from="VP", allocation=7.0, context="private words")
    engagement_id = writes.start(practice, typed)
    assert reads.draft(practice.db, engagement_id) == typed
    card = reads.card(practice.db, engagement_id, NOW)
    assert (card.client, card.code, card.state, card.role_title) == ("Zoë Ångström", "P-00001", "draft", "COO")


def test_found_by_a_few_letters_without_accents(practice: Practice, client: str) -> None:
    organisation = people_writes.add_organisation(practice, OrganisationDraft("Nørdvind"))
    engagement_id = writes.start(practice, draft(practice, client, organisation_id=organisation))
    for words in ("zoe", "ANG", "zoe nord", "p-00001", ""):
        assert [card.id for card in reads.cards(practice.db, NOW, words=words)] == [engagement_id]
    assert reads.cards(practice.db, NOW, words="zoe globex") == []


def test_the_life_of_an_engagement(practice: Practice, client: str) -> None:
    engagement_id = writes.start(practice, draft(practice, client))
    steps = [
        (EngagementState.ACTIVE, date(2026, 9, 1), ""),
        (EngagementState.PAUSED, date(2026, 10, 1), "parental leave"),
        (EngagementState.ACTIVE, date(2026, 10, 15), ""),
        (EngagementState.COMPLETED, date(2026, 11, 20), ""),
        (EngagementState.ACTIVE, date(2026, 11, 21), ""),
        (EngagementState.DISCONTINUED, date(2026, 11, 21), "left the company"),
    ]
    for state, on, reason in steps:
        writes.move(practice, engagement_id, state, on=on, reason=reason)
        assert reads.state(practice.db, engagement_id) == state
    assert practice.db.execute("SELECT from_on, until_on FROM pause").fetchall() == [("2026-10-01", "2026-10-15")]
    told = [event.words.split(" the ")[0] for event in history.around(practice.db, engagement_id)]
    assert told[::-1][1:] == ["began", "paused", "resumed", "completed", "reopened", "discontinued"]
    with pytest.raises(Invalid, match="final"):
        writes.move(practice, engagement_id, EngagementState.ACTIVE, on=NOW.date())


def test_refused_moves_change_nothing(practice: Practice, client: str) -> None:
    undated = writes.start(practice, draft(practice, client, starts_on=None, ends_on=None))
    with pytest.raises(Invalid, match="no start or no end"):
        writes.move(practice, undated, EngagementState.ACTIVE, on=NOW.date())
    begun = writes.start(practice, draft(practice, client), EngagementState.ACTIVE)
    before = undo.next_undo(practice.db)
    for state in (EngagementState.DRAFT, EngagementState.CANCELLED, EngagementState.DISCONTINUED):
        with pytest.raises(Invalid):
            writes.move(practice, begun, state, on=NOW.date())
    with pytest.raises(Invalid, match="before the start"):
        writes.move(practice, begun, EngagementState.PAUSED, on=date(2026, 8, 1))
    assert reads.state(practice.db, begun) == EngagementState.ACTIVE
    assert undo.next_undo(practice.db) == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"allocation": 0}, "allocation"),
        ({"ends_on": date(2026, 8, 1)}, "ends_on"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"interval_weeks": 0}, "interval_weeks"),
    ],
)
def test_a_wrong_draft_is_refused_with_its_field(
    practice: Practice, client: str, change: dict[str, object], field: str
) -> None:
    values = {"client_id": client, "coach_id": people.owner(practice.db).id, "time_zone": "Europe/Zurich"}
    values |= {"starts_on": date(2026, 9, 1), "ends_on": date(2027, 2, 28)} | change
    with pytest.raises(Invalid) as refused:
        writes.start(practice, EngagementDraft(**values))  # type: ignore[arg-type]  # by name
    assert [problem.field for problem in refused.value.problems] == [field]
    assert practice.db.execute("SELECT count(*) FROM engagement").fetchone() == (0,)


def test_the_manager_is_not_the_client(practice: Practice, client: str) -> None:
    with pytest.raises(Invalid, match="is the client"):
        writes.start(practice, draft(practice, client, manager_id=client))


def test_the_database_has_the_rules_as_well(practice: Practice, client: str) -> None:
    engagement_id = writes.start(practice, draft(practice, client))
    for change in ("allocation = 0", "state = 'asleep'", "manager_id = client_id", "ends_on = '2020-01-01'"):
        with pytest.raises(errors.Refused), practice.raw_action("broke a rule") as db:
            db.execute(f"UPDATE engagement SET {change} WHERE id = ?", (engagement_id,))


def test_an_organisation_is_never_doubled(practice: Practice) -> None:
    people_writes.add_organisation(practice, OrganisationDraft("Globex"))
    with pytest.raises(Invalid, match="already"):
        people_writes.add_organisation(practice, OrganisationDraft("GLOBEX"))
    assert people.find_organisation(practice.db, " globex ")


def test_stepping_goes_around(practice: Practice) -> None:
    ids = []
    for name in ("Ana", "Bo", "Cem"):
        person = people_writes.add_person(practice, PersonDraft(name))
        ids.append(writes.start(practice, draft(practice, person), EngagementState.ACTIVE))
    assert [reads.step(practice.db, start, 1) for start in (None, *ids)] == [ids[0], ids[1], ids[2], ids[0]]
    assert reads.step(practice.db, ids[0], -1) == ids[2]


def test_pages_follow_each_other(practice: Practice) -> None:
    for number in range(7):
        person = people_writes.add_person(practice, PersonDraft(f"Client {number}"))
        writes.start(practice, draft(practice, person))
    names = [card.client for offset in (0, 3, 6) for card in reads.cards(practice.db, NOW, limit=3, offset=offset)]
    assert names == [f"Client {number}" for number in range(7)]
