"""Real PDFs to copy from: text of several pages, with all that pages may carry along."""

import hashlib
from datetime import datetime
from io import BytesIO

import pikepdf
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from luutru.stamping import faces
from luutru.stamping.facts import VIETNAM, CopyFacts

A4 = (595, 842)
WORDS = ("trao", "giữ", "cùng", "thăm", "riêng", "gửi")
"""One for each page, on no other."""


def document(path, pages=4, *, size=A4, text_ends=0.4, head="", number=True):
    """Write a document whose last page is written on down to `text_ends` of its height."""
    faces.ready()
    wide, high = size
    canvas = Canvas(str(path), pagesize=size, invariant=1)
    canvas.setTitle("Tên riêng của tệp")
    for page in range(1, pages + 1):
        canvas.setFont(faces.REGULAR, 13)
        if page == 1 and head:
            canvas.drawRightString(wide - 40, high - 40, head)
        line, lowest = high - 100, 70 if page < pages else high * (1 - text_ends)
        while line > lowest:
            canvas.drawString(60, line, f"Hai Bên {WORDS[page - 1]} đổi ấn phẩm về đo lường.")
            line -= 20
        if number:
            canvas.drawCentredString(wide / 2, 32, str(page))
        canvas.bookmarkPage(f"p{page}")
        canvas.addOutlineEntry(f"Mục {WORDS[page - 1]}", f"p{page}")
        canvas.showPage()
    canvas.save()
    return path


def scans(path, pages=4):
    """Write pages of one image each, all of which share one dictionary of resources."""
    with pikepdf.new() as pdf:
        images = pikepdf.Dictionary()
        for page in range(pages):
            data = BytesIO()
            Image.new("L", (40, 60), 40 * page).save(data, "JPEG")
            image = pikepdf.Stream(pdf, data.getvalue())
            image.stream_dict.update(
                {
                    "/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": 40,
                    "/Height": 60, "/ColorSpace": pikepdf.Name.DeviceGray, "/BitsPerComponent": 8,
                    "/Filter": pikepdf.Name.DCTDecode,
                    "/Metadata": pdf.make_stream(f"Bí mật của trang {page + 1}".encode()),
                }
            )  # fmt: skip
            images[f"/Im{page}"] = pdf.make_indirect(image)
        shared = pdf.make_indirect(pikepdf.Dictionary(XObject=images))
        for page in range(pages):
            made = pdf.add_blank_page(page_size=A4)
            made.Resources = shared
            made.Contents = pdf.make_stream(f"q 595 0 0 842 0 0 cm /Im{page} Do Q".encode())
        pdf.attachments["bi-mat.txt"] = pikepdf.AttachedFileSpec(pdf, b"secret")
        pdf.save(path)
    return path


def facts(path, **more):
    """Return what a copy of the file at `path` says."""
    told = {
        "form": "SY", "number": 5, "year": 2027, "abbreviation": "TĐC",
        "agency": "Tổng cục Tiêu chuẩn Đo lường Chất lượng", "place": "Hà Nội", "prefix": "TL.",
        "head_title": "Tổng cục trưởng", "signer_title": "Chánh Văn phòng",
        "signer_name": "Mẫu Một",
        "moment": datetime(2027, 1, 5, 9, 3, 1, tzinfo=VIETNAM), "source_pages": 4,
        "source_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "source_size": path.stat().st_size, "head": "cd" * 32, "recipients": ("Lưu: VT.",),
    } | more  # fmt: skip
    return CopyFacts(**told)


def images_in(path):
    """Count the images that a file holds, painted or not."""
    with pikepdf.open(path) as pdf:
        return sum(
            isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
            for one in pdf.objects
        )
