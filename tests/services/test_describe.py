import pytest

from luutru.errors import (
    EditedMeanwhile,
    ReviewIncomplete,
    UnacceptableValue,
    UnknownField,
    UnknownReference,
)
from luutru.services.accession import take_in
from luutru.services.cards import card
from luutru.services.describe import describe, new_agreement
from luutru.services.histories import history
from luutru.services.review import accept_review
from luutru.services.search import search

BELGISS = "Viện tiêu chuẩn và Chứng nhận Quốc gia Belarus; BelGISS; Belarus"


def value(archive, reference, name):
    return card(archive, reference).values[name]


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("title_vi", "Bản ghi nhớ về tiêu chuẩn hóa", "Bản ghi nhớ về tiêu chuẩn hóa"),
        ("signed_on", "7/12/2023", "2023-12-07"),
        ("signed_on", "12/2023", "2023-12"),
        ("official_name", "Biên bản ghi nhớ", "memorandum"),
        ("official_name", "ban ghi nho", "memorandum"),
        ("duration", "3 năm", "P3Y"),
        ("notice_period", "60 ngày", "P60D"),
        ("fields", "Tiêu chuẩn hóa; Halal", "halal standardization"),
        ("signed_country", "UAE", "AE"),
        ("secrecy", "Mật", "secret"),
    ],
)
def test_a_value_is_kept_as_its_field_keeps_it(archive, keep, name, typed, kept):
    reference = keep()
    describe(archive, reference, [(name, typed)])
    assert value(archive, reference, name).typed == kept


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("signed_on", "30/02/2023"),
        ("signed_on", "yesterday"),
        ("official_name", "hiệp ước"),
        ("duration", "long"),
        ("code_number", "123456789012"),
        ("party.foreign+", "; X; BY"),
        ("party.foreign+", "A; B; Atlantis"),
        ("signatory.foreign+", "A; B; C; D"),
    ],
)
def test_a_value_that_does_not_fit_changes_nothing(archive, keep, name, typed):
    reference = keep()
    before = card(archive, reference)
    with pytest.raises(UnacceptableValue):
        describe(archive, reference, [("title_vi", "Changed"), (name, typed)])
    assert card(archive, reference) == before


def test_an_unknown_field_is_named_with_those_there_are(archive, keep):
    with pytest.raises(UnknownField, match=r"titel.*title_vi"):
        describe(archive, keep(), [("titel", "x")])


def test_an_unknown_reference_is_named(archive):
    with pytest.raises(UnknownReference, match="2026-0009"):
        describe(archive, "2026-0009", [])


def test_history_keeps_what_stood_before(archive, keep):
    reference = keep(signed_on="2023-12-07")
    describe(archive, reference, [("signed_on", "8/12/2023")])
    newest = history(archive, reference)[0]
    assert newest.act == "corrected"
    assert newest.person == "archivist"
    change = newest.changes[0]
    assert (change.field, change.before, change.after) == ("signed_on", "2023-12-07", "2023-12-08")


def test_saying_the_same_again_leaves_no_trace(archive, keep):
    reference = keep(signed_on="2023-12-07")
    before = len(history(archive, reference))
    assert describe(archive, reference, [("signed_on", "07/12/2023")]) == []
    assert len(history(archive, reference)) == before


def test_silence_of_the_document_is_recorded_as_silence(archive, keep):
    reference = keep(signed_place="không nêu")
    told = value(archive, reference, "signed_place")
    assert (told.typed, told.state) == ("not stated", "not_stated")


def test_a_value_names_its_source(archive, keep):
    told = value(archive, keep(signed_place="Tehran"), "signed_place")
    assert (told.source, told.person, told.state) == ("person", "archivist", "stated")


def test_parties_are_added_and_taken_away(archive, keep):
    reference = keep()
    describe(archive, reference, [("party.foreign+", BELGISS), ("party.foreign+", "X Institute")])
    assert card(archive, reference).row.partners == ("BelGISS", "X Institute")
    assert card(archive, reference).row.countries == ("BY",)
    describe(archive, reference, [("party.foreign-", "belgiss")])
    assert card(archive, reference).row.partners == ("X Institute",)


def test_the_same_authority_is_recognised_by_its_abbreviation(archive, keep):
    first, second = keep("A", party__foreign=BELGISS), keep("B")
    describe(archive, second, [("party.foreign", "Belarusian State Institute; BelGISS; BY")])
    parties = [card(archive, reference).parties[0] for reference in (first, second)]
    assert parties[0].authority_id == parties[1].authority_id
    assert parties[1].name == "Belarusian State Institute"


