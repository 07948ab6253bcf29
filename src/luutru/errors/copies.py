"""What is wrong with what is asked of certified copies, their register and their keys."""

from luutru.errors.kinds import Damage, Refusal, Trouble
from luutru.i18n import mark


class CopyForbidden(Refusal):
    """The decree does not allow this copy of this document."""

    title = mark("No {form} may be made of {reference}: {reason}.")
    advice = mark("Choose another form or direction, or correct what is recorded of the source.")

    def __init__(self, reference: str, form: str, reason: str) -> None:
        super().__init__(reference=reference, form=form, reason=reason)


class CopyIncomplete(Refusal):
    """Something that has to stand on the sheet was not said."""

    title = mark("The copy cannot be issued: {reason}.")
    advice = mark("Say it and issue the copy again; no number was taken.")

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)


class SourceUnfit(Refusal):
    """Something in the file of a document forbids to append anything to it."""

    title = mark("No copy can be made of the file of {reference}: {reason}.")
    advice = mark("Bring a scan of the paper, or the file as it was issued; no number was taken.")

    def __init__(self, reference: str, reason: str) -> None:
        super().__init__(reference=reference, reason=reason)


class LettersMissing(Refusal):
    """What is to be printed on a copy has letters that its face lacks."""

    title = mark("A copy cannot be printed with these letters: {letters}.")
    advice = mark("Write names and recipients with letters of Vietnamese; no number was taken.")

    def __init__(self, letters: str) -> None:
        super().__init__(letters=letters)


class KeyUnusable(Refusal):
    """A key cannot sign."""

    title = mark("{key} cannot sign: {reason}.")
    advice = mark("Check file and password; a password is never tried again by the program.")

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(key=key, reason=reason)


class RegisterClosed(Refusal):
    """The register of a year gives no more numbers."""

    title = mark("The register of copies of {year} is closed.")
    advice = mark("Copies are entered in the register of the running year.")

    def __init__(self, year: int) -> None:
        super().__init__(year=year)


class UnknownCopy(Refusal):
    """The register has no such number."""

    title = mark("The register of {year} has no number {number}.")
    advice = mark("“luutru copies list” shows the numbers that were given.")

    def __init__(self, number: int, year: int) -> None:
        super().__init__(number=number, year=year)


class CopyNotIssued(Refusal):
    """What is asked for needs a copy that was issued and still holds."""

    title = mark("Number {symbol} is {state}.")
    advice = mark("Only a copy that was issued and not revoked can be delivered or revoked.")

    def __init__(self, symbol: str, state: str) -> None:
        super().__init__(symbol=symbol, state=state)


class CopyNotSound(Damage):
    """A copy that was just made does not pass its own check; it was not issued."""

    title = mark("The copy {symbol} did not pass its own check ({reason}) and was not issued.")
    advice = mark("Its number is void. Run “luutru verify”, then issue the copy again.")

    def __init__(self, symbol: str, reason: str) -> None:
        super().__init__(symbol=symbol, reason=reason)


class CopyNotHandedOut(Trouble):
    """A copy was issued, but did not reach the folder that it was to be handed out into."""

    title = mark("The copy {symbol} was issued, but not handed out: {reason}.")
    advice = mark("It is kept in “copies” of the archive; “luutru recover” finishes it there.")

    def __init__(self, symbol: str, reason: str) -> None:
        super().__init__(symbol=symbol, reason=reason)
