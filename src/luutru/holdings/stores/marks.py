"""The mark of a store: a file of its own that says whose store it is."""

import tomllib
from typing import Final

import tomli_w

from luutru.errors import StoreOutOfReach
from luutru.i18n import translate

MARK: Final = "luutru-store.toml"


def mark_of(archive_id: str) -> bytes:
    """Return the mark of the store of an archive."""
    return tomli_w.dumps({"store": {"archive": archive_id, "layout": 1}}).encode()


def owner_in(store: str, content: bytes) -> str:
    """Return the archive that a mark names.

    Raises:
        StoreOutOfReach: It is not there, or cannot be read.
    """
    if not content:
        reason = translate("there is no {name}: the share is not mounted", name=MARK)
        raise StoreOutOfReach(store, reason)
    try:
        return str(tomllib.loads(content.decode())["store"]["archive"])
    except (ValueError, LookupError, TypeError) as error:
        raise StoreOutOfReach(store, translate("{name} cannot be read", name=MARK)) from error
