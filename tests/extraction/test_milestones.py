"""Milestones: duties that have a time."""

import pytest
from tests.extraction.typed import script

from luutru.extraction.milestones import read_milestones
from luutru.extraction.proposal import Anchor

VI = "Điều 1. Mục đích\nHai Bên hợp tác.\nĐiều 2. Thực hiện\n{}\n"
EN = "Article 1. Purpose\nThe Parties cooperate.\nArticle 2. Implementation\n{}\n"


def read(text, form=VI):
    return read_milestones(script(form.format(text)))


def one(text, form=VI):
    (found,) = read(text, form)
    return found


@pytest.mark.parametrize(
    ("text", "form", "anchor", "offset"),
    [
        (
            "Mỗi Bên phải chỉ định đầu mối trong vòng 30 ngày kể từ ngày ký.",
            VI, Anchor.SIGNING, "P30D",
        ),
        (
            "Chậm nhất sáu mươi (60) ngày sau khi Bản ghi nhớ có hiệu lực, Bên A gửi danh mục.",
            VI, Anchor.EFFECT, "P60D",
        ),
        (
            ("Bên B có trách nhiệm trả lời trong thời hạn 15 ngày làm việc kể từ ngày nhận được"
            " yêu cầu."),
            VI, Anchor.EVENT, "P15D",
        ),
        (
            "Ít nhất 06 tháng trước khi Bản ghi nhớ hết hiệu lực, hai Bên sẽ xem xét việc gia hạn.",
            VI, Anchor.EXPIRY, "-P6M",
        ),
        (
            "Trong vòng 90 ngày kể từ khi Bản ghi nhớ hết hạn, hai Bên sẽ lập báo cáo tổng kết.",
            VI, Anchor.EXPIRY, "P90D",
        ),
        (
            "Within thirty (30) days of signature, each Party shall designate a contact point.",
            EN, Anchor.SIGNING, "P30D",
        ),
        (
            "The Parties shall exchange lists no later than two months after the entry into force.",
            EN, Anchor.EFFECT, "P2M",
        ),
        (
            "The receiving Party shall reply within 15 days of receipt of the request.",
            EN, Anchor.EVENT, "P15D",
        ),
        (
            "At least six months before the expiry of this MoU, the Parties shall review it.",
            EN, Anchor.EXPIRY, "-P6M",
        ),
    ],
)  # fmt: skip
def test_a_period_is_counted_from_what_the_text_says(text, form, anchor, offset):
    found = one(text, form)
    assert (found.anchor, found.offset, found.recurrence) == (anchor, offset, "")


@pytest.mark.parametrize(
    ("text", "form", "rule"),
    [
        ("Bên A báo cáo trước ngày 15 tháng 11 hằng năm.", VI,
         "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15"),
        ("Hằng năm, chậm nhất ngày 31/3, hai Bên trao đổi danh mục.", VI,
         "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31"),
        ("Party A shall report no later than 15 November each year.", EN,
         "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15"),
        ("Each Party shall pay its contribution by March 31 of every year.", EN,
         "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31"),
        ("Ủy ban hỗn hợp họp mỗi năm một lần.", VI, "FREQ=YEARLY"),
        ("Hai Bên báo cáo sáu tháng một lần.", VI, "FREQ=MONTHLY;INTERVAL=6"),
        ("Hai Bên họp định kỳ 03 tháng một lần.", VI, "FREQ=MONTHLY;INTERVAL=3"),
        ("Hai Bên tổ chức hội nghị hai năm một lần.", VI, "FREQ=YEARLY;INTERVAL=2"),
        ("Hai Bên báo cáo hằng quý.", VI, "FREQ=MONTHLY;INTERVAL=3"),
        ("The Joint Committee shall meet once a year.", EN, "FREQ=YEARLY"),
        ("The Parties shall hold a workshop every two years.", EN, "FREQ=YEARLY;INTERVAL=2"),
        ("The Parties shall meet twice a year.", EN, "FREQ=MONTHLY;INTERVAL=6"),
        ("Party B shall send quarterly reports.", EN, "FREQ=MONTHLY;INTERVAL=3"),
        ("The Parties shall hold at least three (3) meetings every six months.", EN,
         "FREQ=MONTHLY;INTERVAL=6"),
    ],
)  # fmt: skip
def test_what_recurs_has_a_rule(text, form, rule):
    assert one(text, form).recurrence == rule


