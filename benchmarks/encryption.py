"""An encrypted practice against the same one in plain, in turn: opening, reading, searching, writing, and the start.

"By passphrase" derives the key, "by key" has it from the keyring; the start is the whole program in a terminal, from
the command to today's rows, the keyring one that reads a file. Each figure is a median; the ratio is to plain.
Run: python benchmarks/encryption.py [ROUNDS [SIZE]]   (sizes: coach, lead, practice)
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from coachtui.paths import Paths
from coachtui.store import driver, keys, passphrases
from coachtui.store.keys import Key
from coachtui.store.practice import Practice, open_practice
from coachtui.store.reads import engagement as engagement_reads
from coachtui.store.reads import rollup, search, today
from practices import COACHTUI, ENVIRONMENT, practice
from terminal import Terminal

PASSPHRASE = "correct horse battery staple"
NOW = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
ROWS, READS = 20_000, 5
INSERT = "INSERT INTO organisation (id, name, folded) VALUES (?, ?, ?)"

Timed = dict[str, dict[str, list[float]]]


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    size = sys.argv[2] if len(sys.argv) > 2 else "lead"
    times: Timed = {}
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        key = keys.fresh(PASSPHRASE)
        plain, encrypted = _files(directory, practice(size), key)
        for number in range(rounds):
            for way, path, opener in (("plain", plain, None), ("by key", encrypted, key)):
                # What is written goes with the copy.
                copy = shutil.copyfile(path, directory / f"copy {way}.coach")
                _opened(copy, directory, opener).close()
                _store(times, way, copy, opener, number)
                copy.unlink()
            _measure(times, "open", "by passphrase", lambda: _opened(encrypted, directory, None).close())
        for _ in range(rounds):
            _starts(times, plain, encrypted, key)
        size_of = [path.stat().st_size for path in (plain, encrypted)]
    print(f"{'':28} {'plain':>10} {'by key':>10} {'ratio':>7} {'by passphrase':>14} {'ratio':>7}", end="")
    print(f"   ({rounds} rounds, {size}, {size_of[0] >> 20} MiB plain, {size_of[1] >> 20} MiB encrypted)")
    for what, ways in times.items():
        middle = {way: statistics.median(values) * 1000 for way, values in ways.items()}
        plain_ms, key_ms = middle["plain"], middle["by key"]
        line = f"{what:28} {plain_ms:7.1f} ms {key_ms:7.1f} ms {key_ms / plain_ms:6.2f}×"
        if "by passphrase" in middle:
            line += f" {middle['by passphrase']:11.1f} ms {middle['by passphrase'] / plain_ms:6.2f}×"
        print(line)


def _files(directory: Path, source: Path, key: Key) -> tuple[Path, Path]:
    """Return a plain copy of the practice, of the present schema, and an encrypted one."""
    plain, encrypted = directory / "plain.coach", directory / "encrypted.coach"
    with closing(driver.connect(source, read_only=True)) as db:
        db.execute("VACUUM INTO ?", (str(plain),))
    _opened(plain, directory, None).close()
    shutil.copyfile(plain, encrypted)
    passphrases.rewrite(encrypted, _paths(directory), key=None, new=key)
    _opened(encrypted, directory, key).close()
    return plain, encrypted


def _store(times: Timed, way: str, path: Path, key: Key | None, number: int) -> None:
    directory = path.parent

    def measure(what: str, job: Callable[[], object]) -> None:
        _measure(times, what, way, job)

    measure("open", lambda: _opened(path, directory, key).close())
    measure("open, and Today's rows", lambda: _today(path, directory, key))
    with _opened(path, directory, key) as opened:
        db = opened.db
        measure("check every page", lambda: db.execute("PRAGMA quick_check").fetchall())
        for what, read in (
            ("Today", lambda: today.today(db, NOW)),
            ("engagements", lambda: engagement_reads.cards(db, NOW)),
            ("rollup", lambda: rollup.rollup(db, NOW)),
            ("search, a common word", lambda: search.search(db, "team")),
        ):
            read()  # once, so that what is measured is in memory
            for _ in range(READS):
                measure(what, read)
        measure(f"insert {ROWS:,}, bulk", lambda: _insert(opened, number, ROWS))
        for row in range(20):
            _measure(times, "one row, committed", way, lambda row=row: _insert(opened, -row - 1, 1))
        copy = directory / "copy.coach"
        measure("VACUUM INTO", lambda: db.execute("VACUUM INTO ?", (str(copy),)))
        copy.unlink()


def _starts(times: Timed, plain: Path, encrypted: Path, key: Key) -> None:
    here = str(Path(__file__).parent)
    kept = {"COACHTUI_BENCHMARK_KEY": key.raw, "PYTHON_KEYRING_BACKEND": "kept_key.Kept", "PYTHONPATH": here}
    ways = {
        "plain": (plain, {}),
        "by key": (encrypted, kept),
        "by passphrase": (encrypted, {"COACHTUI_PASSPHRASE": PASSPHRASE}),
    }
    for way, (path, environment) in ways.items():
        terminal = Terminal([*COACHTUI, "--db", str(path)], environment=ENVIRONMENT | environment)
        times.setdefault("start to today's rows", {}).setdefault(way, []).append(terminal.until("unclosed"))
        terminal.close()


def _measure(times: Timed, what: str, way: str, job: Callable[[], object]) -> None:
    began = time.perf_counter()
    job()
    times.setdefault(what, {}).setdefault(way, []).append(time.perf_counter() - began)


def _opened(path: Path, directory: Path, key: Key | None) -> Practice:
    if key is None and path.name == "encrypted.coach":
        key = passphrases.key_for(path, PASSPHRASE)
    return open_practice(path, _paths(directory), key=key, clock=lambda: NOW)


def _today(path: Path, directory: Path, key: Key | None) -> None:
    with _opened(path, directory, key) as opened:
        today.today(opened.db, NOW)


def _insert(opened: Practice, number: int, rows: int) -> None:
    values = [(opened.new_id(), f"Made {number} {row}", f"made {number} {row}") for row in range(rows)]
    with opened.raw_action("made organisations") as db:
        db.executemany(INSERT, values)


def _paths(directory: Path) -> Paths:
    return Paths(directory, directory / "config", directory / "state")


if __name__ == "__main__":
    main()
