"""Duplicate partners are merged with a reason, count as one everywhere, and are parted again."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luutru.errors import CannotMerge, UnacceptableValue, UnknownPartner
from luutru.services import custody
from luutru.services.accession import take_in
from luutru.services.authorities.card import authority
from luutru.services.authorities.changing import NameValues, change, new_authority
from luutru.services.authorities.identity import family
from luutru.services.authorities.merging import merge, preview_merge, undo_merge
from luutru.services.describe import describe
from luutru.services.facets import facets
from luutru.services.filters import Filter
from luutru.services.indexing import bring_up_to_date
from luutru.services.known_authorities import known_authorities
from luutru.services.milestones.rows import Wanted
from luutru.services.milestones.rows import milestone_rows as milestones
from luutru.services.partners import agreements_of, partners
from luutru.services.rows import agreement_ids, agreement_rows
from luutru.services.search import search


@pytest.fixture
def two(keep, called):
    """The same Iranian body, entered twice."""
    keep("Đo lường", party__foreign="Tổ chức Tiêu chuẩn Quốc gia Iran; INSO; IR")
    keep("Tiêu chuẩn", party__foreign="Viện Tiêu chuẩn Iran; ISIRI; IR")
    return called("INSO"), called("ISIRI")


def titles(archive, wanted):
    return sorted(row.title for row in agreement_rows(archive, agreement_ids(archive, wanted)))


def test_merged_partners_are_listed_as_one(archive, two):
    kept, gone = two
    merge(archive, gone, kept, "cùng một cơ quan")
    (partner,) = partners(archive)
    assert (partner.id, partner.agreements, partner.short) == (kept, 2, "INSO")
    assert {name.abbreviation for name in partner.names} == {"INSO", "ISIRI"}
    assert len(agreements_of(archive, partner)) == 2
    assert [one.id for one in partners(archive, "isiri")] == [kept]


def test_lists_and_facets_take_them_for_one(archive, two):
    kept, gone = two
    merge(archive, gone, kept, "cùng một cơ quan")
    assert [(v.code, v.label, v.count) for v in facets(archive).partners] == [
        (str(kept), "INSO", 2)
    ]
    for number in two:  # a search saved before the merger names the other one
        wanted = Filter(partners=frozenset({number}))
        assert titles(archive, wanted) == ["Tiêu chuẩn", "Đo lường"]
        assert [v.count for v in facets(archive, wanted).countries] == [2]


def test_agreements_are_found_by_the_names_of_both(archive, two):
    bring_up_to_date(archive)
    assert len(search(archive, "đối tác:ISIRI").hits) == 1
    merge(archive, two[1], two[0], "cùng một cơ quan")
    bring_up_to_date(archive)
    assert len(search(archive, "đối tác:ISIRI").hits) == 2
    undo_merge(archive, two[1])
    bring_up_to_date(archive)
    assert len(search(archive, "đối tác:ISIRI").hits) == 1


def test_the_rules_that_read_scans_know_them_as_one(archive, two):
    merge(archive, two[1], two[0], "cùng một cơ quan")
    with archive.catalogue.read() as session:
        (known,) = known_authorities(session)
    assert [name.abbreviation for name in known.names] == ["INSO", "ISIRI"]


def test_what_was_signed_keeps_the_name_as_signed(archive, two):
    merge(archive, two[1], two[0], "cùng một cơ quan")
    told = {one.row.title: one.name_as_signed for one in authority(archive, two[1]).signed}
    assert told == {
        "Đo lường": "Tổ chức Tiêu chuẩn Quốc gia Iran",
        "Tiêu chuẩn": "Viện Tiêu chuẩn Iran",
    }


def test_an_agreement_described_meanwhile_goes_back_with_the_name_it_bears(archive, two, a_scan):
    merge(archive, two[1], two[0], "cùng một cơ quan")
    reference = take_in(archive, a_scan("meanwhile")).reference
    describe(archive, reference, [("party.foreign", "Viện Tiêu chuẩn Iran; ISIRI; IR")])
    undo_merge(archive, two[1])
    assert {one.id: one.agreements for one in partners(archive)} == {two[0]: 1, two[1]: 2}
    assert {one.id: len(one.names) for one in partners(archive)} == {two[0]: 1, two[1]: 1}


def test_the_preview_says_what_would_move_and_changes_nothing(archive, two, rows):
    before = rows()
    seen = preview_merge(archive, two[1], two[0])
    assert (seen.kept.short, seen.gone.short) == ("INSO", "ISIRI")
    assert [name.abbreviation for name in seen.names] == ["ISIRI"]
    assert (seen.agreements, seen.in_both, seen.countries_differ) == (2, 0, False)
    assert rows() == before


def test_partners_of_two_countries_are_pointed_out(archive, two):
    change(archive, two[1], country="QA")
    assert preview_merge(archive, two[1], two[0]).countries_differ


def test_both_in_one_agreement_are_pointed_out(archive, keep, called):
    reference = keep("Ba bên", party__foreign="Cơ quan A; AAA; FR")
    describe(archive, reference, [("party.foreign+", "Cơ quan B; BBB; FR")])
    assert preview_merge(archive, called("BBB"), called("AAA")).in_both == 1
    merge(archive, called("BBB"), called("AAA"), "một cơ quan, hai tên")
    assert [one.agreements for one in partners(archive)] == [1]


def test_a_merger_and_its_undoing_are_in_the_log_with_the_reason(archive, two):
    merge(archive, two[1], two[0], "cùng một cơ quan")
    undo_merge(archive, two[1], "hai cơ quan khác nhau")
    undone, merged = custody.entries(archive, limit=2)
    assert (merged.act, undone.act) == ("authorities_merged", "merger_undone")
    assert merged.detail["authority"] == "Viện Tiêu chuẩn Iran"
    assert ["merge_reason", "", "cùng một cơ quan"] in merged.detail["changes"]
    assert ["merge_reason", "cùng một cơ quan", "hai cơ quan khác nhau"] in undone.detail["changes"]


def test_nothing_is_merged_without_a_reason(archive, two, rows):
    before = rows()
    with pytest.raises(UnacceptableValue):
        merge(archive, two[1], two[0], "  ")
    assert rows() == before


def test_what_is_one_already_is_not_merged_again(archive, two):
    merge(archive, two[1], two[0], "một")
    for gone, kept in (two, two[::-1], (two[0], two[0])):
        with pytest.raises(CannotMerge):
            merge(archive, gone, kept, "một")


def test_only_what_was_merged_is_parted(archive, two):
    with pytest.raises(CannotMerge):
        undo_merge(archive, two[0])
    with pytest.raises(UnknownPartner):
        undo_merge(archive, 999)


def test_milestones_of_a_partner_are_those_of_all_that_are_one_with_it(archive, two):
    with archive.catalogue.write() as session:
        from luutru.records.milestone import Milestone  # noqa: PLC0415

        session.add_all(Milestone(agreement_id=n, title=f"Mốc {n}") for n in (1, 2))
    assert len(milestones(archive, Wanted(partner_ids=frozenset({two[0]})))) == 1
    merge(archive, two[1], two[0], "một")
    for number in two:
        assert len(milestones(archive, Wanted(partner_ids=frozenset({number})))) == 2


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pairs=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=6))
def test_undoing_all_mergers_brings_every_row_back(archive, rows, pairs):
    with archive.catalogue.read() as session:
        from luutru.records.party import Authority  # noqa: PLC0415

        known = [n for (n,) in session.execute(Authority.__table__.select().with_only_columns(
            Authority.__table__.c.id))]  # fmt: skip
    while len(known) < 5:
        known.append(new_authority(archive, NameValues(f"Cơ quan {len(known)}")))
    before, done = rows(), []
    for gone, kept in ((known[a], known[b]) for a, b in pairs):
        with archive.catalogue.read() as session:
            one, root = kept in family(session, gone), family(session, gone)[0]
        if one:
            continue
        merge(archive, gone, kept, "thử")
        done.append(root)
        assert authority(archive, gone).partner == authority(archive, kept).partner
    assert len(partners(archive)) == len(known) - len(done)
    for gone in done:  # in any order: here the first merged is parted first
        undo_merge(archive, gone)
    assert rows() == before
