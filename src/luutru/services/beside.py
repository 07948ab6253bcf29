"""Files that lie beside the catalogue and are the same at every desk, such as the trial key."""

from contextlib import suppress
from hashlib import file_digest
from pathlib import Path

from luutru.errors import StoredFileChanged, StoreOutOfReach
from luutru.services.archive import Archive


def beside(archive: Archive, name: str) -> Path | None:
    """Return a file that lies beside the catalogue; None where there is none.

    Of an office it is what the store has.

    Raises:
        StoreOutOfReach and the like: As with `Store`.
    """
    path = archive.folder / name
    if archive.at_hand is not None:
        try:
            sha256 = archive.at_hand.store.digest(name)
        except StoreOutOfReach:
            if not path.is_file():
                raise
            return path  # it never changes
        return archive.at_hand.brought(name, sha256) if sha256 else None
    return path if path.is_file() else None


def put_beside(archive: Archive, made: Path) -> Path:
    """Have every desk of an office share a file that was made here; return what is shared.

    Where another desk was quicker, that is its file.

    Raises:
        StoreOutOfReach and the like: As with `Store`.
    """
    if archive.at_hand is None:
        return made
    with made.open("rb") as stream:
        sha256 = file_digest(stream, "sha256").hexdigest()
    with suppress(StoredFileChanged):
        archive.at_hand.put(made.name, made, sha256)
    return beside(archive, made.name) or made
