"""The coaching log in the credentialing body's form: hours by client relationship, totals and thresholds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from coachtui.domain.cadence import SessionKind, SessionState
from coachtui.domain.drafts import Invalid, Problem
from coachtui.domain.engagement import CoachingForm
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.words import number


class Credential(StrEnum):
    """The credentials whose thresholds the log is held against."""

    ACC = "acc"
    PCC = "pcc"
    MCC = "mcc"


@dataclass(frozen=True)
class Threshold:
    """What a credential asks for: hours in all, paid hours, clients, and hours in the last 18 months."""

    hours: int
    paid_hours: int
    clients: int
    recent_hours: int


THRESHOLDS: dict[Credential, Threshold] = {
    Credential.ACC: Threshold(100, 75, 8, 25),
    Credential.PCC: Threshold(500, 450, 25, 50),
    Credential.MCC: Threshold(2_500, 2_250, 35, 0),
}
"""Agreed: the credentialing body's own numbers; none is stated for the recent hours of an MCC."""


@dataclass(frozen=True)
class LoggedSession:
    """One session for the log; `minutes` are clock minutes held."""

    client_id: str
    client_name: str
    contact: str
    consented: bool
    form: CoachingForm
    group_size: int | None
    kind: SessionKind
    state: SessionState
    held_on: date
    minutes: int
    paid: bool


@dataclass(frozen=True)
class LogRow:
    """One row of the log: a client relationship, individual or group. Times are clock minutes."""

    client_id: str
    client_name: str
    form: CoachingForm
    group_size: int | None
    contact: str
    consented: bool
    starts_on: date
    ends_on: date
    paid_minutes: int = 0
    pro_bono_minutes: int = 0
    recent_minutes: int = 0

    @property
    def people(self) -> int:
        """Clients that the row stands for: 1, or the size of the group as counted."""
        return 1 if self.form is CoachingForm.INDIVIDUAL else self.group_size or 1


@dataclass(frozen=True)
class LogTotals:
    """Clients and clock minutes; totals of separate rows add up."""

    clients: int = 0
    paid_minutes: int = 0
    pro_bono_minutes: int = 0
    recent_minutes: int = 0

    def __add__(self, other: LogTotals) -> LogTotals:
        return LogTotals(
            self.clients + other.clients,
            self.paid_minutes + other.paid_minutes,
            self.pro_bono_minutes + other.pro_bono_minutes,
            self.recent_minutes + other.recent_minutes,
        )

    @property
    def minutes(self) -> int:
        """Paid and pro bono together."""
        return self.paid_minutes + self.pro_bono_minutes


@dataclass(frozen=True)
class CoachingLog:
    """The log: rows of those who consented to be named, their totals, and the totals of those left off."""

    rows: tuple[LogRow, ...] = ()
    named: LogTotals = field(default_factory=LogTotals)
    left_off: LogTotals = field(default_factory=LogTotals)


@dataclass(frozen=True)
class Standing:
    """How totals stand against a credential; `missing` says in words what is lacking."""

    credential: Credential
    met: bool
    missing: tuple[str, ...]


def hours(minutes: int) -> float:
    """Return clock hours, prorated: 45 minutes are 0.75."""
    return minutes / 60


def counts(session: LoggedSession, training_started_on: date) -> bool:
    """Whether a session counts: coaching, held, from the first day of the coach's training on."""
    return (
        session.kind is SessionKind.COACHING
        and session.state is SessionState.HELD
        and session.held_on >= training_started_on
    )


def recent_since(today: date, *, rules: Rules = DEFAULT) -> date:
    """Return the first day of the last 18 months."""
    return today - relativedelta(months=rules.log_recent_months)


def log_rows(
    sessions: Iterable[LoggedSession], training_started_on: date, today: date, *, rules: Rules = DEFAULT
) -> tuple[LogRow, ...]:
    """Sum sessions into one row per client relationship (client and form), by first day, then by name.

    Of a group that changed, the largest size counts, up to 15 people.
    """
    since = recent_since(today, rules=rules)
    rows: dict[tuple[str, CoachingForm], LogRow] = {}
    for session in sessions:
        if not counts(session, training_started_on):
            continue
        size = min(session.group_size or 1, rules.group_people) if session.form is CoachingForm.GROUP else None
        key = (session.client_id, session.form)
        row = rows.get(key) or LogRow(
            session.client_id,
            session.client_name,
            session.form,
            size,
            session.contact,
            session.consented,
            session.held_on,
            session.held_on,
        )
        rows[key] = replace(
            row,
            group_size=None if size is None else max(size, row.group_size or 1),
            starts_on=min(row.starts_on, session.held_on),
            ends_on=max(row.ends_on, session.held_on),
            paid_minutes=row.paid_minutes + session.minutes * session.paid,
            pro_bono_minutes=row.pro_bono_minutes + session.minutes * (not session.paid),
            recent_minutes=row.recent_minutes + session.minutes * (since <= session.held_on <= today),
        )
    return tuple(sorted(rows.values(), key=lambda row: (row.starts_on, row.client_name, row.client_id, row.form)))


def totals(rows: Iterable[LogRow]) -> LogTotals:
    """Add up rows."""
    summed = LogTotals()
    for row in rows:
        summed += LogTotals(row.people, row.paid_minutes, row.pro_bono_minutes, row.recent_minutes)
    return summed


def coaching_log(
    sessions: Iterable[LoggedSession], training_started_on: date | None, today: date, *, rules: Rules = DEFAULT
) -> CoachingLog:
    """Return the log. Clients who have not consented are left off it; only their totals are kept.

    Raises:
        Invalid: the start of the coach's training is not known, so that nothing can be counted.
    """
    if training_started_on is None:
        raise Invalid(
            [
                Problem(
                    "training_started_on",
                    "Only sessions after your coach training began count. Give its first day in your settings.",
                )
            ]
        )
    return split(log_rows(sessions, training_started_on, today, rules=rules))


def split(rows: Iterable[LogRow]) -> CoachingLog:
    """Return the log of rows that were summed elsewhere, with those left off who have not consented."""
    listed = tuple(rows)
    named = tuple(row for row in listed if row.consented)
    return CoachingLog(named, totals(named), totals(row for row in listed if not row.consented))


def standing(credential: Credential, summed: LogTotals) -> Standing:
    """Return how totals stand against a credential's thresholds."""
    asked = THRESHOLDS[credential]
    lacking = (
        (asked.hours * 60 - summed.minutes, "more hours"),
        (asked.paid_hours * 60 - summed.paid_minutes, "more paid hours"),
        (asked.recent_hours * 60 - summed.recent_minutes, "more hours in the last 18 months"),
    )
    missing = [f"{number(hours(minutes))} {words}" for minutes, words in lacking if minutes > 0]
    if summed.clients < asked.clients:
        short = asked.clients - summed.clients
        missing.append(f"{short} more {'client' if short == 1 else 'clients'}")
    return Standing(credential, not missing, tuple(missing))
