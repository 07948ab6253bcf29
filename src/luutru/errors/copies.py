"""What is wrong with what is asked of certified copies and their register."""

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


class SourceLocked(SourceUnfit):
    """The file of a document opens with a password only, and the right one was not given."""

    title = mark("The file of {reference} does not open without its password: {reason}.")
    advice = mark(
        "Enter the password of the source (“--source-password-file”), then have its pages rebuilt; "
        "no number was taken."
    )


class SourceToBeRebuilt(SourceUnfit):
    """Nothing can be appended to the file of a document, but its pages can be rebuilt."""

    title = mark("Nothing can be appended to the file of {reference}: {reason}.")
    advice = mark(
        "Have its pages rebuilt (“--wrap”), with the untouched file attached, or bring a scan of "
        "the paper; no number was taken."
    )


class ExtractLeaks(Refusal):
    """An extract would tell something of what it leaves out."""

    title = mark("The extract of {reference} would tell of pages that it leaves out ({what}).")
    advice = mark("Show its pages as images, such as “--keep 3:0,0,100,100”; no number was taken.")

    def __init__(self, reference: str, what: str) -> None:
        super().__init__(reference=reference, what=what)


class LettersMissing(Refusal):
    """What is to be printed on a copy has letters that its face lacks."""

    title = mark("A copy cannot be printed with these letters: {letters}.")
    advice = mark("Write names and recipients with letters of Vietnamese; no number was taken.")

    def __init__(self, letters: str) -> None:
        super().__init__(letters=letters)


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


class YearNotClosable(Refusal):
    """The register of a year cannot be closed yet."""

    title = mark("The register of copies of {year} cannot be closed: {reason}.")
    advice = mark("Put that right and close it again; a closed register is never opened again.")

    def __init__(self, year: int, reason: str) -> None:
        super().__init__(year=year, reason=reason)


class YearNotClosed(Refusal):
    """A closing statement is asked for of a year that was not closed."""

    title = mark("The register of copies of {year} was not closed.")
    advice = mark("“luutru copies close {year}” closes it; until then “anchor” states its head.")

    def __init__(self, year: int) -> None:
        super().__init__(year=year)


class UnknownRequest(Refusal):
    """Nobody asked for a copy under this number."""

    title = mark("There is no request {request}.")
    advice = mark("“luutru copies requests” shows them; a request is named like 3/2026.")

    def __init__(self, request: str) -> None:
        super().__init__(request=request)


class RequestSettled(Refusal):
    """What is asked of a request does not fit its state."""

    title = mark("Request {request} is {state}.")
    advice = mark("A request that waits is approved or refused; an approved one is issued.")

    def __init__(self, request: str, state: str) -> None:
        super().__init__(request=request, state=state)


class NumberingBlocked(Refusal):
    """Nobody confirmed yet with which number the register goes on."""

    title = mark("No copy is numbered here for now: {reason}.")
    advice = mark(
        "Look up the last number on paper or medium and enter it with “Confirm the last number”, "
        "or “luutru copies continue --last NUMBER --reason TEXT”."
    )

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)


class ArchiveSealed(Refusal):
    """The archive was moved; its register goes on elsewhere."""

    title = mark("This archive was sealed when it was moved to {successor}.")
    advice = mark("Issue copies in the archive that took its place; this one is for reading.")

    def __init__(self, successor: str) -> None:
        super().__init__(successor=successor)


class LastNumberWrong(Refusal):
    """The last number that was entered cannot be."""

    title = mark("{number} cannot be the last number of {year}: {reason}.")
    advice = mark("Enter the highest number found on paper, on media or with recipients.")

    def __init__(self, number: int, year: int, reason: str) -> None:
        super().__init__(number=number, year=year, reason=reason)


class ListUnreadable(Refusal):
    """A list of copies that somebody brings cannot be relied on."""

    title = mark("The list {name} cannot be used: {reason}.")
    advice = mark("Ask the archive that issued the copy for its signed list, and its certificate.")

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name=name, reason=reason)


class CodeNotFound(Refusal):
    """A picture of a sheet has no code that can be read."""

    title = mark("No code of a certified copy can be read in {name}.")
    advice = mark("Scan the sheet with 200 dpi, upright and sharp, or type what the code says.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


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
