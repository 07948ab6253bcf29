"""Who signs: a key on a token or in a PKCS#12 file, or the trial key that is made for trying out.

Each is a `pyhanko` signer; a wrong password is told as such and never tried again by itself.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore
from typing_extensions import override

from luutru.stamping.seen import above
from luutru.stamping.trouble import CannotStamp, Fault
from luutru.system import filing

TRIAL_YEARS: Final = 10
_HASHES: Final = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
_BITS: Final = 3072


@dataclass(frozen=True)
class KeyFile:
    """A PKCS#12 file (RFC 7292) and the password that opens it."""

    path: Path
    password: str


class FileSigner(SimpleSigner):
    """Signs with the key as it was read once.

    pyHanko reads it anew for each of three signatures a copy, and OpenSSL proves its primes
    whenever it is read: 0.1 s of processor time for 3,072 bits, more than all the rest.
    """

    def hold(self, key: Any) -> None:  # noqa: ANN401  a private key of cryptography
        """Take the key that was read."""
        self._key = key

    @override
    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """Sign as pyHanko would."""
        mechanism = self.get_signature_mechanism_for_digest(digest_algorithm)
        algorithm = _HASHES.get(digest_algorithm)
        if algorithm is not None and mechanism.signature_algo == "rsassa_pkcs1v15":
            return bytes(self._key.sign(data, padding.PKCS1v15(), algorithm))
        if algorithm is not None and mechanism.signature_algo == "ecdsa":
            return bytes(self._key.sign(data, ec.ECDSA(algorithm)))
        return bytes(super().sign_raw(data, digest_algorithm))


def signer_of(told: dict[str, Any], now: datetime) -> Signer:
    """Return the signer that a question names.

    Raises:
        CannotStamp: The key cannot be had, or its certificate is not valid at `now`.
    """
    if "module" in told:
        return _from_token(told, now)
    signer = _from_file(KeyFile(Path(told["file"]), told["password"]))
    refuse_when_over(signer.signing_cert, now)
    return signer


def key_id(signer: Signer) -> bytes:
    """Return the first bytes of the digest of the signing certificate: what codes name it by."""
    certificate = signer.signing_cert
    assert certificate is not None  # noqa: S101  refused before
    return bytes(certificate.sha256[:6])


def make_trial_key(path: Path, password: str, agency: str, now: datetime) -> None:
    """Write a new key with a certificate of its own that says BẢN THỬ, as PKCS#12."""
    key = rsa.generate_private_key(65537, _BITS)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, agency[:64] or "Lưu Trữ"),
            x509.NameAttribute(NameOID.COMMON_NAME, "BẢN THỬ – không có giá trị"),
        ]
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=366 * TRIAL_YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    made = pkcs12.serialize_key_and_certificates(
        b"BAN THU",
        key,
        builder.sign(key, hashes.SHA256()),
        None,
        BestAvailableEncryption(password.encode()),
    )
    unfinished = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    unfinished.write_bytes(made)
    unfinished.chmod(0o600)
    filing.replace(unfinished, path)


def certificate_in(path: Path, password: str) -> bytes:
    """Return the certificate of a key file, as DER.

    Raises:
        CannotStamp: The file cannot be opened with this password, or has none.
    """
    _, certificate, _ = _opened(KeyFile(path, password))
    return certificate.public_bytes(Encoding.DER)


def refuse_when_over(certificate: asn1_x509.Certificate | None, now: datetime) -> None:
    """Make sure that a certificate is valid at `now`.

    Raises:
        CannotStamp: It is not, or there is none.
    """
    if certificate is None:
        raise CannotStamp(Fault.NO_KEY)
    begins, ends = certificate.not_valid_before, certificate.not_valid_after
    if not begins <= now.astimezone(UTC) <= ends:
        raise CannotStamp(Fault.CERTIFICATE_OVER, ends.date().isoformat())


def _from_token(told: dict[str, Any], now: datetime) -> Signer:
    """Log in; a certificate that is over is told before the PIN is sent."""
    from luutru.stamping.token_signer import TokenSigner  # noqa: PLC0415  where a token signs
    from luutru.stamping.tokens import log_in  # noqa: PLC0415

    login = log_in(told, lambda one: refuse_when_over(one.certificate, now), anew=True)
    try:
        return TokenSigner(login)
    except CannotStamp:
        login.session.close()
        raise


def _from_file(file: KeyFile) -> Signer:
    key, _, _ = _opened(file)  # says why it cannot be opened, which pyHanko does not
    signer: SimpleSigner | None = SimpleSigner.load_pkcs12(
        str(file.path), passphrase=file.password.encode()
    )
    if signer is None or signer.signing_cert is None:
        raise CannotStamp(Fault.NO_KEY, file.path.name)
    chain = above(signer.signing_cert, list(signer.cert_registry))
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([signer.signing_cert, *chain])
    made = FileSigner(signer.signing_cert, signer.signing_key, store)
    made.hold(key)
    return made


def _opened(file: KeyFile) -> tuple[Any, x509.Certificate, list[x509.Certificate]]:
    try:
        data = file.path.read_bytes()
    except OSError as error:
        raise CannotStamp(Fault.NO_KEY, file.path.name) from error
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(data, file.password.encode())
    except ValueError as error:
        raise CannotStamp(Fault.WRONG_PASSWORD, file.path.name) from error
    if key is None or certificate is None:
        raise CannotStamp(Fault.NO_KEY, file.path.name)
    return key, certificate, others


def _usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


__all__ = ["KeyFile", "certificate_in", "key_id", "make_trial_key", "refuse_when_over", "signer_of"]