def test_a_signatory_stands_under_its_party(archive, keep):
    reference = keep(party__foreign=BELGISS)
    describe(archive, reference, [("signatory.foreign+", "Người ký mẫu; Viện trưởng")])
    assert card(archive, reference).parties[0].signatories == (("Người ký mẫu", "Viện trưởng"),)


def test_somebody_elses_correction_is_not_overwritten(archive, keep):
    reference = keep()
    read = card(archive, reference).version
    describe(archive, reference, [("party.foreign+", "X Institute")], version=read)
    with pytest.raises(EditedMeanwhile):
        describe(archive, reference, [("title_vi", "Mine")], version=read)


def test_an_agreement_may_exist_without_a_scan(archive):
    reference = new_agreement(archive, [("title_vi", "Thỏa thuận chưa có bản quét")])
    told = card(archive, reference)
    assert told.row.status == "draft"
    assert told.documents == ()


def test_the_number_of_a_document_cannot_be_given_without_one(archive):
    with pytest.raises(UnacceptableValue, match="document"):
        new_agreement(archive, [("code_number", "05")])


def test_a_term_gives_the_day_of_expiry_and_the_status(archive, keep):
    reference = keep(signed_on="7/12/2019", effect_rule="khi ký", duration="3 năm")
    row = card(archive, reference).row
    assert (row.expires_on, row.status) == ("2022-12-07", "expired")


def test_an_agreement_that_renews_itself_goes_on(archive, keep):
    reference = keep(
        signed_on="7/12/2019", effect_rule="khi ký", duration="3 năm", renewal="tự động",
        renewal_period="3 năm",
    )  # fmt: skip
    row = card(archive, reference).row
    assert (row.expires_on, row.status) == ("2028-12-07", "in_force")


def test_a_review_names_what_is_still_missing(archive, keep):
    reference = keep()
    with pytest.raises(ReviewIncomplete, match=r"Instrument.*Foreign side"):
        accept_review(archive, reference)


def test_a_complete_review_is_accepted_and_recorded(archive, keep):
    reference = keep(
        official_name="Bản ghi nhớ", copy_kind="Bản gốc", medium="Giấy", secrecy="Thường",
        party__vietnamese="Tổng cục; TĐC; VN", party__foreign=BELGISS,
    )  # fmt: skip
    accept_review(archive, reference)
    assert card(archive, reference).row.review_state == "reviewed"
    newest = history(archive, reference)[0]
    assert (newest.act, newest.changes[0].after) == ("reviewed", "reviewed")


def test_one_side_is_corrected_without_touching_the_other(archive, keep):
    reference = keep(party__vietnamese="Tổng cục; TĐC; VN", party__foreign="X Institute; XI; DE")
    describe(archive, reference, [("signatory.vietnamese+", "Người ký mẫu; Tổng cục trưởng")])
    describe(archive, reference, [("party.foreign", "Y Institute; YI; DE")])
    told = card(archive, reference)
    assert [(party.side, party.name) for party in told.parties] == [
        ("vietnamese", "Tổng cục"),
        ("foreign", "Y Institute"),
    ]
    assert told.parties[0].signatories == (("Người ký mẫu", "Tổng cục trưởng"),)


def test_several_entries_at_once_are_one_change_of_one_description(archive, a_scan):
    reference = take_in(archive, a_scan()).reference
    describe(archive, reference, [("witness+", "Người chứng kiến A"), ("witness+", "Người B")])
    newest = history(archive, reference)[0]
    assert newest.act == "described"
    assert [(change.before, change.after) for change in newest.changes] == [
        ("", "Người chứng kiến A; ; signing\nNgười B; ; signing")
    ]


def test_a_new_name_of_a_partner_finds_its_older_agreements_at_once(archive):
    older = new_agreement(archive, [("party.foreign+", "Viện Tiêu chuẩn Sao Mai; VTSM; IR")])
    assert search(archive, "partner:VTSM").total == 1
    new_agreement(archive, [("party.foreign+", "Cơ quan Tiêu chuẩn Bình Minh; VTSM; IR")])
    found = search(archive, 'partner:"Bình Minh"')
    assert older in {hit.reference for hit in found.hits}
    assert found.total == 2
