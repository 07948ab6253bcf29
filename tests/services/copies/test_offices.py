"""Copies that one desk of an office issues, every desk has."""

import shutil
import stat

import pytest

from luutru import failpoints
from luutru.errors import StoreFull
from luutru.services.accession import take_in
from luutru.services.copies.authority import trial_key
from luutru.services.copies.examining import examine, examine_all
from luutru.services.copies.issuing import issue
from luutru.services.copies.recovering import recover_copies
from luutru.services.copies.request import Wanted
from luutru.services.copies.verifying import verify_copy
from luutru.services.describe import describe
from luutru.services.inspecting import verify
from luutru.services.recovery import put_right
from luutru.stamping.told import Verdict

SOURCE = (("copy_kind", "original"), ("medium", "paper"), ("secrecy", "none"))


@pytest.fixture
def reference(office, a_scan):
    with office("first") as here:
        reference = take_in(here, a_scan()).reference
        described = [("title_vi", "Bản ghi nhớ"), ("signed_on", "2023-12-07"), *SOURCE]
        describe(here, reference, described)
    return reference


@pytest.fixture
def issued(office, reference, key, out, stamper):
    def issued_at(desk, key=key):
        with office(desk) as here:
            wanted = Wanted(reference, key=key, signer_name="Người ký", recipients=("Lưu: VT.",),
                            signer_title="Chánh Văn phòng")  # fmt: skip
            return issue(here, wanted, out, stamper)

    return issued_at


def in_store(share):
    return next((share / "copies").glob("*/*.pdf"))


def test_a_copy_of_one_desk_is_verified_at_another(office, issued, share, roots):
    copy = issued("first")
    assert in_store(share).read_bytes() == copy.path.read_bytes()
    with office("second") as there:
        assert verify_copy(copy.path, archive=there, roots=roots).verdict is Verdict.ACCEPTED
        assert examine_all(there, full=True) == []
        assert verify(there, full=True).is_sound


def test_numbers_of_two_desks_follow_each_other(issued):
    assert [issued(desk).number for desk in ("first", "second", "first")] == [1, 2, 3]


def test_a_trial_copy_of_one_desk_is_verified_at_another(office, reference, out, stamper):
    with office("first") as here:
        first = trial_key(here, stamper)
        wanted = Wanted(reference, as_trial=True, signer_name="Người ký", signer_title="Chánh VP",
                        recipients=("Lưu: VT.",))  # fmt: skip
        copy = issue(here, wanted, out, stamper)
    with office("second") as there:
        assert verify_copy(copy.path, archive=there, may_be_trial=True).verdict is Verdict.ACCEPTED
        assert trial_key(there, stamper).path.read_bytes() == first.path.read_bytes()


def test_a_copy_changed_in_the_store_is_named(office, issued, share):
    copy = issued("first")
    kept = in_store(share)
    kept.chmod(kept.stat().st_mode | stat.S_IWUSR)
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    with office("second") as there:
        (found,) = examine(there)
    assert (found.kind, copy.symbol in str(found)) == ("copy_changed", True)


def test_a_full_store_costs_a_number_and_leaves_no_copy(office, issued, share, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setenv(failpoints.VARIABLE, "store.put=full")
        with pytest.raises(StoreFull):
            issued("first")
    assert list((share / "copies").rglob("*.pdf")) == []
    assert issued("first").number == 2
    with office("second") as there:
        assert examine_all(there, full=True) == []


def test_a_number_that_a_living_desk_works_on_is_left_to_it(office, issued, monkeypatch):
    def look_from_another_desk(_name):
        if _name == "copies.stored":
            with office("second") as there:
                seen.append(recover_copies(there).voided)

    seen: list[tuple[str, ...]] = []
    with office("second"):
        monkeypatch.setattr(failpoints, "reach", look_from_another_desk)
        assert issued("first").number == 1
    assert seen == [()]


def test_what_a_dead_desk_left_is_void_and_gone_from_the_store(office, issued, share, monkeypatch):
    class Died(BaseException):
        pass

    def die(name):
        if name == "copies.stored":
            raise Died

    with monkeypatch.context() as patch:
        patch.setattr(failpoints, "reach", die)
        with pytest.raises(Died):
            issued("first")
    assert in_store(share).is_file()
    with office("second") as there:
        done = put_right(there).copies
        assert (len(done.voided), done.swept) == (1, 1)
        assert list((share / "copies").rglob("*.pdf")) == []
        assert examine_all(there, full=True) == []


def test_a_desk_that_lost_its_home_loses_no_copy(office, issued, share):
    issued("first")
    with office("first") as here:
        shutil.rmtree(here.folder / "copies")
        assert examine_all(here, full=True) == []
