import pytest

from luutru.errors import CannotAttach
from luutru.records.document import Part
from luutru.services.accession import Joining, take_in
from luutru.services.attaching import attach
from luutru.services.cards import card
from luutru.services.describe import new_agreement
from luutru.services.inspecting import verify
from luutru.services.rows import agreement_ids


@pytest.fixture
def two(archive, a_scan):
    return [take_in(archive, a_scan(mark)).reference for mark in "ab"]


def test_a_scan_joins_the_agreement_it_belongs_to(archive, two):
    attach(archive, two[1], to=two[0], part=Part.ANNEX)
    told = card(archive, two[1])
    assert told.row.reference == two[0]
    assert [document.part for document in told.documents] == ["main", "annex"]
    assert len(agreement_ids(archive)) == 1
    assert verify(archive).is_sound


def test_the_lower_reference_is_shown_and_both_are_answered_to(archive, two):
    attach(archive, two[0], to=two[1])
    assert card(archive, two[0]).row.reference == two[0]
    assert card(archive, two[1]).row.reference == two[0]
    assert verify(archive).is_sound


def test_an_agreement_recorded_without_a_scan_keeps_its_own_reference(archive, two):
    recorded = new_agreement(archive, [("title_vi", "Chưa có bản quét")])
    attach(archive, two[0], to=recorded, part=Part.MAIN)
    told = card(archive, recorded)
    assert (told.row.reference, told.row.title) == (recorded, "Chưa có bản quét")
    assert verify(archive).is_sound


def test_an_agreement_with_relations_is_not_given_up(archive, two, a_scan):
    take_in(archive, a_scan("letter"), joining=Joining.EXTENDS, to=two[1])
    with pytest.raises(CannotAttach):
        attach(archive, two[1], to=two[0])
    assert len(agreement_ids(archive)) == 3
