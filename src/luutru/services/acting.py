"""In whose name an archive is worked with, and what they may do in it."""

from luutru.errors import NotPermitted
from luutru.records.code_lists import code_list
from luutru.records.roles import Account, Permission


class Actor:
    """Whoever works in an archive: the person at the computer, or an account that signed in."""

    def __init__(self, person: str) -> None:
        self.person = person
        self.account: Account | None = None
        """Who has signed in; None where the archive does not ask for it."""

    def may(self, permission: Permission) -> bool:
        """Tell whether they may do something; whoever works alone may do everything."""
        return self.account is None or permission in self.account.permissions

    def require(self, permission: Permission) -> None:
        """Make sure of it before long work begins; what is not asked early, the log refuses.

        Raises:
            NotPermitted: The roles of the account do not include it.
        """
        if not self.may(permission):
            raise NotPermitted(code_list("permission").label(permission))
