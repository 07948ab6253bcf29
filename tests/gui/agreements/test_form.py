import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from luutru.gui.agreements.parts import FORM, HISTORY
from luutru.records.fields import BY_NAME, LIST_FIELDS
from luutru.services.cards import card
from luutru.services.describe import describe
from luutru.services.histories import history

TITLE = "Bản ghi nhớ với Belarus"


@pytest.fixture
def reference(shelve):
    return shelve(TITLE, "trang một", signed_on="7/12/2023", official_name="memorandum")


@pytest.fixture
def form(reference, open_screen, qtbot):
    screen = open_screen()
    with qtbot.waitSignal(screen.agreement.shown):
        screen.show_agreement(reference)
    screen.agreement.tabs.setCurrentIndex(FORM)
    pane = screen.agreement.parts.form
    qtbot.waitUntil(lambda: pane.form.is_built and bool(pane.form.parts["title_vi"].before))
    pane.form.settle()
    pane.screen_of_test = screen
    return pane


def enter(form, name, typed):
    part = form.form.parts[name]
    part.put(typed)
    part.edited.emit()


def save(form, qtbot):
    with qtbot.waitSignal(form.corrected):
        form.save_button.click()
    with qtbot.waitSignal(form.screen_of_test.agreement.shown):
        pass
    form.form.settle()


def typed(archive, reference, name):
    return card(archive, reference).values[name].typed


def test_the_form_shows_what_is_recorded(form):
    parts = form.form.parts
    assert parts["title_vi"].typed() == TITLE
    assert parts["signed_on"].typed() == "07/12/2023"
    assert parts["official_name"].input.currentText() == "Memorandum of understanding"
    assert parts["party.foreign"].typed().endswith("BelGISS; BY")
    assert form.form.entered() == {}


def test_nothing_can_be_saved_before_something_was_changed(form):
    assert not form.save_button.isVisible()
    assert not form.screen_of_test.desk.actions["save"].isEnabled()


def test_saving_records_the_values_as_typed(form, archive, reference, qtbot):
    enter(form, "signed_place", "Hà Nội")
    enter(form, "duration", "3 năm")
    enter(form, "fields", "Tiêu chuẩn hóa, Đo lường")
    save(form, qtbot)
    assert typed(archive, reference, "signed_place") == "Hà Nội"
    assert typed(archive, reference, "duration") == "P3Y"
    assert set(typed(archive, reference, "fields").split()) == {"standardization", "metrology"}
    assert form.form.entered() == {}


def test_the_key_saves_too(form, archive, reference, qtbot):
    enter(form, "note", "Bút phê ở trang 3")
    with qtbot.waitSignal(form.corrected):
        qtbot.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert typed(archive, reference, "note") == "Bút phê ở trang 3"


def test_what_does_not_fit_is_told_beside_its_field_and_nothing_is_saved(
    form, archive, reference, qtbot
):
    enter(form, "signed_on", "31/2/2023")
    enter(form, "note", "x")
    form.save_button.click()
    assert "07/12/2023" in form.form.parts["signed_on"].error.text()
    assert form.form.parts["signed_on"].error.isVisible()
    assert not form.form.parts["note"].error.isVisible()
    assert typed(archive, reference, "note") == ""


def test_an_entry_that_does_not_fit_is_told_beside_its_list(form, qtbot):
    parts = form.form.parts
    enter(form, "party.foreign", "")
    enter(form, "signatory.foreign", "Omar; Thứ trưởng")
    form.save_button.click()
    qtbot.waitUntil(parts["signatory.foreign"].error.isVisible)


def test_not_stated_is_recorded_as_such(form, archive, reference, qtbot):
    part = form.form.parts["signed_place"]
    part.silent.click()
    assert not part.input.isEnabled()
    save(form, qtbot)
    assert card(archive, reference).values["signed_place"].state == "not_stated"
    assert part.silent.isChecked()


def test_not_stated_is_offered_where_nothing_is_written(form):
    part = form.form.parts["signed_place"]
    assert part.silent.isVisibleTo(part)
    enter(form, "signed_place", "Tehran")
    assert not part.silent.isVisibleTo(part)
    assert not form.form.parts["title_vi"].silent.isVisibleTo(form.form.parts["title_vi"])


def test_signatories_are_kept_when_their_party_is_corrected(form, archive, reference, qtbot):
    enter(form, "signatory.foreign", "Valery Hurevich; Viện trưởng")
    save(form, qtbot)
    enter(form, "party.foreign", "Viện BelGISS; BelGISS; BY")
    save(form, qtbot)
    (foreign,) = [p for p in card(archive, reference).parties if p.side == "foreign"]
    assert foreign.name == "Viện BelGISS"
    assert foreign.signatories == (("Valery Hurevich", "Viện trưởng"),)


