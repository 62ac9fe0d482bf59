"""The alignment command: as text, JSON and CSV, on a demo coach and in engagements where little is there."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest

from coachtui.cli import outline
from coachtui.domain.alignment import AgreementItem, Audience, ExpectationKind, OutcomeKind
from coachtui.domain.alignment_drafts import (
    AgreementDraft,
    CheckInDraft,
    ExpectationDraft,
    FollowUpDraft,
    JointRatingDraft,
    MeetingDraft,
    OutcomeDraft,
)
from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import SessionDraft, SessionKind
from coachtui.domain.engagement import EngagementState
from coachtui.domain.goals import GoalDraft
from coachtui.domain.people import Party
from coachtui.paths import Paths
from coachtui.reports.alignment import COLUMNS
from coachtui.store.practice import open_practice
from coachtui.store.reads.engagement import cards
from coachtui.store.writes import alignment, cadence, engagement, goals
from tests.cli.conftest import Cli
from tests.conftest import NOW, StandingClock

DAY = date(2026, 11, 21)
HOSTILE = "=1+1 \x1b[31m[/b]\x07 漢字\nsecond line"


@pytest.fixture
def aligned(clients: Path, paths: Paths) -> Path:
    """Dana with everything: two goals, one rated by both and by one side again, a meeting, a check-in, consents."""
    with open_practice(clients, paths, clock=StandingClock()) as practice:
        dana = cards(practice.db, NOW, words="dana")[0].id
        engagement.move(practice, dana, EngagementState.ACTIVE, on=date(2026, 9, 1))
        first, second = (goals.add(practice, GoalDraft(dana, title)) for title in ("Delegate", "Board presence"))
        for party, level, day in (
            (Party.CLIENT, 1, 10),
            (Party.MANAGER, -1, 12),
            (Party.CLIENT, 2, 19),
        ):
            alignment.rate(practice, JointRatingDraft(first, party, level, date(2026, 11, day)))
        alignment.rate(practice, JointRatingDraft(second, Party.MANAGER, -2, DAY))
        for party, kind, body in (
            (Party.CLIENT, ExpectationKind.EXPECTATION, HOSTILE),
            (Party.MANAGER, ExpectationKind.SUPPORT, "an hour a week"),
        ):
            alignment.expect(practice, ExpectationDraft(dana, party, kind, body))

        def planned(day: int, kind: SessionKind, stage: Stage | None = None) -> str:
            at = datetime(2026, 11, day, 9)
            return cadence.plan(practice, SessionDraft(dana, at, "Europe/Zurich", kind, 60, stage))

        alignment.record_meeting(
            practice,
            planned(5, SessionKind.THREE_WAY, Stage.START),
            MeetingDraft(
                {Party.CLIENT: True, Party.MANAGER: True, Party.SPONSOR: False},
                (OutcomeDraft("", OutcomeKind.AGREED, "delegation first", first),
                 OutcomeDraft("", OutcomeKind.DECISION, "a trial")),
                (FollowUpDraft(Party.MANAGER, "ask Priya", date(2026, 11, 19)),),
            ),
            60,
        )  # fmt: skip
        alignment.record_check_in(
            practice, planned(16, SessionKind.CHECK_IN), CheckInDraft("it moved", "go on", ("ask first",)), 20
        )
        grants = {(AgreementItem.GOALS, Audience.MANAGER): True, (AgreementItem.GOALS, Audience.SPONSOR): False}
        version = alignment.draw_up(practice, dana, AgreementDraft(DAY, "roles", "by video", 48, grants))
        alignment.consent(practice, version, Party.CLIENT, DAY)
    return clients


def test_alignment_as_text(cli: Cli, aligned: Path) -> None:
    ran = cli("alignment", "dana")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[:3] == [
        "Alignment: Dana Okafor and Marc Held",
        "Aligned: 0 coaching sessions and 1 three-way held.",
        "Next three-way, middle: due Tue 1 Dec (2026-12-01), in 10 d, nothing booked.",
    ]
    for line in (
        "  client: =1+1 ␛[31m[/b]␇ 漢字 second line",
        "  manager: an hour a week",
        "  Delegate: client +1, manager −1, 2 levels apart (open gap), 9 days ago; the client rated 2 days ago, "
        "it is kept out of sight until the manager rates too",
        "  Board presence: not rated by both yet; the manager rated today, "
        "it is kept out of sight until the client rates too",
        "  start: held Thu 5 Nov (2026-11-05)",
        "  end: due Sun 14 Feb 2027, in 85 d, nothing booked",
        "  Thu 5 Nov 2026 09:00, start, held",
        "    There: client, manager",
        "    Not there: sponsor",
        "    Agreed: delegation first (on “Delegate”)",
        "    Decided: a trial",
        "    Follow-up: manager, ask Priya, due 2 days ago (open)",
        "    Moved: it moved",
        "    Next: go on",
        "    Feedforward: ask first",
        "Agreement: version 1, drawn up today (2026-11-21)",
        "  Notice: 48 hours",
        "    goals: client all, manager all, sponsor nothing, lead nothing",
        "    private notes: client nothing, manager nothing, sponsor nothing, lead nothing",
        "  Consents: client today (2026-11-21)",
        "  Consent missing: manager, coach",
    ):
        assert line in lines
    assert "+2" not in ran.out
    assert "−2" not in ran.out


def test_a_three_way_whose_day_has_passed_waits_to_be_closed(cli: Cli, aligned: Path, paths: Paths) -> None:
    with open_practice(aligned, paths, clock=StandingClock()) as practice:
        dana = cards(practice.db, NOW, words="dana")[0].id
        at = datetime(2026, 11, 19, 9)
        cadence.plan(practice, SessionDraft(dana, at, "Europe/Zurich", SessionKind.THREE_WAY, 60, Stage.MIDDLE))
    told = cli("alignment", "dana").out
    assert "Next three-way, middle: over, not closed, Thu 19 Nov (2026-11-19)." in told
    assert "  middle: over, not closed, Thu 19 Nov (2026-11-19)\n" in told
    for command in ("show", "brief"):
        assert "Three-way, middle: 2 days ago, over, not closed" in cli(command, "dana").out
    assert "unclosed: Dana Okafor" in cli("today").out


def test_alignment_as_json(cli: Cli, aligned: Path) -> None:
    ran = cli("alignment", "dana", "--json")
    assert "\x1b" not in ran.out
    data = json.loads(ran.out)
    assert (data["client"], data["manager"], data["sponsor"]) == ("Dana Okafor", "Marc Held", "")
    assert data["expectations"][0]["body"] == HOSTILE
    first, second = data["goals"]
    assert (first["client"]["level"], first["difference"], first["waits_for"]) == (1, 2, "manager")
    assert (second["view"], second["hidden"], second["hidden_on"]) == (None, "manager", "2026-11-21")
    assert data["gaps"] == [first["goal_id"]]
    assert data["meetings"][0]["attended"] == {"client": True, "manager": True, "sponsor": False}
    assert data["agreement"]["grants"] == {"goals": {"manager": True, "sponsor": False}}
    assert data["agreement"]["notice_hours"] == 48
    assert data["consents_missing"] == ["manager", "coach"]
    assert data["next_due"]["expected_on"] == "2026-12-01"
    assert not [level for level in (2, -2) if f'"level": {level}' in ran.out]


def test_alignment_as_csv(cli: Cli, aligned: Path) -> None:
    ran = cli("alignment", "dana", "--csv")
    heads, *rows = csv.reader(StringIO(ran.out))
    assert tuple(heads) == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}
    table = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    parts = [row["part"] for row in table]
    assert list(dict.fromkeys(parts)) == [
        "says", "rating", "three-way due", "meeting", "attendance", "outcome", "follow-up", "check-in", "agreement",
        "grant", "consent",
    ]  # fmt: skip
    assert table[0]["text"].startswith("'=1+1")
    rated = [row for row in table if row["part"] == "rating"]
    assert [
        (row["goal"], row["state"], row["client_level"], row["manager_level"], row["difference"]) for row in rated
    ] == [
        ("Delegate", "open gap", "1", "-1", "2"),
        ("Board presence", "waits for the client", "", "", ""),
    ]
    due = [(row["stage"], row["state"], row["date"]) for row in table if row["part"] == "three-way due"]
    assert due == [("start", "held", "2026-11-05"), ("middle", "due", "2026-12-01"), ("end", "due", "2027-02-14")]


def test_an_engagement_with_nothing_says_so(cli: Cli, clients: Path) -> None:
    out = cli("alignment", "mei").out
    for line in (
        "Alignment: Mei Tan and no line manager named",
        "0 coaching sessions and 0 three-ways held; the engagement is not active, so no three-way is asked for.",
        "Three-ways fall due once the engagement has begun.",
        "  Nothing noted yet.",
        "  No goals yet.",
        "Agreement: none yet; the defaults hold.",
    ):
        assert line in out.splitlines()
    assert json.loads(cli("alignment", "mei", "--json").out)["agreement"] is None
    assert cli("alignment", "mei", "--csv").out == ",".join(COLUMNS) + "\n"
    assert cli("alignment", "nobody").code == outline.NOT_FOUND
    both = cli("alignment", "mei", "--json", "--csv")
    assert (both.code, both.out) == (outline.USAGE, "")
    assert "can't go together" in both.err


def test_nothing_is_late_while_paused_and_nothing_is_due_after_the_end(
    cli: Cli, aligned: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(state: EngagementState, reason: str = "") -> list[str]:
        with open_practice(aligned, paths, clock=StandingClock()) as practice:
            dana = cards(practice.db, NOW, words="dana")[0].id
            if state is not EngagementState.ACTIVE:
                engagement.move(practice, dana, state, on=DAY, reason=reason)
        return [line.strip() for line in cli("alignment", "dana").out.splitlines() if line.startswith("  middle")]

    monkeypatch.setenv("COACHTUI_NOW", "2026-12-11T09:00+00:00")
    assert told(EngagementState.ACTIVE) == ["middle: overdue Tue 1 Dec (2026-12-01), 10 days ago, nothing booked"]
    paused = "middle: due Tue 1 Dec (2026-12-01), nothing booked; paused, so nothing is late"
    assert told(EngagementState.PAUSED) == [paused]
    assert told(EngagementState.DISCONTINUED, "left the firm") == ["middle: not held"]
    assert "three-way due,middle,2026-12-01,,,not held" in cli("alignment", "dana", "--csv").out
    assert "No further three-way is due." in cli("alignment", "dana").out
