"""coachtui off"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("off")
@click.argument("days", nargs=-1)
@click.option("--remove", is_flag=True, help="Take back the days off that DAYS lies in.")
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
@pass_place
def command(place: Place, days: tuple[str, ...], remove: bool, as_json: bool) -> None:
    """Your days off, on which no session is proposed; without DAYS those to come are listed.

    DAYS is the first day, the last one if it is another, and what for: coachtui off 24 dec - 2 jan Christmas
    """
    from coachtui.cli.client import readable
    from coachtui.domain.drafts import Invalid
    from coachtui.domain.time_off import off_on, read_time_off
    from coachtui.reports.text import as_data
    from coachtui.store import writes
    from coachtui.store.errors import NotFound
    from coachtui.store.reads import time_off as reads

    typed = readable(" ".join(days))
    if remove and not typed.strip():
        raise click.UsageError("Name a day of those that you take back: coachtui off --remove 24 dec")
    with place.open() as practice:
        today = place.here(practice).today
        there = reads.own(practice.db, place.now)
        if not typed.strip():
            if as_json:
                streams.say_json([as_data(one) for one in there])
            else:
                streams.say("\n".join(one.draft.told for one in there) or "No days off are ahead.")
            return
        try:
            draft = read_time_off(typed, today)
            if remove:
                found = off_on(there, draft.from_on)
                if found is None:
                    raise NotFound(f"No days off are known on that day. {_ahead(len(there))}")
                writes.time_off.remove(practice, found.id)
                streams.tell(f"No longer off: {found.draft.told}. `coachtui undo` takes it back.")
            else:
                writes.time_off.add(practice, draft)
                streams.tell(f"Off: {draft.told}. `coachtui undo` takes it back.")
        except Invalid as invalid:
            raise click.UsageError(" ".join(problem.message for problem in invalid.problems)) from None
        except ValueError as error:
            raise click.UsageError(str(error)) from None


def _ahead(count: int) -> str:
    return "`coachtui off` lists those to come." if count else "None are ahead."
