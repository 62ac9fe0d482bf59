"""One device of the soak, as a process: it writes, undoes and syncs at random, and notes every text that it wrote.

Run by `run.py`, with a JSON object of settings.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from coachtui.domain.ids import natural_id
from coachtui.paths import Paths
from coachtui.store import drafts, errors, sync, undo
from coachtui.store.practice import Practice, open_practice

TEXTS = (
    ("session_note", "body"),
    ("session_summary", "body"),
    ("commitment", "body"),
    ("reflection", "body"),
    ("person", "role_title"),
    ("goal", "measure"),
    ("organisation", "name"),
)
SHARED_NAMES = ("Northwind", "Globex", "Initech", "Umbrella")
"""Names of organisations that more than one device comes upon: they are unique among those that are live."""


class Settings(NamedTuple):
    """How a device behaves: its clock is `ahead_s` seconds ahead; `pause_s` seconds lie between its writes."""

    name: str
    home: str
    folder: str
    ahead_s: float
    seed: int
    first: int
    writes: int
    pause_s: float
    between_rounds: int

    @property
    def paths(self) -> Paths:
        """The device's own directories."""
        home = Path(self.home)
        return Paths(home / "data", home / "config", home / "state")

    def clock(self) -> datetime:
        """The time as this device has it."""
        return datetime.now(UTC) + timedelta(seconds=self.ahead_s)

    def open(self) -> Practice:
        """Open the device's practice file."""
        return open_practice(self.paths.practice, self.paths, clock=self.clock)


class Writer:
    """Does one random thing after the other. Each text bears the device and a number, so that it is written once."""

    def __init__(self, settings: Settings, practice: Practice, journal: Callable[[dict[str, object]], None]):
        self.settings = settings
        self.practice = practice
        self.random = Random(settings.seed)
        self.journal = journal
        self.number = settings.first
        self.did: Counter[str] = Counter()
        self.ways = [
            (self.edit, 60), (self.promise, 8), (self.found, 6), (self.tag, 6), (self.untag, 2), (self.bin, 6),
            (self.restore, 3), (self.draft, 3), (self.undo, 6),
        ]  # fmt: skip

    def step(self) -> None:
        """Do one thing; what the rules refuse is no failure."""
        (way,) = self.random.choices([way for way, _ in self.ways], [weight for _, weight in self.ways])
        try:
            way()
            self.did[way.__name__] += 1
        except (errors.Refused, errors.NothingToUndo, LookupError):
            self.did["refused"] += 1

    def edit(self) -> None:
        table, column = self.random.choice(TEXTS)
        row, text = self._one(table), self._text()
        with self._written(table, row, column, text), self.practice.raw_action("edited") as db:
            db.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE id = ?', (text, row))
            if column == "name":
                db.execute("UPDATE organisation SET folded = name WHERE id = ?", (row,))

    def promise(self) -> None:
        row, text = self.practice.new_id(), self._text()
        with self._written("commitment", row, "body", text), self.practice.raw_action("promised") as db:
            db.execute(
                "INSERT INTO commitment (id, engagement_id, owner, body, made_on, state) "
                "SELECT ?, id, 'client', ?, '2026-11-21', 'open' FROM engagement LIMIT 1",
                (row, text),
            )

    def found(self) -> None:
        row = self.practice.new_id()
        name = self.random.choice(SHARED_NAMES) if self.random.random() < 0.5 else self._text()
        with self._written("organisation", row, "name", name), self.practice.raw_action("founded") as db:
            db.execute("INSERT INTO organisation (id, name, folded) VALUES (?, ?, ?)", (row, name, name))

    def tag(self) -> None:
        word = f"word {self.random.randrange(12)}"
        session = self._one("session")
        row = natural_id("theme", session, word)
        with self.practice.raw_action("tagged") as db:
            if db.execute("SELECT 1 FROM theme WHERE id = ?", (row,)).fetchone():
                db.execute("UPDATE theme SET deleted_at = NULL WHERE id = ?", (row,))
            else:
                db.execute("INSERT INTO theme (id, session_id, word) VALUES (?, ?, ?)", (row, session, word))

    def untag(self) -> None:
        row = self._one("theme")
        with self.practice.raw_action("purged a tag") as db:
            db.execute("DELETE FROM theme WHERE id = ?", (row,))

    def bin(self) -> None:
        table = self.random.choice(("commitment", "theme", "organisation", "reflection"))
        row = self._one(table, live=True)
        with self.practice.raw_action("binned") as db:
            db.execute(f"UPDATE \"{table}\" SET deleted_at = '2026-11-21T00:00:00Z' WHERE id = ?", (row,))

    def restore(self) -> None:
        table = self.random.choice(("commitment", "organisation", "reflection"))
        row = self._one(table)
        with self.practice.raw_action("restored") as db:
            db.execute(f'UPDATE "{table}" SET deleted_at = NULL WHERE id = ?', (row,))

    def draft(self) -> None:
        drafts.save(self.practice, "reflection", "", {"body": self._text()})

    def undo(self) -> None:
        undo.undo(self.practice)
        if self.random.random() < 0.3:
            undo.redo(self.practice)

    def _text(self) -> str:
        self.number += 1
        return f"{self.settings.name} {self.number} {'lorem ipsum ' * self.random.randrange(4)}".strip()

    def _one(self, table: str, *, live: bool = False) -> str:
        where = "WHERE deleted_at IS NULL" if live else ""
        rows = self.practice.db.execute(f'SELECT id FROM "{table}" {where} ORDER BY id').fetchall()
        # Mostly the same few, so that devices meet in them.
        return str(rows[min(int(self.random.expovariate(0.2)), len(rows) - 1)][0])

    def _written(self, table: str, row: str, column: str, text: str) -> _Noted:
        return _Noted(self.journal, {"table": table, "row": row, "column": column, "text": text})


