"""The list as it was recorded by a past day, narrowed as the list is, and exported."""

from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from luutru import clock
from luutru.gui.agreements.lists.past_dialog import PastDialog
from luutru.services import custody
from luutru.services.indexing import bring_up_to_date


@pytest.fixture
def screen(shelve, archive, open_screen):
    shelve(
        "Alpha", "trang", signed_on="7/12/2019", effect_rule="on_signing", expires_on="7/12/2022"
    )
    shelve("Beta", "trang", signed_on="7/12/2023", effect_rule="on_signing")
    bring_up_to_date(archive, recognise=False)
    return open_screen()


def opened(screen, qtbot):
    screen.desk.actions["as_recorded"].trigger()
    (dialog,) = screen.findChildren(PastDialog)
    qtbot.waitUntil(lambda: dialog.found is not None)
    return dialog


def look(dialog, qtbot, day):
    dialog.day.put(day)
    dialog.day.edited.emit()
    qtbot.waitUntil(lambda: dialog.found is not None and dialog.found.day == day)
    return [(line.cells[1], line.cells[5]) for line in dialog.table.lines]


def test_what_was_recorded_by_then_is_told_and_nothing_else(screen, qtbot):
    dialog = opened(screen, qtbot)
    assert [(line.cells[1], line.cells[5]) for line in dialog.table.lines] == [
        ("Alpha", "Expired"), ("Beta", "In force"),
    ]  # fmt: skip
    assert look(dialog, qtbot, date(2021, 5, 1)) == []
    assert "2 recorded later" in dialog.summary.text()
    assert not dialog.save.isEnabled()


def test_what_narrows_the_list_narrows_this_one(screen, qtbot):
    with qtbot.waitSignal(screen.finding.found):
        screen.asking.narrow(replace(screen.asking.now.wanted, years=(2023, 2023)))
    assert [line.cells[1] for line in opened(screen, qtbot).table.lines] == ["Beta"]


def test_what_is_shown_is_exported(screen, qtbot, archive, tmp_path):
    dialog = opened(screen, qtbot)
    with qtbot.waitSignal(screen.desk.told):
        dialog.write(tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    assert sheet[0]["C2"].value == "Alpha"
    assert "recorded" in sheet[1]["A3"].value
    (entry,) = custody.entries(archive, limit=1)
    assert entry.detail["as_of"] == clock.today().isoformat()
