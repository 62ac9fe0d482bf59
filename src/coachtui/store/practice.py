"""A practice file: how it is made, opened, written under its change log, and closed."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING

from coachtui.clock import Clock, system
from coachtui.domain.ids import new_id
from coachtui.paths import Paths, private_directory
from coachtui.store import changelog, device, driver, errors, versions
from coachtui.store.driver import Connection

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session

HEADER = b"SQLite format 3\0"
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
        self._engine: Engine | None = None
        status = path.stat()
        self._identity = (status.st_dev, status.st_ino)
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
        """
        from sqlmodel import Session

        self._guard()
        with driver.plain_words(self.path), Session(self._bound()) as session, session.begin():
            session.connection()
            changelog.begin(self.db, words, self.clock(), about=about)
            yield session
            session.flush()
            changelog.end(self.db)

    @contextmanager
    def raw_action(
        self, words: str, *, about: str | None = None, kind: str = "do", of: tuple[int, int] | None = None
    ) -> Iterator[Connection]:
        """Like `action`, on the bare connection: for undo and for writing in bulk."""
        with self.transaction() as db:
            changelog.begin(db, words, self.clock(), about=about, kind=kind, of=of)
            yield db
            changelog.end(db)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Write what the log doesn't follow (drafts, the device's own rows), all or nothing."""
        self._guard()
        with driver.plain_words(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise

    def remember(self) -> None:
        """Let this device remember where the file lies and how far it has come."""
        stamp, site = self.db.execute("SELECT stamp, site FROM local").fetchone()
        device.remember(self.paths.state, self.db_id, self.path, site, stamp)

    def close(self) -> None:
        """Remember the file as it is left, and let it go."""
        try:
            if self.writable and self.path.exists():
                self.remember()
        finally:
            self.db.close()

    def _guard(self) -> None:
        if not self.writable:
            raise errors.ReadOnlyPractice(
                f"{self.path} is read-only, so nothing was changed. Give yourself the right to write "
                "the file and its directory, and open it again."
            )
        try:
            status = self.path.stat()
        except FileNotFoundError:
            status = None
        if status is None or (status.st_dev, status.st_ino) != self._identity:
            raise errors.ReplacedPractice(
                f"{self.path} was moved or replaced while it was open. Nothing was written to the new file. "
                "Close coachtui, and open the file that you want to keep."
            )

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
    path: Path, paths: Paths, *, name: str, coach: str, time_zone: str, clock: Clock = system, random: Random | None = None
) -> Practice:
    """Make a new practice file with its owner coach, and open it.

    Raises a PracticeError when something is at that path already or the directory can't be written.
    """
    from coachtui.store import schema
    from coachtui.store.writes.practice import found

    path = path.absolute()
    random = random or SystemRandom()
    if path.exists():
        raise errors.Refused(f"There is a file at {path} already; it was left as it is. Open it, or choose another name.")
    try:
        private_directory(path.parent)
        db = driver.create(path)
    except OSError as error:
        raise errors.ReadOnlyPractice(
            f"No practice file could be made at {path} ({error.strerror}). Choose a directory that you can write."
        ) from None
    try:
        with driver.plain_words(path):
            schema.create(db)
            _take_site(db, random.getrandbits(SITE_BITS), 0)
        practice = Practice(path, db, paths, clock=clock, random=random, writable=True)
        practice.db_id = found(practice, name=name, coach=coach, time_zone=time_zone)
    except BaseException:
        db.close()
        path.unlink()
        raise
    practice.remember()
    return practice


def open_practice(path: Path, paths: Paths, *, clock: Clock = system, random: Random | None = None) -> Practice:
    """Open a practice file; an older one is migrated first, after a backup.

    Raises a PracticeError in plain words and leaves the file as it was.
    """
    path = path.absolute()
    _check_header(path)
    with driver.plain_words(path):
        writable = _may_write(path)
        db = driver.connect(path, read_only=not writable)
        try:
            if not _is_current(db, path):
                from coachtui.store import migrations

                db.close()
                migrations.upgrade(path, paths.backups, clock())
                db = driver.connect(path)
            practice = Practice(path, db, paths, clock=clock, random=random or SystemRandom(), writable=writable)
            if writable:
                _settle_site(practice)
        except BaseException:
            db.close()
            raise
    return practice


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise errors.NoPractice(
            f"There is no practice file at {path}. Run `coachtui` to begin one, or name another with --db."
        ) from None
    except OSError as error:
        raise errors.ForeignFile(f"{path} can't be read ({error.strerror}). Nothing was changed.") from None
    if len(header) < 100:
        raise errors.DamagedPractice(
            f"{path} is empty or cut short. It was left as it is. `coachtui backup --list` names the backups."
        )
    if not header.startswith(HEADER):
        raise errors.ForeignFile(f"{path} is not a practice file of coachtui. It was left as it is.")
    if struct.unpack(">I", header[68:72])[0] != versions.APPLICATION_ID:
        raise errors.ForeignFile(f"{path} belongs to another program. It was left as it is.")


def _may_write(path: Path) -> bool:
    # The mode is asked before the system: a file that someone made read-only stays so even for root.
    return all(p.stat().st_mode & 0o222 and os.access(p, os.W_OK) for p in (path, path.parent))


def _is_current(db: Connection, path: Path) -> bool:
    row = db.execute("SELECT version_num FROM alembic_version").fetchone()
    revision = row[0] if row else "none"
    if revision != versions.REVISION and revision not in versions.OLDER:
        raise errors.NewerPractice(
            f"{path} was written by a newer coachtui (schema {revision}; this one knows {versions.REVISION}). "
            "It was left as it is. Update coachtui on this machine first."
        )
    return bool(revision == versions.REVISION)


def _settle_site(practice: Practice) -> None:
    stamp, site = practice.db.execute("SELECT stamp, site FROM local").fetchone()
    memory = device.recall(practice.paths.state, practice.db_id, practice.path)
    if device.is_same(memory, practice.path, site, stamp):
        return
    with practice.transaction() as db:
        fresh = practice.random.getrandbits(SITE_BITS)
        _take_site(db, fresh, stamp)
        if memory is not None:
            # Drafts of this device's former site stay within reach.
            db.execute("UPDATE OR REPLACE draft SET site = ? WHERE site = ?", (fresh, memory.site))
    practice.remember()


def _take_site(db: Connection, site: int, stamp: int) -> None:
    db.execute("INSERT OR REPLACE INTO local (id, site, stamp) VALUES (1, ?, ?)", (site, stamp))
    db.execute("INSERT INTO seen VALUES (?, ?)", (site, stamp))
    db.execute("INSERT INTO device VALUES (?, ?)", (site, device.name()))