class _Noted:
    """Notes a text once it is stored; a process that is killed before has promised nothing."""

    def __init__(self, journal: Callable[[dict[str, object]], None], entry: dict[str, object]):
        self._journal, self._entry = journal, entry

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._journal(self._entry)


def main() -> None:
    """Write as the settings say; the last line of the journal holds the figures."""
    settings = Settings(**json.loads(sys.argv[1]))
    figures: Counter[str] = Counter()
    with settings.open() as practice, (Path(settings.home) / "journal").open("a", encoding="utf-8") as file:

        def journal(entry: dict[str, object]) -> None:
            file.write(json.dumps(entry) + "\n")
            file.flush()

        sync.set_folder(practice, Path(settings.folder))
        writer = Writer(settings, practice, journal)
        started = time.monotonic()
        for number in range(settings.writes):
            writer.step()
            journal({"number": writer.number})
            if number % settings.between_rounds == settings.between_rounds - 1:
                figures += meet(practice)
                journal({"figures": dict(figures)})
                figures.clear()
            # What a round took is made up for, so that the writes are done in time.
            due = started + settings.pause_s * (number + writer.random.random())
            time.sleep(max(0.0, due - time.monotonic()))
    print(json.dumps(writer.did))


def meet(practice: Practice) -> Counter[str]:
    """Do a round; what a hostile service brings about is counted, and is no failure."""
    try:
        report = sync.once(practice)
    except (errors.Unreachable, errors.ReadOnlyPractice, errors.DiskFull, errors.DamagedPractice) as error:
        # The service took our temporary away, or listed what it was about to remove.
        return Counter({"rounds": 1, f"rounds that met {type(error).__name__}": 1})
    return Counter(
        {
            "rounds": 1,
            "published": int(report.published),
            "merges": len(report.merged),
            "conflicts": sum(one.conflicts for one in report.merged),
            "waited": int(report.status.state == "waiting"),
        }
    )


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        os._exit(130)
