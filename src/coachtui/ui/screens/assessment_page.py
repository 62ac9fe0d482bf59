"""What Intake shows: the levels on their axes, the competency in hand, the 360 round, the stages side by side."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from coachtui.domain.assessment import Stage
from coachtui.domain.intake import Intake, RatedCompetency
from coachtui.domain.today import EngagementCard
from coachtui.domain.words import day, label, plural
from coachtui.store.reads import assessment as reads
from coachtui.ui import marks
from coachtui.ui.commands import Need
from coachtui.ui.screens.around import AroundEngagement
from coachtui.ui.showing import shown_if
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, joined, plain
from coachtui.ui.widgets import levels, round_results, stages
from coachtui.ui.widgets.ratings import Marks, RatedRow, Ratings
from coachtui.ui.widgets.rows import Rows
from coachtui.ui.widgets.sheet import Sheet

PANES = {"levels": "levels", "round": "360", "stages": "start to end"}
"""What stands beside the list, and how it is called; on a small screen one of them at a time."""
KEY = f"bold {NEEDS}"
NO_MODEL = Content("\n\n").join(
    (
        joined(("No competency model yet.", STRONG)),
        joined(
            ("A model names what the role asks for, and what levels 1 to 5 of it look like. With one, ratings, gaps "
             "and their goals stand here.", LABEL)
        ),
        joined(("m", KEY), (" chooses one, that of coachtui or one of your own; ", LABEL),
               ("coachtui import model FILE", VALUE), (" takes your own in.", LABEL)),
    )
)  # fmt: skip


class AssessmentPage(AroundEngagement):
    """The assessment of the engagement in hand, to be read; what is done with it is in the screen."""

    intake: Intake | None = None
    stage: Stage = Stage.START
    """The stage in sight."""
    by_gap: bool = True
    """Whether the widest gap stands first; else the order is the model's."""
    wanted: Stage | None = None
    """The stage to be shown at the next reading."""
    sought: str = ""
    """The competency to which the cursor goes at the next reading."""
    unstored: int = 0
    """Ratings that are on their way to the practice file."""

    def content(self) -> ComposeResult:
        yield Static(NO_MODEL, id="no-model", classes="told")
        with Container(id="assessment", classes="-levels"):
            with Vertical(id="assessment-left"):
                yield Ratings(id="ratings")
                yield Rows(stages.COLUMNS, id="stages")
            with Vertical(id="assessment-right"):
                yield Sheet(id="levels")
                yield Sheet(id="round")

    def having(self) -> set[Need]:
        found = set[Need]()
        intake = self.intake
        if intake is None or self.in_hand is None:
            return found
        if self.competency is not None:
            found.add(Need.COMPETENCY)
        if not intake.rated:
            found.add(Need.UNRATED)
        begun = [one.stage for one in intake.stages]
        if self.stage in begun:
            found.add(Need.STAGE)
        if len(begun) > 1:
            found.add(Need.STAGES)
        if self.has_class("-narrow") or self.has_class("-short"):
            found.add(Need.ONE_PANE)
        return found

    @property
    def ratings(self) -> Ratings:
        """The list at the left."""
        return self.query_one("#ratings", Ratings)

    @property
    def competency(self) -> RatedCompetency | None:
        """The competency under the cursor."""
        return self.known(self.ratings.key)

    def known(self, competency_id: str | None) -> RatedCompetency | None:
        """Return a competency of the engagement in hand."""
        found = self.intake.competencies if self.intake and self.in_hand else ()
        return next((one for one in found if one.competency_id == competency_id), None)

    async def load_content(self, card: EngagementCard) -> None:
        intake = await self.desk.gateway.read(reads.intake, card.id, self.desk.now())
        if self.unstored:
            return  # what was set meanwhile is read once it is stored
        another = self.intake is None or self.intake.engagement_id != card.id
        begun = [one.stage for one in intake.stages]
        if another or (self.stage not in begun and self.wanted is None):
            self.stage = intake.latest or Stage.START
        elif self.wanted in begun:
            self.stage = self.wanted
        self.wanted = None
        self.intake = intake
        if another:
            self.ratings.rating = False
        shown_if(bool(intake.competencies), self.query_one("#assessment"))
        shown_if(not intake.competencies, self.query_one("#no-model"))
        self.show_ratings(first=another)
        self.show_stages()
        self.show_competency()
        self.refresh_bindings()

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        self.show_competency()
        self.refresh_bindings()

    # What is shown

    def show_ratings(self, *, first: bool = False) -> None:
        intake, ratings = self.intake, self.ratings
        if intake is None:
            return
        found = intake.ordered(self.stage) if self.by_gap else intake.competencies
        if ratings.rating and set(ratings.order) == {one.competency_id for one in found}:
            # While the coach rates, no row leaves its place.
            by_id = {one.competency_id: one for one in found}
            found = tuple(by_id[key] for key in ratings.order)
        rated = [
            RatedRow(one.competency_id, one.name, _marks(one, self.stage), _tail(one, self.stage)) for one in found
        ]
        ratings.show(rated, self.sought or (rated[0].key if first and rated else None))
        self.sought = ""
        ratings.border_title = self._ratings_title(intake)
        self.tell_what_digits_do()

    def _ratings_title(self, intake: Intake) -> Content:
        held = next((one.held_on for one in intake.stages if one.stage is self.stage), None)
        when = day(held, intake.today) if held else "not begun"
        missed = sum(one.unaddressed(self.stage) for one in intake.competencies)
        told = (f" · {marks.NEEDS_YOU} {missed} without a goal", NEEDS) if missed else ""
        return joined(f"Levels at the {label(self.stage)}, {when}", told)

    @on(Ratings.Turned)
    def tell_what_digits_do(self) -> None:
        ratings = self.ratings
        order = "widest gap first" if self.by_gap else "in its own order"
        model = f"{self.intake.model} {self.intake.version}, " if self.intake else ""
        ratings.border_subtitle = ratings.told() if ratings.rating else joined((f"{model}{order}", LABEL))
        if not ratings.rating and self.by_gap and self.intake:
            # The rows kept their places while the coach rated.
            wanted = tuple(one.competency_id for one in self.intake.ordered(self.stage))
            if wanted != ratings.order and not self.unstored:
                self.show_order(wanted)

    def show_order(self, wanted: tuple[str, ...]) -> None:
        intake = self.intake
        if intake and set(wanted) == set(self.ratings.order):
            by_id = {one.competency_id: one for one in intake.competencies}
            rated = [
                RatedRow(key, by_id[key].name, self.ratings.all_marks[key], _tail(by_id[key], self.stage))
                for key in wanted
            ]
            self.ratings.show(rated)

    def show_stages(self) -> None:
        intake = self.intake
        if intake is None:
            return
        pane = self.query_one("#stages", Rows)
        several = len(intake.stages) > 1
        pane.empty = stages.empty(intake)
        found = intake.ordered(self.stage) if self.by_gap else intake.competencies
        pane.set_rows(stages.rows(found, intake.latest) if several else [], self.ratings.key)
        pane.border_title = stages.title(intake)

    def show_competency(self) -> None:
        one, marked, intake = self.competency, self.ratings.marks, self.intake
        if one is None or marked is None or intake is None:
            return
        small = Need.ONE_PANE in self.having()
        pane, feedback = self.query_one("#levels", Sheet), self.query_one("#round", Sheet)
        pane.border_title = levels.title(one)
        pane.set_entries(levels.entries(one, self.stage, marked, brief=small))
        feedback.border_title = round_results.title(intake.round)
        feedback.set_entries(
            round_results.entries(intake.round, one.competency_id) if intake.round else round_results.NONE_YET
        )
        for name, standing in (
            ("levels", plain("")),
            ("round", round_results.standing(intake.round, intake.today)),
            ("stages", plain("")),
        ):
            self.query_one(f"#{name}").border_subtitle = _tabs(name) if small else standing

    @on(Ratings.Moved, "#ratings")
    def _moved(self) -> None:
        self.show_competency()
        self.refresh_bindings()

    def action_turn_pane(self) -> None:
        container = self.query_one("#assessment")
        names = list(PANES)
        now = next(name for name in names if container.has_class(f"-{name}"))
        following = names[(names.index(now) + 1) % len(names)]
        container.remove_class(f"-{now}").add_class(f"-{following}")
        if self.focused is not None and self.focused.id == now:
            self.query_one(f"#{following}").focus()

    def action_turn_stage(self) -> None:
        begun = [one.stage for one in self.intake.stages] if self.intake else []
        if begun:
            self.stage = begun[(begun.index(self.stage) + 1) % len(begun)] if self.stage in begun else begun[0]
            self.show_ratings()
            self.show_competency()
            self.refresh_bindings()

    def action_turn_order(self) -> None:
        self.by_gap = not self.by_gap
        self.show_ratings()
        self.show_stages()


def _marks(one: RatedCompetency, stage: Stage) -> Marks:
    draft = one.as_draft(stage)
    return Marks(draft.current, draft.target, draft.importance)


def _tail(one: RatedCompetency, stage: Stage) -> Content:
    """Return what is told at the end of a row: whether a goal serves the gap."""
    if one.unaddressed(stage):
        return plain(f"{marks.NEEDS_YOU} no goal", NEEDS)
    if one.goals:
        return plain(f"{marks.FINE} {plural(len(one.goals), 'goal')}", LABEL)
    return plain("")


def _tabs(here: str) -> Content:
    parts: list[tuple[str, str]] = [("v ", KEY)]
    for index, (name, words) in enumerate(PANES.items()):
        parts += [(" · " if index else "", LABEL), (words, f"bold {VALUE}" if name == here else LABEL)]
    return joined(*parts)
