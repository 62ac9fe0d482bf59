"""Where the command line takes a passphrase from: an option, the environment, the keyring, or whoever is there."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coachtui.cli import streams

if TYPE_CHECKING:
    from coachtui.store.keys import Key
    from coachtui.store.practice import Practice

FILE, VARIABLE = "COACHTUI_PASSPHRASE_FILE", "COACHTUI_PASSPHRASE"
TRIES = 3
"""How often a passphrase, or a new one, is asked for."""


def given(file: Path | None) -> str | None:
    """Return the passphrase of --passphrase-file or of the environment; None when there is none. Raises Refused."""
    from coachtui.store.passphrases import read_file

    named = file or (Path(os.environ[FILE]) if os.environ.get(FILE) else None)
    if named is not None:
        return read_file(named.expanduser())
    return os.environ.get(VARIABLE) or None


def unasked(path: Path, file: Path | None) -> Key | None:
    """Return the key of an encrypted file if it can be had without asking anyone. Raises WrongKey, or Refused."""
    from coachtui.store import driver, keyrings, passphrases, recognise
    from coachtui.store.errors import WrongKey

    passphrase = given(file)
    if passphrase is not None:
        return passphrases.key_for(path, passphrase)
    key = keyrings.recall(driver.beginning(path))
    try:
        if key is not None:
            recognise.check(path, key)
    except WrongKey:
        return None  # what is kept there is of no use any more
    return key


def key_of(path: Path, file: Path | None) -> Key:
    """Return the key of an encrypted file, asked for at the terminal if need be. Raises Locked or Refused."""
    from coachtui.store import driver, passphrases
    from coachtui.store.errors import WrongKey

    key = unasked(path, file)
    if key is not None:
        return key
    if not can_ask():
        raise driver.locked(path)
    for left in range(TRIES - 1, 0, -1):
        try:
            return passphrases.key_for(path, asked(f"Passphrase of {path}: "))
        except WrongKey:
            streams.tell(f"That passphrase does not open it. Try again; {left} more.")
    return passphrases.key_for(path, asked("Passphrase: "))


def chosen(file: Path | None, *, may_be_none: bool) -> str | None:
    """Return a new passphrase: what `file` holds, or what is typed twice; None when nobody is there to type one.

    Empty, if that is allowed, means none. What is to be said about it is told. Raises Refused, in words.
    """
    from coachtui.store import errors, passphrases

    if file is None and not can_ask():
        return None
    passphrase = passphrases.read_file(file.expanduser()) if file else _typed_twice(may_be_none)
    if not passphrase and not may_be_none:
        raise errors.Refused("There is no passphrase without a letter, so nothing was changed.")
    advise(passphrase)
    return passphrase


def advise(passphrase: str) -> None:
    """Tell what there is to say about a passphrase that was chosen."""
    from coachtui.store.passphrases import advice

    if told := advice(passphrase):
        streams.tell(told)


def for_new_file(path: Path, file: Path | None) -> Key | None:
    """Return the key of a practice file that is still to be made, None for a plain one; what that means is told."""
    from coachtui.store import keys

    if path.exists():
        return None  # whoever makes files refuses
    passphrase = given(file)
    if passphrase is None:
        passphrase = chosen(None, may_be_none=True)
    else:
        advise(passphrase)
    if not passphrase:
        streams.tell("It has no passphrase: anyone with this file can read it. `coachtui passphrase set` gives it one.")
        return None
    return keys.fresh(passphrase)


def _typed_twice(may_be_none: bool) -> str:
    from coachtui.store import errors

    streams.tell("What you type is not shown. Without the passphrase nobody can open the file: there is no way back.")
    if may_be_none:
        streams.tell("Press enter for none: then anyone who has the file can read it.")
    for _ in range(TRIES):
        first = asked("New passphrase: ")
        if not first or first == asked("The same again: "):
            return first
        streams.tell("The two are not the same.")
    raise errors.Refused("The two were never the same, so nothing was changed.")


def asked(question: str) -> str:
    """Ask for a passphrase at the terminal, without showing it."""
    from getpass import getpass

    return getpass(question, stream=sys.stderr)


def agreed_to_plain(practice: Practice, plain: bool) -> None:
    """Ask whether what an encrypted practice holds may be written unencrypted, unless it was said. Raises Refused."""
    from coachtui.store import errors

    if practice.db.key is not None and not plain:
        question = "The practice is encrypted, and what is written will not be. Write it all the same?"
        if not consented(question):
            raise errors.Refused("Nothing was written. With --plain it is written without asking.")


def consented(question: str) -> bool:
    """Ask whether to go on; no, when nobody is there to ask."""
    if not can_ask():
        return False
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def can_ask() -> bool:
    """Whether someone is there to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()
