"""What can go wrong between a workstation and the server that keeps a shared catalogue."""

from luutru.errors.kinds import Refusal, Trouble
from luutru.i18n import mark


class CatalogueOutOfReach(Trouble):
    """The server does not answer, or the way to it was cut."""

    title = mark("The server of the archive, {server}, does not answer ({reason}).")
    advice = mark(
        "Nothing that was acknowledged is lost. Look at the network cable and ask whoever looks "
        "after the server. What was being written was most likely undone: look whether it is there "
        "before you do it again."
    )

    def __init__(self, server: str, reason: str) -> None:
        super().__init__(server=server, reason=reason)


class CatalogueForbidden(Trouble):
    """The server does not let this account in, or not so far."""

    title = mark("The server {server} does not allow this ({reason}).")
    advice = mark("Ask whoever looks after the server for an account with the rights it takes.")

    def __init__(self, server: str, reason: str) -> None:
        super().__init__(server=server, reason=reason)


class ServerFull(Trouble):
    """The server has no room for the change."""

    title = mark("The server {server} has no room left; nothing was written.")
    advice = mark(
        "Ask whoever looks after the server to make room, then try again; nothing kept was lost."
    )

    def __init__(self, server: str) -> None:
        super().__init__(server=server)


class DatabaseUnfit(Refusal):
    """A database of a server cannot keep a catalogue as it is."""

    title = mark("The database {server} cannot keep an archive: {reason}.")
    advice = mark(
        "Make one with “createdb --template=template0 --encoding=UTF8 --locale=C”, and name that."
    )

    def __init__(self, server: str, reason: str) -> None:
        super().__init__(server=server, reason=reason)


class AddressUnfit(Refusal):
    """What was given as the address of a server is none."""

    title = mark("This is no address of a server.")
    advice = mark("Write it as postgresql://SERVER/DATABASE; no password belongs into it.")


class NoOffice(Refusal):
    """A server keeps no shared archive that a desk could join."""

    title = mark("There is no shared archive to be joined at {server}: {reason}.")
    advice = mark("Ask for the address of your office, or found its archive with “luutru init”.")

    def __init__(self, server: str, reason: str) -> None:
        super().__init__(server=server, reason=reason)


class OfficeExists(Refusal):
    """A shared archive was to be founded where one is kept already."""

    title = mark("{server} keeps a shared archive already.")
    advice = mark("Join it with “luutru --archive {server}”, or name an empty database.")

    def __init__(self, server: str) -> None:
        super().__init__(server=server)


class OtherOffice(Refusal):
    """The server keeps another archive than the one that a desk has a home of."""

    title = mark("The server keeps another archive now than the one this folder belongs to.")
    advice = mark(
        "Open the archive by its address, “luutru --archive postgresql://…”, and ask whoever looks "
        "after the server what became of the former one."
    )


class OnlyAtOneDesk(Refusal):
    """A shared archive was asked for what one desk alone can do."""

    title = mark("A shared archive cannot do this: {reason}.")
    advice = mark(
        "Whoever looks after the server does it there by other means. For one desk, make a backup "
        "and restore it."
    )

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)
