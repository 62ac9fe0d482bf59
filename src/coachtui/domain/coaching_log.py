"""The coaching log in the credentialing body's form: one row for each client relationship, and totals.

Hours are clock hours, prorated and exact; whoever shows them rounds, at the end. What can't be counted for certain is
set aside with the reason, and never counted twice: a coach signs this log.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from coachtui.domain.drafts import Invalid, Problem
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.words import folded

NONE = Fraction(0)

_folded = lru_cache(4_096)(folded)

NO_TRAINING = (
    "Only sessions from the first day of your coach training on count, and that day is not known yet. Give it with "
    'coachtui log --training-began "1 mar 2024", or in the form about you.'
)


class Stint(NamedTuple):
    """Coaching of one client: a session, or a row of a former log, of which only the span is known.

    `people` is how many were in the group, None for one person. A session has its client's id, and `first` is `last`;
    of a former row that has no end, `last` is the day on which it was noted, since it can't hold what came later.
    """

    client_id: str
    client_name: str
    contact: str
    consented: bool
    people: int | None
    first: date
    last: date
    paid: Fraction = NONE
    pro_bono: Fraction = NONE
    entry_id: str = ""
    ongoing: bool = False

    @property
    def hours(self) -> Fraction:
        """Paid and pro bono together."""
        return self.paid + self.pro_bono


class LogRow(NamedTuple):
    """One row of the log: a client relationship, with one person or a group. It has no end while it goes on.

    `sessions` were held here; `entries` are the rows of a former log that were joined with them.
    """

    key: str
    client_id: str
    client_name: str
    contact: str
    consented: bool
    people: int | None
    starts_on: date
    ends_on: date | None
    paid: Fraction
    pro_bono: Fraction
    recent: Fraction
    sessions: int
    entries: tuple[str, ...]

    @property
    def clients(self) -> int:
        """Clients that the row stands for: 1, or the size of the group."""
        return self.people or 1


class LogTotals(NamedTuple):
    """Clients and hours; totals of separate rows add up."""

    clients: int = 0
    paid: Fraction = NONE
    pro_bono: Fraction = NONE
    recent: Fraction = NONE
    rows: int = 0

    @property
    def hours(self) -> Fraction:
        """Paid and pro bono together."""
        return self.paid + self.pro_bono


class Why(StrEnum):
    """Why a row of a former log is set aside."""

    OVERLAP = "overlap"
    TRAINING = "training"
    PERIOD = "period"


class Aside(NamedTuple):
    """A row of a former log that is not counted, and why; `sessions` of the same client lie within its span."""

    stint: Stint
    why: Why
    sessions: int = 0


class CoachingLog(NamedTuple):
    """The log from `begins` to `ends`, both included; the recent hours are those since `since`.

    `stints` are all that was counted, each with the key of its row. `too_early` sessions were before the training.
    """

    rows: tuple[LogRow, ...]
    asides: tuple[Aside, ...]
    too_early: int
    training: date
    begins: date
    ends: date
    since: date
    stints: tuple[tuple[str, Stint], ...] = ()

    @property
    def named(self) -> tuple[LogRow, ...]:
        """The rows of the clients who consented to be named."""
        return tuple(row for row in self.rows if row.consented)

    @property
    def left_off(self) -> tuple[LogRow, ...]:
        """The rows of the others, whose hours only a letter states, as a total."""
        return tuple(row for row in self.rows if not row.consented)


def hours(minutes: int) -> Fraction:
    """Return clock hours, prorated: 45 minutes are 0.75."""
    return Fraction(minutes, 60)


def rounded(exact: Fraction) -> float:
    """Return hours as they are shown, to two decimals, halves away from zero."""
    cents = exact * 100
    return int(cents + Fraction(1, 2) if cents >= 0 else cents - Fraction(1, 2)) / 100


def recent_since(day: date, *, rules: Rules = DEFAULT) -> date:
    """Return the first day of the 18 months that end with `day`."""
    return _months_on(day, -rules.log_recent_months)


@lru_cache(8_192)
def lapses_on(day: date, *, rules: Rules = DEFAULT) -> date:
    """Return the first day on which hours of `day` are not recent any more."""
    lapse = _months_on(day, rules.log_recent_months)
    while recent_since(lapse, rules=rules) <= day:
        lapse += timedelta(days=1)  # after a short month the window stands still for a few days
    return lapse


def _months_on(day: date, months: int) -> date:
    """Return the same day of another month, or its last; a log asks for thousands, so no library is asked."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def totals(rows: Iterable[LogRow]) -> LogTotals:
    """Add up rows."""
    clients, paid, pro_bono, recent, count = 0, NONE, NONE, NONE, 0
    for row in rows:
        clients += row.clients
        paid += row.paid
        pro_bono += row.pro_bono
        recent += row.recent
        count += 1
    return LogTotals(clients, paid, pro_bono, recent, count)


