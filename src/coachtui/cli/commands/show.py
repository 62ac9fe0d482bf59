"""coachtui show"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.as_of import as_of
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("show")
@click.argument("client")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@as_of
@pass_place
def command(place: Place, client: str, as_json: bool) -> None:
    """One engagement: people, dates, pace, sessions, commitments.

    CLIENT is a few letters of a name, an organisation, a programme or a code.
    """
    from coachtui.cli.client import find
    from coachtui.reports import engagement as report
    from coachtui.reports.text import as_data
    from coachtui.store.reads import cadence, engagement, people

    with place.open() as practice:
        db, here = practice.db, place.here(practice)
        card = find(db, client, place.now)
        draft = engagement.draft(db, card.id)
        roles = {"Manager": draft.manager_id, "Sponsor": draft.sponsor_id}
        named = {role: people.person_draft(db, one).name for role, one in roles.items() if one}
        sessions, commitments = cadence.line(db, card.id), cadence.commitments(db, card.id)
    if as_json:
        data = as_data(card) | {role.lower(): named.get(role) for role in roles}
        streams.say_json(data | {"sessions": as_data(sessions), "commitments": as_data(commitments)})
    else:
        streams.say("\n".join(report.lines(card, sessions, commitments, named, here)))
