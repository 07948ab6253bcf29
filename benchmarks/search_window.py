"""Asks as the window does: a typed query to an archive, answered with twenty marked snippets."""

import os
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from luutru.records.agreement import Agreement as Record
from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.records.party import Authority, AuthorityName, PartyRole
from luutru.services import indexing
from luutru.services.archive import create_archive
from luutru.services.filters import EVERYTHING, Filter
from luutru.services.search import search
from luutru.vietnamese.collation import collation_key
from luutru.vietnamese.folding import fold
from search_corpus import Agreement, Corpus
from search_engines import TOP
from search_questions import Kind, Question

_BATCH = 500
_WIDTH, _HEIGHT = 595.0, 842.0
_YEAR = 10_000


class Window:
    """An archive in which a corpus was taken in, read and described."""

    def __init__(self, folder: Path, corpus: Corpus) -> None:
        os.environ["LUUTRU_INDEX_DIR"] = str(folder.with_name("window-index"))
        self._archive = create_archive(folder)
        self._authorities: dict[int, Authority] = {}
        agreements = iter(corpus)
        while batch := list(islice(agreements, _BATCH)):
            with self._archive.catalogue.write() as session:
                session.add_all([*self._new_partners(batch)])
                session.flush()
                session.add_all([self._record(agreement) for agreement in batch])
                session.flush()
                session.expunge_all()
        indexing.rebuild(self._archive)
        self._archive.fulltext.settle()

    def ask(self, question: Question) -> int:
        """Answer a question with its best twenty agreements and their snippets."""
        wanted = self._wanted(question) if question.kind is Kind.FILTERED else EVERYTHING
        return search(self._archive, typed(question), limit=TOP, wanted=wanted).total

    def close(self) -> None:
        """Let go of all files."""
        self._archive.close()

    def _wanted(self, question: Question) -> Filter:
        authority = self._authorities[question.partner].id
        years = (question.since // _YEAR, question.until // _YEAR)
        return Filter(partners=frozenset({authority}), years=years)

    def _new_partners(self, batch: Sequence[Agreement]) -> Iterator[Authority]:
        for agreement in batch:
            if agreement.partner not in self._authorities:
                names = [
                    AuthorityName(name=name, name_key=collation_key(name), name_fold=fold(name))
                    for name in agreement.partner_names
                ]
                made = self._authorities[agreement.partner] = Authority(names=names)
                yield made

    def _record(self, agreement: Agreement) -> Record:
        day = date.fromisoformat(str(agreement.signed_on))
        number, _, notation = agreement.code.partition("/")
        document = Document(
            reference=f"D-{agreement.number:06d}",
            code_number=number,
            code_notation=notation,
            files=[_file(agreement)],
        )
        made = Record(
            reference=f"2026-{agreement.number:06d}",
            fonds_id=1,
            title_vi=agreement.title,
            title=agreement.title,
            title_key=collation_key(agreement.title),
            title_fold=fold(agreement.title),
            signed_on=day.isoformat(),
            signed_first=day,
            signed_last=day,
            documents=[document],
        )
        made.parties.append(self._party(agreement))
        return made

    def _party(self, agreement: Agreement) -> PartyRole:
        name = agreement.partner_names[0]
        party = PartyRole(side="foreign", name_as_signed=name)
        party.authority_id = self._authorities[agreement.partner].id
        return party


def typed(question: Question) -> str:
    """Return a question as it is typed into the search field, with marks."""
    match question.kind:
        case Kind.PHRASE_2 | Kind.PHRASE_3:
            return f'"{question.spelled}"'
        case Kind.ANY_5:
            return " OR ".join(question.spelled.split())
        case Kind.PREFIX:
            return f"{question.spelled}*"
        case Kind.FUZZY:
            return f"~{question.spelled}"
        case _:
            return question.spelled


def _file(agreement: Agreement) -> FileObject:
    pages = [
        Page(number=number, width=_WIDTH, height=_HEIGHT, status="read", text=text)
        for number, text in enumerate(agreement.pages, 1)
    ]
    sha256 = f"{agreement.number:064x}"
    return FileObject(sha256=sha256, size=1_000_000, page_count=len(pages), pages=pages)
