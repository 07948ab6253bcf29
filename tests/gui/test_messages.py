"""What went wrong is told as advice, or as a report that can be saved."""

import sys
import threading

import pytest

from luutru import failpoints
from luutru.errors import FixityLost, UnknownReference
from luutru.gui.crash_dialog import CrashDialog
from luutru.gui.crashes import crash_report, install_crash_hook
from luutru.gui.main_window import MainWindow
from luutru.gui.messages import notice_of
from luutru.gui.theme.dressing import sheet


@pytest.fixture
def hooks(monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)


def crash():
    try:
        int("a sentence of an agreement")
    except ValueError as error:
        return error


def test_a_refusal_says_what_happened_and_what_to_do():
    kind, title, text = notice_of(UnknownReference("2026-0009"))
    assert kind == "warn"
    assert "2026-0009" in title
    assert text


def test_damage_is_told_louder_than_a_refusal():
    assert notice_of(FixityLost("2026-0001"))[0] == "bad"


def test_a_report_tells_where_it_happened_and_quotes_nothing():
    report = crash_report(crash())
    assert "ValueError" in report
    assert "test_messages.py" in report
    assert "agreement" not in report


def test_a_report_can_be_saved(qtbot, theme, tmp_path):
    dialog = CrashDialog(crash_report(crash()), None)
    qtbot.addWidget(dialog)
    dialog.save_to(tmp_path / "report.txt")
    assert "ValueError" in (tmp_path / "report.txt").read_text("utf-8")


@pytest.mark.parametrize("how", ["full", "error"])
def test_a_report_that_cannot_be_saved_says_so_and_leaves_no_half_of_it(
    qtbot, theme, tmp_path, monkeypatch, how
):
    monkeypatch.setenv(failpoints.VARIABLE, f"disk.write={how}")
    dialog = CrashDialog(crash_report(crash()), None)
    qtbot.addWidget(dialog)
    file = tmp_path / "report.txt"
    file.write_text("an older report", encoding="utf-8")
    dialog.save_to(file)
    assert dialog.told
    assert "Saved" not in dialog.told
    assert [one.name for one in tmp_path.iterdir()] == ["report.txt"]
    assert file.read_text("utf-8") == "an older report"


def test_a_report_for_a_folder_that_is_gone_says_so(qtbot, theme, tmp_path):
    dialog = CrashDialog(crash_report(crash()), None)
    qtbot.addWidget(dialog)
    (tmp_path / "no").write_text("a file", encoding="utf-8")
    dialog.save_to(tmp_path / "no" / "report.txt")
    assert dialog.told
    assert "Saved" not in dialog.told


def test_a_crash_before_the_archive_is_shown_is_told_in_the_style_of_the_window(
    qtbot, theme, preferences
):
    window = MainWindow(theme, preferences)
    qtbot.addWidget(window)
    window.show_crash(crash())
    (dialog,) = window.findChildren(CrashDialog)
    assert dialog.styleSheet() == sheet() != ""
    dialog.close()


def test_a_crash_on_any_thread_is_heard_of(hooks):
    heard: list[BaseException] = []
    install_crash_hook(heard.append)
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    error = crash()
    sys.excepthook(ValueError, error, None)
    assert [type(one) for one in heard] == [ZeroDivisionError, ValueError]
