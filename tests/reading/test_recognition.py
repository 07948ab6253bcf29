import pytest
from tests.reading.conftest import ENGLISH, VIETNAMESE, a_sheet

from luutru.demo import raster, scanner
from luutru.demo.truth import Placement
from luutru.reading.page_images import grey_image
from luutru.reading.recognition import Recogniser, confidence_of
from luutru.reading.trouble import NoModel
from luutru.vietnamese.tokens import words

DPI = 200


@pytest.fixture(scope="module")
def both():
    return Recogniser("vie+eng")


def text_of(lines):
    return " ".join(line.text for line in lines)


def share_found(text, lines):
    found = {token.exact for token in words(text_of(lines))}
    sought = [token.exact for token in words(text)]
    return sum(word in found for word in sought) / len(sought)


def test_a_clean_vietnamese_page_is_read_with_its_marks(both):
    lines = both.look(raster.drawn(a_sheet(VIETNAMESE), DPI, "L", Placement()), DPI)
    assert share_found(VIETNAMESE, lines) == 1
    assert confidence_of(lines) > 90


def test_english_lines_are_read_by_the_english_model_though_the_page_lies_askew(
    both, scanned, page_of
):
    path, _ = scanned(a_sheet(VIETNAMESE, ENGLISH, ENGLISH), scanner.OLD_COPY)
    grey = grey_image(page_of(path), DPI)
    first = both.look(grey, DPI)
    second = both.second_thoughts(first, grey, DPI)
    assert text_of(first) != text_of(second)
    assert share_found(ENGLISH, second) > 0.98
    assert share_found(VIETNAMESE, second) > 0.95
    for before, after in zip(first, second, strict=True):
        assert (after.left, after.top) == pytest.approx((before.left, before.top), abs=9)
        assert (after.right, after.bottom) == pytest.approx((before.right, before.bottom), abs=9)


def test_what_cannot_be_read_is_told_by_its_confidence(both):
    page = raster.drawn(a_sheet(VIETNAMESE), DPI, "L", Placement()).rotate(180)
    assert confidence_of(both.look(page, DPI)) < 75
    assert confidence_of([]) == 0


def test_a_language_that_is_not_installed_is_never_skipped_silently():
    with pytest.raises(NoModel) as missing:
        Recogniser("vie+tlh")
    assert missing.value.language == "tlh"


def test_a_file_that_is_no_model_is_a_missing_model(tmp_path, monkeypatch):
    (tmp_path / "xxx.traineddata").write_bytes(b"not a model")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(NoModel):
        Recogniser("xxx")
