"""From the command to the first frame, and to the first frame with today's real rows, on *lead*.

The reference, run in turn with it, is a bare Textual app with Header, a 40-row DataTable and Footer (`bare.py`).
Run: python benchmarks/start.py [ROUNDS]
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from practices import COACHTUI, ENVIRONMENT, practice
from terminal import Terminal

BARE = [sys.executable, str(Path(__file__).with_name("bare.py"))]


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    ours = [*COACHTUI, "--db", str(practice("lead"))]
    cases = {
        "bare app": (BARE, "Client 1"),
        "first frame": (ours, "Needs you"),
        "today's rows": (ours, "unclosed"),
    }
    times: dict[str, list[float]] = {name: [] for name in cases}
    memory: dict[str, list[int]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, (command, marker) in cases.items():
            terminal = Terminal(command, environment=ENVIRONMENT)
            times[name].append(terminal.until(marker))
            if len(memory[name]) < 3:
                terminal.settle()
                memory[name].append(terminal.memory())
            terminal.close()
    reference, room = statistics.median(times["bare app"]), statistics.median(memory["bare app"])
    print(f"{'':14} {'median':>9} {'ratio':>7} {'memory':>9} {'ratio':>7}   ({rounds} rounds, lead, 120×36)")
    for name, values in times.items():
        middle, used = statistics.median(values), statistics.median(memory[name])
        print(
            f"{name:14} {middle * 1000:6.0f} ms {middle / reference:6.2f}× {used / 1024:5.0f} MiB {used / room:6.2f}×"
        )


if __name__ == "__main__":
    main()
