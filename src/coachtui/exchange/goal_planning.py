"""Plans what the rows about one goal would do to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from coachtui.domain.drafts import Problem, gather
from coachtui.domain.goal_import import EntryChange, GoalChange, MilestoneChange
from coachtui.domain.goal_parts import MilestoneDraft, ObjectiveDraft
from coachtui.domain.goals import LEVEL_FIELDS, LEVELS, REVISED, GoalDraft, GoalState, ProgressDraft, past
from coachtui.domain.ids import natural_id
from coachtui.domain.people import Party
from coachtui.domain.words import folded, level, number, plural
from coachtui.exchange.cells import quoted
from coachtui.exchange.goal_cells import Step, WantedGoal
from coachtui.exchange.goal_roster import Engaged, GoalNow, key_of
from coachtui.exchange.preview import Line, Status
from coachtui.exchange.tables import Fault

_FIELDS = {"due_on": "due", "noted_on": "as_of", "percent": "progress", "objective_id": "objective"} | {
    name: f"level_{step}" for step, name in LEVEL_FIELDS.items()
}
"""The names in a layout of what the rules of the drafts call otherwise."""
_SHOWN = {"due_on": "due"}


class GoalPlan:
    """One goal of the file: what its own row, and the rows of its milestones, would do.

    `now` is the goal as it is here, None if it is to be made; `day` is that of progress without a day of its own.
    `born` begins the ids of what is noted: entries of one day stand in the order of their ids.
    """

    def __init__(
        self,
        engaged: Engaged,
        goal_id: str,
        now: GoalNow | None,
        *,
        competencies: Mapping[str, str],
        heads: Mapping[str, str],
        day: date,
        today: date,
        born: str,
        update: bool,
    ) -> None:
        self.engaged, self.goal_id, self.now, self.competencies, self.heads = engaged, goal_id, now, competencies, heads
        self.day, self.today, self.born, self.update = day, today, born, update
        self.change = GoalChange(goal_id, engaged.id, new=now is None)
        self.writes = False
        self._changes: list[str] = []
        self._kept: list[str] = []
        self._faults: list[Fault] = []

    @property
    def closed(self) -> bool:
        """Whether it is closed here; nothing is written then."""
        return self.now is not None and self.now.state is GoalState.CLOSED

    def goal(self, wanted: WantedGoal) -> Line:
        """Plan the goal's own row."""
        if self.closed:
            if not wanted.over:
                self._kept.append("is closed here, so it stays as it is")
            return self._line(wanted.row, wanted.title)
        draft = self._draft(wanted)
        objective = self._objective(wanted)
        milestones = [self._milestone(wanted.row, step, wanted.as_of or self.day) for step in wanted.steps]
        entry = self._entry(wanted)
        agreed_on = self._agreed(wanted)
        closes = self._closes(wanted)
        changed = self.now is None or draft != self.now.draft or objective is not None
        if changed:
            self._problems(wanted.row, draft.problems(starts_on=self.engaged.starts_on))
        if self._faults:
            return self._line(wanted.row, wanted.title)
        self.change = self.change._replace(
            draft=draft if changed else None,
            objective=objective,
            milestones=tuple(filter(None, milestones)),
            entry=entry,
            agreed_on=agreed_on,
            closes=closes,
        )
        return self._line(wanted.row, wanted.title)

    def step(self, row: int, step: Step) -> Line:
        """Plan a milestone that has a row of its own."""
        self._changes, self._kept, self._faults = [], [], []
        if self.closed:
            self._kept.append("its goal is closed here, so it stays as it is")
            return self._line(row, step.title)
        found = self._milestone(row, step, self.day)
        if found and not self._faults:
            self.change = self.change._replace(milestones=(*self.change.milestones, found))
        return self._line(row, step.title, new=found is not None and found.new)

    # What the goal says

    def _draft(self, wanted: WantedGoal) -> GoalDraft:
        linked = self._linked(wanted)
        given: dict[str, Any] = {
            "measure": wanted.measure,
            "due_on": wanted.due,
            "importance": wanted.importance,
            "difficulty": wanted.difficulty,
            "baseline": wanted.baseline,
        }
        given = {name: value for name, value in given.items() if value not in (None, "")}
        if self.now is None:
            levels = dict(wanted.levels)
            return GoalDraft(self.engaged.id, wanted.title, **given, levels=levels, competency_ids=tuple(linked))
        draft = self.now.draft
        if " ".join(draft.title.split()) != wanted.title and self._may("title", draft.title, wanted.title):
            draft = draft._replace(title=wanted.title)
        for name, value in given.items():
            if getattr(draft, name) != value and self._may(name, getattr(draft, name), value):
                draft = draft._replace(**{name: value})
        for step in LEVELS:
            before, words = draft.written.get(step, ""), wanted.levels.get(step, "")
            if words and before != words and self._may("levels", before, words, f"level {level(step)}"):
                draft = draft._replace(levels={**draft.levels, step: words})
        more = [key for key in linked if key not in draft.competency_ids]
        if more:
            names = ", ".join(linked[key] for key in more)
            if not draft.competency_ids or self.update:
                self._changes.append(f"competency {names}")
                draft = draft._replace(competency_ids=(*draft.competency_ids, *more))
            else:
                self._kept.append(f"competencies stay (the file adds {names})")
        return draft

    def _may(self, name: str, here: Any, there: Any, shown: str = "") -> bool:
        """Whether a field becomes what the file says, told in words: what is empty does, and all does in an update.

        What an agreed goal is judged by changes only with a reason, which a file doesn't give.
        """
        assert self.now is not None
        shown = shown or _SHOWN.get(name, name)
        empty = here in (None, "")
        said = f"{shown} stays {'empty' if empty else _said(here)}"
        if self.now.state is GoalState.AGREED and name in REVISED:
            self._kept.append(f"{said} (agreed, so a change needs a reason; the file says {_said(there)})")
            return False
        if not empty and not self.update:
            self._kept.append(f"{said} (the file says {_said(there)})")
            return False
        self._changes.append(f"{shown} {_said(there)}" if empty else f"{shown} {_said(here)} → {_said(there)}")
        return True

    def _linked(self, wanted: WantedGoal) -> dict[str, str]:
        """Return the competencies that a row names, by id."""
        linked = {}
        for name in wanted.competencies:
            key = self.competencies.get(" ".join(folded(name).split()))
            if key:
                linked[key] = name
            else:
                self._kept.append(f"{quoted(name)} is no competency of the engagement's model, so it is not linked")
        return linked

    def _objective(self, wanted: WantedGoal) -> ObjectiveDraft | None:
        here = self.now.objective if self.now else ""
        if not wanted.objective or folded(here) == folded(wanted.objective):
            return None
        if self.now and not self._may("objective", here, wanted.objective):
            return None
        draft = ObjectiveDraft(self.engaged.organisation_id or "", wanted.objective)
        self._problems(wanted.row, draft.problems())
        return draft

    def _agreed(self, wanted: WantedGoal) -> date | None:
        self._problems(wanted.row, gather(past("agreed", wanted.agreed, self.today, "The day it was agreed")))
        here = self.now.agreed_on if self.now else None
        if wanted.agreed is None or wanted.agreed == here:
            return None
        return wanted.agreed if self.now is None or self._may("agreed", here, wanted.agreed) else None

    def _closes(self, wanted: WantedGoal) -> bool:
        if not wanted.over:
            return False
        if self.now is None or self.update:
            self._changes.append(f"closed ({wanted.over} in the file)")
            return True
        self._kept.append(f"stays open ({wanted.over} in the file)")
        return False

    # What hangs on it

    def _milestone(self, row: int, step: Step, done_on: date) -> MilestoneChange | None:
        self._problems(row, MilestoneDraft(self.goal_id, step.title, step.due).problems(), "milestones")
        plain = " ".join(folded(step.title).split())
        key, live = key_of(self.now.ids if self.now else {}, "imported milestone", self.goal_id, plain)
        here = self.now.milestones if self.now else ()
        found = next((one for one in here if " ".join(folded(one.title).split()) == plain), None)
        found = found or next((one for one in here if live and one.id == key), None)
        done = done_on if step.done else None
        if found is None:
            self._changes.append(f"new milestone {quoted(step.title)}{', done' if done else ''}")
            return MilestoneChange(key, step.title, step.due, done, new=True)
        due_on, title = found.due_on, found.title
        # A milestone is no text that an agreed goal is judged by.
        if step.due and step.due != due_on:
            if due_on is None or self.update:
                self._changes.append(f"milestone {quoted(title)} due {step.due}")
                due_on = step.due
            else:
                self._kept.append(f"milestone {quoted(title)} stays due {due_on} (the file says {step.due})")
        if done and found.done_on is None:
            self._changes.append(f"milestone {quoted(title)} done")
        after = MilestoneChange(found.id, title, due_on, found.done_on or done)
        return after if (due_on, after.done_on) != (found.due_on, found.done_on) else None

    def _entry(self, wanted: WantedGoal) -> EntryChange | None:
        """Plan the client's entry: one more if the file says something else than the client said last by its day."""
        value = wanted.percent if wanted.level is None else wanted.level
        if value is None:
            return None
        on, scale = wanted.as_of or self.day, "percent" if wanted.level is None else "level"
        said = f"{value} %" if scale == "percent" else level(value)
        draft = ProgressDraft(self.goal_id, on, Party.CLIENT, wanted.level, wanted.percent, wanted.evidence)
        self._problems(wanted.row, draft.problems(self.today))
        known = natural_id("imported progress", self.goal_id, on.isoformat(), scale, value)[len(self.born) :]
        entries = self.now.entries if self.now else ()
        mine = next((one for one in entries if one.id.endswith(known)), None)
        if mine is not None:
            if (mine.level, mine.percent) == (wanted.level, wanted.percent):
                return None
            here = f"{mine.percent} %" if mine.percent is not None else level(mine.level or 0)
            if not self.update:
                self._kept.append(f"progress stays {here} (the file says {said})")
                return None
            self._changes.append(f"progress {here} → {said}")
            return EntryChange(mine.id, draft._replace(noted_on=mine.noted_on), new=False)
        theirs = (one for one in entries if one.party is Party.CLIENT and one.noted_on <= on)
        before = [one for one in theirs if getattr(one, scale) is not None]
        if before and getattr(before[-1], scale) == value:
            return None
        if not before and not wanted.begun and value == 0:
            return None
        self._changes.append(f"progress {said} on {on}")
        return EntryChange(self.born + known, draft)

    # Words

    def _problems(self, row: int, problems: tuple[Problem, ...], field: str = "") -> None:
        for problem in problems:
            name = field or _FIELDS.get(problem.field, problem.field)
            fault = Fault(row, self.heads.get(name, name), problem.message)
            if fault not in self._faults:
                self._faults.append(fault)

    def _line(self, row: int, title: str, *, new: bool = False) -> Line:
        if self._faults:
            return Line(row, Status.ERROR, self.engaged.client, faults=tuple(self._faults), goal=title)
        own = self.now is None and self.change.draft is not None and not self.writes
        self.writes = self.writes or own or bool(self._changes)
        changes = (*(("new goal",) if own else ()), *self._shortened())
        status = Status.NEW if own or new else Status.CHANGED if changes else Status.SAME
        return Line(row, status, self.engaged.client, changes, tuple(self._kept), goal=title)

    def _shortened(self) -> tuple[str, ...]:
        """Tell many new milestones as one change."""
        new = [words for words in self._changes if words.startswith("new milestone ")]
        if len(new) < 3:
            return tuple(self._changes)
        return (*(words for words in self._changes if words not in new), plural(len(new), "new milestone"))


def _said(value: Any) -> str:
    if isinstance(value, str):
        return quoted(" ".join(value.split()))
    return number(value) if isinstance(value, int) else str(value)
