"""The application: its screens and themes. What it holds in hand is in `holding`, undo in `undoing`."""

from __future__ import annotations

import gc
import os
from concurrent.futures import Future
from datetime import timedelta
from importlib import import_module
from io import StringIO
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.console import Console
from textual import on, work
from textual.screen import Screen

from coachtui.clock import Clock
from coachtui.config import Settings
from coachtui.domain.today import EngagementCard, Today
from coachtui.paths import Paths
from coachtui.store.errors import PracticeError
from coachtui.store.gateway import Gateway
from coachtui.store.reads import people
from coachtui.ui import themes
from coachtui.ui.as_of import LookingBack
from coachtui.ui.bindings import bindings
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Place
from coachtui.ui.desk import Desk
from coachtui.ui.in_session import InSession
from coachtui.ui.locking import Locking
from coachtui.ui.safekeeping import Safekeeping
from coachtui.ui.screens.frame import Frame
from coachtui.ui.screens.today import TodayScreen
from coachtui.ui.syncing import Syncing
from coachtui.ui.telling import told
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.header import Header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.command import Provider
    from textual.filter import LineFilter

    from coachtui.store.door import Door

IDLE = 1.0
"""Seconds after the start before what only writes need is imported."""
LOOK = 30.0
"""Seconds between looks at the calendar: at midnight Today becomes another day."""

MADE_OF = {
    Place.ASSESSMENT: ("assessment", "IntakeScreen"),
    Place.ALIGNMENT: ("alignment", "AlignmentScreen"),
    Place.CADENCE: ("cadence", "CadenceScreen"),
    Place.GOALS: ("goals", "GoalsScreen"),
    Place.GROWTH: ("later", "LaterGrowth"),
    Place.ROLLUP: ("rollup", "RollupScreen"),
    Place.ENGAGEMENTS: ("engagements", "EngagementsScreen"),
    Place.PEOPLE: ("people", "PeopleScreen"),
    Place.MERGE_DESK: ("merge_desk", "MergeDesk"),
    Place.BIN: ("bin", "BinScreen"),
    Place.LOG: ("log", "LogScreen"),
}
"""The module and the class of each screen; it is imported when the screen is first wanted."""


def _commands() -> type[Provider]:
    from coachtui.ui.palette import Commands

    return Commands


def _look_for_garbage() -> None:
    """Begin to, once the first frame is drawn; what the start has made stays for good."""
    gc.freeze()
    gc.enable()


