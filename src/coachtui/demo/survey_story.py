"""Competency ratings, the 360 round and the pulse: where the leader stands, by the coach and by the people around."""

from __future__ import annotations

from datetime import date, timedelta

from coachtui.demo.events import Event
from coachtui.demo.tale import Tale
from coachtui.domain.assessment import Relation, RoundState, Stage
from coachtui.domain.cadence import SessionKind
from coachtui.domain.ids import natural_id
from coachtui.domain.rules import DEFAULT

RELATIONS = (
    (Relation.SELF, 1, 1),
    (Relation.MANAGER, 1, 1),
    (Relation.PEER, 3, 5),
    (Relation.DIRECT_REPORT, 3, 6),
    (Relation.OTHER, 0, 2),
)
"""Raters by relation, fewest and most; others are often too few to be shown."""
EVIDENCE, FEW = 4, 2
"""Besides those of the goals: how many ratings have their evidence written down, and how many are made at all
without a 360."""


def assess(tale: Tale) -> None:
    """Rate the competencies at the start, the middle and the end, as far as the engagement has come."""
    first = tale.held(SessionKind.COACHING)
    if not first:
        return
    plan = tale.plan
    current = {key: tale.random.randint(2, 4) for key in tale.model.competencies}
    for topic in plan.topics:
        current[topic.competency] = tale.random.randint(1, 3)
    target = {key: min(5, level + tale.random.choice((0, 1, 1, 2))) for key, level in current.items()}
    middle = plan.starts_on + (plan.ends_on - plan.starts_on) / 2
    end = plan.ends_on - timedelta(days=7)
    last = plan.ended_on or tale.today
    for stage, day in ((Stage.START, first[0].at.date()), (Stage.MIDDLE, middle), (Stage.END, min(end, last))):
        if stage is Stage.END and (plan.ended_on is None or len(first) < 5):
            continue
        if day > last or not tale.happened(day) or tale.paused(day):
            continue
        if stage is not Stage.START:
            for topic in plan.topics:
                current[topic.competency] = min(5, current[topic.competency] + tale.chance(0.6))
        _rate(tale, stage, day, current, target)


def _rate(tale: Tale, stage: Stage, day: date, current: dict[str, int], target: dict[str, int]) -> None:
    event = tale.event(tale.moment(day, 20), f"rated the competencies of {tale.client}, {stage.value}")
    assessment = event.tie(
        "assessment", "engagement_id", "stage", engagement_id=tale.id, stage=stage.value, held_on=day.isoformat()
    )
    mine = {topic.competency for topic in tale.plan.topics}
    for number, (key, competency) in enumerate(tale.model.competencies.items()):
        if not tale.plan.surveyed and key not in mine and number >= FEW:
            continue
        rating = event.tie(
            "competency_rating",
            "assessment_id",
            "competency_id",
            assessment_id=assessment,
            competency_id=competency,
            current=current[key],
            target=max(target[key], current[key]),
            importance=3 if key in mine else tale.random.randint(0, 2),
        )
        if key in mine or (tale.plan.surveyed and number < EVIDENCE):
            body = tale.writer.rating_evidence(key, current[key], tale.cast)
            event.put("rating_evidence", rating, body=body)


def survey(tale: Tale) -> None:
    """Open a 360 round, gather the answers, close it a few days before the debrief."""
    debrief = tale.held(SessionKind.DEBRIEF)
    started = tale.plan.starts_on + timedelta(days=5)
    if not tale.plan.surveyed or not (debrief or tale.happened(started)):
        return
    closed = debrief[0].at.date() - timedelta(days=3) if debrief else None
    opened = max(tale.plan.starts_on, closed - timedelta(days=16)) if closed else started
    event = tale.event(tale.moment(opened, 9), f"opened the 360 of {tale.client}")
    round_id = event.make(
        "feedback_round",
        engagement_id=tale.id,
        name=f"360 at the start, {opened.year}",
        state=RoundState.OPEN.value,
        opened_on=opened.isoformat(),
        scale_low=1,
        scale_high=5,
        threshold=DEFAULT.anonymity,
    )
    items = [(_item(tale, event, round_id, position, key), key) for position, key in enumerate(tale.model.competencies)]
    raters = [
        (event.make("rater", round_id=round_id, person_id=_who(tale, relation), relation=relation.value), relation)
        for relation in _relations(tale)
    ]
    last = closed or tale.today - timedelta(days=1)
    means = _means(tale)
    for index, (rater, relation) in enumerate(raters):
        keen = relation in (Relation.SELF, Relation.MANAGER) or tale.script is not None
        day = opened + timedelta(days=tale.random.randint(1, 13))
        if day <= last and (keen or tale.chance(0.88)):
            _answer(tale, rater, relation, items, day, means, index)
    if closed:
        event = tale.event(tale.moment(closed, 17), f"closed the 360 of {tale.client}")
        event.change("feedback_round", round_id, state=RoundState.CLOSED.value, closed_on=closed.isoformat())


def _item(tale: Tale, event: Event, round_id: str, position: int, key: str) -> str:
    return event.tie(
        "round_item",
        "round_id",
        "position",
        round_id=round_id,
        competency_id=tale.model.competencies[key],
        position=position,
        wording=tale.model.questions[key],
    )


def _relations(tale: Tale) -> list[Relation]:
    if tale.script:
        return [relation for relation, count in tale.script.raters for _ in range(count)]
    return [relation for relation, few, many in RELATIONS for _ in range(tale.random.randint(few, many))]


