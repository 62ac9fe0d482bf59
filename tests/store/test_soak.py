"""Three devices with their own clocks, and a hostile service between them: all equal in the end, and no text lost."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import THOROUGH
from tests.soak.run import soak


def test_a_soak(tmp_path: Path) -> None:
    soaked = (
        soak(tmp_path, writes=3_000, minutes=2, kills=10)
        if THOROUGH
        else soak(tmp_path, writes=30, kills=1, seed=3, between_rounds=5)
    )
    assert soaked.faults == []
    assert soaked.figures["merges"]
    assert soaked.figures["kills"]
