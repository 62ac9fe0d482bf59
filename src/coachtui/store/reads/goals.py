"""Reads of goals: the page of an engagement, one goal for its form, what it can be linked to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from coachtui.domain.goal_page import (
    GoalLine,
    GoalsPage,
    MilestoneLine,
    ProgressLine,
    ReflectionLine,
    RevisionLine,
    change_of,
)
from coachtui.domain.goal_parts import MilestoneDraft, ReflectionDraft
from coachtui.domain.goals import GoalDraft, GoalState, ProgressDraft, Trend, smart_check, trend
from coachtui.domain.line import Named
from coachtui.domain.people import Party
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.words import folded
from coachtui.store import errors
from coachtui.store.driver import Connection
from coachtui.store.reads.columns import day
from coachtui.store.reads.facts import here
from coachtui.store.reads.people import MOST_WORDS
from coachtui.store.reads.pulse import pulse

ENTRIES = 24
"""How many progress entries of a goal its page holds, the latest ones."""
EXCERPT = 2_000
"""Characters of a long text on the page; the form has the whole."""

_HEAD = """
SELECT p.name, e.starts_on, e.ends_on, o.id, o.name FROM engagement e JOIN person p ON p.id = e.client_id
LEFT JOIN organisation o ON o.id = coalesce(e.organisation_id, p.organisation_id) AND o.deleted_at IS NULL
WHERE e.id = ? AND e.deleted_at IS NULL
"""
_GOALS = """
SELECT g.id, g.position, g.title, substr(g.measure, 1, :excerpt), g.achievable, g.due_on, g.state, g.author,
    g.agreed_on, g.importance, g.difficulty, g.baseline, o.id, o.title, coalesce(o.due_on, '')
FROM goal g LEFT JOIN objective o ON o.id = g.objective_id AND o.deleted_at IS NULL
WHERE g.engagement_id = :engagement AND g.deleted_at IS NULL ORDER BY g.position, g.id LIMIT 200
"""
_OF_GOALS = "goal_id IN (SELECT id FROM goal WHERE engagement_id = :engagement AND deleted_at IS NULL)"
_LEVELS = f"""
SELECT goal_id, level, substr(description, 1, :excerpt) FROM goal_level
WHERE {_OF_GOALS} AND deleted_at IS NULL ORDER BY level LIMIT 1000
"""
_COMPETENCIES = f"""
SELECT l.goal_id, c.id, c.name, substr(c.description, 1, :excerpt)
FROM goal_competency l JOIN competency c ON c.id = l.competency_id
WHERE {_OF_GOALS} AND l.deleted_at IS NULL AND c.deleted_at IS NULL ORDER BY c.position, c.id LIMIT 2000
"""
# The latest entries; besides them what the trend stands on, and the last that each party said on each scale.
_PROGRESS = f"""
SELECT p.goal_id, p.id, p.noted_on, p.party, p.level, p.percent, p.confidence, substr(e.body, 1, :excerpt),
    p.session_id, p.entries, p.newest FROM (
    SELECT *, count(*) OVER (PARTITION BY goal_id) AS entries,
        row_number() OVER (PARTITION BY goal_id ORDER BY noted_on DESC, id DESC) AS newest,
        row_number() OVER (PARTITION BY goal_id, level IS NULL ORDER BY noted_on DESC, id DESC) AS on_scale,
        row_number() OVER (PARTITION BY goal_id, level IS NULL, party ORDER BY noted_on DESC, id DESC) AS of_party
    FROM progress WHERE {_OF_GOALS} AND deleted_at IS NULL
) p LEFT JOIN progress_evidence e ON e.id = p.id AND e.deleted_at IS NULL
WHERE p.newest <= :entries OR p.on_scale <= :trend OR p.of_party = 1
ORDER BY p.goal_id, p.newest DESC LIMIT 10000
"""
_ENTRIES = """
SELECT p.goal_id, p.id, p.noted_on, p.party, p.level, p.percent, p.confidence, substr(e.body, 1, ?), p.session_id
FROM progress p LEFT JOIN progress_evidence e ON e.id = p.id AND e.deleted_at IS NULL
WHERE p.goal_id = ? AND p.deleted_at IS NULL ORDER BY p.noted_on DESC, p.id DESC LIMIT ? OFFSET ?
"""
_MILESTONES = f"""
SELECT goal_id, id, title, due_on, done_on FROM milestone
WHERE {_OF_GOALS} AND deleted_at IS NULL ORDER BY position, id LIMIT 2000
"""
_REVISIONS = f"""
SELECT goal_id, id, revised_on, former_title, substr(former_measure, 1, :excerpt), substr(reason, 1, :excerpt),
    agreed_by FROM goal_revision
