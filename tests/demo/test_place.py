"""A demonstration makes its folder anew, and touches no other."""

import pytest

from luutru.demo.place import MARKER, prepared
from luutru.errors import DiskTrouble, FolderTaken
from luutru.services.archive import create_archive
from luutru.services.workstation import index_root


def test_a_new_folder_is_made_and_marked(tmp_path):
    place = prepared(tmp_path / "new" / "demo")
    assert (place.folder / MARKER).is_file()
    assert not place.archive.exists()


def test_a_folder_with_other_things_is_refused_and_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(FolderTaken):
        prepared(tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["letter.txt"]


def test_a_former_demonstration_gives_way_with_its_index(tmp_path):
    place = prepared(tmp_path / "demo")
    archive = create_archive(place.archive)
    index = index_root() / archive.id
    index.mkdir(parents=True)
    archive.close()
    original = place.archive / "originals" / "ab" / "kept.pdf"
    original.parent.mkdir(parents=True)
    original.write_bytes(b"%PDF-")
    original.chmod(0o440)
    original.parent.chmod(0o550)
    place.scans.mkdir()

    again = prepared(tmp_path / "demo")
    assert not again.archive.exists()
    assert not again.scans.exists()
    assert not index.exists()


def test_what_somebody_put_beside_a_demonstration_stays(tmp_path):
    place = prepared(tmp_path / "demo")
    (place.folder / "notes.txt").write_text("mine")
    prepared(tmp_path / "demo")
    assert (place.folder / "notes.txt").read_text() == "mine"


def test_a_file_in_the_way_is_told_as_trouble_of_the_disk(tmp_path):
    (tmp_path / "demo").write_text("a file")
    with pytest.raises(DiskTrouble):
        prepared(tmp_path / "demo")
