"""Values in common are looked at before they are set, and what stands there is kept."""

import pytest
from tests.services.typed import blank_scan

from luutru.gui.intake.batch_dialog import BatchDialog
from luutru.services.accession import Receipt, take_in_all
from luutru.services.cards import card
from luutru.services.custody import entries
from luutru.services.describe import describe


@pytest.fixture
def three(archive, tmp_path):
    files = [blank_scan(tmp_path, name) for name in ("a", "b", "c")]
    told = take_in_all(archive, files)
    return [receipt.reference for receipt in told if isinstance(receipt, Receipt)]


@pytest.fixture
def dialog(desk, parent, opened, three, qtbot):
    made = opened(BatchDialog(desk, parent))
    qtbot.waitUntil(lambda: made.batch.count() == 1)
    return made


def enter(line, name, value):
    line.choose(name)
    line.input.put(value)
    line.input.edited.emit()


def value(archive, reference, field):
    return card(archive, reference).values[field].typed


def test_values_are_typed_once_seen_and_set_as_one_act(dialog, archive, three, qtbot):
    assert not dialog.save.isEnabled()
    enter(dialog.values.lines[0], "signed_place", "Hà Nội")
    enter(dialog.values.add_line(), "signed_on", "7/12/2023")
    qtbot.waitUntil(dialog.save.isEnabled)
    assert len(dialog.table.lines) == 6
    assert value(archive, three[0], "signed_on") == ""
    assert dialog.save.text() == "Set for 3 agreements"
    with qtbot.waitSignal(dialog.told):
        dialog.save.click()
    assert all(value(archive, one, "signed_on") for one in three)
    assert sum(entry.act == "set_for_batch" for entry in entries(archive)) == 1


def test_what_stands_there_is_kept_unless_it_shall_be_replaced(dialog, archive, three, qtbot):
    describe(archive, three[1], [("signed_place", "Huế")])
    enter(dialog.values.lines[0], "signed_place", "Hà Nội")
    qtbot.waitUntil(dialog.save.isEnabled)
    assert dialog.save.text() == "Set for 2 agreements"
    assert dialog.summary.text() == "1 other value is kept"
    dialog.replace.setChecked(True)
    qtbot.waitUntil(lambda: dialog.save.text() == "Set for 3 agreements")
    with qtbot.waitSignal(dialog.told):
        dialog.save.click()
    assert value(archive, three[1], "signed_place") == "Hà Nội"


def test_what_does_not_fit_is_told_and_nothing_is_set(dialog, archive, three, qtbot):
    enter(dialog.values.lines[0], "signed_on", "31/2/2023")
    qtbot.waitUntil(dialog.notice.isVisible)
    assert not dialog.save.isEnabled()
    assert dialog.values.lines[0].typed() == ("signed_on", "31/2/2023")


def test_a_line_taken_away_counts_no_more(dialog, qtbot):
    enter(dialog.values.lines[0], "signed_on", "7/12/2023")
    qtbot.waitUntil(dialog.save.isEnabled)
    dialog.values.lines[0].removed.emit()
    qtbot.waitUntil(lambda: not dialog.table.lines)
    assert not dialog.save.isEnabled()
    assert len(dialog.values.lines) == 1
