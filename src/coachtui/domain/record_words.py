"""What a record and its fields are called when they are told about outside their own screen: "session of 24 Nov 2026".

The phrases are made here from what `store/reads/record_words.py` finds; both know every table that the log covers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from coachtui.domain.words import day_and_year, labelled, level, month_day, number, plural

TITLE = 48
"""How much of a record's own text its phrase quotes, in characters."""


class RecordWords(NamedTuple):
    """A record in words.

    `what` names it and whose it is ("session of 24 Nov 2026, Dana Okafor"), `bare` leaves the second out. `client` is
    the person whose record it is, empty for what belongs to nobody. A record that is `gone` is unknown or was removed;
    one that is `binned` lies in the bin itself.
    """

    what: str
    engagement_id: str | None
    client: str
    bare: str
    gone: bool = False
    binned: bool = False


NOUNS: Mapping[str, str] = {
    "agreement_grant": "grant of an agreement",
    "agreement_version": "agreement",
    "assessment": "assessment",
    "attendance": "attendance at a three-way",
    "behaviour_observation": "observation",
    "calendar_event": "calendar event of a session",
    "calendar_match": "answer about a calendar",
    "check_in": "check-in",
    "coach": "coach",
    "coach_note": "journal entry",
    "commitment": "commitment",
    "competency": "competency",
    "competency_level": "level of a competency",
    "competency_model": "competency model",
    "competency_rating": "rating of a competency",
    "conflict": "conflict",
    "consent": "consent",
    "debrief": "debrief",
    "desired_behaviour": "desired behaviour",
    "engagement": "engagement",
    "engagement_private": "context of an engagement",
    "engagement_template": "template",
    "expectation": "expectation",
    "feedback_round": "feedback round",
    "feedforward": "feedforward",
    "goal": "goal",
    "goal_competency": "competency of a goal",
    "goal_level": "level of a goal",
    "goal_revision": "revision of a goal",
    "item_answer": "answer of a rater",
    "joint_rating": "rating of a goal",
    "log_entry": "entry of the coaching log",
    "meeting_outcome": "outcome of a three-way",
    "milestone": "milestone",
    "objective": "objective",
    "organisation": "organisation",
    "pause": "pause",
    "person": "person",
    "person_note": "note about a person",
    "practice": "practice",
    "programme": "programme",
    "progress": "progress entry",
    "progress_evidence": "evidence of progress",
    "pulse_answer": "answer in a mini-survey",
    "pulse_rater": "rater in a mini-survey",
    "pulse_round": "mini-survey",
    "rater": "rater",
    "rater_comment": "comment of a rater",
    "rating_evidence": "evidence of a rating",
    "reflection": "reflection",
    "round_item": "question of a feedback round",
    "session": "session",
    "session_lane": "time in a lane",
    "session_note": "note of a session",
    "session_series": "series of sessions",
    "session_summary": "summary of a session",
    "template_goal": "goal of a template",
    "template_goal_competency": "competency of a template's goal",
    "template_goal_level": "level of a template's goal",
    "template_grant": "grant of a template",
    "template_meeting": "meeting of a template",
    "theme": "theme",
    "time_off": "time off",
}
"""By table: one of its records."""

