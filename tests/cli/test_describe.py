import pytest


def test_an_agreement_is_recorded_without_a_scan(luutru, home):
    told = luutru("new", "title_vi=Bản ghi nhớ", "signed_on=9/8/2023")
    assert told.status == 0
    shown = luutru("show", told.out.strip(), "--json").json
    assert shown["title"] == "Bản ghi nhớ"
    assert shown["signed_on"] == "2023-08-09"
    assert shown["documents"] == []


def test_a_correction_tells_what_stood_before(luutru, home):
    reference = luutru("new", "signed_on=2023").out.strip()
    told = luutru("describe", reference, "signed_on=9/8/2023")
    assert told.lines == ["signed_on: 2023 → 2023-08-09"]


def test_describing_the_same_again_changes_nothing(luutru, home):
    reference = luutru("new", "signed_on=2023").out.strip()
    told = luutru("describe", reference, "signed_on=2023", "--json")
    assert told.json == {"reference": reference, "changes": [], "warnings": []}


def test_several_parties_are_added_and_taken_away(luutru, home):
    reference = luutru("new", "party.foreign=INSO; INSO; IR").out.strip()
    luutru("describe", reference, "party.foreign+=SASO; SASO; SA")
    luutru("describe", reference, "party.foreign-=INSO")
    assert luutru("show", reference, "--json").json["partners"] == ["SASO"]


def test_a_silent_document_is_a_value(luutru, home):
    reference = luutru("new", "signed_place=không nêu").out.strip()
    values = luutru("show", reference, "--json").json["values"]
    assert values["signed_place"]["state"] == "not_stated"


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ("signed_on=31/2/2023", 3, "does not fit"),
        ("colour=red", 3, "There is no field called colour"),
        ("signed_on", 2, "is not FIELD=VALUE"),
    ],
)
def test_what_does_not_fit_is_explained(luutru, home, change, status, sentence):
    reference = luutru("new").out.strip()
    told = luutru("describe", reference, change)
    assert told.status == status
    assert sentence in told.err


def test_the_help_lists_every_field(luutru):
    told = luutru("describe", "--help").out
    assert "signed_on" in told
    assert "party.foreign" in told


def test_an_unknown_reference_is_refused(luutru, home):
    for words in (["describe", "2026-0099", "note=x"], ["show", "2026-0099"]):
        assert luutru(*words).status == 3
