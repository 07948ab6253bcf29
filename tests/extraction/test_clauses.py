"""Clauses: effect, term, renewal, notice, bond, fields and forms."""

from dataclasses import replace

import pytest
from tests.extraction.typed import script

from luutru.extraction.clauses import read_clauses
from luutru.extraction.proposal import Doubt
from luutru.extraction.script import Script

VI = """
Hai Bên đã thống nhất như sau:
Điều 1. Mục đích
Hai Bên tăng cường quan hệ.
Điều 2. Hiệu lực
{}
"""
EN = """
The Parties have agreed as follows:
Article 1. Purpose
The Parties strengthen their relations.
Article 2. Entry into force
{}
"""


def read(text, form=VI):
    return {one.field: one.value for one in read_clauses(script(form.format(text)))}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Bản ghi nhớ này có hiệu lực kể từ ngày ký.", "on_signing"),
        ("Bản ghi nhớ này có hiệu lực ngay sau khi\nđược hai Bên ký.", "on_signing"),
        ("Thỏa thuận này bắt đầu có hiệu lực vào ngày ký cuối cùng.", "on_signing"),
        ("Văn kiện này có hiệu lực từ ngày nhận được thông báo sau cùng.", "on_notification"),
        ("Văn kiện có hiệu lực 30 ngày sau khi hai Bên thông báo cho nhau.", "on_notification"),
        ("Bản ghi nhớ có hiệu lực từ ngày do hai Bên thống nhất.", "by_agreement"),
        ("Bản ghi nhớ này có hiệu lực kể từ ngày 01 tháng 01 năm 2025.", "on_day"),
    ],
)
def test_the_rule_of_effect_is_read_in_vietnamese(text, rule):
    assert read(text)["effect_rule"] == rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("This MoU shall enter into force on the date of its signature.", "on_signing"),
        ("This Arrangement will come into effect upon signature by both Parties.", "on_signing"),
        ("This Agreement becomes effective from the date of the last signature.", "on_signing"),
        (
            (
                "This Memorandum enters into force on the date of receipt of the last written\n"
                "notification that the internal procedures have been completed."
            ),
            "on_notification",
        ),
        ("This Memorandum takes effect on a date mutually agreed by the Parties.", "by_agreement"),
        ("This programme takes effect on 1 January 2025.", "on_day"),
    ],
)
def test_the_rule_of_effect_is_read_in_english(text, rule):
    assert read(text, EN)["effect_rule"] == rule


def test_a_day_of_effect_is_read_only_where_it_is_stated():
    assert "effective_on" not in read("Bản ghi nhớ có hiệu lực kể từ ngày ký.")
    assert read("Bản ghi nhớ có hiệu lực từ ngày 01/02/2024.")["effective_on"] == "2024-02-01"


@pytest.mark.parametrize(
    "text",
    [
        "Mọi sửa đổi có hiệu lực kể từ ngày ký.",
        "Việc chấm dứt có hiệu lực sau khi được thông báo.",
        "Giấy chứng nhận có giá trị trong 3 năm.",
        "Nghĩa vụ bảo mật có hiệu lực trong 5 năm sau khi Bản ghi nhớ chấm dứt.",
        "Chứng chỉ được gia hạn bằng văn bản.",
        "Hai Bên hợp tác lâu dài.",
        "Bản ghi nhớ này có hiệu lực trong …… năm.",
    ],
)
def test_what_is_said_of_something_else_is_not_said_of_the_agreement(text):
    assert read(text) == {}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            (
                "Bản ghi nhớ này có hiệu lực kể từ ngày ký, có giá trị trong ba (03) năm và tự động"
                " gia hạn\nthêm từng giai đoạn hai (02) năm, trừ khi một Bên thông báo bằng văn bản"
                " cho Bên kia ít nhất sáu (06) tháng trước ngày hết hạn."
            ),
            ("P3Y", "automatic", "P2Y", "P6M"),
        ),
        (
            (
                "Thời hạn của Bản ghi nhớ này là 05 năm. Thời hạn này được gia hạn bằng văn bản"
                " thêm 05 năm.\nMỗi Bên có thể chấm dứt Bản ghi nhớ bằng thông báo trước 90 ngày."
            ),
            ("P5Y", "written", "P5Y", "P90D"),
        ),
        (
            (
                "Văn kiện có hiệu lực trong vòng 24 tháng và không được gia hạn. Việc chấm dứt có"
                " hiệu lực sau 03 tháng kể từ ngày nhận được thông báo."
            ),
            ("P24M", "none", None, "P3M"),
        ),
    ],
)
def test_term_renewal_and_notice_are_told_apart_in_vietnamese(text, values):
    found = read(text)
    names = ("duration", "renewal", "renewal_period", "notice_period")
    assert tuple(found.get(name) for name in names) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            (
                "This MoU shall remain in force for a period of three (3) years and shall be"
                " automatically\nextended for successive periods of two years unless either"
                " Participant gives written notice six months prior to its expiry."
            ),
            ("P3Y", "automatic", "P2Y", "P6M"),
        ),
        (
            (
                "The term of this Agreement is five years. It may be renewed for another year by"
                " mutual written consent. Either Party may terminate it on 90 days' notice."
            ),
            ("P5Y", "written", "P1Y", "P90D"),
        ),
        (
            (
                "This Memorandum is valid for 2 years and shall not be renewed. Either Party may"
                " withdraw from it at any time by giving at least one month's written notice."
            ),
            ("P2Y", "none", None, "P1M"),
        ),
        (
            (
                "This MoU shall remain valid for four years and shall be tacitly renewed for the"
                " same period."
            ),
            ("P4Y", "automatic", "P4Y", None),
        ),
    ],
)
def test_term_renewal_and_notice_are_told_apart_in_english(text, values):
    found = read(text, EN)
    names = ("duration", "renewal", "renewal_period", "notice_period")
    assert tuple(found.get(name) for name in names) == values


