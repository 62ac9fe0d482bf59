"""Reads competency models and desired behaviours from TOML files; what is wrong is told all at once, key by key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from coachtui.domain.competency_model import BehaviourText, CompetencyText, ModelDraft
from coachtui.models import example, shipped

__all__ = ["ModelError", "example", "parse", "read", "shipped"]

LARGEST = 1 << 20
"""Bytes of a model file that is still read: many times the longest model."""
TOLD = 40
"""Faults that are told; of more, only their number."""
SHOWN = 60
"""Characters of a wrong value that are shown."""

_LOOK = "`coachtui import model --example` shows how it looks."
_TOP: dict[str, type] = {"name": str, "version": str, "organisation": str, "competency": list, "behaviour": list}
_COMPETENCY: dict[str, type] = {"name": str, "description": str, "kpi": bool, "levels": dict}
_BEHAVIOUR: dict[str, type] = {"value": str, "behaviour": str}
_KINDS: dict[type, str] = {str: "text in quotation marks", bool: "true or false", list: "tables", dict: "a table"}
_FOUND: dict[type, str] = {
    str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table",
}  # fmt: skip


class ModelError(Exception):
    """A file that can't be taken as a model: a line for each fault, with file, key, value and what to do."""


def read(path: Path) -> ModelDraft:
    """Return the model in a file. Raises ModelError with everything that is wrong with it."""
    try:
        # Not more than is wanted: what is no plain file may have no end.
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise ModelError(f"{path}: can't be read ({error.strerror}). Check the name and your rights.") from None
    except ValueError as error:
        raise ModelError(f"{path}: can't be the name of a file ({error}).") from None
    return parse(data, str(path))


def parse(data: bytes, name: str) -> ModelDraft:
    """Return the model in the bytes of a file; `name` is how messages call it. Raises ModelError."""
    if len(data) > LARGEST:
        raise ModelError(f"{name}: is larger than {LARGEST >> 20} MB, so it is hardly a model. Check which file it is.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ModelError(f"{name}: is not UTF-8 (line {line}). Save it as UTF-8 text.") from None
    try:
        written = tomllib.loads(text)
    except RecursionError:
        raise ModelError(f"{name}: is nested too deep to be a model.") from None
    except tomllib.TOMLDecodeError as error:
        raise ModelError(f"{name}: is not TOML: {error}. {_LOOK}") from None
    except ValueError:
        raise ModelError(f"{name}: holds a number or date that nothing can hold. {_LOOK}") from None
    draft, faults = _Reading(name).model(written)
    if faults:
        more = [f"{name}: and {len(faults) - TOLD:,} more faults."] if len(faults) > TOLD else []
        raise ModelError("\n".join((*faults[:TOLD], *more)))
    return draft.settled()


class _Reading:
    """One file while it is being read: gathers what is wrong, by key."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.values: dict[str, Any] = {}
        self.faults: dict[str, str] = {}

    def model(self, written: dict[str, Any]) -> tuple[ModelDraft, list[str]]:
        """Return what the file says, and all that is wrong with it."""
        top = self._table("", written, _TOP)
        if not written:
            return ModelDraft("", "", ()), [f"{self.file}: is empty. {_LOOK}"]
        draft = ModelDraft(
            top.get("name", ""),
            top.get("version", ""),
            tuple(self._competency(key, one) for key, one in self._tables("competency", top.get("competency", []))),
            tuple(
                BehaviourText(found.get("value", ""), found.get("behaviour", ""))
                for key, one in self._tables("behaviour", top.get("behaviour", []))
                for found in [self._table(key, one, _BEHAVIOUR)]
            ),
            top.get("organisation", ""),
        )
        for problem in draft.problems():
            # What has the wrong kind is no news to the rules, which see nothing there.
            if not any(problem.field == key or problem.field.startswith(f"{key}.") for key in self.faults):
                self.faults.setdefault(problem.field, problem.message)
        return draft, [self._told(key, self.faults[key]) for key in sorted(self.faults, key=_place_in_file)]

    def _competency(self, key: str, written: Any) -> CompetencyText:
        found = self._table(key, written, _COMPETENCY)
        levels: dict[int, str] = {}
        for level, words in found.get("levels", {}).items():
            place = self._place(f"{key}.levels", level)
            self.values[place] = words
            if not (level.isascii() and level.isdecimal() and len(level) < 4 and str(int(level)) == level):
                self.faults[place] = "It is no level. Levels are called 1 to 5."
            elif self._is(place, words, str):
                levels[int(level)] = words
            else:
                levels[int(level)] = ""
        return CompetencyText(found.get("name", ""), found.get("description", ""), found.get("kpi", False), levels)

    def _tables(self, key: str, written: list[Any]) -> list[tuple[str, Any]]:
        return [(f"{key}[{place}]", one) for place, one in enumerate(written, start=1)]

    def _table(self, key: str, written: Any, known: Mapping[str, type]) -> dict[str, Any]:
        """Return the known values of the right kind; tell of all others."""
        if not self._is(key, written, dict):
            return {}
        taken = {}
        for name, value in written.items():
            place = self._place(key, name)
            self.values[place] = value
            if name not in known:
                self.faults[place] = f"There is no such key here. {_hint(name, known)}"
            elif self._is(place, value, known[name]):
                taken[name] = value
        return taken

    def _is(self, key: str, value: Any, kind: type) -> bool:
        self.values.setdefault(key, value)
        if type(value) is kind:
            return True
        found = _FOUND.get(type(value), "a date or time")
        wanted = f"tables, each begun with [[{key}]]" if kind is list else _KINDS[kind]
        self.faults[key] = f"It is {found}, and must be {wanted}."
        return False

    @staticmethod
    def _place(key: str, name: str) -> str:
        shown = name if len(name) <= SHOWN else f"{name[: SHOWN - 1]}…"
        return f"{key}.{shown}" if key else shown

    def _told(self, key: str, words: str) -> str:
        value = self.values.get(key)
        shown = f" = {_shown(value)}" if isinstance(value, str | bool | int | float) else ""
        return f"{self.file}: {key}{shown}: {words}"


def _shown(value: str | bool | int | float) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"“{value if len(value) <= SHOWN else value[: SHOWN - 1] + '…'}”"
    # A whole number may have more digits than Python prints.
    return f"{value:g}" if isinstance(value, float) else (str(value) if abs(value) < 10**18 else "a very large number")


def _hint(name: str, known: Mapping[str, type]) -> str:
    there_are = f"There are: {', '.join(known)}."
    near = get_close_matches(name[:SHOWN], known, 1)
    if near:
        return f"Did you mean {near[0]}? {there_are}"
    if known is not _TOP and name in _TOP:
        return f"If it is meant for the file as a whole, move it above the first [[…]]. {there_are}"
    return there_are


def _place_in_file(key: str) -> tuple[int, int]:
    """Return where a key stands: the file's own keys first, then the tables by their number."""
    found = re.match(r"(competency|behaviour)\[(\d+)\]", key)
    return (("competency", "behaviour").index(found[1]) + 1, int(found[2])) if found else (0, 0)
