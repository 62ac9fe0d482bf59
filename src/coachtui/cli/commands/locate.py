"""coachtui locate"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("locate")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@pass_place
def command(place: Place, as_json: bool) -> None:
    """Where the files are. Removing these directories leaves no trace of coachtui's data."""
    paths = place.paths
    found = {
        "practice": place.path,
        "demo": paths.demo,
        "backups": paths.backups,
        "settings": paths.settings,
        "data": paths.data,
        "config": paths.config,
        "state": paths.state,
    }
    if as_json:
        streams.say_json({name: {"path": str(path), "exists": path.exists()} for name, path in found.items()})
        return
    for name, path in found.items():
        streams.say(f"{name + ':':10} {path}{'' if path.exists() else '  (not there yet)'}")
