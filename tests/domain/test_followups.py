"""Follow-ups as typed in a meeting: who, by when, what; and written so that they read back as the same."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain import followups
from coachtui.domain.followups import FollowUp
from coachtui.domain.people import Party, first_name

TODAY = date(2026, 11, 21)
TYPED = ["fri", "3", "dec", "2026", "27.11.", "-", "–", "@zoe", "may", "send", "the", "list", "in", "2w", ":"]
WORDS = followups.owners({Party.CLIENT: "Dana Okafor", Party.MANAGER: "Zoë Ćosić"})


@pytest.mark.parametrize(
    ("line", "owner", "due_on", "text"),
    [
        ("@zoe fri send the list", Party.MANAGER, date(2026, 11, 27), "send the list"),
        ("Zoë: 3 dec ask Priya", Party.MANAGER, date(2026, 12, 3), "ask Priya"),
        ("dana by fri tell Marc", Party.CLIENT, date(2026, 11, 27), "tell Marc"),
        ("@you in 2 weeks send the questions", Party.COACH, date(2026, 12, 5), "send the questions"),
        ("manager Fri 27 Nov 2026 pay", Party.MANAGER, date(2026, 11, 27), "pay"),
        ("@dana may the team decide", Party.CLIENT, None, "may the team decide"),
        ("@dana sat in the meeting", Party.CLIENT, None, "sat in the meeting"),
        ("@dana sat: be there", Party.CLIENT, date(2026, 11, 28), "be there"),
        ("@dana – fri is the day", Party.CLIENT, None, "fri is the day"),
        ("who knows", None, None, "who knows"),
        ("@dana fri", Party.CLIENT, date(2026, 11, 27), ""),
    ],
)
def test_a_line_says_who_by_when_and_what(line: str, owner: Party | None, due_on: date | None, text: str) -> None:
    assert followups.read(line, WORDS, TODAY) == FollowUp(owner, due_on, text)


def test_two_of_one_first_name_are_told_apart_by_their_parts_only() -> None:
    words = followups.owners({Party.CLIENT: "Marc Visser", Party.MANAGER: "Marc Tan"})
    assert "marc" not in words
    assert words["client"] is Party.CLIENT


def test_a_title_is_no_first_name() -> None:
    assert [first_name(name) for name in ("Dr. Ursula Ebner", "Marc", "J. R.", "")] == [
        "Ursula",
        "Marc",
        "J.",
        "",
    ]


@given(
    owner=st.sampled_from(["Dana", "zoe", "you", "manager"]),
    due_on=st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    text=st.lists(
        st.sampled_from(TYPED)
        | st.text(st.characters(exclude_categories=("Z", "C")), min_size=1, max_size=6),
        min_size=1,
        max_size=8,
    ).map(" ".join),
)  # fmt: skip
def test_what_is_written_reads_back_as_the_same(owner: str, due_on: date | None, text: str) -> None:
    found = followups.read(followups.written(owner, due_on, text, WORDS, TODAY), WORDS, TODAY)
    assert found == FollowUp(WORDS[followups.bare(owner)], due_on, " ".join(text.split()))
