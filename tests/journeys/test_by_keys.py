"""A day at the desk without a mouse: scans are taken in and reviewed, and a copy is signed."""

from functools import partial
from operator import is_

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from tests.authorities import PASSWORD, Authority
from tests.gui.at_keys import settled
from tests.gui.keys import ALT, CTRL, SHIFT, focus, press, tab_to, write

from luutru import clock
from luutru.demo.random_agreements import draw_random
from luutru.gui.fields.field_inputs import ChoiceInput
from luutru.gui.intake.stages import Stage
from luutru.services.cards import card
from luutru.services.copies.lines import copies_book
from luutru.services.copies.trusted import trust_root
from luutru.services.describe import describe

__all__ = ["settled"]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def scans(tmp_path_factory):
    """Return the files of a Vietnamese agreement and of a bilingual one."""
    drawn = draw_random(20_261_124, 2, tmp_path_factory.mktemp("scans"))
    return [scan.path for scan in drawn]


@pytest.fixture
def window(open_window):
    return open_window("home", 1366, 768)


def choose_file(*paths):
    """Type paths into the dialog that is open."""
    assert isinstance(focus().window(), QFileDialog)
    write(" ".join(f'"{path}"' for path in paths) if len(paths) > 1 else str(paths[0]))
    press(Qt.Key.Key_Return)


def paste(text):
    """Enter a text with marks, which keys of a plain keyboard do not have."""
    QApplication.clipboard().setText(text)
    press(Qt.Key.Key_V, CTRL)


def answer_next_doubt():
    """Go to the next field that has to be answered, and answer it."""
    press(Qt.Key.Key_F8)
    if isinstance(focus(), ChoiceInput):
        press(Qt.Key.Key_Down)  # what is first offered
    elif focus().accessibleName().startswith("Add to"):
        press(Qt.Key.Key_Return)
        write("Vien Tieu chuan")


def test_scans_are_taken_in_read_reviewed_and_accepted(window, archive, scans, settled, qtbot):
    press(Qt.Key.Key_N, CTRL)
    choose_file(*scans)
    queue, intake = window.session.queue, window.workspace.screen_called("intake")
    qtbot.waitUntil(lambda: [row.stage for row in queue.all_rows()] == [Stage.REVIEW] * 2)
    settled()

    assert focus() in intake.panes()  # the keyboard went with the files
    press(Qt.Key.Key_Return)
    pane = intake.review()
    qtbot.waitUntil(lambda: pane.round.is_checked and pane.form.is_filled)
    settled()
    assert pane.form.isAncestorOf(focus())
    first = pane.form.reference

    # what a click on a frame does
    press(Qt.Key.Key_Down, CTRL)
    assert focus() is pane.scan.view
    told = pane.scan.view.accessibleDescription()
    press(Qt.Key.Key_Return)
    assert pane.form.isAncestorOf(focus())
    assert focus().accessibleName() in told

    for _ in range(pane.form.open_count):
        answer_next_doubt()
    press(Qt.Key.Key_Return, CTRL)
    settled()
    assert card(archive, first).row.review_state == "reviewed"
    assert pane.form.reference != first
    assert pane.form.isAncestorOf(focus())

    for _ in range(pane.form.open_count):
        answer_next_doubt()
    press(Qt.Key.Key_Return, CTRL)
    settled()
    assert pane.round.waiting == ()
    assert focus().isVisible()


@pytest.fixture
def key_file(archive, tmp_path):
    """A key whose authority the archive trusts."""
    authority = Authority()
    trust_root(archive, authority.roots(tmp_path / "roots") / "root.crt")
    return authority.key_file(tmp_path / "key.p12")


@pytest.fixture
def paper(archive, keep):
    """An agreement on paper, of which a copy may be made."""
    reference = keep("Bản ghi nhớ về đo lường")
    describe(archive, reference, [("copy_kind", "original"), ("medium", "paper")])
    return reference


def choose_paper(page, qtbot):
    """Find the agreement by words of its title, and take the one that is offered."""
    write("do luong")
    popup = page.form.agreement._popup
    qtbot.waitUntil(popup.isVisible)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)


def choose_key(page, key_file):
    """Sign with a key file instead of the trial key."""
    tab_to(partial(is_, page.form.key.kind.segment(0)))
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Tab)
    assert focus().accessibleName() == "Choose a key…"
    press(Qt.Key.Key_Return)
    choose_file(key_file)
    tab_to(partial(is_, page.form.key.password))
    paste(PASSWORD)


def test_a_copy_is_asked_for_signed_and_issued(
    paper, key_file, window, archive, tmp_path, settled, qtbot
):
    out = tmp_path / "out"
    out.mkdir()
    press(Qt.Key.Key_5, ALT)
    copies = window.workspace.screen_called("copies")
    settled()
    press(Qt.Key.Key_N, CTRL | SHIFT)
    page = copies.issuing()

    choose_paper(page, qtbot)
    assert page.form.agreement.reference() == paper
    tab_to(partial(is_, page.form.signer_title))
    write("Chanh Van phong")
    press(Qt.Key.Key_Tab)
    write("Nguyen Van Mau")
    choose_key(page, key_file)
    qtbot.waitUntil(page.go.isEnabled)

    tab_to(partial(is_, page.checks.area), Qt.Key.Key_F6)
    tab_to(partial(is_, page.form.key.password), Qt.Key.Key_F6)  # where the form was left
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    choose_file(out)
    qtbot.waitUntil(lambda: not page.isVisible())
    settled()

    (row,) = copies_book(archive, clock.today().year).rows
    assert (row.reference, row.state, row.signer_name) == (paper, "issued", "Nguyen Van Mau")
    assert copies.table.row == row
    assert focus() is copies.table
    assert len(list(out.iterdir())) == 1
