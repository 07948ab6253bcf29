"""The signed list of copies that an archive hands out: who has no archive asks it instead.

A signature cannot be taken back without a network; a list that was carried in tells which copies
were revoked, as of its day. It is JSON with a detached signature (CMS) of its canonical form. What
somebody brings is read with limits, and believed only by a certificate that is trusted.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from luutru.errors import FileUnreadable, ListUnreadable
from luutru.holdings.stamper import Stamper
from luutru.i18n import mark, translate
from luutru.services.copies.carried_in import files_in
from luutru.services.copies.judging import REASONS, SECONDS, Judged, checked_by, judged
from luutru.stamping.told import Checked, Trust, Verdict

KIND: Final = "luutru-copies"
VERSION: Final = 1
LARGEST: Final = 64 << 20
"""Bytes of a list; one line takes about 300."""
_LONGEST: Final = 2000
"""Letters of one value."""
NOT_LISTED, REVOKED_COPY = "not_listed", "copy_revoked"
_NOT_LISTED: Final = mark("the list of {day} knows no such number, or another file under it")
_REVOKED: Final = mark("it was revoked: {detail} (list of {day})")
_TOO_LARGE: Final = mark("it is too large")
_NO_LIST: Final = mark("it is no list of copies")
_NEWER: Final = mark("it was written by a newer version of the program")


@dataclass(frozen=True, slots=True)
class ListedCopy:
    """One number of a list."""

    number: int
    year: int
    symbol: str
    state: str
    """`issued`, `delivered`, `revoked`, `void` or `lost`."""
    sha256: str
    """Of the copy; empty where none was issued."""
    source_sha256: str
    reason: str
    """Why it was revoked; empty otherwise."""


@dataclass(frozen=True, slots=True)
class CopyList:
    """A list that was signed by somebody who is trusted."""

    agency: str
    series: str
    at: datetime
    """As of when it speaks; always told with a verdict."""
    head: str
    copies: Mapping[tuple[int, int], ListedCopy]
    """By year and number."""
    signer: str

    @property
    def day(self) -> str:
        """The moment of the list, for the reader."""
        return f"{self.at.astimezone():%d/%m/%Y %H:%M}"

    def against(self, checked: Checked) -> tuple[str, str]:
        """Return why the list does not bear a copy out, as code and words; empty where it does."""
        told = checked.manifest
        year, number = told.get("year"), told.get("number")
        series = "trial" if told.get("is_trial") else "copy"
        listed = None
        if isinstance(year, int) and isinstance(number, int) and series == self.series:
            listed = self.copies.get((year, number))
        if listed is None or not listed.sha256 or listed.sha256 != checked.sha256:
            return NOT_LISTED, translate(_NOT_LISTED, day=self.day)
        if listed.state == "revoked":
            return REVOKED_COPY, translate(_REVOKED, detail=listed.reason, day=self.day)
        return "", ""


def judge_by_list(  # noqa: PLR0913  whatever somebody brings along
    file: Path,
    register: Path,
    *,
    roots: Path | None = None,
    crls: Path | None = None,
    master: Path | None = None,
    may_be_trial: bool = False,
    seconds: float = SECONDS,
) -> Judged:
    """Check `file` by the strict rule, and by the signed list `register`.

    Raises:
        FileUnreadable: A file that was named cannot be read.
        ListUnreadable: The list is damaged, or signed by nobody who is trusted.
    """
    trust = Trust(tuple(files_in(roots)), crls=tuple(files_in(crls)))
    stamper = Stamper()
    try:
        known = read_list(stamper, register, trust)
        checked = checked_by(
            stamper, file, trust, master, may_be_trial=may_be_trial, seconds=seconds
        )
    finally:
        stamper.close()
    return against_list(known, checked)


def against_list(known: CopyList, checked: Checked) -> Judged:
    """Judge a file that was checked by what a list says of it; tell as of when it speaks."""
    if checked.verdict is Verdict.ACCEPTED:
        code, words = known.against(checked)
        if words:
            return Judged(Verdict.REJECTED, words, checked, code, known.day)
    told = judged(checked)
    return Judged(told.verdict, told.words, told.checked, told.why, known.day)


def read_list(stamper: Stamper, path: Path, trust: Trust) -> CopyList:
    """Read a list that somebody brings, and make sure that somebody who is trusted signed it.

    Raises:
        FileUnreadable: It cannot be read.
        ListUnreadable: It is damaged, no list, or nobody who is trusted signed it.
    """
    told = _parsed(path)
    signed, signature = told.get("signed"), told.get("signature")
    if not isinstance(signed, dict) or not isinstance(signature, str):
        raise ListUnreadable(path.name, translate(_NO_LIST))
    checked = stamper.check_text(as_signed(signed), signature, trust)
    if checked.verdict is not Verdict.ACCEPTED:
        why = translate(REASONS[checked.reason], detail=checked.detail) if checked.reason else ""
        raise ListUnreadable(path.name, why)
    if signed.get("version") != VERSION:
        raise ListUnreadable(path.name, translate(_NEWER))
    try:
        return _list_of(signed, checked.signer)
    except (LookupError, TypeError, ValueError) as error:
        raise ListUnreadable(path.name, translate(_NO_LIST)) from error


def as_signed(signed: Mapping[str, Any]) -> str:
    """Return what the signature of a list is about: its JSON, written in one way only."""
    return json.dumps(signed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _parsed(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise FileUnreadable(path.name, error.strerror or type(error).__name__) from error
    if len(data) > LARGEST:
        raise ListUnreadable(path.name, translate(_TOO_LARGE))
    try:
        told = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number,
            parse_float=_no_number,
        )  # fmt: skip
    except (ValueError, RecursionError) as error:
        raise ListUnreadable(path.name, translate(_NO_LIST)) from error
    return told if isinstance(told, dict) else {}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build an object in which every name stands once: two readers would read two things.

    Raises:
        ValueError: A name stands twice.
    """
    told = dict(pairs)
    if len(told) != len(pairs):
        raise ValueError
    return told


def _no_number(text: str) -> Any:  # noqa: ANN401  never returns
    raise ValueError(text)


def _list_of(signed: Mapping[str, Any], signer: str) -> CopyList:
    if signed["kind"] != KIND:
        raise ValueError(KIND)
    copies = [_copy_of(one) for one in signed["copies"]]
    at = datetime.fromisoformat(_text(signed["at"]))
    if at.tzinfo is None:
        raise ValueError(signed["at"])
    by_number = {(one.year, one.number): one for one in copies}
    if len(by_number) != len(copies):
        raise ValueError(KIND)
    return CopyList(
        agency=_text(signed["agency"]),
        series=_text(signed["series"]),
        at=at,
        head=_text(signed["head"]),
        copies=by_number,
        signer=signer,
    )


def _copy_of(told: Mapping[str, Any]) -> ListedCopy:
    number, year = told["number"], told["year"]
    if type(number) is not int or type(year) is not int:
        raise TypeError(KIND)
    names = ("symbol", "state", "sha256", "source_sha256", "reason")
    return ListedCopy(number, year, *(_text(told[name]) for name in names))


def _text(told: object) -> str:
    if not isinstance(told, str) or len(told) > _LONGEST:
        raise ValueError(KIND)
    return told
