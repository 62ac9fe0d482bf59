"""What keeps coming up: the themes of an engagement over its sessions, and what was said when they did."""

from __future__ import annotations

from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coachtui.domain.drafts import Invalid
from coachtui.domain.themes import Said, Theme, ThemeDraft, Themes
from coachtui.domain.words import day, day_and_year, distance, month_day, plural
from coachtui.store import writes
from coachtui.store.errors import PracticeError
from coachtui.store.reads import themes as reads
from coachtui.ui import marks
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.screens.frame import Frame
from coachtui.ui.showing import shown_if
from coachtui.ui.text import DATA, LABEL, NEEDS, STRONG, VALUE, WRONG, joined, paragraph, plain
from coachtui.ui.widgets.field import Field
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.rows import Column, Row, Rows

LONG, SHORT, WIDE = 36, 14, 90
"""Sessions that a timeline shows, the latest ones: in a list of `WIDE` cells, and in a narrower one."""
COLUMNS = (
    Column("theme", most=32),
    Column("sessions", most=9, right=True),
    Column("first", most=12, from_width=60),
    Column("last", most=12),
    Column("up to the latest session", most=LONG + 1, grows=True, from_width=WIDE),
    Column("up to the latest", most=SHORT + 1, grows=True, below=WIDE),
)
SESSIONS = (Column(most=15), Column(most=18), Column(most=200, grows=True))
EMPTY = (
    joined(("No theme yet.", STRONG))
    + "\n\n"
    + joined(
        ("A line ", LABEL), ("~letting-go", VALUE), (" in the notes of a session (", LABEL), ("s", f"bold {NEEDS}"),
        (" begins one) notes a theme. Here you will see which come back, since when, and what was said.", LABEL),
    )
)  # fmt: skip


