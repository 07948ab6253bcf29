"""Agreements like another, and scans of what is kept already."""

import pytest
from PySide6.QtWidgets import QAbstractButton
from tests.services.papers import ARCHIVES, MEASURES, sheets, written

from luutru.gui.agreements.results import BEST_FIRST
from luutru.services.accession import take_in
from luutru.services.filters import Filter
from luutru.services.indexing import bring_up_to_date

MEASURING = "Đo lường và hiệu chuẩn phương tiện đo, so sánh liên phòng thí nghiệm"
BELARUS = "Bản ghi nhớ về đo lường với Belarus"
IRAN = "Bản ghi nhớ về đo lường với Iran"
HALAL = "Thỏa thuận về Halal"


@pytest.fixture
def alike(shelve, archive):
    """Two agreements on measuring and one on something else."""
    belarus = shelve(BELARUS, MEASURING)
    iran = shelve(IRAN, f"{MEASURING} tại Tehran", parties=(("party.foreign", "INSO; INSO; IR"),))
    shelve(HALAL, "Chứng nhận thực phẩm", parties=(("party.foreign", "JAKIM; JAKIM; MY"),))
    bring_up_to_date(archive, recognise=False)
    return belarus, iran


@pytest.fixture
def listed(alike, open_screen, search, qtbot):
    """The screen with what is like the agreement with Belarus, found by a search before."""
    screen = open_screen()
    search(screen, "belarus")
    qtbot.waitUntil(lambda: screen.agreement.row is not None)
    with qtbot.waitSignal(screen.finding.divided):
        screen.desk.actions["like"].trigger()
    return screen


def titles(screen):
    model = screen.results.model
    return [model.row(number).title for number in range(model.rowCount())]


def test_agreements_alike_are_listed_with_the_reason(listed):
    assert titles(listed)[0] == IRAN
    assert BELARUS not in titles(listed)
    first = listed.results.model.row(0)
    assert listed.finding.hit(first.id).why
    assert listed.results.hints.isVisible()
    assert listed.results.hints._like.text() == BELARUS
    assert listed.finding.question.sorting == BEST_FIRST


def test_the_way_back_leads_to_the_search_and_the_agreement(listed, alike, qtbot):
    qtbot.waitUntil(lambda: listed.agreement.reference == alike[1])
    with qtbot.waitSignal(listed.finding.divided):
        listed.results.hints.back.click()
    assert titles(listed) == [BELARUS]
    assert listed.finding.question.text == "belarus"
    qtbot.waitUntil(lambda: listed.agreement.reference == alike[0])
    assert not listed.results.hints.isVisible()


def test_escape_leads_back_too(listed, qtbot):
    with qtbot.waitSignal(listed.finding.divided):
        assert listed.go_back()
    assert titles(listed) == [BELARUS]


def test_another_search_leaves_the_agreements_alike(listed, search):
    search(listed, "halal")
    assert titles(listed) == [HALAL]
    assert listed.finding.question.like is None


def test_agreements_alike_can_be_narrowed(listed, qtbot):
    with qtbot.waitSignal(listed.finding.divided):
        listed.asking.narrow(Filter(countries=frozenset({"IR"})))
    assert titles(listed) == [IRAN]
    with qtbot.waitSignal(listed.finding.divided):
        listed.asking.narrow(Filter(countries=frozenset({"BY"})))
    assert titles(listed) == []
    assert BELARUS in listed.results.nothing._words.accessibleName()


def test_of_agreements_alike_others_can_be_asked_for_and_one_step_leads_back(listed, qtbot):
    with qtbot.waitSignal(listed.finding.divided):
        qtbot.waitUntil(lambda: listed.agreement.row is not None)
        listed.desk.actions["like"].trigger()
    assert listed.results.hints._like.text() == IRAN
    with qtbot.waitSignal(listed.finding.divided):
        listed.asking.go_back()
    assert titles(listed) == [BELARUS]


@pytest.fixture
def two(archive, tmp_path):
    """Take two papers in and read them; return their references."""

    def keep(one, other):
        files = [written(tmp_path / f"{n}.pdf", paper) for n, paper in enumerate((one, other))]
        references = [take_in(archive, file).reference for file in files]
        bring_up_to_date(archive)
        return references

    return keep


def test_a_scan_of_what_is_kept_already_is_told_and_leads_there(two, open_screen, qtbot):
    paper = sheets(MEASURES)
    first, again = two(paper, [*paper, paper[0]])
    screen = open_screen()
    screen.show_agreement(again)
    notice = screen.agreement.alike
    qtbot.waitUntil(lambda: f"the same as {first}" in notice.accessibleName())
    assert notice.isVisible()
    opens = next(b for b in notice.findChildren(QAbstractButton) if first in b.text())
    with qtbot.waitSignal(screen.agreement.shown):
        opens.click()
    assert screen.agreement.reference == first


def test_agreements_of_one_mould_are_not_called_the_same(two, open_screen, qtbot):
    first, other = two(sheets(MEASURES), sheets((*MEASURES[:4], ARCHIVES[4], ARCHIVES[5])))
    screen = open_screen()
    screen.show_agreement(first)
    notice = screen.agreement.alike
    said = f"The wording is nearly that of {other}."
    qtbot.waitUntil(lambda: notice.accessibleName().startswith(said))


def test_an_agreement_that_is_like_no_other_has_no_notice(library_screen, qtbot):
    qtbot.waitUntil(lambda: not library_screen.agreement._duplicates.waiting)
    assert not library_screen.agreement.alike.isVisible()


@pytest.fixture
def library_screen(shelve, archive, open_screen):
    shelve(HALAL, "Chứng nhận thực phẩm")
    bring_up_to_date(archive, recognise=False)
    return open_screen()
