"""The calendar that is written: each line by the letter of RFC 5545, read back by the library and by our own reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from coachtui.domain.cadence import SessionDraft, SessionKind, SessionState
from coachtui.domain.calendar_out import OffEvent, Outgoing, SessionEvent, Title
from coachtui.domain.engagement import EngagementDraft, EngagementState
from coachtui.domain.people import PersonDraft
from coachtui.domain.wall_time import ends_at, to_utc
from coachtui.exchange import calendar as incoming
from coachtui.exchange.calendar_out import calendar
from coachtui.exchange.calendar_zones_out import definition
from coachtui.store import undo
from coachtui.store.practice import Practice
from coachtui.store.reads import cadence, people
from coachtui.store.reads.calendar_out import outgoing
from coachtui.store.writes import cadence as sessions
from coachtui.store.writes import engagement as engagements
from coachtui.store.writes import people as people_writes
from coachtui.store.writes import series
from tests.conftest import NOW, THOROUGH, StandingClock

ZONES = (
    "Europe/Zurich", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu", "Europe/Dublin",
    "Africa/Casablanca", "Asia/Tehran", "Pacific/Chatham", "UTC", "Etc/GMT+5", "America/Nuuk",
)  # fmt: skip
FIRST = date(2026, 11, 21)
NAME = "Zoë, “Ćosić”; \\ [/b]\r\n" + "私" * 40


def event(**other: object) -> SessionEvent:
    """Return a session as an event."""
    values = {
        "session_id": "0" * 32, "kind": SessionKind.COACHING, "state": SessionState.PLANNED,
        "starts_local": datetime(2026, 11, 24, 9), "time_zone": "Europe/Zurich", "minutes": 60, "binned": False,
        "code": "P-0001", "client": "Dana Okafor", "created_at": NOW, "changed_at": NOW + timedelta(seconds=0.7),
        "changes": 3,
    }  # fmt: skip
    return SessionEvent(**(values | other))  # type: ignore[arg-type]  # by name


def checked(content: bytes) -> list[str]:
    """Check a calendar line by line, as strict readers do, and return its lines unfolded."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    folded = content.split(b"\r\n")[:-1]
    assert all(line and len(line) <= 75 for line in folded)
    for line in folded:
        line.decode()  # no character is torn in two
    lines = content.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
    assert all(re.match(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*:", line) for line in lines)
    assert lines[0] == "BEGIN:VCALENDAR"
    for needed in "VERSION:2.0", "PRODID:-//coachtui//coachtui//EN", "METHOD:PUBLISH", "X-WR-CALNAME:coachtui":
        assert lines.count(needed) == 1
    open_: list[str] = []
    for line in lines:
        if line.startswith("BEGIN:"):
            open_.append(line[6:])
        elif line.startswith("END:"):
            assert open_.pop() == line[4:]
    defined = {line[5:] for line in lines if line.startswith("TZID:")}
    assert {found for line in lines for found in re.findall(r";TZID=([^:;]+)", line)} == defined
    for block in blocks(lines, "VEVENT"):
        names = [re.split("[:;]", line)[0] for line in block]
        for once in "UID", "DTSTAMP", "SEQUENCE", "DTSTART", "SUMMARY", "STATUS", "CLASS":
            assert names.count(once) == 1
        assert names.count("DTEND") + names.count("DURATION") == 1
        stamp = next(line for line in block if line.startswith("DTSTAMP"))
        assert re.fullmatch(r"DTSTAMP:\d{8}T\d{6}Z", stamp)
    return lines


def blocks(lines: list[str], kind: str) -> Iterator[list[str]]:
    """Yield the lines of each part of a kind, without those of parts within."""
    found: list[str] = []
    depth = 0
    for line in lines:
        if line == f"BEGIN:{kind}":
            found, depth = [], 1
        elif line == f"END:{kind}":
            yield found
            depth = 0
        elif line.startswith("BEGIN:") and depth:
            depth += 1
        elif line.startswith("END:") and depth:
            depth -= 1
        elif depth == 1:
            found.append(line)


def read_back(content: bytes) -> list[Event]:
    """Return the events as the library reads them."""
    found = Calendar.from_ical(content)
    assert found.is_broken is False if hasattr(found, "is_broken") else True
    return [one for one in found.walk("VEVENT") if isinstance(one, Event)]


def test_an_event_says_when_and_coaching_and_no_more() -> None:
    content = calendar(Outgoing((event(),)), "America/New_York")
    lines = checked(content)
    assert [line for line in lines if line[:2] in ("DT", "SU", "ST", "SE", "TR", "UI")] == [
        "DTSTART:20250330T020000", "DTSTART:20251026T030000",
        "SUMMARY:Coaching", "DTSTART;TZID=Europe/Zurich:20261124T090000", "DTEND;TZID=Europe/Zurich:20261124T100000",
        "DTSTAMP:20261121T090000Z", f"UID:{'0' * 32}@coachtui", "SEQUENCE:3", "STATUS:CONFIRMED", "TRANSP:OPAQUE",
    ]  # fmt: skip
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in lines
    assert not [word for word in ("Dana", "Okafor", "P-0001", "VALARM", "DESCRIPTION") if word in content.decode()]
    assert calendar(Outgoing((event(),)), "America/New_York") == content


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (Title.COACHING, "Coaching"),
        (Title.INITIALS, "Three-way D. O."),
        (Title.CODE, "Three-way P-0001"),
        (Title.CLIENT, "Three-way Dana Okafor"),
    ],
)
def test_the_title_reveals_what_the_setting_lets_it(title: Title, said: str) -> None:
    content = calendar(Outgoing((event(kind=SessionKind.THREE_WAY),)), "UTC", title, alarm=15)
    lines = checked(content)
    assert f"SUMMARY:{said}" in lines
    (alarm,) = blocks(lines, "VALARM")
    assert sorted(alarm) == ["ACTION:DISPLAY", f"DESCRIPTION:{said}", "TRIGGER:-PT15M"]


