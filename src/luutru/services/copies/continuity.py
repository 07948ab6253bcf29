"""A register goes on with the right number, wherever its archive was restored, moved or copied to.

Somebody may have given numbers that this database does not know: after an older one was put back,
or in a folder that was copied while the first one stayed in use. No copy is numbered there until
the clerk has entered the last number known on paper or medium. Numbers in between are entered as
lost: they are never given again (ADR 0032).
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock, settings
from luutru.errors import (
    ArchiveSealed,
    LastNumberWrong,
    LuutruError,
    NoArchive,
    NumberingBlocked,
    UnacceptableValue,
)
from luutru.holdings.disk import put
from luutru.holdings.first_question import MOVED_AWAY
from luutru.i18n import mark, translate
from luutru.records.agency import Setting
from luutru.records.custody import canonical
from luutru.records.register import CopyEvent
from luutru.services import custody, known_heads
from luutru.services.archive import Archive
from luutru.services.copies.register import LOST, SERIES, book_of, enter, this_year

BLOCKED: Final = "copies_blocked"
"""The setting of the archive that says why no copy is numbered."""
MOST_LOST: Final = 1000
"""Numbers that may be lost at once; more are taken for a typing error."""
RESTORED, MOVED, COPIED, OLDER, STRANGE = "restored", "moved", "copied", "older", "strange"
BRANCHED: Final = "branched"
_REASONS: Final = {
    RESTORED: mark("the archive was restored from a backup"),
    MOVED: mark("the archive was moved"),
    COPIED: mark("the same archive also lies in another folder of this computer"),
    OLDER: mark("an older database was put back: lines that were seen before are missing"),
    STRANGE: mark("the archive was not used on this computer before"),
    BRANCHED: mark("it was taken along from a shared archive, which goes on giving numbers"),
}
_TOO_LOW: Final = mark("the register already gave number {number}")
_TOO_HIGH: Final = mark("{count} numbers would be lost")
_ELSEWHERE: Final = mark("another place")


@dataclass(frozen=True, slots=True)
class Block:
    """Why no copy is numbered for now."""

    reason: str
    """A code such as `restored`, or words of whoever stopped it."""

    @property
    def words(self) -> str:
        """Say it in the language of the reader."""
        known = _REASONS.get(self.reason)
        return translate(known) if known else self.reason


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether numbers are given here."""

    block: Block | None
    sealed_for: str
    """Where the archive was moved to; empty where it was not sealed."""


def block_until_confirmed(session: Session, reason: str) -> None:
    """Stop the numbering of copies in the caller's transaction, until the clerk confirms.

    `reason` is one of the codes of this module, or words for the reader. The caller records what
    happened in the custody log; whoever confirms is recorded here.
    """
    _put(session, BLOCKED, {"reason": reason, "at": clock.now().isoformat()})


def seal(session: Session, reason: str, successor: str) -> None:
    """Seal an archive for good in the caller's transaction: its register goes on in `successor`."""
    told = {"reason": reason, "successor": successor, "at": clock.now().isoformat()}
    _put(session, MOVED_AWAY, told)


def successor_in(session: Session) -> str:
    """Return where the register of an archive goes on that was sealed; empty for any other."""
    return str(_kept(session, MOVED_AWAY).get("successor", ""))


def standing(archive: Archive) -> Standing:
    """Return whether numbers are given here, and if not, why; a member gives none anyway."""
    if archive.member is not None:
        return Standing(None, "")
    with archive.catalogue.read(whole=True) as session:
        sealed = _kept(session, MOVED_AWAY)
        found = _block(session, archive)
    where = str(sealed.get("successor") or translate(_ELSEWHERE)) if sealed else ""
    return Standing(found, where)


def refuse_blocked(session: Session, archive: Archive, series: str) -> None:
    """Make sure, in the transaction that takes a number, that numbers are given here.

    Trial copies have no value, and no number of theirs is missed.

    Raises:
        ArchiveSealed: The archive was moved; its register goes on elsewhere.
        NumberingBlocked: The last number has to be confirmed first.
    """
    sealed = _kept(session, MOVED_AWAY)
    if sealed:
        raise ArchiveSealed(str(sealed.get("successor") or translate(_ELSEWHERE)))
    found = _block(session, archive) if series == SERIES else None
    if found is not None:
        raise NumberingBlocked(found.words)


