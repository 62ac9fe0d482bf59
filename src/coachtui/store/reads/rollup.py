"""Reads of the rollup: sums over the rows of `rollup_facts`, the ranking, and who stands behind a figure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from coachtui.domain.engagement import AllocationUnit, EngagementState
from coachtui.domain.pace import Pace
from coachtui.domain.rollup import TREND_DAYS, Cell, Cut, Figure, Look, Member, Outcome, Process, Rollup, Withheld
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.suppression import Entry, GivenOut, given_out
from coachtui.domain.words import folded
from coachtui.store.driver import Connection
from coachtui.store.reads.facts import here
from coachtui.store.reads.people import MOST_WORDS
from coachtui.store.reads.rollup_facts import STEPS, Step, build

LOOKS = 200
"""Engagements in "next to look at"."""
CELLS = 2_000
"""Cells of one cut that are read: more coaches than a large practice has."""

_COLUMNS = {
    Cut.COACH: "coach_id",
    Cut.PROGRAMME: "programme_id",
    Cut.ORGANISATION: "organisation_id",
    Cut.MONTH: "month",
}

_STATES = {
    Figure.ACTIVE: "active",
    Figure.PAUSED: "paused",
    Figure.COMPLETED: "completed",
    Figure.ENDED_EARLY: "discontinued",
    Figure.DRAFT: "draft",
    Figure.CANCELLED: "cancelled",
}
_BEHIND: dict[Figure, str] = {
    Figure.ENGAGEMENTS: "true",
    **{figure: f"state = '{state}'" for figure, state in _STATES.items()},
    **{figure: f"pace = '{figure.value}'" for figure in (Figure.ON, Figure.SLIPPING, Figure.BEHIND)},
    Figure.UNSTATED: "state = 'active' AND pace IS NULL",
    **{figure: f"due_{figure.value}" for figure in (Figure.START, Figure.MIDDLE, Figure.END)},
    Figure.T: "goals IS NOT NULL",
    Figure.REACHED: "goals IS NOT NULL",
    Figure.STALLED: "stalled",
    Figure.UNALIGNED: "unaligned",
    Figure.OVERDUE: "late > 0",
}
"""Which engagements stand behind each figure."""


def _process(then: str = "") -> Iterator[str]:
    for state in ("active", "paused", "completed", "discontinued"):
        yield f"total(state{then} = '{state}')"
    for pace in Pace:
        yield f"total(pace{then} = '{pace.value}')"
    for stage in ("start", "middle", "end"):
        yield f"total(due_{stage}{then})"
        yield f"total(due_{stage}{then} AND met_{stage}{then})"


_SUMS = ", ".join(
    (
        "count(*)",
        *(f"total({_BEHIND[figure]})" for figure in
          (Figure.DRAFT, Figure.CANCELLED, Figure.STALLED, Figure.UNALIGNED, Figure.OVERDUE)),
        *_process(),
        *_process("_then"),
        "count(goals)",
        "count(DISTINCT CASE WHEN goals IS NOT NULL THEN client_id END)",
        "total(goals)",
        "avg(CASE WHEN goals IS NOT NULL THEN t_baseline END)",
        "avg(CASE WHEN goals IS NOT NULL THEN t_achieved END)",
        "total(CASE WHEN goals IS NOT NULL THEN reached END)",
    )
)  # fmt: skip
_AFTER_COUNTS = 6
_AFTER_NOW = _AFTER_COUNTS + len(Process._fields)
_AFTER_THEN = _AFTER_NOW + len(Process._fields)

_TOTAL = f"""
SELECT {_SUMS}, count(DISTINCT coach_id), count(DISTINCT nullif(programme_id, '')),
    count(DISTINCT nullif(organisation_id, ''))
