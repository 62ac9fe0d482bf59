"""Undo gives the content back and redo gives it again, whatever was written and however often."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import event, given
from hypothesis import strategies as st

from coachtui.store import doctor, errors
from coachtui.store.practice import Practice, open_practice
from coachtui.store.undo import next_undo, redo, undo
from tests.conftest import THOROUGH, StandingClock
from tests.store.rows import content
from tests.store.scripts import Coach

Content = dict[str, list[Any]]
WORDS = st.sampled_from(["trust", "voice", "delegation"])
PICK = st.integers(0, 5)


def undo_all(practice: Practice, clock: StandingClock) -> list[Content]:
    """Undo everything; return the content before each step."""
    seen = []
    while next_undo(practice.db):
        seen.append(content(practice.db))
        clock.forward(minutes=1)
        assert undo(practice).left == 0
    return seen


STEP = st.one_of(
    st.tuples(st.just("organisation"), WORDS),
    st.tuples(st.just("rename"), PICK, WORDS),
    st.tuples(st.just("swap"), PICK, PICK),
    st.tuples(st.just("replace"), PICK),
    st.tuples(st.just("put_in_bin"), st.sampled_from(["organisation", "theme", "goal", "goal_level", "session"]), PICK),
    st.tuples(st.just("tag"), WORDS),
    st.tuples(st.just("goal"), st.integers(0, 3)),
    st.tuples(st.just("shift"), PICK),
    st.tuples(st.just("settle"), PICK),
    st.tuples(st.just("outside"), PICK, WORDS),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


@given(steps=st.lists(STEP, max_size=25 if THOROUGH else 12), reopen=st.booleans())
def test_anything_undone_and_redone(
    another: Callable[[], Practice], steps: list[tuple[Any, ...]], reopen: bool
) -> None:
    practice = another()
    assert isinstance(practice.clock, StandingClock)
    clock = practice.clock
    empty = content(practice.db)
    coach = Coach(practice)
    coach.begin()
    for name, *arguments in steps:
        try:
            getattr(coach, name)(*arguments)
        except (errors.Refused, errors.NotFound, errors.NothingToUndo) as error:
            event(f"{name}: {type(error).__name__}")
    full = content(practice.db)

    seen = undo_all(practice, clock)
    assert content(practice.db) == empty
    if reopen:
        practice.close()
        practice = open_practice(practice.path, practice.paths, clock=practice.clock, random=Random(3))
    for before in reversed(seen):
        clock.forward(minutes=1)
        assert redo(practice).left == 0
        assert content(practice.db) == before
    assert not seen or content(practice.db) == full
    undo_all(practice, clock)
    assert content(practice.db) == empty
    assert [finding for finding in doctor.examine(practice) if finding.level is doctor.Level.FAULT] == []
    practice.close()
