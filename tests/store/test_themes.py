"""Themes over time through a real practice file: counts, spellings, and one undo."""

from __future__ import annotations

import pytest

from coachtui.domain.drafts import Invalid
from coachtui.domain.themes import ThemeDraft, Themes, key
from coachtui.store import errors, writes
from coachtui.store.practice import Practice
from coachtui.store.reads import themes
from coachtui.store.undo import redo, undo
from tests.store.test_brief import engagement, held

assert engagement  # a fixture


@pytest.fixture
def sessions(practice: Practice, engagement: str) -> list[str]:
    """Four sessions, in three of which something came up."""
    return [
        held(practice, engagement, 1, "Priya runs it.\n~letting-go", "", "letting-go", "control"),
        held(practice, engagement, 8, "Nothing.", "", "Letting go", "letting-go"),
        held(practice, engagement, 15, "", "A quiet one."),
        held(practice, engagement, 22, "~letting go", "", "letting go", "brevity"),
    ]


def spelt(found: Themes) -> dict[str, tuple[int, ...]]:
    return {theme.word: theme.places for theme in found.themes}


def test_themes_stand_over_the_sessions_held(practice: Practice, engagement: str, sessions: list[str]) -> None:
    found = themes.themes(practice.db, engagement)
    assert [met.session_id for met in found.sessions] == sessions
    assert [met.called for met in found.sessions] == [f"session {number}" for number in range(1, 5)]
    assert spelt(found) == {"letting go": (1, 3), "letting-go": (0, 1), "brevity": (3,), "control": (0,)}
    theme = found.find("LETTING-GO")
    assert theme is not None
    assert found.timeline(theme) == (True, True, False, False)
    assert [(one.met.called, one.passage) for one in themes.said(practice.db, found, theme)] == [
        ("session 2", "Nothing."), ("session 1", "Priya runs it."),
    ]  # fmt: skip
    assert [(one.client, len(one.themes)) for one in themes.of_all(practice.db)] == [("Dana Okafor", 4)]
    with pytest.raises(errors.NotFound):
        themes.themes(practice.db, "0" * 32)


def test_counts_are_of_the_sessions_before(practice: Practice, engagement: str, sessions: list[str]) -> None:
    assert themes.counts(practice.db, engagement, sessions[0]) == {}
    assert themes.counts(practice.db, engagement, sessions[1]) == {"letting-go": 1, "control": 1}
    assert themes.counts(practice.db, engagement, sessions[3]) == {"letting-go": 2, "control": 1, "letting go": 1}
    assert themes.counts(practice.db, engagement)[key("Brevity")] == 1


def test_two_spellings_become_one_and_one_undo_parts_them(
    practice: Practice, engagement: str, sessions: list[str]
) -> None:
    before = practice.db.execute("SELECT session_id, word FROM theme WHERE deleted_at IS NULL ORDER BY 1, 2").fetchall()
    assert writes.themes.rename(practice, engagement, "letting go", ThemeDraft(" Letting-Go ")) == 3
    after = spelt(themes.themes(practice.db, engagement))
    assert after == {"Letting-Go": (0, 1, 3), "brevity": (3,), "control": (0,)}
    joined = themes.themes(practice.db, engagement).find("letting-go")
    assert joined is not None
    assert joined.spellings == ("Letting-Go",)
    assert practice.db.execute("SELECT body FROM session_note WHERE id = ?", (sessions[3],)).fetchone() == (
        "~letting go",
    )
    undone = undo(practice)
    assert (undone.words, undone.about, undone.left) == (
        "joined the theme letting go with Letting-Go, Dana Okafor", engagement, 0,
    )  # fmt: skip
    assert practice.db.execute(
        "SELECT session_id, word FROM theme WHERE deleted_at IS NULL ORDER BY 1, 2"
    ).fetchall() == before  # fmt: skip
    redo(practice)
    assert spelt(themes.themes(practice.db, engagement)) == after
    undo(practice)
    # One of the sessions has the other spelling already.
    assert writes.themes.rename(practice, engagement, "letting go", ThemeDraft("letting-go")) == 3
    assert spelt(themes.themes(practice.db, engagement))["letting-go"] == (0, 1, 3)
    # Back and forth: what lies in the bin comes out again.
    writes.themes.rename(practice, engagement, "letting-go", ThemeDraft("letting go"))
    assert "letting-go" not in spelt(themes.themes(practice.db, engagement))
    writes.themes.rename(practice, engagement, "letting go", ThemeDraft("letting-go"))
    assert spelt(themes.themes(practice.db, engagement))["letting-go"] == (0, 1, 3)


def test_another_spelling_is_shown_everywhere(practice: Practice, engagement: str, sessions: list[str]) -> None:
    writes.themes.rename(practice, engagement, "control", ThemeDraft("Contrôl"))
    assert "Contrôl" in spelt(themes.themes(practice.db, engagement))
    assert undo(practice).words == "renamed the theme control to Contrôl, Dana Okafor"


def test_what_is_no_theme_changes_nothing(practice: Practice, engagement: str, sessions: list[str]) -> None:
    before = practice.db.execute("SELECT count(*) FROM action").fetchone()
    for word, to, error in (
        ("control", " ", Invalid),
        ("control", "x" * 5_001, Invalid),
        ("gone", "x", errors.NotFound),
    ):
        with pytest.raises(error):
            writes.themes.rename(practice, engagement, word, ThemeDraft(to))
    assert practice.db.execute("SELECT count(*) FROM action").fetchone() == before
