"""Assessment: where the leader is today, by competency and by the people around."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """The point of the engagement at which something is assessed or a three-way is held."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Relation(StrEnum):
    """A rater's relation to the client."""

    SELF = "self"
    MANAGER = "manager"
    PEER = "peer"
    DIRECT_REPORT = "direct_report"
    OTHER = "other"


class RoundState(StrEnum):
    """A feedback or pulse round: its anonymity threshold freezes when it opens."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
