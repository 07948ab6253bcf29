"""A desk that its server shows a part of the archive: somebody works there as one account."""

from typing import TYPE_CHECKING

from luutru.errors import PartOfArchive
from luutru.system import filing

if TYPE_CHECKING:
    from luutru.holdings.catalogue import Catalogue
    from luutru.services.archive import Archive


def enter(archive: "Archive", catalogue: "Catalogue") -> None:
    """Work as the member whose view of the catalogue the server shows; others just go on.

    Where the archive asks nobody for sign-in, the server has looked who it is.
    """
    member = catalogue.database.member
    if member is None:
        return
    from luutru.holdings.standing import asks_for_sign_in  # noqa: PLC0415  at few desks
    from luutru.services.people.signing_in import account_called  # noqa: PLC0415

    filing.remove_tree(archive.mirror_folder)  # of somebody who was shown more at this desk
    archive.person = member.person
    catalogue.viewer.is_member = True
    with catalogue.gate() as session:
        if not asks_for_sign_in(session.connection()):
            archive.account = account_called(session, member.name)
            catalogue.viewer.user_id = member.user_id


def is_kept_here(archive: "Archive") -> bool:
    """Tell whether this desk does the work that nobody asks for, of the whole archive.

    Who only reads does not, nor whom the server shows a part.
    """
    return archive.read_only is None and archive.member is None


def admit_files(archive: "Archive") -> None:
    """Be asked before a file is put into the archive, or taken out of it.

    Raises:
        ArchiveReadOnly: Nothing may be written into it.
        PartOfArchive: The server shows this desk a part of it.
    """
    archive.admit()
    refuse_members(archive)


def refuse_members(archive: "Archive") -> None:
    """Make sure that the server shows this desk the whole archive.

    Raises:
        PartOfArchive: It shows a part.
    """
    if archive.member is not None:
        raise PartOfArchive(archive.member.name)
