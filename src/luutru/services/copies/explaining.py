"""Says what went wrong with a copy in words that tell the clerk what to do."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from luutru.errors import (
    CertificateAbsent,
    CertificateOver,
    CertificateRevoked,
    CopyNotSound,
    DiskFull,
    DiskTrouble,
    KeyAmbiguous,
    KeyUnusable,
    LevelOutOfReach,
    LuutruError,
    ModuleUnusable,
    NoPrivateKey,
    PinLocked,
    PinMissing,
    PinRefused,
    PinRefusedLastTry,
    PinUnset,
    TokenAbsent,
    TokenTrouble,
)
from luutru.holdings.disk import refused
from luutru.holdings.stamper import Key, StampingFailed, TokenKey
from luutru.i18n import mark, translate
from luutru.stamping.trouble import Fault

_REASONS: Final = {
    Fault.WRONG_PASSWORD: mark("the password is wrong"),
    Fault.NO_MECHANISM: mark("the token has no way to sign with such a key ({detail})"),
}
_OUT_OF_REACH: Final = {
    Fault.UNKNOWN_ISSUER: mark("no root that is trusted here vouches for it; issued by {detail}"),
    Fault.NO_LIST: mark("the revocation list of {detail} is missing"),
    Fault.LIST_OVER: mark("the revocation list is past its next update ({detail})"),
    Fault.LIST_BROKEN: mark("the revocation lists at hand prove nothing ({detail})"),
}
"""Why a certificate cannot be proven by what was carried in."""
_NOTHING: Final = mark("none")
_KINDS: Final[dict[str, Callable[[str, str], LuutruError]]] = {
    Fault.NO_KEY: lambda name, _: NoPrivateKey(name),
    Fault.CERTIFICATE_OVER: CertificateOver,
    Fault.REVOKED: CertificateRevoked,
    Fault.NO_TOKEN: lambda name, there: TokenAbsent(name, there or translate(_NOTHING)),
    Fault.SEVERAL_TOKENS: lambda _, there: KeyAmbiguous(there),
    Fault.NO_CERTIFICATE: lambda name, there: CertificateAbsent(name, there or translate(_NOTHING)),
    Fault.SEVERAL_CERTIFICATES: lambda _, there: KeyAmbiguous(there),
    Fault.NO_PIN: lambda name, _: PinMissing(name),
    Fault.WRONG_PIN: lambda name, how: (PinRefusedLastTry if how == "last" else PinRefused)(name),
    Fault.PIN_LOCKED: lambda name, _: PinLocked(name),
    Fault.PIN_UNSET: lambda name, _: PinUnset(name),
    Fault.TOKEN_GONE: lambda name, _: TokenTrouble(name, translate("it was pulled out")),
    Fault.TOKEN_TROUBLE: TokenTrouble,
}


_OF_THE_KEY: Final = frozenset((*_KINDS, *_REASONS, Fault.NO_MODULE))


def explained(
    error: LuutruError | OSError | StampingFailed, key: Key | None, kept: Path
) -> LuutruError:
    """Return what went wrong while the copy `kept` was made with `key`, or without one."""
    if isinstance(error, LuutruError):
        return error
    if isinstance(error, OSError):
        return refused(kept.parent, kept.name, error)
    if error.fault == "full":
        return DiskFull(str(kept.parent), kept.name, needed_mb=200)
    if error.fault == "disk":
        return DiskTrouble(str(kept.parent), kept.name, error.detail)
    if key is not None and error.fault in _OF_THE_KEY:
        return unusable(key, error)
    return CopyNotSound(kept.stem, f"{error.fault} {error.detail}".strip())


def unusable(key: Key, error: StampingFailed) -> LuutruError:
    """Return why a key cannot sign, or not as was asked for."""
    told = error.detail
    if error.fault == Fault.NO_MODULE and isinstance(key, TokenKey):
        return ModuleUnusable(key.module.name or "PKCS#11")
    if error.fault in _KINDS:
        return _KINDS[error.fault](key.name, told)
    for fault, words in _OUT_OF_REACH.items():
        if error.fault == fault:
            return LevelOutOfReach(translate(words, detail=told))
    reason = next((translate(words, detail=told) for fault, words in _REASONS.items()
                   if error.fault == fault), error.fault)  # fmt: skip
    return KeyUnusable(key.name, reason)
