"""Collects what the other devices published: each file is copied privately, looked at, and merged once."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC
from itertools import count
from pathlib import Path

from coachtui import __version__
from coachtui.domain.merging import Merged
from coachtui.store import backups, device, driver, errors, recognise, versions
from coachtui.store.keys import Key
from coachtui.store.practice import Practice
from coachtui.store.sync import clocks, memory, rescuing, snapshots
from coachtui.store.sync.memory import Look, Memory
from coachtui.store.sync.outcomes import Outcome
from coachtui.store.sync.snapshots import Candidate, Step
from coachtui.store.sync.turns import turn

FULL = (errno.ENOSPC, errno.EDQUOT)
"""What the system says when a disk, or one's share of it, is full."""


def collect(practice: Practice, step: Step | None = None, *, keys: Sequence[Key] = ()) -> list[Merged]:
    """Merge every snapshot of the folder that was not merged before, and return what each brought.

    `keys` open files with other passphrases than ours. What is wrong with one file is noted for `status`, and holds up
    no other. Without a folder, or while another program of this device is at it, nothing is done. Raises a
    PracticeError when the folder or our own file is the trouble, and Stopped.
    """
    with turn(memory.lock_file(practice)) as ours, memory.noting(practice):
        return collect_now(practice, step, keys=keys) if ours else []


def collect_now(practice: Practice, step: Step | None = None, *, keys: Sequence[Key] = ()) -> list[Merged]:
    """Collect, by the one that has the turn."""
    noted = memory.recall(practice)
    if not noted.folder:
        return []
    merged = [*rescuing.leftovers(practice, step)]
    own = memory.directory_at_hand(practice, noted) / noted.published
    short = backups.short_id(practice.db_id)

    def is_own(path: Path) -> bool:
        return path == own or os.path.realpath(path) == str(practice.path)

    found = list(snapshots.found_in(Path(noted.folder), short, is_own))
    noted.files = {one.label: noted.files[one.label] for one in found if one.label in noted.files}
    collecting = _Collecting(practice, noted, step, keys)
    snapshots.sweep(collecting.copies)
    try:
        for one in found:
            merged += collecting.take(one)
    finally:
        snapshots.sweep(collecting.copies)
    if merged:
        ahead = clocks.ahead(practice.db, practice.clock())
        noted.ahead_s, noted.ahead_of = (int(ahead.by.total_seconds()), ahead.device) if ahead else (0, "")
    noted.collected_at = practice.clock().astimezone(UTC).isoformat()
    memory.save(practice, noted)
    return merged


