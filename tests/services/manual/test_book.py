"""The book of the manual: pages that can be read, found and gone to."""

import pytest
from pypdf import PdfReader

from luutru import i18n
from luutru.services.manual.book import write_book
from luutru.services.manual.contents import parts


@pytest.fixture(params=["vi", "en"])
def language(request):
    spoken = i18n.language()
    i18n.use_language(request.param)
    yield request.param
    i18n.use_language(spoken)


def test_a_book_has_every_chapter_as_a_bookmark_and_in_its_contents(language, tmp_path):
    part = parts(language)[1]
    write_book(part, tmp_path / "book.pdf", language)
    book = PdfReader(tmp_path / "book.pdf")
    titles = [chapter.title for chapter in part.chapters]
    assert [getattr(entry, "title", "") for entry in book.outline] == titles
    listed = " ".join(book.pages[1].extract_text().split())
    assert all(" ".join(title.split()) in listed for title in titles)
    shown = sum(len(page.images) for page in book.pages)
    assert shown == sum(chapter.text.count("![") for chapter in part.chapters)


def test_the_same_manual_makes_the_same_book(language, tmp_path):
    part = parts(language)[1]
    for name in ("one.pdf", "two.pdf"):
        write_book(part, tmp_path / name, language)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
