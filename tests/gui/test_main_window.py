"""The window put together."""

from pathlib import Path
from threading import Event

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from tests.gui.dropping import drag, drop_on

from luutru import i18n
from luutru.gui.agreements.parts import Parts
from luutru.gui.app import archive_to_open
from luutru.gui.crash_dialog import CrashDialog
from luutru.gui.lanes import Lane
from luutru.gui.main_window import LEAST, USUAL
from luutru.gui.preferences import Preferences
from luutru.gui.screens import BY_NAME
from luutru.gui.shell import RAIL, RAIL_WITH_WORDS, Shell
from luutru.gui.welcome.screen import WelcomeScreen
from luutru.gui.workspace import Workspace
from luutru.services.archive import create_archive


@pytest.mark.parametrize(("width", "expected"), [(1600, RAIL_WITH_WORDS), (1366, RAIL)])
def test_the_side_bar_is_compact_in_a_narrow_window(open_window, width, expected):
    assert open_window("intake", width).workspace.side_bar.width() == expected


@pytest.mark.parametrize("screen", list(BY_NAME))
def test_every_screen_fits_the_least_window(open_window, screen):
    window = open_window(screen, LEAST.width(), LEAST.height())
    assert (window.width(), window.height()) == (LEAST.width(), LEAST.height())
    assert window.workspace.minimumSizeHint().width() <= LEAST.width()
    assert window.workspace.minimumSizeHint().height() <= LEAST.height()


def test_a_shortcut_changes_the_screen(open_window):
    window = open_window("agreements")
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert window.workspace.current == "intake"
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.workspace.current == "agreements"


def test_ctrl_f_leads_to_the_search_field(open_window):
    window = open_window("intake")
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is window.workspace.top_bar.field


def test_f6_walks_through_the_panes_and_comes_back(open_window):
    window = open_window("intake")
    window.workspace.top_bar.field.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.focusWidget() in window.workspace.screen_called("intake").panes()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.focusWidget() is window.workspace.top_bar.field


def test_searching_shows_the_agreements(open_window):
    window = open_window("intake")
    window.workspace.search("belarus")
    assert window.workspace.current == "agreements"
    assert window.workspace.top_bar.field.text() == "belarus"


def test_the_status_bar_counts_what_the_archive_holds(open_window, keep, qtbot):
    keep("Lease", signed_on="2023-12-07")
    bar = open_window("intake").workspace.status_bar
    qtbot.waitUntil(lambda: "1 agreement" in bar.told)


def test_something_that_is_no_file_cannot_be_dropped(open_window):
    data = QMimeData()
    data.setText("just words")
    assert not drop_on(open_window("agreements"), data)


def test_files_cannot_be_dropped_before_an_archive_is_open(main_window, a_scan):
    main_window.welcome()
    assert not drop_on(main_window, drag([a_scan()]))


def test_another_language_is_spoken_at_once_and_remembered(open_window, preferences):
    window = open_window("intake")
    window.workspace.actions_of_window["language"].trigger()
    assert i18n.language() == "vi"
    assert preferences.language == "vi"
    assert window.workspace.current == "intake"
    assert window.workspace.actions_of_window["intake"].text() == i18n.translate("Intake")


def test_the_window_of_the_language_before_is_let_go(open_window, qtbot):
    window = open_window("agreements")
    before = window.workspace
    window.change_language()
    qtbot.waitUntil(lambda: not shiboken6.isValid(before))
    window.change_language()
    assert i18n.language() == "en"


def test_work_goes_on_while_the_language_changes(open_window, qtbot):
    heard: list[object] = []
    window, go = open_window("intake"), Event()
    window.session.jobs.start(lambda _job: go.wait(120), heard.append, title="Reading pages")
    window.change_language()
    assert not window.workspace.top_bar.chip.isHidden()
    go.set()
    qtbot.waitUntil(lambda: heard == [True])
    assert window.workspace.top_bar.chip.isHidden()


def test_running_work_is_shown_with_its_progress_and_can_be_stopped(open_window, qtbot):
    window, go = open_window("intake"), Event()

    def work(job):
        job.report(5, 28, "Reading pages")
        go.wait(120)
        job.report(6, 28, "Reading pages")

    chip = window.workspace.top_bar.chip
    qtbot.waitUntil(chip.isHidden)
    window.session.jobs.start(work, title="Taking in")
    qtbot.waitUntil(lambda: chip.accessibleName() == "Reading pages 5/28 · 18%")
    chip._stop.click()
    assert chip.accessibleName().startswith("Stopping")
    go.set()
    qtbot.waitUntil(chip.isHidden)


def test_all_running_work_is_listed_and_each_can_be_stopped(open_window, qtbot):
    window = open_window("agreements")
    go = Event()

    def work(job):
        while not go.wait(0.01):
            job.report(1, 4, job.title)

    jobs = window.session.jobs
    first = jobs.start(work, title="Taking in", lane=Lane.ACCESSION)
    second = jobs.start(work, title="Reading pages", lane=Lane.INTAKE)
    qtbot.waitUntil(lambda: first.total == second.total == 4)
    window.workspace.show_screen("intake")
    listed = window.workspace.top_bar.chip.open_list()
    assert list(listed.lines) == [first, second]
    listed.lines[second].stop.click()
    qtbot.waitUntil(lambda: list(listed.lines) == [first])
    go.set()
    qtbot.waitUntil(lambda: jobs.running == [])


