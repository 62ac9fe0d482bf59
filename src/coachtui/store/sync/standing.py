"""How this device stands to the others, from what was noted: nothing is copied, and nothing merged."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from coachtui.domain.syncing import Peer, SyncState, SyncStatus, span_words
from coachtui.domain.underneath import the
from coachtui.store import drafts
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice
from coachtui.store.sync import memory, services, snapshots
from coachtui.store.sync.memory import Memory
from coachtui.store.sync.outcomes import Outcome

SEVERITY = list(SyncState)
"""The later in the list, the sooner it must be told."""


def status(practice: Practice) -> SyncStatus:
    """Return how this device stands to the others. Reads what was noted; merges nothing."""
    noted = memory.recall(practice)
    names = _device_names(practice.db)
    peers = tuple(_peer(label, noted, names) for label in sorted(noted.files))
    state, words = _standing(noted, names)
    ahead = timedelta(seconds=noted.ahead_s) if noted.ahead_s else None
    whose = f"{the(noted.ahead_of)}'s clock is" if noted.ahead_of else "This device's clock was"
    (conflicts,) = practice.db.execute(
        "SELECT count(*) FROM conflict WHERE resolution IS NULL AND deleted_at IS NULL"
    ).fetchone()
    return SyncStatus(
        folder=noted.folder,
        state=state,
        words=words,
        peers=peers,
        conflicts=conflicts,
        ahead=ahead,
        ahead_words=f"{whose} {span_words(ahead)} ahead" if ahead else "",
        published_at=noted.moment("published_at"),
        collected_at=noted.moment("collected_at"),
        unfinished=unfinished(practice.db),
        advice=services.advice(practice.path),
    )


def strays(practice: Practice) -> dict[str, str]:
    """Return what lies in the folder and is left alone, with why, by its place in it."""
    files = memory.recall(practice).files
    left = (Outcome.OTHER_PRACTICE, Outcome.FOREIGN)
    return {
        label: f"{label} {Outcome(look.outcome).words}."
        for label, look in files.items()
        if Outcome(look.outcome) in left
    }


def unfinished(db: Connection) -> tuple[str, ...]:
    """Return what others have typed and not saved: "a note is unfinished on the laptop"."""
    said = [
        f"{_form(one.form)} is unfinished on {the(one.device) if one.device else 'another device'}"
        for one in drafts.waiting(db)
        if not one.here
    ]
    return tuple(dict.fromkeys(said))


def _form(form: str) -> str:
    noun = "note" if "note" in form else form
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _standing(noted: Memory, names: dict[str, str]) -> tuple[SyncState, str]:
    if not noted.folder:
        damaged = "what was remembered of the folder can't be read; name it again with `coachtui sync FOLDER`"
        return SyncState.OFF, damaged if noted.is_damaged else "no folder is set"
    if not Path(noted.folder).is_dir():
        return SyncState.UNREACHABLE, f"the folder {noted.folder} can't be reached"
    if noted.trouble:
        return SyncState.UNREACHABLE if noted.unreachable else SyncState.STOPPED, noted.trouble
    label, outcome = "", Outcome.MERGED
    for other, look in sorted(noted.files.items()):
        found = Outcome(look.outcome)
        if SEVERITY.index(found.state) > SEVERITY.index(outcome.state):
            label, outcome = other, found
    if outcome.state is SyncState.IN_STEP:
        own = snapshots.site_letters(noted.site)
        devices = sorted(
            {
                _device(label, names)
                for label, look in noted.files.items()
                if look.outcome == outcome and snapshots.site_of(label.rpartition("/")[2]) != own
            }
        )
        return SyncState.IN_STEP, f"in step with {_listed(devices)}" if devices else "in step; no other device yet"
    device = _device(label, names)
    whose = device if label.endswith(device) else f"{device}'s file"
    if outcome is Outcome.UNREADABLE:
        return outcome.state, f"{whose} can't be read ({noted.files[label].words})"
    if outcome.state is SyncState.WAITING:
        return SyncState.WAITING, f"waiting for {whose}"
    return outcome.state, noted.files[label].words or f"{whose} {outcome.words}"


def _listed(devices: list[str]) -> str:
    return devices[0] if len(devices) == 1 else f"{', '.join(devices[:-1])} and {devices[-1]}"


def _peer(label: str, noted: Memory, names: dict[str, str]) -> Peer:
    look = noted.files[label]
    written = datetime.fromtimestamp(look.changed_ns / 1e9, UTC) if look.changed_ns > 0 else None
    outcome = Outcome(look.outcome)
    return Peer(_device(label, names), label, written, look.words or outcome.words, outcome is Outcome.OTHER_KEY)


def _device(label: str, names: dict[str, str]) -> str:
    """Return whose file it is, as one speaks of it; a file that does not say so is called by its name."""
    file = label.rpartition("/")[2]
    site = snapshots.site_of(file)
    device = names.get(site) or snapshots.device_in(file)
    return the(device) if device else file


def _device_names(db: Connection) -> dict[str, str]:
    return {snapshots.site_letters(site): name for site, name in db.execute("SELECT site, name FROM device")}
