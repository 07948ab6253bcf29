"""Says what went wrong with a copy in words that tell the clerk what to do."""

from pathlib import Path
from typing import Final

from luutru.errors import CopyNotSound, DiskTrouble, KeyUnusable, LuutruError
from luutru.holdings.stamper import StampingFailed
from luutru.i18n import mark, translate

_REASONS: Final = {
    "wrong_password": mark("the password is wrong"),
    "no_key": mark("there is no key in it"),
    "certificate_over": mark("its certificate is over"),
}


def explained(error: Exception, key: Path, kept: Path) -> LuutruError:
    """Return what went wrong while the copy `kept` was made with `key`."""
    if isinstance(error, LuutruError):
        return error
    if isinstance(error, StampingFailed):
        if error.fault == "disk":
            return DiskTrouble(str(kept.parent), kept.name, error.detail)
        if error.fault in _REASONS:
            return unusable(key, error)
        return CopyNotSound(kept.stem, f"{error.fault} {error.detail}".strip())
    reason = getattr(error, "strerror", None) or type(error).__name__
    return DiskTrouble(str(kept.parent), kept.name, str(reason))


def unusable(key: Path, error: StampingFailed) -> KeyUnusable:
    """Return why a key cannot sign."""
    reason = _REASONS.get(error.fault)
    return KeyUnusable(key.name, translate(reason) if reason else error.fault)
