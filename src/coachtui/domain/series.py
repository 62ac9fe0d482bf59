"""A series of sessions at the same wall time, and what changing one, this and following, or all of them does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from coachtui.domain.cadence import SessionDraft, SessionKind, SessionState
from coachtui.domain.drafts import Problem, gather, refuse, within
from coachtui.domain.line import SessionLine
from coachtui.domain.recurrence import (
    DAYS,
    Recurrence,
    before,
    ending,
    joined,
    month_days,
    nth,
    ordinal,
    parts,
    recurrence,
)
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.wall_time import existing
from coachtui.domain.words import label


class Scope(StrEnum):
    """How far a change of one session of a series goes."""

    ONE = "one"
    FOLLOWING = "following"
    ALL = "all"


class Series(NamedTuple):
    """The rule of a series as it is stored; its times are those of clocks in the zone."""

    id: str
    engagement_id: str
    rule: str
    starts_local: datetime
    time_zone: str

    def recurrence(self) -> Recurrence:
        """Return the rule, read; an unreadable one recurs never."""
        try:
            return recurrence(self.rule)
        except ValueError:
            return Recurrence("")


class Stay(NamedTuple):
    """A session of the series that stays as it is, and why in a few words."""

    session: SessionLine
    why: str


class Reach(NamedTuple):
    """The sessions that a change comes to, in order of time, and those within its scope that stay."""

    touched: tuple[SessionLine, ...]
    stays: tuple[Stay, ...]


class SeriesChange(NamedTuple):
    """What changing a series does: the sessions with what they become, and the rule of those from the first on.

    `splits` when earlier sessions keep the former rule, up to the day before `from_on`. `kept` are those of the later
    part that keep their own time, because somebody moved them by hand.
    """

    touched: tuple[tuple[SessionLine, SessionDraft], ...]
    kept: tuple[SessionLine, ...]
    stays: tuple[Stay, ...]
    rule: Recurrence
    starts_local: datetime
    time_zone: str
    from_on: date
    splits: bool


def series(draft: SessionDraft, rule: Recurrence, *, rules: Rules = DEFAULT) -> tuple[SessionDraft, ...]:
    """Return the sessions of a series; the first is the first date of the rule from the draft's time on.

    A session at 09:00 stays at 09:00 over a clock change; one whose hour is skipped by it is moved forward.

    Raises:
        Invalid: the draft, the rule or its end is wrong, or nothing would be planned.
    """
    refuse((*draft.problems(rules=rules), *_end_problems(draft, rule, rules)))
    found = rule.dates(draft.starts_local)
    if not found:
        refuse([Problem("every", "No date fits. Give another rhythm, a later end, or fewer days to leave out.")])
    return tuple(draft._replace(starts_local=wall).settled() for wall in found)


def reach(members: Sequence[SessionLine], chosen: SessionLine, scope: Scope, now: datetime) -> Reach:
    """Return whom a change to a session of a series comes to: what was closed or has begun stays as it is."""
    touched, stays = [], []
    for one in sorted(members, key=lambda one: (one.starts_utc, one.id)):
        if one.id == chosen.id:
            touched.append(one)
        elif scope is Scope.ONE or (scope is Scope.FOLLOWING and one.starts_utc < chosen.starts_utc):
            continue
        elif one.state is SessionState.RESCHEDULED:
            continue  # the session that took its place is a member too
        elif one.state is not SessionState.PLANNED:
            stays.append(Stay(one, label(one.state)))
        elif one.starts_utc <= now:
            stays.append(Stay(one, "to close"))
        else:
            touched.append(one)
    return Reach(tuple(touched), tuple(stays))


def can_reach_more(members: Sequence[SessionLine], chosen: SessionLine, now: datetime) -> bool:
    """Whether there is anything to ask: the session lies ahead, and others of its series do too."""
    if chosen.series_id is None or chosen.state is not SessionState.PLANNED or chosen.starts_utc <= now:
        return False
    return len(reach(members, chosen, Scope.ALL, now).touched) > 1


def change(
    of: Series, members: Sequence[SessionLine], chosen: SessionLine, draft: SessionDraft, scope: Scope, now: datetime
) -> SeriesChange:
    """Plan what becomes of a series when one of its sessions becomes `draft`, and others with it.

    A new time moves the others by as many days, to the same hour; in a rule like "the second Tuesday" or "the 15th"
    each keeps to its month. Those that somebody moved by hand keep their time; length and kind they take over. What
    the chosen session did not change stays as each has it.
    """
    found = reach(members, chosen, scope, now)
    slots = _slots(of, members)
    places = of.recurrence().places(of.starts_local)
    moves = (draft.starts_local, draft.time_zone) != (chosen.starts_local, chosen.time_zone)
    base = slots.get(chosen.id) or _nearest(places, chosen.starts_local)
    to = _way(of.recurrence(), base, draft.starts_local)
    touched, kept, stays = [], [], [*found.stays]
    for one in found.touched:
        new = _taken_over(one, chosen, draft)
        if one.id == chosen.id:
            new = draft
        elif moves and one.id in slots:
            new = new._replace(starts_local=to(slots[one.id]), time_zone=draft.time_zone)
        elif moves:
            kept.append(one)
            stays.append(Stay(one, "moved by hand"))
        new = new.settled()
        if new != _as_it_is(one):
            touched.append((one, new))
    # The rule follows from the first place that is reached; what lies before it keeps the former one.
    reached = [slots.get(one.id, one.starts_local) for one in found.touched if one not in kept]
    first = min(reached)
    late = tuple(place for place in places if place >= first) or tuple(sorted(reached))
    rule = _following(of.recurrence(), late, to) if moves else None
    return SeriesChange(
        touched=tuple(touched),
        kept=tuple(kept),
        stays=tuple(stays),
        rule=rule or of.recurrence(),
        starts_local=to(late[0]) if rule else of.starts_local,
        time_zone=draft.time_zone,
        from_on=first.date(),
        splits=rule is not None and scope is Scope.FOLLOWING and any(_lasts(one, found) for one in members),
    )


def without(of: Series, gone: Iterable[SessionLine], members: Sequence[SessionLine]) -> Recurrence:
    """Return the rule of a series without the dates of some of its sessions: it ends earlier, or leaves them out."""
    rule, slots = of.recurrence(), _slots(of, members)
    places = {slots[one.id] for one in gone if one.id in slots}
    left = [one for one in rule.dates(of.starts_local) if one not in places]
    if not places or not left:
        return rule
    if left[-1] < min(places):
        return before(rule, min(places).date())
    return rule._replace(
        without=tuple(sorted({*rule.without, *places} - set(rule.also))),
        also=tuple(one for one in rule.also if one not in places),
    )


def _lasts(one: SessionLine, found: Reach) -> bool:
    """Whether a session before the reached ones keeps the series as it was."""
    return one.starts_utc < found.touched[0].starts_utc and one.state is not SessionState.RESCHEDULED


def _slots(of: Series, members: Sequence[SessionLine]) -> Mapping[str, datetime]:
    """Return the date of the rule on which each session stands; one that was moved by hand is on none."""
    by_time = {existing(place, of.time_zone): place for place in of.recurrence().dates(of.starts_local)}
    return {
        one.id: by_time[one.starts_local]
        for one in members
        if one.time_zone == of.time_zone and one.starts_local in by_time
    }


def _nearest(places: Sequence[datetime], wall: datetime) -> datetime:
    return min(places, key=lambda place: (abs(place - wall), place), default=wall)


def _as_it_is(one: SessionLine) -> SessionDraft:
    return SessionDraft(one.engagement_id, one.starts_local, one.time_zone, one.kind, one.minutes, one.stage)


def _taken_over(one: SessionLine, chosen: SessionLine, draft: SessionDraft) -> SessionDraft:
    """Return a session with what was changed about the chosen one, its time apart."""
    new = _as_it_is(one)
    if draft.minutes != chosen.minutes:
        new = new._replace(minutes=draft.minutes)
    if (draft.kind, draft.stage) != (chosen.kind, chosen.stage):
        new = new._replace(kind=draft.kind, stage=draft.stage if draft.kind is SessionKind.THREE_WAY else None)
    return new


def _way(rule: Recurrence, base: datetime, new: datetime) -> Callable[[datetime], datetime]:
    """Return what takes each date of a rule along when `base` moves to `new`."""
    found, at = parts(rule.rule), new.time()
    in_month = (base.year, base.month) == (new.year, new.month) and not rule.also
    weekday = nth(found)
    if in_month and weekday:
        place = ordinal(new.date(), weekday[0])
        return lambda wall: datetime.combine(_nth_of(wall.date(), place, new.weekday()), at)
    if in_month and month_days(found):
        return lambda wall: datetime.combine(_month_day(wall.date(), new.day), at)
    shift = new.date() - base.date()
    return lambda wall: datetime.combine(wall.date() + shift, at)


def _following(rule: Recurrence, late: Sequence[datetime], to: Callable[[datetime], datetime]) -> Recurrence:
    """Return the rule whose dates are those of `late`, each taken along; if there is none, the dates themselves."""
    dates = [to(wall) for wall in late]
    found = {name: value for name, value in parts(rule.rule).items() if name not in ("COUNT", "UNTIL")}
    left_out = tuple(to(wall) for wall in late if wall in rule.without)
    if found and not rule.also:
        shift = (dates[0].date() - late[0].date()).days
        if nth(found):
            place = ordinal(dates[0].date(), (nth(found) or (1, 0))[0])
            found["BYDAY"] = f"{place}{DAYS[dates[0].weekday()]}"
        elif month_days(found):
            found["BYMONTHDAY"] = str(dates[0].day)
        elif found["FREQ"] == "WEEKLY":
            # With its days the week itself begins so much later, so that pairs of them stay together.
            if "BYDAY" in found:
                found["BYDAY"] = ",".join(_later(one, shift) for one in found["BYDAY"].split(","))
            found["WKST"] = _later(found.get("WKST", "MO"), shift)
            if found["WKST"] == "MO" or "BYDAY" not in found:
                del found["WKST"]
        counted = Recurrence(ending(joined(found), count=len(dates)), left_out)
        if list(counted.places(dates[0])) == dates:
            if "UNTIL" not in parts(rule.rule):
                return counted
            return Recurrence(ending(joined(found), until=dates[-1].date()), left_out)
    return Recurrence("", (), tuple(wall for wall in dates if wall not in left_out))


def _later(day: str, by: int) -> str:
    return DAYS[(DAYS.index(day) + by) % 7]


def _nth_of(day: date, place: int, weekday: int) -> date:
    """Return the weekday at this place in the month of a day; −1 is the last."""
    if place > 0:
        first = day.replace(day=1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (place - 1))
    last = _month_day(day, 31)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _month_day(day: date, number: int) -> date:
    """Return the day of that number in the month of a day, or the month's last."""
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return last.replace(day=min(number, last.day))


def _end_problems(draft: SessionDraft, rule: Recurrence, rules: Rules) -> tuple[Problem, ...]:
    found = parts(rule.rule)
    if not found:
        return ()
    if "COUNT" not in found and "UNTIL" not in found:
        return (Problem("count", "Give either how many sessions or the last day."),)
    if "COUNT" in found and "UNTIL" in found:
        return (Problem("count", "Give either how many sessions or the last day, not both."),)
    interval = None
    if found["FREQ"] == "WEEKLY":
        interval = within("every", int(found.get("INTERVAL", "1")), 1, rules.interval_limit, "The interval", "weeks")
    if "COUNT" in found:
        return gather(interval, within("count", int(found["COUNT"]), 1, rules.series_limit, "The number of sessions"))
    until = datetime.strptime(found["UNTIL"], "%Y%m%dT%H%M%S").date()  # noqa: DTZ007  (a wall time)
    first = draft.starts_local.date()
    if until < first:
        return gather(interval, Problem("until", f"The last day ({until}) is before the first session ({first})."))
    if interval is None and len(rule.dates(datetime.combine(first, time()))) > rules.series_limit:
        return (Problem("until", f"That is more than {rules.series_limit} sessions. Choose an earlier last day."),)
    return gather(interval)
