"""Whose an event is: by address, by answer, by title; and what kind of meeting, on which engagement."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import SessionKind
from coachtui.domain.calendar import About, Answer, Engaged, Step, StepKind
from coachtui.domain.calendar_matching import Answers, How, Roster, kind_of, on_day


def engaged(
    key: str, client: str, email: str = "", manager: str = "", months: tuple[int, int] = (1, 6), running: bool = True
) -> Engaged:
    """Return an engagement in 2026 whose client is known by name."""
    return Engaged(
        key, f"P-{key}", client, client, email, "", manager, "", date(2026, months[0], 1), date(2026, months[1], 28),
        running, "Europe/Zurich", 60,
    )  # fmt: skip


DANA, MARC, MEI = "dana@x.example", "marc@x.example", "mei@y.example"
ROSTER = Roster(
    [
        engaged("1", "Dana Okafor", DANA, MARC),
        engaged("2", "Dana Okafor", DANA, MARC, (7, 12)),
        engaged("3", "Marc Vogel", MARC),
        engaged("4", "Mei Tan", MEI),
        engaged("5", "Bo Lind"),
        engaged("6", "Ana Lind"),
        engaged("7", "Robin Sachs"),
    ],
    "Robin Keller",
    ["robin@keller.example"],
)
ANSWERS = Answers(
    "practice", given=[Answer("Walk and talk", "4"), Answer("Lunch with Dana", None), Answer("mei@home.example", "4")]
)


@pytest.mark.parametrize(
    ("title", "addresses", "how", "keys"),
    [
        ("Coaching", {DANA, "somebody@x.example"}, How.ADDRESS, "12"),
        ("Dentist", {DANA}, How.ADDRESS, "12"),
        ("Mei Tan", {DANA}, How.ADDRESS, "12"),
        ("Three-way", {DANA, MARC}, How.ADDRESS, "12"),
        ("Coaching", {MARC}, How.ADDRESS, "3"),
        ("Both", {DANA, MEI}, How.UNSURE, "124"),
        ("Walk & talk", set(), How.NONE, ""),
        ("walk  AND talk", set(), How.ANSWER, "4"),
        ("anything", {"mei@home.example"}, How.ANSWER, "4"),
        ("Lunch with Dana", set(), How.NOBODY, ""),
        ("Lunch with Dana", {DANA}, How.ADDRESS, "12"),
        ("Coaching Dana Okafor / Robin", set(), How.TITLE, "12"),
        ("OKAFOR, Dana", set(), How.TITLE, "12"),
        ("Dana Okafor's team", {"team@x.example"}, How.UNSURE, "12"),
        ("Bo Lind", {"bo@lind.example"}, How.TITLE, "5"),
        ("Coffee with Dana", set(), How.UNSURE, "12"),
        ("Lind", set(), How.UNSURE, "65"),
        ("Bo", set(), How.NONE, ""),
        ("Danang", set(), How.NONE, ""),
        ("Robin", set(), How.NONE, ""),
        ("Robin Sachs", set(), How.TITLE, "7"),
        ("Dana Okafor and Mei Tan", set(), How.UNSURE, "124"),
        ("", set(), How.NONE, ""),
    ],
)
def test_whose_an_event_is(title: str, addresses: set[str], how: How, keys: str) -> None:
    match = ROSTER.match(About(title, frozenset(addresses)), ANSWERS)
    assert match.how is how
    assert "".join(one.id for one in match.engagements) == keys
    assert bool(match.why) == (how is How.UNSURE)


def test_the_day_decides_between_two_engagements_and_one_that_runs_comes_first() -> None:
    match = ROSTER.match(About("", frozenset({DANA})), ANSWERS)
    for day, key in ((date(2026, 3, 1), "1"), (date(2026, 9, 1), "2"), (date(2027, 1, 1), "")):
        assert "".join(one.id for one in on_day(match, day)) == key
    over = engaged("8", "Dana Okafor", DANA, months=(1, 12), running=False)
    both = match._replace(engagements=(*match.engagements, over))
    assert [one.id for one in on_day(both, date(2026, 3, 1))] == ["1"]
    again = match._replace(engagements=(*match.engagements, over._replace(running=True)))
    assert [one.id for one in on_day(again, date(2026, 3, 1))] == ["1", "8"]
    # Who was told which it is, is not asked again.
    told = ROSTER.match(About("Second", frozenset({DANA})), Answers("", given=[Answer("second", "2")]))
    assert (told.how, [one.id for one in told.engagements]) == (How.ANSWER, ["2", "1"])
    other = ROSTER.match(About("Second", frozenset({DANA})), Answers("", given=[Answer("second", "4")]))
    assert other.how is How.ADDRESS
    assert [one.id for one in on_day(again._replace(how=How.ANSWER), date(2026, 3, 1))] == ["1"]


@pytest.mark.parametrize(
    ("title", "day", "stage"),
    [
        ("Dreiergespräch (middle)", date(2026, 1, 5), Stage.MIDDLE),
        ("Final review", date(2026, 1, 5), Stage.END),
        ("Dreiergespräch", date(2026, 1, 5), Stage.START),
        ("Dreiergespräch", date(2026, 3, 20), Stage.MIDDLE),
        ("Dreiergespräch", date(2026, 6, 20), Stage.END),
    ],
)
def test_with_the_manager_it_is_a_three_way(title: str, day: date, stage: Stage) -> None:
    one = ROSTER.by_id["1"]
    assert kind_of(one, About(title, frozenset({DANA, MARC})), day) == (SessionKind.THREE_WAY, stage)
    assert kind_of(one, About(title, frozenset({DANA})), day) == (SessionKind.COACHING, None)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Three-way: Dana, Marc, Robin (middle)", (SessionKind.THREE_WAY, Stage.MIDDLE)),
        ("4 way with the sponsor, middle", (SessionKind.THREE_WAY, Stage.MIDDLE)),
        ("Check-in Dana", (SessionKind.CHECK_IN, None)),
        ("Chemistry meeting", (SessionKind.CHEMISTRY, None)),
        ("One-way mirrors and stairways", (SessionKind.COACHING, None)),
    ],
)
def test_a_title_that_names_the_kind_of_meeting_is_believed(title: str, kind: object) -> None:
    assert kind_of(ROSTER.by_id["1"], About(title, frozenset({DANA})), date(2026, 3, 20)) == kind


@pytest.mark.parametrize(
    ("starts", "zone", "told"),
    [
        (datetime(2026, 11, 26, 15), "Europe/London", "16:00 yours"),
        (datetime(2026, 11, 26, 9), "Pacific/Auckland", "Wed 21:00 yours"),
        (datetime(2026, 11, 26, 9), "Europe/Berlin", ""),
        (datetime(2026, 11, 26, 9), "", ""),
    ],
)
def test_the_coachs_own_time_stands_beside_the_clients(starts: datetime, zone: str, told: str) -> None:
    step = Step(StepKind.NEW, "e", "Dana Okafor", "P-00001", 3, starts, time_zone=zone)
    assert step.beside("Europe/Zurich") == told
    assert step._replace(whole_day=True).beside("Europe/Zurich") == ""


@given(title=st.text(max_size=40), key=st.text(max_size=8))
def test_an_answer_is_known_by_its_digest_in_one_practice_only(title: str, key: str) -> None:
    key = key.encode("utf-8", "replace").decode()
    answers = Answers(key)
    remembered = Answers(key, {answers.digest(title): None})
    assert ROSTER.match(About(f"  {title} "), remembered).how is (How.NOBODY if title.strip() else How.NONE)
    assert Answers(f"{key}x").digest(title) != answers.digest(title)