def _who(tale: Tale, relation: Relation) -> str | None:
    if relation is Relation.SELF:
        return tale.plan.client.id
    return tale.plan.manager.id if relation is Relation.MANAGER else None


def _means(tale: Tale) -> dict[str, tuple[float, float]]:
    """Return how each competency is seen by the client and by the others."""
    means = {}
    for key in tale.model.competencies:
        others = tale.random.uniform(2.6, 4.2)
        means[key] = (others + tale.random.uniform(-0.9, 0.9), others)
    low = tale.plan.topics[0].competency
    means[low] = (4.2, 2.8) if tale.chance(0.5) else (2.2, 3.4)
    return means


def _answer(
    tale: Tale,
    rater: str,
    relation: Relation,
    items: list[tuple[str, str]],
    day: date,
    means: dict[str, tuple[float, float]],
    index: int,
) -> None:
    words = "noted an answer to the 360 of" if relation is not Relation.SELF else "noted the self-rating in the 360 of"
    event = tale.event(tale.moment(day, 12), f"{words} {tale.client}")
    event.change("rater", rater, answered_on=day.isoformat())
    for item, key in items:
        mean = means[key][relation is not Relation.SELF]
        value = tale.script.answer(key, relation, index) if tale.script else None
        if value is None:
            value = max(1, min(5, round(tale.random.gauss(mean, 0.0 if relation is Relation.SELF else 0.7))))
        event.put("item_answer", natural_id("item_answer", rater, item), rater_id=rater, item_id=item, value=value)
    if relation is not Relation.SELF and tale.chance(0.5):
        topic = tale.plan.topics[tale.random.randrange(len(tale.plan.topics))]
        pool = topic.strengths if tale.chance(0.5) else topic.wishes
        about = next(item for item, key in items if key == topic.competency) if tale.chance(0.6) else None
        event.make("rater_comment", rater_id=rater, item_id=about, body=tale.writer.say(pool, tale.cast))


def pulses(tale: Tale) -> None:
    """Ask the stakeholders at a third of the way and near the end how much they see change."""
    if not tale.plan.surveyed or not tale.goals or not all(told.agreed_on for told in tale.goals):
        return
    length = (tale.plan.ends_on - tale.plan.starts_on).days
    last = tale.plan.ended_on or tale.today
    if tale.script:
        given = tale.today - timedelta(days=13)
        event = tale.event(tale.moment(given, 18), f"noted feedforward for {tale.client}")
        _feedforward(tale, event, Relation.PEER, given, tale.script.feedforward)
    for number, day in enumerate((length * 0.4, length * 0.85), start=1):
        held = tale.plan.starts_on + timedelta(days=int(day))
        if held < last and tale.happened(held):
            _pulse(tale, number, held)


def _pulse(tale: Tale, number: int, day: date) -> None:
    opened = max(day, *(told.agreed_on + timedelta(days=14) for told in tale.goals if told.agreed_on))
    closed = opened + timedelta(days=11)
    if not tale.happened(opened):
        return
    event = tale.event(tale.moment(opened, 9), f"opened pulse {number} of {tale.client}")
    round_id = event.tie(
        "pulse_round",
        "engagement_id",
        "number",
        engagement_id=tale.id,
        number=number,
        held_on=opened.isoformat(),
        state=RoundState.OPEN.value,
        threshold=DEFAULT.anonymity,
    )
    relations = [Relation.MANAGER, *[Relation.PEER] * tale.random.randint(3, 4)]
    relations += [Relation.DIRECT_REPORT] * tale.random.randint(2, 4)
    raters = [event.make("pulse_rater", round_id=round_id, person_id=_who(tale, relation), relation=relation.value)
              for relation in relations]  # fmt: skip
    for rater, relation in zip(raters, relations, strict=True):
        answered = opened + timedelta(days=tale.random.randint(1, 10))
        if not tale.happened(answered) or tale.chance(0.1):
            continue
        note = tale.event(tale.moment(answered, 13), f"noted an answer to pulse {number} of {tale.client}")
        note.change("pulse_rater", rater, answered_on=answered.isoformat())
        for told in tale.goals[:2]:
            seen = round(tale.random.gauss(0.6 + 0.5 * number + 0.3 * told.level, 0.8))
            change = max(-3, min(3, seen))
            note.tie("pulse_answer", "rater_id", "goal_id", rater_id=rater, goal_id=told.id, change=change)
        if not tale.script and tale.chance(0.35):
            topic = tale.goals[0].topic
            _feedforward(tale, note, relation, answered, tale.writer.say(topic.feedforward, tale.cast))
    if tale.happened(closed):
        event = tale.event(tale.moment(closed, 17), f"closed pulse {number} of {tale.client}")
        event.change("pulse_round", round_id, state=RoundState.CLOSED.value)


def _feedforward(tale: Tale, event: Event, relation: Relation, day: date, body: str) -> None:
    key = event.make("feedforward", engagement_id=tale.id, relation=relation.value, given_on=day.isoformat(), body=body)
    taken_up = [m for m in tale.held(SessionKind.COACHING) if m.at.date() > day + timedelta(days=2)]
    if taken_up and tale.chance(0.5) and not tale.script:
        meeting = taken_up[0]
        used = tale.event(tale.moment(meeting.at.date(), 21), f"used feedforward with {tale.client}")
        used.change("feedforward", key, used_on=meeting.at.date().isoformat())
