import pytest
from sqlalchemy import select, update

from luutru.errors import NoSuchPage, NotInList, UnknownReference, WordNotThere, WordStandsOften
from luutru.reading.messages import PageReading, PageStatus, Word
from luutru.records.document import Document
from luutru.records.files import Page, WordCorrection
from luutru.services import custody, readings
from luutru.services.correcting import correct_at, correct_word, corrections, take_back
from luutru.services.indexing import bring_up_to_date, rebuild
from luutru.services.pages import page_text
from luutru.services.search import search


@pytest.fixture
def document(own):
    return own["belarus"]


@pytest.fixture
def said(archive):
    """Tell what a page of the document says now."""

    def say(reference, page=1):
        with archive.catalogue.read() as session:
            number = session.scalar(select(Document.id).where(Document.reference == reference))
        return page_text(archive, number, page)

    return say


def found(archive, words):
    return [page for hit in search(archive, words).hits for page in hit.pages]


def test_a_corrected_word_is_found_shown_and_marked_instead_of_the_misread_one(
    archive, document, said
):
    correct_word(archive, document, 1, "Belarus", "Belorussia")
    (hit,) = found(archive, "Belorussia")
    assert "Belorussia" in hit.snippet
    assert "Belorussia" in [word.text for word in said(document).words]
    assert "Cộng hòa Belorussia" in said(document).text
    assert [hit for hit in found(archive, '"hòa Belarus"') if hit.number == 1] == []


def test_the_machines_own_word_is_kept_beside_it(archive, document):
    correct_word(archive, document, 1, "Belarus", "Belorussia")
    (kept,) = corrections(archive, document)
    assert (kept.machine_text, kept.text, kept.page) == ("Belarus", "Belorussia", 1)
    assert kept.person == archive.person
    with archive.catalogue.read() as session:
        assert "Belarus" in session.scalar(select(Page.text).where(Page.text.contains("Cộng hòa")))


def test_a_correction_survives_another_reading_and_a_new_index(archive, document, said):
    correct_word(archive, document, 1, "Belarus", "Belorussia")
    kept = corrections(archive, document)[0]
    with archive.catalogue.write() as session:
        page_id = session.scalar(select(WordCorrection.page_id))
        session.execute(update(Page).where(Page.id == page_id).values(status="waiting"))
    again = Word("Belárut", *kept.box, 40)
    readings.store_reading(
        archive, PageReading(page_id, 1, PageStatus.READ, "Belárut", words=(again,))
    )
    assert said(document).text == "Belorussia"
    rebuild(archive)
    assert [hit.number for hit in found(archive, "Belorussia")] == [1]


def test_a_correction_can_be_taken_back_and_both_acts_are_in_custody(archive, document, said):
    kept = correct_word(archive, document, 1, "Belarus", "Belorussia")
    assert kept is not None
    take_back(archive, document, kept.id)
    assert corrections(archive, document) == ()
    assert "Belorussia" not in said(document).text
    assert found(archive, "Belorussia") == []
    back, there = custody.entries(archive, document)[:2]
    assert (there.act, there.detail["from"], there.detail["to"]) == (
        "word_corrected",
        "Belarus",
        "Belorussia",
    )
    assert (back.detail["from"], back.detail["to"]) == ("Belorussia", "Belarus")


def test_a_second_correction_replaces_the_first_and_the_machines_word_takes_it_back(
    archive, document
):
    correct_word(archive, document, 1, "Belarus", "Belorusia")
    correct_word(archive, document, 1, "Belorusia", "Bạch Nga")
    assert [kept.text for kept in corrections(archive, document)] == ["Bạch Nga"]
    correct_word(archive, document, 1, "Nga", "Nha")
    assert [kept.text for kept in corrections(archive, document)] == ["Bạch Nha"]
    (kept,) = corrections(archive, document)
    assert correct_at(archive, document, 1, kept.box, "Belarus") is None
    assert corrections(archive, document) == ()


def test_one_of_several_is_meant_by_its_number_and_marks_beside_a_word_stay(archive, own, said):
    reference = own["bare"]
    with pytest.raises(WordNotThere):
        correct_word(archive, reference, 1, "đo", "đo lường")
    correct_word(archive, reference, 1, "hoa", "hóa")
    assert "chuan hóa," in said(reference).text
    with pytest.raises(WordStandsOften, match="8 times"):
        correct_word(archive, own["belarus"], 1, "nhau", "nhầu")
    correct_word(archive, own["belarus"], 1, "nhau", "nhầu", at=2)
    words = said(own["belarus"]).text.split()
    assert [word for word in words if word in ("nhau", "nhầu")][:3] == ["nhau", "nhầu", "nhau"]
    with pytest.raises(WordNotThere):
        correct_word(archive, own["belarus"], 1, "nhau", "x", at=9)


def test_what_is_not_there_cannot_be_corrected(archive, document):
    with pytest.raises(NoSuchPage):
        correct_word(archive, document, 7, "Belarus", "x")
    with pytest.raises(UnknownReference):
        correct_word(archive, "1999-0001", 1, "Belarus", "x")
    with pytest.raises(NotInList):
        take_back(archive, document, 12)
    assert corrections(archive, document) == ()


def test_a_correction_made_while_the_index_is_told_is_not_lost(archive, document, monkeypatch):
    told = readings.let_go

    def late(*arguments):
        monkeypatch.setattr(readings, "let_go", told)
        correct_word(archive, document, 1, "Belarus", "Belorussia")
        told(*arguments)

    monkeypatch.setattr(readings, "let_go", late)
    correct_word(archive, document, 1, "Cộng", "Công")
    bring_up_to_date(archive)
    assert [hit.number for hit in found(archive, "Belorussia")] == [1]
