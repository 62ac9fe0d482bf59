"""coachtui config"""

from __future__ import annotations

import click

from coachtui.cli import outline, streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("config")
@click.option("--default", is_flag=True, help="Print a settings file with every setting, its default and what it does.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@pass_place
def command(place: Place, default: bool, as_json: bool) -> None:
    """The settings as they hold, where their file is, and what in it could not be taken."""
    from coachtui import config

    if default:
        streams.say(config.default_text().rstrip())
        return
    from coachtui.ui.start import settings_of

    path = place.paths.settings
    settings, wrong = settings_of(place.paths)
    # Not at every start: the library that knows them takes its time.
    if why := config.holiday_places(settings)[1]:
        wrong.append(str(config.fault(path, "holidays", why)))
    values = {one.key: getattr(settings, one.key) for one in config.SETTINGS}
    if as_json:
        streams.say_json({"file": str(path), **values, config.KEYS: dict(settings.keys), "wrong": wrong})
    else:
        streams.say(f"{path}{'' if path.exists() else '  (not there: the defaults hold; --default prints one)'}")
        for one in config.SETTINGS:
            changed = "" if values[one.key] == one.default else "  (yours)"
            value = values[one.key]
            streams.say(f"  {one.key} = {str(value).lower() if isinstance(value, bool) else value}{changed}")
        for name, keys in settings.keys.items():
            streams.say(f"  {config.KEYS}.{name} = {', '.join(keys)}  (yours)")
        for words in wrong:
            streams.tell(words)
    if wrong:
        raise click.exceptions.Exit(outline.FAILED)
