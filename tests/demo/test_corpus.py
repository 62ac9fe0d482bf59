"""The corpus of the demo practice: deterministic, varied, whole, and free of unfilled slots."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from itertools import islice
from string import Formatter
from zoneinfo import available_timezones

import pytest

from coachtui.demo import arrangements, phrases
from coachtui.demo.model import competencies
from coachtui.demo.names import CULTURE_KEYS, ascii_slug, email, people, person, person_name
from coachtui.demo.organisations import (
    ORGANISATION_COUNT,
    PROJECTS,
    organisation,
    organisations,
    programme_name,
    promotion,
    role,
)
from coachtui.demo.texts import Cast, Writer
from coachtui.demo.topics import SLOTS, TOPICS, GoalText, Topic
from coachtui.demo.values import VALUES

CAST = Cast("Dana", "Marc", "Priya", "Bo", "Iris", "the data platform")


def pools() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every pool of templates with a name for it."""
    for topic in TOPICS:
        for field in fields(Topic):
            pool = getattr(topic, field.name)
            if field.name == "goals":
                for goal in pool:
                    yield (
                        f"{topic.key}.goal",
                        (goal.title, goal.text, goal.measure, *goal.levels, *goal.milestones),
                    )
            elif isinstance(pool, tuple):
                yield f"{topic.key}.{field.name}", pool
    for module in (phrases, arrangements):
        for name, pool in vars(module).items():
            if name.isupper():
                yield name, pool
    for value in VALUES:
        yield f"{value.name}.seen", value.seen
        yield f"{value.name}.missed", value.missed


def notes(seed: int, count: int) -> list[str]:
    writer = Writer(random.Random(seed))
    return [
        writer.note(
            TOPICS[index % len(TOPICS)], CAST, index % 12 + 1, 12, TOPICS[index % 5] if index % 7 == 0 else None
        )
        for index in range(count)
    ]


@pytest.mark.parametrize(("name", "pool"), list(pools()), ids=lambda value: value if isinstance(value, str) else "")
def test_a_pool_has_known_slots_and_no_text_twice(name: str, pool: tuple[str, ...]) -> None:
    assert len(set(pool)) == len(pool) >= 2
    for text in pool:
        assert text == text.strip()
        assert "\0" not in text
        assert 3 <= len(text) <= 1200
        assert {slot for _, slot, _, _ in Formatter().parse(text) if slot is not None} <= SLOTS
        assert not re.search(r"(^|[.?!:] )\{project\}", text), "a project begins with a small letter"


def test_the_decks_are_small_enough_to_be_dealt() -> None:
    assert all(len(pool) < 256 for _, pool in [*pools(), ("projects", PROJECTS)])


def test_texts_differ_between_pools_too() -> None:
    count = Counter(text for _, pool in pools() for text in pool)
    assert [text for text, times in count.items() if times > 1] == []
    assert len(count) > 1500


def test_every_topic_serves_a_competency_and_every_competency_has_a_topic() -> None:
    assert {topic.competency for topic in TOPICS} == set(competencies())
    assert len({topic.key for topic in TOPICS}) == len(TOPICS) >= 14


def test_the_default_model_begins_with_the_four_indicators_and_describes_five_levels() -> None:
    texts = list(competencies().values())
    assert [text.kpi for text in texts] == [True] * 4 + [False] * (len(texts) - 4)
    assert all(len(set(text.levels.values())) == 5 and text.description for text in texts)


def test_what_raters_say_names_no_other_rater() -> None:
    for topic in TOPICS:
        for text in (*topic.strengths, *topic.wishes, *topic.feedforward):
            assert not {"{report}", "{other}", "{peer}", "{manager}"} & set(re.findall(r"\{\w+\}", text)), text


def test_notes_are_the_same_for_the_same_seed_and_others_for_another() -> None:
    assert notes(7, 60) == notes(7, 60)
    assert notes(7, 60) != notes(8, 60)


