"""Reads a table of clients as the members of a cohort: who is known, who is new, and whose row is wrong.

The layouts and the rules by which people are known are those of the import of clients. People who are here stay as they
are. Whoever has an open engagement in the programme is left, so that a second run changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from coachtui.domain.cohort import Member
from coachtui.domain.people import OrganisationDraft, PersonDraft, ProgrammeDraft
from coachtui.exchange.clients import programme_organisations
from coachtui.exchange.layouts import Understood, Wanted
from coachtui.exchange.planning import Planner
from coachtui.exchange.preview import Line, Preview, RowError, Status, faulty, unread_note
from coachtui.exchange.roster import Record, Roster, load
from coachtui.exchange.tables import Fault
from coachtui.store.driver import Connection

OPEN = ("draft", "active", "paused")
_OF_THE_TEMPLATE = ("starts", "ends", "allocation", "unit", "interval_weeks")

Newcomer = PersonDraft | OrganisationDraft | ProgrammeDraft


@dataclass(frozen=True)
class Gathered(Preview):
    """What a table comes to: what each row does, and the members with who is new among them."""

    members: tuple[Member, ...]
    newcomers: dict[str, Newcomer]
    owner_id: str


def gather(
    db: Connection, new_id: Callable[[], str], understood: Understood, template: str, programme: str = ""
) -> Gathered:
    """Plan which rows become members, without writing; `programme` stands for what the rows say of it."""
    roster = load(db, new_id)
    wanted = [replace(one, programme=programme or one.programme) for one in understood.wanted]
    spans = programme_organisations(wanted)
    lines = faulty(understood.faults)
    members: list[Member] = []
    taken: set[tuple[str, str | None]] = set()
    for row in wanted:
        planner = _MemberPlanner(roster, row, spans, template, taken)
        try:
            lines.append(planner.line())
            roster.settle()
            members += [planner.member] if planner.member else []
        except RowError as wrong:
            roster.take_back()
            lines.append(Line(row.row, Status.ERROR, row.client, faults=(Fault(row.row, wrong.field, wrong.words),)))
    lines.sort(key=lambda line: line.row)
    notes = _notes(understood)
    return Gathered(
        understood.layout, tuple(lines), notes, tuple(members), _newcomers(roster, members), roster.owner_id
    )


class _MemberPlanner(Planner):
    """Plans one row as a member of the cohort; `member` is None for one who is in it already."""

    def __init__(
        self,
        roster: Roster,
        wanted: Wanted,
        spans: dict[str, set[str]],
        template: str,
        taken: set[tuple[str, str | None]],
    ) -> None:
        super().__init__(roster, wanted, {}, spans, update=False)
        self.template, self.taken = template, taken
        self.member: Member | None = None

    def _fill(self, table: str, record: Record, **given: Any) -> None:
        # Whoever is here stays as they are: what is filled in is what is new with this file.
        if (table, record["id"]) in self.roster.born:
            super()._fill(table, record, **given)

    def _note(self, client: Record) -> None:
        if ("person", client["id"]) in self.roster.born:
            super()._note(client)

    def _engagement(self, client: Record, **given: Any) -> None:
        coach_id = self._coach()
        programme_id = given["programme_id"]
        key = (client["id"], programme_id)
        theirs = self.roster.engagements(client["id"], coach_id) if programme_id is None else self._of(client["id"])
        there = next((one for one in theirs if one["programme_id"] == programme_id and one["state"] in OPEN), None)
        if there is not None or key in self.taken:
            self.kept.append("is in it already" if programme_id else "has an open engagement already")
            self.new.clear()
            return
        self.taken.add(key)
        self.new.append(f"engagement from {self.template}")
        self.member = Member(
            client["id"],
            given["role_title"],
            given["manager_id"],
            given["sponsor_id"],
            given["time_zone"],
            given["organisation_id"] or client["organisation_id"],
            programme_id,
            coach_id,
        )

    def _of(self, client_id: str) -> list[Record]:
        return [one for one in self.roster.tables["engagement"].values() if one["client_id"] == client_id]

    def _coach(self) -> str:
        if not self.wanted.coach:
            return self.roster.owner_id
        found = self.roster.named("coach", self.wanted.coach)
        if found is None:
            raise RowError("coach", f"nobody is a coach here called {self.wanted.coach}. Leave it empty for yourself.")
        return str(found["id"])


def _newcomers(roster: Roster, members: list[Member]) -> dict[str, Newcomer]:
    """Return who and what is new of what the members name, by the ids that they have in the plan."""
    found: dict[str, Newcomer] = {}
    named = {key for one in members for key in one if key}
    for (table, key), record in roster.born.items():
        if table == "organisation":
            found[key] = OrganisationDraft(record["name"])
        elif table == "programme" and key in named:
            found[key] = ProgrammeDraft(record["name"], organisation_id=record["organisation_id"])
        elif table == "person" and key in named:
            note = roster.tables["person_note"].get(key, {}).get("body", "")
            found[key] = PersonDraft(
                record["name"],
                record["email"] or "",
                role_title=record["role_title"] or "",
                organisation_id=record["organisation_id"],
                time_zone=record["time_zone"],
                note=note,
            )
    return found


def _notes(understood: Understood) -> tuple[str, ...]:
    told = []
    said = [name for name in _OF_THE_TEMPLATE if any(getattr(row, name) not in (None, "") for row in understood.wanted)]
    if said:
        told.append(f"Not read, since the template and --starts say it: {', '.join(said)}.")
    return (*told, *unread_note(understood.unread))
