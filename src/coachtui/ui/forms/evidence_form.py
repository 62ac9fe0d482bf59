"""What the rating of a competency rests on: private words, beside what the levels look like."""

from __future__ import annotations

from collections.abc import Iterator

from coachtui.domain.assessment import RatingDraft, Stage
from coachtui.domain.drafts import refuse
from coachtui.domain.ids import natural_id
from coachtui.domain.intake import RatedCompetency
from coachtui.domain.words import label
from coachtui.store import writes
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import ChoiceField, FormField, LongField
from coachtui.ui.forms.form import Form

NOT_RATED = "-"
LEVELS = ((NOT_RATED, "not rated"), *((str(level), str(level)) for level in range(1, 6)))
IMPORTANCE = (("0", "0 none"), ("1", "1 some"), ("2", "2 much"), ("3", "3 most"))


class EvidenceForm(Form[str]):
    """Writes what a rating rests on, and the rating with it; returns the competency's id."""

    FORM = "evidence"
    CSS_PATH = "../styles/assessment.tcss"

    def __init__(self, desk: Desk, engagement_id: str, one: RatedCompetency, stage: Stage):
        super().__init__(desk, f"{engagement_id} {one.competency_id} {stage}")
        self._engagement_id = engagement_id
        self._one = one
        self._stage = stage

    @property
    def row(self) -> str:
        assessment_id = natural_id("assessment", self._engagement_id, self._stage)
        return natural_id("competency_rating", assessment_id, self._one.competency_id)

    def heading(self) -> str:
        return f"{self._one.name}, {label(self._stage)}"

    def fields(self) -> Iterator[FormField]:
        draft = self._one.as_draft(self._stage)
        yield LongField("evidence", "evidence · private", draft.evidence)
        yield _LevelField("current", "now", self._one, draft.current)
        yield _LevelField("target", "target", self._one, draft.target)
        yield ChoiceField("importance", "importance", IMPORTANCE, str(draft.importance))

    async def save(self, values: dict[str, str]) -> str:
        draft = RatingDraft(
            self._one.competency_id,
            _level(values["current"]),
            _level(values["target"]),
            int(values["importance"]),
            values["evidence"].strip(),
        )
        refuse(draft.problems())
        await self.store(lambda practice: writes.assessment.rate(practice, self._engagement_id, self._stage, draft))
        return draft.competency_id

    def said(self, result: str, values: dict[str, str]) -> str:
        return f"Noted what the rating of {self._one.name} rests on"


class _LevelField(ChoiceField):
    """A level, with what it looks like under it; a digit chooses it."""

    def __init__(self, name: str, label: str, one: RatedCompetency, value: int | None):
        super().__init__(name, label, LEVELS, NOT_RATED if value is None else str(value))
        self._one = one
        self._hint = self._looks(self._first)

    def _edited(self) -> None:
        self._hint = self._looks(self.value)
        super()._edited()

    def give_back(self, kept: str) -> None:
        super().give_back(kept)
        self.advise(self._looks(self.value))

    def _looks(self, chosen: str) -> str:
        return self._one.level_text(_level(chosen))


def _level(chosen: str) -> int | None:
    return None if chosen == NOT_RATED else int(chosen)
