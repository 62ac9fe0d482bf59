"""SQLModel's way onto the practice's one connection."""

from __future__ import annotations

from sqlalchemy import Connection as SqlConnection
from sqlalchemy import Engine, StaticPool, create_engine, event
from sqlcipher3 import dbapi2

from coachtui.store.driver import Connection


def bind(db: Connection) -> Engine:
    """Return an engine on `db` that begins with BEGIN IMMEDIATE: a deferred transaction may fail at its first write."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: db,
        poolclass=StaticPool,
        pool_reset_on_return=None,
        hide_parameters=True,  # they are what the coach wrote, and an error may end in a log
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: SqlConnection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
