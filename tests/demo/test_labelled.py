"""The labelled agreements say what their truth tells, and say it in many ways."""

import hashlib
from collections import Counter

import pytest

from luutru.demo.labelled import draw_labelled, write_labelled
from luutru.demo.labelled_layouts import LAYOUTS
from luutru.demo.labelled_told import MEASURED
from luutru.demo.paper import HEIGHT, WIDTH
from luutru.records import fields
from luutru.records.code_lists import code_list
from luutru.services import values
from luutru.vietnamese.folding import fold

CODED = {kind.name for kind in fields.FIELDS if kind.choices}


@pytest.fixture(scope="module")
def documents():
    return write_labelled(41, 240)


def entries(documents):
    for document in documents:
        for name, told in document.fields.items():
            for value in told:
                yield document, name, value


def read(document):
    return document.path.read_bytes()


def plain(text):
    return " ".join(fold(text).split())


def test_layouts_take_turns_and_are_at_least_six(documents):
    counts = Counter(document.layout for document in documents)
    assert len(LAYOUTS) >= 6
    assert counts == dict.fromkeys(LAYOUTS, len(documents) / len(LAYOUTS))


def test_every_value_is_what_the_catalogue_would_record(documents):
    for _, name, value in entries(documents):
        if name in fields.BY_NAME:
            field = fields.BY_NAME[name]
            typed = value.replace(" ", ",") if field.kind is fields.Kind.CHOICES else value
            assert values.read(field, typed) == value, name
        else:
            parts = value.split("; ")
            assert name in fields.LIST_FIELDS
            assert 1 <= len(parts) <= 3
            assert parts[0]
            if name.startswith("party") and len(parts) > 2:
                assert parts[2] in code_list("country").codes


def test_words_of_the_truth_stand_in_the_text(documents):
    for document, name, value in entries(documents):
        if name not in CODED and name not in {
            "signed_on", "effective_on", "expires_on", "duration", "renewal_period",
            "notice_period",
        }:  # fmt: skip
            first = value.partition(";")[0]
            assert plain(first) in plain(document.text.replace("\n", " ")), (document.name, name)


def test_every_measured_field_is_told_often_and_silent_often(documents):
    told, silent = Counter[str](), Counter[str]()
    for document in documents:
        told.update(set(document.fields))
        silent.update(document.silent)
    assert min(told[name] for name in MEASURED) >= 12, told
    few_silent = {name for name in MEASURED if silent[name] < 3}
    assert few_silent <= {
        "official_name", "official_name_printed", "party.vietnamese", "party.foreign", "fields",
        "laterality", "signing_level", "languages", "subject",
    }  # fmt: skip


def test_nothing_is_both_told_and_silent(documents):
    for document in documents:
        assert not document.silent & document.fields.keys()
        assert not document.undecided & document.silent


def test_milestones_of_all_kinds_are_promised(documents):
    promised = [m for document in documents for m in document.milestones if m.is_required]
    assert {m.anchor for m in promised} == {"signing", "effect", "expiry", "fixed", "event", ""}
    assert {m.recurrence.partition(";BYMONTH")[0] for m in promised} >= {
        "", "FREQ=YEARLY", "FREQ=MONTHLY;INTERVAL=6", "FREQ=MONTHLY;INTERVAL=3",
    }  # fmt: skip
    assert any(m.due_on for m in promised)


def test_the_sentence_of_a_milestone_stands_in_the_text(documents):
    for document in documents:
        text = " ".join(w.text for page in document.pages for w in page.words if not is_foot(w))
        for milestone in document.milestones:
            shown = plain(milestone.sentence)
            if document.layout != "columns":
                assert shown[:25] in plain(text), document.name


def is_foot(word):
    return word.top > 9300 or word.bottom < 450


def test_no_word_leaves_the_paper(documents):
    assert WIDTH < HEIGHT
    for document in documents:
        for page in document.pages:
            for word in page.words:
                assert 200 < word.left < word.right < 9800, (document.name, word)
                assert 150 < word.top < word.bottom < 9850, (document.name, word)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(tmp_path):
    def digests(seed, folder, **how):
        drawn = draw_labelled(seed, 2, tmp_path / folder, **how)
        return [hashlib.sha256(read(document)).hexdigest() for document in drawn]

    assert digests(5, "a") == digests(5, "b")
    assert digests(5, "a") != digests(6, "c")
    assert digests(5, "d", as_scan=False) == digests(5, "e", as_scan=False)


def test_a_gap_is_silent_whether_or_not_a_pen_filled_it():
    for document in write_labelled(7, 40, ["gaps"]):
        assert "code_number" in document.silent
        assert "signed_on" not in document.fields
        assert "code_notation" in document.fields


def test_a_day_that_does_not_exist_is_no_value(documents):
    impossible = [
        d for d in documents if d.layout in {"letterhead", "english"} and "signed_on" in d.silent
    ]
    assert impossible
