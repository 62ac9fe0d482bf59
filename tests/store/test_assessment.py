"""Models, stages, ratings and 360 rounds through a real practice file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.assessment import RatingDraft, Relation, RoundState, Stage
from coachtui.domain.competency_model import BehaviourText, CompetencyText, ModelDraft
from coachtui.domain.drafts import Invalid
from coachtui.domain.engagement import EngagementDraft, EngagementState
from coachtui.domain.goals import GoalDraft
from coachtui.domain.intake import Intake, IntakeDraft, suggested_goals
from coachtui.domain.people import OrganisationDraft, PersonDraft
from coachtui.models import shipped
from coachtui.store import doctor, errors, undo
from coachtui.store.practice import Practice
from coachtui.store.reads import assessment as reads
from coachtui.store.reads import brief, people
from coachtui.store.reads import engagement as engagement_reads
from coachtui.store.writes import assessment as writes
from coachtui.store.writes import engagement as engagements
from coachtui.store.writes import goals
from tests.conftest import NOW, StandingClock, written
from tests.store.rows import content

TODAY = NOW.date()
OWN = ModelDraft(
    "Own", "1",
    (CompetencyText("Hands over", "Gives outcomes.", True, {1: "Does it all.", 3: "Hands over."}),
     CompetencyText("Listens", levels={1: "Talks."})),
    (BehaviourText("Candour", "We say it in the room."),),
    "Banco Mirador",
)  # fmt: skip


def take_in(practice: Practice, model_id: str | None = None, name: str = "Ana Ruiz") -> str:
    draft = EngagementDraft(
        name, people.owner(practice.db).id, "Europe/Zurich", model_id=model_id,
        starts_on=date(2026, 9, 1), ends_on=date(2027, 2, 28),
    )  # fmt: skip
    return engagements.take_in(practice, draft, {name: PersonDraft(name)}, EngagementState.ACTIVE)


def seen(practice: Practice, engagement_id: str) -> Intake:
    return reads.intake(practice.db, engagement_id, NOW)


def words(practice: Practice) -> str:
    step = undo.next_undo(practice.db)
    return step.words if step else ""


@pytest.fixture
def model(practice: Practice) -> str:
    return writes.add_model(practice, OWN)


@pytest.fixture
def engagement(practice: Practice, model: str) -> str:
    return take_in(practice, model)


@pytest.fixture
def first(practice: Practice, model: str) -> str:
    return reads.model(practice.db, model).competencies[0].id


def test_a_model_is_stored_once_with_its_behaviours_and_organisation(practice: Practice, model: str) -> None:
    assert words(practice) == "added the competency model Own 1 and 1 desired behaviour of Banco Mirador"
    before = content(practice.db)
    assert writes.add_model(practice, OWN) == model
    assert writes.add_model(practice, OWN._replace(name=" Own ", organisation="BANCO mirador")) == model
    assert content(practice.db) == before
    stored = reads.model(practice.db, model)
    assert stored == OWN.as_model()
    assert stored.competencies[0].levels == ("Does it all.", "", "Hands over.", "", "")
    bank = people.find_organisation(practice.db, "Banco Mirador")
    assert bank is not None
    assert [one[1:] for one in reads.behaviours(practice.db, bank)] == [("Candour", "We say it in the room.")]
    undo.undo(practice)
    assert reads.models(practice.db) == []
    assert people.find_organisation(practice.db, "Banco Mirador") is None
    with pytest.raises(errors.NotFound):
        reads.model(practice.db, model)
    assert writes.add_model(practice, OWN) == model
    assert reads.model(practice.db, model) == OWN.as_model()


def test_a_version_never_changes_and_a_new_one_stands_beside_it(
    practice: Practice, model: str, engagement: str
) -> None:
    changed = OWN._replace(competencies=(OWN.competencies[0], CompetencyText("Listens", levels={1: "Is silent."})))
    before = content(practice.db)
    with pytest.raises(Invalid, match="something else in “Listens”") as refused:
        writes.add_model(practice, changed)
    assert [problem.field for problem in refused.value.problems] == ["version"]
    with pytest.raises(Invalid, match="another order"):
        writes.add_model(practice, OWN._replace(competencies=OWN.competencies[::-1]))
    assert content(practice.db) == before
    second = writes.add_model(practice, changed._replace(version="2"))
    assert seen(practice, engagement).model_id == model
    assert seen(practice, engagement).competencies[1].levels[0] == "Talks."
    assert reads.model(practice.db, second).competencies[1].levels[0] == "Is silent."


def test_models_are_listed_newest_first_with_who_keeps_them(
    practice: Practice, model: str, engagement: str, clock: StandingClock
) -> None:
    clock.forward(days=1)
    second = writes.add_model(practice, OWN._replace(version="2"))
    clock.forward(days=1)
    default = writes.ensure_shipped(practice)
    assert writes.ensure_shipped(practice) == default
    assert [one.id for one in reads.models(practice.db)] == [default, second, model]
    assert [one[1:] for one in reads.model_lines(practice.db, "OWN")] == [("Own", "2", 2, 0), ("Own", "1", 2, 1)]
    assert reads.models(practice.db, "ówn 1")[0].detail == "1, 2 competencies"
    assert reads.models(practice.db, limit=1)[0].id == default


def test_the_default_is_the_newest_version_of_the_model_begun_with_last(practice: Practice) -> None:
    assert reads.default_model(practice.db) is None
    default = writes.ensure_shipped(practice)
    own = writes.add_model(practice, OWN)
    assert reads.default_model(practice.db) == default
    take_in(practice, own)
    assert reads.default_model(practice.db) == own
    second = writes.add_model(practice, OWN._replace(version="2"))
    assert reads.default_model(practice.db) == second


def test_the_engagement_begun_with_last_decides_about_the_default(practice: Practice, clock: StandingClock) -> None:
    own, default = writes.add_model(practice, OWN), writes.ensure_shipped(practice)
    for model_id, name in ((default, "Ana Ruiz"), (own, "Bo Lind"), (default, "Mei Tan")):
        clock.forward(minutes=1)
        take_in(practice, model_id, name)
        assert reads.default_model(practice.db) == model_id


def test_behaviours_may_come_alone(practice: Practice, model: str) -> None:
    alone = OWN._replace(name="", version="", competencies=())
    assert writes.add_model(practice, alone) == ""
    more = alone._replace(behaviours=(*alone.behaviours, BehaviourText("Care", "We ask twice.")))
    assert writes.add_model(practice, more) == ""
    assert words(practice) == "added 1 desired behaviour of Banco Mirador"
    with pytest.raises(Invalid, match="missing"):
        writes.add_model(practice, more._replace(organisation=""))


def test_a_rating_begins_its_stage_and_only_what_changed_is_written(
    practice: Practice, engagement: str, first: str, clock: StandingClock
) -> None:
    writes.rate(practice, engagement, Stage.START, RatingDraft(first))
    assert seen(practice, engagement).stages == ()
    writes.rate(practice, engagement, Stage.START, RatingDraft(first, 2, 4, 3))
    assert words(practice) == "rated Hands over of Ana Ruiz: now 2, target 4, importance 3"
    found = seen(practice, engagement)
    assert [(line.stage, line.held_on) for line in found.stages] == [(Stage.START, TODAY)]
    assert found.competencies[0].rating(Stage.START)[1:] == (2, 4, 3, "")  # type: ignore[index]  # it is rated
    assert found.competencies[1].rating(Stage.START) is None
    assert (found.rated, found.latest, found.next_stage) == (True, Stage.START, Stage.MIDDLE)

    clock.forward(days=1)
    before = practice.db.execute("SELECT count(*) FROM change").fetchone()
    writes.rate(practice, engagement, Stage.START, RatingDraft(first, 2, 4, 3))
    assert practice.db.execute("SELECT count(*) FROM change").fetchone() == before
    writes.rate(practice, engagement, Stage.START, RatingDraft(first, 3, 4, 3))
    assert practice.db.execute("SELECT count(*) FROM change").fetchone()[0] == before[0] + 1
    writes.rate(practice, engagement, Stage.START, RatingDraft(first, 3, 4, 3, "Approves everything. [/b]"))
    assert words(practice) == "noted what the rating of Hands over of Ana Ruiz rests on"
    assert seen(practice, engagement).competencies[0].rating(Stage.START)[1:] == (3, 4, 3, "Approves everything. [/b]")  # type: ignore[index]
    writes.rate(practice, engagement, Stage.START, RatingDraft(first, None, 4, 3))
    assert seen(practice, engagement).competencies[0].rating(Stage.START)[1:] == (None, 4, 3, "")  # type: ignore[index]
    for _ in range(4):
        undo.undo(practice)
    assert seen(practice, engagement).stages == ()


def test_what_can_not_be_rated_is_refused(practice: Practice, engagement: str, first: str) -> None:
    with pytest.raises(Invalid, match="outside its scale"):
        writes.rate(practice, engagement, Stage.START, RatingDraft(first, 6))
    with pytest.raises(errors.NotFound):
        writes.rate(practice, engagement, Stage.START, RatingDraft("0" * 32, 1))
    with pytest.raises(errors.NotFound):
        writes.rate(practice, "0" * 32, Stage.START, RatingDraft(first, 1))
    other = reads.model(practice.db, writes.ensure_shipped(practice)).competencies[0].id
    with pytest.raises(Invalid, match="of another model"):
        writes.rate(practice, engagement, Stage.START, RatingDraft(other, 1))
    with pytest.raises(Invalid, match="No competency model"):
        writes.rate(practice, take_in(practice, name="Bo Lind"), Stage.START, RatingDraft(other, 1))
    assert seen(practice, engagement).stages == ()


def test_a_later_stage_carries_targets_and_shows_the_change(
    practice: Practice, engagement: str, first: str, clock: StandingClock
) -> None:
    writes.rate(practice, engagement, Stage.START, RatingDraft(first, 2, 4, 3, "private"))
    clock.forward(days=60)
    day = TODAY + timedelta(days=60)
    middle = writes.begin(practice, engagement, Stage.MIDDLE, day)
    assert words(practice) == "began the assessment at the middle with Ana Ruiz"
    one = seen(practice, engagement).competencies[0]
    assert one.rating(Stage.MIDDLE)[1:] == (None, 4, 3, "")  # type: ignore[index]  # it was begun
    assert one.change(Stage.MIDDLE) is None
    writes.rate(practice, engagement, Stage.MIDDLE, RatingDraft(first, 3, 5, 3))
    one = seen(practice, engagement).competencies[0]
    assert (one.change(Stage.MIDDLE), one.gap(Stage.START), one.gap(Stage.MIDDLE)) == (1, 2, 2)
    with pytest.raises(Invalid, match="begun already"):
        writes.begin(practice, engagement, Stage.MIDDLE, day)
    # A stage that nobody began is begun by its first rating, and then carries too.
    writes.rate(practice, engagement, Stage.END, RatingDraft(first, 5, 5, 3))
    assert seen(practice, engagement).competencies[0].change(Stage.END) == 3

    writes.remove_stage(practice, middle)
    assert words(practice) == "put the assessment at the middle with Ana Ruiz in the bin"
    assert seen(practice, engagement).competencies[0].rating(Stage.MIDDLE) is None
    undo.undo(practice)
    assert seen(practice, engagement).competencies[0].rating(Stage.MIDDLE)[1:] == (3, 5, 3, "")  # type: ignore[index]
    undo.redo(practice)
    writes.begin(practice, engagement, Stage.MIDDLE, day)
    assert seen(practice, engagement).competencies[0].rating(Stage.MIDDLE)[1:] == (None, 4, 3, "")  # type: ignore[index]


def test_a_stage_that_is_begun_again_finds_nothing_of_the_former(
    practice: Practice, engagement: str, model: str, first: str
) -> None:
    second = reads.model(practice.db, model).competencies[1].id
    writes.rate(practice, engagement, Stage.START, RatingDraft(first, 2, 4, 3))
    writes.rate(practice, engagement, Stage.MIDDLE, RatingDraft(first, 3, 4, 3, "private"))
    writes.rate(practice, engagement, Stage.MIDDLE, RatingDraft(second, 1, 2, 1, "private"))
    before = content(practice.db)
    writes.remove_stage(practice, seen(practice, engagement).stages[1].assessment_id)
    assert content(practice.db)["rating_evidence"] == []
    writes.begin(practice, engagement, Stage.MIDDLE, TODAY)
    found = seen(practice, engagement).competencies
    assert found[0].rating(Stage.MIDDLE)[1:] == (None, 4, 3, "")  # type: ignore[index]  # it was begun
    assert found[1].rating(Stage.MIDDLE) is None
    undo.undo(practice)
    undo.undo(practice)
    assert content(practice.db) == before


def test_stages_are_dated_in_order_and_never_ahead(practice: Practice, engagement: str, clock: StandingClock) -> None:
    start = writes.begin(practice, engagement, Stage.START, TODAY - timedelta(days=30))
    with pytest.raises(Invalid, match="before the assessment before"):
        writes.begin(practice, engagement, Stage.MIDDLE, TODAY - timedelta(days=31))
    with pytest.raises(Invalid, match="to come"):
        writes.begin(practice, engagement, Stage.MIDDLE, TODAY + timedelta(days=1))
    writes.begin(practice, engagement, Stage.MIDDLE, TODAY)
    writes.redate(practice, start, TODAY - timedelta(days=3))
    assert seen(practice, engagement).stages[0].held_on == TODAY - timedelta(days=3)
    clock.forward(days=10)
    with pytest.raises(Invalid, match="The next assessment"):
        writes.redate(practice, start, TODAY + timedelta(days=1))


def test_a_model_is_chosen_until_something_is_rated(
    practice: Practice, model: str, engagement: str, first: str
) -> None:
    writes.choose_model(practice, engagement, shipped())
    assert words(practice) == "chose the model Leadership in practice 1.0 for Ana Ruiz"
    undo.undo(practice)
    assert len(reads.models(practice.db)) == 1
    default = writes.ensure_shipped(practice)
    writes.choose_model(practice, engagement, default)
    assert seen(practice, engagement).model == "Leadership in practice"
    writes.choose_model(practice, engagement, model)
    writes.rate(practice, engagement, Stage.START, RatingDraft(first, 2))
    with pytest.raises(Invalid, match="keeps Own 1"):
        writes.choose_model(practice, engagement, default)
    writes.choose_model(practice, engagement, model)
    writes.remove_stage(practice, seen(practice, engagement).stages[0].assessment_id)
    writes.choose_model(practice, engagement, default)


def test_goals_address_a_gap_until_they_are_gone(practice: Practice, engagement: str, first: str) -> None:
    writes.rate(practice, engagement, Stage.START, RatingDraft(first, 1, 3, 2))
    assert seen(practice, engagement).competencies[0].unaddressed(Stage.START)
    (aim,) = seen(practice, engagement).suggested_goals(Stage.START)
    goal = goals.add(practice, aim.draft(engagement))
    one = seen(practice, engagement).competencies[0]
    assert one.goals == (aim.title,)
    assert not one.unaddressed(Stage.START)
    assert seen(practice, engagement).suggested_goals(Stage.START) == []
    goals.remove(practice, goal)
    assert seen(practice, engagement).competencies[0].unaddressed(Stage.START)


def whole(practice: Practice, **other: object) -> tuple[EngagementDraft, dict[str, PersonDraft | OrganisationDraft]]:
    values = {"starts_on": date(2026, 11, 21), "ends_on": date(2027, 5, 20), "organisation_id": "bank"} | other
    draft = EngagementDraft("ana", people.owner(practice.db).id, "Europe/Zurich", **values)  # type: ignore[arg-type]
    newcomers = {"ana": PersonDraft("Ana Ruiz", organisation_id="bank"), "bank": OrganisationDraft("Banco Mirador")}
    return draft, newcomers


def test_a_client_is_taken_in_with_model_ratings_and_goals_in_one_action(practice: Practice) -> None:
    before = content(practice.db)
    competencies = shipped().as_model().competencies
    ratings = (RatingDraft(competencies[4].id, 2, 4, 3, "seen"), RatingDraft(competencies[0].id))
    aims = suggested_goals(competencies, ratings)
    goal_drafts = tuple(aim.draft(due_on=date(2027, 4, 1)) for aim in aims)
    intake = IntakeDraft(ratings=ratings, goals=goal_drafts, model=shipped())
    engagement_id = writes.take_in(practice, *whole(practice), EngagementState.ACTIVE, intake)
    assert words(practice) == "began with Ana Ruiz"
    found = seen(practice, engagement_id)
    assert (found.client, found.model, found.version) == ("Ana Ruiz", "Leadership in practice", "1.0")
    rated = [one for one in found.competencies if one.ratings]
    assert [(one.competency_id, one.goals) for one in rated] == [(competencies[4].id, (aims[0].title,))]
    assert rated[0].rating(Stage.START)[1:] == (2, 4, 3, "seen")  # type: ignore[index]  # it was rated
    after = content(practice.db)
    undo.undo(practice)
    assert content(practice.db) == before
    undo.redo(practice)
    assert content(practice.db) == after
    assert [finding for finding in doctor.examine(practice) if finding.level is doctor.Level.FAULT] == []


@pytest.mark.parametrize(
    ("intake", "fields"),
    [
        (IntakeDraft(ratings=(RatingDraft("x", 9),)), ["ratings.x.current"]),
        (IntakeDraft(goals=(GoalDraft("", "One two three"), GoalDraft("", " "))), ["goals.2.title"]),
        (IntakeDraft(goals=(GoalDraft("", "One", due_on=date(2026, 1, 1)),)), ["goals.1.due_on"]),
        (IntakeDraft(model=OWN._replace(version="")), ["version"]),
    ],
)
def test_what_is_wrong_in_the_wizard_is_told_by_its_place_and_nothing_is_written(
    practice: Practice, intake: IntakeDraft, fields: list[str]
) -> None:
    before = content(practice.db)
    with pytest.raises(Invalid) as refused:
        writes.take_in(practice, *whole(practice), EngagementState.ACTIVE, intake)
    assert [problem.field for problem in refused.value.problems] == fields
    assert content(practice.db) == before


def test_ratings_without_their_model_are_refused_and_nothing_is_written(practice: Practice) -> None:
    default = writes.ensure_shipped(practice)
    before = content(practice.db)
    rating = RatingDraft(reads.model(practice.db, default).competencies[0].id, 2)
    with pytest.raises(Invalid, match="No competency model"):
        writes.take_in(practice, *whole(practice), EngagementState.DRAFT, IntakeDraft(ratings=(rating,)))
    with pytest.raises(errors.NotFound):
        writes.take_in(practice, *whole(practice), EngagementState.DRAFT, IntakeDraft("0" * 32))
    assert content(practice.db) == before
    engagement_id = writes.take_in(practice, *whole(practice, model_id=default), EngagementState.DRAFT)
    assert engagement_reads.draft(practice.db, engagement_id).model_id == default


def survey(
    practice: Practice, engagement_id: str, answers: dict[Relation, list[int | None]], state: str = "closed"
) -> None:
    """Store a round with two items on the first competency; a rater without an answer has not answered."""
    competency = seen(practice, engagement_id).competencies[0].competency_id
    with practice.raw_action("filled in by a test") as db:
        key = practice.new_id()
        db.execute(
            "INSERT INTO feedback_round (id, engagement_id, name, state, opened_on, scale_low, scale_high, threshold) "
            "VALUES (?, ?, '360', ?, '2026-09-10', 1, 5, 3)",
            (key, engagement_id, state),
        )
        items = [practice.new_id() for _ in range(2)]
        for position, item in enumerate(items):
            db.execute(
                "INSERT INTO round_item (id, round_id, competency_id, position, wording) VALUES (?, ?, ?, ?, 'How?')",
                (item, key, competency, position),
            )
        for relation, values in answers.items():
            for value in values:
                rater, on = practice.new_id(), None if value is None else "2026-09-12"
                db.execute(
                    "INSERT INTO rater (id, round_id, relation, answered_on) VALUES (?, ?, ?, ?)",
                    (rater, key, relation, on),
                )
                for item in items if value is not None else ():
                    row = (practice.new_id(), rater, item, value)
                    db.execute("INSERT INTO item_answer (id, rater_id, item_id, value) VALUES (?, ?, ?, ?)", row)


def test_a_round_shows_means_where_the_threshold_allows(practice: Practice, engagement: str, first: str) -> None:
    answers: dict[Relation, list[int | None]] = {
        Relation.SELF: [5], Relation.MANAGER: [4], Relation.PEER: [3, 3, 4, None], Relation.OTHER: [1, 1],
    }  # fmt: skip
    survey(practice, engagement, answers)
    found = seen(practice, engagement).round
    assert found is not None
    assert (found.names, found.invited[Relation.PEER], found.answered[Relation.PEER]) == ({first: "Hands over"}, 4, 3)
    assert [group.relation for group in found.result.groups] == [Relation.SELF, Relation.MANAGER, Relation.PEER]
    assert found.result.omitted == ((Relation.OTHER, 2),)
    assert found.pairs[0].others == pytest.approx(14 / 4)
    told = brief.brief(practice.db, engagement, NOW)
    assert (told.blind_spot, told.blind_spot_difference) == ("Hands over", -1.5)


def test_answers_that_were_taken_back_do_not_count(practice: Practice, engagement: str) -> None:
    survey(practice, engagement, {Relation.PEER: [2, 4, 4, 5]})
    with practice.raw_action("took back one rater, and one answer of another") as db:
        one, two = db.execute("SELECT rater_id FROM item_answer WHERE value IN (2, 5) GROUP BY rater_id ORDER BY value")
        db.execute("UPDATE rater SET answered_on = NULL WHERE id = ?", one)
        kept = db.execute("SELECT min(id) FROM item_answer WHERE rater_id = ?", two).fetchone()
        db.execute("UPDATE item_answer SET deleted_at = '2026-11-21T09:00:00Z' WHERE id = ?", kept)
    found = seen(practice, engagement).round
    assert found is not None
    assert [(mean.people, mean.mean) for mean in found.result.others] == [(3, pytest.approx((16 + 5) / 5))]


def test_an_open_round_shows_who_answered_and_no_mean(practice: Practice, engagement: str) -> None:
    survey(practice, engagement, {Relation.PEER: [3, 3, 4], Relation.SELF: [5]}, state="open")
    found = seen(practice, engagement).round
    assert found is not None
    assert (found.shows_means, found.result.groups, found.result.others, found.pairs) == (False, (), (), ())
    assert found.answered == {Relation.PEER: 3, Relation.SELF: 1}
    assert brief.brief(practice.db, engagement, NOW).blind_spot is None
    survey(practice, engagement, {Relation.PEER: [3, 3, 3]})
    both = seen(practice, engagement)
    assert len(both.rounds) == 2
    assert both.round is not None
    assert both.round.state is RoundState.CLOSED


@pytest.fixture(scope="session")
def begun(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A file with an engagement that has a model, written once; the id of the engagement."""
    ids: list[str] = []
    file = written(
        template,
        tmp_path_factory.mktemp("begun"),
        lambda practice: ids.append(take_in(practice, writes.add_model(practice, OWN))),
    )
    return file, ids[0]


