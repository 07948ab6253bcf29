"""A copy of level B-LT carries its proof along; without lists it is refused, or accepted at B."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pyhanko_certvalidator import ValidationContext
from sqlalchemy import select
from tests.authorities import DAY, PASSWORD, Authority, key_of

from luutru import clock
from luutru.errors import (
    CertificateOver,
    CertificateRevoked,
    LevelOutOfReach,
    NoCertificateInFile,
    UnknownCertificate,
)
from luutru.holdings.stamper import KeyFile, Stamper
from luutru.records.register import CopyEvent
from luutru.services.copies.carried_in import files_in
from luutru.services.copies.issuing import issue
from luutru.services.copies.preparing import Weight, prepare
from luutru.services.copies.request import Wanted
from luutru.services.copies.trusted import distrust_root, roots_told, trust_root
from luutru.services.copies.verifying import verify_copy
from luutru.stamping import mistrust
from luutru.stamping.checking import check
from luutru.stamping.told import Reason, Trust, Verdict

SIGNED: dict[str, Any] = {"signer_name": "Nguyễn Văn Mẫu", "signer_title": "Chánh Văn phòng"}


@pytest.fixture(scope="module")
def stamper():
    made = Stamper()
    yield made
    made.close()


@pytest.fixture
def reference(keep):
    source = {"copy_kind": "original", "medium": "paper", "secrecy": "none"}
    return keep("Bản ghi nhớ về đo lường", signed_on="2023-12-07", **source)


@pytest.fixture
def rooted(archive, authority, tmp_path):
    trust_root(archive, authority.roots(tmp_path / "roots") / "root.crt")
    return archive


@pytest.fixture
def wanted(authority, reference, tmp_path):
    key = KeyFile(authority.key_file(tmp_path / "key.p12"), PASSWORD)

    def make(**more):
        told: dict[str, Any] = {"recipients": ("Lưu: VT.",), "key": key, "level": "b-lt", **SIGNED}
        return Wanted(reference, **told | more)

    return make


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def details(archive):
    with archive.catalogue.read() as session:
        rows = session.scalars(select(CopyEvent).order_by(CopyEvent.seq))
        return [(row.state, json.loads(row.detail)) for row in rows]


def test_a_copy_carries_its_proof_in_the_revision_of_the_signature(
    rooted, wanted, authority, stamper, out, tmp_path
):
    lists = authority.lists(tmp_path / "lists")
    issued = issue(rooted, wanted(crls=lists), out, stamper)
    day = (clock.now() - 2 * DAY).date().isoformat()
    judged = verify_copy(issued.path, roots=authority.roots(tmp_path / "roots"))
    assert judged.verdict is Verdict.ACCEPTED
    assert judged.checked.listed_on[:10] == day
    copy = issued.path.read_bytes()
    assert copy.count(b"/DSS") == 1
    assert copy.count(b"%%EOF") == 2
    state, told = details(rooted)[-1]
    assert (state, told["level"], told["revocation_list"][:10]) == ("issued", "B-LT", day)


def test_a_proven_copy_is_accepted_when_its_list_is_long_over(
    rooted, wanted, authority, stamper, out, tmp_path, monkeypatch
):
    lists = authority.lists(tmp_path / "lists")
    issued = issue(rooted, wanted(crls=lists), out, stamper)

    def later(moment=None, **more):
        return ValidationContext(moment=moment or clock.now() + 60 * DAY, **more)

    monkeypatch.setattr(mistrust, "ValidationContext", later)
    root = authority.root.public_bytes(Encoding.DER)
    told = check(issued.path, Trust((root,)))
    assert (told.verdict, told.listed_on != "") == (Verdict.ACCEPTED, True)
    assert check(issued.path, Trust((root,), crls=tuple(files_in(lists)))).verdict is not (
        Verdict.ACCEPTED
    )


def test_a_list_carried_in_later_shows_the_certificate_revoked(
    rooted, wanted, authority, stamper, out, tmp_path
):
    issued = issue(rooted, wanted(crls=authority.lists(tmp_path / "lists")), out, stamper)
    data = (tmp_path / "key.p12").read_bytes()
    _, mine, _ = pkcs12.load_key_and_certificates(data, PASSWORD.encode())
    later = authority.lists(tmp_path / "later", revoked=[mine])
    judged = verify_copy(issued.path, archive=rooted, crls=later)
    assert (judged.verdict, judged.checked.reason) == (Verdict.REJECTED, Reason.REVOKED)
    with pytest.raises(CertificateRevoked):
        issue(rooted, wanted(crls=later, accepts_b=True), out, stamper)
    assert len(details(rooted)) == 2


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda folder: (folder / "issuing.crl").unlink(), "CA thử nghiệm is missing"),
        (lambda folder: (folder / "root.crl").unlink(), "CA thử nghiệm gốc is missing"),
        (lambda folder: (folder / "issuing.cer").unlink(), "vouches"),
        (lambda folder: (folder / "issuing.crl").write_bytes(b"no list"), "missing"),
    ],
)
def test_what_is_missing_is_told_and_no_number_is_taken(
    rooted, wanted, authority, stamper, out, tmp_path, spoil, why
):
    lists = authority.lists(tmp_path / "lists")
    spoil(lists)
    with pytest.raises(LevelOutOfReach, match=why):
        issue(rooted, wanted(crls=lists), out, stamper)
    assert details(rooted) == []


def test_a_list_of_an_impostor_with_the_same_name_proves_nothing(
    rooted, wanted, authority, stamper, out, tmp_path
):
    lists = authority.lists(tmp_path / "lists")
    for name in ("issuing.crl", "root.crl"):
        (lists / name).write_bytes((Authority().lists(tmp_path / "other") / name).read_bytes())
    with pytest.raises(LevelOutOfReach, match="prove nothing"):
        issue(rooted, wanted(crls=lists), out, stamper)


def test_level_b_is_accepted_by_a_person_and_entered(
    rooted, wanted, authority, stamper, out, tmp_path
):
    old = authority.lists(tmp_path / "lists", ends=-DAY)
    with pytest.raises(LevelOutOfReach, match="past its next update"):
        issue(rooted, wanted(crls=old), out, stamper)
    told = prepare(rooted, wanted(crls=old), stamper)
    assert "past its next update" in told.blocking[0].what
    accepting = wanted(crls=old, accepts_b=True)
    told = prepare(rooted, accepting, stamper)
    assert told.blocking == ()
    assert any(check.weight is Weight.REMARK and "accepted" in check.what for check in told.checks)
    issued = issue(rooted, accepting, out, stamper)
    _, detail = details(rooted)[-1]
    assert (issued.number, detail["level"]) == (1, "B")
    assert "past its next update" in detail["level_b_accepted"]


def test_without_a_trusted_root_nothing_is_proven(
    archive, wanted, authority, stamper, out, tmp_path
):
    with pytest.raises(LevelOutOfReach, match="vouches"):
        issue(archive, wanted(crls=authority.lists(tmp_path / "lists")), out, stamper)


def test_a_trial_copy_has_no_authority_to_prove_it(rooted, wanted, stamper, out):
    with pytest.raises(LevelOutOfReach, match="trial"):
        issue(rooted, wanted(key=None), out, stamper)


def test_an_expired_certificate_is_told_with_its_day(archive, wanted, authority, stamper, out):
    over = authority.key_file(out / "over.p12", begins=-9 * DAY, ends=-DAY)
    day = (clock.now() - DAY).date().isoformat()
    with pytest.raises(CertificateOver, match=day):
        issue(archive, wanted(key=KeyFile(over, PASSWORD), level="b"), out, stamper)
    assert details(archive) == []


def test_roots_are_trusted_listed_and_trusted_no_longer(rooted, authority, tmp_path):
    (root,) = roots_told(rooted)
    assert root.subject == "CA thử nghiệm gốc"
    trust_root(rooted, tmp_path / "roots" / "root.crt")
    assert len(roots_told(rooted)) == 1
    with pytest.raises(UnknownCertificate):
        distrust_root(rooted, "ffff")
    assert distrust_root(rooted, root.sha256[:12]) == root.subject
    assert roots_told(rooted) == []


def test_only_certificates_of_authorities_can_be_trusted(archive, authority, tmp_path):
    file = tmp_path / "mine.cer"
    file.write_bytes(authority.issue("Ai đó", key_of("ec")).public_bytes(Encoding.DER))
    for data in (file.read_bytes(), b"nothing", b""):
        file.write_bytes(data)
        with pytest.raises(NoCertificateInFile):
            trust_root(archive, file)
