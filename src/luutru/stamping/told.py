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


FORBIDS: Final = {
    Notice.ENCRYPTED: "encrypted",
    Notice.DAMAGED: "malformed",
    Notice.NOT_FIRST: "malformed",
    Notice.CUT: "malformed",
    Notice.SIGNED: "signed",
    Notice.ACTIVE: "active",
}
"""With these nothing can be appended, and why its pages are rebuilt: keys of `facts.REBUILT`.

The others a person accepts after a look.
"""
COPIED_AS_SEEN: Final = frozenset({Notice.SIGNED, Notice.ACTIVE})
"""These forbid nothing where pages are copied into a new file, as for extracts and on paper."""


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


@dataclass(frozen=True)
class Placed:
    """Where mark and block will stand."""

    mark_covers: bool = False
    """Something stands already where the mark goes: a letterhead, a stamp."""
    block_fits: bool = True
    """The block of a copy on paper stands right after the text; else on a sheet of its own."""


def placed_from(told: Mapping[str, Any]) -> Placed:
    """Turn what came over the pipe back.

    Raises:
        KeyError: It is none.
    """
    return Placed(bool(told["mark_covers"]), bool(told["block_fits"]))


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
    IMPOSTOR = "impostor"
    """The certificate bears the name of somebody who is trusted, and is not theirs."""
    REVOKED = "revoked"
    EXPIRED = "expired"
    """The certificate was over; the contents are whole."""
    NOT_YET_VALID = "not_yet_valid"
    NO_ROOTS = "no_roots"
    """No certificate was named that is trusted, so nobody can tell who signed."""
    NO_LIST = "no_list"
    """Revocation lists were given, none of which speaks of the certificate today."""
    NOT_FOR_SIGNING = "not_for_signing"
    NO_MANIFEST = "no_manifest"
    """It is signed, and says nothing of being a copy."""
    OTHER_SOURCE = "other_source"
    NOT_THE_MASTER = "not_the_master"
    TRIAL = "trial"
    UNREADABLE = "unreadable"
    ENCRYPTED = "encrypted"
    OUT_OF_TIME = "out_of_time"
    """The process that checked it was ended after so many seconds, which `detail` tells."""


WHOLE: Final = frozenset(
    {
        Reason.UNKNOWN_ISSUER, Reason.IMPOSTOR, Reason.REVOKED, Reason.EXPIRED,
        Reason.NOT_YET_VALID, Reason.NO_ROOTS, Reason.NO_LIST,
        Reason.NOT_FOR_SIGNING, Reason.NOT_THE_MASTER, Reason.TRIAL,
    }
)  # fmt: skip
"""Reasons for which a file is not accepted although nothing in it was changed."""


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
    listed_on: str = ""
    """Moment of the revocation list that was asked, as ISO 8601; empty if there was none."""

    @property
    def is_whole(self) -> bool | None:
        """Tell whether nothing was changed since it was signed; None where nobody can tell."""
        if self.reason is None or self.reason in WHOLE:
            return True
        return None if self.verdict is Verdict.UNCHECKED else False

    @classmethod
    def impossible(cls, why: str) -> "Checked":
        """Return what is said of a file that the process could not check."""
        return cls(Verdict.UNCHECKED, Reason.UNREADABLE, why)

    @classmethod
    def out_of_time(cls, seconds: float) -> "Checked":
        """Return what is said of a file that took too long."""
        return cls(Verdict.UNCHECKED, Reason.OUT_OF_TIME, f"{seconds:g}")


@dataclass(frozen=True)
class Trust:
    """What is trusted: roots and issuers as DER, and the revocation lists carried in."""

    roots: tuple[bytes, ...]
    others: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()


def _harmless(told: Any) -> Any:  # noqa: ANN401  whatever JSON can carry
    """Return `told` without what could pretend on a screen to be words of ours.

    Who made a file chose the words in it: line feeds, escape sequences and marks that turn the
    direction of writing are left out.
    """
    if isinstance(told, str):
        return "".join(one if one.isprintable() else " " for one in told)
    if isinstance(told, dict):
        return {_harmless(name): _harmless(value) for name, value in told.items()}
    return [_harmless(one) for one in told] if isinstance(told, list) else told


@dataclass(frozen=True)
class CodeSignature:
    """What the signature of a code comes to."""

    is_known: bool
    """Whether the certificate is at hand that the code names."""
    is_good: bool = False
    signer: str = ""
    was_valid: bool = False
    """Whether the certificate was valid at the moment that the code names."""


def checked_from(told: Mapping[str, Any]) -> Checked:
    """Turn what came over the pipe back.

    Raises:
        KeyError, TypeError, ValueError: It is none.
    """
    return Checked(
        Verdict(told["verdict"]),
        told["reason"] and Reason(told["reason"]),
        _harmless(told["detail"]),
        _harmless(dict(told["manifest"])),
        str(told["sha256"]),
        _harmless(told["signer"]),
        str(told["listed_on"]),
    )
