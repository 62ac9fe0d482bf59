"""Items by pilot: the cursor stops at what can be acted on, and nothing between is skipped."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.content import Content

from coachtui.ui import themes
from coachtui.ui.widgets.items import Item, Items
from tests.ui.conftest import press, settled

PAGE = 10


class Reading(App[None]):
    """Items, far apart and longer than a page."""

    opened: tuple[str, ...] = ()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.TERMINAL_TOKENS

    def compose(self) -> ComposeResult:
        yield Items()

    def on_mount(self) -> None:
        items = self.query_one(Items)
        between = [Item(Content(f"line {number}")) for number in range(30)]
        tall = Item(Content("\n".join(f"part {number}" for number in range(15))), key="tall")
        items.set_items(
            [*between, Item(Content("first"), key="first"), tall, *between, Item(Content("last"), key="last")]
        )
        items.focus()

    def on_items_opened(self, event: Items.Opened) -> None:
        self.opened += (event.key,)


async def test_going_down_and_up_shows_every_line_and_stops_at_each_key() -> None:
    app = Reading()
    async with app.run_test(size=(40, PAGE)) as coach:
        await settled(coach)
        items = app.query_one(Items)
        for key, stops in (("j", ["first", "tall", "last"]), ("k", ["last", "tall", "first"])):
            seen: set[int] = set()
            keys: list[str] = []
            for _ in range(90):
                top = int(items.scroll_offset.y)
                seen |= set(range(top, top + PAGE))
                if items.key and (not keys or keys[-1] != items.key):
                    keys.append(items.key)
                await coach.press(key)
            assert seen >= set(range(items.virtual_size.height))
            assert keys == stops


async def test_what_is_out_of_sight_is_not_stood_on() -> None:
    app = Reading()
    async with app.run_test(size=(40, PAGE)) as coach:
        await settled(coach)
        items = app.query_one(Items)
        items.go_to("first")
        assert items.key == "first"
        await press(coach, "g")
        assert items.key == ""
        await press(coach, "G")
        assert items.key == "last"
        await coach.click(Items, offset=(3, PAGE - 1))
        assert app.opened == ("last",)
        items.set_items([Item(Content("other"), key="other"), Item(Content("last"), key="last")])
        assert items.key == "last"
