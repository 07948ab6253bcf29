"""What is this file? Proposed from what it says and what the archive has; decided by a person."""

import pytest
from tests.services.typed import bring, tell_again

from luutru.errors import CannotSort, UnknownReference
from luutru.services.accession import Joining, take_in
from luutru.services.cards import card
from luutru.services.confirming import Decision, decide
from luutru.services.custody import entries
from luutru.services.describe import describe, new_agreement
from luutru.services.gaps import annex_gaps
from luutru.services.inspecting import verify
from luutru.services.rows import agreement_ids
from luutru.services.search import search
from luutru.services.sorting import proposed_sorts, show_scan, sort_document

MEMORANDUM = """
CỤC ĐO LƯỜNG MIỀN BẮC
Số: 295/BGN-ĐLM
BẢN GHI NHỚ
giữa Cục Đo lường Miền Bắc và Viện Đo lường Lâu đài Trắng
Hôm nay, ngày 16 tháng 12 năm 1998, tại Huế, hai bên (NMO và WCI) cùng thỏa thuận như sau:
Điều 1. Mục đích là trao đổi 25 chuyên gia và 140 chuẩn đo lường trong 36 tháng
Điều 2. Kế hoạch được nêu tại Phụ lục I và Phụ lục II kèm theo Bản ghi nhớ này
Điều 3. Bản ghi nhớ này có thể được sửa đổi, bổ sung hoặc gia hạn bằng văn bản
Điều 4. Hiệu lực kể từ ngày ký
"""
ENGLISH = """
NORTHERN METROLOGY OFFICE
MEMORANDUM OF UNDERSTANDING
between the Northern Metrology Office (NMO) and the White Castle Institute (WCI)
Today, 16 December 1998, in Hue, the parties have agreed as follows:
Article 1. The purpose is the exchange of 25 experts and 140 standards within 36 months
Article 2. The plan stands in the annexes
Article 3. This memorandum may be amended in writing
Article 4. It takes effect upon signature in 1998
"""
ANNEX = """
PHỤ LỤC II
KẾ HOẠCH NĂM 1999
(Kèm theo Bản ghi nhớ số 295/BGN-ĐLM ngày 16 tháng 12 năm 1998)
1. Trao đổi chuyên gia
"""
EXTENSION = """
THỎA THUẬN
GIA HẠN HIỆU LỰC BẢN GHI NHỚ
Số 295/BGN-ĐLM ký ngày 16 tháng 12 năm 1998
Điều 1. Hai bên đồng ý gia hạn
"""
REPORT = """
BÁO CÁO
Kết quả thực hiện Bản ghi nhớ giữa Cục Đo lường Miền Bắc và Viện Đo lường Lâu đài Trắng,
ký ngày 16/12/1998
Đã tổ chức ba khóa đào tạo.
"""
OTHER = MEMORANDUM.replace("295/BGN-ĐLM", "41/BGN-TĐC").replace(
    "16 tháng 12 năm 1998", "5 tháng 3 năm 2008"
)


@pytest.fixture
def brought(archive, tmp_path):
    return lambda name, *pages, **more: bring(archive, tmp_path, name, *pages, **more)


@pytest.fixture
def memorandum(brought):
    return brought("memorandum", MEMORANDUM)


def best(archive, reference):
    found = proposed_sorts(archive, reference)[0]
    return found.joining, found.reference


def test_an_agreement_like_no_other_is_new(archive, memorandum):
    found = proposed_sorts(archive, memorandum)
    assert [(p.joining, p.reference) for p in found] == [(Joining.NEW, "")]
    assert found[0].confidence > 0.8
    assert found[0].places[0].page == 1


@pytest.mark.parametrize(
    ("text", "joining"),
    [
        (ANNEX, Joining.ANNEX_OF),
        (EXTENSION, Joining.EXTENDS),
        (EXTENSION.replace("GIA HẠN HIỆU LỰC", "SỬA ĐỔI, BỔ SUNG"), Joining.AMENDS),
        (REPORT, Joining.EVIDENCE_OF),
        (ENGLISH, Joining.LANGUAGE_OF),
    ],
)
def test_what_it_says_leads_to_its_agreement(archive, brought, memorandum, text, joining):
    brought("other", OTHER)
    arrived = brought("arrived", text)
    first, *others = proposed_sorts(archive, arrived)
    assert (first.joining, first.reference) == (joining, memorandum)
    assert memorandum in first.why
    assert "day" in first.why
    assert all(other.confidence < first.confidence for other in others)


def test_a_described_number_and_a_known_partner_lead_to_it_as_well(archive, brought):
    described = brought(
        "described",
        "Bản chụp không đọc được",
        code_number="295", code_notation="BGN-ĐLM", signed_on="16/12/1998", title_vi="Đo lường",
    )  # fmt: skip
    assert best(archive, brought("annex", ANNEX)) == (Joining.ANNEX_OF, described)


