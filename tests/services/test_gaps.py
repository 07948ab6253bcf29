"""Annexes that are cited and absent, kept until they come or a person says why not."""

import pytest
from tests.services.typed import bring, tell_again

from luutru.errors import NotInList, UnacceptableValue
from luutru.services.accession import Joining
from luutru.services.custody import entries
from luutru.services.gaps import annex_gaps, dismiss_gap, note_gaps_of

CITING = "BẢN GHI NHỚ\nĐiều 1. Kế hoạch nêu tại Phụ lục I và Phụ lục II kèm theo Bản ghi nhớ này"


@pytest.fixture
def citing(archive, tmp_path):
    return bring(archive, tmp_path, "citing", CITING, "Trang hai")


def test_what_is_cited_and_absent_is_noted_with_its_page(archive, citing):
    first, second = annex_gaps(archive, citing)
    assert (first.label, first.page, first.cited_in, first.is_open) == (
        "Phụ lục I", 1, citing, True,
    )  # fmt: skip
    assert second.label == "Phụ lục II"


def test_an_annex_brought_before_is_no_gap(archive, citing, tmp_path):
    bring(archive, tmp_path, "annex", "PHỤ LỤC I\nKế hoạch", joining=Joining.ANNEX_OF, to=citing)
    dismissed = annex_gaps(archive)[1]
    tell_again(archive, citing, ["BẢN GHI NHỚ", "hai"])
    note_gaps_of(archive, [dismissed.document_id])
    assert annex_gaps(archive) == ()
    tell_again(archive, citing, [CITING, "hai"])
    note_gaps_of(archive, [dismissed.document_id])
    assert [gap.label for gap in annex_gaps(archive)] == ["Phụ lục II"]


def test_a_gap_is_dismissed_with_its_reason_and_stays_so(archive, citing):
    gap = annex_gaps(archive)[0]
    dismiss_gap(archive, gap.id, "Phụ lục I đã bị bãi bỏ")
    note_gaps_of(archive, [gap.document_id])
    assert [one.label for one in annex_gaps(archive)] == ["Phụ lục II"]
    assert annex_gaps(archive, all_of_them=True)[0].dismissed == "Phụ lục I đã bị bãi bỏ"
    entry = entries(archive, citing)[0]
    assert (entry.act, entry.detail["label"]) == ("gap_dismissed", "Phụ lục I")


def test_without_a_reason_or_twice_nothing_is_dismissed(archive, citing):
    gap = annex_gaps(archive)[0]
    with pytest.raises(UnacceptableValue):
        dismiss_gap(archive, gap.id, " ")
    dismiss_gap(archive, gap.id, "vì")
    for number in (gap.id, 999):
        with pytest.raises(NotInList):
            dismiss_gap(archive, number, "vì")


def test_two_language_versions_do_not_tell_of_the_same_gap_twice(archive, citing, tmp_path):
    text = "MEMORANDUM\nArticle 1. The plan stands in Annex 1 and Annex 3 attached hereto, as is"
    bring(archive, tmp_path, "english", text, joining=Joining.LANGUAGE_OF, to=citing)
    assert [gap.label for gap in annex_gaps(archive)] == ["Phụ lục I", "Phụ lục II", "Annex 3"]