FIELDS: Mapping[str, str] = {
    "achievable": "achievable",
    "agreed_by": "who agreed",
    "agreed_on": "agreed on",
    "allocation": "allocation",
    "answered_on": "answered on",
    "assessment_id": "assessment",
    "attended": "attended",
    "audience": "audience",
    "author": "author",
    "baseline": "starting level",
    "behaviour": "behaviour",
    "behaviour_id": "desired behaviour",
    "body": "text",
    "cancelled_at": "cancelled at",
    "change": "perceived change",
    "client_id": "client",
    "client_name": "client",
    "closed_on": "closed on",
    "coach_id": "coach",
    "code": "code",
    "competency_id": "competency",
    "confidence": "confidence",
    "consented": "consent",
    "contact": "contact",
    "context": "context",
    "created_at": "begun on",
    "current": "current level",
    "day": "day",
    "deleted_at": "in the bin since",
    "description": "description",
    "difficulty": "difficulty",
    "digest": "fingerprint",
    "done_on": "done on",
    "drawn_up_on": "drawn up on",
    "due_day": "due day",
    "due_on": "due date",
    "email": "email",
    "end_reason": "reason for the end",
    "ended_on": "ended on",
    "ends_on": "end",
    "engagement_id": "engagement",
    "execution": "what was achieved",
    "folded": "name for finding",
    "form": "form",
    "former_measure": "former measure",
    "former_title": "former title",
    "from_on": "from",
    "given_on": "given on",
    "goal_id": "goal",
    "granted": "granted",
    "group_size": "size of the group",
    "held_minutes": "minutes held",
    "held_on": "held on",
    "importance": "importance",
    "interval_weeks": "weeks between sessions",
    "item": "item",
    "item_id": "question",
    "kept": "kept",
    "kind": "kind",
    "kpi": "leadership KPI",
    "lane": "lane",
    "leadership": "how people were led",
    "level": "level",
    "logistics": "logistics",
    "made_on": "made on",
    "manager_id": "manager",
    "measure": "measure",
    "minutes": "minutes",
    "model_id": "competency model",
    "moved": "what moved",
    "moved_to_id": "moved to",
    "name": "name",
    "named_in_log": "named in the log",
    "next_step": "next step",
    "noted_on": "noted on",
    "notice_counts": "late cancellations count",
    "notice_hours": "hours of notice",
    "number": "number",
    "objective_id": "objective",
    "observed_on": "observed on",
    "opened_on": "opened on",
    "organisation_id": "organisation",
    "owner": "owner",
    "owner_coach_id": "owner",
    "paid": "paid",
    "paid_hours": "paid hours",
    "party": "party",
    "percent": "per cent",
    "person_id": "person",
    "phone": "phone",
    "position": "place in the list",
    "pro_bono_hours": "pro bono hours",
    "programme_id": "programme",
    "rated_on": "rated on",
    "rater_id": "rater",
    "reason": "reason",
    "recurrence": "occurrence",
    "relation": "relation",
    "released": "released by the client",
    "revised_on": "revised on",
    "role_change": "change of role",
    "role_from": "former role",
    "role_title": "role",
    "roles": "roles",
    "round_id": "round",
    "rule": "rule",
    "scale_high": "top of the scale",
    "scale_low": "bottom of the scale",
    "seconds": "seconds",
    "sequence": "version in the calendar",
    "series_id": "series",
    "session_id": "session",
    "session_minutes": "minutes of a session",
    "shown": "shown",
    "source": "calendar",
    "span_days": "days",
    "sponsor_id": "sponsor",
    "stage": "stage",
    "starts_local": "time",
    "starts_on": "start",
    "starts_utc": "time in UTC",
    "state": "state",
    "target": "target level",
    "template_id": "template",
    "threshold": "anonymity threshold",
    "time_zone": "time zone",
    "title": "title",
    "training_started_on": "start of the training",
    "uid": "key in the calendar",
    "unit": "unit",
    "until_on": "until",
    "used_on": "used on",
    "value": "value",
    "version": "version",
    "version_id": "agreement",
    "word": "word",
    "wording": "wording",
    "words": "words",
    "work": "work",
    "written_on": "written on",
}
"""By column, whatever the table; `field` knows the exceptions."""

_FIELDS: Mapping[tuple[str, str], str] = {
    ("check_in", "moved"): "what moved",
    ("coach_note", "body"): "journal",
    ("debrief", "work"): "real work",
    ("engagement", "starts_on"): "first day",
    ("engagement", "ends_on"): "last day",
    ("item_answer", "value"): "answer",
    ("person_note", "body"): "private note",
    ("progress_evidence", "body"): "evidence",
    ("rating_evidence", "body"): "evidence",
    ("session", "kind"): "kind of meeting",
    ("session_note", "body"): "private notes",
    ("session_summary", "body"): "shared summary",
}

