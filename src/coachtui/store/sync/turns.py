"""One program of a device at a time: the screens and a `coachtui sync --once` do not publish over each other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coachtui.paths import private_directory
from coachtui.store import errors


@contextmanager
def turn(lock: Path) -> Iterator[bool]:
    """Hold the lock for a while; False is yielded when another program, or another thread, has it.

    It is the system's own lock on an open file: a program that is killed lets go of it.
    """
    try:
        private_directory(lock.parent)
        handle = os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise errors.ReadOnlyPractice(
            f"{lock.parent} can't be written ({error.strerror}). Nothing was changed. "
            "Make room, or give yourself the right to write there."
        ) from None
    try:
        yield _taken(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
