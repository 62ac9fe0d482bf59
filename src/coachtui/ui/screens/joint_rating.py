"""Joint rating: client and manager rate every open goal, each without seeing what the other said."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical

from coachtui.domain.alignment import RATERS
from coachtui.domain.alignment_drafts import JointRatingDraft
from coachtui.domain.alignment_page import GoalRatings
from coachtui.domain.drafts import Invalid
from coachtui.domain.goals import LEVELS
from coachtui.domain.people import Party
from coachtui.store import drafts, writes
from coachtui.store.errors import PracticeError
from coachtui.store.practice import Practice
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens import alignment_reading
from coachtui.ui.screens.alignment_reading import Reading
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.screens.frame import Frame
from coachtui.ui.telling import told
from coachtui.ui.text import plain
from coachtui.ui.widgets import rating_words
from coachtui.ui.widgets.alignment_words import called
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.lines import Lines
from coachtui.ui.widgets.meeting_rows import Meeting

FORM = "joint rating"
"""Under which ratings that are not saved yet are kept, a record for each engagement and side."""


class Step(Enum):
    """Where the dialog stands: it asks who rates, takes the levels, and tells what came of it."""

    ASK = 1
    RATE = 2
    TELL = 3


class JointRating(Dialog[None]):
    """Asks who rates; that side's levels alone are entered, and stored as one action.

    `levels` are the written levels of each goal by its id; `meeting` is the one that the ratings may belong to.
    """

    PLACE = Place.RATING
    BINDINGS = bindings(Place.RATING)

    def __init__(
        self, desk: Desk, reading: Reading, levels: Mapping[str, Mapping[int, str]], meeting: Meeting | None = None
    ):
        super().__init__()
        self.desk = desk
        self._reading = reading
        self._levels = levels
        self._meeting = meeting
        self._in_meeting = meeting is not None and meeting.starts_local.date() == reading.today
        self._step = Step.ASK
        self._party = Party.CLIENT
        self._at = 0
        self._minus = False
        self._given: dict[str, int] = {}
        self._saving = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Lines(id="rating")
            yield Footer()

    def on_mount(self) -> None:
        self._draw()

    def having(self) -> set[Need]:
        if self._step is Step.RATE:
            return {Need.LADDER}
        if self._step is Step.TELL and not self._waited_for():
            return set()
        return {Need.ASKED}

    # Who rates

    def action_client(self) -> None:
        self._begin(Party.CLIENT)

    def action_manager(self) -> None:
        self._begin(Party.MANAGER)

    def action_when(self) -> None:
        self._in_meeting = self._meeting is not None and not self._in_meeting
        self._draw()

    @work(exclusive=True, group="begin")
    async def _begin(self, party: Party) -> None:
        """Take a side's levels, beginning with those that it entered and did not save."""
        kept: dict[str, str] | None = None
        with told(self):
            kept = await self.desk.gateway.read(drafts.load, FORM, self._record(party))
        goals = {goal.goal_id for goal in self._goals}
        self._given = {key: int(level) for key, level in (kept or {}).items() if key in goals}
        self._party, self._step, self._at, self._minus = party, Step.RATE, 0, False
        self._draw()

    # The levels

    def action_step(self, by: int) -> None:
        level = self._given.get(self._goal.goal_id)
        # From nowhere the first step is to the expected outcome, in the middle.
        self._give(0 if level is None else min(max(level + by, LEVELS[0]), LEVELS[-1]))

    def action_level(self, digit: str) -> None:
        self._give(-int(digit) if self._minus else int(digit))

    def action_minus(self) -> None:
        self._minus = not self._minus
        self._draw()

    def action_skip(self) -> None:
        self._given.pop(self._goal.goal_id, None)
        self._keep()
        self._go(1)

    def action_next(self) -> None:
        if self._at == len(self._goals) - 1:
            self.action_save()
        else:
            self._go(1)

    def action_back(self) -> None:
        self._go(-1)

    def _give(self, level: int) -> None:
        self._given[self._goal.goal_id] = level
        self._minus = False
        self._keep()
        self._draw()

    def _go(self, by: int) -> None:
        self._at = min(max(self._at + by, 0), len(self._goals) - 1)
        self._minus = False
        self._draw()

    @work(group="drafts")
    async def _keep(self) -> None:
        """Keep what was entered; the write is queued before anything is awaited."""
        record, kept = self._record(self._party), {key: str(level) for key, level in self._given.items()}
        with told(self):
            await self.desk.gateway.write(lambda practice: drafts.save(practice, FORM, record, kept))

    # Saving

    def action_save(self) -> None:
        if not self._given:
            self.app.post_message(
                Frame.Failed("No goal is rated yet. 0, 1 or 2 gives a level, - and 1 or 2 a lower one.")
            )
        elif not self._saving:
            self._saving = True
            self._save()

    @work(exclusive=True, group="save")
    async def _save(self) -> None:
        meeting = self._meeting if self._in_meeting else None
        on = meeting.starts_local.date() if meeting else self._reading.today
        ratings = [
            JointRatingDraft(goal.goal_id, self._party, self._given[goal.goal_id], on, meeting and meeting.session_id)
            for goal in self._goals
            if goal.goal_id in self._given
        ]
        record, page = self._record(self._party), self._reading.page

        def store(practice: Practice) -> None:
            writes.alignment.rate_all(practice, ratings)
            drafts.discard(practice, FORM, record)

        try:
            await self.desk.gateway.write(store)
            self._reading = await self.desk.gateway.read(alignment_reading.read, page.engagement_id, self.desk.now())
        except Invalid as invalid:
            self.app.post_message(Frame.Failed(" ".join(problem.message for problem in invalid.problems)))
        except PracticeError as error:
            self.app.post_message(Frame.Failed(str(error)))
        else:
            # Which level it was is not said: the other side may be looking on.
            goals = "1 goal" if len(ratings) == 1 else f"{len(ratings)} goals"
            self.app.post_message(Frame.Wrote(f"Noted: {called(self._party, page)} rated {goals}"))
            self._step, self._given = Step.TELL, {}
            self._draw()
        finally:
            self._saving = False

    # Words

    @property
    def _goals(self) -> tuple[GoalRatings, ...]:
        return self._reading.page.goals

    @property
    def _goal(self) -> GoalRatings:
        return self._goals[self._at]

    def _record(self, party: Party) -> str:
        return f"{self._reading.page.engagement_id} {party}"

    def _waited_for(self) -> Party | None:
        """Return the side whose turn has come, if one has rated and the other has not."""
        waited = {goal.waits_for for goal in self._goals}
        return next((party for party in RATERS if party in waited), None)

    def _draw(self) -> None:
        page, today = self._reading.page, self._reading.today
        box, lines = self.query_one(".box"), self.query_one("#rating", Lines)
        if self._step is Step.ASK:
            box.border_title = "Joint rating"
            meeting, inside = self._meeting, self._in_meeting
            lines.show(lambda width: rating_words.asked(page, today, meeting, width, in_meeting=inside))
        elif self._step is Step.RATE:
            goal, given, minus = self._goal, dict(self._given), self._minus
            box.border_title = plain(f"{called(self._party, page)} rates · goal {self._at + 1} of {len(self._goals)}")
            levels, party, short = self._levels.get(goal.goal_id, {}), self._party, self.app.size.height < 30
            lines.show(
                lambda width: [
                    *rating_words.ladder(goal, party, levels, given.get(goal.goal_id), today, width, short=short),
                    *rating_words.progress(self._goals, goal, given, width, minus=minus),
                ]
            )
        else:
            box.border_title = "Joint rating"
            waited, rated = self._waited_for(), self._party
            lines.show(lambda width: rating_words.outcome(page, rated, waited, width))
        self.refresh_bindings()
