"""Every number that coachtui decides by, in one place, so that the configuration can change it.

Each is either *agreed* (the profession or the design states it) or *ours* (no fixed rule exists and this is the one
that coachtui keeps, with its reason).
"""

from __future__ import annotations

from typing import NamedTuple


class Rules(NamedTuple):
    """The numbers behind the rules; `DEFAULT` holds them as shipped."""

    # Cadence
    stall_days: int = 30
    """Ours: active days without a held session and with none planned; a month of silence breaks the rhythm."""
    pace_on: float = 0.9
    """Ours: from this share of the expected sessions on, an engagement is on pace; one in ten may slip."""
    pace_slipping: float = 0.7
    """Ours: below this share it is behind; by then catching up needs a new plan, not one more date."""
    notice_hours: int = 24
    """Agreed: the usual notice for cancelling without using the allocation."""
    early_hours: int = 12
    """Ours: how long before its start a session may be recorded as held or missed; more is a slip of the finger."""
    ends_soon_days: int = 28
    """Ours: four weeks, the shortest usual time to consolidate and to hold the closing three-way."""
    series_limit: int = 104
    """Ours: the most sessions that one series plans; two years of weekly meetings."""
    brief_words: int = 200
    """Ours: words in a walk-in brief; what one reads in a minute."""

    # Alignment
    unaligned_after: int = 3
    """Ours: coaching sessions held without a three-way; a third of the usual allocation spent on guesses."""
    alignment_gap: int = 2
    """Ours: levels between client's and manager's rating; one level is a nuance, two are different stories."""
    three_way_start_days: int = 14
    """Ours: the first three-way is due this many active days after the start, before the second or third session."""
    three_way_end_days: int = 14
    """Ours: the last is due this many days before the end, while something can still be agreed."""
    three_way_notice_days: int = 14
    """Ours: a due three-way with no date is shown this many days ahead; managers' diaries need two weeks."""

    # Assessment
    anonymity: int = 3
    """Agreed: answers that a group of raters needs before anything of it is shown."""
    open_group: int = 1
    """Agreed: the same for self and manager, who are not anonymous."""
    blind_spot_fraction: float = 0.25
    """Ours: part of the scale's range by which others and self must differ; 1.0 on a 1–5 scale."""
    model_competencies: int = 100
    """Ours: competencies in one model; more than anybody can rate in one sitting."""
    model_behaviours: int = 200
    """Ours: desired behaviours in one file; more is nothing that people could hold in mind."""
    suggested_goals: int = 3
    """Ours: goals proposed from the largest gaps; a leader works on few things at a time."""
    suggested_words: int = 90
    """Ours: characters of a proposed goal's title; one line of a screen."""

    # Outcome figures
    outcome_people: int = 3
    """Agreed: people in each cell of a pooled outcome figure."""
    outcome_engagements: int = 3
    """Agreed: engagements in each cell of a pooled outcome figure."""

    # Goals
    gas_rho: float = 0.30
    """Agreed: the assumed correlation between goals (Kiresuk & Sherman 1968)."""
    specific_words: int = 3
    """Ours: a goal's text of fewer words names a topic, not a change."""
    trend_entries: int = 3
    """Ours: the latest progress entry is compared with the mean of up to this many before it."""
    percent_step: int = 10
    """Ours: percentage points that one key moves a goal that is followed in per cent; finer is guesswork."""
    pulse_aim: float = 1.0
    """Agreed: the mean perceived change that a mini-survey aims to exceed."""

    # Waiting
    draft_days: int = 14
    """Ours: a draft engagement older than two weeks is waiting for a decision."""

    # Templates
    template_days: int = 3_660
    """Ours: the longest engagement that a template makes; ten years."""
    template_goals: int = 50
    """Ours: goals in one template; more is a list that nobody works on."""
    cohort_members: int = 200
    """Ours: engagements that one start begins; a larger cohort is started in parts."""
    usual_hour: int = 10
    """Ours: the hour, on the client's clock, at which a three-way is planned unless another is said."""

    # Coaching log
    group_people: int = 15
    """Agreed: the most people in a group that the coaching log counts."""
    log_recent_months: int = 18
    """Agreed: the span of the credential's recent hours."""

    # Forms
    text_limit: int = 1_000_000
    """Ours: characters in one text; more than any note, and still quick to draw and to log."""
    line_limit: int = 5_000
    """Ours: characters in a name, a title or another one-line field."""
    allocation_limit: float = 1_000
    """Ours: sessions or hours in one engagement; more is a slip of the finger."""
    interval_limit: int = 26
    """Ours: weeks between sessions; half a year apart is no rhythm."""
    session_minutes_low: int = 15
    """Ours: the shortest usual length of a coaching session."""
    session_minutes_high: int = 480
    """Ours: the longest usual length, a working day."""
    meeting_minutes_low: int = 5
    """Ours: the shortest meeting of any kind; a check-in can be a call."""
    meeting_minutes_high: int = 600
    """Ours: the longest meeting of any kind."""
    notice_limit: int = 336
    """Ours: hours of notice; two weeks."""
    first_year: int = 1950
    """Ours: an earlier year is a slip of the finger."""
    last_year: int = 2150
    """Ours: a later year is a slip of the finger."""


DEFAULT = Rules()
