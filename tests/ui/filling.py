"""Filling forms in tests: by the name of a field, as the coach would with keys."""

from __future__ import annotations

from textual.widgets import Input, TextArea

from coachtui.ui.forms.choice import Choice
from coachtui.ui.forms.fields import FormField
from tests.ui.conftest import Coach, press, settled


def field(coach: Coach, name: str) -> FormField:
    """Return a field of the form in sight."""
    return next(one for one in coach.app.screen.query(FormField) if one.field == name)


async def write(coach: Coach, name: str, text: str) -> None:
    """Put a text into a field in one go, as pasting does."""
    control = field(coach, name).query_one(".control")
    assert isinstance(control, Input | TextArea)
    if isinstance(control, Input):
        control.value = text
    else:
        control.text = text
    await settled(coach)


async def choose(coach: Coach, name: str, key: str) -> None:
    """Choose one of a few."""
    control = field(coach, name).query_one(".control")
    assert isinstance(control, Choice)
    control.chosen = key
    await settled(coach)


async def pick(coach: Coach, name: str, letters: str) -> None:
    """Type letters into a field that finds, and take what stands first."""
    field(coach, name).take_focus()
    await settled(coach)
    await write(coach, name, letters)
    await press(coach, "enter")


def told(coach: Coach, name: str) -> str:
    """Return what stands under a field."""
    under = field(coach, name).query_one(".under")
    return str(under.render()) if field(coach, name).has_class("-told") else ""


def wrong(coach: Coach) -> dict[str, str]:
    """Return what is told to be wrong or unusual, by field."""
    return {one.field: told(coach, one.field) for one in coach.app.screen.query(FormField) if one.has_class("-problem")}
