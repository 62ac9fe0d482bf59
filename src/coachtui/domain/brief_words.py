"""The walk-in brief in words, as many as one reads in a minute: what matters most, and what was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from coachtui.domain import words
from coachtui.domain.alignment import OVER, ExpectationKind
from coachtui.domain.brief import (
    Brief,
    BriefCommitment,
    BriefExpectation,
    BriefFeedforward,
    BriefGoal,
    BriefTheme,
    LeftOut,
)
from coachtui.domain.cadence import SessionKind
from coachtui.domain.engagement import RUNNING, EngagementState
from coachtui.domain.goals import Trend
from coachtui.domain.people import Party, first_name
from coachtui.domain.rules import DEFAULT, Rules

TRENDS = {Trend.UP: "rising", Trend.LEVEL: "level", Trend.DOWN: "falling"}

# Words up to which one text may go on, so that none takes the whole minute.
NAME, TITLE, REMARK, ESSENCE = 6, 12, 24, 40
LONG_WORD = 24
"""Characters that are read as one word; a longer run counts as several."""
MORE = 4
"""Words of a line that says how many were left out."""
WAVES = (("commitments", 3), ("goals", 3), ("expectations", 1), ("feedforward", 1), ("themes", 2))
"""What matters most comes first: so many of each kind, and then again, until the minute is full."""
OWNERS = (Party.CLIENT, Party.MANAGER, Party.COACH, Party.SPONSOR)
"""The order in which it is told who said that they would do something."""


class Part(NamedTuple):
    """One part of the brief in words: its title, a line for each thing, and how many were left out."""

    title: str
    lines: tuple[str, ...]
    more: str = ""


Say = Callable[[str], str]
"""How a person's text is put among other words."""