def test_a_partner_alone_leads_to_its_agreement(archive, brought):
    partner = "Viện Đo lường Lâu đài Trắng; WCI; BY"
    described = brought("described", "Không đọc được", title_vi="Đo lường", party__foreign=partner)
    brought("other", "Không đọc được gì", title_vi="Khác", party__foreign="Viện Rừng Vàng; RV; BY")
    text = "BÁO CÁO\nKết quả thực hiện Bản ghi nhớ với Viện Đo lường Lâu đài Trắng về đo lường"
    found = proposed_sorts(archive, brought("report", text))
    assert [p.reference for p in found if p.joining is Joining.EVIDENCE_OF] == [described]


def test_another_number_speaks_against_an_agreement_of_the_same_day(archive, brought, memorandum):
    brought("sibling", MEMORANDUM.replace("295/BGN-ĐLM", "296/BGN-ĐLM"))
    found = proposed_sorts(archive, brought("annex", ANNEX))
    assert [p.reference for p in found if p.joining is Joining.ANNEX_OF] == [memorandum]


def test_an_annex_of_an_agreement_that_is_not_here_is_told_without_a_guess(archive, brought):
    brought("other", OTHER)
    first = proposed_sorts(archive, brought("annex", ANNEX))[0]
    assert (first.joining, first.reference) == (Joining.ANNEX_OF, "")
    assert "not found" in first.why


def test_a_translation_is_proposed_for_the_agreement_of_its_day(archive, brought, memorandum):
    text = ENGLISH.replace("NORTHERN METROLOGY OFFICE", "UNOFFICIAL TRANSLATION")
    first = proposed_sorts(archive, brought("translation", text))[0]
    assert (first.joining, first.reference) == (Joining.LANGUAGE_OF, memorandum)
    assert first.why.startswith("It says that it is a translation")
    text = text.replace("1998", "1997")
    lost = proposed_sorts(archive, brought("lost", text))
    assert ("language-of", "") in [(p.joining, p.reference) for p in lost]


def test_another_scan_of_the_same_paper_is_proposed_as_one(archive, brought, memorandum):
    again = brought("again", MEMORANDUM.replace("Huế", "Huê"))
    assert best(archive, again) == (Joining.RESCAN_OF, memorandum)


def test_what_tells_nothing_is_weakly_a_new_agreement(archive, brought, memorandum):
    (only,) = proposed_sorts(archive, brought("list", "Danh sách đại biểu\n1. Đại biểu A"))
    assert only.joining is Joining.NEW
    assert only.confidence < 0.5


def test_the_scan_of_an_agreement_recorded_without_one_is_proposed(archive, brought):
    recorded = new_agreement(
        archive,
        [
            ("title_vi", "Bản ghi nhớ về đo lường"),
            ("signed_on", "16/12/1998"),
            ("party.foreign", "Viện Đo lường Lâu đài Trắng; WCI; BY"),
        ],
    )
    arrived = brought("arrived", MEMORANDUM)
    assert best(archive, arrived) == (Joining.TEXT_OF, recorded)
    sort_document(archive, arrived, Joining.TEXT_OF, recorded)
    told = card(archive, arrived)
    assert (told.row.title, told.row.reference) == ("Bản ghi nhớ về đo lường", recorded)
    with pytest.raises(CannotSort):
        sort_document(archive, brought("other", OTHER), Joining.TEXT_OF, recorded)


def test_nothing_is_proposed_before_a_page_was_read(archive, a_scan):
    assert proposed_sorts(archive, take_in(archive, a_scan("unread")).reference) == ()
    with pytest.raises(UnknownReference):
        proposed_sorts(archive, "2026-0404")


def test_a_decision_puts_the_document_in_its_place_and_is_logged(archive, brought, memorandum):
    annex = brought("annex", ANNEX)
    sort_document(archive, annex, Joining.ANNEX_OF, memorandum)
    told = card(archive, memorandum)
    assert [(d.reference, d.part) for d in told.documents] == [
        (memorandum, "main"), (annex, "annex"),
    ]  # fmt: skip
    entry = next(entry for entry in entries(archive, annex) if entry.act == "sorted")
    assert entry.detail == {"as": "annex-of", "from": annex, "to": memorandum}
    assert verify(archive).is_sound


def test_an_extension_stays_an_agreement_of_its_own_with_a_relation(archive, brought, memorandum):
    extension = brought("extension", EXTENSION)
    sort_document(archive, extension, Joining.EXTENDS, memorandum)
    (relation,) = card(archive, extension).relations
    assert (relation.kind, relation.outgoing, relation.reference) == ("extends", True, memorandum)
    assert len(agreement_ids(archive)) == 2