WHERE {_OF_GOALS} AND deleted_at IS NULL ORDER BY revised_on DESC, id DESC LIMIT 2000
"""
_REFLECTIONS = f"""
SELECT goal_id, id, written_on, substr(body, 1, :excerpt) FROM reflection
WHERE {_OF_GOALS} AND deleted_at IS NULL ORDER BY written_on DESC, id DESC LIMIT 2000
"""

T = TypeVar("T")


def goals(db: Connection, engagement_id: str, now: datetime, *, rules: Rules = DEFAULT) -> GoalsPage:
    """Return the goals of an engagement with all that hangs on them. Raises NotFound."""
    head = db.execute(_HEAD, (engagement_id,)).fetchone()
    if head is None:
        raise errors.NotFound("That engagement is not there any more.")
    client, starts_on, ends_on, organisation_id, organisation = head
    lines = _lines(db, engagement_id, rules)
    return GoalsPage(
        engagement_id=engagement_id,
        client=client,
        today=here(db, now).today,
        starts_on=day(starts_on),
        ends_on=day(ends_on),
        organisation=Named(organisation_id, organisation) if organisation_id else None,
        goals=lines,
        change=change_of(lines, rules=rules),
        pulse=pulse(db, engagement_id, rules),
    )


def draft(db: Connection, goal_id: str) -> GoalDraft:
    """Return a goal as its form edits it, with the whole of its texts. Raises NotFound."""
    cursor = db.execute(
        """
        SELECT g.engagement_id, g.title, g.measure, g.achievable, o.id AS objective_id, g.due_on, g.author,
            g.importance, g.difficulty, g.baseline
        FROM goal g LEFT JOIN objective o ON o.id = g.objective_id AND o.deleted_at IS NULL
        WHERE g.id = ? AND g.deleted_at IS NULL
        """,
        (goal_id,),
    )
    row = cursor.fetchone()
    if row is None:
        raise errors.NotFound("That goal is not there any more.")
    values = dict(zip((column[0] for column in cursor.description), row, strict=True))
    values |= {
        "achievable": bool(values["achievable"]),
        "due_on": day(values["due_on"]),
        "author": Party(values["author"]),
        "levels": dict(
            db.execute(
                "SELECT level, description FROM goal_level WHERE goal_id = ? AND deleted_at IS NULL "
                "ORDER BY level LIMIT 5",
                (goal_id,),
            ).fetchall()
        ),
        "competency_ids": tuple(
            key
            for (key,) in db.execute(
                "SELECT c.id FROM goal_competency l JOIN competency c ON c.id = l.competency_id WHERE l.goal_id = ? "
                "AND l.deleted_at IS NULL AND c.deleted_at IS NULL ORDER BY c.position, c.id LIMIT 100",
                (goal_id,),
            )
        ),
    }
    return GoalDraft(**values)


def entries(db: Connection, goal_id: str, limit: int = 50, offset: int = 0) -> list[ProgressLine]:
    """Return a page of a goal's progress entries, the newest first."""
    return [_entry(row) for row in db.execute(_ENTRIES, (EXCERPT, goal_id, limit, offset))]


