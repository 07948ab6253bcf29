import pytest

from luutru import failpoints
from luutru.errors import DiskFull, DiskTrouble, FolderTaken, NewerArchive, NoArchive
from luutru.services.archive import create_archive, open_archive
from luutru.settings import ArchiveSettings, write_settings


def test_an_archive_opens_again_with_its_name(tmp_path):
    made = create_archive(tmp_path / "kho", name="Kho lưu trữ")
    made.close()
    opened = open_archive(tmp_path / "kho", person="văn thư")
    assert (opened.settings.name, opened.id, opened.person) == ("Kho lưu trữ", made.id, "văn thư")
    opened.close()


def test_the_index_lies_outside_the_archive(archive):
    assert not archive.index_folder.is_relative_to(archive.folder)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(FolderTaken):
        create_archive(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_folder_without_an_archive_is_told(tmp_path):
    with pytest.raises(NoArchive, match="luutru init"):
        open_archive(tmp_path)


def test_a_place_where_no_folder_can_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DiskTrouble):
        create_archive(tmp_path / "file" / "kho")


def test_an_archive_of_a_later_layout_is_refused(archive):
    write_settings(archive.folder, ArchiveSettings(id=archive.id, name="x", layout=99))
    with pytest.raises(NewerArchive):
        open_archive(archive.folder)


@pytest.mark.parametrize("content", ["", "not = toml = at all", "[archive]\nid = 1", "\xff"])
def test_settings_that_are_not_ours_are_no_archive(archive, content):
    (archive.folder / "archive.toml").write_text(content, encoding="latin-1")
    with pytest.raises(NoArchive):
        open_archive(archive.folder)


def test_a_disk_that_fills_up_at_the_end_makes_no_archive_and_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv(failpoints.VARIABLE, "disk.settings=full")
    with pytest.raises(DiskFull):
        create_archive(tmp_path / "new")
    with pytest.raises(NoArchive):
        open_archive(tmp_path / "new")
