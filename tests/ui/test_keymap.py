"""The user's own keys: taken, or told one by one; never two commands on one key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import Keys

from coachtui.config import load
from coachtui.ui import commands
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import COMMANDS, Place, keymap, rebind


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """Give every command its usual keys again afterwards."""
    before = {command: command.keys for command in COMMANDS}
    yield
    for command, keys in before.items():
        command.keys = keys


def test_a_key_is_given_and_bindings_footer_and_help_follow() -> None:
    assert rebind({"everywhere.undo": ["z", "ctrl+z"]}) == {}
    undo = commands.find(Place.EVERYWHERE, "undo")
    assert undo is not None
    assert (undo.keys, undo.key) == (("z", "ctrl+z"), "z")
    bound = {getattr(binding, "id", None): binding for binding in bindings(Place.EVERYWHERE)}
    assert getattr(bound["everywhere.undo"], "key", None) == "z,ctrl+z"


def test_two_commands_may_change_places() -> None:
    assert rebind({"everywhere.undo": ["U"], "everywhere.redo": ["u"]}) == {}


@pytest.mark.parametrize(
    ("name", "keys", "told"),
    [
        ("cadence.fly", ["x"], "no such command"),
        ("everywhere.undo", ["ctrl+m"], "taken by terminals"),
        ("everywhere.undo", ["ctrl+["], "taken by terminals"),
        ("everywhere.undo", ["alt+u"], "is no key"),
        ("everywhere.undo", ["Strg+U"], "is no key"),
        ("everywhere.undo", ["1"], "1 is the key of everywhere.show_today"),
        ("cadence.plan", ["u"], "u is the key of everywhere.undo"),
        ("everywhere.undo", ["n"], "n is the key of"),
        ("cadence.plan", ["j"], "j is the key of list.cursor_down"),
        ("switcher.pick", ["x"], "heard while you type"),
        ("ratings.rate", ["x"], "each of its keys"),
    ],
)
def test_what_can_not_be_taken_is_told_and_the_usual_key_stays(name: str, keys: list[str], told: str) -> None:
    before = {command: command.keys for command in COMMANDS}
    faults = rebind({name: keys})
    assert list(faults) == [name]
    assert told in faults[name]
    assert {command: command.keys for command in COMMANDS} == before


def test_the_names_of_keys_are_those_that_textual_has() -> None:
    known = {key.value for key in Keys}
    assert known >= keymap.NAMED | keymap.FUNCTION


@pytest.mark.parametrize(
    ("written", "name"),
    [("/", "slash"), ("?", "question_mark"), ("+", "plus"), ("-", "minus"), ("N", "N"), ("ctrl+T", "ctrl+t"),
     ("F5", "f5"), ("é", "é"), ("[", "left_square_bracket"), ("@", "at"), ("_", "underscore"), ("Enter", "enter")],
)  # fmt: skip
def test_keys_are_written_as_they_are_typed(written: str, name: str) -> None:
    assert keymap.key_name(written) == name


@given(st.dictionaries(st.sampled_from([f"{c.place}.{c.id}" for c in COMMANDS]), st.lists(st.text(max_size=6))))
def test_whatever_is_wanted_no_place_has_a_key_twice(wanted: dict[str, list[str]]) -> None:
    given_keys, faults = keymap.checked(COMMANDS, {name: keys for name, keys in wanted.items() if keys})
    assert len(given_keys) + len(faults) == sum(1 for keys in wanted.values() if keys)
    for place in Place:
        keys = [key for command in commands.at(place) for key in given_keys.get(command, command.keys)]
        assert len(keys) == len(set(keys))


def test_the_table_of_the_settings_is_read_with_and_without_quotation_marks(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(
        '[keys]\n"cadence.plan" = "N"\neverywhere.undo = ["z", "ctrl+z"]\ngoals.add = 3\n', encoding="utf-8"
    )
    settings, faults = load(file)
    assert dict(settings.keys) == {"cadence.plan": ("N",), "everywhere.undo": ("z", "ctrl+z")}
    assert [str(fault) for fault in faults] == [
        f"{file}, line 4: keys.goals.add: 3 is neither a key nor a list of keys. The usual keys are kept."
    ]
