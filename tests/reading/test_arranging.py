"""Pages copied into another file: what they show stays, what they would do does not."""

from contextlib import closing

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name

from luutru.reading.arranging import arrange
from luutru.reading.messages import LaidWord, Problem, SourcePage
from luutru.reading.searchable import make_searchable
from luutru.reading.trouble import Unreadable


@pytest.fixture
def source(tmp_path):
    """A PDF of three pages; the second is turned, the third has a crop box."""

    def make(change=lambda _pdf: None, **how):
        pdf = pikepdf.new()
        for _ in range(3):
            pdf.add_blank_page(page_size=(400, 600))
        pdf.pages[1].obj.Rotate = 90
        pdf.pages[2].obj.CropBox = Array([100, 50, 300, 550])
        change(pdf)
        path = tmp_path / "source.pdf"
        pdf.save(path, **how)
        return path

    return make


def made_of(tmp_path, *pages):
    target = tmp_path / "made.pdf"
    return arrange([SourcePage(*page) for page in pages], target), target


def test_sizes_are_told_as_displayed(source, tmp_path):
    path = source()
    shapes, _ = made_of(tmp_path, (path, 1, 0), (path, 1, 90), (path, 2, 0), (path, 3, 270))
    assert [(shape.width, shape.height) for shape in shapes] == [
        (400, 600), (600, 400), (600, 400), (500, 200),
    ]  # fmt: skip


def test_what_a_page_would_do_is_left_behind_and_what_it_shows_is_not(source, tmp_path):
    def add_actions(pdf):
        act = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
        note = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=[10, 10, 50, 50], A=act)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
        pdf.pages[0].obj.AA = Dictionary(O=act)
        pdf.Root.OpenAction = act

    path = source(add_actions)
    _, target = made_of(tmp_path, (path, 1, 0))
    with pikepdf.open(target) as made:
        page = made.pages[0].obj
        assert "/AA" not in page
        assert "/A" not in page.Annots[0]
        assert page.Annots[0].Subtype == Name.Square
        assert "/OpenAction" not in made.Root
    assert b"alert" not in target.read_bytes()


def test_a_turn_that_viewers_ignore_is_not_counted(source, tmp_path):
    def tilt(pdf):
        pdf.pages[0].obj.Rotate = 37

    shapes, _ = made_of(tmp_path, (source(tilt), 1, 90))
    assert (shapes[0].width, shapes[0].height) == (600, 400)


def test_sizes_that_all_pages_inherit_go_along(source, tmp_path):
    def inherit(pdf):
        for page in pdf.pages:
            del page.obj.MediaBox
        pdf.Root.Pages.MediaBox = Array([0, 0, 200, 100])

    shapes, _ = made_of(tmp_path, (source(inherit), 1, 0))
    assert (shapes[0].width, shapes[0].height) == (200, 100)


def test_sources_that_cannot_be_copied_are_told_apart(source, tmp_path):
    locked = source(encryption=pikepdf.Encryption(user="u", owner="o"))
    with pytest.raises(Unreadable) as told:
        made_of(tmp_path, (locked, 1, 0))
    assert told.value.problem is Problem.ENCRYPTED
    with pytest.raises(Unreadable) as told:
        made_of(tmp_path, (source(), 4, 0))
    assert told.value.problem is Problem.DAMAGED
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.4\nnothing")
    with pytest.raises(Unreadable) as told:
        made_of(tmp_path, (damaged, 1, 0))
    assert told.value.problem is Problem.DAMAGED


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_words_lie_in_their_boxes_whatever_the_boxes_of_the_page(source, tmp_path, number, turn):
    word = LaidWord("Việt", 2000, 1000, 4000, 1500)
    target = tmp_path / "made.pdf"
    shapes, archival = make_searchable([SourcePage(source(), number, turn)], [[word]], target)
    assert archival
    with closing(pdfium.PdfDocument(target)) as document:
        page = document[0]
        text = page.get_textpage()
        assert text.get_text_range().strip() == "Việt"
        boxes = [text.get_charbox(index) for index in range(4)]
        width, height = shapes[0].width, shapes[0].height
        corners = [displayed(page, *box[:2]) for box in boxes]
        corners += [displayed(page, *box[2:]) for box in boxes]
        across, down = [x / width for x, _ in corners], [y / height for _, y in corners]
        assert min(across) == pytest.approx(0.2, abs=0.01)
        assert max(across) == pytest.approx(0.4, abs=0.03)
        assert min(down) > 0.08
        assert max(down) < 0.17
        text.close()
        page.close()


def displayed(page, x, y):
    """Return where a point lies on the displayed page, from its top left corner, in points."""
    left, bottom, right, top = page.get_cropbox()
    return {
        0: (x - left, top - y),
        90: (y - bottom, x - left),
        180: (right - x, y - bottom),
        270: (top - y, right - x),
    }[page.get_rotation()]


def test_the_same_words_give_the_same_bytes(source, tmp_path):
    word = LaidWord("chữ", 100, 100, 900, 300)
    made = []
    for name in ("a.pdf", "b.pdf"):
        make_searchable([SourcePage(source(), 1)], [[word]], tmp_path / name)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_letters_beyond_the_basic_plane_are_passed_over(source, tmp_path):
    words = [LaidWord("𝒜", 100, 100, 900, 300), LaidWord("chữ", 100, 400, 900, 600)]
    make_searchable([SourcePage(source(), 1)], [words], tmp_path / "made.pdf")
    with closing(pdfium.PdfDocument(tmp_path / "made.pdf")) as document:
        page = document[0]
        text = page.get_textpage()
        assert text.get_text_range().strip() == "chữ"
        text.close()
        page.close()
