"""coachtui backup"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place

if TYPE_CHECKING:
    from coachtui.domain.backups import Backup, Condition
    from coachtui.store.keys import Key


@click.command("backup")
@click.option("--list", "only_list", is_flag=True, help="List the backups that there are, newest first.")
@click.option("--verify", is_flag=True, help="List them, and look into each whether it is good.")
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
@pass_place
def command(place: Place, only_list: bool, verify: bool, as_json: bool) -> None:
    """Make a checked backup of the practice file, or list those there are.

    One is made by itself on each day of use, and before a merge, an update, a restore and what can't be undone. The
    last ten are kept, and the newest of 7 days, 4 weeks and 12 months. `coachtui restore NAME` goes back to one.
    They lie on the same disk as the practice: keep a copy of one elsewhere too.
    """
    from coachtui.store import backups

    if not (only_list or verify or as_json):
        with place.open() as practice:
            made = backups.make(practice.db, practice.path, place.paths.backups, place.now, "asked")
        streams.say(str(made.path))
        return
    found = backups.listed(place.paths.backups, place.path.resolve())
    key = _key(place) if verify and any(not one.digest for one in found) else None
    conditions = {one: backups.condition(one, key) for one in found} if verify else {}
    if as_json:
        streams.say_json([_told(one, conditions.get(one)) for one in found])
        return
    from coachtui.domain.backups import Condition, line

    for one in found:
        streams.say(f"{one.name}  {line(one, place.now, conditions.get(one))}")
    if not found:
        streams.tell(f"There are no backups of {place.path} yet. `coachtui backup` makes one.")
        return
    bad = [one for one, condition in conditions.items() if condition is Condition.BAD and one.reason != "aside"]
    if bad:
        streams.tell(f"{len(bad)} of {len(found)} changed on the disk, and can't be gone back to. Look after the disk.")
    streams.tell(f"They lie in {place.paths.backups}. `coachtui restore NAME` goes back to one.")


def _key(place: Place) -> Key | None:
    from coachtui.store.errors import PracticeError

    try:
        return place.key()
    except PracticeError:
        return None


def _told(one: Backup, condition: Condition | None) -> dict[str, object]:
    told: dict[str, object] = {
        "name": one.name,
        "path": str(one.path),
        "made_at": one.made_at.isoformat(),
        "reason": one.reason,
        "bytes": one.size,
        "encrypted": one.encrypted,
    }
    if condition is not None:
        told["condition"] = condition.value
    return told
