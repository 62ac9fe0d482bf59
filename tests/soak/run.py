"""Lets the devices write and the service rage, then brings all to rest and looks for every text that was written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import NamedTuple

from coachtui.paths import Paths, private_directory
from coachtui.store import doctor, sync
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice, create
from coachtui.store.schema import logged_columns
from tests.soak.service import Service
from tests.soak.writer import TEXTS, Settings
from tests.store.rows import add_one_of_each

ROOT = Path(__file__).parents[2]
DEVICES = (("laptop", 0.0), ("desktop", 3600.0), ("studio", -3600.0))
SETTLING_ROUNDS = 12


class Soaked(NamedTuple):
    """What a soak came to; `faults` is empty when all is well."""

    figures: Counter[str]
    faults: list[str]


def soak(
    directory: Path, *, writes: int, minutes: float = 0.0, kills: int = 0, seed: int = 1, between_rounds: int = 15
) -> Soaked:
    """Let three devices write `writes` times in all, over `minutes`, killing one of them `kills` times."""
    random = Random(seed)
    first = _begin(directory / "first")
    each = -(-writes // len(DEVICES))
    settings = []
    for number, (name, ahead) in enumerate(DEVICES):
        view = directory / "views" / name
        view.mkdir(parents=True)
        one = Settings(
            name, str(directory / name), str(view), ahead, seed * 10 + number, 0, each,
            minutes * 60 / each, between_rounds,
        )  # fmt: skip
        private_directory(one.paths.data)
        one.paths.practice.write_bytes(first.read_bytes())
        settings.append(one)
    service = Service([Path(one.folder) for one in settings], random, latest=0.4 if minutes else 0.05)
    journals = {one.name: Journal(one) for one in settings}
    killed = _rage(settings, service, journals, random, kills)
    for journal in journals.values():
        journal.read_on()
    return _settled(settings, service, journals, killed)


def _begin(home: Path) -> Path:
    """Make the practice of which all devices have a copy."""
    paths = Paths(home / "data", home / "config", home / "state")
    with create(paths.practice, paths, name="Soak", coach="Ada Quist", time_zone="UTC", random=Random(1)) as practice:
        with practice.raw_action("began") as db:
            ids = add_one_of_each(practice, db)
        with practice.raw_action("planned") as db:
            for number in range(12):
                row = practice.new_id()
                db.execute(
                    "INSERT INTO session (id, engagement_id, kind, state, starts_local, time_zone, starts_utc, "
                    "minutes) VALUES (?, ?, 'coaching', 'planned', ?, 'UTC', ?, 60)",
                    (row, ids["engagement"], f"2027-01-{number + 1:02}T09:00", f"2027-01-{number + 1:02}T09:00:00Z"),
                )
                db.execute("INSERT INTO session_note (id, body) VALUES (?, 'to begin with')", (row,))
                db.execute("INSERT INTO session_summary (id, body, released) VALUES (?, 'to begin with', 0)", (row,))
    return paths.practice


def _rage(settings: list[Settings], service: Service, journals: dict[str, Journal], random: Random, kills: int) -> int:
    """Run the devices to their end, and return how often one was killed."""
    running = {one.name: (_start(one), one) for one in settings}
    whole = sum(one.writes for one in settings)
    moments = sorted(random.uniform(0.05, 0.95) * whole for _ in range(kills))
    while running:
        service.tick()
        time.sleep(0.01)
        for journal in journals.values():
            journal.read_on()
        for name, (process, _) in list(running.items()):
            if process.poll() is not None:
                if process.returncode:
                    raise RuntimeError(f"{name} failed: {process.communicate()[1].decode()}")
                del running[name]
        if running and moments and sum(journal.steps for journal in journals.values()) >= moments[0]:
            moments.pop(0)
            process, one = running[random.choice(list(running))]
            process.kill()
            process.communicate()
            journal = journals[one.name]
            journal.read_on()
            left = next(first.writes for first in settings if first.name == one.name) - journal.steps
            # A text that was stored before its number was noted must not be written again.
            again = one._replace(first=journal.last + 5, writes=max(0, left), seed=one.seed + 1000)
            running[one.name] = (_start(again), again)
    return kills - len(moments)


def _start(one: Settings) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.soak.writer", json.dumps(one._asdict())],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env=os.environ | {"COACHTUI_HOME": one.home, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
    )  # fmt: skip


class Journal:
    """What a device noted, read on as it grows."""

    def __init__(self, one: Settings):
        self._file = Path(one.home) / "journal"
        self._offset = 0
        self.steps = 0
        self.last = 0
        self.texts: list[dict[str, str]] = []
        self.figures: Counter[str] = Counter()

    def read_on(self) -> None:
        """Take in what was noted since; a line that is not whole waits."""
        if not self._file.exists():
            return
        with self._file.open("rb") as file:
            file.seek(self._offset)
            lines = file.read().split(b"\n")
        for line in lines[:-1]:
            self._offset += len(line) + 1
            entry = json.loads(line)
            if "number" in entry:
                self.steps += 1
                self.last = entry["number"]
            elif "figures" in entry:
                self.figures.update(entry["figures"])
            else:
                self.texts.append(entry)


def _settled(settings: list[Settings], service: Service, journals: dict[str, Journal], killed: int) -> Soaked:
    figures = Counter(kills=killed)
    for journal in journals.values():
        figures += journal.figures
    texts = [entry for journal in journals.values() for entry in journal.texts]
    figures["writes"] = sum(journal.steps for journal in journals.values())
    faults: list[str] = []
    practices = [one.open() for one in settings]
    try:
        for _ in range(SETTLING_ROUNDS):
            service.settle()
            reports = [sync.once(practice) for practice in practices]
            figures["merges"] += sum(len(report.merged) for report in reports)
            if all(report.nothing for report in reports):
                break
        else:
            faults.append("the devices never came to rest")
        for one, practice in zip(settings, practices, strict=True):
            status = sync.status(practice)
            if status.state != "in_step":
                faults.append(f"{one.name}: {status.words}")
            wrong = [finding.what for finding in doctor.examine(practice) if finding.level is doctor.Level.FAULT]
            faults += [f"{one.name}: {what}" for what in wrong]
            # Half a backup of a killed program is removed by a backup an hour later.
            left = (path for path in Path(one.home).rglob("*") if path.parent != one.paths.backups)
            strays = [path for path in left if path.suffix == ".part" or ".copies" in path.name]
            faults += [f"{one.name}: {path} was left" for path in strays]
        figures["texts"] = len(texts)
        figures["conflicts open at the end"] = sync.status(practices[0]).conflicts
        figures.update({f"service: {what}": count for what, count in service.did.items()})
        contents = [content(practice.db) for practice in practices]
        for one, other in zip(settings[1:], contents[1:], strict=True):
            for table in contents[0]:
                if other[table] != contents[0][table]:
                    faults.append(f"{one.name} and {settings[0].name} differ in {table}")
        faults += unaccounted(practices[0], texts)
    finally:
        for practice in practices:
            practice.close()
    return Soaked(figures, faults)


def content(db: Connection) -> dict[str, list[object]]:
    """Return all rows of all logged tables, those in the bin and the conflicts too."""
    return {table: db.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall() for table in logged_columns()}


def unaccounted(practice: Practice, texts: list[dict[str, str]]) -> list[str]:
    """Return every text that is neither there, nor was seen by whoever wrote over it, nor lies in a conflict."""
    db = practice.db
    present = set()
    for table, column in TEXTS:
        present |= {(table, row, column, text) for row, text in db.execute(f'SELECT id, "{column}" FROM "{table}"')}
    seen = set(
        db.execute(
            "SELECT tbl, row, col, before FROM change JOIN record ON record.n = change.record WHERE before IS NOT NULL"
        )
    )
    lost: set[tuple[str, str, str]] = set()
    for table, row, value in db.execute("SELECT table_name, row_id, lost FROM conflict WHERE json_valid(lost)"):
        held = json.loads(value)
        for one in held.values() if isinstance(held, dict) else [held]:
            lost.add((table, row, str(one)))
    return [
        f"lost: {entry}"
        for entry in texts
        if (key := (entry["table"], entry["row"], entry["column"], entry["text"])) not in present
        and key not in seen
        and (entry["table"], entry["row"], entry["text"]) not in lost
    ]
