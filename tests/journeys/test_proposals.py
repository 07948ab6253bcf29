"""What the rules read out of agreements that nobody has seen before meets what is promised."""

import pytest
from tests.extraction.real_cases import cases

from luutru.demo.labelled import draw_labelled, write_labelled
from luutru.demo.labelled_layouts import LAYOUTS
from luutru.demo.scoring import Tally
from luutru.extraction.extract import extract
from luutru.extraction.script import PageWords
from luutru.holdings.reader import Reader
from luutru.reading.messages import PageRequest
from luutru.records.words import PlacedWord

SEED = 26_116


def told(tally):
    return "\n".join([f"seed {SEED}", *tally.inventions, *tally.errors[:40]])


@pytest.fixture(scope="module")
def as_words():
    tally = Tally()
    for document in write_labelled(SEED, 15 * len(LAYOUTS)):
        tally.add(document, extract(document.pages, ()))
    return tally


@pytest.fixture(scope="module")
def as_scans(tmp_path_factory):
    documents = draw_labelled(SEED, len(LAYOUTS), tmp_path_factory.mktemp("scans"))
    tally, reader = Tally(), Reader()
    try:
        for document in documents:
            assert document.path is not None
            requests = [PageRequest(p.number, document.path, p.number) for p in document.pages]
            readings = sorted(reader.read_pages(requests), key=lambda reading: reading.number)
            tally.add(document, extract([page(document, reading) for reading in readings], ()))
    finally:
        reader.close()
    return tally


def page(document, reading):
    words = tuple(PlacedWord(*word) for word in reading.words)
    shape = document.pages[reading.number - 1]
    return PageWords(reading.number, words, shape.width, shape.height, reading.rotation)


def test_fields_and_milestones_of_unseen_agreements_are_read_as_promised(as_words):
    assert as_words.overall.precision >= 0.95, told(as_words)
    assert as_words.overall.recall >= 0.90, told(as_words)
    assert as_words.all_milestones.precision >= 0.8, told(as_words)
    assert as_words.all_milestones.recall >= 0.7, told(as_words)


def test_nothing_is_invented_where_a_text_is_silent(as_words):
    assert as_words.inventions == [], told(as_words)


@pytest.mark.slow
def test_scans_of_unseen_agreements_are_read_nearly_as_well(as_scans):
    # One sheet of each layout is few: a single misread word weighs as much as a fault of a rule.
    assert len(as_scans.inventions) <= 1, told(as_scans)
    assert as_scans.overall.precision >= 0.9, told(as_scans)
    assert as_scans.overall.recall >= 0.8, told(as_scans)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_four_agreements_are_read_without_a_mistake(case):
    tally = Tally()
    tally.add(case, extract(case.pages, ()))
    assert tally.inventions == []
    assert tally.overall.precision == 1.0, tally.errors
