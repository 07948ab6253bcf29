"""What somebody brings to check copies with: certificates that are trusted, revocation lists."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from luutru.errors import FileUnreadable
from luutru.i18n import translate

LARGEST: Final = 32 << 20
"""Bytes of all certificates and lists of a folder; the lists of a state authority are a few MB."""
_SUFFIXES: Final = frozenset({".pem", ".crt", ".cer", ".der", ".crl"})


def files_in(folder: Path | None) -> Iterator[bytes]:
    """Yield the certificates and revocation lists that lie in a folder.

    Raises:
        FileUnreadable: The folder or one of them cannot be read, or they are far too large.
    """
    left = LARGEST
    try:
        for path in sorted(folder.iterdir()) if folder is not None else ():
            if path.suffix.lower() in _SUFFIXES and path.is_file():
                left -= path.stat().st_size
                if left < 0:
                    raise FileUnreadable(path.name, translate("it is too large"))
                yield path.read_bytes()
    except OSError as error:
        name = folder.name if folder is not None else ""
        raise FileUnreadable(name, error.strerror or type(error).__name__) from error
