"""Separator sheets are written into a PDF, as many as asked for."""

import pytest
from pypdf import PdfReader
from PySide6.QtTest import QTest

from luutru.gui.intake.separators_dialog import SeparatorsDialog


@pytest.fixture
def dialog(desk, parent, opened):
    return opened(SeparatorsDialog(desk, parent))


def test_the_sheets_are_saved(dialog, tmp_path, qtbot):
    dialog.count.clear()
    dialog.count.edited.emit()
    assert not dialog.save.isEnabled()
    QTest.keyClicks(dialog.count, "3")
    assert dialog.save.isEnabled()
    target = tmp_path / "tờ ngăn cách.pdf"
    with qtbot.waitSignal(dialog.told) as told:
        dialog.write(target)
    assert told.args[1] == str(target)
    assert len(PdfReader(target).pages) == 3


def test_an_annex_is_of_an_agreement_that_is_there(dialog, tmp_path, keep, qtbot):
    assert not dialog.of.isVisible()
    dialog.follows.pick(1)
    dialog.follow()
    assert dialog.of.isVisible()
    dialog.of.put("2020-0099")
    dialog.write(tmp_path / "sheets.pdf")
    qtbot.waitUntil(dialog.notice.isVisible)
    assert not (tmp_path / "sheets.pdf").exists()
    dialog.of.put(keep("lease"))
    with qtbot.waitSignal(dialog.told):
        dialog.write(tmp_path / "sheets.pdf")
    assert "of 2026-" in PdfReader(tmp_path / "sheets.pdf").pages[0].extract_text()
