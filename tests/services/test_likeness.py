"""More like this: the same partner, the same field, the same seldom words."""

import pytest
from tests.services.papers import written

from luutru.demo.paper import Sheet, Style
from luutru.errors import UnknownReference
from luutru.services.accession import take_in
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date
from luutru.services.likeness import more_like

COMMON = "Hai Bên cùng thỏa thuận các nội dung sau đây và sẽ thực hiện trong thời hạn ba năm."
HALAL = "Chứng nhận Halal cho thực phẩm xuất khẩu; tổ chức chứng nhận Halal phải được công nhận."
WEIGHING = "Cân ô tô và quả cân chuẩn được hiệu chuẩn mỗi năm; quả cân chuẩn do Viện giữ."
NUMBERS = "Ngày 05 tháng 03 năm 2008, số 41."


@pytest.fixture
def kept(archive, tmp_path):
    """Six agreements: two on Halal, two on weighing, two on nothing in particular."""
    texts = {
        "halal": HALAL, "halal too": HALAL.replace("xuất khẩu", "đóng gói"), "weighing": WEIGHING,
        "weighing too": WEIGHING.replace("mỗi năm", "hai lần"), "bare": "", "bare too": NUMBERS,
    }  # fmt: skip
    references: dict[str, str] = {}
    for name, text in texts.items():
        sheet = Sheet()
        sheet.text(f"{COMMON} {text}", 80, 90, 430, Style(13))
        path = written(tmp_path / f"{len(references)}.pdf", [sheet])
        references[name] = take_in(archive, path).reference
    bring_up_to_date(archive)
    return references


def liked(archive, reference, **options):
    return [hit.reference for hit in more_like(archive, reference, **options)]


def test_the_one_with_the_same_seldom_words_comes_first(archive, kept):
    for one, other in (("halal", "halal too"), ("weighing too", "weighing")):
        best = more_like(archive, kept[one])[0]
        assert best.reference == kept[other]
        assert 0.3 < best.score <= 1
        assert [page.number for page in best.pages] == [1]
    assert "chứng nhận" in more_like(archive, kept["halal"])[0].why.lower()
    assert "quả cân" in more_like(archive, kept["weighing"])[0].why


def test_itself_is_never_among_them(archive, kept):
    assert all(reference not in liked(archive, reference) for reference in kept.values())


def test_words_of_all_and_numbers_make_nobody_alike(archive, kept):
    assert liked(archive, kept["bare"]) == []
    assert liked(archive, kept["bare too"]) == []


def test_the_same_partner_and_field_make_alike_and_are_told(archive, kept):
    for name in ("bare", "weighing"):
        changes = [("party.foreign", "Cục Phát triển Hồi giáo; JAKIM; MY"), ("fields", "Halal")]
        describe(archive, kept[name], changes)
    (found,) = more_like(archive, kept["bare"])
    assert found.reference == kept["weighing"]
    assert found.why == "Same partner: JAKIM · Same field: Halal"


def test_an_agreement_without_a_scan_is_like_those_with_its_title(archive, keep, kept):
    reference = keep("Hiệu chuẩn quả cân chuẩn")
    assert liked(archive, reference, limit=1)[0] in (kept["weighing"], kept["weighing too"])


def test_no_more_are_told_than_asked_for(archive, kept):
    for name, reference in kept.items():
        describe(archive, reference, [("fields", "Halal" if "bare" in name else "Đo lường")])
    assert len(liked(archive, kept["halal"], limit=2)) == 2
    assert len(liked(archive, kept["halal"], limit=None)) > 2


def test_what_is_called_by_no_reference_is_refused(archive):
    with pytest.raises(UnknownReference):
        more_like(archive, "2026-0404")
