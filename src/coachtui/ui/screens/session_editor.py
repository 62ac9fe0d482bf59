"""Writing a text in the coach's own editor: it leaves the practice file for a while, so this is off until allowed."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from coachtui.paths import private_directory

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App

NAME = "notes.md"
IN_MEMORY = ("tmpfs", "ramfs")
MOUNTS = Path("/proc/self/mounts")


class EditorError(Exception):
    """The editor did not give a text back; in words. What was typed before is as it was."""


def how_to_allow(settings: Path) -> str:
    """Return how the coach may allow an editor, and what that means."""
    return (
        f"Opening your own editor is off. To allow it, write  editor = true  into {settings}. "
        "The text then leaves the practice file while you write: it is kept in memory where there is such a place, "
        "but it can reach swap, and the swap, undo and backup files that your editor keeps elsewhere."
    )


def command() -> list[str]:
    """Return the coach's editor as $VISUAL or $EDITOR names it. Raises EditorError."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        parts = shlex.split(named)
    except ValueError:
        raise EditorError(f"$VISUAL or $EDITOR can't be read: {named}. Check its quotation marks.") from None
    if not parts:
        raise EditorError("No editor is named. Set $VISUAL or $EDITOR, or write here.")
    return parts


def edit_outside(app: App[Any], text: str, fallback: Path) -> str:
    """Hand the terminal to the coach's editor with a text, and return what it became.

    `fallback` is as for `edit`. Raises EditorError, and SuspendNotSupported where the terminal can't be handed over.
    """
    editor = command()
    with app.suspend(), _interrupts_left_to_the_editor():
        try:
            return edit(text, editor, fallback)
        except EditorError as error:
            # Raised in here, it would keep the app from taking the terminal back.
            problem = error
    raise problem


def edit(text: str, editor: list[str], fallback: Path) -> str:
    """Let the coach edit a text in a private file and return it; the file is gone afterwards. Raises EditorError.

    The terminal must have been handed over. `fallback` is a directory for machines without one in memory.
    """
    try:
        with private_file(text, fallback) as file:
            return _edited(file, text, editor)
    except OSError as error:
        raise EditorError(
            f"No private file could be made for your editor ({error.strerror}). Write here instead."
        ) from None


def _edited(file: Path, text: str, editor: list[str]) -> str:
    try:
        done = subprocess.run([*editor, str(file)], check=False)
    except OSError as error:
        raise EditorError(f"{editor[0]} could not be started ({error.strerror}). Write here instead.") from None
    if done.returncode:
        how = f"ended with code {done.returncode}" if done.returncode > 0 else "was stopped"
        raise EditorError(f"{editor[0]} {how}, so your text is as it was before.")
    try:
        return _read(file, text)
    except OSError as error:
        raise EditorError(f"The text could not be read back ({error.strerror}); it is as it was before.") from None
    except UnicodeDecodeError:
        raise EditorError("What the editor saved is not UTF-8, so your text is as it was before.") from None


@contextmanager
def _interrupts_left_to_the_editor() -> Iterator[None]:
    """Ignore ctrl+c, which reaches every program on the terminal, while it is meant for the editor."""
    # A function, since the editor would inherit SIG_IGN.
    former = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)


@contextmanager
def private_file(text: str, fallback: Path) -> Iterator[Path]:
    """Hold a text in a file that only its owner can read, in memory if the machine has a place for that."""
    directory = Path(mkdtemp(prefix="coachtui-", dir=place(fallback)))
    try:
        file = directory / NAME
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
            opened.write(text)
        yield file
    finally:
        # With what the editor left beside it.
        shutil.rmtree(directory, ignore_errors=True)


def place(fallback: Path, mounts: Path = MOUNTS) -> Path:
    """Return a directory in memory, or else the fallback, made private."""
    in_memory = _in_memory(mounts)
    for found in (os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"):
        if found and os.access(found, os.W_OK | os.X_OK) and _mount(Path(found)) in in_memory:
            return Path(found)
    return private_directory(fallback)


def _in_memory(mounts: Path) -> set[Path]:
    try:
        rows = [row.split() for row in mounts.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:
        return set()
    return {Path(row[1]) for row in rows if len(row) > 2 and row[2] in IN_MEMORY}


def _mount(path: Path) -> Path:
    path = path.resolve()
    return next(one for one in (path, *path.parents) if one.is_mount())


def _read(file: Path, before: str) -> str:
    text = file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    # Editors end a file with a line break; the text had none unless it was typed.
    return text[:-1] if text.endswith("\n") and not before.endswith("\n") else text
