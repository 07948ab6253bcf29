"""What the rules are asked here happens in the days after a signing of August 2023."""

from datetime import date

import pytest

from luutru import clock


@pytest.fixture(autouse=True)
def _in_2023(monkeypatch, request):
    if request.module.__name__.endswith(("test_duties", "test_replanning")):
        monkeypatch.setattr(clock, "today", lambda: date(2023, 8, 20))
