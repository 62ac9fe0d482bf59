"""Templates through a real practice file: what goes in, what comes out of it, and what never gets near it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachtui.domain.alignment import AgreementItem, Audience, ExpectationKind
from coachtui.domain.alignment_drafts import AgreementDraft, ExpectationDraft
from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import CommitmentDraft, SessionDraft, SessionKind, SessionNoteDraft
from coachtui.domain.cohort import CohortDraft, Member, Rhythm
from coachtui.domain.drafts import Invalid, Problem
from coachtui.domain.engagement import AllocationUnit, EngagementDraft, EngagementState
from coachtui.domain.goals import GoalDraft, ProgressDraft
from coachtui.domain.people import OrganisationDraft, Party, PersonDraft, ProgrammeDraft
from coachtui.domain.template import TemplateDraft
from coachtui.store import errors, undo, writes
from coachtui.store.practice import Practice
from coachtui.store.reads import alignment, cadence, engagement, people
from coachtui.store.reads import goals as goal_reads
from coachtui.store.reads import templates as reads
from tests.conftest import NOW, THOROUGH
from tests.store.rows import content

TODAY = NOW.date()
ZONE = "Europe/Zurich"
TABLES = (
    "engagement_template", "template_meeting", "template_grant", "template_goal", "template_goal_level",
    "template_goal_competency",
)  # fmt: skip
GRANTS = {
    (AgreementItem.GOALS, Audience.MANAGER): True,
    (AgreementItem.PROGRESS, Audience.SPONSOR): False,
    (AgreementItem.PROCESS, Audience.MANAGER): True,
}


def model(practice: Practice) -> str:
    return writes.assessment.ensure_shipped(practice)


def competencies(practice: Practice, model_id: str) -> list[str]:
    rows = practice.db.execute("SELECT id FROM competency WHERE model_id = ? ORDER BY position", (model_id,))
    return [key for (key,) in rows]


def begun(practice: Practice, starts_on: date = date(2026, 11, 23), days: int = 182, **other: Any) -> str:
    """An engagement of Dana's with a manager, in English and Zurich, with a model; return its id."""
    ids = [writes.people.add_person(practice, PersonDraft(name)) for name in ("Dana Okafor", "Marc Held")]
    values: dict[str, Any] = {
        "manager_id": ids[1],
        "model_id": model(practice),
        "starts_on": starts_on,
        "ends_on": starts_on + timedelta(days=days - 1),
        "role_title": "COO",
        "context": "Between us: the board is impatient",
    }
    draft = EngagementDraft(ids[0], people.owner(practice.db).id, ZONE, **(values | other))
    return writes.engagement.start(practice, draft, EngagementState.ACTIVE)


def whole(practice: Practice, **other: Any) -> str:
    """The same with an agreement, two goals and a middle three-way of its own."""
    key = begun(practice, **other)
    served = competencies(practice, model(practice))
    writes.alignment.draw_up(practice, key, AgreementDraft(TODAY, "The coach keeps notes", "Online", 48, GRANTS))
    starts_on = engagement.draft(practice.db, key).starts_on
    assert starts_on
    writes.goals.add(
        practice,
        GoalDraft(key, "Delegate outcomes, not tasks", "Nobody waits", due_on=starts_on + timedelta(days=150),
                  importance=3, difficulty=2, baseline=-2, levels={-1: "sits in", 0: "stays out", 2: "is asked"},
                  competency_ids=tuple(served[:2])),
    )  # fmt: skip
    writes.goals.add(practice, GoalDraft(key, "Speak early in the board"))
    at = datetime.combine(starts_on + timedelta(days=85), time(14))
    writes.cadence.plan(practice, SessionDraft(key, at, ZONE, SessionKind.THREE_WAY, 90, Stage.MIDDLE))
    return key


def owner(practice: Practice) -> str:
    return people.owner(practice.db).id


def one(practice: Practice, starts_on: date, name: str = "Ana Ruiz", **other: Any) -> CohortDraft:
    newcomers = {"ana": PersonDraft(name, time_zone=ZONE)} | other.pop("newcomers", {})
    return CohortDraft(owner(practice), starts_on, (Member("ana"),), newcomers=newcomers, **other)


def goals_of(practice: Practice, engagement_id: str) -> list[GoalDraft]:
    rows = practice.db.execute(
        "SELECT id FROM goal WHERE engagement_id = ? AND deleted_at IS NULL ORDER BY position", (engagement_id,)
    ).fetchall()
    return [goal_reads.draft(practice.db, key) for (key,) in rows]


