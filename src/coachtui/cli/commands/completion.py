"""coachtui completion"""

from __future__ import annotations

import click

from coachtui.cli import outline, streams

WHERE = {
    "bash": "~/.bashrc",
    "zsh": "~/.zshrc",
    "fish": "~/.config/fish/completions/coachtui.fish",
}


@click.command("completion")
@click.argument("shell", type=click.Choice(list(WHERE)))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the script that completes commands in SHELL. Write it to a file that the shell reads at its start.

    \b
    bash: coachtui completion bash > ~/.coachtui-complete.bash, and source that in ~/.bashrc
    zsh:  coachtui completion zsh > ~/.coachtui-complete.zsh, and source that in ~/.zshrc
    fish: coachtui completion fish > ~/.config/fish/completions/coachtui.fish
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:
        raise click.BadParameter(f"Completion for {shell} is not known.", param_hint="SHELL")
    variable = f"_{outline.PROGRAM.upper()}_COMPLETE"
    streams.say(found(context.find_root().command, {}, outline.PROGRAM, variable).source().rstrip())
