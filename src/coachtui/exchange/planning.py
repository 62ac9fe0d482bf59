"""Plans what one row of a table of clients would do."""

from __future__ import annotations

from datetime import date
from typing import Any

from coachtui.domain.engagement import AllocationUnit, EngagementDraft, EngagementState
from coachtui.domain.people import PersonDraft, ProgrammeDraft
from coachtui.domain.words import folded
from coachtui.exchange.layouts import Wanted
from coachtui.exchange.preview import Line, RowError, Status
from coachtui.exchange.roster import COLUMNS, AmbiguousError, Record, Roster

_ENGAGEMENT_EXTRA = ("role_from", "session_minutes", "notice_hours", "notice_counts", "paid", "form", "role_change")
_OPEN = (EngagementState.ACTIVE, EngagementState.PAUSED, EngagementState.DRAFT)
_SHOWN = {"role_title": "role", "starts_on": "starts", "ends_on": "ends", "body": "note", "name": "client"}


class Planner:
    """Plans one row: what it finds, adds, fills or leaves as it is."""

    def __init__(
        self,
        roster: Roster,
        wanted: Wanted,
        coaches: dict[str, Record],
        spans: dict[str, set[str]],
        update: bool,
    ) -> None:
        self.roster, self.wanted, self.coaches, self.spans, self.update = roster, wanted, coaches, spans, update
        self.new: list[str] = []
        self.changes: list[str] = []
        self.kept: list[str] = []
        self.mine: set[str] = set()

    def line(self) -> Line:
        """Plan the row and say what it comes to."""
        wanted = self.wanted
        organisation = self._named("organisation", wanted.organisation)
        organisation_id = organisation["id"] if organisation else None
        client = self._person("client", wanted.client, wanted.email, organisation_id)
        self._fill("person", client, email=wanted.email, role_title=wanted.role, time_zone=wanted.time_zone)
        self._differs("client", client["name"], wanted.client)
        manager = self._person("manager", wanted.manager, wanted.manager_email, organisation_id, other_than=client)
        sponsor = self._person("sponsor", wanted.sponsor, "", organisation_id, other_than=client)
        if manager and wanted.manager_email:
            self._fill("person", manager, email=wanted.manager_email)
        self._note(client)
        programme = self._named("programme", wanted.programme)
        self._engagement(
            client,
            organisation_id=organisation_id,
            manager_id=manager["id"] if manager else None,
            sponsor_id=sponsor["id"] if sponsor else None,
            programme_id=programme["id"] if programme else None,
            role_title=wanted.role,
            starts_on=_iso(wanted.starts),
            ends_on=_iso(wanted.ends),
            allocation=wanted.allocation,
            unit=wanted.unit.value if wanted.unit else None,
            interval_weeks=wanted.interval_weeks,
            time_zone=wanted.time_zone,
        )
        status = Status.NEW if self.new else Status.CHANGED if self.changes else Status.SAME
        changes = (*(f"new {what}" for what in self.new), *self.changes)
        return Line(wanted.row, status, wanted.client, tuple(changes), tuple(self.kept))

    def _named(self, table: str, name: str) -> Record | None:
        if not name:
            return None
        found = self.roster.named(table, name)
        if found is None:
            usual = {"kind": ProgrammeDraft(name).kind} if table == "programme" else {}
            found = self.roster.add(table, name=name, folded=folded(name), **usual)
            if table == "programme":
                of = self.spans.get(folded(name), set())
                only = self.roster.named("organisation", next(iter(of))) if len(of) == 1 else None
                self.roster.change(table, found, "organisation_id", only["id"] if only else None)
            self.new.append(f"{table} {name}")
        return found

    def _person(
        self, field: str, name: str, email: str, organisation_id: str | None, other_than: Record | None = None
    ) -> Any:
        """Find or add a person; None when the row names none."""
        if not name and not email:
            return None
        try:
            found = self.roster.by_email(email) if email else None
        except AmbiguousError as error:
            raise RowError(field, str(error)) from None
        if found is None and name:
            found = self._of_name(field, name, email, organisation_id)
        if found is None and not name:
            raise RowError(field, f"is missing, and nobody here has the address {email}. Write the name too.")
        if found is not None and found is other_than:
            raise RowError(field, f"is the client. Name the {field}, or leave the cell empty.")
        if found is None:
            found = self.roster.add(
                "person",
                name=name,
                folded=folded(name),
                email=email or None,
                organisation_id=organisation_id,
                named_in_log=PersonDraft(name).named_in_log,
            )
            self.mine.add(found["id"])
            self.new.append(f"{field} {name}")
        elif organisation_id and found["organisation_id"] != organisation_id:
            self._fill("person", found, organisation_id=organisation_id)
        return found

    def _of_name(self, field: str, name: str, email: str, organisation_id: str | None) -> Record | None:
        same = self.roster.by_name(name, organisation_id)
        # Someone with another address is someone else: names are shared, addresses are not.
        same = [person for person in same if not email or not person["email"]]
        if len(same) > 1:
            raise RowError(field, f"could be {len(same)} people called {name}. Give the e-mail address.")
        return same[0] if same else None

    def _note(self, client: Record) -> None:
        note = self.wanted.note
        if not note:
            return
        kept = self.roster.tables["person_note"].get(client["id"])
        if kept is None:
            self.roster.add("person_note", id=client["id"], body=note)
            self.changes.append("note added")
        elif note not in kept["body"]:
            self.roster.change("person_note", kept, "body", f"{kept['body']}\n\n{note}" if kept["body"] else note)
            self.changes.append("note added to yours")

    def _engagement(self, client: Record, **given: Any) -> None:
        coach = self.coaches[folded(self.wanted.coach)]
        given = {column: value for column, value in given.items() if value not in (None, "")}
        found = self._existing(client, coach, given.get("starts_on"))
        if found is None:
            zone = given.get("time_zone") or client["time_zone"] or coach["time_zone"]
            draft = EngagementDraft(client["id"], coach["id"], zone)
            # The draft knows the usual values; what the row says comes over them.
            columns = (*COLUMNS["engagement"], *_ENGAGEMENT_EXTRA)
            usual = {column: getattr(draft, column) for column in columns if hasattr(draft, column)}
            values = {**usual, "organisation_id": client["organisation_id"], **given}
            found = self.roster.add("engagement", **values, code=self.roster.code(), state=EngagementState.DRAFT.value)
            self.roster.add("engagement_private", id=found["id"], context="", end_reason="")
            self.mine.add(found["id"])
            self.new.append(f"engagement {found['code']}, in draft")
        else:
            self._fill("engagement", found, **given)
        self._hold_to_rules(found)

    def _existing(self, client: Record, coach: Record, starts_on: str | None) -> Record | None:
        """The engagement that the row speaks of: the one of that start, else one without, else one that is open."""
        theirs = sorted(
            self.roster.engagements(client["id"], coach["id"]), key=lambda e: e["starts_on"] or "", reverse=True
        )
        still_open = [engagement for engagement in theirs if engagement["state"] in _OPEN]
        if starts_on is None:
            return next(iter(still_open or theirs), None)
        exact = [engagement for engagement in theirs if engagement["starts_on"] == starts_on]
        undated = [engagement for engagement in still_open if engagement["starts_on"] is None]
        return next(iter(exact or undated or still_open), None)

    def _fill(self, table: str, record: Record, **given: Any) -> None:
        """Write what the record lacks; what it says differently is kept, or overwritten by an update."""
        for column, value in given.items():
            before = record[column]
            if value in (None, "") or before == value or (column == "email" and folded(before or "") == folded(value)):
                continue
            if before in (None, ""):
                self.roster.change(table, record, column, value)
                if record["id"] not in self.mine:
                    self.changes.append(f"{_shown(column)} {self._said(column, value)}")
            elif self.update:
                self.roster.change(table, record, column, value)
                self.changes.append(f"{_shown(column)} {self._said(column, before)} → {self._said(column, value)}")
            else:
                self._differs(_shown(column), self._said(column, before), self._said(column, value))

    def _differs(self, field: str, here: str, there: str) -> None:
        if folded(here) != folded(there):
            words = f"{field} stays {here} (the file says {there})"
            if words not in self.kept:
                self.kept.append(words)

    def _said(self, column: str, value: Any) -> str:
        if column.endswith("_id"):
            table = {"manager_id": "person", "sponsor_id": "person"}.get(column, column.removesuffix("_id"))
            return str(self.roster.tables[table].get(value, {}).get("name", "someone else"))
        return f"{value:g}" if isinstance(value, float) else str(value)

    def _hold_to_rules(self, engagement: Record) -> None:
        """Check the engagement as it would stand, since a new end may come before an old start."""
        dates = {name: date.fromisoformat(engagement[name]) for name in ("starts_on", "ends_on") if engagement[name]}
        draft = EngagementDraft(
            engagement["client_id"],
            engagement["coach_id"],
            engagement["time_zone"],
            manager_id=engagement["manager_id"],
            sponsor_id=engagement["sponsor_id"],
            allocation=engagement["allocation"],
            unit=AllocationUnit(engagement["unit"]),
            interval_weeks=engagement["interval_weeks"],
            **dates,  # type: ignore[arg-type]  # both are dates
        )
        for problem in draft.problems(EngagementState(engagement["state"])):
            raise RowError(_shown(problem.field), problem.message)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _shown(column: str) -> str:
    return _SHOWN.get(column, column.removesuffix("_id"))
