import numpy as np
import pytest
from sqlalchemy import select, update

from luutru.demo import pdf, scanner
from luutru.demo.paper import Sheet, Style
from luutru.demo.text_pdf import UnicodeFonts, write_text
from luutru.records.files import Page
from luutru.services.accession import take_in
from luutru.services.correcting import correct_word
from luutru.services.indexing import bring_up_to_date
from luutru.services.pages import page_text
from luutru.services.rereading import read_again, read_by_another


def a_sheet(text):
    sheet = Sheet()
    sheet.text(text, 80, 90, 430, Style(14))
    return sheet


@pytest.fixture
def read(archive, tmp_path):
    """Two scans that were recognised and a file with a text layer."""
    for name, text in (("một", "Biên bản ghi nhớ thứ nhất"), ("hai", "Biên bản ghi nhớ thứ hai")):
        image = scanner.scan(a_sheet(text), scanner.OFFICE_GREY, np.random.default_rng(1))[0]
        pdf.write_images(tmp_path / f"{name}.pdf", [image], 60)
        take_in(archive, tmp_path / f"{name}.pdf")
    layer = a_sheet("Văn bản này do máy tính viết ra chứ không phải được quét lại từ giấy. " * 3)
    write_text(tmp_path / "chữ.pdf", [layer], UnicodeFonts())
    take_in(archive, tmp_path / "chữ.pdf")
    bring_up_to_date(archive)


def first_page(archive):
    told = page_text(archive, 1, 1)
    return told and told.text


def engines(archive):
    with archive.catalogue.read() as session:
        return list(session.scalars(select(Page.engine).order_by(Page.id)))


def test_only_pages_that_another_engine_recognised_are_read_again(archive, read):
    assert read_by_another(archive) == 0
    assert read_again(archive).pages == 0
    today = engines(archive)
    with archive.catalogue.write() as session:
        session.execute(update(Page).where(Page.id == 1).values(engine="tesseract 3", text="?"))
    assert read_by_another(archive) == 1
    assert read_again(archive).pages == 1
    assert engines(archive) == today
    assert "thứ nhất" in first_page(archive)


def test_what_people_corrected_holds_for_the_new_reading(archive, read):
    correct_word(archive, "2026-0001", 1, "nhất", "nhì")
    with archive.catalogue.write() as session:
        session.execute(update(Page).values(engine="tesseract 3"))
    assert read_again(archive).pages == 2
    assert "thứ nhì" in first_page(archive)
