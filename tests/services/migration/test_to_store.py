"""The files of an archive go into a store with it, and come back."""

import shutil
from contextlib import closing

import pytest
from tests.encrypted_run import plain_only
from tests.office_run import one_desk_only
from tests.services.backup.media import flip
from tests.services.migration.meddling import Meddling, stop

from luutru.errors import MoveRefused
from luutru.progress import Cancelled
from luutru.services.archive import open_archive
from luutru.services.copies import continuity
from luutru.services.inspecting import verify
from luutru.services.migration.to_folder import migrate_to_folder
from luutru.services.migration.to_server import migrate_to_server
from luutru.services.migration.to_store import PUTTING
from luutru.services.offices import join_office

pytestmark = [one_desk_only, plain_only]


def test_the_files_go_into_a_store_and_come_back(folder, opened, address, share, tmp_path):
    with closing(open_archive(folder, person="an")) as archive:
        archive.catalogue.viewer.is_keeper = True
        with pytest.raises(Cancelled):
            stopped = Meddling(PUTTING, stop, at_end=True)
            migrate_to_server(archive, address, stopped, store=str(share))
        report = migrate_to_server(archive, address, store=str(share))
    assert report.files == 7
    shutil.rmtree(folder / "originals")
    office = opened(folder)
    assert office.settings.store == str(share)
    assert verify(office, full=True).findings == ()
    with closing(join_office(address, person="second", folder=tmp_path / "second")) as second:
        second.catalogue.viewer.is_keeper = True
        assert verify(second, full=True).findings == ()
        assert migrate_to_folder(second, tmp_path / "back", leave=True).files == 7
    back = opened(tmp_path / "back")
    assert back.settings.store == back.settings.catalogue == ""
    assert verify(back, full=True).findings == ()


def test_a_changed_original_keeps_the_archive_where_it_is(folder, address, share):
    with closing(open_archive(folder)) as archive:
        flip(archive.strongroom.path_of(min(archive.strongroom)))
        with pytest.raises(MoveRefused):
            migrate_to_server(archive, address, store=str(share))
        assert continuity.standing(archive).sealed_for == ""
