"""An extract shows what was chosen, and the gate lets nothing else through."""

import pikepdf
import pypdfium2
import pytest
from tests.stamping.papers import WORDS, document, images_in, scans

from luutru.stamping import extracting
from luutru.stamping.cover import words_of
from luutru.stamping.extracting import extract
from luutru.stamping.leaks import refuse_leaks
from luutru.stamping.shown import Extract, Original, Shown
from luutru.stamping.trouble import CannotStamp, Fault

ORIGINAL = Original(
    issuers=("Cơ quan Mẫu",), symbol="12/BGN-CQM", dated="Tehran, ngày 09 tháng 8 năm 2023",
    kind="Bản ghi nhớ", subject="Về hợp tác", signers=(("Cục trưởng", "Mẫu Hai"),),
)  # fmt: skip


def texts(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def wanted(*numbers, **more):
    return Extract(tuple(Shown(one) for one in numbers), ORIGINAL, **more)


@pytest.fixture
def source(tmp_path):
    return document(tmp_path / "source.pdf")


@pytest.fixture
def target(tmp_path):
    return tmp_path / "extract.pdf"


def test_an_extract_begins_with_the_formal_elements_of_its_original(source, target):
    extract(source, wanted(2), target)
    cover, page = texts(target)
    for told in ("CƠ QUAN MẪU", "12/BGN-CQM", "ngày 09 tháng 8", "BẢN GHI NHỚ", "Về hợp tác",
                 "CỤC TRƯỞNG", "(Đã ký)", "Mẫu Hai", "Trích trang 2 của văn bản gồm 4 trang",
                 ):  # fmt: skip
        assert told in cover
    assert WORDS[1] in page


def test_omissions_are_marked_between_pages_that_do_not_follow_one_another(source, target):
    extract(source, wanted(1, 2, 4), target)
    cover, first, second, last = texts(target)
    assert cover.count("[…]") == 1  # only where it says what the mark means: page 1 follows
    assert "[…]" not in first
    assert "[…]" in second
    assert "[…]" not in last


def test_only_the_chosen_images_are_in_an_extract_of_shared_resources(tmp_path, target):
    extract(scans(tmp_path / "source.pdf"), wanted(2, 4), target)
    assert images_in(target) == 2
    with pikepdf.open(target) as made:
        streams = [one for one in made.objects if isinstance(one, pikepdf.Stream)]
        raw = b"".join(one.read_raw_bytes() for one in streams)
        assert "/Names" not in made.Root
    assert "Bí mật".encode() not in raw


def test_part_of_a_page_is_an_image_without_any_text(source, target):
    shown = (Shown(2, ((0, 0, 1, 0.2), (0, 0.5, 1, 0.6))),)
    extract(source, Extract(shown, ORIGINAL), target)
    assert texts(target)[1] == ""
    assert images_in(target) == 1
    with pypdfium2.PdfDocument(target) as pdf:
        picture = pdf[1].render(scale=1).to_pil().convert("L")
    assert picture.crop((60, 100, 500, 160)).getextrema()[0] < 80
    assert picture.crop((60, 300, 250, 400)).getextrema()[0] > 200
    assert picture.crop((60, 520, 595, 700)).crop((0, 0, 190, 180)).getextrema()[0] > 200


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_parts_are_told_as_the_reader_sees_the_page(tmp_path, target, rotate):
    path = document(tmp_path / "turned.pdf", pages=1)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Rotate = rotate
        pdf.save(path)
    with pypdfium2.PdfDocument(path) as pdf:
        seen = pdf[0].render(scale=0.5).to_pil().convert("L")
    extract(path, Extract((Shown(1, ((0, 0, 1, 1),)),), ORIGINAL), target)
    with pypdfium2.PdfDocument(target) as pdf:
        shown = pdf[1].render(scale=0.5).to_pil().convert("L")
    assert shown.size == seen.size
    differing = sum(abs(a - b) > 100 for a, b in zip(seen.tobytes(), shown.tobytes(), strict=True))
    assert differing < 0.01 * seen.width * seen.height


# --- the gate --------------------------------------------------------------------------------


def spoiled(source, target, spoil):
    """Make an extract of page 2, and spoil it behind the back of what made it."""
    extract(source, wanted(2), target)
    with pikepdf.open(target, allow_overwriting_input=True) as pdf, pikepdf.open(source) as whole:
        spoil(pdf, whole)
        pdf.save(target)


def with_page(pdf, whole):
    pdf.pages.append(whole.pages[2])


def with_outline(pdf, whole):
    pdf.Root.Outlines = pdf.copy_foreign(whole.Root.Outlines)


def with_title(pdf, _whole):
    pdf.docinfo["/Title"] = "Tên riêng của tệp"


def with_attachment(pdf, whole):
    pdf.attachments["source.pdf"] = pikepdf.AttachedFileSpec(pdf, b"all")


def with_hidden_text(pdf, _whole):
    page = pdf.pages[1]
    page.contents_add(f"% Hai Bên {WORDS[2]} đổi".encode())


def with_hidden_image(pdf, _whole):
    kind = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Image}
    size = {"Width": 1, "Height": 1, "BitsPerComponent": 8, "ColorSpace": pikepdf.Name.DeviceGray}
    image = pdf.make_stream(b"\0", **kind, **size)
    pdf.pages[1].add_resource(image, pikepdf.Name.XObject)


def with_metadata(pdf, _whole):
    with pdf.open_metadata() as told:
        told["dc:title"] = "Tên riêng"


def with_a_word_in_a_string(pdf, _whole):
    pdf.pages[1].Resources.Properties = pikepdf.Dictionary(
        MC0=pikepdf.Dictionary(Told=pikepdf.String(f"Bên {WORDS[3]} đổi"))
    )


@pytest.mark.parametrize(
    "spoil",
    [with_page, with_outline, with_title, with_attachment, with_hidden_text, with_hidden_image,
     with_metadata, with_a_word_in_a_string],
)  # fmt: skip
def test_the_gate_finds_what_was_not_chosen(source, target, spoil):
    spoiled(source, target, spoil)
    asked = wanted(2)
    with pytest.raises(CannotStamp) as stopped:
        refuse_leaks(target, source, asked, words_of(asked, 4))
    assert stopped.value.fault is Fault.LEAK


def test_words_that_must_not_be_said_are_not(source, target):
    asked = wanted(2, unsaid=("Hai Bên và chuyện phẩm chất",))
    extract(source, asked, target)
    spoiled(source, target, lambda pdf, _: pdf.pages[1].contents_add("% phẩm chất".encode()))
    with pytest.raises(CannotStamp, match="phẩm chất"):
        refuse_leaks(target, source, asked, words_of(asked, 4))


def test_nothing_is_left_of_an_extract_that_leaks(source, target, monkeypatch):
    monkeypatch.setattr(extracting, "tidy", lambda _made: None)
    with pytest.raises(CannotStamp) as stopped:
        extract(scans(source), wanted(2), target)
    assert stopped.value.fault is Fault.LEAK
    assert not target.exists()


def test_layers_that_are_switched_off_are_not_shown(source, target):
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="hidden"))
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))
        pdf.save(source)
    with pytest.raises(CannotStamp) as stopped:
        extract(source, wanted(1), target)
    assert stopped.value.fault is Fault.LAYERS
