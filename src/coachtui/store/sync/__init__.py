"""One practice on several machines, over any folder: each publishes a snapshot of its own and merges all the others.

No file in the folder has two writers, so that no service which carries the folder can make a conflict; a copy that
one makes all the same is merged, whatever it is called (design: sync.md, sections 1.3 and 4).
"""

from __future__ import annotations

from coachtui.store.sync.collecting import collect
from coachtui.store.sync.joining import Found, join, practices_in
from coachtui.store.sync.memory import folder_of, set_folder
from coachtui.store.sync.publishing import is_pending, publish
from coachtui.store.sync.rescuing import rescue
from coachtui.store.sync.rounds import key_for, once, opens
from coachtui.store.sync.standing import status

__all__ = [
    "Found",
    "collect",
    "folder_of",
    "is_pending",
    "join",
    "key_for",
    "once",
    "opens",
    "practices_in",
    "publish",
    "rescue",
    "set_folder",
    "status",
]
