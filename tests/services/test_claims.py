"""Several desks read what waits: each document is read by one of them."""

import pytest
from sqlalchemy import text

from luutru.services import readings
from luutru.services.accession import take_in
from luutru.services.reading_queue import ReadingQueue


@pytest.fixture
def two_scans(at_desk, a_scan):
    """Two documents of two pages that wait to be read."""
    with at_desk("first") as archive:
        for mark in ("one", "two"):
            take_in(archive, a_scan(mark, pages=2))
        for file_id, path in readings.uncounted(archive):
            readings.store_inspection(archive, file_id, archive.reader.inspect(path))


@pytest.fixture
def queue_of():
    """Queues of one desk each, which are closed in the end."""
    made = []

    def queue_of(archive):
        made.append(ReadingQueue(archive, lambda: None))
        return made[-1]

    yield queue_of
    for queue in made:
        queue.close()


def test_no_two_desks_read_the_same_document(at_desk, two_scans, queue_of):
    with at_desk("first") as here, at_desk("second") as there:
        ours, theirs = queue_of(here), queue_of(there)
        mine, yours = iter(ours), iter(theirs)
        first, other = next(mine), next(yours)
        assert first.document_id != other.document_id
        assert {page.document_id for page in yours} == {other.document_id}
        assert {page.document_id for page in mine} == {first.document_id}


def test_what_a_desk_that_died_had_undertaken_is_read_by_another(at_desk, two_scans, queue_of):
    with at_desk("first") as here, at_desk("second") as there:
        dying = queue_of(here)
        next(iter(dying))
        with there.catalogue.database.reading.connect() as server:
            server.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database "
                    "ON pg_database.oid = database "
                    "WHERE locktype = 'advisory' AND datname = current_database()"
                )
            )
        assert len(list(queue_of(there))) == 4


def test_what_was_read_before_it_was_undertaken_is_not_read_again(at_desk, two_scans, queue_of):
    with at_desk("first") as here, at_desk("second") as there:
        late = queue_of(there)
        pages = iter(late)
        seen = next(pages)
        for page in list(queue_of(here)):
            told = next(here.reader.read_pages(iter([_request(here, page)])))
            readings.store_reading(here, told)
        assert {page.document_id for page in pages} == {seen.document_id}


def _request(archive, page):
    from luutru.reading.messages import PageRequest  # noqa: PLC0415

    path = archive.path_of(page.sha256, is_master=page.is_master)
    return PageRequest(page.page_id, path, page.number)