def test_no_action_of_the_window_does_nothing(open_window):
    window = open_window("agreements")
    for screen in BY_NAME:
        window.workspace.show_screen(screen)
    window.workspace.screen_called("intake").review()
    window.workspace.screen_called("copies").issue()
    assert window.findChild(Parts).form is not None
    idle = [
        action.objectName()
        for action in window.workspace.actions_of_window
        if not (action.receivers("2triggered(bool)") or action.receivers("2toggled(bool)"))
    ]
    assert idle == []


def test_the_theme_is_remembered(open_window, preferences, theme):
    window = open_window("intake")
    window.workspace.actions_of_window["theme"].trigger()
    assert theme.dark
    assert preferences.scheme == "dark"


def test_the_screen_shown_last_is_shown_first(open_window, preferences):
    open_window("intake")
    assert preferences.screen == "intake"


def test_closing_the_archive_leads_back_to_the_welcome(open_window):
    window = open_window("intake")
    window.workspace.actions_of_window["close_archive"].trigger()
    assert isinstance(window.centralWidget(), WelcomeScreen)


def test_an_archive_is_opened_without_holding_up_the_window(main_window, tmp_path, qtbot):
    create_archive(tmp_path / "other", name="Other").close()
    main_window.open(tmp_path / "other")
    assert isinstance(main_window.centralWidget(), Shell)
    qtbot.waitUntil(lambda: isinstance(main_window.centralWidget(), Workspace))
    assert main_window.windowTitle().startswith("Other")


def test_the_window_is_no_larger_than_the_screen_has_room_for(main_window):
    room = main_window.screen().availableSize()
    assert main_window.size() == USUAL.boundedTo(room).expandedTo(LEAST)


def test_an_archive_whose_files_nobody_read_is_closed_without_a_reader(open_window):
    window = open_window("intake")
    archive = window.session.archive
    window.let_go()
    assert "reader" not in vars(archive)


def test_an_archive_that_is_long_in_coming_is_told_in_the_page(main_window, tmp_path, qtbot):
    create_archive(tmp_path / "other", name="Other").close()
    go_on = Event()
    main_window._opening.start(lambda _job: go_on.wait(), lane=Lane.READING)
    main_window.open(tmp_path / "other")
    waiting = main_window.centralWidget()
    assert not waiting.findChildren(QLabel)
    qtbot.waitUntil(lambda: "Opening" in " ".join(n.text() for n in waiting.findChildren(QLabel)))
    go_on.set()
    qtbot.waitUntil(lambda: isinstance(main_window.centralWidget(), Workspace))


def test_a_folder_without_an_archive_is_told_in_the_page(main_window, tmp_path, qtbot):
    main_window.open(tmp_path)
    qtbot.waitUntil(lambda: isinstance(main_window.centralWidget(), WelcomeScreen))
    assert "There is no archive in" in main_window.centralWidget().told


def test_a_crash_is_shown_as_a_report(open_window, qtbot):
    window = open_window("intake")
    window.crashed.emit(ValueError("the text of an agreement"))
    qtbot.waitUntil(lambda: window.findChild(CrashDialog) is not None)
    report = window.findChild(CrashDialog).report
    assert "agreement" not in report
    assert "ValueError" in report


@pytest.mark.parametrize("screen", list(BY_NAME))
def test_everything_that_takes_the_focus_has_an_accessible_name(open_window, qtbot, screen):
    window = open_window(screen)
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    nameless = [
        child
        for child in window.findChildren(QWidget)
        if child.isVisible()
        and child.focusPolicy() != Qt.FocusPolicy.NoFocus
        and isinstance(child, QAbstractButton | QLineEdit)
        and not (child.accessibleName() or child.text())
    ]
    assert [(child.objectName(), child.parentWidget()) for child in nameless] == []


def test_a_folder_that_was_named_is_never_replaced_by_another(tmp_path):
    create_archive(tmp_path / "a").close()
    assert archive_to_open(None, [tmp_path / "a"]) == tmp_path / "a"
    assert archive_to_open(tmp_path / "a", []) == tmp_path / "a"
    assert archive_to_open(tmp_path / "b", [tmp_path / "a"]) is None
    assert archive_to_open(None, [Path("/nowhere")]) is None


def test_recent_archives_are_kept_newest_first(preferences: Preferences, tmp_path):
    for name in ("a", "b", "a"):
        (tmp_path / name).mkdir(exist_ok=True)
        preferences.opened(tmp_path / name)
    assert preferences.recent == [tmp_path / "a", tmp_path / "b"]


@pytest.mark.parametrize("screen", ["home", "agreements"])
def test_the_window_of_an_archive_stands_before_its_catalogue_is_open(
    main_window, tmp_path, qtbot, preferences, screen
):
    create_archive(tmp_path / "other", name="Kho").close()
    preferences.screen = screen
    main_window.show()
    main_window.open(tmp_path / "other")
    qtbot.waitUntil(lambda: main_window.workspace is not None)
    assert main_window.workspace.side_bar.buttons[screen].isChecked()
    qtbot.waitUntil(lambda: main_window.workspace.current == screen)
    assert main_window.session.archive.is_open


def test_a_catalogue_that_cannot_be_opened_leads_back_to_the_welcome(main_window, tmp_path, qtbot):
    create_archive(tmp_path / "other", name="Kho").close()
    (tmp_path / "other" / "catalogue.sqlite").write_bytes(b"no catalogue" * 1000)
    main_window.show()
    main_window.open(tmp_path / "other")
    qtbot.waitUntil(lambda: isinstance(main_window.centralWidget(), WelcomeScreen))
    assert main_window.centralWidget().told
    assert main_window.session is None
