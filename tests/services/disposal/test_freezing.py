"""What is frozen stays as it is, whoever tries; what the program notes for itself goes on."""

from datetime import date

import pytest

from luutru.errors import AgreementFrozen, NotFrozen, UnacceptableValue
from luutru.services import custody
from luutru.services.accession import Joining, take_in
from luutru.services.attaching import attach
from luutru.services.copies.issuing import issue
from luutru.services.copies.request import Wanted
from luutru.services.describe import describe
from luutru.services.disposal.freezing import freeze, freeze_of, freezes, lift
from luutru.services.indexing import bring_up_to_date
from luutru.services.inspecting import verify
from luutru.services.milestones.planning import New, add
from luutru.services.relations.relating import NewRelation, relate


@pytest.fixture
def frozen(archive, keep):
    reference = keep("Bản ghi nhớ", copy_kind="original", medium="paper", secrecy="none")
    freeze(archive, [reference], "Thanh tra")
    return reference


def test_a_description_that_is_frozen_stays(archive, frozen):
    with pytest.raises(AgreementFrozen, match=frozen):
        describe(archive, frozen, [("title_vi", "Khác")])
    with pytest.raises(AgreementFrozen):
        describe(archive, frozen, [("party.foreign+", "BelGISS; BGS; BY")])
    assert "described" not in {one.act for one in custody.entries(archive, frozen, 1)}


def test_nothing_joins_leaves_or_is_tied_to_what_is_frozen(archive, frozen, keep, a_scan):
    other = keep("Thỏa thuận")
    with pytest.raises(AgreementFrozen):
        take_in(archive, a_scan("annex"), joining=Joining.ANNEX_OF, to=frozen)
    with pytest.raises(AgreementFrozen):
        attach(archive, frozen, to=other)
    with pytest.raises(AgreementFrozen):
        relate(archive, other, NewRelation("implements", frozen))
    with pytest.raises(AgreementFrozen):
        add(archive, frozen, New("Báo cáo", due_on=date(2030, 2, 1)))


def test_reading_checking_and_certifying_go_on(archive, frozen, tmp_path):
    bring_up_to_date(archive, recognise=False)
    issue(archive, Wanted(frozen, recipients=("Lưu: VT.",)), tmp_path)
    assert verify(archive, full=True).is_sound


def test_a_freeze_is_lifted_with_a_reason_and_stays_on_record(archive, frozen):
    order = freeze_of(archive, frozen)
    assert order is not None
    assert order.reason == "Thanh tra"
    assert freeze(archive, [frozen], "Lần nữa") == []
    with pytest.raises(UnacceptableValue):
        lift(archive, frozen, " ")
    lift(archive, frozen, "Xong")
    describe(archive, frozen, [("title_vi", "Khác")])
    assert freezes(archive) == []
    (order,) = freezes(archive, lifted=True)
    assert (order.lift_reason, order.lifted_by) == ("Xong", "archivist")
    assert isinstance(order.lifted_on, date)
    with pytest.raises(NotFrozen):
        lift(archive, frozen, "Xong")
    acts = [one.act for one in custody.entries(archive, frozen)]
    assert acts.count("frozen") == acts.count("unfrozen") == 1


def test_what_is_not_frozen_is_edited_beside_it(archive, frozen, keep):
    other = keep("Thỏa thuận")
    describe(archive, other, [("title_vi", "Khác")])
    assert freeze_of(archive, other) is None
