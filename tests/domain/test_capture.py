"""What is captured from the notes of a session: docs/capture.md line by line, and that nothing is ever lost."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.assessment import Relation
from coachtui.domain.capture import LONGEST_HEAD, Reader, read, read_line, split
from coachtui.domain.capture_completion import completions
from coachtui.domain.captured import (
    Around,
    CommitmentItem,
    FeedforwardItem,
    Goal,
    Kind,
    Line,
    Part,
    Person,
    ProgressItem,
    SummaryItem,
    ThemeItem,
)
from coachtui.domain.lanes import Lane
from coachtui.domain.people import Party
from coachtui.domain.words import day, label, level

TODAY = date(2026, 11, 21)  # a Saturday
FRIDAY = date(2026, 11, 27)
PEOPLE = (
    Person("dana", "Dana Okafor", Party.CLIENT),
    Person("marc", "Marc Visser", Party.MANAGER),
    Person("", "Ada Quist", Party.COACH),
    Person("zoe", "Dr. Zoë Ćosić", Party.SPONSOR),
    Person("priya", "Priya Nair", None, Relation.DIRECT_REPORT),
    Person("hart", "Sam Hart", None, Relation.PEER),
    Person("lind", "Sam Lind", None, Relation.PEER),
)
AROUND = Around(PEOPLE, (Goal("delegate", "Delegate outcomes", 1, 0), Goal("board", "Board presence", 2, -1)), TODAY)
GUIDE = (Path(__file__).parents[2] / "docs" / "capture.md").read_text(encoding="utf-8")
MARKED = "When a line is marked"


def told(line: Line) -> str:
    """Return what is captured as docs/capture.md puts it."""
    people = {person.id: person.name for person in PEOPLE}
    match line.item:
        case CommitmentItem(owner, person, text, due):
            assert (due is None) == line.item.by_next
            who = "you" if owner is Party.COACH else people[person or ""].split()[0]
            return f"{who}, {day(due, TODAY) if due and (due - TODAY).days > 6 else exactly(due)}: {text}"
        case ProgressItem(goal, reached, percent, evidence):
            number = next(one.number for one in AROUND.goals if one.id == goal)
            said = f"goal {number} " + (f"is at {percent}%" if reached is None else f"reached {level(reached)}")
            return f"{said}: {evidence}" if evidence else said
        case FeedforwardItem(person, relation, text):
            by = people[person] if person else f"a {label(relation)}" if relation else ""
            return f"feedforward{f' from {by}' if by else ''}: {text}"
        case ThemeItem(word):
            return f"theme {word}"
        case SummaryItem(text):
            return f"shared summary: {text}"
    return f"the lane {line.lane.capitalize()}" if line.lane else line.reason


def exactly(due: date | None) -> str:
    """Return a day with its weekday and month, or that there is none."""
    return f"{due:%a} {due.day} {due:%b}" if due else "by the next session"


def examples() -> list[tuple[str, str]]:
    """Return each line of the guide that is typed, and what stands beside it."""
    return re.findall(r"^\| `(.+?)` \| (.+) \|$", GUIDE, re.MULTILINE)


@pytest.mark.parametrize(("typed", "captured"), examples())
def test_the_guide_says_what_is_captured(typed: str, captured: str) -> None:
    line = read_line(typed, AROUND)
    assert told(line) == captured
    assert bool(line.reason) == (captured == line.reason)


def test_every_kind_and_every_word_form_is_in_the_guide() -> None:
    typed = [line for line, _ in examples()]
    assert {read_line(line, AROUND).kind for line in typed} == set(Kind)
    assert len(typed) > 30
    assert len(re.findall(r"^\| `", GUIDE.partition(MARKED)[2], re.MULTILINE)) > 10


@pytest.mark.parametrize(
    ("who", "owner"),
    [
        ("dana", Party.CLIENT), ("DA", Party.CLIENT), ("okafor", Party.CLIENT), ("do", Party.CLIENT),
        ("danaokafor", Party.CLIENT), ("dana-okafor", Party.CLIENT), ("kafo", Party.CLIENT), ("client", Party.CLIENT),
        ("visser:", Party.MANAGER), ("manager,", Party.MANAGER), ("me", Party.COACH), ("Coach", Party.COACH),
        ("quist", Party.COACH),
    ],
)  # fmt: skip
def test_any_letters_of_a_name_mean_its_owner(who: str, owner: Party) -> None:
    line = read_line(f"!do @{who} fri call", AROUND)
    assert isinstance(line.item, CommitmentItem)
    assert (line.item.owner, line.item.due, line.item.text) == (owner, FRIDAY, "call")
    assert line.item.person_id == {Party.CLIENT: "dana", Party.MANAGER: "marc"}.get(owner)


def test_accents_titles_and_several_parts_do_not_stand_in_the_way() -> None:
    zoe = Person("zoe", "Dr. Zoë Ćosić", None, Relation.OTHER)
    around = AROUND._replace(people=(zoe, Person("zoe", zoe.name, Party.MANAGER), *PEOPLE[:1]))
    for who in ("zoe", "ZOË", "cosic", "dr.zoe"):
        assert read_line(f"!do @{who} call", around).item == CommitmentItem(Party.MANAGER, "zoe", "call", None, True)
    given = read_line("?ff @cosic ask first", AROUND).item
    assert given == FeedforwardItem("zoe", Relation.OTHER, "ask first")


def test_of_two_with_the_same_letters_the_whole_word_wins_and_an_owner_before_others() -> None:
    mark, marc = Person("mark", "Marcel Pool", None, Relation.PEER), Person("nan", "Marc", Party.MANAGER)
    around = AROUND._replace(people=(mark, marc, *PEOPLE[:1]))
    assert read_line("!do @marc call", around).item == CommitmentItem(Party.MANAGER, "nan", "call", None, True)
    assert read_line("?ff @marc ask", around).item == FeedforwardItem("nan", Relation.MANAGER, "ask")
    assert read_line("!do @mar call", around).item == CommitmentItem(Party.MANAGER, "nan", "call", None, True)
    assert "can be Marcel Pool or Marc. Write @marcel or @marc." in read_line("?ff @mar ask", around).reason
    around = AROUND._replace(people=(Person("man", "Sam Hartman", None, Relation.PEER), *PEOPLE))
    assert read_line("?ff @sam-hart ask", around).item == FeedforwardItem("hart", Relation.PEER, "ask")


def test_the_manager_can_own_a_commitment_before_it_is_known_who_that_is() -> None:
    around = Around((), (), TODAY)
    assert read_line("!do @manager call", around).item == CommitmentItem(Party.MANAGER, None, "call", None, True)
    assert read_line("!do call", around).item == CommitmentItem(Party.CLIENT, None, "call", None, True)
    assert read_line("!do @x call", around).reason == "Nobody here is called “x”. Write @client or @me."
    assert "There is no goal yet." in read_line("#1 +1", around).reason


@pytest.mark.parametrize(
    "typed",
    [
        "  !do @dana fri call", "\t!DO @Dana fri call", "!do @dana\u00a0fri\u00a0call", "- !do @dana fri call",
        "* !do @dana fri call", "• !Do @dana fri call", "1. !do @dana fri call", "- [ ] !do @dana fri call",
        "\ufeff!do @dana fri call", "\u200f!do \u2068@dana\u2069 fri call", "！ｄｏ　＠ｄａｎａ　ｆｒｉ　call",
        "! do @dana fri call", "!do: @dana: fri: call", "!do @dana fri – call", "!do fri @dana call", "!do fri call",
        "DO : @dana fri call", "!do @dana by fri call", "!do @dana Fri 27 Nov 2026 call", "!do @dana +6d call",
    ],
)  # fmt: skip
def test_the_same_line_from_elsewhere_is_the_same_commitment(typed: str) -> None:
    assert read_line(typed, AROUND).item == CommitmentItem(Party.CLIENT, "dana", "call", FRIDAY, False)


@pytest.mark.parametrize(
    "typed",
    [
        "may the team decide", "march on", "sat in the meeting", "sun and sand", "mar the plan", "second draft",
        "2nd draft", "3.5 hours of quiet", "50/50 split of the work", "do the plan", "on my own", "10 calls",
    ],
)  # fmt: skip
def test_words_that_are_no_date_stay_in_the_text(typed: str) -> None:
    assert read_line(f"!do @dana {typed}", AROUND).item == CommitmentItem(Party.CLIENT, "dana", typed, None, True)


@pytest.mark.parametrize(
    ("typed", "due", "text"),
    [
        ("may 3 decide", date(2027, 5, 3), "decide"),
        ("march: decide", None, "march: decide"),
        ("sat 10:00 walk", date(2026, 11, 28), "10:00 walk"),
        ("sun: walk", date(2026, 11, 22), "walk"),
        ("2nd: walk", date(2026, 12, 2), "walk"),
        ("3.5.: walk", date(2027, 5, 3), "walk"),
        ("2026-12-03T14:00 call", date(2026, 12, 3), "14:00 call"),
        ("9:30 tomorrow call", date(2026, 11, 22), "9:30 call"),
        ("end of next month report", date(2026, 12, 31), "report"),
        ("next session bring the plan", None, "bring the plan"),
        ("by next time: bring the plan", None, "bring the plan"),
    ],
)
def test_a_number_or_a_colon_makes_a_date_of_it(typed: str, due: date | None, text: str) -> None:
    assert read_line(f"!do @dana {typed}", AROUND).item == CommitmentItem(Party.CLIENT, "dana", text, due, due is None)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("!do @dana 12/25 call", "There is no month 25"),
        ("!do @dana tomorrow 25:00 call", "There is no 25:00 on a clock"),
        ("!do @dana thu 27 nov call", "27 Nov 2026 is a Friday"),
        ("!do @dana 3 dec 2999 call", "in the year 2999. Check the year."),
        ("!do @sponsor fri call", "The sponsor can't own a commitment"),
        ("!do @sam fri call", "Sam Hart or Sam Lind can't own a commitment"),
        ("!do @", "Who will do it?"),
        ("!do @dana @marc fri call", "Write a line for each."),
        ("!do", "What will be done?"),
        ("?ff", "What is suggested?"),
        ("?ff @xenia ask", "Nobody here is called “xenia”"),
        (">>", "What is shared?"),
        ("theme:", "Which theme?"),
        ("~one two three four", "A theme is one to three words"),
        ("#", "Which goal?"),
        ("#Reality", "A heading has a blank after its mark"),
        ("#e +1", "“e” can be"),
        ("#1 +1.5 half", "+1.5 is between two steps"),
        ("#1 60 people", "For a percentage write 60%"),
        ("#1 150% done", "a percentage goes from 0% to 100%"),
        ("#1 −3", "−3 is beyond the ladder"),
        ("goal: delgate +1", "No goal is called “delgate”"),
        ("!od @dana fri call", "“!od” is no mark"),
        ("?for @dana ask", "“?for” is no mark"),
    ],
)
def test_what_cannot_be_read_stays_text_with_a_reason(typed: str, why: str) -> None:
    around = AROUND._replace(goals=(*AROUND.goals, Goal("e1", "Early calls", 3), Goal("e2", "Ease", 4)))
    line = read_line(typed, around)
    assert why in line.reason
    assert (line.kind, line.item, line.text) == (Kind.TEXT, None, typed)
    assert re.search(r"[.”]$", line.reason)


@pytest.mark.parametrize(
    "typed",
    ["", "plain", "!important", "?", "a ~b", "~20 people", "~~gone~~", ">>> quoted", "> quoted", "Goal:", "do://x",
     "Goal: she wants to let go", "the #1 reason", "mail dana@x.org", "!dodo", "🎯 #1 +1"],
)  # fmt: skip
def test_what_begins_like_no_item_is_text_without_a_mark(typed: str) -> None:
    assert read_line(typed, AROUND) == Line(typed)


@pytest.mark.parametrize(
    ("typed", "lane"),
    [("# Goal", Lane.GOAL), ("## reality:", Lane.REALITY), ("##Options", Lane.OPTIONS), ("### WILL ##", Lane.WILL),
     ("## Way forward", Lane.WILL), ("# r", Lane.REALITY), ("＃ Goal", Lane.GOAL), ("# Priya", None), ("##", None)],
)  # fmt: skip
def test_a_heading_of_grow_names_its_lane(typed: str, lane: Lane | None) -> None:
    line = read_line(typed, AROUND)
    assert (line.kind, line.lane, line.item, line.reason) == (Kind.HEADING, lane, None, "")


def test_spans_show_what_was_read() -> None:
    def parts(typed: str) -> list[tuple[str, Part]]:
        return [(typed[start:end], part) for start, end, part in read_line(typed, AROUND).spans]

    assert parts("- !do @dana: by fri: call") == [
        ("!do", Part.MARK), ("@dana", Part.WHO), ("by fri", Part.WHEN)]  # fmt: skip
    assert parts("!do fri @me call") == [("!do", Part.MARK), ("fri", Part.WHEN), ("@me", Part.WHO)]
    assert parts("#1 0 → +1 x") == [("#", Part.MARK), ("1", Part.GOAL), ("+1", Part.LEVEL)]
    assert parts("goal: board presence: 60 % x") == [
        ("goal:", Part.MARK), ("board presence", Part.GOAL), ("60 %", Part.LEVEL)]  # fmt: skip
    assert parts("theme:  letting go") == [("theme:", Part.MARK), ("letting go", Part.WORD)]
    assert parts("!do @xenia call") == [("!do", Part.MARK)]


def test_a_whole_text_gives_its_items_their_lines_themes_once_and_one_summary() -> None:
    capture = read("~Letting go\r\ntext\r\n>> One.\r\n#9 +1\r\n>>Two.\r\n~letting-go\r\n", AROUND)
    assert [index for index, _ in capture.items] == [0, 2, 4, 5]
    assert (capture.marked, capture.themes, capture.summary) == ((3,), ("letting-go",), "One.\nTwo.")
    assert len(capture.lines) == 7


def test_a_reader_reads_all_anew_when_people_change() -> None:
    reader = Reader(Around((), AROUND.goals, TODAY))
    assert reader.read(["!do @dana call"]).marked == (0,)
    reader.around = AROUND
    assert [item for _, item in reader.read(["!do @dana call"]).items] == [
        CommitmentItem(Party.CLIENT, "dana", "call", None, True)
    ]


def test_a_reader_forgets_what_was_typed_on_the_way() -> None:
    reader = Reader(AROUND)
    for count in range(3_000):
        reader.read([f"~a{count}", ""])
    assert len(reader._known) < 1_100
    assert reader.read(["~a1"]).themes == ("a1",)


def test_a_long_line_is_read_whole_but_its_head_must_be_near() -> None:
    said = "x" * 10_000
    item = read_line(f"!do @dana fri {said}", AROUND).item
    assert isinstance(item, CommitmentItem)
    assert item.text == said
    assert read_line(" " * LONGEST_HEAD + "!do call", AROUND).kind is Kind.TEXT


def offered(line: str, around: Around = AROUND) -> list[str]:
    """Return the words that are offered at the end of a line, and check that each means what it says."""
    found = completions(line, len(line), around)
    for offer in found.offers:
        completed = line[: found.start] + offer.text
        meant = read_line(f"?ff {completed.split()[-1]} x" if "@" in offer.text else f"{completed} +1", around)
        assert meant.item is not None
    return [offer.text for offer in found.offers]


def test_who_and_goal_are_completed_from_people_and_goals() -> None:
    assert offered("!do @") == ["@dana", "@marc", "@me"]
    assert offered("!do @da") == ["@dana"]
    assert offered("do: @vis") == ["@marc"]
    assert offered("?ff @sa") == ["@sam-hart", "@sam-lind"]
    assert offered("?ff @") == ["@dana", "@marc", "@me", "@zoe", "@priya", "@sam-hart", "@sam-lind"]
    assert offered("she said ＠pri") == ["@priya"]
    assert offered("#") == ["#1", "#2"]
    assert offered("- #bo") == ["#2"]
    assert offered("＃2") == ["#2"]
    assert offered("the #") == offered("mail@da") == offered("!do dana") == offered("") == offered("# ") == []


MARKS = ["!do", "do:", "- !do", "#1", "#board", "#", "##", "goal: 2", "?ff", "~", ">>", "！ＤＯ", "!do:"]
WHO = ["", "@dana", "@sam", "@", "@me,", "＠marc", "+1", "−2", "60%", "0 → +1", "+3", "letting go"]
WHEN = ["", "fri", "3 dec", "31 feb", "sat:", "2999-01-01", "tomorrow 9:30", "–", "next session", "may", "12/25"]
ODD = ["\u00a0", "\t", "🎯", "ａ", "\u202e", "\r\n", "\n", "\x0b", "\u2028", "x", "Reality", "[ ]", " ", "\ufeff"]
LINES = st.tuples(*map(st.sampled_from, (MARKS, WHO, WHEN, ODD)), st.text(max_size=6)).map(" ".join)
TEXTS = st.lists(LINES | st.sampled_from([*MARKS, *WHO, *WHEN, *ODD]) | st.text(max_size=4), max_size=12).map("\n".join)


@given(TEXTS)
def test_whatever_is_typed_stays_and_each_line_holds_one_item_at_most(text: str) -> None:
    capture = read(text, AROUND)
    assert [line.text for line in capture.lines] == split(text)
    assert "".join(split(text)) == "".join(text.splitlines())
    assert capture.lines == tuple(read_line(line, AROUND) for line in split(text))
    assert capture.items == tuple((index, line.item) for index, line in enumerate(capture.lines) if line.item)
    assert capture.marked == tuple(index for index, line in enumerate(capture.lines) if line.reason)
    for line in capture.lines:
        places = [place for start, end, _ in line.spans for place in (start, end)]
        assert places == sorted(places)
        assert not places or (places[0] >= 0 and places[-1] <= len(line.text))
        assert (line.item is None) == (line.kind in (Kind.TEXT, Kind.HEADING))
        assert not line.reason or (line.kind is Kind.TEXT and line.item is None)
        # What an item says is what was typed, apart from a time, which goes before it.
        for said in (getattr(line.item, name, "") for name in ("text", "evidence")):
            assert all(word in line.text.lower() for word in said.lower().split(" "))


@given(TEXTS, TEXTS, st.integers(0, 40))
def test_changing_one_line_changes_only_its_item(text: str, other: str, at: int) -> None:
    reader = Reader(AROUND)
    lines = split(text)
    before = reader.read(lines)
    place = at % len(lines)
    changed = [*lines[:place], split(other)[0], *lines[place + 1 :]]
    after = reader.read(changed)
    assert after == read("\n".join(changed), AROUND)
    assert [one for one in after.items if one[0] != place] == [one for one in before.items if one[0] != place]


@given(TEXTS, st.integers(0, 100))
def test_completing_never_fails_and_begins_at_its_mark(line: str, column: int) -> None:
    found = completions(line, min(column, len(line)), AROUND)
    assert 0 <= found.start <= min(column, len(line))
    assert not found.offers or line[found.start] in "@＠#＃"
