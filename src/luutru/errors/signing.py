"""What keeps a key from signing; each is told before a number is taken."""

from luutru.errors.kinds import LuutruError, Refusal, Trouble
from luutru.i18n import mark


class KeyUnusable(Refusal):
    """A key cannot sign."""

    title = mark("{key} cannot sign: {reason}.")
    advice = mark("Check file and password; a password is never tried again by the program.")

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(key=key, reason=reason)


class CertificateOver(Refusal):
    """The certificate of a key is not valid now."""

    title = mark("{key} cannot sign: its certificate was valid until {day}, or is not valid yet.")
    advice = mark("Sign with a key whose certificate is valid today; see that the clock is right.")

    def __init__(self, key: str, day: str) -> None:
        super().__init__(key=key, day=day)


class CertificateRevoked(Refusal):
    """The certificate of a key was revoked by who issued it."""

    title = mark("{key} cannot sign: its certificate was revoked on {day}.")
    advice = mark("Sign with another key; no copy is issued with this one, at no level.")

    def __init__(self, key: str, day: str) -> None:
        super().__init__(key=key, day=day)


class NoPrivateKey(Refusal):
    """A certificate is there, and no private key that belongs to it."""

    title = mark("{key} cannot sign: it holds no private key for this certificate.")
    advice = mark("Choose the certificate that was issued together with a key that is there.")

    def __init__(self, key: str) -> None:
        super().__init__(key=key)


class TokenAbsent(Refusal):
    """No such token is plugged in."""

    title = mark("The token “{token}” is not there.")
    advice = mark("Plug it in and try again. There now: {there}.")

    def __init__(self, token: str, there: str) -> None:
        super().__init__(token=token, there=there)


class CertificateAbsent(Refusal):
    """A token has no such certificate."""

    title = mark("The token “{token}” has no such certificate that signs.")
    advice = mark("Choose one that it has: {there}.")

    def __init__(self, token: str, there: str) -> None:
        super().__init__(token=token, there=there)


class KeyAmbiguous(Refusal):
    """More than one token or certificate fits what was asked for."""

    title = mark("More than one key fits: {there}.")
    advice = mark("Name one, with token=… and cert=… on the terminal; nothing is chosen by chance.")

    def __init__(self, there: str) -> None:
        super().__init__(there=there)


class PinMissing(Refusal):
    """A token was to sign and no PIN was given."""

    title = mark("The token “{token}” asks for its PIN.")
    advice = mark("Enter the PIN; it is asked for once, and never kept.")

    def __init__(self, token: str) -> None:
        super().__init__(token=token)


class PinRefused(Refusal):
    """A token refused the PIN; it is not sent again."""

    title = mark("The token “{token}” refused the PIN.")
    advice = mark(
        "Enter it anew with care: tries may be limited, and after a few wrong ones the token locks "
        "itself. The program never tries again by itself."
    )

    def __init__(self, token: str) -> None:
        super().__init__(token=token)


class PinRefusedLastTry(PinRefused):
    """A token refused the PIN and gives one more try."""

    title = mark("The token “{token}” refused the PIN; one try is left.")
    advice = mark("Find the right PIN before you try again: one more wrong one locks the token.")


class PinLocked(Refusal):
    """Too many wrong PINs were entered."""

    title = mark("The PIN of the token “{token}” is locked.")
    advice = mark("Unlock it with the program and the PUK of the token, or ask who issued it.")

    def __init__(self, token: str) -> None:
        super().__init__(token=token)


class PinUnset(Refusal):
    """A token wants a PIN to be set or changed first."""

    title = mark("The token “{token}” wants its PIN to be set or changed first.")
    advice = mark("Do that with the program that came with the token, then issue the copy again.")

    def __init__(self, token: str) -> None:
        super().__init__(token=token)


class LevelOutOfReach(Refusal):
    """A copy cannot carry along what proves its certificate."""

    title = mark("Level B-LT cannot be reached: {reason}.")
    advice = mark(
        "Bring what is missing on a medium, or accept level B for this copy; that is entered in "
        "the register."
    )

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)


class NoCertificateInFile(Refusal):
    """A file that should be trusted holds no certificate of an authority."""

    title = mark("{file} holds no certificate of an authority.")
    advice = mark("Bring the root certificate of the authority as a .crt, .cer, .pem or .der file.")

    def __init__(self, file: str) -> None:
        super().__init__(file=file)


class UnknownCertificate(Refusal):
    """No certificate that is trusted here has such a fingerprint."""

    title = mark("No certificate that is trusted here begins with {sha256}.")
    advice = mark("“luutru trust list” shows the certificates with their SHA-256.")

    def __init__(self, sha256: str) -> None:
        super().__init__(sha256=sha256)


class ModuleUnusable(Trouble):
    """The PKCS#11 module of a token cannot be loaded."""

    title = mark("The module {module} cannot be loaded.")
    advice = mark("Install the software of the token for this system, and name its PKCS#11 module.")

    def __init__(self, module: str) -> None:
        super().__init__(module=module)


class TokenTrouble(Trouble):
    """A token stopped answering, or answered with an error."""

    title = mark("The token “{token}” stopped answering ({reason}).")
    advice = mark("Plug it in again, wait until its light is steady, and issue the copy again.")

    def __init__(self, token: str, reason: str) -> None:
        super().__init__(token=token, reason=reason)


OF_THE_KEY: tuple[type[LuutruError], ...] = (
    KeyUnusable, CertificateOver, CertificateRevoked, NoPrivateKey, TokenAbsent, CertificateAbsent,
    KeyAmbiguous, PinMissing, PinRefused, PinLocked, PinUnset, LevelOutOfReach, ModuleUnusable,
    TokenTrouble,
)  # fmt: skip
"""What would meet the next copy as well: a batch stops here."""
