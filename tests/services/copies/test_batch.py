"""Several copies are issued with one PIN, each under its number; what fails stays alone."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from tests.tokens import PIN, set_pin, token_key

from luutru.errors import (
    CertificateAbsent,
    CopyForbidden,
    KeyAmbiguous,
    NoPrivateKey,
    PinMissing,
    PinRefused,
    TokenAbsent,
    TokenTrouble,
)
from luutru.holdings.stamper import Stamper
from luutru.progress import Cancelled
from luutru.records.custody import CustodyEntry
from luutru.records.register import CopyEvent
from luutru.services.copies.batch import issue_each
from luutru.services.copies.issuing import issue
from luutru.services.copies.preparing import prepare
from luutru.services.copies.request import Wanted
from luutru.services.copies.verifying import verify_copy
from luutru.stamping.told import Verdict

SIGNED: dict[str, Any] = {
    "recipients": ("Lưu: VT.",), "signer_name": "Nguyễn Văn Mẫu", "signer_title": "Chánh Văn phòng",
}  # fmt: skip
SOURCE = {"copy_kind": "original", "medium": "paper", "secrecy": "none"}


@pytest.fixture(scope="module")
def stamper(drawer):
    made = Stamper()
    yield made
    made.close()


@pytest.fixture
def wanted(drawer, keep):
    def make(*titles, on="MOT", **key):
        return [
            Wanted(keep(title, **SOURCE), key=token_key(on, **key), **SIGNED) for title in titles
        ]

    return make


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def lines(archive):
    with archive.catalogue.read() as session:
        rows = session.scalars(select(CopyEvent).order_by(CopyEvent.seq))
        return [(row.number, row.state) for row in rows]


class StopsBefore:
    """Somebody who asks to stop before the copy of this place."""

    def __init__(self, place):
        self.place = place

    def report(self, done, total, label):
        assert total
        assert label
        if done == self.place:
            raise Cancelled


def test_one_pin_signs_all_and_each_gets_its_number(archive, wanted, authority, out, tmp_path):
    asked = wanted("Một", "Hai", "Ba", on="HAI", certificate="cq-ec")
    told = list(issue_each(archive, asked, out))
    issued = [one.issued for one in told if one.issued]
    assert [one.number for one in issued] == [1, 2, 3]
    roots = authority.roots(tmp_path / "roots")
    for one in issued:
        assert verify_copy(one.path, roots=roots).verdict is Verdict.ACCEPTED


def test_what_fails_stays_alone_and_the_rest_goes_on(archive, wanted, out):
    asked = wanted("Một", "Hai", "Ba")
    asked[1] = replace(asked[1], direction="dd")
    told = list(issue_each(archive, asked, out))
    assert [one.issued and one.issued.number for one in told] == [1, None, 2]
    assert isinstance(told[1].error, CopyForbidden)


def test_the_rest_stops_if_the_person_chose_so(archive, wanted, out):
    asked = wanted("Một", "Hai", "Ba")
    asked[1] = replace(asked[1], direction="dd")
    told = list(issue_each(archive, asked, out, goes_on=False))
    assert len(told) == 2
    assert lines(archive) == [(1, "reserved"), (1, "issued")]


def test_a_refused_pin_stops_everything_before_a_number_is_taken(archive, wanted, out):
    (only,) = list(issue_each(archive, wanted("Một", "Hai", pin="000000"), out))
    assert isinstance(only.error, PinRefused)
    assert "tries may be limited" in str(only.error)
    assert lines(archive) == []


def test_a_token_that_fails_in_the_middle_voids_one_number_and_stops(archive, wanted, out, drawer):
    drawer.token("RÚT")
    drawer.put("RÚT", "rút", "ec", "01")
    asked = wanted("Một", "Hai", "Ba", on="RÚT")
    told = []
    for outcome in issue_each(archive, asked, out):
        told.append(outcome)
        drawer.pull("RÚT")
    assert [type(one.error) for one in told] == [type(None), TokenTrouble]
    assert [number for number, state in lines(archive) if state == "issued"] == [1]
    assert sorted(path.name for path in (archive.folder / "copies").rglob("*.*")) == ["0001-SY.pdf"]


def test_a_stop_between_two_copies_leaves_no_half_copy(archive, wanted, out):
    told = issue_each(archive, wanted("Một", "Hai"), out, progress=StopsBefore(1))
    first = next(told).issued
    assert first
    assert first.number == 1
    with pytest.raises(Cancelled):
        next(told)
    assert lines(archive) == [(1, "reserved"), (1, "issued")]
    assert len(list(out.iterdir())) == 1


@pytest.mark.parametrize(
    ("token", "key", "kind"),
    [
        ("HAI", {}, KeyAmbiguous),
        ("", {}, KeyAmbiguous),
        ("HAI", {"certificate": "khác"}, CertificateAbsent),
        ("HAI", {"certificate": "khong-khoa"}, NoPrivateKey),
        ("BA", {}, TokenAbsent),
        ("MOT", {"pin": ""}, PinMissing),
    ],
)
def test_each_trouble_of_a_token_is_told_before_a_number(
    archive, wanted, out, stamper, token, key, kind
):
    (asked,) = wanted("Một", on=token, **key)
    with pytest.raises(kind):
        issue(archive, asked, out, stamper)
    assert lines(archive) == []


def test_what_is_prepared_is_shown_without_the_pin(archive, wanted, drawer, stamper):
    (asked,) = wanted("Một", pin="1")
    before = drawer.generation("MOT")
    told = prepare(archive, asked, stamper)
    assert told.blocking == ()
    assert any("CƠ QUAN van-thu" in check.what for check in told.checks)
    assert drawer.generation("MOT") == before


def test_the_pin_stands_in_no_log_and_nowhere_in_the_archive(archive, wanted, out, caplog):
    caplog.set_level("DEBUG")
    list(issue_each(archive, wanted("Một"), out))
    with archive.catalogue.read() as session:
        entries = session.scalars(select(CustodyEntry.detail)).all()
    assert PIN not in " ".join(map(str, entries))
    assert PIN not in caplog.text
    for path in (*archive.folder.rglob("*"), *out.rglob("*")):
        assert not path.is_file() or PIN.encode() not in path.read_bytes(), path


def test_the_pin_is_needed_anew_for_another_batch(archive, wanted, out, drawer):
    drawer.token("LẠI")
    drawer.put("LẠI", "lại", "ec", "01")
    first = wanted("Một", on="LẠI")
    assert [one.error for one in issue_each(archive, first, out)] == [None]
    set_pin("LẠI", PIN, "135791")
    (told,) = issue_each(archive, wanted("Hai", on="LẠI"), out)
    assert isinstance(told.error, PinRefused)
