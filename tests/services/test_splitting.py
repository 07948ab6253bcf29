"""One scan becomes several documents, several become one, and nothing is lost on the way."""

import pytest
from sqlalchemy import select
from tests.services.paged import carrier, document_of, found, kept, paper, said

from luutru.errors import (
    CannotAttach,
    DerivativeFailed,
    NothingToArrange,
    PageNotThere,
    UnknownReference,
)
from luutru.holdings.reader import MakingFailed
from luutru.reading.messages import Problem
from luutru.records.document import Document, Part
from luutru.records.files import FileObject
from luutru.records.milestone import Milestone
from luutru.services import custody, retries
from luutru.services.arranging import arrange, arrangement, show_original
from luutru.services.cards import card
from luutru.services.describe import describe
from luutru.services.duplicates import all_near_duplicates, near_duplicates
from luutru.services.indexing import bring_up_to_date, rebuild
from luutru.services.inspecting import verify
from luutru.services.originals import originals
from luutru.services.page_lists import read_pages
from luutru.services.pages import page_image, page_shapes
from luutru.services.recovery import recover
from luutru.services.splitting import Group, merge, split
from luutru.services.standings import standings


@pytest.fixture
def six(archive, tmp_path):
    return kept(archive, paper(tmp_path / "in" / "six.pdf", "Lụa", 6))


@pytest.fixture
def two(archive, tmp_path):
    return kept(archive, paper(tmp_path / "in" / "two.pdf", "Gốm", 2))


def groups(*texts, **what):
    first, *others = map(read_pages, texts)
    return [Group(first), *(Group(pages, **what) for pages in others)]


def test_each_part_becomes_a_document_with_its_pages(archive, six):
    before = originals(archive)
    references = split(archive, six, groups("1-2", "3r90,4", "6"))
    assert references == (six, "2026-0002", "2026-0003")
    assert said(archive, six) == ["một của Lụa:", "hai của Lụa:"]
    assert said(archive, references[1]) == ["ba của Lụa:", "bốn của Lụa:"]
    assert said(archive, references[2]) == ["sáu của Lụa:"]
    assert originals(archive) == before
    assert found(archive, '"trang bốn"') == [(references[1], 2)]
    assert found(archive, '"trang năm"') == []
    assert arrangement(archive, six).left_out == (3, 4, 5, 6)


def test_a_part_is_an_agreement_of_its_own_that_awaits_review(archive, six):
    other = split(archive, six, groups("1-3", "4-6"))[1]
    told = card(archive, other)
    assert (told.row.reference, told.row.review_state) == (other, "awaiting_review")
    assert told.row.title == "six [4-6]"
    document = told.documents[0]
    assert (document.has_original, document.taken_from, document.pages) == (False, six, 3)
    assert document.sha256 == carrier(archive, other)[0].sha256
    entry = custody.entries(archive, other)[0]
    assert (entry.act, entry.detail["from"]) == ("split", six)


def test_parts_may_belong_to_the_same_agreement_or_to_another(archive, six, two):
    annex = split(archive, six, groups("1-3", "4-6", part=Part.ANNEX))[1]
    assert [(d.reference, d.part) for d in card(archive, six).documents] == [
        (six, "main"), (annex, "annex"),
    ]  # fmt: skip
    version = split(archive, annex, groups("1", "2-3", part=Part.LANGUAGE, to=two))[1]
    assert [d.reference for d in card(archive, two).documents] == [two, version]
    assert document_of(archive, version).taken_from == six


def test_secrecy_goes_along(archive, six):
    describe(archive, six, [("secrecy", "Mật")])
    other = split(archive, six, groups("1-3", "4-6"))[1]
    with archive.catalogue.read() as session:
        document = session.scalars(select(Document).where(Document.reference == other)).one()
        assert (document.secrecy, document.agreement.secrecy) == ("secret", "secret")


def test_every_service_copes_with_a_document_that_has_no_original(archive, six):
    other = split(archive, six, groups("1-3", "4-6"))[1]
    number = document_of(archive, other).id
    assert page_image(archive, number, 1, 100).width == 100
    assert verify(archive, full=True).findings == ()
    done = recover(archive)
    assert (done.set_aside, done.requeued_documents) == (0, 0)
    assert [near.reference for near in near_duplicates(archive, other)] == [six]
    assert [pair[:2] for pair in all_near_duplicates(archive)] == [(six, other)]
    assert {standing.reference for standing in standings(archive)} == {six, other}
    assert retries.run(archive).failed_pages == 0
    rebuild(archive)
    assert found(archive, '"trang sáu"') == [(other, 3)]
    assert arrange(archive, other, read_pages("3,1")).left_out == (2,)
    assert show_original(archive, other).is_original
    assert said(archive, other)[0] == "bốn của Lụa:"


