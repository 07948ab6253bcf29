"""The roots that this archive trusts: a copy is proven by them, and by nothing that it brings."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from luutru.errors import FileUnreadable, NoCertificateInFile, UnknownCertificate
from luutru.holdings.stamper import Stamper, StampingFailed
from luutru.i18n import translate
from luutru.records.agency import TrustedRoot
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.copies.carried_in import LARGEST
from luutru.stamping.seen import SeenCertificate, SeenKey

__all__ = [
    "RootRow", "SeenCertificate", "distrust_root", "roots_in", "roots_told", "trust_root",
    "trusted_roots",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class RootRow:
    """A root as it is shown."""

    sha256: str
    subject: str
    issuer: str
    ends: str
    person: str
    since: datetime


def roots_told(archive: Archive) -> list[RootRow]:
    """List the roots that are trusted, the last one first."""
    with archive.catalogue.read() as session:
        query = select(TrustedRoot).order_by(TrustedRoot.id.desc())
        return [
            RootRow(one.sha256, one.subject, one.issuer, one.ends, one.person, one.recorded_at)
            for one in session.scalars(query)
        ]


def trusted_roots(archive: Archive) -> tuple[bytes, ...]:
    """Return the roots that are trusted, as DER."""
    with archive.catalogue.read() as session:
        return tuple(session.scalars(select(TrustedRoot.der).order_by(TrustedRoot.id)))


def roots_in(file: Path) -> list[SeenCertificate]:
    """Return the certificates of authorities in a file, to be looked at before one trusts them.

    Raises:
        FileUnreadable: The file cannot be read.
        NoCertificateInFile: No certificate in it belongs to an authority.
    """
    return [one.certificate for one in _authorities_in(file)]


def trust_root(archive: Archive, file: Path, only: Set[str] | None = None) -> list[str]:
    """Trust the certificates of authorities in a file; return whose they are.

    Whoever does it has compared the SHA-256 with what the authority published; those that were
    looked at are `only`, as the file may have been changed since.

    Raises:
        FileUnreadable: The file cannot be read.
        NoCertificateInFile: No certificate in it belongs to an authority.
    """
    found = [one for one in _authorities_in(file) if only is None or one.certificate.sha256 in only]
    if not found:
        raise NoCertificateInFile(file.name)
    with archive.catalogue.write() as session:
        known = set(session.scalars(select(TrustedRoot.sha256)))
        for one in found:
            certificate = one.certificate
            if certificate.sha256 in known:
                continue
            root = TrustedRoot(
                sha256=certificate.sha256,
                der=one.der,
                subject=certificate.subject,
                issuer=certificate.issuer,
                ends=certificate.ends,
                person=archive.person,
            )
            session.add(root)
            told = {"name": certificate.subject, "sha256": certificate.sha256}
            custody.record(session, archive.person, "root_trusted", detail=told)
    return [one.certificate.subject for one in found]


def distrust_root(archive: Archive, sha256: str, reason: str = "") -> str:
    """Trust a root no longer, named by the beginning of its SHA-256; return whose it was.

    The log keeps the `reason`.

    Raises:
        UnknownCertificate: None is called so, or more than one.
    """
    with archive.catalogue.write() as session:
        begins = TrustedRoot.sha256.startswith(sha256.lower(), autoescape=True)
        found = list(session.scalars(select(TrustedRoot).where(begins))) if sha256 else []
        if len(found) != 1:
            raise UnknownCertificate(sha256)
        (root,) = found
        session.delete(root)
        told = {"name": root.subject, "sha256": root.sha256}
        if reason:
            told["reason"] = reason
        custody.record(session, archive.person, "root_distrusted", detail=told)
        return root.subject


def _authorities_in(file: Path) -> list[SeenKey]:
    try:
        if file.stat().st_size > LARGEST:
            raise FileUnreadable(file.name, translate("it is too large"))
        data = file.read_bytes()
    except OSError as error:
        raise FileUnreadable(file.name, error.strerror or type(error).__name__) from error
    stamper = Stamper()
    try:
        found = stamper.authorities(data)
    except StampingFailed as error:
        raise NoCertificateInFile(file.name) from error
    finally:
        stamper.close()
    if not found:
        raise NoCertificateInFile(file.name)
    return found
