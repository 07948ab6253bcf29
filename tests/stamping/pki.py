"""A small authority of the tests: a root, an issuing authority, and keys of every fate."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from luutru import clock
from luutru.stamping.signing import signer_of

ORG = "Ủy ban nhân dân tỉnh Mẫu"
DAY = timedelta(days=1)


def named(common, organisation=ORG):
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


@dataclass
class Holder:
    """A key and its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    above: list[x509.Certificate] = field(default_factory=list)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    def p12(self, path):
        secret = BestAvailableEncryption(b"pw")
        made = pkcs12.serialize_key_and_certificates(
            b"key", self.key, self.certificate, self.above, secret
        )
        path.write_bytes(made)
        return path

    def signer(self, folder):
        """Return what signs, at a moment at which the certificate was valid."""
        path = self.p12(folder / f"{self.certificate.serial_number}.p12")
        moment = self.certificate.not_valid_before_utc + DAY / 2
        return signer_of({"file": str(path), "password": "pw"}, moment)


def holder(common, by=None, *, ca=False, begins=None, ends=None):
    """Make one, its certificate issued by the holder `by` or by itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), clock.now().replace(microsecond=0)
    subject = named(common)
    issuer, signing = (by.certificate.subject, by.key) if by else (subject, key)
    usage = x509.KeyUsage(
        digital_signature=not ca, content_commitment=not ca, key_cert_sign=ca, crl_sign=ca,
        key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins or now - 900 * DAY)
        .not_valid_after(ends or now + 3000 * DAY)
        .add_extension(x509.BasicConstraints(ca, None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False
        )
        .sign(signing, hashes.SHA256())
    )
    return Holder(key, made, [by.certificate, *by.above] if by else [])


def revocation_list(by, revoked=(), *, begins=None, ends=None):
    """Return a list of an authority as DER."""
    now = clock.now().replace(microsecond=0)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(by.certificate.subject)
        .last_update(begins or now - DAY)
        .next_update(ends or now + 30 * DAY)
    )
    for one in revoked:
        entry = (
            x509.RevokedCertificateBuilder()
            .serial_number(one.certificate.serial_number)
            .revocation_date(datetime(2026, 1, 2, tzinfo=UTC))
        )
        builder = builder.add_revoked_certificate(entry.build())
    builder = builder.add_extension(x509.CRLNumber(1), critical=False).add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()), critical=False
    )
    return builder.sign(by.key, hashes.SHA256()).public_bytes(Encoding.DER)
