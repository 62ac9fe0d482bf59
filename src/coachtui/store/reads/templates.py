"""Reads of templates, the shape of an engagement that one is taken from, and who is known of a cohort."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from coachtui.domain.alignment import AgreementItem, Audience
from coachtui.domain.assessment import Stage
from coachtui.domain.drafts import Invalid, Problem
from coachtui.domain.engagement import AllocationUnit, CoachingForm
from coachtui.domain.line import Named
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.template import (
    Shape,
    Template,
    TemplateDraft,
    TemplateGoal,
    TemplateLine,
    TemplateMeeting,
    shape_of,
)
from coachtui.domain.words import folded
from coachtui.store import errors
from coachtui.store.driver import Connection
from coachtui.store.reads import alignment, engagement, goals
from coachtui.store.reads.facts import here, standings
from coachtui.store.reads.people import MOST_WORDS

_LIST = """
SELECT t.id, t.name, t.span_days, t.allocation, t.unit, t.interval_weeks,
    (SELECT count(*) FROM template_meeting m WHERE m.template_id = t.id AND m.deleted_at IS NULL),
    (SELECT count(*) FROM template_goal g WHERE g.template_id = t.id AND g.deleted_at IS NULL),
    coalesce(m.name || ' ' || m.version, ''), m.id IS NOT NULL AND m.deleted_at IS NOT NULL
FROM engagement_template t LEFT JOIN competency_model m ON m.id = t.model_id
WHERE t.deleted_at IS NULL AND {matches} ORDER BY t.folded, t.id LIMIT ?
"""
_TEMPLATE = """
SELECT t.name, t.span_days, t.allocation, t.unit, t.interval_weeks, t.session_minutes, t.notice_hours,
    t.notice_counts, t.form, t.paid, t.model_id, t.roles, t.logistics, coalesce(m.name || ' ' || m.version, ''),
    m.id IS NOT NULL AND m.deleted_at IS NOT NULL
