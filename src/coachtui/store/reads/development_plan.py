"""Reads the development plan of an engagement: gap → goal → action → effect."""

from __future__ import annotations

from datetime import datetime

from coachtui.domain.assessment import CompetencyStanding, capability_gaps
from coachtui.domain.goal_page import DevelopmentPlan, GoalLine, PlanGoal, PlanRow
from coachtui.domain.line import Named
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.store.driver import Connection
from coachtui.store.reads import cadence
from coachtui.store.reads.goals import goals

_HEAD = """
SELECT e.role_from, e.role_title, coalesce(o.name, ''), c.name FROM engagement e JOIN coach c ON c.id = e.coach_id
LEFT JOIN organisation o ON o.id = e.organisation_id WHERE e.id = ?
"""
# Levels by competency: as first rated, as rated last, and the latest target and importance.
_RATINGS = """
WITH rated AS (
    SELECT r.competency_id, r.current, r.target, r.importance,
        CASE a.stage WHEN 'start' THEN 1 WHEN 'middle' THEN 2 ELSE 3 END AS stage
    FROM assessment a JOIN competency_rating r ON r.assessment_id = a.id
    WHERE a.engagement_id = ? AND a.deleted_at IS NULL AND r.deleted_at IS NULL
)
SELECT c.id, c.name, max(r.stage * 10 + r.importance) % 10,
    CASE WHEN count(r.current) > 0 THEN min(CASE WHEN r.current IS NOT NULL THEN r.stage * 10 + r.current END) % 10 END,
    CASE WHEN count(r.current) > 0 THEN max(CASE WHEN r.current IS NOT NULL THEN r.stage * 10 + r.current END) % 10 END,
    CASE WHEN count(r.target) > 0 THEN max(CASE WHEN r.target IS NOT NULL THEN r.stage * 10 + r.target END) % 10 END,
    count(r.current)
FROM rated r JOIN competency c ON c.id = r.competency_id WHERE c.deleted_at IS NULL
GROUP BY c.id ORDER BY c.position, c.id LIMIT 500
"""


def plan(db: Connection, engagement_id: str, now: datetime, *, rules: Rules = DEFAULT) -> DevelopmentPlan:
    """Return the development plan of an engagement. Raises NotFound.

    A competency is on it with a gap, or with a goal that serves it; a goal that serves several is on the row of each.
    """
    page = goals(db, engagement_id, now, rules=rules)
    role_from, role_title, organisation, coach = db.execute(_HEAD, (engagement_id,)).fetchone()
    serving: dict[str, list[GoalLine]] = {}
    names: dict[str, str] = {}
    for goal in page.goals:
        for competency in goal.competencies:
            serving.setdefault(competency.id, []).append(goal)
            names[competency.id] = competency.name
    rated = {}
    for key, name, importance, began, current, target, times in db.execute(_RATINGS, (engagement_id,)):
        names[key] = name
        rated[key] = PlanRow(
            competency=Named(key, name),
            importance=importance,
            began=began,
            current=current,
            target=target,
            gap=None if current is None or target is None else target - current,
            effect=current - began if times > 1 else None,
        )
    rows = {key: rated.get(key, PlanRow(Named(key, name))) for key, name in names.items()}
    standings = [
        CompetencyStanding(key, names[key], row.current, row.target, row.importance, key in serving)
        for key, row in rows.items()
    ]
    listed = [
        rows[gap.competency_id]._replace(goals=_goals(serving.get(gap.competency_id, [])))
        for gap in capability_gaps(standings)
        if gap.unaddressed or gap.competency_id in serving
    ]
    unlinked = [goal for goal in page.goals if not goal.competencies]
    if unlinked:
        listed.append(PlanRow(None, goals=_goals(unlinked)))
    return DevelopmentPlan(
        engagement_id=engagement_id,
        client=page.client,
        role_from=role_from,
        role_title=role_title,
        organisation=organisation,
        coach=coach,
        today=page.today,
        starts_on=page.starts_on,
        ends_on=page.ends_on,
        rows=tuple(listed),
        promised=tuple(cadence.commitments(db, engagement_id, open_only=True)),
        change=page.change,
    )


def _goals(lines: list[GoalLine]) -> tuple[PlanGoal, ...]:
    return tuple(
        PlanGoal(
            goal_id=goal.id,
            title=goal.title,
            measure=goal.measure,
            due_on=goal.due_on,
            state=goal.state,
            baseline=goal.baseline,
            now=goal.now,
            percent=goal.percent,
            entry_count=goal.entry_count,
            trend=goal.trend,
            actions=goal.milestones,
        )
        for goal in lines
    )
