"""Writing a calendar file from the screens."""

from __future__ import annotations

from pathlib import Path

from coachtui.domain.calendar_out import Outgoing, Title
from coachtui.ui.app import CoachApp
from coachtui.ui.screens.export_calendar import ExportCalendar
from coachtui.ui.screens.exporting import FileField
from tests.ui.conftest import NARROW, press, seen, settled
from tests.ui.test_cadence import clear
from tests.ui.test_cadence_forms import flowing


async def test_a_calendar_is_written_and_replaced_only_when_asked_again(app: CoachApp, tmp_path: Path) -> None:
    file = tmp_path / "c.ics"
    async with app.run_test(size=NARROW, notifications=True) as coach:
        await settled(coach)
        await app.run_action("export_calendar")
        await settled(coach)
        assert "6 events, from today on" in flowing(coach)
        await clear(coach, "")
        await press(coach, "enter")
        assert "Name a file that ends in .ics." in seen(coach)
        app.screen.query_one(FileField).value = str(file)
        await press(coach, "enter")
        assert "Wrote" in seen(coach)
        content = file.read_bytes()
        assert content.count(b"SUMMARY:Coaching\r\n") == 6
        # Of an encrypted practice it asks once more, and the file that is there is left until that is said too.
        dialog = ExportCalendar(Outgoing(()), "UTC", Title.COACHING, 0, encrypted=True)
        await app.push_screen(dialog)
        dialog.query_one(FileField).value = str(file)
        await press(coach, "enter")
        assert "this file will not be" in flowing(coach)
        await press(coach, "enter")
        assert "already" in flowing(coach)
        assert file.read_bytes() == content
        await press(coach, "enter")
        assert b"VEVENT" not in file.read_bytes()
