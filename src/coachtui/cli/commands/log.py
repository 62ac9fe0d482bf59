"""coachtui log"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from coachtui.cli import streams
from coachtui.cli.as_of import as_of
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place

# Named here, so that the help loads nothing; `domain.credentials.Credential` has the same.
CREDENTIALS = ("acc", "pcc", "mcc")
FORMATS = ("text", "csv", "xlsx", "json")
PLAIN = ("", "txt")
"""How the name of a file may end that holds plain text."""


@click.command("log")
@click.option("--credential", type=click.Choice(CREDENTIALS), help="Hold it against this one alone.")
@click.option("--from", "first", metavar="DAY", help="From this day on: 1 jan 2025, 2025-01-01.")
@click.option("--to", "last", metavar="DAY", help="Until this day, included.")
@click.option("--format", "kind", type=click.Choice(FORMATS), help="text, unless the name of FILE says another.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it to a new file.")
@click.option("--letter", is_flag=True, help="The letter of totals about those who are not named, in Markdown.")
@click.option("--training-began", metavar="DAY", help="Note the first day of your coach training, then count.")
@as_of
@pass_place
def command(
    place: Place,
    credential: str | None,
    first: str | None,
    last: str | None,
    kind: str | None,
    output: Path | None,
    letter: bool,
    training_began: str | None,
) -> None:
    """The coaching log of the credentialing body: one row for each client relationship, totals, and thresholds.

    Counted are coaching sessions that were held since your coach training began, in clock hours: 45 minutes are 0.75.
    Assessment debriefs, three-ways and check-ins are not. Rows of a former log (`coachtui import log`) are joined with
    the sessions here; one that may hold the same hours is not counted, and told.

    Clients who have not consented to be named are left off: their hours stand in --letter, as a total. Thresholds count
    them. CSV and a workbook have the columns of the form, and the totals.
    """
    from coachtui.cli.plain import as_json
    from coachtui.domain.credentials import Credential
    from coachtui.domain.drafts import Invalid
    from coachtui.domain.words import exact
    from coachtui.exchange.log_workbook import workbook
    from coachtui.exchange.written import csv_text, save
    from coachtui.reports import coaching_log as report
    from coachtui.store import writes
    from coachtui.store.errors import Refused
    from coachtui.store.reads.log import log

    if letter and kind not in (None, "text"):
        raise click.UsageError("The letter is text: give --letter or --format, not both.")
    kind = kind or _named_by(output, letter)
    if kind == "xlsx" and output is None:
        raise click.UsageError("A workbook goes to a file: give its name with -o.")
    wanted = [Credential(credential)] if credential else [*Credential]
    try:
        with place.open() as practice:
            today = place.here(practice).today
            if began := _day(training_began, today, "--training-began"):
                writes.log.training_began(practice, began)
                streams.tell(f"Noted: your coach training began on {exact(began)}.")
            found = log(practice.db, place.now)
        counted = found.counted(_day(first, today, "--from"), _day(last, today, "--to"))
    except Invalid as invalid:
        raise Refused(str(invalid)) from None
    written: str | bytes
    if letter:
        written = "\n".join(report.letter(counted, found.coach))
    elif kind == "json":
        written = as_json(report.data(counted, found.coach, wanted))
    elif kind == "csv":
        written = csv_text(report.csv_rows(counted)).removesuffix("\n")
    elif kind == "xlsx":
        written = workbook(report.table(counted))
    else:
        written = "\n".join(report.lines(counted, found.coach, wanted))
    if output is not None:
        path = output.expanduser().absolute()
        save(path, written if isinstance(written, bytes) else written + "\n")
        streams.say(str(path))
    elif isinstance(written, str):
        streams.say(written)
    for note in report.notes(counted):
        streams.tell(note)


def _named_by(output: Path | None, letter: bool) -> str:
    suffix = output.suffix.lower().removeprefix(".") if output and not letter else ""
    if suffix not in (*FORMATS, *PLAIN):
        raise click.UsageError(
            f"The log is not written as .{suffix}. Name a .txt, .csv, .xlsx or .json, or say --format."
        )
    return "text" if suffix in PLAIN else suffix


def _day(words: str | None, today: date, option: str) -> date | None:
    from coachtui.domain.dates import read_day

    try:
        return None if words is None else read_day(words, today, past=True)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from None
