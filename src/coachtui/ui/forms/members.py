"""The fields in which the members of a cohort are named: found as typed or new, one to a line, or pasted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual import events, on, work
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from coachtui.domain.cohort import MemberTyped, read_member
from coachtui.domain.line import Named
from coachtui.store.driver import Connection
from coachtui.store.reads import templates as reads
from coachtui.store.reads.templates import Known
from coachtui.ui import marks
from coachtui.ui.forms.fields import FormField, FormInput
from coachtui.ui.forms.find import NEW, FindField
from coachtui.ui.forms.lines import LinesField, split
from coachtui.ui.telling import told
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, STRONG, VALUE, WRONG, joined, plain

PASTE_HINT = (
    "One to a line: name, e-mail, role, manager, time zone. Only the name must be there; paste a list if you like."
)


class MemberRead(NamedTuple):
    """A line as it is understood: whom it means (nobody: somebody new), and which engagement they run already."""

    typed: MemberTyped
    clients: tuple[Known, ...] = ()
    managers: tuple[Known, ...] = ()
    running: Named | None = None


Recognise = Callable[[Sequence[str]], Awaitable[Sequence[MemberRead]]]


def read_members(
    db: Connection, lines: Sequence[str], organisation_id: str | None, programme_id: str | None
) -> list[MemberRead]:
    """Read whom these lines mean."""
    found = []
    for typed in map(read_member, lines):
        clients = reads.recognise(db, typed.name, typed.email, organisation_id)
        managers = reads.recognise(db, typed.manager, "", organisation_id) if typed.manager else []
        only = [clients[0].id] if len(clients) == 1 and programme_id else []
        running = next(iter(reads.running_in(db, programme_id, only).values()), None)
        found.append(MemberRead(typed, tuple(clients), tuple(managers), running))
    return found


class AddInput(FormInput):
    """The control of the field that adds: several lines that are pasted become several members."""

    @dataclass
    class Pasted(Message):
        """Several lines were pasted."""

        text: str

    def on_paste(self, event: events.Paste) -> None:
        if len(split(event.text)) > 1:
            event.stop()
            event.prevent_default()
            self.post_message(self.Pasted(event.text))


class AddField(FindField):
    """Finds people as they are typed; whoever is taken, or new, goes to the list, and the field is empty again."""

    @dataclass
    class Added(Message):
        """Somebody is to be added: one who is here, or a name."""

        person_id: str
        name: str

    def control(self) -> Widget:
        return AddInput(self._first, classes="control", placeholder="type a few letters, or paste a list")

    def _take(self, key: str) -> None:
        typed = self.query_one(FormInput).value.strip()
        name = typed if key == NEW else self._names[key]
        super()._take(key)
        self.give_back("\t")
        self.remove_class("-touched")
        self.post_message(self.Added("" if key == NEW else key, name))

    def _take_if_same(self) -> None:
        super()._take_if_same()
        if self._picked:
            self._take(NEW if self._picked.startswith(NEW) else self._picked)

    @on(FormField.Done)
    def _stay(self, event: FormField.Done) -> None:
        # The next one is typed here too.
        if event.field is self:
            event.stop()


class MembersField(LinesField):
    """The members, one to a line. Whom each line means stands under the field: known, new, or not clear."""

    def __init__(self, name: str, label: str, recognise: Recognise):
        super().__init__(name, label, hint=PASTE_HINT, read_back=self._read)
        self._recognise = recognise
        self._known: dict[str, MemberRead] = {}

    def add(self, *lines: str) -> None:
        """Add lines at the end."""
        self.give_back("\n".join((*split(self.value), *lines)))
        self.add_class("-touched")
        self._edited()
        self.look()

    def give_back(self, kept: str) -> None:
        super().give_back(kept)
        self.look()

    @on(FormField.Edited)
    def _look_again(self) -> None:
        self.look()

    def look(self, *, anew: bool = False) -> None:
        """Find out whom the lines mean; `anew` also those that are known, since where they belong has changed."""
        if anew:
            self._known.clear()
        self._look(tuple(split(self.value)))

    @work(exclusive=True, group="members")
    async def _look(self, lines: tuple[str, ...]) -> None:
        wanted = [line for line in dict.fromkeys(lines) if line not in self._known]
        if wanted:
            with told(self):
                self._known |= dict(zip(wanted, await self._recognise(wanted), strict=True))
        if not self.has_class("-problem"):
            self.show(None)

    def _read(self, line: str) -> Content | None:
        found = self._known.get(line)
        return reading(found) if found else plain("…", LABEL)


def reading(found: MemberRead, *, in_full: bool = False) -> Content:
    """Return how a line is understood; `in_full` with what the line itself says already."""
    typed = found.typed
    if not typed.name and not found.clients:
        return joined((f"{marks.NEEDS_YOU} no name: ", WRONG), (typed.email, VALUE))
    if len(found.clients) > 1:
        return joined((f"{marks.NEEDS_YOU} {typed.name} could be {len(found.clients)} people: give the e-mail", WRONG))
    known = found.clients[0] if found.clients else None
    head = (f"{marks.FINE} ", RIGHT) if known else ("+ ", DATA)
    name, word = (known.name, "known") if known else (typed.name, "new")
    email = known.email if known else typed.email
    role = typed.role or (known.role_title if known else "")
    manager = f"manager {typed.manager} ({'known' if found.managers else 'new'})" if typed.manager else ""
    said = (word, email, role, manager, typed.time_zone) if in_full else (word, role, manager, typed.time_zone)
    rest = "  ".join(filter(None, said))
    runs = (f"  {marks.NEEDS_YOU} runs {found.running.name} in it already", NEEDS) if found.running else ("", LABEL)
    return joined(head, (name, STRONG), (f"  {rest}", LABEL), runs)
