"""An archive of a practice with a row in every table, and a way to read one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from coachtui.exchange.archive_reading import import_archive
from coachtui.exchange.archive_writing import export
from coachtui.paths import Paths
from coachtui.store import undo
from coachtui.store.practice import Practice, open_practice
from tests.conftest import StandingClock, copy_of, written
from tests.exchange.calendared import calendar_of, tell
from tests.store.rows import add_one_of_each

Reading = Callable[[Path], Practice]


def filled(practice: Practice) -> dict[str, str]:
    with practice.raw_action("filled every table") as db:
        ids = add_one_of_each(practice, db)
    with practice.raw_action("gave it another name", about=ids["engagement"]) as db:
        db.execute("UPDATE person SET name = 'Łucja' WHERE id = ?", (ids["person"],))
    undo.undo(practice)
    return ids


@pytest.fixture(scope="session")
def origin(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """A practice with a row in every table, and an archive of it beside it; made once, and not to be changed."""
    directory = tmp_path_factory.mktemp("origin")
    paths = Paths(directory / "data", directory / "config", directory / "state")
    with open_practice(copy_of(template, paths.practice, paths), paths, clock=StandingClock()) as practice:
        filled(practice)
        export(practice, directory / "archive")
        yield practice


@pytest.fixture
def archive(origin: Practice, tmp_path: Path) -> Path:
    """A copy of the archive."""
    return Path(shutil.copytree(origin.paths.data.parent / "archive", tmp_path / "archive"))


@pytest.fixture
def reading(paths: Paths, clock: StandingClock, tmp_path: Path) -> Callable[[Path], Practice]:
    """Make a practice file from an archive, and open it."""

    def read(directory: Path) -> Practice:
        target = tmp_path / "elsewhere" / "copy.coach"
        import_archive(directory, target, paths, clock=clock, random=Random(7))
        return open_practice(target, paths, clock=clock)

    return read


@pytest.fixture(scope="session")
def told(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice file with the clients, written once."""
    return written(template, tmp_path_factory.mktemp("calendared"), tell)


@pytest.fixture
def ours(another: Callable[..., Practice], told: Path) -> Practice:
    """A practice with three clients."""
    return another(told)


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Write a calendar of these events."""

    def write(*events: str, head: str = "", name: str = "work") -> Path:
        path = tmp_path / f"{name}.ics"
        path.write_bytes(calendar_of(*events, head=head))
        return path

    return write