_YES_OR_NO_ANYWHERE = frozenset(
    {
        "achievable",
        "attended",
        "consented",
        "granted",
        "kept",
        "kpi",
        "named_in_log",
        "notice_counts",
        "paid",
        "released",
    }
)
_YES_OR_NO = frozenset({("behaviour_observation", "shown")})
_ENUMS = frozenset(
    {
        "audience",
        "author",
        "form",
        "item",
        "kind",
        "lane",
        "owner",
        "party",
        "relation",
        "role_change",
        "stage",
        "state",
        "unit",
    }
)
_MEETINGS = {"coaching": "session", "chemistry": "chemistry meeting", "debrief": "assessment debrief"}


def noun(table: str) -> str:
    """Return what one record of a table is called: "session", "note of a session"."""
    return NOUNS.get(table, table.replace("_", " "))


def field(table: str, column: str) -> str:
    """Return what the screens call a field: "private notes", "due date"."""
    return _FIELDS.get((table, column)) or FIELDS.get(column, column.replace("_", " "))


def value(table: str, column: str, held: str | float | None, *, today: date | None = None) -> str:
    """Return the value of a field on one line: days, times, enums and yes or no in words, long texts cut.

    A moment is told in UTC, a link to another record as its key: `store.reads.record_words.values` names it.
    """
    if held is None or held == "":
        return "nothing"
    if (table, column) in _YES_OR_NO or column in _YES_OR_NO_ANYWHERE:
        return "yes" if held else "no"
    if not isinstance(held, str):
        return level(held) if column in ("level", "change") else number(held)
    if column == "starts_local" or column.endswith(("_at", "_utc")):
        return f"{_day(held, today)} {held[11:16]}{' UTC' if column != 'starts_local' else ''}"
    if column.endswith("_on"):
        return _day(held, today)
    return labelled(held) if column in _ENUMS else title(held)


def counted(table: str, number: int) -> str:
    """Return how many records of a table: "2 commitments", "1 note"."""
    # What a part is a part of is known where this is said.
    one = noun(table).split(" of ")[0].split(" in ")[0].split(" about ")[0]
    return plural(number, one, f"{one[:-1]}ies" if one.endswith("y") and one[-2] not in "aeiou" else None)


def gone(table: str) -> RecordWords:
    """Return the words for a record that is not in the file: "a session that is gone"."""
    said = noun(table)
    said = f"{'an' if said[0] in 'aeiou' else 'a'} {said} that is gone"
    return RecordWords(said, None, "", said, gone=True)


def told(pattern: str, slots: Mapping[str, str | float | None], today: date | None = None) -> str:
    """Fill a phrase's slots: days in the coach's manner, the kind of a meeting, levels with their sign, texts cut.

    A day without its year is one of `today`'s year.
    """
    return pattern.format_map({name: _slot(name, value, today) for name, value in slots.items()})


def _slot(name: str, value: str | float | None, today: date | None) -> str:
    if value is None:
        return "–"
    match name:
        case "day":
            return _day(str(value), today)
        case "meeting":
            return _MEETINGS.get(str(value)) or labelled(str(value))
        case "kind" | "party" | "relation" | "stage" | "item" | "audience":
            return labelled(str(value))
        case "level":
            return level(float(value))
    return title(str(value))


def title(text: str, width: int = TITLE) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text[: width * 4].split())
    return line if len(line) <= width else f"{line[: width - 1].rstrip()}…"


def _day(written: str, today: date | None) -> str:
    try:
        day = date.fromisoformat(written[:10])
    except ValueError:
        return title(written)
    return month_day(day) if today and day.year == today.year else day_and_year(day)
