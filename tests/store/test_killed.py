"""A program that is killed while it writes leaves the last whole action and the last draft."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from coachtui.paths import Paths
from coachtui.store import doctor, errors, undo
from coachtui.store.practice import Practice, open_practice
from tests.conftest import THOROUGH

WRITER = """
import sys
from pathlib import Path
from coachtui import paths
from coachtui.store import drafts, undo
from coachtui.store.practice import open_practice
from coachtui.store.tables.people import Organisation, Person

places = paths.find()
practice = open_practice(places.practice, places)
with practice.action("warmed up"):
    pass
print("ready", flush=True)
number = 0
while True:
    number += 1
    drafts.save(practice, "note", "", {"body": f"{number} " * 200})
    print("draft", number, flush=True)
    with practice.action(f"number {number}") as session:
        organisation = Organisation(id=practice.new_id(), name=f"{number}", folded=f"{number}")
        session.add(organisation)
        session.flush()
        for child in range(20):
            session.add(Person(id=practice.new_id(), name=f"{number} {child} " * 40, organisation_id=organisation.id))
        if number > 1:
            last = session.get(Organisation, previous)
            last.name = f"followed by {number}"
        previous = organisation.id
    print("action", number, flush=True)
    if number % 3 == 0:
        undo.undo(practice)
        undo.redo(practice)
"""


def test_kills_at_random_moments(opening: Callable[[], Practice], fresh: Path, tmp_path: Path) -> None:
    moments = Random() if THOROUGH else Random(11)
    whole = fresh.read_bytes()
    cut = 0
    for _ in range(25 if THOROUGH else 2):
        fresh.write_bytes(whole)
        output = tmp_path / "output"
        with output.open("wb") as file:
            process = subprocess.Popen([sys.executable, "-c", WRITER], stdout=file, stderr=subprocess.STDOUT)
            while b"action" not in output.read_bytes() and process.poll() is None:
                time.sleep(0.005)
            time.sleep(moments.uniform(0, 0.2))
            process.kill()
            process.wait()
        said = output.read_text().split("\n")[:-1]
        assert said[0] == "ready", said
        cut += fresh.with_name(f"{fresh.name}-journal").exists()
        drafted = max(int(line.split()[1]) for line in said if line.startswith("draft"))
        acted = max(int(line.split()[1]) for line in said if line.startswith("action"))

        with opening() as practice:
            (last,) = practice.db.execute("SELECT count(*) FROM organisation WHERE deleted_at IS NULL").fetchone()
            (binned,) = practice.db.execute("SELECT count(*) FROM organisation WHERE deleted_at IS NOT NULL").fetchone()
            assert last + binned in (acted, acted + 1), "what was said to be stored is stored"
            assert binned in (0, 1), "killed between an undo and its redo"
            counts = practice.db.execute(
                "SELECT count(*) FROM person WHERE deleted_at IS NULL GROUP BY organisation_id"
            ).fetchall()
            assert counts == [(20,)] * last, "an action is there whole or not at all"
            followed = practice.db.execute(
                "SELECT count(*) FROM organisation WHERE name LIKE 'followed by %'"
            ).fetchone()
            assert followed == (last - 1,)
            (body,) = practice.db.execute("SELECT body FROM draft").fetchone()
            assert int(body.split('"')[3].split()[0]) in (drafted, drafted + 1)
            findings = doctor.examine(practice)
            assert [finding for finding in findings if finding.level is doctor.Level.FAULT] == []
            undo.undo(practice)
            with practice.raw_action("goes on") as db:
                db.execute("UPDATE coach SET name = 'x'")
    assert not THOROUGH or cut, "some of them were in the middle of a write"


FOUNDER = """
from random import Random
from coachtui import paths
from coachtui.store import schema
from coachtui.store.practice import create
from coachtui.store.writes.practice import found
places = paths.find()
print(flush=True)
create(places.practice, places, name="P", coach="C", time_zone="UTC").close()
"""


def test_a_kill_while_a_practice_is_made_leaves_none_or_a_whole_one(paths: Paths) -> None:
    moments = Random() if THOROUGH else Random(3)
    took, found = 0.0, []
    for _ in range(25 if THOROUGH else 2):
        paths.practice.unlink(missing_ok=True)
        process = subprocess.Popen([sys.executable, "-c", FOUNDER], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        started = time.monotonic()
        if took:
            time.sleep(moments.uniform(0, took))
            process.kill()
        process.communicate()
        took = took or time.monotonic() - started
        found.append(paths.practice.exists())
        if found[-1]:
            with open_practice(paths.practice, paths) as practice:
                assert doctor.is_well(doctor.examine(practice))
        else:
            with pytest.raises(errors.NoPractice):
                open_practice(paths.practice, paths)
    assert found[0]
    assert not THOROUGH or not all(found)