def test_somebody_elses_correction_meanwhile_keeps_what_was_entered(
    form, archive, reference, qtbot
):
    enter(form, "signed_place", "Hà Nội")
    describe(archive, reference, [("title_vi", "Tên mới")])
    form.save_button.click()
    qtbot.waitUntil(form.notice.isVisible)
    parts = form.form.parts
    qtbot.waitUntil(lambda: parts["title_vi"].typed() == "Tên mới")
    assert parts["signed_place"].typed() == "Hà Nội"
    assert "was corrected by archivist" in form.notice.accessibleName()
    save(form, qtbot)
    assert typed(archive, reference, "signed_place") == "Hà Nội"
    assert typed(archive, reference, "title_vi") == "Tên mới"


def test_undoing_corrects_back_and_keeps_both_in_the_history(form, archive, reference, qtbot):
    enter(form, "languages", "Tiếng Việt, Tiếng Anh")
    save(form, qtbot)
    enter(form, "title_vi", "Sai")
    enter(form, "languages", "Tiếng Anh")
    save(form, qtbot)
    undo = form.notice._buttons.itemAt(0).widget()
    with qtbot.waitSignal(form.corrected):
        undo.click()
    assert typed(archive, reference, "title_vi") == TITLE
    assert typed(archive, reference, "languages") == "vi en"
    newest, before, *_ = history(archive, reference)
    assert ("title_vi", "Sai", TITLE) in [(c.field, c.before, c.after) for c in newest.changes]
    assert ("title_vi", TITLE, "Sai") in [(c.field, c.before, c.after) for c in before.changes]


def test_the_history_shows_before_and_after_and_leads_back(form, archive, reference, qtbot):
    enter(form, "signed_on", "8/12/2023")
    save(form, qtbot)
    pane = form.screen_of_test.agreement
    pane.tabs.setCurrentIndex(HISTORY)

    def said():
        return [label.text() for label in pane.parts.history.findChildren(QLabel)]

    qtbot.waitUntil(lambda: "Signed on: 07/12/2023 → 08/12/2023" in said())
    assert any("archivist" in text for text in said())
    entry = history(archive, reference)[0]
    with qtbot.waitSignal(form.corrected):
        pane.parts.history.undo_wanted.emit(entry.changes)
    assert typed(archive, reference, "signed_on") == "2023-12-07"


def test_what_was_entered_waits_while_another_agreement_is_looked_at(
    form, shelve, reference, qtbot
):
    other = shelve("Một thỏa thuận khác", "trang")
    screen = form.screen_of_test
    enter(form, "signed_place", "Hà Nội")
    with qtbot.waitSignal(screen.agreement.shown):
        screen.show_agreement(other)
    form.form.settle()
    assert form.form.parts["signed_place"].typed() == ""
    assert form.unsaved == [reference]
    with qtbot.waitSignal(screen.agreement.shown):
        screen.show_agreement(reference)
    form.form.settle()
    assert form.form.parts["signed_place"].typed() == "Hà Nội"


def test_every_field_has_its_place_in_the_form(form):
    assert set(form.form.parts) == {*BY_NAME, *LIST_FIELDS}


def test_what_is_needed_is_marked_and_told(form):
    parts = form.form.parts
    assert parts["official_name"]._caption.text() == "Instrument *"
    assert parts["signed_on"]._caption.text() == "Signed on °"
    assert "Needed before" in parts["official_name"].input.accessibleDescription()
    assert "Entered by archivist" in parts["signed_on"]._source.toolTip() or (
        "Entered by archivist" in parts["signed_on"].input.accessibleDescription()
    )
    assert parts["note"]._caption.text() == "Note"


def test_filling_gives_the_window_its_turn_and_what_is_asked_is_whole(form, shelve, qtbot):
    other = shelve("Một thỏa thuận khác", "trang", signed_place="Tehran")
    screen = form.screen_of_test
    with qtbot.waitSignal(screen.agreement.shown):
        screen.show_agreement(other)
    assert form.form.entered() == {}
    assert form.form.parts["signed_place"].typed() == "Tehran"


def test_dropping_changes_shows_the_recorded_values(form):
    enter(form, "title_vi", "Khác")
    form.drop()
    form.form.settle()
    assert form.form.parts["title_vi"].typed() == TITLE
    assert form.unsaved == []


def test_f2_leads_into_the_form(form, qtbot):
    screen = form.screen_of_test
    screen.agreement.tabs.setCurrentIndex(0)
    qtbot.keyClick(screen, Qt.Key.Key_F2)
    assert screen.agreement.tabs.currentIndex() == FORM
    assert screen.focusWidget() is form.form.first()


def test_accepting_says_what_is_missing_or_that_it_is_done(form, archive, reference, qtbot):
    form._accept.click()
    qtbot.waitUntil(form.notice.isVisible)
    enter(form, "copy_kind", "original")
    enter(form, "medium", "paper")
    save(form, qtbot)
    with qtbot.waitSignal(form.corrected):
        form._accept.click()
    assert card(archive, reference).row.review_state == "reviewed"
