"""Is the file's schema the one that a new file gets?"""

from __future__ import annotations

import re
from contextlib import closing
from functools import cache

from coachtui.store import driver, schema, search_queue
from coachtui.store.driver import Connection
from coachtui.store.findings import REPAIR, Trouble, fault, warn
from coachtui.store.practice import Practice

MADE_ANEW = ("trigger ", "index ")
"""What `--repair` can make anew: nothing is lost with it."""


def look(practice: Practice) -> Trouble:
    """Tell what is missing from the schema, what is another, and what is no part of it."""
    wanted, present = wanted_shape(), shape(practice.db)
    for name in sorted(wanted.keys() | present.keys()):
        of_search = name.removeprefix("table ") in search_queue.OWN_TABLES
        todo = {"todo": REPAIR} if of_search or name.startswith(MADE_ANEW) else {}
        if name not in present:
            yield fault("is missing from the schema", name, **todo)
        elif name not in wanted:
            yield warn("is no part of the schema", name, "Leave it if you put it there; coachtui does not use it.")
        elif wanted[name] != present[name]:
            yield fault("is not as the schema has it", name, **todo)


@cache
def wanted_shape() -> dict[str, str]:
    """Return the shape of a new file."""
    with closing(driver.memory()) as pattern:
        schema.create(pattern)
        return shape(pattern)


def shape(db: Connection) -> dict[str, str]:
    """Return every table's columns, rules and links, and every index and trigger, in words that can be compared."""
    found = {}
    for kind, name, sql in db.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"):
        found[f"{kind} {name}"] = _plain(sql) if kind != "table" else ""
        if kind == "table":
            columns = db.execute('SELECT name, type, "notnull", pk FROM pragma_table_info(?) ORDER BY name', (name,))
            links = db.execute(
                'SELECT "from", "table", "to", on_delete FROM pragma_foreign_key_list(?) ORDER BY 1, 2', (name,)
            )
            rules = sorted(re.findall(r"CHECK\s*\((.*?)\)\s*(?:,|$|\))", _plain(sql)))
            found[f"{kind} {name}"] = f"{columns.fetchall()} {links.fetchall()} {rules}"
            if sql.startswith("CREATE VIRTUAL"):
                found[f"{kind} {name}"] += _plain(sql)
    return found


def _plain(sql: str) -> str:
    return re.sub(r"\s+", " ", sql.replace('"', ""))
