"""The practice on other devices: the folder where they meet, how each stands, and what came in last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from coachtui.domain.words import clock, day
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.screens.frame import Frame
from coachtui.ui.showing import shown_if
from coachtui.ui.standing import Standing, summary, told
from coachtui.ui.text import DATA, LABEL, NEEDS, VALUE, WRONG, joined, paragraph, plain
from coachtui.ui.widgets.field import Field
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.sheet import BLANK, Entry, Sheet

KIND = 10
"""Cells for what became of a record that came in."""
FIRST = 8
"""How many of the records that came in are told one by one."""

OFF = (
    "This practice is on this device alone. Name a folder that reaches your other devices too: of Dropbox, iCloud, "
    "OneDrive, Nextcloud or Syncthing, on a share or a stick. Each device puts a whole copy of the practice there and "
    "takes in what the others put; the file that you work in stays here. Or in a terminal: coachtui sync FOLDER."
)
HOW_TO_JOIN = "On another device begin with: coachtui join FOLDER"
ASKED = "The passphrase of the other device's file"
HINT = "The folder, as in ~/Dropbox; empty: off."


class SyncDialog(Dialog[None]):
    """Shows how things stand and follows them; the app exchanges, at its own times or when asked here."""

    PLACE = Place.SYNC
    BINDINGS = bindings(Place.SYNC)
    CSS_PATH = "../styles/sync.tcss"

    @dataclass
    class Now(Message):
        """An exchange is wanted at once."""

    @dataclass
    class Folder(Message):
        """The devices are to meet in this folder; in none when it is empty."""

        folder: str
        dialog: SyncDialog

    @dataclass
    class Passphrase(Message):
        """What may open the file that has another passphrase than ours."""

        passphrase: str
        dialog: SyncDialog

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self._standing = desk.standing
        self._asked = "#folder"

    def having(self) -> set[Need]:
        status = self._standing.status
        there = {
            Need.FOLDER: self._standing.is_on,
            Need.CONFLICT: bool(status and status.conflicts),
            Need.OTHER_KEY: bool(status and status.state == "other_key"),
        }
        return {need for need, is_there in there.items() if is_there}

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = "Other devices"
            yield Sheet(airy=True)
            yield shown_if(False, Field(placeholder=HINT, id="folder"))
            yield shown_if(False, Field(placeholder=ASKED, password=True, id="passphrase"))
            yield shown_if(False, Static(id="refused"))
            yield Footer()

    def on_mount(self) -> None:
        self.stand(self._standing)
        self.query_one(Sheet).focus()

    def stand(self, standing: Standing) -> None:
        self._standing = standing
        self.query_one(Sheet).set_entries(list(entries(standing, self._desk.now())))
        self.refresh_bindings()

    def refuse(self, reason: str) -> None:
        """Tell why what was typed was not taken; it stays to be put right."""
        shown_if(True, self.query_one("#refused", Static)).update(paragraph(reason, WRONG))
        self._type(self._asked)

    def action_now(self) -> None:
        self.post_message(self.Now())

    def action_settle(self) -> None:
        self.app.post_message(Frame.Go(Place.MERGE_DESK))
        self.dismiss(None)

    def action_folder(self) -> None:
        status = self._standing.status
        self.query_one("#folder", Field).value = status.folder if status else ""
        self._type("#folder")

    def action_passphrase(self) -> None:
        self.query_one("#passphrase", Field).value = ""
        self._type("#passphrase")

    @on(Input.Submitted, "#folder")
    def _named(self, event: Input.Submitted) -> None:
        folder, known = event.value.strip(), self._standing.status.folder if self._standing.status else ""
        self._typed(event)
        if folder != known:
            self.post_message(self.Folder(folder, self))

    @on(Input.Submitted, "#passphrase")
    def _unlocked(self, event: Input.Submitted) -> None:
        self._typed(event)
        if event.value:
            self.post_message(self.Passphrase(event.value, self))

    def _typed(self, event: Input.Submitted) -> None:
        event.stop()
        shown_if(False, self.query_one("#refused", Static))
        self._read()

    def on_descendant_blur(self) -> None:
        if not isinstance(self.focused, Field):
            self._read()

    def _type(self, field: str) -> None:
        self._asked = field
        shown_if(True, self.query_one(field, Field)).focus()

    def _read(self) -> None:
        for field in self.query(Field):
            shown_if(False, field)
        self.query_one(Sheet).focus()


def entries(standing: Standing, now: datetime) -> Iterator[Entry]:
    """Yield how things stand: state, folder, devices, what is unfinished elsewhere, and what came in last."""
    status = standing.status
    if status is None or not standing.is_on:
        yield Entry("", paragraph(OFF, VALUE), most=12, wide=True)
        yield BLANK
        yield Entry("", joined(("f", f"bold {NEEDS}"), (" names the folder. ", LABEL), (HOW_TO_JOIN, LABEL)), wide=True)
        return
    stands = summary(standing)
    assert stands is not None
    mark, words, tone = stands
    yield Entry("stands", joined((f"{mark} {words}", tone)), most=6)
    if standing.doing:
        yield Entry("", plain(standing.doing, DATA))
    if status.ahead is not None and status.ahead_words not in words:
        yield Entry("", plain(status.ahead_words, NEEDS))
    yield Entry("folder", plain(status.folder, VALUE))
    yield Entry("published", plain(_when(status.published_at, now), VALUE))
    yield Entry("looked", plain(_when(status.collected_at, now), VALUE))
    if status.advice:
        yield Entry("", paragraph(status.advice, NEEDS), most=6)
    yield BLANK
    for number, peer in enumerate(status.peers):
        yield Entry("devices" if not number else "", _peer(peer.device, peer.published_at, peer.words, now))
    if not status.peers:
        yield Entry("devices", joined(("none yet. ", VALUE), (HOW_TO_JOIN, LABEL)))
    for number, words in enumerate(status.unfinished):
        yield Entry("unfinished" if not number else "", plain(words, NEEDS))
    yield BLANK
    yield from _came_in(standing, now)


def _peer(device: str, published_at: datetime | None, words: str, now: datetime) -> Content:
    seen = f"seen {_when(published_at, now)}" if published_at else "not seen yet"
    return joined((device, VALUE), (f"  {seen}", LABEL), (f"  {words}" if words else "", LABEL))


def _came_in(standing: Standing, now: datetime) -> Iterator[Entry]:
    if not standing.came_in:
        yield Entry("came in", plain("nothing since you opened coachtui", LABEL))
        return
    yield Entry("came in", joined((told(standing.came_in), VALUE), (f"  {_when(standing.came_at, now)}", LABEL)))
    records = [one for merged in standing.came_in for one in merged.incoming]
    for one in records[:FIRST]:
        yield Entry("", joined((f"{one.kind:<{KIND}}", LABEL), (one.what, VALUE)))
    if len(records) > FIRST:
        yield Entry("", plain(f"and {len(records) - FIRST:,} more: H tells the history of the one in hand", LABEL))
    for merged in standing.came_in:
        for note in merged.notes:
            yield Entry("", plain(note, NEEDS))


def _when(moment: datetime | None, now: datetime) -> str:
    """Return a moment as one says it: "just now", "5 min ago", "Thu 09:12"; the exact time once an hour has passed."""
    if moment is None:
        return "not yet"
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    minutes = int((now - moment).total_seconds() // 60)
    if 0 <= minutes < 60:
        return "just now" if not minutes else f"{minutes} min ago"
    own = moment.astimezone(now.tzinfo)
    return f"{day(own.date(), now.date())} {clock(own)}"
