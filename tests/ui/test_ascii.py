"""The ASCII set of marks: every mark has one, each a cell wide, and the screen holds nothing else."""

from __future__ import annotations

from textual.color import Color

from coachtui.ui import marks
from coachtui.ui.app import CoachApp
from coachtui.ui.ascii import TABLE, AsciiMarks
from coachtui.ui.widgets.rows import Rows
from tests.ui.conftest import WIDE, settled

BLACK = Color(0, 0, 0)


def test_every_mark_has_its_letter() -> None:
    assert {mark for mark in [*marks.WORDS, *marks.BARS] if ord(mark) not in TABLE} == set()
    assert all(letter.isascii() and len(letter) == 1 for letter in TABLE.values())
    told = [mark.translate(TABLE) for mark in marks.WORDS]
    assert len(set(told)) == len(told)


async def test_the_screen_is_painted_with_them(app: CoachApp) -> None:
    drawn = CoachApp(app.desk.gateway, app.desk.paths, app.desk.clock, ascii_marks=True)
    async with drawn.run_test(size=WIDE) as coach:
        await settled(coach)
        (applied,) = [found for found in drawn.get_line_filters() if isinstance(found, AsciiMarks)]
        rows = drawn.screen.query(Rows).last()
        painted = "".join(part.text for y in range(4) for part in applied.apply(list(rows.render_line(y)), BLACK))
        assert painted.strip()
        assert {mark for mark in painted if ord(mark) in TABLE} == set()