class ThemesDialog(Dialog[str]):
    """Lists the themes; below stand the sessions of the one under the cursor. Returns a session to go to."""

    CSS_PATH = "../styles/themes.tcss"
    PLACE = Place.THEMES
    BINDINGS = bindings(Place.THEMES)

    def __init__(self, desk: Desk, engagement_id: str, client: str):
        super().__init__()
        self._desk = desk
        self._engagement_id = engagement_id
        self._client = client
        self._found: Themes | None = None
        self._wanted: str | None = None
        """The theme on which the cursor is put at the next reading."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = joined("Themes · ", self._client)
            yield Rows(COLUMNS, id="found", classes="-led")
            yield shown_if(False, Field(id="spelling"))
            yield shown_if(False, Static(id="spelling-told"))
            yield Rows(SESSIONS, title="Came up in", id="came-up")
            yield Footer()

    def on_mount(self) -> None:
        self.load()

    def renew(self) -> None:
        self.load()

    def having(self) -> set[Need]:
        rows = self.focused
        return {Need.ROW} if isinstance(rows, Rows) and rows.key else set()

    @property
    def chosen(self) -> Theme | None:
        """The theme under the cursor."""
        key = self.query_one("#found", Rows).key
        return next((theme for theme in self._found.themes if theme.key == key), None) if self._found and key else None

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Read the themes, and show them."""
        rows = self.query_one("#found", Rows)
        try:
            found = await self._desk.gateway.read(reads.themes, self._engagement_id)
        except PracticeError as error:
            self._found, rows.empty = None, paragraph(str(error), WRONG)
            rows.set_rows([])
        else:
            self._found, rows.empty = found, EMPTY
            today = self._desk.today()
            rows.set_rows([Row(theme.key, _cells(found, theme, today)) for theme in found.themes], self._wanted)
        self._wanted = None
        shown_if(self.chosen is not None, self.query_one("#came-up", Rows))
        self._tell()

    @on(Rows.Moved, "#found")
    def _moved(self) -> None:
        self._tell()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        sessions = self.query_one("#came-up", Rows)
        if self.focused is sessions:
            self.dismiss(sessions.key)
        else:
            sessions.focus()

    @work(exclusive=True, group="said")
    async def _tell(self) -> None:
        """Show the sessions in which the theme under the cursor came up, and what was said there."""
        theme, rows = self.chosen, self.query_one("#came-up", Rows)
        self.refresh_bindings()
        if theme is None or self._found is None:
            rows.set_rows([])
            return
        try:
            told = await self._desk.gateway.read(reads.said, self._found, theme)
        except PracticeError as error:
            rows.empty = paragraph(str(error), WRONG)
            told = []
        today = self._desk.today()
        rows.border_title = joined(theme.word, (f" came up in {plural(theme.times, 'session')}", LABEL))
        rows.set_rows([Row(one.met.session_id, _said(one, today)) for one in told])
        self.refresh_bindings()

    # Another spelling

    def action_rename(self) -> None:
        theme = self.chosen
        if theme is not None:
            field = self.query_one(Field)
            shown_if(True, field)
            shown_if(True, self.query_one("#spelling-told", Static))
            field.border_title = joined(theme.word, (" is spelt", LABEL))
            field.value = theme.word
            field.focus()

    @on(Field.Changed)
    def _spelt(self) -> None:
        self.query_one("#spelling-told", Static).update(self._would())

    @on(Field.Blurred)
    def _left(self) -> None:
        # Another window in front takes the focus too, and gives it back.
        if self.app.app_focus:
            shown_if(False, self.query_one(Field))
            shown_if(False, self.query_one("#spelling-told", Static))
            self.query_one("#found").focus()

    @on(Field.Submitted)
    @work(exclusive=True, group="rename")
    async def _rename(self) -> None:
        """Store the new spelling; what is wrong with it is told below the field."""
        theme, typed = self.chosen, " ".join(self.query_one(Field).value.split())
        if theme is None or self._found is None:
            return
        other = self._found.find(typed)
        draft = ThemeDraft(typed)
        if typed != theme.word:
            try:
                job = writes.themes.rename
                await self._desk.gateway.write(lambda practice: job(practice, self._engagement_id, theme.word, draft))
            except (Invalid, PracticeError) as error:
                self.query_one("#spelling-told", Static).update(paragraph(_reason(error), WRONG))
                return
            joins = other is not None and other.key != theme.key
            self.app.post_message(
                Frame.Wrote(f"{theme.word} is one with {typed}" if joins else f"{theme.word} is spelt {typed}")
            )
        self._wanted = ThemeDraft(typed).key
        self.query_one("#found").focus()
        self.load()

    def _would(self) -> Content:
        """Return what the spelling in the field would do."""
        theme, typed = self.chosen, self.query_one(Field).value
        if theme is None or self._found is None:
            return Content("")
        other = self._found.find(typed)
        if other is None or other.key == theme.key:
            return joined((f"In all {plural(theme.times, 'session')}; the notes stay as you wrote them.", LABEL))
        count = len({*theme.places, *other.places})
        return joined(
            (f"{marks.NEEDS_YOU} One with ", NEEDS), (other.word, STRONG),
            (f" from then on: {plural(count, 'session')}.", NEEDS),
        )  # fmt: skip


def _cells(found: Themes, theme: Theme, today: date) -> tuple[Content, ...]:
    first_on = theme.first_on
    return (
        plain(theme.word, STRONG if theme.times > 1 else VALUE),
        joined((str(theme.times), STRONG), (f" of {len(found.sessions)}", LABEL)),
        plain(month_day(first_on) if first_on.year == today.year else day_and_year(first_on), LABEL),
        plain(distance(theme.last_on, today), VALUE),
        _timeline(found, theme, LONG),
        _timeline(found, theme, SHORT),
    )


def _timeline(found: Themes, theme: Theme, most: int) -> Content:
    dots = [(marks.HELD, DATA) if came_up else (marks.WAITING, LABEL) for came_up in found.timeline(theme, most)]
    return joined(("…" if len(found.sessions) > most else "", LABEL), *dots)


def _said(one: Said, today: date) -> tuple[Content, ...]:
    return (
        plain(day(one.met.on, today), STRONG),
        plain(one.met.called, LABEL),
        plain(one.passage, VALUE) if one.passage else plain("nothing was written down", LABEL),
    )


def _reason(error: Invalid | PracticeError) -> str:
    if isinstance(error, Invalid):
        return " ".join(problem.message for problem in error.problems)
    return str(error)
