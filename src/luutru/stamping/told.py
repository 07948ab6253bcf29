"""What the stamping process tells of sources and copies, as plain data on both ends of the pipe."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final


class Notice(StrEnum):
    """What preflight finds in a source."""

    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    NOT_FIRST = "not_first"
    """Something stands before `%PDF`."""
    CUT = "cut"
    """The end of the file is missing, or something follows it."""
    SIGNED = "signed"
    REVISED = "revised"
    """It was changed after it was written: earlier states are still in it."""
    ACTIVE = "active"
    """Scripts, or acts on opening."""
    LAYERS = "layers"
    FORM = "form"
    ANNOTATED = "annotated"
    NOT_A_SCAN = "not_a_scan"
    """A page is not one image with text behind it."""


FORBIDS: Final = frozenset(
    {Notice.ENCRYPTED, Notice.DAMAGED, Notice.NOT_FIRST, Notice.CUT, Notice.SIGNED, Notice.ACTIVE}
)
"""With these nothing can be appended; the others a person accepts after a look."""


@dataclass(frozen=True)
class Preflight:
    """What is found in a source."""

    sha256: str
    size: int
    pages: int
    notices: tuple[tuple[Notice, int], ...] = ()
    """Each with the page concerned, 0 for the file as a whole."""


def preflight_from(told: Mapping[str, Any]) -> Preflight:
    """Turn what came over the pipe back.

    Raises:
        KeyError, TypeError, ValueError: It is none.
    """
    notices = tuple((Notice(notice), int(page)) for notice, page in told["notices"])
    return Preflight(str(told["sha256"]), int(told["size"]), int(told["pages"]), notices)


class Verdict(StrEnum):
    """What is said of a file; only the first is acceptance."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNCHECKED = "unchecked"


class Reason(StrEnum):
    """Why a file is not accepted."""

    SIGNATURES = "signatures"
    """Not exactly one signature; `detail` says how many."""
    CHANGED = "changed"
    FOLLOWED = "followed"
    """Something stands behind the signature."""
    NOT_LOCKED = "not_locked"
    UNKNOWN_ISSUER = "unknown_issuer"
    REVOKED = "revoked"
    EXPIRED = "expired"
    """The certificate was over; the contents are whole."""
    OTHER_SOURCE = "other_source"
    NOT_THE_MASTER = "not_the_master"
    TRIAL = "trial"
    UNREADABLE = "unreadable"
    ENCRYPTED = "encrypted"


@dataclass(frozen=True)
class Checked:
    """The verdict upon one file, and what its manifest says."""

    verdict: Verdict
    reason: Reason | None = None
    detail: str = ""
    manifest: dict[str, Any] = field(default_factory=dict)
    sha256: str = ""
    signer: str = ""
    """Subject of the signing certificate."""

    @classmethod
    def impossible(cls, why: str) -> "Checked":
        """Return what is said of a file that the process could not check."""
        return cls(Verdict.UNCHECKED, Reason.UNREADABLE, why)


@dataclass(frozen=True)
class Trust:
    """What is trusted: roots and issuers as DER, and the revocation lists carried in."""

    roots: tuple[bytes, ...]
    others: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()


def checked_from(told: Mapping[str, Any]) -> Checked:
    """Turn what came over the pipe back.

    Raises:
        KeyError, TypeError, ValueError: It is none.
    """
    return Checked(
        Verdict(told["verdict"]),
        told["reason"] and Reason(told["reason"]),
        str(told["detail"]),
        dict(told["manifest"]),
        str(told["sha256"]),
        str(told["signer"]),
    )
