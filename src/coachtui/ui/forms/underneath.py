"""An open form whose record is changed underneath: what was not touched follows, what was typed stays and is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coachtui.domain.drafts import Problem
from coachtui.domain.underneath import Change, quoted
from coachtui.ui.forms.fields import FormField

BINNED, STATE = "deleted_at", "state"


def met(fields: Mapping[str, FormField], changes: Sequence[Change], record: str) -> tuple[list[str], list[Problem]]:
    """Let the fields take what was changed in `record`, or in parts of it; return what followed, and what collides.

    The first are whole sentences. A change that no field shows, and that says nothing of the record as a whole, is
    left out: the form doesn't write it.
    """
    followed: list[str] = []
    collided: dict[str, Problem] = {}
    for change in changes:
        field = next((fields[name] for name in _names(change) if name in fields), None)
        if change.row != record:
            problem = Problem("", f"Parts of this were changed {change.where}.")
            collided[problem.message] = problem
        elif field is not None:
            _meet(field, change, followed, collided)
        else:
            collided.update((told, Problem("", told)) for told in _about_the_whole(change))
    return followed, list(collided.values())


def _names(change: Change) -> Iterator[str]:
    """Yield what a field for this column may be called: a text in a table of its own is called after that table."""
    yield change.column
    yield change.column.removesuffix("_id")
    if change.column == "body":
        yield change.table.rpartition("_")[2]


def _meet(field: FormField, change: Change, followed: list[str], collided: dict[str, Problem]) -> None:
    was, theirs = field.drawn(change.before), field.drawn(change.after)
    if field.value == theirs:
        return
    # A draft from before is given back into a form that begins with what came in since.
    shows_it = field.first in (was, theirs)
    if shows_it and field.value == was and field.begin_with(theirs):
        followed.append(f"“{field.label}” was changed {change.where}, and stands here as it is there.")
    elif shows_it or field.first:
        # The name of a new record is no change of the one that it belongs to.
        became = f": it became {quoted(field.in_words(theirs))}" if shows_it else ""
        told = f"Changed {change.where}{became}. Saving puts yours in its place."
        collided[field.field] = Problem(field.field, told)


def _about_the_whole(change: Change) -> Iterator[str]:
    if change.column == BINNED:
        yield f"This was {'put in the bin' if change.after else 'taken out of the bin'} {change.where}."
    elif change.column == STATE:
        yield f"This was changed {change.where}: it is {str(change.after).replace('_', ' ')} now."
