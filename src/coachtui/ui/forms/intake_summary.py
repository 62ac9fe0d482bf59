"""All that the wizard takes in, in a few labelled lines, before it is stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from textual.content import Content

from coachtui.domain.competency_model import Model
from coachtui.domain.engagement import CoachingForm, EngagementDraft, EngagementState, RoleChange
from coachtui.domain.intake import IntakeDraft
from coachtui.domain.words import day, label, number, plural
from coachtui.ui import marks
from coachtui.ui.text import LABEL, STRONG, VALUE, joined, plain
from coachtui.ui.widgets.sheet import Entry


def entries(
    draft: EngagementDraft,
    names: Mapping[str, str],
    state: EngagementState,
    intake: IntakeDraft,
    model: Model | None,
    today: date,
) -> list[Entry]:
    """Return what is taken in; `names` are what stands in the fields that find, by their names."""
    parts = (list(_engagement(draft, names, state, today)), list(_assessment(intake, model)))
    return [Entry(label, value) for label, value in (*parts[0], ("", Content("")), *parts[1])]


def _engagement(
    draft: EngagementDraft, names: Mapping[str, str], state: EngagementState, today: date
) -> Iterator[tuple[str, Content]]:
    group = f", a group of {draft.group_size}" if draft.form is CoachingForm.GROUP else ""
    yield "client", joined((names["client_id"], STRONG), (group, VALUE))
    role = " → ".join(part for part in (draft.role_from, draft.role_title) if part)
    changed = f", {label(draft.role_change)}" if draft.role_change is not RoleChange.NONE else ""
    if role or changed:
        yield "role", plain(f"{role}{changed}".removeprefix(", "), VALUE)
    for name, words in (
        ("organisation_id", "organisation"),
        ("manager_id", "line manager"),
        ("sponsor_id", "sponsor"),
        ("programme_id", "programme"),
    ):
        if names.get(name):
            yield words, plain(names[name], VALUE)
    dates = [day(one, today) for one in (draft.starts_on, draft.ends_on) if one]
    begins = "begins now" if state is EngagementState.ACTIVE else "kept as a draft"
    yield "span", joined((" to ".join(dates) or "no dates yet", VALUE), (f"  {begins}", LABEL))
    every = f"one every {plural(draft.interval_weeks, 'week')}" if draft.interval_weeks > 1 else "one every week"
    paid = "paid" if draft.paid else "pro bono"
    amount = f"{number(draft.allocation)} {label(draft.unit)}"
    yield "sessions", joined((f"{amount}, {every}, {draft.session_minutes} min", VALUE), (f"  {paid}", LABEL))


def _assessment(intake: IntakeDraft, model: Model | None) -> Iterator[tuple[str, Content]]:
    if model is None:
        yield "model", plain("none yet", LABEL)
        return
    yield "model", joined((model.name, VALUE), (f" {model.version}", LABEL))
    rated = [one for one in intake.ratings if one.current is not None]
    gaps = sum(1 for one in rated if one.target is not None and one.target > (one.current or 0))
    told = f"{len(rated)} of {plural(len(model.competencies), 'competency', 'competencies')}, {plural(gaps, 'gap')}"
    yield "ratings", plain(told if rated else "none yet", VALUE if rated else LABEL)
    for index, goal in enumerate(intake.goals):
        yield "" if index else "goals", plain(f"{marks.WAITING} {goal.title}", VALUE)
    if not intake.goals:
        yield "goals", plain("none yet", LABEL)
