"""The screen on which an archive is looked after, in the real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit
from tests.tampering import unlock_log

from luutru.gui import choosing
from luutru.gui.administration.findings_dialog import FindingsDialog
from luutru.gui.administration.screen import AGENCY, CALENDAR, LISTS, LOG, OVERVIEW
from luutru.gui.widgets import paged_rows
from luutru.records.code_lists import code_list
from luutru.records.custody import CustodyEntry
from luutru.services import custody
from luutru.services.backup.backing_up import back_up
from luutru.services.inspecting import last_verdict


@pytest.fixture
def log(screen, until):
    """The tab of the log, read."""
    tab = screen.show_tab(LOG)
    until(lambda: bool(tab.model.rowCount()))
    return tab


@pytest.fixture
def lists(screen, until):
    """The tab of lists, read."""
    tab = screen.show_tab(LISTS)
    until(lambda: tab.table is not None)
    return tab


def said(tab):
    """Return what the column of changes says."""
    return [tab.model.row(place).told for place in range(tab.model.rowCount())]


def test_alt_7_leads_there_and_the_overview_is_read(window, screen, until):
    window.workspace.show_screen("agreements")
    QTest.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    assert window.workspace.current == "administration"
    overview = screen.tab(OVERVIEW)
    until(lambda: "2 originals" in overview.integrity.accessibleName())
    assert "Not compared yet" in overview.integrity.accessibleName()
    assert not overview.findings.isVisible()


def test_comparing_is_done_in_the_background_and_told(window, screen, archive, until):
    overview = screen.tab(OVERVIEW)
    overview.compare.click()
    assert not overview.compare.isEnabled()
    until(lambda: "2 / 2" in overview.integrity.accessibleName())
    assert overview.compare.isEnabled()
    assert not overview.running.isVisible()
    verdict = last_verdict(archive)
    assert verdict is not None
    assert verdict.is_sound
    assert overview.findings.isVisible()
    assert "2 originals compared" in window.workspace.notice.accessibleName()


def test_findings_are_shown_with_what_to_do(screen, archive, until):
    path = archive.strongroom.path_of(next(iter(archive.strongroom)))
    path.rename(path.with_name("0" * 64 + ".pdf"))
    overview = screen.tab(OVERVIEW)
    overview.compare.click()
    until(lambda: bool(overview.findChildren(FindingsDialog)))
    (dialog,) = overview.findChildren(FindingsDialog)
    assert len(dialog.table.lines) == 2
    assert all(line.cells[2] for line in dialog.table.lines)
    dialog.close()


def test_what_a_verification_finds_is_put_back_from_a_backup(
    window, screen, archive, until, tmp_path, monkeypatch
):
    back_up(archive, tmp_path / "medium")
    path = archive.strongroom.path_of(next(iter(archive.strongroom)))
    path.unlink()
    overview = screen.tab(OVERVIEW)
    overview.compare.click()
    until(lambda: bool(overview.findChildren(FindingsDialog)))
    (dialog,) = overview.findChildren(FindingsDialog)
    monkeypatch.setattr(
        choosing, "folder", lambda _parent, take, _title="": take(tmp_path / "medium")
    )
    dialog.mend.click()
    until(path.is_file)
    until(lambda: "put back" in window.workspace.notice.accessibleName())


def test_a_verification_can_be_paused_and_stopped(screen, archive, until):
    overview = screen.tab(OVERVIEW)
    overview.work.verify()
    job = overview.work.verification
    overview.running.pause.click()
    assert job.paused or job not in screen.desk.jobs.running
    overview.running.stop.click()
    until(lambda: overview.work.verification is None)
    assert not overview.running.isVisible()


def test_the_report_is_saved(screen, until, tmp_path):
    overview = screen.tab(OVERVIEW)
    overview.compare.click()
    until(lambda: "2 / 2" in overview.integrity.accessibleName())
    overview.work._write_report(overview._verdict, tmp_path / "report.json")
    until((tmp_path / "report.json").is_file)


def test_the_index_is_built_anew(window, screen, until):
    overview = screen.tab(OVERVIEW)
    overview.rebuild.click()
    until(lambda: "index is built anew" in window.workspace.notice.accessibleName())


def test_the_log_shows_every_entry_and_what_changed(log, archive):
    assert log.model.rowCount() == len(custody.entries(archive))
    assert said(log)[0] == "Signed on: 07/12/2023 → 08/12/2023"
    headings = [log.model.headerData(n, Qt.Orientation.Horizontal) for n in range(7)]
    assert headings[2:4] == ["Person", "Act"]


def test_the_log_is_narrowed_as_one_types(log, until, filled):
    QTest.keyClicks(log.filters.words, "halal")
    until(lambda: 0 < log.model.rowCount() < 5 and "Halal" in " ".join(said(log)))
    log.filters.drop.click()
    until(lambda: log.model.rowCount() > 5)
    log.filters.act.setCurrentIndex(log.filters.act.findData("taken_in"))
    log.filters.act.activated.emit(1)
    until(lambda: log.model.rowCount() == 2)
    QTest.keyClicks(log.filters.reference, filled)
    until(lambda: log.model.rowCount() == 1)
    QTest.keyClicks(log.filters.last, "1/1/2001")
    until(lambda: log.model.rowCount() == 0)
    assert log._stack.currentIndex() == 1


def test_a_day_that_is_none_is_marked(log):
    QTest.keyClicks(log.filters.first, "31/02")
    log.filters._tell()
    assert log.filters.first.property("wrong")
    assert log.filters.wanted().first is None


def test_the_chain_is_checked(log, until):
    log.check.click()
    until(lambda: "Not changed" in log._pill.accessibleName())


def test_a_changed_log_is_told(window, log, archive, until):
    with archive.catalogue.write() as session:
        unlock_log(session.connection())
        session.get_one(CustodyEntry, 2).person = "x"
    log.check.click()
    until(lambda: "Changed at entry 2" in log._pill.accessibleName())
    assert "entry 2" in window.workspace.notice.accessibleName()


def test_an_entry_is_shown_whole_and_leads_to_its_agreement(window, log, until, filled):
    log.table.selectRow(0)
    buttons = log.detail.findChildren(QAbstractButton)
    go = next(one for one in buttons if filled in one.accessibleName())
    go.click()
    until(lambda: window.workspace.current == "agreements")


def test_an_entry_further_down_is_shown_once_it_is_read(log, until, monkeypatch):
    monkeypatch.setattr(paged_rows, "PAGE", 1)
    log.model.show_numbers(log.model.numbers, ())
    log.model._rows._before.clear()
    place = log.model.rowCount() - 1
    assert place > 1
    log.table.selectRow(place)
    assert log.model.row(place) is None
    until(lambda: log.model.row(place) is not None)
    shown = [one.text() for one in log.detail.findChildren(QLabel)]
    assert f"Entry {log.model.numbers[place]}" in shown


def test_the_log_is_exported(window, log, until, tmp_path):
    log.export_to(tmp_path / "log.csv")
    until(lambda: "written to log.csv" in window.workspace.notice.accessibleName())
    assert log.model.row(0).hash in (tmp_path / "log.csv").read_text(encoding="utf-8-sig")


def test_entries_written_meanwhile_are_shown(window, log, archive, keep, until):
    before = log.model.rowCount()
    keep("another")
    window.workspace.actions_of_window["refresh"].trigger()
    until(lambda: log.model.rowCount() > before)


def test_each_list_is_shown_with_its_source(lists):
    lists.show_sheet("country")
    assert "ISO 3166-1" in lists._about.text()
    assert not lists.add.isVisible()
    assert any("Việt Nam" in line.cells for line in lists.table.lines)
    lists.show_sheet("scan_quality")
    assert any("200" in line.cells[1] for line in lists.table.lines)


def test_a_code_is_added_and_renamed(lists, until):
    lists.show_sheet("cooperation_field")
    dialog = lists.add_code()
    assert not dialog.save.isEnabled()
    QTest.keyClicks(dialog.vi, "Halal")
    QTest.keyClicks(dialog.en, "Digital economy")
    dialog.save.click()
    until(dialog.notice.isVisible)
    dialog.vi.put("Kinh tế số")  # QTest types no Vietnamese
    dialog.save.click()
    until(lambda: "digital_economy" in code_list("cooperation_field").codes)
    until(lambda: lists.table.lines[-1].cells[1] == "Kinh tế số")
    lists.table.selectRow(len(lists.table.lines) - 1)
    renaming = lists.rename_code()
    renaming.vi.put("Số hóa")
    renaming.save.click()
    until(lambda: lists.table.lines[-1].cells[1] == "Số hóa")


@pytest.mark.parametrize("tab", [OVERVIEW, LOG, LISTS, AGENCY, CALENDAR])
def test_whatever_takes_the_focus_has_a_name(screen, tab, until):
    page = screen.show_tab(tab)
    until(lambda: not page._reading.waiting)
    for kind in (QAbstractButton, QComboBox, QLineEdit):
        for one in page.findChildren(kind):
            if one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert one.accessibleName(), one


def test_f6_goes_through_the_screen(window, screen, log):
    panes = screen.panes()
    assert panes == (screen.tabs, log.table)
    log.table.setFocus()
    assert QGuiApplication.focusWindow() is not None


@pytest.mark.parametrize("size", [(1366, 768), (1600, 1000)])
def test_it_fits(open_window, filled, size, qtbot):
    window = open_window("administration", *size)
    screen = window.workspace.screen_called("administration")
    for tab in (OVERVIEW, LOG, LISTS, AGENCY, CALENDAR):
        screen.show_tab(tab)
    assert screen.minimumSizeHint().width() <= size[0] - 64
