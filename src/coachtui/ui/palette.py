"""The command palette's source: the commands that can be given here and now, and the themes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode

from coachtui.ui import commands
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Command, Place
from coachtui.ui.text import NEEDS

SILENT = frozenset({Place.LIST, Place.FIELD})
"""Places whose keys are for the fingers; nobody looks them up by name."""


class Commands(Provider):
    """Offers every command that is not hidden now; one that is dimmed says what it needs."""

    async def discover(self) -> Hits:
        for command, node in self._found():
            give = partial(self._give, command, node)
            yield DiscoveryHit(_title(command), give, command.label, _help(command, node))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command, node in self._found():
            score = max(matcher.match(command.label), matcher.match(command.help) * 0.8)
            if score > 0:
                give = partial(self._give, command, node)
                yield Hit(score, _title(command), give, command.label, _help(command, node))

    def _found(self) -> Iterator[tuple[Command, Commanding]]:
        nodes: list[DOMNode] = [*(self.focused or self.screen).ancestors_with_self]
        for node in nodes:
            if isinstance(node, Commanding) and node.PLACE not in SILENT:
                for command in commands.at(node.PLACE):
                    # What depends on the key that is pressed can't be given by name.
                    named = command.id != "command_palette" and not command.each
                    if named and node.check_action(*_called(command)) is not False:
                        yield command, node

    async def _give(self, command: Command, node: Commanding) -> None:
        missing = command.missing(node.having_all())
        if missing:
            self.app.notify(f"Not now: this needs {missing[0]}.", severity="warning", markup=False)
        else:
            await self.app.run_action(command.action, node)


def _called(command: Command) -> tuple[str, tuple[object, ...]]:
    name, _, parameter = command.action.rstrip(")").partition("(")
    if not parameter:
        return name, ()
    return name, (int(parameter) if parameter.lstrip("-").isdigit() else parameter.strip("'"),)


def _title(command: Command) -> Content:
    label = Content(command.label)
    return label if not command.key else label + Content.styled(f"  {command.key}", NEEDS)


def _help(command: Command, node: Commanding) -> str:
    missing = command.missing(node.having_all())
    return f"Not now: this needs {missing[0]}." if missing else command.help
