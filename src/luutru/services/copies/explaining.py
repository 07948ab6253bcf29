"""Says what went wrong with a copy in words that tell the clerk what to do."""

from pathlib import Path
from typing import Final

from luutru.errors import CopyNotSound, DiskFull, DiskTrouble, KeyUnusable, LuutruError
from luutru.holdings.disk import refused
from luutru.holdings.stamper import StampingFailed
from luutru.i18n import mark, translate

_REASONS: Final = {
    "wrong_password": mark("the password is wrong"),
    "no_key": mark("there is no key in it"),
    "certificate_over": mark("its certificate is over"),
}


def explained(error: LuutruError | OSError | StampingFailed, key: Path, kept: Path) -> LuutruError:
    """Return what went wrong while the copy `kept` was made with `key`."""
    if isinstance(error, LuutruError):
        return error
    if isinstance(error, OSError):
        return refused(kept.parent, kept.name, error)
    if error.fault == "full":
        return DiskFull(str(kept.parent), kept.name, needed_mb=200)
    if error.fault == "disk":
        return DiskTrouble(str(kept.parent), kept.name, error.detail)
    if error.fault in _REASONS:
        return unusable(key, error)
    return CopyNotSound(kept.stem, f"{error.fault} {error.detail}".strip())


def unusable(key: Path, error: StampingFailed) -> KeyUnusable:
    """Return why a key cannot sign."""
    reason = _REASONS.get(error.fault)
    return KeyUnusable(key.name, translate(reason) if reason else error.fault)
