"""`coachtui --version` and `--help` against `python -c pass`, as whole processes, in turn.

Run: python benchmarks/commands.py [ROUNDS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from practices import COACHTUI


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "--version": [*COACHTUI, "--version"],
        "--help": [*COACHTUI, "--help"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            times[name].append(time.perf_counter() - start)
    reference = statistics.median(times["python -c pass"])
    for name, values in times.items():
        print(f"{name:16} {statistics.median(values) * 1000:6.1f} ms {statistics.median(values) / reference:5.2f}×")


if __name__ == "__main__":
    main()
