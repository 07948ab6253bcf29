"""Finds tokens and the certificates on them, and logs in, with a PIN that is sent once.

A PKCS#11 module is native code of whoever made the token. It is loaded here, in the process that
stamps, and nowhere else. Source: PKCS#11 v3.0 (OASIS).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pkcs11
from asn1crypto import x509
from pkcs11 import Attribute, ObjectClass
from pkcs11.constants import TokenFlag

from luutru.stamping.seen import SeenCertificate, SeenToken, above, seen_certificate
from luutru.stamping.trouble import CannotStamp, Fault

_FAULTS: Final[tuple[tuple[tuple[type[Exception], ...], Fault], ...]] = (
    ((pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange), Fault.WRONG_PIN),
    ((pkcs11.PinLocked,), Fault.PIN_LOCKED),
    ((pkcs11.PinExpired, pkcs11.UserPinNotInitialized), Fault.PIN_UNSET),
    (
        (pkcs11.TokenNotPresent, pkcs11.TokenNotRecognised, pkcs11.DeviceRemoved,
         pkcs11.SessionClosed, pkcs11.SessionHandleInvalid, pkcs11.UserNotLoggedIn),
        Fault.TOKEN_GONE,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class OnToken:
    """A certificate of a token."""

    seen: SeenCertificate
    certificate: x509.Certificate
    id: bytes

    @property
    def is_authority(self) -> bool:
        """Tell whether it belongs to the chain above the one that signs."""
        return bool(self.certificate.ca)


@dataclass
class Login:
    """A session with a token, and what signs in it."""

    session: Any
    token: Any
    chosen: OnToken
    chain: list[x509.Certificate]
    pin: str
    """Needed again where the token wants it for each signature."""

    def __repr__(self) -> str:
        """Tell of the certificate alone."""
        return f"Login({self.chosen.seen.called})"


def tokens(module: str, *, anew: bool) -> list[SeenToken]:
    """Return the tokens that are plugged in; `anew` lets the module look at its slots again.

    Raises:
        CannotStamp: The module cannot be loaded, or a token is in trouble.
    """
    with told_as_faults():
        return [_described(token) for token in _present(module, anew=anew)]


def seen_on_token(
    told: dict[str, Any], *, anew: bool
) -> tuple[x509.Certificate, list[x509.Certificate]]:
    """Return the certificate that a question names and those above it, as seen without the PIN.

    Raises:
        CannotStamp: There is no such token or certificate, or more than one; or it is locked.
    """
    with told_as_faults():
        token = _chosen_token(told, anew=anew)
        if _bare(token).is_locked:
            raise CannotStamp(Fault.PIN_LOCKED)
        held = _certificates_on(token)
        certificate = _one_certificate(held, told["certificate"]).certificate
        return certificate, _chain(certificate, held)


def log_in(told: dict[str, Any], refuse: Callable[[OnToken], object], *, anew: bool) -> Login:
    """Log in to the token that a question names; the PIN is sent at most once.

    `refuse` is shown the certificate before the PIN is sent, if it can be read by then.

    Raises:
        CannotStamp: The token, its certificate or the PIN is to blame.
    """
    with told_as_faults():
        token = _chosen_token(told, anew=anew)
        public = _certificates_on(token)
        if public:
            refuse(_one_certificate(public, told["certificate"]))
        session = _opened(token, told["pin"])
        held = public or _certificates_in(session)
        try:
            chosen = _one_certificate(held, told["certificate"])
            refuse(chosen)
        except CannotStamp:
            session.close()
            raise
        return Login(session, token, chosen, _chain(chosen.certificate, held), told["pin"])


@contextmanager
def told_as_faults() -> Iterator[None]:
    """Tell what a module raises by a code of ours; nothing that was sent is in it."""
    try:
        yield
    except pkcs11.PKCS11Error as error:
        for kinds, fault in _FAULTS:
            if isinstance(error, kinds):
                raise CannotStamp(fault) from error
        raise CannotStamp(Fault.TOKEN_TROUBLE, type(error).__name__) from error


def _present(module: str, *, anew: bool) -> list[Any]:
    if not Path(module).is_absolute() or not Path(module).is_file():
        raise CannotStamp(Fault.NO_MODULE, "")
    try:
        library = pkcs11.lib(module)
        if anew:
            library.reinitialize()
    except pkcs11.PKCS11Error as error:
        raise CannotStamp(Fault.NO_MODULE, type(error).__name__) from error
    found = [slot.get_token() for slot in library.get_slots(token_present=True)]
    return [token for token in found if token.flags & TokenFlag.TOKEN_INITIALIZED]


def _described(token: Any) -> SeenToken:  # noqa: ANN401  a token of python-pkcs11
    seen = _bare(token)
    signing = (one.seen for one in _certificates_on(token) if not one.is_authority)
    return replace(seen, certificates=tuple(signing))


def _bare(token: Any) -> SeenToken:  # noqa: ANN401  a token of python-pkcs11
    flags = token.flags
    return SeenToken(
        token.label.strip(),
        token.serial.decode("ascii", "replace").strip(" \0"),
        token.model.strip(),
        bool(flags & TokenFlag.USER_PIN_LOCKED),
        bool(flags & TokenFlag.USER_PIN_FINAL_TRY),
        bool(flags & TokenFlag.PROTECTED_AUTHENTICATION_PATH),
    )


def _chosen_token(told: dict[str, Any], *, anew: bool) -> Any:  # noqa: ANN401  as above
    name = told["token"]
    present = _present(told["module"], anew=anew)
    bare = [_bare(token) for token in present]
    fitting = [at for at, one in enumerate(bare) if not name or one.is_called(name)]
    if not fitting:
        raise CannotStamp(Fault.NO_TOKEN, _listed(bare))
    if len(fitting) > 1:
        raise CannotStamp(Fault.SEVERAL_TOKENS, _listed([bare[at] for at in fitting]))
    return present[fitting[0]]


def _opened(token: Any, pin: str) -> Any:  # noqa: ANN401  as above
    """Log in, unless it is known beforehand that the token would refuse."""
    before = _bare(token)
    if before.is_locked:
        raise CannotStamp(Fault.PIN_LOCKED)
    if not pin and not before.has_own_keys:
        raise CannotStamp(Fault.NO_PIN)
    try:
        return token.open(user_pin=pin or pkcs11.PROTECTED_AUTH)
    except pkcs11.PinIncorrect as error:
        after = _bare(token.slot.get_token())
        if after.is_locked:
            raise CannotStamp(Fault.PIN_LOCKED) from error
        raise CannotStamp(Fault.WRONG_PIN, "last" if after.is_last_try else "") from error


def _certificates_on(token: Any) -> list[OnToken]:  # noqa: ANN401  as above
    with token.open() as session:
        return _certificates_in(session)


def _certificates_in(session: Any) -> list[OnToken]:  # noqa: ANN401  as above
    found = []
    for thing in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
        read = _read(thing)
        if read is not None:
            found.append(read)
    return found


def _read(thing: Any) -> OnToken | None:  # noqa: ANN401  as above
    """Return a certificate object; None for one that is no X.509 certificate."""
    label, id_ = (_attribute(thing, one) for one in (Attribute.LABEL, Attribute.ID))
    try:
        certificate = x509.Certificate.load(thing[Attribute.VALUE])
        return OnToken(
            seen_certificate(certificate, label or "", id_ or b""), certificate, id_ or b""
        )
    except (pkcs11.PKCS11Error, ValueError, TypeError, KeyError):
        return None


def _attribute(thing: Any, name: Attribute) -> Any:  # noqa: ANN401  as above
    try:
        return thing[name]
    except pkcs11.PKCS11Error:
        return None


def _one_certificate(held: Sequence[OnToken], name: str) -> OnToken:
    signing = [one for one in held if not one.is_authority]
    fitting = [one for one in signing if not name or one.seen.is_called(name)]
    if not fitting:
        raise CannotStamp(Fault.NO_CERTIFICATE, _listed([one.seen for one in signing]))
    if len(fitting) > 1:
        raise CannotStamp(Fault.SEVERAL_CERTIFICATES, _listed([one.seen for one in fitting]))
    return fitting[0]


def _chain(certificate: x509.Certificate, held: Sequence[OnToken]) -> list[x509.Certificate]:
    return above(certificate, (one.certificate for one in held))


def _listed(things: Sequence[SeenToken] | Sequence[SeenCertificate]) -> str:
    return "; ".join(one.in_words for one in things)