def test_a_day_that_the_text_states_is_the_day():
    found = one("Bên A phải hoàn thành giai đoạn một trước ngày 30 tháng 6 năm 2025.")
    assert (found.anchor, found.due_on) == (Anchor.FIXED, "2025-06-30")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Mỗi Bên có thể chấm dứt Bản ghi nhớ này bằng thông báo trước 6 tháng.", VI),
        ("Bên A có thể cử đoàn sang thăm Bên B trong vòng 30 ngày kể từ ngày ký.", VI),
        ("Nếu cần, hai Bên họp mỗi năm một lần.", VI),
        ("Nếu trong vòng 30 ngày kể từ ngày nhận được thông báo mà không trả lời thì thôi.", VI),
        ("Bên A không được tiết lộ thông tin trong vòng 5 năm kể từ ngày ký.", VI),
        ("Bản ghi nhớ này có hiệu lực sau 30 ngày kể từ ngày ký.", VI),
        ("Bản ghi nhớ này có giá trị trong 3 năm kể từ ngày ký.", VI),
        ("Hai Bên thực hiện các hoạt động theo kế hoạch hằng năm.", VI),
        ("Hai Bên sẽ tăng cường hợp tác.", VI),
        ("The Parties may meet once a year where appropriate.", EN),
        ("Either Party may within 30 days of receipt object to the proposal.", EN),
        ("Activities are subject to the annual budgets of the Parties.", EN),
        ("This MoU enters into force thirty days after signature.", EN),
    ],
)
def test_choices_conditions_and_terms_are_no_duties(text, form):
    assert read(text, form) == ()


def test_a_renewal_by_itself_has_a_last_day_to_object():
    found = one(
        "Bản ghi nhớ này có giá trị trong 3 năm và tự động gia hạn thêm 3 năm, trừ khi một Bên"
        " thông báo bằng văn bản cho Bên kia 6 tháng trước ngày hết hạn."
    )
    assert (found.anchor, found.offset, found.kind) == (Anchor.EXPIRY, "-P6M", "contractual")


def test_a_milestone_says_who_what_where_and_from_when():
    found = one("1. Bên tiếp nhận phải trả lời trong vòng 15 ngày kể từ ngày nhận được yêu cầu.")
    assert found.by == "Bên tiếp nhận"
    assert found.title.startswith("Bên tiếp nhận phải trả lời trong vòng 15 ngày")
    assert (found.clause, found.event) == ("Điều 2", "nhận được yêu cầu")
    assert found.places[0].page == 1


def test_a_party_is_known_by_the_name_that_the_text_gives_it():
    found = one(
        "1. Viện A (sau đây gọi là VMI) gửi cán bộ.\n2. VMI báo cáo hai Bên mỗi năm một lần."
    )
    assert found.by == "VMI"


def test_items_of_a_list_take_the_duty_from_its_lead():
    found = read(
        "Bên A có trách nhiệm:\na) nộp phí thành viên trước ngày 31 tháng 3 hằng năm;\n"
        "b) gửi danh mục tiêu chuẩn trong vòng 30 ngày kể từ ngày ký."
    )
    assert [(one.by, one.anchor) for one in found] == [
        ("ben a", Anchor.FIXED),
        ("ben a", Anchor.SIGNING),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hai Bên tổ chức hội thảo mỗi năm một lần.", "activity"),
        ("Hai Bên báo cáo kết quả mỗi năm một lần.", "contractual"),
    ],
)
def test_what_is_done_together_is_an_activity(text, kind):
    assert one(text).kind == kind


def test_a_bilingual_duty_is_one_milestone_with_both_places():
    text = (
        "Điều 1. Họp\nArticle 1. Meetings\nỦy ban hỗn hợp họp mỗi năm một lần.\n"
        "The Joint Committee shall meet once a year.\nĐiều 2. Báo cáo\nArticle 2. Reports\n"
        "Bên A phải báo cáo hằng quý.\nParty A shall report quarterly."
    )
    found = read_milestones(script(text))
    assert [(one.clause, one.recurrence, len(one.places)) for one in found] == [
        ("Điều 1", "FREQ=YEARLY", 2),
        ("Điều 2", "FREQ=MONTHLY;INTERVAL=3", 2),
    ]


def test_a_word_of_duty_makes_a_milestone_surer():
    assert (
        one("Bên A phải báo cáo hằng quý.").confidence > one("Bên A báo cáo hằng quý.").confidence
    )


def test_an_empty_document_promises_nothing():
    assert read_milestones(script("")) == ()
