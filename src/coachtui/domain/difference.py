"""How two versions of a text differ, word by word, in any script and within a bounded time.

Scripts that write no blanks between words are compared character by character, as search cuts them. What would take
long is compared by sentences, and only what differs in these by words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from coachtui.domain.search import SINGLE

EFFORT = 60_000_000
"""Steps that one comparison may cost at worst; half a second, where texts are made to be slow."""
FEW = 3
"""Letters and digits that two versions must have in common to be worth telling, between two differences."""
NEAR = 120
"""Characters that are shown of what is alike, on either side of a difference."""
LONGEST = 20_000
"""Characters that are shown of one difference."""

_SIGNS = r"!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u203a\u3000-\u3004\u3008-\u303f\uff01-\uff0f\uff1a-\uff20"
# Vowels and tones that are written over or behind a character belong to it.
_MARKS = "".join(
    chr(code)
    for first, last in ((0x0300, 0x036F), (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3099, 0x309A))
    for code in range(first, last + 1)
    if unicodedata.category(chr(code)).startswith("M")
)
_SENTENCE = re.compile(r"[^\n.!?。！？]*[\n.!?。！？]+[ \t]*|[^\n.!?。！？]+")
_WORD = re.compile(rf"\s+|[{SINGLE}][{_MARKS}\ufe00-\ufe0f]*|[^\s{SINGLE}{_SIGNS}]+|.", re.DOTALL)


Pair = tuple[str, str]
"""A stretch of mine and the one of theirs that stands in its place."""


class Kind(StrEnum):
    """In which of two versions a piece stands: in both, or in one of them."""

    SAME = "same"
    MINE = "mine"
    THEIRS = "theirs"


class Piece(NamedTuple):
    """A stretch of text. All that are not the other side's, put together, are one side's version."""

    kind: Kind
    text: str


def words(text: str) -> list[str]:
    """Return the words, blanks and signs of a text; put together they are the text."""
    return _WORD.findall(text)


def compare(mine: str, theirs: str) -> list[Piece]:
    """Return two versions as pieces, in their order; where they differ, mine comes before theirs."""
    return _pieces(_differences(mine, theirs, _Effort(EFFORT)))


def shown(pieces: Sequence[Piece], side: Kind, near: int = NEAR, longest: int = LONGEST) -> list[Piece]:
    """Return one side's version for reading: what is alike is cut to what lies near a difference.

    What is left out is told by an ellipsis within the pieces that are the same.
    """
    found = [piece for piece in pieces if piece.kind in (Kind.SAME, side)]
    last = len(found) - 1
    return [
        Piece(kind, _cut(text, near, at_start=place == 0, at_end=place == last))
        if kind is Kind.SAME and last
        else Piece(kind, text if len(text) <= longest else f"{text[:longest]} …")
        for place, (kind, text) in enumerate(found)
    ]


class _Effort:
    """How many steps may still be taken."""

    def __init__(self, steps: int):
        self.steps = steps

    def allows(self, mine: Sequence[str], theirs: Sequence[str]) -> bool:
        """Tell whether these can be compared, and take the steps that it may cost from what is left."""
        counts = Counter(theirs)
        meetings = sum(counts[one] for one in mine if not one.isspace())
        # Each stretch in common that is found leaves both of its sides to be looked through again.
        steps = min(len(mine), len(theirs)) * max(len(mine), meetings)
        if steps > self.steps:
            return False
        self.steps -= steps
        return True


def _differences(mine: str, theirs: str, effort: _Effort) -> Iterator[Pair]:
    """Yield the versions side by side, in stretches that are alike or differ."""
    by_words = _aligned(words(mine), words(theirs), effort)
    if by_words:
        yield from by_words
        return
    for one, other in _anchored(_SENTENCE.findall(mine), _SENTENCE.findall(theirs), effort):
        if one == other:
            yield one, other
        else:
            yield from _aligned(words(one), words(other), effort) or [(one, other)]


def _anchored(mine: Sequence[str], theirs: Sequence[str], effort: _Effort) -> Iterator[Pair]:
    """Yield stretches of two lists of any length: what stands once in both holds them together."""
    i = j = 0
    for k, m in [*_anchors(mine, theirs), (len(mine), len(theirs))]:
        if i < k or j < m:
            yield from _aligned(mine[i:k], theirs[j:m], effort) or [("".join(mine[i:k]), "".join(theirs[j:m]))]
        if k < len(mine):
            yield mine[k], theirs[m]
        i, j = k + 1, m + 1


def _anchors(mine: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of what stands once in both lists, as many as come in the same order in both."""
    ours, others = Counter(mine), Counter(theirs)
    place = {one: at for at, one in enumerate(theirs) if others[one] == 1}
    pairs = [(at, place[one]) for at, one in enumerate(mine) if ours[one] == 1 and one in place]
    # The longest rising run (patience sorting): by length the last place of a run, and by pair the pair before it.
    ends: list[int] = []
    run: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for pair in pairs:
        length = bisect_left(ends, pair[1])
        before[pair] = run[length - 1] if length else None
        ends[length : length + 1] = [pair[1]]
        run[length : length + 1] = [pair]
    found: list[tuple[int, int]] = []
    last = run[-1] if run else None
    while last:
        found.append(last)
        last = before[last]
    return found[::-1]


