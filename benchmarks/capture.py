"""Reading notes after one key: 20,000 words in 3,000 lines with 60 captured items, of which one line has changed.

Three ways of the same: the reader of the cockpit, which knows all the other lines; a reader that reads everything
anew; and only handing each line over once (a loop over the lines, which no reader can be below). CPU time, medians and
95th percentiles, in turn. Run: python benchmarks/capture.py [ROUNDS]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from random import Random

from coachtui.domain.capture import Reader
from coachtui.domain.captured import Around, Goal, Person
from coachtui.domain.people import Party

SAID = "the plan was clear and she said that Priya runs it while Dana still sits in every meeting"
LINES, ITEMS = 3_000, 60
AROUND = Around(
    (Person("1", "Dana Okafor", Party.CLIENT), Person("2", "Marc Visser", Party.MANAGER)),
    (Goal("3", "Delegate outcomes", 1, 0), Goal("4", "Board presence", 2, -1)),
    date(2026, 11, 21),
)


def main() -> None:
    """Print what each way takes."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    random = Random(1)
    lines = [" ".join(random.choices(SAID.split(), k=7)) for _ in range(LINES)]
    for item in range(ITEMS):
        typed = (f"!do @dana fri send part {item}", f"#1 +1 handed over part {item}", "~letting-go", ">> Dana chose.")
        lines[item * LINES // ITEMS] = typed[item % 4]
    reader = Reader(AROUND)
    captured = reader.read(lines)
    assert len(captured.items) == ITEMS
    print(f"{sum(len(line.split()) for line in lines):,} words, {LINES:,} lines, {ITEMS} items")
    ways: dict[str, Callable[[], object]] = {
        "the reader, one line changed": lambda: reader.read(lines),
        "all read anew": lambda: Reader(AROUND).read(lines),
        "a loop over the lines": lambda: tuple([line for line in lines]),  # noqa: C416  # the loop is what is measured
    }
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for count in range(rounds):
        lines[LINES // 2] = f"!do @dana fri tell Marc what stops {count}"
        for way, run in ways.items():
            began = time.process_time()
            run()
            taken[way].append(time.process_time() - began)
    for way, seconds in taken.items():
        late = statistics.quantiles(seconds, n=20)[-1]
        print(f"{way:30} median {statistics.median(seconds) * 1e3:7.3f} ms   95th {late * 1e3:7.3f} ms")


if __name__ == "__main__":
    main()
