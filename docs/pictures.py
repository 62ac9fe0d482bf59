"""Draws the README's pictures: the real screens over the demo practice, as SVG. Run: python docs/pictures.py"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from textual.pilot import Pilot

from coachtui.demo.build import build
from coachtui.paths import Paths
from coachtui.store.gateway import Gateway
from coachtui.store.practice import open_practice
from coachtui.ui import themes
from coachtui.ui.app import CoachApp

NOW = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
HERE = Path(__file__).parent
DANA = ["o", "d", "a", "n", "enter"]
PICTURES = {
    "today": ("coach", themes.DARK, []),
    "intake": ("coach", themes.DARK, [*DANA, "2"]),
    "sessions": ("coach", themes.LIGHT, [*DANA, "4"]),
    "goals": ("coach", themes.DARK, [*DANA, "5"]),
    "rollup": ("lead", themes.LIGHT, ["7"]),
}
"""By name: the size of the demo, the theme, the keys."""


async def _settled(pilot: Pilot[int]) -> None:
    for _ in range(3):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()


async def _draw(app: CoachApp, keys: list[str], wait: Callable[[Pilot[int]], Awaitable[None]] = _settled) -> str:
    async with app.run_test(size=(120, 36)) as pilot:
        await wait(pilot)
        for key in keys:
            await pilot.press(key)
            await wait(pilot)
        return app.export_screenshot(title="coachtui")


def main() -> None:
    """Make the demo, open it, press the keys, write the pictures."""
    with tempfile.TemporaryDirectory() as directory:
        for name, (size, theme, keys) in PICTURES.items():
            root = Path(directory) / size
            paths = Paths(root / "data", root / "config", root / "state")
            if not paths.demo.exists():
                build(paths.demo, paths, size=size, seed=1, now=NOW)
            opened = partial(open_practice, paths.demo, paths, clock=lambda: NOW)
            gateway = Gateway(opened)
            gateway.start()
            app = CoachApp(gateway, paths, lambda: NOW, theme=theme)
            drawn = asyncio.run(_draw(app, keys))
            gateway.close()
            # The font is the reader's own: nothing is fetched from anywhere.
            (HERE / f"{name}.svg").write_text(re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.S))


if __name__ == "__main__":
    main()
