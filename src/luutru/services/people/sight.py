"""What the index keeps to itself: it is the same for all, and asked by some who may not see all.

That of a member's desk has what the server shows the member; what was hidden since is left out.
"""

from luutru.holdings.databases.membership import uncleared_by_server
from luutru.holdings.withholding import hidden_agreements
from luutru.services.archive import Archive


def hidden_from(archive: Archive) -> frozenset[int]:
    """Return the agreements that whoever asks may not see, from memory if nothing has changed."""
    is_member = archive.member is not None
    if archive.account is None and not is_member:
        return frozenset()

    def read() -> frozenset[int]:
        with archive.catalogue.read() as session:
            if is_member:
                return uncleared_by_server(session.connection())
            return hidden_agreements(session)

    return archive.catalogue.memory.remember("hidden", read)
