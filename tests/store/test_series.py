"""Series through a real practice file: planned, changed, cancelled and binned, each taken back by one undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachtui.domain.cadence import CommitmentDraft, SessionDraft, SessionKind, SessionState
from coachtui.domain.drafts import Invalid
from coachtui.domain.engagement import EngagementDraft, EngagementState
from coachtui.domain.line import SessionLine
from coachtui.domain.people import Party, PersonDraft
from coachtui.domain.recurrence import Recurrence, in_words, weekly
from coachtui.domain.series import Scope
from coachtui.domain.unusual import unusual
from coachtui.store import errors, undo
from coachtui.store.practice import Practice
from coachtui.store.reads import cadence, people, proposal
from coachtui.store.reads import series as reads
from coachtui.store.writes import cadence as sessions
from coachtui.store.writes import engagement as engagements
from coachtui.store.writes import people as people_writes
from coachtui.store.writes import series as writes
from tests.conftest import NOW, THOROUGH

ZONE = "Europe/Zurich"


def begin(practice: Practice, client: str = "Dana Okafor") -> str:
    """Begin an engagement and return its id."""
    person = people_writes.add_person(practice, PersonDraft(client))
    draft = EngagementDraft(
        person, people.owner(practice.db).id, ZONE, starts_on=date(2026, 9, 1), ends_on=date(2027, 6, 30)
    )
    return engagements.start(practice, draft, EngagementState.ACTIVE)


@pytest.fixture
def engagement(practice: Practice) -> str:
    return begin(practice)


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour)


def planned(practice: Practice, engagement: str, day: int = 10, count: int = 6) -> list[str]:
    """Plan a weekly series of which two sessions are over, the first held; return its sessions."""
    found = writes.plan(practice, SessionDraft(engagement, at(11, day), ZONE), weekly(1, count=count))
    sessions.hold(practice, found[0])
    return found


def line(practice: Practice, engagement: str) -> list[SessionLine]:
    return cadence.line(practice.db, engagement)


def times(practice: Practice, engagement: str) -> list[str]:
    return [f"{one.starts_local:%a %d %b %H:%M}" for one in line(practice, engagement)]


def rules(practice: Practice, engagement: str) -> list[str]:
    return [in_words(one.recurrence(), one.starts_local) for one in reads.of_engagement(practice.db, engagement)][::-1]


def test_a_series_keeps_its_hour_over_the_clock_change(practice: Practice, engagement: str) -> None:
    writes.plan(practice, SessionDraft(engagement, at(10, 12), ZONE), weekly(2, count=3))
    assert [one.starts_local.hour for one in line(practice, engagement)] == [9, 9, 9]
    assert [one.starts_utc.hour for one in line(practice, engagement)] == [7, 8, 8]
    assert [one.number for one in line(practice, engagement)] == [1, 2, 3]
    assert undo.undo(practice).words == "planned 3 sessions with Dana Okafor"
    assert line(practice, engagement) == []


def test_this_and_following_splits_the_series_and_one_undo_joins_it_again(practice: Practice, engagement: str) -> None:
    ids = planned(practice, engagement)
    before, rule = line(practice, engagement), rules(practice, engagement)
    draft = SessionDraft(engagement, at(12, 3, 14), ZONE)
    assert writes.alter(practice, ids[3], draft, Scope.FOLLOWING) == 3
    assert times(practice, engagement) == [
        "Tue 10 Nov 09:00", "Tue 17 Nov 09:00", "Tue 24 Nov 09:00",
        "Thu 03 Dec 14:00", "Thu 10 Dec 14:00", "Thu 17 Dec 14:00",
    ]  # fmt: skip
    assert rules(practice, engagement) == [
        "every week on Tue at 09:00, until Mon 30 Nov 2026",
        "every week on Thu at 14:00, 3 times",
    ]
    assert [one.id for one in line(practice, engagement)] == ids
    assert len({one.series_id for one in line(practice, engagement)}) == 2
    assert undo.undo(practice).words == (
        "moved 3 sessions with Dana Okafor from Tue 1 Dec 2026 on, the first to Thu 3 Dec 2026 14:00"
    )
    assert (line(practice, engagement), rules(practice, engagement)) == (before, rule)


def test_all_leaves_what_is_over_and_keeps_what_was_moved_by_hand(practice: Practice, engagement: str) -> None:
    ids = planned(practice, engagement)
    by_hand = sessions.move(practice, ids[3], SessionDraft(engagement, at(12, 2, 11), ZONE))
    writes.alter(practice, ids[4], SessionDraft(engagement, at(12, 9, 8), ZONE, minutes=90), Scope.ALL)
    found = {one.id: one for one in line(practice, engagement)}
    assert [found[one].starts_local for one in ids] == [
        at(11, 10), at(11, 17), at(11, 25, 8), at(12, 1), at(12, 9, 8), at(12, 16, 8)
    ]  # fmt: skip
    assert (found[by_hand].starts_local, found[by_hand].minutes) == (at(12, 2, 11), 90)
    assert [found[one].minutes for one in ids] == [60, 60, 90, 60, 90, 90]
    assert len({one.series_id for one in found.values()}) == 1


def test_what_was_moved_by_hand_goes_over_to_the_later_part(practice: Practice, engagement: str) -> None:
    ids = planned(practice, engagement)
    by_hand = sessions.move(practice, ids[4], SessionDraft(engagement, at(12, 9, 11), ZONE))
    writes.alter(practice, ids[3], SessionDraft(engagement, at(12, 3), ZONE), Scope.FOLLOWING)
    found = {one.id: one for one in line(practice, engagement)}
    assert found[by_hand].starts_local == at(12, 9, 11)
    assert found[by_hand].series_id == found[ids[3]].series_id != found[ids[2]].series_id


def test_another_length_moves_nothing_and_changes_no_rule(practice: Practice, engagement: str) -> None:
    ids = planned(practice, engagement)
    rule, before = rules(practice, engagement), times(practice, engagement)
    writes.alter(practice, ids[4], SessionDraft(engagement, at(12, 8), ZONE, SessionKind.DEBRIEF, 45), Scope.FOLLOWING)
    assert (rules(practice, engagement), times(practice, engagement)) == (rule, before)
    assert [(one.kind, one.minutes) for one in line(practice, engagement)[3:]] == [
        ("coaching", 60), ("debrief", 45), ("debrief", 45)
    ]  # fmt: skip
    assert undo.undo(practice).words == "changed 2 sessions with Dana Okafor from Tue 8 Dec 2026 on"


def test_cancelling_the_rest_counts_the_late_ones(practice: Practice, engagement: str) -> None:
    ids = planned(practice, engagement, 8, 5)
    assert writes.cancel(practice, ids[2], Scope.FOLLOWING, NOW) == (3, 1)
    assert [one.state for one in line(practice, engagement)] == [
        "held", "planned", "late_cancelled", "cancelled", "cancelled"
    ]  # fmt: skip
    assert undo.undo(practice).words == "cancelled 3 sessions with Dana Okafor from Sun 22 Nov 2026 on, 1 of them late"
    with pytest.raises(Invalid, match="is held"):
        writes.cancel(practice, ids[0], Scope.ALL, NOW)


def test_binning_one_leaves_its_date_out_and_binning_all_takes_the_rule_along(
    practice: Practice, engagement: str
) -> None:
    ids = writes.plan(practice, SessionDraft(engagement, at(11, 24), ZONE), weekly(1, count=4))
    assert writes.remove(practice, ids[1]) == 1
    assert rules(practice, engagement) == ["every week on Tue at 09:00, 4 times, without 1 Dec"]
    by_hand = sessions.move(practice, ids[0], SessionDraft(engagement, at(11, 26, 11), ZONE))
    assert writes.remove(practice, by_hand, Scope.ALL) == 3
    assert (line(practice, engagement), rules(practice, engagement)) == ([], [])
    assert undo.undo(practice).words == "put 3 sessions with Dana Okafor from Thu 26 Nov 2026 on in the bin"
    assert [one.state for one in line(practice, engagement)] == ["rescheduled", "planned", "planned", "planned"]


def test_a_session_of_no_series_is_binned_too_unless_somebody_promised_something_in_it(
    practice: Practice, engagement: str
) -> None:
    alone = sessions.plan(practice, SessionDraft(engagement, at(11, 24), ZONE))
    with pytest.raises(errors.Refused, match="no series"):
        writes.cancel(practice, alone, Scope.ALL, NOW)
    sessions.commit(practice, CommitmentDraft(engagement, Party.CLIENT, "tell Marc", alone))
    with pytest.raises(errors.Refused, match="commitment"):
        writes.remove(practice, alone)
    undo.undo(practice)
    writes.remove(practice, alone)
    assert line(practice, engagement) == []


def test_what_else_the_coach_has_on_is_warned_of(practice: Practice, engagement: str) -> None:
    sessions.plan(practice, SessionDraft(begin(practice, "Mei Tan"), at(12, 1, 9), "UTC"))
    coach = people.owner(practice.db).id
    with practice.raw_action("took a week off") as db:
        db.execute(
            "INSERT INTO time_off (id, coach_id, from_on, until_on, words) VALUES (?, ?, ?, ?, ?)",
            (practice.new_id(), coach, "2026-12-07", "2026-12-11", "skiing"),
        )
    drafts = [SessionDraft(engagement, at(11, 24, 10) + timedelta(weeks=week), ZONE) for week in range(3)]
    (told,) = unusual(drafts, proposal.around(practice.db, engagement, NOW))
    assert told.message == (
        "Tue 1 Dec: you are with Mei Tan on Tue 1 Dec 10:00; Tue 8 Dec: you are off until Fri 11 Dec (skiing). "
        "Save anyway if this is meant."
    )
    own = writes.plan(practice, drafts[0], weekly(1, count=1))
    here = proposal.around(practice.db, engagement, NOW)
    assert "you are with Dana Okafor" in unusual(drafts[:1], here)[0].message
    assert unusual(drafts[:1], here, instead_of=[cadence.session(practice.db, own[0])]) == ()


@settings(max_examples=3_000 if THOROUGH else 7)  # each writes a file
@given(st.data())
def test_whatever_is_changed_one_undo_brings_it_back(another: Callable[..., Practice], data: st.DataObject) -> None:
    practice = another()
    engagement = begin(practice)
    count, step = data.draw(st.integers(2, 6)), data.draw(st.integers(1, 3))
    first = datetime(2026, 11, data.draw(st.integers(15, 30)), data.draw(st.integers(7, 18)))
    ids = writes.plan(practice, SessionDraft(engagement, first, ZONE), weekly(step, count=count))
    before, rule = line(practice, engagement), rules(practice, engagement)
    ahead = [one for one in before if one.starts_utc > NOW]
    chosen = data.draw(st.sampled_from(ahead or before))
    scope = data.draw(st.sampled_from(Scope))
    new = chosen.starts_local + timedelta(days=data.draw(st.integers(-3, 20)), hours=data.draw(st.integers(-5, 5)))
    draft = SessionDraft(engagement, new, ZONE, minutes=data.draw(st.sampled_from([60, 90])))
    what = data.draw(st.sampled_from(["alter", "cancel", "remove"]))
    {
        "alter": lambda: writes.alter(practice, chosen.id, draft, scope),
        "cancel": lambda: writes.cancel(practice, chosen.id, scope, NOW),
        "remove": lambda: writes.remove(practice, chosen.id, scope),
    }[what]()  # type: ignore[no-untyped-call]
    after = {one.id: one for one in line(practice, engagement)}
    untouched = [one for one in before if one.starts_utc <= NOW and one.id != chosen.id]
    assert [after[one.id] for one in untouched] == [one._replace(number=after[one.id].number) for one in untouched]
    if what == "alter":
        assert set(after) == set(ids)
    if what == "cancel":
        assert {one.state for one in after.values()} <= {SessionState.PLANNED, "cancelled", "late_cancelled"}
    undone = undo.undo(practice) if after != {one.id: one for one in before} else None
    assert (line(practice, engagement), rules(practice, engagement)) == (before, rule)
    assert undone is None or "Dana Okafor" in undone.words


def test_a_rule_of_dates_alone_is_kept(practice: Practice, engagement: str) -> None:
    dates = (at(11, 24), at(12, 4), at(12, 8))
    writes.plan(practice, SessionDraft(engagement, at(11, 24), ZONE), Recurrence("", (), dates))
    assert [one.starts_local for one in line(practice, engagement)] == list(dates)
    assert rules(practice, engagement) == ["on 3 days of their own at 09:00"]
    assert datetime(2026, 11, 24, 8, tzinfo=UTC) == line(practice, engagement)[0].starts_utc
