"""What every screen is given: the way to the store, the paths and the clock."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from coachtui.clock import Clock
from coachtui.paths import Paths
from coachtui.store.gateway import Gateway


class Desk(NamedTuple):
    """Handed to each screen by its constructor; whoever tests a screen hands it another."""

    gateway: Gateway
    paths: Paths
    clock: Clock

    def now(self) -> datetime:
        """Return the present moment, aware, in the machine's zone."""
        return self.clock().astimezone()

    def today(self) -> date:
        """Return the present day on this machine."""
        return self.now().date()
