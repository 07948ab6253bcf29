"""An office shares one archive: any desk that knows the address of its server joins."""

import shutil
import stat
from contextlib import closing
from dataclasses import replace

import psycopg
import pytest
from tests.office_run import address_of, new_database, one_desk_only

from luutru import settings
from luutru.errors import (
    AddressUnfit,
    CatalogueOutOfReach,
    DatabaseUnfit,
    FolderTaken,
    ForeignStore,
    NoOffice,
    OfficeExists,
    OtherOffice,
    StoreOutOfReach,
    StoreTaken,
    StoreUnfit,
)
from luutru.holdings.databases.postgresql import PostgresqlDatabase
from luutru.holdings.stores.opening import found_store
from luutru.services.accession import take_in
from luutru.services.administration.agency import name_archive
from luutru.services.archive import create_archive, open_archive
from luutru.services.backup.backing_up import back_up
from luutru.services.charter import Agency, Charter
from luutru.services.indexing import bring_up_to_date
from luutru.services.inspecting import verify
from luutru.services.migration.from_backup import Target, restore_to_office
from luutru.services.offices import found_office, home_at, join_office, known_home, office_at
from luutru.services.recovery import put_right
from luutru.services.retries import failures

CHARTER = Charter("Office", Agency("Cục Lễ tân"), "TDC", "first")


@pytest.fixture(autouse=True)
def own_offices(monkeypatch, tmp_path):
    monkeypatch.setenv("LUUTRU_OFFICES_DIR", str(tmp_path / "offices"))


def homes(tmp_path):
    return sorted((tmp_path / "offices").glob("*"))


def test_what_one_desk_takes_in_another_finds_and_opens(office, a_scan):
    scan = a_scan("a")
    with office("first") as here:
        receipt = take_in(here, scan)
    with office("second") as there:
        bring_up_to_date(there, recognise=False)
        kept = there.path_of(receipt.sha256, is_master=True)
        assert kept.read_bytes() == scan.read_bytes()
        assert kept.is_relative_to(there.folder)
        assert there.folder != here.folder
        assert verify(there, full=True).is_sound
    with office("first") as here:
        assert verify(here, full=True).is_sound


def test_an_office_may_keep_its_files_in_a_bucket(address, bucket_address, a_scan, tmp_path):
    scan = a_scan()
    here = found_office(address, bucket_address, CHARTER, folder=tmp_path / "here")
    receipt = take_in(here, scan)
    there = join_office(address, folder=tmp_path / "there")
    assert there.path_of(receipt.sha256, is_master=True).read_bytes() == scan.read_bytes()
    assert verify(there, full=True).is_sound
    assert back_up(there, tmp_path / "medium").copied == 1
    for archive in (here, there):
        archive.close()


def test_a_desk_learns_everything_from_the_server(office, address, share, tmp_path):
    with office("first") as here:
        told = here.settings
    with office("second") as there:
        assert there.settings == told
        assert there.folder == tmp_path / "second" / "offices" / there.id
    assert office_at(address) == (told.id, "Office", str(share))
    assert told.store == str(share)


def test_joining_again_opens_the_home_that_is_there(office, address):
    with office("first") as here:
        again = join_office(address)
        assert again.folder == here.folder
        again.close()
        assert known_home(address) == here.folder


def test_a_desk_may_see_the_store_at_another_place(office, address, share, tmp_path, a_scan):
    with office("first") as here:
        receipt = take_in(here, a_scan())
    moved = share.rename(tmp_path / "mounted elsewhere")
    with pytest.raises(StoreOutOfReach):
        join_office(address, folder=tmp_path / "home")
    assert not (tmp_path / "home").exists()
    archive = join_office(address, store=str(moved), folder=tmp_path / "home")
    assert archive.path_of(receipt.sha256, is_master=True).is_file()
    archive.close()
    archive = join_office(address, folder=tmp_path / "home")
    assert archive.settings.store == str(moved)
    archive.close()


def test_a_desk_goes_to_the_store_of_another_server_with_its_archive(office, share, tmp_path):
    with office("first") as here:
        back_up(here, tmp_path / "medium")
        target = Target(address_of(new_database()), str(tmp_path / "restored"), tmp_path)
        restore_to_office([tmp_path / "medium"], target)
    with closing(join_office(target.address, folder=here.folder)) as there:
        assert there.settings.store == target.store != str(share)


def test_the_store_of_another_office_is_refused(office, address, tmp_path):
    with office("first"):
        pass
    found_store(str(tmp_path / "other"), "another")
    with pytest.raises(ForeignStore):
        join_office(address, store=str(tmp_path / "other"), folder=tmp_path / "home")
    assert not (tmp_path / "home").exists()


def test_a_new_name_reaches_every_desk(office, address):
    with office("first") as here:
        name_archive(here, "Lưu trữ Cục")
    with office("second") as there:
        assert there.settings.name == "Lưu trữ Cục"


@pytest.mark.parametrize("address_given", ["postgresql://host:port/x", "mysql://x/y", "/srv/x", ""])
def test_what_is_no_address_is_refused(address_given, tmp_path):
    with pytest.raises(AddressUnfit):
        join_office(address_given)
    assert homes(tmp_path) == []


def test_an_empty_database_is_no_office(address, tmp_path):
    with pytest.raises(NoOffice):
        join_office(address)
    assert homes(tmp_path) == []


