"""The part of the application that takes actions back and does them again, in the coach's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual import work

from coachtui.store.errors import NothingToUndo, PracticeError
from coachtui.store.reads import engagement as reads
from coachtui.ui.holding import Holding
from coachtui.ui.text import LABEL, STRONG, joined

if TYPE_CHECKING:
    from coachtui.domain.undone import Undone
    from coachtui.store.practice import Practice
    from coachtui.store.undo import Step


class _Way(NamedTuple):
    """Undo or redo: where the latest step is found, and how it is told."""

    latest: int
    """Its place in `steps`."""
    question: str
    said: str


_BACK = _Way(0, "Take this back?", "Undone: {}. U does it again.")
_AGAIN = _Way(1, "Do this again?", "Done again: {}. u takes it back.")


class Undoing(Holding):
    """An app with undo and redo; what is about someone who isn't in hand is asked first."""

    @work(exclusive=True, group="undo")
    async def action_undo(self) -> None:
        await self._revert(self.steps[0], _BACK)

    @work(exclusive=True, group="undo")
    async def action_redo(self) -> None:
        await self._revert(self.steps[1], _AGAIN)

    async def _revert(self, step: Step | None, way: _Way) -> None:
        from coachtui.store import undo

        def job(practice: Practice) -> Undone:
            if undo.steps(practice)[way.latest] != step:
                raise NothingToUndo("Something else was done meanwhile, so nothing was changed. Press the key again.")
            return undo.undo(practice) if way is _BACK else undo.redo(practice)

        if step is None or not await self._agreed(step, way):
            return
        try:
            done = await self.desk.gateway.write(job)
        except PracticeError as error:
            self.say(str(error), wrong=True)
        else:
            self.say(f"{way.said.format(done.words)} {done.left_words}".rstrip())
        self.keep_up()

    async def _agreed(self, step: Step, way: _Way) -> bool:
        """Ask before something is changed that the coach doesn't have in hand."""
        if self.in_hand is not None and step.about == self.in_hand.id:
            return True
        if step.words in self.frame_in_sight().done_here:
            return True
        from coachtui.ui.screens.confirm import Confirm

        question = joined((step.words, STRONG)) + "\n\n" + joined((await self._whose(step), LABEL))
        agreed: bool = await self.push_screen_wait(Confirm(way.question, question))
        return agreed

    async def _whose(self, step: Step) -> str:
        if step.about is None:
            return "This is about no single engagement."
        try:
            card = await self.desk.gateway.read(reads.card, step.about, self.desk.now())
        except PracticeError:
            return "This is about an engagement that is not there any more."
        return f"This is about {card.client}, who is not in hand."
