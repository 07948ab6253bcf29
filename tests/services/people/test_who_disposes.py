"""Who sees cases of disposal, and who decides them."""

import pytest
from tests.services.people.conftest import staffed

from luutru.errors import NotPermitted
from luutru.services.disposal import cases

OVER = {"signed_on": "9/8/1990", "effect_rule": "on_signing", "duration": "P3Y", "retention": "06"}


def test_cases_are_told_to_those_who_decide(archive, keep, signed_in):
    reference = keep("Chương trình trao đổi", **OVER)
    staffed(archive, archivist="archivist", reader="reader", approver="approver")
    number = cases.propose(signed_in(archive, "archivist"), reference, "Hết thời hạn")
    for name in ("archivist", "reader"):
        with pytest.raises(NotPermitted):
            cases.cases(signed_in(archive, name))
    with pytest.raises(NotPermitted):
        cases.approve(signed_in(archive, "reader"), number, "Đồng ý")
    approver = signed_in(archive, "approver")
    assert [case.reference for case in cases.cases(approver)] == [reference]
    cases.approve(approver, number, "Đồng ý")


def test_a_case_of_a_marked_agreement_is_told_to_the_cleared_alone(archive, keep, signed_in):
    reference = keep("Chương trình trao đổi", **OVER, secrecy="secret")
    cases.propose(archive, reference, "Hết thời hạn")
    staffed(archive, approver="approver")
    assert cases.cases(signed_in(archive, "approver")) == []
