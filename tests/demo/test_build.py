"""The demo practice: the same every time, whole, lawful, and with something of every kind to show."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

from coachtui.demo.build import Cancelled, build
from coachtui.domain.attention import Need
from coachtui.domain.cadence import SESSION_MOVES, SessionKind, SessionState, is_late
from coachtui.domain.engagement import MOVES, EngagementState
from coachtui.domain.wall_time import to_utc
from coachtui.domain.words import folded
from coachtui.paths import Paths
from coachtui.store import changelog, driver, history, undo
from coachtui.store.driver import Connection
from coachtui.store.practice import open_practice
from coachtui.store.reads.today import today as read_today

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
SIZES = {"coach": (1, 15, 180), "lead": (12, 200, 2_400)}
DATES = {
    "assessment": ("held_on",),
    "behaviour_observation": ("observed_on",),
    "coach_note": ("written_on",),
    "commitment": ("made_on", "closed_on"),
    "consent": ("given_on",),
    "agreement_version": ("drawn_up_on",),
    "engagement": ("ended_on",),
    "feedback_round": ("opened_on", "closed_on"),
    "feedforward": ("given_on", "used_on"),
    "goal": ("agreed_on",),
    "goal_revision": ("revised_on",),
    "joint_rating": ("rated_on",),
    "milestone": ("done_on",),
    "pause": ("from_on",),
    "progress": ("noted_on",),
    "pulse_rater": ("answered_on",),
    "pulse_round": ("held_on",),
    "rater": ("answered_on",),
    "reflection": ("written_on",),
}


def made(root: Path, name: str, **wanted: Any) -> Path:
    path = root / name / "demo.coach"
    wanted.setdefault("sites", Random(4))
    build(path, Paths(root / "data", root / "config", root / "state"), now=wanted.pop("now", NOW), **wanted)
    return path


def tables(db: Connection) -> list[str]:
    return [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]


def content(path: Path) -> str:
    """A digest of every value of every table."""
    db = driver.connect(path, read_only=True)
    digest = hashlib.sha256()
    for table in tables(db):
        digest.update(table.encode())
        for row in sorted(map(repr, db.execute(f"SELECT * FROM {table}"))):
            digest.update(row.encode())
    db.close()
    return digest.hexdigest()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def coach_file(root: Path) -> Path:
    return made(root, "coach")


@pytest.fixture(scope="module")
def coach_db(coach_file: Path) -> Iterator[Connection]:
    db = driver.connect(coach_file, read_only=True)
    yield db
    db.close()


@pytest.fixture(scope="module", params=list(SIZES))
def db(request: pytest.FixtureRequest, root: Path, coach_file: Path) -> Iterator[Connection]:
    path = coach_file if request.param == "coach" else made(root, request.param, size=request.param)
    db = driver.connect(path, read_only=True)
    yield db
    db.close()


def test_same_seed_and_moment_give_the_same_content(root: Path, coach_file: Path) -> None:
    assert content(made(root, "again")) == content(coach_file)


def test_two_files_of_one_story_have_sites_of_their_own(root: Path, coach_file: Path) -> None:
    """Each may be worked in, and the two be brought together: edits of one site in two files would be lost."""
    with (
        closing(driver.connect(made(root, "other", sites=None), read_only=True)) as other,
        closing(driver.connect(coach_file, read_only=True)) as db,
    ):
        sites = {one.execute("SELECT site FROM local").fetchone() for one in (db, other)}
        assert len(sites) == 2
        assert db.execute("SELECT id FROM practice").fetchone() == other.execute("SELECT id FROM practice").fetchone()
        actions = "SELECT stamp, site, words FROM action ORDER BY stamp"
        assert db.execute(actions).fetchall()[:-1] == other.execute(actions).fetchall()[:-1]
        undone = "SELECT count(*) FROM action WHERE site = (SELECT site FROM local)"
        assert db.execute(undone).fetchone() == (1,)


def test_another_seed_and_another_moment_give_another_content(root: Path, coach_file: Path) -> None:
    other = {content(made(root, "seed", seed=2)), content(made(root, "later", now=NOW + timedelta(days=1)))}
    assert len(other | {content(coach_file)}) == 3


def test_every_table_holds_something(db: Connection) -> None:
    empty = [table for table in tables(db) if not db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()]
    assert empty == ["search_queue"], "nothing waits to be found"


def test_counts_of_each_size(db: Connection) -> None:
    counts = tuple(
        db.execute(f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL").fetchone()[0]
        for table in ("coach", "engagement", "session")
    )
    assert counts in SIZES.values()
    (own,) = db.execute(
        "SELECT count(*) FROM engagement WHERE coach_id = (SELECT owner_coach_id FROM practice)"
    ).fetchone()
    assert own == 15


def test_the_file_is_whole_and_private(coach_file: Path, db: Connection) -> None:
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert coach_file.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in coach_file.parent.iterdir()] == [coach_file.name]


def test_no_event_lies_after_now(db: Connection) -> None:
    (last,) = db.execute("SELECT max(stamp) FROM action").fetchone()
    assert changelog.moment(last) <= NOW
    assert db.execute("SELECT stamp, acting, still FROM local").fetchone() == (last, 0, 0)
    for table, columns in DATES.items():
        for column in columns:
            later = f"SELECT count(*) FROM {table} WHERE {column} > ?"
            assert db.execute(later, (str(TODAY),)).fetchone() == (0,), table
    ended = "strftime('%Y-%m-%dT%H:%M:%SZ', starts_utc, '+' || minutes || ' minutes')"
    now = NOW.strftime("%Y-%m-%dT%H:%M:%SZ")
    for state in ("held", "no_show", "late_cancelled"):
        wanted = f"SELECT count(*) FROM session WHERE state = ? AND {ended} > ?"
        assert db.execute(wanted, (state, now)).fetchone() == (0,)
    assert db.execute("SELECT count(*) FROM session WHERE cancelled_at > ?", (now,)).fetchone() == (0,)


def test_the_log_accounts_for_every_row(db: Connection) -> None:
    for table in set(tables(db)) - changelog.OWN_TABLES:
        born = "SELECT 1 FROM record WHERE tbl = ? AND row = t.id"
        unborn = f"SELECT count(*) FROM {table} t WHERE NOT EXISTS ({born})"
        assert db.execute(unborn, (table,)).fetchone() == (0,), table
    assert db.execute("SELECT count(*) FROM action WHERE trim(words) = ''").fetchone() == (0,)
    for logged, action in (("change", "l.action"), ("record", "born"), ("tombstone", "l.action")):
        orphans = f"SELECT count(*) FROM {logged} l WHERE NOT EXISTS (SELECT 1 FROM action WHERE n = {action})"
        assert db.execute(orphans).fetchone() == (0,), logged
    unknown = "SELECT count(*) FROM action WHERE about IS NOT NULL AND about NOT IN (SELECT id FROM engagement)"
    assert db.execute(unknown).fetchone() == (0,)
    sites = {site for (site,) in db.execute("SELECT DISTINCT site FROM action")}
    assert sites == {site for (site,) in db.execute("SELECT site FROM device")}
    assert len(sites) == 3
    for site, stamp in db.execute("SELECT site, stamp FROM seen"):
        assert stamp >= db.execute("SELECT max(stamp) FROM action WHERE site = ?", (site,)).fetchone()[0]


def test_changes_follow_one_another(coach_db: Connection) -> None:
    values: dict[tuple[str, str, str], Any] = {}
    rows = coach_db.execute("SELECT tbl, row, col, before, after FROM edit ORDER BY stamp, site").fetchall()
    for table, row, column, before, after in rows:
        assert values.get((table, row, column), before) == before
        values[table, row, column] = after
    for (table, row, column), value in values.items():
        assert coach_db.execute(f'SELECT "{column}" FROM {table} WHERE id = ?', (row,)).fetchone() == (value,)


def test_states_move_as_they_may(db: Connection) -> None:
    for table, moves in (("engagement", MOVES), ("session", SESSION_MOVES)):
        kind: Any = EngagementState if table == "engagement" else SessionState
        for before, after in db.execute(
            "SELECT DISTINCT before, after FROM edit WHERE tbl = ? AND col = 'state'", (table,)
        ):
            allowed: Any = moves
            assert kind(after) in allowed[kind(before)]


def test_engagements_of_every_state_are_consistent(db: Connection) -> None:
    rows = db.execute("SELECT id, state, starts_on, ends_on, ended_on FROM engagement").fetchall()
    assert {row[1] for row in rows} == {state.value for state in EngagementState}
    for key, state, starts_on, ends_on, ended_on in rows:
        over = state in ("completed", "discontinued", "cancelled")
        assert (ended_on is not None) == over
        assert starts_on <= ends_on
        open_pauses = db.execute("SELECT count(*) FROM pause WHERE engagement_id = ? AND until_on IS NULL", (key,))
        assert open_pauses.fetchone() == (int(state == "paused"),)
        if over and state != "cancelled":
            assert starts_on <= ended_on <= str(TODAY)
            (after,) = db.execute(
                "SELECT count(*) FROM session WHERE engagement_id = ? AND state IN ('held', 'planned') "
                "AND substr(starts_local, 1, 10) > ?",
                (key, ended_on),
            ).fetchone()
            assert after == 0
    assert db.execute(
        "SELECT count(*) FROM engagement e JOIN engagement_private p ON p.id = e.id "
        "WHERE (e.state IN ('discontinued', 'cancelled')) <> (p.end_reason <> '')"
    ).fetchone() == (0,)
    reopened = "SELECT count(*) FROM edit WHERE tbl = 'engagement' AND before = 'completed' AND after = 'active'"
    assert db.execute(reopened).fetchone()[0] >= 1


def test_no_allocation_is_overdrawn(db: Connection) -> None:
    used: dict[str, float] = defaultdict(float)
    agreed = {}
    for key, allocation, unit, counts, state, minutes, held in db.execute(
        "SELECT e.id, e.allocation, e.unit, e.notice_counts, s.state, s.minutes, s.held_minutes "
        "FROM session s JOIN engagement e ON e.id = s.engagement_id WHERE s.kind = 'coaching'"
    ):
        agreed[key] = allocation
        if state in ("held", "planned") or (counts and state in ("late_cancelled", "no_show")):
            used[key] += 1 if unit == "sessions" else (held or minutes) / 60
    assert {key for key in used if used[key] > agreed[key] + 1e-9} == set()


def test_sessions_keep_to_span_zone_and_notice(db: Connection) -> None:
    moved = 0
    for kind, state, local, zone, utc, cancelled_at, moved_to, starts_on, ends_on, notice in db.execute(
        "SELECT s.kind, s.state, s.starts_local, s.time_zone, s.starts_utc, s.cancelled_at, s.moved_to_id, "
        "e.starts_on, coalesce(e.ended_on, e.ends_on), e.notice_hours "
        "FROM session s JOIN engagement e ON e.id = s.engagement_id"
    ):
        starts = datetime.fromisoformat(utc)
        assert to_utc(datetime.fromisoformat(local), zone) == starts
        if kind == SessionKind.COACHING and state in ("held", "planned"):
            assert starts_on <= local[:10] <= ends_on
        if state in ("cancelled", "late_cancelled"):
            assert is_late(datetime.fromisoformat(cancelled_at), starts, notice) == (state == "late_cancelled")
        assert (moved_to is not None) == (state == "rescheduled")
        moved += state == "rescheduled"
    assert moved > 3
    paused = (
        "SELECT count(*) FROM session s JOIN pause p ON p.engagement_id = s.engagement_id WHERE s.state = 'held' "
        "AND substr(s.starts_local, 1, 10) >= p.from_on "
        "AND substr(s.starts_local, 1, 10) < coalesce(p.until_on, '9999')"
    )
    assert db.execute(paused).fetchone() == (0,)


def test_nobody_is_in_two_meetings_at_once(db: Connection) -> None:
    busy: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for coach, starts, minutes in db.execute(
        "SELECT e.coach_id, s.starts_utc, s.minutes FROM session s JOIN engagement e ON e.id = s.engagement_id "
        "WHERE s.state IN ('held', 'planned', 'no_show') ORDER BY s.starts_utc"
    ):
        busy[coach].append((starts, minutes))
    for meetings in busy.values():
        for (first, minutes), (second, _) in pairwise(meetings):
            assert datetime.fromisoformat(first) + timedelta(minutes=minutes) <= datetime.fromisoformat(second)


def test_goals_are_written_agreed_and_worked_on(db: Connection) -> None:
    levels = db.execute("SELECT count(*) FROM goal_level GROUP BY goal_id").fetchall()
    assert set(levels) == {(5,)}
    assert db.execute("SELECT count(*) FROM goal WHERE (state = 'draft') = (agreed_on IS NOT NULL)").fetchone() == (0,)
    noted = (
        "SELECT count(*) FROM progress p JOIN session s ON s.id = p.session_id "
        "WHERE p.noted_on <> substr(s.starts_local, 1, 10)"
    )
    assert db.execute(noted).fetchone() == (0,)
    assert len(db.execute("SELECT DISTINCT level FROM progress WHERE level IS NOT NULL").fetchall()) >= 4


def test_texts_are_finished(db: Connection) -> None:
    for table, column in (
        ("session_note", "body"),
        ("session_summary", "body"),
        ("commitment", "body"),
        ("goal", "measure"),
        ("goal_level", "description"),
        ("objective", "title"),
        ("agreement_version", "roles"),
        ("coach_note", "body"),
        ("engagement_private", "context"),
    ):
        slot = f"{column} GLOB '*{{[a-z]*}}*'"
        bad = f"SELECT {column} FROM {table} WHERE {slot} OR {column} = '' OR {column} <> trim({column})"
        assert db.execute(bad).fetchall() == [], table
    for name, search in db.execute("SELECT name, folded FROM person"):
        assert search == folded(name)


def test_today_has_something_of_every_kind(coach_db: Connection) -> None:
    seen = read_today(coach_db, NOW)
    assert [(item.client, item.kind.value) for item in seen.agenda] == [
        ("Dana Okafor", "coaching"),
        ("Mei Tan", "three_way"),
        ("Sam Hart", "coaching"),
        ("Amara Diallo", "check_in"),
    ]
    assert {line.need for line in seen.needs} == set(Need)
    assert len(seen.week) >= 3
    brief = seen.brief
    assert brief is not None
    assert brief.client == "Dana Okafor"
    assert brief.last_time.startswith("Hand the capacity plan to Priya")
    assert [(goal.baseline, goal.now) for goal in brief.goals] == [(-1, 0), (-2, -1)]
    assert (round(brief.t_baseline.value or 0, 1), round(brief.t_now.value or 0, 1)) == (31.4, 43.8)
    assert len(brief.commitments) == 2
    assert brief.feedforward[0].text == "ask one question before giving a view"
    assert brief.blind_spot == "Works across functions and includes people"


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 3, 2, 5, 0, tzinfo=UTC),
        datetime(2026, 7, 15, 10, 10, tzinfo=UTC),
        datetime(2027, 1, 4, 22, 30, tzinfo=UTC),
        datetime(2028, 2, 29, 14, 2, tzinfo=UTC),
    ],
    ids=str,
)
def test_today_is_full_at_any_time(root: Path, now: datetime) -> None:
    db = driver.connect(made(root, f"at-{now:%Y%m%d}", now=now), read_only=True)
    seen = read_today(db, now)
    db.close()
    assert len(seen.agenda) >= 3
    assert {line.need for line in seen.needs} == set(Need)
    assert seen.brief is not None
    assert seen.brief.client == "Dana Okafor"


def test_the_anonymous_stay_anonymous(coach_db: Connection) -> None:
    groups = Counter(
        dict(coach_db.execute("SELECT relation || round_id, count(answered_on) FROM rater GROUP BY 1").fetchall())
    )
    assert min(count for count in groups.values() if count) < 3 <= max(groups.values())
    named = "SELECT count(*) FROM rater WHERE person_id IS NOT NULL AND relation NOT IN ('self', 'manager')"
    assert coach_db.execute(named).fetchone() == (0,)


def test_history_undo_and_site(root: Path) -> None:
    path = made(root, "opened")
    paths = Paths(root / "data", root / "config", root / "state")
    with open_practice(path, paths, clock=lambda: NOW) as practice:
        assert practice.db.execute("SELECT count(*) FROM device").fetchone() == (3,)
        step = undo.next_undo(practice.db)
        assert step is not None
        assert step.words == "noted a commitment with Mei Tan"
        undo.undo(practice)
        (dana,) = practice.db.execute(
            "SELECT e.id FROM engagement e JOIN person p ON p.id = e.client_id WHERE p.name = 'Dana Okafor'"
        ).fetchone()
        events = history.around(practice.db, dana, limit=500)
        assert len(events) > 40
        assert events[-1].words == "took Dana Okafor in"
        assert all(former.at >= latter.at for former, latter in pairwise(events))


def test_a_file_in_the_way_is_replaced_only_by_a_whole_one(root: Path) -> None:
    path = made(root, "replaced")
    before = content(path)
    calls = iter(range(10_000))
    with pytest.raises(Cancelled):
        made(root, "replaced", seed=3, cancelled=lambda: next(calls) > 8)
    assert content(path) == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    made(root, "replaced", seed=3)
    assert content(path) != before


def test_progress_is_told(root: Path) -> None:
    told: list[tuple[int, int, str]] = []
    made(root, "told", progress=lambda done, total, words: told.append((done, total, words)))
    assert told[0][0] == 0
    assert told[-1][:2] == (15, 15)
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)


def test_a_draft_waits_on_the_tablet(coach_db: Connection) -> None:
    form, record, body, name = coach_db.execute(
        "SELECT form, record, body, name FROM draft JOIN device USING (site)"
    ).fetchone()
    assert (form, name) == ("note", "tablet")
    assert json.loads(body)
    assert coach_db.execute("SELECT 1 FROM session WHERE id = ?", (record,)).fetchone()
