"""The notes of a meeting: kept as they are typed, saved as one action, written elsewhere only when that is allowed."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from coachtui.domain.cadence import SessionNoteDraft
from coachtui.paths import Paths
from coachtui.store import drafts, writes
from coachtui.store.practice import open_practice
from coachtui.store.reads import cadence as reads
from coachtui.ui.app import CoachApp
from coachtui.ui.screens import session_editor as outside
from coachtui.ui.screens.cadence import CadenceScreen
from coachtui.ui.screens.session_notes import NotesScreen
from coachtui.ui.widgets.notes_area import NotesArea
from tests.conftest import StandingClock
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, press, seen, settled
from tests.ui.test_cadence import take
from tests.ui.test_hostile_text import TOGETHER, keeps_its_shape, storable


async def open_notes(coach: Coach) -> str:
    """Open the notes of the meeting under the cursor, and return its id."""
    screen = await take(coach)
    assert screen.meeting is not None
    await press(coach, "enter")
    assert isinstance(coach.app.screen, NotesScreen)
    return screen.meeting.id


def area(coach: Coach, name: str = "private") -> NotesArea:
    """Return one of the two texts."""
    return coach.app.screen.query_one(f"#{name}", NotesArea)


async def kept(coach: Coach, session_id: str) -> dict[str, str] | None:
    """Return the draft that is stored."""
    app = coach.app
    assert isinstance(app, CoachApp)
    return await app.desk.gateway.read(drafts.load, reads.NOTES_DRAFT, session_id)


async def stored(coach: Coach, session_id: str) -> tuple[str, str]:
    """Return both texts as they are stored."""
    app = coach.app
    assert isinstance(app, CoachApp)
    gateway = app.desk.gateway
    return await gateway.read(reads.note, session_id), (await gateway.read(reads.summary, session_id)).body


async def test_both_texts_are_saved_as_one_action_that_u_takes_back(app: CoachApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        session_id = await open_notes(coach)
        await press(coach, *"private words", "tab", *"for Dana", "ctrl+g")
        assert await stored(coach, session_id) == ("private words", "for Dana")
        assert await kept(coach, session_id) is None
        assert isinstance(coach.app.screen, CadenceScreen)
        assert "Saved the notes of session 5" in seen(coach)
        await press(coach, "u")
        assert await stored(coach, session_id) == ("", "")


async def test_what_is_typed_is_kept_while_it_is_typed(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        session_id = await open_notes(coach)
        await press(coach, *"half a th")
        await coach.pause(1.3)
        draft = await kept(coach, session_id)
        assert draft is not None
        assert draft["notes"] == "half a th"
        assert "Kept as a draft" in seen(coach)
        assert await stored(coach, session_id) == ("", "")


async def test_leaving_keeps_the_draft_and_says_so_and_it_is_given_back(app: CoachApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        session_id = await open_notes(coach)
        await press(coach, *"unfinished", "escape")
        assert isinstance(coach.app.screen, NotesScreen)
        await press(coach, "escape")
        assert isinstance(coach.app.screen, CadenceScreen)
        assert "What you typed is kept" in seen(coach)
        await press(coach, "enter")
        assert "did not save is back" in seen(coach)
        assert area(coach).text == "unfinished"
        await press(coach, "ctrl+r")
        assert area(coach).text == ""
        assert await kept(coach, session_id) is None


async def test_after_escape_enter_goes_on_writing(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await open_notes(coach)
        await press(coach, *"ab", "escape", "enter", *"c")
        assert area(coach).text == "abc"


async def test_typing_that_is_taken_back_leaves_no_draft(app: CoachApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        session_id = await open_notes(coach)
        await press(coach, "a", "backspace", "escape", "escape")
        assert await kept(coach, session_id) is None
        assert "What you typed is kept" not in seen(coach)


async def test_quitting_at_once_keeps_the_last_letters(make_app: MakeApp, storied: Path, paths: Paths) -> None:
    app = make_app(storied)
    async with app.run_test(size=WIDE) as coach:
        session_id = await open_notes(coach)
        await coach.press(*"last words")
        app.exit()
    app.desk.gateway.close()
    with open_practice(storied, paths, clock=StandingClock(), random=Random(5)) as practice:
        draft = drafts.load(practice.db, reads.NOTES_DRAFT, session_id)
        assert draft is not None
        assert draft["notes"] == "last words"


async def test_a_text_that_is_too_long_is_refused_in_words_and_kept(app: CoachApp) -> None:
    async with app.run_test(size=NARROW) as coach:
        session_id = await open_notes(coach)
        area(coach).replace_body("a line of words\n" * 62_501)
        await press(coach, "ctrl+g")
        assert "1,000,016 characters" in seen(coach)
        assert isinstance(coach.app.screen, NotesScreen)
        assert await stored(coach, session_id) == ("", "")
        draft = await kept(coach, session_id)
        assert draft is not None
        assert len(draft["notes"]) == 1_000_016


async def test_a_note_of_a_million_characters_opens_and_is_saved(
    make_app: MakeApp, storied: Path, paths: Paths, clock: StandingClock
) -> None:
    long = "x" * 999_990
    with open_practice(storied, paths, clock=clock, random=Random(5)) as practice:
        row = practice.db.execute("SELECT id FROM session WHERE starts_local = '2026-11-21T11:00'").fetchone()
        writes.cadence.write_texts(practice, row[0], SessionNoteDraft(long), released=False)
    async with make_app(storied).run_test(size=NARROW) as coach:
        session_id = await open_notes(coach)
        began = time.process_time()
        await press(coach, "y", "ctrl+g")
        assert time.process_time() - began < 10
        assert (await stored(coach, session_id))[0] == "y" + long


async def test_hostile_text_is_shown_and_not_obeyed(
    app: CoachApp, storied: Path, paths: Paths, clock: StandingClock
) -> None:
    async with app.run_test(size=NARROW) as coach:
        with open_practice(storied, paths, clock=clock, random=Random(5)) as practice:
            row = practice.db.execute("SELECT id FROM session WHERE starts_local = '2026-11-21T11:00'").fetchone()
            for words in map(storable, TOGETHER):
                writes.cadence.write_texts(practice, row[0], SessionNoteDraft(words, words), released=True)
                session_id = await open_notes(coach)
                keeps_its_shape(coach)
                await press(coach, "escape", "escape")
                keeps_its_shape(coach)
                # What was only looked at is as it was.
                assert await stored(coach, session_id) == (words, words)
                await press(coach, "1")


async def test_what_is_pasted_is_made_visible(app: CoachApp) -> None:
    from textual import events

    async with app.run_test(size=WIDE) as coach:
        await open_notes(coach)
        coach.app.post_message(events.Paste("red \x1b[31m\nand \x07bell"))
        await settled(coach)
        assert area(coach).text == "red ␛[31m\nand ␇bell"


async def test_the_client_may_release_the_summary(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        session_id = await open_notes(coach)
        assert "read by the client alone" in seen(coach)
        await press(coach, "tab", *"agreed", "ctrl+t")
        assert "read by the client, manager and sponsor" in seen(coach)
        await press(coach, "ctrl+g")
        assert (await app.desk.gateway.read(reads.summary, session_id)).released


async def test_a_read_only_file_shows_its_notes_and_takes_none(make_app: MakeApp, storied: Path) -> None:
    app = make_app(storied)
    async with app.run_test(size=WIDE) as coach:
        await take(coach)
        app.writable = False
        await press(coach, "k", "enter", *"typed")
        assert "read-only" in seen(coach)
        assert "typed" not in area(coach).text


# The coach's own editor


async def test_the_editor_is_off_until_it_is_allowed(app: CoachApp, paths: Paths) -> None:
    async with app.run_test(size=WIDE) as coach:
        await open_notes(coach)
        await press(coach, *"mine", "ctrl+o")
        shown = seen(coach)
        assert "editor = true" in shown
        assert "swap" in shown
        assert area(coach).text == "mine"


def allow(paths: Paths) -> None:
    """Write the setting."""
    paths.config.mkdir(parents=True, exist_ok=True)
    paths.settings.write_text("editor = true\n")


async def test_without_a_terminal_to_hand_over_the_field_remains(
    app: CoachApp, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow(paths)
    monkeypatch.setenv("VISUAL", "true")
    async with app.run_test(size=WIDE) as coach:
        await open_notes(coach)
        await press(coach, *"mine", "ctrl+o")
        assert "can't be opened from here" in seen(coach)
        await press(coach, *" still")
        assert area(coach).text == "mine still"


async def test_the_editor_gives_the_text_back(
    app: CoachApp, paths: Paths, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    allow(paths)
    monkeypatch.setenv("VISUAL", f"{sys.executable} {_editor(tmp_path)}")
    monkeypatch.setattr(app, "suspend", _nothing)
    async with app.run_test(size=WIDE) as coach:
        session_id = await open_notes(coach)
        await press(coach, *"mine", "ctrl+o")
        assert area(coach).text == "mine and more"
        await press(coach, "ctrl+g")
        assert (await stored(coach, session_id))[0] == "mine and more"


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _editor(directory: Path) -> Path:
    """Return a script that edits as an editor does, and leaves a backup beside the file."""
    script = directory / "editor.py"
    script.write_text(
        "import sys, pathlib\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "file.with_name('notes.md~').write_text(file.read_text())\n"
        "file.write_text(file.read_text() + ' and more\\n')\n"
    )
    return script


def test_the_file_is_private_and_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "")
    with outside.private_file("secret", tmp_path / "editing") as file:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        assert file.read_text() == "secret"
        file.with_name("notes.md~").write_text("backup of an editor")
    assert not file.parent.exists()


def test_the_file_stands_in_memory_where_there_is_such_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("tmpfs /dev/shm tmpfs rw 0 0\n")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    fallback = tmp_path / "state" / "editing"
    expected = Path("/dev/shm") if os.path.ismount("/dev/shm") and os.access("/dev/shm", os.W_OK) else fallback
    assert outside.place(fallback, mounts) == expected
    mounts.write_text("/dev/sda / ext4 rw 0 0\n")
    assert outside.place(fallback, mounts) == fallback
    assert stat.S_IMODE(fallback.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("visual", "told"),
    [
        ("no-such-editor-here", "could not be started"),
        (f"{sys.executable} -c 'import sys; sys.exit(3)'", "ended with code 3"),
        (f"{sys.executable} -c 'import os; os.kill(os.getpid(), 9)'", "was stopped, so"),
        (f"{sys.executable} -c 'import sys; open(sys.argv[1], \"wb\").write(bytes([255]))'", "not UTF-8"),
        ("", "No editor is named"),
        ("'unclosed", "quotation marks"),
    ],
)
def test_an_editor_that_fails_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, visual: str, told: str
) -> None:
    monkeypatch.setenv("VISUAL", visual)
    monkeypatch.setenv("EDITOR", "")
    with pytest.raises(outside.EditorError, match=told):
        outside.edit("text", outside.command(), tmp_path / "editing")


def test_where_no_file_can_be_made_the_field_remains(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(**_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(outside, "mkdtemp", full)
    with pytest.raises(outside.EditorError, match="No space left on device"):
        outside.edit("text", ["true"], tmp_path / "editing")


def test_the_terminal_is_taken_back_from_an_editor_that_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor-here")
    handed: list[str] = []

    class Terminal:
        # As Textual's own does it: what is raised inside goes past the taking back.
        @contextmanager
        def suspend(self) -> Iterator[None]:
            handed.append("over")
            yield
            handed.append("back")

    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(outside.EditorError, match="could not be started"):
        outside.edit_outside(Terminal(), "text", tmp_path / "editing")  # type: ignore[arg-type]
    assert handed == ["over", "back"]
    assert signal.getsignal(signal.SIGINT) is before


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from random import Random
from coachtui import clock, paths
from coachtui.store.gateway import Gateway
from coachtui.store.practice import open_practice
from coachtui.ui.app import CoachApp
from tests.ui.conftest import press, settled

async def main():
    places = paths.find()
    gateway = Gateway(lambda: open_practice(places.practice, places, clock=clock.from_environment(), random=Random(9)))
    gateway.start()
    app = CoachApp(gateway, places, clock.from_environment())
    async with app.run_test(size=(80, 24)) as coach:
        await settled(coach)
        await press(coach, "o", *"dana", "enter", "4", "enter")
        for letter in "a thought that must not be lost":
            await coach.press(letter)
            await asyncio.sleep(0.05)
        await asyncio.sleep(1.2)
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


def test_kill_9_loses_no_letter_older_than_two_seconds(storied: Path, paths: Paths, home: Path) -> None:
    environment = {**os.environ, "COACHTUI_HOME": str(home), "COACHTUI_NOW": "2026-11-21T09:00+00:00", "TZ": "UTC"}
    root = Path(__file__).parents[2]
    environment["PYTHONPATH"] = os.pathsep.join([str(root / "src"), str(root)])
    ended = subprocess.run([sys.executable, "-c", KILLED], env=environment, check=False, capture_output=True)
    assert ended.returncode == -9, ended.stderr.decode()
    with open_practice(storied, paths, clock=StandingClock(), random=Random(5)) as practice:
        row = practice.db.execute("SELECT id FROM session WHERE starts_local = '2026-11-21T11:00'").fetchone()
        draft = drafts.load(practice.db, reads.NOTES_DRAFT, row[0])
        assert draft is not None
        assert draft["notes"] == "a thought that must not be lost"
