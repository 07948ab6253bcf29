r"""Opens the store that an address names.

`/srv/archive`, `\\server\share` and `file:///srv/archive` name a folder that every desk sees;
`s3://server/bucket` a bucket.
"""

from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from luutru.errors import StoreUnfit
from luutru.holdings.places import synced_reason
from luutru.holdings.stores.folder import FolderStore
from luutru.holdings.stores.store import PREFIXES, Store
from luutru.i18n import mark, translate
from luutru.system.kind import is_windows

_UNKNOWN: Final = mark("nothing is known of addresses that begin with “{scheme}”")
_RELATIVE: Final = mark("the path does not begin at the root")


def open_store(address: str, archive_id: str) -> Store:
    """Return the store at `address` of the archive `archive_id`; nothing is asked of it yet.

    Raises:
        StoreUnfit: The address names no place that files could be kept at.
    """
    scheme = urlsplit(address).scheme
    if scheme == "file":
        return FolderStore(_folder_in(address), archive_id)
    if scheme in ("s3", "s3+http"):
        from luutru.holdings.stores.s3 import S3Store  # noqa: PLC0415  seldom

        return S3Store(address, archive_id)
    if "://" in address:
        raise StoreUnfit(address, translate(_UNKNOWN, scheme=scheme))
    folder = Path(address)
    if not folder.is_absolute():
        raise StoreUnfit(address, translate(_RELATIVE))
    return FolderStore(folder, archive_id)


def found_store(address: str, archive_id: str) -> Store:
    """Make a new, empty store at `address`.

    Raises:
        StoreUnfit: The address names no place that files could be kept at.
        StoreTaken: Something lies there already.
        StoreOutOfReach, StoreForbidden, StoreFull: It could not be made.
    """
    store = open_store(address, archive_id)
    reason = synced_reason(store.root) if isinstance(store, FolderStore) else ""
    if reason:
        raise StoreUnfit(address, reason)
    store.found(PREFIXES)
    return store


def _folder_in(address: str) -> Path:
    told = urlsplit(address)
    path = unquote(told.path)
    if is_windows():
        return Path(f"\\\\{told.netloc}{path}") if told.netloc else Path(path.lstrip("/"))
    return Path(path)
