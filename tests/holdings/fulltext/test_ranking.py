"""Better hits come before worse ones, however often the worse ones repeat themselves."""

import random

import numpy as np
import pytest

from luutru.holdings.fulltext.entries import AgreementEntry, PageEntry
from luutru.holdings.fulltext.finding import EQUIVALENT, EXACTLY, FOLDED, FUZZY
from luutru.holdings.fulltext.paging import _highest
from luutru.holdings.fulltext.query import And, Field, Fuzzy, Or, Phrase, Words

FILLING = " ".join(f"khác{number}" for number in range(30))


def pages_found(fulltext, query, limit=20):
    return [hit.document_id for hit in fulltext.pages(query, limit).best]


@pytest.mark.parametrize("often", [1, 300, 10_000])
@pytest.mark.parametrize("filled", ["", FILLING * 20])
@pytest.mark.parametrize("typed", [Words("hòa"), Words("hòa bình"), Phrase("hòa bình")])
def test_spelled_as_typed_comes_before_the_tone_elsewhere_before_other_marks(
    put, found, fulltext, often, filled, typed
):
    put("hoa bình " * often, "hoà bình " * often, f"hòa bình {filled}", "khác")
    assert found(typed) == [3, 2, 1]
    hits = fulltext.pages(typed).best
    assert [(hit.document_id, hit.tier) for hit in hits] == [
        (3, EXACTLY), (2, EQUIVALENT), (1, FOLDED)
    ]  # fmt: skip


@pytest.mark.parametrize("often", [1, 10_000])
def test_the_word_itself_comes_before_a_similar_one(put, found, fulltext, often):
    put("quatar " * often, f"qatar {FILLING}")
    assert found(Fuzzy("qatar")) == [2, 1]
    assert [hit.tier for hit in fulltext.pages(Fuzzy("qatar")).best] == [EXACTLY, FUZZY]


def test_a_similar_word_comes_after_the_typed_one_with_other_marks(put, found):
    put("hoan " * 500, f"hoà {FILLING}", f"hòa {FILLING}")
    assert found(Or((Words("hòa"), Fuzzy("hòa"))))[-1] == 1


def test_the_worst_word_decides_and_the_best_spelling_of_each_counts(put, found, fulltext):
    put(f"tiêu chuẩn {FILLING}", "tieu chuẩn " * 50, f"tieu tiêu chuẩn {FILLING} {FILLING}")
    assert set(found(Words("tiêu chuẩn"))[:2]) == {1, 3}
    tiers = {hit.document_id: hit.tier for hit in fulltext.pages(Words("tiêu chuẩn")).best}
    assert tiers == {1: EXACTLY, 2: FOLDED, 3: EXACTLY}


def test_parts_of_a_query_keep_the_tiers_apart(put, found):
    put("tieu do " * 400, f"tiêu đo {FILLING}", f"tiêu do {FILLING}")
    for query in (And((Words("tiêu"), Words("đo"))), And((Words("tiêu"), Or((Words("đo"),))))):
        assert found(query)[0] == 2


def test_no_frequency_lifts_a_page_over_a_better_tier_in_a_random_archive(put, found, fulltext):
    chance = random.Random(4)  # noqa: S311  no secret
    spellings = {"đường": EXACTLY, "đưòng": FOLDED, "duong": FOLDED, "đương": FOLDED}
    told = []
    for _ in range(60):
        word = chance.choice(list(spellings))
        others = chance.choices(["x", "y", "z"], k=chance.choice([0, 5, 300]))
        told.append((word, " ".join([word] * chance.choice([1, 2, 40, 900]) + others)))
    put(*(text for _, text in told))
    tiers = [spellings[told[number - 1][0]] for number in found(Words("đường"))]
    assert tiers == sorted(tiers, reverse=True)
    hits = fulltext.pages(Words("đường"), 60).best
    tiers = [hit.tier for hit in hits]
    assert tiers == sorted(tiers, reverse=True)
    assert tiers == [spellings[told[hit.document_id - 1][0]] for hit in hits]


def test_all_words_on_one_page_come_before_words_apart_of_the_same_tier(put, found):
    put(["halal " * 1_000, "belarus " * 1_000], f"halal {FILLING} belarus {FILLING}")
    assert found(Words("halal belarus")) == [2, 1]
    assert found(And((Words("halal"), Words("belarus")))) == [2, 1]


def test_a_better_tier_on_two_pages_comes_before_a_worse_on_one(put, found):
    put(["tiêu", "chuẩn"], "tieu chuan " * 100)
    assert found(Words("tiêu chuẩn")) == [1, 2]


