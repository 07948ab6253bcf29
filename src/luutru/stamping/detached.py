"""Signs a text beside it (CMS, RFC 5652), and checks such a signature by what is trusted."""

import asyncio
from dataclasses import dataclass

from asn1crypto import cms, x509
from pyhanko.sign.signers import Signer
from pyhanko.sign.validation.generic_cms import async_validate_detached_cms

from luutru.stamping import asn1_lengths
from luutru.stamping.mistrust import at_once, context_of, distrusted, unpacked
from luutru.stamping.told import Checked, Reason, Trust, Verdict


@dataclass(frozen=True)
class _Signed:
    """Who signed, as far as the signature tells."""

    signer_cert: x509.Certificate | None
    other_embedded_certs: list[x509.Certificate]


def sign_detached(data: bytes, signer: Signer) -> bytes:
    """Return the signature of `data` as DER, with the certificates that belong to it."""
    asn1_lengths.mend()
    made = asyncio.run(signer.async_sign_general_data(data, "sha256", detached=True))
    return bytes(made.dump())


def check_detached(data: bytes, signature: bytes, trust: Trust) -> Checked:
    """Check the signature of `data`; whatever goes wrong means that it cannot be checked."""
    asn1_lengths.mend()
    try:
        return _checked(data, signature, unpacked(trust))
    except Exception as error:  # noqa: BLE001  libraries raise whatever comes to mind
        return Checked(Verdict.UNCHECKED, Reason.UNREADABLE, type(error).__name__)


def _checked(data: bytes, signature: bytes, trust: Trust) -> Checked:
    told = cms.ContentInfo.load(signature, strict=True)
    signed: cms.SignedData = told["content"]
    if len(signed["signer_infos"]) != 1:
        return Checked(Verdict.REJECTED, Reason.SIGNATURES, str(len(signed["signer_infos"])))
    context = context_of(trust, asks_lists=bool(trust.crls))
    status = at_once(async_validate_detached_cms(data, signed, signer_validation_context=context))
    if not (status.intact and status.valid):
        return Checked(Verdict.REJECTED, Reason.CHANGED)
    certificate = status.signing_cert
    others = [
        one.chosen
        for one in signed["certificates"]
        if isinstance(one.chosen, x509.Certificate) and one.chosen.sha256 != certificate.sha256
    ]
    signer = certificate.subject.human_friendly
    wrong = distrusted(_Signed(certificate, others), trust, is_trusted=status.trusted)
    if wrong is None:
        return Checked(Verdict.ACCEPTED, signer=signer)
    reason, detail = wrong
    verdict = Verdict.UNCHECKED if reason is Reason.NO_ROOTS else Verdict.REJECTED
    return Checked(verdict, reason, detail, signer=signer)
