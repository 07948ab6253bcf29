"""The agreements that every corpus must hold, told as one public year-end text tells them.

Only their facts are real, the sentences are ours. Each stands among what misleads: days of visits
and seminars, other countries, prime ministers who look on, a partner of whom nothing is known.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np

from luutru.demo import truth
from luutru.demo.labelled import LabelledDocument
from luutru.demo.manuscript import Block, Letterhead, Manuscript
from luutru.demo.truth import Placement
from luutru.demo.typesetter import typeset
from luutru.extraction.script import PageWords
from luutru.records.words import PlacedWord

BELARUS: Final = """
Trong khuôn khổ chuyến thăm chính thức từ ngày 6-9/12/2023, Thủ tướng Chính phủ hai nước đã chứng
kiến lễ trao văn kiện hợp tác giữa Trung tâm Thông tin – Truyền thông TCĐLCL, đơn vị trực thuộc
Tổng cục Tiêu chuẩn Đo lường Chất lượng, và Viện tiêu chuẩn và Chứng nhận Quốc gia Belarus, trực
thuộc Ủy ban Nhà nước về Tiêu chuẩn hóa.

Hợp tác về thông tin tiêu chuẩn được hai cơ quan coi trọng trong nhiều năm qua, góp phần thúc đẩy
giao lưu giữa doanh nghiệp hai nước.

Việc trao đổi ấn phẩm, tài liệu được thực hiện theo nguyên tắc có đi có lại.

Ngày 7/12/2023, Bản ghi nhớ giữa Việt Nam và Belarus trong lĩnh vực này đã được ký kết.
"""

MOIAT: Final = """
Ngày 01/12/2023, tại Dubai, Bộ Khoa học và Công nghệ và Bộ Công nghiệp và Công nghệ tiên tiến
(MoIAT) Các Tiểu vương quốc Ả Rập Thống nhất đã ký Bản ghi nhớ về tiêu chuẩn, đo lường, đánh giá
sự phù hợp, công nhận và Halal.

Bản ghi nhớ mở ra cơ hội cho doanh nghiệp đưa sản phẩm vào thị trường UAE và khu vực.

