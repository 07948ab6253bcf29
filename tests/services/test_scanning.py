"""A pile of paper, from SANE's own test scanner."""

import shutil

import pikepdf
import pytest
from PIL import Image
from tests.encrypted_run import plain_only

from luutru.errors import NothingScanned, ScannerMissing, ScannerTrouble
from luutru.holdings import scanner
from luutru.progress import Cancelled
from luutru.services.accession import Receipt
from luutru.services.cards import card
from luutru.services.indexing import bring_up_to_date
from luutru.services.inspecting import verify
from luutru.services.originals import originals
from luutru.services.scanning import devices, take_in_pile

needs_sane = pytest.mark.skipif(
    shutil.which("scanimage") is None, reason="scanimage (Debian: sane-utils) is not installed"
)
SHEETS = 10
"""In the feeder of the test scanner."""


@needs_sane
def test_a_pile_is_one_document_of_all_its_pages(archive):
    (receipt,) = take_in_pile(archive, "test")
    assert isinstance(receipt, Receipt)
    bring_up_to_date(archive, recognise=False)
    (document,) = card(archive, receipt.reference).documents
    assert (document.pages, document.media_type) == (SHEETS, "application/pdf")
    assert verify(archive, full=True).is_sound


@plain_only
@needs_sane
def test_what_was_scanned_is_bound_as_it_came(archive, tmp_path):
    pages = scanner.scan("test", "flatbed", tmp_path, lambda _count: None)
    (receipt,) = take_in_pile(archive, "test", source="flatbed")
    assert isinstance(receipt, Receipt)
    with (
        pikepdf.open(archive.path_of(receipt.sha256, is_master=True)) as pdf,
        Image.open(pages[0]) as seen,
    ):
        (page,) = pdf.pages
        (raw,) = page.get_images().values()
        assert isinstance(raw, pikepdf.Stream)
        assert (int(raw.Width), int(raw.Height)) == seen.size
        assert pikepdf.PdfImage(raw).as_pil_image().convert("RGB").tobytes() == seen.tobytes()
        assert round(seen.info["dpi"][0]) == 300
        assert seen.mode == "RGB"


@needs_sane
def test_a_stop_ends_the_scanner_and_takes_nothing_in(archive):
    class Stop:
        def report(self, _done, _total, _label):
            raise Cancelled

    with pytest.raises(Cancelled):
        list(take_in_pile(archive, "test", progress=Stop()))
    assert originals(archive) == []


@needs_sane
def test_a_scanner_that_is_not_there_is_trouble(archive):
    with pytest.raises(ScannerTrouble):
        list(take_in_pile(archive, "nowhere:0"))


@needs_sane
def test_scanners_are_listed_by_name():
    assert all(device.name and device.label for device in devices())


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Put a program of our own in the place of `scanimage`, as paper jams are hard to come by."""

    def write(script):
        program = tmp_path / "bin" / "scanimage"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")

    return write


OPTIONS = """case "$*" in *--all-options*)
  printf '    --source Flatbed|ADF Front [Flatbed]\\n    --resolution 75|600dpi [75]\\n'
  exit;; esac
echo "$*" >"$(dirname "$0")"/asked
"""
EMPTY = "scanimage: sane_start: Document feeder out of documents"


def test_an_empty_feeder_is_refused(archive, stand_in):
    stand_in(
        f"{OPTIONS}\necho 'scanimage: sane_start: Document feeder out of documents' >&2; exit 7"
    )
    with pytest.raises(NothingScanned):
        list(take_in_pile(archive, "x"))


def test_a_jam_in_the_middle_takes_nothing_in(archive, stand_in):
    stand_in(
        f"""{OPTIONS}
for word in "$@"; do case "$word" in --batch=*) place=${{word#--batch=}};; esac; done
echo page >"$(printf "$place" 1)"
echo 'scanimage: sane_read: Document feeder jammed' >&2; exit 6"""
    )
    with pytest.raises(ScannerTrouble, match="jammed"):
        list(take_in_pile(archive, "x"))
    assert originals(archive) == []


def test_a_scanner_without_a_feeder_says_so(archive, stand_in):
    stand_in("printf '    --mode Color|Gray [Color]\\n'")
    with pytest.raises(ScannerTrouble, match="no such source"):
        list(take_in_pile(archive, "x"))


def test_without_sane_it_is_told_what_to_install(archive, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ScannerMissing, match="sane-utils"):
        list(take_in_pile(archive, "x"))
    with pytest.raises(ScannerMissing):
        devices()
