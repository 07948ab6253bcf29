"""An agreement recorded from the list before there is a scan of it."""

import pytest

from luutru.gui.agreements.lists.new_dialog import NewDialog
from luutru.services.cards import card


@pytest.fixture
def dialog(open_screen):
    screen = open_screen()
    screen.desk.actions["new_agreement"].trigger()
    (shown,) = screen.findChildren(NewDialog)
    return shown


def test_it_is_recorded_and_its_form_is_opened(dialog, qtbot, archive):
    screen = dialog.parent()
    assert not dialog.save.isEnabled()
    dialog.inputs["title_vi"].put("Bản ghi nhớ mới")
    dialog.inputs["signed_on"].put("7/12/2023")
    dialog.partner.put("Viện A; VA; BY")
    dialog.follow()
    with qtbot.waitSignal(dialog.recorded) as told:
        dialog.save.click()
    values = card(archive, told.args[0]).values
    assert values["title_vi"].typed == "Bản ghi nhớ mới"
    assert values["signed_on"].typed == "2023-12-07"
    qtbot.waitUntil(lambda: screen.agreement.reference == told.args[0])
    qtbot.waitUntil(lambda: screen.agreement.current() is screen.agreement.parts.form)


def test_a_day_that_is_none_is_told_and_nothing_is_lost(dialog, qtbot):
    dialog.inputs["title_vi"].put("A")
    dialog.inputs["signed_on"].put("hôm qua")
    dialog.follow()
    dialog.save.click()
    qtbot.waitUntil(dialog.notice.isVisible)
    assert dialog.inputs["signed_on"].typed() == "hôm qua"
    assert dialog.save.isEnabled()
