"""Small widgets, by what a reader sees and a screen reader hears."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtTest import QTest

from luutru.gui.widgets.bars import ThinBar
from luutru.gui.widgets.buttons import action_button, push_button
from luutru.gui.widgets.layouts import label
from luutru.gui.widgets.nav_button import Badge, NavButton
from luutru.gui.widgets.notice import Notice
from luutru.gui.widgets.pill import REVIEW, STATUS, Pill, status_look
from luutru.gui.widgets.search_field import SearchField
from luutru.gui.widgets.segmented import Segmented
from luutru.records.code_lists import code_list


def test_every_status_of_an_agreement_has_a_look():
    assert set(code_list("status").codes) <= set(STATUS)


def test_every_state_of_a_review_has_a_look():
    assert set(code_list("review_state").codes) == set(REVIEW)


def test_ending_soon_lies_over_in_force_only():
    assert status_look("in_force", ending_soon=True) == STATUS["ending_soon"]
    assert status_look("expired", ending_soon=True) == STATUS["expired"]


def test_a_pill_tells_its_word_to_a_screen_reader(qtbot, theme):
    pill = Pill(STATUS["in_force"], "Còn hiệu lực")
    qtbot.addWidget(pill)
    assert pill.accessibleName() == "Còn hiệu lực"
    assert pill.sizeHint().width() > 80


def test_a_bar_tells_its_share_to_a_screen_reader(qtbot, theme):
    bar = ThinBar("Progress")
    qtbot.addWidget(bar)
    bar.show_share(0.62)
    assert bar.accessibleName() == "Progress: 62%"


def test_a_label_never_takes_a_name_for_markup(qtbot, theme):
    made = label("<b>BelGISS</b>")
    qtbot.addWidget(made)
    assert made.textFormat() == Qt.TextFormat.PlainText


def test_an_entry_tells_what_its_count_means(qtbot, theme):
    entry = NavButton("Intake", "scan-line", "Show the files")
    qtbot.addWidget(entry)
    entry.show_badge(Badge("3", "3 files to decide", "overdue"))
    assert entry.accessibleName() == "Intake, 3 files to decide"
    assert "3 files to decide" in entry.toolTip()
    entry.show_badge(None)
    assert entry.accessibleName() == "Intake"


def test_a_button_follows_its_action(qtbot, theme):
    action = QAction("Pause")
    made = action_button(action, icon_name="pause")
    qtbot.addWidget(made)
    action.setText("Go on")
    action.setEnabled(False)
    assert made.text().strip() == made.accessibleName() == "Go on"
    assert not made.isEnabled()


def test_a_notice_shows_what_happened_and_goes_when_it_is_closed(qtbot, theme):
    done = []
    notice = Notice()
    qtbot.addWidget(notice)
    notice.say(
        "bad", "The disk is full.", "Make room.", push_button("Again", lambda: done.append(1))
    )
    assert not notice.isHidden()
    assert notice.accessibleName() == "The disk is full. Make room."
    notice.clear()
    assert notice.isHidden()


def test_a_view_is_picked_by_mouse_and_by_key(qtbot, theme):
    views = Segmented("Views", ("All", "list"), ("To decide", "triangle-alert"))
    qtbot.addWidget(views)
    views.show()
    with qtbot.waitSignal(views.picked) as told:
        QTest.keyClick(views.findChildren(type(views.segment(0)))[1], Qt.Key.Key_Space)
    assert told.args == [1]
    assert views.current == 1


@pytest.fixture
def field(qtbot, theme):
    made = SearchField("Search", "Words…")
    qtbot.addWidget(made)
    return made


def test_a_search_waits_for_a_pause_in_the_typing(field, qtbot):
    heard: list[str] = []
    field.searched.connect(heard.append)
    QTest.keyClicks(field, "belarus")
    assert heard == []
    qtbot.waitUntil(lambda: heard == ["belarus"])


def test_return_searches_at_once(field, qtbot):
    field.setText("halal")
    with qtbot.waitSignal(field.searched) as told:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert told.args == ["halal"]


def test_nothing_is_searched_while_an_input_method_composes(field, qtbot):
    heard: list[str] = []
    field.searched.connect(heard.append)
    composing = QInputMethodEvent("đan", [])
    field.inputMethodEvent(composing)
    qtbot.wait(200)
    assert heard == []
    done = QInputMethodEvent()
    done.setCommitString("đánh")
    field.inputMethodEvent(done)
    qtbot.waitUntil(lambda: heard == ["đánh"])


def test_a_text_written_from_elsewhere_is_not_searched_again(field, qtbot):
    heard: list[str] = []
    field.searched.connect(heard.append)
    field.write("inso")
    qtbot.wait(200)
    assert heard == []


def test_escape_empties_the_search(field, qtbot):
    field.write("inso")
    with qtbot.waitSignal(field.searched) as told:
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert told.args == [""]
