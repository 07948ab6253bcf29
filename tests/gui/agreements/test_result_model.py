from array import array

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from luutru.gui.agreements import result_model
from luutru.gui.agreements.result_model import COLUMNS, TITLE, ReferenceRole, ResultModel, RowRole
from luutru.services.rows import AgreementRow

MANY = 100_000


def a_row(number):
    return AgreementRow(
        id=number,
        reference=f"2026-{number:06}",
        title=f"Bản ghi nhớ {number}",
        number=f"{number}/BGN-TĐC",
        instrument="memorandum",
        partners=("BelGISS",),
        countries=("BY",),
        signed_on="2023-12-07",
        effective_on="2023-12-07",
        expires_on="2026-12-07",
        status="in_force",
        ending_soon=False,
        review_state="reviewed",
        documents=1,
        pages=6,
        secrecy="none",
    )


class Catalogue:
    """Counts how often it is asked, and for how many rows."""

    def __init__(self):
        self.asked = []
        self.gone = set()

    def fetch(self, ids):
        self.asked.append(len(ids))
        return [a_row(number) for number in ids if number not in self.gone]


@pytest.fixture
def catalogue():
    return Catalogue()


@pytest.fixture
def model(qapp, catalogue):
    made = ResultModel(catalogue.fetch)
    made.show_ids(array("q", range(MANY)))
    return made


def test_the_length_of_the_result_is_known_before_a_row_is_read(model, catalogue):
    assert model.rowCount() == MANY
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount() == len(COLUMNS)
    assert catalogue.asked == []


def test_cells_of_one_page_are_read_at_once(model, catalogue):
    for number in range(result_model.PAGE):
        for column in range(len(COLUMNS)):
            model.data(model.index(number, column))
    assert catalogue.asked == [result_model.PAGE]


def test_memory_stays_constant_while_scrolling_through_everything(model):
    for number in range(0, MANY, 50):
        model.row(number)
    assert len(model._pages) == result_model.PAGES_KEPT


@pytest.mark.parametrize("at_a_time", [1, 2, 3, 7, 128])
def test_every_row_is_shown_once_however_it_is_read(qapp, catalogue, monkeypatch, at_a_time):
    monkeypatch.setattr(result_model, "PAGE", at_a_time)
    monkeypatch.setattr(result_model, "PAGES_KEPT", 2)
    model = ResultModel(catalogue.fetch)
    ids = array("q", [5, 3, 11, 2, 8, 1, 9])
    model.show_ids(ids)
    shown = [model.data(model.index(number, 0), RowRole).id for number in range(len(ids))]
    assert shown == list(ids)


def test_a_row_taken_away_meanwhile_is_empty(model, catalogue):
    catalogue.gone = {3}
    assert model.data(model.index(3, 0)) is None
    assert model.data(model.index(4, 0)) == "Bản ghi nhớ 4"


def test_rows_are_read_anew_after_a_change(model, catalogue):
    model.row(0)
    model.forget_rows()
    model.row(0)
    assert len(catalogue.asked) == 2


def test_a_screen_reader_hears_who_and_which(model):
    said = model.data(model.index(1, TITLE), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Bản ghi nhớ 1, 1/BGN-TĐC, BelGISS, Belarus"
    assert model.data(model.index(1, TITLE), ReferenceRole) == "2026-000001"


def test_headings_are_told(model):
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Agreement"
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_the_model_keeps_the_contract_of_qt(qapp, catalogue):
    model = ResultModel(catalogue.fetch)
    assert model.data(QModelIndex()) is None
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tester.setUseFetchMore(False)
    model.show_ids(array("q", [1, 2, 3]))
    model.show_ids(array("q"))
    model.show_ids(array("q", range(50)))
    model.forget_rows()
