"""Three devices with their own clocks write into one practice for a while, over a folder of a hostile sync service.

At the end all must be equal, and every text that was ever written accounted for: it stands, was seen by whoever wrote
over it, or lies in a conflict. Run: python benchmarks/soak.py [--minutes 20] [--writes 10000] [--kills 25] [--seed 1]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.soak.run import soak


def main() -> int:
    """Print the figures, and what went wrong; return 1 if anything did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--writes", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as directory:
        soaked = soak(Path(directory), writes=given.writes, minutes=given.minutes, kills=given.kills, seed=given.seed)
    print(f"{(time.monotonic() - started) / 60:6.1f} minutes, seed {given.seed}")
    for what, count in sorted(soaked.figures.items()):
        print(f"{count:6,} {what}")
    for fault in soaked.faults[:50]:
        print(f"FAULT: {fault}")
    print("All equal, every text accounted for." if not soaked.faults else f"{len(soaked.faults)} faults.")
    return 1 if soaked.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
