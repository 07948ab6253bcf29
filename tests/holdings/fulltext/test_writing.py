from contextlib import suppress

from tests.holdings.fulltext.conftest import put_page

from faults_operations import ERROR, OPERATIONS
from luutru.errors import DiskTrouble
from luutru.holdings.fulltext.entries import AgreementEntry, PageEntry
from luutru.holdings.fulltext.fingerprint import Fingerprint, fingerprint_of
from luutru.holdings.fulltext.query import Words


def pages(agreement, document, *texts):
    return [PageEntry(agreement, document, at, text) for at, text in enumerate(texts, 1)]


def test_pages_put_again_replace_those_before(fulltext, found):
    with fulltext.write() as writing:
        writing.put_pages(7, pages(1, 7, "cũ", "halal"))
    with fulltext.write() as writing:
        writing.put_pages(7, pages(1, 7, "mới"))
    assert (found(Words("cũ")), found(Words("halal")), found(Words("mới"))) == ([], [], [1])


def test_pages_put_twice_in_one_session_stand_once(fulltext, found):
    with fulltext.write() as writing:
        writing.put_pages(7, pages(1, 7, "cũ", "halal"))
        writing.put_pages(8, pages(2, 8, "khác"))
        writing.put_pages(7, pages(1, 7, "mới"))
        writing.put_pages(7, pages(1, 7, "mới hơn"))
    assert fulltext.document_count() == 2
    assert (found(Words("cũ")), found(Words("khác")), found(Words("hơn"))) == ([], [2], [1])


def test_a_corrected_card_is_found_at_once(fulltext, found):
    with fulltext.write() as writing:
        writing.put_agreement(AgreementEntry(1, partners=("Belarut",)))
    with fulltext.write() as writing:
        writing.put_agreement(AgreementEntry(1, partners=("Belarus",)))
    assert (found(Words("Belarut")), found(Words("Belarus"))) == ([], [1])


def test_a_document_moved_to_another_agreement_is_found_there(fulltext, found):
    with fulltext.write() as writing:
        writing.put_pages(7, pages(1, 7, "halal"))
    with fulltext.write() as writing:
        writing.put_pages(7, pages(2, 7, "halal"))
    assert found(Words("halal")) == [2]


def test_removing_an_agreement_removes_its_card_and_all_pages(fulltext):
    with fulltext.write() as writing:
        writing.put_agreement(AgreementEntry(1, titles=("a",)))
        writing.put_pages(7, pages(1, 7, "a", "b"))
        writing.put_pages(8, pages(2, 8, "a"))
    with fulltext.write() as writing:
        writing.remove_document(7)
        writing.remove_agreement(1)
        writing.remove_agreement(99)
    assert fulltext.fingerprint() == fingerprint_of([(2, 8, 1)])


def test_the_fingerprint_is_that_of_what_was_written(fulltext):
    with fulltext.write() as writing:
        writing.put_agreement(AgreementEntry(1))
        writing.put_pages(7, pages(1, 7, "", "b"))
    rows = [(1, 7, 2), (1, 0, 0), (1, 7, 1)]
    assert fulltext.fingerprint() == fingerprint_of(rows)
    assert fingerprint_of([]) == Fingerprint(0, 0)
    for other in ([(2, 7, 2), *rows[1:]], [(1, 8, 2), *rows[1:]], [(1, 7, 3), *rows[1:]], rows[1:]):
        assert fingerprint_of(other) != fingerprint_of(rows)


def test_many_small_sessions_are_merged_and_nothing_is_lost(fulltext, folder, found):
    for number in range(1, 22):
        with fulltext.write() as writing:
            writing.put_pages(number, pages(number, number, f"halal mã{number}"))
            if number > 1:
                writing.remove_document(number - 1 if number % 3 == 0 else 0)
    left = [number for number in range(1, 22) if (number + 1) % 3]
    assert sorted(found(Words("halal"))) == left
    assert fulltext.fingerprint() == fingerprint_of([(n, n, 1) for n in left])
    assert len(list(folder.glob("*.seg"))) < 10
    assert found(Words("mã9")) == [9]


def test_a_session_without_a_change_is_a_session(fulltext):
    with fulltext.write():
        pass
    assert not fulltext.was_reset
    assert fulltext.document_count() == 0


def test_a_disk_that_fails_as_writing_begins_keeps_nobody_from_writing(fulltext):
    put_page(fulltext, 1)
    for number in range(1, 200):
        with OPERATIONS.counted(number, ERROR) as operations, suppress(DiskTrouble):
            put_page(fulltext, 2)
        put_page(fulltext, 3)
        if not operations.failed:
            break
    assert 5 < number < 199
