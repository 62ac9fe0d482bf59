"""The leadership topics of the demo, one module each, and all of them in one tuple."""

from __future__ import annotations

from coachtui.demo.topics import (
    board,
    conflict,
    delegating,
    deputy,
    feedback,
    inclusion,
    influence,
    innovation,
    listening,
    pressure,
    prioritising,
    reset,
    resilience,
    transition,
)
from coachtui.demo.topics.topic import SLOTS, GoalText, Topic

__all__ = ["SLOTS", "TOPICS", "TOPIC_BY_KEY", "GoalText", "Topic"]

TOPICS: tuple[Topic, ...] = (
    delegating.TOPIC,
    board.TOPIC,
    pressure.TOPIC,
    conflict.TOPIC,
    deputy.TOPIC,
    innovation.TOPIC,
    inclusion.TOPIC,
    feedback.TOPIC,
    prioritising.TOPIC,
    listening.TOPIC,
    influence.TOPIC,
    resilience.TOPIC,
    transition.TOPIC,
    reset.TOPIC,
)
TOPIC_BY_KEY: dict[str, Topic] = {topic.key: topic for topic in TOPICS}
