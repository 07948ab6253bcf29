"""What the rules read out of whole documents."""

import pytest
from tests.extraction.paper import Paper, values

from luutru.extraction.extract import extract
from luutru.extraction.proposal import Doubt
from luutru.records.fields import BY_NAME
from luutru.services import values as services_values

STATE = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
OPENING = (
    "Trung tâm Kiểm chuẩn Mẫu (sau đây gọi là Bên A) và Viện Chuẩn mực Mẫu (sau đây gọi là Bên B),"
    " dưới đây gọi chung là hai Bên, đã thống nhất như sau:"
)


def vietnamese(end="Làm tại Hà Nội, ngày 09 tháng 8 năm 2023, thành hai bản gốc bằng tiếng Việt."):
    paper = Paper()
    paper.blocks(["TRUNG TÂM KIỂM CHUẨN MẪU", "Số: 05/BGN-KCM"], STATE)
    paper.centre("BẢN GHI NHỚ HỢP TÁC")
    paper.centre("giữa Trung tâm Kiểm chuẩn Mẫu và Viện Chuẩn mực Mẫu", "về đo lường")
    paper.text(OPENING, "Điều 1. Mục đích", "Hai Bên hợp tác về đo lường.", "Điều 2. Hiệu lực", end)
    return paper


def test_a_vietnamese_memorandum_is_read():
    found = extract(vietnamese().pages)
    assert values(found, "official_name") == ["memorandum"]
    assert values(found, "official_name_printed") == ["Bản ghi nhớ hợp tác"]
    assert values(found, "title_vi") == [
        "Bản ghi nhớ hợp tác giữa Trung tâm Kiểm chuẩn Mẫu và Viện Chuẩn mực Mẫu về đo lường",
    ]
    assert values(found, "code_number") == ["05"]
    assert values(found, "code_notation") == ["BGN-KCM"]
    assert values(found, "signed_on") == ["2023-08-09"]
    assert values(found, "signed_place") == ["Hà Nội"]
    assert values(found, "signed_country") == ["VN"]
    assert values(found, "languages") == ["vi"]


def test_every_value_can_be_described():
    for proposal in extract(vietnamese().pages).proposals:
        if proposal.field in BY_NAME:
            field = BY_NAME[proposal.field]
            assert services_values.read(field, proposal.value) == proposal.value


def test_every_proposal_tells_page_and_boxes_and_is_never_certain():
    for proposal in extract(vietnamese().pages).proposals:
        assert proposal.places
        assert 0 < proposal.confidence < 0.99


def test_a_silent_text_gets_no_day_no_place_and_no_language():
    found = extract(vietnamese("Bản ghi nhớ này được lập thành hai bản.").pages)
    for field in ("signed_on", "signed_place", "signed_country", "languages", "secrecy"):
        assert values(found, field) == []
        assert field in found.silent


@pytest.mark.parametrize(
    "sentence",
    [
        "Lễ trao diễn ra trong khuôn khổ chuyến thăm từ ngày 6-9/12/2023.",
        "Hội thảo được tổ chức ngày 20/12/2023 tại Hà Nội.",
        "Căn cứ Bản ghi nhớ ký ngày 05 tháng 6 năm 2015 giữa hai cơ quan, hai Bên hợp tác.",
        "Bản ghi nhớ này thay thế bản ghi nhớ được ký tại Tehran ngày 9/8/2013.",
        "Căn cứ Nghị định số 64/2021/NĐ-CP ngày 30 tháng 6 năm 2021 của Chính phủ;",
        "This Memorandum replaces the arrangement signed in Berlin on 3 May 2011.",
        "Đoàn sẽ làm việc tại Jakarta đến ngày 17/5/2021.Ông Mẫu đã thay mặt hai bên ký kết.",
    ],
)
def test_days_of_other_things_are_not_the_day_of_signing(sentence):
    found = extract(vietnamese(sentence).pages)
    assert values(found, "signed_on") == []
    assert values(found, "signed_place") == []


@pytest.mark.parametrize(
    ("sentence", "day", "place"),
    [
        ("Ký tại Tehran, ngày 9/8/2023, thành hai bản gốc.", "2023-08-09", "Tehran"),
        ("Làm ngày 07 tháng 12 năm 2023 tại Đà Nẵng, thành hai bản.", "2023-12-07", "Đà Nẵng"),
        ("Bản ghi nhớ này được ký tại Huế vào ngày 1/2/2020.", "2020-02-01", "Huế"),
        ("Done in Ha Noi on this 9th day of August 2023 in two originals.", "2023-08-09", "Ha Noi"),
        ("Signed at Minsk on 7 December 2023 in duplicate.", "2023-12-07", "Minsk"),
        ("Làm tại Hà Nội, ngày O9 tháng l2 năm 2O23.", "2023-12-09", "Hà Nội"),
        ("Làm tại Hà Nội, ngày 18 tháng 4năm 2023.", "2023-04-18", "Hà Nội"),
    ],
)
def test_the_end_clause_tells_day_and_place(sentence, day, place):
    found = extract(vietnamese(sentence).pages)
    assert values(found, "signed_on") == [day]
    assert values(found, "signed_place") == [place]


