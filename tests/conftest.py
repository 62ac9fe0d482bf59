"""What every test shares: a practice file of its own, a clock that stands still, and no trace in the user's home."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from inspect import iscoroutinefunction
from itertools import count
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, settings

from coachtui import paths as places
from coachtui.paths import Paths
from coachtui.store import device, driver
from coachtui.store.practice import Practice, create, open_practice

# Programs that the tests start by the dozen would else compile every module anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Looking for garbage is a fifth of what the tests compute; it is looked for now and then, among what is new.
gc.disable()
TESTS_BETWEEN_LOOKS = 20

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
"""The moment at which every test begins, a Saturday."""

SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
settings.register_profile("ci", max_examples=10, derandomize=True, deadline=None, suppress_health_check=SLOW)
settings.register_profile("thorough", max_examples=3_000, deadline=None, suppress_health_check=SLOW, print_blob=True)
THOROUGH = os.environ.get("COACHTUI_TESTS") == "thorough"
settings.load_profile("thorough" if THOROUGH else "ci")
LONGEST = {"test_played_through.py", "test_two_homes.py", "test_readme.py", "test_killed.py"}
"""The files whose tests start programs of their own, and take many seconds each."""


def pytest_xdist_auto_num_workers() -> int:
    """One for each core, and one for when another waits: each has to read all the tests, which takes seconds."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that the workers do not wait for it at the end."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


_tests = count(1)


def pytest_runtest_setup() -> None:
    """Look for garbage once the test before is gone; what is there to stay is not looked at again."""
    if next(_tests) % TESTS_BETWEEN_LOOKS == 0:
        gc.collect()
        gc.freeze()


def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run tests that are coroutines, each in a loop of its own."""
    if not iscoroutinefunction(pyfuncitem.obj):
        return None
    names = pyfuncitem._fixtureinfo.argnames
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True


class StandingClock:
    """A clock that moves only when it is told to."""

    def __init__(self, now: datetime = NOW):
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        """Move on, by the units of `timedelta`."""
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> StandingClock:
    """A clock that stands at `NOW`."""
    return StandingClock()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh COACHTUI_HOME, and none of the user's own settings, nor their keyring."""
    for name in [name for name in os.environ if name.startswith("COACHTUI_") and name != "COACHTUI_TESTS"]:
        monkeypatch.delenv(name)
    directory = tmp_path / "home"
    monkeypatch.setenv("COACHTUI_HOME", str(directory))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return directory


@pytest.fixture
def paths(home: Path) -> Paths:
    """The directories under the fresh home."""
    return places.find()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty practice file, made once and copied for each test: making one costs ten times as much as a copy."""
    directory = tmp_path_factory.mktemp("template")
    of_its_own = Paths(directory / "data", directory / "config", directory / "state")
    create(
        of_its_own.practice,
        of_its_own,
        name="Practice of Ada Quist",
        coach="Ada Quist",
        time_zone="Europe/Amsterdam",
        clock=StandingClock(),
        random=Random(1),
    ).close()
    return of_its_own.practice


@pytest.fixture
def fresh(template: Path, paths: Paths) -> Path:
    """A closed practice file at the usual place, with its owner coach and nothing else."""
    return copy_of(template, paths.practice, paths)


def copy_of(template: Path, path: Path, paths: Paths) -> Path:
    """Copy the template to `path` and let the device take it for the original, so that the file keeps its site."""
    places.private_directory(path.parent)
    shutil.copyfile(template, path)
    path.chmod(0o600)
    stamp, site, db_id = _marks(path, template, template.stat().st_mtime_ns)
    device.remember(paths.state, db_id, path, site, stamp)
    return path


MARKS: dict[tuple[Path, int], tuple[int, int, str]] = {}


def _marks(copy: Path, template: Path, written_at: int) -> tuple[int, int, str]:
    """Return by what a device knows a file, read once for all copies of a template."""
    if (template, written_at) not in MARKS:
        db = driver.connect(copy)
        MARKS[template, written_at] = db.execute("SELECT stamp, site, practice.id FROM local, practice").fetchone()
        db.close()
    return MARKS[template, written_at]


@pytest.fixture
def opening(fresh: Path, paths: Paths, clock: StandingClock) -> Callable[[], Practice]:
    """Open the fresh practice file, as often as wanted; each has random numbers of its own."""
    seeds = count(2)
    return lambda: open_practice(fresh, paths, clock=clock, random=Random(next(seeds)))


@pytest.fixture
def practice(opening: Callable[[], Practice]) -> Iterator[Practice]:
    """A practice, open, with its owner coach and nothing else."""
    with opening() as opened:
        yield opened


def written(template: Path, directory: Path, write: Callable[[Practice], object]) -> Path:
    """Return a practice file with what `write` writes into it, to be copied for each example."""
    paths = Paths(directory / "data", directory / "config", directory / "state")
    copy_of(template, paths.practice, paths)
    with open_practice(paths.practice, paths, clock=StandingClock(), random=Random(5)) as practice:
        practice.db.execute("PRAGMA synchronous = OFF")
        write(practice)
    return paths.practice


@pytest.fixture
def another(template: Path, paths: Paths) -> Iterator[Callable[..., Practice]]:
    """Open one fresh practice after another, each in place of the one before: for examples by the dozen.

    Each is a copy of the empty one, or of a file that `written` made. Each has a clock and random numbers of its own,
    so that one example is like another, and does not wait for the disk.
    """
    directory = paths.data / "another"
    opened: list[Practice] = []

    def close() -> None:
        while opened:
            opened.pop().db.close()
            shutil.rmtree(directory)

    def open_another(of: Path = template) -> Practice:
        close()
        path = copy_of(of, directory / "practice.coach", paths)
        practice = open_practice(path, paths, clock=StandingClock(), random=Random(2))
        practice.db.execute("PRAGMA synchronous = OFF")
        opened.append(practice)
        return practice

    yield open_another
    close()
