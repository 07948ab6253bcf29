"""Copies in which any reader finds what was read here, with pages that look as they did."""

import shutil
import subprocess
from contextlib import closing

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader
from sqlalchemy import select
from tests.encrypted_run import plain_only
from tests.services.paged import carrier, kept, paper

from luutru.demo import pdf, scanner
from luutru.demo.paper import Sheet, Style
from luutru.errors import DiskTrouble, NothingToArrange, PagesUncounted, SecretNotHandedOut
from luutru.reading.messages import PageReading, PageStatus, TextOrigin, Word
from luutru.records.files import FileObject, Page
from luutru.services import custody, readings
from luutru.services.accession import take_in
from luutru.services.arranging import arrange
from luutru.services.inspecting import verify
from luutru.services.page_lists import read_pages
from luutru.services.searchable import export_searchable
from luutru.services.splitting import merge

PHRASES = (
    "Hai Bên trao đổi tiêu chuẩn, quy chuẩn kỹ thuật và ấn phẩm chuyên ngành",
    "Việc hợp tác được thực hiện trên cơ sở bình đẳng và cùng có lợi",
)


@pytest.fixture
def scan(archive, tmp_path):
    """A scan of which the second page was fed upside down and the third sideways.

    Its words are those that were drawn, in their places; nothing is recognised here.
    """
    random = np.random.default_rng(3)
    images, truths = [], []
    for turn in (0, 180, 90):
        sheet = Sheet()
        below = sheet.text(PHRASES[0], 80, 120, 430, Style(13)) + 30
        sheet.text(PHRASES[1], 80, below, 430, Style(13))
        image, placement = scanner.scan(sheet, scanner.OFFICE_GREY, random, turn)
        images.append(image)
        truths.append([(word.text, *placement.box(word.box())) for word in sheet.words])
    path = tmp_path / "scan.pdf"
    pdf.write_images(path, images, 60)
    reference = take_in(archive, path).reference
    for number, file in readings.uncounted(archive):
        readings.store_inspection(archive, number, archive.reader.inspect(file))
    for page, words, turned in zip(
        readings.waiting_pages(archive), truths, (0, 180, 270), strict=True
    ):
        told = PageReading(
            page.page_id, page.number, PageStatus.READ, " ".join(word[0] for word in words),
            words=tuple(Word(*word, 95) for word in words), origin=TextOrigin.OCR, rotation=turned,
        )  # fmt: skip
        readings.store_reading(archive, told)
    return reference


def flat(text):
    return " ".join(text.split())


def test_pypdf_finds_vietnamese_on_upright_and_turned_pages(archive, scan, tmp_path):
    copy = export_searchable(archive, scan, tmp_path / "copy.pdf")
    assert (copy.pages, copy.pages_without_words, copy.is_archival) == (3, 0, True)
    for page in PdfReader(tmp_path / "copy.pdf").pages:
        text = flat(page.extract_text())
        assert all(phrase in text for phrase in PHRASES), text


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_pdftotext_finds_the_same(archive, scan, tmp_path):
    export_searchable(archive, scan, tmp_path / "copy.pdf")
    done = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "copy.pdf", "-"], capture_output=True, check=True
    )
    pages = done.stdout.decode().split("\f")[:3]
    assert all(phrase in flat(page) for page in pages for phrase in PHRASES)


def test_pdfium_finds_words_where_their_ink_is(archive, scan, tmp_path):
    export_searchable(archive, scan, tmp_path / "copy.pdf")
    with closing(pdfium.PdfDocument(tmp_path / "copy.pdf")) as document:
        for number in range(3):
            with closing(document[number]) as page, closing(page.get_textpage()) as text:
                width, height = page.get_size()
                assert width < height
                found = text.search("đẳng").get_next()
                assert found
                left, bottom, right, top = text.get_charbox(found[0])
                corners = [page_point(page, left, top), page_point(page, right, bottom)]
                image = np.asarray(page.render(scale=1, grayscale=True).to_pil())
                (x0, x1), (y0, y1) = (sorted(side) for side in zip(*corners, strict=True))
                assert image[int(y0) : int(y1) + 1, int(x0) - 1 : int(x1) + 2].min() < 160


def page_point(page, x, y):
    """Return where a point of the page lies on its displayed image, in points."""
    width, height = page.get_size()
    return {
        0: (x, height - y),
        90: (y, x),
        180: (width - x, y),
        270: (width - y, height - x),
    }[page.get_rotation()]


