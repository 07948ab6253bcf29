"""Judges the code on the sheet of a copy by its signature, without any archive.

It needs neither catalogue nor window: `luutru-verify` brings this and the stamping process alone.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from luutru.holdings.stamper import Stamper, StampingFailed
from luutru.i18n import mark, translate
from luutru.services.copies.carried_in import files_in
from luutru.stamping.code_reading import Code, read_code
from luutru.stamping.told import CodeSignature, Verdict

_NO_CODE: Final = mark("it is no code of a certified copy")
_NO_CERTIFICATE: Final = mark("the certificate that signed it is not at hand ({key_id})")
_FORGED: Final = mark("its signature does not fit: it was changed or made up")
_NOT_VALID: Final = mark("its certificate was not valid on that day")
_TRIAL: Final = mark("it is of a trial copy without any value")


@dataclass(frozen=True)
class JudgedCode:
    """The verdict upon a code, in words for the reader."""

    verdict: Verdict
    words: str
    """Why it is not accepted; empty where it is."""
    code: Code | None = None
    signer: str = ""
    is_trial: bool = False
    is_entered: bool = False
    """Whether a register was asked and bears it out."""


def judge_code(text: str, *, roots: Path | None = None, may_be_trial: bool = False) -> JudgedCode:
    """Check the text of a code by the certificates that lie in the folder `roots`.

    Raises:
        FileUnreadable: The folder cannot be read.
    """
    known = list(files_in(roots))
    stamper = Stamper()
    try:
        signed = stamper.check_code(text, known)
        code = read_code(text)
    except (StampingFailed, ValueError):
        return no_code()
    finally:
        stamper.close()
    return judged_by_signature(
        code, signed, is_trial=names_trial(signed), may_be_trial=may_be_trial
    )


def no_code() -> JudgedCode:
    """Return the verdict upon a text that is no code of ours."""
    return JudgedCode(Verdict.UNCHECKED, translate(_NO_CODE))


def names_trial(signed: CodeSignature) -> bool:
    """Tell whether the certificate says of itself that it signs trial copies."""
    return "BẢN THỬ" in signed.signer


def judged_by_signature(
    code: Code, signed: CodeSignature, *, is_trial: bool, may_be_trial: bool
) -> JudgedCode:
    """Judge a code by what was found of its signature; no register is asked."""
    if not signed.is_known:
        words = translate(_NO_CERTIFICATE, key_id=code.key_id.hex())
        return JudgedCode(Verdict.UNCHECKED, words, code)
    why = ""
    if not signed.is_good:
        why = translate(_FORGED)
    elif is_trial and not may_be_trial:
        why = translate(_TRIAL)
    elif not signed.was_valid:
        why = translate(_NOT_VALID)
    verdict = Verdict.REJECTED if why else Verdict.ACCEPTED
    return JudgedCode(verdict, why, code, signed.signer, is_trial)
