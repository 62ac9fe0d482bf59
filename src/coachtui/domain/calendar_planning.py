"""What the events of a calendar come to, compared with the sessions that are here. Nothing is written.

The calendar wins where it has news: where it says something else than it said last. Where it says the same, what the
coach changed here stays. What became of a session that is over is never changed, and a session whose event is in the
calendar no more is not cancelled but asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from coachtui.domain.cadence import SessionDraft, SessionState
from coachtui.domain.calendar import OWN_UID, LinkDraft, Linked, Occurrence, Placed, SessionNow, Step, StepKind
from coachtui.domain.words import clock, duration, exact, label

PAIRED_WITHIN = timedelta(days=6)
"""How far a series may have been moved for its sessions to be moved with it, rather than lost and planned anew (ours).

It is less than a week, so that a session of a weekly series is never taken for its neighbour.
"""
GONE_DIGEST = "gone"
"""What is remembered of an event that vanished and whose session was cancelled: whatever it says next is news."""

_CANCELLED = (SessionState.CANCELLED, SessionState.LATE_CANCELLED)
_OFF = (*_CANCELLED, SessionState.RESCHEDULED)
"""States of a session that does not take place; a moved one is among them when what it was moved to is gone."""
_IN_TIME = "cancelled in the calendar; taken as cancelled in time, since the calendar doesn't say when"
_CLOSED = (SessionState.HELD, SessionState.NO_SHOW)


class Stored:
    """What is here: sessions, and the events from which they were taken."""

    def __init__(self, sessions: Iterable[SessionNow], links: Iterable[Linked]):
        self.changes: dict[str, int] = {}
        """How often the sessions were changed whose own events are in the file, by their ids."""
        self.sessions = {session.id: session for session in sessions}
        self.links = [link for link in links if link.session_id in self.sessions]
        self._by_event: dict[tuple[str, str], list[Linked]] = {}
        self._of_uid: dict[str, list[Linked]] = {}
        self._of_engagement: dict[str, list[SessionNow]] = {}
        for link in self.links:
            self._by_event.setdefault((link.uid, link.recurrence), []).append(link)
            self._of_uid.setdefault(link.uid, []).append(link)
        for session in self.sessions.values():
            if not session.binned and session.state is not SessionState.RESCHEDULED:
                self._of_engagement.setdefault(session.engagement_id, []).append(session)

    def link(self, source: str, uid: str, recurrence: str) -> Linked | None:
        """Return what is remembered of an event, from this calendar or, failing that, from another one."""
        found = self._by_event.get((uid, recurrence), ())
        return next((link for link in found if link.source == source), next(iter(found), None))

    def links_of(self, uid: str) -> Sequence[Linked]:
        """Return what is remembered of all events with a UID."""
        return self._of_uid.get(uid, ())

    def of_engagement(self, engagement_id: str) -> Sequence[SessionNow]:
        """Return the sessions of an engagement that stand: neither moved away nor in the bin."""
        return self._of_engagement.get(engagement_id, ())

    def standing(self, session_id: str) -> SessionNow | None:
        """Return what became of a session: itself, or the last of those to which it was moved."""
        found, passed = self.sessions.get(session_id), set[str]()
        while found is not None and found.moved_to_id and found.id not in passed:
            passed.add(found.id)
            found = self.sessions.get(found.moved_to_id, None) or found
        return found


def plan(
    placed: Sequence[Placed],
    stored: Stored,
    source: str,
    now: datetime,
    *,
    unsure: frozenset[str] = frozenset(),
    whole: bool = True,
    until: datetime | None = None,
    asked: Mapping[str, bool] | None = None,
) -> list[Step]:
    """Return what each event comes to, and what becomes of sessions whose event is in the calendar no more.

    `unsure` are the UIDs of events that stand in the file and could not be placed. Unless the file is `whole`, nothing
    counts as vanished; nor does what begins after `until`. `asked` says of a vanished event, by the id of its link, if
    its session is kept (True) or cancelled; of those not asked yet nothing is written.
    """
    return _Planning(stored, source, now, asked or {}).steps(placed, unsure, whole, until)


class _Planning:
    def __init__(self, stored: Stored, source: str, now: datetime, asked: Mapping[str, bool]):
        self._stored = stored
        self._source = source
        self._now = now
        self._asked = asked
        self._taken: set[str] = set()

    def steps(
        self, placed: Sequence[Placed], unsure: frozenset[str], whole: bool, until: datetime | None
    ) -> list[Step]:
        told, newest = list[Placed](), list[Placed]()
        for one in _newest(placed):
            (told if self._is_told_already(one) else newest).append(one)
        placed = newest
        seen = {(one.occurrence.uid, one.occurrence.recurrence) for one in placed}
        links = {key: self._stored.link(self._source, *key) for key in seen}
        known_keys = seen | {_key(one) for one in told}
        missing = [
            link
            for link in self._stored.links
            if whole and link.source == self._source and (link.uid, link.recurrence) not in known_keys
            and link.uid not in unsure
        ]  # fmt: skip
        gone = [link for link in missing if self._ahead(link, until)]
        # Sessions whose event is known are not free for another event.
        self._taken = {self._stands(link) for link in links.values() if link}
        begun = [link for link in missing if self._has_begun(link) and self._stands(link) not in self._taken]
        rekeyed = _paired([one for one in placed if not links[_key(one)]], [*gone, *begun], self._stored, self._now)
        found: list[Step] = []
        for one in placed:
            moved = rekeyed.get(_key(one))
            link = links[_key(one)] or moved
            step = self._known(one, link) if link else self._unknown(one)
            found.append(step)
            if step.session_id:
                self._taken.add(step.session_id)
        kept = {link.id for link in rekeyed.values()}
        left = [link for link in gone if link.id not in kept and self._stands(link) not in self._taken]
        known = (self._step(StepKind.SAME, one, "cancelled or moved here already") for one in told)
        return [*found, *known, *map(self._gone, left)]

    def _is_told_already(self, one: Placed) -> bool:
        """Whether the event is one that coachtui wrote itself, as cancelled: its session was called off, or moved."""
        own = self._session_of(one.occurrence)
        return one.occurrence.cancelled and own is not None and (own.binned or own.state in _OFF)

    def _session_of(self, occurrence: Occurrence) -> SessionNow | None:
        """Return the session whose own event it is, as coachtui wrote it."""
        session_id, sign, _ = occurrence.uid.rpartition(OWN_UID)
        return self._stored.sessions.get(session_id) if sign else None

    def _known(self, one: Placed, link: Linked) -> Step:
        session = self._stored.standing(link.session_id)
        assert session is not None
        occurrence, draft = one.occurrence, one.draft()
        moves_on = (link.uid, link.recurrence) != _key(one)
        remembered = self._link(one, link.id)
        if link.digest == one.digest and not moves_on:
            return self._step(StepKind.SAME, one, _differs(session, draft), session)
        if occurrence.sequence < link.sequence and not moves_on:
            return self._step(StepKind.STAYS, one, "the file is older than what was taken before", session)
        if session.binned:
            if occurrence.cancelled:
                return self._step(StepKind.SAME, one, "", session)
            return self._step(StepKind.NEW, one, "its session lies in the bin; it is planned anew", None, remembered)
        if session.state in _OFF:
            if occurrence.cancelled or (one.declined and link.digest != GONE_DIGEST):
                return self._step(StepKind.LINKED, one, "cancelled already", session, remembered)
            return self._step(StepKind.NEW, one, "it was cancelled here, and is on again", None, remembered)
        return self._news(one, session, remembered)

    def _news(self, one: Placed, session: SessionNow, remembered: LinkDraft) -> Step:
        """Return what becomes of a session that is planned or over, when the calendar says something new."""
        occurrence, draft = one.occurrence, one.draft()
        at = clock(draft.starts_local)
        if session.state in _CLOSED:
            if session.starts_utc == draft.starts_utc() and not occurrence.cancelled:
                return self._step(StepKind.LINKED, one, f"{label(session.state)} already", session, remembered)
            says = "is cancelled" if occurrence.cancelled else f"is on {exact(draft.starts_local.date())}, {at}"
            return self._step(
                StepKind.STAYS, one, f"in the calendar it {says}, but it is {label(session.state)}: it stays", session
            )
        if session.state in _OFF:
            return self._step(StepKind.NEW, one, "it was cancelled here, and is on again", None, remembered)
        if occurrence.cancelled:
            return self._step(StepKind.CANCELLED, one, _IN_TIME, session, remembered)
        if session.starts_utc != draft.starts_utc():
            words = f"from {exact(session.starts_local.date())}, {clock(session.starts_local)}"
            # What the coach made of the meeting stays: only its time and length are the calendar's.
            return self._step(StepKind.MOVED, one, words, session, remembered)
        if occurrence.minutes is not None and session.minutes != occurrence.minutes:
            words = f"from {duration(session.minutes)} to {duration(occurrence.minutes)}"
            return self._step(StepKind.LENGTH, one, words, session, remembered)
        if one.declined:
            words = f"{one.engaged.client} declined; the session stays planned until you cancel it"
            return self._step(StepKind.DECLINED, one, words, session, remembered)
        return self._step(StepKind.LINKED, one, "", session, remembered)

    def _unknown(self, one: Placed) -> Step:
        occurrence, draft = one.occurrence, one.draft()
        remembered = self._link(one, "")
        own = self._session_of(occurrence)
        if own is not None and not occurrence.recurrence:
            return self._own(one, own, remembered)
        session = self._same(one, draft.starts_utc())
        if session is None:
            if occurrence.cancelled:
                return self._step(StepKind.LEFT, one, "cancelled in the calendar, and never planned here")
            if one.declined:
                return self._step(StepKind.LEFT, one, f"{one.engaged.client} declined")
            words = "over already: say what became of it" if draft.ends_utc() <= self._now else ""
            return self._step(StepKind.NEW, one, words, None, remembered)
        if session.state is SessionState.PLANNED and occurrence.cancelled:
            return self._step(StepKind.CANCELLED, one, _IN_TIME, session, remembered)
        return self._step(StepKind.LINKED, one, f"{label(session.state)} here already", session, remembered)

    def _own(self, one: Placed, session: SessionNow, remembered: LinkDraft) -> Step:
        """Return what an event comes to that coachtui wrote into the calendar: its session is changed, never another.

        What it was when it was written is not known, but how often the session had been changed (SEQUENCE).
        """
        occurrence, draft = one.occurrence, one.draft()
        same_time = session.starts_utc == draft.starts_utc()
        if session.binned or (session.state in _OFF and same_time):
            standing = self._stored.standing(session.id) or session
            return self._step(StepKind.SAME, one, _differs(standing, draft), session)
        changed = occurrence.cancelled or not same_time or occurrence.minutes not in (None, session.minutes)
        if changed and occurrence.sequence < self._stored.changes.get(session.id, 0):
            return self._step(StepKind.STAYS, one, "changed here since the calendar was written; it stays", session)
        # Whatever it says that differs is news.
        return self._news(one, self._stored.standing(session.id) or session, remembered)

    def _same(self, one: Placed, starts_utc: datetime) -> SessionNow | None:
        """Return the session that is here for the event already: at the same time, or, if it is over, about then."""
        ends = starts_utc + timedelta(minutes=one.occurrence.minutes or one.engaged.minutes)
        for session in self._stored.of_engagement(one.engaged.id):
            if session.id in self._taken:
                continue
            if session.starts_utc == starts_utc and session.state not in _CANCELLED:
                return session
            over = session.starts_utc + timedelta(minutes=session.minutes)
            if session.state in _CLOSED and session.starts_utc < ends and starts_utc < over:
                return session
        return None

    def _ahead(self, link: Linked, until: datetime | None) -> bool:
        """Whether a session is planned, and its day is still to come and within what was looked at."""
        session = self._stored.standing(link.session_id)
        return (
            session is not None
            and not session.binned
            and session.state is SessionState.PLANNED
            and session.starts_utc > self._now
            and (until is None or session.starts_utc < until)
            and not link.kept
        )

    def _has_begun(self, link: Linked) -> bool:
        session = self._stored.standing(link.session_id)
        return session is not None and not session.binned and session.starts_utc <= self._now

    def _stands(self, link: Linked) -> str:
        """Return the id of the session that an event is now, wherever it was moved."""
        session = self._stored.standing(link.session_id)
        return session.id if session else link.session_id

    def _gone(self, link: Linked) -> Step:
        session = self._stored.standing(link.session_id)
        assert session is not None
        keep = self._asked.get(link.id)
        about = (session.engagement_id, session.client, session.code, 0, session.starts_local)
        if keep is None:
            return Step(StepKind.GONE, *about, "in the calendar no more: keep it, or cancel it?", session.id,
                        link=LinkDraft(*_remembered(link)), time_zone=session.time_zone)  # fmt: skip
        if keep:
            link_draft = LinkDraft(*_remembered(link))._replace(kept=True)
            words = "in the calendar no more; kept"
            return Step(StepKind.KEPT, *about, words, session.id, link=link_draft, time_zone=session.time_zone)
        link_draft = LinkDraft(*_remembered(link))._replace(digest=GONE_DIGEST)
        words = "in the calendar no more; cancelled, as you said"
        return Step(StepKind.CANCELLED, *about, words, session.id, link=link_draft, time_zone=session.time_zone)

    def _link(self, one: Placed, link_id: str) -> LinkDraft:
        occurrence = one.occurrence
        return LinkDraft(link_id, self._source, occurrence.uid, occurrence.recurrence, occurrence.sequence, one.digest)

    @staticmethod
    def _step(
        kind: StepKind, one: Placed, words: str, session: SessionNow | None = None, link: LinkDraft | None = None
    ) -> Step:
        draft = one.draft()
        whose = (one.engaged.id, one.engaged.client, one.engaged.code)
        session_id = session.id if session else ""
        return Step(kind, *whose, one.occurrence.line, draft.starts_local, words, session_id, draft, link,
                    time_zone=draft.time_zone)  # fmt: skip


def _key(one: Placed) -> tuple[str, str]:
    return one.occurrence.uid, one.occurrence.recurrence


def _newest(placed: Sequence[Placed]) -> list[Placed]:
    """Return each event once: the newest of several with the same UID and slot."""
    found: dict[tuple[str, str], Placed] = {}
    for one in placed:
        before = found.get(_key(one))
        if before is None or one.occurrence.sequence >= before.occurrence.sequence:
            found[_key(one)] = one
    return sorted(found.values(), key=lambda one: (one.occurrence.starts_utc, _key(one)))


def _paired(new: list[Placed], gone: list[Linked], stored: Stored, now: datetime) -> dict[tuple[str, str], Linked]:
    """Return, of a series that was moved as a whole, the former event of each new one: the nearest of the same UID.

    Times that are the same come first; each former event is paired once, and what has begun with what has begun.
    """
    paired: dict[tuple[str, str], Linked] = {}
    left = {link.id: link for link in gone}
    distances = []
    by_uid: dict[str, list[Linked]] = {}
    for link in gone:
        by_uid.setdefault(link.uid, []).append(link)
    for one in new:
        if one.occurrence.cancelled:
            continue
        for link in by_uid.get(one.occurrence.uid, ()):
            session = stored.standing(link.session_id)
            if session is not None and session.engagement_id == one.engaged.id:
                apart = abs(session.starts_utc - one.occurrence.starts_utc)
                if apart <= PAIRED_WITHIN and (session.starts_utc > now or one.occurrence.starts_utc <= now):
                    distances.append((apart, _key(one), link.id))
    for _, key, link_id in sorted(distances):
        if key not in paired and link_id in left:
            paired[key] = left.pop(link_id)
    return paired


def _differs(session: SessionNow, draft: SessionDraft) -> str:
    """Say what the coach made of a session of which the calendar says nothing new."""
    if session.binned:
        return "its session lies in the bin; it stays there"
    if session.state in _CANCELLED:
        return f"{label(session.state)} here; it stays so"
    if session.starts_utc != draft.starts_utc():
        return f"moved here to {exact(session.starts_local.date())}, {clock(session.starts_local)}; it stays there"
    return ""


def _remembered(link: Linked) -> tuple[str, str, str, str, int, str, bool]:
    return link.id, link.source, link.uid, link.recurrence, link.sequence, link.digest, link.kept