def coaching_log(
    stints: Iterable[Stint],
    training: date | None,
    today: date,
    *,
    first: date | None = None,
    last: date | None = None,
    rules: Rules = DEFAULT,
) -> CoachingLog:
    """Return the log of what lies from the start of the training, or from `first`, until `last`, or today.

    Sessions of one client and the rows of a former log about the same client are one row. A former row whose span
    reaches beyond what is asked for is set aside, since its days are not known; so is one in whose span sessions of
    the same client were held, which it may hold already.

    Raises:
        Invalid: the start of the training is not known, or the period ends before it begins.
    """
    if training is None:
        raise Invalid([Problem("training_started_on", NO_TRAINING)])
    if first and last and last < first:
        raise Invalid([Problem("last", f"The period ends ({last}) before it begins ({first}). Move one of the two.")])
    begins, ends = max(training, first or training), min(today, last or today)
    since = recent_since(ends, rules=rules)
    counted: list[Stint] = []
    former: list[Stint] = []
    asides: list[Aside] = []
    too_early = 0
    for stint in sorted(stints, key=lambda one: (one.first, one.last, one.client_name, one.client_id, one.entry_id)):
        if begins <= stint.first and stint.last <= ends:
            (former if stint.entry_id else counted).append(stint)
        elif not stint.entry_id:
            too_early += stint.first < training
        elif stint.first < training <= stint.last or stint.last < training:
            asides.append(Aside(stint, Why.TRAINING))
        elif stint.first <= ends and stint.last >= begins:
            asides.append(Aside(stint, Why.PERIOD))
    sessions: dict[tuple[str, bool], list[Stint]] = {}
    for one in counted:
        sessions.setdefault(_alike(one), []).append(one)
    for stint in former:
        alike = sessions.get(_alike(stint), ())
        held = sum(stint.first <= one.first <= stint.last and _may_be_same(one, stint) for one in alike)
        if held:
            asides.append(Aside(stint, Why.OVERLAP, held))
    doubled = {aside.stint.entry_id for aside in asides}
    counted += [stint for stint in former if stint.entry_id not in doubled]
    keyed = tuple(_keyed(counted))
    return CoachingLog(_rows(keyed, since), tuple(asides), too_early, training, begins, ends, since, keyed)


def _rows(keyed: Iterable[tuple[str, Stint]], since: date) -> tuple[LogRow, ...]:
    together: dict[str, list[Stint]] = {}
    for key, stint in keyed:
        together.setdefault(key, []).append(stint)
    rows = [_row(key, found, since) for key, found in together.items()]
    return tuple(sorted(rows, key=lambda row: (row.starts_on, folded(row.client_name), row.key)))


def _row(key: str, stints: list[Stint], since: date) -> LogRow:
    own = [stint for stint in stints if not stint.entry_id]
    known = own[0] if own else stints[0]
    last = max(stints, key=lambda stint: (stint.last, stint.ongoing))
    return LogRow(
        key=key,
        client_id=known.client_id,
        client_name=known.client_name,
        contact=next((stint.contact for stint in (known, *stints) if stint.contact), ""),
        # Nobody is named of whom one row says that they did not agree.
        consented=all(stint.consented for stint in stints),
        people=max(stint.people for stint in stints if stint.people) if known.people else None,
        starts_on=min(stint.first for stint in stints),
        ends_on=None if last.ongoing else last.last,
        paid=sum((stint.paid for stint in stints), NONE),
        pro_bono=sum((stint.pro_bono for stint in stints), NONE),
        recent=sum((stint.hours for stint in stints if stint.first >= since), NONE),
        sessions=len(own),
        entries=tuple(stint.entry_id for stint in stints if stint.entry_id),
    )


def _keyed(stints: Iterable[Stint]) -> Iterable[tuple[str, Stint]]:
    """Give each stint the key of its row: sessions by client and form, former rows with the one client they fit."""
    known: dict[tuple[str, bool], dict[str, Stint]] = {}
    # Who is known for certain comes first, so that the others find them, and find out that there are two.
    for stint in sorted(stints, key=lambda one: (bool(one.entry_id), "@" not in one.contact)):
        alike = known.setdefault(_alike(stint), {})
        if stint.entry_id:
            same = [key for key, other in alike.items() if _may_be_same(stint, other)]
            key = same[0] if len(same) == 1 else stint.entry_id
        else:
            key = f"{stint.client_id} {'individual' if stint.people is None else 'group'}"
        alike.setdefault(key, stint)
        yield key, stint


def _alike(stint: Stint) -> tuple[str, bool]:
    """Return what stints of one relationship share: the name, accents and case apart, and the form."""
    return _folded(stint.client_name), stint.people is not None


def _may_be_same(one: Stint, other: Stint) -> bool:
    """Whether two of one name may be one person: two different e-mail addresses tell them apart."""
    first, second = one.contact.strip().lower(), other.contact.strip().lower()
    return not ("@" in first and "@" in second) or first in second or second in first
