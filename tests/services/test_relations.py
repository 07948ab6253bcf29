"""Typed relations of agreements: stored once, told from both sides, never in a circle."""

from datetime import date

import pytest
from sqlalchemy import select
from tests.services.typed import bring

from luutru.errors import CannotRelate, UnacceptableValue, UnknownReference
from luutru.records.milestone import Milestone
from luutru.records.outbox import Outbox
from luutru.services import custody, lookup
from luutru.services.cards import card
from luutru.services.describe import describe, new_agreement
from luutru.services.life.derived import follow_in
from luutru.services.milestones.standing import OPEN_STATES
from luutru.services.relations.relating import NewRelation, day_of, relate, unrelate
from luutru.services.relations.suggesting import suggested
from luutru.services.relations.telling import relations

DAY = date(2024, 1, 5)


@pytest.fixture
def lease(archive):
    return new_agreement(archive, [("title_vi", "Lease"), ("signed_on", "1/2/2020")])


@pytest.fixture
def renewal(archive):
    return new_agreement(archive, [("title_vi", "Renewal"), ("signed_on", "1/2/2023")])


@pytest.fixture
def third(archive):
    return new_agreement(archive, [("title_vi", "Third")])


def told(archive, reference):
    return [(one.words, one.other.reference) for one in relations(archive, reference)]


def open_milestones(archive):
    with archive.catalogue.read() as session:
        query = select(Milestone.derived_from).where(Milestone.state.in_(OPEN_STATES))
        return list(session.scalars(query))


def test_a_relation_is_told_from_both_sides(archive, lease, renewal):
    relate(archive, renewal, NewRelation("extends", lease, DAY, "Điều 9"))
    assert told(archive, renewal) == [("Extends", lease)]
    assert told(archive, lease) == [("Extended by", renewal)]
    (back,) = relations(archive, lease)
    assert (back.effective_on, back.clause, back.outgoing) == (DAY, "Điều 9", False)
    assert back.other.title == "Renewal"


def test_a_kind_may_be_told_by_its_word(archive, lease, renewal):
    relate(archive, renewal, NewRelation("sửa đổi", lease))
    assert relations(archive, lease)[0].kind == "amends"
    with pytest.raises(UnacceptableValue):
        relate(archive, renewal, NewRelation("befriends", lease))


def test_both_logs_and_the_index_hear_of_it(archive, lease, renewal):
    with archive.catalogue.write() as session:
        session.query(Outbox).delete()
    relate(archive, renewal, NewRelation("replaces", lease, DAY, "Điều 1", "as agreed"))
    for reference in (lease, renewal):
        entry = custody.entries(archive, reference)[0]
        assert entry.act == "related"
        assert entry.detail == {
            "kind": "replaces", "from": renewal, "to": lease, "effective_on": "2024-01-05",
            "clause": "Điều 1", "reason": "as agreed",
        }  # fmt: skip
    with archive.catalogue.read() as session:
        assert len({task.agreement_id for task in session.query(Outbox)}) == 2


def test_what_is_replaced_shows_it_from_the_day_on(archive, lease, renewal):
    relate(archive, renewal, NewRelation("replaces", lease, DAY))
    assert card(archive, lease).row.status == "replaced"
    unrelate(archive, renewal, "replaces", lease, reason="wrong one")
    assert card(archive, lease).row.status != "replaced"
    assert custody.entries(archive, lease)[0].act == "unrelated"
    assert custody.entries(archive, lease)[0].detail["reason"] == "wrong one"


def test_the_milestones_of_what_is_replaced_are_closed_and_come_back(archive, lease, renewal):
    describe(archive, lease, [("effect_rule", "on_signing"), ("duration", "20 năm")])
    with archive.catalogue.write() as session:
        lookup.agreement(session, lease).review_state = "reviewed"
        follow_in(session, "archivist", lookup.agreement(session, lease))
    assert open_milestones(archive) == ["expiry"]
    relate(archive, renewal, NewRelation("replaces", lease, DAY))
    assert open_milestones(archive) == []
    unrelate(archive, renewal, "replaces", lease)
    assert open_milestones(archive) == ["expiry"]


def test_an_agreement_is_not_related_to_itself(archive, lease):
    with pytest.raises(CannotRelate):
        relate(archive, lease, NewRelation("amends", lease))


def test_the_same_relation_is_recorded_once_but_another_kind_beside_it(archive, lease, renewal):
    relate(archive, renewal, NewRelation("amends", lease))
    with pytest.raises(CannotRelate):
        relate(archive, renewal, NewRelation("amends", lease, DAY))
    relate(archive, renewal, NewRelation("extends", lease))
    assert len(relations(archive, lease)) == 2


def test_replacing_does_not_go_in_a_circle(archive, lease, renewal, third):
    relate(archive, renewal, NewRelation("replaces", lease))
    relate(archive, third, NewRelation("replaces", renewal))
    with pytest.raises(CannotRelate) as refused:
        relate(archive, lease, NewRelation("replaces", third))
    assert third in str(refused.value)
    assert relations(archive, lease) == relations(archive, lease)[:1]


def test_what_is_not_related_cannot_be_taken_away(archive, lease, renewal):
    with pytest.raises(CannotRelate):
        unrelate(archive, renewal, "amends", lease)
    with pytest.raises(UnknownReference):
        unrelate(archive, renewal, "amends", "1999-0001")


def test_a_clause_that_is_too_long_is_refused(archive, lease, renewal):
    with pytest.raises(UnacceptableValue):
        relate(archive, renewal, NewRelation("amends", lease, clause="x" * 201))


def test_a_day_is_read_as_people_write_it_and_has_to_be_whole():
    assert day_of("7/12/2023") == date(2023, 12, 7)
    assert day_of("") is None
    with pytest.raises(UnacceptableValue):
        day_of("12/2023")


def test_an_agreement_named_by_its_number_is_suggested_with_what_is_done_to_it(archive, tmp_path):
    old = bring(archive, tmp_path, "old", "BẢN GHI NHỚ", code_number="05", code_notation="BGN-TĐC",
                title_vi="Bản ghi nhớ cũ")  # fmt: skip
    new = bring(
        archive, tmp_path, "new", "BẢN GHI NHỚ",
        "Bản ghi nhớ này thay thế Bản ghi nhớ số 5/BGN-TĐC ngày 07 tháng 12 năm 2020.",
        title_vi="Bản ghi nhớ mới",
    )  # fmt: skip
    (one,) = suggested(archive, new)
    assert (one.kind, one.reference, one.page) == ("replaces", old, 2)
    assert "5/BGN-TĐC" in one.why
    assert suggested(archive, old) == ()
    relate(archive, new, NewRelation("replaces", old))
    assert suggested(archive, new) == ()
