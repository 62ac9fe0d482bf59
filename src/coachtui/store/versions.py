"""What marks a practice file, and the schema that this coachtui reads and writes."""

from __future__ import annotations

APPLICATION_ID = 0x434F4143  # "COAC" in the file's header
REVISION = "0001"
OLDER: tuple[str, ...] = ()
"""Revisions that a migration leads from, oldest first."""
