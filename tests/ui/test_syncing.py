"""While the program runs: other devices are met at the right moments, and nothing of it ever holds the coach up."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from coachtui.domain.merging import Arrival, Incoming, Merged
from coachtui.domain.syncing import Peer, SyncState, SyncStatus
from coachtui.paths import Paths
from coachtui.store import errors
from coachtui.ui import marks, syncing
from coachtui.ui.app import CoachApp
from coachtui.ui.screens.sync import SyncDialog
from coachtui.ui.screens.today import TodayScreen
from coachtui.ui.standing import Standing, drawn, summary, told
from coachtui.ui.text import LABEL, NEEDS, RIGHT, WRONG
from tests.conftest import NOW, StandingClock
from tests.ui.arriving import arrive, row_of
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, pictures, press, pressing, seen, settled, until
from tests.ui.test_cadence_notes import open_notes

FOLDER = "/home/ada/Dropbox"
IN_STEP = SyncStatus(
    folder=FOLDER,
    state=SyncState.IN_STEP,
    words="in step with the laptop",
    peers=(Peer("the laptop", "coachtui-1/laptop.coach", NOW - timedelta(minutes=12), "in step"),),
    conflicts=0,
    ahead=None,
    ahead_words="",
    published_at=NOW - timedelta(minutes=4),
    collected_at=NOW,
    unfinished=(),
    advice="",
)
ARRIVED = Merged(
    ("laptop",), new=1, changed=2, conflicts=1,
    incoming=(
        Incoming(Arrival.CONFLICT, "session_note", "a", "notes of the session of 5 Nov 2026, Dana Okafor", ("body",)),
        Incoming(Arrival.CHANGED, "goal", "b", "goal Delegate outcomes, Dana Okafor", ("title",)),
        Incoming(Arrival.NEW, "commitment", "c", "commitment “ask Priya”, Dana Okafor"),
    ),
    tables=frozenset({"goal"}), notes=("The laptop's clock is 59 min ahead of this one.",),
)  # fmt: skip


class Folder:
    """Stands for store.sync: what it was asked for, and what it answers."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.status = IN_STEP
        self.merged: list[Merged] = []
        self.trouble: errors.PracticeError | None = None
        self.before: Callable[[], None] = lambda: None
        self.hangs = threading.Event()
        self.hangs.set()
        self.waits = False

    def _answer(self, what: str) -> None:
        self.asked.append(what)
        self.before()
        self.waits = True
        self.hangs.wait(20)
        self.waits = False
        if self.trouble:
            raise self.trouble

    def collect(self, practice: Any, step: Any, keys: Any) -> list[Merged]:
        self._answer("collect" if not keys else f"collect with {keys}")
        merged, self.merged = self.merged, []
        return merged

    def publish(self, practice: Any, step: Any) -> bool:
        self._answer("publish")
        self.status = self.status._replace(published_at=practice.clock())
        return True

    def set_folder(self, practice: Any, folder: Path | None) -> None:
        self._answer(f"folder {folder}")
        state = SyncState.IN_STEP if folder else SyncState.OFF
        self.status = self.status._replace(folder=str(folder or ""), state=state)


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, paths: Paths) -> Iterator[Folder]:
    """A folder is set, and looked into at once; what else is due is looked at all the time."""
    folder = Folder()
    for name in ("collect", "publish", "set_folder"):
        monkeypatch.setattr(f"coachtui.store.sync.{name}", getattr(folder, name))
    monkeypatch.setattr("coachtui.store.sync.status", lambda _: folder.status)
    monkeypatch.setattr(syncing, "SOON_S", 0.01)
    monkeypatch.setattr(syncing, "WATCH_S", 0.02)
    (paths.state / "sync").mkdir(parents=True)
    (paths.state / "sync" / "remembered.json").touch()
    yield folder
    folder.hangs.set()


async def in_step(coach: Coach) -> None:
    """Wait until the folder was looked into."""
    await settled(coach)
    await until(coach, lambda: "in step with the laptop" in seen(coach))


async def test_without_a_folder_nothing_is_done_and_shown(app: CoachApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syncing, "SOON_S", 0.01)
    monkeypatch.setattr(syncing, "WATCH_S", 0.02)
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await coach.pause(0.1)
        assert "long work" not in [thread.name for thread in threading.enumerate()]
        assert not app.desk.standing.is_on
        await press(coach, "S")
        assert "This practice is on this device alone." in seen(coach)
        await press(coach, "n")
        assert isinstance(coach.app.screen, SyncDialog)
        await press(coach, "escape", "ctrl+q")


