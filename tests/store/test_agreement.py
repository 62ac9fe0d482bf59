"""The agreement through a real practice file: versions, grants, consents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.alignment import AgreementItem, Audience
from coachtui.domain.alignment_drafts import AgreementDraft
from coachtui.domain.disclosure import DEFAULTS, UNGRANTABLE
from coachtui.domain.drafts import Invalid
from coachtui.domain.people import Party
from coachtui.store import driver, errors
from coachtui.store.history import around
from coachtui.store.practice import Practice
from coachtui.store.reads import alignment as reads
from coachtui.store.reads import engagement as engagement_reads
from coachtui.store.undo import redo, undo
from coachtui.store.writes import alignment
from tests.conftest import NOW
from tests.store.aligned import DAY, begin, page
from tests.store.rows import content

GOALS, PROCESS, PULSE = AgreementItem.GOALS, AgreementItem.PROCESS, AgreementItem.PULSE
MANAGER, SPONSOR, LEAD = Audience.MANAGER, Audience.SPONSOR, Audience.LEAD
FIRST = AgreementDraft(
    DAY, "Client Dana; coach Ada.", "By video [/b]", 48, {(GOALS, MANAGER): True, (PULSE, SPONSOR): False}
)


@pytest.fixture
def dana(practice: Practice) -> str:
    return begin(practice, sponsor=True)


def test_without_an_agreement_the_first_one_is_proposed(practice: Practice, dana: str) -> None:
    shown = page(practice, dana)
    assert (shown.agreement, shown.versions, shown.consents_missing) == (None, 0, ())
    proposed = reads.agreement_draft(practice.db, dana, NOW)
    roles = "Client Dana Okafor; line manager Marc Held; sponsor Helen Adeb; coach Ada Quist."
    assert proposed == AgreementDraft(DAY, roles, "", 24, {})
    alone = begin(practice, manager=False)
    assert reads.agreement_draft(practice.db, alone, NOW).roles == "Client Dana Okafor; coach Ada Quist."


def test_a_change_is_a_new_version_and_the_same_again_is_none(practice: Practice, dana: str) -> None:
    first = alignment.draw_up(practice, dana, FIRST)
    events = len(around(practice.db, dana))
    assert alignment.draw_up(practice, dana, FIRST._replace(drawn_up_on=DAY + timedelta(days=3))) == first
    assert alignment.draw_up(practice, dana, reads.agreement_draft(practice.db, dana, NOW)) == first
    assert len(around(practice.db, dana)) == events
    assert engagement_reads.draft(practice.db, dana).notice_hours == 48
    for changed in (
        {"roles": "other"},
        {"logistics": ""},
        {"notice_hours": 12},
        {"grants": {(GOALS, MANAGER): True}},
        {"grants": {(GOALS, MANAGER): False, (PULSE, SPONSOR): False}},
    ):
        draft = reads.agreement_draft(practice.db, dana, NOW)._replace(**changed)  # type: ignore[arg-type]
        alignment.draw_up(practice, dana, draft)
        standing = page(practice, dana).agreement
        assert standing is not None
        assert (standing.roles, standing.logistics, standing.notice_hours, standing.grants) == draft[1:]
    versions = reads.agreements(practice.db, dana)
    assert [(one.number, one.notice_hours) for one in versions] == [(6, 12), *((n, None) for n in (5, 4, 3, 2, 1))]
    assert (versions[-1].id, versions[-1].logistics, versions[-1].grants) == (first, "By video [/b]", FIRST.grants)
    assert page(practice, dana).versions == 6


def test_consents_are_to_one_version(practice: Practice, dana: str) -> None:
    first = alignment.draw_up(practice, dana, FIRST._replace(drawn_up_on=DAY - timedelta(days=9)))
    for party in (Party.CLIENT, Party.MANAGER, Party.SPONSOR):
        alignment.consent(practice, first, party, DAY)
    assert page(practice, dana).consents_missing == (Party.COACH,)
    alignment.consent(practice, first, Party.CLIENT, DAY - timedelta(days=1))
    standing = page(practice, dana).agreement
    assert standing is not None
    assert standing.consented(Party.CLIENT) == DAY - timedelta(days=1)
    assert len(standing.consents) == 3
    alignment.withdraw_consent(practice, first, Party.SPONSOR)
    with pytest.raises(errors.NotFound, match="no consent of the sponsor"):
        alignment.withdraw_consent(practice, first, Party.SPONSOR)
    second = alignment.draw_up(practice, dana, FIRST._replace(logistics="In person"))
    assert page(practice, dana).consents_missing == tuple(Party)
    with pytest.raises(Invalid, match="replaced by version 2"):
        alignment.consent(practice, first, Party.SPONSOR, DAY)
    alignment.consent(practice, second, Party.SPONSOR, DAY)
    assert [len(one.consents) for one in reads.agreements(practice.db, dana)] == [1, 2]
    assert around(practice.db, dana)[0].words == "noted the sponsor's consent to the agreement with Dana Okafor"


def test_a_consent_that_cannot_be_is_refused(practice: Practice) -> None:
    alone = begin(practice, manager=False)
    version = alignment.draw_up(practice, alone, FIRST)
    for party, on, words in (
        (Party.MANAGER, DAY, "names no manager"),
        (Party.CLIENT, DAY - timedelta(days=1), "before the day the version"),
        (Party.CLIENT, DAY + timedelta(days=1), "lies ahead"),
    ):
        with pytest.raises(Invalid, match=words):
            alignment.consent(practice, version, party, on)
    with pytest.raises(errors.NotFound):
        alignment.consent(practice, "0" * 32, Party.CLIENT, DAY)
    assert page(practice, alone).consents_missing == (Party.CLIENT, Party.COACH)


def test_what_is_never_or_pooled_is_not_stored(practice: Practice, dana: str) -> None:
    version = alignment.draw_up(practice, dana, FIRST)
    before = content(practice.db)
    for item, audience in product(AgreementItem, Audience):
        if DEFAULTS[item][audience] not in UNGRANTABLE:
            continue
        with pytest.raises(Invalid):
            alignment.draw_up(practice, dana, FIRST._replace(grants={(item, audience): True}))
        with pytest.raises(driver.IntegrityError):
            practice.db.execute(
                "INSERT INTO agreement_grant (id, version_id, item, audience, granted) VALUES (?, ?, ?, ?, 1)",
                ("x" * 32, version, item, audience),
            )
    assert content(practice.db) == before
    everything_else = {
        pair: True for pair in product(AgreementItem, Audience) if DEFAULTS[pair[0]][pair[1]] not in UNGRANTABLE
    }
    alignment.draw_up(practice, dana, FIRST._replace(grants=everything_else))
    assert reads.agreements(practice.db, dana)[0].grants == everything_else


steps = st.one_of(
    st.tuples(
        st.just("draw"),
        st.sampled_from("abc"),
        st.sets(st.sampled_from(list(product((GOALS, PROCESS), (MANAGER, SPONSOR))))),
    ),
    st.tuples(st.just("consent"), st.sampled_from(Party)),
    st.just(("undo",)),
    st.just(("redo",)),
)


@given(st.lists(steps, max_size=7))
def test_versions_are_numbered_without_gaps_whatever_is_undone(
    another: Callable[[], Practice], script: list[tuple[Any, ...]]
) -> None:
    practice = another()
    dana = begin(practice, sponsor=True)
    texts: dict[str, tuple[str, dict[tuple[AgreementItem, Audience], bool]]] = {}
    for step in script:
        before = content(practice.db)
        match step:
            case ("draw", words, pairs):
                version = alignment.draw_up(
                    practice, dana, AgreementDraft(DAY, words, "", 24, dict.fromkeys(pairs, True))
                )
                standing = reads.agreements(practice.db, dana)[0]
                assert (standing.id, standing.roles, standing.grants) == (version, words, dict.fromkeys(pairs, True))
                if content(practice.db) != before:
                    assert standing.consents == ()
                    undo(practice)
                    assert content(practice.db) == before
                    redo(practice)
            case ("consent", party):
                if found := reads.agreements(practice.db, dana):
                    alignment.consent(practice, found[0].id, party, DAY)
            case ("undo",):
                # The engagement and its people stay.
                if texts:
                    undo(practice)
            case ("redo",):
                try:
                    redo(practice)
                except errors.NothingToUndo:
                    continue
        versions = reads.agreements(practice.db, dana)
        assert [one.number for one in versions] == list(range(len(versions), 0, -1))
        texts = {one.id: (one.roles, dict(one.grants)) for one in versions}
        assert all(first != second for first, second in zip([*texts.values()], [*texts.values()][1:], strict=False))
        assert page(practice, dana).versions == len(versions)


def test_consents_to_a_version_that_was_taken_back_do_not_count_for_the_next(practice: Practice, dana: str) -> None:
    """On another device a consent may outlive the version: a new one of that number begins without it."""
    version = alignment.draw_up(practice, dana, FIRST)
    alignment.consent(practice, version, Party.CLIENT, DAY)
    with practice.raw_action("took back elsewhere") as db:
        db.execute("UPDATE agreement_version SET deleted_at = '2026-11-21T08:00:00Z' WHERE id = ?", (version,))
    assert reads.agreements(practice.db, dana) == []
    again = alignment.draw_up(practice, dana, FIRST._replace(grants={(PROCESS, LEAD): False}))
    (standing,) = reads.agreements(practice.db, dana)
    assert (standing.id, standing.number, standing.consents) == (again, 1, ())
    assert standing.grants == {(PROCESS, LEAD): False}
    assert standing.drawn_up_on == date(2026, 11, 21)