def test_a_decision_can_be_taken_back(archive, brought, memorandum):
    arrived = brought("arrived", EXTENSION)
    sort_document(archive, arrived, Joining.EXTENDS, memorandum)
    sort_document(archive, arrived, Joining.EVIDENCE_OF, memorandum)
    assert len(agreement_ids(archive)) == 1
    assert card(archive, memorandum).relations == ()
    assert [hit.reference for hit in search(archive, "gia hạn").hits] == [memorandum]
    sort_document(archive, arrived, Joining.NEW)
    assert card(archive, arrived).row.reference == arrived
    assert [d.part for d in card(archive, arrived).documents] == ["main"]
    assert search(archive, "gia hạn").total == 2
    assert verify(archive).is_sound


def test_what_a_review_puts_elsewhere_is_found_there(archive, brought, memorandum):
    arrived = brought("arrived", EXTENSION)
    joined = (Joining.EVIDENCE_OF, memorandum)
    decide(archive, arrived, Decision(sorting=joined, describes=False, accepts=False))
    assert [hit.reference for hit in search(archive, "gia hạn").hits] == [memorandum]
    other = new_agreement(archive, [("title_vi", "Thỏa thuận khác")])
    decide(archive, arrived, Decision(sorting=(Joining.EVIDENCE_OF, other), describes=False))
    assert other in [hit.reference for hit in search(archive, "gia hạn").hits]


def test_the_lower_reference_opens_an_agreement_of_its_own_again(archive, brought, memorandum):
    later = brought("later", OTHER)
    sort_document(archive, memorandum, Joining.EVIDENCE_OF, later)
    assert card(archive, later).row.reference == memorandum
    sort_document(archive, memorandum, Joining.NEW)
    assert card(archive, later).row.reference == later
    assert card(archive, memorandum).row.reference == memorandum
    assert verify(archive).is_sound


def test_another_scan_joins_and_a_person_chooses_which_is_shown(archive, brought, memorandum):
    describe(archive, memorandum, [("code_number", "295"), ("code_notation", "BGN-ĐLM")])
    again = brought("again", MEMORANDUM)
    sort_document(archive, again, Joining.RESCAN_OF, memorandum)
    parts = {d.reference: d.part for d in card(archive, memorandum).documents}
    assert parts == {memorandum: "main", again: "rescan"}
    show_scan(archive, again)
    told = card(archive, memorandum)
    assert {d.reference: d.part for d in told.documents} == {memorandum: "rescan", again: "main"}
    assert told.row.number == "295/BGN-ĐLM"
    show_scan(archive, memorandum)
    assert card(archive, memorandum).documents[0].part == "main"
    with pytest.raises(CannotSort):
        show_scan(archive, memorandum)


@pytest.mark.parametrize(
    ("as_", "to"),
    [(Joining.ANNEX_OF, None), (Joining.ANNEX_OF, "2026-0001"), (Joining.RESCAN_OF, "2026-0001")],
)
def test_what_cannot_be_is_refused_and_changes_nothing(archive, memorandum, as_, to):
    with pytest.raises(CannotSort):
        sort_document(archive, memorandum, as_, to)
    assert [d.part for d in card(archive, memorandum).documents] == ["main"]


def test_an_annex_fills_the_gap_it_claims(archive, brought, memorandum):
    assert [gap.label for gap in annex_gaps(archive)] == ["Phụ lục I", "Phụ lục II"]
    annex = brought("annex", ANNEX)
    first = proposed_sorts(archive, annex)[0]
    assert first.why.startswith("It fills the gap Phụ lục II of 2026-0001")
    assert first.gap_id == annex_gaps(archive)[1].id
    sort_document(archive, annex, Joining.ANNEX_OF, memorandum)
    assert [gap.label for gap in annex_gaps(archive, memorandum)] == ["Phụ lục I"]
    filled = annex_gaps(archive, all_of_them=True)[1]
    assert (filled.label, filled.filled_by) == ("Phụ lục II", annex)
    sort_document(archive, annex, Joining.NEW)
    assert [gap.label for gap in annex_gaps(archive)] == ["Phụ lục I", "Phụ lục II"]


def test_what_is_known_to_be_evidence_has_no_gaps(archive, brought, memorandum):
    other = brought("other", OTHER)
    assert len(annex_gaps(archive)) == 4
    sort_document(archive, memorandum, Joining.EVIDENCE_OF, other)
    assert [gap.cited_in for gap in annex_gaps(archive)] == [other, other]


def test_read_anew_a_document_keeps_its_gaps_and_what_was_decided(archive, brought, memorandum):
    before = annex_gaps(archive)
    tell_again(archive, memorandum, [MEMORANDUM])
    sort_document(archive, memorandum, Joining.NEW)
    assert annex_gaps(archive) == before
    tell_again(archive, memorandum, [MEMORANDUM.replace("Phụ lục I và ", "")])
    sort_document(archive, memorandum, Joining.NEW)
    assert [gap.label for gap in annex_gaps(archive)] == ["Phụ lục II"]
