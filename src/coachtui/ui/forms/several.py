"""A field that finds several records as they are typed: those that were picked stand under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events, on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from coachtui.domain.line import Named
from coachtui.ui.forms.fields import FormInput
from coachtui.ui.forms.find import Find, FindField
from coachtui.ui.telling import told
from coachtui.ui.text import DATA, LABEL, VALUE, joined, plain
from coachtui.ui.widgets.rows import Rows


class SeveralField(FindField):
    """Letters narrow the matches (↓ shows all), `enter` takes one more, backspace in the empty field the last away.

    `value` is the ids of those picked with blanks between them, or `?` and what was typed while it is not picked.
    """

    def __init__(
        self,
        name: str,
        label: str,
        find: Find,
        *,
        chosen: Sequence[str] = (),
        names: Mapping[str, str] | None = None,
        hint: str = "",
    ):
        super().__init__(name, label, self._unpicked(find), hint=hint)
        self._all = find
        self._chosen = list(dict.fromkeys(chosen))
        self._known = dict(names or {})

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield Static(classes="several")

    def on_mount(self) -> None:
        self._list()
        self._look_names_up()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of those picked, whatever is being typed."""
        return tuple(self._chosen)

    @property
    def value(self) -> str:
        return super().value or " ".join(self._chosen)

    @property
    def kept(self) -> str:
        return "\t".join([self.query_one(FormInput).value.replace("\t", " "), *self._chosen])

    def give_back(self, kept: str) -> None:
        typed, *chosen = kept.split("\t")
        super().give_back(f"\t{typed}")
        self._chosen = chosen
        self._list()
        self._look_names_up()

    def on_key(self, event: events.Key) -> None:
        empty = not self.query_one(FormInput).value
        if event.key == "backspace" and empty and self._chosen:
            event.stop()
            self._chosen.pop()
            self._changed()
        elif event.key == "down" and empty and not self.has_class("-finding"):
            event.stop()
            event.prevent_default()
            self._look("")

    @on(Input.Submitted)
    def _pick_without_letters(self, event: Input.Submitted) -> None:
        rows = self.query_one(Rows)
        if not event.value.strip() and self.has_class("-finding") and rows.key:
            event.stop()
            event.prevent_default()
            self._take(rows.key)

    def _take(self, key: str) -> None:
        self._known[key] = self._names[key]
        self._chosen.append(key)
        with self.prevent(Input.Changed):
            self.query_one(FormInput).value = ""
        self._picked = ""
        self._close()
        self._changed()

    def _changed(self) -> None:
        self.add_class("-touched")
        self._list()
        self._edited()

    def _list(self) -> None:
        names = [plain(self._known.get(key, "…"), VALUE) for key in self._chosen]
        lines = [joined(("✓ ", DATA), name) for name in names]
        if lines:
            lines[-1] = joined(lines[-1], ("   backspace takes it away", LABEL))
        shown = self.query_one(".several", Static)
        shown.update(Content("\n").join(lines))
        shown.display = bool(lines)

    def _unpicked(self, find: Find) -> Find:
        async def search(words: str) -> Sequence[Named]:
            return [one for one in await find(words) if one.id not in self._chosen]

        return search

    @work(exclusive=True, group="names")
    async def _look_names_up(self) -> None:
        """Learn how those are called that came as ids only."""
        if set(self._chosen) <= self._known.keys():
            return
        with told(self):
            self._known |= {one.id: one.name for one in await self._all("")}
            self._list()
