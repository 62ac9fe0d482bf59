"""Writing the coaching log to a file of the coach's choice."""

from __future__ import annotations

import json

from textual.content import Content

from coachtui.domain.coaching_log import CoachingLog
from coachtui.domain.people import CoachDraft
from coachtui.exchange.log_workbook import workbook
from coachtui.exchange.written import csv_text
from coachtui.reports import coaching_log as report
from coachtui.ui.screens.exporting import ExportDialog
from coachtui.ui.text import LABEL, VALUE, joined


class ExportLog(ExportDialog):
    """Writes the log of the period that is shown, or the letter of totals."""

    WHAT = "the coaching log"
    KINDS = (".xlsx", ".csv", ".json", ".md")

    def __init__(self, log: CoachingLog, coach: CoachDraft):
        super().__init__(f"~/coaching-log-{log.ends}.xlsx")
        self._log, self._coach = log, coach

    def content(self, kind: str) -> str | bytes:
        match kind:
            case ".xlsx":
                return workbook(report.table(self._log))
            case ".csv":
                return csv_text(report.csv_rows(self._log))
            case ".json":
                return json.dumps(report.data(self._log, self._coach), ensure_ascii=False, indent=2) + "\n"
        return "\n".join(report.letter(self._log, self._coach)) + "\n"

    def explained(self) -> Content:
        return joined(
            (".xlsx", VALUE), (" and ", LABEL), (".csv", VALUE),
            (" hold the credentialing body's form with its totals, ", LABEL),
            (".json", VALUE), (" the standing too. Only clients who agreed to be named are in them; ", LABEL),
            (".md", VALUE), (" is the letter that states the hours of the others as a total.", LABEL),
        )  # fmt: skip
