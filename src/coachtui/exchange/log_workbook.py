"""Writes the table of the coaching log as a workbook (.xlsx)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO

_WIDTHS = (32, 17, 14, 36, 12, 12, 12, 14)
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML, and so a workbook, can't hold."""


def workbook(rows: Sequence[Sequence[str | float | date | None]]) -> bytes:
    """Return a log as a workbook, from its header, its rows and its totals.

    Dates are dates, hours are numbers, and no text is a formula.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Coaching log"
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place)
            if isinstance(value, str):
                cell.value = _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", value)
                # A name that begins like a formula stays a name, also once somebody edits the cell.
                cell.data_type = "s"
                cell.quotePrefix = value[:1] in "=+-@"
            else:
                cell.value = value
            if isinstance(value, date):
                cell.number_format = "yyyy-mm-dd"
            elif isinstance(value, float):
                cell.number_format = "#,##0.00"
    for place, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.cell(1, place).font = Font(bold=True)
        sheet.cell(1, place).alignment = Alignment(wrap_text=True, vertical="top")
        total = sheet.cell(len(rows), place)
        total.font, total.border = Font(bold=True), Border(top=Side("thin"))
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
