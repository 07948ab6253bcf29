"""A certified copy is issued under a number that is given once, whatever happens."""

import hashlib

import pytest
from sqlalchemy import select
from tests.encrypted_run import plain_only

from luutru.errors import (
    CopyForbidden,
    CopyIncomplete,
    FixityLost,
    KeyUnusable,
    LettersMissing,
    SourceUnfit,
)
from luutru.holdings.stamper import KeyFile
from luutru.records.register import CopyEvent
from luutru.services.accession import take_in
from luutru.services.cards import card
from luutru.services.copies.authority import trial_key
from luutru.services.copies.issuing import issue
from luutru.services.copies.register import TRIAL_SERIES, broken_lines
from luutru.services.copies.request import Wanted
from luutru.services.describe import describe
from luutru.stamping.told import Reason, Trust, Verdict

TO = ("Lưu: VT.",)
SOURCE = {"copy_kind": "original", "medium": "paper", "secrecy": "none"}


def lines(archive):
    with archive.catalogue.read() as session:
        rows = session.scalars(select(CopyEvent).order_by(CopyEvent.seq))
        return [(row.series, row.number, row.state) for row in rows]


def master(archive, reference):
    (document,) = card(archive, reference).documents
    return archive.path_of(document.sha256, is_master=True)


@plain_only
def test_a_copy_begins_with_the_original_and_passes_its_own_check(archive, reference, out, stamper):
    issued = issue(archive, Wanted(reference, recipients=TO), out, stamper)
    original = master(archive, reference).read_bytes()
    copy = issued.path.read_bytes()
    assert (issued.symbol, issued.path.name) == ("01/SY-TĐC", f"01-SY-TĐC.{issued.year}.pdf")
    assert copy.startswith(original)
    assert hashlib.sha256(copy).hexdigest() == issued.sha256
    trust = Trust((stamper.open_key(trial_key(archive, stamper)).der,))
    told = stamper.check(issued.path, trust, may_be_trial=True)
    assert told.verdict is Verdict.ACCEPTED
    assert told.manifest["source_sha256"] == hashlib.sha256(original).hexdigest()
    assert stamper.check(issued.path, trust).reason is Reason.TRIAL


def test_numbers_follow_one_another_and_every_line_is_chained(archive, reference, out, stamper):
    for _ in range(2):
        issue(archive, Wanted(reference, recipients=TO), out, stamper)
    assert lines(archive) == [
        (TRIAL_SERIES, 1, "reserved"), (TRIAL_SERIES, 1, "issued"),
        (TRIAL_SERIES, 2, "reserved"), (TRIAL_SERIES, 2, "issued"),
    ]  # fmt: skip
    with archive.catalogue.read() as session:
        assert broken_lines(session, TRIAL_SERIES) == []


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"secrecy": "secret"}, {}),
        ({"copy_kind": "extract"}, {}),
        ({}, {"direction": "dd"}),
        ({}, {"direction": "dg"}),
        ({}, {"pages": "1"}),
        ({}, {"form": "SL"}),
    ],
)
def test_what_the_decree_forbids_takes_no_number(archive, keep, out, stamper, changes, wanted):
    reference = keep("Bản ghi nhớ", **{**SOURCE, **changes})
    with pytest.raises(CopyForbidden):
        issue(archive, Wanted(reference, **wanted), out, stamper)
    assert lines(archive) == []
    assert list(out.iterdir()) == []


def test_a_changed_original_stops_everything(archive, reference, out, stamper):
    kept = master(archive, reference)
    kept.chmod(0o644)
    kept.write_bytes(kept.read_bytes() + b"\n")
    with pytest.raises(FixityLost):
        issue(archive, Wanted(reference, recipients=TO), out, stamper)
    assert lines(archive) == []


def test_letters_that_cannot_be_printed_are_named(archive, reference, out, stamper):
    with pytest.raises(LettersMissing, match="標"):
        issue(archive, Wanted(reference, recipients=("標準局",)), out, stamper)
    assert lines(archive) == []


def test_a_wrong_password_takes_no_number(archive, reference, out, stamper):
    key = trial_key(archive, stamper)
    with pytest.raises(KeyUnusable, match="password"):
        issue(
            archive, Wanted(reference, key=KeyFile(key.path, "wrong"), recipients=TO), out, stamper
        )
    assert lines(archive) == []


def test_a_signed_source_is_refused(archive, reference, out, stamper, tmp_path):
    issued = issue(archive, Wanted(reference, recipients=TO), out, stamper)
    again = take_in(archive, issued.path).reference
    describe(archive, again, list(SOURCE.items()))
    with pytest.raises(SourceUnfit, match="signature"):
        issue(archive, Wanted(again, recipients=TO), out, stamper)


def test_what_fails_after_the_number_was_taken_voids_it(archive, reference, out, stamper):
    blocked = archive.folder / "copies"
    blocked.write_text("in the way")
    with pytest.raises(Exception, match="copies"):
        issue(archive, Wanted(reference, recipients=TO), out, stamper)
    assert [state for _, _, state in lines(archive)] == ["reserved", "void"]
    blocked.unlink()
    assert issue(archive, Wanted(reference, recipients=TO), out, stamper).number == 2


@pytest.mark.parametrize("pages", ["2", "1-9", "1r90", "2026-0001:1"])
def test_an_extract_of_other_pages_than_its_source_has_takes_no_number(
    archive, reference, out, stamper, pages
):
    with pytest.raises(CopyIncomplete):
        issue(archive, Wanted(reference, form="TrS", pages=pages, recipients=TO), out, stamper)
    assert lines(archive) == []


def test_an_extract_is_issued_of_the_pages_named(archive, reference, out, stamper):
    issued = issue(archive, Wanted(reference, form="TrS", pages="1", recipients=TO), out, stamper)
    assert issued.symbol == "01/TrS-TĐC"


@pytest.mark.parametrize("said", [{"recipients": ()}, {"signer_name": ""}, {"signer_title": ""}])
def test_nothing_is_issued_without_what_stands_on_the_sheet(archive, reference, out, stamper, said):
    key = trial_key(archive, stamper)
    told = {"recipients": TO, "signer_name": "Người ký", "signer_title": "Chánh Văn phòng"} | said
    with pytest.raises(CopyIncomplete):
        issue(archive, Wanted(reference, key=key, **told), out, stamper)
    assert lines(archive) == []
