"""Who is in the practice, held in memory while an import is planned, and what is to be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from coachtui.domain.words import folded
from coachtui.store import errors
from coachtui.store.driver import Connection
from coachtui.store.reads import engagement as reads

Record = dict[str, Any]

COLUMNS = {
    "organisation": ("id", "name", "folded"),
    "programme": ("id", "name", "folded", "organisation_id"),
    "coach": ("id", "name", "folded", "email", "time_zone"),
    "person": ("id", "name", "folded", "email", "role_title", "time_zone", "organisation_id"),
    "person_note": ("id", "body"),
    "engagement": (
        "id", "client_id", "coach_id", "organisation_id", "manager_id", "sponsor_id", "programme_id", "state",
        "starts_on", "ends_on", "allocation", "unit", "interval_weeks", "time_zone", "role_title",
    ),
}  # fmt: skip
"""What an import looks at, parents before children."""


class AmbiguousError(Exception):
    """More than one record answers to what a row names."""


@dataclass
class Roster:
    """The live records by table and id; everything done to them is noted for writing, and can be taken back by row."""

    new_id: Callable[[], str]
    owner_id: str
    last_code: int
    tables: dict[str, dict[str, Record]]
    born: dict[tuple[str, str], Record] = field(default_factory=dict)
    edited: dict[tuple[str, str], Record] = field(default_factory=dict)
    _undo: list[Callable[[], object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._people: dict[str, list[Record]] = {}
        self._engagements: dict[str, list[Record]] = {}
        for person in self.tables["person"].values():
            self._index_person(person)
        for engagement in self.tables["engagement"].values():
            self._engagements.setdefault(engagement["client_id"], []).append(engagement)

    def settle(self) -> None:
        """Keep what was done since the last time."""
        self._undo.clear()

    def take_back(self) -> None:
        """Take back what was done since `settle`."""
        while self._undo:
            self._undo.pop()()

    def add(self, table: str, **values: Any) -> Record:
        """Note a new record."""
        record: Record = dict.fromkeys(COLUMNS.get(table, ()))
        record |= {"id": self.new_id(), **values}
        key = (table, record["id"])
        self.born[key] = record
        self.tables.setdefault(table, {})[record["id"]] = record
        self._undo += [lambda: self.born.pop(key), lambda: self.tables[table].pop(record["id"])]
        if table == "person":
            self._index_person(record)
            self._undo.append(lambda: self._forget_person(record))
        elif table == "engagement":
            of_client = self._engagements.setdefault(record["client_id"], [])
            of_client.append(record)
            self._undo.append(lambda: of_client.remove(record))
        return record

    def change(self, table: str, record: Record, column: str, value: Any) -> None:
        """Note a new value of a record."""
        before = record[column]
        record[column] = value
        self._undo.append(lambda: record.__setitem__(column, before))
        key = (table, record["id"])
        if key not in self.born:
            edits = self.edited.setdefault(key, {})
            had, old = column in edits, edits.get(column)
            edits[column] = value
            self._undo.append(lambda: edits.__setitem__(column, old) if had else edits.pop(column))
        if table == "person" and column in ("email", "name"):
            self._index_person(record)

    def by_email(self, email: str) -> Record | None:
        """Return the person with this address. Raises AmbiguousError."""
        found = [p for p in self._people.get(f"@{email.lower()}", ()) if (p["email"] or "").lower() == email.lower()]
        if len(found) > 1:
            raise AmbiguousError(f"{len(found)} people have the address {email}. Correct it on all but one of them.")
        return found[0] if found else None

    def by_name(self, name: str, organisation_id: str | None) -> list[Record]:
        """Return the people of this name in this organisation; failing these, those whose organisation isn't known."""
        same = self._people.get(folded(name), [])
        exact = [person for person in same if person["organisation_id"] == organisation_id]
        return exact or [p for p in same if p["organisation_id"] is None or organisation_id is None]

    def named(self, table: str, name: str) -> Record | None:
        """Return the organisation, programme or coach of this name, or the coach with this address."""
        wanted = folded(name)
        for record in self.tables[table].values():
            if record["folded"] == wanted or (table == "coach" and (record["email"] or "").lower() == name.lower()):
                return record
        return None

    def engagements(self, client_id: str, coach_id: str) -> list[Record]:
        """Return the engagements of a client with a coach."""
        return [e for e in self._engagements.get(client_id, ()) if e["coach_id"] == coach_id]

    def code(self) -> str:
        """Return the next free engagement code."""
        self.last_code += 1
        return reads.code(self.last_code)

    def _forget_person(self, person: Record) -> None:
        for key, found in self._people.items():
            self._people[key] = [other for other in found if other is not person]

    def _index_person(self, person: Record) -> None:
        for key in (person["folded"], f"@{person['email'].lower()}" if person["email"] else None):
            if key and not any(found is person for found in self._people.setdefault(key, [])):
                self._people[key].append(person)


def load(db: Connection, new_id: Callable[[], str]) -> Roster:
    """Read who is there."""
    tables: dict[str, dict[str, Record]] = {}
    for table, columns in COLUMNS.items():
        rows = db.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE deleted_at IS NULL ORDER BY id")
        tables[table] = {row[0]: dict(zip(columns, row, strict=True)) for row in rows}
    owner = db.execute(
        "SELECT c.id FROM practice p JOIN coach c ON c.id = p.owner_coach_id WHERE c.deleted_at IS NULL LIMIT 1"
    ).fetchone()
    if owner is None:
        raise errors.DamagedPractice(
            "This practice has no owner coach, so nobody could hold clients. Run `coachtui doctor`."
        )
    return Roster(new_id, owner[0], reads.last_number(db), tables)
