"""Runs one command line."""

from __future__ import annotations

import os

import click

from coachtui.cli import outline, streams
from coachtui.cli.faults import guarded
from coachtui.cli.root import root


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit code."""
    if outline.COMPLETING in os.environ:
        root.main(args=arguments, prog_name=outline.PROGRAM)
    return guarded(lambda: _invoked(arguments))


def _invoked(arguments: list[str]) -> int:
    try:
        with root.make_context(outline.PROGRAM, list(arguments)) as context:
            root.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        usage = getattr(error, "ctx", None)
        if usage is not None:
            streams.tell(f"{usage.get_usage()}\nTry `{usage.command_path} --help`.\n")
        streams.tell(error.format_message())
        return error.exit_code
    return outline.OK
