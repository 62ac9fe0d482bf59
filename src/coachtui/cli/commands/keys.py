"""coachtui keys"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("keys")
@click.option("--ids", is_flag=True, help="With the name of each command, for the table [keys] of the settings.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@pass_place
def command(root: Place, ids: bool, as_json: bool) -> None:
    """Every key of the screens and what it does, by the place where it works."""
    from coachtui import config
    from coachtui.ui import commands

    commands.rebind(config.load(root.paths.settings)[0].keys)
    if as_json:
        streams.say_json(
            [
                {"place": place.value, "id": one.id, "keys": list(one.keys), "label": one.label, "help": one.help}
                for place in commands.Place
                for one in commands.at(place)
            ]
        )
        return
    for place in commands.Place:
        if not commands.at(place):
            continue
        streams.say(f"{commands.TITLES[place]}:")
        for one in commands.at(place):
            keys = " or ".join(map(commands.shown, one.keys)) or "^p"
            named = f"  [{one.place}.{one.id}]" if ids else ""
            streams.say(f"  {keys}: {one.label}. {one.help}{named}")
        streams.say("")
