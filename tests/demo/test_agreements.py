"""The sample archive holds what the demo promises, and invents nothing about real agreements."""

import re

import pypdfium2 as pdfium
import pytest

from luutru.demo.agreements import draw_samples
from luutru.records.code_lists import code_list
from luutru.records.fields import BY_NAME, LIST_FIELDS, Kind
from luutru.services import values
from luutru.vietnamese.dates import find_dates
from luutru.vietnamese.folding import fold

NOT_STATED = "không nêu"


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    return draw_samples(tmp_path_factory.mktemp("samples"))


def sample(samples, word):
    return next(one for one in samples if word in dict(one.facts)["title_vi"])


def facts(samples, word, field):
    return [value for name, value in sample(samples, word).facts if name == field]


def text_of(one):
    return "\n".join(page.text for page in one.pages)


def test_twelve_agreements_make_about_thirty_pages(samples):
    assert len(samples) == 12
    assert all(2 <= len(one.pages) <= 4 for one in samples)
    assert 28 <= sum(len(one.pages) for one in samples) <= 38


def test_each_page_says_that_it_is_an_illustration(samples):
    assert all(page.text.startswith("BẢN MINH HỌA") for one in samples for page in one.pages)


def test_languages_scanners_and_kinds_of_text_layer_are_all_there(samples):
    assert {one.language for one in samples} == {"vi", "en", "bilingual"}
    assert {one.look for one in samples} >= {"colour200", "bilevel300", "text", "old font"}
    assert [one for one in samples if {page.rotation for page in one.pages} == {180}]


def test_only_the_two_typed_ones_have_a_text_layer(samples):
    for one in samples:
        with pdfium.PdfDocument(one.path) as document:
            letters = document[0].get_textpage().count_chars()
        assert (letters > 0) == (one.look in {"text", "old font"})


def test_the_partners_that_people_search_for_are_there(samples):
    parties = " ".join(value for one in samples for name, value in one.facts if "party" in name)
    for partner in ("INSO", "MoIAT", "IAMES", "BSI", "ASTM", "PTB", "APO", "SAMR", "JAKIM"):
        assert partner in parties


def test_the_belarus_agreement_was_signed_by_a_centre_at_no_stated_place(samples):
    assert facts(samples, "Belarus", "signed_on") == ["7/12/2023"]
    assert facts(samples, "Belarus", "signed_place") == [NOT_STATED]
    assert facts(samples, "Belarus", "signatory.vietnamese") == [NOT_STATED]
    (vietnamese,) = facts(samples, "Belarus", "party.vietnamese+")
    assert vietnamese.startswith("Trung tâm Thông tin – Truyền thông")
    assert all("trao" in witness for witness in facts(samples, "Belarus", "witness+"))


def test_the_arab_agreement_names_who_signed_and_no_witness(samples):
    assert facts(samples, "Ả Rập", "signed_place") == ["Dubai"]
    assert facts(samples, "Ả Rập", "witness") == [NOT_STATED]
    text = text_of(sample(samples, "Ả Rập"))
    assert "Lê Xuân Định" in text
    assert "Omar Ahmed Suwaina Al Suwaidi" in text
    assert "Halal" in text


def test_the_iranian_agreement_is_called_by_two_names_in_one_paragraph(samples):
    text = " ".join(text_of(sample(samples, "Iran")).split())
    assert "bản ghi nhớ hợp tác này; nội dung của Biên bản ghi nhớ" in text
    assert facts(samples, "Iran", "signed_on") == ["9/8/2023"]
    assert facts(samples, "Iran", "signed_place") == ["Tehran"]


def test_the_page_of_quacert_and_iames_names_no_day_no_place_and_no_country(samples):
    one = sample(samples, "IAMES")
    text = text_of(one)
    assert find_dates(text) == []
    assert not re.search(r"\b(19|20)\d\d\b", text)
    assert not {"Hà Nội", "Kuala Lumpur"} & {
        place for place in ("Hà Nội", "Kuala Lumpur") if place in text
    }
    assert facts(samples, "IAMES", "signed_on") == [NOT_STATED]
    assert facts(samples, "IAMES", "party.foreign+") == ["IAMES"]


def test_what_is_written_down_of_a_day_stands_on_a_page(samples):
    for one in samples:
        signed = dict(one.facts)["signed_on"]
        if signed == NOT_STATED:
            continue
        found = {date.edtf for date in find_dates(text_of(one))}
        assert values.read(BY_NAME["signed_on"], signed) in found, one.path.name


def test_made_up_agreements_say_so_and_name_no_persons(samples):
    for one in samples:
        if "code_number" in dict(one.facts):
            assert re.search("đặt ra để minh họa|made up to illustrate", text_of(one))
            signatories = [v for name, v in one.facts if name.startswith("signatory")]
            assert all(person.startswith("Người ký mẫu") for person in signatories)


def test_facts_name_known_fields_and_acceptable_values(samples):
    for one in samples:
        for name, value in one.facts:
            plain = name.rstrip("+")
            assert plain in BY_NAME or plain in LIST_FIELDS
            if plain in BY_NAME and values.silence(value) is None:
                assert values.read(BY_NAME[plain], value)


def test_countries_of_parties_are_known(samples):
    for one in samples:
        for name, value in one.facts:
            if name.startswith("party") and value.count(";") == 2:
                assert code_list("country").find(value.rpartition(";")[2]) is not None


def test_what_the_demo_searches_for_stands_in_several_agreements(samples):
    texts = [fold(" ".join(text_of(one).split())) for one in samples]
    for words in ("halal", "tieu chuan hoa", "danh gia su phu hop"):
        assert sum(words in text for text in texts) >= 2


def test_choices_of_facts_are_codes_or_labels(samples):
    for one in samples:
        for name, value in one.facts:
            field = BY_NAME.get(name)
            if field is not None and field.kind is Kind.CHOICE and value != NOT_STATED:
                assert code_list(field.choices).find(value)
