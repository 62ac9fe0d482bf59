"""Where a leader stands: ratings by stage in the order of their gaps, the 360; as text, data and rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from coachtui.domain import words
from coachtui.domain.assessment import FeedbackResult, Relation, RoundResult, RoundState, Stage
from coachtui.domain.intake import Intake, RatedCompetency
from coachtui.reports.text import as_data, dated, flat, joined


def lines(intake: Intake, stage: Stage | None = None) -> list[str]:
    """Return the assessment as lines of text: all stages, ordered by the gaps of the latest; or one `stage`."""
    return list(_lines(intake, stage))


def data(intake: Intake, stage: Stage | None = None) -> dict[str, Any]:
    """Return the assessment as plain data, with what is reckoned from it; the evidence is private."""
    stages = _stages(intake, stage)
    return {
        "engagement_id": intake.engagement_id,
        "client": intake.client,
        "model": intake.model,
        "version": intake.version,
        "stages": as_data([one for one in intake.stages if one.stage in stages]),
        "competencies": [_competency_data(one, stages) for one in intake.ordered(_last(stages))],
        "rounds": [_round_data(one) for one in intake.rounds],
    }


def columns(stages: Sequence[Stage]) -> list[str]:
    """Return the heads of the table for these stages."""
    heads = ["competency", "kpi"]
    for stage in stages:
        heads += [f"{stage}_{name}" for name in ("current", "target", "gap", "importance", "change")]
    return [*heads, "unaddressed", "goals", *(f"360_{one}" for one in Relation), "360_others", "360_difference"]


def rows(intake: Intake, stage: Stage | None = None) -> tuple[list[str], list[list[str | int | float]]]:
    """Return heads and rows of the table, one for each competency, without evidence; "" is for what is not known."""
    stages = _stages(intake, stage)
    return columns(stages), [_row(one, intake, stages) for one in intake.ordered(_last(stages))]


def _lines(intake: Intake, stage: Stage | None) -> Iterator[str]:
    stages = _stages(intake, stage)
    last = _last(stages)
    yield f"Intake: {flat(intake.client)}"
    yield (
        f"Model: {flat(intake.model)} {flat(intake.version)}" if intake.model_id else "No competency model chosen yet."
    )
    for line in intake.stages:
        if line.stage in stages:
            yield f"Assessed at the {line.stage}: {dated(line.held_on, intake.today)}"
    if stage and not stages:
        yield f"Nothing was assessed at the {stage}."
    elif not stages:
        yield "Nothing was assessed yet."
    if intake.competencies:
        by = f", widest gap × importance at the {last} first" if last else ""
        yield from ("", f"Competencies{by}:")
        for one in intake.ordered(last):
            yield from (f"  {line}" for line in _competency(one, stages))
    for found in intake.rounds:
        yield ""
        yield from _round(found, intake)


def _stages(intake: Intake, stage: Stage | None) -> list[Stage]:
    return [one.stage for one in intake.stages if stage in (None, one.stage)]


def _last(stages: Sequence[Stage]) -> Stage | None:
    return stages[-1] if stages else None


def _competency(one: RatedCompetency, stages: Sequence[Stage]) -> Iterator[str]:
    last = _last(stages)
    signs = joined("leadership KPI" if one.kpi else "", "gap with no goal yet" if one.unaddressed(last) else "")
    yield f"{flat(one.name)}{f' ({signs})' if signs else ''}"
    for stage in stages:
        rating = one.rating(stage)
        if rating is None:
            yield f"  {stage}: not rated"
            continue
        gap, change = rating.gap, one.change(stage)
        yield f"  {stage}: " + joined(
            f"now {_level(rating.current)}",
            f"target {_level(rating.target)}",
            f"gap {words.number(gap)}" if gap is not None else "",
            f"importance {rating.importance}",
            f"{words.level(change)} since the start" if change is not None else "",
        )
        if rating.current and one.level_text(rating.current):
            yield f"    Level {rating.current}: {flat(one.level_text(rating.current))}"
        if rating.evidence:
            yield f"    Evidence (private): {flat(rating.evidence)}"
    for title in one.goals:
        yield f"  Goal: {flat(title)}"
    for title in one.closed_goals:
        yield f"  Goal, closed: {flat(title)}"


def _level(level: int | None) -> str:
    return "not rated" if level is None else str(level)


def _round(found: RoundResult, intake: Intake) -> Iterator[str]:
    when = [
        f"{verb} {dated(on, intake.today)}"
        for verb, on in (("opened", found.opened_on), ("closed", found.closed_on))
        if on
    ]
    yield f"360: {joined(flat(found.name), words.label(found.state), *when, _scale(found))}"
    counts = [
        f"{words.label(one)} {found.answered.get(one, 0)} of {found.invited[one]}"
        for one in Relation
        if found.invited.get(one)
    ]
    yield f"  Answered: {joined(*counts) or 'nobody was asked yet'}"
    if not found.shows_means:
        if found.state is RoundState.OPEN:
            yield "  Means are shown when the round is closed."
        return
    yield from (f"  {line}" for line in _omissions(found))
    for key, name in found.names.items():
        means = [
            f"{words.label(group.relation)} {words.number(mean.mean)}"
            for group in found.result.groups
            for mean in group.means
            if mean.competency_id == key
        ]
        yield f"  {flat(name)}: {joined(*means, *_compared(found, key)) or 'nothing that may be shown'}"


def _scale(found: RoundResult) -> str:
    return f"scale {found.scale.low} to {found.scale.high}"


def _omissions(found: RoundResult) -> Iterator[str]:
    for relation, count in found.result.omitted:
        yield f"{words.label(relation).capitalize()}: left out; {count} answered, {found.threshold} are needed."


def _compared(found: RoundResult, key: str) -> Iterator[str]:
    for mean in found.result.others:
        if mean.competency_id == key:
            yield f"others together {words.number(mean.mean)}"
    for pair in found.pairs:
        if pair.competency_id == key:
            sign = f" ({words.label(pair.insight)})" if pair.insight else ""
            yield f"others − self {words.level(pair.difference)}{sign}"


def _competency_data(one: RatedCompetency, stages: Sequence[Stage]) -> dict[str, Any]:
    return {
        "competency_id": one.competency_id,
        "name": one.name,
        "description": one.description,
        "kpi": one.kpi,
        "levels": list(one.levels),
        "goals": list(one.goals),
        "closed_goals": list(one.closed_goals),
        "unaddressed": one.unaddressed(_last(stages)),
        "ratings": {
            stage.value: as_data(rating) | {"gap": rating.gap, "change": one.change(stage)}
            for stage in stages
            if (rating := one.rating(stage))
        },
    }


def _round_data(found: RoundResult) -> dict[str, Any]:
    plain: dict[str, Any] = as_data(found._replace(invited={}, answered={}, names={}))
    counts = {
        "invited": {one.value: count for one, count in found.invited.items()},
        "answered": {one.value: count for one, count in found.answered.items()},
    }
    pairs = [as_data(pair) | {"difference": pair.difference} for pair in found.pairs]
    omitted = _omitted(found.result) if found.shows_means else []
    result = plain["result"] | {"omitted": omitted}
    return plain | counts | {"names": dict(found.names), "pairs": pairs, "result": result}


def _omitted(result: FeedbackResult) -> list[dict[str, Any]]:
    return [{"relation": relation.value, "responses": count} for relation, count in result.omitted]


def _row(one: RatedCompetency, intake: Intake, stages: Sequence[Stage]) -> list[str | int | float]:
    row: list[str | int | float] = [flat(one.name), int(one.kpi)]
    for stage in stages:
        rating = one.rating(stage)
        figures = (rating.current, rating.target, rating.gap, rating.importance) if rating else (None,) * 4
        row += ["" if figure is None else figure for figure in (*figures, one.change(stage))]
    row += [int(one.unaddressed(_last(stages))), "; ".join(flat(title) for title in one.goals)]
    found = intake.round
    if found is None:
        return [*row, *[""] * (len(Relation) + 2)]
    key = one.competency_id
    groups = {
        group.relation: mean.mean for group in found.result.groups for mean in group.means if mean.competency_id == key
    }
    others = [mean.mean for mean in found.result.others if mean.competency_id == key]
    difference = [pair.difference for pair in found.pairs if pair.competency_id == key]
    seen = (*(groups.get(relation) for relation in Relation), *(others or (None,)), *(difference or (None,)))
    return [*row, *("" if value is None else round(value, 2) for value in seen)]
