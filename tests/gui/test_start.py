"""What stands between the start of the program and the first frame of its window."""

import os
import subprocess
import sys

import pytest

from luutru.gui.intake import work
from luutru.services.archive import create_archive
from luutru.services.describe import new_agreement
from luutru.services.home import today

_START = """
import sys
from luutru import __main__ as program
from luutru.gui.shell import Shell
paint = Shell.paintEvent
def painted(shell, event):
    told()
    paint(shell, event)
def told():
    import os
    print(*sys.modules, sep="\\n", flush=True)
    os._exit(0)
Shell.paintEvent = painted
sys.argv = ["luutru"]
program.main()
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """What was loaded when the window of an archive was first painted, in a process of its own."""
    room = tmp_path_factory.mktemp("start")
    create_archive(room / "archive", name="Kho").close()
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(room / "config"),
        "LUUTRU_ARCHIVE": str(room / "archive"),
        "LUUTRU_INDEX_DIR": str(room / "index"),
        "LUUTRU_LOG_DIR": str(room / "log"),
    }
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [sys.executable, "-c", _START], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    "module",
    [
        "sqlalchemy",
        "luutru.gui.workspace",
        "luutru.gui.jobs",
        "luutru.services.archive",
        "luutru.errors",
        "typing_extensions",
        "luutru.holdings.catalogue",
        "luutru.cli.main",
        "rich",
        "platformdirs",
        "luutru.gui.signing_in.page",
        "luutru.gui.home.screen",
        "luutru.gui.agreements.screen",
    ],
)
def test_what_the_first_frame_does_not_need_is_loaded_after_it(loaded, module):
    assert "luutru.gui.main_window" in loaded
    assert module not in loaded


def test_qt_draws_in_the_style_the_sheet_was_made_for():
    program = (
        "from PySide6.QtWidgets import QApplication\n"
        "from luutru.gui.theme.theme import DRAWN_BY\n"
        "print(QApplication(['luutru', *DRAWN_BY]).style().name())"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "fusion"


_VISIT = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from luutru.gui.app import build
from luutru.gui.main_window import MainWindow
from luutru.gui.preferences import Preferences
from luutru.gui.theme.theme import Scheme
from luutru.services.archive import open_archive
application, theme = build(["luutru"], Scheme.LIGHT)
window = MainWindow(theme, Preferences())
workspace = window.work_in(open_archive(Path(sys.argv[1])))
window.show()
def wait():
    until = time.monotonic() + 0.6
    while time.monotonic() < until:
        application.processEvents()
        if not window.session.jobs.idle:
            until = time.monotonic() + 0.6
wait()
known = set(sys.modules)
workspace.show_screen("agreements")
wait()
print(*(one for one in set(sys.modules) - known if one.startswith("luutru")), flush=True)
window.let_go()
window.close()
"""


def test_a_first_visit_of_the_agreements_loads_nothing_any_more(tmp_path):
    archive = create_archive(tmp_path / "archive", name="Kho")
    new_agreement(archive, [("title_vi", "Thỏa thuận")])
    archive.close()
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "LUUTRU_INDEX_DIR": str(tmp_path / "index"),
        "LUUTRU_LOG_DIR": str(tmp_path / "log"),
    }
    command = [sys.executable, "-c", _VISIT, str(tmp_path / "archive")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_first_screen_is_read_before_what_is_counted_beside_it(open_window, qtbot, monkeypatch):
    read: list[str] = []

    def noted(module, name):
        whole = getattr(module, name)

        def note(*told):
            read.append(name)
            return whole(*told)

        monkeypatch.setattr(module, name, note)

    noted(today, "home")
    noted(work, "look")
    window = open_window("home")
    qtbot.waitUntil(lambda: "look" in read)
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    assert read[:2] == ["home", "look"]
