"""The card of an authority: what it signed, who came after whom, what is still to do."""

from datetime import date

from luutru.records.agreement import AgreementEvent
from luutru.records.party import AuthorityRelation
from luutru.services.authorities import card
from luutru.services.authorities.card import authority
from luutru.services.authorities.changing import NameValues, new_authority
from luutru.services.authorities.duplicates import Sign, suspicions
from luutru.services.authorities.merging import merge
from luutru.services.partners import partners


def test_agreements_stand_newest_first_under_the_side_and_name_they_were_signed_with(
    archive, keep, called
):
    keep("Cũ", party__foreign="Viện PTB; PTB; DE", signed_on="2010-01-02",
         effect_rule="on_signing", duration="P3Y")  # fmt: skip
    keep("Mới", party__implementing="PTB Institut; PTB; DE", signed_on="2024-05")
    keep("Không ngày", party__foreign="Viện PTB; PTB; DE")
    told = [(one.row.title, one.side, one.name_as_signed, one.begins, one.ends)
            for one in authority(archive, called("Viện PTB")).signed]  # fmt: skip
    assert told == [
        ("Mới", "implementing", "PTB Institut", date(2024, 5, 1), None),
        ("Cũ", "foreign", "Viện PTB", date(2010, 1, 2), date(2013, 1, 2)),
        ("Không ngày", "foreign", "Viện PTB", None, None),
    ]


def test_a_bar_ends_where_the_agreement_was_ended(archive, keep, called):
    keep("Chấm dứt", party__foreign="Viện PTB; PTB; DE", signed_on="2010-01-02",
         expires_on="2020-01-02")  # fmt: skip
    with archive.catalogue.write() as session:
        session.add(AgreementEvent(agreement_id=1, kind="termination",
                                   effective_from=date(2012, 6, 1)))  # fmt: skip
    assert authority(archive, called("PTB")).signed[0].ends == date(2012, 6, 1)


def test_succession_is_told_from_both_sides_and_not_within_one(archive):
    old, new, twin = (new_authority(archive, NameValues(name)) for name in ("Cũ", "Mới", "Mới 2"))
    with archive.catalogue.write() as session:
        session.add(AuthorityRelation(from_id=old, to_id=new, kind="succeeded_by",
                                      effective_on=date(2018, 3, 21), legal_act="NQ"))  # fmt: skip
    (after,), (before,) = authority(archive, old).relations, authority(archive, new).relations
    assert (after.outgoing, after.other, before.outgoing, before.other) == (
        True,
        "Mới",
        False,
        "Cũ",
    )
    merge(archive, twin, new, "một")
    assert authority(archive, old).relations[0].other_id == new
    merge(archive, old, new, "một")
    assert authority(archive, old).relations == ()


def test_what_was_merged_stands_on_the_card_with_its_reason(archive):
    kept, gone = (new_authority(archive, NameValues(name)) for name in ("Giữ", "Trùng"))
    merge(archive, gone, kept, "trùng")
    (merged,) = authority(archive, gone).merged
    assert (merged.id, merged.called, merged.into, merged.reason) == (gone, "Trùng", "Giữ", "trùng")


def test_likely_duplicates_are_named_with_what_gives_them_away(archive):
    def add(name, short="", country="IR"):
        return new_authority(archive, NameValues(name, short), country=country)

    inso = add("Tổ chức Tiêu chuẩn Iran", "INSO")
    add("INSO", country="")
    add("Tổ chức Tiêu chuẩn Irann", country="IR")
    add("Tổ chức Tiêu chuẩn Iran", country="QA")
    told = {(one.sign, one.kept.id) for one in suspicions(archive)}
    assert told == {(Sign.SAME_ABBREVIATION, inso), (Sign.ALIKE, inso)}


def test_what_is_in_force_is_counted_agreement_by_agreement(archive, keep):
    for number in range(3):
        keep(f"Còn {number}", party__foreign="Viện PTB; PTB; DE", signed_on="2024-01-02",
             effect_rule="on_signing")  # fmt: skip
    keep("Hết", party__foreign="Viện PTB; PTB; DE", signed_on="2010-01-02",
         effect_rule="on_signing", duration="P1Y")  # fmt: skip
    (partner,) = partners(archive)
    assert (partner.agreements, partner.in_force) == (4, 3)


def test_of_very_many_agreements_the_newest_are_told_and_all_are_counted(
    archive, keep, called, monkeypatch
):
    monkeypatch.setattr(card, "MOST", 2)
    for year in (2010, 2012, 2011):
        keep(f"Năm {year}", party__foreign="Viện PTB; PTB; DE", signed_on=f"{year}-01-02",
             effect_rule="on_signing", duration="P1Y")  # fmt: skip
    shown = authority(archive, called("PTB"))
    assert [one.row.title for one in shown.signed] == ["Năm 2012", "Năm 2011"]
    assert (shown.partner.agreements, shown.statuses) == (3, {"expired": 3})


def test_what_is_listed_follows_every_change(archive, keep):
    keep("Một", party__foreign="Viện PTB; PTB; DE")
    assert len(partners(archive)) == 1
    keep("Hai", party__foreign="Viện BAM; BAM; DE")
    assert [one.short for one in partners(archive)] == ["BAM", "PTB"]
