"""The shipped competency model, by the short names that the invented stories know its competencies by."""

from __future__ import annotations

from coachtui.domain.competency_model import CompetencyText
from coachtui.models import shipped

NAMES = {
    "team": "Inspires and retains a strong team",
    "decisions": "Decides well under pressure",
    "innovation": "Moves innovation and culture",
    "collaboration": "Works across functions and includes people",
    "delegation": "Delegates outcomes",
    "presence": "Carries weight with board and stakeholders",
    "direction": "Sets direction and priorities",
    "listening": "Listens and gives feedback",
    "conflict": "Handles conflict",
    "self": "Leads self",
}


def competencies() -> dict[str, CompetencyText]:
    """Return the competencies by their short names, in the model's order."""
    keys = {name: key for key, name in NAMES.items()}
    return {keys[one.name]: one for one in shipped().competencies}
