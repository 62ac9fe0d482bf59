"""Engagements for the tests of the rollup: what each comes to by the rules of the domain, and its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

from hypothesis import strategies as st

from coachtui.domain.alignment import StageCoverage, ThreeWay, coverage
from coachtui.domain.assessment import Stage
from coachtui.domain.attention import EngagementFacts, Need, needs_of, pace_of
from coachtui.domain.engagement import AllocationUnit, EngagementState
from coachtui.domain.goals import GoalStanding, GoalState, contracted, t_change
from coachtui.domain.pace import Pace
from coachtui.domain.rollup import TREND_DAYS
from coachtui.domain.span import Pause, Span
from coachtui.store.driver import Connection
from tests.conftest import NOW

TODAY = NOW.date()
THEN = TODAY - timedelta(days=TREND_DAYS)
S = EngagementState
BEGUN = (S.ACTIVE, S.PAUSED, S.COMPLETED, S.DISCONTINUED)


@dataclass
class Meeting:
    """A session, as the rollup's rules see it."""

    on: date
    kind: str
    state: str
    minutes: int
    held_minutes: int | None
    stage: Stage | None


@dataclass
class Engaged:
    """An engagement with its rows."""

    number: int
    client: int
    coach: int
    programme: int | None
    organisation: int | None
    state: EngagementState
    span: Span | None
    ended_on: date | None
    allocation: float
    unit: AllocationUnit
    session_minutes: int
    meetings: list[Meeting]
    due: list[date]
    goals: list[tuple[GoalState, date | None, int, int, list[tuple[date, int | None]]]] = field(default_factory=list)
    """State, day of agreement, weight, baseline, entries."""

    def held(self, until: date | None = None) -> float:
        """Return what was held of the allocation, by a day."""
        minutes = [m.held_minutes or m.minutes for m in self.coaching(until)]
        return float(len(minutes)) if self.unit is AllocationUnit.SESSIONS else sum(minutes) / 60

    def coaching(self, until: date | None = None) -> list[Meeting]:
        return [
            m for m in self.meetings
            if m.kind == "coaching" and m.state == "held" and (until is None or m.on <= until)
        ]  # fmt: skip

    def span_of(self) -> Span:
        assert self.span
        return self.span

    def stages(self) -> list[StageCoverage]:
        held = [ThreeWay(m.stage, m.on, True) for m in self.meetings if m.stage and m.state == "held"]
        return list(coverage(self.span, held)) if self.span else []

    def facts(self, until: date | None = None) -> EngagementFacts:
        return EngagementFacts(
            engagement_id=f"e{self.number}",
            client="",
            state=self.state,
            span=self.span,
            allocation=self.allocation,
            unit=self.unit,
            session_minutes=self.session_minutes,
            held=self.held(until),
            coaching_held=len(self.coaching()),
            three_ways_held=sum(stage.covered for stage in self.stages()),
            last_held_on=max((m.on for m in self.meetings if m.state == "held"), default=None),
            planned_ahead=sum(m.state == "planned" and m.on > TODAY for m in self.meetings),
            overdue=sum(due < TODAY for due in self.due),
            oldest_due_on=min((due for due in self.due if due < TODAY), default=None),
        )

    def ended(self) -> date | None:
        over = self.state in (S.COMPLETED, S.DISCONTINUED)
        return (self.ended_on or (self.span.ends_on if self.span else None)) if over else None

    def state_then(self) -> EngagementState | None:
        if self.state not in BEGUN or self.span is None or self.span.starts_on > THEN:
            return None
        ended = self.ended()
        if ended is not None and ended <= THEN:
            return self.state
        return S.PAUSED if self.span.paused_on(THEN) else S.ACTIVE

    def pace(self) -> Pace | None:
        if self.state is not S.ACTIVE or self.span is None or self.span.paused_on(TODAY):
            return None
        reading = pace_of(self.facts(), TODAY)
        return reading.pace if reading else None

    def pace_then(self) -> Pace | None:
        reading = pace_of(self.facts(THEN), THEN) if self.state_then() is S.ACTIVE else None
        return reading.pace if reading else None

    def is_due(self, day: date, seen_on: date) -> bool:
        seen, ended = self.span_of().clock_day(seen_on), self.ended()
        return day <= min(seen, ended or seen)

    def pooled(self) -> tuple[float, float, int, int] | None:
        """T before and after, goals and goals reached."""
        agreed = [
            (w, base, [level for _, level in sorted(entries, key=lambda e: e[0]) if level is not None])
            for state, agreed_on, w, base, entries in self.goals if contracted(state, agreed_on)
        ]  # fmt: skip
        if self.state not in BEGUN or not any(levels for *_, levels in agreed) or not any(w for w, *_ in agreed):
            return None
        change = t_change([GoalStanding(w, base, levels[-1] if levels else None) for w, base, levels in agreed])
        assert change.baseline.value is not None
        assert change.achieved.value is not None
        reached = sum((levels[-1] if levels else base) >= 0 for _, base, levels in agreed)
        return change.baseline.value, change.achieved.value, len(agreed), reached

    def found(self) -> dict[Need, float]:
        lines = {line.need: line.urgency for line in needs_of(self.facts(), TODAY)}
        order = (Need.STALLED, Need.UNALIGNED, Need.BEHIND, Need.OVERDUE)
        return {need: lines[need] for need in order if need in lines}


