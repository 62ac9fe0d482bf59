"""A goal: what will be different, how anyone could tell, its five levels; what SMART misses is told while typing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from textual import events, on
from textual.containers import Vertical
from textual.widget import Widget

from coachtui.domain.dates import read_day
from coachtui.domain.drafts import Problem
from coachtui.domain.goal_page import GoalLine
from coachtui.domain.goal_parts import ObjectiveDraft
from coachtui.domain.goals import (
    LEVEL_FIELDS,
    LEVELS,
    REVISED,
    GoalDraft,
    RevisionDraft,
    Smart,
    SmartGap,
    contracted,
    revised,
    smart_check,
)
from coachtui.domain.line import Named
from coachtui.domain.people import Party
from coachtui.domain.words import exact, level
from coachtui.store import writes
from coachtui.store.driver import Connection
from coachtui.store.reads import cadence, people
from coachtui.store.reads import engagement as engagement_reads
from coachtui.store.reads import goals as reads
from coachtui.store.reads.underneath import Part
from coachtui.ui import marks
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import YES_NO, ChoiceField, DayField, FormField, FormText, LongField, TextField
from coachtui.ui.forms.find import NEW, UNCHOSEN, FindField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.reading import Reading
from coachtui.ui.forms.several import SeveralField
from coachtui.ui.forms.toggles import TogglesField
from coachtui.ui.screens.frame import Frame
from coachtui.ui.showing import shown_if
from coachtui.ui.text import LABEL, NEEDS, RIGHT, joined
from coachtui.ui.widgets.ladder import NAMES

AUTHORS = ((Party.CLIENT, "the client"), (Party.MANAGER, "the manager"), (Party.COACH, "you"))
AGREEING = ((Party.CLIENT, "the client"), (Party.MANAGER, "the manager"), (Party.COACH, "you"))
IMPORTANCE = (("0", "0 none"), ("1", "1 some"), ("2", "2 much"), ("3", "3 most"))
DIFFICULTY = (("0", "0 none"), ("1", "1 some"), ("2", "2 much"), ("3", "3 most"))
BASELINES = (("-1", "−1"), ("-2", "−2, nothing worse is plausible"))

_MET_BY = {
    "title": Smart.SPECIFIC,
    "measure": Smart.MEASURABLE,
    "achievable": Smart.ACHIEVABLE,
    "objective_id": Smart.RELEVANT,
    "competency_ids": Smart.RELEVANT,
    "due_on": Smart.TIMED,
}
"""The letter of SMART that a field meets."""


class LevelText(FormText):
    """The control of a written level: `enter` goes on to the next one."""

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.screen.focus_next()


class LevelField(LongField):
    """What one level of the ladder looks like in fact."""

    def __init__(self, number: int, text: str):
        super().__init__(LEVEL_FIELDS[number], f"{level(number):>2} {NAMES[number]}", text)

    def control(self) -> Widget:
        return LevelText(self._first, classes="control", soft_wrap=True, tab_behavior="focus", compact=False)


class GoalForm(Form[str]):
    """Writes a goal, or changes one; returns its id.

    `suggestion` is what it begins with: for a new goal what a gap suggests, else the goal with the whole of its texts.
    """

    FORM = "goal"
    PARTS = (Part("goal_level", "goal_id"), Part("goal_competency", "goal_id"))
    CSS_PATH = "../styles/goals.tcss"
    HORIZONTAL_BREAKPOINTS = Frame.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = Frame.VERTICAL_BREAKPOINTS

    def __init__(
        self,
        desk: Desk,
        engagement_id: str,
        today: date,
        goal: GoalLine | None = None,
        suggestion: GoalDraft | None = None,
    ):
        super().__init__(desk, goal.id if goal else engagement_id)
        self._engagement_id = engagement_id
        self._today = today
        self._goal = goal
        self._begins = suggestion or (_draft_of(goal) if goal else GoalDraft(engagement_id, ""))
        self._agreed = goal is not None and contracted(goal.state, goal.agreed_on)

    def heading(self) -> str:
        return "Change the goal" if self._goal else "New goal"

    def fields(self) -> Iterator[FormField]:
        draft, goal = self._begins, self._goal
        yield TextField("title", "goal", draft.title)
        yield LongField("measure", "measure", draft.measure)
        yield ChoiceField("achievable", "achievable", (("no", "not agreed yet"), YES_NO[0]), _yes(draft.achievable))
        objective = goal.objective if goal else None
        yield FindField(
            "objective_id",
            "objective",
            self._objectives,
            value=draft.objective_id or "",
            shown=objective.name if objective else "",
            new="a new objective of the organisation",
        )
        names = {one.id: one.name for one in goal.competencies} if goal else {}
        yield SeveralField(
            "competency_ids", "competencies", self._competencies, chosen=draft.competency_ids, names=names
        )
        yield DayField("due_on", "due", self._today, draft.due_on)
        yield from (LevelField(number, draft.levels.get(number, "")) for number in reversed(LEVELS))
        yield ChoiceField("baseline", "baseline", BASELINES, str(draft.baseline))
        yield ChoiceField("importance", "importance", IMPORTANCE, str(draft.importance))
        yield ChoiceField("difficulty", "difficulty", DIFFICULTY, str(draft.difficulty))
        yield ChoiceField("author", "written by", AUTHORS, draft.author)
        yield shown_if(False, TextField("reason", "why it changes", hint=self._why()))
        agreed_by = (Party.CLIENT, Party.MANAGER)
        yield shown_if(False, TogglesField("agreed_by", "agreed by", AGREEING, agreed_by))

    async def on_mount(self) -> None:
        # After what a draft gave back.
        self.call_later(self._tell_gaps)

    async def warnings(self, values: dict[str, str]) -> Sequence[Problem]:
        draft, _ = self.read(values)
        span = await self.desk.gateway.read(cadence.span, self._engagement_id)
        return draft.warnings(ends_on=span.ends_on if span else None)

    async def save(self, values: dict[str, str]) -> str:
        draft, objective = self.read(values)
        goal = self._goal
        new = await self._new_objective(objective)
        if goal is None:
            return await self.store(lambda practice: writes.goals.add(practice, draft, new))
        revision = self._revision(values, draft)
        await self.store(lambda practice: writes.goals.edit(practice, goal.id, draft, revision, new))
        return goal.id

    def said(self, result: str, values: dict[str, str]) -> str:
        title = " ".join(values["title"].split())[:60]
        if self._goal is None:
            return f"Wrote the goal: {title}"
        return f"{'Revised' if self._is_revised(values) else 'Changed'}: {title}"

    def read(self, values: dict[str, str]) -> tuple[GoalDraft, str]:
        """Return what was typed, and the title of a new objective. Raises Invalid with all that is wrong."""
        read = Reading(values, self._today)
        due_on = read.day("due_on")
        draft = self._typed(values)._replace(due_on=due_on)
        read.check(*draft.problems())
        objective = values["objective_id"]
        return draft, objective.removeprefix(NEW) if objective.startswith(NEW) else ""

    def _typed(self, values: dict[str, str]) -> GoalDraft:
        """Return what was typed, as far as it can be read."""
        try:
            due_on = read_day(values["due_on"], self._today)
        except ValueError:
            due_on = None
        known = values["objective_id"]
        return GoalDraft(
            engagement_id=self._engagement_id,
            title=values["title"].strip(),
            measure=values["measure"].strip(),
            achievable=values["achievable"] == "yes",
            objective_id=None if not known or known.startswith((NEW, UNCHOSEN)) else known,
            competency_ids=self.query_one(SeveralField).chosen,
            due_on=due_on,
            author=Party(values["author"]),
            importance=int(values["importance"]),
            difficulty=int(values["difficulty"]),
            baseline=int(values["baseline"]),
            levels={number: values[LEVEL_FIELDS[number]].strip() for number in LEVELS},
        )

    def _revision(self, values: dict[str, str], draft: GoalDraft) -> RevisionDraft | None:
        """Return why an agreed goal changes, if it does in what it is judged by. Raises Invalid without a reason."""
        assert self._goal is not None
        if not (self._agreed and revised(self._begins, draft)):
            return None
        read = Reading(values, self._today)
        agreed_by = tuple(Party(one) for one in values["agreed_by"].split())
        revision = RevisionDraft(self._goal.id, read.text("reason"), agreed_by)
        read.check(*revision.problems())
        return revision

    def _is_revised(self, values: dict[str, str]) -> bool:
        return self._agreed and bool(revised(self._begins, self._typed(values)))

    def _why(self) -> str:
        on_ = f" on {exact(self._goal.agreed_on)}" if self._goal and self._goal.agreed_on else ""
        return f"It was agreed{on_}, so the change is kept with its reason."

    # What SMART misses, and what an agreed goal asks for

    @on(FormField.Edited)
    def _tell_gaps(self) -> None:
        values = self.values
        draft = self._typed(values)
        has_objective = draft.objective_id is not None or values["objective_id"].startswith(NEW)
        self._advise_each(draft, has_objective=has_objective)
        met = {*Smart} - {gap.letter for gap in _gaps(draft, has_objective, bool(draft.competency_ids))}
        letters = (part for letter in Smart for part in _letter(letter.value[0].upper(), met=letter in met))
        self.query_one(".box", Vertical).border_subtitle = joined(*letters)
        changed = self._agreed and revised(self._begins, draft)
        for name in ("reason", "agreed_by"):
            shown_if(bool(changed), self._field(name))
        if changed:
            names = ", ".join(REVISED[name] for name in changed)
            self._field("reason").advise(f"{self._why()} Changed: {names}.")

    def _advise_each(self, draft: GoalDraft, *, has_objective: bool) -> None:
        """Tell under each field what it would meet of SMART; what is linked to is told apart."""
        found = {
            "objective_id": _gaps(draft, has_objective, has_competency=True),
            "competency_ids": _gaps(draft, has_objective=True, has_competency=bool(draft.competency_ids)),
        }
        all_linked = _gaps(draft, has_objective=True, has_competency=True)
        for name, letter in _MET_BY.items():
            gaps = found.get(name, all_linked)
            self._field(name).advise(next((gap.reason for gap in gaps if gap.letter is letter), ""))

    def _field(self, name: str) -> FormField:
        return next(field for field in self.query(FormField) if field.field == name)

    # What it is linked to

    async def _objectives(self, words: str) -> Sequence[Named]:
        return await self.desk.gateway.read(reads.objectives, self._engagement_id, words)

    async def _competencies(self, words: str) -> Sequence[Named]:
        found = await self.desk.gateway.read(reads.competencies, self._engagement_id, words)
        # Their names need the room that their descriptions would take.
        return [Named(one.id, one.name) for one in found]

    async def _new_objective(self, title: str) -> ObjectiveDraft | None:
        if not title:
            return None
        organisation = await self.desk.gateway.read(_organisation, self._engagement_id)
        return ObjectiveDraft(organisation, title)


def _organisation(db: Connection, engagement_id: str) -> str:
    """Return the organisation whose objectives an engagement serves; empty if it has none."""
    draft = engagement_reads.draft(db, engagement_id)
    return draft.organisation_id or people.person_draft(db, draft.client_id).organisation_id or ""


def _gaps(draft: GoalDraft, has_objective: bool, has_competency: bool) -> tuple[SmartGap, ...]:
    return smart_check(
        title=draft.title,
        measure=draft.measure,
        achievable=draft.achievable,
        has_objective=has_objective,
        has_competency=has_competency,
        due_on=draft.due_on,
    )


def _letter(letter: str, *, met: bool) -> tuple[tuple[str, str], tuple[str, str]]:
    return (f" {letter}", LABEL if met else f"bold {NEEDS}"), (marks.FINE if met else "?", RIGHT if met else NEEDS)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _draft_of(goal: GoalLine) -> GoalDraft:
    """Return a goal as a draft, as far as the page holds it."""
    return GoalDraft(
        engagement_id=goal.engagement_id,
        title=goal.title,
        measure=goal.measure,
        achievable=goal.achievable,
        objective_id=goal.objective.id if goal.objective else None,
        competency_ids=tuple(one.id for one in goal.competencies),
        due_on=goal.due_on,
        author=goal.author,
        importance=goal.importance,
        difficulty=goal.difficulty,
        baseline=goal.baseline,
        levels=goal.levels,
    )
