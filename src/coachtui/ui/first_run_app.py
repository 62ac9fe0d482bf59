"""The application of the first start: it asks, makes the practice (or the demo), and hands over to the screens."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from textual import on, work
from textual.app import App

from coachtui.clock import Clock
from coachtui.paths import Paths
from coachtui.store.door import Door
from coachtui.store.errors import PracticeError
from coachtui.store.keys import Key, fresh
from coachtui.ui import themes
from coachtui.ui.screens.first_run import Beginnings, Founding, Questions
from coachtui.ui.start import settings_of, show
from coachtui.ui.text import LABEL, joined
from coachtui.ui.widgets.footer import Footer

ACTIONS = {"client": "new_engagement", "clients": "import_clients"}
"""What the screens begin with, by the way that was chosen."""


class Begun(NamedTuple):
    """The practice file that is there now, the action with which its screens begin, and the key of an encrypted one."""

    path: Path
    action: str = ""
    key: Key | None = None


class FirstRunApp(App[Begun]):
    """Returns what was begun, or None when the coach left: then nothing is there that wasn't before."""

    CSS_PATH = ["styles/frame.tcss", "styles/dialogs.tcss", "styles/forms.tcss", "styles/first_run.tcss"]  # noqa: RUF012  (Textual's own class variable)
    TITLE = "coachtui"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, paths: Paths, clock: Clock, path: Path, *, zone: str, theme: str = themes.DARK):
        super().__init__()
        self._paths = paths
        self._clock = clock
        self._path = path
        self._zone = zone
        if theme not in themes.TERMINAL:
            self.register_theme(themes.load(theme, paths.themes))
        self.theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.TERMINAL_TOKENS

    def on_mount(self) -> None:
        self.push_screen(Questions(self._clock, self._zone, self._path, self._paths.practice))

    def action_help_quit(self) -> None:
        self.exit()

    @on(Questions.Answered)
    def _answered(self, event: Questions.Answered) -> None:
        self.push_screen(Beginnings(event.founding))

    @on(Questions.Chosen)
    def _chosen(self, event: Questions.Chosen) -> None:
        if event.founding is None:
            self._tell("Making the demo …")
            self.make_demo()
        else:
            self._tell("Making the practice file …")
            self.make_practice(event.founding, ACTIONS.get(event.way, ""))

    @on(Footer.Pressed)
    def _hint_pressed(self, event: Footer.Pressed) -> None:
        self.simulate_key(event.key)

    @work(thread=True, exclusive=True, group="make")
    def make_practice(self, founding: Founding, action: str) -> None:
        """Make the practice file, and leave with it."""
        from coachtui.store.practice import create

        key = fresh(founding.passphrase) if founding.passphrase else None
        try:
            create(
                founding.path,
                self._paths,
                name=f"Practice of {founding.coach}",
                coach=founding.coach,
                time_zone=founding.time_zone,
                key=key,
                clock=self._clock,
            ).close()
        except PracticeError as error:
            self.call_from_thread(self._trouble, str(error))
        else:
            self.call_from_thread(self.exit, Begun(founding.path, action, key))

    @work(thread=True, exclusive=True, group="make")
    def make_demo(self) -> None:
        """Make the demo unless it is there, and leave with it."""
        from coachtui.demo.build import build

        def progress(done: int, total: int, words: str) -> None:
            self.call_from_thread(self._tell, f"The demo: {words}, {done} of {total}")

        path = self._paths.demo
        try:
            if not path.exists():
                build(path, self._paths, now=self._clock(), progress=progress)
        except PracticeError as error:
            self.call_from_thread(self._trouble, str(error))
        else:
            self.call_from_thread(self.exit, Begun(path))

    def _tell(self, words: str) -> None:
        if isinstance(self.screen, Questions | Beginnings):
            self.screen.tell(joined((words, LABEL)))

    def _trouble(self, reason: str) -> None:
        if isinstance(self.screen, Questions | Beginnings):
            self.screen.trouble(reason)


def run_first(paths: Paths, clock: Clock, path: Path) -> int:
    """Ask what a practice needs, make it, and open the screens on it; return the exit code."""
    settings, _ = settings_of(paths)
    app = FirstRunApp(paths, clock, path, zone=zone_of_machine(), theme=settings.theme)
    begun = app.run()
    if begun is None:
        return app.return_code or 0
    code = show(Door(begun.path, paths, clock, begun.key), paths, clock, begin=begun.action)
    if begun.path not in (paths.practice, paths.demo):
        sys.stderr.write(f"Your practice is at {begun.path}. `coachtui --db FILE` or COACHTUI_DB opens it again.\n")
    return code


def zone_of_machine() -> str:
    """Return the time zone of this machine; UTC if it has none that is known."""
    import tzlocal

    from coachtui.domain.drafts import known_zone

    try:
        name = tzlocal.get_localzone_name()
    except (LookupError, OSError, ValueError):
        return "UTC"
    return name if name and known_zone(name) else "UTC"
