"""coachtui import model"""

from __future__ import annotations

from pathlib import Path

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("model")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--dry-run", is_flag=True, help="Say what would be added, and write nothing.")
@click.option("--example", is_flag=True, help="Print a file that shows all that can be written in one.")
@pass_place
def command(place: Place, file: Path | None, dry_run: bool, example: bool) -> None:
    """Take in a competency model, and an organisation's desired behaviours, from a TOML FILE.

    Everything that is wrong is told by key and value, and then nothing is written. What is here already is left, so
    running it again changes nothing; a changed model needs a new version, since engagements keep the one that they
    began with. One undo takes all of it back. See --example for how a file looks.
    """
    from coachtui.exchange import models

    if example:
        streams.say(models.example().rstrip("\n"))
        return
    if file is None:
        raise click.UsageError("Give the FILE with the model, or --example to see how one looks.")
    from coachtui.domain.words import plural
    from coachtui.store import writes
    from coachtui.store.errors import Refused
    from coachtui.store.reads.assessment import plan_model

    try:
        draft = models.read(file.expanduser())
    except models.ModelError as error:
        raise Refused(f"{error}\nNothing was changed.") from None
    with place.open() as practice:
        plan = plan_model(practice.db, draft)
        if plan.problem:
            raise Refused(f"{file}: {plan.problem.field} = “{draft.version}”: {plan.problem.message}")
        if plan.action() and not dry_run:
            writes.assessment.add_model(practice, draft)
    for line in plan.lines():
        streams.say(line)
    for name, levels in draft.undescribed():
        streams.tell(f"{name}: no words for {plural(len(levels), 'level')}: {', '.join(map(str, levels))}.")
    if dry_run or not plan.action():
        streams.tell("Nothing was written.")
