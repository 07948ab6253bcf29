import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from luutru.services import custody
from luutru.services.cards import card
from luutru.services.describe import describe
from luutru.services.relations.relating import NewRelation, relate
from luutru.services.relations.telling import relations

RELATIONS = 3


@pytest.fixture
def two(shelve):
    old = shelve("Old lease", "Hai Bên", signed_on="1/2/2020")
    new = shelve(
        "New lease", "Bản ghi nhớ này thay thế Bản ghi nhớ số 5/BGN-TĐC đã ký", signed_on="1/2/2023"
    )
    return old, new


@pytest.fixture
def open_tab(open_screen, qtbot):
    def show(reference):
        screen = open_screen()
        pane = screen.agreement
        pane.tabs.setCurrentIndex(RELATIONS)
        pane.show_agreement(reference)
        qtbot.waitUntil(lambda: pane.row is not None and pane.row.reference == reference)
        qtbot.waitUntil(lambda: not pane.parts.related._reading.waiting)
        return pane

    return show


def words(pane):
    return " ".join(
        part.accessibleName() or part.text()
        for part in pane.parts.related._lines.findChildren(type(pane.parts.related.relating.error))
    )


@pytest.fixture
def button(qtbot):
    def find(pane, name):
        found: list[QPushButton] = []

        def there():
            found[:] = [
                one
                for one in pane.parts.related.findChildren(QPushButton)
                if one.accessibleName() == name and one.isVisible()
            ]
            return bool(found)

        qtbot.waitUntil(there)
        return found[0]

    return find


def test_a_relation_is_shown_from_both_sides(archive, two, open_tab, qtbot, button):
    old, new = two
    relate(archive, new, NewRelation("replaces", old, clause="Điều 9"))
    pane = open_tab(old)
    qtbot.waitUntil(lambda: "Replaced by" in words(pane))
    assert "Điều 9" in words(pane)
    assert pane.tabs.tabText(RELATIONS) == "Related (1)"
    button(pane, "Open").click()
    qtbot.waitUntil(lambda: pane.reference == new)
    qtbot.waitUntil(lambda: "Replaces" in words(pane))


def test_a_relation_is_recorded_by_key_alone_and_undone(archive, two, open_tab, qtbot, button):
    old, new = two
    pane = open_tab(new)
    form = pane.parts.related.relating
    button(pane, "Add relation…").setFocus()
    qtbot.keyClick(button(pane, "Add relation…"), Qt.Key.Key_Space)
    assert form.kind.hasFocus()
    qtbot.keyClick(form.kind, Qt.Key.Key_Down)
    form.other.setFocus()
    qtbot.keyClicks(form.other, "Old lease")
    qtbot.waitUntil(form.other._popup.isVisible)
    qtbot.keyClick(form.other._popup, Qt.Key.Key_Down)
    qtbot.keyClick(form.other._popup, Qt.Key.Key_Return)
    assert form.other.reference() == old
    form.day.put("5/1/2024")
    form.clause.put("Điều 3")
    with qtbot.waitSignal(pane.parts.related.changed):
        qtbot.keyClick(form.clause, Qt.Key.Key_Return)
    (one,) = relations(archive, new)
    assert (one.kind, one.clause, str(one.effective_on)) == ("supplements", "Điều 3", "2024-01-05")
    assert not form.isVisible()
    qtbot.waitUntil(lambda: "Supplements" in words(pane))
    with qtbot.waitSignal(pane.parts.related.changed):
        button(pane, "Undo").click()
    assert relations(archive, new) == ()


def test_what_does_not_fit_is_said_in_the_form(archive, two, open_tab, qtbot):
    old, new = two
    pane = open_tab(new)
    form = pane.parts.related.relating
    pane.parts.related.begin()
    form.try_it()
    assert form.error.text() == "Choose the other agreement."
    form.other.setText(new)
    form.try_it()
    qtbot.waitUntil(lambda: "same agreement" in form.error.text())
    form.other.setText(old)
    form.day.put("2024")
    form.try_it()
    assert "does not fit" in form.error.text()
    qtbot.keyClick(form.day, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert relations(archive, new) == ()


def test_a_relation_is_taken_away_with_its_reason(archive, two, open_tab, qtbot, button):
    old, new = two
    relate(archive, new, NewRelation("replaces", old))
    pane = open_tab(old)
    qtbot.waitUntil(lambda: "Replaced by" in words(pane))
    button(pane, "Take away…").click()
    form = pane.parts.related.removing
    form.try_it()
    assert "Say why" in form.error.text()
    form.reason.put("a mistake")
    with qtbot.waitSignal(pane.parts.related.changed):
        form.try_it()
    assert relations(archive, old) == ()
    assert custody.entries(archive, old)[0].detail["reason"] == "a mistake"
    with qtbot.waitSignal(pane.parts.related.changed):
        button(pane, "Undo").click()
    assert [one.kind for one in relations(archive, new)] == ["replaces"]


def test_what_the_text_names_is_suggested_and_taken_over(archive, two, open_tab, qtbot, button):
    old, new = two
    describe(archive, old, [("code_number", "05"), ("code_notation", "BGN-TĐC")])
    pane = open_tab(new)
    qtbot.waitUntil(lambda: "Replaces?" in words(pane))
    button(pane, "Add…").click()
    form = pane.parts.related.relating
    assert (form.kind.typed(), form.other.reference()) == ("replaces", old)
    with qtbot.waitSignal(pane.parts.related.changed):
        form.try_it()
    qtbot.waitUntil(lambda: "Replaces?" not in words(pane))
    assert relations(archive, old)[0].words == "Replaced by"


def test_a_suggestion_leads_to_its_page(archive, two, open_tab, qtbot, button):
    old, new = two
    describe(archive, old, [("code_number", "05"), ("code_notation", "BGN-TĐC")])
    pane = open_tab(new)
    qtbot.waitUntil(lambda: "Replaces?" in words(pane))
    button(pane, "Page 1").click()
    assert pane.tabs.currentIndex() == 0


def test_a_document_is_attached_to_another_agreement(archive, two, open_tab, qtbot, button):
    old, new = two
    pane = open_tab(new)
    qtbot.waitUntil(lambda: "Main text" in words(pane) or "1 page" in words(pane))
    button(pane, "Attach to another…").click()
    form = pane.parts.related.attaching
    form.other.setText(old)
    with qtbot.waitSignal(pane.parts.related.changed):
        form.try_it()
    assert [one.reference for one in card(archive, old).documents] == [old, new]
    assert card(archive, old).documents[1].part == "annex"


def test_a_document_whose_agreement_has_relations_stays(archive, two, open_tab, qtbot, button):
    old, new = two
    relate(archive, new, NewRelation("amends", old))
    pane = open_tab(new)
    qtbot.waitUntil(lambda: "Amends" in words(pane))
    button(pane, "Attach to another…").click()
    form = pane.parts.related.attaching
    form.other.setText(old)
    form.try_it()
    qtbot.waitUntil(lambda: "cannot be attached" in form.error.text())
    assert len(card(archive, old).documents) == 1
