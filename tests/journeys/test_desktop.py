"""A day at the desk: dropped, reviewed, found, followed up, copied and verified, in one window."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from tests.gui.dropping import drag, drop_on

from luutru import clock
from luutru.demo.random_agreements import draw_random
from luutru.gui.intake.stages import Stage
from luutru.gui.milestones.dialogs.editor import MilestoneEditor
from luutru.gui.milestones.screen import BOARD
from luutru.services.cards import card
from luutru.services.inspecting import verify
from luutru.services.milestones.standing import Standing

pytestmark = pytest.mark.slow

TITLE = "Bản ghi nhớ về chứng nhận sản phẩm Halal"
WORDS = "huu nghi uc chau"
"""In the name of a party of the first scan, as somebody types it."""
DUTY = "Gửi đối tác danh mục tiêu chuẩn"
REQUIRED = {
    "official_name": "memorandum",
    "title_vi": TITLE,
    "copy_kind": "original",
    "medium": "paper",
}
"""What the review asks for; the rest was read out of the scan."""


@pytest.fixture(scope="module")
def scans(tmp_path_factory):
    """Return a Vietnamese agreement and a bilingual one."""
    return draw_random(20_261_124, 2, tmp_path_factory.mktemp("scans"))


@pytest.fixture
def until(qtbot):
    """Wait for what the window is to come to."""

    def wait(condition):
        qtbot.waitUntil(condition)

    return wait


@pytest.fixture
def window(open_window):
    return open_window("intake")


def dropped(window, scans, until):
    """Drop the scans and wait until both are read; return the reference of the first."""
    queue = window.session.queue
    assert drop_on(window, drag([scan.path for scan in scans]))
    until(lambda: [row.stage for row in queue.all_rows()] == [Stage.REVIEW, Stage.REVIEW])
    return next(row.reference for row in queue.all_rows() if row.name == scans[0].path.name)


def reviewed(window, reference, until, qtbot):
    """Answer in the review what is required and nobody could read, and accept it."""
    pane = window.workspace.screen_called("intake").review(reference)
    until(lambda: pane.round.is_checked and pane.form.is_filled)
    for name, typed in REQUIRED.items():
        part = pane.form.parts[name]
        part.put(typed)
        part.edited.emit()
    with qtbot.waitSignal(pane.round.accepted):
        pane.accept()


def found(window, words, reference, until):
    """Search, and wait until the page that answers is shown with the words marked."""
    workspace = window.workspace
    until(lambda: window.session.jobs.idle)  # all is read, so that nothing answers nearly first
    workspace.search(words)
    pane = workspace.screen_called("agreements").agreement
    until(lambda: pane.reference == reference and len(pane.scan.view.marks) > 0)
    until(lambda: window.session.jobs.idle)


def followed_up(window, reference, until, qtbot):
    """Plan a milestone of the agreement that is shown, by its key; then look at the board."""
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    until(lambda: bool(window.findChildren(MilestoneEditor)))
    editor = window.findChildren(MilestoneEditor)[-1]
    assert editor.reference == reference
    editor.form.name.setText(DUTY)
    editor.form.day.put(clock.today() + timedelta(days=3))
    editor.form.edited.emit()
    with qtbot.waitSignal(editor.accepted):
        editor.save.click()
    window.workspace.show_screen("milestones")
    screen = window.workspace.screen_called("milestones")
    screen.show_view(BOARD)
    near = next(one for one in screen.board.columns if one.standing is Standing.THIS_WEEK)
    until(lambda: [(row.title, row.reference) for row in near.rows] == [(DUTY, reference)])


def copied(window, reference, folder, until, qtbot):
    """Issue a trial copy into `folder` and find it in the register; return its file."""
    window.workspace.show_screen("copies")
    screen = window.workspace.screen_called("copies")
    page = screen.issue(reference)
    until(lambda: page.form.agreement.reference() == reference and page.go.isEnabled())
    with qtbot.waitSignal(page.issued) as told:
        page.issue_into(folder)
    symbol, file = told.args
    until(lambda: screen.table.row is not None and screen.table.row.symbol == symbol)
    assert (screen.table.row.state, screen.table.row.reference) == ("issued", reference)
    return file


def judged(window, file, until):
    """Check a file in the window; return the verdict that is told."""
    dialog = window.workspace.screen_called("copies").check_copy()
    dialog.choose(file)
    dialog.trial.setChecked(True)
    dialog.check_it.click()
    until(dialog.verdict.isVisible)
    told = dialog.verdict.accessibleName()
    dialog.close()
    return told


def test_an_agreement_goes_through_the_whole_desktop(
    window, archive, scans, tmp_path, until, qtbot
):
    reference = dropped(window, scans, until)
    reviewed(window, reference, until, qtbot)
    told = card(archive, reference)
    assert (told.row.review_state, told.row.title) == ("reviewed", TITLE)

    found(window, WORDS, reference, until)
    followed_up(window, reference, until, qtbot)
    file = copied(window, reference, tmp_path, until, qtbot)
    assert judged(window, file, until).startswith("Accepted")

    altered = tmp_path / "altered.pdf"
    altered.write_bytes(file.read_bytes() + b"\n% one more line\n")
    assert judged(window, altered, until).startswith("Rejected")
    until(lambda: window.session.jobs.idle)
    assert verify(archive, full=True).is_sound
