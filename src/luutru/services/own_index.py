"""Opens the index that this workstation keeps of an archive, where no harm comes to it."""

from functools import partial
from typing import Final

from sqlalchemy import select

from luutru.holdings.databases.membership import index_key
from luutru.holdings.fulltext import Fulltext
from luutru.holdings.places import make_sure_of_index_place
from luutru.records.agency import Setting
from luutru.services.archive import Archive
from luutru.services.people.sight import hidden_from
from luutru.system import filing

INDEX_KEY: Final = "index_key"
"""The setting that keeps the key of the index manifest."""


def open_index(archive: Archive) -> Fulltext:
    """Open the index of `archive`, or begin an empty one.

    Raises:
        IndexPlaceRefused: It would come to harm where this workstation keeps it.
    """
    make_sure_of_index_place(archive.index_folder, archive.folder)
    with archive.catalogue.gate() as session:
        if archive.member is None:
            key = session.scalar(select(Setting.value).where(Setting.name == INDEX_KEY))
        else:
            key = index_key(session.connection())  # an index with more than it may see does not fit
    return Fulltext(
        archive.index_folder,
        bytes.fromhex(key or ""),
        partial(hidden_from, archive),
        archive.keyring.subkey("index"),
    )


def forget_index(archive: Archive) -> None:
    """Remove the index of an archive from this workstation, such as one that lies there plain."""
    archive.fulltext.close()
    filing.remove_tree(archive.index_folder)