def test_notes_are_finished_text_of_many_lengths() -> None:
    written = notes(3, 400)
    for note in written:
        assert "\0" not in note
        assert not re.search(r"[{}]", note)
        assert note == note.strip()
    lengths = sorted(map(len, written))
    assert lengths[0] < 320
    assert lengths[len(lengths) // 2] > 500
    assert lengths[-1] > 1400
    assert sum("## Reality" in note for note in written) > 100


def test_a_coach_of_fifteen_engagements_hardly_repeats_a_line() -> None:
    lines = Counter(line for note in notes(1, 180) for line in note.splitlines() if line and not line.startswith("#"))
    assert len(lines) > 0.6 * lines.total()
    assert max(lines.values()) <= 6


def test_notes_hold_what_a_renderer_must_bear() -> None:
    everything = "\n".join(notes(2, 600))
    for mark in ("[sic]", "[/b]", "\N{ZERO WIDTH JOINER}", "欲速则不达", "صبر", "“", "—", "## "):
        assert mark in everything


def test_every_pool_is_dealt_out_before_a_text_comes_again() -> None:
    writer = Writer(random.Random(11))
    for _, pool in pools():
        said = [writer.say(pool, CAST) for _ in pool]
        assert not re.search(r"[{}]", "".join(said))
        assert len(set(said)) == len(pool)


def test_goals_are_filled_in_all_their_parts() -> None:
    writer = Writer(random.Random(4))
    for topic in TOPICS:
        titles = set()
        for _ in topic.goals:
            goal = writer.goal(topic, CAST)
            assert isinstance(goal, GoalText)
            parts = (goal.title, goal.text, goal.measure, *goal.levels, *goal.milestones)
            assert not re.search(r"[{}]", "".join(parts))
            assert len(set(goal.levels)) == 5
            assert goal.milestones
            titles.add(goal.title)
        assert len(titles) == len(topic.goals) == 3


def test_composed_texts_are_filled() -> None:
    writer = Writer(random.Random(5))
    texts = [writer.chemistry_note(CAST), writer.logistics(), writer.pick_project()]
    for topic in TOPICS:
        texts += [writer.assessment_note(topic, CAST), writer.three_way_note(topic, CAST)]
        texts += [writer.commitment(topic, CAST, owner) for owner in ("client", "manager", "coach")]
        texts += [writer.evidence(topic, CAST, forward) for forward in (True, False)]
        alignment = writer.alignment(topic, CAST)
        texts += [getattr(alignment, field.name) for field in fields(alignment)]
    for key in competencies():
        texts += [writer.rating_evidence(key, level, CAST) for level in range(1, 6)]
    for value in VALUES:
        texts += [writer.observation(value, CAST, seen) for seen in (True, False)]
    assert all(text and not re.search(r"[{}\0]", text) for text in texts)
    assert len({topic.key for topic in writer.topics(5)}) == 5


def test_people_are_distinct_in_name_and_mailbox() -> None:
    crowd = list(islice(people(random.Random(1)), 20_000))
    assert len({someone.name for someone in crowd}) == 20_000
    assert len({someone.mailbox for someone in crowd}) == 20_000
    assert crowd[:50] == list(islice(people(random.Random(1)), 50))
    assert all(re.fullmatch(r"[a-z0-9]+(\.[a-z0-9]+)*", someone.mailbox) for someone in crowd)
    assert {someone.culture for someone in crowd} == set(CULTURE_KEYS)
    assert {someone.time_zone for someone in crowd} <= available_timezones()


def test_names_are_of_many_scripts_and_shapes() -> None:
    rng = random.Random(2)
    names = [person_name(rng) for _ in range(5_000)]
    everything = "".join(names)
    for mark in ("O'", "-", "é", "ø", "ł", "ã", "ş"):
        assert mark in everything
    for first, last in (("一", "鿿"), ("가", "힣"), ("ء", "ي"), ("א", "ת"), ("ぁ", "ん")):
        assert any(first <= char <= last for char in everything)
    assert any(" " not in name for name in names)
    assert sum(name.isascii() for name in names) > 2_000


def test_a_name_in_another_script_gives_a_latin_address() -> None:
    someone = person(random.Random(3), "japanese (script)")
    assert not someone.name.isascii()
    assert email(someone, "tidewell-foods.example").isascii()
    assert someone.name == f"{someone.family} {someone.given}"
    assert ascii_slug("Łucja Bjørnstad-O'Neill ß") == "lucjabjornstadoneillss"


def test_organisations_are_distinct_and_unreachable() -> None:
    chosen = organisations(random.Random(1), 2_000)
    assert len({one.name for one in chosen}) == len({one.domain for one in chosen}) == 2_000
    assert all(re.fullmatch(r"[a-z-]+\.example", one.domain) for one in chosen)
    assert len({organisation(number).name for number in range(ORGANISATION_COUNT)}) == ORGANISATION_COUNT
    with pytest.raises(ValueError, match="number must be"):
        organisation(ORGANISATION_COUNT)
    with pytest.raises(ValueError, match="there are"):
        organisations(random.Random(1), ORGANISATION_COUNT + 1)


def test_programmes_and_roles() -> None:
    rng = random.Random(1)
    programmes = {programme_name(rng, "Tidewell Foods", 2026) for _ in range(200)}
    assert len(programmes) == 12
    assert not re.search(r"[{}]", "".join(programmes))
    former, following = promotion(rng)
    assert former != following
    assert role(rng)
