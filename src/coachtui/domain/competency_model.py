"""Competency models: competencies with described levels 1–5, an organisation's desired behaviours; data, not code."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from coachtui.domain.drafts import Problem, gather, required, text
from coachtui.domain.ids import natural_id
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.words import folded, plural

LEVELS = (1, 2, 3, 4, 5)
"""The levels of a competency, from the least to the most."""


class CompetencyText(NamedTuple):
    """A competency as written; `levels` says by number, 1 to 5, what a level looks like. `kpi`: a leadership KPI."""

    name: str
    description: str = ""
    kpi: bool = False
    levels: Mapping[int, str] = MappingProxyType({})


class BehaviourText(NamedTuple):
    """A value of an organisation in observable words."""

    value: str
    behaviour: str


class ModelCompetency(NamedTuple):
    """A competency of a stored model. `levels` are the texts of levels 1 to 5, "" where none is written."""

    id: str
    name: str
    description: str
    kpi: bool
    levels: tuple[str, ...]


class Model(NamedTuple):
    """A stored version of a model."""

    id: str
    name: str
    version: str
    competencies: tuple[ModelCompetency, ...]


class ModelLine(NamedTuple):
    """A stored version of a model in a list: how many competencies it has, and how many engagements keep it."""

    id: str
    name: str
    version: str
    competencies: int
    engagements: int


class BehaviourLine(NamedTuple):
    """A desired behaviour of an organisation."""

    id: str
    value: str
    behaviour: str


class ModelDraft(NamedTuple):
    """A version of a model as written, with the desired behaviours of one organisation, named in `organisation`.

    Behaviours may come without a model: then name, version and competencies are all empty.
    """

    name: str
    version: str
    competencies: tuple[CompetencyText, ...]
    behaviours: tuple[BehaviourText, ...] = ()
    organisation: str = ""

    @property
    def holds_model(self) -> bool:
        """Whether there is a model, and not behaviours alone."""
        return bool(self.name or self.version or self.competencies or not self.behaviours)

    def settled(self) -> ModelDraft:
        """Return the draft as it is stored: composed characters, no blanks at the ends, no empty levels."""
        return ModelDraft(
            _tidy(self.name),
            _tidy(self.version),
            tuple(
                CompetencyText(
                    _tidy(one.name),
                    _tidy(one.description),
                    one.kpi,
                    {level: _tidy(words) for level, words in sorted(one.levels.items()) if words.strip()},
                )
                for one in self.competencies
            ),
            tuple(BehaviourText(_tidy(one.value), _tidy(one.behaviour)) for one in self.behaviours),
            _tidy(self.organisation),
        )

    def problems(self, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before the model can be stored.

        Fields are paths within the file, places counted from 1: "version", "competency[2].levels.6".
        """
        return gather(*self._of_model(rules), *self._of_behaviours(rules))

    def undescribed(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield the competencies that lack some levels, with these; allowed, and worth a word."""
        for one in self.competencies:
            missing = tuple(level for level in LEVELS if not one.levels.get(level, "").strip())
            if missing:
                yield one.name, missing

    def as_model(self) -> Model:
        """Return the model with the keys under which it is stored."""
        draft = self.settled()
        model_id = model_key(draft.name, draft.version)
        return Model(
            model_id,
            draft.name,
            draft.version,
            tuple(
                ModelCompetency(
                    competency_key(model_id, one.name),
                    one.name,
                    one.description,
                    one.kpi,
                    tuple(one.levels.get(level, "") for level in LEVELS),
                )
                for one in draft.competencies
            ),
        )

    def _of_model(self, rules: Rules) -> Iterator[Problem | None]:
        if not self.holds_model:
            return
        yield _one_line("name", self.name, "The model's name", rules)
        yield _one_line("version", self.version, "The version", rules)
        if not self.competencies:
            yield Problem("competency", "The model has no competencies. Write at least one, under [[competency]].")
        yield _count("competency", len(self.competencies), rules.model_competencies, "competencies")
        yield from _twice("competency", "name", (one.name for one in self.competencies))
        for place, one in enumerate(self.competencies, start=1):
            key = f"competency[{place}]"
            yield _one_line(f"{key}.name", one.name, "The competency's name", rules)
            yield _many_lines(f"{key}.description", one.description, "The description", rules)
            if not one.levels:
                yield Problem(f"{key}.levels", "No level is described. Say what at least one of 1 to 5 looks like.")
            for level, words in one.levels.items():
                yield _level(f"{key}.levels.{level}", level, words, rules)

    def _of_behaviours(self, rules: Rules) -> Iterator[Problem | None]:
        if self.behaviours and not self.organisation.strip():
            yield Problem("organisation", "Whose behaviours these are is missing. Write organisation = “Its name”.")
        elif self.organisation:
            yield _one_line("organisation", self.organisation, "The organisation's name", rules)
        yield _count("behaviour", len(self.behaviours), rules.model_behaviours, "desired behaviours")
        yield from _twice("behaviour", "behaviour", (_pair(one) for one in self.behaviours))
        for place, one in enumerate(self.behaviours, start=1):
            yield _one_line(f"behaviour[{place}].value", one.value, "The value", rules)
            words = one.behaviour
            yield required(f"behaviour[{place}].behaviour", words, "The behaviour", limit=rules.line_limit) or (
                _many_lines(f"behaviour[{place}].behaviour", words, "The behaviour", rules)
            )


class ModelPlan(NamedTuple):
    """What storing a draft would do: what is here already, and what is to be added; `problem` forbids it."""

    draft: ModelDraft
    model_id: str | None
    organisation_id: str | None
    behaviours: tuple[BehaviourText, ...]
    problem: Problem | None = None

    def lines(self) -> Iterator[str]:
        """Say in words what would be done."""
        draft = self.draft
        if draft.holds_model:
            kpis = sum(one.kpi for one in draft.competencies)
            held = plural(len(draft.competencies), "competency", "competencies")
            held += f", {kpis} of them {'a leadership KPI' if kpis == 1 else 'leadership KPIs'}"
            yield f"{draft.name} {draft.version}: {'here already' if self.model_id else 'new'}, {held}."
        if draft.behaviours:
            new = "" if self.organisation_id else ", a new organisation"
            told = plural(len(draft.behaviours), "desired behaviour")
            yield f"{draft.organisation}{new}: {told}, {len(self.behaviours)} of them new."

    def action(self) -> str:
        """Return the words of the action that does it; "" when there is nothing to do."""
        told = []
        if self.draft.holds_model and not self.model_id:
            told.append(f"the competency model {self.draft.name} {self.draft.version}")
        if self.behaviours:
            told.append(f"{plural(len(self.behaviours), 'desired behaviour')} of {self.draft.organisation}")
        return f"added {' and '.join(told)}" if told else ""


def model_key(name: str, version: str) -> str:
    """Return the key of a version of a model, the same on every machine."""
    return natural_id("competency_model", name, version)


def competency_key(model_id: str, name: str) -> str:
    """Return the key of a competency of a model."""
    return natural_id("competency", model_id, name)


def level_key(competency_id: str, level: int) -> str:
    """Return the key of a described level of a competency."""
    return natural_id("competency_level", competency_id, level)


def _tidy(words: str) -> str:
    return unicodedata.normalize("NFC", words).strip()


def _pair(one: BehaviourText) -> str:
    # Two values may ask for the same behaviour; a line break is in neither once they are told apart.
    return f"{one.value}\n{one.behaviour}" if one.value.strip() and one.behaviour.strip() else ""


def _level(field: str, level: int, words: str, rules: Rules) -> Problem | None:
    if level not in LEVELS:
        return Problem(field, f"There is no level {level}. Levels run from 1 to 5.")
    return required(field, words, "The level's text", limit=rules.line_limit) or (
        _many_lines(field, words, "The level's text", rules)
    )


def _one_line(field: str, value: str, label: str, rules: Rules) -> Problem | None:
    return required(field, value, label, limit=rules.line_limit) or _controlled(field, value, label, breaks="")


def _many_lines(field: str, value: str, label: str, rules: Rules) -> Problem | None:
    return text(field, value, label, limit=rules.line_limit) or _controlled(field, value, label, breaks="\n\r\t")


def _controlled(field: str, value: str, label: str, *, breaks: str) -> Problem | None:
    """Refuse control characters besides those `breaks`."""
    for mark in value:
        if unicodedata.category(mark) == "Cc" and mark not in breaks:
            what = "a line break or tab" if mark in "\n\r\t" else f"the control character U+{ord(mark):04X}"
            return Problem(field, f"{label} holds {what}. Take it out.")
    return None


def _count(field: str, count: int, most: int, noun: str) -> Problem | None:
    if count <= most:
        return None
    return Problem(field, f"There are {count:,} {noun}; {most} is the most. Leave some out, or make two models.")


def _twice(table: str, key: str, names: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each name that stands there already, accents and case apart."""
    first: dict[str, int] = {}
    for place, name in enumerate(names, start=1):
        same = first.setdefault(" ".join(folded(name).split()), place) if name.strip() else place
        if same != place:
            yield Problem(f"{table}[{place}].{key}", f"It stands there already, as {table}[{same}]. Keep one of them.")
