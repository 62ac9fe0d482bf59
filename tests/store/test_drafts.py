"""What was typed is kept outside the log, by device, form and record."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from coachtui.store import drafts
from coachtui.store.practice import Practice
from tests.conftest import StandingClock
from tests.store.rows import everything


@given(
    st.dictionaries(st.text(max_size=20), st.text(st.characters(exclude_categories=["Cs"]), max_size=200), max_size=5)
)
def test_any_text_comes_back(another: Callable[[], Practice], values: dict[str, str]) -> None:
    practice = another()
    drafts.save(practice, "note", "x", values)
    assert drafts.load(practice.db, "note", "x") == values


def test_drafts_leave_the_log_alone(practice: Practice) -> None:
    before = everything(practice.db)
    for text in ("h", "he", "hel"):
        drafts.save(practice, "note", "x", {"body": text})
    after = everything(practice.db)
    assert len(after.pop("draft")) == 1
    before.pop("draft")
    assert after == before
    assert drafts.load(practice.db, "note", "x") == {"body": "hel"}
    drafts.discard(practice, "note", "x")
    assert drafts.load(practice.db, "note", "x") is None


def test_each_form_and_record_has_its_own_and_the_newest_comes_first(practice: Practice, clock: StandingClock) -> None:
    for form, record in (("note", "x"), ("note", "y"), ("client", "")):
        drafts.save(practice, form, record, {"f": form + record})
        clock.forward(minutes=1)
    assert [(d.form, d.record, d.here) for d in drafts.waiting(practice.db)] == [
        ("client", "", True),
        ("note", "y", True),
        ("note", "x", True),
    ]


def test_another_device_s_draft_is_seen_and_left_alone(practice: Practice) -> None:
    practice.db.execute("INSERT INTO device VALUES (7, 'laptop')")
    practice.db.execute("INSERT INTO draft VALUES (7, 'note', 'x', '{}', '2026-01-01T00:00:00Z')")
    drafts.save(practice, "note", "x", {"body": "mine"})
    drafts.discard(practice, "note", "x")
    assert drafts.load(practice.db, "note", "x") is None
    assert [(d.device, d.here) for d in drafts.waiting(practice.db)] == [("laptop", False)]