def outline(practice: Practice, engagement_id: str) -> dict[str, Any]:
    """What two engagements of one shape have in common, read from the rows without the rules of templates."""
    terms = practice.db.execute(
        "SELECT form, starts_on, ends_on, allocation, unit, interval_weeks, session_minutes, notice_hours, "
        "notice_counts, paid, model_id FROM engagement WHERE id = ?",
        (engagement_id,),
    ).fetchone()
    agreed = alignment.agreements(practice.db, engagement_id)
    return {
        "terms": terms,
        "agreement": [(dict(one.grants), one.roles, one.logistics) for one in agreed][:1],
        "goals": [draft._replace(engagement_id="") for draft in goals_of(practice, engagement_id)],
    }


def three_ways(practice: Practice, engagement_id: str) -> dict[Stage, tuple[datetime, int]]:
    found = cadence.line(practice.db, engagement_id)
    return {one.stage: (one.starts_local, one.minutes) for one in found if one.stage}


def test_an_engagement_becomes_a_template_and_that_an_engagement_of_the_same_shape(practice: Practice) -> None:
    former = whole(practice)
    template_id = writes.templates.save_from(practice, former, "Six months")
    assert undo.next_undo(practice.db).words == "saved the template Six months"  # type: ignore[union-attr]
    starts_on = date(2026, 11, 23)
    (new,) = writes.templates.start_cohort(practice, template_id, one(practice, starts_on))
    assert outline(practice, new) == outline(practice, former)
    assert cadence.line(practice.db, new)[0].time_zone == ZONE
    # The one that was planned stands on its day, on the client's clock; the others on the days on which they are due.
    assert three_ways(practice, new) == {
        Stage.START: (datetime(2026, 12, 7, 10), 60),
        Stage.MIDDLE: (datetime(2027, 2, 16, 10), 90),
        Stage.END: (datetime(2027, 5, 10, 10), 60),
    }
    assert practice.db.execute("SELECT count(*) FROM consent").fetchone()[0] == 0
    assert [one.number for one in alignment.agreements(practice.db, new)] == [1]
    again = reads.shape(practice.db, new, NOW, "Six months").draft
    first = reads.template(practice.db, template_id).draft
    # What is due on a Sunday is planned on the Monday; all else of a template made from its own engagement is the same.
    assert again._replace(meetings=()) == first._replace(meetings=())
    assert [(a.stage, a.minutes, abs(a.day - b.day) < 3) for a, b in zip(again.meetings, first.meetings, strict=True)]


SHAPES = st.fixed_dictionaries(
    {
        "days": st.integers(1, 800),
        "offset": st.integers(0, 400),
        "allocation": st.integers(1, 40),
        "interval_weeks": st.integers(1, 26),
        "session_minutes": st.integers(15, 480),
        "notice_hours": st.integers(0, 336),
        "notice_counts": st.booleans(),
        "paid": st.booleans(),
        "unit": st.sampled_from(AllocationUnit),
        "goals": st.lists(
            st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from((-1, -2)), st.integers(0, 700)), max_size=3
        ),
    }
)


@settings(max_examples=300 if THOROUGH else 6)
@given(SHAPES)
def test_whatever_the_shape_it_comes_back(another: Callable[[], Practice], shape: dict[str, Any]) -> None:
    practice = another()
    starts_on = TODAY + timedelta(days=shape["offset"])
    terms = {key: shape[key] for key in shape if key not in ("days", "offset", "goals")}
    former = begun(practice, starts_on, shape["days"], **terms)
    for importance, difficulty, baseline, due in shape["goals"]:
        draft = GoalDraft(former, f"Goal due after {due}", importance=importance, difficulty=difficulty,
                          baseline=baseline, due_on=starts_on + timedelta(days=due), levels={0: "there"})  # fmt: skip
        writes.goals.add(practice, draft)
    before = outline(practice, former)
    template_id = writes.templates.save_from(practice, former, "One")
    cohort = one(practice, starts_on, newcomers={"p": ProgrammeDraft("P")}, programme_id="p")
    rows = content(practice.db)
    (new,) = writes.templates.start_cohort(practice, template_id, cohort)
    after = outline(practice, new)
    assert after["terms"] == before["terms"]
    assert after["goals"] == before["goals"]
    starts, ends = (date.fromisoformat(day) for day in after["terms"][1:3])
    held = three_ways(practice, new)
    days = [held[stage][0].date() for stage in Stage]
    assert days == sorted(days)
    assert all(starts <= at.date() <= ends for at, _ in held.values())
    if shape["days"] > 4:
        assert all(at.weekday() < 5 for at, _ in held.values())
    assert reads.shape(practice.db, new, NOW, "One").draft._replace(meetings=()) == (
        reads.template(practice.db, template_id).draft._replace(meetings=(), notice_hours=shape["notice_hours"])
    )
    undo.undo(practice)
    assert content(practice.db) == rows


