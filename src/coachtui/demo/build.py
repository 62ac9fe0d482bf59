"""Makes the demo practice: a new file, filled with an invented practice and its history, and put in place whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random, SystemRandom
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from coachtui.demo import cast, engagement_story, extras, keepsake, names, roster, world
from coachtui.demo.diary import utc
from coachtui.demo.events import Story
from coachtui.demo.ledger import Ledger
from coachtui.demo.plan import FAR, Guide, Plan
from coachtui.demo.roster import SIZES, Roster, Size
from coachtui.demo.tale import ModelRows
from coachtui.demo.texts import Cast, Writer
from coachtui.paths import Paths
from coachtui.store import device
from coachtui.store.driver import put_in_place
from coachtui.store.errors import DamagedPractice
from coachtui.store.practice import SITE_BITS, Practice, create

if TYPE_CHECKING:
    from coachtui.store.driver import Connection

Progress = Callable[[int, int, str], None]
CACHE_KIB = {"coach": 16_000, "lead": 64_000, "practice": 900_000}
"""Memory for pages while a file of a size is written."""


class Cancelled(Exception):  # noqa: N818  # nothing went wrong
    """The making was broken off; nothing was left behind."""


def build(
    path: Path,
    paths: Paths,
    *,
    size: str = "coach",
    seed: int = 1,
    now: datetime,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    sites: Random | None = None,
) -> None:
    """Make the demo practice of a size at `path`, replacing what is there only when all is done.

    The content is the same for the same size, seed and `now` (an aware moment), which is when the story ends; only the
    site under which the file goes on is drawn anew (from `sites`), for two files of one site would lose edits.
    `progress` is told how many engagements are written, of how many, and what is being done.
    Raises KeyError for an unknown size, Cancelled when `cancelled` says so, and PracticeError when the file can't be
    written; then nothing has changed.
    """
    measure = SIZES[size]
    told = progress or (lambda done, total, words: None)

    def check() -> None:
        if cancelled():
            raise Cancelled

    told(0, measure.engagements, "drawing up the engagements")
    drawn = roster.draw(measure, seed, now, check)
    path = path.absolute()
    with _beside(path) as temporary, TemporaryDirectory() as scratch:
        # What this device remembers of the temporary name is of no use: it is written where it vanishes.
        elsewhere = Paths(paths.data, paths.config, Path(scratch))
        founded = _prepare(drawn)
        random = Random(f"coachtui demo file {seed}")
        practice = create(
            temporary, elsewhere, name=cast.PRACTICE, coach=cast.OWNER, time_zone=cast.OWNER_ZONE,
            clock=lambda: founded, random=random,
        )  # fmt: skip
        with practice:
            mark = _fill(practice, drawn, founded, now, CACHE_KIB[size], seed, told, check)
            mark = _go_on_under_another(practice.db, *mark, (sites or SystemRandom()).getrandbits(SITE_BITS))
        told(measure.engagements, measure.engagements, "putting the file in place")
        _place(temporary, path)
        device.remember(paths.state, practice.db_id, path, *mark)


def _prepare(drawn: Roster) -> datetime:
    """Settle since when coaches and organisations are known; return when the practice was founded."""
    for plan in drawn.plans:
        first = utc(datetime.combine(plan.taken_in, time(7)), plan.coach.zone)
        plan.coach.since = min(plan.coach.since, first)
        plan.house.since = min(plan.house.since, first)
    earliest = min(plan.taken_in for plan in drawn.plans) - timedelta(days=30)
    return utc(datetime.combine(earliest, time(8)), cast.OWNER_ZONE)


def _fill(
    practice: Practice,
    drawn: Roster,
    founded: datetime,
    now: datetime,
    cache: int,
    seed: int,
    told: Progress,
    check: Callable[[], None],
) -> tuple[int, int]:
    """Write all stories in one transaction; return the file's site and last stamp."""
    db = practice.db
    # Until it is put in place the file is worth nothing, so there is nothing to roll back or to save from a crash.
    for setting in (f"cache_size = -{cache}", "synchronous = OFF", "journal_mode = OFF"):
        db.execute(f"PRAGMA {setting}").fetchall()
    db.execute("BEGIN IMMEDIATE")
    random = Random(f"coachtui demo world {seed}")
    (site,) = db.execute("SELECT site FROM local").fetchone()
    tablet = random.getrandbits(SITE_BITS)
    db.execute("INSERT INTO device VALUES (?, ?)", (tablet, extras.TABLET))
    ledger = Ledger(db, site, tablet)
    drawn.world.owner.id = db.execute("SELECT owner_coach_id FROM practice").fetchone()[0]
    model = _tell_world(drawn, ledger, founded, now, random)
    writers = {id(coach): Writer(Random(f"{seed} {coach.name}")) for coach in drawn.world.coaches}
    for number, plan in enumerate(drawn.plans):
        check()
        if number % 25 == 0:
            told(number, len(drawn.plans), "writing their stories")
        ledger.write(_tell(plan, drawn, writers[id(plan.coach)], model, now, Random(f"{seed} {plan.code}")))
        if plan.coach is not drawn.world.owner:
            plan.meetings.clear()
    own = [plan for plan in drawn.plans if plan.coach is drawn.world.owner]
    loose = extras.Loose(ledger, random, now, tablet)
    loose.tell(db, own, drawn.world.own_houses[cast.HOME])
    loose.last_word(db, own)
    stamp, site = ledger.finish()
    db.execute("COMMIT")
    told(len(drawn.plans), len(drawn.plans), "making it searchable")
    keepsake.save(practice, own, stamp, now)
    told(len(drawn.plans), len(drawn.plans), "checking the file")
    _check(db, practice.path)
    db.execute("PRAGMA journal_mode = DELETE").fetchall()
    return site, stamp


