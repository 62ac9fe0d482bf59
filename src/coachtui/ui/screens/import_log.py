"""Taking a coaching log in that was kept elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coachtui.domain.words import plural
from coachtui.exchange import log_layout, logs, tables
from coachtui.exchange.logs import LogPreview
from coachtui.exchange.preview import Line
from coachtui.ui.screens.importing import ImportDialog
from coachtui.ui.widgets.rows import Column

if TYPE_CHECKING:
    from coachtui.store.gateway import Task
    from coachtui.store.practice import Practice


class ImportLog(ImportDialog[LogPreview]):
    """Asks for a file with a coaching log, shows what it would do, and takes it in."""

    KIND = "coaching log"
    ABOUT = (Column("client", most=28),)
    EXPLAINED = (
        "A CSV file or a workbook (.xlsx) with the columns of the credentialing body's form: Client Name, "
        "Individual/Group, Start Date, Paid Hours, …, and Consent, if it says who agreed to be named."
    )

    def plan(self, practice: Practice, task: Task, path: Path) -> LogPreview:
        understood = log_layout.understand(tables.read(path, begins=log_layout.begins))
        task.step()
        return logs.preview(practice, understood)

    def apply(self, practice: Practice, planned: LogPreview, source: str) -> str:
        return f"{plural(logs.apply(practice, planned, source), 'row')} of a coaching log"

    def about(self, line: Line) -> tuple[str, ...]:
        return (line.client,)