def test_pauses_are_left_out_of_the_span_and_the_days(practice: Practice) -> None:
    former = begun(practice, date(2026, 6, 1), 182)
    move = writes.engagement.move
    move(practice, former, EngagementState.PAUSED, on=date(2026, 7, 1), reason="illness")
    move(practice, former, EngagementState.ACTIVE, on=date(2026, 7, 31), ends_on=date(2026, 12, 29))
    writes.goals.add(practice, GoalDraft(former, "Due after the pause", due_on=date(2026, 8, 30)))
    draft = reads.shape(practice.db, former, NOW, "x").draft
    assert draft.span_days == 182
    assert draft.goals[0].due_day == 60
    assert "illness" not in repr(draft)


MARK = "MARKED-"


@settings(max_examples=100 if THOROUGH else 4)
@given(st.lists(st.text("abcdefgh [/b]%\n", min_size=1, max_size=12), min_size=14, max_size=14))
def test_nothing_private_and_nobody_gets_into_a_template(another: Callable[[], Practice], texts: list[str]) -> None:
    practice = another()
    said = iter(f"{MARK}{number}-{text}" for number, text in enumerate(texts))
    ids = [
        writes.people.add_person(practice, PersonDraft(f"{MARK}N{n} Name", f"{MARK}{n}@x.example", note=next(said)))
        for n in range(3)
    ]
    starts_on = date(2026, 9, 1)
    key = writes.engagement.start(
        practice,
        EngagementDraft(ids[0], owner(practice), ZONE, manager_id=ids[1], sponsor_id=ids[2], model_id=model(practice),
                        role_title=next(said), role_from=next(said), starts_on=starts_on, ends_on=date(2027, 2, 28),
                        context=next(said)),
        EngagementState.ACTIVE,
    )  # fmt: skip
    goal_id = writes.goals.add(practice, GoalDraft(key, "Delegate", "Nobody waits", levels={0: "there"}))
    writes.goals.note(practice, ProgressDraft(goal_id, TODAY, Party.COACH, 1, evidence=next(said)))
    writes.goals.reflect(practice, goal_id, next(said), TODAY)
    writes.goals.add_milestone(practice, goal_id, next(said), None)
    session_id = writes.cadence.plan(practice, SessionDraft(key, datetime(2026, 11, 20, 9), ZONE))
    notes = SessionNoteDraft(next(said), next(said))
    writes.cadence.write_texts(practice, session_id, notes, released=True)
    writes.cadence.commit(practice, CommitmentDraft(key, Party.CLIENT, next(said), session_id=session_id))
    writes.alignment.expect(practice, ExpectationDraft(key, Party.MANAGER, ExpectationKind.EXPECTATION, next(said)))
    template_id = writes.templates.save_from(practice, key, "One")
    kept = [row for table in TABLES for row in practice.db.execute(f"SELECT * FROM {table}")]
    assert kept
    assert MARK not in repr(kept)
    assert not {key, *ids} & {value for row in kept for value in row}
    # Nor does anything of it come into the engagements that are started from it.
    before = practice.db.execute("SELECT count(*) FROM session_note").fetchone()
    (new,) = writes.templates.start_cohort(practice, template_id, one(practice, TODAY))
    assert practice.db.execute("SELECT count(*) FROM session_note").fetchone() == before
    assert goals_of(practice, new)[0].title == "Delegate"


def test_names_in_what_is_copied_are_told(practice: Practice) -> None:
    key = begun(practice)
    writes.goals.add(practice, GoalDraft(key, "Hand the plan to Marc", levels={0: "DANA stays out"}))
    writes.goals.add(practice, GoalDraft(key, "Speak early"))
    shape = reads.shape(practice.db, key, NOW, "For Okafor")
    told = shape.draft.warnings(shape.people)
    assert [problem.field for problem in told] == ["name", "goals.1"]
    assert "Dana Okafor" in told[1].message


