"""A hostile sync service: it keeps a view of one folder on each device, and brings files from one to the others.

It is late, writes half files first, renames to "conflicted copy", deletes temporaries, writes files anew while they are
read, and takes a while to delete. What it never does is to forget a file for good.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

Look = tuple[int, int]
Due = tuple[float, Callable[[], None]]


class Service:
    """The views of a folder on several devices, and what is on its way between them. Times are in seconds."""

    def __init__(self, views: list[Path], random: Random, *, latest: float):
        self.views = views
        self.random = random
        self.latest = latest
        self.did: Counter[str] = Counter()
        self._known: list[dict[str, Look]] = [{} for _ in views]
        self._due: list[Due] = []

    def tick(self) -> None:
        """Do what is due, find what the devices have written and removed, and do some harm."""
        now = time.monotonic()
        ready, self._due = [one for one in self._due if one[0] <= now], [one for one in self._due if one[0] > now]
        for _, act in ready:
            with suppress(OSError):  # what it would carry is gone
                act()
        for index in range(len(self.views)):
            self._notice(index)
        with suppress(OSError):
            self._harm()

    def settle(self) -> None:
        """Be a good service for once: bring everything that is on its way, whole, and what no device has removed."""
        self._due.clear()
        present = [self._looks(index) for index in range(len(self.views))]
        for index, known in enumerate(self._known):
            for name in known.keys() - present[index].keys():
                for view in self.views:
                    (view / name).unlink(missing_ok=True)
        for index in range(len(self.views)):
            # What was changed in a view since it was last looked at is from its own device.
            fresh = {name for name, look in self._looks(index).items() if self._known[index].get(name) != look}
            for name in fresh:
                self._bring(index, name)
        for name in {name for index in range(len(self.views)) for name in self._looks(index)}:
            # A half file is shorter than, or other than, a whole one of the same name: the names tell the content.
            sources = [index for index in range(len(self.views)) if (self.views[index] / name).exists()]
            best = max(
                sources, key=lambda index: (self._is_whole(index, name), (self.views[index] / name).stat().st_size)
            )
            self._bring(best, name)
        self._known = [self._looks(index) for index in range(len(self.views))]

    def _is_whole(self, index: int, name: str) -> bool:
        from coachtui.store.sync import snapshots

        digest = snapshots.digest_in(name.rpartition("/")[2])
        return bool(digest) and snapshots.digest_of(self.views[index] / name).startswith(digest)

    def _bring(self, source: int, name: str) -> None:
        data = (self.views[source] / name).read_bytes()
        for index, view in enumerate(self.views):
            if index != source and not ((view / name).exists() and (view / name).read_bytes() == data):
                (view / name).parent.mkdir(exist_ok=True)
                (view / name).write_bytes(data)

    def _looks(self, index: int) -> dict[str, Look]:
        looks = {}
        for path in self.views[index].rglob("*"):
            with suppress(OSError):
                if path.is_file():
                    status = path.stat()
                    looks[path.relative_to(self.views[index]).as_posix()] = (status.st_size, status.st_mtime_ns)
        return looks

    def _notice(self, source: int) -> None:
        looks, known = self._looks(source), self._known[source]
        for name in looks.keys() | known.keys():
            if looks.get(name) == known.get(name):
                continue
            for target in range(len(self.views)):
                if target != source:
                    self._later(lambda s=source, t=target, n=name: self._carry(s, t, n))  # type: ignore[misc]
        self._known[source] = looks

    def _later(self, act: Callable[[], None], least: float = 0.0) -> None:
        self._due.append((time.monotonic() + least + self.random.uniform(0, self.latest), act))

    def _carry(self, source: int, target: int, name: str) -> None:
        origin, place = self.views[source] / name, self.views[target] / name
        if not origin.exists():
            self._remove(target, name)
            return
        data = origin.read_bytes()
        way = self.random.random()
        if place.exists() and place.read_bytes() == data:
            return
        if way < 0.3:
            self.did["half"] += 1
            self._put(target, name, data[: self.random.randrange(len(data) + 1)])
            self._later(lambda: self._put(target, name, data))
        elif way < 0.4:
            self.did["zeroed"] += 1
            cut = self.random.randrange(len(data) + 1)
            self._put(target, name, data[:cut] + bytes(len(data) - cut))
            self._later(lambda: self._put(target, name, data))
        elif way < 0.55:
            self.did["renamed"] += 1
            renamed = f"{name.removesuffix('.coach')} (conflicted copy {self.did['renamed']}).coach"
            self._put(target, renamed, data)
            self._later(lambda: self._remove(target, renamed), 4 * self.latest)
        elif way < 0.65:
            self.did["doubled"] += 1
            double = f"{name.removesuffix('.coach')} ({self.did['doubled']}).coach"
            self._put(target, double, data)
            self._put(target, name, data)
            self._later(lambda: self._remove(target, double), 4 * self.latest)
        else:
            self.did["whole"] += 1
            self._put(target, name, data)

    def _put(self, target: int, name: str, data: bytes) -> None:
        place = self.views[target] / name
        place.parent.mkdir(exist_ok=True)
        if self.random.random() < 0.5:
            place.write_bytes(data)  # in place, under whoever reads it
        else:
            unfinished = place.with_name(f"~{place.name}.tmp")
            unfinished.write_bytes(data)
            unfinished.replace(place)
        status = place.stat()
        self._known[target][name] = (status.st_size, status.st_mtime_ns)

    def _remove(self, target: int, name: str) -> None:
        (self.views[target] / name).unlink(missing_ok=True)
        self._known[target].pop(name, None)

    def _harm(self) -> None:
        view = self.random.choice(self.views)
        files = [path for path in view.rglob("*") if path.is_file()]
        if not files:
            return
        chosen = self.random.choice(files)
        if chosen.name.startswith(".") and self.random.random() < 0.05:
            self.did["temporary deleted"] += 1
            chosen.unlink()
        elif self.random.random() < 0.02:
            self.did["written anew"] += 1
            chosen.write_bytes(chosen.read_bytes())
