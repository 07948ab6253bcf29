import pytest

KEYS = {"reference", "title", "score", "status", "signed_on", "partners", "pages", "why"}


@pytest.fixture
def indexed(luutru, home):
    """Two agreements that the index knows; returns their references."""
    references = [
        luutru(
            "new",
            "title_vi=Bản ghi nhớ về tiêu chuẩn hóa",
            "party.foreign=Tổ chức Tiêu chuẩn Quốc gia Iran; INSO; IR",
            "signed_on=9/8/2023",
        ).out.strip(),
        luutru("new", "title_vi=Ấn phẩm tiêu chuẩn", "signed_on=2020").out.strip(),
    ]
    luutru("recover")
    return references


def test_words_are_found_without_accents(luutru, indexed):
    assert luutru("search", "tieu chuan hoa", "--ids").lines == indexed[:1]


def test_words_need_no_quotes(luutru, indexed):
    assert luutru("search", "tieu", "chuan", "hoa", "--ids").lines == indexed[:1]


def test_programs_get_what_was_promised(luutru, indexed):
    told = luutru("search", "partner:inso", "--json").json
    assert set(told) == {
        "query", "total", "took_ms", "hits", "facets", "did_you_mean", "hint",
    }  # fmt: skip
    assert (told["total"], told["query"]) == (1, "partner:inso")
    hit = told["hits"][0]
    assert set(hit) == KEYS
    assert (hit["reference"], hit["signed_on"]) == (indexed[0], "2023-08-09")
    assert told["facets"]["countries"][0]["code"] == "IR"


def test_the_limit_cuts_the_list_and_not_the_total(luutru, indexed):
    told = luutru("search", "tiêu chuẩn", "--limit", "1", "--json").json
    assert (told["total"], len(told["hits"])) == (2, 1)
    assert len(luutru("search", "tiêu chuẩn", "--limit", "0", "--ids").lines) == 2


def test_the_order_may_be_chosen(luutru, indexed):
    told = luutru("search", "tiêu chuẩn", "--sort", "title", "--ids").lines
    assert told == list(reversed(indexed))


def test_people_are_shown_the_agreement_and_how_many_there_are(luutru, indexed):
    told = luutru("search", "inso")
    assert indexed[0] in told.out
    assert "09/08/2023" in told.out
    assert "1 agreement found" in told.err


def test_nothing_found_is_no_failure(luutru, indexed):
    told = luutru("search", "halal")
    assert (told.status, told.out) == (0, "")
    assert "0 agreements found" in told.err


def test_a_query_that_does_not_parse_is_answered_with_a_hint(luutru, indexed):
    told = luutru("search", 'tieu "chuan', "--json")
    assert told.status == 0
    assert told.json["total"] == 2


def test_agreements_like_one_are_found(luutru, home):
    halal, other, _ = (
        luutru("new", f"title_vi={title}", f"fields={field}").out.strip()
        for title, field in (("Một", "Halal"), ("Hai", "Halal"), ("Ba", "Đo lường"))
    )
    assert luutru("search", "--like", halal, "--ids").lines == [other]
    told = luutru("search", "--like", halal, "--json").json
    assert told["like"] == halal
    assert [hit["reference"] for hit in told["hits"]] == [other]
    assert "Same field" in luutru("search", "--like", halal).out
    assert luutru("search", "--like", "2026-0404").status == 3


def test_words_and_likeness_are_not_asked_for_at_once(luutru, home):
    assert luutru("search", "halal", "--like", "2026-0001").status == 2
    assert luutru("search").status == 2
