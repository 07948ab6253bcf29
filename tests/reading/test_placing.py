import pytest
from tests.reading import pdfs
from tests.reading.conftest import VIETNAMESE, a_sheet

from luutru.demo.text_pdf import OldFonts, UnicodeFonts, write_text
from luutru.demo.truth import Placement, page
from luutru.reading.placing import placed_words
from luutru.reading.text_layer import LayerReader
from luutru.vietnamese.legacy import to_tcvn3


@pytest.fixture
def placed(page_of):
    def place(path):
        reader = LayerReader(path, 20)
        drawn = page_of(path)
        words = placed_words(drawn, reader.read(drawn, 1))
        reader.close()
        return words

    return place


@pytest.mark.parametrize("fonts", [UnicodeFonts, OldFonts])
def test_words_of_a_text_layer_lie_where_they_were_set(tmp_path, placed, fonts):
    sheet = a_sheet(VIETNAMESE)
    write_text(tmp_path / "text.pdf", [sheet], fonts())
    words = placed(tmp_path / "text.pdf")
    expected = page(sheet, Placement()).words
    assert [word.text for word in words] == [word.text for word in expected]
    for word, truth in zip(words, expected, strict=True):
        assert word[1:5] == pytest.approx(truth.box, abs=60)
        assert word.confidence == 100


@pytest.mark.parametrize(
    ("rotate", "box"),
    [
        (0, (1008, 640, 1520, 740)),
        (90, (9260, 1008, 9360, 1520)),
        (180, (8480, 9260, 8992, 9360)),
        (270, (640, 8480, 740, 8992)),
    ],
)
def test_boxes_follow_the_page_as_it_is_displayed(tmp_path, placed, rotate, box):
    data = pdfs.with_text([b"Halal standards"], entries=f"/Rotate {rotate}")
    path = pdfs.write(tmp_path, {"turned": data})["turned"]
    words = placed(path)
    assert [word.text for word in words] == ["Halal", "standards"]
    assert words[0][1:5] == pytest.approx(box, abs=120)


def test_boxes_follow_the_part_of_the_page_that_is_displayed(tmp_path, placed):
    data = pdfs.with_text([b"Halal"], entries="/CropBox [50 700 595 842]")
    word = placed(pdfs.write(tmp_path, {"cropped": data})["cropped"])[0]
    assert word.left == pytest.approx((60 - 50) / 545 * 10_000, abs=60)
    assert word.bottom == pytest.approx((842 - 780) / 142 * 10_000, abs=150)


def test_a_word_without_its_u_horn_is_still_found(tmp_path, placed):
    lines = [to_tcvn3("Hai Bên được hưởng lợi ích của chương trình").encode("cp1252")] * 3
    words = placed(pdfs.write(tmp_path, {"old": pdfs.with_text(lines, ".VnTime")})["old"])
    assert [word.text for word in words[:4]] == ["Hai", "Bên", "được", "hưởng"]
