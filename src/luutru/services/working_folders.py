"""Folders for files in the making: of an encrypted archive in memory, or where nobody else reads.

What is scanned, printed, previewed or dragged out of the window is plain for as long as that takes.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luutru.services.archive import Archive

# ruff: noqa: PLC0415  a plain archive works without what encrypts


@contextmanager
def working_folder(archive: "Archive", purpose: str) -> Iterator[Path]:
    """Lend a folder for files in the making, which goes away with the block.

    `purpose` is one word for whoever looks into the folder for temporary files.
    """
    if archive.keyring.is_encrypted:
        from luutru.holdings.encryption import sheltered

        with sheltered() as folder:
            yield folder
        return
    with tempfile.TemporaryDirectory(prefix=f"luutru-{purpose}-") as made:
        yield Path(made)


def template_for(archive: "Archive", purpose: str) -> str:
    """Return what a folder for files in the making is to be called; its maker fills in the X.

    For whoever has to keep such a folder open, and removes it.
    """
    if not archive.keyring.is_encrypted:
        return str(Path(tempfile.gettempdir(), f"luutru-{purpose}-XXXXXX"))
    from luutru.holdings.encryption.lending import PREFIX, shelters

    return str(shelters() / f"{PREFIX}{os.getpid()}-XXXXXX")
