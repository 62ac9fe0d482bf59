"""The user's settings: a small TOML file, each key typed. What is wrong is told, and the default stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from coachtui.domain.manner import DateOrder, Manner

if TYPE_CHECKING:
    from coachtui.domain.manner import Names
    from coachtui.domain.public_holidays import Where

LARGEST = 1 << 20
"""Bytes of a settings file that is still read."""

LARGEST_NUMBER = 100_000

WEEK_BEGINS = {"monday": 0, "saturday": 5, "sunday": 6}


class Setting(NamedTuple):
    """One setting: its key, its default, what may stand there (empty: anything of that kind), and what it is for."""

    key: str
    default: str | bool | int
    choices: tuple[str, ...]
    words: str


SETTINGS = (
    Setting("theme", "ink", (), "The colours. `ctrl+p`, “change the theme” shows them and writes the choice here."),
    Setting("marks", "unicode", ("unicode", "ascii"), "The marks on the screens: ascii for terminals that lack them."),
    Setting(
        "editor",
        False,
        (),
        "Whether ctrl+o in the notes may open $VISUAL or $EDITOR. The text then leaves the practice file for a while:\n"
        "for a file that only you can read, removed afterwards. Swap and undo files of the editor are its own affair.",
    ),
    Setting(
        "lock_after",
        15,
        (),
        "Minutes without a key or the mouse after which an encrypted practice is locked: its passphrase is then asked\n"
        "for, and what you typed comes back with it. 0 is never; ctrl+k locks at once.",
    ),
    Setting(
        "session_marks",
        "10 5",
        (),
        "Minutes before the end of a session at which its clock changes colour and words; empty: only at the end.",
    ),
    Setting(
        "calendar_title",
        "coaching",
        ("coaching", "initials", "code", "client"),
        "What the title of a session says in the calendars that coachtui writes: only “Coaching”, or beside it the\n"
        "client's initials, the engagement's code, or the client's name. Whoever sees your calendar sees the title.",
    ),
    Setting(
        "calendar_alarm",
        0,
        (),
        "Minutes before a session at which the calendars that coachtui writes remind you; 0 is never.",
    ),
    Setting(
        "device_name",
        "",
        (),
        "What this device is called in the history and where your devices meet; empty: as the machine is called.",
    ),
    Setting("first_day_of_week", "monday", tuple(WEEK_BEGINS), "The day on which a week begins."),
    Setting("date_order", "day-month-year", tuple(DateOrder), "How dates are shown, and how 3/12 is read."),
    Setting("clock", "24h", ("24h", "12h"), "The clock: 14:00 or 2:00 pm."),
    Setting(
        "holidays",
        "",
        (),
        "Where the days are public holidays on which no session is proposed: a country, or with a dash one of its\n"
        'parts, "CH-ZH"; or several, "CH-ZH, DE-BE". Empty: none are known.',
    ),
    Setting("locale", "en", (), "The language of the names of weekdays and months: en, de, fr_CH, pt_BR, ja, …"),
)
"""All settings but the keys of commands, in the order of the file."""

KINDS = {bool: "true or false", int: "a whole number", str: "text in quotation marks"}
KEYS = "keys"
"""The table that gives commands other keys."""
_KEYS_WORDS = (
    "Other keys for commands: `coachtui keys --ids` names the commands. One key, or several in a list.\n"
    'Keys are written as they are typed, or by name: "N", "/", "ctrl+t", "f5", "enter", "up".'
)


@dataclass(frozen=True)
class Settings:
    """What the user may set."""

    theme: str = "ink"
    marks: str = "unicode"
    editor: bool = False
    lock_after: int = 15
    calendar_title: str = "coaching"
    calendar_alarm: int = 0
    session_marks: str = "10 5"
    device_name: str = ""
    first_day_of_week: str = "monday"
    date_order: str = "day-month-year"
    clock: str = "24h"
    holidays: str = ""
    locale: str = "en"
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Fault:
    """A setting that was not taken: the file, the key (empty: the file as a whole), why in words, and its line."""

    file: Path
    key: str
    words: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else str(self.file)
        return f"{place}: {f'{self.key}: ' if self.key else ''}{self.words}"


def load(path: Path) -> tuple[Settings, list[Fault]]:
    """Read the settings; a file that isn't there is no fault."""
    if not path.exists():
        return Settings(), []
    import tomllib

    try:
        if path.stat().st_size > LARGEST:
            return Settings(), [Fault(path, "", "is too large for settings, so none was taken.")]
        text = path.read_text(encoding="utf-8-sig")
        written = tomllib.loads(text)
    except OSError as error:
        return Settings(), [Fault(path, "", f"can't be read ({error.strerror}), so no setting was taken.")]
    except UnicodeDecodeError:
        return Settings(), [Fault(path, "", "is not UTF-8, so no setting was taken. Save it as UTF-8.")]
    except tomllib.TOMLDecodeError as error:
        return Settings(), [Fault(path, "", f"is not TOML ({error}), so no setting was taken.")]
    taken: dict[str, Any] = {}
    faults = []
    for key, value in written.items():
        if key == KEYS:
            taken[KEYS], wrong = _keys(path, text, value)
            faults += wrong
        elif why := _wrong(key, value):
            faults.append(Fault(path, key, why, line_of(text, key)))
        else:
            taken[key] = value
    return Settings(**taken), faults


