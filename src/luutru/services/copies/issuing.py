"""Issues a certified copy: a number first, then the file, its own check, and the register's line.

A number that was taken is never given again: whatever goes wrong after it was reserved voids it,
with the reason. Exception by design to one transaction a function: the reservation, the issue and
the voiding are committed apart, so that a crash in between is told by the register.
"""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from luutru import clock, failpoints
from luutru.errors import CopyNotHandedOut, CopyNotSound, DiskFull, DiskTrouble, LuutruError
from luutru.holdings.disk import put_file, rename, sync_folder, writing
from luutru.holdings.stamper import KeyFile, Stamper, StampingFailed
from luutru.i18n import translate
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.copies import continuity, forms, register
from luutru.services.copies.authority import issuer_on, trial_key
from luutru.services.copies.explaining import explained, unusable
from luutru.services.copies.grounds import detail_of, ground_of, settle
from luutru.services.copies.register import FOLDER, RESERVED, SERIES, TRIAL_SERIES, kept_name
from luutru.services.copies.request import Issued, Wanted
from luutru.services.copies.source import Source, looked_at, source_of
from luutru.services.copies.telling import facts_of, refuse_letters
from luutru.services.propose import document_meant
from luutru.stamping.facts import EXTRACT, VIETNAM, CopyFacts
from luutru.stamping.told import Trust, Verdict


@dataclass(frozen=True)
class _Reserved:
    """A number that is taken, and everything that the copy will say."""

    facts: CopyFacts
    wanted: Wanted
    source: Source
    direction: str
    uid: str
    request_id: int | None
    numbers: tuple[int, ...]
    """Pages that an extract shows; none for a copy of the whole."""

    @property
    def series(self) -> str:
        return TRIAL_SERIES if self.facts.is_trial else SERIES

    def kept_in(self, archive: Archive) -> Path:
        facts = self.facts
        name = kept_name(self.series, facts.year, facts.number, facts.form)
        return archive.folder / FOLDER / name


def issue(archive: Archive, wanted: Wanted, out: Path, stamper: Stamper | None = None) -> Issued:
    """Issue one copy, hand it out into the folder `out`, and return what was issued.

    Raises:
        UnknownReference, HeldAtDoor: There is no such document.
        CopyForbidden, CopyIncomplete, SourceUnfit, LettersMissing, KeyUnusable, UnacceptableValue,
        RegisterClosed, NumberingBlocked, ArchiveSealed, UnknownRequest, RequestSettled: No number
        was taken.
        OriginalMissing, FixityLost: The original is not what was taken in; no number was taken.
        CopyNotSound, DiskFull, DiskTrouble: The number that was taken is void.
        CopyNotHandedOut: It is issued and kept, but did not reach `out`.
    """
    own = stamper or Stamper()
    try:
        key = wanted.key or trial_key(archive, own)
        _refuse_key(own, key)
        reserved = _reserve(archive, own, wanted)
        return _make(archive, own, key, reserved, out)
    finally:
        if stamper is None:
            own.close()


def _refuse_key(stamper: Stamper, key: KeyFile) -> None:
    try:
        stamper.certificate(key)
    except StampingFailed as error:
        raise unusable(key.path, error) from error


def _reserve(archive: Archive, stamper: Stamper, wanted: Wanted) -> _Reserved:
    """Look at everything, then take a number in a transaction of its own."""
    with archive.catalogue.read() as session:
        document = document_meant(session, wanted.reference)
        direction = wanted.direction or forms.usual_direction(document.medium)
        forms.refuse_forbidden(document, wanted.form, direction, wanted.pages)
        source = source_of(archive, document)
        issuer = issuer_on(session, clock.today())
    forms.refuse_incomplete(wanted)
    refuse_letters(wanted, issuer, document)
    seen = looked_at(stamper, source)
    numbers = tuple(forms.extent(wanted, seen.pages)) if wanted.form == EXTRACT else ()
    with archive.catalogue.write() as session:
        moment = clock.now().astimezone(VIETNAM).replace(microsecond=0)
        series = TRIAL_SERIES if wanted.is_trial else SERIES
        continuity.refuse_blocked(session, archive, series)
        request = ground_of(session, wanted, document)
        head = register.head(session, series)
        number = register.next_number(session, series, moment.year)
        facts = facts_of(wanted, issuer, document, seen, (number, moment, head))
        told = _columns(facts, wanted, direction) | {"document_id": source.document_id}
        asked = request.id if request else None
        told |= {"request_id": asked, "state": RESERVED, "series": series}
        register.enter(session, archive.person, told, detail_of(facts, wanted, request))
        return _Reserved(facts, wanted, source, direction, document.uid, asked, numbers)


