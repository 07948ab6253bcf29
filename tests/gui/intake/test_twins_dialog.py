"""Two scans of one paper stand side by side until somebody says what they are."""

import pytest
from tests.services.test_sorting import MEMORANDUM
from tests.services.typed import bring

from luutru.gui.intake.twins_dialog import TwinsDialog
from luutru.services.custody import entries
from luutru.services.twins import twins_of

LAST = "Phụ lục này gồm các chuẩn đo lường được trao đổi giữa hai bên trong năm đầu tiên ở Huế"


@pytest.fixture
def pair(archive, tmp_path):
    first = bring(archive, tmp_path, "first", MEMORANDUM, LAST)
    return first, bring(archive, tmp_path, "again", "Trang bìa", LAST, MEMORANDUM)


@pytest.fixture
def dialog(desk, parent, opened, pair, qtbot):
    made = opened(TwinsDialog(desk, pair[1], parent))
    qtbot.waitUntil(lambda: made.sides[1].view.page_count == 2)
    return made


def test_the_pages_that_are_alike_are_shown_together(dialog, pair):
    first, again = pair
    assert (dialog.sides[0].name.accessibleName(), dialog.sides[1].name.accessibleName()) == (
        again,
        first,
    )
    assert dialog.pages.text() == "2 pages are alike"
    assert not dialog.before.isEnabled()
    dialog.after.click()
    assert dialog.sides[0].view.page == 3
    assert not dialog.after.isEnabled()


def test_the_scan_becomes_another_one_of_the_same_paper(dialog, pair, archive, qtbot):
    with qtbot.waitSignal(dialog.told) as told:
        dialog.same.click()
    assert all(one in told.args[0] for one in pair)
    sorted_ = next(one for one in entries(archive) if one.act == "sorted")
    assert sorted_.detail["as"] == "rescan-of"


def test_closing_decides_nothing(dialog, archive):
    before = len(entries(archive))
    dialog.close_button.click()
    assert not dialog.isVisible()
    assert len(entries(archive)) == before


@pytest.mark.parametrize("side", [0, 1])
def test_either_can_be_opened(dialog, pair, side, qtbot):
    with qtbot.waitSignal(dialog.opened) as opened:
        dialog.sides[side].open.click()
    assert opened.args == [pair[1 - side]]


def test_a_document_like_no_other_says_so(archive, tmp_path, desk, parent, opened, qtbot):
    alone = bring(archive, tmp_path, "first", MEMORANDUM)
    made = opened(TwinsDialog(desk, alone, parent))
    qtbot.waitUntil(made.notice.isVisible)
    assert not made.same.isVisible()


def test_papers_called_different_are_left_and_not_shown_again(
    archive, tmp_path, desk, parent, opened, qtbot
):
    first = bring(archive, tmp_path, "first", MEMORANDUM)
    again = bring(archive, tmp_path, "again", MEMORANDUM)
    made = opened(TwinsDialog(desk, again, parent))
    qtbot.waitUntil(lambda: made.both.isVisible() and made.both.isEnabled())
    with qtbot.waitSignal(made.told) as told:
        made.both.click()
    assert first in told.args[0]
    assert twins_of(archive, again) == ()
