"""An archive with pages and cards to be searched."""

import pytest
from pypdf import PdfWriter

from luutru.reading.messages import Inspection, PageReading, PageShape, PageStatus, Word
from luutru.services import readings
from luutru.services.accession import take_in
from luutru.services.archive import create_archive
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date

BELGISS = "Viện tiêu chuẩn và Chứng nhận Quốc gia Belarus; BelGISS; BY"
INSO = "Tổ chức Tiêu chuẩn Quốc gia Iran; INSO; IR"
LONG = "và các bên cùng nhau trao đổi thông tin về lĩnh vực này " * 8


def placed(text):
    """Set the words of `text` ten to a line, each in a box of its own."""
    return tuple(
        Word(word, 100 * (at % 10), 50 * (at // 10), 100 * (at % 10) + 90, 50 * (at // 10) + 40, 95)
        for at, word in enumerate(text.split())
    )


def read(archive, *texts):
    """Give the pages of what was taken in their texts, and tell the index."""
    shape = PageShape(595, 842)
    for file_id, _ in readings.uncounted(archive):
        readings.store_inspection(archive, file_id, Inspection(pages=(shape,) * len(texts)))
    for page, text in zip(readings.waiting_pages(archive), texts, strict=True):
        told = PageReading(page.page_id, page.number, PageStatus.READ, text, words=placed(text))
        readings.store_reading(archive, told)
    bring_up_to_date(archive)


def filled(archive, folder):
    """Keep one with Belarus and its pages, one with Iran, one that nobody described further."""

    def keep(title, *pages, **values):
        writer = PdfWriter()
        writer.add_blank_page(width=595, height=842)
        writer.add_metadata({"/Subject": title})
        file = folder / f"{title}.pdf"
        writer.write(file)
        reference = take_in(archive, file).reference
        named = [(name.replace("__", "."), value) for name, value in values.items()]
        describe(archive, reference, [("title_vi", title), *named])
        read(archive, *pages)
        return reference

    return {
        "belarus": keep(
            "Hợp tác về đo lường",
            f"Cộng hòa Belarus {LONG}",
            f"{LONG} chứng nhận halal và tiêu chuẩn hóa {LONG}",
            signed_on="7/12/2023", official_name="Bản ghi nhớ", party__foreign=BELGISS,
            fields="Đo lường", effect_rule="khi ký", expires_on="7/12/2026",
        ),
        "iran": keep(
            "Hợp tác về Halal",
            "Ký tại Tehran ngày 9 tháng 8 năm 2023, TCĐLCL và INSO",
            signed_on="9/8/2023", party__foreign=INSO, fields="Halal",
        ),
        "bare": keep("An toàn thực phẩm", "Số: 05/SY-TĐC, tieu chuan hoa, đường bộ"),
    }  # fmt: skip


@pytest.fixture(autouse=True)
def _lent(lent_processes: None) -> None:
    """Lend processes that read and stamp: they are tested elsewhere."""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """An archive with three agreements that no test changes, and their references by name."""
    folder = tmp_path_factory.mktemp("library")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUUTRU_INDEX_DIR", str(folder / "index"))
        patch.setenv("LUUTRU_RESERVE_MB", "1")
        opened = create_archive(folder / "archive")
        yield opened, filled(opened, folder)
        opened.close()


@pytest.fixture
def kept(library):
    return library[0]


@pytest.fixture
def three(library):
    return library[1]


@pytest.fixture
def own(archive, tmp_path):
    """The same in an archive that the test may change."""
    return filled(archive, tmp_path)