def entry_draft(db: Connection, entry_id: str) -> ProgressDraft:
    """Return a progress entry as its form edits it, with the whole evidence. Raises NotFound."""
    row = db.execute(
        """
        SELECT p.goal_id, p.noted_on, p.party, p.level, p.percent, coalesce(e.body, ''), p.confidence, p.session_id
        FROM progress p LEFT JOIN progress_evidence e ON e.id = p.id AND e.deleted_at IS NULL
        WHERE p.id = ? AND p.deleted_at IS NULL
        """,
        (entry_id,),
    ).fetchone()
    if row is None:
        raise errors.NotFound("That progress entry is not there any more.")
    return ProgressDraft(row[0], date.fromisoformat(row[1]), Party(row[2]), *row[3:])


def milestone_draft(db: Connection, milestone_id: str) -> MilestoneDraft:
    """Return a milestone as its form edits it. Raises NotFound."""
    row = db.execute(
        "SELECT goal_id, title, due_on FROM milestone WHERE id = ? AND deleted_at IS NULL", (milestone_id,)
    ).fetchone()
    if row is None:
        raise errors.NotFound("That milestone is not there any more.")
    return MilestoneDraft(row[0], row[1], day(row[2]))


def reflection_draft(db: Connection, reflection_id: str) -> ReflectionDraft:
    """Return a reflection as its form edits it, with the whole text. Raises NotFound."""
    row = db.execute(
        "SELECT goal_id, body, written_on FROM reflection WHERE id = ? AND deleted_at IS NULL", (reflection_id,)
    ).fetchone()
    if row is None:
        raise errors.NotFound("That reflection is not there any more.")
    return ReflectionDraft(row[0], row[1], date.fromisoformat(row[2]))


def objectives(db: Connection, engagement_id: str, words: str = "", limit: int = 50) -> list[Named]:
    """Return the objectives of an engagement's organisation (else of its client's) that hold every word, by title."""
    rows = db.execute(
        """
        SELECT b.id, b.title, coalesce(b.due_on, '')
        FROM engagement e JOIN person p ON p.id = e.client_id
        JOIN objective b ON b.organisation_id = coalesce(e.organisation_id, p.organisation_id)
        WHERE e.id = ? AND b.deleted_at IS NULL ORDER BY lower(b.title), b.id LIMIT 1000
        """,
        (engagement_id,),
    )
    return _holding((Named(*row) for row in rows), words, limit)


def find_objective(db: Connection, organisation_id: str, title: str) -> str | None:
    """Return the id of an organisation's live objective of this title (accents, case and blanks apart), or None."""
    rows = db.execute(
        "SELECT id, title FROM objective WHERE organisation_id = ? AND deleted_at IS NULL ORDER BY id LIMIT 10000",
        (organisation_id,),
    )
    sought = same_title(title)
    return next((key for key, known in rows if same_title(known) == sought), None)


def same_title(title: str) -> str:
    """Return what two objectives that say the same share."""
    return " ".join(folded(title).split())


def competencies(db: Connection, engagement_id: str, words: str = "", limit: int = 50) -> list[Named]:
    """Return the competencies of an engagement's model whose name holds every word, in the model's order."""
    rows = db.execute(
        """
        SELECT c.id, c.name, substr(c.description, 1, ?) FROM engagement e JOIN competency c ON c.model_id = e.model_id
        WHERE e.id = ? AND c.deleted_at IS NULL ORDER BY c.position, c.id LIMIT 1000
        """,
        (EXCERPT, engagement_id),
    )
    return _holding((Named(*row) for row in rows), words, limit)


def _holding(found: Iterable[Named], words: str, limit: int) -> list[Named]:
    # Neither table keeps a folded name, and both lists are short.
    parts = folded(words).split()[:MOST_WORDS]
    return [one for one in found if all(part in folded(one.name) for part in parts)][:limit]


