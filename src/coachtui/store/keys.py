"""The key of an encrypted practice file: how it comes from a passphrase, and how little of it is ever seen."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from typing import NoReturn

ROUNDS = 256_000
"""Rounds of PBKDF2-HMAC-SHA512, as SQLCipher 4 does it: the file opens with other tools too, by its passphrase."""
KEY_BYTES = 32
SALT_BYTES = 16
"""The first bytes of an encrypted file are its salt (zetetic.net/sqlcipher/design)."""


class Passphrase(str):
    """A passphrase on its way to where it is used; it does not show in a repr, and so in no message or error."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Passphrase(…)"


class Key:
    """What opens an encrypted file, its backups and its snapshots: derived bytes and the salt that goes with them.

    Never part of a repr, of an error, or of a pickle. `forget` wipes it, as far as Python can: texts made from it for
    SQLite live until they are collected.
    """

    __slots__ = ("_bytes",)

    def __init__(self, derived: bytes, salt: bytes):
        if len(derived) != KEY_BYTES or len(salt) != SALT_BYTES:
            raise ValueError("a key has 32 bytes, and a salt 16")
        self._bytes = bytearray(derived + salt)

    @classmethod
    def read(cls, raw: str) -> Key:
        """Return the key that `raw` wrote. Raises ValueError, without what was read."""
        try:
            read = bytes.fromhex(raw.removeprefix("x'").removesuffix("'"))
        except ValueError:
            raise ValueError("that is no key") from None
        return cls(read[:KEY_BYTES], read[KEY_BYTES:])

    @property
    def raw(self) -> str:
        """The form that SQLCipher takes without deriving anything. Raises Locked when it was forgotten."""
        if not any(self._bytes):
            from coachtui.store import errors

            raise errors.Locked("The practice is locked. Unlock it with its passphrase.")
        return f"x'{self._bytes.hex()}'"

    @property
    def salt(self) -> bytes:
        """The first bytes of every file that this key opens."""
        return bytes(self._bytes[KEY_BYTES:])

    def forget(self) -> None:
        """Overwrite the key where it lies in memory; nothing can be opened with it any more."""
        self._bytes[:] = bytes(len(self._bytes))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self._bytes == other._bytes

    __hash__ = None  # type: ignore[assignment]  # it changes when it is wiped, so no set or mapping may hold it

    def __repr__(self) -> str:
        return "Key(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not written down")


def derive(passphrase: str, salt: bytes) -> Key:
    """Return the key of a passphrase for the file that begins with `salt`: about 0.1 s of work, on purpose.

    The same letters count the same however a keyboard composes them (Unicode NFC).
    """
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return Key(hashlib.pbkdf2_hmac("sha512", typed, salt, ROUNDS, KEY_BYTES), salt)


def fresh(passphrase: str) -> Key:
    """Return the key of a passphrase for a file that is still to be made, under a salt of its own."""
    salt = os.urandom(SALT_BYTES)
    while salt.isascii():  # such a beginning might be taken for the text of another file
        salt = os.urandom(SALT_BYTES)
    return derive(passphrase, salt)