Ảnh: Thứ trưởng Bộ Khoa học và Công nghệ Lê Xuân Định và Thứ trưởng MoIAT Omar Ahmed Suwaina Al
Suwaidi ký Bản ghi nhớ.
"""

INSO: Final = """
Ngày 9/8/2023, tại Tehran, Tổng cục Tiêu chuẩn Đo lường Chất lượng và Tổ chức Tiêu chuẩn Quốc gia
Iran (INSO) đã ký bản ghi nhớ hợp tác trong lĩnh vực tiêu chuẩn hóa, đo lường và đánh giá sự phù
hợp. Biên bản ghi nhớ được ký dưới sự chứng kiến của ông Vương Đình Huệ và ông Mohammad Hassan
Sheikholeslami.
"""

IAMES: Final = """
Trung tâm Chứng nhận Phù hợp (QUACERT) đã tổ chức hội thảo vào ngày 20/12/2023.QUACERT và IAMES đã
ký bản ghi nhớ hợp tác trước sự chứng kiến của Đại sứ Malaysia Dato' Tan Yang Thai và Quyền Tổng
cục trưởng Hà Minh Hiệp.
"""

TURKEY: Final = """
Ngoài ra, Thổ Nhĩ Kỳ cũng là một đối tác đã có thỏa thuận hợp tác được ký kết.
"""

_OPEN: Final = frozenset({
    "title_vi", "title_en", "subject", "languages", "laterality", "signing_level",
    "official_name_printed",
})  # fmt: skip


def cases() -> tuple[LabelledDocument, ...]:
    """Return each of them with its truth, the last one the mention of Turkey."""
    return (_belarus(), _moiat(), _inso(), _iames(), _turkey())


def _belarus() -> LabelledDocument:
    fields = {
        "official_name": ("memorandum",),
        "signed_on": ("2023-12-07",),
        "party.vietnamese": ("Trung tâm Thông tin – Truyền thông TCĐLCL; ; VN",),
        "party.foreign": ("Viện tiêu chuẩn và Chứng nhận Quốc gia Belarus; ; BY",),
        "fields": ("information standardization",),
    }
    # The prime ministers have no names here: an archivist may enter their offices, or nothing.
    return _case("belarus", BELARUS, fields, undecided=_OPEN | {"witness"})


def _moiat() -> LabelledDocument:
    ministry = (
        "Bộ Công nghiệp và Công nghệ tiên tiến Các Tiểu vương quốc Ả Rập Thống nhất; MoIAT; AE"
    )
    fields = {
        "official_name": ("memorandum",),
        "signed_on": ("2023-12-01",),
        "signed_place": ("Dubai",),
        "party.vietnamese": ("Bộ Khoa học và Công nghệ; ; VN",),
        "party.foreign": (ministry,),
        "signatory.vietnamese": ("Lê Xuân Định; Thứ trưởng",),
        "signatory.foreign": ("Omar Ahmed Suwaina Al Suwaidi; Thứ trưởng",),
        "fields": ("standardization metrology conformity accreditation halal",),
    }
    accepted = {
        ministry: ("Bộ Công nghiệp và Công nghệ tiên tiến",),
        "Lê Xuân Định; Thứ trưởng": ("Thứ trưởng Bộ Khoa học và Công nghệ",),
        "Omar Ahmed Suwaina Al Suwaidi; Thứ trưởng": ("Thứ trưởng MoIAT",),
    }
    return _case("moiat", MOIAT, fields, accepted, {"signed_country": ("AE",)})


def _inso() -> LabelledDocument:
    fields = {
        "official_name": ("memorandum",),
        "official_name_printed": ("bản ghi nhớ hợp tác",),
        "signed_on": ("2023-08-09",),
        "signed_place": ("Tehran",),
        "party.vietnamese": ("Tổng cục Tiêu chuẩn Đo lường Chất lượng; ; VN",),
        "party.foreign": ("Tổ chức Tiêu chuẩn Quốc gia Iran; INSO; IR",),
        "witness": ("Vương Đình Huệ; ; signing", "Mohammad Hassan Sheikholeslami; ; signing"),
        "fields": ("standardization metrology conformity",),
    }
    accepted = {"bản ghi nhớ hợp tác": ("bản ghi nhớ", "biên bản ghi nhớ")}
    return _case("inso", INSO, fields, accepted, {"signed_country": ("IR",)})


def _iames() -> LabelledDocument:
    fields = {
        "official_name": ("memorandum",),
        "party.vietnamese": ("Trung tâm Chứng nhận Phù hợp; QUACERT; VN",),
        "party.foreign": ("IAMES",),
        "witness": (
            "Dato' Tan Yang Thai; Đại sứ Malaysia; signing",
            "Hà Minh Hiệp; Quyền Tổng cục trưởng; signing",
        ),
    }
    accepted = {
        "Trung tâm Chứng nhận Phù hợp; QUACERT; VN": ("QUACERT",),
        "Dato' Tan Yang Thai; Đại sứ Malaysia; signing": ("Tan Yang Thai",),
        "Hà Minh Hiệp; Quyền Tổng cục trưởng; signing": ("Tổng cục trưởng",),
    }
    return _case("iames", IAMES, fields, accepted, {"fields": ("conformity",)})


def _turkey() -> LabelledDocument:
    """Return the mention of a partner; nothing may be made of it."""
    return _case("turkey", TURKEY, {}, undecided=_OPEN | {"official_name"})


def _case(
    name: str,
    text: str,
    fields: Mapping[str, tuple[str, ...]],
    accepted: Mapping[str, tuple[str, ...]] | None = None,
    allowed: Mapping[str, tuple[str, ...]] | None = None,
    undecided: frozenset[str] = _OPEN,
) -> LabelledDocument:
    return LabelledDocument(
        name, "year-end text", fields, accepted or {}, allowed or {},
        undecided - fields.keys(), (), _pages(text),
    )  # fmt: skip


def _pages(text: str) -> tuple[PageWords, ...]:
    """Set `text`, paragraphs divided by empty lines, and return its words in their places."""
    blocks = tuple(Block("paragraph", (part,)) for part in text.strip().split("\n\n"))
    paper = Manuscript("vi", Letterhead(), (), blocks, ())
    sheets = typeset(paper, np.random.default_rng(0))
    pages = [truth.page(sheet, Placement()) for sheet in sheets]
    return tuple(
        PageWords(number, tuple(PlacedWord(word.text, *word.box, 100) for word in page.words))
        for number, page in enumerate(pages, 1)
    )
