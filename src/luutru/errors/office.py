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


class NotTied(Trouble):
    """The account of the server belongs to no account of the archive that could be used."""

    title = mark("The server {server} shows nothing of the archive to its account “{account}”.")
    advice = mark(
        "Ask an administrator of the archive to tie it to your account, or to enable that: "
        "“luutru users tie NAME {account}”."
    )

    def __init__(self, server: str, account: str) -> None:
        super().__init__(server=server, account=account)


class OwnerNeeded(Trouble):
    """The catalogue is of an earlier version, and only who owns it can bring it up to date."""

    title = mark("The catalogue that {server} keeps is of an earlier version of the program.")
    advice = mark(
        "Have it opened once by this version at a desk that connects by the server account of the "
        "archive itself; then try again."
    )

    def __init__(self, server: str) -> None:
        super().__init__(server=server)


class PartOfArchive(Refusal):
    """Something takes the whole archive, and the server shows this desk a part of it."""

    title = mark("This takes the whole archive, and the server shows {account} a part of it.")
    advice = mark(
        "Do it at a desk that connects by the server account of the archive itself, or ask an "
        "administrator."
    )

    def __init__(self, account: str) -> None:
        super().__init__(account=account)


class TiedToAnother(Refusal):
    """Somebody signs in with another account than the one by which their desk is connected."""

    title = mark("This desk is connected to the server as {account}; no other account can sign in.")
    advice = mark(
        "Sign in as {account}. For another account, open the archive by an address with the server "
        "account that is tied to that: postgresql://ACCOUNT@SERVER/DATABASE."
    )

    def __init__(self, account: str) -> None:
        super().__init__(account=account)


class CannotTie(Refusal):
    """An account of the server cannot be tied to an account of the archive."""

    title = mark("The server account “{account}” cannot be tied: {reason}.")
    advice = mark(
        "Each person has a server account of their own, without rights. Whoever looks after the "
        'server makes it there by “CREATE ROLE "{account}" LOGIN;”.'
    )

    def __init__(self, account: str, reason: str) -> None:
        super().__init__(account=account, reason=reason)


class OnlyAtOneDesk(Refusal):
    """A shared archive was asked for what one desk alone can do."""

    title = mark("A shared archive cannot do this: {reason}.")
    advice = mark(
        "Whoever looks after the server does it there by other means. For one desk, make a backup "
        "and restore it."
    )

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)