def test_an_archive_whose_files_lie_at_one_desk_is_not_joined(address, tmp_path):
    create_archive(tmp_path / "shared", catalogue=address).close()
    with pytest.raises(NoOffice):
        join_office(address)


def test_a_server_that_does_not_answer_is_told_as_such(tmp_path):
    with pytest.raises(CatalogueOutOfReach):
        join_office(f"postgresql:///office?host={tmp_path}")
    assert homes(tmp_path) == []


def test_a_second_archive_is_not_founded_over_the_first(office, address, tmp_path):
    with office("first"):
        pass
    with pytest.raises(OfficeExists):
        found_office(address, str(tmp_path / "other"), CHARTER)
    assert not (tmp_path / "other").exists()


def test_a_database_of_something_else_is_left_alone(address, share):
    with psycopg.connect(address, autocommit=True) as server:
        server.execute("CREATE TABLE wages (amount integer)")
    with pytest.raises(DatabaseUnfit):
        found_office(address, str(share), CHARTER)
    assert not share.exists()


@pytest.mark.parametrize(
    ("store", "error"), [("taken", StoreTaken), ("ftp://host", StoreUnfit), ("/proc/x", Exception)]
)
def test_a_store_that_cannot_be_used_leaves_nothing_behind(address, tmp_path, store, error):
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "letter").touch()
    with pytest.raises(error):
        found_office(address, str(tmp_path / store) if store == "taken" else store, CHARTER)
    assert homes(tmp_path) == []
    found_office(address, str(tmp_path / "share"), CHARTER).close()


def test_founding_that_failed_may_be_done_again(address, share, monkeypatch, tmp_path):
    def fail(*_words, **_more):
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr("luutru.services.founding.enter_first_records", fail)
        with pytest.raises(OSError):  # noqa: PT011
            found_office(address, str(share), CHARTER)
    found_office(address, str(share), CHARTER).close()


@one_desk_only
def test_the_home_of_another_archive_is_not_taken_over(office, address, tmp_path):
    with office("first"):
        pass
    create_archive(tmp_path / "own").close()
    with pytest.raises(FolderTaken):
        join_office(address, folder=tmp_path / "own")
    assert settings.read_settings(tmp_path / "own").catalogue == ""


def test_a_home_is_not_opened_on_the_catalogue_of_another_archive(office, share, tmp_path):
    with office("first") as here:
        told = here.settings
    other = address_of(new_database())
    found_office(other, str(tmp_path / "other"), CHARTER).close()
    settings.write_settings(here.folder, replace(told, catalogue=other))
    with pytest.raises(OtherOffice):
        open_archive(here.folder)


def test_a_password_is_used_and_written_down_nowhere(office, address, tmp_path):
    with office("first"):
        pass
    secret = address.replace("luutru@", "luutru:geheim@")
    home = home_at(secret, folder=tmp_path / "home")
    assert "geheim" not in (home / settings.FILE_NAME).read_text()
    used = PostgresqlDatabase(settings.read_settings(home).catalogue)
    assert used.reading.url.password == "geheim"  # noqa: S105
    used.close(changed=False)


def test_a_share_that_is_gone_leaves_nothing_half_written(office, share, tmp_path, a_scan):
    with office("first") as here:
        first = take_in(here, a_scan("a"))
        share.rename(tmp_path / "gone")
        share.mkdir()  # an empty mount point
        with pytest.raises(StoreOutOfReach):
            take_in(here, a_scan("b"))
        assert here.path_of(first.sha256, is_master=True).is_file()
        assert list(share.iterdir()) == []
        share.rmdir()
        (tmp_path / "gone").rename(share)
        put_right(here)
        second = take_in(here, a_scan("b"))
        assert second.reference.endswith("0002")
        assert verify(here, full=True).is_sound


def test_a_flipped_bit_in_the_store_is_found_and_named(office, share, a_scan):
    with office("first") as here:
        receipt = take_in(here, a_scan())
    kept = next((share / "originals").glob("??/??/*"))
    kept.chmod(kept.stat().st_mode | stat.S_IWUSR)
    content = bytearray(kept.read_bytes())
    content[-1] ^= 1
    kept.write_bytes(content)
    with office("second") as there:  # one bad file keeps no other one from being read
        other = take_in(there, a_scan("other")).sha256
        bring_up_to_date(there, recognise=False)
        assert [one.reference for one in failures(there)] == [receipt.reference]
        assert list(there.strongroom.at_hand()) == [other]
    with office("first") as here:
        found = verify(here, full=True).findings
        assert [one.kind for one in found] == ["original_changed"]
        assert receipt.reference in str(found[0])


def test_what_another_desk_has_not_entered_yet_is_left_to_it(office, a_scan):
    with office("first") as here:
        kept = here.strongroom.take_in(a_scan())
    with office("second") as there:
        assert put_right(there).set_aside == 0
        assert verify(there).is_sound
        assert there.strongroom.holds(kept.sha256)


def test_a_home_without_files_fetches_what_it_is_asked_for(office, a_scan):
    with office("first") as here:
        receipt = take_in(here, a_scan())
        shutil.rmtree(here.folder / "originals")
        (here.folder / "originals").mkdir()
        assert here.path_of(receipt.sha256, is_master=True).is_file()


def test_a_server_compiles_no_question_of_a_desk(at_desk):
    with at_desk("first") as archive, archive.catalogue.database.reading.connect() as connection:
        assert connection.exec_driver_sql("SHOW jit").scalar() == "off"
