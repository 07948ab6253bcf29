"""From two scans dropped on the window to the word marked on the page, by real recognition."""

import pytest
from tests.gui.dropping import drag, drop_on

from luutru.demo.random_agreements import draw_random
from luutru.gui.intake.stages import Stage
from luutru.services.cards import card
from luutru.services.histories import history
from luutru.services.inspecting import verify

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def scans(tmp_path_factory):
    """A Vietnamese agreement and a bilingual one."""
    return draw_random(20_261_124, 2, tmp_path_factory.mktemp("scans"))


def test_dropped_scans_are_read_described_found_and_marked(open_window, archive, scans, qtbot):
    window = open_window("intake")
    workspace, queue = window.workspace, window.session.queue

    assert drop_on(window, drag([scan.path for scan in scans]))
    qtbot.waitUntil(lambda: [row.stage for row in queue.all_rows()] == [Stage.REVIEW, Stage.REVIEW])
    reference = next(row.agreement for row in queue.all_rows() if row.name == scans[0].path.name)

    workspace.show_screen("agreements")
    screen = workspace.screen_called("agreements")
    qtbot.waitUntil(lambda: screen.agreement.reference != "")
    if screen.agreement.reference != reference:
        with qtbot.waitSignal(screen.agreement.shown):
            screen.show_agreement(reference)
    screen.agreement.edit()
    form = screen.agreement.parts.form
    qtbot.waitUntil(lambda: form.form.is_built and window.session.jobs.idle)
    for name, typed in (("title_vi", "Bản ghi nhớ về đo lường"), ("signed_on", "7/12/2023")):
        form.form.parts[name].put(typed)
        form.form.parts[name].edited.emit()
    with qtbot.waitSignal(form.corrected):
        form.save_button.click()
    assert card(archive, reference).row.signed_on == "2023-12-07"
    assert history(archive, reference)[0].changes[0].after == "Bản ghi nhớ về đo lường"

    screen.agreement.tabs.setCurrentIndex(0)
    workspace.search("doc lap tu do hanh phuc")
    view = screen.agreement.scan.view
    qtbot.waitUntil(lambda: screen.results.model.rowCount() == 2 and len(view.marks) > 0)

    workspace.search("ban ghi nho ve do luong")
    qtbot.waitUntil(lambda: screen.agreement.reference == reference)
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    assert verify(archive, full=True).is_sound
