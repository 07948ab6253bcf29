"""Pages turned, reordered, left out and taken in: always a derivative, never the original."""

import pikepdf
import pytest
from sqlalchemy import select
from tests.encrypted_run import plain_only
from tests.services.paged import carrier, document_of, found, kept, paper, said, sign

from luutru.errors import (
    HeldAtDoor,
    NothingToArrange,
    PageNotThere,
    PagesUncounted,
    UnknownReference,
)
from luutru.records.document import Document
from luutru.records.files import AcceptedFlaw, Page, WordCorrection
from luutru.records.milestone import Milestone
from luutru.records.outbox import Outbox, Retry
from luutru.services import custody
from luutru.services.accession import take_in
from luutru.services.arranging import PageTurn, arrange, arrangement, show_original
from luutru.services.describe import describe
from luutru.services.inspecting import verify
from luutru.services.originals import originals
from luutru.services.page_lists import read_pages
from luutru.services.pages import page_image, page_shapes, page_text


@pytest.fixture
def four(archive, tmp_path):
    """An agreement of four pages, read and indexed."""
    return kept(archive, paper(tmp_path / "in" / "four.pdf", "Lụa", 4))


def test_pages_are_reordered_turned_and_left_out_and_the_index_knows(archive, four):
    told = arrange(archive, four, read_pages("3,1r90,2"))
    assert said(archive, four) == ["ba của Lụa:", "một của Lụa:", "hai của Lụa:"]
    assert [(p.number, p.source_number, p.turned) for p in told.pages] == [
        (1, 3, 0), (2, 1, 90), (3, 2, 0),
    ]  # fmt: skip
    assert (told.left_out, told.is_original) == ((4,), False)
    assert found(archive, '"trang ba"') == [(four, 1)]
    assert found(archive, '"trang bốn"') == []


def test_the_original_is_kept_byte_for_byte_and_all_is_sound(archive, four):
    before = originals(archive)
    master = archive.strongroom.path_of(before[0].sha256).read_bytes()
    arrange(archive, four, read_pages("4-1"))
    assert originals(archive) == before
    assert archive.strongroom.path_of(before[0].sha256).read_bytes() == master
    assert verify(archive, full=True).findings == ()


@plain_only
def test_streams_of_the_pages_are_those_of_the_original(archive, four):
    master = carrier(archive, four)[1]
    arrange(archive, four, read_pages("2r180"))
    with pikepdf.open(master) as before, pikepdf.open(carrier(archive, four)[1]) as after:
        contents = [pdf.pages[n].Contents.read_raw_bytes() for pdf, n in ((before, 1), (after, 0))]
        assert contents[0] == contents[1]
        assert after.pages[0].obj.Rotate == 180


