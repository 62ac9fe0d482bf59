"""What the imports of tables share: their options, the report by row, and the exit code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from coachtui.cli import outline, streams

if TYPE_CHECKING:
    from coachtui.exchange.preview import Line, Preview
    from coachtui.exchange.tables import Begins, Table

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")

_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}


def _delimiter(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None or len(value) == 1:
        return value
    if value.lower() not in _DELIMITERS:
        raise click.BadParameter(f"{value!r} is neither one character nor one of {', '.join(_DELIMITERS)}.")
    return _DELIMITERS[value.lower()]


def options(function: F) -> F:
    """Give a command the file and the options of every import of a table."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="What each row comes to, as JSON."),
        click.option("--delimiter", callback=_delimiter, help="Between cells: comma, semicolon, tab, bar; found out."),
        click.option("--encoding", help="Of the file: utf-8, utf-16, cp1252, …; found out unless given."),
        click.option("--update", is_flag=True, help="Let the file win where the practice says something else."),
        click.option("--dry-run", is_flag=True, help="Show what each row would do, and write nothing."),
        # Whoever reads it says in words why it can't be read.
        click.argument("file", type=click.Path(path_type=Path, readable=False)),
    ):
        function = option(function)
    return function


class ColumnsCommand(click.Command):
    """A command whose help lists the columns of our own layout from where they are declared."""

    columns: Callable[[], dict[str, str]]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Columns of our own layout, in any order"):
            formatter.write_dl(list(type(self).columns().items()))


def read(
    file: Path,
    encoding: str | None,
    delimiter: str | None,
    understand: Callable[[Table], T],
    begins: Begins | None = None,
) -> tuple[T, str]:
    """Read a table, and what `understand` makes of it; return that, and how the file was read. Raises Refused.

    `begins` tells the row that names the columns, where it need not be the first.
    """
    from coachtui.exchange import tables
    from coachtui.store.errors import Refused

    try:
        table = tables.read(file.expanduser(), encoding=encoding, delimiter=delimiter, begins=begins)
        return understand(table), table.manner
    except tables.TableError as error:
        raise Refused(str(error)) from None


def report(planned: Preview, manner: str, *, dry_run: bool, as_json: bool) -> None:
    """Say what each row comes to, and end with the exit code for rows that were left out, if any were."""
    from coachtui.exchange.preview import Status

    if as_json:
        streams.say_json([_data(line) for line in planned.lines])
    else:
        for line in planned.lines:
            _say(line)
    counted = ", ".join(f"{planned.count(status)} {status}" for status in Status)
    streams.tell(f"{planned.layout} layout, {manner}.")
    for note in planned.notes:
        streams.tell(note)
    streams.tell(f"{'Nothing was written. Rows' if dry_run else 'Rows'}: {counted}.")
    left_out = planned.count(Status.ERROR)
    if left_out:
        raise click.exceptions.Exit(outline.FAILED if left_out == len(planned.lines) else outline.IN_PART)


def _say(line: Line) -> None:
    for fault in line.faults:
        streams.tell(f"row {fault.row}: error: {f'{fault.field}: ' if fault.field else ''}{fault.words}")
    if not line.faults:
        about, said = " ".join(line.about.split()), line.said
        streams.say(f"row {line.row}: {line.status}: {about}{f': {said}' if said else ''}")


def _data(line: Line) -> dict[str, Any]:
    return {
        "row": line.row,
        "status": line.status.value,
        "client": line.client,
        **({"goal": line.goal} if line.goal else {}),
        "changes": list(line.changes),
        "kept": list(line.kept),
        "errors": [{"row": fault.row, "field": fault.field, "words": fault.words} for fault in line.faults],
    }
