"""A small PDF of ours as something that pyHanko can place: a mark, a stamp across a page."""

import secrets
from io import BytesIO

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from typing_extensions import override


class Drawn(PdfContent):
    """The first page of a PDF that was drawn in memory."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        super().__init__()

    @override
    def render(self) -> bytes:
        """Return the operators that draw it; its file is imported into the writer."""
        made = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        name = f"/Drawn{secrets.token_hex(8)}"
        self.resources.xobject[name] = made
        left, bottom, right, top = (float(edge) for edge in made.get_object()["/BBox"])
        self.box = BoxConstraints(width=right - left, height=top - bottom)
        return f"{name} Do".encode("ascii")
