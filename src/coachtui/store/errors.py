"""What can go wrong with a practice file, in words for the coach."""

# ruff: noqa: N818 - the names say what happened, in the words of the coach
from __future__ import annotations


class PracticeError(Exception):
    """Something about the practice file, told plainly: what happened, what was kept, what to do."""


class NoPractice(PracticeError):
    """There is no file at that path."""


class ForeignFile(PracticeError):
    """The file belongs to another program, or is no database."""


class NewerPractice(PracticeError):
    """The file was written by a newer coachtui."""


class OtherPractice(PracticeError):
    """The file is another practice, no copy of this one."""


class Locked(PracticeError):
    """The file is encrypted, and no passphrase was given."""


class WrongKey(Locked):
    """What was given does not open the file, or its beginning is damaged: the two can't be told apart."""


class NoKeyring(PracticeError):
    """This machine has no keyring that could be used."""


class DamagedPractice(PracticeError):
    """The file does not hold together."""


class ReadOnlyPractice(PracticeError):
    """The file or its directory can't be written."""


class PracticeBusy(PracticeError):
    """Another program holds the file."""


class Unreachable(PracticeError):
    """The folder that the devices share is not there, or can't be read or written."""


class DiskFull(PracticeError):
    """There is no room to write."""


class ReplacedPractice(PracticeError):
    """The file at the path is no longer the one that was opened."""


class Refused(PracticeError):
    """The database's own rules refused a change."""


class Failed(PracticeError):
    """A statement that the database could not carry out: a mistake of coachtui, or a damaged schema."""


class NotFound(PracticeError):
    """A record is not there, or no longer."""


class Stopped(PracticeError):
    """Long work was stopped by its coach."""


class PracticeClosed(PracticeError):
    """Something was asked of a practice that is closed already."""


class NothingToUndo(PracticeError):
    """There is no action to undo or redo."""