def _go_on_under_another(db: Connection, site: int, stamp: int, fresh: int) -> tuple[int, int]:
    """Give the file a site of its own; the last action is of it, so that the coach can take that back."""
    db.execute("BEGIN IMMEDIATE")
    db.execute("INSERT INTO device SELECT ?, name FROM device WHERE site = ?", (fresh, site))
    db.execute("INSERT INTO seen VALUES (?, ?)", (fresh, stamp))
    db.execute("UPDATE action SET site = ? WHERE (stamp, site) = (?, ?)", (fresh, stamp, site))
    db.execute("UPDATE local SET site = ?", (fresh,))
    db.execute("COMMIT")
    return fresh, stamp


def _tell_world(drawn: Roster, ledger: Ledger, founded: datetime, now: datetime, random: Random) -> ModelRows:
    """Write what the engagements stand on."""
    story = Story(random, now)
    extras.tell_owner(story, drawn.world.owner, founded, now)
    model = world.tell_model(story, founded + timedelta(minutes=2))
    for coach in _used(drawn.world.coaches[1:]):
        world.tell_coach(story, coach, random)
    for house in (*drawn.world.own_houses.values(), *drawn.world.houses):
        if house.since < FAR:
            world.tell_house(story, house, random)
    first: dict[int, datetime] = {}
    for plan in drawn.plans:
        if plan.programme is not None and id(plan.programme) not in first:
            first[id(plan.programme)] = utc(datetime.combine(plan.taken_in, time(7)), plan.coach.zone)
            world.tell_course(story, plan.programme, first[id(plan.programme)])
    ledger.write(story)
    return model


def _used(coaches: list[Guide]) -> Iterator[Guide]:
    return (coach for coach in coaches if coach.since < FAR)


def _tell(plan: Plan, drawn: Roster, writer: Writer, model: ModelRows, now: datetime, random: Random) -> Story:
    script = drawn.scripts.get(plan.code)
    about = Cast(
        client=plan.client.short,
        manager=plan.manager.short,
        report=script.report if script else names.person(random).short,
        other=script.other if script else names.person(random).short,
        peer=script.peer if script else names.person(random).short,
        project=script.project if script else writer.pick_project(),
    )
    return engagement_story.tell(plan, about, writer, model, now, random, script)


def _check(db: Connection, path: Path) -> None:
    (verdict,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise DamagedPractice(f"{path} could not be made whole ({verdict}). Nothing was put in its place. Try again.")


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Give a name in the same directory under which the file is made; whatever is still there in the end is removed."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        yield temporary
    finally:
        for left in (temporary, temporary.with_name(f"{temporary.name}-journal")):
            left.unlink(missing_ok=True)


def _place(temporary: Path, path: Path) -> None:
    """Bring the file safely to the disk, then put it in place at once."""
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    put_in_place(temporary, path, replacing=True)


__all__ = ["SIZES", "Cancelled", "Size", "build"]
