"""An authority made for tests: a root, one that issues below it, and lists of what was revoked."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from luutru import clock

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

DAY: Final = timedelta(days=1)
PASSWORD: Final = "mật khẩu"  # noqa: S105  of keys that are made for a test


@cache
def key_of(kind: str) -> Key:
    """Return a key of a kind, `rsa` or `ec`, made once: nobody needs another."""
    return (
        rsa.generate_private_key(65537, 2048)
        if kind == "rsa"
        else ec.generate_private_key(ec.SECP256R1())
    )


class Authority:
    """Issues certificates and revokes them."""

    def __init__(self, name: str = "CA thử nghiệm") -> None:
        self._root_key = ec.generate_private_key(ec.SECP256R1())
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.root = self._made(f"{name} gốc", f"{name} gốc", self._root_key, is_authority=True)
        self.issuing = self._made(name, f"{name} gốc", self._key, is_authority=True)
        self._name = name

    def issue(
        self, subject: str, key: Key, begins: timedelta = -DAY, ends: timedelta = 365 * DAY
    ) -> x509.Certificate:
        """Certify that a key is somebody's, from and until so long from now."""
        return self._made(subject, self._name, key, begins=begins, ends=ends)

    def key_file(self, path: Path, subject: str = "CƠ QUAN MẪU", **more: timedelta) -> Path:
        """Write a key with its certificate as PKCS#12."""
        key = key_of("ec")
        lock = BestAvailableEncryption(PASSWORD.encode())
        certificate = self.issue(subject, key, **more)
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(b"key", key, certificate, None, lock)
        )
        return path

    def roots(self, folder: Path) -> Path:
        """Write the root into a folder."""
        folder.mkdir(exist_ok=True)
        (folder / "root.crt").write_bytes(self.root.public_bytes(Encoding.PEM))
        return folder

    def lists(
        self, folder: Path, *, ends: timedelta = 30 * DAY, revoked: Sequence[x509.Certificate] = ()
    ) -> Path:
        """Write what is carried in: both lists, and the certificate that issues."""
        folder.mkdir(exist_ok=True)
        (folder / "issuing.cer").write_bytes(self.issuing.public_bytes(Encoding.DER))
        root = self._list(f"{self._name} gốc", self._root_key, ends, ())
        (folder / "root.crl").write_bytes(root.public_bytes(Encoding.DER))
        mine = self._list(self._name, self._key, ends, revoked)
        (folder / "issuing.crl").write_bytes(mine.public_bytes(Encoding.PEM))
        return folder

    def _made(
        self, subject: str, issuer: str, key: Key, *, is_authority: bool = False,
        begins: timedelta = -DAY, ends: timedelta = 3650 * DAY,
    ) -> x509.Certificate:  # fmt: skip
        above = self._key if issuer == getattr(self, "_name", "") else self._root_key
        usage = dict.fromkeys(
            ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
             "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
            False,
        )  # fmt: skip
        wanted = (
            ("key_cert_sign", "crl_sign")
            if is_authority
            else ("digital_signature", "content_commitment")
        )
        usage |= dict.fromkeys(wanted, True)
        return (
            x509.CertificateBuilder()
            .subject_name(_name(subject))
            .issuer_name(_name(issuer))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(clock.now() + begins)
            .not_valid_after(clock.now() + ends)
            .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
            .add_extension(x509.KeyUsage(**usage), critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
            )
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key()),
                critical=False,
            )
            .sign(above, hashes.SHA256())
        )

    def _list(
        self, issuer: str, key: ec.EllipticCurvePrivateKey, ends: timedelta,
        revoked: Sequence[x509.Certificate],
    ) -> x509.CertificateRevocationList:  # fmt: skip
        made = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(_name(issuer))
            .last_update(clock.now() - 2 * DAY)
            .next_update(clock.now() + ends)
            .add_extension(x509.CRLNumber(1), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False
            )
        )
        for certificate in revoked:
            made = made.add_revoked_certificate(
                x509.RevokedCertificateBuilder()
                .serial_number(certificate.serial_number)
                .revocation_date(clock.now() - 3 * DAY)
                .build()
            )
        return made.sign(key, hashes.SHA256())


def private_bytes(key: Key) -> bytes:
    """Return a key as PKCS#8, unlocked."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )
