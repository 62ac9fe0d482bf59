"""coachtui keys"""

from __future__ import annotations

import click

from coachtui.cli import streams


@click.command("keys")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(as_json: bool) -> None:
    """Every key of the screens and what it does, by the place where it works."""
    from coachtui.ui.commands import TITLES, Place, at, shown

    if as_json:
        streams.say_json(
            [
                {"place": place.value, "id": one.id, "keys": list(one.keys), "label": one.label, "help": one.help}
                for place in Place
                for one in at(place)
            ]
        )
        return
    for place in Place:
        if not at(place):
            continue
        streams.say(f"{TITLES[place]}:")
        for one in at(place):
            keys = " or ".join(map(shown, one.keys)) or "^p"
            streams.say(f"  {keys}: {one.label}. {one.help}")
        streams.say("")
