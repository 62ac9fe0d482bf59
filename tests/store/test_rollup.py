"""The rollup's sums against the same figures worked out one engagement at a time, by the rules of the domain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given

from coachtui.domain.assessment import Stage
from coachtui.domain.attention import Need, pace_of
from coachtui.domain.pace import Pace, quiet_days
from coachtui.domain.rollup import GROUPS, Cell, Cut, Figure, Group, Member, Process, Rollup, Withheld
from coachtui.store import errors
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice
from coachtui.store.reads import rollup as reads
from coachtui.store.reads.rollup_facts import STEPS
from tests.conftest import NOW
from tests.store.engaged import BEGUN, THEN, TODAY, Engaged, S, edges, engaged, fill, practices


@given(rows=practices())
def test_every_figure_is_what_the_domain_says_one_by_one(another: Callable[[], Practice], rows: list[Engaged]) -> None:
    practice = another()
    with practice.raw_action("filled") as db:
        fill(db, rows)
    found = reads.rollup(practice.db, NOW)
    _same(found.total, rows)
    for cut, cells in found.cuts.items():
        by_key: dict[str, list[Engaged]] = defaultdict(list)
        for row in rows:
            by_key[_key(cut, row)].append(row)
        assert {cell.key for cell in cells} == set(by_key)
        for cell in cells:
            _same(cell, by_key[cell.key])
    _same_ranking(found, rows)
    _same_members(practice.db, found, rows)


def test_every_figure_at_the_edges_of_the_rules_is_what_the_domain_says(another: Callable[[], Practice]) -> None:
    rows, practice = edges(), another()
    with practice.raw_action("filled") as db:
        fill(db, rows)
    found = reads.rollup(practice.db, NOW)
    # Each month holds few enough for one that is wrong not to be made up for by another.
    for cell in found.cuts[Cut.MONTH]:
        _same(cell, [row for row in rows if _key(Cut.MONTH, row) == cell.key])
    listed = {one.engagement_id: one for one in _all_members(practice.db)}
    for row in rows:
        one = listed[f"e{row.number}"]
        reading = pace_of(row.facts(), TODAY) if row.state is S.ACTIVE and not row.span_of().paused_on(TODAY) else None
        assert (one.expected, one.ratio) == (reading and reading.expected, reading and reading.ratio)
        assert one.pace is (reading and reading.pace)
    for figure, stage in ((Figure.START, 0), (Figure.MIDDLE, 1), (Figure.END, 2)):
        due = {one.engagement_id for one in _all_members(practice.db, figure)}
        assert due == {f"e{row.number}" for row in rows if row.is_due(row.stages()[stage].due_on, TODAY)}


def _all_members(db: Connection, figure: Figure = Figure.ENGAGEMENTS) -> list[Member]:
    return reads.members(db, NOW, figure, limit=10_000)


def _key(cut: Cut, row: Engaged) -> str:
    if cut is Cut.MONTH:
        return row.span.starts_on.isoformat()[:7] if row.span else ""
    number = {Cut.COACH: row.coach, Cut.PROGRAMME: row.programme, Cut.ORGANISATION: row.organisation}[cut]
    return "" if number is None else f"{cut.value[0]}{number}"


def _same(cell: Cell, rows: list[Engaged]) -> None:
    assert cell.engagements == len(rows)
    states = [row.state for row in rows]
    assert (cell.draft, cell.cancelled) == (states.count(S.DRAFT), states.count(S.CANCELLED))
    needs = [row.found() for row in rows]
    assert (cell.stalled, cell.unaligned, cell.overdue) == tuple(
        sum(need in found for found in needs) for need in (Need.STALLED, Need.UNALIGNED, Need.OVERDUE)
    )
    assert cell.now == _process(rows, states, [row.pace() for row in rows], TODAY)
    then = [row for row in rows if row.state_then()]
    assert cell.then == _process(then, [row.state_then() for row in then], [row.pace_then() for row in then], THEN)
    pooled = [(row, outcome) for row in rows if (outcome := row.pooled())]
    outcome = cell.outcome
    assert (outcome.engagements, outcome.people) == (len(pooled), len({row.client for row, _ in pooled}))
    assert outcome.goals == sum(goals for _, (_, _, goals, _) in pooled)
    if outcome.withheld is None:
        assert min(outcome.engagements, outcome.people) >= 3
        assert outcome.t_baseline == pytest.approx(sum(o[0] for _, o in pooled) / len(pooled))
        assert outcome.t_achieved == pytest.approx(sum(o[1] for _, o in pooled) / len(pooled))
        assert outcome.reached == sum(o[3] for _, o in pooled)
    else:
        assert (outcome.t_baseline, outcome.t_achieved, outcome.reached, outcome.change) == (None,) * 4


def _process(rows: list[Engaged], states: list[Any], paces: list[Pace | None], day: date) -> Process:
    counted = [states.count(state) for state in BEGUN] + [paces.count(pace) for pace in Pace]
    for stage in Stage:
        begun = [(row, found) for row in rows for found in row.stages() if row.state in BEGUN and found.stage is stage]
        due = [(row, found) for row, found in begun if row.is_due(found.due_on, day)]
        met = [found for _, found in due if found.held_on and (day == TODAY or found.held_on <= day)]
        counted += [len(due), len(met)]
    return Process(*counted)


def _same_ranking(found: Rollup, rows: list[Engaged]) -> None:
    def rank(row: Engaged) -> tuple[Any, ...]:
        needs = row.found()
        parts: list[float] = []
        for need in (Need.STALLED, Need.UNALIGNED, Need.BEHIND, Need.OVERDUE):
            parts += [need not in needs, -round(needs.get(need, 0), 9)]
        late = -row.facts().overdue if Need.OVERDUE in needs else 0
        return -len(needs), *parts[:6], parts[7], late, f"P-e{row.number}"

    expected = sorted((row for row in rows if row.found()), key=rank)
    assert [look.engagement_id for look in found.looks] == [f"e{row.number}" for row in expected]
    assert found.looks_in_all == len(expected)
    for look, row in zip(found.looks, expected, strict=True):
        needs = row.found()
        flags = (Need.STALLED in needs, Need.UNALIGNED in needs, Need.BEHIND in needs, Need.OVERDUE in needs)
        assert (look.stalled, look.unaligned, look.behind, look.overdue > 0) == flags
        assert look.rules_met == sum(flags)
        assert look.quiet_days == quiet_days(row.span_of(), row.facts().last_held_on, TODAY)
        assert (look.held, look.coaching_held) == (row.held(), len(row.coaching()))
        reading = pace_of(row.facts(), TODAY)
        assert reading
        assert (look.expected, look.ratio) == (reading.expected, reading.ratio)
        assert look.overdue_days == needs.get(Need.OVERDUE, 0)


def _same_members(db: Connection, found: Rollup, rows: list[Engaged]) -> None:
    on_pace = reads.members(db, NOW, Figure.ON)
    assert {one.engagement_id for one in on_pace} == {f"e{row.number}" for row in rows if row.pace() is Pace.ON}
    for figure in (figure for group in Group for figure in GROUPS[group]):
        share = found.total.share(figure)
        count = share.among if figure in GROUPS[Group.ALIGNED] else share.counted
        if group_of(figure) is not Group.GOALS:
            assert len(reads.members(db, NOW, figure)) == count
    half = [reads.members(db, NOW, Figure.ENGAGEMENTS, limit=5, offset=offset) for offset in (0, 5, 10)]
    assert [one.engagement_id for page in half for one in page] == sorted(f"e{row.number}" for row in rows)


def group_of(figure: Figure) -> Group:
    """Return the group in which a figure is shown."""
    return next(group for group, figures in GROUPS.items() if figure in figures)


def test_outcomes_of_few_or_of_what_can_be_subtracted_are_withheld(another: Callable[[], Practice]) -> None:
    rows = [engaged(n, coach=0 if n < 3 else 1 if n < 5 else 2) for n in range(9)]
    practice = another()
    with practice.raw_action("filled") as db:
        fill(db, rows)
    found = reads.rollup(practice.db, NOW)
    why = {cell.key: cell.outcome.withheld for cell in found.cuts[Cut.COACH]}
    # Two clients are few; without the three beside them, they would be the total less the four of the other coach.
    assert why == {"c0": Withheld.SUBTRACTION, "c1": Withheld.FEW, "c2": None}
    assert found.total.outcome.t_achieved == pytest.approx(60)
    narrowed = reads.rollup(practice.db, NOW, words="coach dos")
    assert narrowed.total.outcome.withheld is Withheld.FILTERED
    assert narrowed.total.engagements == narrowed.total.now.active == 4


def test_a_rollup_of_nothing_is_empty(practice: Practice) -> None:
    found = reads.rollup(practice.db, NOW)
    assert found.total.engagements == 0
    assert found.growth is None
    assert found.total.outcome.withheld is Withheld.NONE
    assert [*found.looks, *found.cuts[Cut.COACH]] == []
    assert reads.members(practice.db, NOW, Figure.T) == []


def test_words_narrow_by_coach_programme_organisation_code_and_state(another: Callable[[], Practice]) -> None:
    rows = [
        engaged(0, coach=1, programme=2, organisation=None),
        engaged(1, state=S.DISCONTINUED, ended_on=TODAY),
        engaged(2, programme=None),
    ]
    practice = another()
    with practice.raw_action("filled") as db:
        fill(db, rows)

    def codes(words: str) -> list[str]:
        found = reads.members(practice.db, NOW, Figure.ENGAGEMENTS, words=words)
        assert reads.rollup(practice.db, NOW, words=words).total.engagements == len(found)
        return [one.code for one in found]

    assert codes("coach uno") == ["P-e0"]
    assert codes("programme dos ACTIVE") == ["P-e0"]
    assert codes("ended early") == ["P-e1"]
    assert codes("p-e2") == ["P-e2"]
    assert codes("organisation zero") == ["P-e1", "P-e2"]
    assert codes("client") == codes("%") == []


def test_rows_are_worked_out_again_when_something_changed(opening: Callable[[], Practice]) -> None:
    with opening() as practice, opening() as other:
        with practice.raw_action("filled") as db:
            fill(db, [engaged(0)])
        steps: list[int] = []

        def count(step: int, _: int) -> None:
            steps.append(step)

        def engagements() -> tuple[int, bool]:
            steps.clear()
            found = reads.rollup(practice.db, NOW, step=count).total.engagements
            return found, len(steps) > 1

        assert engagements() == (1, True)
        assert engagements() == (1, False)
        with other.raw_action("binned by another program") as db:
            db.execute("UPDATE engagement SET deleted_at = '2026-01-01T00:00:00Z'")
        assert engagements() == (0, True)
        with practice.raw_action("taken back") as db:
            db.execute("UPDATE engagement SET deleted_at = NULL WHERE id = 'e0'")
        assert engagements() == (1, True)
        assert reads.rollup(practice.db, NOW + timedelta(hours=1), step=count).today == TODAY
        assert len(steps) > 1


def test_it_can_be_stopped_between_any_two_steps(practice: Practice) -> None:
    for at in range(len(STEPS) + 1):

        def stop(done: int, _: int, at: int = at) -> None:
            if done == at:
                raise errors.Stopped("stopped")

        with pytest.raises(errors.Stopped):
            reads.rollup(practice.db, NOW + timedelta(minutes=at), step=stop)
        assert not practice.db.in_transaction
    assert reads.rollup(practice.db, NOW).total.engagements == 0


READ = {
    "practice": {"owner_coach_id"},
    "coach": {"id", "name", "folded", "time_zone"},
    "programme": {"id", "name", "folded"},
    "organisation": {"id", "name", "folded"},
    "engagement": {"id", "code", "client_id", "coach_id", "programme_id", "organisation_id", "state", "starts_on",
                   "ends_on", "ended_on", "allocation", "unit", "session_minutes", "deleted_at"},
    "session": {"engagement_id", "kind", "state", "stage", "starts_local", "starts_utc", "minutes", "held_minutes",
                "deleted_at"},
    "pause": {"engagement_id", "from_on", "until_on", "deleted_at"},
    "commitment": {"engagement_id", "state", "due_on", "deleted_at"},
    "goal": {"id", "engagement_id", "state", "agreed_on", "baseline", "importance", "difficulty", "deleted_at"},
    "progress": {"id", "goal_id", "noted_on", "level", "deleted_at"},
}  # fmt: skip
"""All that the rollup may read: how the work goes, and of a client no more than the key."""


def test_nothing_but_process_data_is_read(another: Callable[[], Practice]) -> None:
    practice = another()
    with practice.raw_action("filled") as db:
        fill(db, [engaged(n) for n in range(4)])
    read: set[tuple[str, str]] = set()

    def watch(action: int, table: str | None, column: str | None, database: str | None, _: str | None) -> int:
        if action == 20 and database == "main" and table:  # SQLITE_READ
            read.add((table, column or ""))
        return 0

    practice.db.set_authorizer(watch)
    found = reads.rollup(practice.db, NOW)
    for figure in Figure:
        reads.members(practice.db, NOW, figure, cell=(Cut.COACH, "c0"), words="coach")
    practice.db.set_authorizer(None)
    assert found.total.outcome.withheld is None
    allowed = {(table, column) for table, columns in READ.items() for column in columns}
    names = {(table, column) for table, column in read if column}
    assert names == allowed
    assert {table for table, _ in read} == set(READ)
