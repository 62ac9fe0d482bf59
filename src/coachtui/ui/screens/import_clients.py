"""Taking clients in from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coachtui.domain.words import plural
from coachtui.exchange import clients, layouts, tables
from coachtui.exchange.clients import ClientPreview
from coachtui.exchange.preview import Line
from coachtui.ui.screens.importing import ImportDialog
from coachtui.ui.widgets.rows import Column

if TYPE_CHECKING:
    from coachtui.store.gateway import Task
    from coachtui.store.practice import Practice


class ImportClients(ImportDialog[ClientPreview]):
    """Asks for a file of clients, shows what it would do, and takes it in."""

    KIND = "clients"
    ABOUT = (Column("client", most=28),)
    EXPLAINED = (
        "A CSV file whose first row names the columns: client, email, organisation, manager, programme, starts, …, or "
        "the layout of CoachAccountable."
    )

    def plan(self, practice: Practice, task: Task, path: Path) -> ClientPreview:
        understood = layouts.understand(tables.read(path))
        task.step()
        return clients.preview(practice, understood)

    def apply(self, practice: Practice, planned: ClientPreview, source: str) -> str:
        return plural(clients.apply(practice, planned, source), "client")

    def about(self, line: Line) -> tuple[str, ...]:
        return (line.client,)
