"""Looks at the store of a shared archive: whether it answers, is ours, and may be written to."""

from collections.abc import Iterator
from pathlib import Path

from luutru.errors import ForeignStore, LuutruError
from luutru.i18n import translate
from luutru.services.doctor.checks import Check, State, judged, told
from luutru.settings import FILE_NAME, read_settings


def store(folder: Path) -> Iterator[Check]:
    """Look at the store that keeps the files of the archive in `folder`, where one does."""
    if not (folder / FILE_NAME).is_file():
        return
    name = translate("Store")
    try:
        known = read_settings(folder)
        if not known.store:
            return
        from luutru.holdings.stores.opening import open_store  # noqa: PLC0415  seldom

        found = open_store(known.store, known.id)
        if found.owner() != known.id:
            raise ForeignStore(found.name)
        found.now()  # a folder is written to for it
    except LuutruError as error:
        yield Check("store", name, State.ERROR, *told(error))
        return
    yield judged("store", name, found.name, State.GOOD, "")