def test_a_stated_last_day_is_read():
    text = "Chương trình này có hiệu lực từ ngày 01/01/2025 đến hết ngày 31/12/2027."
    found = read(text)
    assert (found["effective_on"], found["expires_on"]) == ("2025-01-01", "2027-12-31")
    text = "This programme takes effect on 1 January 2025 and ends on 31 December 2027."
    assert read(text, EN)["expires_on"] == "2027-12-31"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Thỏa thuận này có hiệu lực kể từ ngày ký và không xác định thời hạn.", VI),
        ("Bản ghi nhớ này có hiệu lực cho đến khi một Bên chấm dứt.", VI),
        ("This Arrangement is concluded for an indefinite period.", EN),
        ("This MoU shall remain in force until terminated by either Party.", EN),
    ],
)
def test_an_agreement_without_a_term_says_so(text, form):
    found = read(text, form)
    assert found["open_ended"] == "yes"
    assert "duration" not in found


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Bản ghi nhớ này không tạo ra nghĩa vụ ràng buộc\nvề mặt pháp lý.", VI),
        ("Văn kiện này không phải là điều ước quốc tế.", VI),
        ("This MoU is not intended to create legally binding obligations.", EN),
        ("Nothing in this Memorandum is legally enforceable; it is not legally binding.", EN),
    ],
)
def test_a_text_that_binds_nobody_says_so(text, form):
    found = [one for one in read_clauses(script(form.format(text))) if one.field == "non_binding"]
    assert [one.value for one in found] == ["yes"]
    assert found[0].places[0].page == 1
    assert found[0].places[0].boxes


def test_what_costs_nothing_may_still_bind():
    text = "This MoU creates no financial obligations. It does not affect other treaties."
    assert read(text, EN) == {}


def test_both_languages_are_one_proposal_with_two_places():
    text = (
        "Bản ghi nhớ này có hiệu lực kể từ ngày ký\nThis MoU takes effect on the date of signature"
    )
    (found,) = read_clauses(script(text))
    assert (found.value, len(found.places)) == ("on_signing", 2)
    (alone,) = read_clauses(script(text.splitlines()[0]))
    assert found.confidence > alone.confidence


def test_languages_that_disagree_are_candidates_to_choose_from():
    text = (
        "Bản ghi nhớ này có giá trị trong ba năm kể từ ngày đó.\n"
        "This Memorandum of Understanding remains valid for five years."
    )
    found = read_clauses(script(text))
    assert {one.value for one in found} == {"P3Y", "P5Y"}
    assert {one.doubt for one in found} == {Doubt.SEVERAL}


def test_fields_are_those_of_title_and_scope_not_of_passing_words():
    found = read_clauses(
        script(
            """
            BẢN GHI NHỚ
            giữa Viện Đo lường A và Tổ chức Chứng nhận B
            về hợp tác trong lĩnh vực năng suất
            Hai Bên thống nhất:
            Điều 1. Mục đích
            Hai Bên hợp tác trong lĩnh vực Halal và công nhận, trên cơ sở đào tạo.
            Điều 2. Kinh phí
            Mỗi Bên tự chịu chi phí về đo lường.
            """
        )
    )
    assert [one.value for one in found] == ["accreditation halal productivity"]


def test_a_list_of_fields_is_read_item_by_item():
    text = (
        "Article 1. Purpose\nThe Parties cooperate.\nArticle 2. Fields of cooperation\n"
        "1. Metrology and calibration;\n2. Exchange of experts on training;\n3. Accreditation."
    )
    (found,) = read_clauses(script(text))
    assert found.value == "metrology accreditation"


def test_forms_of_cooperation_are_quoted_from_their_article():
    text = (
        "Điều 1. Mục đích\nHai Bên hợp tác.\nĐiều 2. Hình thức hợp tác\n"
        "1. Trao đổi đoàn;\n2. Tổ chức hội thảo."
    )
    (found,) = read_clauses(script(text))
    assert (found.field, found.value) == ("mode_of_coop", "Trao đổi đoàn; Tổ chức hội thảo")


def test_lost_marks_and_lost_spaces_do_no_harm():
    found = read("Ban ghi nhớ nay có hiệu lưc kểtừ ngay ký, có gia trị trong ba (O3) nam.")
    assert (found["effect_rule"], found["duration"]) == ("on_signing", "P3Y")


def test_what_is_exchanged_everywhere_is_no_field():
    text = (
        "Điều 1. Nội dung hợp tác\n1. Trao đổi tiêu chuẩn, quy chuẩn kỹ thuật và thông tin.\n"
        "2. Đào tạo chuyên gia.\nĐiều 2. Kinh phí\nMỗi Bên tự chịu."
    )
    (found,) = read_clauses(script(text))
    assert found.value == "standardization training"


def test_what_was_badly_read_is_less_sure():
    clear = script(VI.format("Bản ghi nhớ này có giá trị trong 3 năm."))
    words = tuple(word._replace(confidence=30) for word in clear.pages[0].words)
    blurred = Script([replace(clear.pages[0], words=words)])
    (sure,), (unsure,) = read_clauses(clear), read_clauses(blurred)
    assert (sure.value, unsure.value) == ("P3Y", "P3Y")
    assert unsure.confidence < sure.confidence
