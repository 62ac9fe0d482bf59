"""Planning a series, with its dates in sight before it is saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from coachtui.domain.cadence import SessionDraft
from coachtui.domain.drafts import Invalid, Problem
from coachtui.domain.pace import one_session
from coachtui.domain.series import series
from coachtui.domain.wall_time import to_wall
from coachtui.domain.words import clock, day, plural
from coachtui.store import writes
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import DayField, FormField, TextField
from coachtui.ui.forms.reading import Reading
from coachtui.ui.forms.session_form import SessionForm, proposed
from coachtui.ui.screens.session_page import Page
from coachtui.ui.text import LABEL, VALUE, joined

SHOWN = 24
"""Dates shown before a series is saved; of a longer one the first, and how many more."""


class Dates(FormField):
    """The dates that would be planned. Nothing is typed here."""

    def control(self) -> Widget:
        return Static(classes="control")

    @property
    def value(self) -> str:
        return ""

    def give_back(self, kept: str) -> None:
        pass

    def tell(self, content: Content) -> None:
        """Show the dates, or why there are none."""
        self.query_one(".control", Static).update(content)


class SeriesForm(SessionForm):
    """Plans sessions, one every few weeks at the same time on the client's clock."""

    FORM = "session series"
    TITLE_WORDS = "Plan a series of sessions"

    def __init__(self, desk: Desk, page: Page):
        super().__init__(desk, page)
        self._first = ""

    def fields(self) -> Iterator[FormField]:
        terms, usage = self.page.terms, self.page.cadence.usage
        undated = ceil(round(usage.unplanned / one_session(usage.unit, terms.session_minutes), 9))
        yield from self.when(proposed(self.page, self.page.today), terms.time_zone, terms.session_minutes)
        yield TextField("interval_weeks", "every … weeks", str(terms.interval_weeks))
        yield TextField("count", "how many", str(max(1, undated)))
        yield DayField("until", "or until", self.page.today, hint="The last day; leave “how many” empty then.")
        yield Dates("dates", "dates")

    def on_show(self) -> None:
        # Later: what was kept of an earlier try is given back first.
        self.call_later(self._preview)

    async def warnings(self, values: dict[str, str]) -> Sequence[Problem]:
        drafts = self.drafts(values)
        found = [problem for one in drafts for problem in one.warnings(span=self.page.span)]
        outside = [problem for problem in found if "skip" not in problem.message]
        told = [problem for problem in found if problem not in outside][:1]
        if outside:
            told.append(Problem("dates", f"{plural(len(outside), 'date')} of these: {_lower(outside[0].message)}"))
        return told

    async def save(self, values: dict[str, str]) -> str:
        drafts = self.drafts(values)
        weeks = Reading(values, self.page.today).whole("interval_weeks", 1)
        first = self.draft(values)
        self._first = f"Planned {plural(len(drafts), 'session')}, the first {self.named(drafts[0].starts_local)}"
        ids = await self.store(lambda practice: writes.cadence.plan_series(practice, first, len(drafts), weeks))
        return ids[0]

    def said(self, result: str, values: dict[str, str]) -> str:
        return self._first

    def drafts(self, values: dict[str, str]) -> tuple[SessionDraft, ...]:
        """Return the sessions that would be planned. Raises Invalid."""
        read = Reading(values, self.page.today)
        weeks = read.whole("interval_weeks", self.page.terms.interval_weeks)
        count, until = read.optional_whole("count"), read.day("until")
        unread: tuple[Problem, ...] = ()
        try:
            first = self.draft(values)
        except Invalid as invalid:
            unread = invalid.problems
        read.check(*unread)
        return series(first._replace(stage=None), interval_weeks=weeks, count=count, until=until)

    @on(FormField.Edited)
    def _preview(self) -> None:
        field = self.query_one(Dates)
        try:
            drafts = self.drafts(self.values)
        except Invalid as invalid:
            field.tell(joined((invalid.problems[0].message, LABEL)))
        else:
            field.tell(self._drawn(drafts))

    def _drawn(self, drafts: Sequence[SessionDraft]) -> Content:
        """Return the dates; where the coach's clock shows another time, that too, since it may change on the way."""
        shown = [self._one(draft) for draft in drafts[:SHOWN]]
        more = [joined((f"and {len(drafts) - SHOWN} more", LABEL))] if len(drafts) > SHOWN else []
        return Content("   ").join([*shown, *more])

    def _one(self, draft: SessionDraft) -> Content:
        starts, own = draft.starts_local, to_wall(draft.starts_utc(), self.page.coach_zone)
        when = day(starts.date(), self.page.today).replace(" ", "\N{NO-BREAK SPACE}")
        yours = f"\N{NO-BREAK SPACE}(yours\N{NO-BREAK SPACE}{clock(own)})" if own != starts else ""
        return joined((when, VALUE), (f"\N{NO-BREAK SPACE}{clock(starts)}{yours}", LABEL))


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