def test_places_that_agree_make_a_day_surer():
    once = extract(vietnamese().pages)
    paper = Paper()
    paper.centre(*STATE).right("Hà Nội, ngày 09 tháng 8 năm 2023").centre("BẢN GHI NHỚ")
    paper.text(OPENING, "Làm tại Hà Nội, ngày 09 tháng 8 năm 2023, thành hai bản.")
    day_once, day_twice = (
        next(p for p in found.proposals if p.field == "signed_on")
        for found in (once, extract(paper.pages))
    )
    assert day_twice.value == day_once.value
    assert day_twice.confidence > day_once.confidence
    assert sum(len(place.boxes) for place in day_twice.places) == 2


def test_places_that_disagree_are_both_shown():
    paper = Paper()
    paper.centre(*STATE).right("Hà Nội, ngày 09 tháng 8 năm 2023").centre("BẢN GHI NHỚ")
    paper.text(OPENING, "Làm tại Hà Nội, ngày 19 tháng 8 năm 2023, thành hai bản.")
    days = [p for p in extract(paper.pages).proposals if p.field == "signed_on"]
    assert [day.value for day in days] == ["2023-08-19", "2023-08-09"]
    assert {day.doubt for day in days} == {Doubt.SEVERAL}


@pytest.mark.parametrize(
    ("sentence", "doubt"),
    [
        ("Làm tại Hà Nội, ngày 31 tháng 02 năm 2023, thành hai bản.", Doubt.IMPOSSIBLE_DAY),
        ("Làm tại Hà Nội, ngày 21/0/1973, thành hai bản.", Doubt.IMPOSSIBLE_DAY),
        ("Làm tại Hà Nội, ngày … tháng … năm 2023, thành hai bản.", Doubt.HANDWRITTEN_GAP),
        ("Làm tại Hà Nội, ngày ..... tháng 10 năm 2023.", Doubt.HANDWRITTEN_GAP),
        ("Làm tại Hà Nội, ngày tháng năm 2023, thành hai bản.", Doubt.HANDWRITTEN_GAP),
    ],
)
def test_a_day_that_cannot_be_is_pointed_out_and_not_repaired(sentence, doubt):
    days = [p for p in extract(vietnamese(sentence).pages).proposals if p.field == "signed_on"]
    assert [(day.value, day.doubt) for day in days] == [("", doubt)]
    assert days[0].confidence < 0.5
    assert days[0].printed


def test_a_number_left_to_the_pen_is_pointed_out():
    paper = Paper()
    paper.blocks(["TRUNG TÂM KIỂM CHUẨN MẪU", "Số: ...../BGN-KCM"], STATE)
    paper.centre("BẢN GHI NHỚ").text(OPENING)
    found = extract(paper.pages)
    number = next(p for p in found.proposals if p.field == "code_number")
    assert (number.value, number.doubt) == ("", Doubt.HANDWRITTEN_GAP)
    assert values(found, "code_notation") == ["BGN-KCM"]


def test_the_number_of_a_law_is_not_the_number_of_the_agreement():
    paper = Paper()
    paper.centre(*STATE).centre("BẢN GHI NHỚ")
    paper.text("Căn cứ Luật Thỏa thuận quốc tế số 70/2020/QH14 ngày 13 tháng 11 năm 2020;", OPENING)
    found = extract(paper.pages)
    assert values(found, "code_number") == []
    assert values(found, "legal_basis") == [
        "Căn cứ Luật Thỏa thuận quốc tế số 70/2020/QH14 ngày 13 tháng 11 năm 2020"
    ]


def test_columns_in_two_languages_make_one_proposal_with_both_places():
    paper = Paper()
    paper.centre(*STATE).centre("BẢN GHI NHỚ").centre("MEMORANDUM OF UNDERSTANDING")
    for _ in range(4):
        paper.columns(
            "Điều 1. Hai Bên hợp tác về đo lường và thử nghiệm trên cơ sở cùng có lợi.",
            "Article 1. The Parties cooperate in metrology and testing for mutual benefit.",
        )
    paper.columns(
        "Làm tại Béc-lin, ngày 13 tháng 6 năm 2016, thành hai bản bằng tiếng Việt và tiếng Anh.",
        "Done in Berlin on 13 June 2016 in two originals in Vietnamese and English.",
    )
    found = extract(paper.pages)
    day = next(p for p in found.proposals if p.field == "signed_on")
    assert day.value == "2016-06-13"
    assert len({box.left > 5000 for place in day.places for box in place.boxes}) == 2
    assert values(found, "languages") == ["vi en"]
    assert values(found, "signed_country") == ["DE"]
    assert values(found, "signed_place") == ["Béc-lin"]


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        ("Các văn bản có giá trị như nhau.", ["equal"]),
        ("Both texts being equally authentic.", ["equal"]),
        ("Trong trường hợp có sự giải thích khác nhau, bản tiếng Anh được ưu tiên.", ["en"]),
        ("In case of divergence, the Vietnamese text shall prevail.", ["vi"]),
        ("Hai Bên có quyền và nghĩa vụ ngang nhau.", []),
    ],
)
def test_the_text_that_prevails_is_read(sentence, texts):
    assert values(extract(vietnamese(sentence).pages), "authentic_text") == texts