class _Collecting:
    """One round through the folder."""

    def __init__(self, practice: Practice, noted: Memory, step: Step | None, keys: Sequence[Key]):
        self.practice = practice
        self.noted = noted
        self.step = step
        self.keys = [key for key in (practice.db.key, *keys) if key is not None]
        self.copies = memory.private_copies(practice)
        self._holds: dict[str, int] = {}
        self._backed_up = False
        self._numbers = count()

    def take(self, one: Candidate) -> Iterator[Merged]:
        """Merge one file, if there is anything to merge, and note what came of it."""
        look = self.noted.files.get(one.label)
        if look is not None and self._is_settled(one, look):
            return
        self._holds = {}
        try:
            outcome, digest, words, brought = self._taken(one, look)
        except OSError as error:
            if error.errno in FULL:
                raise errors.DiskFull(
                    f"There is no room in {self.copies.parent} to look at {one.path.name}. Nothing was changed. Make "
                    "room and try again."
                ) from None
            outcome, digest, words, brought = Outcome.UNREADABLE, "", error.strerror or str(error), None
        self.noted.files[one.label] = Look(
            one.size, one.changed_ns, one.inode, outcome, digest, words, self._under(outcome),
            self._holds if outcome is Outcome.MERGED else {},
        )  # fmt: skip
        if outcome is Outcome.MERGED and digest not in self.noted.merged:
            self.noted.merged.append(digest)
        # Written down file by file: a program that is killed does not begin from the first again.
        memory.save(self.practice, self.noted)
        if brought is not None:
            yield brought

    def _is_settled(self, one: Candidate, look: Look) -> bool:
        if (look.size, look.changed_ns, look.inode) != (one.size, one.changed_ns, one.inode):
            return False
        outcome = Outcome(look.outcome)
        return outcome.is_final and look.under == self._under(outcome)

    def _under(self, outcome: Outcome) -> str:
        if outcome is Outcome.OTHER_KEY:
            return ",".join(sorted(key.salt.hex() for key in self.keys))
        return f"{versions.REVISION} {__version__}"

    def _taken(self, one: Candidate, look: Look | None) -> tuple[Outcome, str, str, Merged | None]:
        if one.absent:
            return Outcome.WAITING, "", "", None
        if any(one.path.with_name(f"{one.path.name}{end}").exists() for end in ("-journal", "-wal")):
            # Another program is in the middle of writing it, or was.
            return Outcome.WAITING, "", "", None
        copy = self.copies / f"{next(self._numbers)}{snapshots.SUFFIX}"
        digest = snapshots.copied(one, copy, self.step)
        try:
            if digest is None or (one.digest and not digest.startswith(one.digest)):
                return Outcome.WAITING, "", "", None
            if look is not None and look.digest == digest and look.under == self._under(Outcome(look.outcome)):
                self._holds = look.holds
                return Outcome(look.outcome), digest, look.words, None
            outcome, words, brought = self._merged(one, copy, digest)
            return outcome, digest, words, brought
        finally:
            copy.unlink(missing_ok=True)

    def _merged(self, one: Candidate, copy: Path, digest: str) -> tuple[Outcome, str, Merged | None]:
        from coachtui.store.merge import merge

        keys: list[Key | None] = [None]
        try:
            if recognise.is_encrypted(copy):
                salt = driver.beginning(copy)
                keys = [key for key in self.keys if key.salt == salt]
        except errors.DamagedPractice:
            return Outcome.WAITING, "", None
        except errors.ForeignFile:
            return Outcome.FOREIGN, "", None
        for key in keys:
            try:
                self._back_up_before(copy, key)
                self._part_from_clone()
                if digest in self.noted.merged:
                    return Outcome.MERGED, "", None
                return Outcome.MERGED, "", merge(self.practice, copy, key=key, step=self.step)
            except errors.Locked:
                continue
            except errors.NewerPractice:
                return Outcome.NEWER, "", None
            except errors.OtherPractice:
                return Outcome.OTHER_PRACTICE, "", None
            except errors.ForeignFile:
                return Outcome.FOREIGN, "", None
            except errors.DamagedPractice:
                if _holds_together(copy, key):
                    raise  # our own file is the damaged one
                return Outcome.WAITING, "", None
            except (errors.Refused, errors.Failed) as error:
                return Outcome.REFUSED, str(error).replace(str(copy), one.path.name), None
        # Without a passphrase that fits, an encrypted file and noise look alike; only the name tells.
        ours = snapshots.SUFFIX in one.path.name.lower()
        return (Outcome.OTHER_KEY if ours else Outcome.FOREIGN), "", None

    def _back_up_before(self, copy: Path, key: Key | None) -> None:
        """Back our own file up, once a round, before the first merge that brings something."""
        if self._brings_something(copy, key) and not self._backed_up:
            practice = self.practice
            backups.make(practice.db, practice.path, practice.paths.backups, practice.clock(), "merge")
            self._backed_up = True

    def _part_from_clone(self) -> None:
        """Take another site when a copy knows more of ours than we do: a clone of this machine writes under it."""
        site, stamp = self.practice.db.execute("SELECT site, seen.stamp FROM local JOIN seen USING (site)").fetchone()
        if self._holds.get(str(site), -1) > stamp:
            device.disown(self.practice.paths.state, self.practice.db_id, self.practice.path)
            self.practice.settle()
            self.noted.begin_anew(memory.site_of(self.practice))

    def _brings_something(self, copy: Path, key: Key | None) -> bool:
        """Whether the copy knows of anything that we don't; what can't be read is told by the merge."""
        try:
            with closing(driver.connect(copy, read_only=True, key=key)) as db:
                if db.execute("SELECT id FROM practice").fetchone() != (self.practice.db_id,):
                    return False
                self._holds = memory.vector(db)
        except driver.DriverError:
            return False
        return not memory.covers(memory.vector(self.practice.db), self._holds)


def _holds_together(copy: Path, key: Key | None) -> bool:
    try:
        with closing(driver.connect(copy, read_only=True, key=key)) as db:
            return bool(db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except driver.DriverError:
        return False