@plain_only
def test_images_are_the_streams_they_were_and_nothing_else_is_seen(archive, scan, tmp_path):
    export_searchable(archive, scan, tmp_path / "copy.pdf")
    original = carrier(archive, scan)[1]
    with pikepdf.open(original) as before, pikepdf.open(tmp_path / "copy.pdf") as after:
        for one, other in zip(before.pages, after.pages, strict=True):
            old, new = one.Resources.XObject.Scan, other.Resources.XObject.Scan
            assert old.read_raw_bytes() == new.read_raw_bytes()
            assert old.Filter == new.Filter
    assert (seen(original) == seen(tmp_path / "copy.pdf")).all()


def seen(path):
    document = pdfium.PdfDocument(path)
    image = np.asarray(document[0].render(scale=1).to_pil())
    document.close()
    return image


def test_it_says_that_it_is_pdf_a(archive, scan, tmp_path):
    export_searchable(archive, scan, tmp_path / "copy.pdf")
    with pikepdf.open(tmp_path / "copy.pdf") as copy:
        with copy.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert copy.Root.OutputIntents[0].S == pikepdf.Name.GTS_PDFA1
        assert "/ID" in copy.trailer


def test_the_copy_is_kept_once_and_carries_no_pages(archive, scan, tmp_path):
    first = export_searchable(archive, scan, tmp_path / "copy.pdf")
    second = export_searchable(archive, scan, tmp_path / "again.pdf")
    assert first == second
    assert (tmp_path / "copy.pdf").read_bytes() == (tmp_path / "again.pdf").read_bytes()
    with archive.catalogue.read() as session:
        query = select(FileObject).where(~FileObject.is_master)
        file = session.scalars(query).one()
        assert (file.sha256, file.carries_pages) == (first.sha256, False)
    assert verify(archive, full=True).findings == ()
    assert custody.entries(archive, scan)[0].act == "made_searchable"


def test_what_was_arranged_is_copied_as_it_is_shown(archive, scan, tmp_path):
    arrange(archive, scan, read_pages("3r90,1"))
    export_searchable(archive, scan, tmp_path / "copy.pdf")
    pages = PdfReader(tmp_path / "copy.pdf").pages
    assert len(pages) == 2
    assert all(PHRASES[0] in flat(page.extract_text()) for page in pages)
    arrange(archive, scan, read_pages("2"))
    assert len(export_searchable(archive, scan, tmp_path / "copy.pdf").sha256) == 64


def test_a_text_layer_is_not_laid_a_second_time(archive, tmp_path):
    reference = kept(archive, paper(tmp_path / "in" / "two.pdf", "Lụa", 2))
    copy = export_searchable(archive, reference, tmp_path / "copy.pdf")
    assert copy.pages_without_words == 0
    text = flat(PdfReader(tmp_path / "copy.pdf").pages[0].extract_text())
    assert text.count("một của Lụa") == 1


def test_pages_without_words_are_counted(archive, scan, tmp_path):
    with archive.catalogue.write() as session:
        page = session.scalars(select(Page).where(Page.number == 2)).one()
        page.status, page.words = "failed", b""
    assert export_searchable(archive, scan, tmp_path / "copy.pdf").pages_without_words == 1


def test_what_cannot_be_copied_is_refused(archive, scan, a_scan, tmp_path):
    uncounted = take_in(archive, a_scan("new")).reference
    with pytest.raises(PagesUncounted):
        export_searchable(archive, uncounted, tmp_path / "copy.pdf")
    with pytest.raises(DiskTrouble):
        export_searchable(archive, scan, tmp_path / "nowhere" / "copy.pdf")
    other = kept(archive, paper(tmp_path / "in" / "two.pdf", "Lụa", 2))
    merge(archive, [scan, other])
    with pytest.raises(NothingToArrange):
        export_searchable(archive, other, tmp_path / "copy.pdf")
    assert not (tmp_path / "copy.pdf").exists()


def test_no_searchable_copy_of_a_state_secret_leaves_the_archive(archive, keep, tmp_path):
    reference = keep("Lease", secrecy="secret")
    with pytest.raises(SecretNotHandedOut):
        export_searchable(archive, reference, tmp_path / "copy.pdf")
    assert not (tmp_path / "copy.pdf").exists()
