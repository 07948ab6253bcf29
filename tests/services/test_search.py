"""Search over a real archive: what is found, in which order, and what is told of it."""

from datetime import date

import pytest

from luutru import clock
from luutru.records.finding import Synonym
from luutru.records.milestone import Milestone
from luutru.services.describe import describe, new_agreement
from luutru.services.filters import Filter
from luutru.services.indexing import bring_up_to_date
from luutru.services.lookup import agreement as find_agreement
from luutru.services.search import Sort, marked, page_hits, search


def references(answer):
    return [hit.reference for hit in answer.hits]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("Belarus", ["belarus"]),
        ("belarus halal", ["belarus"]),
        ("partner:INSO", ["iran"]),
        ("INSO", ["iran"]),
        ("đối tác:iran", ["iran"]),
        ("nước:BY", ["belarus"]),
        ("nước:Belarus OR nước:IR", ["belarus", "iran"]),
        ("ký:2023 -halal", []),
        ("ký:8/2023", ["iran"]),
        ("ký:2023 halal", ["belarus", "iran"]),
        ("loại:BGN", ["belarus"]),
        ("lĩnh vực:halal", ["iran"]),
        ("hết hạn:2026", ["belarus"]),
        ("mốc:quá hạn", []),
        ("tieu chuan hoa", ["bare", "belarus"]),
        ("tiêu chuẩn hoá", ["belarus", "bare"]),
        ('="tiêu chuẩn hóa"', ["belarus"]),
        ("05/SY-TĐC", ["bare"]),
        ("09/08/2023", ["iran"]),
        ("trang:2 halal", ["belarus"]),
        ("trang:2 Belarus", []),
        ("đường*", ["bare"]),
        ("tên:thuc pham", ["bare"]),
        ("không có ở đâu cả", []),
    ],
)
def test_it_is_found(kept, three, query, names):
    expected = [three[name] for name in names]
    answer = search(kept, query)
    found = references(answer)
    assert sorted(found) == sorted(expected)
    assert answer.total == len(expected) == len(answer.ids)
    if query.startswith(("tieu", "tiêu")):
        assert found == expected  # those with the marks that were typed come first


def test_the_best_page_is_shown_with_its_words_marked(kept, three):
    hit = search(kept, "chung nhan halal").hits[0]
    page = hit.pages[0]
    assert (page.reference, page.number) == (three["belarus"], 2)
    assert [page.snippet[start:end] for start, end in page.highlights] == ["chứng nhận halal"]
    assert page.snippet.startswith("…")
    assert hit.why == "Exact words on page 2"
    assert hit.partners == ("BelGISS",)
    assert hit.signed_on == "2023-12-07"


def test_titles_are_marked(kept, three):
    hit = search(kept, "do luong").hits[0]
    assert [hit.title[start:end] for start, end in hit.title_highlights] == ["đo lường"]
    assert marked("Cộng hòa Belarus", "hoà") == ((5, 8),)
    assert marked("Cộng hòa", "nước:BY") == ()


def test_a_filter_narrows_and_facets_leave_their_own_choice_out(kept, three):
    wanted = Filter(countries=frozenset({"BY"}))
    answer = search(kept, "hợp tác", wanted=wanted)
    assert references(answer) == [three["belarus"]]
    counts = {value.code: value.count for value in answer.facets.countries}
    assert counts["BY"] == counts["IR"] == 1
    assert sum(value.count for value in answer.facets.statuses) == 1
    ids = frozenset(search(kept, "hợp tác").ids)
    assert search(kept, "hợp tác", wanted=Filter(ids=ids)).total == 2
    assert search(kept, "hợp tác", wanted=Filter(ids=frozenset())).total == 0


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        (Sort.TITLE, ["belarus", "iran"]),
        (Sort.SIGNED_ON, ["belarus", "iran"]),
        (Sort.PARTNER, ["belarus", "iran"]),
    ],
)
def test_an_answer_can_be_ordered_otherwise(kept, three, sort, names):
    answer = search(kept, "hợp tác", sort=sort)
    assert references(answer) == [three[name] for name in names]


def test_the_total_is_exact_when_fewer_are_shown(kept, three):
    answer = search(kept, "hợp tác", limit=1)
    assert (len(answer.hits), answer.total) == (1, 2)
    assert len(search(kept, "hợp tác", limit=None).hits) == 2


def test_an_empty_query_finds_everything(kept, three):
    assert sorted(references(search(kept, " "))) == sorted(three.values())


def test_words_that_mean_the_same_find_each_other(kept, three):
    assert three["iran"] in references(search(kept, "STAMEQ"))
    assert three["belarus"] in references(search(kept, "MoU Belarus"))
    assert references(search(kept, "số:05/SY-TĐC")) == []


