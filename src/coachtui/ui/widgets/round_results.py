"""A 360 round in words: who answered, what each group says about one competency, where self and others differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from coachtui.domain.assessment import (
    GroupResult,
    Insight,
    Mean,
    Relation,
    RoundResult,
    RoundState,
    SelfOther,
    group_threshold,
)
from coachtui.domain.words import day, label, number, plural
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, STRONG, VALUE, WRONG, joined, plain
from coachtui.ui.widgets import gaps
from coachtui.ui.widgets.sheet import BLANK, Entry

GROUPS = {
    Relation.SELF: "self",
    Relation.MANAGER: "manager",
    Relation.PEER: "peers",
    Relation.DIRECT_REPORT: "direct reports",
    Relation.OTHER: "others",
}
POOLED = "all but self"
INSIGHTS = {
    Insight.BLIND_SPOT: (f"{marks.NEEDS_YOU} blind spot", WRONG),
    Insight.HIDDEN_STRENGTH: (f"{marks.FINE} hidden strength", RIGHT),
}
NONE_YET = (
    Entry("", joined(("No 360 round yet.", STRONG)), wide=True),
    Entry(
        "",
        joined(("Here stand who answered of those invited, what each group sees, and where self and others differ. "
                "A group of fewer than 3 is never shown.", LABEL)),
        most=6,
        wide=True,
    ),
)  # fmt: skip


def title(found: RoundResult | None) -> Content:
    """Return which round it is."""
    return joined("360", f" · {found.name}" if found else "")


def standing(found: RoundResult | None, today: date) -> Content:
    """Return whether the round is open or closed, since when."""
    if found is None:
        return Content("")
    on = {RoundState.OPEN: found.opened_on, RoundState.CLOSED: found.closed_on}.get(found.state)
    return joined(f"{label(found.state)} {day(on, today)}" if on else label(found.state))


def entries(found: RoundResult, competency_id: str) -> list[Entry]:
    """Return the lines of a round; the means are those of one competency."""
    asked = found.names.get(competency_id)
    shown = found.shows_means
    told: list[Entry] = []
    if not shown:
        words = "Means are shown once the round is closed, so that no single answer shows."
        told += [Entry("", joined((words, LABEL)), most=3, wide=True), BLANK]
    elif asked is None:
        told += [Entry("", joined(("This competency was not asked about.", LABEL)), wide=True), BLANK]
    elif gaps.heading(found.scale):
        told.append(Entry("", joined(("answered ", LABEL), (gaps.heading(found.scale), LABEL))))
    told += [_group(found, relation, competency_id) for relation in Relation if found.invited.get(relation)]
    pooled = _mean(found.result.others, competency_id)
    if shown and pooled:
        told.append(Entry(POOLED, joined((" " * 9, ""), _drawn(pooled, found, VALUE))))
    return [*told, BLANK, *_differences(found)] if shown else told


def _group(found: RoundResult, relation: Relation, competency_id: str) -> Entry:
    answered, invited = found.answered.get(relation, 0), found.invited[relation]
    counted = joined((f"{answered} of {invited}".ljust(9), VALUE))
    if not found.shows_means or not answered:
        return Entry(GROUPS[relation], counted)
    group = next((one for one in found.result.groups if one.relation is relation), None)
    least = group_threshold(relation, found.threshold)
    if group is None:
        return Entry(GROUPS[relation], counted + joined((f"omitted: fewer than {least}", LABEL)))
    return Entry(GROUPS[relation], counted + _of_group(group, found, competency_id, least))


def _of_group(group: GroupResult, found: RoundResult, competency_id: str, least: int) -> Content:
    one = _mean(group.means, competency_id)
    if one is not None:
        return _drawn(one, found, NEEDS if group.relation is Relation.SELF else DATA)
    return joined((f"omitted: fewer than {least}", LABEL)) if competency_id in found.names else Content("")


def _drawn(one: Mean, found: RoundResult, tone: str) -> Content:
    axis = gaps.mean(one.mean, found.scale, tone)
    return joined(axis, "  " if axis else "", (f"{one.mean:.1f}", STRONG))


def _mean(means: tuple[Mean, ...], competency_id: str) -> Mean | None:
    return next((one for one in means if one.competency_id == competency_id), None)


def _differences(found: RoundResult) -> Iterator[Entry]:
    apart = [pair for pair in found.pairs if pair.insight]
    if not found.pairs:
        yield Entry("", joined(("Self and others can't be compared: one of the two is not there.", LABEL)), wide=True)
    elif not apart:
        yield Entry(
            "", joined((f"{marks.FINE} ", RIGHT), ("no blind spot: others see it as the client does", LABEL)), wide=True
        )
    # The widest of each kind stand first, and the widest blind spot before all.
    for pair in sorted(apart, key=lambda one: (one.insight is not Insight.BLIND_SPOT, -abs(one.difference))):
        yield Entry("", _difference(pair, found), most=1, wide=True)


def _difference(pair: SelfOther, found: RoundResult) -> Content:
    assert pair.insight is not None
    words, tone = INSIGHTS[pair.insight]
    sign = "+" if pair.difference > 0 else ""
    return joined(
        (f"{words} {sign}{number(pair.difference, 1)}", tone),
        "  ",
        plain(found.names.get(pair.competency_id, ""), VALUE),
    )


def summary(found: RoundResult) -> str:
    """Return how many answered of how many."""
    invited = sum(found.invited.values())
    return f"{sum(found.answered.values())} of {plural(invited, 'person', 'people')} answered"
