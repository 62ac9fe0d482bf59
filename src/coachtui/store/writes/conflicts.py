"""What the coach chooses at the merge desk: each choice is one action, written like any other edit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from coachtui.domain.conflicts import ONE_LINE, ConflictLine, Resolution, both
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.wall_time import to_utc, to_wall
from coachtui.domain.words import clock, day_and_year, folded, plural
from coachtui.store import errors
from coachtui.store.driver import Connection, IntegrityError
from coachtui.store.practice import Practice
from coachtui.store.reads import conflicts as reads
from coachtui.store.reads.facts import here
from coachtui.store.writes.bin import bring_back, instant, say
from coachtui.store.writes.removed import put_elsewhere


def resolve(practice: Practice, conflict_id: str, choice: Resolution) -> str:
    """Settle a conflict as the coach chose, and return what was done in words.

    Raises NotFound; Refused when the choice is none for it, it was settled meanwhile, or a rule of the practice stands
    against the value. Then nothing was changed.
    """
    return resolve_all(practice, [conflict_id], choice)


def resolve_all(practice: Practice, conflict_ids: Iterable[str], choice: Resolution) -> str:
    """Settle several conflicts in one action, those that have this choice, and return what was done in words.

    Raises as `resolve` does; one that can't be settled so keeps all from being settled.
    """
    with practice.raw_action("") as db:
        now = practice.clock()
        asked = [reads.line(db, one, now) for one in conflict_ids]
        lines = [one for one in asked if choice in one.choices]
        if not lines:
            settled = all(one.resolution for one in asked)
            raise errors.Refused(
                "That was settled already. Nothing was changed."
                if settled
                else f"“{choice.value}” is no choice here. Nothing was changed."
            )
        by_row = sorted(lines, key=lambda one: (one.table, one.row))
        done = [
            words
            for _, some in groupby(by_row, key=lambda one: (one.table, one.row))
            for words in _settle(practice, db, [*some], choice)
        ]
        about = {one.engagement_id for one in lines}
        words = done[0] if len(done) == 1 else f"{_bulk(choice)} {plural(len(done), 'conflict')}"
        say(db, words, about.pop() if len(about) == 1 else None)
    return words


def _settle(practice: Practice, db: Connection, lines: list[ConflictLine], choice: Resolution) -> list[str]:
    """Settle conflicts about one record, and return what was done for each."""
    first = lines[0]
    if choice is Resolution.RESTORED:
        if first.in_bin:
            done = [bring_back(practice, db, first.table, first.row).done]
        else:
            done = [put_elsewhere(practice, db, one) for one in lines]
    elif choice is Resolution.LEFT:
        done = [f"left as it stands: {one.named}" for one in lines]
    else:
        lines = _write_versions(practice, db, lines, choice)
        done = [_kept(one, choice) for one in lines]
    _mark(practice, db, lines, choice)
    return done


def _write_versions(
    practice: Practice, db: Connection, lines: list[ConflictLine], choice: Resolution
) -> list[ConflictLine]:
    """Write the versions chosen, and return the conflicts that this settles: fields that hang together go together."""
    try:
        _write(practice, db, lines, choice)
    except IntegrityError as error:
        partners = _partners(practice, db, lines) if "CHECK" in str(error) and choice is not Resolution.BOTH else []
        if not partners:
            raise _refused(lines[0], error) from None
        lines = [*lines, *partners]
        try:
            _write(practice, db, lines, choice)
        except IntegrityError as again:
            raise _refused(lines[0], again) from None
    return lines


def _write(practice: Practice, db: Connection, lines: Sequence[ConflictLine], choice: Resolution) -> None:
    values = {one.column: _chosen(practice, db, one, choice) for one in lines if choice is not one.standing}
    if not values:
        return
    table, row = lines[0].table, lines[0].row
    values |= _derived(db, table, row, values)
    sets = ", ".join(f'"{column}" = ?' for column in values)
    if db.execute(f'UPDATE "{table}" SET {sets} WHERE id = ?', (*values.values(), row)).rowcount != 1:
        raise errors.NotFound(f"{lines[0].what} is not in the practice any more. Nothing was changed.")


def _chosen(practice: Practice, db: Connection, one: ConflictLine, choice: Resolution) -> Any:
    lost = reads.lost_value(db, one.id)
    if choice is not Resolution.BOTH:
        return lost
    kept = reads.standing(db, one.table, one.row, one.column)
    mine, theirs = (kept, lost) if one.kept_is_mine else (lost, kept)
    at = one.lost_at if one.kept_is_mine else one.kept_at
    text = both(one.table, one.column, mine or "", theirs or "", _whose(practice, db, one.theirs_device, at))
    return _within(one, text)


def _whose(practice: Practice, db: Connection, device: str, at: datetime) -> str:
    wall = to_wall(at, here(db, practice.clock()).zone)
    return f"{device}, {day_and_year(wall.date())} {clock(wall)}"


def _within(one: ConflictLine, text: str, rules: Rules = DEFAULT) -> str:
    limit = rules.line_limit if (one.table, one.column) in ONE_LINE else rules.text_limit
    if len(text) > limit:
        raise errors.Refused(
            f"Both versions together have {len(text):,} characters, and the {one.field} may have {limit:,}. Nothing "
            "was changed. Keep one of them, or copy from the other what you need."
        )
    return text


def _derived(db: Connection, table: str, row: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return the columns that follow from these."""
    found: dict[str, Any] = {}
    columns = {name for _, name, *_ in db.execute("SELECT * FROM pragma_table_info(?)", (table,))}
    if "name" in values and "folded" in columns:
        found["folded"] = folded(values["name"])
    if "starts_utc" in columns and values.keys() & {"starts_local", "time_zone"}:
        held = db.execute(f'SELECT starts_local, time_zone FROM "{table}" WHERE id = ?', (row,)).fetchone()
        local, zone = (values.get(name, now) for name, now in zip(("starts_local", "time_zone"), held, strict=True))
        found["starts_utc"] = f"{to_utc(datetime.fromisoformat(local), zone):%Y-%m-%dT%H:%M:%SZ}"
    return found


