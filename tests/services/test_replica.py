"""Several desks on one server: each has an index of its own, which follows all others."""

import pytest

from luutru import settings
from luutru.errors import OnlyAtOneDesk
from luutru.services import replica
from luutru.services.accession import take_in
from luutru.services.archive import create_archive
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date
from luutru.services.inspecting import verify
from luutru.services.keyring import Secrets
from luutru.services.search import search


@pytest.fixture
def found(at_desk):
    def found(desk, words):
        with at_desk(desk) as archive:
            return [hit.reference for hit in search(archive, words).hits]

    return found


@pytest.fixture
def entered(at_desk, a_scan):
    def entered(desk, title):
        with at_desk(desk) as archive:
            reference = take_in(archive, a_scan(title)).reference
            describe(archive, reference, [("title_vi", title)])
            bring_up_to_date(archive)
            return reference

    return entered


def test_what_one_desk_describes_every_desk_finds(entered, found):
    assert found("second", "chương") == []
    reference = entered("first", "Hợp tác đo lường")
    assert found("first", "đo lường") == [reference]
    assert found("second", "do luong") == [reference]


def test_a_desk_that_was_off_catches_up(at_desk, entered, found):
    first = entered("first", "Thử nghiệm")
    assert found("second", "thử nghiệm") == [first]
    others = {entered("first", f"Công nhận {number}") for number in range(3)}
    with at_desk("first") as archive:
        describe(archive, first, [("title_vi", "Kiểm định")])
    assert set(found("second", "công nhận")) == others
    assert found("second", "kiểm định") == [first]


def test_a_new_desk_fills_its_index_from_the_catalogue(entered, found):
    references = {entered("first", f"Chứng nhận {number}") for number in range(3)}
    assert set(found("third", "chứng nhận")) == references


def test_a_desk_that_was_away_for_too_long_fills_its_index_anew(
    at_desk, entered, found, monkeypatch
):
    first = entered("first", "Mã số")
    assert found("second", "mã số") == [first]
    monkeypatch.setattr(replica, "_AT_ONCE", 1)
    others = {entered("first", f"Vạch {number}") for number in range(3)}
    with at_desk("second") as archive:
        assert not replica.follow(archive)
    assert set(found("second", "vạch")) == others


def test_a_place_that_was_lost_is_made_good(at_desk, entered, found):
    reference = entered("first", "Năng suất")
    with at_desk("first") as archive:
        archive.index_folder.with_suffix(".place").write_text("{", encoding="utf-8")
    assert found("first", "năng suất") == [reference]
    with at_desk("first") as archive:
        assert replica.read_place(archive) is not None


def test_desks_need_not_follow_themselves(at_desk, entered):
    entered("first", "Chất lượng")
    with at_desk("first") as archive:
        before = archive.fulltext.fingerprint()
        generation = archive.fulltext._current().manifest.generation
        assert replica.follow(archive)
        assert archive.fulltext._current().manifest.generation == generation
        assert archive.fulltext.fingerprint() == before


def test_everybody_sits_down_and_everything_is_as_it_was_taken_in(at_desk, entered):
    entered("first", "Một")
    entered("second", "Hai")
    for desk in ("first", "second"):
        with at_desk(desk) as archive:
            assert archive.sit_down()
            bring_up_to_date(archive)
            assert verify(archive, full=True).findings == ()


def test_no_password_of_the_server_is_written_down(address, tmp_path):
    typed = address.replace("luutru@", "luutru:s3cret@")
    create_archive(tmp_path / "shared", catalogue=typed).close()
    assert "s3cret" not in (tmp_path / "shared" / settings.FILE_NAME).read_text("utf-8")


def test_an_archive_that_a_server_keeps_is_not_said_to_be_encrypted(address, tmp_path):
    secrets = Secrets("nine green mountains", "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ")
    with pytest.raises(OnlyAtOneDesk):
        create_archive(tmp_path / "shared", catalogue=address, secrets=secrets)
    assert not (tmp_path / "shared").exists()
