"""Runs one command line: what went wrong becomes words on stderr and an exit code, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

import click

from coachtui.cli import outline, streams
from coachtui.cli.root import root

if TYPE_CHECKING:
    from coachtui.store.errors import PracticeError


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit code."""
    if f"_{outline.PROGRAM.upper()}_COMPLETE" in os.environ:
        root.main(args=arguments, prog_name=outline.PROGRAM)
    streams.prepare()
    try:
        try:
            return _invoked(arguments)
        finally:
            sys.stdout.flush()
    except (KeyboardInterrupt, EOFError, click.Abort):
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


def _invoked(arguments: list[str]) -> int:
    try:
        with root.make_context(outline.PROGRAM, list(arguments)) as context:
            root.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        usage = getattr(error, "ctx", None)
        if usage is not None:
            streams.tell(f"{usage.get_usage()}\nTry `{usage.command_path} --help`.\n")
        streams.tell(error.format_message())
        return error.exit_code
    return outline.OK


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
        errors.NotFound: outline.NOT_FOUND,
        errors.Stopped: outline.INTERRUPTED,
    }
    return next((code for kind, code in kinds.items() if isinstance(error, kind)), outline.FAILED)


def _told_by_system(error: OSError) -> str:
    place = f"{error.filename}: " if error.filename else ""
    return f"{place}{error.strerror or error}. Check that there is room and that you have the right to read and write."
