"""Tables give words the room they need, and let numbers end in one line."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from luutru.gui.theme.dressing import dress
from luutru.gui.widgets.elided_label import ElidedLabel
from luutru.gui.widgets.pill import Look
from luutru.gui.widgets.row_table import Cells, RowTable
from luutru.gui.widgets.word_table import Line, WordTable

TITLE = (
    "Bản ghi nhớ giữa Bộ Khoa học và Công nghệ nước Cộng hòa xã hội chủ nghĩa Việt Nam và Bộ Công "
    "nghiệp và Công nghệ tiên tiến về tiêu chuẩn, đo lường, đánh giá sự phù hợp và Halal"
)


@pytest.fixture
def shown(qtbot, theme):
    def show(made, width=420, height=400):
        qtbot.addWidget(made)
        dress(made)
        made.resize(width, height)
        with qtbot.waitExposed(made):
            made.show()
        return made

    return show


@pytest.mark.parametrize("width", range(240, 520, 40))
def test_no_word_of_a_row_is_left_out(shown, width):
    table = shown(WordTable("Rows", ("Reference", "Title"), {0: 110}, 1), width)
    table.show_lines([Line(("2026-0002", TITLE)), Line(("2026-0003", "Halal"))])
    room = table.columnWidth(1) - 20
    needed = QFontMetrics(table.font()).boundingRect(
        QRect(0, 0, room, 9999), int(Qt.TextFlag.TextWordWrap), TITLE
    )
    assert table.rowHeight(0) >= needed.height() + 12
    assert table.rowHeight(1) == 36


def test_numbers_and_their_heading_end_in_one_line(shown):
    table = shown(RowTable("Copies", ("Number", "Copies", "State"), {0: 90, 1: 70}, 2))
    table.align_numbers(1)
    table.show_rows([Cells(("01", "1", "Issued"), Look("active", "circle-check"))])
    aligned = table.model().headerData(
        1, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
    )
    assert aligned & Qt.AlignmentFlag.AlignRight
    seen = table.grab().toImage()
    row = table.horizontalHeader().height() + table.rowHeight(0) // 2
    ground = seen.pixelColor(90 + 30, row)
    assert any(seen.pixelColor(x, row + y) != ground for x in range(148, 156) for y in range(-4, 4))
    assert all(seen.pixelColor(x, row + y) == ground for x in range(96, 130) for y in range(-4, 4))


def test_of_a_sentence_the_end_is_left_out_and_of_a_path_the_middle(shown):
    sentence, path = ElidedLabel(), ElidedLabel(is_path=True)
    for made, text in ((sentence, TITLE), (path, "/media/usb/kho-luu-tru/ban-quet/mot.pdf")):
        shown(made, 160, 20).say(text)
        assert made.toolTip() == text
    assert sentence.text().endswith("…")
    assert path.text().endswith("mot.pdf")
