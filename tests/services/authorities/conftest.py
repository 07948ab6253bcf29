"""Partners of a test, and all rows of theirs."""

import pytest
from sqlalchemy import select

from luutru.records.party import Authority, AuthorityName, AuthorityRelation, PartyRole
from luutru.services.partners import partners


@pytest.fixture
def called(archive):
    """Find the number of the one partner of a name."""

    def find(name):
        (partner,) = partners(archive, name)
        return partner.id

    return find


@pytest.fixture
def rows(archive):
    """Return every row about authorities as it is kept, versions aside."""

    def read():
        with archive.catalogue.read(whole=True) as session:
            return [
                tuple(row)
                for record in (Authority, AuthorityName, AuthorityRelation, PartyRole)
                for row in session.execute(
                    select(*(c for c in record.__table__.columns if c.name != "version")).order_by(
                        *record.__table__.primary_key
                    )
                )
            ]

    return read
