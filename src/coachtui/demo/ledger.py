"""Writes events into a practice file under its change log, each at its own simulated moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.demo.events import CHANGE, MAKE, Event, Step, Story, milliseconds

if TYPE_CHECKING:
    from coachtui.store.driver import Connection

STORIES = 1 << 16
"""How many stories one file can hold: each writes under a counter of its own, so no two stamps are the same."""


class Ledger:
    """Turns events into actions, rows and stamps on a connection that is inside a transaction.

    The triggers of the change log read `local`; it is set for each action, so that what is logged carries the
    moment of the story, and the tablet's actions the tablet's site.
    """

    def __init__(self, db: Connection, site: int, tablet: int) -> None:
        self._db = db
        self._sites = (site, tablet)
        self._seen = dict.fromkeys(self._sites, 0)
        self._statements: dict[tuple[int, str, tuple[str, ...]], str] = {}
        self._story = 0

    def write(self, story: Story) -> dict[Event, tuple[int, int]]:
        """Write all events of a story, each story only once; return the (stamp, site) of each."""
        self._story += 1
        if self._story >= STORIES:
            raise ValueError(f"a demo holds at most {STORIES - 1} stories")
        last = 0
        stamps = {}
        for event in story.in_order():
            last = max(milliseconds(event.at), last + 1)
            stamps[event] = (last << 16) + self._story, self._sites[event.tablet]
            self._begin(*stamps[event], event, story.about)
            for step in event.steps:
                self._write(step)
        return stamps

    def finish(self) -> tuple[int, int]:
        """Bring the clock and the vector to the last stamp, close the open action; return (stamp, site)."""
        site, stamp = self._sites[0], max(self._seen.values())
        self._db.execute("UPDATE local SET stamp = ?, site = ?, acting = 0", (stamp, site))
        for each, last in self._seen.items():
            self._db.execute(
                "INSERT INTO seen VALUES (?, ?) ON CONFLICT (site) DO UPDATE SET stamp = max(stamp, excluded.stamp)",
                (each, stamp if each == site else last),
            )
        return stamp, site

    def _begin(self, stamp: int, site: int, event: Event, about: str | None) -> None:
        self._db.execute("UPDATE local SET stamp = ?, site = ?, acting = 1", (stamp, site))
        self._db.execute(
            "INSERT INTO action (stamp, site, kind, words, about) VALUES (?, ?, ?, ?, ?)",
            (stamp, site, event.kind, event.words, about),
        )
        self._db.execute("UPDATE local SET action = last_insert_rowid()")
        self._seen[site] = max(stamp, self._seen[site])

    def _write(self, step: Step) -> None:
        kind, table, values = step
        key = (kind, table, tuple(values))
        sql = self._statements.get(key)
        if sql is None:
            sql = self._statements[key] = _statement(kind, table, list(values))
        if self._db.execute(sql, tuple(values.values())).rowcount != 1:
            raise ValueError(f"the story changes a {table} before it is there")


def _statement(kind: int, table: str, columns: list[str]) -> str:
    """Return the statement of a step; `id` is always the last column."""
    if kind == MAKE:
        return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    if kind == CHANGE:
        return f"UPDATE {table} SET {', '.join(f'{column} = ?' for column in columns[:-1])} WHERE id = ?"
    return f"DELETE FROM {table} WHERE id = ?"
