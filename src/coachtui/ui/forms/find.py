"""A field that finds a record as it is typed, so that none is made twice."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from textual import events, on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from coachtui.domain.line import Named
from coachtui.domain.words import folded
from coachtui.ui.forms.fields import FormInput, TextField
from coachtui.ui.telling import told
from coachtui.ui.text import LABEL, VALUE, joined, marked, plain
from coachtui.ui.widgets.rows import Column, Row, Rows

NEW = "new:"
UNCHOSEN = "?"
MOST = 6

Find = Callable[[str], Awaitable[Sequence[Named]]]


class FindField(TextField):
    """Typing narrows the matches; ↓ ↑ and `enter` pick one, or "add as new" where `new` says what would be added.

    `value` is the record's id, `new:` and what was typed, `?` and what was typed while nothing is picked, or empty.
    """

    def __init__(
        self, name: str, label: str, find: Find, *, value: str = "", shown: str = "", new: str = "", hint: str = ""
    ):
        super().__init__(name, label, shown, hint)
        self._find = find
        self._new = new
        self._picked = value
        self._names: dict[str, str] = {}
        self._found_for: str | None = None
        self._taking = False

    def compose(self) -> ComposeResult:
        yield from super().compose()
        matches = Rows([Column(grows=True), Column(most=30, from_width=40)], classes="-led")
        matches.can_focus = False
        yield matches

    def control(self) -> Widget:
        return FormInput(self._first, classes="control", placeholder="type a few letters")

    @property
    def value(self) -> str:
        typed = self.query_one(FormInput).value.strip()
        if not typed:
            return ""
        return self._picked or UNCHOSEN + typed

    @property
    def kept(self) -> str:
        return f"{self._picked}\t{self.query_one(FormInput).value}"

    def give_back(self, kept: str) -> None:
        picked, _, shown = kept.partition("\t")
        super().give_back(shown)
        self._picked = picked

    def understood(self) -> Content | None:
        if self._picked.startswith(NEW):
            return plain(f"{self._new}, added when you save", LABEL)
        return super().understood()

    @property
    def hint_to_choose(self) -> str:
        """How to choose, for whoever typed and went on."""
        new = ", or press enter on “add … as new”" if self._new else ""
        return f"Type a letter and pick one from the list{new}."

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        if not self.has_class("-touched") and event.value == self._first:
            return
        self._picked = ""
        self._taking = False
        if event.value.strip():
            self._look(event.value)
        else:
            self._close()

    @on(Input.Submitted)
    def _pick(self, event: Input.Submitted) -> None:
        rows, typed = self.query_one(Rows), event.value
        if self._picked or not typed.strip():
            return
        if typed != self._found_for:
            # Enter was quicker than the list: what was typed decides, once it is found.
            event.stop()
            event.prevent_default()
            self._taking = True
            self._look(typed)
        elif self.has_class("-finding") and rows.key:
            event.stop()
            event.prevent_default()
            self._take(rows.key)

    @on(Rows.Opened)
    def _clicked(self, event: Rows.Opened) -> None:
        event.stop()
        self._take(event.key)

    def on_key(self, event: events.Key) -> None:
        if self.has_class("-finding") and event.key in ("down", "up", "ctrl+n"):
            event.stop()
            rows = self.query_one(Rows)
            rows.action_cursor_up() if event.key == "up" else rows.action_cursor_down()

    def on_descendant_blur(self) -> None:
        if self.has_class("-finding"):
            self._take_if_same()
            self._close()

    @work(exclusive=True, group="find")
    async def _look(self, typed: str) -> None:
        found: Sequence[Named] = ()
        with told(self):
            found = await self._find(typed)
        rows = [Row(one.id, (marked(one.name, typed), plain(one.detail, LABEL))) for one in found[:MOST]]
        exact = any(folded(one.name) == folded(typed.strip()) for one in found)
        if self._new and not exact:
            added = joined(("add ", LABEL), ("“" + typed.strip() + "”", VALUE), (" as new", LABEL))
            rows.append(Row(NEW, (added, Content(""))))
        self._names = {one.id: one.name for one in found}
        self.query_one(Rows).set_rows(rows, key=rows[0].key if rows else None)
        self._found_for = typed
        self.set_class(bool(rows) and self.query_one(FormInput).has_focus, "-finding")
        if self._taking and rows:
            self._taking = False
            self._take(rows[0].key)

    def _take(self, key: str) -> None:
        field = self.query_one(FormInput)
        shown = field.value.strip() if key == NEW else self._names[key]
        with self.prevent(Input.Changed):
            field.value = shown
            field.cursor_position = len(shown)
        self._picked = NEW + shown if key == NEW else key
        self._close()
        self.add_class("-touched")
        self._edited()
        self.post_message(self.Done(self))

    def _take_if_same(self) -> None:
        """Pick the record whose whole name was typed."""
        typed = folded(self.query_one(FormInput).value.strip())
        same = [key for key, name in self._names.items() if folded(name) == typed]
        if len(same) == 1 and not self._picked:
            self._picked = same[0]
            self._edited()
        elif not same and not self._names and self._new and typed and not self._picked:
            # Nothing is like it, so it can only be meant as new.
            self._picked = NEW + self.query_one(FormInput).value.strip()
            self._edited()

    def _close(self) -> None:
        self.remove_class("-finding")
