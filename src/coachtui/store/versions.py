"""What marks a practice file, and the schema that this coachtui reads and writes."""

from __future__ import annotations

APPLICATION_ID = 0x434F4143  # "COAC" in the file's header
REVISION = "0004"
OLDER: tuple[str, ...] = ("0001", "0002", "0003")
"""Revisions that a migration leads from, oldest first."""
TABLES_SINCE = {
    "0002": frozenset(
        {
            "engagement_template",
            "template_meeting",
            "template_grant",
            "template_goal",
            "template_goal_level",
            "template_goal_competency",
        }
    ),
    "0004": frozenset({"session_lane", "calendar_event", "calendar_match", "time_off"}),
}
"""Logged tables that came with a revision; what an older coachtui wrote has no rows of them."""