def _make(
    archive: Archive, stamper: Stamper, key: KeyFile, reserved: _Reserved, out: Path
) -> Issued:
    """Build, check and enter the copy; void its number where that fails."""
    kept = reserved.kept_in(archive)
    part = kept.with_name(f"{kept.name}.part")
    try:
        failpoints.reach("copies.reserved")
        kept.parent.mkdir(parents=True, exist_ok=True)
        certificate = stamper.certificate(key)
        sha256 = _built(stamper, key, reserved, part, certificate)
        failpoints.reach("copies.checked")
        detail = {"certificate": b64encode(certificate).decode("ascii")}
        _enter(archive, reserved, register.ISSUED, detail, output_sha256=sha256)
    except (LuutruError, OSError, StampingFailed) as error:
        with suppress(OSError):
            part.unlink()
        why = explained(error, key.path, kept)
        with suppress(DiskFull, DiskTrouble, CopyNotSound):  # then “recover” voids it, or did
            _enter(archive, reserved, register.VOID, {}, reason=str(why))
        raise why from error
    facts = reserved.facts
    target = out / f"{facts.symbol.replace('/', '-')}.{facts.year}.pdf"
    if reserved.series == SERIES:
        continuity.settle_here(archive)
    try:
        _hand_out(part, kept, target)
    except (DiskFull, DiskTrouble) as error:
        raise CopyNotHandedOut(facts.symbol, error.what_happened().rstrip(".")) from error
    return Issued(facts.symbol, facts.year, facts.number, sha256, target)


def _hand_out(part: Path, kept: Path, target: Path) -> None:
    """Give the copy its name among those that are kept, then hand out a copy of it."""
    with writing(kept.parent, kept.name):
        failpoints.reach("copies.entered")
        with suppress(FileNotFoundError):  # “recover” was faster
            rename(part, kept)
        sync_folder(kept.parent)
        failpoints.reach("copies.kept")
    put_file(kept, target)


def _built(
    stamper: Stamper, key: KeyFile, reserved: _Reserved, part: Path, certificate: bytes
) -> str:
    facts, source = reserved.facts, reserved.source
    with _base(stamper, reserved, part) as base:
        sha256, _size = stamper.certify(base, part, facts, key)
    failpoints.reach("copies.signed")
    trust = Trust((certificate,))
    checked = stamper.check(part, trust, master_sha256=source.sha256, may_be_trial=facts.is_trial)
    if checked.verdict is not Verdict.ACCEPTED or checked.sha256 != sha256:
        raise CopyNotSound(facts.symbol, str(checked.reason or "hash"))
    return sha256


@contextmanager
def _base(stamper: Stamper, reserved: _Reserved, part: Path) -> Iterator[Path]:
    """Lend what the copy begins with: the source, or the pages taken out of it for an extract."""
    if not reserved.numbers:
        yield reserved.source.path
        return
    base = part.with_suffix(".base")
    try:
        stamper.extract(reserved.source.path, reserved.numbers, base)
        failpoints.reach("copies.extracted")
        yield base
    finally:
        base.unlink(missing_ok=True)


def _enter(
    archive: Archive, reserved: _Reserved, state: str, detail: dict[str, str], **more: str
) -> None:
    """Enter what became of the number, in the register and in the custody log.

    Raises:
        CopyNotSound: Somebody voided it while the copy was made.
    """
    facts = reserved.facts
    with archive.catalogue.write() as session:
        lines = register.lines_of(session, reserved.series, facts.year, facts.number)
        if any(line.state == register.VOID for line in lines):
            raise CopyNotSound(facts.symbol, translate("its number was voided meanwhile"))
        told = _columns(facts, reserved.wanted, reserved.direction) | more
        told |= {"state": state, "series": reserved.series}
        told["document_id"] = reserved.source.document_id
        told["request_id"] = reserved.request_id
        register.enter(session, archive.person, told, detail)
        if state == register.ISSUED and reserved.series == SERIES:
            settle(session, reserved.request_id)
        custody.record(
            session,
            archive.person,
            f"copy_{state}",
            subject=reserved.uid,
            reference=reserved.source.reference,
            detail={"symbol": facts.symbol, "year": facts.year, "series": reserved.series, **more},
        )


def _columns(facts: CopyFacts, wanted: Wanted, direction: str) -> dict[str, object]:
    return {
        "year": facts.year,
        "number": facts.number,
        "symbol": facts.symbol,
        "form": facts.form,
        "direction": direction,
        "pages": wanted.pages,
        "issued_on": facts.moment.date(),
        "signer_name": facts.signer_name,
        "signer_title": facts.signer_title,
        "recipients": "\n".join(facts.recipients),
        "quantity": wanted.quantity,
        "source_sha256": facts.source_sha256,
    }
