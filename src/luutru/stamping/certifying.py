"""Builds the copy: the source byte for byte, then one revision with sheet, manifest, signature.

The archive's bytes are an exact prefix of the copy; what is added is one incremental update
(ISO 32000-2, 7.5.6), certified so that nothing may be changed after it (DocMDP, P=1).
"""

import asyncio
import os
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from pyhanko.pdf_utils import generic, layout
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference
from pyhanko.stamp import StaticStampStyle

from luutru import failpoints
from luutru.stamping import asn1_lengths, faces
from luutru.stamping.chain import proof_of
from luutru.stamping.code import signed_code, unsigned_code
from luutru.stamping.digests import Copied
from luutru.stamping.drawn import Drawn
from luutru.stamping.facts import CopyFacts
from luutru.stamping.manifest import attach
from luutru.stamping.mark import MARGIN, draw_mark
from luutru.stamping.mistrust import context_of
from luutru.stamping.pages import pages
from luutru.stamping.sheet import draw_sheet
from luutru.stamping.signing import key_id
from luutru.stamping.told import Trust
from luutru.stamping.trial import mark_pages
from luutru.stamping.trouble import CannotStamp, Fault
from luutru.stamping.visible import visible


@dataclass(frozen=True)
class Made:
    """The copy as it was written."""

    sha256: str
    size: int


def certify(
    base: Path, part: Path, facts: CopyFacts, signer: Signer, proof: Trust | None = None
) -> Made:
    """Write the copy of `base` to `part`, signed, and make it safe on the disk.

    With `proof` the copy carries certificates and revocation lists along: level B-LT of PAdES
    (ETSI EN 319 142-1), in the revision of the signature.

    Raises:
        CannotStamp: `base` cannot be certified, or something cannot be printed.
    """
    asn1_lengths.mend()
    _refuse_unprintable(facts)
    copied = Copied(base, part)
    with part.open("r+b") as stream:
        try:
            writer = IncrementalPdfFileWriter(stream, strict=False)
            _refuse_source(writer.prev)
            _add(writer, facts, signer, (copied.sha256, copied.size))
            failpoints.reach("stamping.added")
            _sign(writer, stream, facts, signer, proof)
        except PdfError as error:
            raise CannotStamp(Fault.DAMAGED, type(error).__name__) from error
        failpoints.reach("stamping.signed")
        stream.flush()
        os.fsync(stream.fileno())
    return Made(copied.with_what_follows(), part.stat().st_size)


def _refuse_unprintable(facts: CopyFacts) -> None:
    told = facts.as_plain()
    texts = [value for value in told.values() if isinstance(value, str)]
    missing = faces.missing_letters([*texts, *facts.recipients])
    if missing:
        raise CannotStamp(Fault.LETTERS, missing)


def _refuse_source(reader: PdfFileReader) -> None:
    if reader.encrypted:
        raise CannotStamp(Fault.ENCRYPTED)
    if reader.embedded_signatures:
        raise CannotStamp(Fault.SIGNED)


def _add(
    writer: IncrementalPdfFileWriter, facts: CopyFacts, signer: Signer, base: tuple[str, int]
) -> None:
    """Add everything but the signature."""
    if facts.is_trial:
        mark_pages(writer)
    if facts.has_sheet:
        unsigned = unsigned_code(facts, key_id(signer)) if facts.has_code else ""
        code = unsigned and signed_code(unsigned, _raw_signature(signer, unsigned.encode()))
        _append_sheet(writer, draw_sheet(facts, code))
    attach(writer, facts, base)


def _raw_signature(signer: Signer, data: bytes) -> bytes:
    return asyncio.run(signer.async_sign_raw(data, "sha256"))


def _append_sheet(writer: IncrementalPdfFileWriter, pdf: bytes) -> None:
    reader = PdfFileReader(BytesIO(pdf))
    (drawn,) = pages(reader)
    page = generic.DictionaryObject({generic.pdf_name("/Type"): generic.pdf_name("/Page")})
    for name in ("/MediaBox", "/Contents", "/Resources"):
        page[generic.pdf_name(name)] = writer.import_object(drawn[name])
    # What the pages around it inherit must not turn or cut the sheet.
    page[generic.pdf_name("/CropBox")] = writer.import_object(drawn["/MediaBox"])
    page[generic.pdf_name("/Rotate")] = generic.NumberObject(0)
    contents = page.raw_get("/Contents")
    if isinstance(contents, generic.StreamObject):
        page[generic.pdf_name("/Contents")] = writer.add_object(contents)
    _insert_last(writer, page)


def _insert_last(writer: IncrementalPdfFileWriter, page: generic.DictionaryObject) -> None:
    """Insert a page below the root of the tree; `insert_page` would read all others first."""
    tree = writer.root["/Pages"]
    page[generic.pdf_name("/Parent")] = writer.root.raw_get("/Pages")
    kids = tree["/Kids"]
    kids.append(writer.add_object(page))
    tree[generic.pdf_name("/Count")] = generic.NumberObject(int(tree["/Count"]) + 1)
    writer.update_container(kids)
    writer.update_container(tree)


def _sign(
    writer: IncrementalPdfFileWriter,
    stream: BinaryIO,
    facts: CopyFacts,
    signer: Signer,
    proof: Trust | None,
) -> None:
    seen = visible(next(pages(writer.prev)))
    mark = draw_mark(facts, seen)
    name = f"BanSao_{facts.form}_{facts.year}_{facts.number}"
    metadata = PdfSignatureMetadata(
        field_name=name,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        reason=f"{facts.name} số {facts.symbol}",
        location=facts.place or None,
        name=facts.agency,
        embed_validation_info=proof is not None,
        validation_context=context_of(proof_of(proof), asks_lists=True) if proof else None,
        dss_settings=DSSContentSettings(
            placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE, include_vri=False
        ),
    )
    box = tuple(round(edge) for edge in seen.top_right(mark.wide, mark.high, MARGIN))
    field = SigFieldSpec(name, on_page=0, box=box)  # type: ignore[arg-type]
    made: Any = PdfSigner(metadata, signer, stamp_style=_style(mark.pdf), new_field_spec=field)
    made.sign_pdf(writer, in_place=True, output=None)
    stream.flush()


def _style(mark: bytes) -> StaticStampStyle:
    """Return the mark as an appearance that fills its box exactly."""
    rule = layout.SimpleBoxLayoutRule(
        x_align=layout.AxisAlignment.ALIGN_MAX,
        y_align=layout.AxisAlignment.ALIGN_MAX,
        margins=layout.Margins(0, 0, 0, 0),
    )
    return StaticStampStyle(
        border_width=0, background=Drawn(mark), background_layout=rule, background_opacity=1
    )
