"""What every screen is given: the way to the store, the paths, and the coach's own clock."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from coachtui.clock import Clock
from coachtui.paths import Paths
from coachtui.store.gateway import Gateway
from coachtui.ui.standing import Standing


class Desk:
    """Handed to each screen by its constructor; whoever tests a screen hands it another."""

    def __init__(self, gateway: Gateway, paths: Paths, clock: Clock):
        self.gateway = gateway
        self.paths = paths
        self.clock = clock
        self.zone: tzinfo | None = None
        """The owner coach's time zone; the machine's until the practice has told it."""
        self.then: datetime | None = None
        """The moment of the past that the screens show, on the coach's clock; None for the present."""
        self.standing = Standing()
        """How this device stands to the others that the practice is on."""

    def now(self) -> datetime:
        """Return the moment that the screens show, the present as a rule, aware, on the coach's clock."""
        return self.then or self.present_now()

    def present_now(self) -> datetime:
        """Return the present moment, whatever the screens show."""
        return self.clock().astimezone(self.zone)

    def today(self) -> date:
        """Return the day that the screens show, on the coach's clock."""
        return self.now().date()
