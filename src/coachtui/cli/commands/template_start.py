"""coachtui template start"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place

if TYPE_CHECKING:
    from coachtui.domain.cohort import CohortDraft
    from coachtui.domain.template import TemplateDraft

T = TypeVar("T")


@click.command("start")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--starts", required=True, metavar="DATE", help="The first day of all of them: 2027-01-11.")
@click.option("--programme", default="", metavar="NAME", help="The programme, instead of what the file says.")
@click.option("--three-ways-at", default="10:00", metavar="TIME", help="On each client's clock; 10:00 unless given.")
@click.option("--sessions-from", metavar="DATE", help="Plan the coaching sessions too, the first that day (and time).")
@click.option("--sessions-at", default="09:00", metavar="TIME", help="At what time those are; 09:00 unless given.")
@click.option("--group-size", type=int, metavar="N", help="How many people are in each group, for such a template.")
@click.option("--draft", "as_draft", is_flag=True, help="Keep the engagements as drafts; they are active otherwise.")
@click.option("--dry-run", is_flag=True, help="Show what each row would do, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="What each row comes to, as JSON.")
@pass_place
def command(
    place: Place,
    name: str,
    file: Path,
    starts: str,
    programme: str,
    three_ways_at: str,
    sessions_from: str | None,
    sessions_at: str,
    group_size: int | None,
    as_draft: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Start an engagement for each client of a CSV FILE from the template NAME.

    The file is laid out as for `coachtui import clients`, and people are known as there. Each engagement begins with
    the agreement (to be consented to by everybody), goals as drafts, and three-ways planned on working days. Whoever
    has an open engagement in the programme already is left, so running it again changes nothing. Rows with errors are
    left out and told; all the others are one action, and one undo.
    """
    from coachtui.cli import importing
    from coachtui.cli.client import readable
    from coachtui.domain.cohort import CohortDraft, Rhythm
    from coachtui.domain.dates import read_day, read_moment, read_time
    from coachtui.domain.drafts import Invalid, refuse
    from coachtui.domain.engagement import EngagementState
    from coachtui.exchange import cohorts, layouts, tables
    from coachtui.store import writes
    from coachtui.store.errors import Refused
    from coachtui.store.reads import templates as reads

    try:
        table = tables.read(file.expanduser())
        understood = layouts.understand(table)
    except tables.TableError as error:
        raise Refused(str(error)) from None
    with place.open() as practice:
        today = place.here(practice).today
        found = reads.template(practice.db, reads.find(practice.db, readable(name)))
        day = _read(read_day, "--starts", starts, today)
        first, timed = _read(read_moment, "--sessions-from", sessions_from, today) if sessions_from else (None, None)
        at = timed or _read(read_time, "--sessions-at", sessions_at)
        planned = cohorts.gather(
            practice.db, practice.new_id, understood, found.draft.name, readable(programme).strip()
        )
        draft = CohortDraft(
            planned.owner_id,
            day,
            planned.members,
            newcomers=planned.newcomers,
            state=EngagementState.DRAFT if as_draft else EngagementState.ACTIVE,
            three_ways_at=_read(read_time, "--three-ways-at", three_ways_at),
            rhythm=Rhythm((first - day).days, at) if first else None,
            group_size=group_size,
        )
        if planned.members:
            try:
                refuse((*found.problems(), *draft.problems(found.draft)))
                if not dry_run:
                    writes.templates.start_cohort(practice, found.id, draft)
            except Invalid as invalid:
                told = [problem.message for problem in invalid.problems]
                raise Refused("\n".join((*told, "Nothing was started."))) from None
    for note in _plans(draft, found.draft, today):
        streams.tell(note)
    importing.report(planned, table.manner, dry_run=dry_run, as_json=as_json)


def _plans(draft: CohortDraft, template: TemplateDraft, today: date) -> Iterator[str]:
    """Say what is planned for each of them."""
    from coachtui.domain import cohort
    from coachtui.domain.words import clock, exact, plural

    if not draft.members:
        return
    last = cohort.ends_on(template, draft.starts_on)
    yield f"{exact(draft.starts_on)} to {exact(last)}, {cohort.told_state(draft.state)}."
    for one in cohort.meetings(template, draft.starts_on, draft.three_ways_at, today):
        moved = ", off the weekend" if one.off_weekend else ""
        past = "; that day is over, so it is not planned" if one.past else ""
        yield f"Three-way at the {one.stage}: {exact(one.starts_local.date())} {clock(one.starts_local)}{moved}{past}."
    run = cohort.sessions(template, draft.starts_on, draft.rhythm, today)
    if run:
        few = f", of {run.agreed} agreed" if run.planned < run.agreed else ""
        first = f"the first on {exact(run.first.date())} {clock(run.first)}"
        yield f"{plural(run.planned, 'coaching session')}{few}, {first}, {_every(run.interval_weeks)}."
    else:
        yield "Coaching sessions are not planned yet."


def _every(weeks: int) -> str:
    return "one every week" if weeks == 1 else f"one every {weeks} weeks"


def _read(reader: Callable[..., T], option: str, typed: str, *more: object) -> T:
    """Return the day or time that an option says."""
    try:
        return reader(typed, *more)
    except ValueError as error:
        raise click.UsageError(f"{option}: {error}") from None
