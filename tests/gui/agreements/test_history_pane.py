import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from luutru.gui.agreements.history_pane import AT_ONCE, HistoryPane
from luutru.services.describe import describe
from luutru.services.handing_out import record_print
from luutru.services.histories import history
from luutru.services.relations.relating import NewRelation, relate


@pytest.fixture
def pane(qtbot, theme):
    made = HistoryPane()
    qtbot.addWidget(made)
    made.resize(500, 700)
    made.show()
    return made


def said(pane):
    return [text.text() for text in pane._area.widget().findChildren(QLabel)]


@pytest.fixture
def reference(archive, keep):
    other, own = keep("Other"), keep("Lease")
    describe(archive, own, [("signed_on", "7/12/2023")])
    describe(archive, own, [("signed_on", "8/12/2023")])
    relate(archive, own, NewRelation("amends", other, clause="Điều 9", reason="as agreed"))
    record_print(archive, own, [1, 2], "Office")
    return own


def test_all_acts_are_told_in_words(archive, pane, reference):
    pane.show_entries(history(archive, reference))
    words = said(pane)
    assert "Signed on: 07/12/2023 → 08/12/2023" in words
    assert any("– Amends –" in text for text in words)
    assert "Where it is said: Điều 9" in words
    assert "Reason: as agreed" in words
    assert "Pages: 1-2" in words


def test_one_kind_of_act_is_shown_alone_and_stays_chosen(archive, pane, reference):
    pane.show_entries(history(archive, reference))
    kinds = [pane.kind.itemText(place) for place in range(pane.kind.count())]
    assert kinds[0] == "All acts"
    pane.kind.setCurrentIndex(pane.kind.findData("printed"))
    pane.kind.activated.emit(pane.kind.currentIndex())
    assert pane._count.text() == "1 entry"
    pane.show_entries(history(archive, reference))
    assert pane.kind.currentData() == "printed"
    assert pane._count.text() == "1 entry"


def test_an_entry_shows_its_number_and_chain_code(archive, pane, reference):
    entries = history(archive, reference)
    pane.show_entries(entries)
    chain = next(text for text in pane._area.widget().findChildren(QLabel)
                 if entries[0].hash[:32] in text.text())  # fmt: skip
    assert chain.isHidden()
    more = next(one for one in pane._area.widget().findChildren(QToolButton))
    more.click()
    assert not chain.isHidden()
    assert f"Entry {entries[0].seq} of the log" in chain.text()


def test_a_long_history_is_shown_some_at_a_time(archive, pane, keep):
    reference = keep("Lease")
    for number in range(AT_ONCE + 5):
        describe(archive, reference, [("note", f"note {number}")])
    pane.show_entries(history(archive, reference))
    body = pane._area.widget()
    assert len(body.findChildren(QToolButton)) == AT_ONCE
    older = next(one for one in body.findChildren(QPushButton)
                 if one.accessibleName() == "Show older entries")  # fmt: skip
    older.click()
    assert len(pane._area.widget().findChildren(QToolButton)) > AT_ONCE
