"""From a key to its last paint: every screen, the next in hand, search, the wizard, and a long list of goals.

Run: python benchmarks/screens.py [ROUNDS [SIZE …]]   (sizes: lead, practice, goals)
"""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from coachtui.domain.goals import GoalDraft, ProgressDraft
from coachtui.domain.people import Party
from coachtui.paths import Paths
from coachtui.store.practice import open_practice
from coachtui.store.writes import goals as writes
from practices import COACHTUI, ENVIRONMENT, HOME, practice
from terminal import Terminal, spread

KEYS = {
    "1 Today": (b"1",),
    "2 Intake": (b"2",),
    "3 Alignment": (b"3",),
    "4 Sessions": (b"4",),
    "5 Goals": (b"5",),
    "7 Rollup": (b"7",),
    "e engagements": (b"e",),
    "J next in hand": (b"J",),
}
FURTHER = {
    "o + 3 letters + enter": ((b"o", b"d", b"a", b"n", b"\r"), ()),
    "/ + a letter": ((b"/", b"o"), (b"\x1b", b"\x1b")),
    "n opens the wizard": ((b"e", b"n"), (b"\x1b", b"\x1b")),
}
"""Several keys, and those that lead back; the time is that of the last of the first."""
MANY, ENTRIES = 40, 20


def goals_practice() -> Path:
    """Return a practice in which the first engagement has 40 goals with 20 entries each."""
    path = HOME / "goals.coach"
    if not path.exists():
        shutil.copyfile(practice("coach"), path)
        paths = Paths(HOME / "data", HOME / "config", HOME / "state")
        now = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
        with open_practice(path, paths, clock=lambda: now) as opened:
            (engagement_id,) = opened.db.execute(
                "SELECT e.id FROM engagement e JOIN person p ON p.id = e.client_id WHERE p.name LIKE 'Dana%'"
            ).fetchone()
            for number in range(MANY):
                goal_id = writes.add(opened, GoalDraft(engagement_id, f"Hands over matter number {number} for good"))
                writes.agree(opened, goal_id, date(2026, 9, 9))
                for entry in range(ENTRIES):
                    day = date(2026, 9, 10) + timedelta(days=3 * entry)
                    level = min(2, entry // 5 - 1)
                    writes.note(opened, ProgressDraft(goal_id, day, Party.COACH, level, evidence=f"Seen {entry}."))
    return path


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    for size in sys.argv[2:] or ["lead", "practice", "goals"]:
        path = goals_practice() if size == "goals" else practice(size)
        for columns, rows in ((120, 36), (80, 24)):
            terminal = Terminal([*COACHTUI, "--db", str(path)], size=(columns, rows), environment=ENVIRONMENT)
            terminal.until("unclosed", 600)
            terminal.settle(1.5)
            for key in (b"o", b"d", b"a", b"n", b"\r"):
                terminal.press(key, quiet=0.4)
            keys = KEYS if size != "goals" else {"1 Today": (b"1",), "5 Goals": (b"5",), "j next goal": (b"j",)}
            further = FURTHER if size != "goals" else {}
            for pressed in keys.values():
                terminal.press(pressed[0], quiet=0.8)
            times: dict[str, list[float]] = {name: [] for name in [*keys, *further]}
            for _ in range(rounds):
                for name, pressed in keys.items():
                    times[name].append(sum(terminal.press(key) for key in pressed))
                for name, (first, back) in further.items():
                    spent = [terminal.press(key) for key in first]
                    times[name].append(sum(spent) if name.startswith("o +") else spent[-1])
                    for key in back:
                        terminal.press(key)
            terminal.close()
            for name, values in times.items():
                print(f"{size:9} {columns}×{rows}  {name:22} {spread(values)}", flush=True)


if __name__ == "__main__":
    main()