async def test_what_comes_in_is_told_and_shown_and_the_header_says_how_things_stand(
    app: CoachApp, folder: Folder, storied: Path
) -> None:
    dana = row_of(storied, "SELECT id FROM person WHERE name = 'Dana Okafor'")
    folder.merged = [ARRIVED]
    folder.before = lambda: arrive(storied, "person", dana, name="Dana Okafor-Mei")
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await in_step(coach)
        assert "✓ in step with the laptop   21 Nov" in seen(coach)
        await until(coach, lambda: "From the laptop: 1 new, 2 changed, 1 conflict" in seen(coach))
        await until(coach, lambda: "Dana Okafor-Mei" in seen(coach))
        folder.before = lambda: None
        await press(coach, "4")
        assert "✓ in step with the laptop" in seen(coach), "every screen says so"
        await press(coach, "S")
        assert "conflict  notes of the session of 5 Nov 2026, Dana Okafor" in seen(coach)
        assert "seen 12 min ago" in seen(coach)
        folder.status = IN_STEP._replace(conflicts=2, unfinished=("a note is unfinished on the laptop",))
        await press(coach, "n")
        await until(coach, lambda: folder.asked == ["collect", "collect", "publish"])
        await until(coach, lambda: "▲ 2 conflicts" in seen(coach))
        assert "a note is unfinished on the laptop" in seen(coach)
        assert "Published to the folder." in seen(coach)


async def test_a_change_is_published_once_it_has_rested_but_not_in_a_session(
    app: CoachApp, folder: Folder, clock: StandingClock
) -> None:
    async with app.run_test(size=WIDE) as coach:
        await in_step(coach)
        clock.forward(seconds=31)
        await coach.pause(0.1)
        assert folder.asked == ["collect"], "the last publication is less than five minutes ago"
        clock.forward(minutes=5)
        await until(coach, lambda: folder.asked == ["collect", "publish"])
        clock.forward(minutes=6)
        await coach.pause(0.1)
        assert folder.asked == ["collect", "publish"], "nothing was changed since"
        await open_notes(coach)
        await press(coach, *"a", "ctrl+g", "enter")
        clock.forward(minutes=6)
        await coach.pause(0.1)
        assert folder.asked == ["collect", "publish"], "the notes are open"
        folder.trouble = errors.Unreachable("The folder can't be reached.")
        await press(coach, "escape", "escape")
        await until(coach, lambda: folder.asked == ["collect", "publish", "publish"])
        await coach.pause(0.1)
        assert len(folder.asked) == 3, "a folder that is not there is left alone for a while"
        folder.trouble = None
        clock.forward(seconds=31)
        await until(coach, lambda: len(folder.asked) == 4)


