"""The strict rule: whether a file is a certified copy as it was issued, and if not, why.

Stricter than what libraries call valid: exactly one signature over the whole file, certified so
that nothing may follow, by a pinned root, and a beginning that is the source byte for byte. A
copy that cannot be checked is never called genuine.
"""

import logging
from pathlib import Path
from typing import Any, Final

from asn1crypto import crl, pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from luutru.stamping import asn1_lengths
from luutru.stamping.digests import digest
from luutru.stamping.manifest import read_manifest
from luutru.stamping.told import Checked, Reason, Trust, Verdict

WHOLE_FILE: Final = "ENTIRE_FILE"


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
            return _checked(path, reader, trust, master_sha256, may_be_trial=may_be_trial)
    except Exception as error:  # noqa: BLE001  libraries raise whatever comes to mind
        return Checked(Verdict.UNCHECKED, Reason.UNREADABLE, type(error).__name__)


def _checked(
    path: Path, reader: PdfFileReader, trust: Trust, master: str, *, may_be_trial: bool
) -> Checked:
    signatures = reader.embedded_signatures
    if len(signatures) != 1:
        return Checked(Verdict.REJECTED, Reason.SIGNATURES, str(len(signatures)))
    (signature,) = signatures
    broken = _broken(signature, trust)
    is_whole = broken is None or broken[0] is Reason.UNKNOWN_ISSUER
    told = read_manifest(reader) if is_whole else {}
    if told.get("is_trial") and not may_be_trial:
        broken = Reason.TRIAL, ""  # its key is trusted by nobody, which is not what is to be told
    elif broken is None:
        broken = _foreign(path, told, master)
    signer = signature.signer_cert.subject.human_friendly if signature.signer_cert else ""
    if broken is not None:
        return Checked(Verdict.REJECTED, *broken, told, digest(path), signer)
    return Checked(Verdict.ACCEPTED, None, "", told, digest(path), signer)


def _broken(signature: EmbeddedPdfSignature, trust: Trust) -> tuple[Reason, str] | None:
    """Return what is wrong with the signature itself."""
    status = validate_pdf_signature(signature, _context(trust))
    if not (status.intact and status.valid):
        return Reason.CHANGED, ""
    if status.coverage is None or status.coverage.name != WHOLE_FILE:
        return Reason.FOLLOWED, ""
    if signature.docmdp_level is not MDPPerm.NO_CHANGES or status.docmdp_ok is False:
        return Reason.NOT_LOCKED, ""
    if status.revoked:
        return Reason.REVOKED, ""
    if not status.trusted:
        return _untrusted(signature)
    return None


def _untrusted(signature: EmbeddedPdfSignature) -> tuple[Reason, str]:
    certificate = signature.signer_cert
    from luutru import clock  # noqa: PLC0415  asked for where a certificate is not trusted

    if certificate is not None and certificate.not_valid_after < clock.now():
        return Reason.EXPIRED, certificate.not_valid_after.date().isoformat()
    issuer = certificate.issuer.human_friendly if certificate is not None else ""
    return Reason.UNKNOWN_ISSUER, issuer


def _foreign(path: Path, told: dict[str, Any], master: str) -> tuple[Reason, str] | None:
    """Return what is wrong with what the copy begins with."""
    length = told["base_len"]
    if not isinstance(length, int) or not 0 < length < path.stat().st_size:
        return Reason.OTHER_SOURCE, ""
    if digest(path, length) != told["base_sha256"]:
        return Reason.OTHER_SOURCE, ""
    if master and master != told["source_sha256"]:
        return Reason.NOT_THE_MASTER, ""
    return None


def _context(trust: Trust) -> ValidationContext:
    return ValidationContext(
        trust_roots=[x509.Certificate.load(_der(one)) for one in trust.roots],
        other_certs=[x509.Certificate.load(_der(one)) for one in trust.others],
        crls=[crl.CertificateList.load(_der(one)) for one in trust.crls],
        allow_fetching=False,
        revocation_mode="hard-fail" if trust.crls else "soft-fail",
    )


def _der(data: bytes) -> bytes:
    if pem.detect(data):
        _, _, told = pem.unarmor(data)
        return bytes(told)
    return data