@given(
    st.dictionaries(st.sampled_from(Relation), st.lists(st.none() | st.integers(1, 5), min_size=1, max_size=5)),
    st.sampled_from(["closed", "open"]),
)
def test_nothing_of_a_group_below_the_threshold_is_read(
    another: Callable[..., Practice], begun: tuple[Path, str], answers: dict[Relation, list[int | None]], state: str
) -> None:
    file, engagement_id = begun
    practice = another(file)
    survey(practice, engagement_id, answers, state)
    (found,) = seen(practice, engagement_id).rounds
    given_ = {relation: [v for v in values if v is not None] for relation, values in answers.items()}
    shown = {
        relation: values
        for relation, values in given_.items()
        if state == "closed" and len(values) >= (1 if relation in (Relation.SELF, Relation.MANAGER) else 3)
    }
    assert {g.relation: g.means[0].mean for g in found.result.groups} == {
        relation: pytest.approx(sum(values) / len(values)) for relation, values in shown.items()
    }
    others = [value for relation, values in shown.items() if relation is not Relation.SELF for value in values]
    expected = [pytest.approx(sum(others) / len(others))] if others else []
    assert [mean.mean for mean in found.result.others] == expected


def test_the_whole_intake_is_a_handful_of_queries(practice: Practice, engagement: str, first: str) -> None:
    def queries() -> int:
        told: list[str] = []
        practice.db.set_trace_callback(told.append)
        seen(practice, engagement)
        practice.db.set_trace_callback(None)
        return len(told)

    writes.rate(practice, engagement, Stage.START, RatingDraft(first, 1, 3, 2))
    survey(practice, engagement, {Relation.PEER: [3, 3, 3]})
    few = queries()
    for _ in range(3):
        survey(practice, engagement, {Relation.PEER: [3, 3, 3]})
        goals.add(practice, GoalDraft(engagement, "Another one still", competency_ids=(first,)))
    assert queries() == few <= 10


def test_what_is_gone_is_told(practice: Practice) -> None:
    for read in (lambda: seen(practice, "0" * 32), lambda: reads.model(practice.db, "0" * 32)):
        with pytest.raises(errors.NotFound):
            read()
    for write in (
        lambda: writes.remove_stage(practice, "0" * 32),
        lambda: writes.begin(practice, "0" * 32, Stage.START, TODAY),
        lambda: writes.choose_model(practice, "0" * 32, "0" * 32),
    ):
        with pytest.raises(errors.NotFound):
            write()
    assert reads.behaviours(practice.db, "0" * 32) == []
