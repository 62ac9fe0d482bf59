"""The root of the command line: it knows every command by name and imports one when it runs."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from coachtui import __version__
from coachtui.cli import outline
from coachtui.cli.place import Place


def _elsewhere(context: click.Context, _: click.Parameter, path: Path | None) -> None:
    place = context.find_object(Place)
    if path is not None and place is not None:
        context.obj = place.at(path.expanduser().absolute())


class LazyGroup(click.Group):
    """A group whose commands are named in `outline` and imported only when one of them runs."""

    def __init__(self, *args: Any, lazy: dict[str, str], prefix: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy
        self.prefix = prefix

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order of the help."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command of this name."""
        if cmd_name not in self.lazy:
            return None
        name = f"{self.prefix} {cmd_name}".strip()
        module = import_module(f"coachtui.cli.commands.{outline.MODULES.get(name, cmd_name)}")
        command: click.Command = module.command
        if all(one.name != "db" for one in command.params):
            # People write it behind the command as well. Eager: the other options may ask for what is in the file.
            file = click.Path(path_type=Path)
            command.params.append(
                click.Option(
                    ["--db"],
                    type=file,
                    metavar="FILE",
                    help="The practice file.",
                    expose_value=False,
                    is_eager=True,
                    callback=_elsewhere,
                )
            )
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown name is answered with the nearest known ones."""
        if args[0] not in self.lazy and not args[0].startswith("-"):
            near = get_close_matches(args[0], self.lazy)
            hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(self.lazy)}."
            ctx.fail(f"There is no command {args[0]!r}. {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the short helps from the table, so that none is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.lazy.items()))


class Root(LazyGroup):
    """The program as a whole; its help is the one that is there before click is."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the overview."""
        return outline.overview()


@click.command(
    outline.PROGRAM,
    cls=Root,
    lazy=outline.COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--db", type=click.Path(path_type=Path), envvar="COACHTUI_DB", metavar="FILE", help="The practice file.")
@click.option(
    "--passphrase-file", type=click.Path(path_type=Path), metavar="FILE", help="Holds the passphrase of the practice."
)
@click.version_option(__version__, message=f"{outline.PROGRAM} %(version)s")
@click.pass_context
def root(context: click.Context, db: Path | None, passphrase_file: Path | None) -> None:
    """Open the screens, when no command is given."""
    by_hand = context.get_parameter_source("db") is ParameterSource.COMMANDLINE
    try:
        context.obj = Place.of(db, by_hand=by_hand, passphrase_file=passphrase_file)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if context.invoked_subcommand is None:
        from coachtui.cli.open import open_screens

        context.exit(open_screens(context.obj))
