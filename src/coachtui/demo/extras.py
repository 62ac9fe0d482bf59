"""What else a used practice holds: the log from before, a bin, something removed for good, a merge's conflicts."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from coachtui.demo import cast
from coachtui.demo.diary import wall, workday
from coachtui.demo.events import Event, Story
from coachtui.demo.ledger import Ledger
from coachtui.demo.plan import Guide, House, Plan
from coachtui.domain.calendar import About, Occurrence
from coachtui.domain.calendar_matching import Answers, plain
from coachtui.domain.engagement import CoachingForm, EngagementState
from coachtui.domain.ids import natural_id
from coachtui.domain.words import folded

if TYPE_CHECKING:
    from coachtui.store.driver import Connection

TABLET = "tablet"
CALENDAR, COFFEE, DENTIST = "Robin Keller", "Coffee with M.", "Dentist"
"""A calendar of the owner's, and titles of events in it whose engagement nobody but the owner could tell."""
_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def tell_owner(story: Story, owner: Guide, founded: datetime, now: datetime) -> None:
    """The owner's own particulars and the coaching log from before this file."""
    event = story.event(founded + timedelta(minutes=4), "edited the coach Robin Keller")
    today = wall(now, owner.zone).date()
    begun = today + timedelta(days=cast.TRAINING)
    event.change("coach", owner.id, email=owner.email, training_started_on=begun.isoformat())
    away = workday(today + timedelta(days=cast.TIME_OFF))
    event = story.event(founded + timedelta(minutes=6), "took time off")
    event.make(
        "time_off",
        coach_id=owner.id,
        from_on=away.isoformat(),
        until_on=(away + timedelta(days=6)).isoformat(),
        words="walking in the Jura",
    )
    event = story.event(founded + timedelta(minutes=40), "noted hours from before in the coaching log")
    for name, group, contact, first, last, paid, free, consented in cast.LOG:
        event.make(
            "log_entry",
            coach_id=owner.id,
            client_name=name,
            form=(CoachingForm.GROUP if group else CoachingForm.INDIVIDUAL).value,
            group_size=group,
            contact=contact,
            starts_on=(today + timedelta(days=first)).isoformat(),
            ends_on=(today + timedelta(days=last)).isoformat(),
            paid_hours=paid,
            pro_bono_hours=free,
            consented=int(consented),
        )


