"""Encrypted practice files for tests: the passphrase is derived once, which takes a tenth of a second."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from coachtui.paths import Paths
from coachtui.store import keys, passphrases
from coachtui.store.keys import Key

PASSPHRASE = "korrekt Pferd Batterie"
OTHER = "another one altogether"


@cache
def derived(passphrase: str, rounds: int) -> str:
    """Return the key of a passphrase, under a salt of its own, as text."""
    return keys.fresh(passphrase).raw


def key_of(passphrase: str = PASSPHRASE) -> Key:
    """Return a key that can be wiped; the next one is whole again."""
    return Key.read(derived(passphrase, keys.ROUNDS))


def encrypt(path: Path, paths: Paths, passphrase: str = PASSPHRASE) -> Path:
    """Put a plain practice file under a passphrase."""
    passphrases.rewrite(path, paths, key=None, new=key_of(passphrase))
    return path


def holds(root: Path, *texts: str) -> list[Path]:
    """Return every file below `root` in which one of the texts can be read, in UTF-8 or UTF-16."""
    wanted = [text.encode(encoding) for text in texts for encoding in ("utf-8", "utf-16-le")]
    files = [path for path in root.rglob("*") if path.is_file()]
    return [path for path in files if any(text in path.read_bytes() for text in wanted)]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys in no time: only this program opens such files by their passphrase."""
    monkeypatch.setattr(keys, "ROUNDS", 10)
