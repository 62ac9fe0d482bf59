"""coachtui template save"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("save")
@click.argument("client")
@click.argument("name")
@click.option("--without-goals", is_flag=True, help="Leave the goals out.")
@click.option("--without-texts", is_flag=True, help="Leave out what the agreement says of roles and logistics.")
@click.option("--with-names", is_flag=True, help="Save it although a text in it names one of the people.")
@pass_place
def command(place: Place, client: str, name: str, without_goals: bool, without_texts: bool, with_names: bool) -> None:
    """Save the shape of CLIENT's engagement as the template NAME.

    In it go the length, what is agreed, the rhythm, the model, the three-ways, the agreement, and what the goals say;
    no notes, no evidence, no progress, and nobody's name. What goes in is shown. A text that names somebody of the
    engagement is told, and nothing is saved then: on the screens each can be put into other words first.
    """
    from coachtui.cli.client import find, readable
    from coachtui.domain.drafts import Invalid
    from coachtui.reports import templates as report
    from coachtui.store import writes
    from coachtui.store.errors import Refused
    from coachtui.store.reads import templates as reads

    name = readable(name)
    with place.open() as practice:
        try:
            shape = reads.shape(practice.db, find(practice.db, client, place.now).id, place.now, name)
            draft = shape.draft._replace(goals=()) if without_goals else shape.draft
            draft = draft._replace(roles="", logistics="") if without_texts else draft
            named = [problem.message for problem in draft.warnings(shape.people)]
            if named and not with_names:
                told = (
                    "Leave them out with --without-goals or --without-texts, or save it all the same with --with-names."
                )
                raise Refused("\n".join((*named, told, "Nothing was saved.")))
            template_id = writes.templates.save_from(practice, shape.engagement_id, name, draft)
        except Invalid as invalid:
            raise Refused(
                "\n".join((*(problem.message for problem in invalid.problems), "Nothing was saved."))
            ) from None
        saved = reads.template(practice.db, template_id)
    streams.say("\n".join(report.lines(saved)))
    streams.tell("Saved. `coachtui template start` begins a cohort from it; `coachtui undo` takes it back.")
