"""coachtui merge"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place
from coachtui.cli.stopping import stoppable

if TYPE_CHECKING:
    from coachtui.domain.merging import Incoming, Merged


@click.command("merge")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would come in, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="What came in, as JSON.")
@pass_place
def command(place: Place, file: Path, dry_run: bool, as_json: bool) -> None:
    """Bring another copy of this practice in: FILE, on a stick, from a mail, or from another machine.

    What was changed on one side only is taken; where both changed the same, the later one stands and the other waits
    at the merge desk. FILE is only read. A backup is made before anything is changed; ctrl+c stops, and nothing was
    changed then.
    """
    from coachtui.store import errors
    from coachtui.store.sync.by_hand import merge_file

    file = file.expanduser()
    if file.is_dir():
        raise errors.ForeignFile(
            f"{file} is a folder. Nothing was changed. Name a file; for a folder in which machines meet there is "
            "`coachtui sync FOLDER`."
        )
    if not file.exists():
        raise errors.NotFound(f"There is no file at {file}. Nothing was changed.")
    with place.open() as practice:
        # It is asked before whether it is a file at all, and for its passphrase if it has another one.
        key = place.key(file)
        with stoppable(practice, "Merging") as step:
            merged = merge_file(practice, file, key=key, step=step, dry_run=dry_run)
    if as_json:
        streams.say_json({**data(merged), "dry_run": dry_run})
        return
    tell(merged)
    if dry_run:
        streams.tell("Nothing was changed.")


def tell(merged: Merged) -> None:
    """Say what came in: all on one line, and then by record, in groups."""
    streams.say(merged.words())
    groups = dict.fromkeys(one.kind for one in merged.incoming)
    for kind in groups:
        streams.say(f"\n{kind.value}:")
        for one in merged.incoming:
            if one.kind is kind:
                streams.say(f"  {one.what}{f': {_columns(one)}' if one.columns else ''}")
    left = merged.new + merged.changed + merged.binned + merged.removed - len(merged.incoming)
    if left > 0:
        streams.say(f"\nand {left:,} more")
    for note in merged.notes:
        streams.tell(note)
    if merged.conflicts:
        streams.tell("`coachtui conflicts` lists what was changed on both sides.")


def data(merged: Merged) -> dict[str, object]:
    """Return what came in as JSON says it."""
    return {
        "devices": list(merged.devices),
        "new": merged.new,
        "changed": merged.changed,
        "binned": merged.binned,
        "removed": merged.removed,
        "conflicts": merged.conflicts,
        "records": [
            {"kind": one.kind.value, "table": one.table, "id": one.row, "what": one.what, "columns": list(one.columns)}
            for one in merged.incoming
        ],
        "notes": list(merged.notes),
    }


def _columns(one: Incoming) -> str:
    from coachtui.domain.record_words import field

    return ", ".join(field(one.table, column) for column in one.columns)