def reading(text: str) -> int:
    """Return how many words a text is to be read."""
    return sum(1 + (len(word) - 1) // LONG_WORD for word in text.split())


def clipped(text: str, most: int) -> str:
    """Return a text as one line of at most `most` words to be read; an ellipsis says that it goes on."""
    found, room = list[str](), most
    split = text.split(None, most)
    for word in split[:most]:
        needed = reading(word)
        if needed > room:
            # The beginning of a long run still tells something, where nothing else does.
            return f"{' '.join(found)}…" if found else f"{word[: room * LONG_WORD - 1]}…"
        found.append(word)
        room -= needed
    return " ".join(found) + ("…" if len(split) > most else "")


def within(brief: Brief, today: date, rules: Rules = DEFAULT) -> Brief:
    """Return as much of the brief as is read in a minute (`brief_words`), and how many of each kind were left out.

    Long texts are clipped; the client, the meeting, how the engagement stands, last time and the blind spot stay.
    Commitments come by owner.
    """
    short = _clipped(brief)
    waiting: dict[str, list[Any]] = {name: list(getattr(short, name)) for name, _ in WAVES}
    left = short.left_out._asdict()
    taken: dict[str, list[Any]] = {name: [] for name in waiting}
    frames = sum(reading(_title(name, short)) + MORE for name in waiting if waiting[name] or left[name])
    room = rules.brief_words - frames - sum(map(reading, _fixed(short, today)))
    while any(waiting.values()):
        for name, at_once in WAVES:
            for one in waiting[name][:at_once]:
                needed = reading(_line(one, short, today, str))
                if needed > room:
                    left[name] += len(waiting[name])
                    waiting[name] = []
                    break
                room -= needed
                taken[name].append(waiting[name].pop(0))
    return short._replace(
        commitments=tuple(sorted(taken["commitments"], key=lambda one: OWNERS.index(one.owner))),
        goals=tuple(taken["goals"]),
        expectations=tuple(taken["expectations"]),
        feedforward=tuple(taken["feedforward"]),
        themes=tuple(taken["themes"]),
        left_out=LeftOut(**left),
    )


def head(brief: Brief, today: date) -> list[str]:
    """Return which meeting it is about, and how the engagement stands: a sentence each."""
    return [sentence for sentence in _head(brief, today) if sentence]


def parts(brief: Brief, today: date, say: Say = str) -> list[Part]:
    """Return what is known, part by part in the order in which it is read, of a brief that is `within` a minute."""
    last = [_last(brief, today, say)] if brief.last_held_on is not None else []
    blind_spot = [Part("Widest blind spot", (_blind_spot(brief, say),))] if brief.blind_spot is not None else []

    def of(*names: str) -> list[Part]:
        return [_part(name, brief, today, say) for name in names if _is_there(name, brief)]

    return [*last, *of("commitments", "goals", "feedforward"), *blind_spot, *of("themes", "expectations")]


def owner(party: Party, brief: Brief) -> str:
    """Return who a commitment belongs to, in one word: the client's or manager's first name, or "you"."""
    names = {Party.CLIENT: brief.client, Party.MANAGER: brief.manager}
    return "you" if party is Party.COACH else first(names.get(party, "")) or words.label(party)


def first(name: str) -> str:
    """Return the first of a person's names; a title is none."""
    return clipped(first_name(name), 1)


def age(on: date | None, today: date) -> str:
    """Return how long ago something was said; empty if that is not known."""
    return words.distance(on, today) if on else ""


def whose(one: BriefFeedforward) -> str:
    """Return who gave a suggestion, as far as it may be told: "from Priya", "peer"."""
    return f"from {first(one.by)}" if one.by else words.label(one.relation) if one.relation else ""


def often(theme: BriefTheme) -> str:
    """Return in how many sessions a theme came up: "4 times"."""
    return words.plural(theme.times, "time")


def more(name: str, brief: Brief) -> str:
    """Return how many of a kind were left out: "2 more commitments"; empty if none were."""
    count = getattr(brief.left_out, name)
    noun = name if name == "feedforward" or count != 1 else name.removesuffix("s")
    return f"{count:,} more {noun}" if count else ""


def three_way(brief: Brief, today: date) -> str:
    """Return when the next three-way is, and whether it is booked: "in 6 d, booked"; empty if none is to come."""
    # A pause stops every clock, so nothing falls due.
    asked = brief.state is EngagementState.ACTIVE or (brief.state in RUNNING and brief.three_way_planned)
    if brief.three_way_on is None or brief.three_way_stage is None or not asked:
        return ""
    booked = "booked" if brief.three_way_planned else "due, nothing booked"
    if brief.three_way_planned and brief.three_way_on < today:
        booked = OVER
    return f"{words.distance(brief.three_way_on, today)}, {booked}"


def standing(brief: Brief) -> str:
    """Return the state of an engagement that is not active: "paused since 26 Oct 2026"; empty for an active one."""
    day = words.day_and_year(brief.since) if brief.since else ""
    match brief.state:
        case EngagementState.ACTIVE:
            return ""
        case EngagementState.DRAFT:
            return "draft, not begun yet"
        case EngagementState.PAUSED:
            return f"paused since {day}" if day else "paused"
        case _:
            return f"{words.label(brief.state)} on {day}" if day else words.label(brief.state)


def pace(brief: Brief) -> str:
    """Return how the sessions held stand against the time: "on pace", "stalled"; empty while that is not stated."""
    return "stalled" if brief.stalled else words.label(brief.pace) if brief.pace else ""


def open_title(brief: Brief) -> str:
    """Return what open commitments are called, while there is a next time and after."""
    return "Left open" if brief.is_over else "Open commitments"


def expected_by(brief: Brief) -> str:
    """Return whose expectations they are."""
    return f"{first(brief.manager)} expects" if brief.manager else "The manager expects"


def _clipped(brief: Brief) -> Brief:
    """Return the brief with no text in it that goes on and on."""
    return brief._replace(
        client=clipped(brief.client, NAME),
        manager=clipped(brief.manager, NAME),
        last_time=clipped(brief.last_time, ESSENCE),
        commitments=tuple(one._replace(text=clipped(one.text, REMARK)) for one in brief.commitments),
        goals=tuple(one._replace(title=clipped(one.title, TITLE)) for one in brief.goals),
        expectations=tuple(one._replace(text=clipped(one.text, REMARK)) for one in brief.expectations),
        feedforward=tuple(one._replace(text=clipped(one.text, REMARK)) for one in brief.feedforward),
        blind_spot=None if brief.blind_spot is None else clipped(brief.blind_spot, TITLE),
        themes=tuple(one._replace(word=clipped(one.word, NAME)) for one in brief.themes),
    )


def _fixed(brief: Brief, today: date) -> Iterator[str]:
    """Yield what is in every brief, however much there is."""
    yield f"Brief: {brief.client}"
    yield from _head(brief, today)
    if brief.last_held_on is not None:
        last = _last(brief, today, str)
        yield from (last.title, *last.lines)
    if brief.blind_spot is not None:
        yield f"Widest blind spot {_blind_spot(brief, str)}"
    yield _t(brief)


def _head(brief: Brief, today: date) -> Iterator[str]:
    what = "session" if brief.kind is SessionKind.COACHING else words.label(brief.kind)
    if brief.starts_local is not None:
        yield f"Next: {what}, {words.moment(brief.starts_local, today)}, {brief.time_zone}."
    elif not brief.is_over:
        yield "Next: nothing planned."
    state = standing(brief)
    yield f"{state[:1].upper()}{state[1:]}." if state else ""
    yield f"Pace: {pace(brief)}." if pace(brief) else ""
    if when := three_way(brief, today):
        yield f"Three-way, {words.label(brief.three_way_stage)}: {when}." if brief.three_way_stage else ""


def _last(brief: Brief, today: date, say: Say) -> Part:
    when = words.distance(brief.last_held_on, today) if brief.last_held_on else ""
    return Part(f"Last time, {when}", (say(brief.last_time) if brief.last_time else "nothing was written down",))


def _is_there(name: str, brief: Brief) -> bool:
    return bool(getattr(brief, name) or getattr(brief.left_out, name))


def _part(name: str, brief: Brief, today: date, say: Say) -> Part:
    lines = [_line(one, brief, today, say) for one in getattr(brief, name)]
    if name == "goals" and _t(brief):
        lines.append(_t(brief))
    return Part(_title(name, brief), tuple(lines), more(name, brief))


def _title(name: str, brief: Brief) -> str:
    match name:
        case "commitments":
            return open_title(brief)
        case "expectations":
            return expected_by(brief)
        case "feedforward":
            return "Feedforward not used yet"
        case "themes":
            return "Themes that come back"
    return "Goals"


_One = BriefCommitment | BriefGoal | BriefExpectation | BriefFeedforward | BriefTheme


def _line(one: _One, brief: Brief, today: date, say: Say) -> str:
    match one:
        case BriefCommitment():
            due = words.due(one.due_on, today) if one.due_on else ""
            return _with(f"{say(owner(one.owner, brief))}: {say(one.text)}", age(one.made_on, today), due)
        case BriefGoal():
            return _goal(one, say)
        case BriefExpectation():
            measure = "measure of success" if one.kind is ExpectationKind.SUCCESS_MEASURE else ""
            return _with(say(one.text), measure, age(one.said_on, today))
        case BriefFeedforward():
            return _with(f"“{say(one.text)}”", say(whose(one)), age(one.given_on, today))
        case BriefTheme():
            return f"{say(one.word)}, {often(one)}"


def _goal(goal: BriefGoal, say: Say) -> str:
    where = f"from {words.level(goal.baseline)} to {words.level(goal.now)}"
    if goal.in_percent:
        where = f"{goal.percent} %"
    elif not goal.levels:
        where = f"at {words.level(goal.baseline)}, no entry yet"
    heading = TRENDS[goal.trend] if goal.trend and goal.levels else ""
    draft = "" if goal.agreed else "draft"
    return f"#{goal.number} {say(goal.title)}: {', '.join(filter(None, (where, heading, draft)))}"


def _t(brief: Brief) -> str:
    if brief.t_now.value is None:
        return ""
    return f"T from {words.t(brief.t_baseline.value)} to {words.t(brief.t_now.value)}"


def _blind_spot(brief: Brief, say: Say) -> str:
    difference = brief.blind_spot_difference
    by = "" if difference is None else f", {words.level(difference)}"
    return f"{say(brief.blind_spot or '')}{by}"


def _with(text: str, *asides: str) -> str:
    aside = ", ".join(filter(None, asides))
    return f"{text} ({aside})" if aside else text
