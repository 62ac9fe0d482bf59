"""The credentials whose thresholds the coaching log is held against: what is met since when, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from coachtui.domain.coaching_log import NONE, CoachingLog, LogTotals, Stint, lapses_on, totals
from coachtui.domain.rules import DEFAULT, Rules


class Credential(StrEnum):
    """The credentials, each asking for more than the one before."""

    ACC = "acc"
    PCC = "pcc"
    MCC = "mcc"


class Threshold(NamedTuple):
    """What a credential asks for: hours in all, paid hours, clients, and hours in the last 18 months."""

    hours: int
    paid: int
    clients: int
    recent: int


THRESHOLDS: dict[Credential, Threshold] = {
    Credential.ACC: Threshold(100, 75, 8, 25),
    Credential.PCC: Threshold(500, 450, 25, 50),
    Credential.MCC: Threshold(2_500, 2_250, 35, 0),
}
"""Agreed: the credentialing body's own numbers; none is stated for the recent hours of an MCC."""


class Kind(StrEnum):
    """What a threshold counts."""

    HOURS = "hours"
    PAID = "paid"
    CLIENTS = "clients"
    RECENT = "recent"


class Measure(NamedTuple):
    """How far one threshold is reached, in hours or clients; `named` is the part with clients who are named.

    `met_on` is the day from which on it has been met; recent hours that are met fall below on `falls_on`, if no more
    are added.
    """

    kind: Kind
    asked: int
    reached: Fraction
    named: Fraction
    met_on: date | None = None
    falls_on: date | None = None

    @property
    def missing(self) -> Fraction:
        """What is lacking; 0 when it is met."""
        return max(NONE, self.asked - self.reached)


class Standing(NamedTuple):
    """How a log stands against a credential."""

    credential: Credential
    measures: tuple[Measure, ...]

    @property
    def met(self) -> bool:
        """Whether nothing is missing."""
        return not any(measure.missing for measure in self.measures)

    @property
    def met_on(self) -> date | None:
        """The day from which on everything has been met, if it is."""
        days = [measure.met_on for measure in self.measures if measure.met_on]
        return max(days, default=None) if self.met else None


def standings(log: CoachingLog, *, rules: Rules = DEFAULT) -> dict[Credential, Standing]:
    """Return how a log stands, those who are not named included: their hours are stated in the letter."""
    in_all, named = totals(log.rows), totals(log.named)
    steps: dict[Kind, list[tuple[date, Fraction]]] = {
        Kind.HOURS: [(stint.last, stint.hours) for _, stint in log.stints],
        Kind.PAID: [(stint.last, stint.paid) for _, stint in log.stints],
        Kind.CLIENTS: list(_clients(log.stints)),
        Kind.RECENT: list(_recent(log.stints, rules)),
    }
    by_day = {kind: _by_day(found) for kind, found in steps.items()}

    def measured(kind: Kind, asked: int) -> Measure:
        met_on, falls_on = _crossings(by_day[kind], asked, log.ends)
        return Measure(kind, asked, _of(kind, in_all), _of(kind, named), met_on, falls_on)

    return {
        credential: Standing(
            credential, tuple(measured(kind, asked) for kind, asked in zip(Kind, threshold, strict=True) if asked)
        )
        for credential, threshold in THRESHOLDS.items()
    }


def _of(kind: Kind, summed: LogTotals) -> Fraction:
    return Fraction(getattr(summed, kind.value))


def _clients(stints: Iterable[tuple[str, Stint]]) -> Iterator[tuple[date, Fraction]]:
    """Yield by how many clients each day adds; a group that grew adds those who came."""
    sizes: dict[str, int] = {}
    for key, stint in sorted(stints, key=lambda one: one[1].last):
        size = stint.people or 1
        if size > sizes.get(key, 0):
            yield stint.last, Fraction(size - sizes.get(key, 0))
            sizes[key] = size


def _recent(stints: Iterable[tuple[str, Stint]], rules: Rules) -> Iterator[tuple[date, Fraction]]:
    """Yield what comes into the window, and leaves it again: of a former row all of it with its first day."""
    for _, stint in stints:
        lapse = lapses_on(stint.first, rules=rules)
        if lapse > stint.last:
            yield stint.last, stint.hours
            yield lapse, -stint.hours


def _by_day(steps: Iterable[tuple[date, Fraction]]) -> list[tuple[date, Fraction]]:
    """Return what is reached at the end of each day on which that changes."""
    days: dict[date, Fraction] = {}
    for day, amount in steps:
        days[day] = days.get(day, NONE) + amount
    found, reached = [], NONE
    for day in sorted(days):
        reached += days[day]
        found.append((day, reached))
    return found


def _crossings(reached: Iterable[tuple[date, Fraction]], asked: int, today: date) -> tuple[date | None, date | None]:
    """Return the day from which on a sum has been reached, and the first day after today on which it is not."""
    met_on = None
    for day, there in reached:
        if day > today and met_on is None:
            return None, None
        if there < asked:
            if day > today:
                return met_on, day
            met_on = None
        elif met_on is None:
            met_on = day
    return met_on, None