def settle_here(archive: Archive) -> None:
    """Keep outside the archive that its register goes on in this folder, and how far it went."""
    known_heads.remember(archive)
    _write_place(archive)


def confirm_last_number(
    archive: Archive, last: int, reason: str, year: int | None = None
) -> tuple[int, ...]:
    """Let the register go on after `last`; return the numbers that were entered as lost.

    The running year has to be confirmed for numbers to be given again; an earlier `year` is
    confirmed before it where copies of it may be unknown as well.

    Raises:
        ArchiveReadOnly: The register goes on elsewhere.
        LastNumberWrong: The register gave a higher one, or too many would be lost.
        UnacceptableValue: No reason was given.
        RegisterClosed: The year was closed with another number.
    """
    if not reason.strip():
        raise UnacceptableValue(
            translate("reason"), "", translate("where the number was looked up")
        )
    running = this_year()
    meant = year or running
    with archive.catalogue.write(whole=True) as session:
        found = _block(session, archive)
        lost = _enter_lost(session, archive.person, meant, last, reason.strip())
        kept = session.get(Setting, BLOCKED)
        if meant == running and kept is not None:
            session.delete(kept)
        detail = {
            "year": meant,
            "last_number": last,
            "lost": f"{lost[0]}–{lost[-1]}" if lost else "",
            "blocked": found.reason if found else "",
            "reason": reason.strip(),
        }
        custody.record(session, archive.person, "copies_continued", detail=detail)
    if meant == running:
        known_heads.accept(archive)
        _write_place(archive)
    return lost


def _enter_lost(
    session: Session, person: str, year: int, last: int, reason: str
) -> tuple[int, ...]:
    book = book_of(session, SERIES, year)
    if last < book.last_number:
        why = translate(_TOO_LOW, number=book.last_number)
        raise LastNumberWrong(last, year, why)
    lost = tuple(range(book.last_number + 1, last + 1))
    if len(lost) > MOST_LOST:
        raise LastNumberWrong(last, year, translate(_TOO_HIGH, count=len(lost)))
    for number in lost:
        told = {"year": year, "number": number, "symbol": f"{number:02d}", "quantity": 0}
        enter(session, person, told | {"series": SERIES, "state": LOST, "reason": reason})
    if lost:
        book.last_number = last
    return lost


def _block(session: Session, archive: Archive) -> Block | None:
    told = _kept(session, BLOCKED)
    if told:
        return Block(str(told.get("reason", "")))
    if known_heads.lost(session, known_heads.last_seen(archive)):
        return Block(OLDER)
    query = select(CopyEvent.id).where(CopyEvent.series == SERIES)
    if session.scalar(query.limit(1)) is None:
        return None
    return _displaced(archive)


def _displaced(archive: Archive) -> Block | None:
    """Compare the folder of the archive with the one whose register goes on.

    A server gives the numbers of an office to all its desks, whatever folders they have: that it
    was put back to an older state, the heads that were seen at this desk tell.
    """
    if archive.is_shared:
        return None
    before = _place_known(archive)
    if before is None:
        return Block(STRANGE)
    here = archive.folder.resolve()
    if before == here:
        return None
    try:
        stays = settings.read_settings(before).id == archive.id
    except NoArchive:
        stays = False
    return Block(COPIED if stays else MOVED)


def _place_known(archive: Archive) -> Path | None:
    try:
        told = json.loads(_place(archive).read_text(encoding="utf-8"))
        return Path(str(told["folder"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _write_place(archive: Archive) -> None:
    if archive.is_shared:
        return  # a home is not where its numbers are given
    here = str(archive.folder.resolve())
    place = _place(archive)
    if _place_known(archive) == Path(here):
        return
    with suppress(LuutruError, OSError):  # it keeps nobody from working
        place.parent.mkdir(parents=True, exist_ok=True)
        put(place, json.dumps({"folder": here}, ensure_ascii=False).encode())


def _place(archive: Archive) -> Path:
    return archive.index_folder.with_suffix(".place")


def _kept(session: Session, name: str) -> dict[str, Any]:
    found = session.get(Setting, name)
    told = json.loads(found.value) if found is not None else {}
    return told if isinstance(told, dict) else {}


def _put(session: Session, name: str, told: dict[str, Any]) -> None:
    found = session.get(Setting, name)
    if found is None:
        session.add(Setting(name=name, value=canonical(told)))
    else:
        found.value = canonical(told)
    session.flush()
