"""From the certificate that signs to a root that is trusted, with lists of what was revoked.

Nothing is fetched: roots, authorities and revocation lists are carried in on media. Source:
RFC 5280; ETSI EN 319 142-1 for what a copy of level B-LT carries along.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from asn1crypto import crl, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, RevokedError, ValidationError
from pyhanko_certvalidator.path import ValidationPath

from luutru.stamping.mistrust import at_once, context_of, lists_in, unpacked
from luutru.stamping.seen import name_of
from luutru.stamping.told import Trust
from luutru.stamping.trouble import CannotStamp, Fault


def proof_of(trust: Trust) -> Trust:
    """Return what a copy carries along: the newest list of each authority and no older one.

    An older one would hide what was revoked since.
    """
    told = unpacked(trust)
    newest: dict[tuple[object, ...], crl.CertificateList] = {}
    for made in lists_in(told):
        kind = (made.issuer.hashable, *(one and one.dump() for one in _parts(made)))
        if kind not in newest or _moment(newest[kind]) < _moment(made):
            newest[kind] = made
    return replace(told, crls=tuple(made.dump() for made in newest.values()))


def prove(
    certificate: x509.Certificate, others: Iterable[x509.Certificate], trust: Trust, now: datetime
) -> str:
    """Make sure that a root vouches for `certificate` and that nothing was revoked.

    Returns the moment of the list that speaks of it, as ISO 8601.

    Raises:
        CannotStamp: No root is known, or lists are missing, over or broken, or it was revoked.
    """
    proof = proof_of(trust)
    way = _way(certificate, list(others), proof, now)
    lists = lists_in(proof)
    used = [_list_for(one, lists, now) for one in way]
    try:
        _validate(certificate, way[1:], context_of(proof, now, asks_lists=True))
    except RevokedError as error:
        raise CannotStamp(Fault.REVOKED, _day(error.revocation_dt)) from error
    except (PathBuildingError, ValidationError) as error:
        raise CannotStamp(Fault.LIST_BROKEN, type(error).__name__) from error
    return _moment(used[0])


def newest_for(certificate: x509.Certificate, trust: Trust) -> str:
    """Return the moment of the newest list of its authority, as ISO 8601; empty without one."""
    fitting = (_moment(one) for one in lists_in(trust) if one.issuer == certificate.issuer)
    return max(fitting, default="")


def _way(
    certificate: x509.Certificate, others: list[x509.Certificate], trust: Trust, now: datetime
) -> list[x509.Certificate]:
    """Return the certificates on the way to a root, the one that signs first, without the root."""
    try:
        path = _validate(certificate, others, context_of(trust, now, asks_lists=False))
    except (PathBuildingError, ValidationError) as error:
        raise CannotStamp(Fault.UNKNOWN_ISSUER, name_of(certificate.issuer)) from error
    return list(path.iter_certs(include_root=False))[::-1]


def _validate(
    certificate: x509.Certificate, others: list[x509.Certificate], context: ValidationContext
) -> ValidationPath:
    made = CertificateValidator(certificate, others, validation_context=context)
    return at_once(made.async_validate_path())


def _list_for(
    one: x509.Certificate, lists: list[crl.CertificateList], now: datetime
) -> crl.CertificateList:
    """Return the newest list of the authority that issued a certificate."""
    fitting = [made for made in lists if made.issuer == one.issuer]
    authority = name_of(one.issuer)
    if not fitting:
        raise CannotStamp(Fault.NO_LIST, authority)
    newest = max(fitting, key=_moment)
    ends = newest["tbs_cert_list"]["next_update"].native
    if ends is not None and ends < now:
        raise CannotStamp(Fault.LIST_OVER, f"{authority}, {_day(ends)}")
    return newest


def _parts(made: crl.CertificateList) -> tuple[Any, Any]:
    """Return by what lists of one authority differ that stand beside each other (RFC 5280, 5.2)."""
    return made.issuing_distribution_point_value, made.delta_crl_indicator_value


def _moment(made: crl.CertificateList) -> str:
    return str(made["tbs_cert_list"]["this_update"].native.isoformat())


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
