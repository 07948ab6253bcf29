from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from luutru.records.agency import Fonds
from luutru.records.agreement import Agreement, AgreementEvent, Relation
from luutru.records.base import Record
from luutru.records.days import Span, span_of
from luutru.records.document import Document
from luutru.records.files import FileObject
from luutru.records.schema import METADATA
from luutru.records.status import Life, Status, status_expression
from luutru.services import terms

TODAY = date(2026, 11, 23)
SIGNED = span_of("2023-12-07")


@pytest.mark.parametrize(
    ("life", "status"),
    [
        (Life(), Status.DRAFT),
        (Life(has_file=True), Status.UNDETERMINED),
        (Life(signed=SIGNED), Status.UNDETERMINED),
        (Life(signed=SIGNED, begins=SIGNED), Status.IN_FORCE),
        (Life(signed=SIGNED, effect_rule="on_notification"), Status.SIGNED),
        (Life(signed=SIGNED, begins=span_of("2027")), Status.SIGNED),
        (Life(signed=SIGNED, begins=span_of("2026")), Status.UNDETERMINED),
        (Life(signed=SIGNED, begins=SIGNED, ends=span_of("2026-11-22")), Status.EXPIRED),
        (Life(signed=SIGNED, begins=SIGNED, ends=span_of("2026-11-23")), Status.IN_FORCE),
        (Life(signed=SIGNED, begins=SIGNED, ends=span_of("2026")), Status.UNDETERMINED),
        (Life(signed=SIGNED, begins=SIGNED, replaced_from=TODAY), Status.REPLACED),
        (Life(signed=SIGNED, begins=SIGNED, ended_from=TODAY), Status.TERMINATED),
        (
            Life(signed=SIGNED, begins=SIGNED, suspensions=(Span(date(2026, 1, 1), None),)),
            Status.SUSPENDED,
        ),
        (
            Life(
                signed=SIGNED,
                begins=SIGNED,
                suspensions=(Span(date(2026, 1, 1), date(2026, 2, 1)),),
            ),
            Status.IN_FORCE,
        ),
        (Life(override="terminated"), Status.TERMINATED),
    ],
)
def test_the_first_rule_that_fits_wins(life, status):
    assert life.status_on(TODAY) is status


def test_an_agreement_ends_soon_within_ninety_days():
    life = Life(signed=SIGNED, begins=SIGNED, ends=span_of("2026-12-07"))
    assert life.ends_soon(TODAY)
    assert not life.ends_soon(TODAY - timedelta(days=200))
    assert not life.ends_soon(TODAY + timedelta(days=200))


ENGINE = create_engine("sqlite://", poolclass=StaticPool)
METADATA.create_all(ENGINE)
"""Nothing is ever committed in it."""

DAYS = st.sampled_from(["", "2023", "2026", "2026-11", "2026-11-22", "2026-11-23", "2027-01-01"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    signed=DAYS,
    effective=DAYS,
    expires=DAYS,
    rule=st.sampled_from(["", "on_signing", "on_notification"]),
    event=st.sampled_from(["", "suspension", "termination"]),
    replaced=st.booleans(),
    scanned=st.booleans(),
)
def test_the_rules_in_sql_agree_with_the_rules_for_one(
    signed, effective, expires, rule, event, replaced, scanned
):
    with Session(ENGINE) as session:
        fonds = _added(session, Fonds(fonds_code="1", name="F"))
        agreement = Agreement(
            reference="1", fonds_id=fonds.id, signed_on=signed, effective_on=effective,
            expires_on=expires, effect_rule=rule,
        )  # fmt: skip
        if scanned:
            agreement.documents.append(
                Document(reference="1", files=[FileObject(sha256="0", size=1)])
            )
        terms.derive(agreement)
        _added(session, agreement)
        if event:
            session.add(AgreementEvent(agreement_id=agreement.id, kind=event, effective_from=TODAY))
        if replaced:
            other = _added(session, Agreement(reference="2", fonds_id=fonds.id))
            session.add(
                Relation(from_id=other.id, to_id=agreement.id, kind="replaces", effective_on=TODAY)
            )
        session.flush()
        in_sql = session.scalar(
            select(status_expression(TODAY)).where(Agreement.id == agreement.id)
        )
        assert in_sql == terms.life_of(session, agreement).status_on(TODAY)


def _added(session: Session, record: Record):
    session.add(record)
    session.flush()
    return record
