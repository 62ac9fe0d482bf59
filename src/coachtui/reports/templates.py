"""What a template holds, in labelled words; and the list of templates."""

from __future__ import annotations

from collections.abc import Iterator

from coachtui.domain.alignment import Audience
from coachtui.domain.assessment import Stage
from coachtui.domain.engagement import AllocationUnit, CoachingForm
from coachtui.domain.template import Template, TemplateDraft, TemplateLine, written
from coachtui.domain.words import duration, label, level, number, plural
from coachtui.reports.text import flat

NONE = "none"


def one_line(one: TemplateLine) -> str:
    """Return a template in one line."""
    model = f", {flat(one.model)}{' (gone)' if one.model_gone else ''}" if one.model else ""
    return f"{flat(one.name)}: {shape(one)}{model}"


def shape(one: TemplateLine) -> str:
    """Return the shape in a few words: "26 weeks, 8 sessions every 3 weeks, 3 three-ways, 2 goals"."""
    return ", ".join(
        (
            length(one.span_days),
            f"{amount(one.allocation, one.unit)} {every(one.interval_weeks)}",
            plural(one.meetings, "three-way"),
            plural(one.goals, "goal"),
        )
    )


def facts(template: TemplateDraft, model: str = "", *, model_gone: bool = False) -> Iterator[tuple[str, str]]:
    """Yield what a template holds but its goals, label by label; several of one label follow under ""."""
    yield "length", f"{length(template.span_days)} ({plural(template.span_days, 'day')})"
    paid = "paid" if template.paid else "pro bono"
    group = ", in a group" if template.form is CoachingForm.GROUP else ""
    agreed = amount(template.allocation, template.unit)
    yield "sessions", f"{agreed} {every(template.interval_weeks)}, {duration(template.session_minutes)}, {paid}{group}"
    counts = "late cancellations and no-shows count" if template.notice_counts else "late and no-show don't count"
    yield "notice", f"{plural(template.notice_hours, 'hour')}, {counts}"
    gone = " is not there any more; choose another" if model_gone else ""
    yield "model", f"{flat(model)}{gone}" if model else NONE
    days = {meeting.stage: meeting for meeting in template.meetings}
    said = [f"{stage} on day {days[stage].day + 1} ({days[stage].minutes} min)" for stage in Stage if stage in days]
    yield "three-ways", "; ".join(said) or NONE
    yield "agreement", "; ".join(_agreed(template)) or "says nothing yet: the defaults hold"
    for name in ("roles", "logistics"):
        if getattr(template, name).strip():
            yield name, flat(getattr(template, name))


def _agreed(template: TemplateDraft) -> Iterator[str]:
    """Yield what each audience is given and what not: "manager: goals, process, not assessments"."""
    for audience in Audience:
        said = [(item, granted) for (item, to), granted in sorted(template.grants.items()) if to is audience]
        given = [label(item) for item, granted in said if granted]
        kept = [f"not {label(item)}" for item, granted in said if not granted]
        if said:
            yield f"{label(audience)}: {', '.join((*given, *kept))}"


def lines(template: Template) -> list[str]:
    """Return a whole template as text."""
    draft = template.draft
    found = [flat(draft.name), ""]
    found += [f"{name + ':':12}{words}" for name, words in facts(draft, template.model, model_gone=template.model_gone)]
    for place, goal in enumerate(draft.goals, start=1):
        due = f", due on day {goal.due_day + 1}" if goal.due_day is not None else ""
        found += ["", f"{place}. {flat(goal.title)}"]
        found.append(f"   weight {goal.importance * goal.difficulty}, baseline {level(goal.baseline)}{due}")
        served = [flat(template.competencies[key]) for key in goal.competency_ids if key in template.competencies]
        found += [f"   serves {', '.join(served)}"] if served else []
        found += [f"   {flat(line)}" for line in written(goal).splitlines()[1:] if line.strip()]
    return found


def length(days: int) -> str:
    """Return a length as one says it: "26 weeks", "10 days"."""
    weeks = round(days / 7)
    return plural(weeks, "week") if weeks >= 3 else plural(days, "day")


def amount(allocation: float, unit: AllocationUnit) -> str:
    """Return what is agreed: "8 sessions", "1 hour"."""
    noun = label(unit)
    return f"{number(allocation)} {noun.removesuffix('s') if allocation == 1 else noun}"


def every(weeks: int) -> str:
    """Return the rhythm: "every week", "every 3 weeks"."""
    return "every week" if weeks == 1 else f"every {weeks} weeks"
