"""The coaching log as text, as the credentialing body's table, as plain data, and the letter of totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from textwrap import wrap
from typing import Any
from unicodedata import combining, east_asian_width

from coachtui.domain.coaching_log import CoachingLog, LogRow, LogTotals, rounded, totals
from coachtui.domain.credentials import Credential, Kind, Measure, Standing, standings
from coachtui.domain.log_words import aside_words, hours_words
from coachtui.domain.people import CoachDraft
from coachtui.domain.words import day_and_year, number, plural
from coachtui.reports.text import flat

COLUMNS = (
    "Client Name",
    "Individual/Group",
    "No. of individuals in Group",
    "Contact Info",
    "Start Date",
    "End Date",
    "Paid Hours",
    "Pro-bono Hours",
)
"""The credentialing body's columns, exactly."""

UNITS = {
    Kind.HOURS: "hours",
    Kind.PAID: "paid hours",
    Kind.CLIENTS: "clients",
    Kind.RECENT: "hours in the last 18 months",
}
"""What each threshold counts, in words."""

_NAME = 24

Cell = str | int | float | date | None


def lines(log: CoachingLog, coach: CoachDraft, wanted: Iterable[Credential] = Credential) -> list[str]:
    """Return the log as lines of text of 80 columns."""
    return [*_head(log, coach), *_table(log), *_left_off(log), *_standings(log, wanted)]


def table(log: CoachingLog) -> list[list[Cell]]:
    """Return the credentialing body's table: the columns, the clients who are named, and their totals."""
    in_all = totals(log.named)
    rows: list[list[Cell]] = [
        [
            row.client_name, _form(row), row.people, row.contact, row.starts_on, row.ends_on,
            rounded(row.paid), rounded(row.pro_bono),
        ]
        for row in log.named
    ]  # fmt: skip
    return [[*COLUMNS], *rows, ["Total", None, None, None, None, None, rounded(in_all.paid), rounded(in_all.pro_bono)]]


def csv_rows(log: CoachingLog) -> list[list[str]]:
    """Return the same table as text: dates as 2026-11-21, hours with two decimals."""
    return [[_written(cell) for cell in row] for row in table(log)]


def data(log: CoachingLog, coach: CoachDraft, wanted: Iterable[Credential] = Credential) -> dict[str, Any]:
    """Return the log as dictionaries, lists, numbers and text; who is left off is in it as a total alone."""
    keys = ("client", "form", "people", "contact", "from", "until", "paid_hours", "pro_bono_hours")
    _, *rows, _ = table(log)
    found = standings(log)
    return {
        "coach": coach.name,
        "training_began": log.training.isoformat(),
        "from": log.begins.isoformat(),
        "to": log.ends.isoformat(),
        "recent_since": log.since.isoformat(),
        "rows": [dict(zip(keys, map(_plain, row), strict=True)) for row in rows],
        "totals": _totals_data(totals(log.named)),
        "left_off": _totals_data(totals(log.left_off)),
        "standing": [_standing_data(found[credential]) for credential in wanted],
        "not_counted": [
            {"client": aside.stint.client_name if aside.stint.consented else None, "why": aside.why.value,
             "from": aside.stint.first.isoformat(), "hours": rounded(aside.stint.hours)}
            for aside in log.asides
        ],
    }  # fmt: skip


def letter(log: CoachingLog, coach: CoachDraft) -> list[str]:
    """Return the letter that states the hours of those who are not named, in Markdown: totals, and nothing of them."""
    kinds = {
        "individual": totals(row for row in log.left_off if row.people is None),
        "group": totals(row for row in log.left_off if row.people is not None),
    }
    found = totals(log.left_off)
    reached = f", {flat(coach.email)}" if coach.email else ""
    listed = [
        f"| {name} coaching | {one.clients:,} | {_two(one.paid)} | {_two(one.pro_bono)} | {_two(one.hours)} |"
        for name, one in {**kinds, "all": found}.items()
        if one.rows or name == "all"
    ]
    return [
        "# Coaching hours of clients who are not named",
        "",
        f"{flat(coach.name)}{reached}",
        "",
        *wrap(
            f"Beside those whom my coaching log names, I coached {plural(found.clients, 'client')} between "
            f"{day_and_year(log.begins)} and {day_and_year(log.ends)} who have not consented to be named. These are "
            f"clock hours of coaching sessions held since my coach training began, on {day_and_year(log.training)}.",
            80,
        ),
        "",
        "|  | clients | paid hours | pro-bono hours | hours |",
        "|---|---:|---:|---:|---:|",
        *listed,
        "",
        f"Of these, {_two(found.recent)} hours were held since {day_and_year(log.since)}.",
        "",
        "Place, date and signature:",
    ]


def notes(log: CoachingLog) -> list[str]:
    """Return what the coach must know about the log: what is not counted, and what the form asks for and lacks."""
    found = [aside_words(aside, log) for aside in log.asides]
    if log.too_early:
        verb = "was" if log.too_early == 1 else "were"
        began = day_and_year(log.training)
        found.append(f"{plural(log.too_early, 'session')} {verb} before your training began ({began}) and don't count.")
    lacking = sum(not row.contact for row in log.named)
    if lacking:
        found.append(f"{plural(lacking, 'row')} without contact info, which the form asks for.")
    return found


