"""The end of a session: what the cockpit hands over, what will be recorded, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, TypeVar

from coachtui.domain.cadence import CommitmentDraft, CommitmentState, SessionDraft, SessionNoteDraft
from coachtui.domain.captured import (
    Around,
    Capture,
    CommitmentItem,
    FeedforwardItem,
    ProgressItem,
    ThemeItem,
)
from coachtui.domain.cockpit import Cockpit, Meeting
from coachtui.domain.drafts import Problem, gather, required, within
from coachtui.domain.lanes import Lane
from coachtui.domain.line import CommitmentLine, Summary
from coachtui.domain.proposal import Around as ProposedFrom
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.themes import key
from coachtui.domain.underneath import Change

AnItem = TypeVar("AnItem", CommitmentItem, ProgressItem, FeedforwardItem, ThemeItem)

LONGEST_MINUTES = 1_440
"""The longest that a session can have taken: a day."""


class EndingDraft(NamedTuple):
    """What the cockpit hands over when its session ends; nothing of it is recorded yet.

    `seconds` is what the clock shows; `answers` and `rest` are those of the cockpit.
    """

    session_id: str
    client: str
    notes: str
    capture: Capture
    around: Around
    started: datetime
    seconds: int
    lanes: Mapping[Lane, int] = {}
    answers: Mapping[str, CommitmentState] = {}
    rest: Mapping[str, str] = {}

    @classmethod
    def of(
        cls,
        session_id: str,
        client: str,
        cockpit: Cockpit,
        capture: Capture,
        around: Around,
        now: datetime,
    ) -> EndingDraft:
        """Return what a cockpit hands over at a moment (aware); `capture` is its text as it was read."""
        return cls(
            session_id,
            client,
            cockpit.text,
            capture,
            around,
            cockpit.started,
            cockpit.clock.total(now),
            cockpit.clock.elapsed(now),
            cockpit.answers,
            cockpit.rest,
        )

    @property
    def minutes(self) -> int:
        """How long the session took, to the minute; at least one."""
        return max(1, (self.seconds + 30) // 60)

    def items(self, kind: type[AnItem]) -> tuple[AnItem, ...]:
        """Return the captured items of a kind, in their order."""
        return tuple(item for _, item in self.capture.items if isinstance(item, kind))


class Left(NamedTuple):
    """How the dialog was left without recording anything: the coach goes on writing.

    `line` is that of the notes to go to, if one was chosen.
    """

    line: int | None = None


class Ended(NamedTuple):
    """The session was recorded; `session_id` is the one that is held now."""

    session_id: str


class Underneath(StrEnum):
    """What became of the session while it was open in the cockpit, before it is recorded as held."""

    PLANNED = "planned"
    HELD = "held"
    CLOSED = "closed"
    MOVED = "moved"
    AHEAD = "ahead"
    BINNED = "binned"


UNDERNEATH = {
    Underneath.HELD: "This session was recorded as held meanwhile. What you typed is added to it; nothing doubles.",
    Underneath.CLOSED: "This session was closed meanwhile, as one that did not take place. It becomes held.",
    Underneath.MOVED: "This slot was moved meanwhile. A session of its own is recorded; the moved one stays planned.",
    Underneath.AHEAD: "This session was planned for a later day. It is moved to when you began, and held.",
    Underneath.BINNED: "This session was put in the bin meanwhile. It is taken out again, and held.",
}
"""What is done about it, in words."""


class Ending(NamedTuple):
    """All that is recorded when a session ends, as one action.

    `lanes` hold seconds. `settled` says what became of earlier commitments, by id; `next` is the session planned with
    it; `next_on` the day by which commitments without a date are due, if there is a next session. `summary` is what was
    captured of it (`whole_summary`); the flag that releases it stays as it was. `started` is aware, `held_on` its day
    for the coach.
    """

    session_id: str
    started: datetime
    held_on: date
    held_minutes: int
    notes: str
    summary: str = ""
    lanes: Mapping[Lane, int] = {}
    commitments: tuple[CommitmentItem, ...] = ()
    progress: tuple[ProgressItem, ...] = ()
    feedforward: tuple[FeedforwardItem, ...] = ()
    themes: tuple[str, ...] = ()
    settled: Mapping[str, CommitmentState] = {}
    next: SessionDraft | None = None
    next_on: date | None = None

    @classmethod
    def of(
        cls,
        draft: EndingDraft,
        *,
        minutes: int | None = None,
        settled: Mapping[str, CommitmentState] | None = None,
        next: SessionDraft | None = None,
        next_on: date | None = None,
    ) -> Ending:
        """Return what is recorded of a draft: it took `minutes`, or as long as the clock says.

        `next_on` is the day of a session that is planned already.
        """
        return cls(
            session_id=draft.session_id,
            started=draft.started,
            held_on=draft.around.today,
            held_minutes=draft.minutes if minutes is None else minutes,
            notes=draft.notes,
            summary=draft.capture.summary,
            lanes={lane: spent for lane, spent in draft.lanes.items() if spent > 0},
            commitments=draft.items(CommitmentItem),
            progress=draft.items(ProgressItem),
            feedforward=draft.items(FeedforwardItem),
            themes=once(item.word for item in draft.items(ThemeItem)),
            settled={
                which: state
                for which, state in (draft.answers if settled is None else settled).items()
                if state is not CommitmentState.OPEN
            },
            next=next,
            next_on=next.starts_local.date() if next else next_on,
        )

    def due(self, item: CommitmentItem) -> date | None:
        """Return the day by which a commitment is due: its own, or that of the next session."""
        return self.next_on if item.by_next else item.due

    def problems(self, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before the session can be recorded."""
        length = within("held_minutes", self.held_minutes, 1, LONGEST_MINUTES, "The length", "minutes")
        return (
            *gather(length),
            *SessionNoteDraft(self.notes, self.summary).problems(rules=rules),
            *(problem for item in self.commitments for problem in self._promised(item, rules)),
            *gather(
                *(
                    required("feedforward", item.text, "The feedforward", limit=rules.text_limit)
                    for item in self.feedforward
                ),
                *(required("theme", word, "The theme", limit=rules.line_limit) for word in self.themes),
            ),
            *(self.next.problems(rules=rules) if self.next else ()),
        )

    def _promised(self, item: CommitmentItem, rules: Rules) -> Iterator[Problem]:
        # Which engagement it belongs to is known to the store.
        yield from CommitmentDraft("-", item.owner, item.text, due_on=self.due(item)).problems(rules=rules)


def whole_summary(stored: str, captured: str) -> str:
    """Return a shared summary: what was written before, and under it the captured lines that it lacks."""
    known = set(stored.splitlines())
    added = [line for line in captured.splitlines() if line not in known]
    return "\n".join([*([stored.rstrip("\n")] if stored else ()), *added]) if added else stored


def once(words: Iterable[str]) -> tuple[str, ...]:
    """Return themes with each once, however it is spelt; the first spelling stays."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(key(word), word)
    return tuple(found.values())


class Page(NamedTuple):
    """What the dialog that ends a session shows besides what was captured.

    `commitments` are the open ones from before, `themes` count the earlier sessions in which each came up, by
    `domain.themes.key`; `around` is what the next session is proposed from. `theirs` is what was written elsewhere in
    the session's notes since it began, and is not in the text: recording keeps both, for the merge desk.
    """

    meeting: Meeting
    underneath: Underneath
    summary: Summary
    commitments: tuple[CommitmentLine, ...]
    themes: Mapping[str, int]
    around: ProposedFrom
    theirs: tuple[Change, ...] = ()
