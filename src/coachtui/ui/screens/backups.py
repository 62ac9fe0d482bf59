"""The backups of the practice: which there are, whether each is good, and what going back to one would change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coachtui.domain.backups import Backup, Condition, size
from coachtui.domain.words import clock, distance, exact
from coachtui.store import backups
from coachtui.store.errors import PracticeError
from coachtui.ui import marks
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, VALUE, WRONG, joined, paragraph, plain
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.rows import Column, Row, Rows

if TYPE_CHECKING:
    from coachtui.store.gateway import LongWork
    from coachtui.store.practice import Practice

COLUMNS = (
    Column("made", most=21),
    Column("", most=12, from_width=60),
    Column("why", most=40, grows=True),
    Column("size", most=9, right=True),
    Column("", most=13, from_width=76),
    Column("", most=18),
)
MARKS = {
    Condition.GOOD: (f"{marks.FINE} good", RIGHT),
    Condition.BAD: (f"{marks.NEEDS_YOU} not good", WRONG),
    Condition.LOCKED: ("other passphrase", NEEDS),
}
EMPTY = "No backup yet. n makes one; coachtui makes one by itself on every day of use."
SYNCED = "With w the newer edits of your other devices come in again; with enter they go back too."


class Chosen(NamedTuple):
    """The backup to go back to: by edits, or whole."""

    backup: Backup
    whole: bool


class BackupsDialog(Dialog[Chosen]):
    """Lists the backups; under the cursor stands what going back to that one by edits would change."""

    PLACE = Place.BACKUPS
    BINDINGS = bindings(Place.BACKUPS)
    CSS_PATH = "../styles/backups.tcss"

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self._found: dict[str, Backup] = {}
        self._conditions: dict[str, Condition] = {}
        self._told: dict[str, Content] = {}
        self._comparing: LongWork[str] | None = None

    def having(self) -> set[Need]:
        return {Need.ROW} if self._chosen() else set()

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = "Backups"
            yield Rows(COLUMNS, empty=paragraph(EMPTY, LABEL))
            yield Static(id="difference")
            yield Footer()

    def on_mount(self) -> None:
        self.query_one(Rows).focus()
        self._load()

    @work(exclusive=True, group="load")
    async def _load(self, at: str = "") -> None:
        """List the backups, then look into each, and tell what the one under the cursor would change."""
        gateway = self._desk.gateway
        try:
            found = await gateway.write(lambda practice: _listed(practice))
            self._found = {backup.name: backup for backup in found}
            self._show(at)
            self._conditions = await gateway.long(lambda practice, _: _looked_into(practice, found), aside=True)
        except PracticeError as error:
            self._tell(paragraph(str(error), WRONG))
            return
        self._show(at)
        self._compare()

    def _show(self, at: str = "") -> None:
        rows = self.query_one(Rows)
        rows.set_rows([Row(name, self._cells(backup)) for name, backup in self._found.items()], at or rows.key)
        self.refresh_bindings()

    def _cells(self, backup: Backup) -> tuple[Content, ...]:
        when = backup.made_at.astimezone(self._desk.now().tzinfo)
        condition = self._conditions.get(backup.name)
        words, tone = MARKS[condition] if condition else ("", LABEL)
        return (
            plain(f"{exact(when.date())} {clock(when)}", VALUE),
            plain(distance(when.date(), self._desk.today()), LABEL),
            plain(backup.why, VALUE),
            plain(size(backup.size), DATA),
            plain("encrypted" if backup.encrypted else "", LABEL),
            plain(words, tone),
        )

    @on(Rows.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()
        self._compare()

    @work(exclusive=True, group="compare")
    async def _compare(self) -> None:
        backup = self._chosen()
        if backup is None:
            self._tell(Content(""))
            return
        if backup.name not in self._told:
            self._tell(plain("Looking what would change …", LABEL))
            if self._comparing is not None:
                self._comparing.stop()
            self._comparing = self._desk.gateway.long(lambda practice, _: _would(practice, backup), aside=True)
            try:
                words = await self._comparing
            except PracticeError as error:
                self._told[backup.name] = paragraph(str(error), WRONG)
            else:
                self._told[backup.name] = joined(("By edits: ", LABEL), (f"{words}.", VALUE))
        if self._chosen() == backup:
            synced = self._desk.standing.is_on
            told = self._told[backup.name]
            self._tell(Content("\n").join([told, plain(SYNCED, NEEDS)]) if synced else told)

    def _tell(self, told: Content) -> None:
        self.query_one("#difference", Static).update(told)

    def _chosen(self) -> Backup | None:
        rows = self.query(Rows)
        return self._found.get(rows.first().key or "") if rows else None

    @on(Rows.Opened)
    def action_by_edits(self) -> None:
        self._choose(whole=False)

    def action_whole(self) -> None:
        self._choose(whole=True)

    def _choose(self, *, whole: bool) -> None:
        backup = self._chosen()
        if backup is not None:
            self.dismiss(Chosen(backup, whole))

    @work(exclusive=True, group="make")
    async def action_make(self) -> None:
        """Make a backup, and stand on it."""
        try:
            made = await self._desk.gateway.long(
                lambda practice, _: backups.make(
                    practice.db, practice.path, practice.paths.backups, practice.clock(), "asked"
                )
            )
        except PracticeError as error:
            self._tell(paragraph(str(error), WRONG))
        else:
            self._load(made.name)


def _listed(practice: Practice) -> list[Backup]:
    """Return the backups of this practice, newest first; what was put aside is for `coachtui restore` alone."""
    found = backups.listed(practice.paths.backups, practice.path)
    own = backups.short_id(practice.db_id)
    return [backup for backup in found if backup.practice == own and backup.reason != backups.AS_IT_WAS]


def _looked_into(practice: Practice, found: list[Backup]) -> dict[str, Condition]:
    return {backup.name: backups.condition(backup, practice.db.key) for backup in found}


def _would(practice: Practice, backup: Backup) -> str:
    from coachtui.store.restore_edits import compare

    return compare(practice, backup, key=practice.db.key if backup.encrypted else None).words(would=True)
