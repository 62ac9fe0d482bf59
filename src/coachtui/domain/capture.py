"""Reads the notes of a session line by line, as they are typed: commitments, progress, feedforward, themes, summary.

A line is an item when it begins with a mark or its word form; anything else is text, and stays as it is.

    !do [@who] [when] what      do: …       who: the client if nobody is named; when: by the next session if none
    #goal level [evidence]      goal: …     goal: its number, or letters of its title; level: −2…+2, or 0…100 %
    ?ff [@who] text             ff: …       who: a person, @peer, @report, @manager …; may be left out
    ~theme                      theme: …    one to three words, which become one: ~letting-go
    >> text                     shared: …   a line of the summary that is shared
    # Heading, ## Reality                   a heading has a blank after the mark, or several marks; GROW names a lane

Before the mark may stand blanks, one bullet (- * + • or 1.) and a box ([ ]). Case does not matter. Full-width marks
and letters, other kinds of blank, and marks of text direction count as the usual ones; what an item says keeps them as
they were typed. `@who` is any letters that only one person's name holds: a word of it before the beginnings of words,
these before initials, these before letters in the middle; accents don't matter. `when` is the longest date directly
after `@who`, as `dates.longest_date` reads it; a dash between blanks says that what follows is no date. A time of day
stays in the text, since a commitment falls due on a day.

A line that begins like an item and can't be read as one stays text and gets a reason, which says what to do; only a
sentence after "Goal:", which names neither goal nor level, is text without one. Nothing here raises, and nothing
changes the text; each line is read by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from coachtui.domain import capture_names as names
from coachtui.domain.capture_names import Unread
from coachtui.domain.captured import (
    Around,
    Capture,
    CommitmentItem,
    FeedforwardItem,
    Goal,
    Item,
    Kind,
    Line,
    Part,
    Person,
    ProgressItem,
    Span,
    SummaryItem,
    ThemeItem,
)
from coachtui.domain.dates import LONGEST_DATE, longest_date
from coachtui.domain.drafts import plausible
from coachtui.domain.lanes import Lane
from coachtui.domain.people import Party
from coachtui.domain.words import folded

LONGEST_HEAD = 400
"""Characters of a line in which its mark, name, date and level are looked for; its text may be of any length."""
THEME_WORDS = 3
LONGEST_THEME = 60
TITLE_WORDS = 6
"""Words of a goal's title that may be written out before the level."""

