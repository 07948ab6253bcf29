"""Escape leads back: from a page to its screen, wherever the focus is, and nothing is lost."""

from functools import partial
from operator import is_

from PySide6.QtCore import Qt
from tests.gui.at_keys import NOTE, agreement, references, screen, settled, window
from tests.gui.keys import ALT, CTRL, SHIFT, focus, press, tab_to, write

__all__ = ["agreement", "references", "screen", "settled", "window"]


def test_escape_leads_back_to_the_list_from_what_is_most_alike(window, agreement, screen, settled):
    tab_to(lambda now: now is agreement.scan.view, Qt.Key.Key_F6)
    press(Qt.Key.Key_T, CTRL | SHIFT)
    settled()
    asked = screen("agreements").finding
    assert asked.question.like is not None
    press(Qt.Key.Key_Escape)
    settled()
    assert asked.question.like is None


def test_escape_leaves_the_review_for_the_queue_and_what_was_typed_stays(screen, settled, qtbot):
    press(Qt.Key.Key_4, ALT)
    pane = screen("intake").review()
    qtbot.waitUntil(lambda: pane.form.is_filled)
    settled()
    tab_to(pane.form.isAncestorOf, Qt.Key.Key_F6)
    tab_to(pane.form.parts["title_vi"].isAncestorOf)
    write(NOTE)
    press(Qt.Key.Key_Escape)
    assert not pane.isVisible()
    assert focus() in screen("intake").panes()
    assert pane.unsaved == [pane.form.reference]


def test_escape_leaves_a_brief_for_its_partner(archive, window, references, screen, settled):
    press(Qt.Key.Key_6, ALT)
    settled()
    partners = screen("partners")
    tab_to(partial(is_, partners.page.head.brief))
    press(Qt.Key.Key_Return)
    settled()
    assert partners.brief.isVisible()
    press(Qt.Key.Key_Escape)
    assert not partners.brief.isVisible()
    assert focus() is partners.page.head.brief
