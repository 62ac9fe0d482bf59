"""Which pooled figures may be given out, so that no difference of them is about fewer than three people.

Of each cell that is given out one can learn a sum over its engagements. Whoever subtracts sums learns about the
engagements by which they differ, so it is not enough that each cell is large:

- *Within a cut, and against the total*: what is left of the total when all cells given out are taken away must be
  nothing or large enough itself. Otherwise the smallest cell is withheld too, and so on.
- *Between two cuts*: cells of two cuts are the two sides of a graph, with an engagement as an edge from its cell in
  the one to its cell in the other. Sums of both sides cancel on all edges but those of a cut of this graph, so each
  of its cuts must hold enough people; a cut of one or two edges is found by random labels (Pritchard & Thurimella,
  "Fast computation of small cuts via cycle space sampling", 2011). A cell beside such a cut is withheld.

Not covered: three or four cuts combined in one sum, what was given out on another day, and what somebody knows already.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations, compress, pairwise
from random import Random
from typing import NamedTuple

from coachtui.domain.rules import DEFAULT, Rules

Key = Hashable
REST: Key = None
"""What is left of the total when the cells given out are taken away."""


class Entry(NamedTuple):
    """One engagement that counts: whose it is, and its cell in each cut."""

    person: Key
    cells: tuple[Key, ...]


class _Edge(NamedTuple):
    """The engagements between two cells, of which each person's first one is counted."""

    ends: tuple[int, int]
    people: int


class GivenOut(NamedTuple):
    """Whether the total is given out, and which cells of each cut."""

    total: bool
    cells: tuple[frozenset[Key], ...]


def given_out(entries: Sequence[Entry], cuts: int, *, rules: Rules = DEFAULT) -> GivenOut:
    """Return what may be given out of these engagements, cut in so many ways; the rules say how many are enough."""
    if not _enough(entries, rules):
        return GivenOut(False, (frozenset(),) * cuts)
    sides = [_Side(entries, cut, rules) for cut in range(cuts)]
    first = dict[Key, int]()
    firsts = [first.setdefault(entry.person, number) == number for number, entry in enumerate(entries)]
    while True:
        for side in sides:
            side.hide_with_rest()
        leaks = [leak for one, other in combinations(sides, 2) for leak in _leaks(firsts, one, other, rules)]
        if not leaks:
            return GivenOut(True, tuple(frozenset(side.shown) for side in sides))
        for side, key in leaks:
            side.hide(key)


def _enough(entries: Sequence[Entry], rules: Rules) -> bool:
    return (
        len(entries) >= rules.outcome_engagements and len({entry.person for entry in entries}) >= rules.outcome_people
    )


class _Side:
    """One cut: its cells, and which of them are given out so far."""

    def __init__(self, entries: Sequence[Entry], cut: int, rules: Rules):
        self.cut, self._rules = cut, rules
        self._of_entries = [entry.cells[cut] for entry in entries]
        self._cells: dict[Key, list[Entry]] = defaultdict(list)
        for entry, key in zip(entries, self._of_entries, strict=True):
            self._cells[key].append(entry)
        self.shown = {key for key, held in self._cells.items() if _enough(held, rules)}

    def size(self, key: Key) -> tuple[int, int, str]:
        """Return what cells are ordered by: people, engagements, and then the key."""
        held = self._cells[key]
        return len({entry.person for entry in held}), len(held), str(key)

    def smallest(self) -> Key | None:
        """Return the smallest cell that is given out."""
        return min(self.shown, key=self.size, default=None)

    def hide(self, key: Key) -> None:
        """Withhold a cell, and another one with it if it would be all that is left of the total."""
        self.shown.discard(key)
        if len(self._cells) - len(self.shown) == 1:
            self.shown.discard(self.smallest())

    def hide_with_rest(self) -> None:
        """Withhold the smallest cells until what is left of the total is nothing or large enough."""
        while self.shown:
            rest = [entry for key, held in self._cells.items() if key not in self.shown for entry in held]
            if not rest or _enough(rest, self._rules):
                return
            self.shown.discard(self.smallest())

    def atoms(self) -> list[Key]:
        """Return the cell of each engagement, or the rest if that is withheld."""
        return [key if key in self.shown else REST for key in self._of_entries]


