"""Rows further down are read as they are shown; here every page has one row."""

from datetime import date

import pytest

from luutru.gui.agreements import results
from luutru.gui.agreements.row_text import SetRow
from luutru.gui.widgets import paged_rows
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date


@pytest.fixture(autouse=True)
def one_row_a_page(monkeypatch):
    monkeypatch.setattr(paged_rows, "PAGE", 1)
    monkeypatch.setattr(results, "PAGE", 1)


@pytest.fixture
def references(shelve, archive):
    term = {"effect_rule": "on_signing", "expires_on": "1/1/2023"}
    made = [
        shelve(f"Thỏa thuận {day}", "trang", signed_on=f"{day}/1/2020", **term) for day in (3, 2, 1)
    ]
    bring_up_to_date(archive, recognise=False)
    return made


def set_titles(screen):
    kept = screen.results.table.itemDelegate()._kept.values()
    return {one.title[0].text() for one in kept if isinstance(one, SetRow)}


def test_an_agreement_is_opened_though_its_row_is_still_to_be_read(references, open_screen, qtbot):
    screen = open_screen()
    model, table = screen.results.model, screen.results.table
    model.show_ids(model.ids)
    model._rows._before.clear()
    table.choose(model.ids[2])
    assert table.chosen_id() == model.ids[2]
    assert screen.agreement.reference != references[2]
    qtbot.waitUntil(lambda: screen.agreement.reference == references[2])


def test_a_change_further_down_is_painted(references, open_screen, archive, qtbot):
    screen = open_screen()
    qtbot.waitUntil(lambda: "Thỏa thuận 1" in set_titles(screen))
    describe(archive, references[2], [("title_vi", "Thỏa thuận mới")])
    with qtbot.waitSignal(screen.finding.divided):
        screen.refresh()
    qtbot.waitUntil(lambda: "Thỏa thuận mới" in set_titles(screen))
    assert "Thỏa thuận 1" not in set_titles(screen)


def test_a_row_of_another_day_is_not_shown_in_place_of_one_to_be_read(
    references, open_screen, qtbot
):
    screen = open_screen()
    model = screen.results.model
    qtbot.waitUntil(lambda: model.row(2) is not None)
    with qtbot.waitSignal(screen.finding.found):
        screen.asking.as_of(date(2019, 12, 31))
    with qtbot.waitSignal(screen.finding.found):
        screen.asking.as_of(date(2021, 12, 31))
    told = model.row(2)
    assert told is None or told.status == "in_force"
    qtbot.waitUntil(lambda: model.row(2) is not None)
    assert model.row(2).status == "in_force"
