"""The documents that reading is measured with are what their truth says."""

import hashlib

import numpy as np
import pypdfium2 as pdfium
import pytest

from luutru.demo import scanner
from luutru.demo.random_agreements import draw_random


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    return draw_random(11, 6, tmp_path_factory.mktemp("scans"), turned=True)


def grey(path, number, scale=1.5):
    with pdfium.PdfDocument(path) as document:
        return np.asarray(document[number].render(scale=scale).to_pil().convert("L")).astype(int)


def test_every_word_of_the_truth_lies_where_there_is_ink(drawn):
    for document in drawn:
        for number, page in enumerate(document.pages):
            image = grey(document.path, number)
            height, width = image.shape
            paper = np.median(image)
            for word in page.words:
                left, top, right, bottom = word.box
                area = image[
                    top * height // 10_000 : bottom * height // 10_000 + 1,
                    left * width // 10_000 : right * width // 10_000 + 1,
                ]
                assert area.min() < paper - 50, (document.path.name, number, word)


def test_nearly_all_ink_lies_in_the_boxes_of_words_on_a_page_without_ornaments(tmp_path):
    (document,) = draw_random(12, 1, tmp_path)
    image = grey(document.path, 0)
    height, width = image.shape
    outside = image < np.median(image) - 90
    inked = outside.sum()
    for word in document.pages[0].words:
        left, top, right, bottom = word.box
        outside[
            top * height // 10_000 - 1 : bottom * height // 10_000 + 2,
            left * width // 10_000 - 1 : right * width // 10_000 + 2,
        ] = False
    assert outside.sum() < 0.03 * inked


def test_the_words_of_a_page_are_its_text(drawn):
    for document in drawn:
        for page in document.pages:
            assert [word.text for word in page.words] == page.text.split()


def test_every_page_says_that_it_is_an_illustration(drawn):
    assert all("BẢN MINH HỌA" in page.text for document in drawn for page in document.pages)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(tmp_path):
    def digests(seed, folder):
        return [
            hashlib.sha256(document.path.read_bytes()).hexdigest()
            for document in draw_random(seed, 2, tmp_path / folder)
        ]

    assert digests(5, "a") == digests(5, "b")
    assert digests(5, "a") != digests(6, "c")


def test_languages_and_scanners_take_turns(drawn):
    assert {document.language for document in drawn} == {"vi", "en", "bilingual"}
    assert {document.look for document in drawn} == set(scanner.PROFILES)


def test_some_pages_are_turned_only_when_asked_for(drawn, tmp_path):
    assert {page.rotation for document in drawn for page in document.pages} >= {0, 180}
    upright = draw_random(11, 2, tmp_path)
    assert {page.rotation for document in upright for page in document.pages} == {0}


def test_a_page_fed_sideways_is_displayed_sideways(tmp_path):
    seeds = range(20, 40)
    for seed in seeds:
        (document,) = draw_random(seed, 1, tmp_path, turned=True)
        for number, page in enumerate(document.pages):
            height, width = grey(document.path, number, 0.2).shape
            assert (width > height) == (page.rotation in {90, 270})
            if width > height:
                return
    pytest.fail("no page of twenty documents was fed sideways")