DAYS = st.integers(-420, 200).map(lambda n: TODAY + timedelta(days=n))


@st.composite
def spans(draw: st.DrawFn, *, paused: bool) -> Span:
    starts = draw(st.integers(-400, 60)) + TODAY.toordinal()
    ends = starts + draw(st.integers(0, 400))
    pauses: dict[date, Pause] = {}
    for first in draw(st.lists(st.integers(starts - 20, ends + 20), max_size=3)):
        length = draw(st.none() | st.integers(0, 90)) if paused else draw(st.integers(0, 90))
        until = None if length is None else date.fromordinal(first + length)
        pauses[date.fromordinal(first)] = Pause(date.fromordinal(first), until)
    return Span(date.fromordinal(starts), date.fromordinal(ends), tuple(pauses.values()))


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    kind = draw(st.sampled_from(["coaching", "coaching", "coaching", "three_way", "check_in"]))
    on = draw(DAYS.filter(lambda day: day != TODAY))
    state = draw(st.sampled_from(["held", "no_show", "cancelled"] if on < TODAY else ["planned", "held"]))
    return Meeting(
        on, kind, draw(st.just(state) | st.just("planned")), draw(st.sampled_from([45, 60, 90])),
        draw(st.none() | st.sampled_from([30, 60, 75])), draw(st.sampled_from(Stage)) if kind == "three_way" else None,
    )  # fmt: skip


@st.composite
def engagements(draw: st.DrawFn, number: int) -> Engaged:
    state = draw(st.sampled_from([S.ACTIVE, S.ACTIVE, S.ACTIVE, *S]))
    spanned = state in BEGUN or draw(st.booleans())
    span = draw(spans(paused=True)) if spanned else None
    ended = state in (S.COMPLETED, S.DISCONTINUED, S.CANCELLED)
    goals = st.tuples(
        st.sampled_from([GoalState.AGREED, GoalState.AGREED, *GoalState]),
        st.none() | st.just(TODAY),
        st.sampled_from([0, 1, 2, 3]),
        st.sampled_from([-2, -1]),
        st.lists(st.tuples(DAYS, st.none() | st.integers(-2, 2)), max_size=3, unique_by=lambda entry: entry[0]),
    )
    return Engaged(
        number, draw(st.integers(0, 9)), draw(st.integers(0, 2)), draw(st.none() | st.integers(0, 2)),
        draw(st.none() | st.integers(0, 2)), state, span,
        draw(st.none() | DAYS.filter(lambda day: day <= TODAY)) if ended else None,
        draw(st.sampled_from([1.0, 4.0, 6.0, 8.0, 7.5, 24.0])), draw(st.sampled_from(AllocationUnit)),
        draw(st.sampled_from([45, 60, 90])), draw(st.lists(meetings(), max_size=8)),
        draw(st.lists(DAYS, max_size=3)), draw(st.lists(goals, max_size=3)),
    )  # fmt: skip


@st.composite
def practices(draw: st.DrawFn) -> list[Engaged]:
    return [draw(engagements(number)) for number in range(draw(st.integers(0, 9)))]


def fill(db: Connection, rows: Iterable[Engaged]) -> None:
    """Write the rows, and a deleted one of each kind beside them."""
    gone = "2026-01-01T00:00:00Z"
    keys = [
        ("coach", "c", ", time_zone) VALUES (?, ?, ?, 'UTC')"),
        ("programme", "p", ", kind) VALUES (?, ?, ?, 'cohort')"),
        ("organisation", "o", ") VALUES (?, ?, ?)"),
    ]
    for table, letter, rest in keys:
        for n, word in enumerate(("zero", "uno", "dos")):
            called = f"{table} {word}"
            db.execute(f"INSERT INTO {table} (id, name, folded{rest}", (f"{letter}{n}", called, called))
    for n in range(10):
        db.execute("INSERT INTO person (id, name, folded, named_in_log) VALUES (?, 'Client', 'client', 0)", (f"x{n}",))
    for e in rows:
        _engagement(db, e, f"e{e.number}", None)
        _parts(db, e, f"e{e.number}", "", None)
        _parts(db, e, f"e{e.number}", "gone ", gone)
        _engagement(db, e, f"gone {e.number}", gone)


