"""Renaming, merger, division and succession: former names stay, agreements are concerned."""

from datetime import date

import pytest
from sqlalchemy import select

from luutru.errors import ActImpossible
from luutru.records.party import AuthorityName, AuthorityRelation
from luutru.services.describe import new_agreement
from luutru.services.life import acts
from luutru.services.life.plans import carry_out, plan
from luutru.services.life.standing import status_of
from luutru.services.partners import partners_called

DAY = date(2025, 3, 1)
KNOWN = [("signed_on", "7/12/2023"), ("effect_rule", "on_signing")]
BELGISS = ("party.foreign", "BelGISS; BelGISS; BY")
TDC = ("party.vietnamese", "Tổng cục Tiêu chuẩn Đo lường Chất lượng; TĐC")


@pytest.fixture
def in_force(archive):
    return new_agreement(archive, [("title_vi", "Một"), *KNOWN, BELGISS, TDC])


@pytest.fixture
def three(archive, in_force):
    """Three agreements: one in force, one expired, one of somebody else."""
    expired = new_agreement(
        archive, [("title_vi", "Hai"), *KNOWN, BELGISS, TDC, ("expires_on", "7/12/2024")]
    )
    other = new_agreement(archive, [("title_vi", "Ba"), *KNOWN, ("party.foreign", "INSO")])
    return in_force, expired, other


def test_a_renaming_keeps_the_former_name_and_concerns_what_is_in_force(archive, three):
    wanted = acts.Renaming(
        authority_id=called(archive, "TĐC"), effective_on=DAY, abbreviation="STAMEQ",
        name="Ủy ban Tiêu chuẩn Đo lường Chất lượng Quốc gia", legal_act="Nghị định 1",
    )  # fmt: skip
    shown = plan(archive, wanted)
    assert [one.reference for one in shown.agreements] == [three[0]]
    assert len(names(archive, wanted.authority_id)) == 1
    carry_out(archive, wanted)
    assert names(archive, wanted.authority_id) == [
        ("Tổng cục Tiêu chuẩn Đo lường Chất lượng", None, date(2025, 2, 28)),
        ("Ủy ban Tiêu chuẩn Đo lường Chất lượng Quốc gia", DAY, None),
    ]
    with pytest.raises(ActImpossible, match="valid only from"):
        plan(archive, acts.Renaming(
            authority_id=wanted.authority_id, name="Khác", effective_on=date(2025, 2, 1),
        ))  # fmt: skip


def test_who_took_over_is_told_and_the_agreement_stays_in_force(archive, three):
    number = called(archive, "BelGISS")
    carry_out(archive, acts.Succession(
        authority_id=number, by=acts.Named("Viện mới", "VM"), effective_on=DAY,
    ))  # fmt: skip
    told = status_of(archive, three[0], DAY)
    assert (told.status, told.succeeded_by) == ("in_force", ("Viện mới",))
    assert status_of(archive, three[0], date(2025, 2, 28)).succeeded_by == ()
    with pytest.raises(ActImpossible, match="recorded already"):
        plan(archive, acts.Succession(
            authority_id=number, by=acts.Named("Viện mới"), effective_on=DAY,
        ))  # fmt: skip


def test_several_become_one_and_one_becomes_several(archive, three):
    first, second = called(archive, "BelGISS"), called(archive, "INSO")
    done = carry_out(archive, acts.Merger(
        authority_id=first, others=(second,), into=acts.Named("Viện chung"), effective_on=DAY,
    ))  # fmt: skip
    assert [one.reference for one in done.agreements] == [three[0], three[2]]
    joint = called(archive, "Viện chung")
    carry_out(archive, acts.Division(
        authority_id=joint, into=(acts.Named("Viện A"), acts.Named("Viện B")),
        effective_on=date(2026, 1, 1),
    ))  # fmt: skip
    assert status_of(archive, three[0], date(2026, 1, 1)).succeeded_by == ("Viện A", "Viện B")
    with archive.catalogue.read() as session:
        kinds = list(session.scalars(select(AuthorityRelation.kind)))
    assert sorted(kinds) == ["divided_into", "divided_into", "merged_into", "merged_into"]
    with pytest.raises(ActImpossible, match="only one is named"):
        plan(archive, acts.Division(
            authority_id=joint, into=(acts.Named("Viện C"),), effective_on=DAY,
        ))  # fmt: skip


def test_a_name_of_another_authority_is_refused(archive, three):
    with pytest.raises(ActImpossible, match="another authority is called"):
        plan(archive, acts.Renaming(
            authority_id=called(archive, "INSO"), name="BelGISS", effective_on=DAY,
        ))  # fmt: skip


def called(archive, name):
    found, _ = partners_called(archive, name)
    return found[0].id


def names(archive, number):
    with archive.catalogue.read() as session:
        query = select(AuthorityName.name, AuthorityName.valid_from, AuthorityName.valid_to)
        rows = session.execute(query.where(AuthorityName.authority_id == number))
        return [tuple(row) for row in rows]
