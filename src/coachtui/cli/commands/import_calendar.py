"""coachtui import calendar"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coachtui.cli import outline, streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place

if TYPE_CHECKING:
    from coachtui.domain.calendar import Answer, Engaged, Question, Step
    from coachtui.exchange.calendar import Import, Preview
    from coachtui.store.practice import Practice

LINES_NAMED = 3
"""Lines of an event in question that are named."""


@click.command("calendar")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option("--dry-run", is_flag=True, help="Show what each event comes to, and write nothing.")
@click.option("--match", "matches", multiple=True, metavar="TITLE=CLIENT", help="Whose the events with a title are.")
@click.option("--nobody", multiple=True, metavar="TITLE", help="Events with this title are nobody's engagement.")
@click.option(
    "--vanished",
    type=click.Choice(["ask", "keep", "cancel"]),
    default="ask",
    help="Sessions whose event is in the calendar no more: ask at a terminal, keep for good, or cancel.",
)
@click.option("--json", "as_json", is_flag=True, help="What each event comes to, as JSON.")
@pass_place
def command(
    place: Place,
    file: Path,
    dry_run: bool,
    matches: tuple[str, ...],
    nobody: tuple[str, ...],
    vanished: str,
    as_json: bool,
) -> None:
    """Take sessions in from FILE, a calendar that Google, Apple, Outlook or another program has exported (.ics).

    Whose an event is, is known by the address of a client who takes part; an event with the client's manager or
    sponsor is a three-way. Failing that, by the whole name of one client in the title. Where only a part of a name is
    there you are asked, at a terminal; else the event is told and left out, until you say --match "Coffee with
    Dana=P-0142" or --nobody "Coffee with Dana". The answer is remembered; TITLE may also be somebody's address.

    Events of nobody's engagement are not stored, nor are their titles. Running the same file again changes nothing. A
    newer one moves, shortens or cancels the sessions whose events were; what you changed here stays until the calendar
    says something new, and a session that is over is never changed. When an event is in the calendar no more, its
    session stays until you say otherwise.

    An event that can't be understood, or of which you were asked in vain, is told with its line and left out (exit code
    7), the others are taken. One undo takes all of it back.
    """
    from coachtui.cli.stopping import stoppable
    from coachtui.exchange import calendar
    from coachtui.store.errors import Refused

    with place.open() as practice:
        try:
            given = _given(place, practice, matches, nobody)
            with stoppable(practice, "Reading") as step:
                coming = calendar.begin(practice, file.expanduser(), answers=given, progress=step)
                preview = coming.preview(step)
        except calendar.CalendarError as error:
            raise Refused(str(error)) from None
        asks = sys.stdin.isatty() and streams.is_terminal() and not dry_run and not as_json
        if asks:
            _ask(coming, preview.questions)
            preview = coming.preview()
        for gone in preview.gone:
            if vanished != "ask":
                coming.keep(gone, keep=vanished == "keep")
            elif asks:
                _ask_gone(coming, gone, preview.zone)
        preview = coming.preview() if dry_run else calendar.apply(practice, coming)
    _report(preview, dry_run=dry_run, as_json=as_json)


def _given(place: Place, practice: Practice, matches: Iterable[str], nobody: Iterable[str]) -> list[Answer]:
    """Return what the options say. Raises NotFound when a client is not known."""
    from coachtui.cli.client import find, readable
    from coachtui.domain.calendar import Answer

    given = [Answer(readable(title), None) for title in nobody]
    for match in matches:
        title, sign, client = match.rpartition("=")
        if not sign or not title.strip():
            raise click.BadParameter(f"{match!r} is not TITLE=CLIENT.", param_hint="--match")
        given.append(Answer(readable(title), find(practice.db, client, place.now).id))
    return given


def _ask(coming: Import, questions: Iterable[Question]) -> None:
    for question in questions:
        streams.tell(f"\n“{question.title}” on {_days(question)}: {question.why}. Whose is it?")
        for number, one in enumerate(question.candidates, 1):
            streams.tell(f"  {number}  {one.client} ({one.code})")
        streams.tell("  n  nobody's engagement\n  enter  not now")
        while True:
            typed = click.prompt("", default="", show_default=False, prompt_suffix="> ", err=True).strip().lower()
            if typed == "n":
                coming.answer(question.title, None)
            elif typed.isdecimal() and 0 < int(typed[:6]) <= len(question.candidates):
                coming.answer(question.title, question.candidates[int(typed) - 1].id)
            elif typed:
                continue
            break


def _ask_gone(coming: Import, gone: Step, zone: str) -> None:
    streams.tell(f"\n{gone.client}, {_when(gone, zone)}, is in the calendar no more.")
    while True:
        typed = click.prompt("Keep it (k), cancel it (c), or enter", default="", show_default=False, err=True)
        if typed.strip().lower() in ("k", "c"):
            coming.keep(gone, keep=typed.strip().lower() == "k")
        elif typed.strip():
            continue
        break


def _report(preview: Preview, *, dry_run: bool, as_json: bool) -> None:
    from coachtui.domain.calendar import StepKind
    from coachtui.domain.words import plural

    if as_json:
        streams.say_json(_data(preview))
    else:
        client = ""
        for step in preview.steps:
            if step.kind is StepKind.SAME and not step.words:
                continue
            if client != step.engagement_id:
                streams.say(f"{step.client} ({step.code})")
                client = step.engagement_id
            streams.say(f"  {_said(step, preview.zone)}")
        for question in preview.questions:
            lines = ", ".join(map(str, question.lines[:LINES_NAMED]))
            streams.tell(f"line {lines}: left out: {_question(question)}")
    for fault in preview.faults:
        streams.tell(f"line {fault.line}: error: {fault.words}")
    for note in preview.notes:
        streams.tell(note)
    streams.tell(f"Calendar {preview.source}. {'Nothing was written. ' if dry_run else ''}Sessions: {preview.counted}.")
    if preview.gone and not as_json:
        streams.tell("What vanished stays as it is here, until you say --vanished keep or --vanished cancel.")
    if preview.others:
        others = f"{plural(preview.others, 'other event')} {'is' if preview.others == 1 else 'are'}"
        streams.tell(f"{others} nobody's engagement; nothing of them is kept.")
    if preview.faults or preview.questions:
        nothing = preview.faults and not preview.steps and not preview.others
        raise click.exceptions.Exit(outline.FAILED if nothing else outline.IN_PART)


def _said(step: Step, zone: str) -> str:
    from coachtui.exchange.calendar import NAMES

    parts = (NAMES[step.kind], _when(step, zone), _what(step), step.words)
    return f"{parts[0]}: " + ", ".join(filter(None, parts[1:3])) + (f" ({step.words})" if step.words else "")


def _what(step: Step) -> str:
    from coachtui.domain.cadence import SessionKind
    from coachtui.domain.words import duration, label

    if step.draft is None:
        return ""
    kind = "" if step.draft.kind is SessionKind.COACHING else f"{label(step.draft.kind)}"
    stage = f"{step.draft.stage.value}" if step.draft.stage else ""
    return ", ".join(filter(None, (duration(step.draft.minutes), kind, stage)))


def _when(step: Step, zone: str) -> str:
    """Return when an event is where it takes place, and on the coach's clock: "Thu 26 Nov 2026 15:00 London · …"."""
    from coachtui.domain.wall_time import city
    from coachtui.domain.words import clock, exact

    own = step.beside(zone)
    on = exact(step.starts_local.date())
    beside = f" {city(step.time_zone)} · {own}" if own else ""
    return on if step.whole_day else f"{on} {clock(step.starts_local)}{beside}"


