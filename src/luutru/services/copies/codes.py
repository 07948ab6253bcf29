"""Checks the code on the sheet of a copy, against the register: for who holds paper only."""

import json
from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.holdings.stamper import Stamper, StampingFailed
from luutru.i18n import mark, translate
from luutru.records.register import CopyEvent
from luutru.services.archive import Archive
from luutru.services.copies.authority import trial_certificate
from luutru.services.copies.carried_in import files_in
from luutru.services.copies.code_judging import (
    JudgedCode,
    judge_code,
    judged_by_signature,
    names_trial,
    no_code,
)
from luutru.services.copies.register import ISSUED, RESERVED, REVOKED, SERIES, TRIAL_SERIES
from luutru.stamping.code_reading import Code, read_code
from luutru.stamping.facts import VIETNAM
from luutru.stamping.told import CodeSignature, Verdict

_UNKNOWN: Final = mark("the register knows no such number")
_DIFFERS: Final = mark("the register tells otherwise: {what}")
_REVOKED: Final = mark("the copy was revoked: {detail}")


def verify_code(
    text: str,
    *,
    archive: Archive | None = None,
    roots: Path | None = None,
    may_be_trial: bool = False,
) -> JudgedCode:
    """Check the text of a code; with `archive` also against its register.

    The certificate is looked for in the folder `roots`, and with `archive` in the register and
    beside its trial key. A code proves the sheet, not the pages before it: those are compared.

    Raises:
        FileUnreadable: The folder cannot be read.
    """
    if archive is None:
        return judge_code(text, roots=roots, may_be_trial=may_be_trial)
    try:
        code = read_code(text)
    except ValueError:
        return no_code()
    with archive.catalogue.read() as session:
        certificates = [*files_in(roots), *_certificates(session, code)]
    try:
        signed, is_trial = _signature(archive, text, certificates)
    except StampingFailed:
        return no_code()
    told = judged_by_signature(code, signed, is_trial=is_trial, may_be_trial=may_be_trial)
    if told.verdict is not Verdict.ACCEPTED:
        return told
    with archive.catalogue.read() as session:
        why = _against_register(session, code, TRIAL_SERIES if is_trial else SERIES)
    verdict = Verdict.REJECTED if why else Verdict.ACCEPTED
    return replace(told, verdict=verdict, words=why, is_entered=not why)


def _signature(
    archive: Archive, text: str, certificates: list[bytes]
) -> tuple[CodeSignature, bool]:
    """Check the signature of a code; tell also whether a trial key made it.

    Raises:
        StampingFailed: It cannot be checked.
    """
    stamper = Stamper()
    try:
        trials = list(trial_certificate(archive, stamper))
        signed = stamper.check_code(text, certificates)
        of_trial = stamper.check_code(text, trials)
    finally:
        stamper.close()
    is_trial = of_trial.is_known or names_trial(signed)
    return (of_trial if is_trial and not signed.is_known else signed), is_trial


def _against_register(session: Session, code: Code, series: str) -> str:
    """Return why the register does not bear a code out; empty where it does."""
    lines = {
        line.state: line
        for line in session.scalars(
            select(CopyEvent).where(
                CopyEvent.series == series,
                CopyEvent.year == code.year,
                CopyEvent.number == code.number,
            )
        )
    }
    issued, reserved = lines.get(ISSUED), lines.get(RESERVED)
    if issued is None or reserved is None:
        return translate(_UNKNOWN)
    told = (
        (translate("Symbol"), issued.symbol, code.symbol),
        (translate("Day"), issued.issued_on, code.moment.astimezone(VIETNAM).date()),
        (translate("SHA-256 of the source"), issued.source_sha256, code.source_sha256),
        (translate("Head"), reserved.previous_hash[: len(code.head)], code.head),
    )
    differs = [what for what, entered, said in told if entered != said]
    if differs:
        return translate(_DIFFERS, what=", ".join(differs))
    if REVOKED in lines:
        return translate(_REVOKED, detail=lines[REVOKED].reason)
    return ""


def _certificates(session: Session, code: Code) -> list[bytes]:
    """Return the certificates with which copies of this number were signed."""
    query = select(CopyEvent.detail).where(
        CopyEvent.series == SERIES,
        CopyEvent.state == ISSUED,
        CopyEvent.year == code.year,
        CopyEvent.number == code.number,
    )
    kept = (json.loads(detail).get("certificate") for detail in session.scalars(query))
    return [b64decode(one) for one in kept if one]