def _engagement(db: Connection, e: Engaged, key: str, deleted: str | None) -> None:
    def at(letter: str, n: int | None) -> str | None:
        return None if n is None else f"{letter}{n}"

    columns = {
        "id": key, "deleted_at": deleted, "code": f"P-{key}", "client_id": at("x", e.client),
        "coach_id": at("c", e.coach), "programme_id": at("p", e.programme), "organisation_id": at("o", e.organisation),
        "role_title": "", "role_from": "", "role_change": "none", "form": "individual", "state": e.state.value,
        "starts_on": e.span and e.span.starts_on.isoformat(), "ends_on": e.span and e.span.ends_on.isoformat(),
        "ended_on": e.ended_on and e.ended_on.isoformat(), "allocation": e.allocation, "unit": e.unit.value,
        "interval_weeks": 3, "session_minutes": e.session_minutes, "time_zone": "UTC", "notice_hours": 24,
        "notice_counts": 1, "paid": 1,
    }  # fmt: skip
    _insert(db, "engagement", columns)


def _parts(db: Connection, e: Engaged, key: str, prefix: str, deleted: str | None) -> None:
    same = {"engagement_id": key, "deleted_at": deleted}
    shift = timedelta(days=0 if deleted is None else 1)
    for n, pause in enumerate(e.span.pauses if e.span else ()):
        until = pause.until_on and (pause.until_on + shift).isoformat()
        row = {"id": f"{prefix}{key}/{n}", "from_on": pause.from_on.isoformat(), "until_on": until, "reason": ""}
        _insert(db, "pause", same | row)
    for n, m in enumerate(e.meetings):
        _insert(db, "session", same | {
            "id": f"{prefix}{key}/{n}", "kind": m.kind, "state": m.state, "stage": m.stage and m.stage.value,
            "starts_local": f"{m.on}T09:00", "time_zone": "UTC", "starts_utc": f"{m.on}T09:00:00Z",
            "minutes": m.minutes, "held_minutes": m.held_minutes,
        })  # fmt: skip
    for n, due in enumerate(e.due):
        _insert(db, "commitment", same | {
            "id": f"{prefix}{key}/{n}", "owner": "client", "body": "SECRET", "made_on": "2026-01-01",
            "due_on": due.isoformat(), "state": "open",
        })  # fmt: skip
    for n, (state, agreed_on, weight, baseline, entries) in enumerate(e.goals):
        goal = f"{prefix}{key}/{n}"
        _insert(db, "goal", same | {
            "id": goal, "position": n, "title": "SECRET", "measure": "", "achievable": 0, "state": state.value,
            "agreed_on": agreed_on and agreed_on.isoformat(), "author": "client", "importance": weight,
            "difficulty": 1, "baseline": baseline,
        })  # fmt: skip
        for k, (on, level) in enumerate(entries):
            percent = 50 if level is None else None
            for before, binned in (("", deleted), ("binned ", "2026-01-01T00:00:00Z")):
                _insert(db, "progress", {
                    "id": f"{before}{goal}/{k}", "deleted_at": binned, "goal_id": goal, "noted_on": on.isoformat(),
                    "level": level if not before or level is None else -level, "percent": percent, "party": "client",
                })  # fmt: skip


def _insert(db: Connection, table: str, row: dict[str, Any]) -> None:
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", [*row.values()])


def engaged(number: int, **changed: Any) -> Engaged:
    span = Span(TODAY - timedelta(days=100), TODAY + timedelta(days=82))
    goals = [(GoalState.AGREED, TODAY, 1, -1, [(TODAY, 1)])]
    values: dict[str, Any] = {
        "number": number, "client": number, "coach": 0, "programme": 0, "organisation": 0, "state": S.ACTIVE,
        "span": span, "ended_on": None, "allocation": 8.0, "unit": AllocationUnit.SESSIONS, "session_minutes": 60,
        "meetings": [], "due": [], "goals": goals,
    }  # fmt: skip
    return Engaged(**(values | changed))


def edges() -> list[Engaged]:
    """Engagements whose spans, pauses, ends and sessions held lie at and beside the days on which the rules turn."""
    random = Random(5)
    rows: list[Engaged] = []
    for before, length in product((13, 14, 15, 28, 41, 42, 43, 56, 57), (0, 1, 13, 27, 28, 29, 83, 84)):
        starts = TODAY - timedelta(days=before)
        stretches = ((), ((0, 5),), ((13, 3),), ((14, 3),), ((14, 3), (16, 9)), ((7, 7), (14, 7)), ((-3, 99),))
        for pauses in stretches:
            kept = tuple(Pause(starts + timedelta(first), starts + timedelta(first + days)) for first, days in pauses)
            span = Span(starts, starts + timedelta(length), kept)
            state = random.choice([S.ACTIVE, S.ACTIVE, S.PAUSED, S.COMPLETED])
            ended = starts + timedelta(random.choice((13, 14, 15, 17)))
            allocation = random.choice((1.0, 2.0, 4.0, 10.0))
            held = random.randint(0, int(allocation))
            meetings = [Meeting(starts + timedelta(n), "coaching", "held", 60, None, None) for n in range(held)]
            rows.append(
                engaged(
                    len(rows), client=len(rows) % 10, span=span, state=state, allocation=allocation, meetings=meetings,
                    ended_on=random.choice((None, ended)) if state is S.COMPLETED else None,
                    due=[TODAY - timedelta(days=random.randint(0, 40))] * random.randint(0, 1),
                )
            )  # fmt: skip
    return rows
