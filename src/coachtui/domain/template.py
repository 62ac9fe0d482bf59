"""Programme templates: the shape of an engagement without the person, and how one is taken from an engagement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from coachtui.domain.alignment import StageCoverage
from coachtui.domain.alignment_drafts import Grants
from coachtui.domain.assessment import Stage
from coachtui.domain.disclosure import check_grant
from coachtui.domain.drafts import Problem, gather, required, text, within
from coachtui.domain.engagement import AllocationUnit, CoachingForm, EngagementDraft
from coachtui.domain.goals import GoalDraft
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.span import Span
from coachtui.domain.words import folded

NO_GRANTS: Grants = MappingProxyType({})
_TERMS = ("allocation", "interval_weeks", "session_minutes", "notice_hours")


class TemplateMeeting(NamedTuple):
    """A three-way meeting: its stage, on which day of the engagement (0 is the first), and for how many minutes."""

    stage: Stage
    day: int
    minutes: int = 60


class TemplateGoal(NamedTuple):
    """The skeleton of a goal. `due_day` counts days from the start; `levels` holds written levels, −2 to +2."""

    title: str
    measure: str = ""
    importance: int = 1
    difficulty: int = 1
    baseline: int = -1
    due_day: int | None = None
    levels: Mapping[int, str] = MappingProxyType({})
    competency_ids: tuple[str, ...] = ()


class TemplateDraft(NamedTuple):
    """The shape of an engagement as typed. `span_days` are its days, the last one included; `allocation` is in `unit`.

    Of competencies, goals serve those of `model_id` only.
    """

    name: str
    span_days: int
    allocation: float = 8
    unit: AllocationUnit = AllocationUnit.SESSIONS
    interval_weeks: int = 3
    session_minutes: int = 60
    notice_hours: int = DEFAULT.notice_hours
    notice_counts: bool = True
    form: CoachingForm = CoachingForm.INDIVIDUAL
    paid: bool = True
    model_id: str | None = None
    roles: str = ""
    logistics: str = ""
    grants: Grants = NO_GRANTS
    meetings: tuple[TemplateMeeting, ...] = ()
    goals: tuple[TemplateGoal, ...] = ()

    def problems(self, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before the template can be saved.

        A meeting's field is its stage, a grant's "item.audience", a goal's "goals.1.title", counted from 1.
        """
        return gather(
            required("name", self.name, "The name", limit=rules.line_limit),
            within("span_days", self.span_days, 1, rules.template_days, "The length", "days"),
            *self._terms(rules),
            text("roles", self.roles, "The roles", limit=rules.text_limit),
            text("logistics", self.logistics, "The logistics", limit=rules.text_limit),
            *(check_grant(item, audience) for (item, audience), granted in self.grants.items() if granted),
            *self._meeting_problems(rules),
            *self._goal_problems(rules),
        )

    def warnings(self, people: Iterable[str] = ()) -> tuple[Problem, ...]:
        """Return what is unusual but allowed: a text that names one of these people, the goals' fields as "goals.1"."""
        return tuple(
            Problem(field, f"{told} {name}. A template is for others too: say it without the name.")
            for field, told, words in self._said()
            for name in named_in(words, people)[:1]
        )

    def _said(self) -> Iterator[tuple[str, str, str]]:
        yield "name", "The name tells of", self.name
        yield "roles", "The roles name", self.roles
        yield "logistics", "The logistics name", self.logistics
        for number, goal in enumerate(self.goals, start=1):
            yield (
                f"goals.{number}",
                f"Goal {number} names",
                "\n".join((goal.title, goal.measure, *goal.levels.values())),
            )

    def _terms(self, rules: Rules) -> Iterator[Problem]:
        group_size = 2 if self.form is CoachingForm.GROUP else None
        engagement = EngagementDraft(
            "client", "coach", "UTC", form=self.form, group_size=group_size, allocation=self.allocation, unit=self.unit,
            interval_weeks=self.interval_weeks, session_minutes=self.session_minutes, notice_hours=self.notice_hours,
        )  # fmt: skip
        yield from (problem for problem in engagement.problems(rules=rules) if problem.field in _TERMS)

    def _meeting_problems(self, rules: Rules) -> Iterator[Problem | None]:
        low, high = rules.meeting_minutes_low, rules.meeting_minutes_high
        last = min(max(self.span_days, 1), rules.template_days)
        days: dict[Stage, int] = {}
        for meeting in self.meetings:
            told = f"The three-way at the {meeting.stage}"
            if meeting.stage in days:
                yield Problem(meeting.stage, f"{told} is there twice. Take one of the two out.")
            elif not 0 <= meeting.day < last:
                yield Problem(
                    meeting.stage,
                    f"{told} is on day {meeting.day + 1} of {self.span_days}. Give a day from 1 to {last}.",
                )
            yield within(meeting.stage, meeting.minutes, low, high, told, "minutes")
            days[meeting.stage] = meeting.day
        order = [(stage, days[stage]) for stage in Stage if stage in days]
        for (before, earlier), (stage, day) in pairwise(order):
            if day < earlier:
                yield Problem(stage, f"The three-way at the {stage} comes before that at the {before}. Move one.")

    def _goal_problems(self, rules: Rules) -> Iterator[Problem | None]:
        if len(self.goals) > rules.template_goals:
            yield Problem("goals", f"These are {len(self.goals)} goals; {rules.template_goals} is the most.")
        for number, goal in enumerate(self.goals, start=1):
            for problem in goal_draft(goal, "engagement", None).problems(rules=rules):
                yield problem._replace(field=f"goals.{number}.{problem.field}")
            field = f"goals.{number}.due_day"
            yield within(field, goal.due_day, 0, rules.template_days, "The day it is due", "days after the start")


