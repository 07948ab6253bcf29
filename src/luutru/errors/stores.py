"""What can go wrong between a workstation and the store that keeps the files of an office."""

from luutru.errors.kinds import Damage, Refusal, Trouble
from luutru.i18n import mark


class StoreOutOfReach(Trouble):
    """The store does not answer: the share is not mounted, or the way to it was cut."""

    title = mark("The shared store {store} is out of reach ({reason}).")
    advice = mark(
        "Nothing that was acknowledged is lost. Connect the share, or look at the network, and do "
        "the same again; what this desk has read before can still be read."
    )

    def __init__(self, store: str, reason: str) -> None:
        super().__init__(store=store, reason=reason)


class StoreForbidden(Trouble):
    """The store does not let this account in, or not so far."""

    title = mark("The shared store {store} does not allow this ({reason}).")
    advice = mark("Ask whoever looks after it for an account that may read and write there.")

    def __init__(self, store: str, reason: str) -> None:
        super().__init__(store=store, reason=reason)


class StoreFull(Trouble):
    """The store has no room for a file."""

    title = mark("The shared store {store} has no room left; nothing was taken in.")
    advice = mark("Ask whoever looks after it to make room, then try again; nothing kept was lost.")

    def __init__(self, store: str) -> None:
        super().__init__(store=store)


class StoreUnreliable(Trouble):
    """The store gives back other bytes than were written to it a moment ago."""

    title = mark("The shared store {store} gives back other bytes than were written ({name}).")
    advice = mark("Nothing was recorded. Have its disk and the network tested before you go on.")

    def __init__(self, store: str, name: str) -> None:
        super().__init__(store=store, name=name)


class ForeignStore(Refusal):
    """The store belongs to another archive."""

    title = mark("{store} is the store of another archive.")
    advice = mark("Name the place at which this desk sees the store of this archive.")

    def __init__(self, store: str) -> None:
        super().__init__(store=store)


class StoreTaken(Refusal):
    """A new store was to be made where something lies already."""

    title = mark("{store} has something in it already.")
    advice = mark("Name an empty folder or bucket; nothing was changed.")

    def __init__(self, store: str) -> None:
        super().__init__(store=store)


class StoreUnfit(Refusal):
    """An address names no place that files could be kept at."""

    title = mark("{store} cannot be the store of a shared archive: {reason}.")
    advice = mark("Name a folder that every desk of the office sees, such as “/srv/archive”.")

    def __init__(self, store: str, reason: str) -> None:
        super().__init__(store=store, reason=reason)


class StoredFileChanged(Damage):
    """A file in the store is not what was put there."""

    title = mark("The file {name} in the shared store {store} is not what was put there.")
    advice = mark(
        "Keep it as evidence, run “luutru verify --full”, and have “luutru mend” put it back from "
        "a backup."
    )

    def __init__(self, store: str, name: str) -> None:
        super().__init__(store=store, name=name)
