"""The competency models that come with coachtui, as data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from coachtui.domain.competency_model import CompetencyText, ModelDraft


@cache
def shipped() -> ModelDraft:
    """Return the default model: the four leadership KPIs and what goes with them."""
    import tomllib

    written = tomllib.loads(_text("leadership"))
    return ModelDraft(
        written["name"],
        written["version"],
        tuple(
            CompetencyText(
                one["name"],
                one["description"],
                one.get("kpi", False),
                {int(level): words for level, words in one["levels"].items()},
            )
            for one in written["competency"]
        ),
    )


def example() -> str:
    """Return the text of a model file that shows all that can be written in one."""
    return _text("example")


def _text(name: str) -> str:
    return (Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8")