def _lines(db: Connection, engagement_id: str, rules: Rules) -> tuple[GoalLine, ...]:
    values = {
        "engagement": engagement_id,
        "excerpt": EXCERPT,
        "entries": ENTRIES,
        "trend": rules.trend_entries + 1,
    }

    def by_goal(sql: str, made: Callable[[tuple[Any, ...]], T]) -> dict[str, list[T]]:
        found: dict[str, list[T]] = {}
        for row in db.execute(sql, values):
            found.setdefault(row[0], []).append(made(row))
        return found

    rows = db.execute(_GOALS, values).fetchall()
    if not rows:
        return ()
    levels = by_goal(_LEVELS, lambda row: (row[1], row[2]))
    served = by_goal(_COMPETENCIES, lambda row: Named(*row[1:]))
    progress = by_goal(_PROGRESS, lambda row: (_entry(row), row[9], row[10]))
    milestones = by_goal(_MILESTONES, lambda row: MilestoneLine(row[1], row[2], day(row[3]), day(row[4])))
    revisions = by_goal(_REVISIONS, _revision)
    reflections = by_goal(_REFLECTIONS, lambda row: ReflectionLine(row[1], date.fromisoformat(row[2]), row[3]))
    return tuple(
        _goal(engagement_id, row, served.get(row[0], []), progress.get(row[0], []), rules)._replace(
            levels=dict(levels.get(row[0], [])),
            milestones=tuple(milestones.get(row[0], [])),
            revisions=tuple(revisions.get(row[0], [])),
            reflections=tuple(reflections.get(row[0], [])),
        )
        for row in rows
    )


def _goal(
    engagement_id: str,
    row: tuple[Any, ...],
    served: list[Named],
    progress: list[tuple[ProgressLine, int, int]],
    rules: Rules,
) -> GoalLine:
    measure, achievable, due_on, baseline = row[3], bool(row[4]), day(row[5]), row[11]
    found = [entry for entry, _, _ in progress]
    levels = [entry.level for entry in found if entry.level is not None]
    percents = [entry.percent for entry in found if entry.percent is not None]
    return GoalLine(
        id=row[0],
        engagement_id=engagement_id,
        position=row[1],
        title=row[2],
        measure=measure,
        achievable=achievable,
        due_on=due_on,
        state=GoalState(row[6]),
        author=Party(row[7]),
        agreed_on=day(row[8]),
        importance=row[9],
        difficulty=row[10],
        baseline=baseline,
        objective=Named(*row[12:]) if row[12] else None,
        competencies=tuple(served),
        smart=smart_check(
            title=row[2],
            measure=measure,
            achievable=achievable,
            has_objective=row[12] is not None,
            has_competency=bool(served),
            due_on=due_on,
            rules=rules,
        ),
        entries=tuple(entry for entry, _, newest in progress if newest <= ENTRIES),
        entry_count=progress[0][1] if progress else 0,
        reached=levels[-1] if levels else None,
        percent=percents[-1] if percents else None,
        latest={entry.party: entry for entry in found},
        latest_levels={entry.party: entry for entry in found if entry.level is not None},
        trend=_trend(baseline, levels, percents, rules),
    )


def _trend(baseline: int, levels: list[int], percents: list[int], rules: Rules) -> Trend | None:
    return trend([baseline, *levels], rules=rules) if levels else trend(percents, rules=rules)


def _entry(row: tuple[Any, ...]) -> ProgressLine:
    goal_id, key, noted_on, party, level, percent, confidence, evidence, session_id = row[:9]
    return ProgressLine(
        key, goal_id, date.fromisoformat(noted_on), Party(party), level, percent, confidence, evidence or "", session_id
    )


def _revision(row: tuple[Any, ...]) -> RevisionLine:
    named = row[6].split(",")
    agreed_by = tuple(party for party in Party if party in named)
    return RevisionLine(row[1], date.fromisoformat(row[2]), row[3], row[4], row[5], agreed_by)
