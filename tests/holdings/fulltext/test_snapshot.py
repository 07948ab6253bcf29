"""What a snapshot remembers of words stays within its limit; what is no word stands nowhere."""

import pytest
from tests.holdings.fulltext.conftest import KEY

from luutru.holdings.fulltext import asking, paging, snapshot
from luutru.holdings.fulltext.entries import AgreementEntry, PageEntry
from luutru.holdings.fulltext.query import Field, Fuzzy, Phrase, Prefix, Words
from luutru.holdings.fulltext.schema import TEXT
from luutru.holdings.fulltext.snapshot import Leaf, Snapshot
from luutru.holdings.fulltext.vault import Vault

LIMIT = 60_000
NUMBERED = [f"w{number}" for number in range(40)]


def snapshot_of(folder):
    _, index = Vault(folder, KEY).open()
    leaves = [Leaf(index.files, segment) for segment in index.segments]
    return Snapshot(leaves, [segment.deleted_docs() for segment in index.segments])


@pytest.fixture
def opened(put, folder, fulltext, monkeypatch):
    """Forty words on each of 200 pages, in two segments."""
    monkeypatch.setattr(snapshot, "_REMEMBERED_BYTES", LIMIT)
    put(*([" ".join(NUMBERED)] * 100))
    with fulltext.write() as writing:
        for number in range(101, 201):
            writing.put_pages(number, [PageEntry(number, number, 1, " ".join(NUMBERED))])
    return snapshot_of(folder)


def taken(opened):
    """What is remembered really takes: what each posting owns."""
    return sum(postings.cost for postings in opened._remembered._known.values())


def test_what_is_remembered_stays_within_its_limit(opened):
    for word in NUMBERED:
        paging.pages(opened, Words(word), 5)
        assert taken(opened) <= LIMIT
    assert len(opened._remembered._known) > 1


def test_words_asked_again_more_closely_stay_within_the_limit(opened):
    words = [opened.postings(TEXT, word) for word in NUMBERED[:20]]
    assert taken(opened) <= LIMIT
    for postings in words:
        assert len(postings.keys) == 200
        assert taken(opened) <= LIMIT


def test_what_is_forgotten_while_it_is_looked_at_costs_nothing_for_long(opened):
    held = [opened.postings(TEXT, word) for word in NUMBERED]
    for _ in range(3):
        for postings in held:
            postings.__dict__.pop("keys", None)
            assert len(postings.keys) == 200
    for word in NUMBERED:
        opened.postings(TEXT, word)
    assert len(opened._remembered._known) > 5
    assert opened._remembered._bytes == taken(opened)


def test_the_cost_is_that_of_all_that_was_copied(opened):
    postings = opened.postings(TEXT, "w1")
    before = postings.cost
    kept = [postings.entries, postings.frequencies, postings.keys, postings.column]
    kept.append(postings._positions)
    assert all(array.flags.owndata for array in kept)
    assert postings.cost - before == sum(array.nbytes for array in kept)


def test_what_is_no_text_stands_nowhere(fulltext, put):
    put("halal")
    for wanted in ("\udcff", "ha\udcff", "\ud800"):
        assert fulltext.ask(Prefix(wanted)).total == 0
        assert fulltext.pages(Fuzzy(wanted)).total == 0
        assert fulltext.pages(Words(wanted)).total == 0
        assert fulltext.suggest(wanted) is None


def test_a_similar_word_is_sought_in_a_field_that_no_card_has(fulltext, folder):
    for number in range(1, 20):
        with fulltext.write() as writing:
            writing.put_agreement(AgreementEntry(number, titles=("bản ghi nhớ",)))
    assert len(list(folder.glob("*.arr"))) < 19
    assert fulltext.ask(Field("country", Fuzzy("iran"))).total == 0
    assert fulltext.pages(Field("country", Fuzzy("iran"))).total == 0
    assert fulltext.pages(Field("title", Fuzzy("nhó"))).total == 19


def test_a_pasted_page_of_256_words_is_found(put, found):
    pasted = " ".join(f"w{number}" for number in range(256))
    put(pasted, pasted.replace("w9 ", ""))
    assert found(Words(pasted)) == [1]
    assert found(Phrase(pasted)) == [1]


def test_spellings_are_counted_over_all_segments(fulltext, folder):
    for number, text in enumerate(("đường duong", "đường Đường đương"), 1):
        with fulltext.write() as writing:
            writing.put_pages(number, [PageEntry(number, number, 1, text)])
    opened = snapshot_of(folder)
    assert opened.spellings("duong") == {"đường": 3, "duong": 1, "đương": 1}
    assert opened.spellings("unknown") == {}
    assert (opened.frequency("duong"), opened.knows("duong")) == (5, True)
    assert asking.ask(opened, Words("đường")).total == 2
