"""Plans a copy before a number is taken: its source, its pages, and what they are taken from.

What a copy begins with is built, and an extract passes its gate, before the register gives a
number: nothing that fails here costs one.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from luutru import clock, failpoints
from luutru.errors import DiskTrouble, ExtractLeaks, LuutruError, SourceUnfit
from luutru.holdings.disk import writing
from luutru.holdings.stamper import Stamper, StampingFailed
from luutru.i18n import mark, translate
from luutru.records.document import Document
from luutru.services.archive import Archive
from luutru.services.copies import forms
from luutru.services.copies.authority import Issuer, issuer_on
from luutru.services.copies.boxes import has_box
from luutru.services.copies.original import extract_of
from luutru.services.copies.register import FOLDER, MAKING
from luutru.services.copies.request import Wanted
from luutru.services.copies.source import Source, looked_at, source_of, why_rebuilt
from luutru.services.copies.telling import Setting, facts_of, refuse_letters
from luutru.services.propose import document_meant
from luutru.stamping.facts import EXTRACT, CopyFacts
from luutru.stamping.shown import Extract
from luutru.stamping.told import Preflight
from luutru.stamping.trouble import Fault
from luutru.system import filing

_LAYERS: Final = mark("it has layers that are switched off")


@dataclass(frozen=True)
class Plan:
    """Everything that is settled of a copy but its number."""

    wanted: Wanted
    document: Document
    direction: str
    source: Source
    seen: Preflight
    issuer: Issuer
    setting: Setting
    extract: Extract | None = None
    """What an extract shows; None for a copy of the whole."""

    def facts(self, number: int, moment: datetime, head: str) -> CopyFacts:
        """Return what the copy will say under this number."""
        given = number, moment, head
        return facts_of(self.wanted, self.issuer, self.document, self.seen, given, self.setting)


def planned(archive: Archive, stamper: Stamper, wanted: Wanted) -> Plan:
    """Look at everything that could stand in the way of a copy.

    Raises:
        UnknownReference, HeldAtDoor: There is no such document.
        CopyForbidden, CopyIncomplete, LettersMissing, UnacceptableValue: It may not be made so.
        OriginalMissing, FixityLost, SourceUnfit: The source is not fit for it.
    """
    with archive.catalogue.read() as session:
        document = document_meant(session, wanted.reference)
        forms.refuse_forbidden(document, wanted)
        source = source_of(archive, document)
        issuer = issuer_on(session, clock.today())
        forms.refuse_incomplete(wanted)
        refuse_letters(wanted, issuer, document)
        seen = looked_at(stamper, source, wanted.source_password)
        return settled(session, wanted, document, (source, seen, issuer))


def settled(
    session: Session, wanted: Wanted, document: Document, known: tuple[Source, Preflight, Issuer]
) -> Plan:
    """Return the plan of a copy of a source that was looked at.

    Raises:
        CopyForbidden, CopyIncomplete, UnacceptableValue, SourceToBeRebuilt: It may not be made so.
    """
    source, seen, issuer = known
    rebuilt = why_rebuilt(source, seen, wanted)
    forms.refuse_not_rebuilt(document, wanted, rebuilt)
    extract = None
    if wanted.form == EXTRACT:
        extract = extract_of(session, document, tuple(forms.extent(wanted, seen.pages)))
    setting = Setting(rebuilt, has_box(session, is_on_paper=wanted.is_on_paper))
    direction = forms.direction_of(wanted, document.medium)
    return Plan(wanted, document, direction, source, seen, issuer, setting, extract)


@contextmanager
def base_of(archive: Archive, stamper: Stamper, plan: Plan) -> Iterator[Path]:
    """Lend what the copy begins with: the source, an extract of it, or what was wrapped around it.

    Raises:
        ExtractLeaks, SourceUnfit, DiskFull, DiskTrouble: It cannot be had.
    """
    needs_wrapper = plan.setting.rebuilt and not plan.wanted.is_on_paper
    if plan.extract is None and not needs_wrapper:
        yield plan.source.path
        return
    folder = archive.folder / FOLDER / MAKING
    base = folder / f"{secrets.token_hex(8)}.part"
    archive.presence.begin()  # no number is taken yet that a crash would leave
    try:
        with writing(folder, base.name):
            folder.mkdir(parents=True, exist_ok=True)
        with archive.keyring.making(base) as made:
            _build(stamper, plan, made)
            failpoints.reach("copies.extracted")
            yield made
    finally:
        with suppress(OSError):
            filing.remove(base)


def _build(stamper: Stamper, plan: Plan, base: Path) -> None:
    source, password = plan.source, plan.wanted.source_password
    try:
        if plan.extract is not None:
            stamper.extract(source.path, plan.extract, base, password)
        else:
            stamper.wrap(source.path, base, password)
    except StampingFailed as error:
        raise unfit(source, error) from error


def unfit(source: Source, error: StampingFailed) -> LuutruError:
    """Return why nothing can be made of a source."""
    if error.fault == Fault.LEAK:
        return ExtractLeaks(source.reference, error.detail)
    if error.fault == "disk":
        return DiskTrouble(str(source.path.parent), source.reference, error.detail)
    if error.fault == Fault.LAYERS:
        return SourceUnfit(source.reference, translate(_LAYERS))
    return SourceUnfit(source.reference, f"{error.fault} {error.detail}".strip())
