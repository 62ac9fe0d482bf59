"""What went wrong becomes words on stderr and an exit code, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from coachtui.cli import outline, streams

if TYPE_CHECKING:
    from coachtui.store.errors import PracticeError


def guarded(job: Callable[[], int]) -> int:
    """Do the job and return its exit code, or the one that stands for what went wrong."""
    streams.prepare()
    try:
        try:
            return job()
        finally:
            sys.stdout.flush()
    except (KeyboardInterrupt, EOFError):
        streams.tell("\nInterrupted.")
        return outline.INTERRUPTED
    except OSError as error:
        if error.errno == errno.EPIPE:
            streams.let_go()
            return outline.OK
        streams.tell(_told_by_system(error))
        return outline.UNWRITABLE
    except Exception as error:
        from coachtui.store.errors import PracticeError

        if isinstance(error, PracticeError):
            streams.tell(str(error))
            return code_of(error)
        if os.environ.get("COACHTUI_DEBUG"):
            raise
        # The message of a fault of our own may quote a record, so only its kind is told.
        streams.tell(
            f"coachtui met a fault of its own ({type(error).__name__}). What was saved before is safe. "
            "With COACHTUI_DEBUG=1 it shows where; please report that."
        )
        return outline.FAILED


def code_of(error: PracticeError) -> int:
    """Return the exit code that stands for this kind of error."""
    from coachtui.store import errors

    kinds: dict[type[PracticeError], int] = {
        errors.NoPractice: outline.NO_PRACTICE,
        errors.ReadOnlyPractice: outline.UNWRITABLE,
        errors.PracticeBusy: outline.UNWRITABLE,
        errors.DiskFull: outline.UNWRITABLE,
        errors.ReplacedPractice: outline.UNWRITABLE,
        errors.ForeignFile: outline.UNSOUND,
        errors.NewerPractice: outline.UNSOUND,
        errors.DamagedPractice: outline.UNSOUND,
        errors.OtherPractice: outline.UNSOUND,
        errors.Unreachable: outline.UNWRITABLE,
        errors.Locked: outline.LOCKED,
        errors.NotFound: outline.NOT_FOUND,
        errors.Stopped: outline.INTERRUPTED,
    }
    return next((code for kind, code in kinds.items() if isinstance(error, kind)), outline.FAILED)


def _told_by_system(error: OSError) -> str:
    place = f"{error.filename}: " if error.filename else ""
    return f"{place}{error.strerror or error}. Check that there is room and that you have the right to read and write."
