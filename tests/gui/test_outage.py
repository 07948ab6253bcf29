"""The server is away while a window works: nothing typed is lost, and the copy can be read on."""

from array import array
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from sqlalchemy import select
from tests.gui.forms import type_into_form

from luutru.gui.administration.screen import DISPOSAL, USERS
from luutru.gui.milestones.dialogs.editor import MilestoneEditor
from luutru.gui.partners.name_dialog import NewPartnerDialog
from luutru.gui.screens import ADMINISTRATION, AGREEMENTS, BY_NAME, COPIES, HOME, PARTNERS
from luutru.gui.welcome.screen import WelcomeScreen
from luutru.gui.widgets.empty_state import EmptyState
from luutru.gui.widgets.paged_rows import PagedRows
from luutru.services import mirror
from luutru.services.accession import take_in
from luutru.services.cards import card
from luutru.services.describe import describe, new_agreement
from luutru.services.indexing import bring_up_to_date

TITLE = "Hợp tác đo lường"


@pytest.fixture
def shared(at_desk, a_scan):
    with at_desk("An") as archive:
        reference = take_in(archive, a_scan("one")).reference
        parties = [("party.foreign", "BelGIM; BelGIM; BY")]
        describe(archive, reference, [("title_vi", TITLE), *parties])
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
    pane = type_into_form(screen, "signed_place", "Hà Nội", qtbot)
    line.cut()
    screen.refresh()
    qtbot.waitUntil(lambda: window.session.outage.is_on)
    assert screen.agreement.isVisible()
    assert pane.isVisible()
    pane.save_button.click()
    qtbot.waitUntil(pane.notice.isVisible)
    assert "does not answer" in pane.notice.accessibleName()
    assert "nothing listens there" in pane.notice.accessibleName()
    assert pane.form.entered() == {"signed_place": "Hà Nội"}
    qtbot.waitUntil(window.workspace.outage.isVisible)
    line.mend()
    window.session.outage.look()
    qtbot.waitUntil(lambda: not window.workspace.outage.isVisible())
    with qtbot.waitSignal(pane.corrected):
        pane.save_button.click()
    assert card(archive, reference).values["signed_place"].typed == "Hà Nội"


@pytest.fixture
def another(shared):
    archive, _reference = shared
    return new_agreement(archive, [("title_vi", "Hợp tác thử nghiệm"), ("signed_on", "2020")])


def test_the_list_goes_back_to_what_is_shown_where_another_cannot_be_read(
    another, window, shared, line, qtbot
):
    _archive, reference = shared
    screen = window.workspace.screen_shown(AGREEMENTS)
    screen.show_agreement(reference)
    qtbot.waitUntil(lambda: screen.agreement.row is not None)
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    (first,) = (row for row in range(2) if screen.results.model.row(row).reference == reference)
    line.cut()
    screen.results.table.selectRow(1 - first)
    qtbot.waitUntil(lambda: window.session.outage.is_on)
    qtbot.waitUntil(lambda: screen.results.table.currentIndex().row() == first)
    assert screen.agreement.row.reference == reference
    line.mend()


def titles(window):
    """Return what empty pages say that are seen, and what stands in their place."""
    pages = [one for one in window.findChildren(EmptyState) if one.isVisible()]
    return " ".join(one.text() for page in pages for one in page.findChildren(QLabel))


def words(screen):
    return [one.text() for one in screen.findChildren(QLabel) if one.isVisible()]


def test_partners_and_copies_stay_as_they_are_and_go_on_afterwards(window, line, qtbot):
    partners = window.workspace.screen_shown(PARTNERS)
    qtbot.waitUntil(lambda: partners.card is not None)
    copies = window.workspace.screen_shown(COPIES)
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    line.cut()
    for name, screen in ((PARTNERS, partners), (COPIES, copies)):
        window.workspace.show_screen(name)
        before = words(screen)
        screen.refresh()
        qtbot.waitUntil(lambda: window.session.jobs.idle)
        assert words(screen) == before, name
    assert "Read the copy" in ways(window.workspace.outage)
    assert not window.workspace.notice.isVisible()
    line.mend()
    with qtbot.waitSignal(window.session.outage.over):
        window.session.outage.look()
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    assert partners.card is not None
    assert not window.workspace.outage.isVisible()