def test_a_template_is_edited_renamed_and_removed_and_all_of_it_undone(practice: Practice) -> None:
    former = whole(practice)
    template_id = writes.templates.save_from(practice, former, "Six months")
    draft = reads.template(practice.db, template_id).draft
    first = content(practice.db)
    fewer = draft._replace(name="Half a year", meetings=draft.meetings[:1], goals=draft.goals[1:], grants={},
                           model_id=None, span_days=100)  # fmt: skip
    writes.templates.edit(practice, template_id, fewer)
    assert reads.template(practice.db, template_id).draft == fewer
    assert undo.next_undo(practice.db).words == "renamed the template Six months to Half a year"  # type: ignore[union-attr]
    writes.templates.edit(practice, template_id, draft)
    assert reads.template(practice.db, template_id).draft == draft
    undo.undo(practice)
    undo.undo(practice)
    assert content(practice.db) == first
    (line,) = reads.templates(practice.db, "MONTHS")
    assert (line.name, line.goals, line.meetings, line.model_gone) == ("Six months", 2, 3, False)
    writes.templates.remove(practice, template_id)
    assert reads.templates(practice.db) == []
    with pytest.raises(errors.NotFound):
        reads.template(practice.db, template_id)
    # The name is free again, and no other one may take it twice.
    writes.templates.save_from(practice, former, "SIX Months")
    with pytest.raises(Invalid) as refused:
        writes.templates.save_from(practice, former, "six months")
    assert refused.value.problems[0].field == "name"


def cohort_of(practice: Practice, *members: Member, **other: Any) -> CohortDraft:
    newcomers = {
        "ana": PersonDraft(
            "Ana Ruiz", "ana@banco.example", role_title="CFO", organisation_id="banco", time_zone="Asia/Tokyo"
        ),
        "ken": PersonDraft("Ken Sato", organisation_id="banco"),
        "luz": PersonDraft("Luz Vega", organisation_id="banco"),
        "banco": OrganisationDraft("Banco Mirador"),
        "wave": ProgrammeDraft("First wave", organisation_id="banco"),
    }
    found = members or (
        Member("ana", manager_id="luz"),
        Member("ken", "Head of risk", "luz", time_zone="Europe/Madrid"),
    )
    return CohortDraft(
        owner(practice), date(2027, 1, 11), found, programme_id="wave", organisation_id="banco", newcomers=newcomers
    )._replace(**other)


def counts(practice: Practice) -> dict[str, int]:
    tables = ("person", "organisation", "programme", "engagement", "agreement_version", "goal", "session")
    live = "SELECT count(*) FROM {} WHERE deleted_at IS NULL"
    return {table: practice.db.execute(live.format(table)).fetchone()[0] for table in tables}


