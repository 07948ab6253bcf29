"""Checks a copy by the strict rule, against the register where it is at hand."""

from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.holdings.stamper import Stamper
from luutru.i18n import mark, translate
from luutru.records.register import CopyEvent
from luutru.services.archive import Archive
from luutru.services.copies.authority import trial_certificate
from luutru.services.copies.carried_in import files_in
from luutru.services.copies.copy_lists import against_list, read_list
from luutru.services.copies.judging import SECONDS, Judged, checked_by, judged
from luutru.services.copies.register import ISSUED, REVOKED, SERIES, TRIAL_SERIES
from luutru.services.copies.trusted import trusted_roots
from luutru.stamping.told import Checked, Trust, Verdict

__all__ = ["Judged", "verify_copy"]

NOT_ENTERED, REVOKED_COPY = "not_entered", "copy_revoked"
"""Reasons of the register, as codes."""
_NOT_ENTERED: Final = mark("the register knows no such number, or another file under it")
_REVOKED: Final = mark("it was revoked: {detail}")


def verify_copy(  # noqa: PLR0913  whatever somebody brings along
    file: Path,
    *,
    archive: Archive | None = None,
    roots: Path | None = None,
    crls: Path | None = None,
    listed: Path | None = None,
    master: Path | None = None,
    may_be_trial: bool = False,
    seconds: float = SECONDS,
) -> Judged:
    """Check `file`; with `archive` also against its register.

    A signed list `listed` is asked instead of that register: it may come from another archive.

    What is trusted are the certificates in the folder `roots`, and with `archive` the roots that
    it trusts, and its trial key where trials are wanted.

    Raises:
        FileUnreadable: A file that was named cannot be read.
        ListUnreadable: The list is damaged, or signed by nobody who is trusted.
    """
    stamper = Stamper()
    try:
        trusted = tuple(files_in(roots))
        if archive is not None:
            trusted += _trusted_in(archive, stamper, may_be_trial=may_be_trial)
        trust = Trust(trusted, crls=tuple(files_in(crls)))
        known = read_list(stamper, listed, trust) if listed is not None else None
        checked = checked_by(
            stamper, file, trust, master, may_be_trial=may_be_trial, seconds=seconds
        )
    finally:
        stamper.close()
    if known is not None:
        return against_list(known, checked)
    if checked.verdict is Verdict.ACCEPTED and archive is not None:
        return _judged_by_register(archive, checked)
    return judged(checked)


def _judged_by_register(archive: Archive, checked: Checked) -> Judged:
    with archive.catalogue.read() as session:
        code, words = _against_register(session, checked)
    return Judged(Verdict.REJECTED, words, checked, code) if words else judged(checked)


def _trusted_in(archive: Archive, stamper: Stamper, *, may_be_trial: bool) -> tuple[bytes, ...]:
    """Return the certificates that an archive trusts."""
    trials = trial_certificate(archive, stamper) if may_be_trial else ()
    return (*trusted_roots(archive), *trials)


def _against_register(session: Session, checked: Checked) -> tuple[str, str]:
    """Return why the register does not bear a copy out, as code and words; empty where it does."""
    told = checked.manifest
    series = TRIAL_SERIES if told.get("is_trial") else SERIES
    year, number = told.get("year"), told.get("number")
    if not isinstance(year, int) or not isinstance(number, int):
        return NOT_ENTERED, translate(_NOT_ENTERED)
    query = select(CopyEvent).where(
        CopyEvent.series == series, CopyEvent.year == year, CopyEvent.number == number
    )
    lines = {line.state: line for line in session.scalars(query)}
    issued = lines.get(ISSUED)
    if issued is None or issued.output_sha256 != checked.sha256:
        return NOT_ENTERED, translate(_NOT_ENTERED)
    if REVOKED in lines:
        return REVOKED_COPY, translate(_REVOKED, detail=lines[REVOKED].reason)
    return "", ""