def line_of(text: str, key: str, table: str = "") -> int | None:
    """Return the line on which a key stands, in a table or above all of them; None if it can't be told."""
    present = ""
    for number, line in enumerate(text.splitlines(), 1):
        if found := re.match(r"\s*\[\s*([^\]]+?)\s*\]", line):
            present = found[1]
            if not table and present == key:
                return number
        elif present == table and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""", line):
            return number
    return None


def fault(path: Path, key: str, words: str) -> Fault:
    """Return why a setting that could be read could not be taken, with its line."""
    table, _, inner = key.partition(".")
    text = path.read_text(encoding="utf-8-sig")
    return Fault(path, key, words, line_of(text, inner, table) if inner else line_of(text, key))


def default_text() -> str:
    """Return a settings file in which every key stands with its default and what it is for."""
    parts = []
    for one in SETTINGS:
        written = str(one.default).lower() if isinstance(one.default, bool | int) else f'"{one.default}"'
        choices = f" One of: {', '.join(one.choices)}." if one.choices else ""
        parts.append(f"{_commented(one.words + choices)}\n{one.key} = {written}\n")
    parts.append(f'{_commented(_KEYS_WORDS)}\n[{KEYS}]\n# "cadence.plan" = "n"\n')
    return "\n".join(parts)


def manner(settings: Settings) -> tuple[Manner, str]:
    """Return how dates are written, and why a locale could not be taken, in words ("" if it could)."""
    names, why = _names(settings.locale)
    own = Manner(
        order=DateOrder(settings.date_order),
        twelve_hours=settings.clock == "12h",
        week_begins=WEEK_BEGINS[settings.first_day_of_week],
    )
    if names is None:
        return own, why
    return own._replace(names=names, language=settings.locale.replace("-", "_").partition("_")[0].lower()), why


def holiday_places(settings: Settings) -> tuple[tuple[Where, ...], str]:
    """Return the places whose public holidays count, and why they could not be taken, in words ("" if they could).

    The library that knows them is imported only if any place is named.
    """
    from coachtui.domain.public_holidays import read_places

    try:
        return read_places(settings.holidays), ""
    except ValueError as error:
        return (), f"{error} No holiday is known."


def session_marks(settings: Settings) -> tuple[int, ...]:
    """Return how many minutes before the end of a session its clock changes."""
    return tuple(int(minutes) for minutes in re.findall(r"\d+", settings.session_marks))


def save_theme(path: Path, name: str) -> None:
    """Write the theme into the settings file; everything else in it stays as it is, comments too.

    Raises OSError when the file can't be written, ValueError when it is no settings file: it is left as it was.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8-sig") if path.exists() else "")
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} is not TOML. Put it right, then choose the theme again.") from error
    document["theme"] = name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(tomlkit.dumps(document), encoding="utf-8")
        if path.exists():
            part.chmod(path.stat().st_mode & 0o777)
        part.replace(path.resolve())
    finally:
        part.unlink(missing_ok=True)


def _wrong(key: str, value: object) -> str:
    setting = next((one for one in SETTINGS if one.key == key), None)
    if setting is None:
        known = ", ".join([*(one.key for one in SETTINGS), KEYS])
        return f"there is no such setting. There are: {known}."
    if type(value) is not type(setting.default):
        kind = KINDS[type(setting.default)]
        return f"{_shown(value)} is not {kind}. The default is kept."
    if isinstance(value, int) and not 0 <= value <= LARGEST_NUMBER:
        return f"{value} is not between 0 and {LARGEST_NUMBER:,}. The default is kept."
    if key == "session_marks" and not re.fullmatch(r"[\d\s,]{0,40}", str(value)):
        return f"{_shown(value)} is not a list of minutes, like 10 5. The default is kept."
    if setting.choices and value not in setting.choices:
        *others, last = setting.choices
        return f"{_shown(value)} is neither {', '.join(others)} nor {last}. The default is kept."
    return ""


def _keys(path: Path, text: str, table: object) -> tuple[Mapping[str, tuple[str, ...]], list[Fault]]:
    if not isinstance(table, dict):
        why = f"{_shown(table)} is not a table. Write [keys] above the keys."
        return MappingProxyType({}), [Fault(path, KEYS, why, line_of(text, KEYS))]
    taken: dict[str, tuple[str, ...]] = {}
    faults = []
    for place, value in table.items():
        # Without quotation marks a dot makes a table of its own.
        inner = {f"{place}.{key}": one for key, one in value.items()} if isinstance(value, dict) else {place: value}
        for command, keys in inner.items():
            written = [keys] if isinstance(keys, str) else keys
            if isinstance(written, list) and written and all(isinstance(key, str) and key for key in written):
                taken[command] = tuple(written)
            else:
                why = f"{_shown(keys)} is neither a key nor a list of keys. The usual keys are kept."
                faults.append(Fault(path, f"{KEYS}.{command}", why, line_of(text, command, KEYS)))
    return MappingProxyType(taken), faults


def _names(locale: str) -> tuple[Names | None, str]:
    if locale == "en":
        return None, ""
    from babel import Locale, UnknownLocaleError

    from coachtui.domain.manner import Names

    try:
        known = Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None, f"{locale!r} is no language that is known. Write it like de, fr_CH or pt_BR. English is kept."
    days, months = known.days["format"], known.months["format"]

    def listed(names: Mapping[int, str], first: int) -> tuple[str, ...]:
        return tuple(names[place].rstrip(".") for place in range(first, first + len(names)))

    return Names(
        listed(days["wide"], 0), listed(days["abbreviated"], 0),
        listed(months["wide"], 1), listed(months["abbreviated"], 1),
    ), ""  # fmt: skip


def _shown(value: object) -> str:
    return repr(value) if len(repr(value)) <= 40 else f"{repr(value)[:39]}…"


def _commented(words: str) -> str:
    return "\n".join(f"# {line}" for line in words.splitlines())
