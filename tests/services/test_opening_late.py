"""An archive can be found before it is opened; whoever asks first opens it."""

from threading import Thread

import pytest

from luutru.errors import NoArchive
from luutru.services.archive import create_archive, find_archive
from luutru.services.rows import agreement_ids


@pytest.fixture
def folder(tmp_path):
    create_archive(tmp_path / "one", name="Kho").close()
    return tmp_path / "one"


def test_an_archive_that_was_found_tells_its_name_without_being_open(folder):
    found = find_archive(folder)
    assert (found.settings.name, found.is_open) == ("Kho", False)
    found.close()


def test_who_asks_first_opens_it_for_all_who_ask_at_once(folder):
    found = find_archive(folder)
    seen = []
    asking = [Thread(target=lambda: seen.append(found.catalogue)) for _ in range(4)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert len({id(catalogue) for catalogue in seen}) == 1
    assert list(agreement_ids(found)) == []
    found.close()


def test_where_there_is_none_nothing_is_found(tmp_path):
    with pytest.raises(NoArchive):
        find_archive(tmp_path)