class TemplateLine(NamedTuple):
    """A template in a list; `model` is "" for none, and `model_gone` says that it is not there any more."""

    id: str
    name: str
    span_days: int
    allocation: float
    unit: AllocationUnit
    interval_weeks: int
    meetings: int
    goals: int
    model: str = ""
    model_gone: bool = False


class Template(NamedTuple):
    """A whole template; `competencies` are the names of those that its goals serve, by id."""

    id: str
    draft: TemplateDraft
    model: str = ""
    model_gone: bool = False
    competencies: Mapping[str, str] = MappingProxyType({})

    def problems(self) -> tuple[Problem, ...]:
        """Return why nothing can be started from it."""
        if not self.model_gone:
            return ()
        told = f"The competency model of this template ({self.model}) is not there any more."
        return (Problem("model_id", f"{told} Edit the template: choose another model, or none."),)


class Shape(NamedTuple):
    """What a template is taken from: the draft, the model's name, and who takes part, so that nobody is named in it."""

    engagement_id: str
    client: str
    draft: TemplateDraft
    model: str = ""
    people: tuple[str, ...] = ()


def goal_draft(goal: TemplateGoal, engagement_id: str, due_on: date | None) -> GoalDraft:
    """Return a skeleton as the draft of an engagement's goal."""
    return GoalDraft(
        engagement_id,
        goal.title,
        goal.measure,
        competency_ids=goal.competency_ids,
        due_on=due_on,
        importance=goal.importance,
        difficulty=goal.difficulty,
        baseline=goal.baseline,
        levels=goal.levels,
    )


