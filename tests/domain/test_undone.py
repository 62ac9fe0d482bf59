"""What an undo left, in words."""

from __future__ import annotations

import pytest

from coachtui.domain.undone import Left, told


@pytest.mark.parametrize(
    ("what", "fields", "words"),
    [
        ("commitment call Marc, Dana", ("due date", "text"), "the due date and text of commitment call Marc, Dana"),
        ("notes of the session of 24 Nov", ("private notes",), "notes of the session of 24 Nov"),
        (
            "summary of the session of 24 Nov",
            ("shared summary", "state"),
            "the state of summary of the session of 24 Nov",
        ),
        ("note about Marc", ("private note",), "note about Marc"),
        ("goal Delegate", (), "goal Delegate"),
    ],
)
def test_a_text_that_is_a_record_of_its_own_is_named_once(what: str, fields: tuple[str, ...], words: str) -> None:
    assert Left(what, fields, "changed since").words == f"{words} (changed since)"
    assert told((Left(what, fields, "changed since"),)) == f"Left as it is: {words} (changed since)."
