"""Takes clients in from a table: what each row would do is planned first, then all of it is one undoable action.

A row makes the client (and manager and sponsor) as people, the organisation, the programme, and an engagement in draft
with the coach. Who is there already is known by e-mail, else by name and organisation, so that a second run changes
nothing. An empty cell never erases, and what the practice says differently is kept unless the file is to win.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coachtui.domain.words import folded, plural
from coachtui.exchange.layouts import Understood, Wanted
from coachtui.exchange.planning import Planner
from coachtui.exchange.preview import Line, Preview, RowError, Status, faulty, unread_note
from coachtui.exchange.roster import COLUMNS, Record, Roster, load
from coachtui.exchange.tables import Fault
from coachtui.store.practice import Practice


@dataclass(frozen=True)
class ClientPreview(Preview):
    """What an import of clients would do; `roster` holds what it would write."""

    roster: Roster

    @property
    def writes(self) -> bool:
        return bool(self.roster.born or any(self.roster.edited.values()))


def preview(practice: Practice, understood: Understood, *, update: bool = False) -> ClientPreview:
    """Plan the import without writing; with `update` the file wins where it says something else than the practice."""
    roster = load(practice.db, practice.new_id)
    coaches, notes = _coaches(roster, understood.wanted)
    notes += unread_note(understood.unread)
    lines = faulty(understood.faults)
    spans = programme_organisations(understood.wanted)
    for wanted in understood.wanted:
        planner = Planner(roster, wanted, coaches, spans, update)
        try:
            lines.append(planner.line())
            roster.settle()
        except RowError as wrong:
            roster.take_back()
            fault = Fault(wanted.row, wrong.field, wrong.words)
            lines.append(Line(wanted.row, Status.ERROR, wanted.client, faults=(fault,)))
    lines.sort(key=lambda line: line.row)
    return ClientPreview(understood.layout, tuple(lines), tuple(notes), roster)


def apply(practice: Practice, planned: ClientPreview, source: str) -> int:
    """Write what was planned as one action; return how many clients are new or changed. Raises a PracticeError."""
    count = planned.count(Status.NEW) + planned.count(Status.CHANGED)
    if not planned.writes:
        return 0
    order = {table: place for place, table in enumerate((*COLUMNS, "engagement_private"))}
    edited = [key for key, edits in planned.roster.edited.items() if edits]
    about = {row for table, row in (*planned.roster.born, *edited) if table == "engagement"}
    with practice.raw_action(
        f"imported {plural(count, 'client')} from {source}", about=about.pop() if len(about) == 1 else None
    ) as db:
        for (table, _), record in sorted(planned.roster.born.items(), key=lambda item: order[item[0][0]]):
            columns = ", ".join(record)
            # A one-to-one text may lie in the bin under the same key; it then comes back with what it says now.
            again = " ON CONFLICT (id) DO UPDATE SET body = excluded.body, deleted_at = NULL"
            db.execute(
                f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(record))})"
                f"{again if table == 'person_note' else ''}",
                tuple(record.values()),
            )
        for table, row in edited:
            edits = planned.roster.edited[table, row]
            sets = ", ".join(f"{column} = ?" for column in edits)
            db.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*edits.values(), row))
    return count


def _coaches(roster: Roster, wanted: Iterable[Wanted]) -> tuple[dict[str, Record], list[str]]:
    """Find the coach behind each name or address of the file, by its folded form; unknown ones are added.

    Of a file that names only one coach, and one whom the practice doesn't know, the owner is meant.
    """
    owner = roster.tables["coach"][roster.owner_id]
    coaches, unknown, notes = {"": owner}, {}, []
    for name in (row.coach for row in wanted):
        if folded(name) in coaches:
            continue
        found = roster.named("coach", name)
        if found is None:
            unknown[folded(name)] = name
        else:
            coaches[folded(name)] = found
    if len(unknown) == 1 and len(coaches) == 1 and len(roster.tables["coach"]) == 1 and not owner["email"]:
        key, name = unknown.popitem()
        coaches[key] = owner
        notes.append(f"{name} is taken for {owner['name']}, since the file names no other coach.")
    for key, name in unknown.items():
        coaches[key] = roster.add("coach", name=name, folded=key, time_zone=owner["time_zone"])
        if "@" in name:
            roster.change("coach", coaches[key], "email", name)
        notes.append(f"New coach: {name}.")
    roster.settle()
    return coaches, notes


def programme_organisations(wanted: Iterable[Wanted]) -> dict[str, set[str]]:
    """The organisations of each programme in the file: a programme that spans several belongs to none."""
    spans: dict[str, set[str]] = {}
    for row in wanted:
        if row.programme:
            spans.setdefault(folded(row.programme), set()).add(row.organisation)
    return spans
