"""Competency models as written: what is refused, and what makes two of them the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.competency_model import BehaviourText, CompetencyText, ModelDraft
from coachtui.domain.rules import Rules
from coachtui.models import shipped

HANDS_OVER = CompetencyText("Hands over", levels={1: "Does it all.", 3: "Hands over outcomes."})
VALID = ModelDraft("Own", "1", (HANDS_OVER,))


def fields(draft: ModelDraft) -> list[str]:
    return [problem.field for problem in draft.problems()]


def test_what_is_shipped_is_valid_and_begins_with_the_four_kpis() -> None:
    draft = shipped()
    assert draft.problems() == ()
    assert draft == draft.settled()
    assert [one.kpi for one in draft.competencies][:5] == [True, True, True, True, False]
    assert list(draft.undescribed()) == []


def levels(written: dict[int, str]) -> ModelDraft:
    return VALID._replace(competencies=(HANDS_OVER._replace(levels=written),))


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (VALID, []),
        (VALID._replace(name=" ", version=""), ["name", "version"]),
        (VALID._replace(version="1\n2"), ["version"]),
        (VALID._replace(competencies=()), ["competency"]),
        (ModelDraft("", "", ()), ["name", "version", "competency"]),
        (levels({}), ["competency[1].levels"]),
        (levels({0: "a", 1: "b", 5: "c", 6: "d"}), ["competency[1].levels.0", "competency[1].levels.6"]),
        (levels({1: " "}), ["competency[1].levels.1"]),
        (levels({1: "bell \a"}), ["competency[1].levels.1"]),
        (levels({1: "two\nlines\tare fine"}), []),
        (levels({1: "x" * 5001}), ["competency[1].levels.1"]),
        (
            VALID._replace(competencies=(HANDS_OVER, HANDS_OVER._replace(name="  hánds   OVER "))),
            ["competency[2].name"],
        ),
        (VALID._replace(behaviours=(BehaviourText("Candour", "We say it."),)), ["organisation"]),
        (
            VALID._replace(organisation="N", behaviours=(BehaviourText("", "x"), BehaviourText("C", "\x1b[2J"))),
            ["behaviour[1].value", "behaviour[2].behaviour"],
        ),
        (
            VALID._replace(organisation="N", behaviours=(BehaviourText("C", "x"), BehaviourText("c", " X "))),
            ["behaviour[2].behaviour"],
        ),
        (ModelDraft("", "", (), (BehaviourText("C", "x"),), "N"), []),
        (ModelDraft("Own", "", (), (BehaviourText("C", "x"),), "N"), ["version", "competency"]),
    ],
)
def test_every_fault_is_told_by_its_place(draft: ModelDraft, expected: list[str]) -> None:
    assert fields(draft) == expected


def test_a_model_of_too_many_is_refused() -> None:
    many = VALID._replace(competencies=tuple(HANDS_OVER._replace(name=f"number {n}") for n in range(3)))
    assert [one.field for one in many.problems(rules=Rules(model_competencies=2))] == ["competency"]
    assert many.problems(rules=Rules(model_competencies=3)) == ()


def test_levels_without_words_are_named() -> None:
    assert list(VALID.undescribed()) == [("Hands over", (2, 4, 5))]


@given(st.text(max_size=12), st.text(max_size=12))
def test_the_keys_are_those_of_the_stored_text(name: str, version: str) -> None:
    draft = VALID._replace(name=name, version=version)
    assert draft.as_model() == draft.settled().as_model()
    assert draft.as_model().competencies[0].levels == ("Does it all.", "", "Hands over outcomes.", "", "")
    # However an accent is typed, it is one name.
    assert VALID._replace(name="é").as_model().id == VALID._replace(name=" e\u0301 ").as_model().id
