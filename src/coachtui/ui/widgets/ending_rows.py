"""What will be recorded when a session ends, in rows: what was captured, what is asked, the next session."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from textual.content import Content

from coachtui.domain.cadence import CommitmentState, SessionDraft
from coachtui.domain.captured import CommitmentItem, FeedforwardItem, Item, ProgressItem, SummaryItem, ThemeItem
from coachtui.domain.ending import EndingDraft, Page, whole_summary
from coachtui.domain.lanes import Lane
from coachtui.domain.line import CommitmentLine
from coachtui.domain.people import Party
from coachtui.domain.themes import key, nth_time
from coachtui.domain.wall_time import city, to_utc, to_wall
from coachtui.domain.words import clock, day, due, duration, label, level, moment, plural
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, STRONG, VALUE, WRONG, joined, paragraph, plain
from coachtui.ui.widgets.rows import Column, Row

COLUMNS = (
    Column(most=1), Column(most=14), Column(most=18), Column(most=60, grows=True), Column(most=20, from_width=80),
)  # fmt: skip
LINE, OPEN, LENGTH, NEXT, NOTES = "line ", "open ", "length", "next", "notes"
"""What the keys of rows begin with: a line of the notes, an open commitment; or are."""
BLANK = Row("", (Content(""),))
"""Left out where there is no room."""

_ANSWERS = {
    CommitmentState.OPEN: (marks.OPEN, "still open", LABEL),
    CommitmentState.DONE: (marks.DONE, "done", RIGHT),
    CommitmentState.DROPPED: ("–", "dropped", NEEDS),
}


class Choice(NamedTuple):
    """What the coach has chosen so far: how long it took, what became of commitments, and the next session.

    `why` says why that one, or why none; `against` what speaks against one that was typed.
    """

    minutes: int
    answers: Mapping[str, CommitmentState]
    next: SessionDraft | None = None
    why: str = ""
    against: str = ""
    next_on: date | None = None


class Told(NamedTuple):
    """A row, and what stands under the list while the cursor is on it: the same in full."""

    row: Row
    full: Content


def told(draft: EndingDraft, page: Page | None, choice: Choice) -> Iterator[Told]:
    """Yield the rows; without a page, while it is read, only what was captured. Headings have an empty row above."""
    yield from _recorded(draft, page, choice)
    if draft.capture.marked:
        yield from _heading("Not read: these lines stay in your notes")
    for index in draft.capture.marked:
        line = draft.capture.lines[index]
        yield _told(
            f"{LINE}{index}", (marks.NEEDS_YOU, WRONG), f"line {index + 1}", "", line.text.strip(), full=line.reason
        )
    if page is None:
        return
    if page.commitments:
        yield from _heading("Open from before: what became of it?")
    for one in page.commitments:
        yield _open(one, draft, choice, page.around.today)
    yield from _heading("Next session")
    yield _next(page, choice)


def _recorded(draft: EndingDraft, page: Page | None, choice: Choice) -> Iterator[Told]:
    standing = {goal.id: goal.level for goal in draft.around.goals}
    shown: set[str] = set()
    for index, item in draft.capture.items:
        if isinstance(item, SummaryItem) or (isinstance(item, ThemeItem) and key(item.word) in shown):
            continue
        if isinstance(item, ThemeItem):
            shown.add(key(item.word))
        yield _item(f"{LINE}{index}", item, draft, page, choice, standing)
    lines = [index for index, item in draft.capture.items if isinstance(item, SummaryItem)]
    if lines:
        whole = whole_summary(page.summary.body if page else "", draft.capture.summary)
        text = " ".join(whole.splitlines())
        released = "released" if page and page.summary.released else ""
        yield _told(f"{LINE}{lines[0]}", (marks.SHARED, DATA), "summary", released or "shared", text, full=whole)
    words = len(draft.notes.split())
    yield _told(NOTES, (marks.NOTE, DATA), "notes", "private", plural(words, "word") if words else "none were written")
    lanes = "   ".join(
        f"{label(lane).capitalize()} {_minutes(draft.lanes[lane])}" for lane in Lane if lane in draft.lanes
    )
    yield _told(LENGTH, (marks.HELD, DATA), "length", duration(choice.minutes), lanes)


def _item(
    row: str, item: Item, draft: EndingDraft, page: Page | None, choice: Choice, standing: dict[str, int | None]
) -> Told:
    if isinstance(item, CommitmentItem):
        today = draft.around.today
        due_on = choice.next_on if item.by_next else item.due
        when = day(due_on, today) if due_on else "no date"
        by = f"by the next session, {when}" if item.by_next and due_on else when
        full = f"{owner(item.owner, draft)}, {by}: {item.text}"
        return _told(row, (marks.OPEN, LABEL), owner(item.owner, draft), when, item.text, full=full)
    if isinstance(item, ProgressItem):
        goal = next((one for one in draft.around.goals if one.id == item.goal_id), None)
        before = standing.get(item.goal_id)
        mark, step = _step(item, before)
        if item.level is not None:
            standing[item.goal_id] = item.level
        full = f"{goal.title if goal else ''}  {step}: {item.evidence}".rstrip(": ")
        return _told(row, mark, f"goal {goal.number if goal else '?'}", step, item.evidence, full=full)
    if isinstance(item, FeedforwardItem):
        giver = next((one.name.split(" ")[0] for one in draft.around.people if one.id == (item.person_id or "-")), "")
        relation = label(item.relation) if item.relation else ""
        return _told(row, (marks.NOTE, DATA), "feedforward", giver or relation, item.text)
    assert isinstance(item, ThemeItem)
    times = (page.themes.get(key(item.word), 0) if page else 0) + 1
    return _told(row, ("~", DATA), "theme", nth_time(times) if times > 1 else "", item.word)


def _step(item: ProgressItem, before: int | None) -> tuple[tuple[str, str], str]:
    if item.level is None:
        return (marks.WAITING, LABEL), f"{item.percent} %"
    if before is None:
        return (marks.WAITING, LABEL), level(item.level)
    mark = (marks.UP, RIGHT) if item.level > before else (marks.DOWN, WRONG) if item.level < before else ("=", LABEL)
    return mark, f"{level(before)} → {level(item.level)}"


def _open(one: CommitmentLine, draft: EndingDraft, choice: Choice, today: date) -> Told:
    mark, became, tone = _ANSWERS[choice.answers.get(one.id, CommitmentState.OPEN)]
    who = owner(one.owner, draft)
    when = due(one.due_on, today) if one.due_on else "no date"
    is_late = one.due_on is not None and one.due_on < today
    cells = (plain(mark, tone), plain(who, VALUE), plain(when, WRONG if is_late else LABEL), plain(one.body, VALUE))
    full = joined((f"{who}, {when}, {became}: ", LABEL), (one.body, VALUE))
    return Told(Row(f"{OPEN}{one.id}", (*cells, plain(became, tone))), full)


def _next(page: Page, choice: Choice) -> Told:
    around, found = page.around, choice.next
    starts = found.starts_local if found else around.planned
    if starts is None:
        cells = (plain(marks.WAITING, LABEL), plain("none", VALUE), Content(""), plain(choice.why, LABEL), Content(""))
        return Told(Row(NEXT, cells), plain(_sentence(choice.why) or "No next session is planned with this.", VALUE))
    today, ours = around.today, to_wall(to_utc(starts, around.time_zone), around.own_zone)
    is_there = ours != starts
    there = f"{clock(starts)} {city(around.time_zone)}" if is_there else clock(starts)
    here = f"{clock(ours)} for you" if ours.date() == starts.date() else f"{moment(ours, today)} for you"
    why, tone = (choice.against, NEEDS) if choice.against else (choice.why, LABEL)
    if found is None:
        why = "planned already"
    cells = (
        plain(marks.PLANNED, VALUE),
        plain(day(starts.date(), today), STRONG),
        plain(there, STRONG),
        plain(why, tone),
        plain(here if is_there else "", VALUE),
    )
    beside = f" in {city(around.time_zone)}, {here}" if is_there else ""
    lasts = f", {duration(found.minutes)}" if found else ""
    said = joined((f"{moment(starts, today)}{beside}{lasts}. ", VALUE), (_sentence(why), tone))
    return Told(Row(NEXT, cells), said)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def owner(party: Party, draft: EndingDraft) -> str:
    """Return who a commitment belongs to, by the first name where it is known."""
    if party is Party.COACH:
        return "you"
    named = next((one.name for one in draft.around.people if one.party is party), "")
    return named.split(" ")[0] or label(party)


def _minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


def _heading(words: str) -> Iterator[Told]:
    yield Told(BLANK, Content(""))
    yield Told(Row("", (plain(words, LABEL),)), Content(""))


def _told(row: str, mark: tuple[str, str], who: str, when: str, text: str, *, full: str = "") -> Told:
    cells = (plain(*mark), plain(who, VALUE), plain(when, STRONG), plain(text, VALUE), Content(""))
    return Told(Row(row, cells), paragraph(full or text, VALUE))
