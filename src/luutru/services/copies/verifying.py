"""Checks a copy by the strict rule, against the register where it is at hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import FileUnreadable
from luutru.holdings.stamper import Stamper
from luutru.i18n import mark, translate
from luutru.records.register import CopyEvent
from luutru.services.archive import Archive
from luutru.services.copies.authority import trial_certificate
from luutru.services.copies.register import ISSUED, REVOKED, SERIES, TRIAL_SERIES
from luutru.stamping.told import Checked, Reason, Trust, Verdict

REASONS: Final = {
    Reason.SIGNATURES: mark("it carries {detail} signatures instead of one"),
    Reason.CHANGED: mark("its contents or its signature were changed"),
    Reason.FOLLOWED: mark("something was added after it was signed"),
    Reason.NOT_LOCKED: mark("its signature does not forbid changes"),
    Reason.UNKNOWN_ISSUER: mark("it was signed by nobody who is trusted here ({detail})"),
    Reason.REVOKED: mark("its certificate was revoked"),
    Reason.EXPIRED: mark("its certificate was over on {detail}; the contents are whole"),
    Reason.OTHER_SOURCE: mark("its beginning is not the file that it says it is a copy of"),
    Reason.NOT_THE_MASTER: mark("it is a copy of another original"),
    Reason.TRIAL: mark("it is a trial copy without any value"),
    Reason.UNREADABLE: mark("it cannot be read as a PDF ({detail})"),
    Reason.ENCRYPTED: mark("it is encrypted"),
}
"""Why a file is not accepted, in words."""
_NOT_ENTERED: Final = mark("the register knows no such number, or another file under it")
_REVOKED: Final = mark("it was revoked: {detail}")
_SUFFIXES: Final = frozenset({".pem", ".crt", ".cer", ".der", ".crl"})


@dataclass(frozen=True)
class Judged:
    """The verdict upon a file, in words for the reader."""

    verdict: Verdict
    words: str
    """Why it is not accepted; empty where it is."""
    checked: Checked

    @property
    def is_trial(self) -> bool:
        """Tell whether the copy says of itself that it is a trial."""
        return bool(self.checked.manifest.get("is_trial"))


def verify_copy(
    file: Path,
    *,
    archive: Archive | None = None,
    roots: Path | None = None,
    crls: Path | None = None,
    master: Path | None = None,
    may_be_trial: bool = False,
) -> Judged:
    """Check `file`; with `archive` also against its register.

    What is trusted are the certificates in the folder `roots`, and with `archive` its trial key.

    Raises:
        FileUnreadable: A file that was named cannot be read.
    """
    for named in filter(None, (file, master)):
        if not named.is_file():
            raise FileUnreadable(named.name, translate("there is no such file"))
    stamper = Stamper()
    try:
        trusted = tuple(_certificates(roots))
        if archive is not None and may_be_trial:
            trusted += tuple(trial_certificate(archive, stamper))
        trust = Trust(trusted, crls=tuple(_certificates(crls)))
        digest = stamper.look(master).sha256 if master is not None else ""
        checked = stamper.check(file, trust, master_sha256=digest, may_be_trial=may_be_trial)
    finally:
        stamper.close()
    if checked.verdict is Verdict.ACCEPTED and archive is not None:
        with archive.catalogue.read() as session:
            why = _against_register(session, checked)
        if why:
            return Judged(Verdict.REJECTED, why, checked)
    return Judged(checked.verdict, _words(checked), checked)


def _words(checked: Checked) -> str:
    if checked.reason is None:
        return ""
    return translate(REASONS[checked.reason], detail=checked.detail)


def _against_register(session: Session, checked: Checked) -> str:
    """Return why the register does not bear a copy out; empty where it does."""
    told = checked.manifest
    series = TRIAL_SERIES if told.get("is_trial") else SERIES
    query = select(CopyEvent).where(
        CopyEvent.series == series,
        CopyEvent.year == told.get("year"),
        CopyEvent.number == told.get("number"),
    )
    lines = {line.state: line for line in session.scalars(query)}
    issued = lines.get(ISSUED)
    if issued is None or issued.output_sha256 != checked.sha256:
        return translate(_NOT_ENTERED)
    if REVOKED in lines:
        return translate(_REVOKED, detail=lines[REVOKED].reason)
    return ""


def _certificates(folder: Path | None) -> Iterator[bytes]:
    """Yield the certificates or lists that lie in a folder.

    Raises:
        FileUnreadable: The folder or one of them cannot be read.
    """
    try:
        for path in sorted(folder.iterdir()) if folder is not None else ():
            if path.suffix.lower() in _SUFFIXES and path.is_file():
                yield path.read_bytes()
    except OSError as error:
        name = folder.name if folder is not None else ""
        raise FileUnreadable(name, error.strerror or type(error).__name__) from error
