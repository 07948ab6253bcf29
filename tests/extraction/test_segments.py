"""Where another document begins, told from the words of drawn pages, and nowhere else."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from luutru.demo import truth
from luutru.demo.labelled import write_labelled
from luutru.demo.paper import Sheet, Style
from luutru.demo.random_agreements import _manuscript
from luutru.demo.truth import Placement
from luutru.demo.typesetter import typeset
from luutru.extraction.script import PageWords
from luutru.extraction.segments import Reason, beginnings
from luutru.records.words import PlacedWord

CENTRED = Style(15, align="centre")
LIKELY = 0.5


def words_of(sheets, turn=0):
    placement = Placement(0.4, turn)
    pages = [truth.page(sheet, placement) for sheet in sheets]
    return [
        PageWords(
            number,
            tuple(PlacedWord(w.text, *w.box, 95) for w in page.words),
            rotation=page.rotation,
        )
        for number, page in enumerate(pages, start=1)
    ]


def one_after_another(*documents):
    pages = [page for document in documents for page in document]
    return [replace(page, number=number) for number, page in enumerate(pages, start=1)]


def agreement(seed, language, turn=0):
    random = np.random.default_rng([seed, 7])
    return words_of(typeset(_manuscript(random, language), random), turn)


def sheet(*lines, number=""):
    drawn = Sheet()
    below = 90.0
    for line in lines:
        below = drawn.text(line, 80, below, 430, CENTRED if line.isupper() else Style(13)) + 12
    if number:
        drawn.text(number, 80, 790, 430, Style(11, align="centre"))
    return drawn


def likely(pages):
    return [found.page for found in beginnings(pages) if found.confidence >= LIKELY]


@pytest.mark.parametrize("turn", [0, 180, 90])
@pytest.mark.parametrize(
    "languages", [("vi", "vi"), ("vi", "en"), ("en", "bilingual"), ("bilingual", "vi")]
)
def test_a_second_agreement_is_found_whatever_way_its_pages_lie(languages, turn):
    first, second = (agreement(n, language, turn) for n, language in enumerate(languages))
    assert likely(one_after_another(first, second)) == [len(first) + 1]


def test_nothing_is_cut_inside_drawn_agreements():
    documents = [agreement(seed, ("vi", "en", "bilingual")[seed % 3]) for seed in range(30, 60)]
    assert [likely(pages) for pages in documents] == [[]] * 30
    assert sum(len(pages) for pages in documents) > 60


def test_of_labelled_texts_only_versions_in_another_language_are_cut():
    for document in write_labelled(11, 40):
        for found in beginnings(document.pages):
            if found.confidence >= LIKELY:
                assert document.layout == "sequence"
                assert Reason.LANGUAGE in found.reasons


def test_letters_are_told_apart():
    letters = [d.pages for d in write_labelled(13, 40) if d.layout == "letter"]
    assert len(letters) > 2
    for first, second in pairwise(letters):
        assert likely(one_after_another(first, second)) == [len(first) + 1]


def test_an_annex_is_told_as_one_that_mostly_belongs_to_the_text_before():
    text = sheet("BẢN GHI NHỚ", "Hai Bên thỏa thuận như sau:")
    annex = sheet("PHỤ LỤC II", "KẾ HOẠCH HỢP TÁC", "Danh mục các hoạt động")
    pages = words_of([text, annex])
    (found,) = beginnings(pages)
    assert (found.page, found.reasons, found.words) == (2, (Reason.ANNEX,), "PHỤ LỤC II")
    assert found.confidence < LIKELY


def test_a_title_that_runs_over_all_pages_says_nothing():
    pages = words_of([sheet("BẢN GHI NHỚ", f"Điều {n} nói về hợp tác") for n in range(1, 6)])
    assert beginnings(pages) == ()


def test_numbers_that_go_on_speak_against_a_cut_and_those_that_begin_again_for_it():
    def pages(*numbers):
        return words_of(
            [
                sheet("Hai Bên trao đổi thông tin", "Đại diện bên A ký tên", number=numbers[0]),
                sheet("THÔNG CÁO", "Nội dung trao đổi", number=numbers[1]),
            ]
        )

    (on,), (again,) = (beginnings(pages(*numbers)) for numbers in (("4", "5"), ("4", "1")))
    assert on.confidence < LIKELY < again.confidence
    assert Reason.NUMBERING in again.reasons


@pytest.mark.parametrize("number", ["- 2 -", "Trang 2", "2/5", "Page 2 of 5", "2"])
def test_numbers_of_pages_are_read_in_many_forms(number):
    first = sheet("Hai Bên trao đổi thông tin", number=number.replace("2", "1", 1))
    second = sheet("THÔNG CÁO", "Nội dung trao đổi", number=number)
    assert beginnings(words_of([first, second]))[0].confidence < LIKELY / 2


def test_the_mention_of_an_instrument_in_a_sentence_is_no_sign():
    pages = words_of([sheet("BẢN GHI NHỚ"), sheet("Bản ghi nhớ này có hiệu lực từ ngày ký.")])
    assert beginnings(pages) == ()


def test_blank_and_single_pages_are_no_trouble():
    assert beginnings([]) == ()
    assert beginnings(words_of([sheet("BẢN GHI NHỚ")])) == ()
    assert beginnings(words_of([Sheet(), sheet("BẢN GHI NHỚ"), Sheet()]))[0].page == 2
