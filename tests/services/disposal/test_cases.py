"""A document goes only when its time is over, by two people, after a month, and under record."""

from datetime import date, timedelta

import pytest

from luutru import clock
from luutru.errors import (
    AgreementFrozen,
    InQuarantine,
    NotDisposable,
    QuarantineNotOver,
    TwoPeopleNeeded,
    UnknownCase,
)
from luutru.services import custody
from luutru.services.accession import Joining, take_in
from luutru.services.cards import card
from luutru.services.disposal import cases
from luutru.services.disposal.freezing import freeze
from luutru.services.disposal.retention import Why, candidates
from luutru.services.door import held_documents
from luutru.services.indexing import bring_up_to_date
from luutru.services.inspecting import verify
from luutru.services.originals import originals
from luutru.services.recovery import recover
from luutru.services.search import search

OVER = {"signed_on": "9/8/1990", "effect_rule": "on_signing", "duration": "P3Y", "retention": "06"}
"""It ended in 1993; ten years are over since 2004."""


@pytest.fixture
def old(keep):
    return keep("Chương trình trao đổi", **OVER)


@pytest.fixture
def another(archive, monkeypatch):
    """Let another person work in the archive."""

    def come(name="approver"):
        monkeypatch.setattr(archive, "person", name)

    return come


def quarantined(archive, reference, another):
    number = cases.propose(archive, reference, "Hết thời hạn bảo quản")
    another()
    cases.approve(archive, number, "Đồng ý")
    return number


def later(monkeypatch, days):
    moment = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: moment)
    monkeypatch.setattr(clock, "today", moment.date)


def test_what_could_go_is_listed_by_its_retention_period(archive, old, keep):
    keep("Vĩnh viễn", **{**OVER, "retention": "01"})
    keep("Chưa nêu", signed_on="1990")
    keep("Chưa hết hạn", **{**OVER, "signed_on": "9/8/2022"})
    (found,) = candidates(archive)
    assert (found.reference, found.why, found.since) == (old, Why.PERIOD, date(2004, 1, 1))
    assert candidates(archive, date(2003, 12, 31)) == []


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({**OVER, "retention": "01"}, "for ever"),
        ({"signed_on": "9/8/1990"}, "not stated"),
        ({**OVER, "signed_on": "9/8/2022"}, "lasts until 31/12/2035"),
    ],
)
def test_what_has_to_be_kept_is_not_proposed(archive, keep, values, why):
    with pytest.raises(NotDisposable, match=why):
        cases.propose(archive, keep("Bản ghi nhớ", **values), "Dọn kho")
    assert cases.cases(archive, closed=True) == []


def test_who_proposed_does_not_decide(archive, old, another):
    number = cases.propose(archive, old, "Hết thời hạn")
    with pytest.raises(TwoPeopleNeeded, match="archivist"):
        cases.approve(archive, number, "Đồng ý")
    with pytest.raises(NotDisposable, match=f"case {number}"):
        cases.propose(archive, old, "Lần nữa")
    another()
    cases.refuse(archive, number, "Còn giá trị")
    with pytest.raises(UnknownCase):
        cases.approve(archive, number, "Đồng ý")
    assert card(archive, old).row.title


def test_what_is_in_quarantine_is_seen_nowhere_and_can_be_taken_back(archive, old, another):
    bring_up_to_date(archive, recognise=False)
    number = quarantined(archive, old, another)
    bring_up_to_date(archive, recognise=False)
    with pytest.raises(InQuarantine, match=old):
        card(archive, old)
    assert search(archive, "trao đổi").total == 0
    assert held_documents(archive) == ()
    assert verify(archive, full=True).is_sound
    with pytest.raises(QuarantineNotOver):
        cases.carry_out(archive, number)
    cases.take_back(archive, number, "Có yêu cầu")
    bring_up_to_date(archive, recognise=False)
    assert card(archive, old).row.title == "Chương trình trao đổi"
    assert search(archive, "trao đổi").total == 1


def test_after_a_month_the_file_goes_and_the_record_of_it_stays(archive, old, another, monkeypatch):
    sha256 = originals(archive)[0].sha256
    number = quarantined(archive, old, another)
    later(monkeypatch, cases.QUARANTINE_DAYS)
    with pytest.raises(QuarantineNotOver):
        cases.carry_out(archive, number)
    later(monkeypatch, 1)
    (removed,) = cases.carry_out(archive, number)
    assert removed.sha256 == sha256
    assert not archive.strongroom.holds(sha256)
    (case,) = cases.cases(archive, closed=True)
    assert (case.state, case.proposed_by, case.decided_by) == ("disposed", "archivist", "approver")
    assert case.removed == (removed,)
    assert [one.act for one in custody.entries(archive, old, 3)] == [
        "disposed", "quarantined", "disposal_proposed"
    ]  # fmt: skip
    recover(archive, recognise=False)
    assert verify(archive, full=True).is_sound
    assert archive.strongroom.in_quarantine() == 0


def test_a_removal_that_was_cut_off_leaves_the_file_for_recovery(
    archive, old, another, monkeypatch
):
    number = quarantined(archive, old, another)
    later(monkeypatch, cases.QUARANTINE_DAYS + 1)
    with monkeypatch.context() as patch:
        patch.setattr(archive.strongroom, "dispose", lambda _sha256: None)
        (removed,) = cases.carry_out(archive, number)
    assert archive.strongroom.holds(removed.sha256)
    assert recover(archive, recognise=False).set_aside == 1


def test_nothing_that_is_frozen_goes(archive, old, another, monkeypatch):
    freeze(archive, [old], "Thanh tra")
    assert candidates(archive) == []
    with pytest.raises(AgreementFrozen):
        cases.propose(archive, old, "Hết thời hạn")


def test_another_scan_of_a_kept_paper_may_go_without_a_period(archive, keep, a_scan):
    kept = keep("Bản ghi nhớ")
    again = take_in(archive, a_scan("again"), joining=Joining.RESCAN_OF, to=kept).reference
    (found,) = candidates(archive)
    assert (found.reference, found.why) == (again, Why.DUPLICATE)
    assert cases.propose(archive, again, "Bản quét thừa") == 1
