"""Values that a batch has in common are set once, where nobody has said otherwise."""

import pytest
from tests.services.typed import blank_scan

from luutru.errors import NotInList, UnacceptableValue, UnknownField
from luutru.services.accession import Joining, Receipt, take_in, take_in_all
from luutru.services.batches import batches, preview_for_batch, set_for_batch
from luutru.services.cards import card
from luutru.services.custody import entries
from luutru.services.describe import describe
from luutru.services.inspecting import verify
from luutru.services.review import accept_review

SHARED = [("signing_level", "Bộ"), ("signed_on", "7/12/2023")]
WHOLE = [
    ("title_vi", "Đo lường"), ("official_name", "Bản ghi nhớ"),
    ("subject", "Đo lường"), ("copy_kind", "original"), ("medium", "paper"),
    ("party.vietnamese", "Tổng cục; TĐC; VN"), ("party.foreign", "Viện; V; BY"),
]  # fmt: skip


@pytest.fixture
def three(archive, tmp_path):
    """The references of three files of one batch."""
    files = [blank_scan(tmp_path, name) for name in ("a", "b", "c")]
    told = take_in_all(archive, files)
    return [receipt.reference for receipt in told if isinstance(receipt, Receipt)]


def value(archive, reference, field):
    return card(archive, reference).values[field].typed


def test_a_batch_is_listed_with_what_waits(archive, three, tmp_path):
    take_in(archive, blank_scan(tmp_path, "other"))
    other, batch = batches(archive)
    assert (batch.way, batch.documents, batch.waiting, batch.person) == ("files", 3, 3, "archivist")
    assert other.documents == 1


def test_values_are_set_for_all_as_one_act(archive, three):
    told = set_for_batch(archive, batches(archive)[0].id, SHARED)
    assert {(one.reference, one.field) for one in told} == {
        (reference, field) for reference in three for field, _ in SHARED
    }
    assert {value(archive, reference, "signed_on") for reference in three} == {"2023-12-07"}
    act = next(entry for entry in entries(archive) if entry.act == "set_for_batch")
    assert act.detail["references"] == three
    assert verify(archive).is_sound


def test_another_value_is_kept_and_told_unless_it_is_to_be_replaced(archive, three):
    describe(archive, three[1], [("signed_on", "1/1/2020")])
    number = batches(archive)[0].id
    told = set_for_batch(archive, number, SHARED)
    assert [(one.reference, one.before, one.after) for one in told if one.differs] == [
        (three[1], "2020-01-01", "2023-12-07")
    ]
    assert value(archive, three[1], "signed_on") == "2020-01-01"
    set_for_batch(archive, number, SHARED, replace=True)
    assert value(archive, three[1], "signed_on") == "2023-12-07"


def test_what_would_happen_can_be_looked_at_before(archive, three):
    describe(archive, three[1], [("signed_on", "1/1/2020")])
    number, before = batches(archive)[0].id, len(entries(archive))
    seen = preview_for_batch(archive, number, SHARED)
    assert len(entries(archive)) == before
    assert value(archive, three[0], "signed_on") == ""
    assert set_for_batch(archive, number, SHARED) == seen


def test_entries_are_added_to_what_stands_there(archive, three):
    describe(archive, three[0], [("fields", "Halal")])
    told = set_for_batch(archive, batches(archive)[0].id, [("fields+", "Đo lường")])
    assert len(told) == 3
    assert not any(one.differs for one in told)


def test_what_was_reviewed_and_what_is_only_a_part_is_left_alone(archive, three, tmp_path):
    describe(archive, three[0], WHOLE)
    accept_review(archive, three[0])
    files = [blank_scan(tmp_path, "annex")]
    annex = list(take_in_all(archive, files, joining=Joining.ANNEX_OF, to=three[1]))
    assert annex
    number = batches(archive)[1].id
    told = set_for_batch(archive, number, SHARED)
    assert {one.reference for one in told} == set(three[1:])
    assert set_for_batch(archive, batches(archive)[0].id, [("occasion", "Chuyến thăm")]) == ()


@pytest.mark.parametrize(
    ("changes", "error"),
    [([("signed_on", "32/13/2020")], UnacceptableValue), ([("colour", "red")], UnknownField)],
)
def test_what_does_not_fit_changes_nothing(archive, three, changes, error):
    number = batches(archive)[0].id
    with pytest.raises(error):
        set_for_batch(archive, number, [*SHARED, *changes])
    assert value(archive, three[0], "signed_on") == ""
    with pytest.raises(NotInList):
        set_for_batch(archive, 99, SHARED)