class Loose:
    """The loose ends of the last weeks: two machines, a bin, a draft."""

    def __init__(self, ledger: Ledger, random: Random, now: datetime, tablet: int) -> None:
        self._ledger = ledger
        self._random = random
        self._now = now
        self._tablet = tablet

    def tell(self, db: Connection, plans: list[Plan], house: House) -> None:
        """Write them all; `plans` are the owner's, `house` is where somebody was noted twice."""
        self._bin(db, plans, house)
        self._calendar(db, plans)
        self._merge(plans)
        self._draft(db, plans)

    def last_word(self, db: Connection, plans: list[Plan]) -> None:
        """The very last action, a moment ago, is one that a coach may want to take back."""
        plan = next(plan for plan in plans if plan.client.short == "Mei")
        story = Story(self._random, self._now + timedelta(seconds=25), _engagement(db, plan))
        event = story.event(self._now, f"noted a commitment with {plan.client.name}")
        today = wall(self._now, plan.coach.zone).date()
        event.make(
            "commitment",
            engagement_id=story.about,
            owner="coach",
            body="send the agenda for the three-way to all three",
            made_on=today.isoformat(),
            due_on=today.isoformat(),
            state="open",
        )
        self._ledger.write(story)

    def _bin(self, db: Connection, plans: list[Plan], house: House) -> None:
        story = Story(self._random, self._now)
        made = story.event(self._ago(33, 4), "added Oluwaseun Bancole")
        twice = made.make(
            "person", name="Oluwaseun Bancole", folded=folded("Oluwaseun Bancole"), organisation_id=house.id,
            role_title="COO Europe", named_in_log=0,
        )  # fmt: skip
        story.event(self._ago(33, 3), "removed Oluwaseun Bancole for good").purge("person", twice)
        made = story.event(self._ago(19, 6), "added Jonas (?) from the fair")
        someone = made.make(
            "person", name="Jonas (?) from the fair", folded=folded("Jonas (?) from the fair"), named_in_log=0
        )
        removed = story.event(self._ago(12, 2), "removed a person")
        removed.change("person", someone, deleted_at=removed.at.strftime(_FORMAT))
        self._ledger.write(story)
        row = db.execute(
            "SELECT c.id, c.engagement_id FROM commitment c WHERE c.state = 'done' AND c.owner = 'coach' "
            "AND c.engagement_id = ? ORDER BY c.id LIMIT 1",
            (_engagement(db, next(plan for plan in plans if plan.client.short == "Bo")),),
        ).fetchone()
        if row:
            story = Story(self._random, self._now, row[1])
            event = story.event(self._ago(8, 5), "removed a commitment with Bo Lind")
            event.change("commitment", row[0], deleted_at=event.at.strftime(_FORMAT))
            self._ledger.write(story)

    def _calendar(self, db: Connection, plans: list[Plan]) -> None:
        """The next session of one client is in the coach's own calendar too, and a private event of its is nobody's."""
        mei = next(plan for plan in plans if plan.client.short == "Mei")
        (key,) = db.execute("SELECT id FROM practice").fetchone()
        meeting, answers = mei.meetings[-1], Answers(key)
        occurrence = Occurrence(
            "7kukuqrfedlm2f9t@calendar.example", "", meeting.starts(mei.zone), meeting.at, mei.zone, meeting.minutes,
            cancelled=False, sequence=0, line=1, about=About(COFFEE),
        )  # fmt: skip
        story = Story(self._random, self._now, _engagement(db, mei))
        event = story.event(self._ago(4, 2), f"took 1 session from {CALENDAR}")
        event.make(
            "calendar_event", session_id=meeting.id, source=CALENDAR, uid=occurrence.uid,
            recurrence=occurrence.recurrence, sequence=occurrence.sequence,
            digest=occurrence.digest(declined=False), kept=0,
        )  # fmt: skip
        for engagement_id, title, words in ((story.about, COFFEE, plain(COFFEE)), (None, DENTIST, "")):
            event.make("calendar_match", engagement_id=engagement_id, digest=answers.digest(title), words=words)
        self._ledger.write(story)

    def _merge(self, plans: list[Plan]) -> None:
        """Both machines edited the same fields before they were merged: the later one stands, the other is kept."""
        sam = next(plan for plan in plans if plan.client.short == "Sam" and plan.state is EngagementState.ACTIVE)
        mei = next(plan for plan in plans if plan.client.short == "Mei")
        story = Story(self._random, self._now)
        first = story.event(self._ago(6, 7), f"edited {sam.client.name}")
        first.change("person", sam.client.id, phone="+353 1 555 0143")
        second = story.event(self._ago(6, 3), f"edited {sam.client.name}", tablet=True)
        second.change("person", sam.client.id, phone="+353 1 555 0134")
        third = story.event(self._ago(27, 6), f"edited {mei.client.name}", tablet=True)
        third.change("person", mei.client.id, role_title="Director of Rolling Stock and Depots")
        fourth = story.event(self._ago(27, 2), f"edited {mei.client.name}")
        fourth.change("person", mei.client.id, role_title="Director of Rolling Stock")
        stamps = self._ledger.write(story)
        story = Story(self._random, self._now)
        for event, plan, column, lost, kept, value, resolution in (
            (self._merged(story, 26), mei, "role_title", third, fourth, "Director of Rolling Stock and Depots", "mine"),
            (self._merged(story, 5), sam, "phone", first, second, "+353 1 555 0143", None),
        ):
            (lost_stamp, lost_site), (kept_stamp, kept_site) = stamps[lost], stamps[kept]
            event.put(
                "conflict",
                natural_id("conflict", "edit", "person", plan.client.id, column, lost_stamp, lost_site),
                kind="edit",
                table_name="person",
                row_id=plan.client.id,
                column_name=column,
                lost=json.dumps(value, ensure_ascii=False),
                lost_stamp=lost_stamp,
                lost_site=lost_site,
                kept_stamp=kept_stamp,
                kept_site=kept_site,
                resolution=resolution,
                resolved_at=(event.at + timedelta(minutes=2)).strftime(_FORMAT) if resolution else None,
            )
        self._ledger.write(story)

    def _merged(self, story: Story, days: int) -> Event:
        event = story.event(self._ago(days, 1), f"merged with the {TABLET}")
        event.kind = "merge"
        return event

    def _draft(self, db: Connection, plans: list[Plan]) -> None:
        """Notes were begun on the tablet and never saved."""
        mei = next(plan for plan in plans if plan.client.short == "Mei")
        session = [meeting.id for meeting in mei.meetings][-1]
        body = {"body": "## Before the next session\nAsk what became of the steering committee. [unfinished"}
        db.execute(
            "INSERT INTO draft VALUES (?, 'note', ?, ?, ?)",
            (self._tablet, session, json.dumps(body), self._ago(0, 13).strftime(_FORMAT)),
        )

    def _ago(self, days: int, hours: int) -> datetime:
        return self._now - timedelta(days=days, hours=hours, minutes=self._random.randint(1, 50))


def _engagement(db: Connection, plan: Plan) -> str:
    return str(db.execute("SELECT id FROM engagement WHERE code = ?", (plan.code,)).fetchone()[0])
