"""The agreements that every corpus must hold say what their truth tells."""

import pytest
from tests.extraction.real_cases import cases

from luutru.vietnamese.dates import find_dates
from luutru.vietnamese.folding import fold


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_names_and_places_stand_in_the_text(case):
    text = " ".join(fold(case.text).split())
    for name in ("party.vietnamese", "party.foreign", "witness", "signed_place"):
        for value in case.fields.get(name, ()):
            words = [value.partition(";")[0], *case.accepted.get(value, ())]
            assert any(fold(word) in text for word in words), value


def test_every_case_has_days_that_mislead_or_none():
    dates = {case.name: [found.edtf for found in find_dates(case.text)] for case in cases()}
    assert dates == {
        "belarus": ["2023-12-06/2023-12-09", "2023-12-07"],
        "moiat": ["2023-12-01"],
        "inso": ["2023-08-09"],
        "iames": ["2023-12-20"],
        "turkey": [],
    }


def test_day_place_and_country_of_iames_are_silent():
    iames = next(case for case in cases() if case.name == "iames")
    assert iames.silent >= {"signed_on", "signed_place", "signed_country"}
    assert iames.fields["party.foreign"] == ("IAMES",)