_USUAL = {
    **{0xFEE0 + code: chr(code) for code in range(0x21, 0x7F)},
    **dict.fromkeys(map(ord, "\t\v\f\u00a0\u1680\u202f\u205f\u3000\ufeff\u200b\u2060\u00ad\u061c"), " "),
    **dict.fromkeys((*range(0x2000, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), " "),
    **dict.fromkeys(map(ord, "−‒–—"), "-"),
    ord("→"): ">",
    ord("±"): "+",
}
"""Each unusual character by the usual one that means the same, one for one: places in the line stay what they are."""
_BLANKS = "".join(chr(code) for code, usual in _USUAL.items() if usual == " ") + " \r\n"

_BEGINS = re.compile(r" *(?:(?:[-*+•·]|\d{1,2}[.)]) +(?:\[[ xX]?\] +)?)?")
_KINDS = {"do": Kind.COMMITMENT, "goal": Kind.PROGRESS, "ff": Kind.FEEDFORWARD, "theme": Kind.THEME,
          "shared": Kind.SUMMARY}  # fmt: skip
_MARK = re.compile(
    r"(?P<do>! ?do(?=[ @:]|\Z)):?|(?P<ff>\? ?ff(?=[ @:]|\Z)):?|(?P<shared>>>(?!>))|(?P<theme>~(?=[^\W\d_]))"
    r"|(?P<heading># |##+)|(?P<goal>#)|(?P<word>do|goal|ff|theme|shared) ?:(?!//)|(?P<unknown>[!?][a-z]{1,8}(?= +@\w))",
    re.IGNORECASE,
)
_WHO = re.compile(r" *(?P<who>@ ?(?P<name>[^\s@,:;]+))[,:;]?(?= |\Z)")
_MENTION = re.compile(r"(?<!\S)@(?:\w|\Z)")
_NEXT = re.compile(r" *(?P<when>(?:by )?(?:the )?next (?:session|time|meeting))(?=[ :,]|\Z)", re.IGNORECASE)
_SEPARATOR = re.compile(r" *(?:(?:-+>?|[:,>=]+)(?= |\Z))? *")
_WORD = re.compile(r"[^ ]+")
_GOAL = re.compile(r" *#? ?(?:(?P<number>\d{1,4})(?![\w%.])|(?P<name>[^ :,]+))[:,]?")
_LEVEL = re.compile(
    r" *(?:[:=>]+ *)?(?:[-+]?\d+ *(?:-?>|=>) *)?"
    r"(?P<level>(?P<sign>[-+]?)(?P<number>\d+(?:[.,]\d+)?) ?(?P<percent>%?))[:,;.]?(?= |\Z)"
)
_ANY_LEVEL = re.compile(r"(?<!\S)(?:[-+]\d|\d+ ?%)")
_LANES = {
    "goal": Lane.GOAL, "goals": Lane.GOAL, "g": Lane.GOAL, "reality": Lane.REALITY, "r": Lane.REALITY,
    "options": Lane.OPTIONS, "option": Lane.OPTIONS, "o": Lane.OPTIONS, "will": Lane.WILL, "w": Lane.WILL,
    "way forward": Lane.WILL,
}  # fmt: skip
_LEVELS = "the level reached, −2 to +2, or a percentage: “#1 +1 …” or “#1 60% …”"


class Begun(NamedTuple):
    """A line whose mark ends at `at`; `plain` is its beginning in usual characters."""

    text: str
    plain: str
    at: int
    around: Around

    def rest(self, start: int) -> str:
        """Return what the line says from `start` on, as it was typed, without what only separates it."""
        separator = _SEPARATOR.match(self.plain, start)
        return self.text[separator.end() if separator else start :].strip(_BLANKS)


Found = tuple[Item, tuple[Span, ...]]


def read_line(text: str, around: Around) -> Line:
    """Return what one line says. Never raises; the same line and surroundings always give the same."""
    plain = text[:LONGEST_HEAD].translate(_USUAL)
    begins = _BEGINS.match(plain)
    start = begins.end() if begins else 0
    found = _MARK.match(plain, start)
    if found is None or found.lastgroup is None:
        return Line(text)
    what = found["word"].lower() if found["word"] else found.lastgroup
    if what == "heading":
        return _heading(text, plain, start, found.end())
    mark = Span(start, found.end(), Part.MARK)
    if what == "goal" and found["word"] and _is_prose(plain[found.end() :], around.goals):
        return Line(text)
    try:
        if what == "unknown":
            raise Unread(f"“{found[0]}” is no mark. A commitment begins with !do, feedforward with ?ff.")
        kind = _KINDS[what]
        item, spans = _READERS[kind](Begun(text, plain, found.end(), around))
    except Unread as unread:
        return Line(text, reason=str(unread), spans=(mark,))
    return Line(text, kind, item, spans=(mark, *spans))


def split(text: str) -> list[str]:
    """Return the lines of a text as a text field shows them: at least one, without their breaks."""
    lines = text.splitlines()
    return [*lines, ""] if not text or text.endswith(("\n", "\r")) else lines


def read(text: str, around: Around) -> Capture:
    """Return what a whole text says: each line as `read_line` reads it."""
    return Reader(around).read(split(text))


class Reader:
    """Reads a text again and again while it is typed: lines that it knows already cost next to nothing."""

    def __init__(self, around: Around):
        self._around = around
        self._known: dict[str, Line] = {}

    @property
    def around(self) -> Around:
        """What lines are read against; once that changes, all lines are read anew."""
        return self._around

    @around.setter
    def around(self, around: Around) -> None:
        if around != self._around:
            self._around = around
            self._known.clear()

    def read(self, lines: Sequence[str]) -> Capture:
        """Return what the lines say (of a text field: `document.lines`)."""
        known = self._known
        read = tuple([known.get(line) or self._learn(line) for line in lines])
        if len(known) > 2 * len(read) + 1_000:
            self._known = dict(zip(lines, read, strict=True))
        found = [(index, line) for index, line in enumerate(read) if line.spans]
        return Capture(
            read,
            tuple((index, line.item) for index, line in found if line.item is not None),
            tuple(index for index, line in found if line.reason),
        )

    def _learn(self, line: str) -> Line:
        read = self._known[line] = read_line(line, self._around)
        return read


def _heading(text: str, plain: str, start: int, end: int) -> Line:
    lane = _LANES.get(folded(plain[end:]).strip(" #:"))
    return Line(text, Kind.HEADING, lane=lane, spans=(Span(start, len(text), Part.HEADING),))


def _is_prose(said: str, goals: tuple[Goal, ...]) -> bool:
    """Whether what follows "Goal:" is no entry of progress but a sentence: it names no goal, and no level either."""
    name = _GOAL.match(said)
    if name is None:
        return True
    begins = " ".join(said.split()[: TITLE_WORDS + 1])
    return not (
        name["number"] or names.meant(name["name"], goals, lambda goal: goal.title) or _ANY_LEVEL.search(begins)
    )


def _commitment(line: Begun) -> Found:
    who, when, due = _WHO.match(line.plain, line.at), None, None
    at = who.end() if who else line.at
    if found := _date(line, at):
        when, at, due, said_too = found
        # The day may come before the name.
        if who is None and (who := _WHO.match(line.plain, at)):
            at = who.end()
    else:
        said_too = ""
    if who and _WHO.match(line.plain, at):
        raise Unread("One person owns a commitment. Write a line for each.")
    party, person = names.owner(_name(who), line.around.people) if who else _client(line.around)
    text = " ".join(filter(None, (said_too, line.rest(at))))
    if wrong := plausible("due", due, "The due date"):
        raise Unread(wrong.message)
    if not text:
        raise Unread("What will be done? Write it after who and when: “!do @who fri tell Marc what stops”.")
    if who is None and _MENTION.search(line.plain, at):
        raise Unread("Who will do it? Write that @who directly after !do, before everything else.")
    person_id = person.id or None if person and party is not Party.COACH else None
    spans = [Span(*who.span("who"), Part.WHO)] if who else []
    spans += [when] if when else []
    return CommitmentItem(party, person_id, text, due, due is None), tuple(sorted(spans))


def _client(around: Around) -> tuple[Party, Person | None]:
    return Party.CLIENT, next((person for person in around.people if person.party is Party.CLIENT), None)


def _date(line: Begun, at: int) -> tuple[Span, int, date | None, str] | None:
    """Return where the date stands and what follows it begins, the day (None: the next session), the time as typed."""
    if found := _NEXT.match(line.plain, at):
        return Span(*found.span("when"), Part.WHEN), found.end(), None, ""
    words = []
    for word in _WORD.finditer(line.plain, at):
        words.append(word)
        if len(words) == LONGEST_DATE:
            break
    try:
        phrase = longest_date([word[0] for word in words], line.around.today)
    except ValueError as error:
        raise Unread(f"{error} If no date is meant, put a dash before it: “– …”.") from None
    if phrase is None:
        return None
    end = words[phrase.length - 1].end()
    bare = len(words[phrase.length - 1][0].rstrip(":,"))
    when = Span(words[0].start(), words[phrase.length - 1].start() + bare, Part.WHEN)
    return when, end, phrase.day, phrase.at_text


def _progress(line: Begun) -> Found:
    name = _GOAL.match(line.plain, line.at)
    if name is None:
        raise Unread(f"Which goal? Write its number or letters of its title, then {_LEVELS}.")
    goal, end = _goal(line, name)
    level = _LEVEL.match(line.plain, end)
    if level is None:
        raise Unread(f"How far is goal {goal.number}? Write {_LEVELS}.")
    reached, percent = _reached(level)
    start = name.start("number") if name["number"] else name.start("name")
    spans = (Span(start, end, Part.GOAL), Span(*level.span("level"), Part.LEVEL))
    return ProgressItem(goal.id, reached, percent, line.rest(level.end())), spans


def _goal(line: Begun, name: re.Match[str]) -> tuple[Goal, int]:
    """Return the goal and where its name ends; a title may be written out, up to the level."""
    goals = line.around.goals
    if not name["number"]:
        typed = ""
        for count, word in enumerate(_WORD.finditer(line.plain, name.start("name"))):
            typed = f"{typed} {word[0].rstrip(':,')}".strip()
            end = word.end() - len(word[0]) + len(word[0].rstrip(":,"))
            if _LEVEL.match(line.plain, end):
                return names.goal(typed, goals), end
            if count + 1 == TITLE_WORDS:
                break
    which = name["number"] or name["name"]
    return names.goal(which, goals), name.end("number") if name["number"] else name.end("name")


def _reached(found: re.Match[str]) -> tuple[int | None, int | None]:
    """Return the level or the percentage. Raises Unread for one that there is not."""
    shown = found["level"].strip().replace("-", "−")
    if not found["number"].isdecimal():
        raise Unread(f"{shown} is between two steps. Write {_LEVELS}.")
    number = int(found["number"])
    if found["percent"]:
        if found["sign"] or number > 100:
            raise Unread(f"{shown} is no share of the way: a percentage goes from 0% to 100%.")
        return None, number
    if number and not found["sign"]:
        raise Unread(f"Is {shown} a level? Write +{shown} or −{shown}, or {shown}% for a percentage." if number <= 2
                     else f"{shown} is no level, those go from −2 to +2. For a percentage write {shown}%.")  # fmt: skip
    if number > 2:
        raise Unread(f"{shown} is beyond the ladder: levels go from −2 to +2. Write the level that is reached.")
    return (-number if found["sign"] == "-" else number), None


def _feedforward(line: Begun) -> Found:
    who = _WHO.match(line.plain, line.at)
    person, relation = names.giver(_name(who), line.around.people) if who else (None, None)
    text = line.rest(who.end() if who else line.at)
    if not text:
        raise Unread("What is suggested? Write it after ?ff, or after who said it: “?ff @who ask one question first”.")
    person_id = person.id or None if person and person.party is not Party.COACH else None
    return FeedforwardItem(person_id, relation, text), (Span(*who.span("who"), Part.WHO),) if who else ()


def _theme(line: Begun) -> Found:
    said = unicodedata.normalize("NFC", line.rest(line.at).translate(_USUAL).lower())
    words = said.rstrip(" .,;:!").split()
    word = re.sub(r"-{2,}", "-", "-".join(words)).strip("-")
    if not word:
        raise Unread("Which theme? Write it after the mark: “~letting-go”.")
    if len(words) > THEME_WORDS or len(word) > LONGEST_THEME or re.search(r"[~,;/|]", word):
        raise Unread("A theme is one to three words, and stands on a line of its own: “~letting-go”.")
    start = line.at + len(line.plain[line.at :]) - len(line.plain[line.at :].lstrip())
    return ThemeItem(word), (Span(start, len(line.text), Part.WORD),)


def _summary(line: Begun) -> Found:
    text = line.text[line.at :].strip(_BLANKS)
    if not text:
        raise Unread("What is shared? Write it after >>.")
    return SummaryItem(text), ()


def _name(who: re.Match[str]) -> str:
    return who["name"].rstrip(".!?")


_READERS: dict[Kind, Callable[[Begun], Found]] = {
    Kind.COMMITMENT: _commitment,
    Kind.PROGRESS: _progress,
    Kind.FEEDFORWARD: _feedforward,
    Kind.THEME: _theme,
    Kind.SUMMARY: _summary,
}
