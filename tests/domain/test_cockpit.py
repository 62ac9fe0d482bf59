"""A session under way as it lies in its draft."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coachtui.config import Settings, session_marks
from coachtui.domain.brief import Brief
from coachtui.domain.cadence import CommitmentState, SessionKind, SessionState
from coachtui.domain.captured import Around
from coachtui.domain.cockpit import Cockpit, Meeting, Page, begun, gone_on
from coachtui.domain.lanes import Clock, Lane, passed

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
MEETING = Meeting(
    "s", "e", SessionKind.COACHING, SessionState.PLANNED, datetime(2026, 11, 21, 10), "Europe/Amsterdam", 60
)


def page(note: str = "", summary: str = "") -> Page:
    around = Around((), (), date(2026, 11, 21))
    return Page(MEETING, "Dana Okafor", around, Brief("e", "Dana Okafor"), {}, note, None, summary, None)


@given(
    st.text(),
    st.dictionaries(st.text(), st.sampled_from(CommitmentState)),
    st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)),
    st.dictionaries(
        st.text().filter(lambda key: key not in ("text", "clock", "started", "answers", "cursor")), st.text()
    ),
)
def test_a_session_comes_back_from_its_draft(
    text: str, answers: dict[str, CommitmentState], cursor: tuple[int, int], rest: dict[str, str]
) -> None:
    clock = Clock.started(NOW).switched(Lane.WILL, NOW + timedelta(minutes=3))
    cockpit = Cockpit(text, clock, NOW, answers, cursor, rest)
    assert Cockpit.of(cockpit.values(), NOW + timedelta(days=1)) == cockpit


@given(st.dictionaries(st.sampled_from(["text", "clock", "started", "answers", "cursor", "x"]), st.text()))
def test_a_damaged_draft_keeps_its_text(values: dict[str, str]) -> None:
    found = Cockpit.of(values, NOW)
    assert found.text == values.get("text", "")
    assert found.started.tzinfo is not None
    assert min(found.cursor) >= 0


def test_a_session_begins_with_what_was_written_before() -> None:
    assert begun(page(), NOW).text == ""
    found = begun(page("Ask about Marc.\n>> She decides.", "She decides.\nHe knows."), NOW)
    assert found.text == "Ask about Marc.\n>> She decides.\n\n>> He knows."
    assert begun(page("stored")._replace(unsaved="typed"), NOW).text == "typed"
    assert found.cursor == (3, len(">> He knows."))
    assert not found.clock.is_paused


def test_after_a_short_while_the_clock_has_gone_on_and_after_a_long_one_it_stands() -> None:
    values = begun(page("x"), NOW).values()
    short, stood = gone_on(values, NOW + timedelta(minutes=4))
    assert (short.clock.total(NOW + timedelta(minutes=4)), stood) == (240, None)
    long, stood = gone_on(values, NOW + timedelta(hours=3))
    assert stood == timedelta(hours=3)
    assert long.clock.is_paused
    assert long.clock.total(NOW + timedelta(hours=9)) == 0


def test_the_marks_of_a_session_are_minutes_before_its_end() -> None:
    marks = session_marks(Settings(session_marks="15, 5"))
    assert marks == (15, 5)
    assert [passed(minutes * 60, 60, marks) for minutes in (44, 45, 54, 55, 59, 60, 99)] == [None, 15, 15, 5, 5, 0, 0]
    assert passed(59 * 60, 60, session_marks(Settings(session_marks=""))) is None
