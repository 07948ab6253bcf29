"""The brief as a page of the window: read, opened from, exported, left."""

from PySide6.QtCore import Qt

from luutru.gui.partners.screen import BRIEF, PAGE
from luutru.gui.widgets.row_table import TallTable


def is_brief(screen):
    return screen._stack.currentIndex() == BRIEF


def test_the_brief_of_a_partner_is_read_and_left(screen, show, qtbot):
    show("INSO")
    screen.page.head.brief.click()
    qtbot.waitUntil(lambda: is_brief(screen))
    assert screen.brief._title.text() == "Brief: INSO"
    screen.brief.back.click()
    assert screen._stack.currentIndex() == PAGE


def test_the_brief_of_a_country_opens_its_agreements(screen, desk, qtbot):
    screen.show_country("IR")
    qtbot.waitUntil(lambda: is_brief(screen))
    tables = screen.brief.findChildren(TallTable)
    (signed,) = [one for one in tables if "In force" in one.accessibleName()]
    signed.setFocus()
    qtbot.keyClick(signed, Qt.Key.Key_Down)
    with qtbot.waitSignal(desk.agreement_wanted):
        qtbot.keyClick(signed, Qt.Key.Key_Return)


def test_a_brief_stays_while_the_archive_changes_and_goes_when_another_is_chosen(
    screen, show, qtbot
):
    show("INSO")
    screen.show_brief()
    qtbot.waitUntil(lambda: is_brief(screen))
    screen.refresh()
    qtbot.waitUntil(lambda: screen.desk.jobs.idle)
    assert is_brief(screen)
    show("BelGISS")
    assert not is_brief(screen)


def test_a_brief_is_written_to_a_file(screen, desk, qtbot, tmp_path):
    screen.show_country("IR")
    qtbot.waitUntil(lambda: is_brief(screen))
    file = tmp_path / "iran.docx"
    with qtbot.waitSignal(desk.told):
        screen.brief.export(file)
    assert file.stat().st_size > 1000