class CoachApp(InSession, LookingBack, Locking, Safekeeping, Syncing):
    """coachtui on the screen. The gateway is started, and closed, by whoever makes the app."""

    PLACE = Place.EVERYWHERE
    BINDINGS = bindings(Place.EVERYWHERE)
    COMMANDS = {_commands}  # noqa: RUF012  (Textual's own class variable)
    CSS_PATH = ["styles/frame.tcss", "styles/dialogs.tcss", "styles/forms.tcss", "styles/today.tcss"]  # noqa: RUF012  (likewise)
    TITLE = "coachtui"

    def __init__(
        self,
        gateway: Gateway,
        paths: Paths,
        clock: Clock,
        *,
        first: Future[Today] | None = None,
        theme: str = themes.DARK,
        ascii_marks: bool = False,
        notes: Sequence[str] = (),
        begin: str = "",
        door: Door | None = None,
        lock_after: int = 0,
    ):
        super().__init__(Desk(gateway, paths, clock))
        self._begin = begin
        self.door = door
        self.lock_after = timedelta(minutes=lock_after)
        self._ascii_marks = ascii_marks
        self._notes = notes
        self.failure: BaseException | None = None
        """Why the practice could not be opened, if it couldn't."""
        self._first = first
        self._day = self.desk.today()
        if theme not in themes.TERMINAL:
            self.register_theme(themes.load(theme, paths.themes))
        self.theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.TERMINAL_TOKENS

    def get_line_filters(self) -> Sequence[LineFilter]:
        if not self._ascii_marks:
            return super().get_line_filters()
        from coachtui.ui.ascii import AsciiMarks

        return [*super().get_line_filters(), AsciiMarks()]

    def get_default_screen(self) -> Screen[None]:
        return self._frame(Place.TODAY)

    def on_mount(self) -> None:
        self.desk.gateway.hear(lambda error: self.say(str(error), wrong=True))
        for note in self._notes:
            self.say(note, wrong=True)
        self._follow_opening()
        self.begin_locking()
        self.set_interval(LOOK, self.look_at_calendar)
        self.set_timer(IDLE, self._warm_up)
        self.call_after_refresh(_look_for_garbage)
        self.call_after_refresh(self.keep_in_step)
        self.call_after_refresh(self.keep_safe)

    def watch_in_hand(self, card: EngagementCard | None) -> None:
        for place in Place:
            if self.is_screen_installed(place):
                self._frame(place).in_hand = card
        self.refresh_bindings()

    def action_show(self, place: str) -> None:
        frame = self._frame(Place(place))
        if frame is self.screen:
            return
        # Today lies at the bottom, and is there with the first frame; any other screen lies on it.
        if frame is self.screen_stack[0]:
            self.pop_screen()
        elif len(self.screen_stack) == 1:
            self.push_screen(frame)
        else:
            self.switch_screen(frame)

    def action_help(self) -> None:
        from coachtui.ui.screens.help import Help

        if isinstance(self.screen, Frame):
            inwards = reversed((self.focused or self.screen).ancestors_with_self)
            places = [node.PLACE for node in inwards if isinstance(node, Commanding) and node is not self]
            self.push_screen(Help(places))

    def action_theme(self) -> None:
        from coachtui.ui.screens.theme import ThemeDialog

        self.push_screen(ThemeDialog(self.desk.paths))

    def action_help_quit(self) -> None:
        self.say("ctrl+q leaves coachtui; everything is saved.")

    @on(Header.Pressed)
    def _tab_pressed(self, event: Header.Pressed) -> None:
        self.action_show(event.place)

    @on(Footer.Pressed)
    def _hint_pressed(self, event: Footer.Pressed) -> None:
        self.simulate_key(event.key)

    @on(Frame.Go)
    def _go(self, event: Frame.Go) -> None:
        self.show(event.place, event.record)

    def _frame(self, place: Place) -> Frame:
        if not self.is_screen_installed(place):
            self.install_screen(self._made(place), place)
        frame = self.get_screen(place)
        assert isinstance(frame, Frame)
        return frame

    def _made(self, place: Place) -> Frame:
        """Make a screen when it is first wanted; its module is imported no sooner."""
        if place is Place.TODAY:
            return TodayScreen(self.desk, self._first)
        module, name = MADE_OF[place]
        made: type[Frame] = getattr(import_module(f"coachtui.ui.screens.{module}"), name)
        return made(self.desk, self.in_hand)

    @work
    async def _follow_opening(self) -> None:
        """Learn whether the practice could be opened; if not, leave, and let `run` raise why."""
        try:
            practice = await self.desk.gateway.ready()
        except PracticeError as error:
            self.failure = error
            self.exit(return_code=1)
        else:
            self.writable = practice.writable
            with told(self):
                owner = await self.desk.gateway.read(people.owner)
                self.desk.zone = ZoneInfo(owner.detail)
                self.look_at_calendar()
                await self.read_steps()
            if self._begin:
                await self.run_action(self._begin)

    def look_at_calendar(self) -> None:
        """Read the screen in sight anew when the day has changed."""
        if self.desk.today() != self._day:
            self._day = self.desk.today()
            self.frame_in_sight().on_screen_resume()

    @work(thread=True, exit_on_error=False)
    def _warm_up(self) -> None:
        """Import what the next keys may need, beside the screens, so that those are quick too."""
        for name in (
            "screens.cadence", "screens.assessment", "screens.switcher", "screens.engagements", "screens.help",
            "forms.intake_wizard", "palette", "screens.cockpit",
        ):  # fmt: skip
            import_module(f"coachtui.ui.{name}")
        from coachtui.store import writes

        for name in writes.__all__:
            getattr(writes, name)


class ScreenFaultError(Exception):
    """A screen met a fault of its own; what it was is not told, since it may quote a record."""


def run(
    gateway: Gateway,
    paths: Paths,
    clock: Clock,
    *,
    settings: Settings,
    notes: Sequence[str] = (),
    first: Future[Today] | None = None,
    begin: str = "",
    door: Door | None = None,
) -> int:
    """Show the practice until the coach leaves; return the exit code.

    `first` is Today, asked for before this module was imported, so that its rows are there with the first frame.
    `notes` are told at the start; `begin` is an action of the app, carried out once the practice is open. With the
    `door` through which the gateway goes, the practice can be locked.
    Raises the PracticeError with which the practice could not be opened.
    """
    app = CoachApp(
        gateway,
        paths,
        clock,
        first=first,
        theme=settings.theme,
        ascii_marks=settings.marks == "ascii",
        notes=notes,
        begin=begin,
        door=door,
        lock_after=settings.lock_after,
    )
    if not os.environ.get("COACHTUI_DEBUG"):
        # Textual's report of a fault prints the values of variables, and these may be a client's words.
        app.error_console = Console(file=StringIO())
    app.run()
    if app.failure is not None:
        raise app.failure
    if app.return_code:
        raise ScreenFaultError
    return 0
