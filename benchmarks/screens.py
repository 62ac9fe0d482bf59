"""From a key to its last paint: switching screens and taking another engagement in hand, on *lead* and *practice*.

Run: python benchmarks/screens.py [ROUNDS [SIZE …]]
"""

from __future__ import annotations

import sys

from practices import COACHTUI, ENVIRONMENT, practice
from terminal import Terminal, spread

KEYS = {
    "1 Today": b"1",
    "4 Sessions": b"4",
    "e engagements": b"e",
    "J next in hand": b"J",
}


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    for size in sys.argv[2:] or ["lead", "practice"]:
        for columns, rows in ((120, 36), (80, 24)):
            terminal = Terminal([*COACHTUI, "--db", str(practice(size))], size=(columns, rows), environment=ENVIRONMENT)
            terminal.until("unclosed")
            terminal.settle(1.5)
            for key in KEYS.values():
                terminal.press(key, quiet=0.4)
            times: dict[str, list[float]] = {name: [] for name in [*KEYS, "o + 3 letters + enter"]}
            for _ in range(rounds):
                for name, key in KEYS.items():
                    times[name].append(terminal.press(key))
                spent = sum(terminal.press(key) for key in (b"o", b"d", b"a", b"n", b"\r"))
                times["o + 3 letters + enter"].append(spent)
            terminal.close()
            for name, values in times.items():
                print(f"{size:9} {columns}×{rows}  {name:22} {spread(values)}", flush=True)


if __name__ == "__main__":
    main()
