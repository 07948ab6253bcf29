"""Lets what is bound to a page follow it: corrected words, accepted flaws, sources of values."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from luutru.reading.messages import PageStatus, Problem
from luutru.records.document import Document
from luutru.records.files import AcceptedFlaw, Page, WordCorrection
from luutru.records.milestone import Milestone
from luutru.records.outbox import Retry
from luutru.records.statement import Statement
from luutru.records.words import Sides, turned
from luutru.services import readings
from luutru.services.derivatives import carrier_of


@dataclass(frozen=True, slots=True)
class Move:
    """A page that is shown instead of another one, turned clockwise by `along` degrees."""

    before: Page
    after: Page
    along: int


def follow(session: Session, moves: Iterable[Move], *, sources: bool) -> None:
    """Bind to the new pages what people said about the former ones.

    With `sources`, values and milestones that were read there point to the new pages as well;
    without, the former pages are still shown elsewhere and stay their source.
    """
    for move in moves:
        _corrections(session, move)
        _flaws(session, move)
        if sources:
            _statements(session, move)
            _milestones(session, move)


def list_failures(session: Session, document: Document) -> None:
    """Write the retry list of a document anew, as its pages are other ones now."""
    session.execute(
        delete(Retry).where(Retry.document_id == document.id, Retry.page_number.is_not(None))
    )
    carrier = carrier_of(document)
    for page in carrier.pages if carrier else ():
        if page.status == PageStatus.FAILED:
            problem = page.problem or Problem.DAMAGED
            readings.blame(session, document.id, page.number, problem, "")


def _corrections(session: Session, move: Move) -> None:
    def of(page: Page) -> list[WordCorrection]:
        query = select(WordCorrection).where(WordCorrection.page_id == page.id)
        return list(session.scalars(query.order_by(WordCorrection.id)))

    known = {(_box(word), word.text) for word in of(move.after)}
    for word in of(move.before):
        box = turned(_box(word), move.along)
        if (box, word.text) not in known:
            session.add(
                WordCorrection(
                    page_id=move.after.id,
                    **dict(zip(("left", "top", "right", "bottom"), box, strict=True)),
                    machine_text=word.machine_text,
                    text=word.text,
                    person=word.person,
                )
            )


def _box(word: WordCorrection) -> Sides:
    return word.left, word.top, word.right, word.bottom


def _flaws(session: Session, move: Move) -> None:
    def of(page: Page) -> dict[str, AcceptedFlaw]:
        query = select(AcceptedFlaw).where(
            AcceptedFlaw.file_id == page.file_id, AcceptedFlaw.page_number == page.number
        )
        return {flaw.code: flaw for flaw in session.scalars(query)}

    known = of(move.after)
    for code, flaw in of(move.before).items():
        if code not in known:
            session.add(
                AcceptedFlaw(
                    file_id=move.after.file_id,
                    page_number=move.after.number,
                    code=code,
                    reason=flaw.reason,
                    person=flaw.person,
                )
            )


def _statements(session: Session, move: Move) -> None:
    for told in session.scalars(select(Statement).where(Statement.page_id == move.before.id)):
        told.page_id = move.after.id
        sides = told.box.split()
        if len(sides) == 4:  # noqa: PLR2004  left, top, right, bottom
            left, top, right, bottom = map(int, sides)
            told.box = " ".join(map(str, turned((left, top, right, bottom), move.along)))


def _milestones(session: Session, move: Move) -> None:
    query = select(Milestone).where(Milestone.source_page_id == move.before.id)
    for milestone in session.scalars(query):
        milestone.source_page_id = move.after.id
        if milestone.source_boxes:
            boxes = json.loads(milestone.source_boxes)
            milestone.source_boxes = json.dumps([turned(tuple(box), move.along) for box in boxes])
