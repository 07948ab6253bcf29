"""The strict rule: whether a file is a certified copy as it was issued, and if not, why.

Stricter than what libraries call valid: exactly one signature over the whole file, certified so
that nothing may follow, by a pinned root, and a beginning that is the source byte for byte. A
copy that cannot be checked is never called genuine.
"""

import logging
from pathlib import Path
from typing import Any, BinaryIO, Final

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import read_certification_data
from pyhanko.sign.validation.status import PdfSignatureStatus

from luutru.stamping import asn1_lengths
from luutru.stamping.carried import Carried, carried_in
from luutru.stamping.digests import digest, digests
from luutru.stamping.manifest import read_manifest, wrapped_sha256
from luutru.stamping.mistrust import at_once, context_of, distrusted, unpacked
from luutru.stamping.told import Checked, Reason, Trust, Verdict
from luutru.stamping.whole import are_vouched_for, covers_everything, is_as_written

WHOLE_FILE: Final = "ENTIRE_FILE"
_VERDICTS: Final = {None: Verdict.ACCEPTED, Reason.NO_ROOTS: Verdict.UNCHECKED}
_NO_MANIFEST: Final = (LookupError, TypeError, ValueError, AttributeError)

_Broken = tuple[Reason, str] | None


def check(
    path: Path, trust: Trust, *, master_sha256: str = "", may_be_trial: bool = False
) -> Checked:
    """Check a file by the strict rule; whatever goes wrong means that it cannot be checked."""
    asn1_lengths.mend()
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    try:
        with path.open("rb") as stream:
            reader = PdfFileReader(stream, strict=False)
            if reader.encrypted:
                return Checked(Verdict.UNCHECKED, Reason.ENCRYPTED)
            examined = _Examined(path, stream, reader, unpacked(trust))
            return examined.judged(master_sha256, may_be_trial=may_be_trial)
    except Exception as error:  # noqa: BLE001  libraries raise whatever comes to mind
        return Checked(Verdict.UNCHECKED, Reason.UNREADABLE, type(error).__name__)


class _Examined:
    """One file while it is checked."""

    def __init__(self, path: Path, stream: BinaryIO, reader: PdfFileReader, trust: Trust) -> None:
        self._path = path
        self._stream = stream
        self._reader = reader
        self._carried: Carried = carried_in(reader)
        self._trust = self._carried.beside(trust)
        self._told: dict[str, Any] = {}
        self._listed_on = ""
        self._sha256 = ""

    @property
    def _known(self) -> tuple[bytes, ...]:
        return (*self._trust.roots, *self._trust.others)

    def judged(self, master: str, *, may_be_trial: bool) -> Checked:
        fields = list(enumerate_sig_fields(self._reader))
        signatures = self._reader.embedded_signatures
        if len(fields) != 1 or len(signatures) != 1:
            count = sum(value is not None for _name, value, _field in fields)
            return Checked(Verdict.REJECTED, Reason.SIGNATURES, str(count))
        (signature,) = signatures
        broken = self._broken(signature, master, may_be_trial=may_be_trial)
        signer = signature.signer_cert.subject.human_friendly if signature.signer_cert else ""
        reason, detail = broken or (None, "")
        verdict = _VERDICTS.get(reason, Verdict.REJECTED)
        sha256 = self._sha256 or digest(self._path)
        return Checked(verdict, reason, detail, self._told, sha256, signer, self._listed_on)

    def _broken(
        self, signature: EmbeddedPdfSignature, master: str, *, may_be_trial: bool
    ) -> _Broken:
        """Return what is wrong with it: what was changed first, then whom nobody trusts."""
        context = context_of(self._trust, asks_lists=bool(self._trust.crls))
        status = at_once(async_validate_pdf_signature(signature, context))
        broken = self._changed(signature, status) or self._foreign()
        if broken is not None:
            return broken
        if self._told.get("is_trial") and not may_be_trial:
            return Reason.TRIAL, ""  # its key is trusted by nobody, which is not what is to be told
        broken = distrusted(signature, self._trust, is_trusted=status.trusted)
        if broken is None and not are_vouched_for(signature, self._known):
            broken = Reason.CHANGED, ""
        if broken is not None:
            return broken
        self._listed_on, revoked_on = self._carried.asked(signature, self._trust)
        if revoked_on:
            return Reason.REVOKED, revoked_on
        if master and master != self._told["source_sha256"]:
            return Reason.NOT_THE_MASTER, ""
        return None

    def _changed(self, signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> _Broken:
        if not (status.intact and status.valid):
            return Reason.CHANGED, ""
        if status.coverage is None or status.coverage.name != WHOLE_FILE:
            return Reason.FOLLOWED, ""
        if not covers_everything(self._stream, signature):
            return Reason.CHANGED, ""
        if not is_as_written(signature):
            return Reason.CHANGED, ""
        certified = read_certification_data(self._reader)
        if (
            certified is None
            or certified.author_sig != signature.sig_object
            or signature.docmdp_level is not MDPPerm.NO_CHANGES
            or status.docmdp_ok is False
        ):
            return Reason.NOT_LOCKED, ""
        return None

    def _foreign(self) -> _Broken:
        """Return what is wrong with what the copy begins with, as its manifest tells."""
        try:
            self._told = read_manifest(self._reader)
            length, told = self._told["base_len"], self._told["base_sha256"]
        except _NO_MANIFEST:
            return Reason.NO_MANIFEST, ""
        if not isinstance(length, int) or not 0 < length < self._path.stat().st_size:
            return Reason.OTHER_SOURCE, ""
        beginning, self._sha256 = digests(self._path, length)
        if beginning != told:
            return Reason.OTHER_SOURCE, ""
        return self._wrapped()

    def _wrapped(self) -> _Broken:
        """Return what is wrong with the original that a copy was wrapped around."""
        if not self._told.get("holds_original"):
            return None
        try:
            is_inside = wrapped_sha256(self._reader) == self._told["source_sha256"]
        except _NO_MANIFEST:
            is_inside = False
        return None if is_inside else (Reason.OTHER_SOURCE, "")
