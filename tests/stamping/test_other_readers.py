"""What poppler's pdfsig says of a copy is what docs/verify.md tells receivers that it says."""

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.stamping import pki
from tests.stamping.made import facts, scan
from tests.stamping.tampering import CHANGES

from luutru.stamping.certifying import certify

pytestmark = pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler-utils is missing")

GUIDE = (Path(__file__).parents[2] / "docs" / "verify.md").read_text("utf-8")
VALID = "  - Signature Validation: Signature is Valid."
TOTAL = "  - Total document signed"
NOT_TOTAL = "  - Not total document signed"


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy")
    base, copy = scan(folder / "base.pdf", pages=2), folder / "copy.pdf"
    certify(base, copy, facts(base), pki.holder("Văn thư").signer(folder))
    return copy


def said_of(file):
    command = ["pdfsig", "-nocert", str(file)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return done.stdout.splitlines()


def test_a_genuine_copy_is_valid_and_totally_signed(copy):
    said = said_of(copy)
    assert VALID in said
    assert TOTAL in said
    assert sum("Signature #" in line for line in said) == 1


@pytest.mark.parametrize("name", ["junk behind the end", "a note on a page", "another title"])
def test_what_was_added_is_still_called_valid_there(copy, tmp_path, name):
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(CHANGES[name](copy.read_bytes()))
    said = said_of(changed)
    assert VALID in said
    assert NOT_TOTAL in said


def test_the_guide_quotes_what_is_said():
    for line in (VALID, TOTAL, NOT_TOTAL, "  - Signature Validation: Digest Mismatch."):
        assert line in GUIDE
