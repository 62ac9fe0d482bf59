"""Planning a series, with its rule in words and its dates in sight before it is saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from textual.content import Content

from coachtui.domain.cadence import SessionDraft
from coachtui.domain.drafts import Invalid, Problem
from coachtui.domain.every import read_recurrence
from coachtui.domain.pace import one_session
from coachtui.domain.recurrence import Recurrence, in_words
from coachtui.domain.series import series
from coachtui.domain.unusual import merged, unusual
from coachtui.domain.words import plural
from coachtui.store import writes
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import DayField, FormField, TextField
from coachtui.ui.forms.reading import Reading
from coachtui.ui.forms.session_fields import Dates, drawn_dates
from coachtui.ui.forms.session_form import SessionForm, proposed
from coachtui.ui.screens.session_page import Page
from coachtui.ui.text import LABEL, STRONG, joined


class SeriesForm(SessionForm):
    """Plans sessions by a rule, each at the same time on the client's clock."""

    FORM = "session series"
    TITLE_WORDS = "Plan a series of sessions"

    def __init__(self, desk: Desk, page: Page):
        super().__init__(desk, page)
        self._first = ""

    def fields(self) -> Iterator[FormField]:
        terms, usage = self.page.terms, self.page.cadence.usage
        undated = ceil(round(usage.unplanned / one_session(usage.unit, terms.session_minutes), 9))
        every = plural(terms.interval_weeks, "week") if terms.interval_weeks > 1 else "week"
        yield from self.when(proposed(self.page, self.page.today), terms.time_zone, terms.session_minutes)
        yield TextField("every", "every", every, "Or: tue and thu, 2nd tue, month on the 15th, FREQ=…")
        yield TextField("count", "how many", str(max(1, undated)))
        yield DayField("until", "or until", self.page.today, hint="The last day; leave “how many” empty then.")
        yield TextField("without", "leave out", "", "Days without a session, with commas between.")
        yield Dates("dates", "dates")

    def on_show(self) -> None:
        # Later: what was kept of an earlier try is given back first.
        self.call_later(self.preview)

    async def warnings(self, values: dict[str, str]) -> Sequence[Problem]:
        _, drafts = self.drafts(values)
        return merged(unusual(drafts, await self.around()))

    async def save(self, values: dict[str, str]) -> str:
        rule, drafts = self.drafts(values)
        self._first = f"Planned {plural(len(drafts), 'session')}, the first {self.named(drafts[0].starts_local)}"
        first = self.draft(values)
        ids = await self.store(lambda practice: writes.series.plan(practice, first, rule))
        return ids[0]

    def said(self, result: str, values: dict[str, str]) -> str:
        return self._first

    def drafts(self, values: dict[str, str]) -> tuple[Recurrence, tuple[SessionDraft, ...]]:
        """Return the rule, and the sessions that would be planned. Raises Invalid."""
        read = Reading(values, self.page.today)
        count, until = read.optional_whole("count"), read.day("until")
        unread: list[Problem] = []
        first, rule = self._empty(), Recurrence("")
        try:
            first = self.draft(values)
            rule = read_recurrence(
                read.text("every"), count, until, read.text("without"), first.starts_local, self.page.today
            )
        except Invalid as invalid:
            unread += invalid.problems
        read.check(*unread)
        return rule, series(first, rule)

    def _empty(self) -> SessionDraft:
        terms = self.page.terms
        return SessionDraft(self.page.engagement_id, proposed(self.page, self.page.today), terms.time_zone)

    def preview(self) -> None:
        field = self.query_one(Dates)
        try:
            rule, drafts = self.drafts(self.values)
        except Invalid as invalid:
            field.tell(joined((invalid.problems[0].message, LABEL)))
        else:
            said = joined((in_words(rule, drafts[0].starts_local), STRONG))
            field.tell(Content("\n").join([said, drawn_dates(drafts, self.page.coach_zone, self.page.today)]))
