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


class OnlyAtOneDesk(Refusal):
    """A shared archive was asked for what one desk alone can do."""

    title = mark("A shared archive cannot do this: {reason}.")
    advice = mark(
        "Whoever looks after the server does it there by other means. For one desk, make a backup "
        "and restore it."
    )

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)
