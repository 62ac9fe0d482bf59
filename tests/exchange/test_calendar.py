"""Taking calendars in: what five producers write, what was there before, and what is never stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.cadence import SessionDraft
from coachtui.domain.calendar import StepKind
from coachtui.exchange import calendar
from coachtui.exchange import calendar_out as outgoing
from coachtui.store import undo, writes
from coachtui.store.practice import Practice
from coachtui.store.reads import calendar_out as reads
from tests.conftest import StandingClock
from tests.exchange.calendared import CALENDARS, calendar_of, content, event, sessions, starts, take_in
from tests.store.replicas import Replica, conflicts

Another = Callable[..., Practice]
ZONE = "Europe/Zurich"


PRODUCERS = {
    "google": {
        ("Dana Okafor", f"2026-{day}", ZONE, "60", kind, "planned")
        for day, kind in (
            ("09-03T09:00", "coaching"), ("09-17T09:00", "coaching"), ("10-01T09:00", "coaching"),
            ("10-30T14:00", "coaching"), ("11-12T09:00", "coaching"), ("11-26T09:00", "coaching"),
            ("11-26T16:00", "three_way middle"), ("12-10T09:00", "coaching"),
        )
    },
    "outlook": {
        ("Mei Tan", f"2026-{day}", ZONE, minutes, "coaching", "planned")
        for day, minutes in (
            ("09-02T09:00", "90"), ("09-23T09:00", "90"), ("11-04T09:00", "90"), ("11-05T17:00", "30"),
            ("12-16T09:00", "90"),
        )
    },
    "apple": {
        ("Dana Okafor", when, ZONE, "60", "coaching", "planned")
        for when in ("2026-10-07T10:00", "2026-11-04T10:00", "2026-12-03T16:00", "2027-01-06T10:00")
    },
    "thunderbird": {
        ("Zoë Ćosić", f"2026-{day}", ZONE, "75", "coaching", "planned")
        for day in ("10-23T14:00", "11-06T14:00", "11-20T14:00", "11-20T15:00", "12-18T14:00")
    },
    "nextcloud": {
        ("Mei Tan", f"2026-{day}", "America/New_York", minutes, "coaching", "planned")
        for day, minutes in (
            ("10-20T09:00", "60"), ("11-03T09:00", "60"), ("11-10T11:00", "45"), ("11-17T11:00", "45"),
            ("11-24T11:00", "45"),
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("producer", PRODUCERS)
def test_what_a_producer_writes_becomes_sessions_once_and_one_undo_takes_it_back(ours: Practice, producer: str) -> None:
    path = CALENDARS / f"{producer}.ics"
    read_before = calendar.begin(ours, path)
    preview = take_in(ours, path)
    assert preview.faults == ()
    assert set(sessions(ours)) == PRODUCERS[producer]
    assert len(sessions(ours)) == len(PRODUCERS[producer])
    assert not calendar.apply(ours, read_before).writes
    (words,) = ours.db.execute("SELECT words FROM action ORDER BY n DESC LIMIT 1").fetchone()
    assert words == f"took {len(PRODUCERS[producer])} sessions from the calendar {preview.source}"
    before = content(ours)
    again = take_in(ours, path)
    assert not again.writes
    assert content(ours) == before
    undo.undo(ours)
    assert sessions(ours) == []
    take_in(ours, path)
    assert set(sessions(ours)) == PRODUCERS[producer]


def test_what_is_nobody_s_or_takes_whole_days_is_told_and_no_word_of_it_stored(ours: Practice) -> None:
    for name in ("google", "outlook", "apple", "thunderbird"):
        preview = take_in(ours, CALENDARS / f"{name}.ics")
        left = [step.words for step in preview.steps if step.kind is StepKind.LEFT]
        assert any("whole days" in words for words in left) == (name == "apple")
    take_in(ours, CALENDARS / "thunderbird.ics", **{"Lunch with Dana": None})
    dump = "\n".join(map(str, everything(ours)))
    for word in ("dentist", "holidays", "privater", "lunch", "offsite", "invoice", "capacity plan"):
        assert word not in dump.lower()
    assert ours.db.execute("SELECT words, engagement_id FROM calendar_match").fetchall() == [("", None)]
    assert calendar.begin(ours, CALENDARS / "thunderbird.ics").preview().questions == ()


def everything(practice: Practice) -> list[tuple[object, ...]]:
    """Return every row of every table, the change log among them."""
    named = practice.db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_words%'")
    names = [name for (name,) in named]
    return [row for name in names for row in practice.db.execute(f'SELECT * FROM "{name}"')]


def test_a_calendar_that_changes_moves_shortens_and_cancels(ours: Practice, file: Callable[..., Path]) -> None:
    def at(*times: str, **more: str) -> Path:
        lines = {n: (f"DTSTART:202612{when}Z", "DURATION:PT1H") for n, when in enumerate(times)}
        return file(*(event(*found, *filter(None, (more.get(f"e{n}"),)), uid=f"{n}@x") for n, found in lines.items()))

    take_in(ours, at("01T090000", "02T090000", "03T090000"))
    preview = take_in(
        ours, at("01T130000", "02T090000", "03T090000", e1="DTEND:20261202T093000Z", e2="STATUS:CANCELLED")
    )
    assert [step.kind for step in preview.steps] == [StepKind.MOVED, StepKind.LENGTH, StepKind.CANCELLED]
    assert [(when, minutes, state) for _, when, _, minutes, _, state in sessions(ours)] == [
        ("2026-12-01T10:00", "60", "rescheduled"),
        ("2026-12-01T14:00", "60", "planned"),
        ("2026-12-02T10:00", "30", "planned"),
        ("2026-12-03T10:00", "60", "cancelled"),
    ]
    old, new = ours.db.execute(
        "SELECT moved_to_id, (SELECT id FROM session WHERE starts_local = '2026-12-01T14:00') FROM session "
        "WHERE starts_local = '2026-12-01T10:00'"
    ).fetchone()
    assert old == new
    # Older news never count.
    before = content(ours)
    stays = take_in(ours, at("04T090000", e0="SEQUENCE:0"))
    take_in(ours, at("05T090000", e0="SEQUENCE:7"))
    assert "2026-12-05T10:00" in starts(ours)
    assert take_in(ours, at("06T090000", e0="SEQUENCE:6")).count(StepKind.STAYS) == 1
    assert stays.count(StepKind.MOVED) == 1
    assert content(ours) != before


def test_what_the_coach_changed_stays_until_the_calendar_has_news(
    ours: Practice, file: Callable[..., Path], clock: StandingClock
) -> None:
    path = file(*(event(f"DTSTART:2026120{n}T090000Z", uid=f"{n}@x") for n in (1, 2)),
                event("DTSTART:20261110T090000Z", "DTEND:20261110T100000Z", uid="past@x"))  # fmt: skip
    take_in(ours, path)
    ids = {when: key for key, when in ours.db.execute("SELECT id, starts_local FROM session")}
    (engagement_id,) = ours.db.execute("SELECT DISTINCT engagement_id FROM session").fetchone()
    writes.cadence.move(
        ours, ids["2026-12-01T10:00"], SessionDraft(engagement_id, datetime(2026, 12, 8, 9), ZONE)
    )  # fmt: skip
    writes.cadence.cancel(ours, ids["2026-12-02T10:00"], clock())
    writes.cadence.hold(ours, ids["2026-11-10T10:00"], 50)
    before = content(ours)
    again = take_in(ours, path)
    assert content(ours) == before
    assert [step.words for step in again.steps if step.words] == [
        "moved here to Tue 8 Dec 2026, 09:00; it stays there",
        "cancelled here; it stays so",
    ]
    news = file(
        event("DTSTART:20261209T090000Z", uid="1@x"),
        event("DTSTART:20261210T090000Z", uid="2@x"),
        event("DTSTART:20261111T090000Z", "DTEND:20261111T100000Z", uid="past@x"),
    )
    preview = take_in(ours, news)
    assert starts(ours) == ["2026-12-09T10:00", "2026-12-10T10:00"]
    assert starts(ours, "held") == ["2026-11-10T10:00"]
    (told,) = [step.words for step in preview.steps if step.kind is StepKind.STAYS]
    assert told == "in the calendar it is on Wed 11 Nov 2026, 10:00, but it is held: it stays"


def test_what_was_planned_by_hand_is_linked_and_not_doubled(ours: Practice, file: Callable[..., Path]) -> None:
    (engagement_id,) = ours.db.execute("SELECT id FROM engagement ORDER BY code LIMIT 1").fetchone()
    plan = writes.cadence.plan
    plan(ours, SessionDraft(engagement_id, datetime(2026, 12, 1, 10), ZONE, minutes=90))
    held = plan(ours, SessionDraft(engagement_id, datetime(2026, 11, 3, 10, 10), ZONE))
    writes.cadence.hold(ours, held)
    preview = take_in(
        ours,
        file(event("DTSTART:20261201T090000Z", uid="1@x"), event("DTSTART:20261103T090000Z", uid="2@x")),
    )
    assert preview.count(StepKind.LINKED) == 2
    assert [row[1:4:2] for row in sessions(ours)] == [("2026-11-03T10:10", "60"), ("2026-12-01T10:00", "90")]
    # Our own events come back under the id of their session.
    own = plan(ours, SessionDraft(engagement_id, datetime(2026, 12, 15, 10), ZONE))
    take_in(ours, file(event("DTSTART:20261216T090000Z", "DURATION:PT30M", uid=f"{own}@coachtui", who="")))
    assert starts(ours)[-1] == "2026-12-16T10:00"
    assert len(sessions(ours)) == 3


def test_what_vanished_is_asked_and_never_cancelled_by_itself(ours: Practice, file: Callable[..., Path]) -> None:
    days = ("01", "02", "03")
    events = [event(f"DTSTART:202612{day}T090000Z", uid=f"{day}@x") for day in days]
    take_in(ours, file(*events))
    path = file(events[0])
    coming = calendar.begin(ours, path)
    preview = coming.preview()
    assert [step.starts_local.day for step in preview.gone] == [2, 3]
    assert not preview.writes
    calendar.apply(ours, coming)
    assert len(starts(ours)) == 3
    for step, keep in zip(preview.gone, (True, False), strict=True):
        coming.keep(step, keep=keep)
    calendar.apply(ours, coming)
    assert starts(ours) == ["2026-12-01T10:00", "2026-12-02T10:00"]
    assert calendar.begin(ours, path).preview().gone == ()
    # It is in the calendar again: that is news.
    take_in(ours, file(*events))
    assert starts(ours) == [f"2026-12-{day}T10:00" for day in days]
    # An invitation by mail is no calendar; nor does another calendar say anything about this one.
    for other in (file(head="METHOD:REQUEST\r\n"), file(name="home")):
        assert calendar.begin(ours, other).preview().gone == ()


def test_a_series_that_is_moved_as_a_whole_moves_its_sessions(ours: Practice, file: Callable[..., Path]) -> None:
    rule = "RRULE:FREQ=WEEKLY;COUNT=4"
    take_in(ours, file(event("DTSTART:20261201T090000Z", rule)))
    preview = take_in(ours, file(event("DTSTART:20261203T100000Z", rule)))
    assert [step.kind for step in preview.steps] == [StepKind.MOVED] * 4
    assert starts(ours) == [f"2026-12-{day}T11:00" for day in ("03", "10", "17", "24")]
    # What Google does with "this and following": another UID from there on, at the same times.
    split = (
        event("DTSTART:20261203T100000Z", "RRULE:FREQ=WEEKLY;COUNT=2"),
        event("DTSTART:20261217T100000Z", "RRULE:FREQ=WEEKLY;COUNT=2", uid="a_R20261217@x"),
    )
    preview = take_in(ours, file(*split))
    assert preview.gone == ()
    assert len(starts(ours)) == 4
    assert not take_in(ours, file(*split)).writes


def test_what_is_over_of_a_series_that_is_moved_as_a_whole_is_not_planned_again(
    ours: Practice, file: Callable[..., Path]
) -> None:
    rule = "RRULE:FREQ=WEEKLY;COUNT=4"
    take_in(ours, file(event("DTSTART:20261110T090000Z", rule)))
    first, second = ours.db.execute("SELECT id FROM session ORDER BY starts_utc LIMIT 2").fetchall()
    writes.cadence.hold(ours, first[0])
    moved = file(event("DTSTART:20261112T100000Z", rule))
    preview = take_in(ours, moved)
    kinds = [StepKind.STAYS, StepKind.MOVED, StepKind.MOVED, StepKind.MOVED]
    assert [step.kind for step in preview.steps] == kinds
    assert preview.steps[1].session_id == second[0]
    assert starts(ours, "held") == ["2026-11-10T10:00"]
    assert starts(ours) == [f"2026-{day}T11:00" for day in ("11-19", "11-26", "12-03")]
    assert not take_in(ours, moved).writes
    # A time that is still to come is never taken for one that is over.
    take_in(ours, file(event("DTSTART:20261123T090000Z", rule)))
    assert starts(ours)[:2] == ["2026-11-19T11:00", "2026-11-23T10:00"]


def test_a_cancelled_event_of_which_nothing_is_here_asks_nothing(ours: Practice, file: Callable[..., Path]) -> None:
    off = event("DTSTART:20261203T090000Z", "STATUS:CANCELLED", title="Coffee with Dana", who="")
    preview = calendar.begin(ours, file(off)).preview()
    assert (preview.questions, preview.others) == ((), 1)
    take_in(ours, file(event("DTSTART:20261203T090000Z", uid="b@x")))
    assert len(calendar.begin(ours, file(off)).preview().questions) == 1


def test_without_an_end_a_series_stops_with_the_engagement_and_that_is_said(
    ours: Practice, file: Callable[..., Path]
) -> None:
    preview = take_in(ours, file(event("DTSTART:20200106T090000Z", "RRULE:FREQ=WEEKLY")))
    assert starts(ours)[0] == "2026-08-03T11:00"
    assert starts(ours)[-1] == "2027-02-22T10:00"
    assert preview.notes == ("Line 3: this event recurs without end; it was taken until Fri 26 Feb 2027.",)
    late = take_in(ours, file(event("DTSTART:20280106T090000Z", uid="late@x")))
    (left,) = [step for step in late.steps if step.kind is StepKind.LEFT]
    assert "outside the engagement" in left.words


START = st.integers(0, 200).map(lambda n: f"DTSTART:2026{8 + n // 50:02}{1 + n % 28:02}T{7 + n % 11:02}0000Z")
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["a@x", "b@x", "c@x"]),
        START,
        st.sampled_from(["DURATION:PT30M", "DURATION:PT1H30M", "STATUS:CONFIRMED"]),
        st.sampled_from(["RRULE:FREQ=WEEKLY;COUNT=3", "RRULE:FREQ=MONTHLY", "SEQUENCE:1", "STATUS:CANCELLED"]),
        st.sampled_from(["Dana Okafor", "Mei Tan", "coffee with dana", "Zoe Cosic", "dentist"]),
    ),
    max_size=5,
)  # fmt: skip


@given(first=EVENTS, second=EVENTS)
def test_twice_is_once_whatever_was_there_before(
    another: Another, told: Path, tmp_path: Path, first: list[tuple[str, ...]], second: list[tuple[str, ...]]
) -> None:
    practice = another(told)
    path = tmp_path / "work.ics"
    for events in (first, second):
        path.write_bytes(
            calendar_of(*(event(*lines, uid=uid, title=title, who="") for uid, *lines, title in events))
        )  # fmt: skip
        take_in(practice, path)
        before = content(practice)
        again = take_in(practice, path)
        assert not again.writes
        assert content(practice) == before
    slots = [row[:2] for row in sessions(practice) if row[5] == "planned"]
    known = practice.db.execute("SELECT count(DISTINCT source || uid || recurrence), count(*) FROM calendar_event")
    assert len(set(known.fetchone())) == 1
    assert len(slots) <= practice.db.execute("SELECT count(*) FROM calendar_event").fetchone()[0]


def test_what_coachtui_wrote_itself_comes_back_as_what_it_was(ours: Practice, tmp_path: Path) -> None:
    (engagement_id,) = ours.db.execute("SELECT id FROM engagement ORDER BY code LIMIT 1").fetchone()
    plan, path = writes.cadence.plan, tmp_path / "coachtui.ics"
    first, second, third = (plan(ours, SessionDraft(engagement_id, datetime(2026, 12, n, 9), ZONE)) for n in (1, 2, 3))
    exported = outgoing.calendar(reads.outgoing(ours.db, date(2026, 1, 1)), ZONE)
    path.write_bytes(exported)
    assert take_in(ours, path).count(StepKind.LINKED) == 3
    undo.undo(ours)
    # What was done here since an older file was written is not undone by it.
    writes.cadence.move(ours, first, SessionDraft(engagement_id, datetime(2026, 12, 8, 9), ZONE))
    writes.cadence.cancel(ours, second, ours.clock())
    writes.cadence.edit(ours, third, SessionDraft(engagement_id, datetime(2026, 12, 4, 9), ZONE))
    before = sessions(ours)
    stale = take_in(ours, path)
    assert not stale.writes
    assert sorted(step.kind for step in stale.steps) == [StepKind.SAME, StepKind.SAME, StepKind.STAYS]
    assert sessions(ours) == before
    # A newer one is known as it is; and what is moved in the calendar changes the session itself.
    exported = outgoing.calendar(reads.outgoing(ours.db, date(2026, 1, 1)), ZONE)
    path.write_bytes(exported)
    take_in(ours, path)
    assert sessions(ours) == before
    path.write_bytes(exported.replace(b"20261204T", b"20261205T"))
    take_in(ours, path)
    assert sessions(ours) == [tuple(cell.replace("12-04", "12-05") for cell in row) for row in before]
    assert ours.db.execute("SELECT starts_local FROM session WHERE id = ?", (third,)).fetchone() == (
        "2026-12-05T09:00",
    )
    assert not take_in(ours, path).writes


def test_what_is_said_once_more_or_differently_counts_by_the_newest(
    ours: Practice, file: Callable[..., Path], tmp_path: Path
) -> None:
    newer = event("DTSTART:20261202T100000Z", "SEQUENCE:2")
    take_in(ours, file(newer, event("DTSTART:20261202T090000Z", "SEQUENCE:1")))
    assert starts(ours) == ["2026-12-02T11:00"]
    # Of an event that can't be understood now, or is nobody's by its title, the session is not lost.
    broken = event("DTSTART:20261202T100000Z", "DTEND:20261202T090000Z", "SEQUENCE:3")
    assert take_in(ours, file(broken)).gone == ()
    assert take_in(ours, file(event("DTSTART:20261202T100000Z", "SEQUENCE:2", title="moved?", who=""))).gone == ()
    declined = newer.replace("ATTENDEE", "ATTENDEE;PARTSTAT=DECLINED")
    (told,) = take_in(ours, file(declined)).steps
    assert (told.kind, told.words.partition(";")[0]) == (StepKind.DECLINED, "Dana Okafor declined")
    assert take_in(ours, file(declined)).count(StepKind.SAME) == 1
    for lines in (("DURATION:P3D",), ("DURATION:PT1M",)):
        (left,) = take_in(ours, file(event("DTSTART:20261208T090000Z", *lines, uid="long@x"), name="other")).steps
        assert (left.kind, left.words) == (StepKind.LEFT, "it does not take 5 to 600 minutes")
    (left,) = take_in(ours, file(declined.replace("UID:a", "UID:b").replace("1202T", "1209T"), name="other")).steps
    assert (left.kind, left.words) == (StepKind.LEFT, "Dana Okafor declined")
    # A cancellation by mail is no whole calendar, and cancels all the same.
    mail = file(event("DTSTART:20261202T100000Z", "SEQUENCE:4"), head="METHOD:CANCEL\r\n")
    assert take_in(ours, mail).count(StepKind.CANCELLED) == 1
    windows = event("DTSTART;TZID=Eastern Standard Time:20261203T090000", uid="w@x", title="Gespräch Zoë", who="")
    path = tmp_path / "windows.ics"
    path.write_bytes(calendar_of(windows).decode().encode("cp1252"))
    coming = calendar.begin(ours, path)
    (question,) = coming.preview().questions
    assert question.title == "Gespräch Zoë"
    coming.answer(question.title, question.candidates[0].id)
    calendar.apply(ours, coming)
    assert sessions(ours)[-1][:3] == ("Zoë Ćosić", "2026-12-03T09:00", "America/New_York")


def test_two_devices_that_take_the_same_calendar_in_have_each_session_once(told: Path, tmp_path: Path) -> None:
    desk, laptop = (Replica(told, tmp_path / name, name) for name in ("desk", "laptop"))
    path = tmp_path / "work.ics"
    path.write_bytes((CALENDARS / "google.ics").read_bytes())
    for moved in (b"20261126T15", b"20261127T15"):
        path.write_bytes(path.read_bytes().replace(b"20261126T15", moved).replace(b"20261126T16", moved[:-1] + b"6"))
        for device in (desk, laptop):
            take_in(device.practice, path)
        desk.merge(laptop)
        laptop.merge(desk)
        assert conflicts(desk.db) == conflicts(laptop.db) == []
        assert sessions(desk.practice) == sessions(laptop.practice)
        assert len(starts(desk.practice)) == 8
        assert not take_in(desk.practice, path).writes
    assert len(starts(desk.practice, "rescheduled")) == 1
    for device in (desk, laptop):
        device.close()
