"""Whether a signature accounts for every single byte of its file.

What libraries call the whole file is a sum of lengths, and much of a CMS signature is signed by
nobody: certificates that are not needed, versions, lengths, the padding behind it. A copy is
accepted only if what its signature does not cover is exactly what the certifier writes there.
Source: ISO 32000-2, 12.8.1 (ByteRange); RFC 5652 (CMS), 5.1 and 5.3.
"""

import os
from collections.abc import Iterable
from typing import Any, BinaryIO, Final

from asn1crypto import cms, core, parser
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from pyhanko.sign.validation import EmbeddedPdfSignature

_PARTS: Final = 4
"""Numbers of a byte range: start and length of what stands before the signature and behind it."""
_WITH_NULL: Final = frozenset({"rsassa_pkcs1v15", "sha256_rsa", "sha384_rsa", "sha512_rsa"})
_OWN_PARAMETERS: Final = frozenset({"rsassa_pss"})


def covers_everything(stream: BinaryIO, signature: EmbeddedPdfSignature) -> bool:
    """Tell whether all of the file is signed but one string of digits: the signature itself."""
    covered = [int(number) for number in signature.byte_range]
    if len(covered) != _PARTS or covered[0] != 0:
        return False
    _, first, begin, rest = covered
    if not 0 < first < begin or begin + rest != stream.seek(0, os.SEEK_END):
        return False
    stream.seek(first)
    told, digits = stream.read(begin - first), signature.pkcs7_content.hex().encode()
    return told in (b"<%b>" % digits, b"<%b>" % digits.upper())


def is_as_written(signature: EmbeddedPdfSignature) -> bool:
    """Tell whether the signature stands as the certifier writes it, certificates left aside."""
    told: bytes = signature.pkcs7_content
    if signature.signer_cert is None:
        return False
    length = parser.peek(told)
    anew = _written_anew(signature.signed_data, signature.signer_cert)
    return told[:length] == anew.dump() and not any(told[length:])


def are_vouched_for(signature: EmbeddedPdfSignature, known: Iterable[bytes] = ()) -> bool:
    """Tell whether the certificates in the signature are `known` (DER), or signed by such.

    Nobody signs for them otherwise, so a byte of one that nobody vouches for may be anything.
    """
    inside = [one.chosen for one in signature.signed_data["certificates"]]
    # How many bits of the last byte do not count: a number that no signature covers.
    if any(one["signature_value"].contents[:1] != b"\0" for one in inside):
        return False
    carried = [one.dump() for one in inside]
    trusted = set(known)
    return _vouch((one for one in carried if one not in trusted), [*carried, *trusted])


def _written_anew(told: Any, by: Any) -> cms.ContentInfo:  # noqa: ANN401  structures of asn1crypto
    """Return the signature as it is written from what in it is signed."""
    (signer,) = told["signer_infos"]
    named = cms.IssuerAndSerialNumber({"issuer": by.issuer, "serial_number": by.serial_number})
    digests = cms.DigestAlgorithm({"algorithm": signer["digest_algorithm"]["algorithm"].native})
    certificates = [
        cms.CertificateChoices("certificate", one.chosen) for one in told["certificates"]
    ]
    return cms.ContentInfo(
        {
            "content_type": "signed_data",
            "content": cms.SignedData(
                {
                    "version": "v1",
                    "digest_algorithms": (digests,),
                    "encap_content_info": {"content_type": "data"},
                    "certificates": certificates,
                    "signer_infos": [
                        {
                            "version": "v1",
                            "sid": cms.SignerIdentifier("issuer_and_serial_number", named),
                            "digest_algorithm": digests,
                            "signed_attrs": signer["signed_attrs"],
                            "signature_algorithm": _algorithm(signer["signature_algorithm"]),
                            "signature": signer["signature"].native,
                        }
                    ],
                }
            ),
        }
    )


def _algorithm(told: Any) -> cms.SignedDigestAlgorithm:  # noqa: ANN401  as above
    name = told["algorithm"].native
    if name in _OWN_PARAMETERS:
        return told
    if name in _WITH_NULL:
        return cms.SignedDigestAlgorithm({"algorithm": name, "parameters": core.Null()})
    return cms.SignedDigestAlgorithm({"algorithm": name})


def _vouch(carried: Iterable[bytes], known: Iterable[bytes]) -> bool:
    """Tell whether each certificate bears the signature of one that is known."""
    issuers = [x509.load_der_x509_certificate(one) for one in known]
    return all(
        any(_is_issued(x509.load_der_x509_certificate(one), issuer) for issuer in issuers)
        for one in carried
    )


def _is_issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
