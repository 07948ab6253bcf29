"""Issues a certified copy: a number first, then the file, its own check, and the register's line.

A number that was taken is never given again: whatever goes wrong after it was reserved voids it,
with the reason. Exception by design to one transaction a function: the reservation, the issue and
the voiding are committed apart, so that a crash in between is told by the register.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from luutru import clock, failpoints
from luutru.errors import CopyNotHandedOut, CopyNotSound, DiskFull, DiskTrouble, LuutruError
from luutru.holdings.databases.database import Claims, Work
from luutru.holdings.disk import rename, sync_folder, writing
from luutru.holdings.stamper import Stamper, StampingFailed
from luutru.i18n import translate
from luutru.records.roles import Permission
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.copies import continuity, register
from luutru.services.copies import kept as copies_kept
from luutru.services.copies.explaining import explained
from luutru.services.copies.grounds import detail_of, ground_of, settle
from luutru.services.copies.keys import Opened, open_key
from luutru.services.copies.planning import Plan, base_of, planned
from luutru.services.copies.register import RESERVED, SERIES, TRIAL_SERIES, kept_name
from luutru.services.copies.request import Issued, Wanted
from luutru.stamping.facts import VIETNAM, CopyFacts
from luutru.stamping.told import Verdict
from luutru.system import filing
from luutru.system.names import fitting


@dataclass(frozen=True)
class _Reserved:
    """A number that is taken, and everything that the copy will say."""

    facts: CopyFacts
    plan: Plan
    base: Path
    """What the copy begins with."""
    request_id: int | None

    @property
    def series(self) -> str:
        return TRIAL_SERIES if self.facts.is_trial else SERIES

    @property
    def name(self) -> str:
        facts = self.facts
        return kept_name(self.series, facts.year, facts.number, facts.form)


@dataclass(frozen=True)
class _Built:
    """A copy that was built and checked."""

    sha256: str
    detail: dict[str, str]
    """What its line tells of the signature."""
    has_own_sheet: bool = False


def issue(archive: Archive, wanted: Wanted, out: Path, stamper: Stamper | None = None) -> Issued:
    """Issue one copy, hand it out into the folder `out`, and return what was issued.

    Raises:
        UnknownReference, HeldAtDoor: There is no such document.
        CopyForbidden, CopyIncomplete, SourceUnfit, ExtractLeaks, LettersMissing, UnacceptableValue,
        RegisterClosed, NumberingBlocked, ArchiveSealed, UnknownRequest, RequestSettled: No number
        was taken.
        What `errors.signing` names: The key cannot sign; no number was taken.
        StoreOutOfReach and the like: As with `Store`; a number that was taken is void.
        OriginalMissing, FixityLost: The original is not what was taken in; no number was taken.
        CopyNotSound, DiskFull, DiskTrouble: The number that was taken is void.
        CopyNotHandedOut: It is issued and kept, but did not reach `out`.
    """
    own = stamper or Stamper()
    try:
        opened = None if wanted.is_on_paper else open_key(archive, own, wanted)
        plan = planned(archive, own, wanted)
        with base_of(archive, own, plan) as base:
            making = archive.catalogue.database.claims(Work.COPYING)
            try:
                reserved = _reserve(archive, plan, base, making)
                return _make(archive, own, opened, reserved, out)
            finally:
                making.close()
    finally:
        if stamper is None:
            own.close()


def _reserve(archive: Archive, plan: Plan, base: Path, making: Claims) -> _Reserved:
    """Take a number in a transaction of its own, and undertake to make the copy.

    Raises:
        NotPermitted: The roles of the account do not include it.
    """
    archive.require(Permission.ISSUE)
    with archive.catalogue.write() as session:
        moment = clock.now().astimezone(VIETNAM).replace(microsecond=0)
        wanted = plan.wanted
        series = TRIAL_SERIES if wanted.is_trial else SERIES
        continuity.refuse_blocked(session, archive, series)
        request = ground_of(session, wanted, plan.document)
        head = register.head(session, series)
        number = register.next_number(session, series, moment.year)
        facts = plan.facts(number, moment, head)
        reserved = _Reserved(facts, plan, base, request.id if request else None)
        told = _columns(reserved) | {"state": RESERVED}
        line = register.enter(session, archive.person, told, detail_of(facts, wanted, request))
        making.take(line.id)
        return reserved


def _make(
    archive: Archive, stamper: Stamper, opened: Opened | None, reserved: _Reserved, out: Path
) -> Issued:
    """Build, check and enter the copy; void its number where that fails."""
    kept = copies_kept.place_of(archive, reserved.name)
    part = kept.with_name(f"{kept.name}.part")
    try:
        failpoints.reach("copies.reserved")
        kept.parent.mkdir(parents=True, exist_ok=True)
        with archive.keyring.making(part) as place:
            made = (
                _signed(stamper, opened, reserved, place)
                if opened
                else _laid_out(stamper, reserved, place)
            )
            failpoints.reach("copies.checked")
            archive.keyring.seal(place, part)
        copies_kept.put(archive, reserved.name, part, made.sha256)
        failpoints.reach("copies.stored")
        _enter(archive, reserved, register.ISSUED, made.detail, output_sha256=made.sha256)
    except (LuutruError, OSError, StampingFailed) as error:
        with suppress(OSError):
            filing.remove(part)
        why = explained(error, opened.key if opened else None, kept)
        with suppress(DiskFull, DiskTrouble, CopyNotSound):  # then “recover” voids it, or did
            _enter(archive, reserved, register.VOID, {}, reason=str(why))
            copies_kept.take_back(archive, reserved.name)
        raise why from error
    facts = reserved.facts
    target = out / fitting(f"{facts.symbol}.{facts.year}.pdf")
    if reserved.series == SERIES:
        continuity.settle_here(archive)
    try:
        _hand_out(archive, part, kept, target)
    except (DiskFull, DiskTrouble) as error:
        raise CopyNotHandedOut(facts.symbol, error.what_happened().rstrip(".")) from error
    return Issued(facts.symbol, facts.year, facts.number, made.sha256, target, made.has_own_sheet)


def _hand_out(archive: Archive, part: Path, kept: Path, target: Path) -> None:
    """Give the copy its name among those that are kept, then hand out a copy of it."""
    with writing(kept.parent, kept.name):
        failpoints.reach("copies.entered")
        with suppress(FileNotFoundError):  # “recover” was faster
            rename(part, kept)
        sync_folder(kept.parent)
        failpoints.reach("copies.kept")
    archive.keyring.put_out(kept, target)


def _signed(stamper: Stamper, opened: Opened, reserved: _Reserved, part: Path) -> _Built:
    facts, source = reserved.facts, reserved.plan.source
    sha256, _size = stamper.certify(reserved.base, part, facts, opened.key, opened.proof)
    failpoints.reach("copies.signed")
    checked = stamper.check(
        part, opened.trust, master_sha256=source.sha256, may_be_trial=facts.is_trial
    )
    if checked.verdict is not Verdict.ACCEPTED or checked.sha256 != sha256:
        raise CopyNotSound(facts.symbol, str(checked.reason or "hash"))
    return _Built(sha256, opened.told())


def _laid_out(stamper: Stamper, reserved: _Reserved, part: Path) -> _Built:
    """Make what is printed; no key signs it, a hand and a seal do."""
    plan = reserved.plan
    password = plan.wanted.source_password if plan.extract is None else ""
    sha256, has_own_sheet = stamper.lay_out(reserved.base, reserved.facts, part, password)
    return _Built(sha256, {}, has_own_sheet)


def _enter(
    archive: Archive, reserved: _Reserved, state: str, detail: Mapping[str, str], **more: str
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
        told = _columns(reserved) | {"state": state} | more
        register.enter(session, archive.person, told, detail)
        if state == register.ISSUED and reserved.series == SERIES:
            settle(session, reserved.request_id)
        custody.record(
            session,
            archive.person,
            f"copy_{state}",
            subject=reserved.plan.document.uid,
            reference=reserved.plan.source.reference,
            detail={"symbol": facts.symbol, "year": facts.year, "series": reserved.series, **more},
        )


def _columns(reserved: _Reserved) -> dict[str, object]:
    facts, plan = reserved.facts, reserved.plan
    return {
        "series": reserved.series,
        "document_id": plan.source.document_id,
        "request_id": reserved.request_id,
        "year": facts.year,
        "number": facts.number,
        "symbol": facts.symbol,
        "form": facts.form,
        "direction": plan.direction,
        "pages": plan.wanted.pages,
        "issued_on": facts.moment.date(),
        "signer_name": facts.signer_name,
        "signer_title": facts.signer_title,
        "recipients": "\n".join(facts.recipients),
        "quantity": plan.wanted.quantity,
        "source_sha256": facts.source_sha256,
    }
