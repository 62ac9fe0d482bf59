"""coachtui demo"""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


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
@click.option("--fresh", is_flag=True, help="Make it anew, though there is one; what you did in it is lost.")
@click.option("--no-open", is_flag=True, help="Make it, and don't open it.")
@pass_place
@click.pass_context
def command(
    context: click.Context, place: Place, size: str, seed: int, db: Path | None, fresh: bool, no_open: bool
) -> None:
    """Make a practice with invented people, in a file of its own, and open it.

    Your own practice is never touched. A demo that is there already is opened as you left it; --fresh makes it anew.
    A file that you name must not be there yet.
    """
    from coachtui.store.errors import Refused

    named = db or (place.path if place.named else None)
    path = (named or place.paths.demo).expanduser().absolute()
    if path.exists() and named:
        raise Refused(f"There is a file at {path} already; it was left as it is. Name one that isn't there yet.")
    if not path.exists() or fresh:
        _make(place, path, size, seed)
    elif _asked(context, "size", "seed"):
        raise Refused(f"There is a demo at {path} already; it was left as it is. --fresh makes it anew.")
    streams.say(str(path))
    if not no_open:
        from coachtui.cli.open import open_screens

        context.exit(open_screens(place.at(path)))


def _asked(context: click.Context, *names: str) -> bool:
    return any(context.get_parameter_source(name) is ParameterSource.COMMANDLINE for name in names)


def _make(place: Place, path: Path, size: str, seed: int) -> None:
    from coachtui.demo.build import build

    def progress(done: int, total: int, words: str) -> None:
        streams.progress(f"The demo: {words}, {done} of {total}")

    build(path, place.paths, size=size, seed=seed, now=place.now, progress=progress)
    streams.progress("")
