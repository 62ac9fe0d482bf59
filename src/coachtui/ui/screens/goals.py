"""Goals: how far each has come, and the one in hand with its ladder and all that hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container

from coachtui.domain.goal_page import GoalLine, GoalsPage, ProgressLine
from coachtui.domain.goals import GoalState
from coachtui.domain.people import Party
from coachtui.domain.today import EngagementCard
from coachtui.domain.words import level
from coachtui.store import writes
from coachtui.store.errors import PracticeError
from coachtui.store.reads import development_plan as plan_reads
from coachtui.store.reads import goals as reads
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.screens import goal_items
from coachtui.ui.screens.around import AroundEngagement
from coachtui.ui.screens.confirm import Confirm
from coachtui.ui.text import DATA, LABEL, NEEDS, WRONG, joined, paragraph
from coachtui.ui.widgets import goal_detail, goal_rows, ladder
from coachtui.ui.widgets.goal_rows import GoalFigure
from coachtui.ui.widgets.goal_sheet import GoalSheet, LadderPane
from coachtui.ui.widgets.items import NOTHING, Item, Items
from coachtui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.events import Resize

MOST_ENTRIES = 500
"""Progress entries of one goal that are listed; more is a diary."""


class GoalsScreen(AroundEngagement):
    """The goals of the engagement in hand."""

    PLACE = Place.GOALS
    BINDINGS = bindings(Place.GOALS)
    CSS_PATH = "../styles/goals.tcss"

    page: GoalsPage | None = None
    party: Party = Party.COACH
    """Who says where a goal stands when a step is noted by one key."""
    _wanted: str | None = None
    _wanted_item: str = ""
    _shown: str | None = None
    _entries: tuple[str, tuple[ProgressLine, ...]] = ("", ())
    """The goal whose entries were read further back, and these, the latest first."""

    def content(self) -> ComposeResult:
        yield GoalFigure()
        yield Rows(goal_rows.COLUMNS, title="Goals", empty=goal_rows.EMPTY, id="goals", classes="-led")
        with Container(id="in-hand"):
            yield LadderPane(id="ladder")
            yield GoalSheet(id="goal")

    @property
    def goal(self) -> GoalLine | None:
        """The goal under the cursor."""
        if self.page is None or self.in_hand is None:
            return None
        key = self.query_one("#goals", Rows).key
        return next((one for one in self.page.goals if one.id == key), None)

    def having(self) -> set[Need]:
        goal = self.goal
        if goal is None:
            return set()
        return {Need.GOAL} if goal.state is GoalState.CLOSED else {Need.GOAL, Need.OPEN_GOAL}

    async def load_content(self, card: EngagementCard) -> None:
        page = await self.desk.gateway.read(reads.goals, card.id, self.desk.now())
        if self.page is None or self.page.engagement_id != page.engagement_id:
            self._shown = None
        self.page = page
        self.query_one(GoalFigure).page = page
        rows = self.query_one("#goals", Rows)
        rows.set_rows(goal_rows.rows(page.goals, page.today), self._wanted)
        rows.border_title = goal_rows.title(page.goals)
        self._wanted = None
        self.set_class(not page.goals, "-none")
        self._tell_party()
        self._show_goal()
        self.refresh_bindings()

    # The goal under the cursor

    @on(Rows.Moved, "#goals")
    def _moved(self) -> None:
        self._show_goal()
        self.refresh_bindings()

    @on(Rows.Opened, "#goals")
    def action_into(self) -> None:
        self.query_one(GoalSheet).focus()

    @on(GoalSheet.Left)
    def _out(self) -> None:
        self.query_one("#goals", Rows).focus()

    @on(Items.Moved)
    def _stands_elsewhere(self) -> None:
        self.refresh_bindings()

    def on_descendant_focus(self) -> None:
        # A small screen gives the room of the list to the goal while it is worked on.
        self.set_class(self.query_one(GoalSheet).has_focus, "-inside")
        self.refresh_bindings()

    def on_resize(self, event: Resize) -> None:
        self.call_after_refresh(self._show_goal)

    def _show_goal(self) -> None:
        goal = self.goal
        if goal is None or self.page is None:
            return
        if goal.entry_count > len(goal.entries) and goal.entry_count > 0:
            self._read_entries(goal)
        known, entries = self._entries
        if known != goal.id or not set(goal.entries) <= set(entries):
            entries = tuple(reversed(goal.entries))
        self._draw(goal, entries)

    def _draw(self, goal: GoalLine, entries: Sequence[ProgressLine]) -> None:
        assert self.page is not None
        anew, self._shown = self._shown != goal.id, goal.id
        side, sheet = self.query_one(LadderPane), self.query_one(GoalSheet)
        ways = list(goal_detail.ways(goal, self.page.client))
        parts = list(goal_detail.parts(goal, self.page, entries, writable=Need.WRITABLE in self.having_all()))
        apart = self.has_class("-wide")
        side.set_items(ways if apart else [], anew=anew)
        sheet.set_items(parts if apart else [*ways, NOTHING, *parts], anew=anew)
        at = 1 + next(at for at, one in enumerate(self.page.goals) if one.id == goal.id)
        side.border_title = f"Ladder of goal {at}"
        sheet.border_title = goal_detail.title(goal, at, len(self.page.goals))
        if self._wanted_item:
            sheet.go_to(self._wanted_item)
            self._wanted_item = ""

    @work(exclusive=True, group="entries")
    async def _read_entries(self, goal: GoalLine) -> None:
        """Read the entries that the page does not hold, and show all."""
        try:
            found = await self.desk.gateway.read(reads.entries, goal.id, MOST_ENTRIES)
        except PracticeError as error:
            self.query_one(GoalSheet).set_items([Item(paragraph(str(error), WRONG))])
            return
        self._entries = goal.id, tuple(found)
        if self.goal is goal:
            self._draw(goal, found)

    def seek(self, record: str) -> None:
        self._wanted = record
        if self.is_mounted:
            self.reload()

    def _go_to(self, goal_id: str | None) -> None:
        """Put the cursor on a goal when it has been read."""
        if goal_id:
            self.seek(goal_id)

    def _go_to_item(self, kind: str, item_id: str | None) -> None:
        if item_id:
            self._wanted_item = f"{kind}:{item_id}"
            self.reload()

    # Goals

    def action_new(self) -> None:
        from coachtui.ui.forms.goal_form import GoalForm

        if self.page:
            self.app.push_screen(GoalForm(self.desk, self.page.engagement_id, self.page.today), self._go_to)

    @work(exclusive=True, group="open")
    async def action_edit(self) -> None:
        from coachtui.ui.forms.goal_form import GoalForm

        goal = self.goal
        if goal is None or self.page is None:
            return
        try:
            # The page holds the beginnings of long texts only.
            draft = await self.desk.gateway.read(reads.draft, goal.id)
        except PracticeError as error:
            self.post_message(self.Failed(str(error)))
        else:
            form = GoalForm(self.desk, goal.engagement_id, self.page.today, goal, draft)
            self.app.push_screen(form, self._go_to)

    def action_agree(self) -> None:
        from coachtui.ui.forms.goal_agree_form import AgreeForm

        if self.goal and self.page:
            self.app.push_screen(AgreeForm(self.desk, self.goal, self.page.today))

    def action_close(self) -> None:
        goal = self.goal
        if goal is None:
            return
        if goal.state is GoalState.CLOSED:
            self.write(lambda practice: writes.goals.reopen(practice, goal.id), f"Opened again: {goal.title[:60]}")
        else:
            said = f"Closed at {self._stands(goal)}: {goal.title[:60]}"
            self.write(lambda practice: writes.goals.close(practice, goal.id), said)

    def action_remove(self) -> None:
        goal = self.goal
        if goal is None:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.write(lambda practice: writes.goals.remove(practice, goal.id), f"In the bin: {goal.title[:60]}")

        self.app.push_screen(Confirm("Put the goal in the bin?", goal_items.doomed(goal)), answered)

    def action_reorder(self, by: int) -> None:
        goal = self.goal
        if goal and self.page:
            at = self.page.goals.index(goal) + by
            if 0 <= at < len(self.page.goals):
                said = f"Moved {'up' if by < 0 else 'down'}: {goal.title[:60]}"
                self.write(lambda practice: writes.goals.reorder(practice, goal.id, by), said, quiet=True)

    # Progress

    def action_step(self, by: int) -> None:
        from coachtui.ui.forms.progress_form import StepForm

        if self.goal and self.page:
            self.app.push_screen(StepForm(self.desk, self.page, self.goal, self.party, by))

    def action_note(self) -> None:
        from coachtui.ui.forms.progress_form import ProgressForm

        if self.goal and self.page:
            self.app.push_screen(ProgressForm(self.desk, self.page, self.goal, self.party))

    def action_by(self) -> None:
        parties = (Party.COACH, Party.CLIENT, Party.MANAGER)
        self.party = parties[(parties.index(self.party) + 1) % len(parties)]
        self._tell_party()

    def _tell_party(self) -> None:
        if self.page is None:
            return
        rows = self.query_one("#goals", Rows)
        if not self.page.goals:
            rows.border_subtitle = ""
            return
        name = ladder.called(self.page.client)[self.party]
        key, says = f"bold {NEEDS}", "say" if self.party is Party.COACH else "says"
        rows.border_subtitle = joined(
            ("+ −", key), (" note what ", LABEL), (name, DATA), (f" {says} · ", LABEL), ("w", key)
        )  # fmt: skip

    def _stands(self, goal: GoalLine) -> str:
        return f"{goal.percent} %" if goal.in_percent else level(goal.now)

    # What hangs on the goal

    def action_milestone(self) -> None:
        from coachtui.ui.forms.milestone_form import MilestoneForm

        if self.goal and self.page:
            form = MilestoneForm(self.desk, self.page, self.goal)
            self.app.push_screen(form, lambda found: self._go_to_item("milestone", found))

    def action_reflect(self) -> None:
        from coachtui.ui.forms.reflection_form import ReflectionForm

        if self.goal and self.page:
            form = ReflectionForm(self.desk, self.page, self.goal)
            self.app.push_screen(form, lambda found: self._go_to_item("reflection", found))

    @on(GoalSheet.Asked)
    def _asked(self, event: GoalSheet.Asked) -> None:
        goal, page = self.goal, self.page
        kind, _, item_id = event.key.partition(":")
        if goal is None or page is None or not item_id:
            return
        if event.what == "edit":
            self._edit_item(kind, item_id, goal, page)
        elif event.what == "remove":
            self._remove_item(kind, item_id, goal, page)
        elif kind == "milestone":
            self._change_milestone(event.what, item_id, goal, page)

    def _change_milestone(self, what: str, item_id: str, goal: GoalLine, page: GoalsPage) -> None:
        found = goal_items.change(what, item_id, goal, page)
        if found:
            self.write(found.write, found.said, quiet=True)

    @work(exclusive=True, group="open")
    async def _edit_item(self, kind: str, item_id: str, goal: GoalLine, page: GoalsPage) -> None:
        try:
            form = await goal_items.form_of(self.desk, page, goal, kind, item_id)
        except PracticeError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.app.push_screen(form)

    def _remove_item(self, kind: str, item_id: str, goal: GoalLine, page: GoalsPage) -> None:
        entries = self._entries[1] if self._entries[0] == goal.id else goal.entries
        found = goal_items.about(kind, item_id, goal, entries, page)
        if found is None:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.write(found.remove, f"In the bin: {found.said}")

        self.app.push_screen(Confirm(found.title, found.question), answered)

    async def action_import_goals(self) -> None:
        await self.app.run_action("import_goals")

    def action_plan(self) -> None:
        if self.in_hand:
            self._open_plan(self.in_hand.id)

    @work(exclusive=True, group="open")
    async def _open_plan(self, engagement_id: str) -> None:
        from coachtui.ui.screens.development_plan import PlanScreen

        try:
            plan = await self.desk.gateway.read(plan_reads.plan, engagement_id, self.desk.now())
        except PracticeError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.app.push_screen(PlanScreen(plan))