def test_a_cohort_is_one_action_and_nobody_is_doubled(practice: Practice) -> None:
    template_id = writes.templates.save_from(practice, whole(practice), "Six months")
    before, rows = counts(practice), content(practice.db)
    start = writes.templates.start_cohort
    ids = start(practice, template_id, cohort_of(practice, rhythm=Rhythm(7, time(9))))
    grown = {table: number - before[table] for table, number in counts(practice).items()}
    assert grown == {
        "person": 3, "organisation": 1, "programme": 1, "engagement": 2, "agreement_version": 2, "goal": 4,
        "session": 2 * (3 + 8),
    }  # fmt: skip
    ana, ken = (engagement.draft(practice.db, key) for key in ids)
    assert (ana.time_zone, ken.time_zone) == ("Asia/Tokyo", "Europe/Madrid")
    assert (ana.role_title, ken.role_title) == ("CFO", "Head of risk")
    assert ana.manager_id == ken.manager_id is not None
    assert ana.organisation_id == people.find_organisation(practice.db, "banco mirador")
    first = next(one for one in cadence.line(practice.db, ids[0]) if one.kind is SessionKind.COACHING)
    assert first.starts_local == datetime(2027, 1, 18, 9)
    step = undo.next_undo(practice.db)
    assert step is not None
    assert (step.words, step.about) == ("started 2 engagements from Six months", None)
    # Whoever runs one there already is refused, each by the row, and nothing is stored; a second one is confirmed.
    stored = content(practice.db)
    with pytest.raises(Invalid) as refused:
        start(practice, template_id, cohort_of(practice))
    assert [problem.field for problem in refused.value.problems] == ["members.1.client_id", "members.2.client_id"]
    assert "Ana Ruiz has an open engagement" in refused.value.problems[0].message
    assert content(practice.db) == stored
    start(practice, template_id, cohort_of(practice, again=True))
    assert counts(practice)["person"] - before["person"] == 3
    assert counts(practice)["engagement"] - before["engagement"] == 4
    undo.undo(practice)
    undo.undo(practice)
    assert content(practice.db) == rows


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"members": ()}, "members"),
        ({"members": (Member("ana"), Member("ana"))}, "members.2.client_id"),
        ({"members": (Member("ana", manager_id="ana"),)}, "members.1.manager_id"),
        ({"members": (Member("ana", time_zone="Nowhere/Land"),)}, "members.1.time_zone"),
        ({"members": (Member("odd"),), "newcomers": {"odd": PersonDraft("Odd", "no address")}}, "members.1.client_id"),
        ({"members": (Member("x"), Member("y")),
          "newcomers": {"x": PersonDraft("Kim Oh"), "y": PersonDraft("kim oh")}}, "members.2.client_id"),
        ({"starts_on": date(9999, 12, 31)}, "starts_on"),
        ({"rhythm": Rhythm(9999, time(9))}, "first_day"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_cohort_is_told_and_nothing_stored(
    practice: Practice, change: dict[str, Any], field: str
) -> None:
    template_id = writes.templates.save_from(practice, begun(practice), "One")
    stored = content(practice.db)
    draft = cohort_of(practice, programme_id=None, organisation_id=None)._replace(**change)
    with pytest.raises(Invalid) as refused:
        writes.templates.start_cohort(practice, template_id, draft)
    assert field in [problem.field for problem in refused.value.problems]
    assert content(practice.db) == stored


def test_a_template_whose_model_is_gone_says_what_to_do(practice: Practice) -> None:
    template_id = writes.templates.save_from(practice, begun(practice), "One")
    with practice.raw_action("filled in by a test") as db:
        db.execute("UPDATE competency_model SET deleted_at = '2026-11-21T09:00:00Z'")
    found = reads.template(practice.db, template_id)
    assert found.model_gone
    with pytest.raises(Invalid, match="choose another model, or none"):
        writes.templates.start_cohort(practice, template_id, one(practice, TODAY))
    writes.templates.edit(practice, template_id, found.draft._replace(model_id=None))
    writes.templates.start_cohort(practice, template_id, one(practice, TODAY))


def test_an_engagement_without_dates_has_no_shape(practice: Practice) -> None:
    ana = writes.people.add_person(practice, PersonDraft("Ana Ruiz"))
    key = writes.engagement.start(practice, EngagementDraft(ana, owner(practice), ZONE))
    with pytest.raises(Invalid, match="no start or no end"):
        writes.templates.save_from(practice, key, "One")


def test_of_a_start_that_lies_back_only_what_is_to_come_is_planned(practice: Practice) -> None:
    template_id = writes.templates.save_from(practice, whole(practice), "One")
    draft = one(practice, TODAY - timedelta(days=60), rhythm=Rhythm(0, time(9)))
    (key,) = writes.templates.start_cohort(practice, template_id, draft)
    meetings = cadence.line(practice.db, key)
    assert all(meeting.starts_local.date() >= TODAY for meeting in meetings)
    assert Stage.START not in three_ways(practice, key)
    assert sum(meeting.kind is SessionKind.COACHING for meeting in meetings) == 5


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"span_days": 0}, "span_days"),
        ({"span_days": 10}, "middle"),
        ({"allocation": 2.5}, "allocation"),
        ({"interval_weeks": 99}, "interval_weeks"),
        ({"grants": {(AgreementItem.PRIVATE_NOTES, Audience.LEAD): True}}, "private_notes.lead"),
    ],
)
def test_a_template_that_makes_no_engagement_is_refused(practice: Practice, change: dict[str, Any], field: str) -> None:
    key = whole(practice)
    draft = reads.shape(practice.db, key, NOW, "One").draft._replace(**change)
    assert field in [problem.field for problem in draft.problems()]
    with pytest.raises(Invalid):
        writes.templates.save_from(practice, key, draft.name, draft)
    assert reads.templates(practice.db) == []


def test_who_is_meant_is_decided_as_an_import_does(practice: Practice) -> None:
    add = writes.people.add_person
    northwind = writes.people.add_organisation(practice, OrganisationDraft("Northwind"))
    here, there = add(practice, PersonDraft("Kim Oh", organisation_id=northwind)), add(practice, PersonDraft("Kim Oh"))
    mail = add(practice, PersonDraft("Jo Ek", "jo@x.example"))

    def found(*said: Any) -> list[str]:
        return [known.id for known in reads.recognise(practice.db, *said)]

    assert found("kim oh", "", northwind) == [here]
    assert found("Kim Oh") == [there]
    assert found("Kim Oh", "new@x.example", "elsewhere") == [there]
    assert found("anything", "JO@x.example") == [mail]
    assert found("Jo Ek", "other@x.example") == []
    assert found("", "") == []


def test_problems_name_their_field() -> None:
    draft = TemplateDraft("One", 10, goals=())
    assert draft.problems() == ()
    assert draft._replace(span_days=-1).problems() == (
        Problem("span_days", "The length is −1, outside its scale. Give 1 to 3660 days."),
    )