def test_words_together_come_before_words_apart(put, fulltext, found):
    put(f"tiêu {FILLING} chuẩn", f"{FILLING} tiêu chuẩn", f"chuẩn {FILLING} tiêu")
    assert found(Words("tiêu chuẩn"))[0] == 2
    assert pages_found(fulltext, Words("tiêu chuẩn"))[0] == 2
    assert pages_found(fulltext, And((Words("tiêu chuẩn"),)))[0] == 2


CARD = AgreementEntry(
    1,
    titles=("Bản ghi nhớ hợp tác tiêu chuẩn",),
    numbers=("05/SY-TĐC",),
    references=("2026-0001",),
    partners=("Viện Tiêu chuẩn Quốc gia", "BelGISS"),
    filenames=("scan 7.pdf",),
)


@pytest.mark.parametrize(
    "typed",
    [
        "05/SY-TĐC", "05/sy-tdc", "05 SY TĐC", "2026-0001", "belgiss", "BELGISS",
        "Viện Tiêu chuẩn Quốc gia", "vien tieu chuan quoc gia", "Bản ghi nhớ hợp tác tiêu chuẩn",
        "scan 7.pdf",
    ],
)  # fmt: skip
def test_a_query_that_is_a_whole_value_finds_its_card_first(fulltext, found, typed):
    with fulltext.write() as writing:
        for number in range(2, 9):
            title = f"{typed} và {typed}, {typed}"
            writing.put_agreement(AgreementEntry(number, titles=(title,), partners=(f"{typed} x",)))
            writing.put_pages(number, [PageEntry(number, number, 1, f"{typed} " * 200)])
        writing.put_agreement(CARD)
    for query in (Words(typed), Phrase(typed)):
        assert found(query)[0] == 1
        assert fulltext.pages(query).best[0].agreement_id == 1
        assert fulltext.pages(query, 1).best[0].agreement_id == 1


def test_a_whole_value_counts_in_its_own_field_and_no_other(fulltext, found):
    with fulltext.write() as writing:
        writing.put_agreement(AgreementEntry(1, titles=("INSO",), partners=("INSO và bạn",)))
        writing.put_agreement(AgreementEntry(2, partners=("INSO",)))
        writing.put_agreement(AgreementEntry(3, partners=("INSO INSO INSO",)))
    assert found(Field("partner", Words("inso")))[0] == 2
    assert found(Words("inso"))[-1] == 3


def test_a_whole_value_of_a_removed_card_counts_no_more(fulltext, found):
    with fulltext.write() as writing:
        writing.put_agreement(CARD)
        writing.put_pages(2, [PageEntry(2, 2, 1, "05/SY-TĐC")])
    assert found(Words("05/SY-TĐC")) == [1, 2]
    with fulltext.write() as writing:
        writing.put_agreement(AgreementEntry(1, numbers=("06/SY-TĐC",)))
    assert found(Words("05/SY-TĐC")) == [2]
    assert [hit.agreement_id for hit in fulltext.pages(Words("05/SY-TĐC")).best] == [2]


def test_a_number_within_a_number_is_not_the_number(fulltext, found):
    with fulltext.write() as writing:
        writing.put_agreement(AgreementEntry(1, numbers=("05/SY-TĐC",)))
        writing.put_agreement(AgreementEntry(2, numbers=("105/SY-TĐC",)))
        writing.put_agreement(AgreementEntry(3, numbers=("05/SY-TĐC-2",)))
    assert found(Words("05/SY-TĐC"))[0] == 1
    assert 2 not in found(Words("05/SY-TĐC"))
    assert found(Words("105/SY-TĐC")) == [2]


@pytest.mark.parametrize("count", [200, 5_000, 10_000, 33_000])
@pytest.mark.parametrize("limit", [1, 200, 6_000])
@pytest.mark.parametrize("kind", ["random", "few", "comb", "rising"])
def test_the_highest_ranks_are_among_those_looked_at(count, limit, kind):
    generator = np.random.default_rng(count)
    ranks = {
        "random": generator.random(count) + 0.1,
        "few": generator.integers(1, 4, count),
        "comb": np.where(np.arange(count) % 2 == 0, 2.0, 1.0),
        "rising": np.arange(count) + 1.0,
    }[kind].astype(np.float32)
    chosen = _highest(ranks, limit)
    best = np.sort(ranks)[::-1][: min(limit, count)]
    assert np.sort(ranks[chosen])[::-1][: len(best)].tolist() == best.tolist()
    assert len(set(chosen.tolist())) == len(chosen)
