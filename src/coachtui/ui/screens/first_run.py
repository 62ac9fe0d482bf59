"""The first start: who the coach is, where the practice lives, and how to begin. Nothing is written before that."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from coachtui.clock import Clock
from coachtui.domain.drafts import Problem, known_zone
from coachtui.domain.people import CoachDraft
from coachtui.domain.words import clock
from coachtui.paths import PRACTICE
from coachtui.store.keys import Passphrase
from coachtui.ui.bindings import bindings
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Place
from coachtui.ui.forms import finding
from coachtui.ui.forms.fields import FormField, TextField
from coachtui.ui.forms.find import UNCHOSEN, FindField
from coachtui.ui.forms.form import SaveLine
from coachtui.ui.forms.passphrase import PassphraseField
from coachtui.ui.screens.frame import Frame
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, WRONG, joined, paragraph, plain
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.rows import Column, Row, Rows

WELCOME = Content("\n\n").join(
    (
        joined(("Welcome. ", STRONG), ("A practice is one file on this machine: clients, sessions, notes.", VALUE)),
        joined(
            ("With a passphrase it is encrypted, and so is every copy that coachtui makes of it. ", LABEL),
            ("Without one, anyone with this file can read it.", NEEDS),
        ),
    )
)
NO_WAY_BACK = "Empty is none. A forgotten one can't be recovered."
NOTHING_YET = joined(("Nothing is written yet. ^q leaves without a trace.", LABEL))

BEGINNINGS = (
    ("client", "n", "with a first client", "the form of an engagement opens"),
    ("clients", "i", "with a list of clients", "from a file; you see first what it would do"),
    ("empty", "e", "with nothing yet", "look around, and begin when you like"),
    ("demo", "d", "with the demo instead", "invented people, in a file of their own"),
)
"""Ways to begin: the command, its key, what it is and what it does."""


class Founding(NamedTuple):
    """What is asked before a practice is made; an empty passphrase is none."""

    coach: str
    time_zone: str
    path: Path
    passphrase: Passphrase


class GoOn(SaveLine):
    """The last stop of the questions."""

    def render(self) -> Content:
        return Content("go on")


class ZoneField(FindField):
    """A time zone, with the time that it is there."""

    def __init__(self, name: str, label: str, present: Clock, value: str):
        super().__init__(name, label, finding.zones(present), value=value, shown=value)
        self._present = present

    def understood(self) -> Content | None:
        if not known_zone(self.value):
            return None
        return plain(f"{clock(self._present().astimezone(ZoneInfo(self.value)))} there now", LABEL)


class _Page(Commanding, Screen[None]):
    """What the two pages share."""

    HORIZONTAL_BREAKPOINTS = Frame.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = Frame.VERTICAL_BREAKPOINTS

    @dataclass
    class Chosen(Message):
        """A way to begin was chosen; the demo needs no practice."""

        way: str
        founding: Founding | None

    def tell(self, told: Content | None) -> None:
        """Show what is going on, or what went wrong."""
        self.query_one("#told", Static).update(told or Content(""))

    def trouble(self, reason: str) -> None:
        """Say why nothing could be made; another way, or another place, may be chosen."""
        self.tell(paragraph(reason, WRONG))


class Questions(_Page):
    """Asks for name, time zone and place."""

    PLACE = Place.FIRST_RUN
    BINDINGS = bindings(Place.FIRST_RUN)

    @dataclass
    class Answered(Message):
        """All is known that a practice needs."""

        founding: Founding

    def __init__(self, present: Clock, zone: str, path: Path, usual: Path):
        super().__init__()
        self._present = present
        self._zone = zone
        self._path = path
        self._usual = usual

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = "coachtui"
            with VerticalScroll(can_focus=False):
                yield Static(WELCOME, id="welcome")
                yield TextField("coach", "your name")
                yield ZoneField("time_zone", "time zone", self._present, self._zone)
                yield TextField("path", "practice file", _short(self._path), self._where())
                yield PassphraseField("passphrase", "passphrase", NO_WAY_BACK, advised=True)
                yield PassphraseField("again", "the same again")
                yield GoOn()
                yield Static(NOTHING_YET, id="told")
            yield Footer()

    def on_mount(self) -> None:
        self.query(FormField).first().take_focus()

    @on(FormField.Done)
    def _next(self) -> None:
        self.focus_next()

    @on(SaveLine.Pressed)
    def action_go_on(self) -> None:
        fields = {field.field: field for field in self.query(FormField)}
        values = {name: field.value for name, field in fields.items()}
        for field in fields.values():
            field.show(None)
        problems = tuple(problems_of(values))
        for problem in reversed(problems):
            fields[problem.field].show(problem.message)
            fields[problem.field].take_focus()
        if not problems:
            self.post_message(self.Answered(founding_of(values)))

    def action_demo(self) -> None:
        self.post_message(self.Chosen("demo", None))

    def _where(self) -> str:
        if self._path == self._usual:
            return "The usual place. Another is found again with --db."
        return f"As you named it. It is found again with --db FILE; the usual place is {_short(self._usual)}."


class Beginnings(_Page):
    """Offers the ways to begin, each by one key."""

    PLACE = Place.BEGINNING
    BINDINGS = bindings(Place.BEGINNING)

    def __init__(self, founding: Founding):
        super().__init__()
        self._founding = founding
        self._busy = False

    def compose(self) -> ComposeResult:
        founding = self._founding
        with Vertical(classes="box") as box:
            box.border_title = "How do you want to begin?"
            yield Static(
                Content("\n").join(
                    (
                        joined((f"Practice of {founding.coach}", STRONG), (f"  {founding.time_zone}", LABEL)),
                        joined((_short(founding.path), VALUE)),
                        _protection(founding),
                        joined(("It is made when you choose; until then nothing is written.", LABEL)),
                    )
                ),
                id="welcome",
            )
            yield Rows((Column(most=1), Column(most=24), Column(most=70, grows=True)))
            yield Static(id="told")
            yield Footer()

    def on_mount(self) -> None:
        drawn = [
            Row(way, (plain(key, f"bold {NEEDS}"), plain(name, VALUE), plain(told, LABEL)))
            for way, key, name, told in BEGINNINGS
        ]
        self.query_one(Rows).set_rows(drawn)
        self.query_one(Rows).focus()

    def trouble(self, reason: str) -> None:
        self._busy = False
        super().trouble(reason)

    def action_pick(self) -> None:
        key = self.query_one(Rows).key
        if key:
            self._choose(key)

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self._choose(event.key)

    def action_client(self) -> None:
        self._choose("client")

    def action_clients(self) -> None:
        self._choose("clients")

    def action_empty(self) -> None:
        self._choose("empty")

    def action_demo(self) -> None:
        self._choose("demo")

    def action_back(self) -> None:
        if not self._busy:
            self.app.pop_screen()

    def _choose(self, way: str) -> None:
        if not self._busy:
            self._busy = True
            self.post_message(self.Chosen(way, None if way == "demo" else self._founding))


def _protection(founding: Founding) -> Content:
    if founding.passphrase:
        return joined(("Encrypted: ", VALUE), ("it opens with your passphrase, and with nothing else.", LABEL))
    return joined(("Not encrypted: ", NEEDS), ("anyone with this file can read it.", LABEL))


def problems_of(values: dict[str, str]) -> Iterator[Problem]:
    """Yield what must be put right before a practice can be made."""
    founding = founding_of(values)
    zone = values["time_zone"].removeprefix(UNCHOSEN)
    for problem in CoachDraft(founding.coach, zone).problems():
        yield Problem("coach", problem.message) if problem.field == "name" else problem
    told = _unfit(founding.path) if values["path"].strip() else "The place is missing. Type the name of a file."
    if told:
        yield Problem("path", told)
    if values["passphrase"] != values["again"]:
        yield Problem("again", "The two passphrases are not the same. Type both again.")


def founding_of(values: dict[str, str]) -> Founding:
    """Return what was typed; a zone counts whether it was picked or written out."""
    path = Path(os.path.expanduser(values["path"].strip())).absolute()  # noqa: PTH111  (a home that isn't known stays)
    zone = values["time_zone"].removeprefix(UNCHOSEN)
    return Founding(" ".join(values["coach"].split()), zone, path, Passphrase(values["passphrase"]))


def _unfit(path: Path) -> str:
    """Return why no practice can be made there; empty if it can."""
    nameless = "No file can have that name. Name another."
    if not str(path).isprintable():
        return nameless
    try:
        if path.is_dir():
            return f"That is a directory. Name a file in it, for instance {_short(path / PRACTICE)}."
        if path.exists():
            return "There is a file of that name. Name another, or open that one with --db FILE."
        above = next(directory for directory in path.parents if directory.exists())
    except (OSError, ValueError):
        return nameless
    if not above.is_dir():
        return f"{_short(above)} is a file, so nothing can be made in it. Name another place."
    if not os.access(above, os.W_OK | os.X_OK):
        return f"You may not write in {_short(above)}. Name another place."
    return ""


def _short(path: Path) -> str:
    """Return a path with ~ for the home directory."""
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)
