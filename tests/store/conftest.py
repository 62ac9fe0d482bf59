"""What tests of the store share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.meeting import Device, Meeting, meet


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder in which devices meet; the first of them makes it."""
    return tmp_path / "Shared"


@pytest.fixture
def device(template: Path, tmp_path: Path, folder: Path) -> Iterator[Meeting]:
    """Make a device that meets others in the folder."""
    made: list[Device] = []

    def make(name: str, *, clone: bool = False) -> Device:
        made.append(meet(template, tmp_path, name, folder, clone=clone))
        return made[-1]

    yield make
    for one in made:
        one.practice.close()
