"""Draws the README's pictures: the real screens over the demo practice, as SVG. Run: python docs/pictures.py"""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from textual.pilot import Pilot

from coachtui.demo.build import build
from coachtui.paths import Paths
from coachtui.store.gateway import Gateway
from coachtui.store.merge import merge
from coachtui.store.practice import open_practice
from coachtui.ui import themes
from coachtui.ui.app import CoachApp

NOW = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
HERE = Path(__file__).parent
DANA = ["o", "d", "a", "n", "enter"]
NOTES = """\
## Reality
Priya runs the plan. Dana still sits in.
!do @dana fri tell Marc what stops
#1 +1 handed over without a review meeting
?ff @marc say early what you do not know
~letting-go
>> Dana chose to leave the plan to Priya.
"""
"""What is typed in the cockpit."""
PICTURES = {
    "today": ("coach", themes.DARK, []),
    "intake": ("coach", themes.DARK, [*DANA, "2"]),
    "sessions": ("coach", themes.LIGHT, [*DANA, "4"]),
    "cockpit": ("coach", themes.LIGHT, [*DANA, "s", *NOTES]),
    "goals": ("coach", themes.DARK, [*DANA, "5"]),
    "rollup": ("lead", themes.LIGHT, ["7"]),
    "merge_desk": ("coach", themes.DARK, ["M"]),
}
"""By name: the size of the demo, the theme, the keys."""


APART = {
    "desktop": " She will tell Marc on Monday which two of her meetings end, and why.",
    "laptop": " She will tell Marc on Tuesday, with Priya beside her, which meetings end.",
}
"""What was added to the same note on two machines, by name."""
_LATEST_NOTE = """
SELECT n.id, n.body FROM session_note n JOIN session s ON s.id = n.id JOIN engagement e ON e.id = s.engagement_id
JOIN person c ON c.id = e.client_id WHERE c.name LIKE 'Dana %' ORDER BY s.starts_utc DESC LIMIT 1
"""


def _meet(paths: Paths) -> None:
    """Let two machines write into one note, and bring them together."""
    laptop = paths.demo.with_name("laptop.coach")
    shutil.copyfile(paths.demo, laptop)
    for path, (name, words) in zip((paths.demo, laptop), APART.items(), strict=True):
        with open_practice(path, paths, clock=lambda: NOW - timedelta(hours=14)) as practice:
            practice.db.execute("UPDATE device SET name = ? WHERE site = (SELECT site FROM local)", (name,))
            note, body = practice.db.execute(_LATEST_NOTE).fetchone()
            with practice.raw_action("wrote notes") as db:
                db.execute("UPDATE session_note SET body = ? WHERE id = ?", (body.rstrip() + words, note))
    with open_practice(paths.demo, paths, clock=lambda: NOW - timedelta(hours=13)) as practice:
        merge(practice, laptop)


async def _settled(pilot: Pilot[int]) -> None:
    for _ in range(3):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()


async def _draw(app: CoachApp, keys: list[str], wait: Callable[[Pilot[int]], Awaitable[None]] = _settled) -> str:
    async with app.run_test(size=(120, 36)) as pilot:
        await wait(pilot)
        for key in keys:
            await pilot.press("enter" if key == "\n" else key)
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
            if name == "merge_desk":
                _meet(paths)
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
