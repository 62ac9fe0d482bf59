"""Choosing the colours: the screen behind shows each theme as the cursor comes to it."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from coachtui import config
from coachtui.paths import Paths
from coachtui.ui import themes
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.screens.frame import Frame
from coachtui.ui.text import LABEL, VALUE, WRONG, paragraph, plain
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.rows import Column, Row, Rows

TERMINAL_WORDS = {
    "ansi-dark": "The terminal's own colours, on dark.",
    "ansi-light": "The terminal's own colours, on light.",
}


class ThemeDialog(Dialog[None]):
    """Shows a theme when the cursor comes to it; `enter` keeps it and writes it down, `esc` goes back."""

    PLACE = Place.THEME
    BINDINGS = bindings(Place.THEME)

    def __init__(self, paths: Paths):
        super().__init__()
        self._paths = paths
        self._before = ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = "Themes"
            yield Rows([Column(most=18), Column(grows=True, most=60)])
            yield Static(id="theme-told")
            yield Footer()

    def on_mount(self) -> None:
        self._before = self.app.theme
        names, broken = themes.offered(self._paths.themes)
        rows = []
        for name in names:
            words = TERMINAL_WORDS.get(name, "")
            if name not in themes.TERMINAL:
                made, words = themes.parse(themes.files(self._paths.themes)[name])
                if name not in self.app.available_themes:
                    self.app.register_theme(made)
            rows.append(Row(name, (plain(name, VALUE), plain(words, LABEL))))
        self.query_one(Rows).set_rows(rows, self._before)
        own = paragraph(f"Your own themes lie in {self._paths.themes}.", LABEL)
        told = own if not broken else paragraph("\n".join(broken), WRONG)
        self.query_one("#theme-told", Static).update(told)
        self.query_one(Rows).focus()

    @on(Rows.Moved)
    def _preview(self) -> None:
        self.app.theme = self.query_one(Rows).key or self._before

    @on(Rows.Opened)
    def action_keep(self) -> None:
        """Keep the theme under the cursor, now and the next time."""
        self._keep(self.app.theme)

    def action_close(self) -> None:
        self.app.theme = self._before
        self.dismiss(None)

    @work(thread=True)
    def _keep(self, name: str) -> None:
        try:
            config.save_theme(self._paths.settings, name)
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            self.app.post_message(Frame.Failed(f"The theme {name} holds until you leave; it was not written: {why}"))
        else:
            self.app.post_message(Frame.Told(f"The theme is {name}, from now on."))
        self.app.call_from_thread(self.dismiss, None)
