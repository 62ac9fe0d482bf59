"""Any record of any table in words, with the engagement and the client that it belongs to.

Records in the bin are told like others; what was removed for good, or never came, is "a session that is gone".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from coachtui.domain.record_words import RecordWords, gone, title, told, value
from coachtui.store.driver import Connection

Pair = tuple[str, str]
"""Table and row."""
Cell = tuple[str, str, str | float | None]
"""Table, column and value."""

_ENGAGED = " LEFT JOIN engagement e ON e.id = {} LEFT JOIN person c ON c.id = e.client_id"
_OWN = _ENGAGED.format("t.engagement_id")
_SESSION = " LEFT JOIN session s ON s.id = {}" + _ENGAGED.format("s.engagement_id")
_GOAL = " LEFT JOIN goal g ON g.id = {}" + _ENGAGED.format("g.engagement_id")
_VERSION = " LEFT JOIN agreement_version v ON v.id = t.version_id" + _ENGAGED.format("v.engagement_id")
_ROUND = " LEFT JOIN feedback_round r ON r.id = {}" + _ENGAGED.format("r.engagement_id")
_PULSE = " LEFT JOIN pulse_round r ON r.id = {}" + _ENGAGED.format("r.engagement_id")
_RATING = (
    " LEFT JOIN competency k ON k.id = {0}.competency_id LEFT JOIN assessment a ON a.id = {0}.assessment_id"
    + _ENGAGED.format("a.engagement_id")
)
_OF_ORGANISATION = " LEFT JOIN organisation o ON o.id = t.organisation_id"
_TEMPLATE = " LEFT JOIN engagement_template m ON m.id = {}"
_TEMPLATE_GOAL = " LEFT JOIN template_goal g ON g.id = t.goal_id" + _TEMPLATE.format("g.template_id")


class Way(NamedTuple):
    """How a table's records are told: a phrase, its slots as SQL over `t`, and from where they come.

    `whose` is said after the phrase; it is the client unless told otherwise.
    """

    phrase: str
    slots: Mapping[str, str] = {}
    joins: str = ""
    engagement: str = "e.id"
    client: str = "c.name"
    whose: str = "c.name"


def _alone(phrase: str, slots: Mapping[str, str], joins: str = "", client: str = "''", whose: str = "''") -> Way:
    """Return the way of a table whose records belong to no engagement."""
    return Way(phrase, slots, joins, "NULL", client, whose)


_HELD = {"meeting": "s.kind", "day": "s.starts_local"}
_OF_SESSION = "the {meeting} of {day}"
_OF_TEMPLATE = {"template": "m.name"}
_TITLE = {"title": "t.title"}
_NAME = {"name": "t.name"}
_BODY = {"body": "t.body"}
_OF_GOAL = {"goal": "g.title"}

WAYS: Mapping[str, Way] = {
    "practice": _alone("practice {name}", _NAME),
    "conflict": _alone("conflict about a {table}", {"table": "replace(t.table_name, '_', ' ')"}),
    "organisation": _alone("organisation {name}", _NAME),
    "objective": _alone("objective {title}", _TITLE, _OF_ORGANISATION, whose="o.name"),
    "person": _alone("person {name}", _NAME, client="t.name"),
    "person_note": _alone(
        "note about {name}", {"name": "p.name"}, " LEFT JOIN person p ON p.id = t.id", client="p.name"
    ),
    "coach": _alone("coach {name}", _NAME),
    "programme": _alone("programme {name}", _NAME),
    "desired_behaviour": _alone(
        "desired behaviour {behaviour}", {"behaviour": "t.behaviour"}, _OF_ORGANISATION, whose="o.name"
    ),
    "competency_model": _alone("competency model {name} {version}", {**_NAME, "version": "t.version"}),
    "competency": _alone(
        "competency {name}", _NAME, " LEFT JOIN competency_model m ON m.id = t.model_id", whose="m.name"
    ),
    "competency_level": _alone(
        "level {number} of competency {name}",
        {"number": "t.level", "name": "k.name"},
        " LEFT JOIN competency k ON k.id = t.competency_id LEFT JOIN competency_model m ON m.id = k.model_id",
        whose="m.name",
    ),
    "log_entry": _alone("log entry of {day}", {"day": "t.starts_on"}, client="t.client_name", whose="t.client_name"),
    "engagement": Way("engagement {code}", {"code": "t.code"}, _ENGAGED.format("t.id")),
    "engagement_private": Way("context of the engagement", {}, _ENGAGED.format("t.id")),
    "pause": Way("pause from {day}", {"day": "t.from_on"}, _OWN),
    "coach_note": Way("{kind} of {day}", {"kind": "t.kind", "day": "t.written_on"}, _OWN),
    "behaviour_observation": Way("observation of {day}", {"day": "t.observed_on"}, _OWN),
    "session_series": Way("series of sessions from {day}", {"day": "t.starts_local"}, _OWN),
    "session": Way("{meeting} of {day}", _HELD, _SESSION.format("t.id")),
    "session_note": Way(f"notes of {_OF_SESSION}", _HELD, _SESSION.format("t.id")),
    "session_summary": Way(f"summary of {_OF_SESSION}", _HELD, _SESSION.format("t.id")),
    "session_lane": Way(
        f"time in lane {{lane}} of {_OF_SESSION}", {"lane": "t.lane", **_HELD}, _SESSION.format("t.session_id")
    ),
    "calendar_event": Way(f"calendar event of {_OF_SESSION}", _HELD, _SESSION.format("t.session_id")),
    "calendar_match": Way("answer about {words} in a calendar", {"words": "t.words"}, _OWN),
    "time_off": _alone("time off from {day}", {"day": "t.from_on"}),
    "commitment": Way("commitment {body}", _BODY, _OWN),
    "debrief": Way(f"debrief in {_OF_SESSION}", _HELD, _SESSION.format("t.session_id")),
    "theme": Way(f"theme {{word}} in {_OF_SESSION}", {"word": "t.word", **_HELD}, _SESSION.format("t.session_id")),
    "agreement_version": Way("agreement, version {number}", {"number": "t.number"}, _OWN),
    "agreement_grant": Way(
        "agreement, version {number}: {item} for the {audience}",
        {"number": "v.number", "item": "t.item", "audience": "t.audience"},
        _VERSION,
    ),
    "consent": Way(
        "consent of the {party} to the agreement, version {number}",
        {"party": "t.party", "number": "v.number"},
        _VERSION,
    ),
    "expectation": Way("{kind} {body}", {"kind": "t.kind", **_BODY}, _OWN),
    "attendance": Way(
        f"attendance of the {{party}} at {_OF_SESSION}", {"party": "t.party", **_HELD}, _SESSION.format("t.session_id")
    ),
    "meeting_outcome": Way("outcome {body}", _BODY, _SESSION.format("t.session_id")),
    "joint_rating": Way(
        "the {party}'s rating of goal {goal}, {day}",
        {"party": "t.party", "day": "t.rated_on", **_OF_GOAL},
        _GOAL.format("t.goal_id"),
    ),
    "check_in": Way("texts of {}".replace("{}", _OF_SESSION), _HELD, _SESSION.format("t.id")),
    "assessment": Way("assessment at the {stage}", {"stage": "t.stage"}, _OWN),
    "competency_rating": Way("rating of {name}", {"name": "k.name"}, _RATING.format("t")),
    "rating_evidence": Way(
        "evidence for the rating of {name}",
        {"name": "k.name"},
        " LEFT JOIN competency_rating q ON q.id = t.id" + _RATING.format("q"),
    ),
    "feedback_round": Way("feedback round {name}", _NAME, _OWN),
    "round_item": Way(
        "question {wording} of feedback round {name}",
        {"wording": "t.wording", "name": "r.name"},
        _ROUND.format("t.round_id"),
    ),
    "rater": Way(
        "rater ({relation}) of feedback round {name}",
        {"relation": "t.relation", "name": "r.name"},
        _ROUND.format("t.round_id"),
    ),
    "item_answer": Way(
        "an answer in feedback round {name}",
        {"name": "r.name"},
        " LEFT JOIN rater x ON x.id = t.rater_id" + _ROUND.format("x.round_id"),
    ),
    "rater_comment": Way(
        "a comment in feedback round {name}",
        {"name": "r.name"},
        " LEFT JOIN rater x ON x.id = t.rater_id" + _ROUND.format("x.round_id"),
    ),
    "goal": Way("goal {title}", _TITLE, _OWN),
    "goal_level": Way("level {level} of goal {goal}", {"level": "t.level", **_OF_GOAL}, _GOAL.format("t.goal_id")),
    "goal_competency": Way(
        "competency {name} of goal {goal}",
        {"name": "k.name", **_OF_GOAL},
        " LEFT JOIN competency k ON k.id = t.competency_id" + _GOAL.format("t.goal_id"),
    ),
    "goal_revision": Way(
        "revision of {day} of goal {goal}", {"day": "t.revised_on", **_OF_GOAL}, _GOAL.format("t.goal_id")
    ),
    "milestone": Way("milestone {title}", _TITLE, _GOAL.format("t.goal_id")),
    "progress": Way("progress of {day} on goal {goal}", {"day": "t.noted_on", **_OF_GOAL}, _GOAL.format("t.goal_id")),
    "progress_evidence": Way(
        "evidence for the progress of {day} on goal {goal}",
        {"day": "q.noted_on", **_OF_GOAL},
        " LEFT JOIN progress q ON q.id = t.id" + _GOAL.format("q.goal_id"),
    ),
    "reflection": Way(
        "reflection of {day} on goal {goal}", {"day": "t.written_on", **_OF_GOAL}, _GOAL.format("t.goal_id")
    ),
    "pulse_round": Way("mini-survey {number}", {"number": "t.number"}, _OWN),
    "pulse_rater": Way(
        "rater ({relation}) of mini-survey {number}",
        {"relation": "t.relation", "number": "r.number"},
        _PULSE.format("t.round_id"),
    ),
    "pulse_answer": Way(
        "an answer in mini-survey {number}",
        {"number": "r.number"},
        " LEFT JOIN pulse_rater x ON x.id = t.rater_id" + _PULSE.format("x.round_id"),
    ),
    "feedforward": Way("feedforward of {day}", {"day": "t.given_on"}, _OWN),
    "engagement_template": _alone("template {name}", _NAME),
    "template_meeting": _alone(
        "three-way at the {stage} in template {template}",
        {"stage": "t.stage", **_OF_TEMPLATE},
        _TEMPLATE.format("t.template_id"),
    ),
    "template_grant": _alone(
        "{item} for the {audience} in template {template}",
        {"item": "t.item", "audience": "t.audience", **_OF_TEMPLATE},
        _TEMPLATE.format("t.template_id"),
    ),
    "template_goal": _alone(
        "goal {title} in template {template}", {**_TITLE, **_OF_TEMPLATE}, _TEMPLATE.format("t.template_id")
    ),
    "template_goal_level": _alone(
        "level {level} of goal {goal} in template {template}",
        {"level": "t.level", **_OF_GOAL, **_OF_TEMPLATE},
        _TEMPLATE_GOAL,
    ),
    "template_goal_competency": _alone(
        "competency {name} of goal {goal} in template {template}",
        {"name": "k.name", **_OF_GOAL, **_OF_TEMPLATE},
        " LEFT JOIN competency k ON k.id = t.competency_id" + _TEMPLATE_GOAL,
    ),
}
"""By table."""


def words(db: Connection, pairs: Iterable[Pair], *, today: date | None = None) -> dict[Pair, RecordWords]:
    """Return every one of these records in words, by one query for each table.

    With `today`, days of its year are told without the year.
    """
    rows: dict[str, set[str]] = {}
    for table, row in pairs:
        rows.setdefault(table, set()).add(row)
    said = {(table, row): gone(table) for table, some in rows.items() for row in some}
    for table, some in rows.items():
        if way := WAYS.get(table):
            said.update({(table, row): found for row, found in _told(db, table, way, some, today)})
    return said


def links(db: Connection, table: str) -> dict[str, str]:
    """Return, by column of a table that points at another, the other's name; a one-to-one text's key is among them."""
    return {row[3]: row[2] for row in db.execute("SELECT * FROM pragma_foreign_key_list(?, 'main')", (table,))}


def values(db: Connection, cells: Iterable[Cell], *, today: date | None = None) -> dict[Cell, str]:
    """Return the values of fields on one line each, links to other records as those records' words."""
    held = [*dict.fromkeys(cells)]
    targets = {table: links(db, table) for table in {table for table, _, _ in held}}
    pairs = {
        cell: (targets[cell[0]][cell[1]], str(cell[2])) for cell in held if cell[2] and cell[1] in targets[cell[0]]
    }
    said = words(db, pairs.values(), today=today)
    return {cell: said[pairs[cell]].bare if cell in pairs else value(*cell, today=today) for cell in held}


def _told(
    db: Connection, table: str, way: Way, rows: Iterable[str], today: date | None
) -> Iterable[tuple[str, RecordWords]]:
    slots = "".join(f", {expression}" for expression in way.slots.values())
    found = db.execute(
        f"SELECT t.id, t.deleted_at IS NOT NULL, {way.engagement}, {way.client}, {way.whose}{slots} "
        f'FROM "{table}" t{way.joins} WHERE t.id IN (SELECT value FROM json_each(?))',
        (json.dumps([*rows]),),
    )
    for row, binned, engagement_id, client, whose, *values in found:
        bare = told(way.phrase, dict(zip(way.slots, values, strict=True)), today)
        what = f"{bare}, {title(whose)}" if whose else bare
        yield row, RecordWords(what, engagement_id, client or "", bare, binned=bool(binned))
