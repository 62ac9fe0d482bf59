"""How often a series recurs, as a coach types it: "2 weeks on tue and thu", "second tuesday", or a rule of RFC 5545.

Raises ValueError with words for the coach: what could not be read, and how to write it.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from coachtui.domain.date_names import place, spelled
from coachtui.domain.dates import read_day
from coachtui.domain.drafts import Problem, refuse
from coachtui.domain.manner import present
from coachtui.domain.recurrence import DAYS, Recurrence, ending, joined, parts, recurrence
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.words import folded

EXAMPLES = "2 weeks, tue and thu, month on the 15th, second tuesday, or a rule (FREQ=…)"

_UNITS = {"d": "DAILY", "w": "WEEKLY", "m": "MONTHLY"}
_COUNTED = re.compile(r"(\d{1,3})?\s*(d|days?|w|wk|wks|weeks?|m|months?|fortnights?)?(?:\s+(?:on\s+)?(.+))?")
_ADVERBS = {"daily": "1 day", "weekly": "1 week", "biweekly": "2 weeks", "fortnightly": "2 weeks", "monthly": "1 month"}
_PLACES = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1,
}  # fmt: skip
_NTH = re.compile(r"(?:the\s+)?(\w+)\s+([^\W\d_]+)")
_MONTH_DAY = re.compile(r"(?:the\s+)?(?:(\d{1,2})(?:st|nd|rd|th|\.)?|(last day))")
_KNOWN = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYSETPOS", "WKST")
_UNTIL = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?")
_DAY = re.compile(rf"([+-]?[1-5])?({'|'.join(DAYS)})")
_RANGES = {"BYMONTHDAY": 31, "BYSETPOS": 5}


def read_every(text: str, *, rules: Rules = DEFAULT) -> str:
    """Return the rule that `text` means: without an end, unless a typed rule has one. Raises ValueError."""
    typed = text.strip()
    if "=" in typed:
        return read_rule(typed, rules=rules)
    words = re.sub(r"\s+", " ", folded(typed).replace(",", " ")).strip().removeprefix("every ").strip()
    words = re.sub(r"^other ", "2 ", words)
    first, _, rest = words.partition(" ")
    words = f"{_ADVERBS.get(first, first)} {rest}".strip()
    rule = _on_weekdays(words) or _on_place(words.removesuffix(" of the month")) or _counted(words)
    if rule is None:
        shown = typed if len(typed) <= 40 else typed[:39] + "…"
        raise ValueError(f"“{shown}” can't be read as a rhythm. Write it like {EXAMPLES}.")
    return _within_limits(rule, rules)


def read_rule(text: str, *, rules: Rules = DEFAULT) -> str:
    """Return a typed rule of RFC 5545 as it is kept. Raises ValueError when sessions can't follow it.

    An UNTIL means the whole of its day, on the clock of the series.
    """
    found: dict[str, str] = {}
    for part in re.sub(r"\s+", "", text).upper().removeprefix("RRULE:").strip(";").split(";"):
        name, sign, value = part.partition("=")
        if not sign or not value:
            raise ValueError(
                f"“{part[:40]}” is no part of a rule. Its parts read NAME=VALUE, with a semicolon between."
            )
        if name not in _KNOWN:
            raise ValueError(f"{name[:20]} can't stand in the rule of a series. There are: {', '.join(_KNOWN)}.")
        if name in found:
            raise ValueError(f"{name} stands twice in the rule. Keep one.")
        found[name] = value
    if found.get("FREQ") not in _UNITS.values():
        raise ValueError("A series recurs by days, weeks or months. Begin the rule with FREQ=WEEKLY, for instance.")
    for name in "COUNT", "INTERVAL":
        if name in found and not re.fullmatch(r"[1-9]\d{0,2}", found[name]):
            raise ValueError(f"{name} is a whole number from 1 on; {found[name][:20]} is none that can be meant.")
    if "COUNT" in found and "UNTIL" in found:
        raise ValueError("The rule has both COUNT and UNTIL. Keep one of them.")
    _check_days(found)
    if "UNTIL" in found:
        return _within_limits(ending(joined(found), until=_until(found["UNTIL"])), rules)
    return _within_limits(joined(found), rules)


def read_recurrence(
    every: str, count: int | None, until: date | None, without: str, starts: datetime, today: date
) -> Recurrence:
    """Return what was typed as a recurrence: the rhythm, its end, and the days to leave out, with commas between.

    Raises Invalid with the problems of the fields `every`, `count`, `until`, `without`.
    """
    problems = []
    rule = ""
    try:
        rule = read_every(every)
    except ValueError as error:
        problems.append(Problem("every", str(error)))
    ends_itself = not parts(rule).keys().isdisjoint(("COUNT", "UNTIL"))
    if ends_itself and (count is not None or until is not None):
        field = "count" if count is not None else "until"
        problems.append(Problem(field, "The rule says itself when it ends. Leave this empty."))
    days: list[datetime] = []
    for one in filter(None, map(str.strip, without.split(","))):
        try:
            days.append(datetime.combine(read_day(one, today), starts.time()))
        except ValueError as error:
            problems.append(Problem("without", str(error)))
            break
    refuse(problems)
    rule = rule if ends_itself else ending(rule, count=count, until=until)
    return Recurrence(rule, tuple(sorted(set(days))))


def _counted(words: str) -> str | None:
    found = _COUNTED.fullmatch(words)
    if not found or not (found[1] or found[2]):
        return None
    count, unit = int(found[1] or 1), (found[2] or "w")[0]
    if unit == "f":
        count, unit = count * 2, "w"
    rule = f"FREQ={_UNITS[unit]};INTERVAL={count}"
    if not found[3]:
        return rule
    if unit == "w" and (days := _weekdays(found[3])):
        return f"{rule};BYDAY={days}"
    if unit == "m" and (on := _on_place(found[3]) or _on_month_day(found[3])):
        return f"{rule};{on.partition(';INTERVAL=1;')[2]}"
    return None


def _on_weekdays(words: str) -> str | None:
    days = _weekdays(words)
    return f"FREQ=WEEKLY;INTERVAL=1;BYDAY={days}" if days else None


def _weekdays(words: str) -> str:
    names = spelled(present().names).weekdays
    found = {
        place(one.rstrip("s.") if place(one, names) is None else one, names) for one in words.split() if one != "and"
    }
    return ",".join(DAYS[one] for one in sorted(one for one in found if one is not None)) if None not in found else ""


def _on_place(words: str) -> str | None:
    found = _NTH.fullmatch(words)
    if not found or found[1] not in _PLACES:
        return None
    day = place(found[2], spelled(present().names).weekdays)
    return None if day is None else f"FREQ=MONTHLY;INTERVAL=1;BYDAY={_PLACES[found[1]]}{DAYS[day]}"


def _on_month_day(words: str) -> str | None:
    found = _MONTH_DAY.fullmatch(words)
    if not found or not 1 <= int(found[1] or 1) <= 31:
        return None
    return f"FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY={found[1] or -1}"


def _within_limits(rule: str, rules: Rules) -> str:
    found = parts(rule)
    per_week = {"DAILY": 7.0, "WEEKLY": 1.0, "MONTHLY": 7 / 30}[found["FREQ"]]
    if int(found.get("INTERVAL", "1")) == 0:
        raise ValueError("Every 0 of them is no rhythm. Give 1 or more.")
    if int(found.get("INTERVAL", "1")) / per_week > rules.interval_limit:
        raise ValueError(f"That is more than {rules.interval_limit} weeks between sessions. Give a shorter interval.")
    recurrence(rule)
    return rule


def _check_days(found: dict[str, str]) -> None:
    for one in found["BYDAY"].split(",") if "BYDAY" in found else ():
        day = _DAY.fullmatch(one)
        if not day:
            raise ValueError(f"BYDAY={one[:20]} is no weekday. Write MO, TU, WE …, or 2TU for the second Tuesday.")
        if day[1] and found["FREQ"] != "MONTHLY":
            raise ValueError(f"BYDAY={one} counts within a month, so it needs FREQ=MONTHLY.")
    if found.get("WKST", "MO") not in DAYS:
        raise ValueError(f"WKST={found['WKST'][:20]} is no weekday. Write MO or SU.")
    for name, most in _RANGES.items():
        for one in found[name].split(",") if name in found else ():
            if not re.fullmatch(r"[+-]?\d{1,2}", one) or not 1 <= abs(int(one)) <= most:
                raise ValueError(f"{name}={one[:20]} is neither between 1 and {most} nor between −{most} and −1.")
    if "BYMONTHDAY" in found and found["FREQ"] != "MONTHLY":
        raise ValueError("BYMONTHDAY counts within a month, so it needs FREQ=MONTHLY.")
    if "BYDAY" in found and found["FREQ"] == "DAILY":
        raise ValueError("BYDAY needs FREQ=WEEKLY or FREQ=MONTHLY.")
    if "BYSETPOS" in found and (found["FREQ"] != "MONTHLY" or "BYDAY" not in found):
        raise ValueError("BYSETPOS chooses among weekdays of a month, so it needs FREQ=MONTHLY and BYDAY too.")


def _until(value: str) -> date:
    found = _UNTIL.fullmatch(value)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise ValueError(f"UNTIL={value[:20]} is no day. Write it like UNTIL=20270228.")
