"""A program that is killed while it publishes leaves no half file under a real name, and the next round mends all."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

from coachtui.store import sync
from coachtui.store.practice import open_practice
from coachtui.store.sync import memory, snapshots
from tests.conftest import THOROUGH
from tests.store.meeting import meet

PUBLISHER = """
import sys
from pathlib import Path
from coachtui import paths
from coachtui.store import sync
from coachtui.store.practice import open_practice

places = paths.find()
practice = open_practice(places.practice, places)
number = 0
print("ready", flush=True)
while True:
    number += 1
    with practice.raw_action("changed") as db:
        db.execute("UPDATE coach SET email = ?", (f"{number}",))
    sync.publish(practice)
    print(number, flush=True)
"""


def test_kills_at_random_moments(template: Path, tmp_path: Path, home: Path) -> None:
    moments = Random() if THOROUGH else Random(5)
    folder = tmp_path / "Shared"
    laptop = meet(template, tmp_path, "home", folder)
    directory = laptop.directory
    assert laptop.paths.practice == home / "data" / "practice.coach"
    laptop.practice.close()
    caught = 0
    for _ in range(25 if THOROUGH else 3):
        process = subprocess.Popen([sys.executable, "-c", PUBLISHER], stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.stdout.readline()
        time.sleep(moments.uniform(0, 0.1))
        process.kill()
        process.communicate()
        names = sorted(path.name for path in directory.iterdir())
        published = [name for name in names if not name.startswith(".")]
        caught += len(names) != 1
        assert published, "the older one goes only once the new one is there"
        for name in published:
            assert snapshots.digest_of(directory / name).startswith(snapshots.digest_in(name)), "each is whole"
        with open_practice(laptop.paths.practice, laptop.paths) as practice:
            assert not sync.once(practice).elsewhere, "a killed program holds no lock"
            noted = memory.recall(practice)
            assert [path.name for path in directory.iterdir()] == [noted.published], "strays and older ones are gone"
    assert not THOROUGH or caught, "some of them were in the middle of it"
