"""coachtui import log"""

from __future__ import annotations

from pathlib import Path

import click

from coachtui.cli import importing
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place

# Named here, so that the help loads nothing; `domain.manner.DateOrder` has the same.
ORDERS = {"day-first": "day-month-year", "month-first": "month-day-year"}


class _Command(importing.ColumnsCommand):
    @staticmethod
    def columns() -> dict[str, str]:
        from coachtui.exchange.log_layout import OWN

        return OWN


@click.command("log", cls=_Command)
@click.option("--consented", is_flag=True, help="They agreed to be named of whom the file does not say whether.")
@click.option("--dates", type=click.Choice([*ORDERS]), help="How 3/12/2025 is meant; found out unless given.")
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
    consented: bool,
    dates: str | None,
) -> None:
    """Take in a coaching log kept so far, from a CSV FILE or a workbook (.xlsx) with the columns of the form.

    The columns are known by their names, wherever they stand, also below a title. Decimals with a comma or a point,
    thousands, and dates in either order are told by the file as a whole; what can be read in two ways is refused. A
    row of totals is no client: it is held against the rows above it. Groups count up to 15 people, so a larger one is
    refused. Who is not said to have agreed to be named is left off the log, unless you say --consented.

    A row is known again by client, individual or group, and start, so running it again changes nothing. Empty cells
    erase nothing; where the practice says something else, it stays, unless you say --update. Rows with errors are left
    out and told, the others are stored, and one undo takes all of it back.
    """
    from coachtui.domain.manner import DateOrder
    from coachtui.exchange import log_layout, logs

    order = DateOrder(ORDERS[dates]) if dates else None
    understood, manner = importing.read(
        file, encoding, delimiter, lambda table: log_layout.understand(table, order), log_layout.begins
    )
    with place.open() as practice:
        planned = logs.preview(practice, understood, consented=consented, update=update)
        if not dry_run:
            logs.apply(practice, planned, file.name)
    importing.report(planned, manner, dry_run=dry_run, as_json=as_json)
