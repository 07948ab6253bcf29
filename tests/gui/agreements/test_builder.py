"""The builder: rows and the typed query are two views of one question."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from luutru.gui.agreements.building.words import EXAMPLE, HOW
from luutru.services.query_building import Condition, How, builder_fields

BELARUS = "Bản ghi nhớ về tiêu chuẩn hóa với Belarus"
IRAN = "Bản ghi nhớ hợp tác với INSO"


@pytest.fixture
def archive(library):
    return library.archive


@pytest.fixture
def built(open_screen):
    """The screen with the builder open."""
    screen = open_screen()
    screen.desk.actions["build"].trigger()
    return screen


def titles(screen):
    model = screen.results.model
    return [model.row(number).title for number in range(model.rowCount())]


def pick(combo, code):
    combo.choose(code)
    combo.picked.emit()


def next_stop(widget):
    """Return where Tab leads from a widget."""
    while True:
        widget = widget.nextInFocusChain()
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return widget


def shown(builder):
    return [row.condition for row in builder.rows]


def test_every_way_of_asking_and_every_kind_of_field_has_its_words():
    assert set(HOW) == set(How)
    assert {field.kind for field in builder_fields()} <= set(EXAMPLE)


def test_the_builder_is_opened_and_closed_by_key_and_takes_the_focus_along(open_screen, qtbot):
    screen = open_screen()
    screen.activateWindow()
    before = screen.results.builder
    assert before is None
    screen.desk.actions["build"].trigger()
    builder = screen.results.builder
    assert builder is not None
    assert builder.isVisible()
    assert screen.focusWidget() is builder.rows[0].value
    QTest.keyClick(builder.rows[0].value, Qt.Key.Key_Escape)
    assert not builder.isVisible()
    assert screen.focusWidget() is screen.results.table


def test_typing_a_query_fills_the_rows(built, search):
    search(built, "hợp tác partner:BelGISS signed:2023 -trao")
    assert shown(built.results.builder) == [
        Condition("", How.ALL, "hợp tác"),
        Condition("partner", How.ALL, "BelGISS"),
        Condition("signed", How.IS, "2023"),
        Condition("", How.NONE, "trao"),
    ]


def test_rows_write_the_query_and_find(built, qtbot):
    told: list[str] = []
    built.desk.search_shown.connect(told.append)
    row = built.results.builder.rows[0]
    pick(row.field, "partner")
    with qtbot.waitSignal(built.finding.divided):
        QTest.keyClicks(row.value, "INSO")
    assert told == ["partner:INSO"]
    assert titles(built) == [IRAN]


def test_what_is_typed_in_a_row_is_not_disturbed_by_its_own_query(built, qtbot):
    builder = built.results.builder
    with qtbot.waitSignal(built.finding.divided):
        builder.rows[0].value.insert("hợp tác ")
    assert builder.rows[0].value.text() == "hợp tác "
    empty = builder.add_row()
    with qtbot.waitSignal(built.finding.divided):
        builder.rows[0].value.insert("tiêu")
    assert builder.rows[1] is empty
    assert shown(builder)[1] is None


def test_a_choice_and_a_second_day_are_asked_for(built, qtbot):
    builder = built.results.builder
    pick(builder.rows[0].field, "type")
    assert shown(builder) == [None]
    with qtbot.waitSignal(built.finding.divided):
        pick(builder.rows[0].value, "memorandum")
    assert sorted(titles(built)) == sorted([BELARUS, IRAN])
    days = builder.add_row()
    pick(days.field, "signed")
    pick(days.how, How.BETWEEN)
    days.value.setText("1/9/2023")
    assert days.condition is None
    with qtbot.waitSignal(built.finding.divided):
        days.until.setText("31/12/2023")
    assert titles(built) == [BELARUS]


def test_a_day_that_cannot_be_read_is_marked_and_not_asked_for(built):
    row = built.results.builder.rows[0]
    pick(row.field, "signed")
    row.value.setText("31/2/2023")
    assert row.value.property("wrong") == "true"
    assert "cannot be read" in row.value.accessibleDescription()
    assert row.condition is None
    row.value.setText("12/2023")
    assert row.value.property("wrong") == ""
    assert row.condition == Condition("signed", How.IS, "12/2023")


def test_words_close_together_say_how_close(built, search):
    row = built.results.builder.rows[0]
    pick(row.how, How.NEAR)
    row.value.setText("đánh hợp")
    assert row.condition == Condition("", How.NEAR, "đánh hợp", "5")
    assert row.until.isVisible()
    pick(row.how, How.ALL)
    assert not row.until.isVisible()


def test_any_condition_is_enough_when_asked_so(built, qtbot):
    builder = built.results.builder
    builder.rows[0].value.setText("INSO")
    builder.add_row().value.setText("Halal")
    with qtbot.waitSignal(built.finding.divided):
        QTest.mouseClick(builder.which.segment(1), Qt.MouseButton.LeftButton)
    assert len(titles(built)) == 2
    assert " OR " in built.finding.question.text


def test_a_query_that_says_more_than_rows_can_show_is_kept_and_said(built, search, qtbot):
    builder = built.results.builder
    text = "(hợp (tác OR trao)) OR (chứng nhận)"
    search(built, text)
    assert builder.more.isVisible()
    assert not builder.rows[0].isVisible()
    assert built.finding.question.text == text
    anew = next(b for b in builder.more.findChildren(QAbstractButton) if "empty rows" in b.text())
    with qtbot.waitSignal(built.finding.divided):
        anew.click()
    assert not builder.more.isVisible()
    assert shown(builder) == [None]
    assert len(titles(built)) == 3


def test_a_row_is_removed_and_the_last_one_is_emptied(built, search, qtbot):
    builder = built.results.builder
    search(built, "partner:INSO signed:2023")
    with qtbot.waitSignal(built.finding.divided):
        builder.rows[0].remove.click()
    assert built.finding.question.text == "signed:2023"
    with qtbot.waitSignal(built.finding.divided):
        builder.rows[0].remove.click()
    assert built.finding.question.text == ""
    assert len(builder.rows) == 1


def test_another_field_of_the_same_kind_keeps_what_was_typed(built):
    row = built.results.builder.rows[0]
    pick(row.field, "partner")
    row.value.setText("BelGISS")
    pick(row.field, "title")
    assert row.condition == Condition("title", How.ALL, "BelGISS")
    pick(row.field, "signed")
    assert row.value.text() == ""


def test_a_closed_builder_catches_up_when_it_is_opened(open_screen, search):
    screen = open_screen()
    search(screen, "partner:INSO")
    screen.desk.actions["build"].trigger()
    assert shown(screen.results.builder) == [Condition("partner", How.ALL, "INSO")]


def test_the_builder_speaks_and_writes_vietnamese(vietnamese, open_screen, qtbot):
    screen = open_screen()
    screen.desk.actions["build"].trigger()
    row = screen.results.builder.rows[0]
    pick(row.field, "partner")
    with qtbot.waitSignal(screen.finding.divided):
        row.value.setText("INSO")
    assert screen.finding.question.text == "đối tác:INSO"


def test_everything_in_the_builder_is_reached_by_tab_and_has_a_name(built, search):
    search(built, 'partner:INSO signed:2023..2024 "hợp tác" type:memorandum')
    builder = built.results.builder
    inputs = [
        child
        for child in builder.findChildren(QWidget)
        if child.isVisible() and isinstance(child, QAbstractButton | QLineEdit | QComboBox)
    ]
    assert [
        child for child in inputs if not (child.accessibleName() or getattr(child, "text", str)())
    ] == []
    wanted = [child for child in inputs if child.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(wanted) >= 4 * len(builder.rows)
    at = builder.which.segment(0)
    for _ in range(len(wanted)):
        assert at in wanted
        wanted.remove(at)
        at = next_stop(at)
    assert wanted == []


def test_tab_goes_from_the_field_to_the_value_and_on_to_the_next_row(built, search):
    search(built, "partner:INSO signed:2023")
    first, second = built.results.builder.rows
    order = [first.field]
    while order[-1] is not second.how:
        order.append(next_stop(order[-1]))
    assert order == [
        first.field, first.how, first.value, first.remove, second.field, second.how
    ]  # fmt: skip