FROM engagement_template t LEFT JOIN competency_model m ON m.id = t.model_id
WHERE t.id = ? AND t.deleted_at IS NULL
"""
_OF_GOALS = "goal_id IN (SELECT id FROM template_goal WHERE template_id = ? AND deleted_at IS NULL)"
_GOALS = """
SELECT id, title, measure, importance, difficulty, baseline, due_day FROM template_goal
WHERE template_id = ? AND deleted_at IS NULL ORDER BY position, id LIMIT 200
"""
_LEVELS = f"""
SELECT goal_id, level, description FROM template_goal_level WHERE {_OF_GOALS} AND deleted_at IS NULL
ORDER BY level LIMIT 1000
"""
_SERVED = f"""
SELECT l.goal_id, c.id, c.name FROM template_goal_competency l JOIN competency c ON c.id = l.competency_id
WHERE {_OF_GOALS} AND l.deleted_at IS NULL AND c.deleted_at IS NULL ORDER BY c.position, c.id LIMIT 2000
"""
_MINUTES = """
SELECT stage, minutes FROM session WHERE engagement_id = ? AND kind = 'three_way' AND state IN ('held', 'planned')
AND deleted_at IS NULL ORDER BY state = 'planned', starts_utc LIMIT 100
"""
_RUNNING = """
SELECT e.client_id, e.id, e.code FROM engagement e WHERE e.deleted_at IS NULL AND e.programme_id IS ?
AND e.state IN ('draft', 'active', 'paused') AND e.client_id IN ({places}) LIMIT 1000
"""
_PERSON = "SELECT p.id, p.name, coalesce(p.email, ''), coalesce(p.role_title, ''), p.organisation_id FROM person p"


class Known(NamedTuple):
    """A person of the practice."""

    id: str
    name: str
    email: str
    role_title: str
    organisation_id: str | None


def templates(db: Connection, words: str = "", limit: int = 50) -> list[TemplateLine]:
    """Return the templates whose name holds every word, by name."""
    parts = folded(words).split()[:MOST_WORDS]
    matches = " AND ".join(["true", *["instr(t.folded, ?) > 0"] * len(parts)])
    return [_line(row) for row in db.execute(_LIST.format(matches=matches), (*parts, limit))]


def template(db: Connection, template_id: str) -> Template:
    """Return a whole template. Raises NotFound."""
    row = db.execute(_TEMPLATE, (template_id,)).fetchone()
    if row is None:
        raise errors.NotFound("That template is not there any more.")
    draft = TemplateDraft(
        name=row[0],
        span_days=row[1],
        allocation=row[2],
        unit=AllocationUnit(row[3]),
        interval_weeks=row[4],
        session_minutes=row[5],
        notice_hours=row[6],
        notice_counts=bool(row[7]),
        form=CoachingForm(row[8]),
        paid=bool(row[9]),
        model_id=row[10],
        roles=row[11],
        logistics=row[12],
        grants={
            (AgreementItem(item), Audience(to)): bool(granted)
            for item, to, granted in db.execute(
                "SELECT item, audience, granted FROM template_grant WHERE template_id = ? AND deleted_at IS NULL "
                "ORDER BY item, audience LIMIT 100",
                (template_id,),
            )
        },
        meetings=_meetings(db, template_id),
    )
    served = [(goal, key, name) for goal, key, name in db.execute(_SERVED, (template_id,))]
    drawn = draft._replace(goals=_goals(db, template_id, [(goal, key) for goal, key, _ in served]))
    return Template(template_id, drawn, row[13], bool(row[14]), {key: name for _, key, name in served})


def named(db: Connection, name: str) -> str | None:
    """Return the id of the live template of this name (accents and case apart), or None."""
    row = db.execute(
        "SELECT id FROM engagement_template WHERE folded = ? AND deleted_at IS NULL", (folded(name.strip()),)
    ).fetchone()
    return row[0] if row else None


def find(db: Connection, words: str) -> str:
    """Return the id of the one template of this name, or whose name holds every word. Raises NotFound."""
    exact = named(db, words)
    if exact:
        return exact
    found = templates(db, words, limit=11) if words.strip() else []
    if len(found) == 1:
        return found[0].id
    if found:
        listed = "\n".join(f"  {one.name}" for one in found[:10])
        raise errors.NotFound(f"“{words}” could be one of these templates; give more letters:\n{listed}")
    there = templates(db, limit=1)
    told = "`coachtui templates` lists them." if there else "`coachtui template save CLIENT NAME` makes the first one."
    raise errors.NotFound(f"No template is called “{words}”. {told}")


def shape(db: Connection, engagement_id: str, now: datetime, name: str = "", *, rules: Rules = DEFAULT) -> Shape:
    """Return the shape of an engagement as a template under a name. Raises NotFound; Invalid while it has no dates.

    Read are its terms, its agreement as it stands, its three-ways and what its goals say; no notes, no evidence, no
    progress, nobody's words.
    """
    drawn = engagement.draft(db, engagement_id)
    names = engagement.names(db, engagement_id)
    standing = standings(db, [engagement_id], here(db, now), rules)[0]
    if standing.span is None:
        told = "This engagement has no start or no end yet, so it has no shape. Give both dates (e, then E) first."
        raise Invalid([Problem("span_days", told)])
    agreed = next(iter(alignment.agreements(db, engagement_id)), None)
    ids = db.execute(
        "SELECT id FROM goal WHERE engagement_id = ? AND deleted_at IS NULL ORDER BY position, id LIMIT ?",
        (engagement_id, rules.template_goals),
    ).fetchall()
    model = _model(db, drawn.model_id)
    draft = shape_of(
        name,
        drawn._replace(model_id=drawn.model_id if model else None),
        standing.span,
        standing.stages,
        _lengths(db, engagement_id),
        [goals.draft(db, goal_id) for (goal_id,) in ids],
        roles=agreed.roles if agreed else "",
        logistics=agreed.logistics if agreed else "",
        grants=agreed.grants if agreed else {},
        rules=rules,
    )
    people = [names[part] for part in ("client_id", "manager_id", "sponsor_id") if names[part]]
    return Shape(engagement_id, names["client_id"], draft, model, tuple(dict.fromkeys(people)))


def recognise(db: Connection, name: str, email: str = "", organisation_id: str | None = None) -> list[Known]:
    """Return whom a name and an address mean: nobody, one, or several who can't be told apart.

    The address decides; else the name with the organisation, then the name where an organisation isn't known. Somebody
    with another address is somebody else: names are shared, addresses are not.
    """
    if email.strip():
        found = _people(db, "lower(p.email) = ?", email.strip().lower())
        if found:
            return found
    same = _people(db, "p.folded = ?", folded(name.strip())) if name.strip() else []
    exact = [one for one in same if one.organisation_id == organisation_id]
    loose = [one for one in same if one.organisation_id is None or organisation_id is None]
    return [one for one in exact or loose if not email.strip() or not one.email]


def running_in(db: Connection, programme_id: str | None, client_ids: list[str]) -> dict[str, Named]:
    """Return which of these people have an open engagement in a programme (None: in none), with its id and code."""
    if not client_ids:
        return {}
    rows = db.execute(_RUNNING.format(places=", ".join("?" * len(client_ids))), (programme_id, *client_ids))
    return {client_id: Named(key, code) for client_id, key, code in rows}


def _line(row: tuple[Any, ...]) -> TemplateLine:
    key, name, days, allocation, unit, weeks, meetings, goals, model, gone = row
    return TemplateLine(key, name, days, allocation, AllocationUnit(unit), weeks, meetings, goals, model, bool(gone))


def _meetings(db: Connection, template_id: str) -> tuple[TemplateMeeting, ...]:
    rows = db.execute(
        "SELECT stage, day, minutes FROM template_meeting WHERE template_id = ? AND deleted_at IS NULL LIMIT 10",
        (template_id,),
    )
    found = {stage: TemplateMeeting(Stage(stage), day, minutes) for stage, day, minutes in rows}
    return tuple(found[stage] for stage in Stage if stage in found)


def _goals(db: Connection, template_id: str, served: list[tuple[str, str]]) -> tuple[TemplateGoal, ...]:
    levels = db.execute(_LEVELS, (template_id,)).fetchall()

    def goal(goal_id: str, *said: Any) -> TemplateGoal:
        words = {level: words for of, level, words in levels if of == goal_id}
        ids = tuple(key for of, key in served if of == goal_id)
        return TemplateGoal(*said)._replace(levels=words, competency_ids=ids)

    return tuple(goal(*row) for row in db.execute(_GOALS, (template_id,)).fetchall())


def _model(db: Connection, model_id: str | None) -> str:
    row = db.execute(
        "SELECT name || ' ' || version FROM competency_model WHERE id = ? AND deleted_at IS NULL", (model_id,)
    ).fetchone()
    return row[0] if row else ""


def _lengths(db: Connection, engagement_id: str) -> dict[Stage, int]:
    """Return how long the three-way of each stage was to be: the first held, else the first planned."""
    found: dict[Stage, int] = {}
    for stage, minutes in db.execute(_MINUTES, (engagement_id,)):
        found.setdefault(Stage(stage), minutes)
    return found


def _people(db: Connection, condition: str, value: str) -> list[Known]:
    rows = db.execute(f"{_PERSON} WHERE {condition} AND p.deleted_at IS NULL ORDER BY p.id LIMIT 10", (value,))
    return [Known(*row) for row in rows]
