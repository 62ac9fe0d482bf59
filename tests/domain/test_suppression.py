"""What is given out, against all that could be worked out from it by adding and subtracting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.rules import Rules
from coachtui.domain.suppression import Entry, GivenOut, given_out

CUTS = 3


@st.composite
def practices(draw: st.DrawFn, cuts: int = CUTS) -> list[Entry]:
    """Engagements of up to nine people, in a few cells of each cut."""
    cell = st.sampled_from("abcd")
    cells = st.tuples(*[cell] * cuts)
    return [
        Entry(person, key)
        for person in range(draw(st.integers(0, 9)))
        for key in draw(st.lists(cells, min_size=1, max_size=draw(st.sampled_from([1, 1, 2]))))
    ]


def sums(entries: Sequence[Entry], given: GivenOut, cuts: Sequence[int]) -> list[list[Fraction]]:
    """Return the sums that are given out, each as how often it counts each engagement."""
    rows = [[Fraction(1)] * len(entries)] if given.total else []
    for cut in cuts:
        rows += [[Fraction(entry.cells[cut] == key) for entry in entries] for key in sorted(given.cells[cut], key=str)]
    return rows


def rank(rows: Sequence[Sequence[Fraction]]) -> int:
    """Return how many of the rows say something of their own."""
    left, found = [list(row) for row in rows], 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        found += 1
        left = [
            [a - b * row[column] / pivot[column] for a, b in zip(row, pivot, strict=True)]
            for row in left if row is not pivot
        ]  # fmt: skip
    return found


def isolated(entries: Sequence[Entry], rows: Sequence[Sequence[Fraction]]) -> Iterator[tuple[int, ...]]:
    """Yield every set of one or two people about whom alone some sum of these rows says something.

    That is so exactly if blotting these people out lowers the rank: then some sum is nothing elsewhere.
    """
    people = sorted({entry.person for entry in entries}, key=str)
    whole = rank(rows)
    for few in [*combinations(people, 1), *combinations(people, 2)]:
        rest = [[value for value, entry in zip(row, entries, strict=True) if entry.person not in few] for row in rows]
        if rank(rest) < whole:
            yield few


@given(entries=practices())
def test_no_sum_within_one_cut_and_the_total_is_about_one_or_two_people(entries: list[Entry]) -> None:
    given = given_out(entries, CUTS)
    for cut in range(CUTS):
        assert not list(isolated(entries, sums(entries, given, [cut])))


@given(entries=practices())
def test_no_sum_over_two_cuts_is_about_one_or_two_people(entries: list[Entry]) -> None:
    given = given_out(entries, CUTS)
    for pair in combinations(range(CUTS), 2):
        assert not list(isolated(entries, sums(entries, given, pair)))


@given(entries=practices())
def test_cells_are_large_enough_and_the_total_is_given_whenever_it_is(entries: list[Entry]) -> None:
    given = given_out(entries, CUTS)
    assert given.total == (len({entry.person for entry in entries}) >= 3)
    for cut in range(CUTS):
        for key in given.cells[cut]:
            held = [entry for entry in entries if entry.cells[cut] == key]
            assert len({entry.person for entry in held}) >= 3


def entries(*people: str) -> list[Entry]:
    """Return one engagement for each text, which names its cell in each cut."""
    return [Entry(person, tuple(cells)) for person, cells in enumerate(people)]


def shown(given: GivenOut) -> list[str]:
    return ["".join(sorted(map(str, cells))) for cells in given.cells]


def test_one_small_cell_takes_the_smallest_other_with_it() -> None:
    found = given_out(entries(*"aaaaabbbbccc", *"dd"), 1)
    assert shown(found) == ["ab"]


def test_small_cells_that_together_are_large_enough_take_none_with_them() -> None:
    assert shown(given_out(entries(*"aaabbbccdd"), 1)) == ["ab"]


def test_what_stands_beside_a_small_difference_of_two_cuts_is_withheld() -> None:
    """A programme for all of an organisation but one: the organisation less the programme is that one."""
    inside, one, others = ["pn"] * 5, ["qn"], ["qw"] * 6
    assert shown(given_out(entries(*inside, *one, *others), 2)) == ["pq", ""]


def test_what_only_a_second_engagement_holds_together_is_withheld() -> None:
    """Of one person a second engagement alone tells two cells apart."""
    first = [Entry(n, ("a", "x") if n < 4 else ("b", "y")) for n in range(8)]
    listed = [*first, Entry(0, ("a", "y"))]
    assert not list(isolated(listed, sums(listed, given_out(listed, 2), [0, 1])))


def test_several_engagements_of_two_people_are_not_enough() -> None:
    assert not given_out([Entry(n % 2, ("a",)) for n in range(8)], 1).total


def test_other_rules_ask_for_more() -> None:
    rules = Rules(outcome_people=5, outcome_engagements=5)
    assert shown(given_out(entries(*"aaaabbbbbb", *"ccccc"), 1, rules=rules)) == ["b"]


def test_a_large_practice_is_done_at_once_and_keeps_nearly_all() -> None:
    cells = product("abcdefgh", "stuv", "xyz")
    people = ["".join(cell) for cell in cells] * 40
    found = given_out(entries(*people), CUTS)
    assert Counter(len(kept) for kept in found.cells) == Counter((8, 4, 3))
