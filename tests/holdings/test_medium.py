"""An archive on a medium that is only read is read, and nothing is made beside it."""

import shutil

import pytest

from luutru.errors import MediumUnfit
from luutru.holdings.catalogue import FILE_NAME, open_catalogue
from luutru.records.agency import Setting


@pytest.fixture
def written(tmp_path):
    catalogue = open_catalogue(tmp_path)
    with catalogue.write() as session:
        session.add(Setting(name="a", value="1"))
    yield catalogue
    catalogue.close()


def test_it_is_read_and_left_as_it_was(written, tmp_path):
    written.close()
    before = sorted(path.name for path in tmp_path.iterdir())
    medium = open_catalogue(tmp_path, only_read=True)
    with medium.read() as session:
        assert session.get(Setting, "a") is not None
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    medium.close()


def test_what_was_not_finished_is_not_read_past(written, tmp_path):
    copied = tmp_path / "medium"
    copied.mkdir()
    for path in tmp_path.glob(f"{FILE_NAME}*"):
        shutil.copy(path, copied)
    with pytest.raises(MediumUnfit):
        open_catalogue(copied, only_read=True)
