"""The history of a partner as a picture: days become places, and nothing lies over another."""

import itertools
from datetime import date

import pytest

from luutru.gui.partners.life_layout import lay_out
from luutru.gui.partners.life_plan import bands_changed, life_plan
from luutru.services.authorities.card import authority
from luutru.services.authorities.changing import NameValues, add_name, correct_name
from luutru.services.partners import partners

TODAY = date(2026, 11, 26)


@pytest.fixture
def samr(archive, keep):
    for number in range(12):
        keep(f"Bản ghi nhớ {number}", party__foreign="Tổng cục cũ; AQSIQ; CN",
             signed_on=f"{2008 + number // 2}-03-0{number % 2 + 1}", effect_rule="on_signing",
             duration="P5Y")  # fmt: skip
    keep("Không ngày", party__foreign="Tổng cục cũ; AQSIQ; CN")
    number = partners(archive, "AQSIQ")[0].id
    (name,) = authority(archive, number).names
    correct_name(archive, name.id, NameValues(name.name, "AQSIQ", "", date(2001, 4, 10),
                                              date(2018, 3, 20)))  # fmt: skip
    add_name(archive, number, NameValues("Tổng cục mới", "SAMR", "", date(2018, 3, 21)))
    return life_plan(authority(archive, number), TODAY)


def test_names_are_bands_one_after_the_other(samr):
    assert [(one.words, one.is_current) for one in samr.bands] == [("AQSIQ", False), ("SAMR", True)]
    assert bands_changed(samr) == (date(2018, 3, 21),)
    assert samr.first.year <= 2001
    assert samr.undated == 1


@pytest.mark.parametrize("width", [300.0, 700.0, 1200.0])
def test_bars_and_their_words_never_lie_over_one_another(samr, width):
    laid = lay_out(samr, width, lambda words: 7.0 * len(words)).bars
    assert len(laid) == 12
    for one in laid:
        assert one.place.right() <= width + 8
        for other in laid:
            if one is not other and one.place.top() == other.place.top():
                assert not one.place.united(one.label).intersects(other.place.united(other.label))


def test_years_have_room_between_them(samr):
    for width in (300.0, 1200.0):
        layout = lay_out(samr, width, len)
        years = [layout.x(date(year, 1, 1)) for year in layout.years()]
        assert min(b - a for a, b in itertools.pairwise(years)) >= 60


def test_what_lies_under_the_pointer_is_found(samr):
    layout = lay_out(samr, 900.0, lambda words: 7.0 * len(words))
    bar = layout.bars[3]
    assert layout.at(bar.place.center()) == bar
    assert layout.at(bar.place.center() + bar.place.bottomRight() * 9) is None
