"""The figures of the rollup: shares, the trend, and the words of the arithmetic."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.engagement import AllocationUnit
from coachtui.domain.rollup import (
    GROUPS,
    OUTCOMES,
    WITHHELD,
    Cell,
    Cut,
    Figure,
    Group,
    Look,
    Outcome,
    Process,
    Rollup,
    Share,
    Withheld,
    nameless,
    said,
)
from coachtui.reports import rollup as report
from coachtui.reports.rollup_why import finding, why, why_cell, why_look

NOW = Process(7, 1, 2, 1, on=3, slipping=2, behind=1, due_start=8, met_start=6)
THEN = Process(6, 0, 1, 1, on=3, slipping=1, behind=1, due_start=6, met_start=3)
OUTCOME = Outcome(5, 5, 8, t_baseline=36.14, t_achieved=47.96, reached=7)
CELL = Cell("", "", 12, 1, 0, stalled=2, unaligned=1, overdue=0, now=NOW, then=THEN, outcome=OUTCOME)
LOOK = Look(
    "e1", "P-00142", "Ola Adeyemi", 2, stalled=True, unaligned=False, behind=True, quiet_days=47, coaching_held=3,
    held=3.0, allocation=10.0, unit=AllocationUnit.SESSIONS, expected=5.8, ratio=0.517, overdue=0, overdue_days=0,
)  # fmt: skip


def rollup(cell: Cell = CELL, **changed: object) -> Rollup:
    """Return a rollup with this as its whole, and with one coach."""
    coach = cell._replace(key="c", name="Ola Adeyemi")
    cuts = {cut: (coach if cut is Cut.COACH else cell,) for cut in Cut}
    return Rollup(date(2026, 11, 21), date(2026, 10, 24), "", 1, 0, 0, cell, cuts, (LOOK,), 1)._replace(**changed)


def test_each_figure_is_counted_among_what_it_belongs_to() -> None:
    assert CELL.share(Figure.ACTIVE) == Share(7, 12)
    assert CELL.share(Figure.DRAFT) == Share(1, 12)
    assert CELL.share(Figure.UNSTATED) == Share(1, 7)
    assert CELL.share(Figure.START) == Share(6, 8)
    assert CELL.share(Figure.MIDDLE).fraction is None
    assert CELL.share(Figure.REACHED) == Share(7, 8)
    assert CELL.share(Figure.T) == Share(5, 12)
    assert CELL.share(Figure.STALLED) == Share(2, 7)


def test_four_weeks_ago_is_told_where_dates_tell_it() -> None:
    assert CELL.before(Figure.ACTIVE) == Share(6, 8)
    assert CELL.before(Figure.SLIPPING) == Share(1, 6)
    assert CELL.before(Figure.START) == Share(3, 6)
    untold = {Figure.DRAFT, Figure.CANCELLED, Figure.STALLED, Figure.UNALIGNED, Figure.OVERDUE} | OUTCOMES
    assert {figure for figure in Figure if CELL.before(figure) is None} == untold
    assert rollup().growth == pytest.approx(2 / 6)
    assert rollup(CELL._replace(then=Process())).growth is None


@given(counts=st.lists(st.integers(0, 50), min_size=7, max_size=7))
def test_paces_and_what_is_not_stated_add_up_to_the_active(counts: list[int]) -> None:
    active = sum(counts[4:])
    cell = CELL._replace(now=Process(active, *counts[:3], *counts[4:]))
    assert sum(cell.share(figure).counted for figure in GROUPS[Group.PACE]) == active


def test_a_withheld_outcome_is_nowhere_in_what_is_given_out() -> None:
    for reason in Withheld:
        hidden = rollup(CELL._replace(outcome=OUTCOME.hidden(reason)))
        given = [
            *report.lines(hidden, Cut.COACH), repr(report.rows(hidden)), repr(report.rows(hidden, Cut.COACH)),
            repr(report.data(hidden, Cut.COACH)), repr([why(figure, hidden.total, hidden) for figure in OUTCOMES]),
            repr(why_cell(hidden.total, hidden)),
        ]  # fmt: skip
        assert not any(number in text for text in given for number in ("36.1", "48.0", "47.9", "88 %", "0.875"))
        assert WITHHELD[reason] in "\n".join(given)
    shown = "\n".join(report.lines(rollup(), Cut.COACH))
    assert "36.1 → 48.0, n = 5" in shown
    assert "88 % of 8 goals reached" in shown


def test_every_figure_has_its_arithmetic() -> None:
    for figures in GROUPS.values():
        for figure in figures:
            terms = {term.name: term.words for term in why(figure, CELL, rollup())}
            assert terms["now"]
            assert terms["28 days ago"]
    terms = dict(why(Figure.SLIPPING, CELL, rollup()))
    assert terms["now"] == "2 of 7 = 29 %"
    assert terms["28 days ago"] == "1 of 6 = 17 %, on Sat 24 Oct 2026"
    assert "held ÷ (allocation × elapsed part of the active span)" in terms["formula"]
    assert "none due" in dict(why(Figure.END, CELL, rollup()))["now"]
    assert dict(why_cell(CELL, rollup()))["three-ways"] == "start 6 of 8, middle none due, end none due held"


def test_a_place_in_the_ranking_has_its_arithmetic() -> None:
    terms = why_look(LOOK, 1)
    told = {term.name: term.words for term in terms}
    assert told["stalled"] == "47 active days without a meeting held, 30 are enough, and nothing is booked"
    assert told["behind"].startswith("3 held ÷ 5.8 expected by now = 0.52")
    assert told["held"] == "3 of 10 sessions agreed, 5.8 expected by now"
    assert told["ranking"].startswith("Place 1: 2 of 4 rules met.")
    assert [term.words for term in terms if term.name == "·"] == ["unaligned: no", "overdue: no"]
    assert finding(LOOK) == "stalled 47 d · behind 0.52"


def test_rows_have_a_cell_for_each_title() -> None:
    for cut in (None, *Cut):
        found = report.rows(rollup(), cut)
        assert {len(row) for row in found} == {len(found[0])}
        assert len(set(found[0])) == len(found[0])
    assert [row[0] for row in report.rows(rollup(), Cut.COACH)] == ["coach", "all", "Ola Adeyemi"]
    assert [row[0] for row in report.rows(rollup(), Cut.MONTH)] == ["month", "all", "no start yet"]


def test_data_knows_engagements_by_their_code() -> None:
    found = report.data(rollup(), Cut.COACH)
    assert found["look_at"][0]["code"] == "P-00142"
    assert "engagement_id" not in repr(found)
    assert found["cells"][0]["name"] == "Ola Adeyemi"
    assert found["total"]["now"]["begun"] == 11
    assert "cells" not in report.data(rollup())


def test_words() -> None:
    assert said(Figure.ENDED_EARLY) == "ended early"
    assert nameless(Cut.PROGRAMME) == "no programme"
