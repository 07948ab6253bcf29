"""Why a signature that is whole is not trusted: told apart, for none of it is tampering.

A certificate that is over, that was revoked, that is of nobody known, or that bears the name of
somebody who is trusted without being theirs, each asks something else of the reader.
"""

from collections.abc import Callable, Coroutine, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final, Protocol, TypeVar

from asn1crypto import crl, pem, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, ValidationError

from luutru import clock
from luutru.stamping.told import Reason, Trust

T = TypeVar("T")


class Signed(Protocol):
    """Who signed: of a signature in a PDF, or beside a text."""

    @property
    def signer_cert(self) -> x509.Certificate | None:
        """The certificate of the signer."""

    @property
    def other_embedded_certs(self) -> list[x509.Certificate]:
        """Certificates that came with the signature."""


_MOST: Final = 16
"""Moments at which a certificate may have been valid that are tried."""


def at_once(work: Coroutine[Any, Any, T]) -> T:
    """Finish what is written for a loop of events; as nothing is fetched, nothing in it waits.

    A loop would open a pair of sockets for itself.
    """
    try:
        work.send(None)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]
    work.close()
    raise RuntimeError


def unpacked(trust: Trust) -> Trust:
    """Return what is trusted as DER, each by itself; what is no certificate or list is left out.

    Certificates of authorities may lie beside the lists that were carried in.
    """
    return Trust(
        tuple(_sound(trust.roots, x509.Certificate)),
        tuple(_sound((*trust.others, *trust.crls), x509.Certificate)),
        tuple(_sound(trust.crls, crl.CertificateList)),
    )


def _sound(files: Iterable[bytes], kind: Any) -> Iterator[bytes]:  # noqa: ANN401  a class of asn1crypto
    for data in files:
        try:
            for one in _ders(data):
                kind.load(one, strict=True).native  # noqa: B018  reads all of it
                yield one
        except (ValueError, TypeError, KeyError):
            continue


def _ders(data: bytes) -> list[bytes]:
    if pem.detect(data):
        return [der for _name, _headers, der in pem.unarmor(data, multiple=True)]
    return [data]


def context_of(
    trust: Trust, moment: datetime | None = None, *, asks_lists: bool
) -> ValidationContext:
    """Return what validates with what is trusted, at `moment` or now.

    With `asks_lists` every authority on the way has to say that nothing was revoked.
    """
    return ValidationContext(
        trust_roots=[x509.Certificate.load(one) for one in trust.roots],
        other_certs=[x509.Certificate.load(one) for one in trust.others],
        crls=lists_in(trust) if asks_lists else [],
        allow_fetching=False,
        revocation_mode="require" if asks_lists else "soft-fail",
        moment=moment,
    )


def lists_in(trust: Trust) -> list[crl.CertificateList]:
    """Return the revocation lists that were carried in."""
    return [crl.CertificateList.load(one) for one in trust.crls]


def distrusted(signature: Signed, trust: Trust, *, is_trusted: bool) -> tuple[Reason, str] | None:
    """Return why nobody vouches for who signed, and what of it a reader has to know.

    `is_trusted` is what the library says, which takes the word of a root for its own certificate
    and of a list only where it is not over; None where nothing is to be said against it.
    """
    certificate = signature.signer_cert
    if certificate is None:
        return Reason.UNKNOWN_ISSUER, ""
    carried = [certificate, *signature.other_embedded_certs]
    if revoked := _revoked(carried, lists_in(trust)):
        return Reason.REVOKED, revoked
    if is_trusted and certificate.not_valid_before <= clock.now() <= certificate.not_valid_after:
        return None
    if not trust.roots:
        return Reason.NO_ROOTS, ""
    return _why(certificate, signature.other_embedded_certs, trust)


def _why(
    certificate: x509.Certificate, others: list[x509.Certificate], trust: Trust
) -> tuple[Reason, str]:
    def leads_to_a_root(moment: datetime | None = None, *, asks_lists: bool = False) -> bool:
        context = context_of(trust, moment, asks_lists=asks_lists)
        return _leads_to_a_root(certificate, others, context)

    trusted = list(_certificates(trust))
    if untimely := _untimely([certificate], leads_to_a_root):
        return untimely
    issuer = certificate.issuer.human_friendly
    if leads_to_a_root():
        has_lists = not trust.crls or leads_to_a_root(asks_lists=True)
        return (Reason.NOT_FOR_SIGNING, "") if has_lists else (Reason.NO_LIST, issuer)
    if untimely := _untimely([*others, *trusted], leads_to_a_root):
        return untimely
    names = {one.subject.hashable for one in trusted}
    is_named_so = not names.isdisjoint((certificate.issuer.hashable, certificate.subject.hashable))
    return Reason.IMPOSTOR if is_named_so else Reason.UNKNOWN_ISSUER, issuer


def _leads_to_a_root(
    certificate: x509.Certificate, others: list[x509.Certificate], context: ValidationContext
) -> bool:
    try:
        at_once(
            CertificateValidator(
                certificate, others, validation_context=context
            ).async_validate_path()
        )
    except (PathBuildingError, ValidationError):
        return False
    return True


def _revoked(certificates: list[x509.Certificate], lists: list[crl.CertificateList]) -> str:
    """Return the day on which one of them was revoked; a list that is over still knows that."""
    for made in lists:
        for entry in made["tbs_cert_list"]["revoked_certificates"] or ():
            serial = entry["user_certificate"].native
            if any(one.serial_number == serial and one.issuer == made.issuer
                   for one in certificates):  # fmt: skip
                return str(entry["revocation_date"].native.date().isoformat())
    return ""


def _untimely(
    certificates: list[x509.Certificate], leads_to_a_root: Callable[[datetime], bool]
) -> tuple[Reason, str] | None:
    """Return which certificate is over or not valid yet, where that alone is in the way."""
    now, second = clock.now(), timedelta(seconds=1)
    for one in certificates[:_MOST]:
        if one.not_valid_after < now and leads_to_a_root(one.not_valid_after - second):
            return Reason.EXPIRED, one.not_valid_after.date().isoformat()
        if one.not_valid_before > now and leads_to_a_root(one.not_valid_before + second):
            return Reason.NOT_YET_VALID, one.not_valid_before.date().isoformat()
    return None


def _certificates(trust: Trust) -> Iterator[x509.Certificate]:
    for one in (*trust.roots, *trust.others):
        yield x509.Certificate.load(one)
