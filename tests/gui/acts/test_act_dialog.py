"""The dialogs of acts: what would change is seen before anything is recorded."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from luutru.gui.actions import Actions
from luutru.gui.acts.asks import FORMS, OF_AGREEMENTS, OF_AUTHORITIES
from luutru.gui.acts.menu import ActsMenu
from luutru.gui.acts.reading import Subject, act_of, missing
from luutru.gui.screen import Desk
from luutru.records.code_lists import code_list
from luutru.services import custody
from luutru.services.describe import new_agreement
from luutru.services.life.standing import status_of
from luutru.services.life.successors import authority_named


@pytest.fixture
def reference(archive):
    return new_agreement(archive, [
        ("title_vi", "Hợp tác đo lường"), ("signed_on", "7/12/2023"), ("duration", "P3Y"),
        ("effect_rule", "on_signing"), ("party.foreign", "BelGISS; BGS; BY"),
    ])  # fmt: skip


@pytest.fixture
def menu(qtbot, archive, jobs, theme):
    parent, window = QObject(), QWidget()
    qtbot.addWidget(window)
    desk = Desk(archive, jobs, Actions(parent), theme)
    window.desk = desk  # type: ignore[attr-defined]  # keeps it as long as the window lives
    yield ActsMenu(desk, window)
    parent.deleteLater()


def opened(menu, kind, subject):
    menu.offer(subject)
    return menu.open_dialog(kind)


def enter(dialog, **typed):
    for name, text in typed.items():
        made = dialog.form.inputs[name]
        made.setFocus()
        QTest.keyClicks(made, text)


def test_the_new_end_is_seen_before_it_is_recorded(menu, archive, reference, qtbot):
    dialog = opened(menu, "extension", Subject("Hợp tác", reference))
    assert dialog.plan.said == "Still to be entered: With effect from, New last day."
    assert not dialog.record.isEnabled()
    enter(dialog, letter="1/10/2026", answer="20/11/2026", period="3 years")
    qtbot.waitUntil(dialog.record.isEnabled)
    assert "In force; expires 07/12/2026 → 07/12/2029" in dialog.plan.said
    assert "3 years from 07/12/2026: until 07/12/2029." in dialog.plan.said
    assert "guided" not in {entry.act for entry in custody.entries(archive)}
    with qtbot.waitSignal(dialog.recorded):
        dialog.record.click()
    assert status_of(archive, reference).words.endswith("until 07/12/2029.")


def test_a_change_of_what_was_typed_takes_the_plan_back(menu, reference, qtbot):
    dialog = opened(menu, "termination", Subject("Hợp tác", reference))
    enter(dialog, on="1/1/2026")
    qtbot.waitUntil(dialog.record.isEnabled)
    enter(dialog, on="9")
    assert not dialog.record.isEnabled()


def test_what_contradicts_is_said_beside_the_form(menu, reference, qtbot):
    dialog = opened(menu, "lifting", Subject("Hợp tác", reference))
    enter(dialog, on="1/1/2025")
    qtbot.waitUntil(dialog.notice.isVisible)
    assert "not suspended on 01/01/2025" in dialog.notice.accessibleName()
    enter(dialog, on="x")
    qtbot.waitUntil(lambda: "does not fit" in dialog.notice.accessibleName())
    assert not dialog.record.isEnabled()


def test_an_authority_is_renamed(menu, archive, reference, qtbot):
    number = authority_named(archive, "BGS")
    dialog = opened(menu, "renaming", Subject("BelGISS", authority_id=number))
    enter(dialog, name="Vien moi", on="1/1/2025")
    qtbot.waitUntil(dialog.record.isEnabled)
    assert "BelGISS is called Vien moi from 01/01/2025." in dialog.plan.said
    assert reference in dialog.plan.said
    entries = len(custody.entries(archive))
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(custody.entries(archive)) > entries)
    assert authority_named(archive, "Vien moi") == number


@pytest.mark.parametrize("kind", FORMS)
def test_every_act_has_a_form_that_makes_it(kind):
    form = FORMS[kind]
    typed = {"on": "1/1/2026", "until": "2030", "by": "2026-0001", "name": "A", "into": "A\nB",
             "reason": "x"}  # fmt: skip
    assert missing(form, typed) == []
    of_agreement = any(kind in group for group in OF_AGREEMENTS)
    subject = Subject("T", "2026-0002") if of_agreement else Subject("T", authority_id=1)
    assert act_of(form, subject, typed).kind == kind


def test_every_act_of_the_list_can_be_chosen():
    chosen = {kind for group in (*OF_AGREEMENTS, *OF_AUTHORITIES) for kind in group}
    assert chosen == set(code_list("guided_act").codes) == set(FORMS)


def test_the_menu_names_the_acts(menu, reference):
    menu.offer(Subject("Hợp tác", reference))
    names = [action.text() for action in menu.actions() if action.text()]
    assert names[0] == "Extension…"
    assert names[-3:] == ["Freeze…", "Propose to dispose of it…", "Who may see it…"]
    assert len(names) == 12
