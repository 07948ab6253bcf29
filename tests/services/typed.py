"""Documents whose pages were typed instead of scanned and read: quick, and each word in its box."""

from pypdf import PdfWriter
from sqlalchemy import select
from tests.extraction.typed import page as typed_page

from luutru.reading.messages import Inspection, PageReading, PageShape, PageStatus, Word
from luutru.reading.text_hash import text_hash
from luutru.records.document import Document
from luutru.services import readings
from luutru.services.accession import Joining, take_in
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date


def blank_scan(folder, name, count=1):
    """Write a PDF of blank pages that no other name has."""
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Subject": name})
    file = folder / f"{name}.pdf"
    writer.write(file)
    return file


def reading(key, number, text):
    """Return what the reading process would tell of a page with the lines of `text`."""
    words = tuple(
        Word(w.text, w.left, w.top, w.right, w.bottom, int(w.confidence))
        for w in typed_page(number, text).words
    )
    told = text_hash(text)
    return PageReading(key, number, PageStatus.READ, text, words=words, text_hash=told)


def tell(archive, texts):
    """Let the reading process have found `texts` on the pages that wait."""
    for file_id, _ in readings.uncounted(archive):
        shapes = (PageShape(595, 842),) * len(texts)
        readings.store_inspection(archive, file_id, Inspection(pages=shapes))
    for waiting, text in zip(readings.waiting_pages(archive), texts, strict=True):
        readings.store_reading(archive, reading(waiting.page_id, waiting.number, text))


def tell_again(archive, reference, texts):
    """Let the pages of one document have been read anew."""
    with archive.catalogue.read() as session:
        document = session.scalars(select(Document).where(Document.reference == reference)).one()
        found = [(page.id, page.number) for page in document.files[0].pages]
    for (key, number), text in zip(found, texts, strict=True):
        readings.store_reading(archive, reading(key, number, text))


def bring(archive, folder, name, *pages, joining=Joining.NEW, to=None, **values):
    """Take a document in whose pages say `pages`, and describe it; return its reference."""
    file = blank_scan(folder, name, len(pages))
    reference = take_in(archive, file, joining=joining, to=to).reference
    tell(archive, pages)
    changes = [(field.replace("__", "."), value) for field, value in values.items()]
    if changes:
        describe(archive, reference, changes)
    bring_up_to_date(archive)
    return reference