def _days(question: Question) -> str:
    from coachtui.domain.words import exact

    return ", ".join(map(exact, question.days))


def _question(question: Question) -> str:
    title = question.title
    codes = [f"{one.client} ({one.code})" for one in question.candidates]
    first = question.candidates[0].code if question.candidates else "CLIENT"
    return (
        f"“{title}” on {_days(question)} could be {' or '.join(codes)}: {question.why}. "
        f'Say --match "{title}={first}" or --nobody "{title}".'
    )


def _data(preview: Preview) -> dict[str, Any]:
    return {
        "calendar": preview.source,
        "sessions": [
            {
                "line": step.line,
                "result": step.kind.value,
                "client": step.client,
                "engagement": step.code,
                "starts": step.starts_local.isoformat(timespec="minutes"),
                "time_zone": step.draft.time_zone if step.draft else None,
                "minutes": step.draft.minutes if step.draft else None,
                "kind": step.draft.kind.value if step.draft else None,
                "stage": step.draft.stage.value if step.draft and step.draft.stage else None,
                "words": step.words,
            }
            for step in preview.steps
        ],
        "questions": [
            {
                "title": question.title,
                "lines": list(question.lines),
                "days": [day.isoformat() for day in question.days],
                "candidates": [_candidate(one) for one in question.candidates],
                "why": question.why,
            }
            for question in preview.questions
        ],
        "errors": [{"line": fault.line, "words": fault.words} for fault in preview.faults],
        "notes": list(preview.notes),
        "others": preview.others,
    }


def _candidate(one: Engaged) -> dict[str, str]:
    return {"client": one.client, "engagement": one.code}
