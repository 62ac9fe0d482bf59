"""When it is time to publish by itself, and how far a clock is ahead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coachtui.domain.syncing import publish_due, span_words

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def ago(seconds: float | None) -> datetime | None:
    return None if seconds is None else NOW - timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("changed", "published", "in_session", "due"),
    [
        (None, None, False, False),
        (None, 3600, False, False),
        (29, None, False, False),
        (30, None, False, True),
        (30, 299, False, False),
        (30, 300, False, True),
        (3600, 299, False, False),
        (3600, 3600, True, False),
        (-60, None, False, True),
        (30, -60, False, True),
    ],
)
def test_half_a_minute_after_a_change_and_every_five_minutes_at_most(
    changed: float | None, published: float | None, in_session: bool, due: bool
) -> None:
    assert publish_due(ago(changed), ago(published), NOW, in_session) is due


@pytest.mark.parametrize(
    ("span", "words"),
    [(60, "1 min"), (59 * 60, "59 min"), (3 * 3600, "3 h"), (50 * 3600, "2 days"), (400 * 86400, "400 days")],
)
def test_a_span_is_said_as_of_a_clock(span: float, words: str) -> None:
    assert span_words(timedelta(seconds=span)) == words
