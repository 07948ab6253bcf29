"""The server is away: a desk reads on from its copy, and writes again once the server is back."""

from datetime import timedelta

import pytest
from tests.services.people.conftest import PASSWORD, staffed

from luutru import clock
from luutru.cli.main import main
from luutru.errors import ArchiveReadOnly, CatalogueOutOfReach, SignInNeeded, SignInRefused
from luutru.holdings.catalogue import FILE_NAME
from luutru.services import mirror
from luutru.services.accession import take_in
from luutru.services.archive import find_archive
from luutru.services.cards import card
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date
from luutru.services.people import signing_in
from luutru.services.people.clearances import grant
from luutru.services.search import search


@pytest.fixture
def reference(at_desk, a_scan):
    with at_desk("An") as archive:
        made = take_in(archive, a_scan("one")).reference
        describe(archive, made, [("title_vi", "Hợp tác đo lường")])
        bring_up_to_date(archive)
        return made


@pytest.fixture
def copied(at_desk, reference):
    """The archive of a desk that has a copy."""
    with at_desk("An") as archive:
        assert mirror.refresh(archive)
        return archive


@pytest.fixture
def away(copied, line):
    """The archive opened from the copy, as the server does not answer."""
    line.cut()
    found = find_archive(copied.folder, person="An")
    assert mirror.read_from_mirror(found)
    yield found
    found.close()
    line.mend()


def test_what_is_found_and_shown_comes_from_the_copy(away, reference):
    assert [hit.reference for hit in search(away, "do luong").hits] == [reference]
    assert card(away, reference).values["title_vi"].typed == "Hợp tác đo lường"
    (document,) = card(away, reference).documents
    assert away.path_of(document.sha256, is_master=True).is_file()


def test_nothing_is_written_into_the_copy(away, reference):
    before = (away.mirror_folder / FILE_NAME).read_bytes()
    with pytest.raises(ArchiveReadOnly, match="server does not answer"):
        describe(away, reference, [("note", "x")])
    assert (away.mirror_folder / FILE_NAME).read_bytes() == before


def test_nobody_but_its_owner_reads_the_copy(copied):
    assert (copied.mirror_folder / FILE_NAME).stat().st_mode & 0o777 == 0o600
    assert copied.mirror_folder.stat().st_mode & 0o777 == 0o700


def test_it_is_made_anew_only_where_somebody_wrote_and_a_while_has_passed(
    copied, at_desk, reference, monkeypatch
):
    with at_desk("Bình") as there:
        describe(there, reference, [("note", "x")])
    with at_desk("An"):
        assert not mirror.refresh(copied)
    later = clock.now() + mirror.EVERY
    monkeypatch.setattr(clock, "now", lambda: later)
    assert mirror.refresh(copied)
    monkeypatch.setattr(clock, "now", lambda: later + mirror.EVERY)
    assert not mirror.refresh(copied)


def test_a_copy_that_was_cut_off_leaves_the_one_before(copied, at_desk, reference, line):
    before = (copied.mirror_folder / FILE_NAME).read_bytes()
    describe(copied, reference, [("note", "x")])
    line.cut()
    with pytest.raises(CatalogueOutOfReach):
        mirror.refresh(copied, every=timedelta(0))
    line.mend()
    assert (copied.mirror_folder / FILE_NAME).read_bytes() == before
    assert {one.name for one in copied.mirror_folder.iterdir()} == {FILE_NAME, "mirror.json"}
    assert mirror.refresh(copied, every=timedelta(0))


def test_without_a_copy_nothing_can_be_read(at_desk, reference):
    with at_desk("Bình") as archive:
        found = find_archive(archive.folder)
        assert not mirror.read_from_mirror(found)
        assert found.read_only is None


def test_once_the_line_is_mended_work_goes_on_without_a_new_start(copied, line, reference):
    line.cut()
    with pytest.raises(CatalogueOutOfReach):
        describe(copied, reference, [("note", "x")])
    assert not mirror.server_answers(copied)
    line.mend()
    assert mirror.server_answers(copied)
    describe(copied, reference, [("note", "y")])
    assert card(copied, reference).values["note"].typed == "y"


def test_sign_in_and_need_to_know_hold_in_the_copy(at_desk, reference, line):
    with at_desk("An") as archive:
        describe(archive, reference, [("secrecy", "secret")])
        staffed(archive, hoa="archivist", lan="archivist")
        signing_in.sign_in(archive, "quantri", PASSWORD)
        grant(archive, reference, "hoa", "her work")
        mirror.refresh(archive)
        line.cut()
        seen = {}
        for name in ("hoa", "lan"):
            copy = find_archive(archive.folder)
            assert mirror.read_from_mirror(copy)
            assert signing_in.asks(copy)
            with pytest.raises(SignInNeeded):
                search(copy, "do luong")
            with pytest.raises(SignInRefused):
                signing_in.sign_in(copy, name, "not-this-one")
            signing_in.sign_in(copy, name, PASSWORD)
            seen[name] = [hit.reference for hit in search(copy, "do luong").hits]
            copy.close()
        assert seen == {"hoa": [reference], "lan": []}
        line.mend()


def test_a_command_that_reads_goes_on_from_the_copy_and_says_so(copied, line, reference, capsys):
    line.cut()
    assert main(["--lang", "en", "--archive", str(copied.folder), "show", reference]) == 0
    told = capsys.readouterr()
    assert "Hợp tác đo lường" in told.out
    assert "does not answer" in told.err
    assert "this desk copied on" in told.err
    assert (
        main(["--lang", "en", "--archive", str(copied.folder), "describe", reference, "note=x"])
        == 4
    )
    line.mend()
