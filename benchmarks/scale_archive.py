"""Makes archives of any size, by rows written many at a time through the door of the catalogue.

The door seals them as it seals any other: for each agreement a document with a file of its own in
the strongroom, two pages with their words, two parties, and the source of eight values.
"""

import hashlib
import random
import sys
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.holdings.databases.arriving import set_sequences
from luutru.records.agency import Fonds
from luutru.records.agreement import Agreement
from luutru.records.base import Record, new_uid
from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.records.party import Authority, PartyRole
from luutru.records.register import Register
from luutru.records.schema import METADATA
from luutru.records.statement import Statement
from luutru.records.words import pack
from luutru.services import custody
from luutru.services.archive import Archive, create_archive

AT_ONCE: Final = 2_000
PAGES: Final = 2
STATED: Final = (
    "title_vi", "signed_on", "official_name", "fields", "effect_rule", "expires_on", "languages",
    "party.foreign",
)  # fmt: skip
WORDS: Final = ("hợp", "tác", "tiêu", "chuẩn", "đo", "lường", "chất", "lượng", "thỏa", "thuận")
YEAR: Final = 2024


def make(folder: Path, agreements: int, *, catalogue: str = "") -> None:
    """Make an archive of so many agreements; a server keeps its catalogue where one is named."""
    archive = create_archive(folder, catalogue=catalogue)
    try:
        with archive.catalogue.write() as session:
            partner = Authority(country="BY")
            session.add_all([partner, Register(book="reference", year=YEAR)])
        for first in range(1, agreements + 1, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, agreements + 1))
            _put_some(archive, partner.id, numbers)
            print(f"\r{numbers[-1]:,} agreements", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
        if catalogue:
            with archive.catalogue.write() as session:
                set_sequences(session.connection())  # the rows brought their numbers along
    finally:
        archive.close()


def _put_some(archive: Archive, partner: int, numbers: range) -> None:
    """Record some agreements with all that belongs to them, in one transaction."""
    contents = {n: f"%PDF-1.7 scan {n}".encode() for n in numbers}
    sums = {n: hashlib.sha256(content).hexdigest() for n, content in contents.items()}
    for n, content in contents.items():
        path = archive.strongroom.path_of(sums[n])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    with archive.catalogue.write() as session:
        fonds = session.scalars(select(Fonds.id)).one()
        _put(session, Agreement(reference="", fonds_id=fonds, title_vi="Bản ghi nhớ về hợp tác"), [
            {"id": n, "reference": _reference(n), "title": f"Bản ghi nhớ số {n}",
             "signed_on": f"{YEAR}-01-{1 + n % 28:02}"}
            for n in numbers
        ])  # fmt: skip
        _put(session, Document(reference="", filename="scan.pdf"), [
            {"id": n, "reference": _reference(n), "agreement_id": n} for n in numbers
        ])  # fmt: skip
        _put(session, FileObject(sha256="", size=0, page_count=PAGES), [
            {"id": n, "document_id": n, "sha256": sums[n], "size": len(contents[n])}
            for n in numbers
        ])  # fmt: skip
        _put(session, Page(number=1, width=595, height=842, status="read"), [
            {"file_id": n, "number": number, **_read(n * PAGES + number)}
            for n in numbers for number in range(1, PAGES + 1)
        ])  # fmt: skip
        _put(session, PartyRole(side="foreign", name_as_signed="", country="BY"), [
            {"agreement_id": n, "authority_id": partner, "name_as_signed": f"Viện {n % 400} {side}"}
            for n in numbers for side in "ab"
        ])  # fmt: skip
        _put(session, Statement(agreement_id=1, field=""), [
            {"agreement_id": n, "field": field} for n in numbers for field in STATED
        ])  # fmt: skip
        session.get_one(Register, ("reference", YEAR)).last_number = numbers[-1]
        acts = (
            custody.Act("taken_in", new_uid(), _reference(n), {"sha256": sums[n]}) for n in numbers
        )
        custody.record_all(session, "benchmark", acts)


def _reference(number: int) -> str:
    return f"{YEAR}-{number:04d}"


def _read(seed: int) -> dict[str, Any]:
    """Return what a page says: three hundred words, each in a box of its own."""
    chance = random.Random(seed)  # noqa: S311  a page, no secret
    words = [chance.choice(WORDS) for _ in range(300)]
    places = [(word, at, at, at + 9, at + 9, 95) for at, word in enumerate(words)]
    return {"text": " ".join(words), "words": pack(places)}


def _put(session: Session, template: Record, rows: list[dict[str, Any]]) -> None:
    table = METADATA.tables[template.__tablename__]
    common = {column.name: getattr(template, column.name, None) for column in table.columns}
    common |= {"recorded_at": clock.now(), "version": 1}
    told = [{**common, "uid": new_uid(), **row} for row in rows]
    known = {column.name for column in table.columns}
    known -= {"id"} if "id" not in rows[0] else set()
    session.execute(
        insert(table), [{name: row[name] for name in row.keys() & known} for row in told]
    )