def counted_words(totalled: LogTotals) -> str:
    """Return clients and hours in words: "3 clients, 12.5 h (11 paid, 1.5 pro bono)"."""
    paid, pro_bono = number(rounded(totalled.paid)), number(rounded(totalled.pro_bono))
    return f"{plural(totalled.clients, 'client')}, {hours_words(totalled.hours)} ({paid} paid, {pro_bono} pro bono)"


def measure_words(measure: Measure) -> str:
    """Return how far a threshold is reached: "104.25 of 100 hours"."""
    return f"{number(rounded(measure.reached))} of {measure.asked:,} {UNITS[measure.kind]}"


def state_words(measure: Measure) -> tuple[str, ...]:
    """Return whether a threshold is met, since when and for how long, or what is missing, in short pieces."""
    if measure.missing:
        return (f"{number(_up(measure.missing))} missing",)
    said = [f"met since {day_and_year(measure.met_on)}" if measure.met_on else "met"]
    if measure.falls_on:
        said.append(f"holds until {day_and_year(measure.falls_on - timedelta(days=1))}")
    if measure.named < measure.asked:
        said.append(f"{number(rounded(measure.named))} of it named, the rest by letter")
    return tuple(said)


def standing_words(found: Standing) -> str:
    """Return whether a credential's thresholds are met: "met since 3 Oct 2026", or what is missing in one line."""
    if found.met:
        return f"met since {day_and_year(found.met_on)}" if found.met_on else "met"
    missing = (one for one in found.measures if one.missing)
    return "missing " + ", ".join(f"{number(_up(one.missing))} {_short(one)}" for one in missing)


def period_words(log: CoachingLog) -> str:
    """Return the days that the log is about."""
    return f"{day_and_year(log.begins)} – {day_and_year(log.ends)}"


def _short(measure: Measure) -> str:
    if measure.kind is Kind.CLIENTS:
        return "client" if measure.missing == 1 else "clients"
    return {Kind.HOURS: "hours", Kind.PAID: "paid", Kind.RECENT: "in 18 months"}[measure.kind]


def _up(exact: Fraction) -> float:
    """Round what is missing up: with less than that it would still be."""
    return -(-exact * 100 // 1) / 100


def _head(log: CoachingLog, coach: CoachDraft) -> Iterator[str]:
    yield f"Coaching log of {flat(coach.name)}, {period_words(log)}"
    yield f"Clock hours of coaching sessions held since the training began, {day_and_year(log.training)}"
    yield ""


def _table(log: CoachingLog) -> Iterator[str]:
    if not log.named:
        yield "No client who consented to be named was coached in this time."
        return
    yield f"{'client':{_NAME}}  {'people':>6}  {'from':<12}{'until':<12}{'paid':>10}{'pro bono':>11}"
    for row in log.named:
        name = flat(row.client_name)
        room = _NAME - _wide(name)
        if room < 0:
            yield name
            name, room = "", _NAME
        until = day_and_year(row.ends_on) if row.ends_on else "goes on"
        yield (
            f"{name}{'':{room}}  {row.clients:>6}  {day_and_year(row.starts_on):<12}{until:<12}"
            f"{_two(row.paid):>10}{_two(row.pro_bono):>11}"
        )
    found = totals(log.named)
    yield f"{'total':{_NAME}}  {found.clients:>6}  {'':24}{_two(found.paid):>10}{_two(found.pro_bono):>11}"


def _left_off(log: CoachingLog) -> Iterator[str]:
    if log.left_off:
        yield ""
        yield f"Left off, without consent: {counted_words(totals(log.left_off))}"
        yield "A letter can state them as a total: --letter"


def _standings(log: CoachingLog, wanted: Iterable[Credential]) -> Iterator[str]:
    in_all = standings(log)
    for credential in wanted:
        found = in_all[credential]
        yield ""
        yield f"{credential.value.upper()}: {standing_words(found)}"
        for measure in found.measures:
            first, *more = state_words(measure)
            yield f"  {measure_words(measure):42}{first}"
            yield from (f"{'':26}{words:>54}".rstrip() for words in more)


def _wide(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(0 if combining(mark) else 1 + (east_asian_width(mark) in "WF") for mark in text)


def _two(exact: Fraction) -> str:
    return f"{rounded(exact):,.2f}"


def _form(row: LogRow) -> str:
    return "Individual" if row.people is None else "Group"


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def _plain(cell: Cell) -> str | int | float | None:
    return cell.isoformat() if isinstance(cell, date) else cell


def _totals_data(found: LogTotals) -> dict[str, Any]:
    return {
        "rows": found.rows,
        "clients": found.clients,
        "paid_hours": rounded(found.paid),
        "pro_bono_hours": rounded(found.pro_bono),
        "hours": rounded(found.hours),
        "recent_hours": rounded(found.recent),
    }


def _standing_data(found: Standing) -> dict[str, Any]:
    return {
        "credential": found.credential.value,
        "met": found.met,
        "met_on": found.met_on.isoformat() if found.met_on else None,
        "thresholds": [
            {
                "counts": measure.kind.value,
                "asked": measure.asked,
                "reached": _figure(measure, rounded(measure.reached)),
                "named": _figure(measure, rounded(measure.named)),
                "missing": _figure(measure, _up(measure.missing)),
                "met_on": measure.met_on.isoformat() if measure.met_on else None,
                "falls_below_on": measure.falls_on.isoformat() if measure.falls_on else None,
            }
            for measure in found.measures
        ],
    }


def _figure(measure: Measure, amount: float) -> float:
    return int(amount) if measure.kind is Kind.CLIENTS else amount