def test_words_are_turned_with_their_page(archive, four):
    number = document_of(archive, four).id
    first = page_text(archive, number, 1)
    arrange(archive, four, read_pages("1r90"))
    turned = page_text(archive, number, 1)
    assert first
    assert turned
    shape = page_shapes(archive, number)[0]
    assert shape.width > shape.height
    for before, after in zip(first.words, turned.words, strict=True):
        assert after.text == before.text
        assert after[1:5] == (10_000 - before.bottom, before.left, 10_000 - before.top,
                              before.right)  # fmt: skip
    image = page_image(archive, number, 1, 200)
    word = turned.words[0]
    column = (word.left + word.right) * image.width // 20_000
    rows = range(word.top * image.height // 10_000, word.bottom * image.height // 10_000)
    assert min(image.rgb[3 * (row * image.width + column)] for row in rows) < 250


def test_a_page_that_recognition_turned_stands_upright_in_the_derivative(archive, four):
    with archive.catalogue.write() as session:
        session.get_one(Page, 1).rotation = 180
    told = arrange(archive, four, [PageTurn(1), PageTurn(1, 90)])
    assert [page.turned for page in told.pages] == [180, 270]
    assert [s.rotation for s in page_shapes(archive, document_of(archive, four).id)] == [0, 0]


def test_arranging_again_copies_from_the_original_and_not_from_the_copy(archive, four):
    arrange(archive, four, read_pages("4,3r90,2"))
    told = arrange(archive, four, read_pages("2r90,1"))
    assert [(p.source_number, p.turned) for p in told.pages] == [(3, 180), (4, 0)]
    assert told.left_out == (1, 2)
    assert said(archive, four) == ["ba của Lụa:", "bốn của Lụa:"]


def test_the_original_can_be_shown_again(archive, four):
    arrange(archive, four, read_pages("2,1"))
    assert document_of(archive, four).is_arranged
    told = show_original(archive, four)
    assert told.is_original
    assert said(archive, four)[0] == "một của Lụa:"
    assert found(archive, '"trang bốn"') == [(four, 4)]
    assert not document_of(archive, four).is_arranged
    acts = [entry.act for entry in custody.entries(archive, four)]
    assert acts.count("arranged") == 2
    show_original(archive, four)
    assert [entry.act for entry in custody.entries(archive, four)] == acts


def test_pages_of_another_document_are_taken_in_and_stay_there(archive, four, tmp_path):
    other = kept(archive, paper(tmp_path / "in" / "other.pdf", "Gốm", 2))
    describe(archive, other, [("secrecy", "Mật")])
    arrange(archive, four, read_pages(f"1,{other}:2"))
    assert said(archive, four) == ["một của Lụa:", "hai của Gốm:"]
    assert said(archive, other) == ["một của Gốm:", "hai của Gốm:"]
    with archive.catalogue.read() as session:
        document = session.scalars(select(Document).where(Document.reference == four)).one()
        assert (document.secrecy, document.agreement.secrecy) == ("secret", "secret")


def test_a_held_document_gives_no_pages_and_is_named_nowhere(archive, four, tmp_path):
    other = kept(archive, paper(tmp_path / "in" / "other.pdf", "Gốm", 2))
    arrange(archive, four, read_pages(f"1,{other}:1"))
    with archive.catalogue.write() as session:
        held = session.scalars(select(Document).where(Document.reference == other)).one()
        held.held_for = "secret"
        session.add(Outbox(task="describe", agreement_id=held.agreement_id))
        session.add(Outbox(task="withdraw", document_id=held.id))
    with pytest.raises(HeldAtDoor):
        arrange(archive, four, read_pages(f"1,{other}:1"))
    told = arrange(archive, four, read_pages("2,1r90"))
    assert other not in {page.source_reference for page in told.pages}
    assert said(archive, four) == ["một của Gốm:", "một của Lụa:"]
    assert verify(archive).findings == ()


def test_what_people_said_of_a_page_goes_along_and_comes_back(archive, four):
    with archive.catalogue.write() as session:
        page = session.scalars(select(Page).where(Page.number == 2)).one()
        session.add(
            WordCorrection(
                page_id=page.id,
                left=100,
                top=200,
                right=300,
                bottom=250,
                machine_text="hal",
                text="hai",
            )
        )
        session.add(AcceptedFlaw(file_id=page.file_id, code="skew", page_number=2, reason="old"))
        agreement = page.file.document.agreement_id
        session.add(
            Milestone(
                agreement_id=agreement,
                title="Report",
                source_page_id=page.id,
                source_boxes="[[100, 200, 300, 250]]",
            )
        )
    arrange(archive, four, read_pages("1,3,2r90"))
    with archive.catalogue.write() as session:
        milestone = session.scalars(select(Milestone)).one()
        now = session.get_one(Page, milestone.source_page_id)
        assert (now.number, now.file.carries_pages) == (3, True)
        assert milestone.source_boxes == "[[9750, 100, 9800, 300]]"
        flaw = session.scalars(select(AcceptedFlaw).order_by(AcceptedFlaw.id.desc())).first()
        assert flaw
        assert (flaw.file_id, flaw.page_number) == (now.file_id, 3)
        word = session.scalars(select(WordCorrection).where(WordCorrection.page_id == now.id)).one()
        assert (word.left, word.top, word.right, word.bottom) == (9750, 100, 9800, 300)
        word.text = "hài"
    show_original(archive, four)
    with archive.catalogue.read() as session:
        milestone = session.scalars(select(Milestone)).one()
        assert session.get_one(Page, milestone.source_page_id).number == 2
        assert milestone.source_boxes == "[[100, 200, 300, 250]]"
        words = session.scalars(
            select(WordCorrection.text).where(WordCorrection.page_id == milestone.source_page_id)
        )
        assert set(words) == {"hai", "hài"}


def test_failed_pages_are_listed_under_their_new_numbers(archive, four):
    with archive.catalogue.write() as session:
        page = session.scalars(select(Page).where(Page.number == 4)).one()
        page.status, page.problem = "failed", "too_slow"
        document = page.file.document_id
        session.add(
            Retry(document_id=document, page_number=4, problem="too_slow", last_at=page.read_at)
        )
    arrange(archive, four, read_pages("4,1"))
    with archive.catalogue.read() as session:
        assert session.scalars(select(Retry.page_number)).all() == [1]


def test_the_signature_is_said_to_hold_for_the_original(archive, tmp_path):
    reference = kept(archive, sign(paper(tmp_path / "in" / "signed.pdf", "Lụa", 2)))
    told = arrange(archive, reference, read_pages("2,1"))
    assert told.is_signed
    assert not carrier(archive, reference)[0].is_signed
    assert document_of(archive, reference).is_signed


@pytest.mark.parametrize(("pages", "error"), [("1,9", PageNotThere), ("2026-0999:1", None)])
def test_pages_that_are_not_there_are_refused(archive, four, pages, error):
    with pytest.raises(error or UnknownReference):
        arrange(archive, four, read_pages(pages))
    assert arrangement(archive, four).is_original


def test_nothing_and_the_uncounted_are_refused(archive, four, a_scan):
    with pytest.raises(NothingToArrange):
        arrange(archive, four, [])
    uncounted = take_in(archive, a_scan("new")).reference
    for attempt in (lambda: arrange(archive, uncounted, [PageTurn(1)]),
                    lambda: show_original(archive, uncounted),
                    lambda: arrangement(archive, uncounted)):  # fmt: skip
        with pytest.raises(PagesUncounted):
            attempt()
    with pytest.raises(ValueError, match="45"):
        PageTurn(1, 45)