def _partners(practice: Practice, db: Connection, lines: Sequence[ConflictLine]) -> list[ConflictLine]:
    """Return the other open conflicts of a record whose versions come from the same devices."""
    known, first = {one.id for one in lines}, lines[0]
    rows = db.execute(
        "SELECT o.id FROM conflict c JOIN conflict o ON o.table_name = c.table_name AND o.row_id = c.row_id "
        "AND o.lost_site = c.lost_site AND o.kind = c.kind WHERE c.id = ? AND o.resolution IS NULL "
        "AND o.deleted_at IS NULL",
        (first.id,),
    ).fetchall()
    return [reads.line(db, row, practice.clock()) for (row,) in rows if row not in known]


def _refused(one: ConflictLine, error: IntegrityError) -> errors.Refused:
    said = str(error)
    why = "goes against a rule of the practice"
    if "UNIQUE" in said:
        why = "is taken by another record by now"
    elif "FOREIGN" in said:
        why = "names a record that is not there any more"
    elif "CHECK" in said:
        why = "does not go with the other fields of the record"
    return errors.Refused(f"The {one.named}: that version {why}. Nothing was changed.")


def _mark(practice: Practice, db: Connection, lines: Sequence[ConflictLine], choice: Resolution) -> None:
    """Note how conflicts were settled."""
    db.executemany(
        "UPDATE conflict SET resolution = ?, resolved_at = ? WHERE id = ?",
        [(choice, instant(practice), one.id) for one in lines],
    )


def _kept(one: ConflictLine, choice: Resolution) -> str:
    if choice is Resolution.BOTH:
        return f"kept both versions: {one.named}"
    return f"kept the version of {one.mine_device if choice is Resolution.MINE else one.theirs_device}: {one.named}"


def _bulk(choice: Resolution) -> str:
    return {
        Resolution.LEFT: "left as they stand:",
        Resolution.RESTORED: "restored what was in",
        Resolution.BOTH: "kept both versions in",
        Resolution.MINE: "kept mine in",
        Resolution.THEIRS: "kept theirs in",
    }[choice]
