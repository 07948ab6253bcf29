"""An archive that is quickly at hand, and a medium in a folder of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfWriter

from luutru.services.accession import take_in
from luutru.services.archive import Archive, create_archive, open_archive
from luutru.services.backup.backing_up import back_up
from luutru.services.charter import Agency
from luutru.services.describe import describe

TITLES = ("Lease", "Halal", "Metrology")


@pytest.fixture(scope="module")
def three_kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an archive with three agreements, to be copied by each test."""
    folder = tmp_path_factory.mktemp("three")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUUTRU_INDEX_DIR", str(folder / "index"))
        patch.setenv("LUUTRU_PERSON", "archivist")
        patch.setenv("LUUTRU_RESERVE_MB", "1")
        agency = Agency("Tổng cục Tiêu chuẩn", "TĐC", "HÀ NỘI", "TỔNG CỤC TRƯỞNG")
        made = create_archive(folder / "archive", name="Test archive", agency=agency)
        for title in TITLES:
            writer = PdfWriter()
            writer.add_blank_page(width=595, height=842)
            writer.add_metadata({"/Subject": title})
            writer.write(folder / f"{title}.pdf")
            reference = take_in(made, folder / f"{title}.pdf").reference
            describe(made, reference, [("title_vi", title)])
        made.close()
    return folder / "archive"


@pytest.fixture
def archive(three_kept: Path, tmp_path: Path) -> Iterator[Archive]:
    """An archive of the test's own, with three agreements."""
    opened = open_archive(shutil.copytree(three_kept, tmp_path / "archive"))
    yield opened
    opened.close()


@pytest.fixture
def medium(tmp_path: Path) -> Path:
    """The place that is given to a backup."""
    return tmp_path / "medium"


@pytest.fixture
def backed_up(archive: Archive, medium: Path) -> Archive:
    """The archive, with a first backup of it on the medium."""
    back_up(archive, medium)
    return archive
