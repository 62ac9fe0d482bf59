"""coachtui demo"""

from __future__ import annotations

from pathlib import Path

import click

from coachtui.cli import streams
from coachtui.cli.place import Place, pass_place


@click.command("demo")
@click.option(
    "--size",
    type=click.Choice(["coach", "lead", "practice"]),
    default="coach",
    show_default=True,
    help="15 engagements, 200, or 20,000; the largest takes some minutes.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Another number, other people.")
@click.option("--db", type=click.Path(path_type=Path), metavar="FILE", help="Where to make it; else the usual place.")
@click.option("--no-open", is_flag=True, help="Make it, and don't open it.")
@pass_place
def command(place: Place, size: str, seed: int, db: Path | None, no_open: bool) -> None:
    """Make a practice with invented people, in a file of its own, and open it.

    Your own practice is never touched. A demo that is there already is made anew at the usual place; a file that you
    name must not be there yet.
    """
    from coachtui.demo.build import build

    named = db or (place.path if place.named else None)
    path = (named or place.paths.demo).expanduser().absolute()
    if named is None:
        path.unlink(missing_ok=True)

    def progress(done: int, total: int) -> None:
        if streams.is_terminal():
            streams.progress(f"Writing the demo: {done * 100 // max(total, 1)} %")

    build(path, place.paths, size=size, seed=seed, now=place.now, progress=progress)
    streams.progress("")
    streams.say(str(path))
    if not no_open:
        from coachtui.cli.open import open_screens

        raise click.exceptions.Exit(open_screens(place.at(path)))
