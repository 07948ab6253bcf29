"""How transactions begin: with one question, by one message, on a connection that still is one."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from luutru.errors import AgreementFrozen, CatalogueForbidden
from luutru.records.agency import Setting
from luutru.records.agreement import Agreement
from luutru.records.retention import Freeze
from luutru.services import custody
from luutru.services.describe import new_agreement
from luutru.services.inspecting import verify
from luutru.services.life.settings import ending_soon_within, set_ending_soon_days


@pytest.fixture
def shared(at_desk):
    with at_desk("An") as archive:
        yield archive


def kept_in(archive):
    with archive.catalogue.read() as session:
        return len(session.scalars(select(Agreement.id)).all())


def test_connections_that_were_cut_meanwhile_are_replaced_unnoticed(shared, line):
    commits, claims = shared.catalogue.database.commits(), shared.catalogue.database.claims()
    before = commits.count()
    line.hang_up()
    assert kept_in(shared) == 0
    line.hang_up()
    new_agreement(shared, [("title_vi", "Thỏa thuận")])
    line.hang_up()
    assert commits.count() != before
    line.hang_up()
    assert claims.take(1)
    claims.close()
    assert kept_in(shared) == 1


def test_a_reader_sees_one_state_and_cannot_write(shared, at_desk):
    with shared.catalogue.read() as session:
        before = session.scalars(select(Agreement.id)).all()
        with at_desk("Bình") as there:
            new_agreement(there, [("title_vi", "Thỏa thuận")])
        assert session.scalars(select(Agreement.id)).all() == before
    with pytest.raises(CatalogueForbidden), shared.catalogue.read() as session:
        session.execute(text("UPDATE agreement SET note = 'x'"))
    assert kept_in(shared) == 1


def test_what_a_transaction_did_is_undone_where_it_fails(shared):
    with pytest.raises(DBAPIError), shared.catalogue.write() as session:
        session.add(Setting(name="one", value="1"))
        session.flush()
        session.execute(text("SELECT 1 / 0"))
    with shared.catalogue.read() as session:
        assert session.get(Setting, "one") is None
    new_agreement(shared, [("title_vi", "Thỏa thuận")])
    assert verify(shared).findings == ()


def test_a_setting_counts_within_the_transaction_that_wrote_it(archive):
    set_ending_soon_days(archive, 40)
    with archive.catalogue.write() as session:
        assert ending_soon_within(session).days == 40
        session.get_one(Setting, "ending_soon_days").value = "50"
        session.flush()
        assert ending_soon_within(session).days == 50
        session.get_one(Setting, "ending_soon_days").value = "40"


def test_what_was_frozen_within_a_transaction_is_kept_in_it(archive):
    new_agreement(archive, [("title_vi", "Thỏa thuận")])
    with pytest.raises(AgreementFrozen), archive.catalogue.write() as session:
        agreement = session.scalars(select(Agreement)).one()
        agreement.note = "trước"
        session.flush()
        session.add(Freeze(agreement_id=agreement.id, reason="Thanh tra", ordered_by="an"))
        session.flush()
        agreement.note = "sau"
        session.flush()


def test_the_log_goes_on_where_a_part_of_a_transaction_was_undone(archive):
    with archive.catalogue.write() as session:
        first = custody.record(session, archive.person, "set", detail={"setting": "a"})
        tried = session.begin_nested()
        custody.record(session, archive.person, "set", detail={"setting": "b"})
        tried.rollback()
        last = custody.record(session, archive.person, "set", detail={"setting": "c"})
        assert (last.seq, last.previous_hash) == (first.seq + 1, first.hash)
    assert verify(archive).findings == ()
