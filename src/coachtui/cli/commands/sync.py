"""coachtui sync"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachtui.cli import other_keys, outline, passphrases, streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place
from coachtui.cli.stopping import stoppable

if TYPE_CHECKING:
    from coachtui.domain.syncing import SyncReport, SyncStatus
    from coachtui.store.keys import Key
    from coachtui.store.practice import Practice

SAME = "Put this machine's file under that passphrase too, so that neither machine asks again?"


@click.command("sync")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--once", is_flag=True, help="One round for cron: says nothing unless something came in or is wrong.")
@click.option("--status", "only_status", is_flag=True, help="Only say how this machine stands to the others.")
@click.option("--off", is_flag=True, help="No more rounds; what lies in the folder stays there.")
@click.option(
    "--adopt", is_flag=True, help="The practice file lies in a synced folder: move on to one of this machine."
)
@click.option("--take-passphrase", is_flag=True, help="Put this machine's file under the passphrase of the others'.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@pass_place
def command(
    place: Place,
    folder: Path | None,
    once: bool,
    only_status: bool,
    off: bool,
    adopt: bool,
    take_passphrase: bool,
    as_json: bool,
) -> None:
    """Meet your other machines in FOLDER: of Dropbox, iCloud, OneDrive, Nextcloud, Syncthing, a share or a stick.

    FOLDER is said once. A round then takes in what the others have put there, and puts a copy of this practice there
    for them; the screens do so by themselves, and `coachtui sync` does it now. The exit code is 7 when a file of
    another machine could not be taken in.

    The file of a machine with another passphrase is opened by the one that is given or typed. With --take-passphrase
    this machine's file gets that one, too.
    """
    if sum((bool(folder), only_status, off, adopt)) > 1:
        raise click.UsageError("FOLDER, --status, --off and --adopt don't go together.")
    if adopt:
        _adopt(place)
    elif off:
        _off(place)
    elif only_status:
        _say_status(place, as_json)
    else:
        _meet(place, folder, quiet=once, take=take_passphrase, as_json=as_json)


def _meet(place: Place, folder: Path | None, *, quiet: bool, take: bool, as_json: bool) -> None:
    from coachtui.domain.syncing import SyncState
    from coachtui.store import sync

    with place.open() as practice:
        if folder is not None:
            sync.set_folder(practice, folder)
        report, keys = _round(place, practice)
    if keys and (take or (not quiet and passphrases.consented(SAME))):
        other_keys.take(place, keys[0])
        with place.open() as practice:
            again = sync.once(practice, keys=keys[1:])
        report = again._replace(merged=(*report.merged, *again.merged))
    if as_json:
        streams.say_json({"published": report.published, "elsewhere": report.elsewhere, **_data(report.status)})
    else:
        _say(report, quiet=quiet)
    if report.status.state in (SyncState.OTHER_KEY, SyncState.NEWER, SyncState.STOPPED):
        raise click.exceptions.Exit(outline.IN_PART)


def _round(place: Place, practice: Practice) -> tuple[SyncReport, list[Key]]:
    from coachtui.domain.syncing import SyncState
    from coachtui.store import errors, sync

    if sync.folder_of(practice) is None:
        raise errors.Refused(
            "No folder is set in which this machine meets the others. `coachtui sync FOLDER` names one."
        )
    with stoppable(practice, "Syncing") as step:
        report = sync.once(practice, step)
    keys = other_keys.found(place, practice, report) if report.status.state is SyncState.OTHER_KEY else []
    if keys:
        with stoppable(practice, "Syncing") as step:
            again = sync.once(practice, step, keys=keys)
        report = again._replace(
            merged=(*report.merged, *again.merged),
            published=report.published or again.published,
            left_alone=report.left_alone,
        )
    return report, keys


def _say(report: SyncReport, *, quiet: bool) -> None:
    from coachtui.domain.syncing import SyncState

    if report.elsewhere:
        if not quiet:
            streams.tell("Another coachtui is at it just now; nothing was done.")
        return
    for merged in report.merged:
        if not merged.nothing:
            streams.say(merged.words())
        for note in merged.notes:
            streams.tell(note)
    for words in report.left_alone:
        streams.tell(words)
    status = report.status
    if quiet and status.state in (SyncState.IN_STEP, SyncState.WAITING):
        return
    if report.published:
        streams.say("Published what is new here.")
    streams.tell(f"{_sentence(status.words)}")
    for words in _remarks(status):
        streams.tell(words)


def _remarks(status: SyncStatus) -> list[str]:
    from coachtui.domain.words import plural

    open_ones = f"{plural(status.conflicts, 'conflict')} to look at: `coachtui conflicts`."
    said = [open_ones] if status.conflicts else []
    said += [f"{_sentence(words)}" for words in (*status.unfinished, status.ahead_words) if words]
    return [*said, *filter(None, [status.advice])]


def _say_status(place: Place, as_json: bool) -> None:
    from coachtui.store import sync

    with place.open() as practice:
        status = sync.status(practice)
    if as_json:
        streams.say_json(_data(status))
        return
    told = not status.folder or status.folder in status.words
    streams.say(_sentence(status.words) if told else f"{status.folder}: {status.words}")
    for words, moment in (("published", status.published_at), ("collected", status.collected_at)):
        if moment is not None:
            streams.say(f"  {words} {_when(moment)}")
    for peer in status.peers:
        streams.say(f"  {peer.file}{f', {_when(peer.published_at)}' if peer.published_at else ''}: {peer.words}")
    for words in _remarks(status):
        streams.say(words)


def _off(place: Place) -> None:
    from coachtui.store import sync

    with place.open() as practice:
        folder = sync.folder_of(practice)
        sync.set_folder(practice, None)
    if folder is None:
        streams.tell("No folder was set.")
    else:
        streams.tell(f"This machine meets the others no more. What it put into {folder} stays there.")


def _adopt(place: Place) -> None:
    from coachtui.store.sync.adopting import adopt

    with place.open() as practice:
        former = practice.path
        path = adopt(practice, place.paths.practice)
    streams.say(str(path))
    streams.tell(
        f"From now on this machine writes to {path}, and meets the others in {former.parent}. {former} was left there: "
        "when no machine opens it any more, you may remove it."
    )


def _data(status: SyncStatus) -> dict[str, object]:
    return {
        "folder": status.folder or None,
        "state": status.state.value,
        "words": status.words,
        "conflicts": status.conflicts,
        "ahead_seconds": int(status.ahead.total_seconds()) if status.ahead else None,
        "published_at": status.published_at and status.published_at.isoformat(),
        "collected_at": status.collected_at and status.collected_at.isoformat(),
        "unfinished": list(status.unfinished),
        "advice": status.advice or None,
        "files": [
            {
                "device": peer.device,
                "file": peer.file,
                "published_at": peer.published_at and peer.published_at.isoformat(),
                "words": peer.words,
            }
            for peer in status.peers
        ],
    }


def _when(moment: object) -> str:
    from datetime import datetime

    from coachtui.domain.words import clock, exact

    assert isinstance(moment, datetime)
    here = moment.astimezone()
    return f"{exact(here.date())} {clock(here)}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith('.') else '.'}"
