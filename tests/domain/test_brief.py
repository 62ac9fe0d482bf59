"""The walk-in brief in words: never more than one reads in a minute, what matters most first, nothing hidden."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachtui.domain import brief_words as said
from coachtui.domain.alignment import ExpectationKind
from coachtui.domain.assessment import Relation, Stage
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
from coachtui.domain.engagement import EngagementState
from coachtui.domain.essence import essence
from coachtui.domain.goals import Trend, TScore
from coachtui.domain.pace import Pace
from coachtui.domain.people import Party
from coachtui.domain.rules import DEFAULT
from coachtui.reports import brief as report
from coachtui.ui import brief as drawn

TODAY = date(2026, 11, 21)
MARKS = set("☐·✎~-→⏎#◆▲✓○●◌✕∅")
KINDS = tuple(LeftOut._fields)
days = st.dates(TODAY - timedelta(days=900), TODAY + timedelta(days=900))
text = st.one_of(
    st.text(min_size=1, max_size=60),
    st.lists(st.sampled_from(["hand", "over", "for", "good,", "Priya", "#1", "**", "…"]), max_size=60).map(" ".join),
    st.sampled_from(["x" * 5_000, "word " * 4_000, " ", "\n\n", "![/b] " * 30, "仕事 " * 300]),
)
many = partial(st.lists, max_size=40)
commitments = st.builds(
    BriefCommitment, st.just("c"), st.sampled_from(said.OWNERS), text, st.none() | days, st.integers(0, 99),
    st.none() | days,
)  # fmt: skip
goals = st.builds(
    BriefGoal, st.just("g"), text, st.integers(-2, 2), st.lists(st.integers(-2, 2), max_size=24).map(tuple),
    st.none() | st.integers(0, 100), st.none() | st.sampled_from(Trend), st.just(1), st.integers(1, 200), st.booleans(),
)  # fmt: skip
feedforward = st.builds(BriefFeedforward, st.just("f"), text, st.none() | st.sampled_from(Relation), days, text)
expectations = st.builds(BriefExpectation, st.just("e"), st.sampled_from(ExpectationKind), text, st.none() | days)
themes = st.builds(BriefTheme, text, st.integers(2, 99), st.none() | days)
left_out = st.builds(LeftOut, *(st.integers(0, 10_000) for _ in KINDS))
briefs = st.builds(
    Brief,
    engagement_id=st.just("engagement"),
    client=text,
    starts_local=st.none() | st.datetimes(datetime(2026, 11, 1), datetime(2027, 11, 1)),
    time_zone=st.just("Europe/Zurich"),
    kind=st.sampled_from(SessionKind),
    last_held_on=st.none() | days,
    last_time=st.just("") | text,
    commitments=many(commitments).map(tuple),
    goals=many(goals).map(tuple),
    t_baseline=st.just(TScore(31.4)),
    t_now=st.sampled_from([TScore(43.8), TScore(None)]),
    feedforward=many(feedforward).map(tuple),
    blind_spot=st.none() | text,
    blind_spot_difference=st.floats(-4, 4),
    pace=st.none() | st.sampled_from(Pace),
    three_way_on=st.none() | days,
    three_way_stage=st.sampled_from(Stage),
    three_way_planned=st.booleans(),
    themes=many(themes).map(tuple),
    expectations=many(expectations).map(tuple),
    manager=st.just("") | text,
    state=st.sampled_from(EngagementState),
    since=st.none() | days,
    stalled=st.booleans(),
    left_out=left_out,
)
FULL = Brief(
    engagement_id="engagement",
    client="Dana Okafor",
    starts_local=datetime(2026, 11, 21, 11),
    time_zone="Europe/Zurich",
    last_held_on=date(2026, 11, 7),
    last_time="Hand the plan to Priya for good.",
    commitments=(
        BriefCommitment("1", Party.COACH, "send the questions", None, made_on=date(2026, 11, 7)),
        BriefCommitment("2", Party.CLIENT, "tell Marc what stops", date(2026, 11, 20), 1, date(2026, 11, 7)),
        BriefCommitment("3", Party.MANAGER, "give the floor", date(2026, 11, 30), 0, date(2026, 11, 20)),
    ),
    goals=(
        BriefGoal("1", "Delegate outcomes", -1, (-1, 0), None, Trend.UP, number=1),
        BriefGoal("2", "Board presence", -2, number=3, agreed=False),
        BriefGoal("3", "Fewer meetings", -1, (), 60, Trend.LEVEL, number=4),
    ),
    t_baseline=TScore(31.4),
    t_now=TScore(43.8),
    feedforward=(
        BriefFeedforward("1", "ask first", Relation.PEER, date(2026, 11, 1)),
        BriefFeedforward("2", "say early", None, date(2026, 11, 1), "Priya Nair"),
    ),
    blind_spot="Includes people",
    blind_spot_difference=-1.6,
    pace=Pace.ON,
    three_way_on=date(2026, 11, 27),
    three_way_stage=Stage.MIDDLE,
    three_way_planned=True,
    themes=(BriefTheme("letting-go", 3),),
    expectations=(BriefExpectation("1", ExpectationKind.SUCCESS_MEASURE, "a second line", date(2026, 9, 1)),),
    manager="Marc Held",
)


def words(lines: list[str]) -> int:
    """Count what is read: marks, bars and signs are not."""
    return sum(1 for line in lines for word in line.split() if not set(word) <= MARKS)


def grouped(brief: Brief) -> list[str]:
    """Return what a narrow pane shows of a brief, line by line."""
    lines = []
    for group in drawn.groups(brief, TODAY):
        lines += [group.heading, *map(_thing, group.things), group.more]
    return [line for line in lines if line]


def _thing(one: drawn.Thing) -> str:
    figure = f"  {one.figure.plain}" if one.figure else ""
    return f"{one.mark} {one.what.plain}{figure}".strip()


def drawn_words(entries: list[drawn.Entry]) -> list[str]:
    """Return what a pane shows of a brief, all of it."""
    lines = []
    for entry in entries:
        parts = entry.value if isinstance(entry.value, tuple) else (entry.value,)
        lines += [str(entry.label), *(part.plain for part in parts)]
    return lines


HUGE = FULL._replace(
    client="Dana " * 900,
    last_time="word " * 4_000,
    commitments=tuple(one._replace(text="promise " * 900) for one in FULL.commitments) * 100,
    goals=tuple(one._replace(title="goal " * 900) for one in FULL.goals) * 100,
    feedforward=tuple(one._replace(text="say " * 900, by="Priya " * 900) for one in FULL.feedforward) * 100,
    blind_spot="people " * 900,
    themes=(BriefTheme("theme " * 900, 3),) * 100,
    expectations=(FULL.expectations[0]._replace(text="expect " * 900),) * 100,
    manager="Marc " * 900,
)


@given(briefs)
@example(HUGE)
@example(FULL)
def test_no_brief_takes_longer_than_a_minute_however_much_there_is(brief: Brief) -> None:
    short = said.within(brief, TODAY)
    assert words(report.lines(brief, TODAY)) <= DEFAULT.brief_words
    assert words(report.markdown(brief, TODAY)) <= DEFAULT.brief_words
    assert all(len(line) <= report.WIDTH for line in report.lines(brief, TODAY))
    pane = [*drawn_words(drawn.entries(brief, TODAY)), drawn.standing(brief, TODAY).plain]
    assert words([*pane, drawn.title(short, TODAY).plain]) <= DEFAULT.brief_words
    assert words(grouped(brief)) <= DEFAULT.brief_words
    # Nothing is left out without being counted, and what is there are the first of each kind.
    for kind in KINDS:
        had, has = getattr(brief, kind), getattr(short, kind)
        assert len(had) + getattr(brief.left_out, kind) == len(has) + getattr(short.left_out, kind)
        if kind == "goals":
            assert [one.number for one in has] == [one.number for one in had[: len(has)]]
    text = " ".join(" ".join(report.lines(brief, TODAY)).split())
    for kind in KINDS:
        if left := getattr(short.left_out, kind):
            assert f"and {left:,} more" in text


@given(text, st.integers(1, 40))
def test_a_text_is_clipped_to_words(long: str, most: int) -> None:
    clipped = said.clipped(long, most)
    assert said.reading(clipped) <= most
    assert "\n" not in clipped
    if said.reading(long) <= most:
        assert clipped == " ".join(long.split())
    else:
        assert clipped.endswith("…")
        assert " ".join(long.split()).startswith(clipped[:-1])
    assert said.clipped(clipped, most) == clipped


def test_the_whole_list_reads_as_a_page() -> None:
    assert report.lines(FULL, TODAY) == [
        "Brief: Dana Okafor",
        "Next: session, today 11:00, Europe/Zurich.",
        "Pace: on pace.",
        "Three-way, middle: in 6 d, booked.",
        "",
        "Last time, 14 days ago:",
        "  Hand the plan to Priya for good.",
        "",
        "Open commitments:",
        "  Dana: tell Marc what stops (14 days ago, due yesterday)",
        "  Marc: give the floor (yesterday, due Mon 30 Nov)",
        "  you: send the questions (14 days ago)",
        "",
        "Goals:",
        "  #1 Delegate outcomes: from −1 to 0, rising",
        "  #3 Board presence: at −2, no entry yet, draft",
        "  #4 Fewer meetings: 60 %",
        "  T from 31.4 to 43.8",
        "",
        "Feedforward not used yet:",
        "  “ask first” (peer, 20 days ago)",
        "  “say early” (from Priya, 20 days ago)",
        "",
        "Widest blind spot:",
        "  Includes people, −1.6",
        "",
        "Themes that come back:",
        "  letting-go, 3 times",
        "",
        "Marc expects:",
        "  a second line (measure of success, 81 days ago)",
    ]


def test_a_title_is_nobodys_first_name() -> None:
    brief = FULL._replace(manager="Prof. Ursula Ebner")
    assert said.expected_by(brief) == "Ursula expects"
    assert said.owner(Party.MANAGER, brief) == "Ursula"


def test_in_a_narrow_pane_each_part_has_a_heading_and_each_thing_its_mark() -> None:
    assert grouped(FULL) == [
        "Open",
        "☐ tell Marc what stops  Dana  due yesterday",
        "☐ give the floor  Marc  due Mon 30 Nov",
        "☐ send the questions  you  14 days ago",
        "Goals",
        "1 Delegate outcomes  0 ↑",
        "3 Board presence  draft",
        "4 Fewer meetings  60 % =",
        "T 31.4 → 43.8",
        "Feedforward not used",
        "✎ “ask first”  peer",
        "✎ “say early”  from Priya",
        "Last time, 14 days ago",
        "Hand the plan to Priya for good.",
        "Widest blind spot",
        "Includes people  −1.6",
        "Themes",
        "~ letting-go 3 times",
        "Marc expects",
        "· a second line  81 days ago",
        "✓ on pace",
        "◆ three-way in 6 d, booked",
    ]
    assert [one.key for group in drawn.groups(FULL, TODAY) for one in group.things if one.key] == ["2", "3", "1"]


def test_markdown_takes_nobodys_words_for_marks() -> None:
    page = report.markdown(FULL._replace(client="*D* <b>", last_time="# 1. [x](y)"), TODAY)
    assert page[0] == r"# Brief: \*D\* \<b\>"
    assert r"- \# 1. \[x\](y)" in page
    assert "- #1 Delegate outcomes: from −1 to 0, rising" in page


def test_what_is_late_stays_when_the_minute_is_over() -> None:
    late = [BriefCommitment(str(n), Party.COACH, "late " * 9, TODAY - timedelta(days=n), n) for n in range(9, 6, -1)]
    other = [BriefCommitment("o", Party.CLIENT, "whatever " * 12, None) for _ in range(300)]
    short = said.within(FULL._replace(commitments=(*late, *other)), TODAY)
    assert {one.commitment_id for one in short.commitments} >= {"9", "8", "7"}
    assert short.left_out.commitments == 303 - len(short.commitments)
    assert len(short.goals) == 3, "more commitments come after the goals"


@pytest.mark.parametrize(
    ("state", "since", "told", "not_told"),
    [
        (EngagementState.PAUSED, date(2026, 11, 2), "Paused since 2 Nov 2026.", "Three-way"),
        (EngagementState.COMPLETED, date(2026, 11, 2), "Completed on 2 Nov 2026.", "Next:"),
        (EngagementState.DISCONTINUED, None, "Ended early.", "Three-way"),
        (EngagementState.DRAFT, None, "Draft, not begun yet.", "Three-way"),
    ],
)
def test_an_engagement_that_does_not_run_says_so(
    state: EngagementState, since: date | None, told: str, not_told: str
) -> None:
    at_rest = FULL._replace(
        state=state, since=since, starts_local=None, session_id=None, pace=None, three_way_planned=False
    )
    text = "\n".join(report.lines(at_rest, TODAY))
    assert told in text
    assert not_told not in text
    assert ("Left open:" in text) == at_rest.is_over
    pane = " ".join(grouped(at_rest))
    assert said.standing(at_rest) in pane
    assert ("Left open" in pane) == at_rest.is_over


def test_an_empty_brief_says_what_belongs_there_and_what_begins_it() -> None:
    empty = Brief("engagement", "Elif")
    assert "Nothing is known yet." in " ".join(report.lines(empty, TODAY))
    assert "4 and n plan the first session" in " ".join(report.lines(empty, TODAY))
    pane = " ".join(grouped(empty))
    assert "Nothing is known yet." in pane
    assert "4 n plans it" in " ".join(drawn_words(drawn.entries(empty, TODAY)))


@pytest.mark.parametrize(
    ("summary", "notes", "told"),
    [
        ("Dana hands over.\n\nFor good.", "## Goal\nsomething else", "Dana hands over. For good."),
        ("", "## Reality\n\n!do @dana fri call\n~letting-go\n#1 +1 handed over\nPriya runs.\nMore.", "Priya runs."),
        ("", "Priya runs it.\n>> Dana hands over\n>> for good.", "Dana hands over for good."),
        ("", "# Goal\n#1 +1 done\n?ff say early\n\n---\n", ""),
        (" \n", " \n", ""),
    ],
)  # fmt: skip
def test_the_essence_is_the_summary_or_the_first_words_that_are_no_capture(summary: str, notes: str, told: str) -> None:
    assert essence(summary, notes, TODAY) == told


def test_the_keys_of_the_data_are_the_documented_ones() -> None:
    data = report.data(FULL, TODAY)
    assert set(data) == set(report.KEYS)
    assert data["three_way_in_days"] == 6
    assert len(data["commitments"]) == 3
