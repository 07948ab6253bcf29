"""What can be wrong with a source, a signer or a copy, told by a code that crosses the pipe."""

from enum import StrEnum


class Fault(StrEnum):
    """Why a copy cannot be made."""

    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    SIGNED = "signed"
    """It carries a signature that adding a page would break."""
    LETTERS = "letters"
    """Something to be printed has letters that the face lacks; `detail` names them."""
    NO_SUCH_PAGE = "no_such_page"
    LAYERS = "layers"
    """It has layers that are switched off, which a copy of its pages would show."""
    LEAK = "leak"
    """An extract would tell something of the pages that it leaves out; `detail` says what."""
    WRONG_PASSWORD = "wrong_password"  # noqa: S105  a code, no password
    NO_KEY = "no_key"
    """The file or the token has no key that signs."""
    CERTIFICATE_OVER = "certificate_over"
    """The certificate is not valid now; `detail` says until when it was."""


class CannotStamp(Exception):
    """A copy cannot be made of this source by this signer."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(fault, detail)
        self.fault = fault
        self.detail = detail
