"""Demo practices to measure on, made once in a directory of their own and kept for the next run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HOME = Path(os.environ.get("COACHTUI_BENCHMARKS", Path(tempfile.gettempdir()) / f"coachtui-benchmarks-{os.getuid()}"))
NOW = "2026-11-21T07:30+00:00"
ENVIRONMENT = {"COACHTUI_HOME": str(HOME), "COACHTUI_NOW": NOW}
COACHTUI = [sys.executable, "-m", "coachtui"]


def practice(size: str) -> Path:
    """Return the demo practice of this size; making *practice* takes minutes."""
    HOME.mkdir(mode=0o700, exist_ok=True)
    path = HOME / f"{size}.coach"
    if not path.exists():
        command = [*COACHTUI, "demo", "--size", size, "--db", str(path), "--no-open"]
        subprocess.run(command, check=True, env=os.environ | ENVIRONMENT)
    return path
