"""Who agreed with whom, and on which side."""

import pytest
from tests.extraction.paper import Paper, values

from luutru.extraction.extract import extract

STATE = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def memorandum(title, *paragraphs, letterhead=None):
    paper = Paper()
    if letterhead:
        paper.blocks([letterhead], STATE)
    else:
        paper.centre(*STATE)
    return paper.centre("BẢN GHI NHỚ").centre(title).text(*paragraphs, "Điều 1. Mục đích")


def sides(paper):
    found = extract(paper.pages)
    return values(found, "party.vietnamese"), values(found, "party.foreign")


def test_names_with_short_forms_and_countries_are_read_from_the_opening():
    paper = memorandum(
        "giữa Cục Kiểm chuẩn Mẫu và Viện Chuẩn mực Velmora Iran",
        "Cục Kiểm chuẩn Mẫu (sau đây gọi là KCM) và Viện Chuẩn mực Velmora Iran (sau đây gọi là"
        " VCV), dưới đây gọi chung là hai Bên, đã thống nhất như sau:",
    )
    assert sides(paper) == (
        ["Cục Kiểm chuẩn Mẫu; KCM; VN"],
        ["Viện Chuẩn mực Velmora Iran; VCV; IR"],
    )
    found = extract(paper.pages)
    assert values(found, "signing_level") == ["directorate"]
    assert values(found, "laterality") == ["bilateral"]


def test_the_unit_signs_and_not_the_agency_above_it():
    paper = memorandum(
        "giữa Trung tâm Kiểm chuẩn Mẫu và Viện Chuẩn mực Velmora",
        "Trung tâm Kiểm chuẩn Mẫu, đơn vị trực thuộc Tổng cục Chuẩn mực Mẫu (sau đây gọi là Trung"
        " tâm), và Viện Chuẩn mực Velmora, trực thuộc Ủy ban Velmora (sau đây gọi là Viện), đã"
        " thống nhất như sau:",
    )
    assert sides(paper) == (
        ["Trung tâm Kiểm chuẩn Mẫu; ; VN"],
        ["Viện Chuẩn mực Velmora"],
    )
    assert values(extract(paper.pages), "signing_level") == ["unit"]


def test_a_partner_of_whom_only_the_letters_are_known_gets_no_country():
    paper = memorandum(
        "giữa Trung tâm Chứng nhận Mẫu (CNM) và VELMAS",
        "Trung tâm Chứng nhận Mẫu (sau đây gọi là CNM) và VELMAS, dưới đây gọi chung là hai Bên,"
        " mong muốn hợp tác, đã thống nhất như sau:",
    )
    assert sides(paper) == (["Trung tâm Chứng nhận Mẫu; CNM; VN"], ["VELMAS"])


def test_the_foreign_side_may_be_named_first():
    paper = memorandum(
        "giữa Viện Chuẩn mực Velmora và Cục Kiểm chuẩn Mẫu",
        "Viện Chuẩn mực Velmora (sau đây gọi là Bên A) và Cục Kiểm chuẩn Mẫu (sau đây gọi là Bên"
        " B) đã thống nhất như sau:",
        letterhead="CỤC KIỂM CHUẨN MẪU",
    )
    assert sides(paper) == (["Cục Kiểm chuẩn Mẫu; ; VN"], ["Viện Chuẩn mực Velmora"])


def test_roles_tell_the_sides():
    paper = memorandum(
        "giữa Viện Mẫu Một và Viện Mẫu Hai",
        "Viện Mẫu Một (sau đây gọi là Bên nước ngoài) và Viện Mẫu Hai (sau đây gọi là Bên Việt"
        " Nam) đã thống nhất như sau:",
    )
    assert sides(paper) == (["Viện Mẫu Hai; ; VN"], ["Viện Mẫu Một"])


def test_where_only_the_order_tells_the_sides_a_person_must_look():
    paper = memorandum(
        "giữa Viện Mẫu Một và Viện Mẫu Hai",
        "Viện Mẫu Một (sau đây gọi là Bên A) và Viện Mẫu Hai (sau đây gọi là Bên B) đã thống"
        " nhất như sau:",
    )
    parties = [p for p in extract(paper.pages).proposals if p.field.startswith("party.")]
    assert all(party.confidence < 0.75 and party.doubt for party in parties)


def test_several_agencies_may_be_on_one_side():
    paper = memorandum(
        "giữa Bộ Kiểm chuẩn và Đo đạc Mẫu và Cục Lưu giữ Mẫu và Viện Chuẩn mực Velmora",
        "Bộ Kiểm chuẩn và Đo đạc Mẫu và Cục Lưu giữ Mẫu (gọi tắt là Bên thứ nhất) và Viện Chuẩn"
        " mực Velmora (gọi tắt là Bên thứ hai) đã nhất trí như sau:",
    )
    assert sides(paper) == (
        ["Bộ Kiểm chuẩn và Đo đạc Mẫu; ; VN", "Cục Lưu giữ Mẫu; ; VN"],
        ["Viện Chuẩn mực Velmora"],
    )