def test_an_archive_has_its_own_synonyms(archive, own):
    with archive.catalogue.write() as session:
        for term in ("Nước Cộng hòa Hồi giáo", "Tehran"):
            session.add(Synonym(group="iran", term=term, term_fold=""))
    assert references(search(archive, "nuoc cong hoa hoi giao")) == [own["iran"]]
    assert references(search(archive, '"nước cộng hòa hồi giáo"')) == [own["iran"]]


def test_a_word_that_stands_nowhere_is_put_right(kept, three):
    answer = search(kept, "Be1arus")
    assert (answer.total, answer.did_you_mean) == (0, "Belarus")
    assert search(kept, "partner:inzo").did_you_mean == "partner:INSO"
    assert search(kept, "Belarus").did_you_mean is None


def test_a_word_that_is_still_being_typed_is_a_beginning(kept, three):
    assert references(search(kept, "cong hoa bela")) == [three["belarus"]]


def test_most_of_many_words_are_enough_when_nothing_has_all(kept, three):
    answer = search(kept, "chứng nhận halal zzz")
    assert references(answer) == [three["belarus"]]
    assert answer.hint == (
        "No agreement has all of these words. Shown is what has some of them. "
        "Not found anywhere: zzz."
    )


def test_a_filter_that_leaves_nothing_does_not_loosen_the_words(kept, three):
    wanted = Filter(countries=frozenset({"IR"}))
    answer = search(kept, "Belarus chứng nhận halal", wanted=wanted)
    assert (answer.total, answer.hint, answer.did_you_mean) == (0, None, None)


def test_what_does_not_parse_is_answered_with_a_hint(kept, three):
    answer = search(kept, '("belarus')
    assert references(answer) == [three["belarus"]]
    assert answer.hint is not None


def test_milestones_and_days_are_asked_of_the_catalogue(archive, own, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 1))
    with archive.catalogue.write() as session:
        key = find_agreement(session, own["iran"]).id
        session.add(Milestone(agreement_id=key, title="Họp", due_on=date(2026, 1, 1)))
    assert references(search(archive, "mốc:quá hạn")) == [own["iran"]]
    assert references(search(archive, 'mốc:"chưa bắt đầu"')) == [own["iran"]]
    assert references(search(archive, "hết hạn:<90d")) == [own["belarus"]]
    assert references(search(archive, "-hết hạn:<90d hợp tác")) == [own["iran"]]


def test_a_corrected_name_is_found_as_soon_as_it_is_indexed(archive, own):
    describe(archive, own["bare"], [("party.foreign", "Viện Quatar; QS; QA")])
    new = new_agreement(archive, [("title_vi", "Chưa có bản quét")])
    bring_up_to_date(archive)
    assert references(search(archive, "Quatar")) == [own["bare"]]
    assert references(search(archive, "chua co ban quet")) == [new]


def test_a_new_name_of_a_partner_finds_its_older_agreements(archive, own):
    renamed = "Viện Tiêu chuẩn hóa và Đo lường Minsk; BelGISS; BY"
    new = new_agreement(archive, [("title_vi", "Phụ lục"), ("party.foreign", renamed)])
    assert sorted(references(search(archive, "đối tác:Minsk"))) == sorted([own["belarus"], new])
    assert own["iran"] not in references(search(archive, "Minsk"))


def test_words_on_a_page_are_told_with_their_boxes(kept, three):
    document = search(kept, "Tehran").hits[0].pages[0].document_id
    found = page_hits(kept, document, '"tai tehran" inso')
    assert [(hit.number, len(hit.boxes)) for hit in found] == [(1, 2), (1, 1)]
    assert found[0].boxes == ((100, 0, 190, 40), (200, 0, 290, 40))
    assert [len(hit.boxes) for hit in page_hits(kept, document, "09/08/2023")] == [6]
    near = page_hits(kept, document, '"inso ngày"~20')
    assert [len(hit.boxes) for hit in near] == [1, 1]
    assert page_hits(kept, document, '"inso ngày"~5') == []
    assert [len(hit.boxes) for hit in page_hits(kept, document, '="tại Tehran"')] == [2]
    assert page_hits(kept, document, '="tai Tehran"') == []
    assert page_hits(kept, document, '"tehran tai"') == page_hits(kept, document, "") == []


def test_where_nothing_has_all_words_what_has_some_is_told_with_what_stands_nowhere(kept, three):
    answer = search(kept, "kim đo lường xanh cương")
    assert answer.is_near
    assert three["belarus"] in references(answer)
    hint = answer.hint or ""
    assert "has some of them" in hint
    assert "kim" in hint.split("anywhere:")[1]
    assert "đo" not in hint.split("anywhere:")[1].replace(".", "").split(", ")


def test_what_has_all_words_is_no_near_answer(kept):
    assert not search(kept, "tieu chuan hoa").is_near


def test_of_words_that_stand_nowhere_nothing_is_near(kept):
    answer = search(kept, "xyzw qwrt pfgh")
    assert not answer.is_near
    assert answer.total == 0
