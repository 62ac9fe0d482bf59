"""The one list of commands: no key twice, none that terminals eat, and everything in it can be carried out."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from inspect import getmembers, isclass
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual.keys import Keys

import coachtui.ui
from coachtui.ui import commands
from coachtui.ui.app import CoachApp
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import COMMANDS, Command, Need, Place

EATEN = {"ctrl+i", "ctrl+j", "ctrl+m", "ctrl+h", "ctrl+[", "ctrl+left_square_bracket", "ctrl+s", "ctrl+b", "ctrl+enter"}
"""Keys that terminals, or what runs inside them, keep for themselves."""

every_command = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: f"{command.place}.{command.id}")


def carriers() -> Iterator[type[Commanding]]:
    """Yield every class that carries commands out."""
    for module in walk_packages(coachtui.ui.__path__, "coachtui.ui."):
        for _, found in getmembers(import_module(module.name), isclass):
            if issubclass(found, Commanding) and found.__module__ == module.name and "PLACE" in vars(found):
                yield found


def test_no_key_stands_for_two_commands_of_one_place() -> None:
    keys = Counter((command.place, key) for command in COMMANDS for key in command.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_command_has_the_name_of_another_of_its_place() -> None:
    ids = Counter((command.place, command.id) for command in COMMANDS)
    assert [name for name, count in ids.items() if count > 1] == []


def test_a_screens_keys_leave_those_of_everywhere_alone() -> None:
    everywhere = {key: command.id for command in commands.at(Place.EVERYWHERE) for key in command.keys}
    screens = (*commands.SCREENS, Place.ENGAGEMENTS, Place.PEOPLE, Place.PICKING, Place.LIST)
    # A list may do with the highlighted row what is done everywhere with what is in hand.
    taken = [
        (place, key)
        for place in screens
        for one in commands.at(place)
        for key in one.keys
        if everywhere.get(key, one.id) != one.id
        # What can be left or stopped on a screen is left first; then the key leaves the past.
        and not (key == "escape" and one.hides)
    ]
    assert taken == []


@every_command
def test_its_keys_reach_the_program(command: Command) -> None:
    for key in command.keys:
        assert key not in EATEN
        assert not key.startswith("alt+")
        assert not (key[0] == "f" and key[1:].isdigit())
        assert len(key) == 1 or "+" in key or key in {known.value for known in Keys} | {
            "question_mark", "slash", "left_square_bracket", "right_square_bracket", "space", "plus", "minus",
            "comma", "full_stop", "less_than_sign", "greater_than_sign",
        }  # fmt: skip


@every_command
def test_it_says_what_it_does(command: Command) -> None:
    assert command.label
    assert command.help.endswith(".")
    assert command.place in commands.TITLES
    if command.before_fields:
        assert all(len(key) > 1 for key in command.keys)


@pytest.mark.parametrize("carrier", carriers(), ids=lambda carrier: carrier.__name__)
def test_every_command_of_its_place_can_be_carried_out(carrier: type[Commanding]) -> None:
    missing = [
        command.action
        for command in commands.at(carrier.PLACE)
        if not hasattr(
            CoachApp if command.action.startswith("app.") else carrier,
            f"action_{command.action.removeprefix('app.').partition('(')[0]}",
        )
    ]
    assert missing == []


def test_what_is_missing_dims_a_command_or_hides_it() -> None:
    dimmed = Command("a", ("a",), "a", "A.", Place.TODAY, needs=frozenset({Need.ROW}))
    hidden = Command("b", ("b",), "b", "B.", Place.TODAY, needs=frozenset({Need.ROW}), hides=True)
    assert (dimmed.allowed(set()), hidden.allowed(set())) == (None, False)
    assert (dimmed.allowed({Need.ROW}), hidden.allowed({Need.ROW})) == (True, True)


def test_the_list_is_read_without_textual() -> None:
    code = "import sys, coachtui.ui.commands, coachtui.ui.ahead; print({'textual', 'rich'} & set(sys.modules))"
    source = Path(coachtui.ui.__path__[0]).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(source)}
    )
    assert done.stdout.strip() == "set()"


def test_the_screens_are_made_without_sqlmodel() -> None:
    code = "import sys, coachtui.ui.app; print({'sqlmodel', 'sqlalchemy', 'alembic'} & set(sys.modules))"
    source = Path(coachtui.ui.__path__[0]).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(source)}
    )
    assert done.stdout.strip() == "set()"
