"""What is seen of keys without opening them, as plain data on both ends of the pipe."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asn1crypto import x509


@dataclass(frozen=True, slots=True)
class SeenCertificate:
    """A certificate as people tell it from others."""

    subject: str
    issuer: str
    begins: str
    ends: str
    """Days as ISO 8601, the last one included."""
    sha256: str
    label: str = ""
    id: str = ""
    """Of the object on the token, in hexadecimal digits."""

    @property
    def called(self) -> str:
        """Return what it is asked for by: its label, else its id."""
        return self.label or self.id

    @property
    def in_words(self) -> str:
        """Return what it is called, whose it is and how long it holds, on one line."""
        return f"{self.called} ({self.subject}, {self.ends})"

    def is_called(self, name: str) -> bool:
        """Tell whether `name` is its label, its id or its SHA-256."""
        return name in (self.label, self.id, self.sha256) and bool(name)


@dataclass(frozen=True, slots=True)
class SeenToken:
    """A token that is plugged in, and the certificates that sign with it."""

    label: str
    serial: str
    model: str
    is_locked: bool
    is_last_try: bool
    has_own_keys: bool
    """Whether the PIN is entered on the device itself."""
    certificates: tuple[SeenCertificate, ...] = ()
    """Those that can be read without the PIN."""

    @property
    def in_words(self) -> str:
        """Return its label and its serial number."""
        return f"{self.label} ({self.serial})"

    def is_called(self, name: str) -> bool:
        """Tell whether `name` is its label or its serial number."""
        return name in (self.label, self.serial)


@dataclass(frozen=True, slots=True)
class SeenKey:
    """The certificate of a key, and what was found of it."""

    certificate: SeenCertificate
    der: bytes
    chain: tuple[bytes, ...] = ()
    """The certificates above it that lie beside it, as DER; a copy carries them along."""
    listed_on: str = ""
    """Moment of the revocation list that speaks of it, as ISO 8601; empty if none was asked."""


def seen_certificate(
    told: "x509.Certificate", label: str = "", id_: bytes = b""
) -> SeenCertificate:
    """Return how a certificate is shown."""
    return SeenCertificate(
        name_of(told.subject),
        name_of(told.issuer),
        told.not_valid_before.date().isoformat(),
        told.not_valid_after.date().isoformat(),
        told.sha256.hex(),
        label,
        id_.hex(),
    )


def above(
    certificate: "x509.Certificate", others: "Iterable[x509.Certificate]"
) -> "list[x509.Certificate]":
    """Return those of `others` that stand above a certificate, one after the other.

    Tokens and files hold certificates of strangers as well; a copy carries none of them along.
    """
    left, found = list(others), [certificate]
    while issuer := next((one for one in left if _is_above(one, found[-1])), None):
        left.remove(issuer)
        found.append(issuer)
    return found[1:]


def _is_above(one: "x509.Certificate", below: "x509.Certificate") -> bool:
    if one.subject != below.issuer or one == below:
        return False
    wanted, has = below.authority_key_identifier, one.key_identifier
    return not wanted or not has or wanted == has


def name_of(name: "x509.Name") -> str:
    """Return by which of its names somebody is known: the common one, else all of them."""
    common = name.native.get("common_name")
    if isinstance(common, list):
        common = common[0]
    return str(common or name.human_friendly)


def token_from(told: Mapping[str, Any]) -> SeenToken:
    """Turn what came over the pipe back.

    Raises:
        KeyError, TypeError: It is none.
    """
    certificates = tuple(SeenCertificate(**one) for one in told["certificates"])
    return SeenToken(**{**told, "certificates": certificates})
