"""What an account is not cleared for is shown nowhere in the window, and left nowhere by it.

Two archives are alike but for two marked agreements that only one of them has. A reader goes
through every screen, presses whatever there is, does whatever has a key and asks for words: both
archives show the same, and leave the same for the user of the workstation. Somebody with every
other role sees nothing of the marked agreements.
"""

import re
import shutil
import tempfile
import zipfile
from contextlib import closing
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from tests.journeys.walking import Walk
from tests.services.people.conftest import PASSWORD, staffed
from tests.services.people.marked import MARKERS, filled

from luutru.gui import choosing
from luutru.gui.main_window import MainWindow
from luutru.gui.preferences import Preferences
from luutru.gui.signing_in.page import SignInPage
from luutru.services.archive import open_archive

pytestmark = pytest.mark.slow

HIDDEN = ("2026-0003", "2026-0004")
OFFICERS = "archivist cooperation_officer certifier approver inspector"
"""All roles together that see agreements, without a clearance."""
QUESTIONS = ("do luong", "bimatxo", "zorg", "QA", "2026-0003")
BY_DESIGN = "administration > press Marked agreements…"
"""What an approver is told: references and marks, to clear somebody for them (docs/roles.md)."""
_CHANGING = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|[\d.,]+ ms\b|[\d.,]+ [GM]B free( of [\d.,]+ GB)?"
    r"|(Disk in use|Storage): \d+|[\d.,]+ GB / [\d.,]+ GB|\d\d:\d\d(:\d\d)?"
)
"""What tells of the run alone: what an archive is called inside, how long it took, the disk."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """The folder with an archive that has the marked agreements, and one that has not."""
    root = tmp_path_factory.mktemp("walk")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUUTRU_RESERVE_MB", "1")
        patch.setenv("LUUTRU_BALLAST_MB", "0")
        for name in ("secret", "plain"):
            (root / name).mkdir()
            patch.setenv("LUUTRU_INDEX_DIR", str(root / name / "index"))
            with closing(filled(root / name, secrets=name == "secret")) as archive:
                staffed(archive, doc="reader", tatca=OFFICERS)
    return root


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """Where everything goes that is written for the user of the workstation."""
    folder = tmp_path / "mine"
    monkeypatch.setenv("TMPDIR", str(folder / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("LUUTRU_LOG_DIR", str(folder / "log"))

    def save(_parent, take, _title, name, _kinds):
        take(folder / "saved" / name)

    monkeypatch.setattr(choosing, "new_file", save)
    return folder


@pytest.fixture
def preferences_of(mine):
    """What the window remembers for the user, in a file."""
    return lambda: Preferences(QSettings(str(mine / "window.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def enter(kept, mine, theme, qtbot, tmp_path, monkeypatch, preferences_of):
    """Open the window of one of the archives, as somebody else would have left it, and sign in."""

    def open_window(name, user):
        here = tmp_path / "here"
        for folder in (here, mine):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(kept / name, here)
        for one in ("saved", "temporary"):
            (mine / one).mkdir(parents=True)
        monkeypatch.setenv("LUUTRU_INDEX_DIR", str(here / "index"))
        with closing(open_archive(here / "archive")) as archive:
            preferences = preferences_of()
            preferences.keep_agreements(archive.id, ["2026-0001", *HIDDEN])
        window = MainWindow(theme, preferences)
        qtbot.addWidget(window, before_close_func=lambda closing: closing.let_go())
        window.resize(1600, 1000)
        window.show()
        window.open(here / "archive")
        qtbot.waitUntil(lambda: isinstance(window.centralWidget(), SignInPage))
        page: Any = window.centralWidget()
        page.name.setText(user)
        QTest.keyClicks(page.password, PASSWORD)
        QTest.keyClick(page.password, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.workspace is not None)
        return window

    return open_window


@pytest.fixture
def walked(enter, mine, qtbot):
    """Walk through everything; return what was seen at each step, and what was left."""

    def walk(name, user):
        window = enter(name, user)
        walk = Walk(window, qtbot)
        walk.through_screens()
        window.workspace.show_screen("agreements")
        walk.through_actions()
        walk.through_questions(QUESTIONS)
        window.let_go()  # nobody is asked about what was typed
        window.hide()
        return walk.steps, left_in(mine)

    return walk


def left_in(folder):
    """Return what the files of a folder say, by their names."""
    return {
        str(file.relative_to(folder)): read(file)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def read(file):
    data = file.read_bytes()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(file) as packed:
            return "\n".join(packed.read(one).decode() for one in sorted(packed.namelist()))
    return data.decode("utf-8", "replace")


def alike(told):
    """Return what is told, without what a run tells of itself; some of that twice, some once."""
    return {_CHANGING.sub("#", one) for one in told}


def named(told, asked=""):
    """Return what is told of the marked agreements beside what was asked for, and examples."""
    lines = [line for line in told if "such as" not in line]
    wanted = [one for one in (*MARKERS, *HIDDEN) if one not in asked]
    return {one for one in wanted if any(one in line for line in lines)}


def test_a_reader_sees_what_they_saw_without_the_marked_agreements(walked):
    (secret, left), (plain, left_plain) = (walked(name, "doc") for name in ("secret", "plain"))
    assert list(secret) == list(plain)
    assert len(secret) > 100
    different = {
        step: alike(secret[step]) ^ alike(plain[step])
        for step in secret
        if alike(secret[step]) != alike(plain[step]) or named(secret[step], step)
    }
    assert different == {}
    assert list(left) == list(left_plain)
    assert named(left.values()) <= set(HIDDEN)  # what a former version had remembered


def test_whoever_has_every_role_and_no_clearance_sees_nothing_of_them(walked):
    steps, _left = walked("secret", "tatca")
    told = {
        step: names
        for step, lines in steps.items()
        if step != BY_DESIGN and (names := named(lines, step))
    }
    assert told == {}
