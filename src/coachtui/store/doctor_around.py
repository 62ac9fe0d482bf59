"""What lies around a practice file: who may look at it, on what disk it is, its backups, its copies, its remains."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from coachtui.domain.backups import Backup, Condition
from coachtui.domain.syncing import SyncState
from coachtui.domain.words import plural
from coachtui.store import backups, sync
from coachtui.store.findings import Finding, Level, Trouble, warn
from coachtui.store.practice import Practice
from coachtui.store.sync import services, standing

OLD_BACKUP = timedelta(days=7)
OLD_COPY = timedelta(days=14)
"""How long nothing may have gone to the other devices, or come in, before that is told."""
UNFINISHED = (".part", ".migrating", ".new")
MOUNTS = Path("/proc/self/mounts")
NETWORK = ("nfs", "cifs", "smb", "afs", "9p", "ceph", "glusterfs", "fuse.sshfs", "fuse.rclone", "davfs", "ncpfs")
"""What the types of network file systems begin with, as Linux names them."""


def privacy(practice: Practice) -> Trouble:
    """Tell what others on this machine can look into."""
    if os.name == "nt":  # its modes say nothing about who may read
        return
    kept = backups.listed(practice.paths.backups, practice.path)
    rescued = _rescued(practice)
    for place, mode in (
        (practice.path, 0o600),
        (practice.path.parent, 0o700),
        *((practice.paths.backups, 0o700) for _ in kept[:1]),
        *((backup.path, 0o600) for backup in kept),
        *((copy.parent, 0o700) for copy in rescued[:1]),
        *((copy, 0o600) for copy in rescued),
    ):
        if place.stat().st_mode & 0o077:
            yield warn("others on this machine can look into it", place, f"Run `chmod {mode:o} '{place}'`.")
    if not practice.writable:
        yield warn("is read-only", practice.path, "Give yourself the right to write the file and its directory.")


def lie(practice: Practice) -> Trouble:
    """Tell whether the file lies where a service may replace it, or where locks can't be relied on."""
    advice = services.advice(practice.path)
    if advice:
        yield warn(f"lies in a folder of {services.service_of(practice.path)}", practice.path, advice)
    kind = _file_system(practice.path)
    if kind.startswith(NETWORK):
        yield warn(
            f"lies on a network file system ({kind})",
            practice.path,
            "Open it on one machine at a time: locks between machines can't be relied on there, nor can what was "
            "saved be when the connection breaks. Keep the file on this machine, and let `coachtui sync` use it.",
        )


def kept(practice: Practice) -> Trouble:
    """Tell whether there is a backup, fresh, good, and encrypted like the file."""
    directory = practice.paths.backups
    own = [
        one
        for one in backups.listed(directory, practice.path)
        if one.practice == backups.short_id(practice.db_id) and one.reason != backups.AS_IT_WAS
    ]
    todo = "Run `coachtui backup`, and keep a copy on another disk."
    if not own:
        yield warn("there is no backup", directory, todo)
        return
    bad, good = _newest_good(own, practice)
    if bad:
        yield warn(
            f"{plural(len(bad), 'backup')} can't be relied on: changed on the disk, or damaged ({bad[0].name})",
            directory,
            "`coachtui backup --verify` looks into all of them. Look after the disk, and run `coachtui backup`.",
        )
    if good is None:
        yield warn("there is no good backup", directory, todo)
    elif (age := practice.clock() - good.made_at) > OLD_BACKUP:
        yield warn(f"the newest good backup is {span(age)} old", directory, todo)
    plain = [one for one in own if not one.encrypted]
    if plain and practice.db.key is not None:
        yield warn(
            f"{plural(len(plain), 'backup')} of the encrypted file can be read without its passphrase",
            directory,
            "`coachtui passphrase copies` lists and removes them.",
        )


def strays(practice: Practice) -> Trouble:
    """Tell what was left behind by work that was cut short, and what was rescued and waits to be brought in."""
    for place in (practice.path.parent, practice.paths.backups):
        for stray in _unfinished(place, practice.path):
            yield warn("was left behind by work that was cut short", stray, "Remove it when no coachtui is running.")
    for stray in sorted(practice.paths.state.glob("merge-*")):
        yield warn("was left behind by a merge that was cut short", stray, "The next merge removes it.")
    for copy in _rescued(practice):
        yield warn(
            "holds what a program had open when the file was replaced",
            copy,
            f"`coachtui merge '{copy}'` brings it in; then remove it.",
        )


def devices(practice: Practice) -> Trouble:
    """Tell how the folder stands in which the practice meets its copies."""
    status = sync.status(practice)
    if status.state is SyncState.OFF:
        return
    if status.state not in (SyncState.IN_STEP, SyncState.WAITING):
        yield warn(status.words, status.folder, "`coachtui sync --status` says more.")
    if status.ahead_words:
        yield warn(
            status.ahead_words,
            status.folder,
            "Set the clocks of your machines right. Nothing is lost: the order holds.",
        )
    now = practice.clock()
    for moment, what in (
        (status.published_at, "nothing went to the other devices"),
        (status.collected_at, "nothing was looked for from the other devices"),
    ):
        if moment is None or now - moment > OLD_COPY:
            since = f"for {span(now - moment)}" if moment else "yet"
            yield warn(f"{what} {since}", status.folder, "Run `coachtui sync --once`.")
    for peer in status.peers:
        if peer.words:
            yield Finding(Level.OK, f"{peer.device}: {peer.words}", peer.file)
    for label, words in standing.strays(practice).items():
        yield Finding(Level.OK, words, f"{status.folder}/{label}", "It is left alone. Remove it if nobody needs it.")


def span(span: timedelta) -> str:
    """Return a length of time in words: "9 days", "3 hours"."""
    hours = int(span.total_seconds() // 3600)
    if hours >= 48:
        return f"{hours // 24:,} days"
    return f"{hours} hours" if hours else f"{int(span.total_seconds() // 60)} minutes"


def _newest_good(own: list[Backup], practice: Practice) -> tuple[list[Backup], Backup | None]:
    """Return the newest backup that is good, and those that are newer and are not."""
    bad: list[Backup] = []
    for one in own:
        if backups.condition(one, practice.db.key) is not Condition.BAD:
            return bad, one
        bad.append(one)
    return bad, None


def _unfinished(directory: Path, path: Path) -> Iterator[Path]:
    for file in sorted(directory.iterdir()) if directory.is_dir() else ():
        ours = file.name.startswith((path.stem, f".{path.name}."))
        if (ours and file.suffix in UNFINISHED) or file.name.startswith(".former-"):
            yield file


def _rescued(practice: Practice) -> list[Path]:
    return sorted((practice.paths.state / "rescue").glob(f"{backups.short_id(practice.db_id)}-*"))


def _file_system(path: Path) -> str:
    """Return the type of the file system on which a file lies, "" where the system does not say."""
    try:
        mounts = [line.split() for line in MOUNTS.read_text(errors="replace").splitlines()]
    except OSError:
        return ""
    kind, depth = "", -1
    for _, at, type_, *_ in mounts:
        place = Path(at.replace("\\040", " "))
        if path.is_relative_to(place) and len(place.parts) >= depth:
            kind, depth = type_, len(place.parts)
    return kind
