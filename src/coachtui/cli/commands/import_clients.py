"""coachtui import clients"""

from __future__ import annotations

from pathlib import Path

import click

from coachtui.cli import importing
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


class _Command(importing.ColumnsCommand):
    @staticmethod
    def columns() -> dict[str, str]:
        from coachtui.exchange.layouts import OWN

        return OWN


@click.command("clients", cls=_Command)
@importing.options
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
    from coachtui.exchange import clients, layouts

    understood, manner = importing.read(file, encoding, delimiter, layouts.understand)
    with place.open() as practice:
        planned = clients.preview(practice, understood, update=update)
        if not dry_run:
            clients.apply(practice, planned, file.name)
    importing.report(planned, manner, dry_run=dry_run, as_json=as_json)
