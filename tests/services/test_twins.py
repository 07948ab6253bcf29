"""What may be kept twice is shown side by side before anybody decides."""

import pytest
from tests.services.test_sorting import MEMORANDUM, OTHER
from tests.services.typed import bring, tell_again

from luutru.errors import CannotSort
from luutru.services import custody
from luutru.services.apart import ask_again, tell_apart
from luutru.services.duplicates import all_near_duplicates
from luutru.services.sorting import Joining, sort_document
from luutru.services.twins import How, same_numbers, twins_of

LAST = "Phụ lục này gồm các chuẩn đo lường được trao đổi giữa hai bên trong năm đầu tiên ở Huế"
NUMBERED = {"code_number": "295", "code_notation": "BGN-ĐLM"}
HOME = {"party__vietnamese": "Cục Đo lường Miền Bắc; CĐL; VN"}


@pytest.fixture
def brought(archive, tmp_path):
    return lambda name, *pages, **more: bring(archive, tmp_path, name, *pages, **more)


def test_another_scan_of_a_paper_is_told_page_by_page(archive, brought):
    first = brought("first", MEMORANDUM, LAST)
    again = brought("again", "Trang bìa", LAST, MEMORANDUM)
    (twin,) = twins_of(archive, again)
    assert (twin.how, twin.of, twin.reference) == (How.PAPER, again, first)
    assert twin.pages == ((2, 2), (3, 1))
    assert twin.differs == ("", "")
    assert "the same" in twin.why


def test_an_equal_number_notation_and_issuer_is_pointed_out_with_what_differs(archive, brought):
    first = brought("first", MEMORANDUM, **NUMBERED, **HOME)
    other = brought("other", OTHER, code_number="0295", code_notation="BGN-DLM", **HOME)
    (twin,) = twins_of(archive, other)
    assert (twin.how, twin.reference) == (How.NUMBER, first)
    assert "2008" in twin.differs[0]
    assert "1998" in twin.differs[1]
    (warning,) = same_numbers(archive, other)
    assert warning.startswith(f"{first} has the same number.")
    assert warning.endswith("notation and issuer: 0295/BGN-DLM, Cục Đo lường Miền Bắc.")


def test_another_issuer_may_give_the_same_number(archive, brought):
    brought("first", MEMORANDUM, **NUMBERED, **HOME)
    other = brought("other", OTHER, **NUMBERED, party__vietnamese="Viện Đo lường Miền Nam; VĐL; VN")
    assert same_numbers(archive, other) == ()


def test_a_number_that_stands_on_the_page_is_compared_before_anybody_entered_it(archive, brought):
    first = brought("first", "Không đọc được", **NUMBERED)
    (twin,) = twins_of(archive, brought("arrived", MEMORANDUM))
    assert (twin.how, twin.reference) == (How.NUMBER, first)
    assert "no issuer is recorded" in twin.why


def test_language_versions_and_scans_of_one_agreement_share_their_number(archive, brought):
    first = brought("first", MEMORANDUM, **NUMBERED)
    other = brought("other", OTHER)
    sort_document(archive, other, Joining.RESCAN_OF, first)
    assert twins_of(archive, first) == ()


def test_what_is_like_nothing_has_no_twin(archive, brought):
    brought("other", OTHER)
    first = brought("first", "Một văn bản khác hẳn")
    tell_again(archive, first, ["Một văn bản khác hẳn, không giống bản nào"])
    assert twins_of(archive, first) == ()


def test_papers_told_apart_are_not_compared_again_until_somebody_asks(archive, brought):
    first, again = brought("first", MEMORANDUM, **NUMBERED, **HOME), brought("again", MEMORANDUM)
    tell_apart(archive, again, first, "hai bản ký cùng ngày")
    tell_apart(archive, first, again)
    assert twins_of(archive, again) == twins_of(archive, first) == ()
    assert all_near_duplicates(archive) == ()
    told = [entry for entry in custody.entries(archive, again) if entry.act == "told_apart"]
    assert [entry.detail["reason"] for entry in told] == ["hai bản ký cùng ngày"]
    ask_again(archive, first, again)
    assert [twin.reference for twin in twins_of(archive, again)] == [first]


def test_a_document_cannot_be_told_apart_from_itself(archive, brought):
    first = brought("first", MEMORANDUM)
    with pytest.raises(CannotSort):
        tell_apart(archive, first, first)
