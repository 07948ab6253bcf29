"""Documents whose pages say which they are, written with a text layer and read in no time."""

from pathlib import Path

import pikepdf
from sqlalchemy import select

from luutru.demo.paper import Sheet, Style
from luutru.demo.text_pdf import UnicodeFonts, write_text
from luutru.records.document import Document
from luutru.records.files import FileObject
from luutru.services.accession import take_in
from luutru.services.cards import card
from luutru.services.indexing import bring_up_to_date
from luutru.services.pages import page_shapes, page_text
from luutru.services.search import search

WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
MORE = "các bên trao đổi tiêu chuẩn và quy chuẩn kỹ thuật mỗi năm hai lần tại Hà Nội"


def paper(path: Path, name: str, pages: int) -> Path:
    """Write a PDF whose pages say their numbers and a name that no other document has."""
    sheets = []
    for number in range(pages):
        sheet = Sheet()
        sheet.text(f"Trang {WORDS[number]} của {name}: {MORE}", 80, 90, 430, Style(13))
        sheets.append(sheet)
    path.parent.mkdir(exist_ok=True)
    write_text(path, sheets, UnicodeFonts())
    return path


def kept(archive, path: Path) -> str:
    """Take a PDF in and read it; return its reference."""
    reference = take_in(archive, path).reference
    bring_up_to_date(archive)
    return reference


def document_of(archive, reference):
    return next(d for d in card(archive, reference).documents if d.reference == reference)


def carrier(archive, reference):
    """Return the file that is shown of a document, and where it is."""
    with archive.catalogue.read() as session:
        query = select(FileObject).join(Document).where(Document.reference == reference)
        file = session.scalars(query.where(FileObject.carries_pages)).one()
    return file, archive.path_of(file.sha256, is_master=file.is_master)


def said(archive, reference):
    """Return which page each page says to be, and of which document."""
    number = document_of(archive, reference).id
    texts = [page_text(archive, number, shape.number) for shape in page_shapes(archive, number)]
    return [" ".join(text.text.split()[1:4]) for text in texts if text]


def found(archive, query):
    """Return references and numbers of the pages that the index finds."""
    hits = search(archive, query).hits
    return sorted((page.reference, page.number) for hit in hits for page in hit.pages)


def sign(path: Path) -> Path:
    """Put a signature field with some signature into a PDF; nobody checks it here."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        signature = pikepdf.Dictionary(
            Type=pikepdf.Name.Sig,
            Filter=pikepdf.Name("/Adobe.PPKLite"),
            Contents=pikepdf.String(b"0" * 64),
            ByteRange=[0, 10, 20, 10],
        )
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Sig,
                T="Signature1",
                Rect=[0, 0, 0, 0],
                V=pdf.make_indirect(signature),
            )
        )
        pdf.pages[0].obj.Annots = pdf.make_indirect(pikepdf.Array([field]))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
        pdf.save(path)
    return path
