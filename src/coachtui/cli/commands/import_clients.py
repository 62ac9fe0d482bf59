"""coachtui import clients"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coachtui.cli import outline, streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place

if TYPE_CHECKING:
    from coachtui.exchange.clients import Preview
    from coachtui.exchange.planning import Line

_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}


class _Command(click.Command):
    """A command whose help lists the columns from where they are declared."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from coachtui.exchange.layouts import OWN

        with formatter.section("Columns of our own layout, in any order"):
            formatter.write_dl(list(OWN.items()))


def _delimiter(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None or len(value) == 1:
        return value
    if value.lower() not in _DELIMITERS:
        raise click.BadParameter(f"{value!r} is neither one character nor one of {', '.join(_DELIMITERS)}.")
    return _DELIMITERS[value.lower()]


@click.command("clients", cls=_Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what each row would do, and write nothing.")
@click.option("--update", is_flag=True, help="Let the file win where the practice says something else.")
@click.option("--encoding", help="Of the file: utf-8, utf-16, cp1252, …; found out unless given.")
@click.option("--delimiter", callback=_delimiter, help="Between cells: comma, semicolon, tab, bar; found out.")
@click.option("--json", "as_json", is_flag=True, help="What each row comes to, as JSON.")
@pass_place
def command(
    place: Place,
    file: Path,
    dry_run: bool,
    update: bool,
    encoding: str | None,
    delimiter: str | None,
    as_json: bool,
) -> None:
    """Take clients in from a CSV FILE whose first row names the columns.

    Read are the layout of CoachAccountable (firstName, lastName, email, Company, Profile Note, Group, Group, Course,
    Primary Coach) and the simple one below. Each row makes the client, with organisation and programme, and an
    engagement in draft with the coach; a second Group and the Course are kept in the note.

    Who is here already is known by e-mail, else by name and organisation, so running it again changes nothing. Rows
    with errors are left out and told, the others are stored, and all of it can be taken back by one undo. Empty cells
    erase nothing; where the practice says something else, it stays, unless you say --update.
    """
    from coachtui.exchange import clients, layouts, tables
    from coachtui.exchange.planning import Status
    from coachtui.store.errors import Refused

    try:
        table = tables.read(file.expanduser(), encoding=encoding, delimiter=delimiter)
        understood = layouts.understand(table)
    except tables.TableError as error:
        raise Refused(str(error)) from None
    with place.open() as practice:
        planned = clients.preview(practice, understood, update=update)
        if not dry_run:
            clients.apply(practice, planned, file.name)
    _report(planned, as_json)
    counted = ", ".join(f"{planned.count(status)} {status}" for status in Status)
    streams.tell(f"{planned.layout} layout, {table.manner}.")
    for note in planned.notes:
        streams.tell(note)
    streams.tell(f"{'Nothing was written. Rows' if dry_run else 'Rows'}: {counted}.")
    if planned.count(Status.ERROR):
        raise click.exceptions.Exit(outline.IN_PART)


def _report(planned: Preview, as_json: bool) -> None:
    if as_json:
        streams.say_json([_data(line) for line in planned.lines])
        return
    for line in planned.lines:
        said = "; ".join((*line.changes, *line.kept))
        if line.faults:
            for fault in line.faults:
                streams.tell(f"row {fault.row}: error: {f'{fault.field}: ' if fault.field else ''}{fault.words}")
        else:
            streams.say(f"row {line.row}: {line.status}: {' '.join(line.client.split())}{f': {said}' if said else ''}")


def _data(line: Line) -> dict[str, Any]:
    return {
        "row": line.row,
        "status": line.status.value,
        "client": line.client,
        "changes": list(line.changes),
        "kept": list(line.kept),
        "errors": [{"row": fault.row, "field": fault.field, "words": fault.words} for fault in line.faults],
    }
