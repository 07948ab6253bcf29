"""The server is away while a window works: nothing typed is lost, and the copy can be read on."""

import pytest
from PySide6.QtWidgets import QPushButton

from luutru.gui.agreements.parts import FORM
from luutru.gui.screens import AGREEMENTS
from luutru.gui.welcome.screen import WelcomeScreen
from luutru.services import mirror
from luutru.services.accession import take_in
from luutru.services.cards import card
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date

TITLE = "Hợp tác đo lường"


@pytest.fixture
def shared(at_desk, a_scan):
    with at_desk("An") as archive:
        reference = take_in(archive, a_scan("one")).reference
        describe(archive, reference, [("title_vi", TITLE)])
        bring_up_to_date(archive)
        mirror.refresh(archive)
        return archive, reference


@pytest.fixture
def window(main_window, shared, qtbot):
    archive, _reference = shared
    main_window.show()
    main_window.open(archive.folder)
    qtbot.waitUntil(lambda: main_window.session is not None and main_window.session.archive.is_open)
    qtbot.waitUntil(lambda: bool(main_window.workspace.current))
    qtbot.waitUntil(lambda: main_window.session.jobs.idle)
    return main_window


def ways(notice):
    return {one.accessibleName().split(" of ")[0]: one for one in notice.findChildren(QPushButton)}


def test_what_was_typed_is_saved_once_the_server_is_back(window, shared, line, qtbot):
    archive, reference = shared
    screen = window.workspace.screen_shown(AGREEMENTS)
    qtbot.waitUntil(lambda: screen.agreement.row is not None)
    screen.agreement.tabs.setCurrentIndex(FORM)
    pane = screen.agreement.parts.form
    qtbot.waitUntil(lambda: pane.form.is_built and bool(pane.form.parts["title_vi"].before))
    part = pane.form.parts["signed_place"]
    part.put("Hà Nội")
    part.edited.emit()
    line.cut()
    screen.refresh()
    qtbot.waitUntil(lambda: window.session.outage.is_on)
    assert screen.agreement.isVisible()
    assert pane.isVisible()
    pane.save_button.click()
    qtbot.waitUntil(pane.notice.isVisible)
    assert "does not answer" in pane.notice.accessibleName()
    assert pane.form.entered() == {"signed_place": "Hà Nội"}
    qtbot.waitUntil(window.workspace.outage.isVisible)
    line.mend()
    window.session.outage.look()
    qtbot.waitUntil(lambda: not window.workspace.outage.isVisible())
    with qtbot.waitSignal(pane.corrected):
        pane.save_button.click()
    assert card(archive, reference).values["signed_place"].typed == "Hà Nội"


def test_an_outage_is_told_once_whatever_fails_meanwhile(window, line, qtbot):
    line.cut()
    for _again in range(3):
        window.session.reminding.reload()
        window.session.queue.reload()
        window.session.queue.index_corrections()
        qtbot.waitUntil(lambda: window.session.jobs.idle)
    qtbot.waitUntil(window.workspace.outage.isVisible)
    assert not window.workspace.notice.isVisible()
    line.mend()
    window.session.outage.look()
    qtbot.waitUntil(lambda: not window.workspace.outage.isVisible())


def test_the_copy_is_read_on_and_left_when_the_server_is_back(window, shared, line, qtbot):
    _archive, reference = shared
    line.cut()
    window.session.reminding.reload()
    outage = window.workspace.outage
    qtbot.waitUntil(lambda: "Read the copy" in ways(outage))
    before = window.session
    ways(outage)["Read the copy"].click()
    qtbot.waitUntil(lambda: window.session is not before and window.workspace is not None)
    qtbot.waitUntil(lambda: window.session.archive.is_mirrored and window.session.archive.is_open)
    qtbot.waitUntil(window.workspace.read_only.isVisible)
    assert "this desk copied on" in window.workspace.read_only.accessibleName()
    screen = window.workspace.screen_shown(AGREEMENTS)
    qtbot.waitUntil(lambda: screen.agreement.row is not None)
    assert screen.agreement.row.reference == reference
    assert not window.workspace.actions_of_window["edit"].isEnabled()
    copied = window.session
    line.mend()
    copied.outage.look()
    qtbot.waitUntil(lambda: window.session is not copied and window.session is not None)
    qtbot.waitUntil(lambda: window.session.archive.is_open)
    assert window.session.archive.read_only is None


def test_an_archive_whose_server_is_away_is_opened_from_the_copy(main_window, shared, line, qtbot):
    archive, _reference = shared
    line.cut()
    main_window.show()
    main_window.open(archive.folder)
    qtbot.waitUntil(lambda: isinstance(main_window.centralWidget(), WelcomeScreen))
    notice = main_window.centralWidget().notice
    qtbot.waitUntil(lambda: "Read the copy" in ways(notice))
    assert "Try again" in ways(notice)
    ways(notice)["Read the copy"].click()
    qtbot.waitUntil(lambda: main_window.session is not None and main_window.workspace is not None)
    qtbot.waitUntil(lambda: main_window.session.archive.is_open)
    assert main_window.session.archive.is_mirrored
    line.mend()
