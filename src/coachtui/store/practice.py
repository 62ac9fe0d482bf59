"""A practice file: how it is made, opened, written under its change log, and closed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING

from coachtui.clock import Clock, system
from coachtui.domain.ids import new_id
from coachtui.paths import Paths, private_directory
from coachtui.store import changelog, device, driver, errors, recognise, search_queue
from coachtui.store.driver import Connection
from coachtui.store.keys import Key

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session

SITE_BITS = 62


class Practice:
    """One open practice file: a connection, a clock, and the only ways to write.

    Not for use by two threads at once; the gateway gives it a thread of its own.
    """

    def __init__(self, path: Path, db: Connection, paths: Paths, *, clock: Clock, random: Random, writable: bool):
        self.path = path
        self.db = db
        self.paths = paths
        self.clock = clock
        self.random = random
        self.writable = writable
        self.before_writing: Callable[[], None] | None = None
        """Called once, before the first write, while no transaction is open yet."""
        self._engine: Engine | None = None
        status = path.stat()
        self._identity = (status.st_dev, status.st_ino)
        self._site: int | None = None
        self._stamp = 0
        self._is_settled = False
        with driver.plain_words(path):
            row = db.execute("SELECT id FROM practice LIMIT 1").fetchone()
        self.db_id: str = row[0] if row else ""

    def new_id(self) -> str:
        """Return a fresh key."""
        return new_id(int(self.clock().timestamp() * 1000), self.random)

    @contextmanager
    def action(self, words: str, *, about: str | None = None) -> Iterator[Session]:
        """Do one thing in the coach's words, `about` an engagement: all of it is stored and can be undone, or none.

        Yields a SQLModel session inside BEGIN IMMEDIATE. Raises a PracticeError in plain words; then nothing changed.
        An action that changes nothing leaves no trace.
        """
        from sqlmodel import Session

        self._may_write()
        try:
            with driver.plain_words(self.path), Session(self._bound()) as session, session.begin():
                session.connection()
                self._guard()
                changelog.begin(self.db, words, self.clock(), about=about)
                yield session
                session.flush()
                stamp = changelog.end(self.db)
                search_queue.catch_up(self.db)
        finally:
            if self.db.in_transaction:  # SQLAlchemy leaves it open when the commit itself is refused
                self.db.execute("ROLLBACK")
        self._written(stamp)

    @contextmanager
    def raw_action(self, words: str, *, about: str | None = None) -> Iterator[Connection]:
        """Like `action`, on the bare connection: for writing in bulk."""
        with self.transaction() as db:
            changelog.begin(db, words, self.clock(), about=about)
            yield db
            stamp = changelog.end(db)
        self._written(stamp)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Write what the log doesn't follow (drafts, the device's own rows), all or nothing."""
        self._may_write()
        with driver.plain_words(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                self._guard()
                yield self.db
                search_queue.catch_up(self.db)
                (stamp,) = self.db.execute("SELECT stamp FROM local").fetchone()
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise
            self._stamp = stamp

    def settle(self) -> None:
        """Make sure that the file writes under a site of its own, and let this device remember it."""
        with driver.plain_words(self.path):
            stamp, site = self.db.execute("SELECT stamp, site FROM local").fetchone()
        if device.is_same(device.recall(self.paths.state, self.db_id, self.path), self.path, site, stamp):
            self._site, self._stamp = site, stamp
        else:
            self._site = None
            with self.transaction():
                pass  # what guards every write also takes the new site, and brings the search index up to date
            self.remember()
        self._is_settled = True
        self._be_called()
        if search_queue.is_behind(self.db):  # another program has written
            with self.transaction():
                pass

    def _be_called(self) -> None:
        """Let the file call this device as the settings do, if they name it."""
        name = device.chosen_name(self.paths.settings)
        if not name:
            return
        (known,) = self.db.execute("SELECT coalesce(max(name), '') FROM device JOIN local USING (site)").fetchone()
        if name != known:
            with self.transaction() as db:
                db.execute("UPDATE device SET name = ? WHERE site = (SELECT site FROM local)", (name,))

    def remember(self) -> None:
        """Let this device remember where the file lies and how far it has come."""
        stamp, site = self.db.execute("SELECT stamp, site FROM local").fetchone()
        device.remember(self.paths.state, self.db_id, self.path, site, stamp)

    def _written(self, stamp: int) -> None:
        """Remember each action: an older copy that takes the place of the file after a kill must be known for one."""
        self._stamp = stamp
        if self._is_settled:
            device.remember(self.paths.state, self.db_id, self.path, self._site or 0, stamp)

    def close(self) -> None:
        """Remember the file as it is left, and let it go."""
        # What can't be remembered costs a new site at the next opening, nothing else.
        with suppress(driver.DriverError, OSError, errors.PracticeError):
            if self.writable and self.is_in_place():
                self.remember()
        self.db.close()

    def _may_write(self) -> None:
        if not self.writable:
            raise errors.ReadOnlyPractice(
                f"{self.path} is read-only, so nothing was changed. Give yourself the right to write "
                "the file and its directory, and open it again."
            )
        if self.db.in_transaction:
            raise RuntimeError("an action can't hold another one")
        if self.before_writing is not None:
            before, self.before_writing = self.before_writing, None
            before()

    def is_in_place(self) -> bool:
        """Tell whether the file at the path is still the one that was opened."""
        try:
            status = self.path.stat()
        except OSError:
            return False
        return (status.st_dev, status.st_ino) == self._identity

    def _guard(self) -> None:
        """Refuse to write over a file that was replaced, or under a site that another copy writes under.

        Runs inside the transaction, so that no migration can replace the file between this look and the write.
        """
        if not self.is_in_place():
            raise driver.replaced(self.path)
        stamp, site, db_id = self.db.execute(
            "SELECT stamp, site, coalesce((SELECT id FROM practice LIMIT 1), '') FROM local"
        ).fetchone()
        if db_id != self.db_id or stamp < self._stamp:
            raise driver.replaced(self.path)
        if site != self._site:
            self._site = self._own_site(site, stamp)

    def _own_site(self, site: int, stamp: int) -> int:
        memory = device.recall(self.paths.state, self.db_id, self.path)
        if device.is_same(memory, self.path, site, stamp):
            return site  # another program of this device took it for both
        taken = {row[0] for row in self.db.execute("SELECT site FROM seen")}
        fresh = next(s for s in iter(lambda: self.random.getrandbits(SITE_BITS), None) if s not in taken)
        _take_site(self.db, fresh, stamp, device.name(self.paths.settings))
        for former in device.former_sites(self.paths.state, self.db_id) - {fresh}:
            # What was typed on this device stays within its reach.
            self.db.execute("UPDATE OR REPLACE draft SET site = ? WHERE site = ?", (fresh, former))
        return fresh

    def _bound(self) -> Engine:
        if self._engine is None:
            from coachtui.store.engine import bind

            self._engine = bind(self.db)
        return self._engine

    def __enter__(self) -> Practice:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def create(
    path: Path,
    paths: Paths,
    *,
    name: str,
    coach: str,
    time_zone: str,
    key: Key | None = None,
    clock: Clock = system,
    random: Random | None = None,
) -> Practice:
    """Make a new practice file with its owner coach, and open it; with a key (`keys.fresh`) it is encrypted.

    It is made under another name and put in its place whole. Raises a PracticeError, and leaves nothing behind, when
    something is at that path already or the directory can't be written.
    """
    path = Path(os.path.realpath(path))
    random = random or SystemRandom()
    missing = [directory for directory in path.parents if not directory.exists()]
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.exists():
            raise FileExistsError
        private_directory(path.parent)
        db = driver.create(unfinished, key)
        found = _found(db, unfinished, paths, name=name, coach=coach, time_zone=time_zone, clock=clock, random=random)
        driver.put_in_place(unfinished, path)
        device.remember(paths.state, *found[:1], path, *found[1:])
        return open_practice(path, paths, key=key, clock=clock, random=random)
    except BaseException as error:
        for stray in (unfinished, driver.journal_of(unfinished)):
            stray.unlink(missing_ok=True)
        for directory in missing:
            with suppress(OSError):
                directory.rmdir()
        if isinstance(error, FileExistsError):
            raise errors.Refused(
                f"There is a file at {path} already; it was left as it is. Open it, or choose another name."
            ) from None
        if isinstance(error, OSError):
            raise errors.ReadOnlyPractice(
                f"No practice file could be made at {path} ({error.strerror}). Choose a directory that you can write."
            ) from None
        raise


def _found(
    db: Connection, path: Path, paths: Paths, *, name: str, coach: str, time_zone: str, clock: Clock, random: Random
) -> tuple[str, int, int]:
    """Write a whole new practice into the empty file at `path`, close it, and return its id, site and last stamp."""
    from coachtui.store import schema
    from coachtui.store.writes.practice import found

    try:
        with driver.plain_words(path):
            schema.create(db)
            _take_site(db, random.getrandbits(SITE_BITS), 0, device.name(paths.settings))
        practice = Practice(path, db, paths, clock=clock, random=random, writable=True)
        practice._site = db.execute("SELECT site FROM local").fetchone()[0]
        db_id = found(practice, name=name, coach=coach, time_zone=time_zone)
        return (db_id, *db.execute("SELECT site, stamp FROM local").fetchone())
    finally:
        db.close()


def open_practice(
    path: Path, paths: Paths, *, key: Key | None = None, clock: Clock = system, random: Random | None = None
) -> Practice:
    """Open a practice file, an encrypted one with its key; an older one is migrated first, after a backup.

    A file that can't be written opens for reading: `writable` is False then, and every write is refused in words.
    Raises a PracticeError in plain words and leaves the file as it was.
    """
    path = Path(os.path.realpath(path))
    recognise.check(path, key)
    writable = recognise.is_writable(path)
    try:
        with driver.plain_words(path):
            db = driver.connect(path, read_only=not writable, key=key)
            try:
                if writable:
                    db.execute("PRAGMA journal_mode = DELETE")  # another program may have left it in another mode
                while not recognise.is_current(db, path):
                    db = _migrated(db, path, paths, clock, writable)
                practice = Practice(path, db, paths, clock=clock, random=random or SystemRandom(), writable=writable)
                if writable:
                    practice.settle()
            except BaseException:
                db.close()
                raise
    except errors.Failed as error:
        # The application id is ours and the tables are not: what says so is a plain SQL error.
        raise driver.damaged(path, str(error.__cause__)) from None
    except UnicodeDecodeError:  # raised by the driver over SQLite's own message, when it quotes a damaged schema
        raise driver.damaged(path, "its schema can't be read") from None
    return practice


def _migrated(db: Connection, path: Path, paths: Paths, clock: Clock, writable: bool) -> Connection:
    """Bring the file to the present schema and return a connection to it; `db` is closed."""
    from coachtui.store import migrations

    if not writable:
        raise errors.ReadOnlyPractice(
            f"{path} was written by an older coachtui and is read-only, so it can't be brought up to date. It was "
            "left as it is. Give yourself the right to write the file and its directory, and open it again."
        )
    stamp, site, db_id = db.execute("SELECT stamp, site, practice.id FROM local, practice").fetchone()
    same = device.is_same(device.recall(paths.state, db_id, path), path, site, stamp)
    db.close()
    migrations.upgrade(path, paths.backups, clock(), key=db.key)
    if same:  # the file has a new inode, and is the one that this device left all the same
        device.remember(paths.state, db_id, path, site, stamp)
    return driver.connect(path, key=db.key)


def _take_site(db: Connection, site: int, stamp: int, name: str) -> None:
    db.execute("INSERT OR REPLACE INTO local (id, site, stamp) VALUES (1, ?, ?)", (site, stamp))
    db.execute("INSERT INTO seen VALUES (?, ?)", (site, stamp))
    db.execute("INSERT INTO device VALUES (?, ?)", (site, name))
