"""Writes about the agreement: its versions, what they grant, who consented."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session as Db
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from coachtui.domain.alignment_drafts import AgreementDraft, ConsentDraft
from coachtui.domain.drafts import Problem, refuse
from coachtui.domain.ids import natural_id
from coachtui.domain.people import Party
from coachtui.domain.words import label
from coachtui.store import errors
from coachtui.store.practice import Practice
from coachtui.store.reads.alignment import agreements
from coachtui.store.reads.facts import here
from coachtui.store.tables.alignment import AgreementGrant, AgreementVersion, Consent
from coachtui.store.tables.engagement import Engagement
from coachtui.store.tables.people import Person
from coachtui.store.writes.rows import live, put, say


def draw_up(practice: Practice, engagement_id: str, draft: AgreementDraft) -> str:
    """Store an agreement as the engagement's next version and return its id; what says the same is no new version.

    The notice period becomes the engagement's. A new version needs new consents. Raises Invalid, NotFound.
    """
    refuse(draft.problems())
    with practice.action("", about=engagement_id) as db:
        return make_version(practice, db, engagement_id, draft)


def make_version(practice: Practice, db: Db, engagement_id: str, draft: AgreementDraft) -> str:
    """Store the next version within an open action, give that its words, and return the version's id."""
    engagement = live(db, Engagement, engagement_id)
    db.flush()
    standing = next(iter(agreements(practice.db, engagement_id)), None)
    if standing is not None and draft == AgreementDraft(
        draft.drawn_up_on, standing.roles, standing.logistics, engagement.notice_hours, standing.grants
    ):
        return standing.id
    number = standing.number + 1 if standing else 1
    key = natural_id("agreement_version", engagement_id, number)
    put(
        db,
        AgreementVersion,
        key,
        engagement_id=engagement_id,
        number=number,
        drawn_up_on=draft.drawn_up_on,
        roles=draft.roles,
        logistics=draft.logistics,
    )
    _clear(practice, db, key, draft)
    for (item, audience), granted in draft.grants.items():
        row = natural_id("agreement_grant", key, item.value, audience.value)
        put(db, AgreementGrant, row, version_id=key, item=item, audience=audience, granted=granted)
    engagement.notice_hours = draft.notice_hours
    client = live(db, Person, engagement.client_id).name
    say(db, f"{'drew up' if number == 1 else 'changed'} the agreement with {client}")
    return key


def consent(practice: Practice, version_id: str, party: Party, on: date) -> str:
    """Note that a party consented to the version that stands, or correct the day; return the consent's id.

    Raises Invalid, NotFound.
    """
    with practice.action("") as db:
        version, engagement = _standing(practice, db, version_id)
        named = {Party.MANAGER: engagement.manager_id, Party.SPONSOR: engagement.sponsor_id}
        draft = ConsentDraft(version_id, party, on)
        refuse(
            draft.problems(
                drawn_up_on=version.drawn_up_on,
                parties=[one for one in Party if named.get(one, "named")],
                today=here(practice.db, practice.clock()).today,
            )
        )
        given = db.exec(_consents(version_id).where(col(Consent.party) == party)).first()
        key = given.id if given else natural_id("consent", version_id, party.value)
        put(db, Consent, key, version_id=version_id, party=party, given_on=on)
        client = live(db, Person, engagement.client_id).name
        say(db, f"noted the {label(party)}'s consent to the agreement with {client}", about=engagement.id)
        return key


def withdraw_consent(practice: Practice, version_id: str, party: Party) -> None:
    """Take a party's consent to a version back. Raises NotFound."""
    with practice.action("") as db:
        version = live(db, AgreementVersion, version_id)
        engagement = live(db, Engagement, version.engagement_id)
        given = db.exec(_consents(version_id).where(col(Consent.party) == party)).first()
        if given is None:
            raise errors.NotFound(f"There is no consent of the {label(party)} to version {version.number}.")
        given.deleted_at = practice.clock()
        client = live(db, Person, engagement.client_id).name
        say(db, f"withdrew the {label(party)}'s consent to the agreement with {client}", about=engagement.id)


def _clear(practice: Practice, db: Db, version_id: str, draft: AgreementDraft) -> None:
    """Bin what still hangs on a version of this number that was undone: its consents, and grants of other items."""
    for consented in db.exec(_consents(version_id)):
        consented.deleted_at = practice.clock()
    grants = select(AgreementGrant).where(
        col(AgreementGrant.version_id) == version_id, col(AgreementGrant.deleted_at).is_(None)
    )
    for grant in db.exec(grants):
        if (grant.item, grant.audience) not in draft.grants:
            grant.deleted_at = practice.clock()


def _standing(practice: Practice, db: Db, version_id: str) -> tuple[AgreementVersion, Engagement]:
    """Return a version and its engagement, unless a newer one has taken its place. Raises Invalid, NotFound."""
    version = live(db, AgreementVersion, version_id)
    engagement = live(db, Engagement, version.engagement_id)
    newest = agreements(practice.db, engagement.id)[0]
    if newest.id != version_id:
        told = f"Version {version.number} was replaced by version {newest.number}. Note the consent to that one."
        refuse((Problem("version_id", told),))
    return version, engagement


def _consents(version_id: str) -> SelectOfScalar[Consent]:
    return select(Consent).where(col(Consent.version_id) == version_id, col(Consent.deleted_at).is_(None))