async def test_trouble_with_the_folder_is_told_once_and_stands_in_the_header(
    app: CoachApp, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(syncing, "ROUND_S", 0.03)
    folder.trouble = errors.Unreachable("The folder can't be reached. What you wrote is kept.")
    folder.status = IN_STEP._replace(state=SyncState.UNREACHABLE, words=f"the folder {FOLDER} can't be reached")
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await settled(coach)
        await until(coach, lambda: len(folder.asked) > 2)
        assert "can't be reached" in seen(coach)
        assert seen(coach).count("What you wrote is kept.") == 1
        await press(coach, "4")
        folder.trouble, folder.status = None, IN_STEP
        await until(coach, lambda: "✓ in step with the laptop" in seen(coach))


async def test_the_folder_is_set_and_left_in_the_dialog(app: CoachApp, folder: Folder) -> None:
    folder.status = IN_STEP._replace(folder="", state=SyncState.OFF, words="no folder is set")
    async with app.run_test(size=NARROW, notifications=True) as coach:
        await settled(coach)
        await press(coach, "S", "f")
        folder.trouble = errors.Unreachable("The folder /nowhere can't be reached.")
        await press(coach, *"/nowhere", "enter")
        await until(coach, lambda: "The folder /nowhere can't be reached." in seen(coach))
        assert isinstance(coach.app.focused, Input), "what was typed is there to be put right"
        folder.trouble = None
        coach.app.focused.value = FOLDER
        await press(coach, "enter")
        await until(coach, lambda: FOLDER in seen(coach))
        await until(coach, lambda: folder.asked[-2:] == ["collect", "publish"])
        await press(coach, "f")
        assert isinstance(coach.app.focused, Input)
        coach.app.focused.value = ""
        await press(coach, "enter")
        await until(coach, lambda: "on this device alone" in seen(coach))
        assert folder.asked[-1] == "folder None"


async def test_another_passphrase_is_asked_for_and_kept_for_this_run(
    app: CoachApp, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "has another passphrase"
    folder.status = IN_STEP._replace(
        state=SyncState.OTHER_KEY,
        words=f"the laptop's file {words}",
        peers=(Peer("the laptop", "l", NOW, words, needs_key=True),),
    )

    def key_for(practice: Any, file: str, passphrase: str) -> str:
        if passphrase != "right":
            raise errors.WrongKey("That does not open the file.")
        return f"key of {file}"

    monkeypatch.setattr("coachtui.store.sync.key_for", key_for)
    async with app.run_test(size=NARROW, notifications=True) as coach:
        await settled(coach)
        await until(coach, lambda: "▲ sync" in seen(coach))
        await press(coach, "S", "p", *"wrong", "enter")
        await until(coach, lambda: "That does not open the file." in seen(coach))
        assert "wrong" not in seen(coach)
        assert isinstance(coach.app.focused, Input)
        coach.app.focused.value = "right"
        folder.before = lambda: setattr(folder, "status", IN_STEP)
        await press(coach, "enter")
        await until(coach, lambda: folder.asked == ["collect", "collect with ('key of l',)"])
        await until(coach, lambda: "in step with the laptop" in seen(coach))


async def test_leaving_publishes(app: CoachApp, folder: Folder) -> None:
    async with app.run_test(size=WIDE) as coach:
        await in_step(coach)
        await press(coach, "ctrl+q")
        await until(coach, lambda: not app.is_running)
        assert folder.asked == ["collect", "publish"]


async def test_leaving_is_not_held_up_by_a_folder_that_does_not_answer(
    make_app: MakeApp, storied: Path, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(syncing, "TELL_S", 0.05)
    monkeypatch.setattr(syncing, "LEAVE_S", 0.2)
    monkeypatch.setattr("coachtui.store.gateway.PATIENCE_S", 0.1)
    app = make_app(storied)
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await in_step(coach)
        folder.hangs.clear()
        await coach.press("j", "ctrl+q")
        await until(coach, lambda: "Publishing to the folder before you leave" in seen(coach))
        await until(coach, lambda: not app.is_running)
    app.desk.gateway.close()
    assert folder.waits
    folder.hangs.set()


async def test_keys_work_while_the_folder_does_not_answer(app: CoachApp, folder: Folder) -> None:
    folder.hangs.clear()
    async with app.run_test(size=WIDE) as coach:
        await settled_but_for_the_folder(coach)
        await until(coach, lambda: folder.asked == ["collect"])
        await coach.press("e")
        await until(coach, lambda: "Engagements ·" in seen(coach))
        assert folder.waits
        folder.hangs.set()
        await settled(coach)


async def settled_but_for_the_folder(coach: Coach) -> None:
    """Wait for Today's rows; what waits for the folder is left waiting."""
    await until(coach, lambda: "Needs you ·" in seen(coach))


async def test_what_another_program_writes_is_shown(
    app: CoachApp, storied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(syncing, "WATCH_S", 0.02)
    dana = row_of(storied, "SELECT id FROM person WHERE name = 'Dana Okafor'")
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        assert isinstance(coach.app.screen, TodayScreen)
        await coach.pause(0.05)
        arrive(storied, "person", dana, name="Dana Renamed")
        await until(coach, lambda: "Dana Renamed" in seen(coach))


@pytest.mark.parametrize("noticed", ["by a write", "by looking"])
async def test_a_file_that_is_replaced_is_brought_together_and_the_write_done_again(
    app: CoachApp, storied: Path, monkeypatch: pytest.MonkeyPatch, noticed: str
) -> None:
    monkeypatch.setattr(syncing, "WATCH_S", 0.02 if noticed == "by looking" else 60.0)
    older = storied.with_name("older")
    shutil.copyfile(storied, older)
    older.chmod(0o600)
    async with app.run_test(size=WIDE, notifications=True) as coach:
        session_id = await open_notes(coach)
        await press(coach, *"before", "ctrl+g", "enter", "tab", *"after")
        older.replace(storied)
        if noticed == "by looking":
            await until(coach, lambda: syncing.MENDED[:30] in seen(coach))
        await press(coach, "ctrl+g")
        await until(coach, lambda: syncing.MENDED[:30] in seen(coach))
        both = "SELECT n.body || ' ' || s.body FROM session_note n JOIN session_summary s USING (id) WHERE id = ?"
        assert row_of(storied, both, session_id) == "before after", "of before, and the write, in the new file"


async def test_a_file_that_can_not_be_brought_together_says_where_what_was_open_lies(
    app: CoachApp, storied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rescue(practice: Any) -> None:
        raise errors.OtherPractice("The file is another practice. What the program had open is kept in /rescue/1.")

    monkeypatch.setattr("coachtui.store.sync.rescue", rescue)
    async with app.run_test(size=WIDE) as coach:
        await open_notes(coach)
        await press(coach, *"typed")
        part = storied.with_name("part")
        shutil.copyfile(storied, part)
        part.replace(storied)
        await press(coach, "ctrl+g")
        assert "is kept in /rescue/1" in seen(coach)
        assert "typed" in seen(coach)


async def test_toasts_take_each_others_place_and_errors_stay(app: CoachApp) -> None:
    async with app.run_test(size=NARROW, notifications=True) as coach:
        await settled(coach)
        for words in ("One thing was done.", "Another was done.", "A third was done."):
            app.say(words)
        app.say("This went wrong.", wrong=True)
        app.say("A fourth was done.")
        await until(coach, lambda: "A fourth was done." in seen(coach))
        await until(coach, lambda: not any(gone in seen(coach) for gone in ("One thing", "Another was", "A third")))
        assert "This went wrong." in seen(coach)


def test_the_first_trouble_is_what_the_header_says() -> None:
    ahead = IN_STEP._replace(ahead=timedelta(minutes=59), ahead_words="the laptop's clock is 59 min ahead")
    conflicts = ahead._replace(conflicts=2)
    waiting = ahead._replace(state=SyncState.WAITING, words="waiting for the desktop's file")
    gone = conflicts._replace(state=SyncState.UNREACHABLE, words="the folder can't be reached")
    off = IN_STEP._replace(state=SyncState.OFF)
    assert [summary(Standing(status)) for status in (IN_STEP, ahead, conflicts, waiting, gone, off, None)] == [
        (marks.FINE, "in step with the laptop", RIGHT),
        (marks.NEEDS_YOU, "the laptop's clock is 59 min ahead", NEEDS),
        (marks.NEEDS_YOU, "2 conflicts", NEEDS),
        (marks.MOVED, "waiting for the desktop's file", LABEL),
        (marks.NEEDS_YOU, "the folder can't be reached", WRONG),
        None,
        None,
    ]
    assert summary(Standing(IN_STEP, trouble="No room.")) == (marks.NEEDS_YOU, "No room.", WRONG)
    assert [way.plain for way in drawn(Standing(conflicts))] == ["▲ 2 conflicts", "▲ sync"]
    assert told([Merged()]) == ""
    assert told([ARRIVED, Merged(("tablet",), removed=1)]) == (
        "From the laptop and the tablet: 1 new, 2 changed, 1 removed for good, 1 conflict"
    )


@pictures
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_other_devices(
    snap_compare: Callable[..., bool], make_app: MakeApp, storied: Path, folder: Folder, size: tuple[int, int]
) -> None:
    folder.merged = [ARRIVED]
    folder.status = IN_STEP._replace(
        conflicts=1,
        unfinished=("a note is unfinished on the laptop",),
        ahead_words="the laptop's clock is 59 min ahead",
    )

    async def run(coach: Coach) -> None:
        await settled(coach)
        await until(coach, lambda: "▲" in seen(coach).partition("\n")[0])
        await pressing("S")(coach)
        await asyncio.sleep(0)

    assert snap_compare(make_app(storied, theme="paper"), terminal_size=size, run_before=run)


@pictures
def test_other_devices_while_there_are_none(snap_compare: Callable[..., bool], app: CoachApp) -> None:
    assert snap_compare(app, terminal_size=NARROW, run_before=pressing("S", "f"))
