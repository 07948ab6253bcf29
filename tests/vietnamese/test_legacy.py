import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luutru.vietnamese.legacy import from_tcvn3, from_vni, judge, to_tcvn3, to_vni

SMALL = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
small_text = st.text(st.sampled_from(SMALL + " .,()0123456789/-\n"))

PAGE = (
    "Bản ghi nhớ này có hiệu lực kể từ ngày ký và được giữ nguyên hiệu lực trong thời hạn ba năm, "
    "trừ khi một bên thông báo bằng văn bản cho bên kia về ý định chấm dứt trước sáu tháng."
)
ENGLISH = (
    "The Parties shall cooperate in the field of standards, metrology and conformity assessment "
    "and this Memorandum shall enter into force on the date of its signature by both Parties."
)
TCVN3_FONTS = {"ABCDEF+.VnTime", "Helvetica"}
VNI_FONTS = {"VNI-Times"}


@given(small_text)
def test_small_letters_survive_both_old_encodings(text):
    assert from_tcvn3(to_tcvn3(text)) == text
    assert from_vni(to_vni(text)) == text


@given(small_text)
def test_capitals_survive_vni(text):
    assert from_vni(to_vni(text.upper())) == text.upper()


@given(small_text)
def test_capitals_survive_tcvn3_as_small_letters_at_least(text):
    assert from_tcvn3(to_tcvn3(text.upper())).lower() == text


@given(small_text)
def test_old_fonts_need_one_byte_a_sign(text):
    to_tcvn3(text).encode("latin-1")
    to_vni(text.upper()).encode("latin-1")
    assert to_tcvn3(text) == to_tcvn3(unicodedata.normalize("NFD", text))


def test_every_letter_has_the_byte_of_the_standard():
    """Source: TCVN 5712:1993, VN3, row by row."""
    rows = {
        0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
        0xB5: "àảãáạ",
        0xBB: "ằẳẵắ",
        0xC6: "ặầẩẫấậè",
        0xCE: "ẻẽ",
        0xD0: "éẹềểễếệìỉ",
        0xDC: "ĩíịò",
        0xE1: "ỏõóọồổỗốộờởỡớợù",
        0xF1: "ủũúụừửữứựỳỷỹýỵ",
    }
    for first, letters in rows.items():
        assert to_tcvn3(letters) == "".join(chr(first + n) for n in range(len(letters)))


def test_known_words_are_drawn_as_the_old_fonts_need_them():
    assert to_tcvn3("Cộng hoà xã hội chủ nghĩa Việt Nam") == "Céng hoµ x· héi chñ nghÜa ViÖt Nam"
    assert (
        to_vni("Cộng hoà xã hội chủ nghĩa Việt Nam") == "Coäng hoaø xaõ hoäi chuû nghóa Vieät Nam"
    )
    assert to_tcvn3("ư") == "\xad"
    assert to_vni("ĐƯỜNG ở Mỹ, bị ỷ") == "ÑÖÔØNG ôû Myõ, bò yû"


def test_words_in_capitals_come_back_in_capitals():
    assert from_tcvn3("CéNG HOµ X· HéI, Vµ Bé §éC") == "CỘNG HOÀ Xã HỘI, Và Bộ ĐỘC"


def test_a_capital_with_a_small_sign_is_read():
    assert from_vni("Aùo, Ñaïi") == "Áo, Đại"


@pytest.mark.parametrize(
    ("encode", "fonts", "kind"), [(to_tcvn3, TCVN3_FONTS, "tcvn3"), (to_vni, VNI_FONTS, "vni")]
)
def test_a_page_in_an_old_font_is_recovered(encode, fonts, kind):
    verdict = judge(encode(PAGE), fonts)
    assert (verdict.kind, verdict.text) == (kind, PAGE)


@pytest.mark.parametrize("encode", [to_tcvn3, to_vni])
def test_without_the_font_nothing_is_changed_but_the_page_is_read_again(encode):
    verdict = judge(encode(PAGE), {"Times-Roman"})
    assert (verdict.kind, verdict.text) == ("garbage", encode(PAGE))


@pytest.mark.parametrize("text", [PAGE, ENGLISH, unicodedata.normalize("NFD", PAGE)])
@pytest.mark.parametrize("fonts", [TCVN3_FONTS, VNI_FONTS, set[str]()])
def test_a_font_alone_changes_nothing(text, fonts):
    verdict = judge(text, fonts)
    assert (verdict.kind, verdict.text) == ("ok", text)


def test_both_languages_on_one_page_are_recovered():
    verdict = judge(f"{to_tcvn3(PAGE)}\n{ENGLISH}", TCVN3_FONTS | {"Times-Roman"})
    assert (verdict.kind, verdict.text) == ("tcvn3", f"{PAGE}\n{ENGLISH}")


@pytest.mark.parametrize(
    "text",
    [
        "".join(chr(0xE000 + ord(sign)) if sign.isalpha() else sign for sign in ENGLISH),
        ENGLISH.replace("a", "\ufffd"),
        ENGLISH.translate({code: code + 1 for code in range(ord("a"), ord("z"))}) * 2,
        "xkcd qrst bcdf ghjk lmnp qrtv wxzb cdfg",
    ],
    ids=["private letters", "replaced letters", "shifted letters", "consonants"],
)
def test_rubbish_is_called_garbage_and_kept(text):
    verdict = judge(text, ())
    assert (verdict.kind, verdict.text) == ("garbage", text)


@pytest.mark.parametrize("text", ["", " \n", "12/2023", "Trang 3"])
def test_too_few_words_are_not_judged(text):
    assert judge(text, TCVN3_FONTS).kind == "empty"
