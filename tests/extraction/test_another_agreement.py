"""What is said of another agreement is not taken for what is said of this one."""

import pytest
from tests.extraction.typed import script

from luutru.extraction.clauses import read_clauses
from luutru.extraction.milestones import read_milestones

FORM = """
Hai Bên đã thống nhất như sau:
Điều 1. Mục đích
Hai Bên tăng cường quan hệ.
Điều 2. Hiệu lực
{}
"""


def read(text):
    return {one.field: one.value for one in read_clauses(script(FORM.format(text)))}


@pytest.mark.parametrize(
    "text",
    [
        "Thỏa thuận khung giữa hai Nhà nước có hiệu lực từ ngày 12 tháng 5 năm 2009.",
        "Bản ghi nhớ số 12/BGN-VMC có hiệu lực từ ngày 01 tháng 01 năm 2011.",
        "Thỏa thuận ký năm 1999 có hiệu lực trong thời hạn năm năm.",
    ],
)
def test_the_effect_of_another_agreement_is_not_ours(text):
    assert read(text).keys().isdisjoint({"effect_rule", "effective_on", "duration"})


def test_ours_is_read_beside_the_one_that_it_replaces():
    told = read(
        "Bản ghi nhớ này thay thế Bản ghi nhớ ký ngày 01 tháng 01 năm 2011 và có hiệu lực\n"
        "kể từ ngày ký."
    )
    assert told["effect_rule"] == "on_signing"


@pytest.mark.parametrize(
    "text",
    [
        "Trung tâm Mẫu đã tổ chức hội thảo vào ngày 20/12/2023.",
        "Trước đây hai Bên thường họp mỗi năm một lần.",
        "The Parties used to meet once a year.",
        "The Parties are not bound to answer within three months.",
    ],
)
def test_what_was_done_or_binds_nobody_is_no_duty(text):
    assert read_milestones(script(FORM.format(text))) == ()


def test_what_is_owed_after_something_was_done_stays_a_duty():
    text = "Bên đã nhận được đề nghị sẽ trả lời trong vòng 30 ngày kể từ ngày nhận."
    assert [m.offset for m in read_milestones(script(FORM.format(text)))] == ["P30D"]
