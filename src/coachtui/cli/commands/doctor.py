"""coachtui doctor"""

from __future__ import annotations

import click

from coachtui.cli import outline, streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("doctor")
@click.option("--repair", is_flag=True, help="First make anew what can be made from the records, after a backup.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@pass_place
def command(place: Place, repair: bool, as_json: bool) -> None:
    """Examine the practice file: does it hold together, is it private, does its change log tell the truth?

    Only looks, and says nothing of what the records hold. The exit code is 5 when there is a fault; warnings alone
    leave it 0.

    With --repair the search index is made anew, and triggers and indexes that are missing; a backup is made before.
    No record is touched.
    """
    from coachtui.store.doctor import examine, is_well

    with place.open() as practice:
        if repair:
            from coachtui.store.repair import repair as make_anew

            streams.tell(f"The file as it was is kept in {make_anew(practice).path}.")
        findings = examine(practice)
    if as_json:
        streams.say_json(
            [{"level": one.level.value, "what": one.what, "where": one.where, "todo": one.todo} for one in findings]
        )
    else:
        for one in findings:
            streams.say(f"{one.level.value}: {one.what} ({one.where}){f'. {one.todo}' if one.todo else ''}")
    if not is_well(findings):
        raise click.exceptions.Exit(outline.UNSOUND)