def test_what_took_no_place_is_cancelled_and_rings_no_bell() -> None:
    gone = [event(state=state) for state in (SessionState.CANCELLED, SessionState.RESCHEDULED)]
    content = calendar(Outgoing((*gone, event(binned=True))), "UTC", alarm=15)
    assert checked(content).count("STATUS:CANCELLED") == 3
    assert b"VALARM" not in content


def test_days_off_are_whole_days_and_say_not_what_for() -> None:
    off = OffEvent("1" * 32, date(2026, 12, 24), date(2027, 1, 2), False, NOW, NOW, 0)
    lines = checked(calendar(Outgoing((), (off,)), "UTC"))
    assert "DTSTART;VALUE=DATE:20261224" in lines
    assert "DTEND;VALUE=DATE:20270103" in lines
    assert "SUMMARY:Time off" in lines


def test_an_end_in_the_hour_that_comes_twice_is_told_by_its_length() -> None:
    twice = event(starts_local=datetime(2026, 10, 25, 2, 30), minutes=45)
    (found,) = read_back(calendar(Outgoing((twice,)), "UTC"))
    assert found.decoded("duration") == timedelta(minutes=45)


@settings(max_examples=3_000 if THOROUGH else 7)
@given(st.lists(
    st.builds(
        event,
        starts_local=st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(
            lambda wall: wall.replace(second=0, microsecond=0)
        ),
        time_zone=st.sampled_from(ZONES),
        minutes=st.integers(5, 600),
        client=st.just(NAME) | st.text(st.characters(codec="utf-8"), max_size=90).map(lambda name: "x" + name),
        kind=st.sampled_from(SessionKind),
        state=st.sampled_from(SessionState),
    ),
    max_size=4,
), st.sampled_from(Title))  # fmt: skip
def test_whatever_is_written_is_read_back_as_the_same_instants(found: list[SessionEvent], title: Title) -> None:
    content = calendar(Outgoing(tuple(one._replace(starts_local=_existing(one)) for one in found)), "UTC", title)
    checked(content)
    for one, back in zip(found, read_back(content), strict=True):
        start = back.decoded("dtstart").astimezone(UTC)
        assert start == to_utc(_existing(one), one.time_zone)
        if "dtend" in back:
            assert back.decoded("dtend").astimezone(UTC) == ends_at(_existing(one), one.time_zone, one.minutes)


def _existing(one: SessionEvent) -> datetime:
    from coachtui.domain.wall_time import existing

    return existing(one.starts_local, one.time_zone)


