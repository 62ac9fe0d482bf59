"""All that a cohort will be, in a few labelled lines, before any of it is stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from textual.content import Content

from coachtui.domain import cohort
from coachtui.domain.cohort import CohortDraft
from coachtui.domain.template import TemplateDraft
from coachtui.domain.words import clock, day, duration, exact, plural
from coachtui.reports.templates import every
from coachtui.ui import marks
from coachtui.ui.forms.members import MemberRead, reading
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, joined, plain
from coachtui.ui.widgets.sheet import BLANK, Entry


def entries(
    template: TemplateDraft,
    draft: CohortDraft,
    members: Sequence[MemberRead],
    names: Mapping[str, str],
    today: date,
) -> list[Entry]:
    """Return what will be made; `names` are what stands in the fields that find, by their names."""
    told = [Entry(label, value) for label, value in _each(template, draft, names, today)]
    new = sum(not one.clients for one in members)
    who = f", {new} of them with somebody new" if new else ", with people who are here already"
    people = joined((plural(len(members), "engagement"), STRONG), (who, LABEL))
    return [Entry("makes", people), *told, BLANK, *_people(members)]


def _each(
    template: TemplateDraft, draft: CohortDraft, names: Mapping[str, str], today: date
) -> Iterator[tuple[str, Content]]:
    for name, label in (("programme_id", "programme"), ("organisation_id", "organisation")):
        if names.get(name):
            yield label, plain(names[name], VALUE)
    last = cohort.ends_on(template, draft.starts_on)
    span = f"{exact(draft.starts_on)} to {exact(last)}"
    yield "span", joined((span, VALUE), (f"  {cohort.told_state(draft.state)}", LABEL))
    plans = cohort.meetings(template, draft.starts_on, draft.three_ways_at, today)
    for place, one in enumerate(plans):
        on = f"{day(one.starts_local.date(), today)} {clock(one.starts_local)}, {duration(one.minutes)}"
        moved = ("  off the weekend", LABEL) if one.off_weekend and not one.past else ("", LABEL)
        past = ("  that day is over, so it is not planned", NEEDS) if one.past else ("", LABEL)
        yield "" if place else "three-ways", joined((f"{one.stage:8}", LABEL), (on, VALUE), moved, past)
    run = cohort.sessions(template, draft.starts_on, draft.rhythm, today)
    if run:
        few = f", {run.agreed} are agreed" if run.planned < run.agreed else ""
        first = f"the first {day(run.first.date(), today)} {clock(run.first)}, {every(run.interval_weeks)}"
        yield "sessions", joined((f"{run.planned} planned, {first}", VALUE), (few, NEEDS))
    else:
        yield "sessions", plain("none planned yet", LABEL)
    yield "agreement", joined(("version 1", VALUE), (", for everybody to consent to", LABEL))
    for place, goal in enumerate(template.goals):
        yield "" if place else "goals", joined((f"{marks.WAITING} {goal.title}", VALUE), ("  draft", LABEL))


def _people(members: Sequence[MemberRead]) -> Iterator[Entry]:
    for place, one in enumerate(members):
        yield Entry("" if place else "members", reading(one, in_full=True))
