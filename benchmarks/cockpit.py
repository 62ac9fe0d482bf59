"""From a key to its paint in the cockpit, with 20,000 words and 60 captured items, beside a bare TextArea with the
same text; and the longest gap between two keys that are handled while the database answers in 500 ms.

Run: python benchmarks/cockpit.py [KEYS]
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from coachtui.domain.cockpit import FORM, Cockpit
from coachtui.domain.lanes import Clock
from coachtui.paths import Paths
from coachtui.store import drafts
from coachtui.store.practice import open_practice
from practices import COACHTUI, ENVIRONMENT, HOME, practice
from terminal import Terminal

WORDS, ITEMS = 20_000, 60
PROSE = "the plan is hers now and Dana sits in but says less than before which everybody there has seen "
CAPTURED = ("!do @dana fri call number {}", "#1 +1 seen in week {}", "?ff @peer say it early, {}", "~theme-{}")
TYPED = "she says that the plan is hers now and waits "
"""What is typed, over and over."""
BEGINS = "\r!do @dana fri "
"""How a line begins that is captured anew with each key."""
LINE = 120
"""Keys after which a new line is begun."""
BEGUN = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
SLOW_S = 0.5
EVERY_S = 0.04
"""Seconds between two keys of somebody who types fast."""
WIDE = 58
"""Cells of the cockpit's text on 120 columns; the other's is as wide."""

BARE = """
import sys
from textual.app import App
from textual.widgets import TextArea

class Bare(App):
    CSS = "TextArea {{ width: {wide}; border: round grey; }}"
    def compose(self):
        with open(sys.argv[1], encoding="utf-8") as file:
            yield TextArea(file.read())
    def on_mount(self):
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.border_title = "ready"

Bare().run()
"""
"""As little as an app with this text can be."""

SLOWLY = """
import sys, time
from coachtui.store import drafts
save = drafts.save
def slowly(*args):
    time.sleep({slow})
    save(*args)
drafts.save = slowly
from coachtui.__main__ import main
sys.exit(main(sys.argv[1:]))
"""
"""The program with a database that answers late each time it is written."""


def notes() -> str:
    """Return notes of this many words, with the lines that are captured among them and at their end."""
    random, words = Random(5), PROSE.split()
    lines: list[str] = []
    count = 0
    while count < WORDS:
        length = random.randint(4, 28)
        lines.append(" ".join(random.choice(words) for _ in range(length)))
        count += length
    for item in range(ITEMS):
        place = len(lines) * (item + 1) // (ITEMS + 1)
        lines.insert(place, CAPTURED[item % len(CAPTURED)].format(item))
    return "\n".join([*lines, ""])


def prepared(text: str) -> Path:
    """Return a practice in which the session of today with Dana is under way, with this text."""
    path = HOME / "cockpit.coach"
    path.unlink(missing_ok=True)
    path.write_bytes(practice("coach").read_bytes())
    with open_practice(path, Paths(HOME / "data", HOME / "config", HOME / "state"), clock=lambda: BEGUN) as opened:
        (session_id,) = opened.db.execute(
            "SELECT s.id FROM session s JOIN engagement e ON e.id = s.engagement_id "
            "JOIN person p ON p.id = e.client_id "
            "WHERE p.name LIKE 'Dana%' AND s.state = 'planned' AND s.kind = 'coaching' ORDER BY s.starts_utc LIMIT 1"
        ).fetchone()
        under_way = Cockpit(text, Clock.started(BEGUN), BEGUN, cursor=(text.count("\n"), 0))
        drafts.save(opened, FORM, session_id, under_way.values())
    return path


def cockpit(path: Path, *command: str) -> Terminal:
    """Return the program with the cockpit in sight."""
    terminal = Terminal([*(command or COACHTUI), "--db", str(path)], environment=ENVIRONMENT)
    terminal.until("still open", 60)
    terminal.settle(1.5)
    os.write(terminal.fd, b"s")
    terminal.until("^g end", 60)
    terminal.settle(2.5)
    return terminal


def painted(terminal: Terminal, key: str) -> float:
    """Type a key and return the seconds until the last byte of what is painted for it."""
    terminal.settle(quiet=0.03, limit=1.0)
    return terminal.press(key.encode(), quiet=0.03)


def told(name: str, values: list[float]) -> tuple[float, float]:
    """Print median and 95th percentile, and return them."""
    ordered = sorted(values)
    median, high = statistics.median(values), ordered[round(0.95 * (len(ordered) - 1))]
    print(f"{name:36} {median * 1000:6.1f} ms median {high * 1000:6.1f} ms p95   ({len(values)} keys)", flush=True)
    return median, high


def compare(what: str, ours: Terminal, theirs: Terminal, keys: list[str]) -> None:
    """Type the same keys into both by turns, so that both meet the same machine, and print how they compare."""
    times: dict[Terminal, list[float]] = {ours: [], theirs: []}
    for number, key in enumerate(TYPED + "".join(keys)):
        for terminal, values in times.items():
            spent = painted(terminal, key)
            if number >= len(TYPED):
                values.append(spent)
    ours_is, theirs_is = told(f"{what}: the cockpit", times[ours]), told(f"{what}: a bare TextArea", times[theirs])
    print(f"{f'{what}: ratio':36} {ours_is[0] / theirs_is[0]:6.2f}    median {ours_is[1] / theirs_is[1]:6.2f}    p95")


def typing(count: int) -> None:
    """Time keys in the cockpit and in the bare TextArea."""
    text = notes()
    file, program = HOME / "notes.md", HOME / "bare_notes.py"
    path = prepared(text)
    file.write_text(text, encoding="utf-8")
    program.write_text(BARE.format(wide=WIDE), encoding="utf-8")
    ours, theirs = cockpit(path), Terminal([sys.executable, str(program), str(file)])
    theirs.until("ready", 60)
    theirs.settle(2.5)
    print(f"{len(text.split()):,} words, {ITEMS} captured items")
    prose = [key for at in range(count) for key in ("\r" if at % LINE == LINE - 1 else TYPED[at % len(TYPED)])]
    compare("prose", ours, theirs, prose)
    for key in BEGINS:
        painted(ours, key)
        painted(theirs, key)
    compare("a captured line", ours, theirs, list(TYPED * 2))
    ours.close()
    theirs.close()


def gap(slow: float) -> None:
    """Type fast while each write takes long; print the longest time from a key to the next paint."""
    program = HOME / "slowly.py"
    program.write_text(SLOWLY.format(slow=slow), encoding="utf-8")
    terminal = cockpit(prepared("Notes.\n"), sys.executable, str(program))
    longest = 0.0
    began = time.perf_counter()
    for at in range(250):
        sent = time.perf_counter()
        os.write(terminal.fd, TYPED[at % len(TYPED)].encode())
        if terminal._read(3.0):
            longest = max(longest, time.perf_counter() - sent)
        while (left := began + (at + 1) * EVERY_S - time.perf_counter()) > 0:
            terminal._read(left)
    print(
        f"a write takes {slow * 1000:3.0f} ms more: longest from a key to a paint {longest * 1000:5.0f} ms", flush=True
    )
    terminal.close()


def main() -> None:
    """Print the figures."""
    typing(int(sys.argv[1]) if len(sys.argv) > 1 else 480)
    gap(0.0)
    gap(SLOW_S)


if __name__ == "__main__":
    main()
