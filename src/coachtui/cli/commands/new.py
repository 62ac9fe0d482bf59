"""coachtui new"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("new")
@click.option("--coach", required=True, help="Your name.")
@click.option("--time-zone", metavar="ZONE", help="Yours, like Europe/Zurich; this machine's unless given.")
@click.option("--name", help="What the practice is called; your name unless given.")
@pass_place
def command(place: Place, coach: str, time_zone: str | None, name: str | None) -> None:
    """Begin a practice file, without screens. It is made at the usual place, or where --db says.

    It is encrypted under the passphrase of `coachtui --passphrase-file FILE`, COACHTUI_PASSPHRASE_FILE or
    COACHTUI_PASSPHRASE; at a terminal it is asked for. Without one, anyone with the file can read it.
    """
    from coachtui.cli.passphrases import for_new_file
    from coachtui.domain.drafts import required
    from coachtui.domain.people import CoachDraft
    from coachtui.store.practice import create

    zone = time_zone or _zone_of_machine()
    coach = " ".join(coach.split())
    name = " ".join((name or f"Practice of {coach}").split())
    problems = [*CoachDraft(coach, zone).problems(), required("name", name, "The practice's name")]
    for problem in problems:
        if problem is not None:
            option = f"--{'coach' if problem in problems[:-1] and problem.field == 'name' else problem.field}"
            raise click.BadParameter(problem.message, param_hint=option.replace("_", "-"))
    key = for_new_file(place.path, place.passphrase_file)
    create(place.path, place.paths, name=name, coach=coach, time_zone=zone, key=key, clock=place.clock).close()
    streams.say(str(place.path))
    streams.tell(f"{name} begins, for {coach} in {zone}. `coachtui` opens it.")


def _zone_of_machine() -> str:
    import tzlocal

    try:
        return tzlocal.get_localzone_name() or "UTC"
    except (LookupError, OSError, ValueError):
        return "UTC"
