"""Choosing the competency model of an engagement, and the field in which the wizard does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from coachtui.domain.competency_model import Model, ModelDraft
from coachtui.domain.words import plural
from coachtui.models import shipped
from coachtui.store import writes
from coachtui.store.driver import Connection
from coachtui.store.errors import NotFound
from coachtui.store.reads import assessment as reads
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import FormField
from coachtui.ui.forms.form import Form
from coachtui.ui.text import LABEL, VALUE, joined, plain
from coachtui.ui.widgets.rows import Column, Row, Rows

NONE = "none"
MOST = 24
"""Versions of models that are offered, the newest first."""


class Choice(NamedTuple):
    """The models to choose from, and the one that is proposed. `to_store` is the shipped one, while it isn't stored."""

    models: tuple[Model, ...]
    proposed: str
    to_store: ModelDraft | None = None

    def model(self, model_id: str) -> Model | None:
        """Return one of the models."""
        return next((one for one in self.models if one.id == model_id), None)

    def unstored(self, model_id: str) -> ModelDraft | None:
        """Return the draft by which a model is stored that is not stored yet."""
        return self.to_store if self.to_store and self.to_store.as_model().id == model_id else None


def read_choice(db: Connection, chosen: str | None = None) -> Choice:
    """Read the models, and propose the one that is `chosen`, or the one to begin with."""
    models = [reads.model(db, one.id) for one in reads.models(db, limit=MOST)]
    draft = shipped()
    to_store = None if reads.find_model(db, draft.name, draft.version) else draft
    if to_store:
        models.append(draft.as_model())
    proposed = chosen or reads.default_model(db) or draft.as_model().id
    if proposed not in [one.id for one in models]:
        try:
            models.append(reads.model(db, proposed))
        except NotFound:
            proposed = models[0].id
    return Choice(tuple(models), proposed, to_store)


class ModelField(FormField):
    """The models one under the other; ↓ ↑ choose, `enter` goes on. `value` is the id, or empty for none yet."""

    def __init__(self, name: str, label: str, choice: Choice, *, may_be_none: bool = False):
        super().__init__(name, label, choice.proposed)
        self._choice = choice
        self._may_be_none = may_be_none

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(plain(self.label), classes="label")
            yield self.control()
        yield Static(classes="under")

    def control(self) -> Widget:
        return Rows([Column(most=48), Column(grows=True, most=60)], classes="control -led")

    def on_mount(self) -> None:
        rows = [
            Row(one.id, (joined((one.name, VALUE), (f" {one.version}", LABEL)), _counted(one)))
            for one in self._choice.models
        ]
        if self._may_be_none:
            rows.append(Row(NONE, (plain("none yet", VALUE), plain("m on Intake chooses one later", LABEL))))
        self.query_one(Rows).set_rows(rows, self._first or NONE)
        super().on_mount()

    @property
    def value(self) -> str:
        key = self.query_one(Rows).key
        return "" if key in (None, NONE) else str(key)

    @property
    def kept(self) -> str:
        return self.value or NONE

    def give_back(self, kept: str) -> None:
        rows = self.query_one(Rows)
        if kept in [*(one.id for one in self._choice.models), NONE]:
            rows.set_rows(rows.rows, kept)
        self.show(None)

    @property
    def model(self) -> Model | None:
        """The model that is chosen."""
        return self._choice.model(self.value)

    def understood(self) -> Content | None:
        model = self.model
        if model is None:
            return plain("Without a model there is nothing to rate.", LABEL)
        return joined((" · ".join(one.name for one in model.competencies), LABEL))

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            self.post_message(self.Done(self))

    @on(Rows.Moved)
    def _moved(self, event: Rows.Moved) -> None:
        event.stop()
        self._edited()


class ModelForm(Form[str]):
    """Chooses the model of an engagement; returns its id."""

    FORM = "model"
    TITLE_WORDS = "Competency model"
    CSS_PATH = "../styles/assessment.tcss"

    def __init__(self, desk: Desk, engagement_id: str, choice: Choice):
        super().__init__(desk, engagement_id)
        self._choice = choice

    def fields(self) -> Iterator[FormField]:
        yield ModelField("model_id", "model", self._choice)

    async def save(self, values: dict[str, str]) -> str:
        model_id, engagement_id = values["model_id"], self.record
        chosen = self._choice.unstored(model_id) or model_id
        await self.store(lambda practice: writes.assessment.choose_model(practice, engagement_id, chosen))
        return model_id

    def said(self, result: str, values: dict[str, str]) -> str:
        model = self._choice.model(result)
        return f"Chose the model {model.name} {model.version}" if model else "Chose the model"


def _counted(model: Model) -> Content:
    return plain(plural(len(model.competencies), "competency", "competencies"), LABEL)
