"""The fields of forms that plan meetings: when, on whose clock, how far a change goes, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from coachtui.domain.cadence import SessionDraft
from coachtui.domain.dates import read_moment
from coachtui.domain.series import Scope, SeriesChange
from coachtui.domain.wall_time import to_utc, to_wall
from coachtui.domain.words import clock, day, distance, exact, plural, weekday
from coachtui.ui.forms.fields import ChoiceField, DayField, FormField, FormInput, TextField
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, joined, plain

SHOWN = 24
"""Dates that are shown before they are saved; of more the first, and how many more."""

_TIED = "\N{NO-BREAK SPACE}"

SCOPES = (
    (Scope.ONE.value, "only this one"),
    (Scope.FOLLOWING.value, "this and following"),
    (Scope.ALL.value, "all"),
)
"""How far a change may go; the first letters choose."""


class TimeField(TextField):
    """A time of day; when it is on the coach's own clock stands under it."""

    def follow(self, at: str) -> None:
        """Take a time over that was typed beside the date."""
        with self.prevent(Input.Changed):
            self.query_one(FormInput).value = at


class MomentField(DayField):
    """A date as the coach writes it, and a time with it if they like: "tomorrow 9:30"."""

    @property
    def time(self) -> str:
        """The time that was typed with the date, as it is shown; empty if there is none."""
        with suppress(ValueError):
            on, at = read_moment(self.value, self._today)
            return clock(datetime.combine(on, at)) if at is not None else ""
        return ""

    def understood(self) -> Content | None:
        try:
            on, at = read_moment(self.value, self._today)
        except ValueError:
            return super().understood()
        if at is None:
            return super().understood()
        return plain(f"{exact(on)}, {clock(datetime.combine(on, at))}, {distance(on, self._today)}", LABEL)


class ScopeField(ChoiceField):
    """How far the change of a session of a series goes; `o`, `t` or `a` choose."""

    def __init__(self, name: str = "scope"):
        super().__init__(name, "of the series", SCOPES)


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


def on_own_clock(starts: datetime, zone: str, own: str, today: date) -> str:
    """Return when a time of another zone is on the coach's own clock; empty if that shows the same."""
    ours = to_wall(to_utc(starts, zone), own)
    if ours == starts:
        return ""
    other_day = f" on {day(ours.date(), today)}" if ours.date() != starts.date() else ""
    return f"{clock(starts)} there is {clock(ours)}{other_day} for you ({own})."


def drawn_dates(drafts: Sequence[SessionDraft], own_zone: str, today: date) -> Content:
    """Return dates with their times, and those of the coach's own clock where it shows others: they may change."""
    shown = [_one(draft, own_zone, today) for draft in drafts[:SHOWN]]
    more = [joined((f"and {len(drafts) - SHOWN} more", LABEL))] if len(drafts) > SHOWN else []
    return Content("   ").join([*shown, *more])


def drawn_change(planned: SeriesChange, own_zone: str, today: date) -> Content:
    """Return what changing a series does: which sessions become what, and which stay."""
    touched = [new for _, new in planned.touched]
    head = joined((f"{plural(len(touched), 'session')}: " if touched else "nothing changes", STRONG))
    lines = [head + drawn_dates(touched, own_zone, today)]
    if planned.stays:
        stays = [
            joined(
                (day(stay.session.starts_local.date(), today).replace(" ", _TIED), VALUE),
                (f"{_TIED}{stay.why.replace(' ', _TIED)}", NEEDS if stay.session in planned.kept else LABEL),
            )
            for stay in planned.stays[-SHOWN:]
        ]
        lines.append(joined(("stay: ", LABEL)) + Content("   ").join(stays))
    return Content("\n").join(lines)


def _one(draft: SessionDraft, own_zone: str, today: date) -> Content:
    starts, own = draft.starts_local, to_wall(draft.starts_utc(), own_zone)
    when = day(starts.date(), today).replace(" ", _TIED)
    own_day = "" if own.date() == starts.date() else f"{weekday(own)}{_TIED}"
    yours = f"{_TIED}(yours{_TIED}{own_day}{clock(own)})" if own != starts else ""
    return joined((when, VALUE), (f"{_TIED}{clock(starts)}{yours}", LABEL))
