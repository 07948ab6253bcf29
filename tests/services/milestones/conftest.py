"""An agreement with dates, and a clock that stands still."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from luutru import clock
from luutru.records.milestone import Milestone
from luutru.services.describe import new_agreement


@pytest.fixture
def today(monkeypatch):
    """Stop the clock on 26 November 2026."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 26, 3, tzinfo=UTC))
    return date(2026, 11, 26)


@pytest.fixture
def reference(archive, today):
    """An agreement signed on 20 January 2024, in force at once, for three years."""
    return new_agreement(
        archive,
        [
            ("title_vi", "Bản ghi nhớ về đo lường"),
            ("signing_level", "directorate"),
            ("signed_on", "20/01/2024"),
            ("effect_rule", "on_signing"),
            ("duration", "P3Y"),
            ("party.vietnamese", "Tổng cục Mẫu; TCM; VN"),
            ("party.foreign", "Viện Mẫu; VM; BY"),
        ],
    )


@pytest.fixture
def kept(archive):
    """Return a milestone as it is recorded."""

    def look(number):
        with archive.catalogue.read() as session:
            return session.scalars(select(Milestone).where(Milestone.id == number)).one()

    return look
