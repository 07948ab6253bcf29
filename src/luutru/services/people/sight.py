"""What the index keeps to itself: it is the same for all, and asked by some who may not see all."""

from luutru.holdings.withholding import hidden_agreements
from luutru.services.archive import Archive


def hidden_from(archive: Archive) -> frozenset[int]:
    """Return the agreements that whoever asks may not see, from memory if nothing has changed."""
    if archive.account is None:
        return frozenset()

    def read() -> frozenset[int]:
        with archive.catalogue.read() as session:
            return hidden_agreements(session)

    return archive.catalogue.memory.remember("hidden", read)
