"""What a full disk or a crash leaves of a copy is put right, and no copy loses its file."""

import pytest
from sqlalchemy import select
from tests.office_run import one_desk_only

from luutru.errors import CopyNotHandedOut, CopyNotSound, DiskFull
from luutru.failpoints import VARIABLE
from luutru.holdings.stamper import Stamper
from luutru.records.register import CopyEvent
from luutru.services.copies.examining import examine
from luutru.services.copies.issuing import issue
from luutru.services.copies.recovering import recover_copies
from luutru.services.copies.register import TRIAL_SERIES
from luutru.services.copies.request import Wanted

TO = ("Lưu: VT.",)


@pytest.fixture
def wanted(keep):
    told = {"copy_kind": "original", "medium": "paper", "secrecy": "none"}
    return Wanted(keep("Bản ghi nhớ", **told), recipients=TO)


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def states(archive):
    with archive.catalogue.read() as session:
        return list(session.scalars(select(CopyEvent.state).order_by(CopyEvent.seq)))


def left(archive):
    return [file.name for file in (archive.folder / "copies").rglob("*") if file.is_file()]


@pytest.mark.parametrize("point", ["stamping.added", "stamping.signed", "copies.signed"])
def test_a_disk_that_is_full_voids_the_number_and_leaves_nothing(
    archive, wanted, out, monkeypatch, point
):
    monkeypatch.setenv(VARIABLE, f"{point}=full")
    with pytest.raises(DiskFull):
        issue(archive, wanted, out)
    assert states(archive) == ["reserved", "void"]
    assert (left(archive), list(out.iterdir())) == ([], [])


@pytest.mark.parametrize(
    ("point", "finished"), [("copies.entered", ("01/SY-TĐC",)), ("copies.kept", ())]
)
def test_a_copy_that_was_entered_stays_issued_when_the_disk_is_full(
    archive, wanted, out, monkeypatch, point, finished
):
    monkeypatch.setenv(VARIABLE, f"{point}=full")
    with pytest.raises(CopyNotHandedOut, match="full"):
        issue(archive, wanted, out)
    monkeypatch.delenv(VARIABLE)
    assert list(out.iterdir()) == []
    assert recover_copies(archive).finished == finished
    assert (states(archive), left(archive)) == (["reserved", "issued"], ["0001-SY.pdf"])
    assert examine(archive, series=TRIAL_SERIES) == []


@one_desk_only
def test_a_copy_whose_number_was_voided_meanwhile_is_not_issued(archive, wanted, out):
    class Hurried(Stamper):
        def certify(self, *asked):
            made = super().certify(*asked)
            assert recover_copies(archive).voided == ("01/SY-TĐC",)
            return made

    stamper = Hurried()
    try:
        with pytest.raises(CopyNotSound):
            issue(archive, wanted, out, stamper)
    finally:
        stamper.close()
    assert states(archive) == ["reserved", "void"]
    assert (left(archive), list(out.iterdir())) == ([], [])
