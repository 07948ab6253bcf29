"""Who signed is judged apart from what was signed: nobody is told of tampering where is none."""

import pytest
from tests.stamping import pki
from tests.stamping.made import facts, scan

from luutru import clock
from luutru.stamping.certifying import certify
from luutru.stamping.checking import check
from luutru.stamping.signing import certificate_in, make_trial_key, signer_of
from luutru.stamping.told import Reason, Trust, Verdict

NOW = clock.now().replace(microsecond=0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("copies")


@pytest.fixture(scope="module")
def base(folder):
    return scan(folder / "base.pdf")


@pytest.fixture(scope="module")
def copy_by(folder, base):
    """Issue a copy by a holder of a key."""

    def make(holder, **more):
        copy = folder / f"{holder.certificate.serial_number}.pdf"
        certify(base, copy, facts(base, **more), holder.signer(folder))
        return copy

    return make


@pytest.fixture(scope="module")
def root():
    return pki.holder("CA gốc", ca=True)


@pytest.fixture(scope="module")
def issuing(root):
    return pki.holder("CA phục vụ", root, ca=True)


@pytest.fixture(scope="module")
def clerk(issuing):
    return pki.holder("Văn thư", issuing)


@pytest.fixture(scope="module")
def copy(copy_by, clerk):
    return copy_by(clerk)


def lists(root, issuing, *revoked, **more):
    return pki.revocation_list(root), pki.revocation_list(issuing, revoked, **more)


def test_lists_that_speak_of_the_certificate_let_it_pass(copy, root, issuing, clerk):
    other = pki.holder("Khác", issuing)
    told = check(copy, Trust((root.der,), crls=lists(root, issuing, other)))
    assert told.verdict is Verdict.ACCEPTED


def test_a_root_that_nobody_knows_is_told(copy):
    told = check(copy, Trust((pki.holder("CA khác", ca=True).der,)))
    assert (told.reason, told.is_whole) == (Reason.UNKNOWN_ISSUER, True)
    assert "CA phục vụ" in told.detail


def test_nobody_can_tell_who_signed_where_no_root_is_named(copy):
    told = check(copy, Trust(()))
    assert (told.verdict, told.reason, told.is_whole) == (Verdict.UNCHECKED, Reason.NO_ROOTS, True)


@pytest.mark.parametrize("itself", [True, False], ids=["the signer", "its authority"])
def test_an_impostor_of_the_same_name_is_told(copy_by, root, issuing, itself):
    if itself:
        false = pki.holder("CA gốc", ca=False)
    else:
        false = pki.holder("Văn thư", pki.holder("CA phục vụ", ca=True))
    told = check(copy_by(false), Trust((root.der,), (issuing.der,)))
    assert (told.reason, told.is_whole) == (Reason.IMPOSTOR, True)


def test_a_revoked_certificate_is_told_with_the_day(copy, root, issuing, clerk):
    told = check(copy, Trust((root.der,), crls=lists(root, issuing, clerk)))
    assert (told.reason, told.detail, told.is_whole) == (Reason.REVOKED, "2026-01-02", True)


def test_a_list_that_is_over_still_knows_who_was_revoked(copy, root, issuing, clerk):
    old = {"begins": NOW - 60 * pki.DAY, "ends": NOW - 30 * pki.DAY}
    told = check(copy, Trust((root.der,), crls=lists(root, issuing, clerk, **old)))
    assert told.reason is Reason.REVOKED


def test_a_list_that_is_over_proves_nothing(copy, root, issuing):
    old = {"begins": NOW - 60 * pki.DAY, "ends": NOW - 30 * pki.DAY}
    told = check(copy, Trust((root.der,), crls=lists(root, issuing, **old)))
    assert (told.reason, told.is_whole) == (Reason.NO_LIST, True)


def test_a_list_of_another_authority_proves_nothing(copy, root):
    told = check(copy, Trust((root.der,), crls=(pki.revocation_list(root),)))
    assert told.reason is Reason.NO_LIST


def test_a_certificate_that_is_over_is_told_with_its_day(copy_by, root, issuing):
    day = NOW - 20 * pki.DAY
    told = check(copy_by(pki.holder("Cũ", issuing, ends=day)), Trust((root.der,)))
    assert (told.reason, told.detail) == (Reason.EXPIRED, day.date().isoformat())
    assert told.is_whole


def test_an_authority_that_is_over_is_told_with_its_day(copy_by, root):
    day = NOW - 10 * pki.DAY
    over = pki.holder("CA cũ", root, ca=True, ends=day)
    told = check(copy_by(pki.holder("Văn thư", over)), Trust((root.der,)))
    assert (told.reason, told.detail) == (Reason.EXPIRED, day.date().isoformat())


def test_an_unknown_certificate_that_is_over_is_unknown_first(copy_by, root):
    stranger = pki.holder("Kẻ lạ", ends=NOW - 20 * pki.DAY)
    assert check(copy_by(stranger), Trust((root.der,))).reason is Reason.UNKNOWN_ISSUER


def test_a_certificate_of_tomorrow_is_told(copy_by, root, issuing):
    later = pki.holder("Mới", issuing, begins=NOW + 2 * pki.DAY)
    told = check(copy_by(later), Trust((root.der,)))
    assert (told.reason, told.is_whole) == (Reason.NOT_YET_VALID, True)


def test_a_pinned_certificate_that_is_over_is_not_accepted(copy_by):
    over = pki.holder("Tự ký", ends=NOW - pki.DAY)
    assert check(copy_by(over), Trust((over.der,))).reason is Reason.EXPIRED


def test_a_trial_copy_is_told_before_its_key(folder, base):
    key, copy = folder / "trial.p12", folder / "trial.pdf"
    make_trial_key(key, "pw", "Cơ quan Mẫu", clock.now())
    signer = signer_of({"file": str(key), "password": "pw"}, clock.now())
    certify(base, copy, facts(base, is_trial=True), signer)
    trust = Trust((certificate_in(key, "pw"),))
    told = check(copy, trust)
    assert (told.verdict, told.reason, told.is_whole) == (Verdict.REJECTED, Reason.TRIAL, True)
    assert check(copy, trust, may_be_trial=True).verdict is Verdict.ACCEPTED
    other = Trust((pki.holder("Khác", ca=True).der,))
    assert check(copy, other, may_be_trial=True).reason is Reason.UNKNOWN_ISSUER
    assert check(copy, trust, may_be_trial=True, master_sha256="0" * 64).reason is (
        Reason.NOT_THE_MASTER
    )
