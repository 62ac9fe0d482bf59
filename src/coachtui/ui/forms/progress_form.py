"""Noting where a goal stands: one step by one key, or an entry with all that belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from textual import events, on
from textual.content import Content

from coachtui.domain.drafts import Problem
from coachtui.domain.goal_page import GoalLine, GoalsPage
from coachtui.domain.goals import LEVELS, ProgressDraft
from coachtui.domain.people import Party
from coachtui.domain.rules import DEFAULT
from coachtui.domain.words import level
from coachtui.store import writes
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.desk import Desk
from coachtui.ui.forms.choice import Choice
from coachtui.ui.forms.fields import ChoiceField, DayField, FormField, LongField, TextField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.reading import Reading
from coachtui.ui.text import LABEL, VALUE, joined, line
from coachtui.ui.widgets.ladder import NAMES, called

SURE = (("none", "not said"), *((str(number), str(number)) for number in range(1, 6)))
"""How sure whoever says so is, 1 to 5."""

_STAND = re.compile(r"([+-]?\d{1,3})\s*(%?)")

Stand = tuple[int | None, int | None]
"""A level or a percentage; the other is None."""


def read_stand(typed: str) -> Stand:
    """Return the level or the percentage typed: "+1", "−1", "60 %". Raises ValueError in words for the coach."""
    found = _STAND.fullmatch(typed.strip().replace("−", "-"))
    if not found:
        raise ValueError("Write a level from −2 to +2, or a percentage like 60 %.")
    value = int(found[1])
    if found[2]:
        if not 0 <= value <= 100:
            raise ValueError(f"{value} % is outside its scale. Give 0 to 100 %.".replace("-", "−"))
        return None, value
    if value not in LEVELS:
        raise ValueError(f"There is no level {level(value)}. Give −2 to +2, or write {abs(value)} % for a percentage.")
    return value, None


def written(stand: Stand) -> str:
    """Return a level or a percentage as it stands in the field."""
    return f"{stand[1]} %" if stand[1] is not None else level(stand[0] or 0)


class StandField(TextField):
    """A level or a percentage; what that level means for this goal stands under it. ↑ and ↓ step it."""

    def __init__(self, goal: GoalLine, stand: Stand | None):
        super().__init__("level", "stands at", written(stand) if stand else "", "A level −2 to +2, or 60 %.")
        self._goal = goal

    def understood(self) -> Content | None:
        try:
            number, percent = read_stand(self.value)
        except ValueError:
            return super().understood()
        if number is None:
            return joined((f"{percent} of 100", LABEL))
        text = line(self._goal.levels.get(number, ""))
        return joined((f"{NAMES[number]}: ", LABEL), (text, VALUE) if text else ("this level is not written", LABEL))

    def put(self, stand: Stand) -> None:
        """Put another level or percentage into the field, as if it were typed."""
        self.add_class("-touched")
        super().give_back(written(stand))
        self._edited()

    def move(self, by: int) -> None:
        """Go one step up or down from what stands there."""
        try:
            number, percent = read_stand(self.value)
        except ValueError:
            number, percent = self._goal.now, None
        if percent is not None:
            self.put((None, min(100, max(0, percent + by * DEFAULT.percent_step))))
        elif number is not None:
            self.put((min(LEVELS[-1], max(LEVELS[0], number + by)), None))

    def on_key(self, event: events.Key) -> None:
        if event.key in ("up", "down"):
            event.stop()
            self.move(1 if event.key == "up" else -1)


class StepField(StandField):
    """The level of a step: it begins where the goal stands now, so no draft gives an older one back."""

    @property
    def kept(self) -> str:
        return ""

    def give_back(self, kept: str) -> None:
        pass

    def follow(self, stand: Stand) -> None:
        """Begin from somewhere else, without that counting as a change by hand."""
        TextField.give_back(self, written(stand))


class Speaker(ChoiceField):
    """Who says so in a step: whoever is chosen on the screen, so no draft gives another one back."""

    @property
    def kept(self) -> str:
        return ""

    def put(self, party: Party) -> None:
        """Choose another party."""
        self.query_one(Choice).chosen = party


class EntryForm(Form[str]):
    """What the forms of progress share: who says it, on which day, how sure, read into a draft."""

    PARTIES = (Party.COACH, Party.CLIENT, Party.MANAGER)

    def __init__(self, desk: Desk, page: GoalsPage, goal: GoalLine, party: Party, record: str):
        super().__init__(desk, record)
        self.page = page
        self.goal = goal
        self.party = party

    def speakers(self) -> list[tuple[str, str]]:
        """Return the parties with how they are called."""
        names = called(self.page.client)
        return [(party, names[party]) for party in self.PARTIES]

    def read(self, values: dict[str, str], session_id: str | None = None) -> ProgressDraft:
        """Return what was typed. Raises Invalid with all that is wrong."""
        read = Reading(values, self.page.today)
        number, percent = None, None
        try:
            number, percent = read_stand(values["level"])
        except ValueError as error:
            read.problems.append(Problem("level", str(error)))
        on = read.day("noted_on") or self.page.today
        sure = values["confidence"]
        draft = ProgressDraft(
            goal_id=self.goal.id,
            noted_on=on,
            party=Party(values["party"]),
            level=number,
            percent=percent,
            evidence=read.text("evidence"),
            confidence=None if sure == "none" else int(sure),
            session_id=session_id,
        )
        read.check(*draft.problems(self.page.today))
        return draft

    async def warnings(self, values: dict[str, str]) -> Sequence[Problem]:
        return self.read(values).warnings(starts_on=self.page.starts_on)

    def told(self, done: str, draft: ProgressDraft) -> str:
        """Return what was noted, in words."""
        by = called(self.page.client)[draft.party]
        return f"{done}: {self.goal.title[:50]} at {written((draft.level, draft.percent))}, by {by}"


class StepForm(EntryForm):
    """One step up or down: the level is there already, the cursor stands in the evidence, `enter` saves."""

    FORM = "progress step"
    BINDINGS = bindings(Place.PROGRESS)

    def __init__(self, desk: Desk, page: GoalsPage, goal: GoalLine, party: Party, by: int):
        super().__init__(desk, page, goal, party, goal.id)
        self._by = by
        self._moved = False

    def heading(self) -> str:
        return self.goal.title

    def fields(self) -> Iterator[FormField]:
        yield TextField("evidence", "what shows it", hint="Private. One line will do; ↑ ↓ change the level.")
        yield StepField(self.goal, self.goal.step(self.party, self._by))
        yield Speaker("party", "says", self.speakers(), self.party)
        yield DayField("noted_on", "on", self.page.today, self.page.today)
        yield ChoiceField("confidence", "how sure", SURE)

    async def save(self, values: dict[str, str]) -> str:
        draft = self.read(values)
        return await self.store(lambda practice: writes.goals.note(practice, draft))

    def said(self, result: str, values: dict[str, str]) -> str:
        return self.told("Noted", self.read(values))

    def action_raise(self, by: int) -> None:
        self.query_one(StandField).move(by)

    def action_by(self) -> None:
        """Let the next party say so; the level follows what that party said last, until it is changed by hand."""
        field = self.query_one(Speaker)
        at = self.PARTIES.index(Party(field.value))
        field.put(self.PARTIES[(at + 1) % len(self.PARTIES)])

    @on(FormField.Done)
    def _save_from_evidence(self, event: FormField.Done) -> None:
        if event.field.field == "evidence":
            event.prevent_default()
            self.action_save()

    @on(FormField.Edited)
    def _follow(self, event: FormField.Edited) -> None:
        if event.field.field == "level":
            self._moved = True
        elif event.field.field == "party" and not self._moved:
            self.query_one(StepField).follow(self.goal.step(Party(event.field.value), self._by))


class ProgressForm(EntryForm):
    """An entry with all that belongs to it; the same form changes one."""

    FORM = "progress"

    def __init__(
        self,
        desk: Desk,
        page: GoalsPage,
        goal: GoalLine,
        party: Party,
        entry_id: str = "",
        entry: ProgressDraft | None = None,
    ):
        super().__init__(desk, page, goal, party, entry_id or goal.id)
        self._entry_id = entry_id
        self._entry = entry

    def heading(self) -> str:
        return f"{'Change' if self._entry else 'Note'} progress · {self.goal.title}"

    def fields(self) -> Iterator[FormField]:
        one, today = self._entry, self.page.today
        yield StandField(self.goal, (one.level, one.percent) if one else None)
        yield ChoiceField("party", "says", self.speakers(), self.party)
        yield DayField("noted_on", "on", today, one.noted_on if one else today)
        yield LongField("evidence", "what shows it", one.evidence if one else "", "Private.")
        sure = str(one.confidence) if one and one.confidence is not None else ""
        yield ChoiceField("confidence", "how sure", SURE, sure)

    async def save(self, values: dict[str, str]) -> str:
        entry_id = self._entry_id
        draft = self.read(values, self._entry.session_id if self._entry else None)
        if not entry_id:
            return await self.store(lambda practice: writes.goals.note(practice, draft))
        await self.store(lambda practice: writes.goals.edit_entry(practice, entry_id, draft))
        return entry_id

    def said(self, result: str, values: dict[str, str]) -> str:
        return self.told("Changed" if self._entry_id else "Noted", self.read(values))
