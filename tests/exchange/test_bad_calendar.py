"""Calendars that are damaged, far too large, or none at all: told with their lines, and nothing half-written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.exchange import calendar, calendar_reading
from coachtui.exchange.calendar import CalendarError
from coachtui.store.practice import Practice
from tests.exchange.calendared import CALENDARS, calendar_of, content, event, starts, take_in

Another = Callable[..., Practice]


SPAN = ("DTSTART:20261201T090000Z", "DTEND:20261201T100000Z")
FAULTS = [
    (("DTSTART:20261201T090000Z", "DTEND:20261201T080000Z"), 8, "ends before it begins"),
    (("DTSTART:20261201T090000Z", "DURATION:-PT1H"), 8, "ends before it begins"),
    (("DTSTART:20261201T090000Z", "DURATION:an hour"), 8, "no length"),
    (("DTSTART;TZID=Mars/Olympus:20261201T090000",), 7, "“Mars/Olympus”"),
    (("DTSTART:20261301T090000Z",), 7, "does not exist"),
    (("DTSTART:yesterday",), 7, "no date or time"),
    (("DTSTART:00010101T000000Z",), 7, "in the year 1"),
    (("DTEND:20261201T100000Z",), 3, "does not say when it begins"),
    ((*SPAN, "RRULE:FREQ=SECONDLY"), 9, "more than once a day"),
    ((*SPAN, "RRULE:FREQ=DAILY;BYHOUR=1,2,3"), 9, "more than once a day"),
    ((*SPAN, "RRULE:every monday"), 9, "can't be read"),
    ((*SPAN, "RRULE:FREQ=DAILY;COUNT=0"), 9, "COUNT"),
    ((*SPAN, "RRULE:FREQ=WEEKLY;BYDAY=XX"), 3, "can't be worked out"),
    ((*SPAN, "RRULE:FREQ=DAILY;BYMONTH=2,4;BYMONTHDAY=31,-31"), 9, "there are not"),
    ((*SPAN, "RRULE:FREQ=DAILY;BYYEARDAY=1;BYMONTH=6"), 9, "there are not"),
    ((*SPAN, f"RDATE:{','.join(['20261208T090000Z'] * 2001)}"), 9, "more than 2,000 times"),
    ((*SPAN, "EXDATE:never"), 9, "EXDATE"),
    ((*SPAN, "no property at all"), 9, "no property"),
    (("DTSTART;VALUE=DATE:20261201", "DTEND:20261201T100000Z"), 8, "the other way round"),
]


@pytest.mark.parametrize(("lines", "line", "words"), FAULTS, ids=[words for _, _, words in FAULTS])
def test_what_can_not_be_understood_is_told_with_its_line_and_the_rest_taken(
    ours: Practice, file: Callable[..., Path], lines: tuple[str, ...], line: int, words: str
) -> None:
    good = event("DTSTART:20261202T090000Z", uid="good@x")
    preview = take_in(ours, file(event(*lines), good))
    assert [fault.line for fault in preview.faults] == [line]
    assert words in preview.faults[0].words
    assert "2026-12-02T10:00" in starts(ours)
    # A line that is none of the event's does not cost the event.
    assert len(starts(ours)) == (2 if words == "no property" else 1)


def test_a_file_that_is_cut_off_gives_what_is_whole_and_asks_about_nothing(
    ours: Practice, file: Callable[..., Path]
) -> None:
    take_in(ours, file(*(event(f"DTSTART:2026120{n}T090000Z", uid=f"{n}@x") for n in (1, 2, 3))))
    whole = file(*(event(f"DTSTART:2026120{n}T090000Z", uid=f"{n}@x") for n in (4, 5))).read_bytes()
    cut = file()
    cut.write_bytes(whole[: whole.rindex(b"END:VEVENT")])
    preview = take_in(ours, cut)
    assert [fault.line for fault in preview.faults] == [1, 9]
    assert preview.gone == ()
    assert "not a whole calendar" in " ".join(preview.notes)
    assert starts(ours)[-1] == "2026-12-04T10:00"


@pytest.mark.parametrize("data", [b"", b"\0" * 99, b"name,email\n", b"BEGIN:VCARD\nEND:VCARD\n", b"\xff\xfe\0"])
def test_what_is_no_calendar_is_refused_in_words(ours: Practice, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "calendar.ics"
    path.write_bytes(data)
    with pytest.raises(CalendarError, match=r"calendar\.ics is no calendar"):
        calendar.begin(ours, path)
    for endless in (tmp_path, Path("/dev/zero")):
        with pytest.raises(CalendarError, match="can't be read"):
            calendar.begin(ours, endless)


def test_a_file_beyond_all_measure_is_refused_before_it_is_read(
    ours: Practice, file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_reading, "LARGEST", 100)
    with pytest.raises(CalendarError, match="larger than"):
        calendar.begin(ours, file(event("DTSTART:20261202T090000Z")))


def test_times_of_series_that_never_come_do_not_fill_the_memory(
    ours: Practice, file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_reading, "TIMES_KEPT", 2)
    time = ("DTSTART:20261202T090000Z", "RECURRENCE-ID:20261202T090000Z")
    preview = take_in(ours, file(*(event(*time, uid=f"{n}@x", title="x", who="") for n in range(9))))
    assert [fault.words for fault in preview.faults] == [
        "more than 2 times of series differ from their series; the others were not read"
    ]


def test_reading_tells_how_far_it_is_and_can_be_stopped(
    ours: Practice, file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachtui.exchange.calendar_lines.BETWEEN_REPORTS", 3)
    path, told = file(event("DTSTART:20261202T090000Z")), []

    def step(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        calendar.begin(ours, path, progress=step)
    assert told == sorted(told)
    assert {total for _, total in told} == {path.stat().st_size}


def test_utf_16_and_lines_in_different_encodings_are_read(ours: Practice, tmp_path: Path) -> None:
    path = tmp_path / "calendar.ics"
    text = calendar_of(event("DTSTART:20261202T090000Z", title="Zoë Ćosić", who="")).decode()
    path.write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))
    take_in(ours, path)
    assert starts(ours) == ["2026-12-02T10:00"]
    # A producer folds in the middle of a letter.
    raw = text.replace("20261202", "20261203").replace("UID:a@x", "UID:b@x").encode()
    letter = raw.index("ë".encode())
    path.write_bytes(raw[: letter + 1] + b"\r\n " + raw[letter + 1 :])
    take_in(ours, path)
    assert starts(ours) == ["2026-12-02T10:00", "2026-12-03T10:00"]
    path.write_bytes(raw.replace(b"20261203", b"20261204").replace(b"b@x", b"b\0c@x"))
    take_in(ours, path)
    assert starts(ours)[-1] == "2026-12-04T10:00"


REAL = {path.name: path.read_bytes() for path in sorted(CALENDARS.iterdir())}


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Return a real calendar in which pieces are missing, doubled, or replaced."""
    data = bytearray(REAL[draw(st.sampled_from(sorted(REAL)))])
    for _ in range(draw(st.integers(1, 4))):
        at, length = draw(st.integers(0, len(data))), draw(st.integers(0, 60))
        there = bytes(data[at : at + length])
        data[at : at + length] = draw(st.sampled_from([b"", there * 2, there[::-1]]) | st.binary(max_size=20))
    return bytes(data)


@given(data=damaged() | st.binary(max_size=200) | st.binary(max_size=99).map(lambda some: b"BEGIN:VCALENDAR\n" + some))
def test_any_bytes_are_read_or_refused_in_words(another: Another, told: Path, tmp_path: Path, data: bytes) -> None:
    practice = another(told)
    path = tmp_path / "any.ics"
    path.write_bytes(data)
    before = content(practice)
    try:
        coming = calendar.begin(practice, path)
    except CalendarError:
        assert content(practice) == before
        return
    preview = coming.preview()
    assert all(0 < fault.line <= data.count(b"\n") + 1 for fault in preview.faults)
    assert content(practice) == before
    calendar.apply(practice, coming)
    assert not take_in(practice, path).writes
