"""The tab of disposal: cases, what could go, and what is frozen."""

import pytest

from luutru.gui.administration.disposal_tab import CASES, COULD_GO, FROZEN
from luutru.gui.administration.screen import DISPOSAL
from luutru.gui.entry_dialog import EntryDialog
from luutru.services.disposal.cases import cases, propose
from luutru.services.disposal.freezing import freeze, freezes

OVER = {"signed_on": "9/8/1990", "effect_rule": "on_signing", "duration": "P3Y", "retention": "06"}


@pytest.fixture
def old(keep):
    return keep("Chương trình trao đổi", **OVER)


@pytest.fixture
def tab(old, screen, until):
    made = screen.show_tab(DISPOSAL)
    until(lambda: not made._asking.waiting)
    return made


def list_of(tab, view, until):
    if tab.view.current != view:
        tab.view.segment(view).click()
    else:
        tab.refresh()
    until(lambda: not tab._asking.waiting)
    return [row.key for row in tab.table.rows]


def say(tab, reason, until):
    (dialog,) = [one for one in tab.findChildren(EntryDialog) if one.isVisible()]
    dialog.reason.setText(reason)
    dialog.reason.edited.emit()
    done = []
    dialog.accepted.connect(lambda: done.append(reason))
    dialog.enter_it.click()
    until(lambda: bool(done))


def shown(tab):
    return {name for name, button in tab.buttons.items() if button.isVisibleTo(tab)}


def test_a_document_is_proposed_from_what_could_go(tab, archive, old, until, elsewhere):
    assert list_of(tab, COULD_GO, until) == [old]
    assert shown(tab) == {"propose"}
    tab.buttons["propose"].click()
    say(tab, "Hết thời hạn", until)
    (case,) = elsewhere(cases, archive)
    assert (case.reference, case.reason) == (old, "Hết thời hạn")
    assert list_of(tab, CASES, until) == [str(case.id)]
    assert shown(tab) == {"approve", "refuse"}


def test_the_same_person_is_told_that_another_decides(tab, archive, old, until, elsewhere):
    number = elsewhere(propose, archive, old, "Hết thời hạn")
    assert list_of(tab, CASES, until) == [str(number)]
    tab.buttons["approve"].click()
    (dialog,) = [one for one in tab.findChildren(EntryDialog) if one.isVisible()]
    dialog.reason.setText("Đồng ý")
    dialog.reason.edited.emit()
    dialog.enter_it.click()
    until(dialog.notice.isVisible)
    assert "may not decide it too" in dialog.notice.accessibleName()
    dialog.reject()


def test_what_is_agreed_is_taken_back(tab, archive, old, until, elsewhere, monkeypatch):
    elsewhere(propose, archive, old, "Hết thời hạn")
    monkeypatch.setattr(archive, "person", "approver")
    list_of(tab, CASES, until)
    tab.buttons["approve"].click()
    say(tab, "Đồng ý", until)
    until(lambda: shown(tab) == {"take_back", "carry_out"})
    assert not tab.buttons["carry_out"].isEnabled()
    tab.buttons["take_back"].click()
    say(tab, "Có yêu cầu", until)
    until(lambda: tab.table.rows[0].cells[5] == "Taken back")
    assert shown(tab) == set()


def test_what_is_frozen_is_listed_and_released(tab, archive, old, until, elsewhere):
    elsewhere(freeze, archive, [old], "Thanh tra")
    assert list_of(tab, FROZEN, until) == [old]
    tab.buttons["lift"].click()
    say(tab, "Xong", until)
    until(lambda: not tab.table.rows)
    assert elsewhere(freezes, archive) == []
