"""The field in which an agreement is drawn up: the table of who may see what, with a cell to each grant."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from coachtui.domain.alignment import AgreementItem, Audience
from coachtui.domain.disclosure import check_grant
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.forms.fields import FormField
from coachtui.ui.text import DATA, LABEL, NEEDS, VALUE, joined
from coachtui.ui.widgets.agreement_table import AUDIENCES, ITEMS, AgreementTable, Grants, changeable, is_given

Entry = tuple[AgreementItem, Audience]


class GrantsTable(AgreementTable):
    """The table, with `space` giving or withholding what is highlighted."""

    PLACE = Place.GRANTS
    BINDINGS = bindings(Place.LIST, Place.ACROSS, Place.GRANTS)

    @dataclass
    class Changed(Message):
        """Something is given now, or withheld."""

    @dataclass
    class Confirmed(Message):
        """`enter`: it stands."""

    def __init__(self, grants: Grants, classes: str | None = None):
        super().__init__(grants, client_agrees=True, classes=classes)
        self._first = dict(grants)

    @property
    def grants(self) -> dict[Entry, bool]:
        """What is given and withheld now."""
        return dict(self._grants)

    def set_grants(self, grants: Grants) -> None:
        """Show these, with what is otherwise than at first marked."""
        self.show(grants, client_agrees=True, before=self._first)

    def action_switch(self) -> None:
        here = self.here
        if not changeable(*here):
            self.post_message(self.Moved())
            return
        wanted = not is_given(*here, self._grants)
        changed = {entry: granted for entry, granted in self._grants.items() if entry != here}
        if is_given(*here, self._first) is wanted:
            # As it was: said the same way, or not said at all.
            changed |= {here: self._first[here]} if here in self._first else {}
        elif not (wanted and check_grant(*here)):
            changed[here] = wanted
        self.set_grants(changed)
        self.post_message(self.Changed())

    def action_confirm(self) -> None:
        self.post_message(self.Confirmed())

    def on_key(self, event: events.Key) -> None:
        # In a field no printable key reaches the screen but those of the table.
        if event.is_printable and not self._known(event.key):
            event.stop()
            event.prevent_default()

    def _known(self, key: str) -> bool:
        return key in {one for found in self.BINDINGS for one in getattr(found, "key", "").split(",")}


class GrantsField(FormField):
    """The table in its whole width; why a cell is as it is stands under it. `value` lists what is given or withheld."""

    def __init__(self, name: str, label: str, grants: Grants):
        super().__init__(name, label, written(grants))

    def compose(self) -> ComposeResult:
        yield self.control()
        yield Static(classes="under")

    def control(self) -> Widget:
        return GrantsTable(read(self._first), classes="control")

    @property
    def value(self) -> str:
        return written(self.query_one(GrantsTable).grants)

    def give_back(self, kept: str) -> None:
        self.query_one(GrantsTable).set_grants(read(kept))

    def understood(self) -> Content | None:
        table = self.query_one(GrantsTable)
        item, to = table.here
        about = joined((f"{ITEMS[item]} → {AUDIENCES[to]}:  ", DATA), (table.why, VALUE))
        if not changeable(item, to):
            return about + joined(("  This can't be changed.", LABEL))
        does = " withholds it" if is_given(item, to, table.grants) else " gives it"
        return about + joined(("   space", f"bold {NEEDS}"), (does, LABEL))

    @on(AgreementTable.Moved)
    def _moved(self, event: AgreementTable.Moved) -> None:
        event.stop()
        self.show(None)

    @on(GrantsTable.Changed)
    def _changed(self, event: GrantsTable.Changed) -> None:
        event.stop()
        self.add_class("-touched")
        self._edited()

    @on(GrantsTable.Confirmed)
    def _confirmed(self, event: GrantsTable.Confirmed) -> None:
        event.stop()
        self.post_message(self.Done(self))


def written(grants: Grants) -> str:
    """Return grants as a text that `read` reads, for the form's values and drafts."""
    return " ".join(f"{item}.{to}.{'yes' if granted else 'no'}" for (item, to), granted in sorted(grants.items()))


def read(text: str) -> dict[Entry, bool]:
    """Return the grants that `written` wrote; what is not known is left out."""
    found: dict[Entry, bool] = {}
    for entry in text.split():
        item, _, rest = entry.partition(".")
        to, _, granted = rest.partition(".")
        if item in set(AgreementItem) and to in set(Audience) and granted in ("yes", "no"):
            found[AgreementItem(item), Audience(to)] = granted == "yes"
    return found