def shape_of(
    name: str,
    engagement: EngagementDraft,
    span: Span,
    stages: Iterable[StageCoverage],
    minutes: Mapping[Stage, int],
    goals: Iterable[GoalDraft],
    *,
    roles: str = "",
    logistics: str = "",
    grants: Grants = NO_GRANTS,
    rules: Rules = DEFAULT,
) -> TemplateDraft:
    """Return the shape of an engagement: what another one needs to go the same way, and nothing of its person.

    Days are counted without the pauses that are over. A three-way stands where it was held, else where it is planned,
    else where it is due, within the span; `minutes` is how long each was to be.
    """
    closed = Span(span.starts_on, span.ends_on, tuple(pause for pause in span.pauses if pause.until_on is not None))
    days = min(max(1, closed.active_length()), rules.template_days)

    def day(when: date) -> int:
        return min(closed.active_days(closed.starts_on, when), rules.template_days)

    meetings, earliest = list[TemplateMeeting](), 0
    for stage in stages:
        earliest = max(earliest, min(day(stage.held_on or stage.expected_on), days - 1))
        meetings.append(TemplateMeeting(stage.stage, earliest, minutes.get(stage.stage, 60)))
    return TemplateDraft(
        name=name,
        span_days=days,
        allocation=engagement.allocation,
        unit=engagement.unit,
        interval_weeks=engagement.interval_weeks,
        session_minutes=engagement.session_minutes,
        notice_hours=engagement.notice_hours,
        notice_counts=engagement.notice_counts,
        form=engagement.form,
        paid=engagement.paid,
        model_id=engagement.model_id,
        roles=roles,
        logistics=logistics,
        grants=dict(grants),
        meetings=tuple(meetings),
        goals=tuple(_skeleton(goal, None if goal.due_on is None else day(goal.due_on)) for goal in goals),
    )


def named_in(words: str, people: Iterable[str]) -> list[str]:
    """Return who is named in a text, in full or by one word of the name; words of fewer than 3 letters don't count."""
    whole, said = folded(words), set(_words(words))
    return [
        name
        for name in people
        if name.strip() and (folded(name) in whole or any(len(part) > 2 and part in said for part in _words(name)))
    ]


def written(goal: TemplateGoal) -> str:
    """Return a skeleton as a text that can be edited: its title, "measure: …", and its written levels.

    >>> print(written(TemplateGoal("Delegate outcomes", "Nobody waits", levels={0: "stays out"})))
    Delegate outcomes
    measure: Nobody waits
    0: stays out
    """
    lines = [goal.title, *([f"{_MEASURE}: {goal.measure}"] if goal.measure.strip() else [])]
    return "\n".join((*lines, *(f"{_LEVEL_NAMES[number]}: {words}" for number, words in sorted(goal.levels.items()))))


def rewritten(goal: TemplateGoal, words: str) -> TemplateGoal | None:
    """Return a skeleton with the text that `written` gave and the coach has edited; None if nothing is left of it.

    A line that begins with no level and no "measure:" goes on with what stands before it.
    """
    if words == written(goal):
        return goal
    parts: dict[int | str, list[str]] = {"title": []}
    here: int | str = "title"
    for line in words.splitlines():
        found = _HEAD.match(line)
        if found:
            here = _MEASURE if found["measure"] else int(found["level"].replace("−", "-").replace(" ", ""))
            parts.setdefault(here, []).append(line[found.end() :].strip())
        else:
            parts[here].append(line.strip())
    said = {part: "\n".join(lines).strip() for part, lines in parts.items()}
    if not any(said.values()):
        return None
    levels = {part: text for part, text in said.items() if isinstance(part, int) and text}
    title = " ".join(said["title"].split())
    return goal._replace(title=title, measure=said.get(_MEASURE, ""), levels=dict(sorted(levels.items())))


_MEASURE = "measure"
_LEVEL_NAMES = {-2: "−2", -1: "−1", 0: "0", 1: "+1", 2: "+2"}
_HEAD = re.compile(r"\s*(?:(?P<measure>measure)|(?P<level>[-−+]\s?[12]|0))\s*:\s*", re.IGNORECASE)


def _words(words: str) -> list[str]:
    return re.findall(r"[^\W_]+", folded(words))


def _skeleton(goal: GoalDraft, due_day: int | None) -> TemplateGoal:
    return TemplateGoal(
        goal.title, goal.measure, goal.importance, goal.difficulty, goal.baseline, due_day,
        dict(sorted(goal.written.items())), goal.competency_ids,
    )  # fmt: skip
