"""Recording a three-way: who was there, what was agreed and decided, who does what by when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import TypeVar

from textual.content import Content

from coachtui.domain import followups
from coachtui.domain.alignment import OutcomeKind
from coachtui.domain.alignment_drafts import OWNERS, FollowUpDraft, MeetingDraft, OutcomeDraft
from coachtui.domain.alignment_page import AlignmentPage, GoalRatings, MeetingLine
from coachtui.domain.cadence import SessionState
from coachtui.domain.drafts import Invalid, Problem, refuse
from coachtui.domain.people import Party, first_name
from coachtui.domain.words import day, due, label
from coachtui.store import writes
from coachtui.store.reads.underneath import Part
from coachtui.ui import marks
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import FormField, TextField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.lines import NOTHING, LinesField, split
from coachtui.ui.forms.reading import Reading
from coachtui.ui.forms.toggles import TogglesField
from coachtui.ui.screens.frame import Frame
from coachtui.ui.text import DATA, LABEL, NEEDS, VALUE, WRONG, joined
from coachtui.ui.widgets.alignment_words import called, named

_ON_GOAL = re.compile(r"#(\d{1,3})\s+(\S.*)")
FIELDS = {OutcomeKind.AGREED: "agreed", OutcomeKind.DECISION: "decided"}

D = TypeVar("D")


class MeetingForm(Form[str]):
    """One three-way in a minute: boxes for who came, then a line for each thing. A planned one is closed as held."""

    FORM = "three-way"
    PARTS = (Part("attendance", "session_id"), Part("meeting_outcome", "session_id"), Part("commitment", "session_id"))
    HORIZONTAL_BREAKPOINTS = Frame.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = Frame.VERTICAL_BREAKPOINTS

    def __init__(self, desk: Desk, page: AlignmentPage, meeting: MeetingLine, brought: MeetingDraft, today: date):
        super().__init__(desk, meeting.session_id)
        self._page = page
        self._meeting = meeting
        self._brought = brought
        self._today = today
        names = {Party.CLIENT: page.client, Party.MANAGER: page.manager}
        self._owners = followups.owners({party: name for party, name in names.items() if name})
        self._goals = {str(index): goal for index, goal in enumerate(page.goals, 1)}

    def heading(self) -> str:
        return f"Record the {named(self._meeting)}, {day(self._meeting.starts_local.date(), self._today)}"

    def fields(self) -> Iterator[FormField]:
        attended = self._brought.attended
        choices = [(str(party), called(party, self._page)) for party in Party if party in attended]
        yield TogglesField("attended", "who came", choices, [str(one) for one, there in attended.items() if there])
        if self._planned:
            yield TextField("minutes", "minutes", str(self._meeting.minutes), "How long it took; it is held with that.")
        for kind, name in FIELDS.items():
            lines = "\n".join(map(self._outcome_line, self._outcomes(kind)))
            yield LinesField(name, name, lines, self._hint(kind), self._goal_read)
        lines = "\n".join(map(self._followup_line, self._brought.followups))
        yield LinesField("followups", "follow-ups", lines, self._followup_hint(), self._followup_read)

    async def save(self, values: dict[str, str]) -> str:
        read = Reading(values, self._today)
        minutes = read.whole("minutes", self._meeting.minutes) if self._planned else None
        attended = {party: party in values["attended"].split() for party in self._brought.attended}
        agreed, decided = (self._read_outcomes(kind, values[name]) for kind, name in FIELDS.items())
        promised = self._read_followups(values["followups"], read.problems)
        read.check()
        draft = MeetingDraft(attended, (*agreed, *decided), promised, self._brought.began_with)
        if draft == self._brought and minutes is None:
            refuse([Problem("", NOTHING)])
        try:
            await self.store(
                lambda practice: writes.alignment.record_meeting(practice, self._meeting.session_id, draft, minutes)
            )
        except Invalid as invalid:
            refuse(_placed(problem, len(agreed)) for problem in invalid.problems)
        return self._meeting.session_id

    def said(self, result: str, values: dict[str, str]) -> str:
        return f"Recorded: {named(self._meeting)}, {day(self._meeting.starts_local.date(), self._today)}"

    @property
    def _planned(self) -> bool:
        return self._meeting.state is SessionState.PLANNED

    # Outcomes

    def _outcomes(self, kind: OutcomeKind) -> list[OutcomeDraft]:
        return [one for one in self._brought.outcomes if one.kind is kind]

    def _hint(self, kind: OutcomeKind) -> str:
        if kind is OutcomeKind.DECISION or not self._goals:
            return "One to a line."
        listed = "  ".join(f"#{number} {goal.title[:24]}" for number, goal in list(self._goals.items())[:3])
        return f"One to a line. On a goal, which closes its gap, begin with its number: {listed}"

    def _outcome_line(self, one: OutcomeDraft) -> str:
        number = next((number for number, goal in self._goals.items() if goal.goal_id == one.goal_id), None)
        body = " ".join(one.body.split())
        return f"#{number} {body}" if number else body

    def _read_outcomes(self, kind: OutcomeKind, typed: str) -> tuple[OutcomeDraft, ...]:
        def fresh(line: str, former: OutcomeDraft | None) -> OutcomeDraft:
            goal, body = self._on_goal(line)
            return OutcomeDraft(former.id if former else "", kind, body, goal.goal_id if goal else None)

        return _matched(split(typed), self._outcomes(kind), self._outcome_line, fresh)

    def _on_goal(self, line: str) -> tuple[GoalRatings | None, str]:
        found = _ON_GOAL.fullmatch(line)
        goal = self._goals.get(found[1]) if found else None
        return (goal, found[2]) if found and goal else (None, line)

    def _goal_read(self, line: str) -> Content | None:
        goal, _ = self._on_goal(line)
        if goal is None:
            unknown = _ON_GOAL.fullmatch(line)
            return joined((f"there is no goal {unknown[1]}", NEEDS)) if unknown else None
        closes = ", closes its gap" if goal.view is not None and goal.view.open_gap else ""
        return joined((f"{marks.THREE_WAY} ", DATA), (f"on “{goal.title}”{closes}", LABEL))

    # Follow-ups

    def _owner_words(self, party: Party) -> str:
        """Return the word that means this owner: the first name where it is clear."""
        first = first_name(called(party, self._page))
        return first if self._owners.get(followups.bare(first)) is party else label(party)

    def _followup_hint(self) -> str:
        client, manager = (self._owner_words(party) for party in (Party.CLIENT, Party.MANAGER))
        return f"One to a line: who, by when, what. “@{manager} fri send the list”; @{client} and @you are known too."

    def _followup_line(self, one: FollowUpDraft) -> str:
        return followups.written(self._owner_words(one.owner), one.due_on, one.text, self._owners, self._today)

    def _read_followups(self, typed: str, problems: list[Problem]) -> tuple[FollowUpDraft, ...]:
        lines = split(typed)
        for number, line in enumerate(lines, 1):
            found = followups.read(line, self._owners, self._today)
            missing = self._missing(found)
            if missing:
                problems.append(Problem("followups", f"Line {number}: {missing}"))

        def fresh(line: str, former: FollowUpDraft | None) -> FollowUpDraft:
            found = followups.read(line, self._owners, self._today)
            return FollowUpDraft(found.owner or Party.COACH, found.text, found.due_on, former.id if former else "")

        return _matched(lines, self._brought.followups, self._followup_line, fresh)

    def _missing(self, found: followups.FollowUp) -> str:
        if found.owner is None:
            words = ", ".join(f"@{self._owner_words(party)}" for party in OWNERS)
            return f"who does it? Begin with one of {words}."
        return "" if found.text else "what is to be done? Write it after who and when."

    def _followup_read(self, line: str) -> Content | None:
        found = followups.read(line, self._owners, self._today)
        missing = self._missing(found)
        if missing or found.owner is None:
            return joined((f"{marks.NEEDS_YOU} {missing}", WRONG if found.owner else NEEDS))
        when = due(found.due_on, self._today) if found.due_on else "no date"
        name = called(found.owner, self._page)
        return joined((f"{marks.OPEN} ", VALUE), (f"{name}  ", LABEL), (f"{found.text}  ", VALUE), (when, DATA))


def _matched(
    lines: Sequence[str], former: Sequence[D], line_of: Callable[[D], str], fresh: Callable[[str, D | None], D]
) -> tuple[D, ...]:
    """Return what the lines say; a line that stayed is what it was, and one that took its place keeps its identity."""
    found: list[D] = []
    known = [line_of(one) for one in former]
    for change, first, last, begin, end in SequenceMatcher(a=known, b=lines, autojunk=False).get_opcodes():
        if change == "equal":
            found += former[first:last]
        else:
            replaced: list[D | None] = [*former[first:last], *([None] * (end - begin))]
            found += [fresh(line, one) for line, one in zip(lines[begin:end], replaced, strict=False)]
    return tuple(found)


def _placed(problem: Problem, agreed: int) -> Problem:
    """Return a problem of the draft as one of the field and line in which it was typed."""
    field, _, index = problem.field.partition(".")
    if field == "outcomes" and index.isdigit():
        name = FIELDS[OutcomeKind.AGREED if int(index) < agreed else OutcomeKind.DECISION]
        return Problem(name, problem.message)
    return Problem("followups" if field == "followups" else field, problem.message)
