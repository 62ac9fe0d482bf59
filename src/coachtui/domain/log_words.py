"""What is set aside in the coaching log, in words."""

from __future__ import annotations

from fractions import Fraction

from coachtui.domain.coaching_log import Aside, CoachingLog, Why, rounded
from coachtui.domain.words import day_and_year, number, plural


def aside_words(aside: Aside, log: CoachingLog) -> str:
    """Return why a row of the former log is not counted, and what to do."""
    stint = aside.stint
    until = "on" if stint.ongoing else f"until {day_and_year(stint.last)}"
    what = (
        f"{' '.join(stint.client_name.split())}, from {day_and_year(stint.first)} {until} ({hours_words(stint.hours)})"
    )
    match aside.why:
        case Why.OVERLAP:
            number_of = plural(aside.sessions, "session")
            why = (
                f"{number_of} with this client lie in that span and may be in its hours already. Give the row the end "
                "it has, or remove it."
            )
        case Why.TRAINING if stint.last < log.training:
            why = f"it lies before your training began ({day_and_year(log.training)})."
        case Why.TRAINING:
            why = (
                f"it begins before your training did ({day_and_year(log.training)}), and how many of its hours came "
                "later is not known. Split it in two."
            )
        case Why.PERIOD:
            why = "it reaches beyond the period, and how many of its hours lie within is not known."
    return f"Not counted: {what}: {why}"


def hours_words(exact: Fraction) -> str:
    """Return hours in short: "9.75 h"."""
    return f"{number(rounded(exact))} h"
