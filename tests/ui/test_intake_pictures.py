"""Pictures of Intake and of the wizard, in both sizes; taken again with `--snapshot-update` after looking at them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coachtui.store.errors import DamagedPractice
from coachtui.store.reads import assessment as reads
from coachtui.ui.forms.fields import FormText
from tests.ui import intake_story
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, pictures, press, pressing, settled
from tests.ui.filling import pick, write
from tests.ui.intake_story import DANA, NOBODY

pytestmark = pictures
told_intake, assessed = intake_story.told_intake, intake_story.assessed

Compare = Callable[..., bool]
Size = tuple[int, int]
both_sizes = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
both_themes = pytest.mark.parametrize("theme", ["ink", "paper"])
HERE = ("o", *DANA, "enter", "2")


@both_sizes
@both_themes
def test_intake(snap_compare: Compare, make_app: MakeApp, assessed: Path, size: Size, theme: str) -> None:
    assert snap_compare(make_app(assessed, theme=theme), terminal_size=size, run_before=pressing(*HERE, "s"))


def test_rating(snap_compare: Compare, make_app: MakeApp, assessed: Path) -> None:
    keys = (*HERE, "j", "enter", "space", "4")
    assert snap_compare(make_app(assessed), terminal_size=NARROW, run_before=pressing(*keys))


def test_no_model(snap_compare: Compare, make_app: MakeApp, assessed: Path) -> None:
    run = pressing("o", *NOBODY, "enter", "2")
    assert snap_compare(make_app(assessed), terminal_size=NARROW, run_before=run)


def test_the_round_and_the_stages_at_the_small_size(snap_compare: Compare, make_app: MakeApp, assessed: Path) -> None:
    assert snap_compare(make_app(assessed), terminal_size=NARROW, run_before=pressing(*HERE, "v"))


def test_an_error(snap_compare: Compare, make_app: MakeApp, assessed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object) -> None:
        raise DamagedPractice("practice.coach is damaged. It was left as it is; a backup lies beside it.")

    monkeypatch.setattr(reads, "intake", damaged)
    assert snap_compare(make_app(assessed), terminal_size=NARROW, run_before=pressing(*HERE))


def test_evidence(snap_compare: Compare, make_app: MakeApp, assessed: Path) -> None:
    async def run(coach: Coach) -> None:
        await settled(coach)
        await press(coach, *HERE, "s", "E")
        for area in coach.app.screen.query(FormText):
            area.cursor_blink = False

    assert snap_compare(make_app(assessed), terminal_size=NARROW, run_before=run)


async def _begun(coach: Coach, *keys: str) -> None:
    await settled(coach)
    await press(coach, "e", "n")
    await pick(coach, "client_id", "Nora Berg")
    await press(coach, *keys)
    for area in coach.app.screen.query(FormText):
        area.cursor_blink = False


STEPS = {
    "people": ("tab",),
    "ratings": (*("ctrl+g",) * 4, "3", "enter", "2", "space", "4"),
    "goals": (*("ctrl+g",) * 4, "3", "enter", "2", "space", "4", "ctrl+g"),
    "summary": (*("ctrl+g",) * 4, "3", "enter", "2", "space", "4", "ctrl+g", "ctrl+g"),
}
every_step = pytest.mark.parametrize("keys", STEPS.values(), ids=STEPS)


@every_step
def test_the_wizard(snap_compare: Compare, make_app: MakeApp, storied: Path, keys: tuple[str, ...]) -> None:
    async def run(coach: Coach) -> None:
        await _begun(coach, *keys)

    assert snap_compare(make_app(storied), terminal_size=NARROW, run_before=run)


def test_the_wizard_where_there_is_room(snap_compare: Compare, make_app: MakeApp, storied: Path) -> None:
    async def run(coach: Coach) -> None:
        await _begun(coach, *STEPS["ratings"])

    assert snap_compare(make_app(storied), terminal_size=WIDE, run_before=run)


def test_the_wizard_with_what_is_wrong(snap_compare: Compare, make_app: MakeApp, storied: Path) -> None:
    async def run(coach: Coach) -> None:
        await _begun(coach, "ctrl+g", "ctrl+g")
        await write(coach, "starts_on", "31.2.2027")
        await write(coach, "ends_on", "")
        await press(coach, "ctrl+g")

    assert snap_compare(make_app(storied), terminal_size=NARROW, run_before=run)
