"""Checks the signature of the code on a sheet against certificates that are at hand."""

from collections.abc import Iterable

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

from luutru.stamping.code_reading import KEY_ID_BYTES, Code
from luutru.stamping.mistrust import unpacked
from luutru.stamping.told import CodeSignature, Trust


def check_code(code: Code, certificates: Iterable[bytes]) -> CodeSignature:
    """Check a code with the certificate among `certificates` that it names by its digest."""
    for der in unpacked(Trust(tuple(certificates))).roots:
        named = asn1_x509.Certificate.load(der)
        if named.sha256[:KEY_ID_BYTES] != code.key_id:
            continue
        certificate = x509.load_der_x509_certificate(der)
        begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
        return CodeSignature(
            is_known=True,
            is_good=_fits(certificate, code),
            signer=named.subject.human_friendly,
            was_valid=begins <= code.moment <= ends,
        )
    return CodeSignature(is_known=False)


def _fits(certificate: x509.Certificate, code: Code) -> bool:
    key, data = certificate.public_key(), code.unsigned.encode()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(code.signature, data, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(code.signature, data, ec.ECDSA(hashes.SHA256()))
        elif isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(code.signature, data)
        else:
            return False
    except (InvalidSignature, ValueError):
        return False
    return True