@pytest.mark.parametrize("name", [one for one in BY_NAME if one not in (HOME, AGREEMENTS)])
def test_a_screen_first_seen_while_the_server_is_away_fills_once_it_is_back(
    window, line, qtbot, name
):
    line.cut()
    screen = window.workspace.screen_shown(name)
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    qtbot.waitUntil(window.workspace.outage.isVisible)
    assert "does not answer" not in titles(window)
    assert "Try again" not in titles(window)
    assert not window.workspace.notice.isVisible()
    away = screen.grab().toImage()
    line.mend()
    with qtbot.waitSignal(window.session.outage.over):
        window.session.outage.look()
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    qtbot.waitUntil(lambda: screen.grab().toImage() != away)


@pytest.mark.parametrize("tab", [DISPOSAL, USERS])
def test_parts_of_the_administration_stay_as_they_are(window, line, qtbot, tab):
    screen = window.workspace.screen_shown(ADMINISTRATION)
    shown = screen.show_tab(tab)
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    line.cut()
    before = titles(window)
    shown.refresh()
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    qtbot.waitUntil(window.workspace.outage.isVisible)
    assert titles(window) == before
    line.mend()


def test_a_list_that_is_scrolled_meanwhile_tells_nothing_more(window, shared, line, qtbot):
    archive = window.session.archive

    def read(_numbers):
        with archive.catalogue.read() as session:
            return list(session.scalars(select(1)))

    rows = PagedRows(read, int, window.session.jobs, window)
    line.cut()
    rows.show(array("q", [1, 2]))
    assert rows.row(0) is None
    qtbot.waitUntil(window.workspace.outage.isVisible)
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    assert not window.workspace.notice.isVisible()
    line.mend()
    rows.show(array("q", [1, 2]))
    qtbot.waitUntil(lambda: rows.row(0) == 1)


def fill_in_partner(window):
    screen = window.workspace.screen_shown(PARTNERS)
    screen.asking.new_partner()
    (dialog,) = screen.findChildren(NewPartnerDialog)
    dialog.fields.name.put("Viện Đo lường")
    return dialog, dialog.save, lambda: dialog.fields.name.typed() == "Viện Đo lường"


def fill_in_request(window):
    screen = window.workspace.screen_shown(COPIES)
    reference = window.workspace.screen_called(AGREEMENTS).agreement.row.reference
    dialog = screen.request(reference, TITLE)
    dialog.requested_by.put("Vụ Pháp chế")
    dialog.follow()
    return dialog, dialog.enter_it, lambda: dialog.requested_by.typed() == "Vụ Pháp chế"


def fill_in_milestone(window):
    screen = window.workspace.screen_shown(AGREEMENTS)
    assert screen.add_milestone()
    (dialog,) = window.findChildren(MilestoneEditor)
    dialog.form.name.put("Báo cáo năm")
    dialog.form.day.put(date(2027, 3, 1))
    dialog.follow()
    return dialog, dialog.save, lambda: dialog.form.name.typed() == "Báo cáo năm"


@pytest.mark.parametrize("fill_in", [fill_in_partner, fill_in_request, fill_in_milestone])
def test_a_form_that_is_being_filled_in_stays_and_is_saved_afterwards(window, line, qtbot, fill_in):
    screen = window.workspace.screen_shown(AGREEMENTS)
    qtbot.waitUntil(lambda: screen.agreement.row is not None)
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    dialog, save, is_kept = fill_in(window)
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    line.cut()
    save.click()
    qtbot.waitUntil(dialog.notice.isVisible)
    assert "does not answer" in dialog.notice.accessibleName()
    qtbot.waitUntil(window.workspace.outage.isVisible)
    line.mend()
    with qtbot.waitSignal(window.session.outage.over):
        window.session.outage.look()
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    assert is_kept()
    assert save.isEnabled()
    with qtbot.waitSignal(dialog.accepted):
        save.click()


def test_the_status_bar_names_the_server_instead_of_saying_that_there_is_no_network(window):
    told = words(window.workspace.status_bar)
    assert "localhost" in told
    assert "Offline" not in told


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
