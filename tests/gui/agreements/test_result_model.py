from array import array
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester

from luutru.gui.agreements.result_model import (
    COLUMNS,
    EFFECT,
    TITLE,
    ReferenceRole,
    ResultModel,
    RowRole,
)
from luutru.gui.agreements.row_words import standing_pills
from luutru.gui.widgets import paged_rows
from luutru.gui.widgets.paged_rows import PAGE, PAGES_KEPT, AwaitedRole
from luutru.gui.widgets.pill import paint_pills, pill_width
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
def model(catalogue, jobs):
    made = ResultModel(catalogue.fetch, jobs)
    made.show_ids(array("q", range(MANY)))
    return made


@pytest.fixture
def read(model, qtbot, jobs):
    """Ask for rows and wait until they have come."""

    def come(*numbers, of=model):
        for number in numbers:
            of.row(number)
            qtbot.waitUntil(lambda: jobs.idle)
        return [of.row(number) for number in numbers]

    return come


def test_the_length_of_the_result_is_known_before_a_row_is_read(model, catalogue):
    assert model.rowCount() == MANY
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount() == len(COLUMNS)
    assert catalogue.asked == []


def test_cells_of_one_page_are_read_at_once_and_its_neighbour_ahead(model, catalogue, qtbot, jobs):
    def cells():
        places = ((row, column) for row in range(PAGE) for column in range(len(COLUMNS)))
        return [model.data(model.index(*place)) for place in places]

    assert set(cells()) == {None}
    qtbot.waitUntil(lambda: jobs.idle)
    assert None not in cells()
    qtbot.waitUntil(lambda: jobs.idle)
    assert catalogue.asked == [PAGE, PAGE]


def test_a_row_is_awaited_until_it_is_told(model, qtbot):
    index = model.index(500, 0)
    assert index.data(AwaitedRole)
    with qtbot.waitSignal(model.dataChanged) as told:
        assert index.data(RowRole) is None
    assert told.args[0].row() <= 500 <= told.args[1].row()
    assert not index.data(AwaitedRole)
    assert index.data(RowRole).id == 500


def test_memory_stays_constant_while_scrolling_through_everything(model, read):
    read(*range(0, MANY, 4_000))
    assert len(model._rows._pages) == PAGES_KEPT


@pytest.mark.parametrize("at_a_time", [1, 2, 3, 7, 128])
def test_every_row_is_shown_once_however_it_is_read(catalogue, jobs, read, monkeypatch, at_a_time):
    monkeypatch.setattr(paged_rows, "PAGE", at_a_time)
    model = ResultModel(catalogue.fetch, jobs)
    ids = array("q", [5, 3, 11, 2, 8, 1, 9])
    model.show_ids(ids)
    assert [row.id for row in read(*range(len(ids)), of=model)] == list(ids)


def test_a_row_taken_away_meanwhile_is_empty(model, catalogue, read):
    catalogue.gone = {3}
    assert read(3) == [None]
    assert not model.data(model.index(3, 0), AwaitedRole)
    assert model.data(model.index(3, 0)) is None
    assert model.data(model.index(4, 0)) == "Bản ghi nhớ 4"


def test_a_new_result_shows_what_is_known_and_reads_it_anew(model, catalogue, read):
    read(200)
    model.show_ids(model.ids)
    catalogue.gone = {201}
    assert model.row(201).id == 201
    assert not model.data(model.index(201, 0), AwaitedRole)
    assert read(201) == [None]


def test_of_an_old_result_nothing_is_shown_any_more(model, qtbot, jobs):
    model.row(0)
    model.show_ids(array("q", range(1_000, 1_100)))
    qtbot.waitUntil(lambda: jobs.idle)
    assert model.row(0) is None
    qtbot.waitUntil(lambda: model.row(0) is not None)
    assert model.row(0).id == 1_000


def test_a_screen_reader_hears_who_and_which(model, read):
    read(1)
    said = model.data(model.index(1, TITLE), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Bản ghi nhớ 1, 1/BGN-TĐC, BelGISS, Belarus"
    assert model.data(model.index(1, TITLE), ReferenceRole) == "2026-000001"


def test_headings_are_told(model):
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Agreement"
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_the_model_keeps_the_contract_of_qt(catalogue, jobs, qtbot):
    model = ResultModel(catalogue.fetch, jobs)
    assert model.data(QModelIndex()) is None
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tester.setUseFetchMore(False)
    model.show_ids(array("q", [1, 2, 3]))
    model.show_ids(array("q"))
    model.show_ids(array("q", range(50)))
    with qtbot.waitSignal(model.dataChanged):
        model.row(0)
    assert model.data(model.index(49, 0), RowRole).id == 49


def test_a_row_says_that_others_took_over_from_a_party():
    row = replace(a_row(1), succeeded_by=("Viện mới",))
    assert [word for _, word in standing_pills(row)] == ["In force", "Succeeded"]
    assert COLUMNS[EFFECT].text(row).startswith("In force; succeeded")
    assert [word for _, word in standing_pills(a_row(1))] == ["In force"]


def test_a_pill_without_room_for_its_word_keeps_its_sign(qtbot):
    pills = standing_pills(replace(a_row(1), succeeded_by=("Viện mới",)))
    wide, narrow = (painted_until(width, pills) for width in (400, 130))
    assert wide > narrow > pill_width(pills[0][1])
    assert narrow < 130


def painted_until(width, pills):
    """Return the last column of a picture of this width in which something was painted."""
    picture = QImage(width, 30, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    paint_pills(painter, QRectF(0, 0, width, 30), pills)
    painter.end()
    return max(x for x in range(width) if picture.pixelColor(x, 15).alpha())
