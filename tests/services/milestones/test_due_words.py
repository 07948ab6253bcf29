"""When a proposed milestone is due, in words."""

import pytest

from luutru import i18n
from luutru.extraction.proposal import Anchor, MilestoneProposal
from luutru.services.milestones.due_words import due_words


def milestone(anchor, offset="", recurrence="", due_on="", event=""):
    return MilestoneProposal(
        "x", "contractual", anchor, offset, recurrence, due_on, "Điều 1", 0.9, (), "r", event
    )


@pytest.mark.parametrize(
    ("proposal", "said"),
    [
        (milestone(Anchor.SIGNING, "P30D"), "ngày ký + 30 ngày"),
        (milestone(Anchor.EXPIRY, "-P6M"), "6 tháng trước ngày hết hiệu lực"),
        (milestone(Anchor.FIXED, recurrence="FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15"),
         "hằng năm, ngày 15/11"),
        (milestone(Anchor.FIXED, recurrence="FREQ=MONTHLY;INTERVAL=6"), "6 tháng một lần"),
        (milestone(Anchor.FIXED, due_on="2024-11-15"), "15/11/2024"),
        (milestone(Anchor.EVENT, "P15D", event="nhận thông báo"), "nhận thông báo + 15 ngày"),
        (milestone(Anchor.EVENT, "P7D"), "sự kiện + 7 ngày"),
        (milestone(Anchor.FIXED), ""),
    ],
)  # fmt: skip
def test_the_rule_of_a_day_is_said_in_words(proposal, said):
    i18n.use_language("vi")
    try:
        assert due_words(proposal) == said
    finally:
        i18n.use_language("en")
