"""coachtui import goals"""

from __future__ import annotations

from pathlib import Path

import click

from coachtui.cli import importing
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


class _Command(importing.ColumnsCommand):
    @staticmethod
    def columns() -> dict[str, str]:
        from coachtui.exchange.goal_layouts import OWN

        return OWN


@click.command("goals", cls=_Command)
@importing.options
@pass_place
def command(
    place: Place,
    file: Path,
    dry_run: bool,
    update: bool,
    encoding: str | None,
    delimiter: str | None,
    as_json: bool,
) -> None:
    """Take goals in from a CSV FILE whose first row names the columns.

    Three layouts are known by their columns. Culture Amp: email, name, description, due_at, status, completion from 0
    to 1, and the key results, which become milestones. Frappe: goal_name, is_group, parent_goal, progress from 0 to
    100, status, employee, end_date, kra, description; a group is a goal, and its children are milestones of it. The
    simple one below. A description becomes the measure, and a kra or competency is linked if the engagement's model
    has one of that name.

    Whose goal it is, is known by e-mail, else by name; it goes to the client's engagement that runs, else to the one
    in draft, or to the one whose code stands in a column called engagement. New goals are drafts, as the client's own,
    until you agree them; one that the file calls completed or given up is closed.

    Progress is noted as said by the client, on the day that the file gives, else on the day on which the file was last
    changed; completed without a figure is 100 %, and nothing is noted of what is not begun. A word like blocked, and
    how far the milestones are, become its evidence, which only you see.

    A goal is known again by client and title, so running the same file again changes nothing. A changed file adds new
    milestones, and progress when its figure changed; what is empty here is filled. Where the practice says something
    else, it stays, unless you say --update; and what an agreed goal is judged by stays in any case, since that needs
    a reason. Rows with errors are left out and told, the others are stored, and one undo takes all of it back.
    """
    from coachtui.exchange import goal_layouts, goals

    understood, manner = importing.read(file, encoding, delimiter, goal_layouts.understand)
    with place.open() as practice:
        planned = goals.preview(practice, understood, day=goals.day_of(file.expanduser(), practice), update=update)
        if not dry_run:
            goals.apply(practice, planned, file.name)
    importing.report(planned, manner, dry_run=dry_run, as_json=as_json)
