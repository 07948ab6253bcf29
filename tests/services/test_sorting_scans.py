"""What a file is, and whether it may come in at all, told from scans as they leave the scanner."""

import numpy as np
import pytest
from tests.services.papers import STATE

from luutru.demo import pdf, scanner
from luutru.demo.manuscript import Letterhead, Manuscript, Side, body
from luutru.demo.typesetter import typeset
from luutru.services.accession import take_in
from luutru.services.door import held_documents
from luutru.services.gaps import annex_gaps
from luutru.services.indexing import bring_up_to_date
from luutru.services.search import search
from luutru.services.sorting import Joining, proposed_sorts

BETWEEN = "giữa Cục Đo lường Miền Bắc và Viện Đo lường Lâu đài Trắng"
OFFICE = ("CỤC ĐO LƯỜNG MIỀN BẮC",)


@pytest.fixture
def scanned(archive, tmp_path):
    """Draw a paper, scan it and take it in; return its reference."""

    def bring(name, titles, text, *, office=OFFICE, number="", profile=scanner.OFFICE_COLOUR):
        dateline = "Huế, ngày 16 tháng 12 năm 1998"
        manuscript = Manuscript(
            "vi",
            Letterhead(office, STATE, number, dateline),
            titles,
            body(text, "vi", {}),
            (Side("ĐẠI DIỆN BÊN A", "Cục trưởng", "Người ký mẫu A"),),
        )
        random = np.random.default_rng(5)
        images = [scanner.scan(sheet, profile, random)[0] for sheet in typeset(manuscript, random)]
        path = tmp_path / f"{name}.pdf"
        pdf.write_images(path, images, profile.quality)
        return take_in(archive, path).reference

    return bring


@pytest.mark.slow
def test_scans_are_sorted_and_marked_ones_are_stopped(archive, scanned):
    memorandum = scanned(
        "memorandum",
        ("BẢN GHI NHỚ", f"{BETWEEN} về đo lường"),
        "Hai bên lập kế hoạch theo Phụ lục I và Phụ lục II kèm theo Bản ghi nhớ này.",
        number="Số: 295/BGN-ĐLM",
    )
    annex = scanned(
        "annex",
        ("PHỤ LỤC II", "(Kèm theo Bản ghi nhớ số 295/BGN-ĐLM ngày 16 tháng 12 năm 1998)"),
        "Trao đổi chuyên gia và tổ chức hội thảo.",
        office=(),
    )
    report = ("BÁO CÁO", "về thiết bị phi thường")
    secret = scanned("kin", report, "Thung lũng Xanh.", office=(*OFFICE, "MẬT"))
    faxed = scanned("fax", ("TỐI MẬT", *report), "Thung lũng.", profile=scanner.FAX)
    bring_up_to_date(archive)
    assert [(one.reference, one.mark) for one in held_documents(archive)] == [
        (secret, "secret"), (faxed, "top_secret"),
    ]  # fmt: skip
    assert search(archive, "phi thường").total == 0
    first = proposed_sorts(archive, annex)[0]
    assert (first.joining, first.reference) == (Joining.ANNEX_OF, memorandum)
    assert first.gap_id == annex_gaps(archive, memorandum)[1].id
    assert proposed_sorts(archive, memorandum)[0].joining is Joining.NEW