FROM temp.rollup_fact WHERE {{matches}}
"""
_CUT = f"""
WITH cells AS (SELECT {{column}} AS key, {_SUMS} FROM temp.rollup_fact WHERE {{matches}} GROUP BY {{column}})
"""
_NAMED = "SELECT coalesce(n.name, ''), cells.* FROM cells LEFT JOIN {table} n ON n.id = cells.key "
_BY_NAME = f"{_NAMED} ORDER BY cells.key = '', n.folded, cells.key LIMIT {CELLS}"
_BY_MONTH = f"SELECT key, cells.* FROM cells ORDER BY key = '', key DESC LIMIT {CELLS}"

_MET = "stalled + unaligned + behind + (late > 0)"
_LOOKS = f"""
SELECT id, code, coach, {_MET} AS met, stalled, unaligned, behind, quiet, coaching, held, allocation, hours, expected,
    ratio, late, late_days, count(*) OVER ()
FROM temp.rollup_fact WHERE {_MET} > 0 AND {{matches}}
ORDER BY met DESC, NOT stalled, CASE WHEN stalled THEN -quiet END,
    NOT unaligned, CASE WHEN unaligned THEN -coaching END, NOT behind,
    CASE WHEN behind THEN held - expected END, -late_days, -late, code, id
LIMIT {LOOKS}
"""
_MEMBERS = """
SELECT id, code, coach, state, held, allocation, hours, expected, ratio, pace, {met} FROM temp.rollup_fact
WHERE {behind} AND {cell} AND {matches} ORDER BY {order} code, id LIMIT :limit OFFSET :offset
"""
_POOLED = (
    "SELECT client_id, coach_id, programme_id, organisation_id, month FROM temp.rollup_fact WHERE goals IS NOT NULL"
)


def rollup(
    db: Connection, now: datetime, *, words: str = "", rules: Rules = DEFAULT, step: Step | None = None
) -> Rollup:
    """Return the rollup of the whole file, or of the engagements that hold every word.

    The words are looked for in coach, programme, organisation, code and state. Outcomes are given out over the whole
    file only: two narrowed rollups could be subtracted.
    """
    place = here(db, now)
    with _moment(db):
        build(db, place, rules, step)
        if step:
            step(len(STEPS), len(STEPS) + 1)
        matches, values = _matching(words)
        *row, coaches, programmes, organisations = db.execute(_TOTAL.format(matches=matches), values).fetchone()
        total = _cell("", "", row)
        cuts = {cut: _cells(db, cut, matches, values) for cut in Cut}
        looks = db.execute(_LOOKS.format(matches=matches), values).fetchall()
        allowed = None if words.strip() else _allowed(db, rules)
    return Rollup(
        today=place.today,
        then_on=place.today - timedelta(days=TREND_DAYS),
        words=words.strip(),
        coaches=coaches,
        programmes=programmes,
        organisations=organisations,
        total=_guarded(total, allowed is not None and allowed.total, allowed, rules),
        cuts={
            cut: tuple(
                _guarded(cell, allowed is not None and cell.key in allowed.cells[place], allowed, rules)
                for cell in cells
            )
            for place, (cut, cells) in enumerate(cuts.items())
        },
        looks=tuple(_look(row) for row in looks),
        looks_in_all=looks[0][-1] if looks else 0,
    )


def members(
    db: Connection,
    now: datetime,
    figure: Figure,
    *,
    cell: tuple[Cut, str] | None = None,
    words: str = "",
    rules: Rules = DEFAULT,
    limit: int = 100,
    offset: int = 0,
    step: Step | None = None,
) -> list[Member]:
    """Return a page of the engagements behind a figure, of the whole or of one cell; of a stage those still missing
    come first, of a pace those furthest behind."""
    matches, values = _matching(words)
    stage = figure.value if figure in (Figure.START, Figure.MIDDLE, Figure.END) else ""
    order = f"met_{stage}," if stage else "ratio," if figure.value in [*Pace] else ""
    where = f"{_COLUMNS[cell[0]]} = :cell" if cell else "true"
    sql = _MEMBERS.format(
        met=f"met_{stage}" if stage else "NULL", behind=_BEHIND[figure], cell=where, matches=matches, order=order
    )
    with _moment(db):
        build(db, here(db, now), rules, step)
        rows = db.execute(
            sql, {**values, "limit": limit, "offset": offset, **({"cell": cell[1]} if cell else {})}
        ).fetchall()
    return [_member(row) for row in rows]


@contextmanager
def _moment(db: Connection) -> Iterator[None]:
    """Let all that is read be of one moment; the rows worked out stay for the next page."""
    db.execute("BEGIN")
    try:
        yield
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def _matching(words: str) -> tuple[str, dict[str, Any]]:
    parts = folded(words).split()[:MOST_WORDS]
    return " AND ".join(["true", *(f"instr(words, :word{n}) > 0" for n in range(len(parts)))]), {
        f"word{n}": part for n, part in enumerate(parts)
    }


def _cells(db: Connection, cut: Cut, matches: str, values: dict[str, Any]) -> list[Cell]:
    sql = _CUT.format(column=_COLUMNS[cut], matches=matches)
    sql += _BY_MONTH if cut is Cut.MONTH else _BY_NAME.format(table=cut.value)
    return [_cell(key, name, row) for name, key, *row in db.execute(sql, values)]


def _cell(key: str, name: str, row: list[Any]) -> Cell:
    whole, draft, cancelled, stalled, unaligned, overdue = map(int, row[:_AFTER_COUNTS])
    engagements, people, goals, t_baseline, t_achieved, reached = row[_AFTER_THEN:]
    return Cell(
        key=key,
        name=name,
        engagements=whole,
        draft=draft,
        cancelled=cancelled,
        stalled=stalled,
        unaligned=unaligned,
        overdue=overdue,
        now=Process(*map(int, row[_AFTER_COUNTS:_AFTER_NOW])),
        then=Process(*map(int, row[_AFTER_NOW:_AFTER_THEN])),
        outcome=Outcome(engagements, people, int(goals), t_baseline, t_achieved, int(reached)),
    )


def _allowed(db: Connection, rules: Rules) -> GivenOut:
    entries = [Entry(person, tuple(cells)) for person, *cells in db.execute(_POOLED)]
    return given_out(entries, len(Cut), rules=rules)


def _guarded(cell: Cell, shown: bool, allowed: GivenOut | None, rules: Rules) -> Cell:
    outcome = cell.outcome
    if outcome.engagements == 0:
        return cell._replace(outcome=outcome.hidden(Withheld.NONE))
    if shown:
        return cell
    few = outcome.engagements < rules.outcome_engagements or outcome.people < rules.outcome_people
    why = Withheld.FEW if few else Withheld.FILTERED if allowed is None else Withheld.SUBTRACTION
    return cell._replace(outcome=outcome.hidden(why))


def _look(row: tuple[Any, ...]) -> Look:
    return Look(
        engagement_id=row[0],
        code=row[1],
        coach=row[2],
        rules_met=row[3],
        stalled=bool(row[4]),
        unaligned=bool(row[5]),
        behind=bool(row[6]),
        quiet_days=row[7],
        coaching_held=row[8],
        held=row[9],
        allocation=row[10],
        unit=_unit(row[11]),
        expected=row[12],
        ratio=row[13],
        overdue=row[14],
        overdue_days=row[15],
    )


def _member(row: tuple[Any, ...]) -> Member:
    return Member(
        engagement_id=row[0],
        code=row[1],
        coach=row[2],
        state=EngagementState(row[3]),
        held=row[4],
        allocation=row[5],
        unit=_unit(row[6]),
        expected=row[7],
        ratio=row[8],
        pace=Pace(row[9]) if row[9] else None,
        met=None if row[10] is None else bool(row[10]),
    )


def _unit(hours: int) -> AllocationUnit:
    return AllocationUnit.HOURS if hours else AllocationUnit.SESSIONS
