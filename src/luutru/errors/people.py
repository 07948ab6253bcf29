"""What is wrong with who asks, or with what an account may do."""

from luutru.errors.kinds import Refusal
from luutru.i18n import mark


class SignInNeeded(Refusal):
    """The archive asks for sign-in, and nobody has signed in."""

    title = mark("This archive asks who you are.")
    advice = mark("Sign in with your account.")

    def __init__(self) -> None:
        super().__init__()


class SignInAlreadyOn(Refusal):
    """Sign-in is to be turned on, and is on: another recovery key would replace the one in use."""

    title = mark("This archive asks for sign-in already.")
    advice = mark("For another recovery key, turn sign-in off first, and on again.")

    def __init__(self) -> None:
        super().__init__()


class SignInRefused(Refusal):
    """Name and password do not belong together, or the account is disabled."""

    title = mark("The name or the password is wrong, or the account is disabled.")
    advice = mark("Try again, or ask an administrator to reset the password.")

    def __init__(self) -> None:
        super().__init__()


class FormerPasswordWrong(Refusal):
    """Who wants to change their password did not type the one that they have."""

    title = mark("This is not your password.")
    advice = mark("Type the password with which you sign in now, then the new one.")

    def __init__(self) -> None:
        super().__init__()


class SignInDelayed(Refusal):
    """Too many wrong passwords; the account waits before it is tried again."""

    title = mark("There were too many wrong passwords for this account.")
    advice = mark("Wait {seconds} seconds, then try again.")

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds=seconds)


class NotPermitted(Refusal):
    """The roles of the account do not include what was asked for."""

    title = mark("Your account may not do this: {permission}.")
    advice = mark("Ask somebody who may, or an administrator for the role.")

    def __init__(self, permission: str) -> None:
        super().__init__(permission=permission)


class UnknownAccount(Refusal):
    """No account is called so."""

    title = mark("There is no account “{name}”.")
    advice = mark("Look at the list of accounts.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class AccountTaken(Refusal):
    """An account is called so already."""

    title = mark("There is an account “{name}” already.")
    advice = mark("Choose another name to sign in with.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class AdministratorNeeded(Refusal):
    """Sign-in needs an administrator with a password, and the last one would be gone."""

    title = mark("The archive would be left without an administrator.")
    advice = mark("Give another account with a password the role of administrator first.")

    def __init__(self) -> None:
        super().__init__()


class PasswordUnfit(Refusal):
    """A password is too short, too long, or the name of its account."""

    title = mark("This password will not do.")
    advice = mark("Use {shortest} to {longest} characters, and not the name of the account.")

    def __init__(self, shortest: int, longest: int) -> None:
        super().__init__(shortest=shortest, longest=longest)


class RecoveryKeyWrong(Refusal):
    """What was typed is not the recovery key of this archive."""

    title = mark("This is not the recovery key of the archive.")
    advice = mark("Read it again from the paper that was put in the safe.")

    def __init__(self) -> None:
        super().__init__()
