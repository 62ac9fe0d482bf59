"""Runs a program on a pseudo-terminal and times what it paints."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import termios
import time
from pathlib import Path

ESCAPES = re.compile(
    rb"\x1b\[[0-9;:?<>=]*[a-zA-Z]|\x1b[=>()][A-Z0-9]?|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\"
)


class Terminal:
    """A child process on a pseudo-terminal of a given size."""

    def __init__(
        self, command: list[str], size: tuple[int, int] = (120, 36), environment: dict[str, str] | None = None
    ):
        self.began = time.perf_counter()
        self.output = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", **(environment or {}))
            os.execvp(command[0], command)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def until(self, marker: str, limit: float = 30.0) -> float:
        """Return the seconds from the start until `marker` was painted."""
        wanted = marker.encode()
        end = time.perf_counter() + limit
        while time.perf_counter() < end:
            if self._read(0.05) and wanted in ESCAPES.sub(b"", self.output):
                return time.perf_counter() - self.began
        raise TimeoutError(f"{marker!r} was never painted")

    def press(self, keys: bytes, quiet: float = 0.15, limit: float = 3.0) -> float:
        """Send keys; return the seconds from then to the last byte painted."""
        start = last = time.perf_counter()
        os.write(self.fd, keys)
        while (now := time.perf_counter()) - start < limit and (now - last < quiet or last == start):
            if self._read(0.01):
                last = time.perf_counter()
        return last - start

    def settle(self, quiet: float = 0.5, limit: float = 10.0) -> None:
        """Read until nothing was painted for `quiet` seconds."""
        start = last = time.perf_counter()
        while (now := time.perf_counter()) - last < quiet and now - start < limit:
            if self._read(0.05):
                last = time.perf_counter()

    def memory(self) -> int:
        """Return the resident memory of the process in KiB."""
        with Path(f"/proc/{self.pid}/status").open() as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            return False
        self.output += data
        return bool(data)


def spread(values: list[float]) -> str:
    """Return median and 95th percentile in milliseconds."""
    ordered = sorted(values)
    high = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return f"{statistics.median(values) * 1000:7.0f} ms median {high * 1000:7.0f} ms p95"
