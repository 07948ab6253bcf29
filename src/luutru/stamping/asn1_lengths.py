"""Mends how asn1crypto tells an indefinite length, without which signing may take a minute.

A header whose last byte is 0x80 is taken for one of indefinite length (BER) though it may be a
length that ends so, as that of a Vietnamese name of 128 bytes: everything around it is then
encoded anew, twice on each level. See https://github.com/wbond/asn1crypto/issues/256.
"""

import inspect
import re
import textwrap
from functools import cache
from typing import Final

from asn1crypto import core

MENDED_VERSIONS: Final = ("1.5.1",)
"""Releases of asn1crypto whose `dump` methods are known; any other is left as it is."""
_WRONG: Final = re.compile(
    r"(?:self\._header is not None and )?self\._header\[-1:\] == b'\\x80'", re.ASCII
)
_LONG_TAG: Final = 0x1F


def is_indefinite(header: bytes | None) -> bool:
    """Tell whether what follows the tag in `header` is the one byte of an indefinite length."""
    if not header:
        return False
    at = 1
    if header[0] & _LONG_TAG == _LONG_TAG:
        while at < len(header) and header[at] & 0x80:
            at += 1
        at += 1
    return header[at:] == b"\x80"


@cache
def mend() -> int:
    """Replace the methods concerned, once a process; return how many there were."""
    from asn1crypto.version import __version__  # noqa: PLC0415  asked for here alone

    if __version__ not in MENDED_VERSIONS:
        return 0
    core._is_indefinite = is_indefinite  # noqa: SLF001  what the mended methods call
    classes = [made for _, made in inspect.getmembers(core, inspect.isclass)]
    return sum(map(_mended, classes))


def _mended(made: type) -> bool:
    method = made.__dict__.get("dump")
    if method is None:
        return False
    source = textwrap.dedent(inspect.getsource(method))
    mended = _WRONG.sub("_is_indefinite(self._header)", source)
    if mended == source:
        return False
    names: dict[str, object] = {}
    exec(compile(mended, f"<{made.__name__}.dump>", "exec"), core.__dict__, names)  # noqa: S102
    made.dump = names["dump"]  # type: ignore[attr-defined]
    return True
