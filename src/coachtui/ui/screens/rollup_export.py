"""Writing the rollup to a file of the coach's choice."""

from __future__ import annotations

import json

from textual.content import Content

from coachtui.domain.rollup import Cut, Rollup
from coachtui.exchange.written import csv_text
from coachtui.reports import rollup as report
from coachtui.ui.screens.exporting import ExportDialog
from coachtui.ui.text import LABEL, VALUE, joined


class ExportRollup(ExportDialog):
    """Writes the figures that are shown."""

    WHAT = "the rollup"
    KINDS = (".csv", ".json")

    def __init__(self, rollup: Rollup, cut: Cut):
        super().__init__(f"~/rollup-by-{cut.value}-{rollup.today}.csv")
        self._rollup, self._cut = rollup, cut

    def content(self, kind: str) -> str | bytes:
        if kind == ".json":
            return json.dumps(report.data(self._rollup, self._cut), ensure_ascii=False, indent=2) + "\n"
        return csv_text(report.rows(self._rollup, self._cut))

    def explained(self) -> Content:
        return joined(
            (".csv", VALUE), (f" holds the figures by {self._cut.value}, with those of all on top; ", LABEL),
            (".json", VALUE), (" the list of what to look at too. Engagements go by their code, withheld figures are "
             "not in the file, and only you can read it.", LABEL),
        )  # fmt: skip