def test_an_english_text_is_read():
    paper = Paper().centre("MEMORANDUM OF UNDERSTANDING")
    paper.centre(
        "between the Sample Directorate for Norms, Metrology and Quality",
        "and the Velmora Standards Institute",
    )
    paper.text(
        "The Sample Directorate for Norms, Metrology and Quality of Viet Nam (hereinafter SDN) and"
        " the Velmora Standards Institute (the Republic of Belarus) (hereinafter VSI), together"
        " the Parties, have reached the following understanding:",
        "Article 1. Purpose",
    )
    home, abroad = sides(paper)
    assert home == ["Sample Directorate for Norms, Metrology and Quality of Viet Nam; SDN; VN"]
    assert abroad == ["Velmora Standards Institute; VSI; BY"]


def test_one_name_with_the_country_in_two_ways_is_one_party():
    paper = memorandum(
        "giữa Cục Kiểm chuẩn Mẫu và Bộ Công nghiệp Mẫu Cộng hòa Belarus",
        "Cục Kiểm chuẩn Mẫu (sau đây gọi là KCM) và Bộ Công nghiệp Mẫu Belarus (sau đây gọi là BCM)"
        " mong muốn tăng cường quan hệ hữu nghị và hợp tác cùng có lợi giữa hai cơ quan, trên cơ sở"
        " bình đẳng và phù hợp với pháp luật của mỗi nước, đã thống nhất như sau:",
    )
    home, abroad = ["Cục Kiểm chuẩn Mẫu; KCM; VN"], ["Bộ Công nghiệp Mẫu Belarus; BCM; BY"]
    assert sides(paper) == (home, abroad)


def test_two_languages_make_one_party_with_both_places():
    paper = Paper().centre(*STATE).centre("BẢN GHI NHỚ").centre("MEMORANDUM OF UNDERSTANDING")
    for _ in range(4):
        paper.columns(
            "Cục Kiểm chuẩn Mẫu (sau đây gọi là Bên A) và Viện Chuẩn mực Velmora (sau đây gọi là"
            " Bên B) đã thống nhất như sau:",
            "The Sample Department of Norms (hereinafter Party A) and the Velmora Standards"
            " Institute (hereinafter Party B) have agreed as follows:",
        )
    found = extract(paper.pages)
    assert values(found, "party.vietnamese") == ["Cục Kiểm chuẩn Mẫu; ; VN"]
    (party,) = (p for p in found.proposals if p.field == "party.foreign")
    assert party.value == "Viện Chuẩn mực Velmora"
    lefts = {box.left > 5000 for place in party.places for box in place.boxes}
    assert lefts == {True, False}


@pytest.mark.parametrize(
    "sentence",
    [
        "Ngoài ra, phía Thổ Nhĩ Kỳ cũng là đối tác đã có thỏa thuận hợp tác.",
        "Trước đó, ngày 20/12/2023, một hội thảo đã được tổ chức tại Hà Nội.",
    ],
)
def test_who_is_only_mentioned_is_no_party(sentence):
    found = extract(Paper().centre("TIN TỨC").text(sentence).pages)
    assert not [p for p in found.proposals if p.field.startswith(("party", "signed", "official"))]


def test_a_report_of_a_signing_tells_parties_day_and_place():
    text = (
        "Đoàn công tác làm việc tại Pháp từ 5-8/2/2009. Lễ ký bản ghi nhớ hợp tác giữa Cục Kiểm"
        " chuẩn Mẫu (KCM) và Viện Chuẩn mực Velmora (VCV) về đo lường đã diễn ra ngày 20 tháng 6"
        " năm 2023 tại Jakarta.Một hội thảo dự kiến được tổ chức ngày 1/7/2023."
    )
    paper = Paper().centre("TIN TỨC").text(text)
    found = extract(paper.pages)
    assert values(found, "official_name") == ["memorandum"]
    assert sides(paper) == (["Cục Kiểm chuẩn Mẫu; KCM; VN"], ["Viện Chuẩn mực Velmora; VCV"])
    assert values(found, "signed_on") == ["2023-06-20"]
    assert values(found, "signed_place") == ["Jakarta"]


def test_a_report_without_a_day_gets_none():
    text = (
        "Bản ghi nhớ hợp tác giữa Cục Kiểm chuẩn Mẫu (KCM) và VELMAS được ký kết.Hội thảo diễn ra"
        " ngày 20/12/2023 tại Hà Nội."
    )
    found = extract(Paper().text(text).pages)
    assert values(found, "party.vietnamese") == ["Cục Kiểm chuẩn Mẫu; KCM; VN"]
    assert values(found, "signed_on") == []
    assert values(found, "signed_place") == []
