"""coachtui export calendar"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("calendar")
@click.argument("client", required=False)
@click.option("--from", "first", metavar="DAY", help="The first day; today unless given.")
@click.option("--to", "last", metavar="DAY", help="The last day.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("coachtui.ics"), show_default=True,
    help="The file; - is standard output.",
)  # fmt: skip
@click.option("--replace", is_flag=True, help="Write over a file of that name without asking.")
@click.option("--all", "taken", is_flag=True, help="Also sessions that were taken from a calendar.")
@click.option("--time-off", is_flag=True, help="Also your days off, as whole days.")
@click.option("--plain", is_flag=True, help="Don't ask whether an encrypted practice may be written in plain text.")
@pass_place
def command(
    place: Place,
    client: str | None,
    first: str | None,
    last: str | None,
    output: Path,
    replace: bool,
    taken: bool,
    time_off: bool,
    plain: bool,
) -> None:
    """Write your sessions, or CLIENT's, to a calendar file (.ics) that Google, Apple, Outlook and others read.

    Read in again later, it moves and cancels what was moved and cancelled since. The titles say “Coaching” and nothing
    else, unless the setting calendar_title lets them; calendar_alarm sets reminders. Neither notes nor addresses are in
    it. Sessions that came from a calendar are left out, since they are there. DAY is what you would write: fri, 3 dec.
    """
    from coachtui import config
    from coachtui.cli.client import find
    from coachtui.cli.passphrases import agreed_to_plain
    from coachtui.domain.calendar_out import Title
    from coachtui.domain.words import plural
    from coachtui.exchange.calendar_out import calendar
    from coachtui.store.reads.calendar_out import outgoing

    settings, faults = config.load(place.paths.settings)
    for fault in faults:
        streams.tell(str(fault))
    with place.open() as practice:
        here = place.here(practice)
        since = _day(first, "--from", here.today) or here.today
        until = _day(last, "--to", since) or date.max
        if until < since:
            raise click.UsageError(f"--to ({until}) is before --from ({since}).")
        engagement_id = find(practice.db, client, place.now).id if client is not None else ""
        found = outgoing(practice.db, since, until, engagement_id=engagement_id, taken=taken, time_off=time_off)
        agreed_to_plain(practice, plain)
    title = Title(settings.calendar_title)
    content = calendar(found, here.zone, title, settings.calendar_alarm)
    if str(output) == "-":
        streams.say_bytes(content)
    else:
        _save(output.expanduser(), content, replace)
        streams.say(str(output.expanduser().absolute()))
    events = len(found.sessions) + len(found.off)
    gone = f", {found.cancelled} of them cancelled or moved" if found.cancelled else ""
    beside = "" if title is Title.COACHING else f" and the {'client' if title is Title.CLIENT else title.value}"
    streams.tell(f"{plural(events, 'event')} written{gone}. The titles say “Coaching”{beside}.")


def _day(typed: str | None, option: str, today: date) -> date | None:
    from coachtui.domain.dates import read_day

    if typed is None:
        return None
    try:
        return read_day(typed, today)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from None


def _save(path: Path, content: bytes, replace: bool) -> None:
    from coachtui.cli.passphrases import consented
    from coachtui.exchange.written import ThereAlready, save

    try:
        save(path, content, replacing=replace)
    except ThereAlready as error:
        if not consented(f"{error} Write over it?"):
            raise ThereAlready(f"{error} With --replace it is written over without asking.") from None
        save(path, content, replacing=True)
