"""A signed list tells who has no archive which copies hold; what is not signed is not believed."""

import json

import pytest

from luutru.errors import FileUnreadable, ListUnreadable
from luutru.services import custody
from luutru.services.copies.changing import revoke
from luutru.services.copies.continuity import confirm_last_number
from luutru.services.copies.copy_lists import as_signed, judge_by_list
from luutru.services.copies.revocations import write_revocations


@pytest.fixture
def listed(archive, key, stamper, out):
    """Write the list of now."""

    def write():
        write_revocations(archive, out / "list.json", key, stamper)
        return out / "list.json"

    return write


def test_a_copy_is_accepted_by_the_list_and_rejected_once_it_was_revoked(
    archive, issuing, listed, roots
):
    issued = issuing()
    told = judge_by_list(issued.path, listed(), roots=roots)
    assert (told.verdict, told.words) == ("accepted", "")
    assert told.as_of
    assert judge_by_list(issued.path, listed(), roots=roots, seconds=0.001).why == "out_of_time"
    revoke(archive, issued.year, issued.number, "sai số trang")
    told = judge_by_list(issued.path, listed(), roots=roots)
    assert told.verdict == "rejected"
    assert "sai số trang" in told.words
    assert told.as_of in told.words


def test_a_copy_that_the_list_does_not_know_is_rejected(archive, issuing, listed, roots):
    before = listed()
    issued = issuing()
    told = judge_by_list(issued.path, before, roots=roots)
    assert (told.verdict, told.why) == ("rejected", "not_listed")


def test_a_list_says_nothing_of_who_got_a_copy_and_why(archive, issuing, listed):
    issuing(recipients=("Vụ Pháp chế;",))
    confirm_last_number(archive, 3, "sổ giấy")
    told = listed().read_text(encoding="utf-8")
    assert "Pháp chế" not in told
    assert "đo lường" not in told
    assert "sổ giấy" not in told
    assert [one["state"] for one in json.loads(told)["signed"]["copies"]] == [
        "issued", "lost", "lost",
    ]  # fmt: skip
    assert custody.entries(archive, limit=1)[0].act == "copies_listed"


def test_a_list_that_was_changed_is_not_believed(issuing, listed, roots):
    issued, path = issuing(), listed()
    told = json.loads(path.read_text(encoding="utf-8"))
    told["signed"]["copies"][0]["sha256"] = "0" * 64
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(ListUnreadable, match="changed"):
        judge_by_list(issued.path, path, roots=roots)


def test_a_list_of_somebody_unknown_is_not_believed(issuing, listed, stamper, tmp_path):
    issued, path = issuing(), listed()
    with pytest.raises(ListUnreadable):
        judge_by_list(issued.path, path, roots=tmp_path)


@pytest.mark.parametrize(
    "bytes_told",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b"{}",
        b'{"signed": 1, "signature": "x"}',
        b'{"signed": {"kind": "x"}, "signature": "AAAA"}',
        b'{"signed": {}, "signed": {}, "signature": "AAAA"}',
        b'{"signed": {"n": 1e999}, "signature": ""}',
        b"[" * 100_000,
        b'{"signed": {"a": ' + b"[" * 5000 + b"]" * 5000 + b'}, "signature": "AA=="}',
    ],
    ids=range(10),
)
def test_a_hostile_list_is_refused(issuing, out, roots, bytes_told):
    (out / "list.json").write_bytes(bytes_told)
    with pytest.raises(ListUnreadable):
        judge_by_list(out / "none.pdf", out / "list.json", roots=roots)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "other"},
        {"version": 2},
        {"at": "2026-11-26T10:00:00"},
        {"copies": [{"number": True}]},
        {"copies": 5},
        {"agency": "x" * 3000},
    ],
    ids=str,
)
def test_even_a_signed_list_is_read_strictly(issuing, listed, key, stamper, roots, wrong):
    path = listed()
    signed = json.loads(path.read_text(encoding="utf-8"))["signed"] | wrong
    signature = stamper.sign_text(as_signed(signed), key)
    path.write_text(json.dumps({"signed": signed, "signature": signature}), encoding="utf-8")
    with pytest.raises(ListUnreadable):
        judge_by_list(path, path, roots=roots)


def test_a_list_that_is_not_there_is_told(roots, out):
    with pytest.raises(FileUnreadable):
        judge_by_list(out / "none.pdf", out / "none.json", roots=roots)