def _aligned(mine: Sequence[str], theirs: Sequence[str], effort: _Effort) -> list[Pair]:
    """Return the stretches of two lists, none if it would take too long to find them."""
    most = min(len(mine), len(theirs))
    ahead = next((at for at in range(most) if mine[at] != theirs[at]), most)
    behind = next((at for at in range(most - ahead) if mine[-1 - at] != theirs[-1 - at]), most - ahead)
    ours, others = mine[ahead : len(mine) - behind], theirs[ahead : len(theirs) - behind]
    if not effort.allows(ours, others):
        return []
    matcher = SequenceMatcher(str.isspace, ours, others, autojunk=False)
    found = [("".join(ours[i:j]), "".join(others[k:m])) for _, i, j, k, m in matcher.get_opcodes()]
    alike, rest = "".join(mine[:ahead]), "".join(mine[len(mine) - behind :])
    return [(alike, alike), *found, (rest, rest)]


def _pieces(pairs: Iterable[Pair]) -> list[Piece]:
    """Return stretches as pieces; what is alike between two differences and says nothing goes into these."""
    found: list[list[str]] = []
    for one, other in pairs:
        alike = one == other
        if not one and not other:
            continue
        if found and (found[-1][0] == found[-1][1]) == alike:
            found[-1] = [found[-1][0] + one, found[-1][1] + other]
        else:
            found.append([one, other])
    joined: list[list[str]] = []
    for place, (one, other) in enumerate(found):
        within = 0 < place < len(found) - 1
        says_nothing = within and one == other and sum(map(str.isalnum, one)) < FEW and "\n" not in one
        if joined and (says_nothing or (joined[-1][0] != joined[-1][1] and one != other)):
            joined[-1] = [joined[-1][0] + one, joined[-1][1] + other]
        else:
            joined.append([one, other])
    _begin_at_lines(joined)
    return [
        Piece(kind, text)
        for one, other in joined
        for kind, text in (((Kind.SAME, one),) if one == other else ((Kind.MINE, one), (Kind.THEIRS, other)))
        if text
    ]


def _begin_at_lines(pairs: list[list[str]]) -> None:
    """Let what stands in one version alone begin with a line, where it can as well be told so."""
    for place in range(1, len(pairs) - 1):
        before, between, after = pairs[place - 1 : place + 2]
        side = 0 if between[0] else 1
        text = between[side]
        if between[1 - side] or not text or before[0].endswith("\n"):
            continue
        line = text.find("\n") + 1
        if 0 < line < len(text) and after[0].startswith(text[:line]):
            pairs[place - 1] = [before[0] + text[:line]] * 2
            between[side] = text[line:] + text[:line]
            pairs[place + 1] = [after[0][line:]] * 2


def _cut(text: str, near: int, *, at_start: bool, at_end: bool) -> str:
    """Return the ends of a stretch that is alike; at the start or end of the text only the end at the difference."""
    ahead, behind = 0 if at_start else near, 0 if at_end else near
    if len(text) <= 2 * (ahead + behind):
        return text
    # Whole words, where there are blanks.
    begin = re.sub(r"(?<=\s)\S*$", "", text[:ahead]).rstrip() if ahead else ""
    end = re.sub(r"^\S*(?=\s)", "", text[len(text) - behind :]).lstrip() if behind else ""
    return f"{begin}{' … ' if begin else '… '}{end}" if end else f"{begin} …"