def test_going_back_shows_all_pages_and_leaves_the_other_parts(archive, six):
    other = split(archive, six, groups("1-3", "4-6"))[1]
    assert show_original(archive, six).is_original
    assert len(said(archive, six)) == 6
    assert len(said(archive, other)) == 3
    assert [pair[:2] for pair in all_near_duplicates(archive)] == [(six, other)]


@pytest.mark.parametrize(
    ("texts", "error"),
    [(("1-6",), NothingToArrange), (("1-3", "7"), PageNotThere)],
)
def test_what_cannot_be_split_changes_nothing(archive, six, texts, error):
    with pytest.raises(error):
        split(archive, six, groups(*texts))
    with pytest.raises(UnknownReference):
        split(archive, six, groups("1", "2", part=Part.ANNEX, to="2026-0099"))
    assert arrangement(archive, six).is_original
    assert len(originals(archive)) == 1
    assert verify(archive).findings == ()


def test_a_failure_in_the_middle_leaves_no_part(archive, six, monkeypatch):
    def fails(*_args):
        raise RuntimeError

    monkeypatch.setattr("luutru.services.splitting.record", fails)
    with pytest.raises(RuntimeError):
        split(archive, six, groups("1-3", "4-6"))
    assert list(archive.derivatives) == []
    assert verify(archive).findings == ()
    with archive.catalogue.read() as session:
        assert len(session.scalars(select(FileObject)).all()) == 1


def test_a_part_that_cannot_be_made_takes_the_others_back(archive, six, monkeypatch):
    make = archive.reader.arrange

    def second_fails(pages, target):
        if pages[0].number > 1:
            raise MakingFailed(Problem.DAMAGED)
        return make(pages, target)

    monkeypatch.setattr(archive.reader, "arrange", second_fails)
    with pytest.raises(DerivativeFailed):
        split(archive, six, groups("1-3", "4-6"))
    assert list(archive.derivatives) == []
    assert verify(archive).findings == ()


def test_merging_shows_all_pages_in_the_first_and_keeps_the_other(archive, six, two):
    told = merge(archive, [six, two])
    assert len(told.pages) == 8
    assert said(archive, six)[-2:] == ["một của Gốm:", "hai của Gốm:"]
    assert found(archive, "gốm") == [(six, 7), (six, 8)]
    shown = card(archive, two)
    assert shown.row.reference == six
    assert [(d.reference, d.joined_to) for d in shown.documents] == [(six, ""), (two, six)]
    assert page_shapes(archive, shown.documents[1].id) == []
    assert page_image(archive, shown.documents[1].id, 1, 50).width == 50
    assert len(originals(archive)) == 2
    assert verify(archive, full=True).findings == ()
    bring_up_to_date(archive)
    rebuild(archive)
    assert found(archive, "gốm") == [(six, 7), (six, 8)]


def test_what_was_merged_is_parted_again(archive, six, two, tmp_path):
    third = kept(archive, paper(tmp_path / "in" / "third.pdf", "Tre", 1))
    merge(archive, [two, third])
    merge(archive, [six, two])
    assert len(said(archive, six)) == 9
    show_original(archive, six)
    assert [len(said(archive, name)) for name in (six, two, third)] == [6, 2, 1]
    assert found(archive, "gốm") == [(two, 1), (two, 2)]
    assert {d.joined_to for d in card(archive, six).documents} == {""}
    assert custody.entries(archive, third)[0].act == "parted"


def test_merging_refuses_what_would_lose_something(archive, six, two):
    with pytest.raises(NothingToArrange):
        merge(archive, [six, six])
    with archive.catalogue.write() as session:
        document = session.scalars(select(Document).where(Document.reference == two)).one()
        session.add(Milestone(agreement_id=document.agreement_id, title="Report"))
    with pytest.raises(CannotAttach):
        merge(archive, [six, two])
    assert list(archive.derivatives) == []
    assert len(said(archive, six)) == 6


def test_what_is_joined_already_has_no_pages_to_give(archive, six, two):
    merge(archive, [six, two])
    with pytest.raises(NothingToArrange):
        merge(archive, [two, six])
    with pytest.raises(PageNotThere):
        arrange(archive, two, read_pages("1"))
    show_original(archive, two)
    assert len(said(archive, two)) == 2
