"""Days off as they are typed, public holidays of places, and what is refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.public_holidays import Where, between, read_places
from coachtui.domain.time_off import TimeOff, TimeOffDraft, off_on, read_time_off

TODAY = date(2026, 11, 21)
"""A Saturday."""
DECEMBER = date(2026, 12, 24), date(2027, 1, 2)

READ = [
    ("24 dec - 2 jan Christmas", (*DECEMBER, "Christmas")),
    ("24 dec to 2 jan", (*DECEMBER, "")),
    ("24 dec–2 jan", (*DECEMBER, "")),
    ("2026-12-24..2027-01-02  ski  week", (*DECEMBER, "ski week")),
    ("24.12. - 2.1. Weihnachten", (*DECEMBER, "Weihnachten")),
    ("24 - 27 dec", (date(2026, 12, 24), date(2026, 12, 27), "")),
    ("24-27 dec skiing", (date(2026, 12, 24), date(2026, 12, 27), "skiing")),
    ("fri dentist", (date(2026, 11, 27), date(2026, 11, 27), "dentist")),
    ("sun", (date(2026, 11, 22), date(2026, 11, 22), "")),
    ("mon - fri course - part 2", (date(2026, 11, 23), date(2026, 11, 27), "course - part 2")),
    ("tomorrow", (date(2026, 11, 22), date(2026, 11, 22), "")),
]
REFUSED = ["", "  ", "Christmas", "may off", "24 dec -", "24 dec - soon", "27 - 24 dec", "24 dec 14:00", "- 2 jan"]


@pytest.mark.parametrize(("typed", "expected"), READ)
def test_time_off_is_read(typed: str, expected: tuple[date, date, str]) -> None:
    found = read_time_off(typed, TODAY)
    assert found == expected
    assert not found.problems()


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_time_off_is_told_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match="24 dec - 2 jan Christmas"):
        read_time_off(typed, TODAY)


@given(st.text(max_size=60))
def test_anything_typed_is_read_or_refused_in_words(typed: str) -> None:
    with suppress(ValueError):
        assert read_time_off(typed, TODAY).from_on


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (TimeOffDraft(DECEMBER[1], DECEMBER[0]), "until_on"),
        (TimeOffDraft(date(2026, 1, 1), date(2027, 1, 2)), "until_on"),
        (TimeOffDraft(date(1026, 1, 1), date(1026, 1, 2)), "from_on"),
        (TimeOffDraft(*DECEMBER, "two\nlines"), "words"),
    ],
)
def test_what_is_wrong_with_time_off(draft: TimeOffDraft, field: str) -> None:
    assert field in [problem.field for problem in draft.problems()]


def test_both_ends_belong_to_it() -> None:
    short, long = TimeOff("a", *DECEMBER), TimeOff("b", date(2026, 12, 20), date(2027, 1, 9), "skiing")
    assert off_on((short, long), DECEMBER[0]) == long, "the one that lasts longest"
    assert off_on((short,), DECEMBER[1]) == short
    assert off_on((short,), date(2027, 1, 3)) is None
    assert long.draft.said(TODAY) == "Sun 20 Dec to Sat 9 Jan 2027, skiing"
    assert (long.draft.told, short.draft.days) == (
        "Sun 20 Dec 2026 to Sat 9 Jan 2027, skiing",
        "Thu 24 Dec 2026 to Sat 2 Jan 2027",
    )


def test_public_holidays_of_several_places() -> None:
    places = read_places(" ch-zh, DE-BE ,ch-ZH")
    assert places == (Where("CH", "ZH"), Where("DE", "BE"))
    found = between(places, date(2026, 12, 24), date(2027, 1, 2))
    assert found[date(2026, 12, 25)] == "Christmas Day (CH-ZH, DE-BE)"
    assert found[date(2026, 12, 26)] == "Saint Stephen's Day (CH-ZH), Second Day of Christmas (DE-BE)"
    assert list(found) == [date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)]
    assert between((), date(2026, 12, 24), date(2027, 1, 2)) == {}
    assert read_places(" , ") == ()


@pytest.mark.parametrize(
    ("setting", "why"),
    [("Switzerland", "no country 'Switzerland'"), ("CH-XX", "CH has no part 'XX'. There are: AG"), ("CHE", "'CHE'")],
)
def test_a_place_that_nobody_knows_is_told(setting: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_places(setting)
