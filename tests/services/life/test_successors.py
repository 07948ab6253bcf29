"""Who took over from a party, told for whole pages of agreements."""

from datetime import date

import pytest
from sqlalchemy import event

from luutru.services.authorities.card import authority
from luutru.services.briefs.gathering import brief
from luutru.services.briefs.paper import AGREEMENTS, paper_of
from luutru.services.describe import new_agreement
from luutru.services.life import acts
from luutru.services.life.plans import carry_out
from luutru.services.life.standing import status_of
from luutru.services.life.successors import authority_named
from luutru.services.rows import agreement_ids, agreement_rows
from luutru.services.tables.agreements import agreement_table


@pytest.fixture
def three(archive):
    """Two agreements with one partner, one with another."""
    facts = [("signed_on", "7/12/2023"), ("effect_rule", "on_signing")]
    parties = ("Viện cũ; VC; BY", "Viện cũ; VC; BY", "Viện khác; VK; LA")
    return [
        new_agreement(archive, [("title_vi", f"Số {n}"), ("party.foreign", one), *facts])
        for n, one in enumerate(parties)
    ]


@pytest.fixture
def taken_over(archive, three):
    carry_out(archive, acts.Succession(
        authority_id=authority_named(archive, "VC"), by=acts.Named("Viện mới"),
        effective_on=date(2025, 1, 1),
    ))  # fmt: skip
    return three


def heirs(archive, day=None):
    rows = agreement_rows(archive, agreement_ids(archive), day)
    return {row.reference: row.succeeded_by for row in rows}


def test_every_list_tells_what_the_opened_agreement_tells(archive, taken_over):
    assert heirs(archive) == {one: status_of(archive, one).succeeded_by for one in taken_over}
    assert list(heirs(archive).values()).count(("Viện mới",)) == 2


def test_nobody_had_taken_over_before(archive, taken_over):
    assert set(heirs(archive, date(2024, 12, 31)).values()) == {()}


def test_whoever_signed_again_after_taking_over_is_no_successor(archive, taken_over):
    new = new_agreement(archive, [
        ("title_vi", "Ba bên"), ("signed_on", "1/2/2025"),
        ("party.foreign", "Viện cũ; VC; BY\nViện mới; VM; BY"),
    ])  # fmt: skip
    assert heirs(archive)[new] == ()


def test_a_page_of_agreements_with_one_partner_asks_no_more_than_one_agreement(archive, taken_over):
    def asked(ids):
        seen = []
        with archive.catalogue.read() as session:
            engine = session.get_bind()

        def note(*_facts):
            seen.append(1)

        event.listen(engine, "before_cursor_execute", note)
        agreement_rows(archive, ids)
        event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    ids = agreement_ids(archive)
    with_one = [row.id for row in agreement_rows(archive, ids) if row.succeeded_by]
    assert asked(with_one) == asked(with_one[:1])


def test_lists_and_briefs_say_it_in_words(archive, taken_over):
    cells = agreement_table(archive, agreement_ids(archive), ["status"]).rows
    assert sorted(cells) == [("In force",), ("In force; succeeded",), ("In force; succeeded",)]
    number = authority_named(archive, "VC")
    paper = paper_of(brief(archive, authority_id=number), "Kho")
    holding = next(one for one in paper.sections if one.kind == AGREEMENTS)
    assert {row[-1] for row in holding.rows} == {"In force; succeeded"}
    assert all(state.succeeded and state.words == "In force" for state in holding.states)
    assert all(one.row.succeeded_by for one in authority(archive, number).signed)
