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
    NO_MODULE = "no_module"
    """The PKCS#11 module cannot be loaded; `detail` says why."""
    NO_TOKEN = "no_token"  # noqa: S105  a code, no password
    """No such token is there; `detail` lists those that are."""
    SEVERAL_TOKENS = "several_tokens"
    """More than one token fits; `detail` lists them."""
    NO_CERTIFICATE = "no_certificate"
    """The token has no such certificate; `detail` lists those that it has."""
    SEVERAL_CERTIFICATES = "several_certificates"
    """More than one certificate fits; `detail` lists them."""
    NO_PIN = "no_pin"
    WRONG_PIN = "wrong_pin"
    """The token refused the PIN; `detail` is `last` where one try is left."""
    PIN_LOCKED = "pin_locked"
    PIN_UNSET = "pin_unset"
    """The PIN was never set, or has to be changed first."""
    NO_MECHANISM = "no_mechanism"
    """The token cannot sign with this kind of key; `detail` names the kind."""
    TOKEN_GONE = "token_gone"  # noqa: S105  a code, no password
    """The token was pulled out, or its session ended."""
    TOKEN_TROUBLE = "token_trouble"  # noqa: S105  a code, no password
    """Anything else that the token says; `detail` names it as PKCS#11 does."""
    UNKNOWN_ISSUER = "unknown_issuer"
    """No way leads from the certificate to a root that is trusted; `detail` names the issuer."""
    NO_LIST = "no_list"
    """An authority on the way has no revocation list here; `detail` names it."""
    LIST_OVER = "list_over"
    """The list of an authority is past its next update; `detail` has its name and that day."""
    LIST_BROKEN = "list_broken"
    """The lists at hand prove nothing, for example because their signature does not fit."""
    REVOKED = "revoked"
    """A certificate on the way was revoked; `detail` says on which day."""


class CannotStamp(Exception):
    """A copy cannot be made of this source by this signer."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(fault, detail)
        self.fault = fault
        self.detail = detail
