"""Seeded mistakes in the merge, and whether its tests find them.

Each is put into a copy of the project, one at a time, and the merge's tests are run against it until the first fails.
Run: python -m tests.mutants [PART OF A MUTANT'S FILE OR TEXT]…
"""

# ruff: noqa: E501 - a mutant's texts are those of the source
from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGE = Path("src/coachtui/store/merge")
TESTS = ("tests/store/test_merge.py", "tests/store/test_merge_files.py", "tests/store/test_merge_property.py")


INSIDE = "COACHTUI_MUTANTS"
LONGEST_S = 600
"""Seconds after which tests that still run count as failed: a mistake may never come to an end."""


class Mutant(NamedTuple):
    """A text of a file, and the wrong one in its place."""

    file: str
    right: str
    wrong: str


MUTANTS = (
    # Which actions are unseen.
    Mutant("cells.py", "coalesce((SELECT stamp FROM main.seen WHERE site = a.site), -1);", "0;"),
    Mutant("cells.py", "stamp > coalesce((SELECT stamp FROM main.seen", "stamp >= coalesce((SELECT stamp FROM main.seen"),
    Mutant("cells.py", "stamp > coalesce((SELECT stamp FROM theirs.seen", "stamp < coalesce((SELECT stamp FROM theirs.seen"),
    Mutant("cells.py", "SELECT min(coalesce(o.stamp, -1))", "SELECT max(coalesce(o.stamp, -1))"),
    Mutant("cells.py", "printf('%016x%016x', {0}.stamp, {0}.site)", "printf('%016x%016x', {0}.stamp, 0)"),
    Mutant("cells.py", "printf('%016x%016x', {0}.stamp, {0}.site)", "printf('%016x%016x', {0}.site, {0}.stamp)"),
    # Which value wins, and which is told about.
    Mutant("cells.py", "theirs_key > mine_key AS won", "theirs_key < mine_key AS won"),
    Mutant("cells.py", "theirs_key > mine_key AS won", "true AS won"),
    Mutant("cells.py", "mine_key IN (SELECT key FROM outgoing) AS clash", "true AS clash"),
    Mutant("cells.py", "    db.execute(_NO_CLASH)\n", ""),
    Mutant("cells.py", "iif(won, m.", "iif(NOT won, m."),
    Mutant("cells.py", '"min(mine_key, theirs_key), max(mine_key, theirs_key)', '"mine_key, theirs_key'),
    Mutant("cells.py", '(won OR clash)")', 'won")'),
    Mutant("cells.py", "SELECT max({KEY.format(\"a\")}) FROM {side}.change ch", "SELECT min({KEY.format(\"a\")}) FROM {side}.change ch"),
    Mutant("cells.py", "r.n = {record}), ''))\"\"\"", "false), ''))\"\"\""),
    Mutant("cells.py", "UPDATE touched SET reborn = 1 WHERE NOT fresh AND", "UPDATE touched SET reborn = 1 WHERE false AND"),
    Mutant("cells.py", " and column not in DERIVED", ""),
    Mutant("cells.py", ' and column != "deleted_at"', ""),
    Mutant("cells.py", "AND c.won AND m.deleted_at IS NULL AND x.deleted_at IS NOT NULL", "AND false"),
    Mutant("cells.py", "AND c.won IS NULL AND m.deleted_at IS NOT NULL AND x.deleted_at IS NULL", "AND false"),
    Mutant("cells.py", " WHERE edit IS NOT NULL\",\n        (table, table, table)", "\",\n        (table, table, table)"),
    # Purges.
    Mutant("cells.py", '        _note_purged(db, shape, table, "theirs", "x", _THEIR_EDITS)', "        pass"),
    Mutant("cells.py", '        _note_purged(db, shape, table, "main", "m", _MY_EDITS)', "        pass"),
    Mutant("log.py", "WHERE (excluded.erase,", "WHERE (0,"),
    Mutant("log.py", "DO UPDATE SET action = excluded.action, erase = excluded.erase", "DO UPDATE SET action = excluded.action"),
    # The rows.
    Mutant("rows.py", "    loosen(db, table, taken.loosened)\n    if db", "    if db"),
    Mutant("rows.py", "kept = int(last[1] > last[0])", "kept = int(last[1] < last[0])"),
    Mutant("rows.py", "kept = int(last[1] > last[0])", "kept = 1"),
    Mutant("rows.py", "overruled.add(column)", "pass"),
    Mutant("rows.py", "    if torn.theirs:", "    if not torn.theirs:"),
    Mutant("rows.py", 'db.execute("DELETE FROM lost WHERE tbl = ? AND row = ?", (table.name, row))', "pass"),
    Mutant("rows.py", "db.execute(note.format(sides[lost][2]), told)", "pass"),
    # The log.
    Mutant("log.py", "DO UPDATE SET stamp = max(stamp, excluded.stamp)", "DO UPDATE SET stamp = min(stamp, excluded.stamp)"),
    Mutant("log.py", "DO UPDATE SET stamp = max(stamp, excluded.stamp)", "DO NOTHING"),
    Mutant("log.py", "UPDATE main.local SET stamp = max(stamp, ", "UPDATE main.local SET stamp = min(stamp, "),
    Mutant("log.py", "stamp, site, kind, words, about, of_stamp, of_site FROM incoming", "stamp, site, 'do', words, about, of_stamp, of_site FROM incoming"),
    Mutant("log.py", "WHERE NOT t.fresh AND i.mine <>", "WHERE false AND i.mine <>"),
    Mutant("log.py", "ORDER BY a.stamp DESC, a.site DESC LIMIT 1", "ORDER BY a.stamp, a.site LIMIT 1"),
    Mutant("log.py", "        _set_birth(db, record)", "        pass"),
    Mutant("log.py", "INSERT INTO main.device SELECT site, name FROM theirs.device WHERE true", "INSERT INTO main.device SELECT site, name FROM theirs.device WHERE false"),
    Mutant("log.py", "WHERE site <> (SELECT site FROM main.local) AND (t.stamp", "WHERE (t.stamp"),
    Mutant("log.py", "        OR (t.stamp = m.stamp AND site = (SELECT site FROM theirs.local)))", ")"),
    # Orphans, collisions, derived columns.
    Mutant("orphans.py", "    db.execute(_GONE_HERE)\n", ""),
    Mutant("orphans.py", "required = [one for one in found if one[3]]", "required = found"),
    Mutant("orphans.py", "    if not erase:\n", "    if erase:\n"),
    Mutant("orphans.py", 'db.execute("INSERT INTO gone VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", (table, row, erase, key))', "pass"),
    Mutant("orphans.py", "    while found := _dangling(db, shape):", "    if found := _dangling(db, shape):"),
    Mutant("orphans.py", 'SET erase = 1 WHERE tbl = ? AND row = ?"', 'SET erase = 0 WHERE tbl = ? AND row = ?"'),
    Mutant("orphans.py", '        _purge(db, "conflict", row, 1)', "        pass"),
    Mutant("orphans.py", "a.kind <> 'merge' AND a.n IN", "a.n IN"),
    Mutant("collisions.py", "ORDER BY birth, t.id", "ORDER BY birth DESC, t.id"),
    Mutant("collisions.py", "k.kind <> 'merge' AND k.n IN", "k.n IN"),
    Mutant("collisions.py", 'written["folded"] = folded(str(value))', "pass"),
    Mutant("collisions.py", "SELECT max(key) FROM (SELECT max(key) AS key FROM incoming UNION ALL SELECT max(key) FROM outgoing)", "SELECT max(key) FROM incoming"),
    Mutant("collisions.py", "for number in count(2):", "for number in count(1):"),
    Mutant("collisions.py", "bare = re.sub(", "bare = held or re.sub("),
    Mutant("derived.py", 'return folded(sources[0])', "return sources[0]"),
    Mutant("__init__.py", "            derived.write(db, tables, one, should, taken.loosened)", "            pass"),
    # The steps.
    Mutant("__init__.py", 'practice.db.execute("PRAGMA foreign_keys = OFF")', "pass"),
    Mutant("__init__.py", 'practice.db.execute("PRAGMA foreign_keys = ON")', "pass"),
    Mutant("__init__.py", '            db.execute("UPDATE local SET still = 1")\n            yield', "            yield"),
    Mutant("__init__.py", "        collisions.settle(db, tables, taken.loosened)\n", ""),
    Mutant("__init__.py", "        orphans.part(db, tables)\n", ""),
    Mutant("__init__.py", "    orphans.forget(db)\n", ""),
    Mutant("__init__.py", "            rows.settle(db, torn)", "            pass"),
    Mutant("__init__.py", "        _write_conflicts(db)\n", ""),
    Mutant("__init__.py", "    collisions.tighten(db, tables, taken.loosened)\n", ""),
    Mutant("__init__.py", "if not db.execute(_KNOWN", "if db.execute(_KNOWN"),
    Mutant("__init__.py", "natural_id(kind, table, row, column, lost_stamp, lost_site)", "natural_id(kind, table, row, column, *kept)"),
    Mutant("__init__.py", ", practice.clock(), kind=\"merge\")", ", practice.clock())"),
    Mutant("__init__.py", "    practice.remember()\n", ""),
    Mutant("__init__.py", "if not news and not log.brings_drafts(db):", "if not news:"),
    Mutant("__init__.py", "if not news and not back and", "if not back and"),
    # The other file.
    Mutant("copying.py", "if line != \"ok\":", "if False:"),
    Mutant("copying.py", "row[0] != practice.db_id", "False"),
    Mutant("copying.py", "latest >= _LAST_STAMP", "latest > _LAST_STAMP"),
    Mutant("copying.py", "(SELECT max(stamp) FROM action), ", ""),
    Mutant("copying.py", 'for suffix in ("", "-journal", "-wal"):', 'for suffix in ("",):'),
    Mutant("copying.py", "        if before == _marks(other):\n", "        if True:\n"),
    Mutant("copying.py", "0o600)", "0o644)"),
    Mutant("copying.py", "        shutil.rmtree(directory, ignore_errors=True)", "        pass"),
    Mutant("copying.py", "            practice.db.execute(f\"DETACH {THEIRS}\")", "            pass"),
    Mutant("copying.py", "        if time.time() - stray", "        if time.time() + stray"),
)  # fmt: skip


