"""A copy on paper: the block right after the text where there is room, else on its own sheet."""

import pikepdf
import pypdfium2
import pytest
from tests.stamping.papers import document, facts

from luutru.stamping.mark import MARGIN
from luutru.stamping.paper import lay_out
from luutru.stamping.placing import placed
from luutru.stamping.previewing import preview


@pytest.fixture
def target(tmp_path):
    return tmp_path / "paper.pdf"


def texts(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def on_paper(source, **more):
    return facts(source, is_on_paper=True, has_box=False, **more)


@pytest.mark.parametrize(
    ("shape", "has_own_sheet"),
    [
        ({"text_ends": 0.4}, False),
        ({"text_ends": 0.4, "number": False}, False),
        ({"text_ends": 0.9}, True),
        ({"text_ends": 0.68}, True),
        ({"size": (842, 595), "text_ends": 0.2}, False),
        ({"size": (420, 595), "text_ends": 0.2}, True),
        ({"size": (842, 1191), "text_ends": 0.5}, False),
    ],
    ids=["room", "unnumbered", "full", "nearly full", "landscape", "a5", "a3"],
)
def test_the_block_stands_after_the_text_where_there_is_room(
    tmp_path, target, shape, has_own_sheet
):
    source = document(tmp_path / "source.pdf", pages=2, **shape)
    assert placed(source, on_paper(source), 2).block_fits is not has_own_sheet
    assert lay_out(source, target, on_paper(source)) is has_own_sheet
    told = texts(target)
    assert len(told) == 2 + has_own_sheet
    assert "05/SY-TĐC" in told[-1]
    assert "Mẫu Một" in told[-1]
    assert ("Hai Bên" in told[-1]) is not has_own_sheet


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_block_covers_nothing_and_stands_upright_on_a_turned_page(tmp_path, target, rotate):
    size = (595, 842) if rotate % 180 == 0 else (842, 595)
    source = document(tmp_path / "source.pdf", pages=1, size=size, text_ends=0.2)
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        page.Rotate = rotate
        pdf.save(source)
    with pypdfium2.PdfDocument(source) as pdf:
        before = pdf[0].render(scale=1).to_pil().convert("L")
    if lay_out(source, target, on_paper(source)):
        return  # text that stands on its side ends at the edge
    with pypdfium2.PdfDocument(target) as pdf:
        after = pdf[0].render(scale=1).to_pil().convert("L")
    covered = sum(
        a < 128 and b > 200 for a, b in zip(before.tobytes(), after.tobytes(), strict=True)
    )
    assert covered == 0
    assert after.tobytes() != before.tobytes()


def test_seal_and_signature_are_left_blank(tmp_path, target):
    source = document(tmp_path / "source.pdf", pages=1, text_ends=0.9)
    lay_out(source, target, on_paper(source))
    with pypdfium2.PdfDocument(target) as pdf:
        page = pdf[1]
        text = page.get_textpage()
        places = {}
        for at in range(text.count_rects()):
            box = text.get_rect(at)
            places[text.get_text_bounded(*box)] = box
        name = next(box for told, box in places.items() if "Mẫu Một" in told)
        title = next(box for told, box in places.items() if "CHÁNH VĂN PHÒNG" in told)
        high = page.get_size()[1]
        blank = page.render(scale=1).to_pil().convert("L")
    seal = blank.crop((330, int(high - title[1]) + 2, 550, int(high - name[3]) - 2))
    assert seal.height > 60
    assert seal.getextrema() == (255, 255)


def test_the_technical_box_stands_on_another_sheet_than_the_block(tmp_path, target):
    source = document(tmp_path / "source.pdf", pages=1)
    lay_out(source, target, facts(source, is_on_paper=True))
    last, box = texts(target)
    assert "05/SY-TĐC" in last
    assert "THÔNG TIN KIỂM TRA" not in last
    assert "THÔNG TIN KIỂM TRA" in box
    assert "Nơi nhận" not in box


def test_nothing_of_a_copy_on_paper_is_signed_and_every_page_of_a_trial_says_so(tmp_path, target):
    source = document(tmp_path / "source.pdf", pages=2)
    lay_out(source, target, on_paper(source, is_trial=True))
    with pikepdf.open(target) as made:
        assert set(made.Root.keys()) == {"/Type", "/Pages"}
        names = [" ".join(page.Resources.XObject.keys()) for page in made.pages]
        assert all("/LuuTruTrial" in name for name in names)


def test_a_letterhead_below_the_mark_is_told(tmp_path):
    plain = document(tmp_path / "plain.pdf", pages=1)
    headed = document(tmp_path / "headed.pdf", pages=1, head="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert not placed(plain, facts(plain), 1).mark_covers
    assert placed(headed, facts(headed), 1).mark_covers
    assert MARGIN < 40


def test_a_preview_of_paper_shows_the_first_page_and_the_block(tmp_path, target):
    source = document(tmp_path / "source.pdf", pages=4)
    preview(source, on_paper(source), target)
    first, last = texts(target)
    assert "05/SY-TĐC" not in first
    assert "05/SY-TĐC" in last
