"""The custody log as people read, narrow and keep it."""

from datetime import timedelta

import pytest
from tests.tampering import unlock_log

from luutru import clock, i18n
from luutru.records.custody import CustodyEntry
from luutru.services import custody, lookup
from luutru.services.accession import take_in
from luutru.services.administration.log_reading import (
    LogFilter,
    log_facets,
    log_numbers,
    log_rows,
)
from luutru.services.administration.reports import log_table, write_log
from luutru.services.archive import open_archive
from luutru.services.arrivals import Joining
from luutru.services.chain import check_chain
from luutru.services.describe import describe


def rows(archive, **wanted):
    return log_rows(archive, log_numbers(archive, LogFilter(**wanted)))


def acts(archive, **wanted):
    return [row.act for row in rows(archive, **wanted)]


@pytest.fixture
def filled(archive, keep):
    reference = keep("Bản ghi nhớ về đo lường", signed_on="7/12/2023")
    other = open_archive(archive.folder, person="Trần Văn B")
    describe(other, reference, [("signed_on", "8/12/2023")])
    other.close()
    return reference


def test_the_newest_entry_comes_first(archive, filled):
    assert acts(archive)[-1] == "opened"
    numbers = list(log_numbers(archive))
    assert numbers == sorted(numbers, reverse=True)


def test_what_stood_there_before_is_told_beside_what_stands_there_now(archive, filled):
    newest = rows(archive)[0]
    assert newest.told == "Signed on: 07/12/2023 → 08/12/2023"
    (change,) = newest.changes
    assert (change.label, change.before, change.after) == ("Signed on", "07/12/2023", "08/12/2023")


def test_it_is_narrowed_by_person_act_and_reference(archive, filled):
    assert acts(archive, person="Trần Văn B") == acts(archive)[:1]
    assert acts(archive, act="taken_in") == ["taken_in"]
    assert len(acts(archive, reference=filled)) == len(acts(archive)) - 1
    assert acts(archive, reference=filled, act="opened") == []


def test_the_documents_of_an_agreement_belong_to_its_reference(archive, filled, a_scan):
    annex = take_in(archive, a_scan("annex"), joining=Joining.ANNEX_OF, to=filled).reference
    assert annex in {row.reference for row in rows(archive, reference=filled)}


def test_it_is_narrowed_by_a_span_of_days(archive, filled):
    today = clock.today()
    day = timedelta(days=1)
    everything = acts(archive)
    assert acts(archive, first=today, last=today) == everything
    assert acts(archive, last=today - day) == []
    assert acts(archive, first=today + day) == []


def test_words_are_found_without_marks_and_in_what_was_done(archive, filled):
    assert "described" in acts(archive, text="do luong")
    assert acts(archive, text="taken in") == ["taken_in"]
    assert acts(archive, text="nothing like this") == []


def test_who_and_what_can_be_chosen(archive, filled):
    facets = log_facets(archive)
    assert facets.persons == ("Trần Văn B", "archivist")
    assert set(facets.acts) == {*acts(archive), "sealed"}


def test_what_waits_at_the_door_stays_wordless_for_search_and_list(archive, keep):
    reference = keep("Tuyệt mật về biên giới")
    with archive.catalogue.write(whole=True) as session:
        lookup.document(session, reference).held_for = "secret"
    assert acts(archive, text="bien gioi") == []
    assert all("biên giới" not in row.told for row in rows(archive))
    assert rows(archive, act="taken_in")[0].reference == reference


def test_the_table_carries_the_head_and_what_it_was_narrowed_to(archive, filled, tmp_path):
    table = log_table(archive, LogFilter(act="taken_in"))
    seq, head = custody.head(archive)
    assert f"Head of the log: entry {seq}, {head}" in table.about
    assert "Act: Taken in" in table.about
    write_log(archive, LogFilter(act="taken_in"), tmp_path / "log.csv")
    told = (tmp_path / "log.csv").read_text(encoding="utf-8-sig")
    assert head in told
    assert filled in told


def test_the_whole_table_is_read_from_the_first_entry_on(archive, filled):
    numbers = [row[0] for row in log_table(archive).rows]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_log_speaks_vietnamese(archive, filled):
    i18n.use_language("vi")
    assert rows(archive)[0].told == "Ngày ký: 07/12/2023 → 08/12/2023"


def test_a_sound_chain_ends_in_the_head(archive, filled):
    verdict = check_chain(archive)
    assert verdict.is_sound
    assert (verdict.seq, verdict.head) == custody.head(archive)


def test_a_head_kept_elsewhere_is_found_again(archive, filled, keep):
    seq, head = custody.head(archive)
    keep("another")
    found = check_chain(archive, head[:16].upper())
    assert (found.is_sound, found.anchor_at) == (True, seq)
    assert not check_chain(archive, "f" * 64).is_sound


def test_a_changed_entry_is_named(archive, filled):
    with archive.catalogue.write() as session:
        connection = session.connection()
        unlock_log(connection)
        session.get_one(CustodyEntry, 2).person = "x"
    assert check_chain(archive).broken == (2,)
