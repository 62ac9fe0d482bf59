"""Files of every released schema, as text: what a migration is tested from.

`python -m tests.store.released` writes tests/fixtures/schema-<revision>.sql for the present schema, with a row in
every table, an edit, an undo, a bin and a draft. Once a revision is released its file never changes.
"""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from random import Random

from coachtui.paths import Paths
from coachtui.store import drafts, driver, undo, versions
from coachtui.store.driver import Connection
from coachtui.store.practice import create
from tests.conftest import StandingClock
from tests.store.rows import add_one_of_each

FIXTURES = Path(__file__).parent.parent / "fixtures"


def fixture(revision: str) -> Path:
    """Return where the text of a released schema lies."""
    return FIXTURES / f"schema-{revision}.sql"


def dumped(db: Connection) -> str:
    """Return a whole file as SQL."""
    (mark,) = db.execute("PRAGMA application_id").fetchone()
    schema = db.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    kinds = dict(db.execute("SELECT name, type FROM pragma_table_list WHERE schema = 'main'"))
    lines = ["PRAGMA foreign_keys = OFF", f"PRAGMA application_id = {mark}", "BEGIN"]
    # The tables under a virtual one come with it, and are not empty then.
    lines += [sql for kind, name, sql in schema if kind == "table" and kinds[name] != "shadow"]
    lines += [f'DELETE FROM "{name}"' for name, kind in kinds.items() if kind == "shadow"]
    for kind, name, _ in schema:
        if kind == "table" and kinds[name] != "virtual":
            columns = [column for (column,) in db.execute("SELECT name FROM pragma_table_info(?)", (name,))]
            values = " || ', ' || ".join(f'quote("{column}")' for column in columns)
            lines += [
                f'INSERT INTO "{name}" VALUES ({row})'
                for (row,) in db.execute(f'SELECT {values} FROM "{name}" ORDER BY 1')
            ]
    lines += [sql for kind, _, sql in schema if kind != "table"]
    return ";\n".join([*lines, "COMMIT", ""])


def restore(sql: str, path: Path) -> Path:
    """Make the file that the text describes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(driver.create(path)) as db:
        db.executescript(sql)
    return path


def main() -> None:
    """Write the text of the present schema."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        paths, clock = Paths(directory / "data", directory, directory), StandingClock()
        with create(
            paths.practice,
            paths,
            name="Practice of Ada Quist",
            coach="Ada Quist",
            time_zone="Europe/Amsterdam",
            clock=clock,
            random=Random(1),
        ) as practice:
            with practice.raw_action("began") as db:
                add_one_of_each(practice, db)
            clock.forward(days=1)
            with practice.raw_action("edited") as db:
                db.execute("UPDATE person SET phone = '+31 6 1234', email = NULL")
            undo.undo(practice)
            with practice.raw_action("binned") as db:
                db.execute("UPDATE theme SET deleted_at = '2026-11-22T09:00:00Z'")
            drafts.save(practice, "note", "", {"body": "half a thought"})
            practice.db.execute("UPDATE device SET name = 'laptop'")
            fixture(versions.REVISION).write_text(dumped(practice.db), encoding="utf-8")


if __name__ == "__main__":
    main()
