"""Writing the sessions to a calendar file, from today on."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from coachtui.domain.calendar_out import Outgoing, Title
from coachtui.domain.words import plural
from coachtui.ui.screens.exporting import ExportDialog
from coachtui.ui.text import LABEL, NEEDS, VALUE, joined

BESIDE = {
    Title.COACHING: "The titles say “Coaching”; names, notes and addresses are not in it.",
    Title.INITIALS: "The titles say “Coaching” and the client's initials; notes and addresses are not in it.",
    Title.CODE: "The titles say “Coaching” and the engagement's code; notes and addresses are not in it.",
    Title.CLIENT: "The titles name the client; notes and addresses are not in it.",
}


class ExportCalendar(ExportDialog):
    """Asks for the file; of an encrypted practice it asks once more, since the file is not."""

    WHAT = "a calendar"
    KINDS = (".ics",)

    def __init__(self, outgoing: Outgoing, zone: str, title: Title, alarm: int, *, encrypted: bool):
        super().__init__("~/coachtui.ics")
        self._outgoing = outgoing
        self._zone, self._title, self._alarm = zone, title, alarm
        self._to_agree = encrypted

    def content(self, kind: str) -> bytes:
        from coachtui.exchange.calendar_out import calendar

        return calendar(self._outgoing, self._zone, self._title, self._alarm)

    def explained(self) -> Content:
        found = self._outgoing
        gone = f", {found.cancelled} of them cancelled or moved" if found.cancelled else ""
        return joined(
            (f"{plural(len(found.sessions), 'event')}{gone}", VALUE),
            (f", from today on, for Google, Apple, Outlook and others. {BESIDE[self._title]} Read in again later, it "
             "moves what was moved since. The settings calendar_title and calendar_alarm change it.", LABEL),
        )  # fmt: skip

    def action_write(self) -> None:
        if self._to_agree:
            self._to_agree = False
            told = joined(
                ("The practice is encrypted, and this file will not be. ", NEEDS),
                ("enter", f"bold {NEEDS}"),
                (" once more writes it all the same.", LABEL),
            )
            self.query_one("#export-told", Static).update(told)
        else:
            super().action_write()
