"""Sources, facts and signed files for the tests of copies."""

import hashlib
import random
from datetime import datetime
from pathlib import Path

import pikepdf
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer

from luutru.stamping.digests import digest
from luutru.stamping.facts import VIETNAM, CopyFacts
from luutru.stamping.manifest import attach


def scan(path: Path, pages: int = 1, seed: int = 1, side: int = 90) -> Path:
    """Write a PDF of grey images, as a scanner does."""
    chance = random.Random(seed)  # noqa: S311  noise, not secrecy
    with pikepdf.new() as pdf:
        for _ in range(pages):
            page = pdf.add_blank_page(page_size=(595, 842))
            image = pdf.make_stream(
                chance.randbytes(side * side),
                Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=side, Height=side,
                ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
            )  # fmt: skip
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
            page.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Scan Do Q")
        pdf.save(path, compress_streams=False)
    return path


def facts(base: Path, **more: object) -> CopyFacts:
    """Return what a copy of `base` says."""
    told: dict[str, object] = {
        "form": "SY", "number": 5, "year": 2027, "abbreviation": "TĐC", "agency": "Cơ quan Mẫu",
        "moment": datetime(2027, 1, 5, 9, 3, 1, tzinfo=VIETNAM), "source_pages": 1,
        "source_sha256": hashlib.sha256(base.read_bytes()).hexdigest(),
        "source_size": base.stat().st_size, "head": "cd" * 32, "recipients": ("Lưu: VT.",),
    } | more  # fmt: skip
    return CopyFacts(**told)  # type: ignore[arg-type]


def signed(
    base: Path, copy: Path, signer: Signer, permission: MDPPerm | None, **more: object
) -> Path:
    """Sign `base` as somebody might who does not go by our rule; None for a mere approval."""
    copy.write_bytes(base.read_bytes())
    with copy.open("r+b") as stream:
        writer = IncrementalPdfFileWriter(stream, strict=False)
        attach(writer, facts(base, **more), (digest(base), base.stat().st_size))
        metadata = PdfSignatureMetadata(
            field_name="Other", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES,
            certify=permission is not None,
            docmdp_permissions=permission or MDPPerm.FILL_FORMS,
        )  # fmt: skip
        made = PdfSigner(metadata, signer, new_field_spec=SigFieldSpec("Other", box=(9, 9, 99, 49)))
        made.sign_pdf(writer, in_place=True)
    return copy