def main() -> None:
    """Print which mutants live, and how many of all were found; with a copy of the project around it."""
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        for part in ("src", "tests"):
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", root)
        environment = os.environ | {"PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}", "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "tests.mutants", *sys.argv[1:]]
        raise SystemExit(subprocess.run(command, cwd=root, env=environment | {INSIDE: "1"}, check=False).returncode)


def judge() -> None:
    """Do what `main` tells, within the copy."""
    # Every mutant's tests run in a child of this process, which has imported what takes its time, and not the merge.
    import hypothesis  # noqa: F401
    import pytest  # noqa: F401

    import coachtui.store.migrations
    import coachtui.store.schema
    import coachtui.store.undo  # noqa: F401

    wanted = sys.argv[1:] or [""]
    chosen = [one for one in MUTANTS if any(part in one.file + one.right + one.wrong for part in wanted)]
    if _fails(TESTS):
        raise SystemExit("The tests fail without any mistake put in.")
    found = sum(_is_found(one) for one in chosen)
    print(f"{found} of {len(chosen)} found")
    raise SystemExit(found < len(chosen))


def _is_found(mutant: Mutant) -> bool:
    file = PACKAGE / mutant.file
    text = file.read_text()
    if mutant.right not in text:
        print(f"not there: {mutant.file}: {mutant.right!r}", flush=True)
        return False
    file.write_text(text.replace(mutant.right, mutant.wrong, 1))
    try:
        # Those of the other file are found soonest by the tests of files.
        found = _fails(sorted(TESTS, key=lambda test: (mutant.file == "copying.py") != ("files" in test)))
    finally:
        file.write_text(text)
    print(f"{'found' if found else 'LIVES'}: {mutant.file}: {mutant.right!r} -> {mutant.wrong!r}", flush=True)
    return found


def _fails(tests: Iterable[str]) -> bool:
    """Tell whether a test fails, or does not come to an end."""
    import pytest

    child = os.fork()
    if not child:
        signal.alarm(LONGEST_S)
        with Path(os.devnull).open("w") as silence:
            os.dup2(silence.fileno(), 1)
            os.dup2(silence.fileno(), 2)
        os._exit(pytest.main(["-q", "-x", "-n0", "-p", "no:cacheprovider", *tests]))
    return os.waitpid(child, 0)[1] != 0


if __name__ == "__main__":
    judge() if INSIDE in os.environ else main()
