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
from luutru.records.status import Life, Status, ends_soon_expression, status_expression
from luutru.records.term import Lapse
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
        (Life(override="terminated", override_from=date(2026, 11, 24)), Status.DRAFT),
        (Life(signed=span_of("2026-11-24"), begins=SIGNED), Status.DRAFT),
        (
            Life(
                signed=SIGNED,
                begins=SIGNED,
                lapses=(Lapse(date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 1)),),
            ),
            Status.EXPIRED,
        ),
        (
            Life(
                signed=SIGNED,
                begins=SIGNED,
                lapses=(Lapse(date(2026, 1, 1), None, date(2026, 12, 1)),),
            ),
            Status.UNDETERMINED,
        ),
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

EXTENDED = ["2025-01-01", "2026-01-01", "2026-11-23", "2026-11-24"]
DAYS = st.sampled_from(["", "2023", "2026", "2026-11", "2026-11-22", "2026-11-23", "2027-01-01"])


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    signed=DAYS,
    effective=DAYS,
    expires=DAYS,
    rule=st.sampled_from(["", "on_signing", "on_notification"]),
    event=st.sampled_from(["", "suspension", "termination", "notice"]),
    extended=st.sampled_from([None, *map(date.fromisoformat, EXTENDED)]),
    until=st.sampled_from(["2025", "2026-11-22", "2026-12", "2027-01-01"]),
    relation=st.sampled_from(["", "replaces", "terminates", "extends", "amends"]),
    renewal=st.sampled_from(["", "automatic"]),
    override_from=st.sampled_from([None, TODAY, date(2026, 11, 24)]),
    overridden=st.booleans(),
    scanned=st.booleans(),
)
def test_the_rules_in_sql_agree_with_the_rules_for_one(
    signed, effective, expires, rule, event, extended, until, relation, renewal, override_from,
    overridden, scanned,
):  # fmt: skip
    with Session(ENGINE) as session:
        fonds = _added(session, Fonds(fonds_code="1", name="F"))
        agreement = Agreement(
            reference="1", fonds_id=fonds.id, signed_on=signed, effective_on=effective,
            expires_on=expires, effect_rule=rule, renewal=renewal, renewal_period="P1Y",
            status_override="terminated" if overridden else "", status_override_from=override_from,
        )  # fmt: skip
        if scanned:
            agreement.documents.append(
                Document(reference="1", files=[FileObject(sha256="0", size=1)])
            )
        _added(session, agreement)
        if event:
            session.add(AgreementEvent(agreement_id=agreement.id, kind=event, effective_from=TODAY))
        if extended is not None:
            session.add(
                AgreementEvent(
                    agreement_id=agreement.id, kind="extension", effective_from=extended,
                    new_expiry=until,
                )
            )  # fmt: skip
        if relation:
            other = _added(
                session, Agreement(reference="2", fonds_id=fonds.id, expires_on="2026-11-30")
            )
            terms.derive(other)
            session.add(
                Relation(from_id=other.id, to_id=agreement.id, kind=relation, effective_on=TODAY)
            )
        terms.derive_in(session, agreement)
        session.flush()
        life = terms.life_of(session, agreement)
        for day in (date(2025, 6, 1), TODAY, date(2026, 11, 24)):
            query = select(status_expression(day), ends_soon_expression(day))
            status, soon = session.execute(query.where(Agreement.id == agreement.id)).one()
            assert status == life.status_on(day)
            assert (status == "in_force" and bool(soon)) == life.ends_soon(day)


def _added(session: Session, record: Record):
    session.add(record)
    session.flush()
    return record
