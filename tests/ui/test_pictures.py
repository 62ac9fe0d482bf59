"""Pictures of the frame's screens, in both sizes; taken again with `--snapshot-update` after looking at them."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest

from coachtui.paths import Paths
from coachtui.store.errors import DamagedPractice
from coachtui.store.gateway import Gateway
from coachtui.store.reads import brief as brief_reads
from coachtui.store.reads import today as today_reads
from coachtui.ui.app import CoachApp
from tests.conftest import StandingClock
from tests.ui.answers import Answers
from tests.ui.conftest import NARROW, WIDE, MakeApp, pictures, pressing
from tests.ui.test_today import PICTURE

pytestmark = pictures

Compare = Callable[..., bool]
both_sizes = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


@both_sizes
@pytest.mark.parametrize("theme", ["ink", "paper"])
def test_today_full(
    snap_compare: Compare, paths: Paths, clock: StandingClock, size: tuple[int, int], theme: str
) -> None:
    answers = Answers({today_reads.today: PICTURE, brief_reads.brief: PICTURE.brief})
    app = CoachApp(cast(Gateway, answers), paths, clock, theme=theme)
    assert snap_compare(app, terminal_size=size, run_before=pressing())


@both_sizes
def test_today_empty(snap_compare: Compare, fresh_app: CoachApp, size: tuple[int, int]) -> None:
    assert snap_compare(fresh_app, terminal_size=size, run_before=pressing())


def test_today_error(snap_compare: Compare, paths: Paths, clock: StandingClock) -> None:
    answers = Answers({today_reads.today: DamagedPractice("practice.coach is damaged. It was left as it is.")})
    app = CoachApp(cast(Gateway, answers), paths, clock)
    assert snap_compare(app, terminal_size=NARROW, run_before=pressing())


@both_sizes
def test_engagements(snap_compare: Compare, app: CoachApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=pressing("e", "j"))


def test_engagements_narrowed(snap_compare: Compare, app: CoachApp) -> None:
    assert snap_compare(app, terminal_size=NARROW, run_before=pressing("e", "f", *"nor", "enter"))


@both_sizes
def test_switcher(snap_compare: Compare, app: CoachApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=pressing("o", *"rh"))


@both_sizes
def test_help(snap_compare: Compare, app: CoachApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=pressing("question_mark"))


def test_palette(snap_compare: Compare, app: CoachApp) -> None:
    assert snap_compare(app, terminal_size=NARROW, run_before=pressing("ctrl+p", *"engage"))


def test_confirm(snap_compare: Compare, app: CoachApp) -> None:
    assert snap_compare(app, terminal_size=NARROW, run_before=pressing("u"))


@both_sizes
def test_a_screen_that_comes_later(snap_compare: Compare, app: CoachApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=pressing("J", "6"))


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
def test_the_terminals_own_colours(snap_compare: Compare, make_app: MakeApp, storied: object, theme: str) -> None:
    assert snap_compare(make_app(storied, theme=theme), terminal_size=NARROW, run_before=pressing("J"))
