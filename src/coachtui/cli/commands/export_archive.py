"""coachtui export DIRECTORY"""

from __future__ import annotations

from pathlib import Path

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("archive")
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--plain", is_flag=True, help="Don't ask whether an encrypted practice may be written in plain text.")
@pass_place
def command(place: Place, directory: Path, plain: bool) -> None:
    """Write every record to DIRECTORY, which must be new or empty.

    records/ and log/ hold everything as JSON lines, without loss; `import archive` reads them. csv/ holds the records
    for spreadsheets; cells that a spreadsheet would take for formulas begin with an apostrophe there. Nothing is
    encrypted, private notes included: an encrypted practice is written only when you agree.
    """
    from coachtui.cli.passphrases import agreed_to_plain
    from coachtui.domain.words import plural
    from coachtui.exchange.archive_writing import export
    from coachtui.store.changelog import OWN_TABLES

    with place.open() as practice:
        agreed_to_plain(practice, plain)
        counts = export(practice, directory.expanduser(), lambda table, _: streams.progress(f"Writing {table}"))
    streams.progress("")
    streams.say(str(directory.expanduser().absolute()))
    records = sum(rows for table, rows in counts.items() if table not in OWN_TABLES)
    streams.tell(f"{plural(records, 'record')} written, private notes included and not encrypted. Keep it safe.")