@pytest.mark.parametrize("zone", ZONES)
def test_a_zones_definition_tells_the_clock_of_each_month(zone: str) -> None:
    if zone == "UTC":
        return
    found = definition(zone, date(2026, 1, 1), date(2028, 12, 31)).to_tz(lookup_tzid=False)
    for month in range(36):
        wall = datetime(2026 + month // 12, month % 12 + 1, 15, 12)
        assert wall.replace(tzinfo=found).utcoffset() == wall.replace(tzinfo=ZoneInfo(zone)).utcoffset(), wall


# Out of a practice


@pytest.fixture
def engagement(practice: Practice) -> str:
    client = people_writes.add_person(practice, PersonDraft("Dana Okafor", email="dana@northwind.example"))
    draft = EngagementDraft(
        client, people.owner(practice.db).id, "Europe/Zurich", starts_on=date(2026, 9, 1), ends_on=date(2027, 2, 28)
    )
    return engagements.start(practice, draft, EngagementState.ACTIVE)


def test_the_sequence_grows_with_each_change_of_time_length_and_state(
    practice: Practice, engagement: str, clock: StandingClock
) -> None:
    draft = SessionDraft(engagement, datetime(2026, 11, 24, 9), "Europe/Zurich")
    key = sessions.plan(practice, draft)
    seen = []

    def told() -> SessionEvent:
        return next(one for one in outgoing(practice.db, FIRST).sessions if one.session_id == key)

    def told_draft(kind: SessionKind) -> SessionDraft:
        return draft._replace(starts_local=datetime(2026, 11, 24, 10), minutes=90, kind=kind)

    steps: list[Callable[[], object]] = [
        lambda: sessions.edit(practice, key, told_draft(SessionKind.COACHING)),
        lambda: sessions.edit(practice, key, told_draft(SessionKind.DEBRIEF)),
        lambda: undo.undo(practice),
        lambda: sessions.move(practice, key, draft._replace(starts_local=datetime(2026, 11, 25, 9))),
        lambda: undo.undo(practice),
        lambda: sessions.cancel(practice, key, NOW),
    ]
    seen.append(told())
    for step in steps:
        clock.forward(minutes=1)
        step()
        seen.append(told())
    # What it is called is no change of its time: that counts only when it is taken back with something else.
    assert [one.changes for one in seen] == [0, 1, 1, 1, 2, 3, 4]
    assert [one.changed_at.minute for one in seen] == [0, 1, 1, 1, 4, 5, 6]
    assert seen[-1].is_gone


def test_only_the_coachs_own_and_only_these_days(practice: Practice, engagement: str) -> None:
    for day in (20, 24, 30):
        sessions.plan(practice, SessionDraft(engagement, datetime(2026, 11, day, 9), "Europe/Zurich"))
    taken = sessions.plan(practice, SessionDraft(engagement, datetime(2026, 12, 1, 9), "Europe/Zurich"))
    with practice.raw_action("took a session from a calendar") as db:
        db.execute(
            "INSERT INTO calendar_event (id, session_id, source, uid, recurrence, sequence, digest, kept) "
            "VALUES (?, ?, 'work', 'abc', '', 0, 'd', 0)",
            (practice.new_id(), taken),
        )
        db.execute(
            "INSERT INTO time_off (id, coach_id, from_on, until_on, words) "
            "VALUES (?, ?, '2026-11-23', '2026-11-27', '')",
            (practice.new_id(), people.owner(practice.db).id),
        )
    found = outgoing(practice.db, FIRST)
    assert [one.starts_local.day for one in found.sessions] == [24, 30]
    assert found.off == ()
    wide = outgoing(practice.db, date(2026, 11, 1), date(2026, 11, 25), taken=True, time_off=True)
    assert [one.starts_local.day for one in wide.sessions] == [20, 24]
    assert [one.from_on.day for one in wide.off] == [23]
    assert [one.starts_local.day for one in outgoing(practice.db, FIRST, taken=True).sessions] == [24, 30, 1]
    assert len(outgoing(practice.db, FIRST, engagement_id=engagement).sessions) == 2
    assert outgoing(practice.db, FIRST, engagement_id="another").sessions == ()


def test_read_in_again_it_changes_nothing(
    practice: Practice, engagement: str, tmp_path: Path, clock: StandingClock
) -> None:
    draft = SessionDraft(engagement, datetime(2026, 11, 24, 9), "Europe/Zurich")
    for day in range(4):
        sessions.plan(practice, draft._replace(starts_local=draft.starts_local + timedelta(days=day)))
    ids = [one.id for one in cadence.line(practice.db, engagement)]
    file = tmp_path / "coachtui.ics"
    steps: list[Callable[[], object]] = [
        lambda: None,
        lambda: sessions.move(practice, ids[0], draft._replace(starts_local=datetime(2026, 12, 3, 14))),
        lambda: sessions.cancel(practice, ids[1], NOW),
        lambda: series.remove(practice, ids[2]),
    ]
    for step in steps:
        clock.forward(minutes=1)
        step()
        before = cadence.line(practice.db, engagement)
        file.write_bytes(calendar(outgoing(practice.db, FIRST), "Europe/Amsterdam"))
        preview = incoming.apply(practice, incoming.begin(practice, file))
        assert (preview.faults, preview.questions, preview.gone) == ((), (), ())
        assert cadence.line(practice.db, engagement) == before
    # Though a calendar knows them, by our own names, they are still ours to write.
    assert [one.is_gone for one in outgoing(practice.db, FIRST).sessions] == [True, True, True, False, False]
