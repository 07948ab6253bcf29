"""A copy is accepted as it was issued, and whatever was done to it since is refused."""

import random
import sys
import time

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, sign_pdf
from tests.stamping import pki
from tests.stamping.made import facts, scan, signed
from tests.stamping.tampering import (
    CHANGES,
    another_digit,
    flipped,
    gap,
    signature_length,
)

from luutru.stamping.certifying import certify
from luutru.stamping.checking import check
from luutru.stamping.told import Reason, Trust, Verdict

FLIPS = 40
WHY = {
    "junk behind the end": Reason.FOLLOWED,
    "one line feed behind the end": Reason.FOLLOWED,
    "another title": Reason.FOLLOWED,
    "a note on a page": Reason.FOLLOWED,
    "another page content": Reason.FOLLOWED,
    "validation data replaced": Reason.FOLLOWED,
    "field referred to twice": Reason.SIGNATURES,
    "a digit in small letters": Reason.CHANGED,
    "signature as bytes": Reason.CHANGED,
    "rewritten by another program": Reason.CHANGED,
}


@pytest.fixture(scope="module")
def chance():
    seed = time.time_ns() % 1_000_000
    sys.stdout.write(f"seed {seed}\n")
    return random.Random(seed)  # noqa: S311  chance, not secrecy


@pytest.fixture(scope="module")
def authority():
    root = pki.holder("CA gốc", ca=True)
    return root, pki.holder("CA phục vụ cơ quan nhà nước", root, ca=True)


@pytest.fixture(scope="module")
def trust(authority):
    return Trust((authority[0].der,))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("copies")


@pytest.fixture(scope="module")
def base(folder):
    return scan(folder / "base.pdf", pages=2)


@pytest.fixture(scope="module")
def clerk(authority, folder):
    return pki.holder("Văn thư", authority[1]).signer(folder)


@pytest.fixture(scope="module")
def genuine(base, folder, clerk):
    copy = folder / "genuine.pdf"
    certify(base, copy, facts(base), clerk)
    return copy.read_bytes()


@pytest.fixture
def judged(tmp_path, trust):
    def judge(data, trust=trust, **more):
        copy = tmp_path / "copy.pdf"
        copy.write_bytes(data)
        return check(copy, trust, **more)

    return judge


def test_a_copy_as_it_was_issued_is_accepted(judged, genuine, base):
    told = judged(genuine, master_sha256=facts(base).source_sha256)
    assert (told.verdict, told.reason, told.is_whole) == (Verdict.ACCEPTED, None, True)
    assert told.manifest["symbol"] == "05/SY-TĐC"


@pytest.mark.parametrize("name", CHANGES)
def test_a_copy_to_which_something_was_done_is_refused(judged, genuine, name):
    told = judged(CHANGES[name](genuine))
    assert told.verdict is not Verdict.ACCEPTED
    assert not told.is_whole
    assert told.reason == WHY.get(name, told.reason)


def test_no_bit_can_be_changed_anywhere(judged, genuine, chance):
    begin, end = gap(genuine)
    parts = {
        "before": (0, begin - 1), "behind": (end + 1, len(genuine)), "anywhere": (0, len(genuine)),
    }  # fmt: skip
    for part, (first, last) in parts.items():
        for _ in range(FLIPS):
            at = chance.randrange(first, last)
            told = judged(flipped(genuine, at, chance))
            assert told.verdict is not Verdict.ACCEPTED, (part, at)


def test_no_digit_of_the_signature_can_be_changed(judged, genuine, chance):
    begin, end = gap(genuine)
    length = signature_length(genuine)
    for first, last in ((begin, begin + length), (begin + length, end)):
        for _ in range(2 * FLIPS):
            at = chance.randrange(first, last)
            told = judged(another_digit(genuine, at, chance))
            assert told.verdict is not Verdict.ACCEPTED, at


def test_not_even_the_bits_that_do_not_count_can_be_changed(judged, base, folder):
    root = pki.holder("CA gốc", ca=True)
    while root.certificate.signature[-1] & 1:  # the last bit has to be free
        root = pki.holder("CA gốc", ca=True)
    copy = folder / "free-bit.pdf"
    certify(base, copy, facts(base), pki.holder("Văn thư", root).signer(folder))
    data = copy.read_bytes()
    at = data.rindex(root.certificate.signature.hex().upper().encode()) - 1
    assert judged(data, Trust((root.der,))).verdict is Verdict.ACCEPTED
    changed = data[:at] + b"1" + data[at + 1 :]
    assert judged(changed, Trust((root.der,))).verdict is not Verdict.ACCEPTED


def test_a_mutilated_copy_is_never_accepted_and_never_a_crash(judged, genuine, chance):
    for _ in range(FLIPS):
        first, last = sorted(chance.sample(range(len(genuine)), 2))
        piece, rest = genuine[first:last], genuine[:first] + genuine[last:]
        for data in (rest, genuine[:last] + piece + genuine[last:], piece):
            assert judged(data).verdict is not Verdict.ACCEPTED, (first, last)


def test_a_copy_cut_back_to_its_source_is_no_copy(judged, genuine, base):
    told = judged(genuine[: base.stat().st_size])
    assert (told.reason, told.detail) == (Reason.SIGNATURES, "0")


@pytest.mark.parametrize(
    "permission", [None, MDPPerm.FILL_FORMS, MDPPerm.ANNOTATE], ids=["approval", "P2", "P3"]
)
@pytest.mark.parametrize("change", ["", "a note on a page", "junk behind the end", "mark hidden"])
def test_a_signature_that_allows_changes_makes_no_copy(
    judged, base, folder, clerk, permission, change
):
    data = signed(base, folder / "other.pdf", clerk, permission).read_bytes()
    told = judged(CHANGES[change](data) if change else data)
    assert told.verdict is Verdict.REJECTED
    if not change:
        assert told.reason is Reason.NOT_LOCKED


def test_a_second_signature_is_one_too_many(judged, base, folder, clerk):
    once = signed(base, folder / "once.pdf", clerk, MDPPerm.ANNOTATE)
    twice = folder / "twice.pdf"
    again = pki.holder("Người khác").signer(folder)
    with once.open("rb") as source, twice.open("w+b") as target:
        writer = IncrementalPdfFileWriter(source, strict=False)
        sign_pdf(writer, PdfSignatureMetadata(field_name="Second"), again, output=target)
    told = judged(twice.read_bytes())
    assert (told.reason, told.detail) == (Reason.SIGNATURES, "2")


def test_a_signed_file_that_is_no_copy_is_told_as_such(judged, base, folder, clerk):
    bare = folder / "bare.pdf"
    metadata = PdfSignatureMetadata(
        field_name="A", md_algorithm="sha256", certify=True, docmdp_permissions=MDPPerm.NO_CHANGES
    )
    with base.open("rb") as source, bare.open("w+b") as target:
        writer = IncrementalPdfFileWriter(source, strict=False)
        PdfSigner(metadata, clerk).sign_pdf(writer, output=target)
    assert judged(bare.read_bytes()).reason is Reason.NO_MANIFEST


def test_what_stood_in_the_source_before_cannot_be_told_from_it(judged, folder, clerk):
    """The limit of every signature: only a look at the source, before, finds hidden contents."""
    shadow = scan(folder / "shadow.pdf")
    with pikepdf.open(shadow, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        page.contents_add(pdf.make_stream(b"1 g 0 0 100 100 re f"))
        pdf.save()
    copy = folder / "of-shadow.pdf"
    certify(shadow, copy, facts(shadow), clerk)
    assert judged(copy.read_bytes()).verdict is Verdict.ACCEPTED
