"""Judges a file by itself: by the strict rule, without any archive, in words for the reader.

It needs neither catalogue nor window: `luutru-verify` brings this and the stamping process alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from luutru.errors import FileUnreadable
from luutru.holdings.stamper import Stamper
from luutru.i18n import mark, translate
from luutru.services.copies.carried_in import files_in
from luutru.stamping.digests import digest
from luutru.stamping.told import Checked, Reason, Trust, Verdict
from luutru.vietnamese.dates import short

REASONS: Final = {
    Reason.SIGNATURES: mark("it carries {detail} signatures instead of one"),
    Reason.CHANGED: mark("its contents or its signature were changed"),
    Reason.FOLLOWED: mark("something was added after it was signed"),
    Reason.NOT_LOCKED: mark("its signature does not forbid changes"),
    Reason.NO_MANIFEST: mark("it is signed, but does not say of what it is a copy"),
    Reason.OTHER_SOURCE: mark("its beginning is not the file that it says it is a copy of"),
    Reason.NOT_THE_MASTER: mark("it is a copy of another original"),
    Reason.TRIAL: mark("it is a trial copy without any value"),
    Reason.UNKNOWN_ISSUER: mark(
        "its contents are whole, but it was signed by nobody who is trusted here ({detail})"
    ),
    Reason.IMPOSTOR: mark(
        "its contents are whole, but its certificate only bears the name of one that is trusted "
        "({detail})"
    ),
    Reason.REVOKED: mark("its certificate was revoked on {detail}; the contents are whole"),
    Reason.EXPIRED: mark("its certificate was over on {detail}; the contents are whole"),
    Reason.NOT_YET_VALID: mark(
        "its certificate is valid from {detail} on only, or the clock of this computer is wrong; "
        "the contents are whole"
    ),
    Reason.NO_LIST: mark(
        "no revocation list that is valid today speaks of its certificate ({detail}); "
        "the contents are whole"
    ),
    Reason.NOT_FOR_SIGNING: mark("its certificate is not meant for signing documents"),
    Reason.NO_ROOTS: mark("nobody said which certificates are trusted; the contents are whole"),
    Reason.UNREADABLE: mark("it cannot be read as a PDF ({detail})"),
    Reason.ENCRYPTED: mark("it is encrypted"),
    Reason.OUT_OF_TIME: mark("it could not be checked within {detail} seconds"),
}
"""Why a file is not accepted, in words."""
_DAYS: Final = frozenset({Reason.REVOKED, Reason.EXPIRED, Reason.NOT_YET_VALID})
"""Reasons whose detail is a day."""
SECONDS: Final = 60.0
"""For one file; 108 MB take less than one."""


@dataclass(frozen=True)
class Judged:
    """The verdict upon a file, in words for the reader."""

    verdict: Verdict
    words: str
    """Why it is not accepted; empty where it is."""
    checked: Checked
    why: str = ""
    """The reason as a code: of `Reason`, or of the register."""
    as_of: str = ""
    """Moment of the list that was asked; empty where none was."""

    @property
    def is_trial(self) -> bool:
        """Tell whether the copy says of itself that it is a trial."""
        return bool(self.checked.manifest.get("is_trial"))


def judged(checked: Checked) -> Judged:
    """Put a verdict into words."""
    if checked.reason is None:
        return Judged(checked.verdict, "", checked)
    detail = short(checked.detail) if checked.reason in _DAYS else checked.detail
    words = translate(REASONS[checked.reason], detail=detail)
    return Judged(checked.verdict, words, checked, checked.reason.value)


def lists_told(judged: Judged) -> Iterator[str]:
    """Yield which lists of revocations a verdict rests on: it knows nothing that came later."""
    if judged.as_of:
        yield translate(
            "By the list of {moment}; later revocations are not in it.", moment=judged.as_of
        )
    if judged.checked.listed_on:
        day = short(judged.checked.listed_on[:10])
        yield translate("Checked against the revocation list of {day}.", day=day)


def refuse_missing(*files: Path | None) -> None:
    """Make sure that the files which were named are there.

    Raises:
        FileUnreadable: One of them is not.
    """
    for named in filter(None, files):
        if not named.is_file():
            raise FileUnreadable(named.name, translate("there is no such file"))


def judge(
    file: Path,
    *,
    roots: Path | None = None,
    crls: Path | None = None,
    master: Path | None = None,
    may_be_trial: bool = False,
    seconds: float = SECONDS,
) -> Judged:
    """Check `file` by the certificates in the folder `roots` and the lists in `crls`.

    Raises:
        FileUnreadable: A file or folder that was named cannot be read.
    """
    trust = Trust(tuple(files_in(roots)), crls=tuple(files_in(crls)))
    stamper = Stamper()
    try:
        checked = checked_by(
            stamper, file, trust, master, may_be_trial=may_be_trial, seconds=seconds
        )
    finally:
        stamper.close()
    return judged(checked)


def checked_by(
    stamper: Stamper,
    file: Path,
    trust: Trust,
    master: Path | None = None,
    *,
    may_be_trial: bool = False,
    seconds: float = SECONDS,
) -> Checked:
    """Check `file` in the stamping process, and that it is a copy of `master` where one is given.

    Raises:
        FileUnreadable: A file that was named cannot be read.
    """
    refuse_missing(file, master)
    try:
        sha256 = digest(master) if master is not None else ""
    except OSError as error:
        raise FileUnreadable(str(master), error.strerror or type(error).__name__) from error
    return stamper.check(
        file.absolute(), trust, master_sha256=sha256, may_be_trial=may_be_trial, seconds=seconds
    )