def _leaks(firsts: Sequence[bool], one: _Side, other: _Side, rules: Rules) -> Iterator[tuple[_Side, Key]]:
    """Yield a cell to withhold for each small set of people that sums of two cuts would isolate.

    `firsts` tells of each engagement whether it is its person's first: more of the same person make a cut no safer.
    """
    pairs = list(zip(one.atoms(), other.atoms(), strict=True))
    counted = Counter(compress(pairs, firsts))
    nodes = [(one, key) for key in dict.fromkeys(key for key, _ in pairs)]
    nodes += [(other, key) for key in dict.fromkeys(key for _, key in pairs)]
    index = {(side.cut, key): number for number, (side, key) in enumerate(nodes)}

    def ends(pair: tuple[Key, Key]) -> tuple[int, int]:
        return index[one.cut, pair[0]], index[other.cut, pair[1]]

    edges = [_Edge(ends(pair), people) for pair, people in counted.items()]
    later = [ends(pair) for pair in dict.fromkeys(pair for pair in pairs if pair not in counted)]
    isolating = [
        *_small_cuts(len(nodes), edges, rules.outcome_people),
        *_joined_by_later_only(len(nodes), edges, later),
    ]
    for around in isolating:
        beside = [nodes[node] for node in around if nodes[node][1] is not REST]
        beside = beside or [(side, key) for side in (one, other) if (key := side.smallest()) is not None]
        if beside:
            yield min(beside, key=lambda found: found[0].size(found[1]))


def _small_cuts(nodes: int, edges: Sequence[_Edge], enough: int) -> Iterator[tuple[int, ...]]:
    """Yield the ends of the edges of every cut of one or two edges that holds fewer than `enough` people.

    These are all there are while three people are enough. A random number runs around each cycle: the numbers of an
    edge's cycles add up (by exclusive or) to 0 exactly if it alone is a cut, and to the same for two edges if both
    together are one. A chance hit (1 in 2^64) withholds too much.
    """
    labels = _labels(nodes, edges)
    alike: dict[int, list[_Edge]] = defaultdict(list)
    for edge, label in zip(edges, labels, strict=True):
        if label == 0:
            if edge.people < enough:
                yield edge.ends
        elif edge.people < enough - 1:
            alike[label].append(edge)
    for found in alike.values():
        for first, second in pairwise(found):
            if first.people + second.people < enough:
                yield (*first.ends, *second.ends)


def _labels(nodes: int, edges: Sequence[_Edge]) -> list[int]:
    """Return each edge's sum of random numbers around the cycles through it."""
    random = Random(len(edges))
    around: list[list[tuple[int, int]]] = [[] for _ in range(nodes)]
    for index, edge in enumerate(edges):
        first, second = edge.ends
        around[first].append((second, index))
        around[second].append((first, index))
    labels = [0] * len(edges)
    sums = [0] * nodes
    parent: list[tuple[int, int] | None] = [None] * nodes
    order: list[int] = []
    reached = [False] * nodes
    in_tree = [False] * len(edges)
    for root in range(nodes):
        if reached[root]:
            continue
        reached[root] = True
        waiting = [root]
        while waiting:
            node = waiting.pop()
            order.append(node)
            for neighbour, index in around[node]:
                if not reached[neighbour]:
                    reached[neighbour], in_tree[index] = True, True
                    parent[neighbour] = (node, index)
                    waiting.append(neighbour)
    for index, edge in enumerate(edges):
        if not in_tree[index]:
            labels[index] = random.getrandbits(64)
            for end in edge.ends:
                sums[end] ^= labels[index]
    for node in reversed(order):
        above = parent[node]
        if above is not None:
            labels[above[1]] = sums[node]
            sums[above[0]] ^= sums[node]
    return labels


def _joined_by_later_only(
    nodes: int, edges: Sequence[_Edge], later: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, ...]]:
    """Yield the ends of engagements that alone hold the graph together, though their people were counted elsewhere."""
    group = list(range(nodes))

    def found(node: int) -> int:
        while group[node] != node:
            group[node] = group[group[node]]
            node = group[node]
        return node

    for edge in edges:
        group[found(edge.ends[0])] = found(edge.ends[1])
    for ends in later:
        if found(ends[0]) != found(ends[1]):
            yield ends
