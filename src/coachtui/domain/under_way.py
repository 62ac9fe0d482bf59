"""A session that is under way on this device, as far as every start must know of it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

FORM = "cockpit"
"""The form under which the draft of a session under way is kept; its record is the session."""


class Open(NamedTuple):
    """A session that is under way on this device: its draft waits. `saved_at` is in UTC."""

    session_id: str
    engagement_id: str
    client: str
    saved_at: datetime
